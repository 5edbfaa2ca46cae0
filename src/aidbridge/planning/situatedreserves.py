"""What a donor must keep at home, from its own series: new cases as they are and as forecast drive the use of each thing."""

from collections.abc import Mapping

import numpy as np

from ..catalogue.capabilities import capability
from ..model.errors import Fault, InputError
from ..model.needs import Measure
from ..model.offers import Reserve
from ..model.series import Quantity
from ..situation.gaps import counted
from .reserves import own_need
from .situated import Situated

WEEK = 7


def reserves_of(
    of: Situated, per_case: Mapping[str, float], has: Mapping[str, float], safety_days: int, margin: float = 0.0
) -> tuple[Reserve, ...]:
    """One reserve for each capability of `per_case` (units that a new case takes), with the country's own need in it, from which
    what it keeps is reckoned. `has`: what the donor has of it; nothing where it is not said.

    Use today is that of the mean new cases of the last seven days, and goes on with the forecast. Goods are used up; what is
    counted as a presence or a rate comes free again. Raises InputError where nobody counts cases.
    """
    cases = of.levels[0].forecasts.get(Quantity.CASES)
    if cases is None:
        raise InputError(
            [Fault("--keep", of.country, "a country whose cases are counted", "Give a folder with a series of cases.")]
        )
    known = np.nansum(counted(of.levels[0].situation.series.figures[Quantity.CASES]), axis=0)
    ahead = np.nansum(cases.value, axis=0)
    span = min(WEEK, len(known) - 1)
    today = float(known[-1] - known[-1 - span]) / max(span, 1)
    daily = [today, *np.diff(ahead, prepend=known[-1]).tolist()]
    rows = []
    for name, rate in per_case.items():
        basis = f"{rate:g} a new case; {of.source}, forecast on {of.day.isoformat()}"
        reusable = capability(name).measure is not Measure.STOCK
        own = own_need(daily, rate, safety_days, basis, reusable=reusable, margin=margin)
        rows.append(Reserve(donor=of.country, capability=name, has=has.get(name, 0.0), own=own))
    return tuple(rows)
