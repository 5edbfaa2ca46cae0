"""Fewer and cheaper units: a few units are emptied and filled anew, what gets left over is worth more the next time.

A step empties the least filled unit and some others, and fills units from their boxes with values that are changed at random
(sequential value correction: Belov and Scheithauer 2007). Of equal costs the answer with the more uneven fill is kept, for it
is the one whose emptiest unit can be saved.
"""

from dataclasses import dataclass

import numpy as np

from ...engines.stopping import Stop
from ...model.plan import Progress
from .builder import Made
from .heuristic import Yard, units_for

MOST_EMPTIED = 4
"""Most units emptied in one step."""
BRANCHES = (0, 6, 30)
"""Branches for one unit in a step, drawn anew for each."""
SPREAD = 0.35
"""Largest change of a value, as a share of it."""

Key = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """Some branches of a longer search; its clock and its interruption count, its iterations are counted by the caller."""

    branches: int
    whole: Stop

    def now(self, iteration: int) -> bool:
        """Whether the part, or the time of the whole, is used up."""
        return iteration >= self.branches or self.whole.now(0)


def improve(yard: Yard, first: list[Made], bound: float, stop: Stop, seed: int) -> tuple[list[Made], tuple[Progress, ...]]:
    """The best answer until the stop, and the steps to it."""
    draw = np.random.default_rng(seed)
    best, best_key = first, _key(yard, first)
    progress: list[Progress] = []
    iteration = 0
    while best and not stop.now(iteration) and not _cannot_improve(best_key, bound):
        emptied = _emptied(yard, best, draw)
        kept = [made for n, made in enumerate(best) if n not in emptied]
        pool = np.where(yard.fits.any(axis=1), yard.left(kept), 0)
        most = [None if limit is None else limit - sum(made.kind == kind for made in kept) for kind, limit in enumerate(yard.most)]
        yard.value_worth(yard.values * (1 + SPREAD * draw.uniform(-1, 1, len(yard.values))))
        ceiling = sum(yard.costs[best[n].kind] for n in emptied) if not best_key[0] else np.inf
        branches = int(draw.choice(BRANCHES))
        made = units_for(yard, pool, most, Part(branches, stop), ceiling)
        iteration += max(made.branches, 1)
        key = _key(yard, kept + made.units)
        if key <= best_key:
            if key[:2] < best_key[:2]:
                step = Progress(stage="building", iteration=iteration, value=key[1], found_by="refilling")
                progress.append(step)
                stop.report(step.stage, step.iteration, step.value, bound, step.found_by)
            best, best_key = kept + made.units, key
    return best, tuple(progress)


def _cannot_improve(key: Key, bound: float) -> bool:
    return key[0] == 0 and key[1] <= bound


def _key(yard: Yard, units: list[Made]) -> Key:
    """Value left, cost, and how even the fill is: less is better."""
    left = np.where(yard.fits.any(axis=1), yard.left(units), 0)
    fills = [_fill(yard, made) for made in units]
    return (round(float(left @ yard.values), 6), yard.cost(units), -round(sum(fill * fill for fill in fills), 9))


def _fill(yard: Yard, made: Made) -> float:
    room = yard.fillers[made.kind].world.room
    volume = float(np.prod(made.rows[:, 4:] - made.rows[:, 1:4], axis=1).sum()) / float(np.prod(room.size))
    mass = float(made.counts @ yard.fillers[made.kind].world.stock.mass) / max(room.payload, 1)
    return max(volume, mass)


def _emptied(yard: Yard, units: list[Made], draw: np.random.Generator) -> set[int]:
    """The places of the units to empty: most times the least filled one, and others at random."""
    count = min(int(draw.integers(2, MOST_EMPTIED + 1)), len(units))
    order = sorted(range(len(units)), key=lambda n: (_fill(yard, units[n]), n))
    chosen = {order[0]} if draw.random() < 0.8 else set()
    for n in draw.permutation(len(units)).tolist():
        if len(chosen) >= count:
            break
        chosen.add(n)
    return chosen
