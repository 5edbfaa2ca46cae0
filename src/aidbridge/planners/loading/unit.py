"""What must share a load is one unit: a trailer with its tractor, and items that a decision keeps together (rules L9 and P3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

from ...model.decisions import Decision
from ...model.policy import Segregation
from ...model.resolved import DangerousGoods, Item
from ...physics.segregation import keeps_off_persons, kept_apart
from .fit import breaks
from .packing import Packer, Shapes


@dataclass(frozen=True, slots=True)
class Unit:
    """Items that are loaded together or not at all, usually one."""

    number: int
    items: tuple[Item, ...]
    persons: int
    mass_kg: int
    bars_persons: bool
    """Whether it holds dangerous goods with which nobody but the crew may fly, or too much of them in a package."""
    ready_min: int
    tails: frozenset[str] | None
    """Aircraft that decisions leave it; None means all."""
    apart: frozenset[int]
    """Units that a decision keeps off its load, or that hold goods which may not share an aircraft with its own."""
    shapes: tuple[Shapes | None, ...]
    """By hold: the shapes of its floor items, or None where it cannot fly."""
    sizes: tuple[float, ...]
    """By hold: the share of a load that it takes, of floor and seats or of mass, whichever is more."""
    rings: tuple[int, ...] = ()
    """By hold: tie-down rings that it needs (rule L11); a load needs the sum."""


def units_of(
    groups: list[tuple[Item, ...]], packers: list[Packer], decisions: tuple[Decision, ...], tails: list[str]
) -> list[Unit]:
    """Number the groups as units. `tails` are all aircraft of the fleet."""
    number = {item.id: n for n, group in enumerate(groups) for item in group}
    apart: dict[int, set[int]] = {n: set() for n in range(len(groups))}
    for decision in decisions:
        if decision.kind == "items_apart":
            members = {number[id] for id in decision.items if id in number}
            for n in members:
                apart[n] |= members - {n}
    table = packers[0].hold.leg.segregation if packers else ()
    for n, m in _incompatible(groups, table):
        apart[n].add(m)
        apart[m].add(n)
    return [_unit(n, group, packers, _tails(group, decisions, tails), frozenset(apart[n])) for n, group in enumerate(groups)]


def _incompatible(groups: list[tuple[Item, ...]], table: tuple[Segregation, ...]) -> Iterator[tuple[int, int]]:
    """Pairs of groups whose goods may not be in one aircraft; a group with itself where two of its items may not."""
    if not any(row.keep == "hold" for row in table):
        return
    with_goods: dict[tuple[str, str], set[int]] = {}
    samples: dict[tuple[str, str], DangerousGoods] = {}
    for n, group in enumerate(groups):
        for goods in (goods for item in group for goods in item.dangerous):
            with_goods.setdefault((goods.un, goods.hazard_class), set()).add(n)
            samples[goods.un, goods.hazard_class] = goods
    for one, other in combinations_with_replacement(sorted(samples), 2):
        if kept_apart(samples[one], samples[other], table).keep == "hold":
            for n, m in product(sorted(with_goods[one]), sorted(with_goods[other])):
                if n != m or sum(bool(item.dangerous) for item in groups[n]) > 1:
                    yield n, m


def grouped(items: tuple[Item, ...], decisions: tuple[Decision, ...]) -> list[tuple[Item, ...]]:
    """Items tied to each other directly or by a third one, in the order of their first item."""
    leader = {item.id: item.id for item in items}

    def lead(id: str) -> str:
        while leader[id] != id:
            id = leader[id]
        return id

    ties = [(item.id, item.towed_by) for item in items if item.towed_by in leader]
    for decision in decisions:
        if decision.kind == "items_together":
            members = [id for id in decision.items if id in leader]
            ties += [(members[0], id) for id in members[1:]]
    for one, other in ties:
        leader[lead(str(other))] = lead(one)
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(lead(item.id), []).append(item)
    return [tuple(group) for group in groups.values()]


def share_of_load(packer: Packer, shapes: Shapes, persons: int, mass_kg: int) -> float:
    """The share of a load that these take: of floor and seats together, or of the payload, whichever is more."""
    hold = packer.hold
    floor = sum(packer.floor_shares[number] for number in shapes)
    seated = persons / hold.seats if hold.seats else float(persons > 0)
    return max(floor + seated, mass_kg / hold.payload_kg if hold.payload_kg else 1.0)


def _unit(number: int, group: tuple[Item, ...], packers: list[Packer], tails: frozenset[str] | None, apart: frozenset[int]) -> Unit:
    persons, mass = sum(item.persons for item in group), sum(item.mass_kg for item in group)
    bars = any(keeps_off_persons(goods) for item in group for goods in item.dangerous)
    shapes = tuple(None if persons and bars else _shapes(group, packer, persons, mass) for packer in packers)
    return Unit(
        number=number,
        items=group,
        persons=persons,
        mass_kg=mass,
        bars_persons=bars,
        ready_min=max(item.ready_min for item in group),
        tails=tails,
        apart=apart,
        shapes=tuple(None if number in apart else found for found in shapes),
        sizes=tuple(share_of_load(packers[h], s or (), persons, mass) for h, s in enumerate(shapes)),
        rings=tuple(sum(packer.hold.rings_for(item) for item in group) for packer in packers),
    )


def _shapes(group: tuple[Item, ...], packer: Packer, persons: int, mass_kg: int) -> Shapes | None:
    """Shapes of the group's floor items where the hold can take it alone, else None."""
    if mass_kg > packer.hold.payload_kg or any(breaks(item, packer.hold) for item in group):
        return None
    numbers = [packer.shape(item.id) for item in group if item.kind != "persons"]
    shapes = tuple(sorted(n for n in numbers if n is not None))
    return shapes if packer.fits(shapes, persons) else None


def _tails(group: tuple[Item, ...], decisions: tuple[Decision, ...], tails: list[str]) -> frozenset[str] | None:
    left: frozenset[str] | None = None
    for decision in decisions:
        if decision.tail is None or not any(item.id in decision.items for item in group):
            continue
        if decision.kind == "item_on_tail":
            left = (frozenset(tails) if left is None else left) & {decision.tail}
        elif decision.kind == "item_not_on_tail":
            left = (frozenset(tails) if left is None else left) - {decision.tail}
    return left
