"""How pallets and containers are built: one printable page for each way, with the units that are built so."""

from dataclasses import dataclass

from ...model.loadsheet import LoadSheet
from ...model.units import Building, UnitShape
from ..dossier import Dossier
from ..drawings.unit import UnitDrawing, draw_unit

ROOM_MM = 258
"""What the three main views may take of a printed page's width."""
LARGEST = 0.2
"""Millimetres on paper to a centimetre of the unit, at most."""


@dataclass(frozen=True, slots=True)
class UnitCard:
    """One way of building, and what is built so."""

    units: tuple[str, ...]
    type: str
    size: str
    mass: str
    centre: str
    drawing: UnitDrawing
    mm_per_cm: float
    """Scale in print."""
    loads: tuple[str, ...]
    """Aircraft that carry them."""


def unit_cards(d: Dossier, sheet: LoadSheet) -> tuple[UnitCard, ...]:
    """A card for each way of building, in the order of the units."""
    shapes = {shape.id: shape for shape in sheet.resolved.unit_types}
    known = ((building, shapes.get(building.unit)) for building in sheet.resolved.buildings)
    cards = (_card(d, sheet, building, shape) for building, shape in known if shape is not None)
    return tuple(card for card in cards if card is not None)


def _card(d: Dossier, sheet: LoadSheet, building: Building, shape: UnitShape) -> UnitCard | None:
    items = [item for item in sheet.resolved.items if item.building == building.id]
    if not items:
        return None
    one, ids = items[0], {item.id for item in items}
    drawing = draw_unit(d.voice, shape, building)
    wide = drawing.widest_cm + (shape.length_m + shape.width_m) * 100 + 30
    centre = [d.voice.number((cm or 0) / 100) for cm in (one.centre_x_cm, one.centre_y_cm, one.centre_z_cm)]
    loads = (load.id for load in d.plan.loads if any(p.item in ids for p in load.placements))
    return UnitCard(
        units=tuple(d.label(item.id) for item in items),
        type=shape.name,
        size=" × ".join(d.voice.number(cm / 100) for cm in (one.length_cm, one.width_cm, one.height_cm)),
        mass=d.voice.number(one.mass_kg),
        centre=" · ".join(centre),
        drawing=drawing,
        mm_per_cm=round(min(ROOM_MM / wide, LARGEST), 3),
        loads=tuple(loads),
    )
