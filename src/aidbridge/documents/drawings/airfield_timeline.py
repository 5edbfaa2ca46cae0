"""Airfields over time: landings, parked aircraft against places, loading and unloading teams."""

from collections import defaultdict
from itertools import pairwise

from markupsafe import Markup

from ...model.places import Airfield
from ...model.plan import Leg, Phase
from ..dossier import Dossier
from .aircraft_timeline import LEAST_WIDTH_PX, bar, loading_end, phase_axis, unloading_start
from .axis import FOOT_PX, HEAD_PX, TimeAxis
from .chart import Chart, RowName
from .svg import drawing, percent, tag

AREA_PX = 44
STRIP_PX = 9
ROW_PX = 96
Span = tuple[int, int]


def airfield_timeline(d: Dossier, phase: Phase) -> Chart | None:
    """A row for each airfield where loads are embarked or landed in the phase; None where nothing flies."""
    legs = [flown for flown in d.flown if flown.sortie.phase == phase]
    loaded = [flown.leg for flown in legs if flown.leg.load]
    fields = list(dict.fromkeys([leg.origin for leg in loaded] + [leg.destination for leg in loaded]))
    known = {airfield.icao: airfield for airfield in d.resolved.airfields}
    if not loaded:
        return None
    axis = phase_axis(d, legs)
    parked = parking(d)
    height = HEAD_PX + ROW_PX * len(fields) + FOOT_PX
    rows, names = [], []
    for n, icao in enumerate(fields):
        spans = [(a, b) for a, b in parked[icao] if b > axis.start_min and a < axis.end_min]
        landings = sorted(flown.leg.arrive_min for flown in legs if flown.leg.destination == icao)
        rows.append(_row(d, axis, icao, known.get(icao), [f.leg for f in legs], spans, landings, HEAD_PX + n * ROW_PX))
        names.append(RowName(d.place_name(icao), _note(d, known.get(icao), spans, landings), ROW_PX))
    told = d.voice.say("timeline.airfields", phase=phase, airfields=len(fields))
    svg = drawing(told, axis.grid(height), *rows, class_="timeline", height=height, width="100%")
    return Chart(tuple(names), svg, HEAD_PX, LEAST_WIDTH_PX, axis.zone_names())


def parking(d: Dossier) -> dict[str, list[Span]]:
    """When aircraft stand at each airfield: from a leg's arrival to the same tail's next departure."""
    tails: dict[str, list[Leg]] = defaultdict(list)
    for flown in d.flown:
        tails[flown.sortie.tail].append(flown.leg)
    spans: dict[str, list[Span]] = defaultdict(list)
    for legs in tails.values():
        for before, after in pairwise(legs):
            if before.arrive_min < after.depart_min:
                spans[before.destination].append((before.arrive_min, after.depart_min))
    return spans


def occupancy(spans: list[Span]) -> list[tuple[int, int]]:
    """Steps (minute, number from then on) of how many spans hold."""
    changes: dict[int, int] = defaultdict(int)
    for start, end in spans:
        changes[start] += 1
        changes[end] -= 1
    steps, level = [], 0
    for minute in sorted(changes):
        level += changes[minute]
        steps.append((minute, level))
    return steps


def _row(
    d: Dossier, axis: TimeAxis, icao: str, field: Airfield | None, legs: list[Leg], spans: list[Span], landings: list[int], y: int
) -> Markup:
    floor = y + 16 + AREA_PX
    places = field.parking_places if field else None
    steps = occupancy(spans)
    top = max([places or 0, *(level for _, level in steps)], default=1) or 1
    unit = AREA_PX / top
    parts = [tag("line", class_="base", x1="0%", x2="100%", y1=floor, y2=floor)]
    for (start, level), (end, _) in pairwise([*steps, (axis.end_min, 0)]):
        if level:
            told = d.voice.say("timeline.parked", n=level, airfield=icao, start=d.voice.at(start, d.zone(icao)))
            over = places is not None and level > places
            x, width = axis.share(start), axis.share(end) - axis.share(start)
            parts.append(
                tag("rect", tag("title", told), class_="parked over" if over else "parked", x=percent(x), width=percent(width),
                    y=floor - level * unit, height=level * unit)
            )  # fmt: skip
    if places is not None:
        parts.append(tag("line", class_="limit", x1="0%", x2="100%", y1=floor - places * unit, y2=floor - places * unit))
    for minute in landings:
        told = d.voice.say("timeline.landing", airfield=icao, at=d.voice.at(minute, d.zone(icao)))
        at = percent(axis.share(minute))
        parts.append(tag("g", tag("title", told), tag("line", class_="landing", x1=at, x2=at, y1=y + 6, y2=floor)))
        parts.append(tag("circle", class_="landing", cx=at, cy=y + 6, r=3))
    for leg in legs:
        loaded, unloading = loading_end(d, leg), unloading_start(d, leg)
        if leg.origin == icao and leg.loading_start_min is not None and loaded is not None:
            parts.append(bar(axis, leg.loading_start_min, loaded, floor + 4, STRIP_PX, "loading", leg.load or ""))
        if leg.destination == icao and leg.unloaded_min is not None and unloading is not None:
            parts.append(bar(axis, unloading, leg.unloaded_min, floor + 6 + STRIP_PX, STRIP_PX, "unloading", leg.load or ""))
    parts.append(tag("line", class_="base", x1="0%", x2="100%", y1=y + ROW_PX - 2, y2=y + ROW_PX - 2))
    return tag("g", *parts, aria_label=icao)


def _note(d: Dossier, field: Airfield | None, spans: list[Span], landings: list[int]) -> str:
    """Landings with the least time between two, most parked at once, each with its limit."""
    gap = min((b - a for a, b in pairwise(landings)), default=None)
    peak = max((level for _, level in occupancy(spans)), default=0)
    unknown = d.voice.say("word.unknown")
    places = field.parking_places if field else None
    interval = field.landing_interval_min if field else None
    return d.voice.say(
        "timeline.airfield_note",
        landings=len(landings),
        gap=d.voice.duration(gap),
        interval=unknown if interval is None else d.voice.duration(interval),
        peak=peak,
        places=unknown if places is None else places,
    )
