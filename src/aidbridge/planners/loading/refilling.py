"""Loads made anew: some are emptied, and what was in them is loaded again, hold after hold as full as an order makes it."""

import random
from collections import Counter
from collections.abc import Sequence

from .stowage import State, Stow, Stowage

NOISE = 0.3
"""How far a unit's value may be misjudged when units are put back, so that they come in other orders."""
TOPPED = 0.4
"""How often loads that were not emptied are filled up first."""
CLOSE = 0.5
"""How often the loads to be emptied are those least filled rather than any."""
PATIENT = 0.5
"""How often a load that does not balance is filled further."""


class Refilling:
    """Draws changed states. `values` are what the units are worth against each other: what they cost to carry."""

    def __init__(self, stowage: Stowage) -> None:
        self._stowage = stowage
        self.most = list(stowage.most)
        """By hold, the most loads of it."""
        self.values = [self._value(n) for n in range(len(stowage.units))]

    def constructed(self, order: Sequence[int]) -> State:
        """The units in this order, hold after hold."""
        return self._loaded([], list(order), random.Random(0), noise=0.0)

    def neighbour(self, state: State, rng: random.Random) -> State | None:
        """Empty one to four loads and load what was in them, and what was left over, in a disturbed order."""
        count = len(state.loads)
        if not count:
            return None
        emptied = self._emptied(state, rng)
        kept = [load for i, load in enumerate(state.loads) if i not in emptied]
        loose = [n for i in sorted(emptied) for n in state.loads[i].units] + list(state.unplaced)
        noise = rng.choice((0.1, NOISE, 0.8))
        order = sorted(loose, key=lambda n: -self.values[n] * rng.uniform(1 - noise, 1 + noise))
        if rng.random() < TOPPED:
            kept, order = self._topped(kept, order, rng)
        return self._loaded(kept, order, rng, noise)

    def completed(self, loads: list[Stow], loose: list[int], rng: random.Random) -> State:
        """The loads, and what is loose into them and into new ones."""
        order = sorted(loose, key=lambda n: -self.values[n])
        topped, order = self._topped(loads, order, rng)
        return self._loaded(topped, order, rng, NOISE)

    def _emptied(self, state: State, rng: random.Random) -> set[int]:
        count = len(state.loads)
        many = min(rng.randint(1 if state.unplaced else 2, 4), count)
        if rng.random() < CLOSE:
            return set(rng.sample(range(count), many))
        # The emptiest by a noisy look, as there is most to be gained.
        ranked = sorted(range(count), key=lambda i: state.loads[i].fill * rng.uniform(0.5, 1.5))
        return set(ranked[:many])

    def _topped(self, kept: list[Stow], order: list[int], rng: random.Random) -> tuple[list[Stow], list[int]]:
        topped = list(kept)
        for i in sorted(range(len(topped)), key=lambda i: topped[i].fill):
            if not order:
                break
            if topped[i].fill > 1 or rng.random() < 0.5:
                continue
            more = self._stowage.filled(topped[i].hold, topped[i].units, order)
            if more is not None and len(more.units) > len(topped[i].units):
                topped[i] = more
                order = [n for n in order if n not in more.units]
        return topped, order

    def _loaded(self, loads: list[Stow], order: list[int], rng: random.Random, noise: float) -> State:
        stowage, loads, unplaced = self._stowage, list(loads), []
        used = Counter(load.hold for load in loads)
        while order:
            best: Stow | None = None
            best_worth = 0.0
            patient = rng.random() < PATIENT if noise else False
            for hold, most in enumerate(self.most):
                if (most is not None and used[hold] >= most) or stowage.units[order[0]].shapes[hold] is None:
                    continue
                made = stowage.filled(hold, order[:1], order[1:], patient) or stowage.filled(hold, (), order, True)
                if made is None or order[0] not in made.units:
                    continue
                worth = sum(self.values[n] for n in made.units) / max(stowage.costs[hold], 1e-6)
                worth *= rng.uniform(1 - noise / 2, 1) if noise else 1.0
                if worth > best_worth:
                    best, best_worth = made, worth
            if best is None:
                unplaced.append(order.pop(0))
                continue
            loads.append(best)
            used[best.hold] += 1
            taken = set(best.units)
            order = [n for n in order if n not in taken]
        return self._squeezed(loads, unplaced)

    def _squeezed(self, loads: list[Stow], unplaced: list[int]) -> State:
        """What found no new load into the loads there are."""
        left = []
        for n in unplaced:
            for i, load in enumerate(loads):
                if (joined := self._stowage.joined(load, n)) is not None:
                    loads[i] = joined
                    break
            else:
                left.append(n)
        return State(tuple(loads), tuple(sorted(left)))

    def _value(self, number: int) -> float:
        """The least cost of the share of a load that the unit takes."""
        unit, costs = self._stowage.units[number], self._stowage.costs
        shares = (unit.sizes[h] * costs[h] for h, shapes in enumerate(unit.shapes) if shapes is not None)
        return max(min(shares, default=0.0), 1e-9)
