"""The argument behind the bound `earliest_work`: how soon a resource could be at work if nothing stood in its way, and how
little need would then be left."""

import numpy as np

from ..model.needs import Measure, Need
from ..model.resolved import Item
from ..model.resources import Supply, Team
from .ledger import amount, interval, weight_of
from .reach import Reach
from .scope import eligible, serves, spare
from .world import Resource, World

Earliest = dict[str, dict[str, int]]
"""By need and resource: the earliest minute of work."""
MOST_MIN = 5_000_000
"""About ten years: over more a backlog is not stepped through, and counts as done."""


def earliest_work(world: World) -> Earliest:
    """The earliest minutes of every resource that could serve each eligible line.

    The relaxation: the first free aircraft fetches the item at once, no slot, place, seat or hold is taken, no driver rests.
    """
    reach = Reach(world)
    return {
        need.id: {
            resource.id: minute
            for resource in world.resources.values()
            if serves(world, resource, need) and (minute := _earliest_min(world, reach, need, resource)) is not None
        }
        for need in world.mission.needs
        if eligible(world, need)
    }


def _earliest_min(world: World, reach: Reach, need: Need, resource: Resource) -> int | None:
    """The earliest minute at which the resource could be at work for the line; None when it can never get there."""
    own, mission = world.items_of.get(resource.id, ()), world.mission
    free = [reach.free_min(item) for item in own]
    if isinstance(resource, Supply):
        # Any one unit may come first.
        arrivals = [min((at for at in free if at is not None), default=None)]
    else:
        kit = resource.kit if isinstance(resource, Team) else ()
        arrivals = [*free, *(reach.free_min(item) for part in kit for item in world.items_of.get(part, ()))]
    if not own or None in arrivals:
        return None
    starts = mission.debarkations if own[0].flies else (own[0].origin,)
    ways = [driving for start in starts if (driving := _driving_min(world, need, resource, own[0], start)) is not None]
    if not ways:
        return None
    driving = min(ways)
    # What flies, or has a way to drive, waits for its convoy to assemble.
    assembly = mission.policy.road.assembly_min if driving or own[0].flies else 0
    ready = max(at for at in arrivals if at is not None) + assembly + driving + resource.setup_min
    opens = [world.resolved.minute(task.start) for task in mission.tasks if task.need == need.id]
    return max(ready, min(opens)) if opens and world.measure_of(need) is Measure.BACKLOG else ready


def _driving_min(world: World, need: Need, resource: Resource, first: Item, start: str) -> int | None:
    """Minutes on the road from where it lands or waits to where it works; None where no road goes."""
    mission = world.mission
    legs = [(start, need.site)] if need.site else []
    if isinstance(resource, Team):
        backlog = world.measure_of(need) is Measure.BACKLOG
        legs = [(start, mission.base)]
        if need.site and not backlog:
            legs.append((mission.base, need.site))
        if not first.flies and not backlog and need.site in (None, start):
            # It may wait where it is to work.
            legs = []
    roads = [world.road(*leg) for leg in legs]
    return None if None in roads else sum(road[1] for road in roads if road is not None)


def least_unmet_weighted_h(world: World, earliest: Earliest) -> float:
    """Weighted hours left unmet over eligible lines if every resource worked from its earliest minute on; a little less, so
    that rounding never lifts it above what a plan can reach.

    Each unit of a stock, rate or presence serves one line (rule N3); teams with a backlog serve all their lines at once, in
    shifts with the least rest between.
    """
    asked: dict[str, float] = {}
    for need in world.mission.needs:
        asked[need.capability] = asked.get(need.capability, 0.0) + need.quantity
    total = 0.0
    parted: dict[str, list[tuple[float, float]]] = {}
    units: dict[str, set[str]] = {}
    for need in world.mission.needs:
        if not eligible(world, need):
            continue
        start, end = interval(world, need)
        weight, minutes = weight_of(world, need, asked[need.capability]), earliest.get(need.id, {})
        total += weight * (end - start) / 60
        if world.measure_of(need) is Measure.BACKLOG:
            total -= weight * _worked_h(world, need, minutes)
        else:
            first = max(min(minutes.values(), default=end), start)
            gain = weight / need.quantity * max(end - first, 0) / 60
            parted.setdefault(need.capability, []).append((gain, need.quantity))
            units.setdefault(need.capability, set()).update(minutes)
    for capability, lines in parted.items():
        total -= _most_gained(lines, _supply(world, capability, units[capability]))
    return max(round(total - 1e-6, 6), 0.0)


def _supply(world: World, capability: str, ids: set[str]) -> float:
    """What the resources are together to needs of the capability, of each donor no more than it can spare. A substitute is counted
    for every capability whose job it does."""
    by_donor: dict[tuple[str, str], float] = {}
    for id in ids & set(world.resources):
        key = world.offers[world.resources[id].offer].donor, world.resources[id].capability or ""
        by_donor[key] = by_donor.get(key, 0.0) + amount(world.resources[id])
    rate = world.mission.policy.counts_as
    return sum(rate(own, capability) * min(quantity, spare(world, donor, own)) for (donor, own), quantity in by_donor.items())


def _most_gained(lines: list[tuple[float, float]], supply: float) -> float:
    """The most that units can gain when each serves one line: lines are (gain of a unit, units asked).

    By linear duality: whatever price a unit has, no parting gains more than the price of all units and what the lines gain
    above it; the best price is zero or one of the gains.
    """
    prices = [0.0, *(gain for gain, _ in lines)]
    return min(price * supply + sum(asked * max(gain - price, 0.0) for gain, asked in lines) for price in prices)


def _worked_h(world: World, need: Need, earliest: dict[str, int]) -> float:
    """Hours of share of a backlog, minute by minute, if its teams worked shift upon shift from their earliest minutes on."""
    start, end = interval(world, need)
    first = min(min(earliest.values(), default=start), start)
    if end <= start or end - first > MOST_MIN:
        return (end - start) / 60
    rate = np.zeros(end - first)
    for id, minute in earliest.items():
        team = world.teams.get(id)
        if team is None:
            continue
        elapsed = np.arange(max(end - minute, 0)) % max(team.shift_min + team.rest_min, 1)
        rate[minute - first :] += np.where(elapsed < team.shift_min, team.capacity / 60, 0.0)
    done = np.concatenate([[0.0], np.cumsum(rate)])
    share = np.minimum(done / need.quantity, 1.0)
    # Above the straight line within the one minute in which all is done: the careful side.
    level = np.maximum(share[:-1], share[1:]) if rate.any() else share[:-1]
    exact = (share[:-1] + share[1:]) / 2
    reaching = (done[:-1] < need.quantity) & (done[1:] > need.quantity)
    return float(np.where(reaching, level, exact)[start - first :].sum()) / 60
