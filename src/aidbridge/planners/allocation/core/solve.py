"""Solve an allocation case: relaxation, whole units, answer."""

from ....engines.stopping import Stop
from ....model.allocationcase import AllocationAnswer, AllocationCase
from .answer import answer_of
from .build import core_of
from .master import Master
from .relax import CLOSE, relaxed
from .rolling import LARGE, rolled
from .value import met_hours, value_met
from .whole import SMALL, in_whole

MANY = 200_000
ROUGH = 2e-3
"""How close the relaxation is solved where there are many columns."""


def solve_case(case: AllocationCase, stop: Stop | None = None, seed: int = 1, large: int = LARGE) -> AllocationAnswer:
    """Who gets what and when, with a bound and its certificate. The case must have no faults.

    The relaxation of all (offer, need, day) at once, up to `large` of them, gives the bound and a dive into whole units; days
    joined into buckets and settled window by window (see `rolling`) give another allocation, and the better one is the answer.
    Beyond `large` only the second is made, with the bound of its own prices. The stop's iterations play no part: each step ends by
    itself; its clock and an interruption end it sooner, with the best answer and bound so far. `seed` draws which items are decided
    anew.
    """
    stop = stop or Stop()

    def enough() -> bool:
        return stop.now(0)

    core = core_of(case)
    if core.columns > large:
        columns, prices = rolled(core, enough)
        return answer_of(case, core, columns, prices, seed, "rolling")
    master = Master(core)
    found = relaxed(master, enough, CLOSE if core.columns <= MANY else ROUGH)
    columns = in_whole(master, found, enough, seed)
    if core.columns > SMALL and not enough():
        again, _ = rolled(core, enough)
        if value_met(core, *met_hours(core, *again)) > value_met(core, *met_hours(core, *columns)):
            columns = again
    return answer_of(case, core, columns, found.prices, seed, "sifting")
