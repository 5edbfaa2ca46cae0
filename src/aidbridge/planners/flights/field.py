"""The ground that rows of loads are flown on: the tables of a problem in steps, with what is taken beforehand.

A step is a minute; step `shift` is the first at which anything of this problem moves. Before it stand a few steps for the past, in
which only tails that wait since earlier flights take places: one for each stretch between the moments at which they came, with the
most that was in use during it, so that the past is held exactly and in a handful of steps.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...timeline.elastic import NEVER, Calendars, Ground, Stocks
from ...timeline.reservations import Ints, Views, reserved, views_of
from . import tables as w
from .instance import MARGIN_MIN, Instance
from .limits import LOADING, PARKING
from .rows import Flights
from .tables import World


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes of the mission and steps of the ground."""

    base_min: int
    """Nothing moves before."""
    came_min: tuple[int, ...]
    """When tails came that wait since before that, ascending."""
    steps: int

    @property
    def shift(self) -> int:
        """The step of `base_min` less that minute."""
        return len(self.came_min) - self.base_min

    def past(self, minute: int) -> int:
        """The step of the moment a tail came."""
        return self.came_min.index(minute) if minute < self.base_min else minute + self.shift


def clock_of(instance: Instance) -> Clock:
    """The steps of a problem."""
    tails = instance.world.tails
    base = int(tails[:, w.FREE_MIN].min(initial=instance.limit_min))
    base = max(0, min(base, instance.limit_min))
    since = tails[:, w.SINCE_MIN]
    came = tuple(sorted({int(minute) for minute in since if 0 <= minute < base}))
    return Clock(base, came, len(came) + instance.limit_min + MARGIN_MIN + 1 - base)


def flights_of(instance: Instance) -> tuple[Flights, Clock]:
    """The tables that the search works on, and its clock."""
    world, clock = instance.world, clock_of(instance)
    limits = _limits(world)
    asked = [(limits[r], amount) for r, amount in world.taken.tolist() if r in limits]
    runways = {a: len(limits) + n for n, a in enumerate(np.flatnonzero(world.airfields[:, w.INTERVAL_MIN] > 0).tolist())}
    asked += [(runway, 1) for runway in runways.values()]
    capacity = [int(world.capacity[resource]) for resource in limits] + [1] * len(runways)
    ground = Ground(
        views := views_of(capacity, asked),
        reserved(views, _held(world, clock, limits, runways)),
        Calendars(world.windows + clock.shift, np.append(world.lanes[:, w.FIRST_WINDOW], world.windows.shape[1])),
        _stocks(world),
    )
    tails, loads = world.tails.copy(), world.loads.copy()
    for tail in tails:
        tail[w.FREE_MIN] += clock.shift
        tail[w.END_MIN] = min(tail[w.END_MIN] + clock.shift, clock.steps - 1)
        tail[w.LANDS_MIN] = min(tail[w.LANDS_MIN] + clock.shift, clock.steps - 1)
        tail[w.LEAVES_MIN] += clock.shift
        if tail[w.SINCE_MIN] >= 0:
            tail[w.SINCE_MIN] = clock.past(int(tail[w.SINCE_MIN]))
    loads[:, w.READY_MIN] += clock.shift
    loads[:, w.LATEST_MIN] += clock.shift
    loads[:, w.NOT_BEFORE_MIN] = np.maximum(loads[:, w.NOT_BEFORE_MIN] + clock.shift, 0)
    minutes = np.append(world.lanes[world.options[:, w.LANE], w.FLYING_MIN], 0).astype(np.int64)
    stock = np.full(world.airfields.shape[0], -1, np.int64)
    limited = np.flatnonzero(world.airfields[:, w.FUEL_KG] < w.FOREVER)
    stock[limited] = np.arange(limited.size)
    uses, use = _uses(world, limits, views)
    flights = Flights(
        ground, uses, use, _runway(world, runways, views), stock, world.capacity[: world.airfields.shape[0]], world.airfields,
        world.lanes, world.options, world.stops, minutes, world.empty, world.loaded, tails, loads, _empty_min(world, minutes),
        _least(world.loaded, minutes), _eligible(instance), _alike(tails), instance.limit_min + clock.shift,
    )  # fmt: skip
    return flights, clock


def _limits(world: World) -> dict[int, int]:
    """The resources of which airfields have few, numbered."""
    few = np.flatnonzero(world.capacity < w.FOREVER).tolist()
    return {resource: number for number, resource in enumerate(few)}


def _uses(world: World, limits: dict[int, int], views: Views) -> tuple[Ints, Ints]:
    """What aircraft take of what airfields have few of: see `Flights.uses` and `Flights.use`."""
    view_of = _view_of(views)
    uses, use = np.zeros_like(world.uses), list[tuple[int, int]]()
    for at in np.ndindex(*world.uses.shape[:3]):
        first = len(use)
        for n, (resource, amount) in enumerate(world.taken[slice(*world.uses[at])].tolist()):
            if resource in limits:
                team = w.LOADING_TEAM if at[0] == LOADING else w.UNLOADING_TEAM
                binds = w.PLACE if at[0] == PARKING else w.EQUIPMENT if n else team
                use.append((view_of[limits[resource], amount], binds))
        uses[at] = first, len(use)
    return uses, np.array(use, np.int64).reshape(-1, 2)


def _runway(world: World, runways: dict[int, int], views: Views) -> Ints:
    """The view of each airfield's runway; -1 where landings need no time between them."""
    view_of = _view_of(views)
    return np.array([view_of[runways[a], 1] if a in runways else -1 for a in range(world.airfields.shape[0])], np.int64)


def _view_of(views: Views) -> dict[tuple[int, int], int]:
    return {pair: v for v, pair in enumerate(zip(views.resource.tolist(), views.amount.tolist(), strict=True))}


def _held(world: World, clock: Clock, limits: dict[int, int], runways: dict[int, int]) -> npt.NDArray[np.int32]:
    """(R, T) What flights planned before hold."""
    stays = [(limits[resource], start, end) for resource, start, end in world.held.tolist() if resource in limits]
    stays += [(runways[a], at, at + int(world.airfields[a, w.INTERVAL_MIN])) for a, at in world.landed.tolist() if a in runways]
    past = np.array([*clock.came_min, clock.base_min])
    held = np.zeros((len(limits) + len(runways), clock.steps), np.int32)
    use: dict[int, npt.NDArray[np.int32]] = {}
    for resource, start, end in stays:
        if start >= end:
            continue
        held[resource, max(start, clock.base_min) + clock.shift : max(end, clock.base_min) + clock.shift] += 1
        if clock.came_min and start < clock.base_min:
            use.setdefault(resource, np.zeros(clock.base_min, np.int32))[start : min(end, clock.base_min)] += 1
    for resource, minutes in use.items():
        for step in range(len(clock.came_min)):
            held[resource, step] = minutes[past[step] : past[step + 1]].max()
    return held


def _stocks(world: World) -> Stocks:
    left = world.airfields[world.airfields[:, w.FUEL_KG] < w.FOREVER, w.FUEL_KG].reshape(-1, 1).copy()
    return Stocks(np.zeros(left.shape, np.int64), left)


def _least(ways: Ints, minutes: Ints) -> Ints:
    """Least flying minutes of each way, given as first option and the one after the last; NEVER where there is none."""
    least = np.full(ways.shape[:-1], NEVER, np.int64)
    for at in np.ndindex(*ways.shape[:-1]):
        first, end = ways[at]
        if end > first:
            least[at] = minutes[first:end].min()
    return least


def _empty_min(world: World, minutes: Ints) -> Ints:
    least = _least(world.empty, minutes)
    for of_class in least:
        np.fill_diagonal(of_class, 0)
    return least


def _eligible(instance: Instance) -> npt.NDArray[np.bool_]:
    found = np.zeros((len(instance.loads), len(instance.tails)), np.bool_)
    for load, tails in enumerate(instance.eligible):
        found[load, list(tails)] = True
    return found


def _alike(tails: Ints) -> Ints:
    kinds: dict[tuple[int, ...], int] = {}
    return np.array([kinds.setdefault(tuple(tail), len(kinds)) for tail in tails.tolist()], np.int64)
