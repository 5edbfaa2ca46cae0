"""The search for cheaper loads: some are made anew, and now and then the cheapest choice among all loads ever found is taken."""

import random
from collections import Counter
from dataclasses import replace

from ...engines.local_search import Found, Stage, improve
from ...engines.stopping import Stop
from ...model.plan import Progress
from .recombination import Recombination, without_doubles
from .refilling import Refilling
from .stowage import State, Stow, Stowage
from .worth import Worth

UNPLACED = 10_000.0
EACH, UNLOCKS = 0.01, 10.0
"""Cost of all units left over: one counts by its share of all mass, ten times its share of all that is unlocked, and a little by
itself, so that it is dearer to leave it than to fly it."""
LOAD = 10.0
"""Cost of a load of middling cost; the squares of the fills, below 1 a load, only tell which way is downhill."""
ONE_MORE = 0.01
"""What one more load weighs where the cost is the same."""
PATIENCE = 1_500
"""Iterations without a gain before the search ends."""
RECOMBINED = 250
"""Iterations between two choices among all loads."""
ROUNDS, DRAWN = 12, 16
"""Rounds of new loads by price before each choice, and how many are drawn for each hold in one."""
CHOSEN = 120
"""Up to so many units the cheapest choice is sought in whole numbers; beyond, by kinds of units, and the answer in fractions is
rounded."""
LED = 24
"""Answers in fractions made whole in so many ways."""
STRETCHED, EXACT, OVERFULL = 150, 20_000, 1.25
"""Loads that the exact search is asked for between two choices, its nodes for each, and up to which sum of sizes."""
SQUEEZED, SQUEEZES_EVERY, SHORT = 2_500, 2_000, 20.0
"""Iterations without a gain before an aircraft less is given up; for how many iterations of the stop there is one such attempt;
and what a load of units left over weighs."""
CLOSE = 0.0005
"""More rounds are not worth their time when one lowers the least cost in fractions by no more than this share."""
CANDIDATES = 90
"""Units, of those most worth their room, that are drawn for one such load."""
PRICED = 0.5
"""How often, once there are prices, units are put back by price rather than by size."""


class Cheaper:
    """Neighbours of states for fewer or cheaper loads, and what a state costs."""

    def __init__(self, stowage: Stowage, fitting: list[int], worth: Worth) -> None:
        self._stowage = stowage
        self._refilling = Refilling(stowage)
        self._sizes = self._refilling.values
        costs = [cost for cost in stowage.costs if cost > 0]
        self._unit = sum(costs) / len(costs) if costs else 1.0
        """What a load of middling cost costs."""
        masses = sum(unit.mass_kg for unit in stowage.units) or 1
        shares = worth.of_units(len(stowage.units))
        self._missed = [EACH + UNLOCKS * shares[n] + unit.mass_kg / masses for n, unit in enumerate(stowage.units)]
        self._pool = Recombination(stowage, fitting, UNPLACED * EACH / LOAD * self._unit, ONE_MORE / LOAD * self._unit)
        self._looks = [stowage.look(n) for n in range(len(stowage.units))]
        self._prices: list[float] | None = None
        self._turns = 0
        self._seen: set[tuple[int, ...]] = set()
        self._best: State | None = None

    def cost(self, state: State) -> float:
        """Units left over first, then money, then the number of loads, then how unevenly they are filled."""
        left = sum(self._missed[n] for n in state.unplaced)
        filled = sum(self._stowage.costs[load.hold] / self._unit * min(load.fill, 1.0) ** 2 for load in state.loads)
        return UNPLACED * left + LOAD * self.money(state) / self._unit + ONE_MORE * len(state.loads) - filled

    def money(self, state: State) -> float:
        """What the loads cost."""
        return sum(self._stowage.costs[load.hold] for load in state.loads)

    def constructed(self, orders: list[list[int]]) -> State:
        """The best of some orders."""
        return min((self._refilling.constructed(order) for order in orders), key=self.cost)

    def neighbour(self, state: State, rng: random.Random) -> State | None:
        """Some loads made anew; every so often the cheapest choice among all loads that were found."""
        self._turns += 1
        if self._best is None or self.cost(state) < self.cost(self._best):
            self._best = state
        if self._turns % RECOMBINED == 0:
            found = self._recombined(rng)
            if found is not None:
                return found
        self._refilling.values = self._prices if self._prices is not None and rng.random() < PRICED else self._sizes
        changed = self._refilling.neighbour(state, rng)
        if changed is not None:
            self._pool.add(changed.loads)
        return changed

    def _priced(self, prices: dict[int, float], holds: dict[int, float], rng: random.Random) -> list[Stow]:
        """Loads that are worth more than they cost, filled in order of price for room."""
        found: list[Stow] = []
        shared = self._shared(prices)
        for hold in range(len(self._stowage.packers)):
            able = [n for n in self._pool.units if self._stowage.units[n].shapes[hold] is not None and shared[n] > 0]
            room = {n: max(self._stowage.units[n].sizes[hold], 1e-3) for n in able}
            for _ in range(DRAWN):
                share = rng.choice((0.0, 0.5, 1.0))
                worth = {n: (share * shared[n] + (1 - share) * prices[n]) / room[n] for n in able}
                noise = rng.choice((0.1, 0.3, 0.6))
                order = sorted(able, key=lambda n: -worth[n] * rng.uniform(1 - noise, 1 + noise))[:CANDIDATES]
                made = self._stowage.filled(hold, (), order, rng.random() < 0.5)
                if made is not None and sum(prices[n] for n in made.units) + holds.get(hold, 0.0) > self._pool.cost(made) + 1e-6:
                    found.append(made)
        return found

    def _shared(self, prices: dict[int, float]) -> dict[int, float]:
        """The middling price of units that take the same room: alike, they should cost alike, and the program's prices swing."""
        alike: dict[object, list[int]] = {}
        for n in prices:
            alike.setdefault(self._looks[n], []).append(n)
        return {n: sum(prices[m] for m in group) / len(group) for group in alike.values() for n in group}

    def _recombined(self, rng: random.Random) -> State | None:
        best = self._best
        if best is None:
            return None
        self._pool.add(best.loads)
        value, prices, holds = self._pool.prices()
        for _ in range(ROUNDS):
            if not self._pool.add(self._priced(prices, holds, rng)):
                break
            before = value
            value, prices, holds = self._pool.prices()
            if value > before * (1 - CLOSE):
                break
        self._prices = [max(prices.get(n, 0.0), 0.05 * size) for n, size in enumerate(self._sizes)]
        worth = sum(self._pool.cost(load) for load in best.loads) + UNPLACED * EACH / LOAD * self._unit * len(best.unplaced)
        if len(self._pool.units) <= CHOSEN:
            self._pool.add(self._stretched(prices, holds))
        chosen = self._pool.chosen(worth) if len(self._pool.units) <= CHOSEN else None
        if chosen is not None:
            return self._completed(without_doubles(self._stowage, chosen), rng)
        kindwise = self._pool.by_kinds() if len(self._pool.units) > CHOSEN else None
        made = [] if kindwise is None else [self._completed(kindwise, rng)]
        return min((*made, *(self._completed(self._pool.leading(rng), rng) for _ in range(LED))), key=self.cost)

    def _stretched(self, prices: dict[int, float], holds: dict[int, float]) -> list[Stow]:
        """Loads in use with one unit more, or one for another that is worth more, if the exact search finds room for it."""
        found: list[Stow] = []
        stowage, tried = self._stowage, 0
        for load in self._pool.in_use():
            due = self._pool.cost(load) - holds.get(load.hold, 0.0) - sum(prices[n] for n in load.units)
            others = [n for n in self._pool.units if n not in load.units and stowage.units[n].shapes[load.hold] is not None]
            sizes = {n: stowage.units[n].sizes[load.hold] for n in (*others, *load.units)}
            swaps = [(prices[n] - (prices[out] if out >= 0 else 0.0), n, out) for n in others for out in (-1, *load.units)]
            for gain, n, out in sorted(swaps, reverse=True):
                if gain <= due + 1e-6 or tried >= STRETCHED:
                    break
                numbers = tuple(m for m in (*load.units, n) if m != out)
                if load.fill + sizes[n] - (sizes[out] if out >= 0 else 0.0) > OVERFULL or numbers in self._seen:
                    continue
                self._seen.add(numbers)
                tried += 1
                if (made := stowage.stowed(load.hold, numbers, EXACT)) is not None:
                    found.append(made)
        return found

    def without_one(self, state: State, turn: int) -> State:
        """The state without one of its loads, the emptiest of a hold; in turn, the dearest hold first. None may take its place."""
        holds = sorted({load.hold for load in state.loads}, key=lambda h: (-self._stowage.costs[h], h))
        hold = holds[turn % len(holds)]
        out = min((i for i, load in enumerate(state.loads) if load.hold == hold), key=lambda i: (state.loads[i].fill, i))
        kept = tuple(load for i, load in enumerate(state.loads) if i != out)
        used = Counter(load.hold for load in kept)
        self._refilling.most = [used[h] for h in range(len(self._stowage.packers))]
        return State(kept, tuple(sorted((*state.unplaced, *state.loads[out].units))))

    def unlimited(self) -> None:
        """All aircraft of the fleet again."""
        self._refilling.most = list(self._stowage.most)

    def left_over(self, state: State) -> float:
        """The room that units left over would take, then how unevenly the loads are filled."""
        return SHORT * sum(self._sizes[n] for n in state.unplaced) / self._unit - sum(min(x.fill, 1.0) ** 2 for x in state.loads)

    def neighbour_within(self, state: State, rng: random.Random) -> State | None:
        """Some loads made anew with the aircraft there are."""
        self._refilling.values = self._prices if self._prices is not None and rng.random() < PRICED else self._sizes
        return self._refilling.neighbour(state, rng)

    def _completed(self, loads: list[Stow], rng: random.Random) -> State:
        """The loads, and what is on none of them loaded anew."""
        placed = {n for load in loads for n in load.units}
        state = self._refilling.completed(loads, [n for n in self._pool.units if n not in placed], rng)
        self._pool.add(state.loads)
        return state


def cheaper_loads(start: State, cheaper: Cheaper, bound: float, by_cost: bool, stop: Stop, seed: int) -> Found[State]:
    """Fewer loads, or cheaper ones where `by_cost`: until the bound is met, patience ends, or the stop says so.

    When loads made anew bring nothing more, one aircraft is taken away and the search is for a place for what was in it.
    """

    def value(state: State) -> float:
        return cheaper.money(state) if by_cost else float(len(state.loads))

    def done(state: State) -> bool:
        return not state.unplaced and value(state) <= bound + 1e-9

    stage = Stage(
        name="loading",
        found_by="ruin_and_recombine",
        cost=cheaper.cost,
        neighbour=cheaper.neighbour,
        value=value,
        allowance=0.3,
        patience=PATIENCE,
        done=done,
    )
    found = improve(start, stage, stop, seed, bound)
    best, progress, iterations = found.best, list(found.progress), found.iterations
    tries = 1 + stop.iterations // SQUEEZES_EVERY
    for turn in range(tries):
        if done(best) or best.unplaced or stop.now(0):
            break
        squeezed = cheaper.without_one(best, turn)
        squeeze = Stage(
            name="loading",
            found_by="one_less",
            cost=cheaper.left_over,
            neighbour=cheaper.neighbour_within,
            value=lambda state: float(len(state.unplaced)),
            allowance=0.1,
            patience=SQUEEZED,
            done=lambda state: not state.unplaced,
        )
        tried = improve(squeezed, squeeze, _quiet(stop), seed + turn)
        cheaper.unlimited()
        iterations += tried.iterations
        if not tried.best.unplaced:
            best = tried.best
            progress.append(Progress(stage="loading", iteration=iterations, value=value(best), found_by="one_less"))
            stop.report("loading", iterations, value(best), bound, "one_less")
    return Found(best, iterations, tuple(progress))


def _quiet(stop: Stop) -> Stop:
    """The same stop without its listener: what a squeezed state lacks is no figure of the plan."""
    quiet = replace(stop, tell=None)
    quiet._deadline = stop._deadline
    return quiet
