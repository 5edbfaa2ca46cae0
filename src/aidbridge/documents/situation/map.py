"""The map of a situation: places coloured by severity, as shapes where outlines were given, and as dots else."""

import math
from collections.abc import Sequence

from markupsafe import Markup

from ...planning.situated import Ranked
from ...sources.outlines import Outline
from ..drawings.map import Dot, Ground, draw_map
from ..drawings.svg import drawing, tag
from ..messages import say

CLASSES = 5
"""Shades; each holds an equal part of the way from nought to the highest severity."""
WIDTH = 1_000
LEAST_PX, MOST_PX = 3.0, 15.0
Ring = Sequence[tuple[float, float]]


def shade(severity: float, highest: float) -> int:
    """From 1, the mildest, to `CLASSES`."""
    return min(CLASSES, 1 + int(CLASSES * severity / highest)) if highest > 0 else 1


def severity_map(ranked: Ranked, outlines: Sequence[Outline], country: str, language: str) -> Markup | None:
    """The map of a level; None where neither outlines nor coordinates are known."""
    title = say("situation.page.map", {"level": say(f"situation.level.{ranked.level}", None, language)}, language)
    shaped = _shaped(ranked, outlines)
    if shaped:
        return _shapes(title, ranked, outlines, shaped)
    highest = float(ranked.severity.value.max())
    most = float(ranked.situation.new[ranked.situation.counted].max())
    dots = [
        Dot(
            (place.lat, place.lon),
            f"s{shade(float(ranked.severity.value[n]), highest)}",
            _told(ranked, n),
            place.name if ranked.severity.rank[n] <= 6 else "",
            LEAST_PX
            + (MOST_PX - LEAST_PX) * math.sqrt(float(ranked.situation.new[ranked.situation.counted][n]) / most if most else 0),
            always=False,
        )
        for n in reversed(ranked.order)
        for place in [ranked.situation.series.places[n]]
        if place.lat is not None and place.lon is not None
    ]
    own = {country: ("own", country)} if len(country) == 2 else {}
    return draw_map(title, (), dots, Ground({}, own), least_m=100_000)


def _shaped(ranked: Ranked, outlines: Sequence[Outline]) -> dict[int, int]:
    """The number of a place by the number of its outline; those of a place's parts are its own too."""
    number = {place.id: n for n, place in enumerate(ranked.situation.series.places)}
    found = {}
    for k, outline in enumerate(outlines):
        n = next((number[id] for id in (outline.id, outline.part_of) if id in number), None)
        if n is not None:
            found[k] = n
    return found


def _shapes(title: str, ranked: Ranked, outlines: Sequence[Outline], shaped: dict[int, int]) -> Markup:
    """Shapes in an equirectangular projection about the middle, thinned to what can be seen."""
    points = [point for outline in outlines for ring in outline.rings for point in ring]
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    unit = WIDTH / max((east - west) * squeeze, 1e-6)
    height = round((north - south) * unit)
    highest = float(ranked.severity.value.max())

    def placed(ring: Ring) -> str:
        corners: list[tuple[int, int]] = []
        for lon, lat in ring:
            at = round((lon - west) * squeeze * unit), round((north - lat) * unit)
            if not corners or max(abs(at[0] - corners[-1][0]), abs(at[1] - corners[-1][1])) >= 2:
                corners.append(at)
        return "M" + "L".join(f"{x} {y}" for x, y in corners) + "z" if len(corners) > 2 else ""

    shapes = []
    for k, outline in enumerate(outlines):
        n = shaped.get(k)
        kind = "s0" if n is None else f"s{shade(float(ranked.severity.value[n]), highest)}"
        told = outline.name if n is None else _told(ranked, n)
        shapes.append(tag("path", tag("title", told), d="".join(map(placed, outline.rings)), class_=f"shape {kind}"))
    return drawing(title, *shapes, viewBox=f"-4 -4 {WIDTH + 8} {height + 8}", class_="map shapes")


def _told(ranked: Ranked, n: int) -> str:
    return f"{ranked.severity.rank[n]}. {ranked.situation.series.places[n].name}: {float(ranked.severity.value[n]):.2f}"
