"""Offered supplies as items: packages built onto pallets, or flown loose."""

import math
from collections.abc import Iterator, Mapping, Sequence

from ..catalogue.dangerous_goods import dangerous_goods
from ..catalogue.equipment import Equipment, equipment, equipment_facts
from ..catalogue.segregation import segregation
from ..catalogue.units import unit_type
from ..catalogue.written import unwritten
from ..model.errors import Fault, InputError, UnknownNameError
from ..model.facts import Scalar
from ..model.mission import Mission
from ..model.resolved import Content, DangerousGoods, Item
from ..model.resources import Supply
from ..model.units import Package, UnitShape
from .rooms import room_cm
from .unit_facts import as_assumed
from .units import Pieces, Units, build_units

LOOSE = "none"
"""Pallet type of supplies whose packages fly one by one."""
MEASURES = ("length_m", "width_m", "height_m", "mass_kg")


def supplies_as_units(mission: Mission, overrides: Mapping[str, Scalar], starts: Mapping[str, Mapping[str, object]]) -> Units:
    """Every supply of every offer, in the order of the mission file.

    `starts`: what the items of each supply share. A supply stays on its own units, so that it can be given to a place by itself;
    where the policy mixes pallets, supplies that are given to no place (kit of the same teams, consumables) and travel together
    share units, called after the first of them. Raises InputError naming every supply that cannot be built onto its pallet.
    """
    made = Units()
    faults: list[Fault] = []
    for group in _groups(mission):
        try:
            made = _joined(made, _built(group, overrides, starts[group[0].id], mission))
        except InputError as wrong:
            faults += wrong.faults
    if faults:
        raise InputError(faults)
    return made


def shape_of(id: str, overrides: Mapping[str, Scalar]) -> Equipment:
    """Equipment with what assumptions set. Raises UnknownNameError."""
    known = equipment(id)
    prefix = f"equipment:{id}."
    changed = {key.removeprefix(prefix): value for key, value in overrides.items() if key.startswith(prefix)}
    fields: dict[str, object] = {field: value for field, value in changed.items() if field in Equipment.model_fields}
    return Equipment.model_validate(known.model_dump() | unwritten(fields)) if fields else known


def goods_in(shape: Equipment) -> tuple[DangerousGoods, ...]:
    """Dangerous goods in a piece of equipment."""
    return (dangerous_goods(shape.un_number, shape.hazard_class or "", shape.net_quantity),) if shape.un_number else ()


def up_to_cm(metres: float | None) -> int:
    """Metres as whole centimetres that surely hold it; nothing for what nobody knows."""
    return math.ceil(round((metres or 0) * 100, 6))


def _groups(mission: Mission) -> Iterator[list[Supply]]:
    """Supplies that are built together."""
    kit_of = {supply.id: tuple(team.id for team in mission.teams if supply.id in team.kit) for supply in mission.supplies}
    together: dict[object, list[Supply]] = {}
    for supply in mission.supplies:
        alone = supply.pallet == LOOSE or not mission.policy.units.mixed_pallets or (supply.capability and not kit_of[supply.id])
        traits = (supply.offer, supply.pallet, supply.at, supply.ready, supply.returns, supply.stop, kit_of[supply.id])
        together.setdefault(supply.id if alone else traits, []).append(supply)
    yield from together.values()


def _built(group: Sequence[Supply], overrides: Mapping[str, Scalar], start: Mapping[str, object], mission: Mission) -> Units:
    if group[0].pallet == LOOSE:
        return _loose(group[0], overrides, start)
    packages = {supply.id: _package(supply, overrides) for supply in group}
    unit = _unit(group[0], overrides)
    made = build_units(
        [(packages[supply.id], _number(supply)) for supply in group],
        [(unit, None, 1.0)],
        name=group[0].id,
        start=start,
        dangerous={supply.id: goods_in(shape_of(supply.package, overrides)) for supply in group},
        pieces={supply.id: Pieces(supply.quantity, supply.per_package) for supply in group},
        known={supply.id: equipment_facts(supply.package) for supply in group},
        overrides=overrides,
        segregation=(*mission.policy.segregation, *segregation()),
        support_share=mission.policy.units.support_share,
        room="supply",
    )
    if made.left:
        raise InputError([_too_big(supply, packages[supply.id], unit) for supply in group if _is_left(made, supply)])
    return made


def _is_left(made: Units, supply: Supply) -> bool:
    return any(left.package == supply.id for left in made.left)


def _number(supply: Supply) -> int:
    """Packages of a supply."""
    return math.ceil(round(supply.quantity / supply.per_package, 9))


def _unit(supply: Supply, overrides: Mapping[str, Scalar]) -> UnitShape:
    try:
        return unit_type(supply.pallet, overrides)
    except UnknownNameError as error:
        near = f"Did you mean {', '.join(error.near)}?" if error.near else "`aidbridge catalogue units` lists them;"
        advice = f"{near} `none` flies the packages loose."
        raise InputError(
            [Fault(f"supplies[{supply.id}].pallet", supply.pallet, "a type of pallet or container", advice)]
        ) from error


def _package(supply: Supply, overrides: Mapping[str, Scalar]) -> Package:
    """A supply's package. Raises InputError where a measure is not known."""
    shape = shape_of(supply.package, overrides)
    if min(shape.length_m or 0, shape.width_m or 0, shape.height_m or 0) <= 0:
        limit = "length, width and height above zero"
        advice = "Choose a package whose measures the catalogue has."
        raise InputError([Fault(f"supplies[{supply.id}].package", shape.id, limit, advice)])
    return Package(
        id=supply.id,
        name=shape.name,
        length_cm=up_to_cm(shape.length_m),
        width_cm=up_to_cm(shape.width_m),
        height_cm=up_to_cm(shape.height_m),
        mass_kg=shape.mass_kg or 0,
        upright=not shape.any_side_up,
        stack_load_kg=shape.stack_load_kg if shape.stackable else 0,
        un_numbers=tuple(goods.un for goods in goods_in(shape)),
    )


def _too_big(supply: Supply, package: Package, unit: UnitShape) -> Fault:
    length, width, height = (cm / 100 for cm in room_cm(unit))
    value = f"{supply.package} of {package.length_cm / 100} x {package.width_cm / 100} x {package.height_cm / 100} m"
    payload = unit.max_gross_kg - unit.tare_kg
    limit = f"{length:.2f} x {width:.2f} m usable on {unit.id}, {height:.2f} m high, {payload:g} kg of contents"
    advice = "Choose another pallet, or `none` to fly the packages loose."
    return Fault(f"supplies[{supply.id}].package", f"{value}, {package.mass_kg:g} kg", limit, advice)


def _loose(supply: Supply, overrides: Mapping[str, Scalar], start: Mapping[str, object]) -> Units:
    """Packages one by one."""
    shape, number = shape_of(supply.package, overrides), _number(supply)
    items = []
    for n in range(1, number + 1):
        pieces = min(supply.per_package, supply.quantity - (n - 1) * supply.per_package)
        items.append(
            Item.model_validate(
                {
                    **start,
                    "id": supply.id if number == 1 else f"{supply.id}.{n:0{len(str(number))}d}",
                    "kind": "cargo",
                    "length_cm": up_to_cm(shape.length_m),
                    "width_cm": up_to_cm(shape.width_m),
                    "height_cm": up_to_cm(shape.height_m),
                    "mass_kg": math.ceil(shape.mass_kg or 0),
                    "turnable": True,
                    "dangerous": goods_in(shape),
                    "contents": (Content(supply=supply.id, quantity=pieces),),
                    "basis": f"supply:{supply.id}",
                }
            )
        )
    facts = (
        as_assumed(fact, overrides).model_copy(update={"key": f"supply:{supply.id}.{field}", "note": f"package {supply.package}"})
        for fact in equipment_facts(supply.package)
        if (field := fact.key.partition(".")[2]) in MEASURES
    )
    return Units(items=tuple(items), facts=tuple(facts))


def _joined(made: Units, more: Units) -> Units:
    shapes = {shape.id: shape for shape in (*made.unit_types, *more.unit_types)}
    return Units((*made.items, *more.items), (*made.buildings, *more.buildings), tuple(shapes.values()), (*made.facts, *more.facts))
