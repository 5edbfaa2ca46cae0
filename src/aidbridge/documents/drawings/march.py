"""A march as a strip: driving, breaks and rests over time."""

from markupsafe import Markup

from ...model.plan import Convoy
from ..dossier import Dossier
from .aircraft_timeline import bar
from .axis import FOOT_PX, HEAD_PX, TimeAxis
from .chart import Chart, RowName
from .svg import drawing

ROW_PX = 34


def march_strip(d: Dossier, convoy: Convoy) -> Chart:
    """The convoy's stretches from departure to arrival."""
    axis = TimeAxis.around(d.voice.clock, d.resolved.mission.time_zone, convoy.depart_min, convoy.arrive_min)
    height = HEAD_PX + ROW_PX + FOOT_PX
    bars: list[Markup] = []
    for segment in convoy.segments:
        told = d.voice.say(
            "march.segment", kind=d.voice.say(f"march.{segment.kind}"), start=d.voice.at(segment.start_min), end=d.voice.at(segment.end_min),
            minutes=segment.end_min - segment.start_min, km=segment.km,
        )  # fmt: skip
        label = f"{segment.km:.0f} km" if segment.km else d.voice.duration(segment.end_min - segment.start_min)
        bars.append(bar(axis, segment.start_min, segment.end_min, HEAD_PX + 6, 22, segment.kind, told, label))
    title = d.voice.say("march.drawing", convoy=convoy.id, stretches=len(convoy.segments))
    svg = drawing(title, axis.grid(height), *bars, class_="timeline", height=height, width="100%")
    return Chart((RowName(convoy.id, d.voice.number(convoy.km, 0) + " km", ROW_PX),), svg, HEAD_PX, 620, axis.zone_names())
