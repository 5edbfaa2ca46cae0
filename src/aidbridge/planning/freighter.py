"""A freighter with named positions from boxes alone: which boxes go, built into which units, in which positions on every leg.

Boxes that cannot all go are chosen so that the fewest stay; units are built position by position, those near the best arm first;
then they are given positions anew so that every leg balances. Several ways to choose and to build are tried and the best is kept.
"""

from collections.abc import Iterator
from dataclasses import replace

from ..engines.stopping import Stop
from ..planners.positions.problem import Unit
from ..planners.positions.solve import position
from .lotbuilding import Construction, Way, Workshop
from .lotchoice import choose
from .lots import FreighterProblem, FreighterSolution, marked_kg
from .slots import Slots

ALL = 9.0
"""A share of room that limits nothing."""
ROOMS = (ALL, 0.6, 0.7, 0.8)
LEANS = ((False, 0.0), (True, 0.0), (True, 1.0), (False, 0.5), (True, 1.5), (False, 1.0), (True, 0.5), (False, 1.5))
"""Short side first or not, and tilt."""
CREDITS = (8.0, 40.0)
BRANCHES = 24
ITERATIONS = 120
"""Of the search for positions."""
CLOSE_CM = 0.3
"""Mean offset at which no other way is tried for its sake."""


class _Best:
    """The best answer so far."""

    def __init__(self, problem: FreighterProblem, stop: Stop, seed: int) -> None:
        self.problem, self.stop, self.seed = problem, stop, seed
        self.shop = Workshop(problem)
        self.iteration = 0
        self.answer, self.way = attempt(problem, self.shop, Way(ALL), seed), Way(ALL)
        self.key = _key(problem, self.answer)

    def over(self) -> bool:
        """Whether it is time to end, or nothing is left to gain."""
        answer = self.answer
        good = answer.positions.keeps_all and answer.count_left == 0 and answer.offset_cm <= CLOSE_CM
        return good or self.stop.now(self.iteration)

    def attempt(self, way: Way) -> FreighterSolution:
        """Try a way; keep its answer when it is better."""
        answer = attempt(self.problem, self.shop, way, self.seed)
        self.iteration += 1
        key = _key(self.problem, answer)
        if key < self.key:
            self.answer, self.way, self.key = answer, way, key
            self.stop.report("freighter", self.iteration, key[1], None, str(way))
        return answer


def load_freighter(problem: FreighterProblem, stop: Stop, seed: int) -> FreighterSolution:
    """The fewest boxes left, with the mean offset beyond the goal at its price in boxes; then the least offset, then few units
    handled at the stops and few units.

    One iteration is one way of choosing and building; the same problem, seed and iterations give the same answer. Every limit is
    kept unless `positions.breaks` of the answer says otherwise. Raises ValueError with the faults of the aircraft.
    """
    best = _Best(problem, stop, seed)
    for room in _rooms(problem):
        for short, tilt in LEANS:
            if best.over():
                return best.answer
            way = Way(room, tilt, short=short)
            free = best.attempt(way)
            if free.offset_cm > problem.goal_cm:
                for other in _balanced(way, free):
                    if not best.over():
                        best.attempt(other)
    if best.answer.count_left and not best.over():
        best.attempt(replace(best.way, branches=BRANCHES))
    for way in (best.way, Way(ALL), Way(ALL, short=True)):
        for least in (2, 3):
            if best.answer.offset_cm > CLOSE_CM and not best.over():
                best.attempt(replace(way, least_units=least))
    return best.answer


def _balanced(way: Way, answer: FreighterSolution) -> Iterator[Way]:
    """Ways to less offset: where there is room, more units that can stand further apart; else boxes stay."""
    if not answer.count_left:
        for least in (2, 3, 4):
            yield replace(way, least_units=least)
    for credit in CREDITS:
        yield replace(way, strict=True, credit=credit)


def _rooms(problem: FreighterProblem) -> Iterator[float]:
    """Shares of room that choose different boxes."""
    slots = Slots(problem.aircraft, problem.unit_types)
    seen: set[tuple[tuple[int, ...], ...]] = set()
    for room in ROOMS:
        chosen = tuple(tuple(counts.tolist()) for counts in choose(problem, slots, room))
        if chosen not in seen:
            seen.add(chosen)
            yield room


def _key(problem: FreighterProblem, answer: FreighterSolution) -> tuple[float, ...]:
    broken = len(answer.positions.breaks)
    beyond = max(answer.offset_cm - problem.goal_cm, 0.0) * problem.boxes_per_cm
    return (broken, round(answer.count_left + beyond, 1), round(answer.offset_cm, 1), answer.positions.handled, len(answer.units))


def attempt(problem: FreighterProblem, shop: Workshop, way: Way, seed: int) -> FreighterSolution:
    """One way from choosing to positions."""
    slots = Slots(problem.aircraft, problem.unit_types)
    chosen = choose(problem, slots, way.room)
    made = Construction(shop, slots, chosen, way)
    made.run([every - some for every, some in zip(shop.counts, chosen, strict=True)])
    lots = {lot.id: lot for lot in problem.lots}
    units = tuple(
        Unit(
            unit.id,
            unit.built.type,
            unit.built.gross,
            lots[unit.lot].first,
            lots[unit.lot].last,
            marked_kg(lots[unit.lot], unit.built),
        )
        for unit in made.units
    )
    places = position(replace(problem.aircraft, units=units), Stop(ITERATIONS), seed)
    left = {
        (lot.id, box.id): int(count)
        for lot, counts in zip(problem.lots, made.left, strict=True)
        for box, count in zip(lot.boxes, counts, strict=True)
        if count
    }
    return FreighterSolution(tuple(made.units), places, left)
