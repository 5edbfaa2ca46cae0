"""Maps: outlines of states, routes flown, marches and sites, in Lambert's equal-area projection about the map's middle.

Every map is drawn from the outlines the routes were found with; coast and borders are thinned to what can be seen.
"""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import shapely
from markupsafe import Markup
from pyproj import Geod, Proj

from ...catalogue.outlines import Box, land
from .svg import drawing, percent, tag

WIDTH = 2_000
"""Units of the drawing's width; coordinates are whole."""
LETTER, LINE = 22.0, 46.0
"""Width and height of a letter of a label, in units of the drawing."""
MOST_COVERED = 0.1
RIM = 100
SCALES_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
LONGEST_SCALE = 0.25
STEP_M = 50_000
"""Distance between points of a geodesic."""
THINNED = 1.6
LEAST_AREA = 6.0
NAMED_AREA = 900.0
ROOM = 55.0
"""In units of the drawing: how far an outline may move, the least piece shown, the least piece that bears its
name, how far from a dot."""
Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Way:
    """A line on the map through points joined by geodesics."""

    points: tuple[Point, ...]
    kind: str
    told: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A point on the map; `label` stands beside it."""

    at: Point
    kind: str
    told: str
    label: str = ""
    radius_px: float = 4.0
    always: bool = True
    """Whether its label stands even where it covers another."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under the map: whose land a disputed area is, and how each state is shown (a class, its meaning)."""

    disputed: Mapping[str, str]
    states: Mapping[str, tuple[str, str]]


def draw_map(title: str, ways: Iterable[Way], dots: Iterable[Dot], ground: Ground, least_m: float = 0) -> Markup | None:
    """The map of these ways and dots with a margin around them, at least `least_m` wide and high; None for nothing to show."""
    ways, dots = tuple(ways), tuple(dots)
    paths = [_dense(way.points) for way in ways]
    points = [p for path in paths for p in path] + [dot.at for dot in dots]
    if not points:
        return None
    frame = _frame(points, least_m)
    states = _states(frame, ground.disputed)
    lands = [
        tag("path", *([tag("title", ground.states[code][1])] if code in ground.states else []), d="".join(map(_outline, shapes)),
            class_=f"land {ground.states[code][0]}" if code in ground.states else "land")
        for code, shapes in states.items()
    ]  # fmt: skip
    lines = [
        tag("path", tag("title", way.told), d=_path([frame.place(*p) for p in path]), class_=f"way {way.kind}",
            style=f"stroke-width:{way.weight:.1f}px")
        for way, path in zip(ways, paths, strict=True)
    ]  # fmt: skip
    below = tag("svg", *lands, *lines, viewBox=f"0 0 {WIDTH} {frame.height}", width="100%", height="100%")
    marks = _dots(frame, dots)
    return drawing(
        title,
        below,
        *_state_names(frame, ground, states, dots),
        *marks,
        _scale(frame),
        class_="map",
        style=f"aspect-ratio:{WIDTH}/{frame.height}",
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """A rectangle of the projected plane: its south-west corner and size in metres."""

    plane: Proj
    west: float
    south: float
    width_m: float
    height_m: float

    @property
    def height(self) -> int:
        return round(WIDTH * self.height_m / self.width_m)

    def place(self, lat: float, lon: float) -> tuple[int, int]:
        """A point in units of the drawing."""
        x, y = self.plane(lon, lat)
        return round((x - self.west) / self.width_m * WIDTH), round((self.south + self.height_m - y) / self.width_m * WIDTH)

    def box(self) -> Box:
        """A box of degrees that holds the rectangle."""
        at = [k / 12 for k in range(13)]
        rim = [(u, v) for k in at for u, v in ((k, 0.0), (k, 1.0), (0.0, k), (1.0, k))]
        degrees = [self.plane(self.west + u * self.width_m, self.south + v * self.height_m, inverse=True) for u, v in rim]
        lons, lats = [p[0] for p in degrees], [p[1] for p in degrees]
        return Box(
            max(min(lats) - 0.5, -89.0), max(min(lons) - 0.5, -180.0), min(max(lats) + 0.5, 89.0), min(max(lons) + 0.5, 180.0)
        )


def _frame(points: list[Point], least_m: float) -> _Frame:
    south, north = min(p[0] for p in points), max(p[0] for p in points)
    west, east = min(p[1] for p in points), max(p[1] for p in points)
    plane = Proj(proj="laea", lat_0=(south + north) / 2, lon_0=(west + east) / 2)
    xs, ys = zip(*(plane(lon, lat) for lat, lon in points), strict=True)
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    margin = 0.09 * max(max(xs) - min(xs), max(ys) - min(ys), least_m)
    width = max(max(xs) - min(xs), least_m) + 2 * margin
    height = max(max(ys) - min(ys), least_m) + 2 * margin
    # Neither a ribbon nor a tower: both would be too small to read.
    width, height = max(width, height * 1.4), max(height, width * 0.5)
    return _Frame(plane, middle_x - width / 2, middle_y - height / 2, width, height)


def _states(frame: _Frame, disputed: Mapping[str, str]) -> dict[str, list[shapely.Polygon]]:
    """What is in sight of each state, in units of the drawing, the widest first: an enclave is drawn over what surrounds it."""
    box = frame.box()
    degrees = shapely.box(box.west, box.south, box.east, box.north)
    canvas = shapely.box(-10, -10, WIDTH + 10, frame.height + 10)
    states: dict[str, list[shapely.Polygon]] = {}
    for code, polygons in land(box, disputed).items():
        for part in _polygons(polygon.intersection(degrees) for polygon in polygons):
            placed = shapely.Polygon([frame.place(lat, lon) for lon, lat in part.exterior.coords]).buffer(0)
            seen = [shape for shape in _polygons([placed.intersection(canvas)]) if shape.area > LEAST_AREA]
            if seen:
                states.setdefault(code, []).extend(seen)
    return dict(sorted(states.items(), key=lambda state: -sum(float(shape.area) for shape in state[1])))


def _polygons(shapes: Iterable[shapely.Geometry]) -> list[shapely.Polygon]:
    return [part for shape in shapes for part in shapely.get_parts(shape).tolist() if part.geom_type == "Polygon"]


def _outline(shape: shapely.Polygon) -> str:
    """A polygon's outline, thinned to what can be seen."""
    thinned = _polygons([shape.simplify(THINNED)])
    return "".join(_path([(round(x), round(y)) for x, y in part.exterior.coords[:-1]]) + "z" for part in thinned)


def _path(points: list[tuple[int, int]]) -> str:
    """Moves between whole points, written as differences."""
    (x, y), text = points[0], [f"M{points[0][0]} {points[0][1]}l"]
    steps = []
    for to_x, to_y in points[1:]:
        if (to_x, to_y) != (x, y):
            steps.append(f"{to_x - x} {to_y - y}")
            x, y = to_x, to_y
    return "".join(text) + " ".join(steps).replace(" -", "-")


def _dense(points: tuple[Point, ...]) -> list[Point]:
    """The points with others between them along the geodesics."""
    geod = Geod(ellps="WGS84")
    path: list[Point] = [points[0]]
    for (lat, lon), (to_lat, to_lon) in itertools.pairwise(points):
        _, _, metres = geod.inv(lon, lat, to_lon, to_lat)
        between = int(metres // STEP_M)
        path += [(y, x) for x, y in geod.npts(lon, lat, to_lon, to_lat, between)] if between else []
        path.append((to_lat, to_lon))
    return path


def _state_names(frame: _Frame, ground: Ground, states: Mapping[str, list[shapely.Polygon]], dots: tuple[Dot, ...]) -> list[Markup]:
    """The code of each state that is shown in its own way or large, where there is most room for it beside the dots."""
    canvas = shapely.box(30, 30, WIDTH - 30, frame.height - 30)
    free = canvas.difference(shapely.union_all([shapely.Point(frame.place(*dot.at)).buffer(ROOM) for dot in dots if dot.label]))
    names = []
    for code, shapes in states.items():
        largest = max(_polygons(shape.intersection(free) for shape in shapes), key=lambda shape: float(shape.area), default=None)
        told = code in ground.states
        if largest is not None and largest.area > (NAMED_AREA if told else NAMED_AREA * 10):
            at = shapely.maximum_inscribed_circle(largest, tolerance=10).coords[0]
            place = {"x": percent(at[0] / WIDTH), "y": percent(at[1] / frame.height)}
            names.append(tag("text", code, class_="state" if told else "state other", text_anchor="middle", **place))
    return names


def _scale(frame: _Frame) -> Markup:
    """A bar of a round number of kilometres, true in the middle of the map."""
    km = max(step for step in SCALES_KM if step * 1000 <= frame.width_m * LONGEST_SCALE)
    x1, x2 = percent(0.02), percent(0.02 + km * 1000 / frame.width_m)
    line = tag("line", x1=x1, x2=x2, y1="96%", y2="96%")
    return tag("g", line, tag("text", f"{km} km", x=x1, y="96%", dy=-5), class_="scale")


def _dots(frame: _Frame, dots: tuple[Dot, ...]) -> list[Markup]:
    """The dots, and labels on the side where they cover the fewest others."""
    marks: list[Markup] = []
    taken: list[shapely.Polygon] = []
    for dot in dots:
        x, y = frame.place(*dot.at)
        at = {"cx": percent(x / WIDTH), "cy": percent(y / frame.height)}
        marks.append(tag("circle", tag("title", dot.told), class_=f"dot {dot.kind}", r=dot.radius_px, **at))
    canvas = shapely.box(RIM, 0, WIDTH - RIM, frame.height)
    for dot in sorted((dot for dot in dots if dot.label), key=lambda dot: not dot.always):
        x, y = frame.place(*dot.at)
        width, height = LETTER * len(dot.label), LINE
        middles = {"start": (x + width / 2, y), "end": (x - width / 2, y), "above": (x, y - LINE), "below": (x, y + LINE)}
        boxes = {
            side: shapely.box(a - width / 2, b - height / 2, a + width / 2, b + height / 2) for side, (a, b) in middles.items()
        }
        covered = {side: _covered(box, taken, canvas) for side, box in boxes.items()}
        side = min(boxes, key=lambda s: covered[s])
        if covered[side] > MOST_COVERED and not dot.always:
            continue
        taken.append(boxes[side])
        anchor = {"start": "start", "end": "end"}.get(side, "middle")
        shift = {"start": 8.0, "end": -8.0}.get(side, 0.0)
        place = {"x": percent(x / WIDTH), "y": percent(middles[side][1] / frame.height)}
        marks.append(tag("text", dot.label, class_="label", dx=shift, dy=4.0, text_anchor=anchor, **place))
    return marks


def _covered(box: shapely.Polygon, taken: list[shapely.Polygon], canvas: shapely.Polygon) -> float:
    """The share of a label's box that lies under others or outside the map."""
    lost = sum(float(box.intersection(other).area) for other in taken) + float(box.difference(canvas).area)
    return lost / float(box.area)
