"""What the figures of a built unit rest on: its type's facts and its packages', the weakest of which is theirs."""

from collections.abc import Iterator, Mapping, Sequence

from ..catalogue.units import unit_facts, unit_ids
from ..model.facts import Fact, Scalar, Status
from ..model.resolved import Item
from ..model.units import Building, Package, UnitShape

WEAKEST_LAST = (Status.READ, Status.DERIVED, Status.RECALLED, Status.ESTIMATED)
CUSTOMARY = "own kind up to a stack 3 m high, as in the stacking test of the UN Model Regulations 6.1.5.6"

Known = Mapping[str, Sequence[Fact]]
"""Facts of packages, by their identifier."""


def facts_of_unit(
    room: str,
    item: Item,
    shape: UnitShape,
    building: Building,
    rated: Mapping[str, bool],
    known: Known,
    overrides: Mapping[str, Scalar],
) -> Iterator[Fact]:
    """Facts `<room>:<item>.<field>` of an item built so: length_m, width_m, height_m, mass_kg, net_quantity of dangerous
    goods, and stack_load_kg where packages stand on packages.

    `rated`: whether somebody has stated what a package may carry. What an assumption has set (`overrides`) is an estimate. A
    figure that rests on no fact has none: it counts as stated.
    """
    unit = _by_field(unit_facts(shape.id) if shape.id in unit_ids() else (), overrides)
    packages = {package.id: _by_field(known.get(package.id, ()), overrides) for package in building.packages}
    heights = [facts.get(side) for id, facts in packages.items() for side in _sides_up(building, id)]
    rests = {
        "length_m": (item.length_cm / 100, [unit.get("length_m")]),
        "width_m": (item.width_cm / 100, [unit.get("width_m")]),
        "height_m": (item.height_cm / 100, [unit.get("height_m")] if shape.closed else [unit.get("deck_m"), *heights]),
        "mass_kg": (
            item.mass_kg,
            [unit.get("mass_kg"), *(facts.get("mass_kg") for facts in packages.values())],
        ),
    }
    quantities = [goods.per_package for goods in item.dangerous if goods.per_package is not None]
    if quantities:
        rests["net_quantity"] = (max(quantities), [facts.get("net_quantity") for facts in packages.values()])
    for field, (value, facts) in rests.items():
        on = [fact for fact in facts if fact is not None]
        if on:
            yield _derived(f"{room}:{item.id}.{field}", value, on, shape)
    yield from _strength(f"{room}:{item.id}.stack_load_kg", building, rated, packages, shape)


def bearing(building: Building) -> list[Package]:
    """Packages that others stand on."""
    tops = {(spot.package, spot.z_cm + spot.dz_cm) for spot in building.spots}
    bottoms = {spot.z_cm for spot in building.spots}
    return [package for package in building.packages if any(id == package.id and top in bottoms for id, top in tops)]


def _strength(
    key: str, building: Building, rated: Mapping[str, bool], packages: Mapping[str, Mapping[str, Fact]], shape: UnitShape
) -> Iterator[Fact]:
    under = bearing(building)
    if not under:
        return
    least = min(package.stack_load_kg or 0 for package in under)
    found = [fact for package in under if (fact := packages[package.id].get("stack_load_kg")) is not None]
    if not all(rated[package.id] for package in under):
        found.append(Fact(key=key, value=least, status=Status.ESTIMATED, source=CUSTOMARY))
    if found:
        yield _derived(key, least, found, shape)


def _sides_up(building: Building, id: str) -> tuple[str, ...]:
    """Measures of a package that its unit's height rests on."""
    package = next(package for package in building.packages if package.id == id)
    return ("height_m",) if package.upright else ("length_m", "width_m", "height_m")


def as_assumed(fact: Fact, overrides: Mapping[str, Scalar]) -> Fact:
    """The fact, or the estimate that an assumption has set in its place."""
    if fact.key not in overrides:
        return fact
    return fact.model_copy(update={"value": overrides[fact.key], "status": Status.ESTIMATED, "source": "assumption"})


def _by_field(facts: Sequence[Fact], overrides: Mapping[str, Scalar]) -> dict[str, Fact]:
    return {fact.key.partition(":")[2].partition(".")[2]: as_assumed(fact, overrides) for fact in facts}


def _derived(key: str, value: float, on: Sequence[Fact], shape: UnitShape) -> Fact:
    status = max((Status.DERIVED, *(fact.status for fact in on)), key=WEAKEST_LAST.index)
    source = " | ".join(dict.fromkeys(fact.source for fact in on))
    return Fact(key=key, value=value, status=status, source=source, note=f"built on {shape.name}")
