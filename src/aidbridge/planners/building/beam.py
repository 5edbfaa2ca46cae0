"""Beam search over the blocks of one unit: every branch is judged by filling it up greedily (Araya and Riff 2014).

The beam begins one state wide and grows by a factor of the square root of 2 a round, so that each round takes about twice the
work of the one before. One iteration is one branch filled up.
"""

from collections.abc import Callable, Iterator
from math import ceil, sqrt
from typing import NamedTuple, Protocol

import numpy as np

from ...timeline.compiled import compiled
from .filling import State, Style, World, begin, fill, next_blocks, put, refresh
from .spaces import MOST_SPACES
from .strength import standing
from .world import Floats, Ints

WIDEST = 256
"""Widest beam."""
TRIED = 8.0
"""Up to this width all styles are searched; then the worst one is dropped after every round."""
KEPT = 1
"""Styles searched to the end."""
MOST_BOXES = 5_000
"""Most boxes, and blocks, in one unit."""


class Ending(Protocol):
    """What ends a search: a `Stop`, or a share of one."""

    def now(self, iteration: int) -> bool:
        """Whether to end before this iteration."""


class Found(NamedTuple):
    """A filled unit: rows (block, x, y, z) and its value; `rows` are its boxes where they no longer stand as the blocks do."""

    placed: Ints
    value: float
    rows: Ints | None = None


def empty_state(world: World) -> State:
    """Room for one state."""
    boxes = _most_boxes(world)
    return State(
        spaces=np.zeros((MOST_SPACES, 6), np.int64),
        left=np.zeros(len(world.stock.mass), np.int64),
        placed=np.zeros((boxes, 4), np.int64),
        held=standing(boxes if world.exact else 1),
        tally=np.zeros(4, np.int64),
        worth=np.zeros(1),
        reach=np.zeros((3, int(world.room.size.max()) + 1), np.int64),
        follow=np.zeros(len(world.ranked) + 1, np.int64),
    )


def _most_boxes(world: World) -> int:
    """No more boxes than this fit by volume, or than there are."""
    singles = world.blocks.size[world.blocks.number == 1]
    if not len(singles):
        return 1
    smallest = max(int(np.prod(singles, axis=1).min()), 1)
    return min(int(np.prod(world.room.size)) // smallest + 1, MOST_BOXES)


@compiled
def copy_state(source: State, target: State) -> None:
    """Copy what is in use."""
    spaces, placed, boxes = source.tally[0], source.tally[1], source.tally[2]
    target.spaces[:spaces] = source.spaces[:spaces]
    target.left[:] = source.left
    target.placed[:placed] = source.placed[:placed]
    target.tally[:] = source.tally
    target.worth[:] = source.worth
    target.reach[:] = source.reach
    target.follow[:] = source.follow
    if boxes > 0:
        rows = source.held.first[boxes]
        target.held.boxes[:boxes] = source.held.boxes[:boxes]
        target.held.load[:boxes] = source.held.load[:boxes]
        target.held.first[: boxes + 1] = source.held.first[: boxes + 1]
        target.held.under[:rows] = source.held.under[:rows]
        target.held.part[:rows] = source.held.part[:rows]
    target.held.first[0] = 0


@compiled
def branch(world: World, parent: State, child: State, found: Ints, scores: Floats, values: Floats, best: Ints, bar: float) -> Ints:
    """Fill the parent's best branches up; returns (number of branches, number of blocks of the best answer or 0).

    `found` and `values` take the branches; `best` takes the blocks of the best branch that is worth more than `bar`.
    """
    refresh(world, parent)
    result = np.zeros(2, np.int64)
    load = np.zeros(len(parent.held.load))
    scratch = np.empty((MOST_SPACES, 6), np.int64)
    count = next_blocks(world, parent, found, scores, load)
    for j in range(count):
        copy_state(parent, child)
        put(world, child, found[j], load, scratch)
        values[j] = fill(world, child)
        if values[j] > bar:
            bar = values[j]
            result[1] = child.tally[1]
            best[: child.tally[1]] = child.placed[: child.tally[1]]
    result[0] = count
    return result


@compiled
def advance(world: World, parent: State, child: State, chosen: Ints) -> None:
    """The state after one block more."""
    copy_state(parent, child)
    put(world, child, chosen, np.zeros(len(parent.held.load)), np.empty((MOST_SPACES, 6), np.int64))


@compiled
def greedy(world: World, left: Ints, state: State) -> float:
    """One unit filled from empty without search."""
    begin(world, left, state)
    return fill(world, state)


class Beam:
    """A search over one world; its buffers are used again from call to call."""

    def __init__(self, world: World, styles: tuple[Style, ...]) -> None:
        self.world, self.styles = world, styles
        self._child = empty_state(world)
        self._now: list[State] = []
        self._then: list[State] = []
        self._bar, self._best = 0.0, 0.0
        self.iteration = 0

    def greedy(self, left: Ints) -> Found:
        """One unit filled without search."""
        value = greedy(self.world, left, self._child)
        return Found(self._child.placed[: self._child.tally[1]].copy(), value)

    def search(self, left: Ints, stop: Ending, accept: Callable[[Found], Found] = lambda found: found) -> Iterator[Found]:
        """Ever better answers until the stop, the first one greedy; `accept` mends an answer so that it keeps further rules."""
        first = accept(self.greedy(left))
        self.iteration, self._bar = 1, first.value
        yield first
        most = float(left @ self.world.stock.value)
        plain = self.world
        best = dict.fromkeys(self.styles, 0.0)
        active = list(self.styles)
        width = 1.0
        while width <= WIDEST:
            for style in active:
                self.world = plain._replace(style=style)
                self._best = 0.0
                for found in self._round(ceil(width), left, stop):
                    mended = accept(found)
                    if mended.value > self._bar:
                        self._bar = mended.value
                        yield mended
                best[style] = max(best[style], self._best)
                if self._bar >= most or stop.now(self.iteration):
                    self.world = plain
                    return
            width *= sqrt(2)
            if width > TRIED and len(active) > KEPT:
                active.remove(min(active, key=lambda style: best[style]))
        self.world = plain

    def _round(self, width: int, left: Ints, stop: Ending) -> Iterator[Found]:
        self._grow(width)
        found, scores, values = np.zeros((width, 4), np.int64), np.zeros(width), np.zeros(width)
        best = np.zeros_like(self._child.placed)
        begin(self.world, left, self._now[0])
        states = 1
        while states:
            branches: list[tuple[float, int, int, Ints]] = []
            for parent in range(states):
                if stop.now(self.iteration):
                    return
                count, blocks = branch(self.world, self._now[parent], self._child, found, scores, values, best, self._bar)
                self.iteration += int(count)
                if count:
                    self._best = max(self._best, float(values[:count].max()))
                if blocks:
                    yield Found(best[:blocks].copy(), float(values[:count].max()))
                branches.extend((-float(values[j]), parent, j, found[j].copy()) for j in range(count))
            branches.sort(key=lambda one: one[:3])
            states, last = 0, None
            for value, parent, _, chosen in branches:
                if value != last and states < width:
                    advance(self.world, self._now[parent], self._then[states], chosen)
                    states += 1
                last = value
            self._now, self._then = self._then, self._now

    def _grow(self, width: int) -> None:
        while len(self._now) < width:
            self._now.append(empty_state(self.world))
            self._then.append(empty_state(self.world))
