"""A bound for when the arguments that can be verified stop one short: sets that surely do not pack are shut out one by one.

The column generation of the bound goes on with the complete search of one hold (`exact`) as its judge, without balance and masses,
so that what is shut out is shut out for all items of those sizes. The prices that remain prove what they prove, given that search:
the bound is labelled as trusted.
"""

from dataclasses import replace
from fractions import Fraction
from importlib.metadata import version
from math import ceil

import numpy as np

from ...engines.stopping import Stop
from ...model.plan import Bound
from ...model.resolved import Item
from .bounds.bound import stated_costs
from .bounds.generation import Generation, proof, step
from .bounds.hold_weights import generated
from .exact import settle
from .packing import Packer
from .packing_sets import PackingSets, Whole
from .problem import LoadingProblem
from .stowage import Stowage


def exhaustive(
    problem: LoadingProblem, stowage: Stowage, items: tuple[Item, ...], least: Bound, enough: float, stop: Stop
) -> Bound:
    """A bound above `least`, up to `enough`, where the search of single holds proves one; else `least` itself."""
    holds = [packer.hold for packer in stowage.packers]
    costs = stated_costs(problem, holds)
    most = {hold.type: count for hold, count in zip(holds, stowage.most, strict=True)}
    made = None if stop.now(0) else generated(items, holds, most, costs, Fraction(enough))
    if made is None:
        return least
    judge = _Judge(made, [Packer(replace(hold, balance_cm=None), items) for hold in holds])
    sets = PackingSets(made, judge.may_pack, stop)
    if sets.settled() is None:
        return least
    weights, answers = sets.answers()
    found = proof(weights, answers, made.types, made.kinds)
    unit = step(costs.values())
    value = float(ceil(found.cost / unit) * unit) if found is not None else 0.0
    if value <= least.value:
        return least
    trusted = f"aidbridge {version('aidbridge')}, complete search of single holds; HiGHS {version('highspy')}"
    told = {"value": min(value, enough), "argument": "solver", "name": "exhaustive", "certificate": None, "trusted": trusted}
    return Bound.model_validate(least.model_dump() | told)


class _Judge:
    """Whether a set of kinds packs by its sizes; what the search cannot tell may pack."""

    def __init__(self, made: Generation, packers: list[Packer]) -> None:
        self._packers = packers
        self._shapes = [[self._of(kind.items, packer) for kind in made.kinds] for packer in packers]

    def may_pack(self, hold: int, counts: Whole) -> bool:
        """False only where the set surely does not pack."""
        packer, shapes = self._packers[hold], self._shapes[hold]
        floor = [shape for kind in np.flatnonzero(counts) for shape in shapes[kind][: int(counts[kind])]]
        if any(shape is None for shape in floor):
            return True
        together = tuple(sorted(shape for shape in floor if shape is not None))
        return packer.fits(together, 0) or settle(packer, together) is not None

    @staticmethod
    def _of(items: tuple[Item, ...], packer: Packer) -> list[int | None]:
        return [packer.shape(item.id) for item in items if item.kind != "persons"]
