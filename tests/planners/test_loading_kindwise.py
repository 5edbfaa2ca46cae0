"""The cheapest choice of loads by kinds of units: what it deals out flies, and no unit twice."""

from collections import Counter

from benchmarks.loading.fleet import items, types

from aidbridge.planners.loading.heuristic import orders
from aidbridge.planners.loading.kindwise import Kindwise
from aidbridge.planners.loading.problem import LoadingProblem
from aidbridge.planners.loading.refilling import Refilling
from aidbridge.planners.loading.stowage import Stow, Stowage, stowage_of
from aidbridge.planning.yard import DESTINATION, ORIGIN, yard

PENALTY, LOAD_COST = 10_000.0, 0.01


def made(number: int, seed: int) -> tuple[Stowage, list[int], list[Stow]]:
    """A mixed fleet with some constructed loads of different orders."""
    listed, decisions = items(number, seed)
    fleet = {type.id: 9 for type in types()}
    resolved = yard(types(), listed, fleet, decisions=decisions)
    costs = {type: 20.0 + n for n, type in enumerate(sorted(fleet))}
    asked = LoadingProblem(phase="out", origin=ORIGIN, destination=DESTINATION, items=resolved.items, fleet=fleet, cost=costs)
    stowage = stowage_of(resolved, asked)
    units = [unit.number for unit in stowage.units if any(shapes is not None for shapes in unit.shapes)]
    refilling = Refilling(stowage)
    states = [refilling.constructed(order) for order in orders(stowage, units)]
    placed = {n for load in states[0].loads for n in load.units}
    return stowage, [n for n in units if n in placed], [load for state in states for load in state.loads]


def test_loads_that_are_dealt_out_fly_and_hold_every_unit_once() -> None:
    stowage, units, loads = made(60, 1)
    chosen = Kindwise(stowage, units).chosen(loads, PENALTY, LOAD_COST)
    assert chosen
    dealt = [n for load in chosen for n in load.units]
    assert len(dealt) == len(set(dealt)) and set(dealt) <= set(units)
    assert all(stowage.stowed(load.hold, load.units) is not None for load in chosen)
    used = Counter(load.hold for load in chosen)
    assert all(most is None or used[hold] <= most for hold, most in enumerate(stowage.most))


def test_the_choice_costs_no_more_than_the_loads_it_was_given() -> None:
    stowage, units, loads = made(60, 2)
    of_one = [load for n, load in enumerate(loads) if set(load.units).isdisjoint(m for other in loads[:n] for m in other.units)]
    chosen = Kindwise(stowage, units).chosen(of_one, PENALTY, LOAD_COST)
    assert chosen is not None
    assert sum(stowage.costs[load.hold] for load in chosen) <= sum(stowage.costs[load.hold] for load in of_one)


def test_kinds_are_fewer_than_units_where_many_are_alike() -> None:
    stowage, units, _ = made(60, 3)
    assert Kindwise(stowage, units).kinds < len(units)
