"""Packages built into pallets and containers, each an item with mass, centre of gravity, contents and dangerous goods."""

import math
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from ..catalogue.segregation import segregation as catalogued
from ..engines.stopping import Stop
from ..model.facts import Fact, Scalar
from ..model.policy import Segregation
from ..model.resolved import Content, DangerousGoods, Item
from ..model.units import Building, Package, Spot, UnitShape
from ..physics.segregation import must_part
from .building import build
from .built import Built, Choice, Left, Lot, Rules
from .rooms import middle_cm, room_cm, stack_load_kg
from .unit_facts import Known, facts_of_unit

ITERATIONS = 200
"""Most steps of the search for one set of packages: more seldom spare a unit."""

Goods = Mapping[str, tuple[DangerousGoods, ...]]
"""Dangerous goods by package."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """What is in the packages of one kind; the last may not be full."""

    total: float
    per_package: float = 1.0


@dataclass(frozen=True, slots=True)
class Units:
    """Built units as items, how they are built, what their figures rest on, and the packages that no unit takes."""

    items: tuple[Item, ...] = ()
    buildings: tuple[Building, ...] = ()
    unit_types: tuple[UnitShape, ...] = ()
    facts: tuple[Fact, ...] = ()
    left: tuple[Left, ...] = ()


def build_units(
    packages: Sequence[Lot],
    units: Sequence[Choice],
    *,
    name: str,
    start: Mapping[str, object],
    dangerous: Goods | None = None,
    pieces: Mapping[str, Pieces] | None = None,
    known: Known | None = None,
    overrides: Mapping[str, Scalar] | None = None,
    segregation: Sequence[Segregation] | None = None,
    support_share: float = 1.0,
    room: str = "built",
    stop: Stop | None = None,
    seed: int = 1,
) -> Units:
    """All packages onto the least cost of units; what fits none is told in `left`.

    `packages`: kinds and how many of each; `units`: types, the most there are and the cost of one. Units are called `name`, or
    `name.1`, `name.2`, ... where there are more; `start` is what every item shares (resource, offer, origin, ready_min, flies).
    By package: `dangerous` goods (those that must part by the `segregation` table, the catalogue's where none is given, do),
    `pieces` (without: packages are counted) and `known` facts. The units' figures become facts `<room>:<id>.<field>` as weak as
    what they rest on, `overrides` being the facts that assumptions set; units built alike share building and facts.
    """
    goods = dangerous or {}
    lots = [(package, count) for package, count in packages if count > 0]
    table = catalogued() if segregation is None else segregation
    rules = Rules(support_share, _apart([package.id for package, _ in lots], goods, table))
    found, left = build(lots, units, rules, _within(stop), seed)
    kinds = {package.id: package for package, _ in lots}
    counted = {id: _Pieces((pieces or {}).get(id, Pieces(math.inf))) for id in kinds}
    rated = {id: package.stack_load_kg is not None for id, package in kinds.items()}
    ids = _names(name, sum(built.times for built in found))
    items: list[Item] = []
    buildings: list[Building] = []
    facts: list[Fact] = []
    for built in found:
        first = ids[len(items)]
        building = _building(first, built, kinds)
        shape = _figures(built, kinds) | {
            "kind": "cargo",
            "turnable": True,
            "building": first,
            "basis": f"{room}:{first}",
            "dangerous": tuple(dict.fromkeys(one for kind in built.counts for one in goods.get(kind, ()))),
        }
        for id in ids[len(items) : len(items) + built.times]:
            contents = tuple(Content(supply=kind, quantity=counted[kind].take(number)) for kind, number in built.counts.items())
            items.append(Item.model_validate({**start, **shape, "id": id, "contents": contents}))
        buildings.append(building)
        facts += facts_of_unit(room, items[-built.times], built.shape, building, rated, known or {}, overrides or {})
    shapes = {built.shape.id: built.shape for built in found}
    return Units(tuple(items), tuple(buildings), tuple(shapes.values()), tuple(facts), tuple(left))


def _within(stop: Stop | None) -> Stop:
    """The caller's stop, with no more steps than are worth it."""
    if stop is None:
        return Stop(iterations=ITERATIONS)
    bounded = copy(stop)
    bounded.iterations = min(stop.iterations, ITERATIONS)
    return bounded


def _names(name: str, number: int) -> tuple[str, ...]:
    if number == 1:
        return (name,)
    return tuple(f"{name}.{n:0{len(str(number))}d}" for n in range(1, number + 1))


def _apart(packages: Sequence[str], goods: Goods, table: Sequence[Segregation]) -> frozenset[frozenset[str]]:
    """Pairs of packages whose goods may not share a unit."""
    return frozenset(
        frozenset((one, two))
        for i, one in enumerate(packages)
        for two in packages[i + 1 :]
        if must_part(goods.get(one, ()), goods.get(two, ()), table)
    )


class _Pieces:
    """Pieces handed out package by package."""

    def __init__(self, pieces: Pieces) -> None:
        self._left, self._each = pieces.total, pieces.per_package

    def take(self, packages: int) -> float:
        """The pieces in the next packages."""
        taken = min(packages * self._each, self._left)
        self._left -= taken
        return taken


def _building(id: str, built: Built, kinds: Mapping[str, Package]) -> Building:
    """The record: what a package may carry is written out, also where it is merely customary."""
    used = (kinds[kind].model_copy(update={"stack_load_kg": stack_load_kg(kinds[kind])}) for kind in built.counts)
    return Building(id=id, unit=built.shape.id, packages=tuple(used), spots=built.spots)


def _figures(built: Built, kinds: Mapping[str, Package]) -> dict[str, object]:
    """Outline, mass and centre of gravity in cm and kg.

    The empty unit's own centre is taken in the middle of its base, at half the height of its deck, of a container at half its own.
    """
    shape, spots = built.shape, built.spots
    length, width, deck = shape.length_m * 100, shape.width_m * 100, shape.deck_m * 100
    inside = room_cm(shape)
    top = shape.height_m * 100 if shape.closed else deck + max(spot.z_cm + spot.dz_cm for spot in spots)
    corner = ((length - inside[0]) / 2, (width - inside[1]) / 2, deck)
    empty = (length / 2, corner[1] + middle_cm(shape)[1], (shape.height_m * 100 if shape.closed else deck) / 2)
    masses = [kinds[spot.package].mass_kg for spot in spots]
    gross = shape.tare_kg + sum(masses)
    figures: dict[str, object] = {"length_cm": _up(length), "width_cm": _up(width), "height_cm": _up(top), "mass_kg": _up(gross)}
    for axis, name in enumerate("xyz"):
        moment = sum(mass * (corner[axis] + _middle(spot, axis)) for mass, spot in zip(masses, spots, strict=True))
        centre = (moment + shape.tare_kg * empty[axis]) / gross if gross else empty[axis]
        figures[f"centre_{name}_cm"] = math.floor(centre + 0.5)
    return figures


def _middle(spot: Spot, axis: int) -> float:
    at, size = ((spot.x_cm, spot.dx_cm), (spot.y_cm, spot.dy_cm), (spot.z_cm, spot.dz_cm))[axis]
    return at + size / 2


def _up(value: float) -> int:
    return math.ceil(round(value, 6))
