"""A small curve of coverage over time."""

from markupsafe import Markup

from ...model.plan import CoveragePoint
from .svg import percent, tag

HEIGHT_PX = 26


def sparkline(told: str, curve: tuple[CoveragePoint, ...], start_min: int, end_min: int) -> Markup:
    """Steps of the share met from start to end; the height is one whole need."""
    span = max(end_min - start_min, 1)
    points = [point for point in curve if point.at_min < end_min]
    bars = []
    for n, point in enumerate(points):
        until = points[n + 1].at_min if n + 1 < len(points) else end_min
        x, width = (max(point.at_min, start_min) - start_min) / span, (until - max(point.at_min, start_min)) / span
        if point.share > 0 and width > 0:
            height = max(point.share * HEIGHT_PX, 1)
            bars.append(tag("rect", x=percent(x), width=percent(width), y=HEIGHT_PX - height, height=height))
    base = tag("line", x1="0%", x2="100%", y1=HEIGHT_PX - 0.5, y2=HEIGHT_PX - 0.5)
    return tag("svg", tag("title", told), *bars, base, class_="spark", height=HEIGHT_PX, role="img")
