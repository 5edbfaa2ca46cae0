"""Outlines of places from a GeoJSON file (RFC 7946), told by the names and codes among their properties."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..catalogue import italy
from ..missionfile.textfile import read_text
from ..model.errors import Fault, InputError

MOST_BYTES = 50_000_000
_WORDS = (("prov_acr", "province"), ("prov_name", "province"), ("reg_name", "region"))
_CODES = ("id", "iso", "iso_3166_2", "ISO", "code")


@dataclass(frozen=True, slots=True)
class Outline:
    """A place's outer rings, (longitude, latitude) in degrees."""

    id: str
    """ISO 3166-2 code; "" where none is known."""
    name: str
    part_of: str
    rings: tuple[tuple[tuple[float, float], ...], ...]


def read_outlines(path: Path) -> list[Outline]:
    """The polygons of a file. Raises InputError where it holds none."""
    advice = "Give a GeoJSON file with a polygon a place, in degrees (WGS 84)."
    try:
        content = json.loads(read_text(path, path.name, MOST_BYTES))
        found = [_outline(feature) for feature in content["features"] if feature.get("geometry")]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise InputError([Fault(path.name, type(error).__name__, "GeoJSON features", advice)]) from error
    outlines = [outline for outline in found if outline.rings]
    if not outlines:
        raise InputError([Fault(path.name, "no polygon", "one polygon a place", advice)])
    return outlines


def _outline(feature: dict[str, Any]) -> Outline:
    properties = {name: str(value) for name, value in (feature.get("properties") or {}).items() if value is not None}
    known = next((place for key, level in _WORDS if key in properties and (place := italy.by_name(level, properties[key]))), None)
    code = known.id if known else next((properties[key] for key in _CODES if key in properties), str(feature.get("id", "")))
    name = known.name if known else properties.get("name", code)
    return Outline(code, name, known.part_of if known else "", tuple(_rings(feature["geometry"])))


def _rings(geometry: dict[str, Any]) -> Iterator[tuple[tuple[float, float], ...]]:
    """The outer ring of each polygon."""
    whole = geometry["coordinates"]
    for polygon in {"Polygon": [whole], "MultiPolygon": whole}.get(geometry["type"], ()):
        yield tuple((float(point[0]), float(point[1])) for point in polygon[0])
