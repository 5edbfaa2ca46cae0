"""What a set of columns meets, by line, as the objective counts it."""

import numpy as np

from .problem import Core, Floats, Ints


def met_hours(core: Core, pairs: Ints, days: Ints, units: Floats) -> tuple[Floats, Floats]:
    """By line: weighted hours met and units counted by its end, neither beyond what is asked."""
    line = core.pair_line[pairs]
    work = np.maximum(days + core.pair_lag[pairs], core.line_start[line])
    order = np.lexsort((work, line))
    line, work, counted = line[order], work[order], (units * core.pair_rate[pairs])[order]
    hours, reached = np.zeros(len(core.line_quantity)), np.zeros(len(core.line_quantity))
    for n, at, amount in zip(line.tolist(), work.tolist(), counted.tolist(), strict=True):
        useful = min(amount, core.line_quantity[n] - reached[n])
        reached[n] += useful
        hours[n] += useful * core.line_value[n] * (core.line_end[n] - at)
    return hours, reached


def value_met(core: Core, hours: Floats, reached: Floats) -> float:
    """Weighted hours met, floors at their price included."""
    return float(hours.sum() + (core.floor_price * np.minimum(reached, core.line_floor * core.line_quantity)).sum())
