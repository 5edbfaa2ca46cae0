"""Marches over time: a row for each convoy with driving, breaks and rests."""

from markupsafe import Markup

from ...model.plan import Convoy, Phase
from ..dossier import Dossier
from .aircraft_timeline import LEAST_WIDTH_PX, bar
from .axis import FOOT_PX, HEAD_PX, TimeAxis
from .chart import Chart, RowName
from .svg import drawing

ROW_PX = 34
BAR_PX = 22


def march_chart(d: Dossier, phase: Phase) -> Chart | None:
    """The convoys of a phase by departure; None where none marches."""
    convoys = sorted((c for c in d.plan.convoys if c.phase == phase), key=lambda c: (c.depart_min, c.id))
    if not convoys:
        return None
    first, last = min(c.depart_min for c in convoys), max(c.arrive_min for c in convoys)
    axis = TimeAxis.around(d.voice.clock, d.resolved.mission.time_zone, first, last)
    height = HEAD_PX + ROW_PX * len(convoys) + FOOT_PX
    bars = [bar for n, convoy in enumerate(convoys) for bar in _bars(d, axis, convoy, HEAD_PX + n * ROW_PX)]
    title = d.voice.say("march.drawing", phase=phase, n=len(convoys))
    svg = drawing(title, axis.grid(height), *bars, class_="timeline", height=height, width="100%")
    names = tuple(
        RowName(c.id, d.voice.say("march.row", vehicles=len(c.vehicles), destination=c.destination), ROW_PX) for c in convoys
    )
    return Chart(names, svg, HEAD_PX, LEAST_WIDTH_PX, axis.zone_names())


def _bars(d: Dossier, axis: TimeAxis, convoy: Convoy, y: int) -> list[Markup]:
    bars = []
    for segment in convoy.segments:
        minutes = segment.end_min - segment.start_min
        told = d.voice.say(
            "march.segment", kind=d.voice.say(f"march.{segment.kind}"), start=d.voice.at(segment.start_min),
            end=d.voice.at(segment.end_min), minutes=minutes, km=segment.km,
        )  # fmt: skip
        label = f"{d.voice.number(segment.km, 0)} km" if segment.km else d.voice.duration(minutes)
        bars.append(bar(axis, segment.start_min, segment.end_min, y + (ROW_PX - BAR_PX) // 2, BAR_PX, segment.kind, told, label))
    return bars
