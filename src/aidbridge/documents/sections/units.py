"""Pallets and containers as they are built: one card for each way of building that flies."""

from dataclasses import dataclass

from ...model.resolved import Item
from ..dossier import Dossier
from ..drawings.unit import UnitDrawing, draw_unit


@dataclass(frozen=True, slots=True)
class UnitCard:
    """One way of building, and what is built so."""

    units: tuple[str, ...]
    type: str
    size: str
    mass: str
    centre: str
    drawing: UnitDrawing


def unit_cards(d: Dossier) -> tuple[UnitCard, ...]:
    """A card for each way of building, in the order of the units; of those alone that are on a load."""
    aboard = {placement.item for load in d.plan.loads for placement in load.placements}
    alike: dict[str, list[Item]] = {}
    for item in d.resolved.items:
        if item.building is not None and item.id in aboard:
            alike.setdefault(item.building, []).append(item)
    buildings = {building.id: building for building in d.resolved.buildings}
    shapes = {shape.id: shape for shape in d.resolved.unit_types}
    return tuple(
        UnitCard(
            units=tuple(item.id for item in items),
            type=shapes[building.unit].name,
            size=" × ".join(d.voice.number(cm / 100) for cm in (items[0].length_cm, items[0].width_cm, items[0].height_cm)),
            mass=d.voice.number(items[0].mass_kg),
            centre=_centre(d, items[0]),
            drawing=draw_unit(d.voice, shapes[building.unit], building),
        )
        for id, items in alike.items()
        if (building := buildings.get(id)) is not None and building.unit in shapes
    )


def _centre(d: Dossier, item: Item) -> str:
    """Along, across and above the floor, in metres."""
    return " · ".join(
        d.voice.number(None if cm is None else cm / 100) for cm in (item.centre_x_cm, item.centre_y_cm, item.centre_z_cm)
    )
