"""Prices on resources and steps that guide the search, and the bound that they prove.

For prices p >= 0 on each resource and step, the sum over loads of the cheapest way of flying it (cost of its arrival plus the
prices of all it holds) less the prices of all that there is, is no more than the cost of any timetable (weak duality; Fisher
1981, The Lagrangian relaxation method). Prices found by a subgradient method whose direction is the averaged use (after Barahona
and Anbil 2000, The volume algorithm) say where there is contention, and so where each load had best be put: `places` lists for
each load and template the begins that cost least at these prices.

Steps from `priced` on have no price, so the first begin there that calendars allow stands for all later ones.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ...timeline.compiled import compiled
from ...timeline.rigid import BEGIN, END, VIEW, Ints, Reservations, Steps, fit, fits
from .airlift import Airlift, arrival_cost

Floats = npt.NDArray[np.float64]

PATIENCE = 20
"""After so many steps without a better bound, the search goes on from the best prices."""
LONG, SHORT = 0.3, 0.0001
"""The first and the last step, as shares of the step that would close the gap were the bound a plane."""
MEMORY = 0.9
"""The share of the averaged use that stays from one step to the next."""


class Guide(NamedTuple):
    """Where loads are best put, at the prices found."""

    begins: Steps
    """(Q, K) Begins by rising priced cost, for each pair of a load and a template; -1 where there are no more."""
    costs: Floats
    """(Q, K) What each costs: arrival and prices."""


class Dual(NamedTuple):
    """The state of the price search: S priced steps, G groups of loads all alike."""

    prices: Floats
    """(R, S) The best so far."""
    allowed: npt.NDArray[np.bool_]
    """(M, S) Whether calendars and what is held beforehand allow a begin."""
    after: Ints
    """(Q) The first begin, at or after both S and the load's ready step, that they allow."""
    member: Ints
    """(G) A load of each group."""
    members: Ints
    """(G) How many there are."""
    room: Floats
    """(R, S) What there is to take."""


def dual(lift: Airlift, free: Reservations, priced: int) -> Dual:
    """The state before the first step; `free` holds only what is held beforehand, and its horizon exceeds `priced` by the reach."""
    rigid = lift.rigid
    kinds: dict[tuple[int, ...], list[int]] = {}
    for load in range(lift.ready.size):
        terms = (lift.ready, lift.weight, lift.due, lift.late_weight, lift.latest, lift.unflown)
        modes = lift.modes[lift.first_mode[load] : lift.first_mode[load + 1]]
        kinds.setdefault((*(int(term[load]) for term in terms), *modes.tolist()), []).append(load)
    room = np.maximum(rigid.views.capacity[:, None] - free.held[:, :priced], 0).astype(np.float64)
    allowed = np.zeros((rigid.arrives.size, priced), np.bool_)
    after = np.zeros(lift.modes.size, np.int64)
    _prepare(lift, free, allowed, after)
    member = np.array([loads[0] for loads in kinds.values()], np.int64)
    members = np.array([len(loads) for loads in kinds.values()], np.int64)
    return Dual(np.zeros(room.shape), allowed, after, member, members, room)


@compiled
def _prepare(lift: Airlift, free: Reservations, allowed: npt.NDArray[np.bool_], after: Ints) -> None:
    priced, limit = allowed.shape[1], free.held.shape[1] - lift.rigid.reach
    for template in range(allowed.shape[0]):
        for begin in range(priced):
            allowed[template, begin] = fits(lift.rigid, free, template, begin)
    for load in range(lift.ready.size):
        for q in range(lift.first_mode[load], lift.first_mode[load + 1]):
            after[q] = fit(lift.rigid, free, lift.modes[q], max(priced, lift.ready[load]), limit)


@compiled
def _cumulated(prices: Floats, reach: int) -> Floats:
    """(R, S + reach + 1) The sum of prices before each step."""
    resources, priced = prices.shape
    total = np.zeros((resources, priced + reach + 1))
    for resource in range(resources):
        for step in range(priced):
            total[resource, step + 1] = total[resource, step] + prices[resource, step]
        total[resource, priced + 1 :] = total[resource, priced]
    return total


@compiled
def _template_prices(lift: Airlift, allowed: npt.NDArray[np.bool_], total: Floats) -> Floats:
    """(M, S) The prices of all that a template holds, by begin; infinite where it may not begin."""
    rigid = lift.rigid
    templates, priced = allowed.shape
    charged = np.zeros((templates, priced))
    for template in range(templates):
        for h in range(rigid.holds.shape[1]):
            resource = rigid.holds_of[template, h]
            if resource >= 0:
                begin, end = rigid.holds[template, h, BEGIN], rigid.holds[template, h, END]
                amount = float(rigid.views.amount[rigid.holds[template, h, VIEW]])
                of_resource = total[resource]
                for step in range(priced):
                    charged[template, step] += amount * (of_resource[step + end] - of_resource[step + begin])
        for step in range(priced):
            if not allowed[template, step]:
                charged[template, step] = np.inf
    return charged


@compiled
def _cheapest(lift: Airlift, after: Ints, charged: Floats, load: int) -> tuple[float, int, int]:
    """The cheapest way of flying a load at these prices: cost, template (-1: left behind), begin."""
    rigid, priced = lift.rigid, charged.shape[1]
    least, template, at = float(lift.unflown[load]), -1, -1
    for q in range(lift.first_mode[load], lift.first_mode[load + 1]):
        m = lift.modes[q]
        arrives = rigid.arrives[m]
        for begin in range(lift.ready[load], priced):
            if begin + arrives > lift.latest[load] or lift.weight[load] * (begin + arrives) >= least:
                break
            if charged[m, begin] < least:
                cost = charged[m, begin] + arrival_cost(lift, load, begin + arrives)
                if cost < least:
                    least, template, at = cost, m, begin
        if after[q] + arrives <= lift.latest[load]:
            cost = float(arrival_cost(lift, load, after[q] + arrives))
            if cost < least:
                least, template, at = cost, m, after[q]
    return least, template, at


@compiled
def _value(lift: Airlift, state: Dual, prices: Floats, use: Floats) -> float:
    """The bound that prices prove; fills `use` (R, S) with what the cheapest ways would take."""
    rigid, priced = lift.rigid, prices.shape[1]
    charged = _template_prices(lift, state.allowed, _cumulated(prices, rigid.reach))
    use[:] = 0.0
    value = -(prices * state.room).sum()
    for group in range(state.member.size):
        least, template, begin = _cheapest(lift, state.after, charged, state.member[group])
        value += state.members[group] * least
        if template < 0:
            continue
        for h in range(rigid.holds.shape[1]):
            resource = rigid.holds_of[template, h]
            if resource >= 0 and begin < priced:
                by = float(state.members[group] * rigid.views.amount[rigid.holds[template, h, VIEW]])
                first, end = begin + rigid.holds[template, h, BEGIN], begin + rigid.holds[template, h, END]
                if first < priced:
                    use[resource, first] += by
                if end < priced:
                    use[resource, end] -= by
    for resource in range(use.shape[0]):
        for step in range(1, priced):
            use[resource, step] += use[resource, step - 1]
    return float(value)


@compiled
def raise_prices(lift: Airlift, state: Dual, upper: float, iterations: int) -> float:
    """So many steps of the price search, from the prices found so far; returns the bound they prove and keeps its prices.

    `upper` is the cost of a known timetable.
    """
    resources, priced = state.prices.shape
    prices, use, averaged = state.prices.copy(), np.empty((resources, priced)), np.empty((resources, priced))
    best = _value(lift, state, prices, use)
    averaged[:] = use
    since = 0
    for iteration in range(iterations):
        norm = 0.0
        for resource in range(resources):
            for step in range(priced):
                over = averaged[resource, step] - state.room[resource, step]
                if over > 0.0 or prices[resource, step] > 0.0:
                    norm += over * over
        if norm <= 0.0 or best >= upper:
            break
        move = LONG * (SHORT / LONG) ** (iteration / iterations) * (upper - best) / norm
        for resource in range(resources):
            for step in range(priced):
                over = averaged[resource, step] - state.room[resource, step]
                prices[resource, step] = max(0.0, prices[resource, step] + move * over)
        value = _value(lift, state, prices, use)
        for resource in range(resources):
            for step in range(priced):
                averaged[resource, step] = MEMORY * averaged[resource, step] + (1.0 - MEMORY) * use[resource, step]
        if value > best:
            best, since = value, 0
            state.prices[:] = prices
        else:
            since += 1
            if since >= PATIENCE:
                since = 0
                prices[:] = state.prices
    return best


@compiled
def places(lift: Airlift, state: Dual, width: int) -> Guide:
    """The `width` cheapest begins of each pair of a load and a template at the prices found."""
    pairs, priced = lift.modes.size, state.prices.shape[1]
    charged = _template_prices(lift, state.allowed, _cumulated(state.prices, lift.rigid.reach))
    begins, costs = np.full((pairs, width), np.int32(-1)), np.full((pairs, width), np.inf)
    cost = np.empty(priced)
    for load in range(lift.ready.size):
        for q in range(lift.first_mode[load], lift.first_mode[load + 1]):
            arrives = lift.rigid.arrives[lift.modes[q]]
            for begin in range(priced):
                if begin < lift.ready[load] or begin + arrives > lift.latest[load]:
                    cost[begin] = np.inf
                else:
                    cost[begin] = charged[lift.modes[q], begin] + arrival_cost(lift, load, begin + arrives)
            ranked = np.argsort(cost)
            for k in range(min(width, priced)):
                if cost[ranked[k]] < np.inf:
                    begins[q, k], costs[q, k] = ranked[k], cost[ranked[k]]
    return Guide(begins, costs)
