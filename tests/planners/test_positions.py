"""Units to positions: against trying everything out on small cases, and every rule with a case that breaks it."""

from dataclasses import replace
from itertools import product

import pytest

from aidbridge.engines.stopping import Stop
from aidbridge.planners.positions.problem import GroupLimit, Position, PositionsProblem, PositionsSolution, Unit
from aidbridge.planners.positions.solve import position

PALLET = frozenset({"pallet"})


def row(*arms: int, limit: int | None = None) -> tuple[Position, ...]:
    """Positions p0, p1, ... each behind the one before it."""
    return tuple(Position(f"p{n}", arm, PALLET, limit, (f"p{n - 1}",) if n else ()) for n, arm in enumerate(arms))


def problem(units: tuple[Unit, ...], positions: tuple[Position, ...] | None = None, legs: int = 1) -> PositionsProblem:
    """An aircraft of 10 t, best centred at 1000 cm."""
    return PositionsProblem(units, positions or row(400, 800, 1200, 1600), legs, 10_000, 1000, 1000, (0, 2000))


def solve(asked: PositionsProblem, iterations: int = 40) -> PositionsSolution:
    return position(asked, Stop(iterations), 1)


def all_ways(asked: PositionsProblem) -> list[tuple[float, tuple[str, ...]]]:
    """Sum of offsets of every assignment, the same on all legs of a unit, that keeps positions, overlaps, limits and envelope."""
    found = []
    for way in product(asked.positions, repeat=len(asked.units)):
        total, good = (
            0.0,
            all(
                unit.type in place.types and (place.limit is None or unit.mass <= place.limit)
                for unit, place in zip(asked.units, way, strict=True)
            ),
        )
        for leg in range(asked.legs):
            on = [(u, p) for u, p in zip(asked.units, way, strict=True) if u.first <= leg <= u.last]
            names = [p.id for _, p in on]
            good = good and len(set(names)) == len(names) and not any(pair <= set(names) for pair in asked.overlaps)
            for limit in asked.limits:
                kg = sum(u.mass if limit.mark is None else u.marks.get(limit.mark, 0) for u, p in on if p.id in limit.positions)
                good = good and kg <= limit.kg
            mass = asked.empty_kg + sum(u.mass for u, _ in on)
            centre = (asked.empty_kg * asked.empty_arm + sum(u.mass * p.arm for u, p in on)) / mass
            good = good and asked.arms[0] <= centre <= asked.arms[1]
            total += abs(centre - asked.best_arm)
        if good:
            found.append((total, tuple(place.id for place in way)))
    return sorted(found)


CASES = {
    "one leg": problem((Unit("a", "pallet", 900), Unit("b", "pallet", 700), Unit("c", "pallet", 300))),
    "two legs": problem((Unit("a", "pallet", 900, 0, 1), Unit("b", "pallet", 700, 0, 0), Unit("c", "pallet", 300, 0, 1)), legs=2),
    "overlaps": replace(
        problem((Unit("a", "pallet", 900), Unit("b", "pallet", 700))),
        overlaps=frozenset({frozenset({"p1", "p2"}), frozenset({"p0", "p3"})}),
    ),
    "group": replace(
        problem((Unit("a", "pallet", 900), Unit("b", "pallet", 700), Unit("c", "pallet", 300))),
        limits=(GroupLimit("aft", 1000, frozenset({"p2", "p3"})),),
    ),
    "mark": replace(
        problem((Unit("a", "pallet", 900, marks={"ice": 60}), Unit("b", "pallet", 700, marks={"ice": 30}))),
        limits=(GroupLimit("ice forward", 50, frozenset({"p0", "p1"}), "ice"),),
    ),
    "envelope": replace(problem((Unit("a", "pallet", 900), Unit("b", "pallet", 500))), arms=(900, 1000)),
}


@pytest.mark.parametrize("name", CASES)
def test_small_cases_reach_the_best_of_all_ways(name: str) -> None:
    asked = replace(CASES[name], move_cm=0.0)
    answer = solve(asked)
    # Units that may move at every stop for nothing: each leg by itself.
    best = sum(all_ways(one_leg(asked, leg))[0][0] for leg in range(asked.legs))
    assert answer.keeps_all
    assert sum(abs(offset) for offset in answer.offsets) == pytest.approx(best, abs=0.021 * asked.legs)
    assert answer.bound.value <= best + 1e-9


def one_leg(asked: PositionsProblem, leg: int) -> PositionsProblem:
    return replace(asked, legs=1, units=tuple(replace(u, first=0, last=0) for u in asked.units if u.first <= leg <= u.last))


def test_the_bound_of_one_unit_is_its_best_position() -> None:
    answer = solve(problem((Unit("a", "pallet", 1000),)))
    assert answer.bound.value == pytest.approx(1000 * 200 / 11_000)
    assert abs(answer.offsets[0]) == pytest.approx(answer.bound.value)


def test_a_unit_moves_at_a_stop_only_where_balance_gains_enough() -> None:
    units = (Unit("stays", "pallet", 900, 0, 1), Unit("leaves", "pallet", 900, 0, 0))
    asked = problem(units, row(880, 1000, 1120), legs=2)
    still = solve(replace(asked, move_cm=1000.0))
    free = solve(replace(asked, move_cm=0.001))
    assert still.handled == 0
    assert sum(map(abs, free.offsets)) <= sum(map(abs, still.offsets)) + 1e-9


def test_what_stands_in_the_way_of_a_leaving_unit_counts_as_handled() -> None:
    units = (Unit("stays", "pallet", 900, 0, 1), Unit("leaves", "pallet", 400, 0, 0))
    only = (Position("door", 1000, frozenset({"big"})), Position("inner", 1000, PALLET, None, ("door",)))
    asked = problem((replace(units[0], type="big"), units[1]), only, legs=2)
    assert solve(asked).handled == 1
    other = replace(asked, positions=(Position("door", 1000, frozenset({"big"})), Position("inner", 1000, PALLET)))
    assert solve(other).handled == 0


def test_same_seed_same_answer() -> None:
    units = tuple(Unit(f"u{n}", "pallet", 300 + 97 * n) for n in range(4))
    assert solve(problem(units)) == solve(problem(units))


BROKEN = {
    "none": problem((Unit("a", "pallet", 900),), row(800, limit=500)),
    "overlap": problem((Unit("a", "pallet", 900), Unit("b", "pallet", 900)), row(900)),
    "group": replace(problem((Unit("a", "pallet", 900),), row(900)), limits=(GroupLimit("floor", 800, frozenset({"p0"})),)),
    "envelope": replace(problem((Unit("a", "pallet", 900),), row(400)), arms=(990, 1010)),
    "apart": replace(
        problem((Unit("a", "pallet", 900, marks={"animals": 1}), Unit("b", "pallet", 900, marks={"poison": 1})), row(900, 1100)),
        neighbours=frozenset({frozenset({"p0", "p1"})}),
        apart=frozenset({frozenset({"animals", "poison"})}),
    ),
}


@pytest.mark.parametrize("limit", BROKEN)
def test_a_case_without_a_way_says_which_limit_breaks(limit: str) -> None:
    answer = solve(BROKEN[limit], 5)
    assert not answer.keeps_all
    assert {one.limit for one in answer.breaks} == {limit}
    first = answer.breaks[0]
    assert first.needs != first.has
    assert first.reason.key.startswith("positions.break.")


def test_enough_room_between_hostile_units_keeps_the_rule() -> None:
    asked = replace(BROKEN["apart"], positions=row(900, 1100, 1300), neighbours=frozenset({frozenset({"p0", "p1"})}))
    assert solve(asked).keeps_all


def test_no_units_is_an_empty_aircraft() -> None:
    answer = solve(problem(()))
    assert answer.keeps_all
    assert answer.offsets == (0.0,)


def test_all_faults_are_told_at_once() -> None:
    asked = PositionsProblem(
        (Unit("a", "pallet", -5), Unit("a", "pallet", 5, 1, 0)),
        (Position("p", 0, PALLET, -1, ("nowhere",)),),
        1,
        0,
        0,
        0,
        (5, 4),
        overlaps=frozenset({frozenset({"p", "q"})}),
        limits=(GroupLimit("g", 5, frozenset({"r"})),),
    )
    with pytest.raises(ValueError, match="unit a is given 2 times") as told:
        solve(asked)
    for word in ("mass is -5", "legs 1 to 0", "limit is -1", "nowhere", "empty_kg is 0", "5 to 4", "p and q", "r, which is no"):
        assert word in str(told.value)
