"""Aircraft over time: a row for each tail with loading, flights and unloading."""

from markupsafe import Markup

from ...model.plan import Leg, Phase
from ..dossier import Dossier, Flown
from .axis import FOOT_PX, HEAD_PX, TimeAxis
from .chart import Chart, RowName
from .svg import drawing, percent, tag

LEAST_WIDTH_PX = 900
LETTER_PX = 6.5
ROW_PX = 32
BAR_PX = 20


def aircraft_timeline(d: Dossier, phase: Phase) -> Chart | None:
    """The tails that fly in the phase, by first departure; None where nothing flies."""
    legs = [flown for flown in d.flown if flown.sortie.phase == phase]
    if not legs:
        return None
    tails: dict[str, list[Leg]] = {}
    for flown in legs:
        tails.setdefault(flown.sortie.tail, []).append(flown.leg)
    axis = phase_axis(d, legs)
    height = HEAD_PX + ROW_PX * len(tails) + FOOT_PX
    rows = [_row(d, axis, tail, own, HEAD_PX + n * ROW_PX) for n, (tail, own) in enumerate(tails.items())]
    svg = drawing(
        d.voice.say("timeline.aircraft", phase=phase, tails=len(tails), legs=len(legs)),
        axis.grid(height), *rows, class_="timeline", height=height, width="100%",
    )  # fmt: skip
    names = tuple(RowName(tail, _tail_note(d, tail, own), ROW_PX) for tail, own in tails.items())
    return Chart(names, svg, HEAD_PX, LEAST_WIDTH_PX, axis.zone_names())


def phase_axis(d: Dossier, legs: list[Flown]) -> TimeAxis:
    """From the first loading or departure to the last arrival or unloading."""
    first = min(
        min(f.leg.depart_min, f.leg.depart_min if f.leg.loading_start_min is None else f.leg.loading_start_min) for f in legs
    )
    last = max(max(f.leg.arrive_min, f.leg.unloaded_min or 0) for f in legs)
    return TimeAxis.around(d.voice.clock, d.resolved.mission.time_zone, first, last)


def loading_end(d: Dossier, leg: Leg) -> int | None:
    """When loading ends: after the airfield's loading time; at departure where that is not known."""
    if leg.loading_start_min is None:
        return None
    minutes = next((a.loading_min for a in d.resolved.airfields if a.icao == leg.origin), None)
    return leg.depart_min if minutes is None else min(leg.loading_start_min + minutes, leg.depart_min)


def unloading_start(d: Dossier, leg: Leg) -> int | None:
    """When unloading begins: the airfield's unloading time before its end; at arrival where that is not known."""
    if leg.unloaded_min is None:
        return None
    minutes = next((a.unloading_min for a in d.resolved.airfields if a.icao == leg.destination), None)
    return leg.arrive_min if minutes is None else max(leg.unloaded_min - minutes, leg.arrive_min)


def _row(d: Dossier, axis: TimeAxis, tail: str, legs: list[Leg], y: int) -> Markup:
    first = min(leg.loading_start_min if leg.loading_start_min is not None else leg.depart_min for leg in legs)
    last = max(leg.unloaded_min if leg.unloaded_min is not None else leg.arrive_min for leg in legs)
    middle = y + ROW_PX / 2
    line = tag("line", class_="wait", x1=percent(axis.share(first)), x2=percent(axis.share(last)), y1=middle, y2=middle)
    bars = [bar for leg in legs for bar in _bars(d, axis, leg, y + (ROW_PX - BAR_PX) // 2)]
    return tag("g", line, *bars, aria_label=tail)


def _bars(d: Dossier, axis: TimeAxis, leg: Leg, y: int) -> list[Markup]:
    say, at = d.voice.say, d.voice.at
    bars = []
    loaded, unloading = loading_end(d, leg), unloading_start(d, leg)
    if leg.loading_start_min is not None and loaded is not None:
        told = say("timeline.loading", load=leg.load, airfield=leg.origin, start=at(leg.loading_start_min, d.zone(leg.origin)))
        bars.append(bar(axis, leg.loading_start_min, loaded, y, BAR_PX, "loading", told))
    told = say(
        "timeline.leg", leg=leg.id, kind=say(f"leg.{leg.kind}"), origin=leg.origin, destination=leg.destination,
        depart=at(leg.depart_min, d.zone(leg.origin)), arrive=at(leg.arrive_min, d.zone(leg.destination)),
        duration=leg.arrive_min - leg.depart_min,
    )  # fmt: skip
    bars.append(bar(axis, leg.depart_min, leg.arrive_min, y, BAR_PX, "flight" if leg.load else "empty", told, leg.load or ""))
    if leg.unloaded_min is not None and unloading is not None:
        told = say("timeline.unloading", load=leg.load, airfield=leg.destination, end=at(leg.unloaded_min, d.zone(leg.destination)))
        bars.append(bar(axis, unloading, leg.unloaded_min, y, BAR_PX, "unloading", told))
    return bars


def bar(axis: TimeAxis, start: int, end: int, y: float, height: float, kind: str, told: str, label: str = "") -> Markup:
    """A bar from start to end (minutes), with what it tells when pointed at and a label where it fits."""
    x, width = axis.share(start), max(axis.share(end) - axis.share(start), 0.0)
    inside = [tag("title", told), tag("rect", width="100%", height=height, rx=3)]
    if label and width * LEAST_WIDTH_PX > LETTER_PX * (len(label) + 1):
        inside.append(tag("text", label, x="50%", y=height / 2 + 4, text_anchor="middle"))
    return tag("svg", *inside, class_=f"bar {kind}", x=percent(x), y=y, width=percent(width), height=height)


def _tail_note(d: Dossier, tail: str, legs: list[Leg]) -> str:
    loads = sum(leg.load is not None for leg in legs)
    return d.voice.say("timeline.tail", type=d.type_name(tail), loads=loads)
