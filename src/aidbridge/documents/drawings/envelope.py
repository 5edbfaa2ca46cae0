"""Where a load's centre of gravity lies for its mass, in the window that the aircraft allows."""

from markupsafe import Markup

from ...model.fleet import AircraftType
from ...model.plan import Load
from ...physics.envelope import load_window
from ..dossier import Dossier
from .svg import drawing, percent, tag

LEFT, RIGHT, TOP, BOTTOM = 0.11, 0.97, 0.06, 0.82
"""The frame within the drawing, as shares of its width and height."""
ROOM = 1.12
"""How far the mass axis reaches beyond the largest payload."""
STEPS = 40
"""Masses at which the window is reckoned."""
STEPS_T = (1, 2, 5, 10, 20, 50)
STEPS_M = (1, 2, 5, 10)


def draw_envelope(d: Dossier, load: Load) -> Markup | None:
    """Mass of the floor load over the place of its centre of gravity; None for an unknown hold or an empty floor."""
    type = d.aircraft_types.get(load.aircraft_type)
    if type is None or not type.hold_length_m or load.balance_cm is None:
        return None
    frame = _Frame(type.hold_length_m, type.max_payload_kg * ROOM)
    floor = sum(d.items[p.item].mass_kg for p in load.placements if p.item in d.items)
    told = d.voice.say("sheet.envelope", at=load.balance_cm, mass=floor, payload=type.max_payload_kg)
    return drawing(
        told,
        *_axes(d, frame),
        *_window(d, type, frame, load.payload_kg - floor, floor),
        *_payload(d, type, frame),
        _point(d, type, load, frame, floor),
        class_="envelope",
    )


class _Frame:
    """From metres along the hold and kilograms to places in the drawing."""

    def __init__(self, length_m: float, mass_kg: float) -> None:
        self.length_m, self.mass_kg = length_m, mass_kg

    def share_x(self, metres: float) -> float:
        return LEFT + (RIGHT - LEFT) * min(max(metres / self.length_m, 0.0), 1.0)

    def share_y(self, kg: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * min(max(kg / self.mass_kg, 0.0), 1.0)

    def x(self, metres: float) -> str:
        return percent(self.share_x(metres))

    def y(self, kg: float) -> str:
        return percent(self.share_y(kg))


def _axes(d: Dossier, frame: _Frame) -> list[Markup]:
    across, up = (frame.x(0), frame.x(frame.length_m)), (frame.y(frame.mass_kg), frame.y(0))
    width, height = percent(RIGHT - LEFT), percent(BOTTOM - TOP)
    marks = [tag("rect", class_="frame", x=across[0], y=up[0], width=width, height=height)]
    step_t = next((step for step in STEPS_T if frame.mass_kg / 1000 / step <= 6), STEPS_T[-1])
    for tonnes in range(0, int(frame.mass_kg / 1000) + 1, step_t):
        y = frame.y(tonnes * 1000)
        marks.append(tag("line", class_="grid", x1=across[0], x2=across[1], y1=y, y2=y))
        marks.append(tag("text", str(tonnes), x=across[0], dx=-5, y=y, dy=3, text_anchor="end"))
    step_m = next((step for step in STEPS_M if frame.length_m / step <= 12), STEPS_M[-1])
    for metres in range(0, int(frame.length_m) + 1, step_m):
        marks.append(tag("text", str(metres), x=frame.x(metres), y=up[1], dy=12, text_anchor="middle"))
    marks.append(tag("text", "t", class_="unit", x=across[0], dx=-5, y=up[0], dy=-1, text_anchor="end"))
    marks.append(tag("text", d.voice.say("sheet.from_front"), class_="unit", x="54%", y="98%", text_anchor="middle"))
    return marks


def _window(d: Dossier, type: AircraftType, frame: _Frame, persons_kg: int, floor_kg: int) -> list[Markup]:
    """Where so much may balance, for every mass: a band, or what the aircraft's envelope leaves without fuel."""
    if load_window(type, floor_kg, persons_kg, ()) is None:
        return [tag("text", d.voice.say("sheet.no_window"), class_="none", x="54%", y="34%", text_anchor="middle")]
    bands = []
    for step in range(STEPS):
        lower, upper = type.max_payload_kg * step / STEPS, type.max_payload_kg * (step + 1) / STEPS
        window = load_window(type, max((lower + upper) / 2, 1.0), persons_kg, ())
        if window is None or window.low_cm > window.high_cm:
            continue
        left, right = frame.share_x(window.low_cm / 100), frame.share_x(window.high_cm / 100)
        top, bottom = frame.share_y(upper), frame.share_y(lower)
        width, height = percent(right - left), percent(bottom - top)
        bands.append(tag("rect", class_="window", x=percent(left), y=percent(top), width=width, height=height))
    here = load_window(type, floor_kg, persons_kg, ())
    ends = []
    if here is not None and here.low_cm <= here.high_cm:
        low, high = here.low_cm / 100, here.high_cm / 100
        y = frame.y(0)
        ends = [
            tag("text", d.voice.number(low), x=frame.x(low), dx=-3, y=y, dy=-4, text_anchor="end"),
            tag("text", d.voice.number(high), x=frame.x(high), dx=3, y=y, dy=-4),
        ]
    return [*bands, *ends]


def _payload(d: Dossier, type: AircraftType, frame: _Frame) -> list[Markup]:
    y = frame.y(type.max_payload_kg)
    told = d.voice.say("sheet.max_payload", payload=type.max_payload_kg)
    return [
        tag("line", class_="limit", x1=frame.x(0), x2=frame.x(frame.length_m), y1=y, y2=y),
        tag("text", told, x=frame.x(0), dx=4, y=y, dy=-3),
    ]


def _point(d: Dossier, type: AircraftType, load: Load, frame: _Frame, floor_kg: int) -> Markup:
    at = (load.balance_cm or 0) / 100
    window = load_window(type, floor_kg, load.payload_kg - floor_kg, ())
    inside = window is None or window.low_cm <= at * 100 <= window.high_cm
    x, y = frame.x(at), frame.y(floor_kg)
    return tag(
        "g",
        tag("line", x1=x, x2=x, y1=y, y2=frame.y(0)),
        tag("circle", cx=x, cy=y, r=4.5),
        tag("text", d.voice.number(at), class_="at", x=x, y=y, dx=7, dy=-5),
        class_="centre" if inside else "outside",
    )
