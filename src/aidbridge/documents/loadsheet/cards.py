"""One card for each aircraft: drawings to scale, the load list in the order of loading, totals against limits, balance."""

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from ...model.fleet import AircraftType
from ...model.loadsheet import LoadSheet
from ...model.plan import Load, Placement
from ...model.resolved import Item
from ...physics.restraint import restraint
from ..dossier import Dossier
from ..drawings.envelope import draw_envelope
from ..drawings.hold import HoldDrawing, draw_hold, extent_cm, side_gaps_cm
from ..drawings.hold_side import draw_side, roof_gap_cm
from ..rows.air import dangerous, persons_of
from ..sections.loads import Gauge, gauges_of
from .doubts import doubts

SCALES = range(20, 400, 5)
ROOM_MM, HIGH_MM = 264, 88
"""What the drawings may take of a printed page."""
PAGE_MM, FRAME_MM, PERSONS_MM, WARNING_MM = 190, 66, 6, 8
"""Height of a page; what head, strips, table head and signatures take of it; the lines of persons and of what is not proven."""
ROW_MM = (3.9, 3.05, 2.75)
"""Height of a row of the load list in one column, in two and in three."""
OVERLEAF_ROWS = 62
"""Rows of one column there."""


@dataclass(frozen=True, slots=True)
class Stowed:
    """A row of the load list."""

    number: str
    item: str
    what: str
    size: str
    mass: str
    position: str
    walls: str
    roof: str
    chains: str
    """Chains or straps that hold it, by the policy's factors."""
    dangerous: str


@dataclass(frozen=True, slots=True)
class AircraftCard:
    """Everything about one aircraft's load."""

    id: str
    number: int
    type: str
    tail: str
    floor: HoldDrawing | None
    side: Markup | None
    envelope: Markup | None
    scale: int
    """Printed at this scale: 1 to so many."""
    width_mm: float
    gauges: tuple[Gauge, ...]
    stowed: tuple[tuple[Stowed, ...], ...]
    """The load list in columns, each read before the next."""
    overleaf: bool
    """Whether the load list is printed on a page of its own."""
    persons: tuple[tuple[str, int], ...]
    """What groups of persons are called, and how many they are."""
    unproven: tuple[str, ...]

    @property
    def dangerous(self) -> bool:
        """Whether dangerous goods are aboard."""
        return any(row.dangerous for column in self.stowed for row in column)


def aircraft_cards(d: Dossier, sheet: LoadSheet) -> tuple[AircraftCard, ...]:
    """A card for each load, in their order."""
    return tuple(_card(d, sheet, number, load) for number, load in enumerate(d.plan.loads, 1))


def _card(d: Dossier, sheet: LoadSheet, number: int, load: Load) -> AircraftCard:
    type = d.aircraft_types.get(load.aircraft_type)
    scale, width = _scale(type)
    rows = _stowed(d, load, type)
    unproven = doubts(d, d.findings_about.get(load.id, ()))
    room = _room_mm(type, scale) - (PERSONS_MM if load.persons else 0) - (WARNING_MM if unproven else 0)
    columns, overleaf = _columns(rows, room)
    return AircraftCard(
        id=load.id,
        number=number,
        type=d.aircraft_name(load.aircraft_type),
        tail=sheet.tails.get(load.id, ""),
        floor=draw_hold(d, load, ramp=True),
        side=draw_side(d, load),
        envelope=draw_envelope(d, load),
        scale=scale,
        width_mm=width,
        gauges=gauges_of(d, load, type),
        stowed=columns,
        overleaf=overleaf,
        persons=_persons(d, load),
        unproven=unproven,
    )


def _columns(rows: tuple[Stowed, ...], room_mm: float) -> tuple[tuple[tuple[Stowed, ...], ...], bool]:
    """Rows in as many columns of about the same length as they need, and whether they need a page of their own."""
    fits = (n for n, row_mm in enumerate(ROW_MM, 1) if len(rows) <= n * int(room_mm / row_mm))
    count = next(fits, 0)
    overleaf = not count
    count = count or max(-(-len(rows) // OVERLEAF_ROWS), 2)
    long = max(-(-len(rows) // count), 1)
    return tuple(rows[start : start + long] for start in range(0, len(rows), long)), overleaf


def _room_mm(type: AircraftType | None, scale: int) -> float:
    """Height that is left on a printed page for the load list."""
    high_m = (type.hold_width_m or 0) + (type.hold_height_m or 0) if type else 0
    return PAGE_MM - FRAME_MM - high_m * 1000 / scale


def _scale(type: AircraftType | None) -> tuple[int, float]:
    """The largest usual scale at which both views go onto a page, and the drawing's width in mm."""
    extent = extent_cm(type, ramp=True) if type else None
    if type is None or extent is None:
        return SCALES[-1], ROOM_MM
    high = 100 * ((type.hold_width_m or 0) + (type.hold_height_m or 0))
    fits = (n for n in SCALES if extent[1] * 10 / n <= ROOM_MM and high * 10 / n <= HIGH_MM)
    scale = next(fits, SCALES[-1])
    return scale, round(extent[1] * 10 / scale, 1)


def _persons(d: Dossier, load: Load) -> tuple[tuple[str, int], ...]:
    """Persons by what they are called: those who fly one by one under one name are told together."""
    by: Counter[str] = Counter()
    for id in load.persons:
        if id in d.items:
            label = d.label(id).rpartition(" ")[0] if "/" in d.label(id) and d.items[id].persons == 1 else d.label(id)
            by[label] += d.items[id].persons
    return tuple(by.items())


def _stowed(d: Dossier, load: Load, type: AircraftType | None) -> tuple[Stowed, ...]:
    return tuple(
        _row(d, str(number), d.items[placement.item], placement, type)
        for number, placement in enumerate(load.placements, 1)
        if placement.item in d.items
    )


def _row(d: Dossier, number: str, item: Item, placement: Placement, type: AircraftType | None) -> Stowed:
    voice, walls, roof = d.voice, "", ""
    if type is not None and type.hold_width_m:
        walls = " · ".join(voice.number(cm / 100) for cm in side_gaps_cm(item, placement, round(type.hold_width_m * 100)))
    if type is not None and (over := roof_gap_cm(type, item)) is not None:
        roof = voice.number(over / 100)
    turned = f" {voice.say('hold.turned')}" if placement.turned else ""
    size = " × ".join(voice.number(cm / 100) for cm in (item.length_cm, item.width_cm, item.height_cm))
    return Stowed(
        number=number,
        item=d.label(item.id),
        what=what(d, item),
        size=f"{size}{turned}",
        mass=voice.number(item.mass_kg),
        position=voice.number(placement.x_cm / 100),
        walls=walls,
        roof=roof,
        chains="–" if (tied := chains(d, item, type)) is None else str(tied),
        dangerous=dangerous(item) or "",
    )


def chains(d: Dossier, item: Item, type: AircraftType | None) -> int | None:
    """Chains or straps that hold an item (rule L11); None where no number of them does."""
    found = restraint(item.mass_kg, d.resolved.mission.policy.restraint, type.ring_limit_kg if type else None)
    return found.devices if found else None


def what(d: Dossier, item: Item) -> str:
    """What an item is: its name in the list, else its kind."""
    return d.names.get(item.id) or d.voice.say(f"item.{item.kind}", n=item.persons)


def persons_aboard(d: Dossier) -> int:
    """Persons on all loads."""
    return sum(persons_of(d, load) for load in d.plan.loads)
