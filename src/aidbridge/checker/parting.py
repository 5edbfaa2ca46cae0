"""Whether what is held suffices for all who want of it at once: an exact transport problem, by augmenting paths."""

from collections import deque
from collections.abc import Hashable, Mapping
from typing import TypeVar

Taker = TypeVar("Taker", bound=Hashable)
Holder = TypeVar("Holder", bound=Hashable)

EPSILON = 1e-6


def missing(
    wanted: Mapping[Taker, float], held: Mapping[Holder, float], ways: Mapping[tuple[Taker, Holder], float]
) -> dict[Taker, float]:
    """What some takers lack however the holders part what they hold; empty where it suffices.

    `ways` says how much of a holder's a taker may have at most; a pair that is not named has none. Each taker in turn is served
    along shortest augmenting paths (Edmonds and Karp 1972), so that the first ones lack nothing that could be found for them.
    """
    takers: dict[Holder, list[Taker]] = {}
    holders: dict[Taker, list[Holder]] = {}
    for taker, holder in ways:
        takers.setdefault(holder, []).append(taker)
        holders.setdefault(taker, []).append(holder)
    given, left = dict.fromkeys(ways, 0.0), dict(held)
    lacking: dict[Taker, float] = {}
    for taker in wanted:
        short = wanted[taker]
        while short > EPSILON and (path := _path(taker, ways, given, left, takers, holders)):
            last = path[-1][0][1]
            more = min(short, left[last], *(ways[way] - given[way] if forward else given[way] for way, forward in path))
            for way, forward in path:
                given[way] += more if forward else -more
            left[last] -= more
            short -= more
        if short > EPSILON:
            lacking[taker] = short
    return lacking


def _path(
    start: Taker,
    ways: Mapping[tuple[Taker, Holder], float],
    given: Mapping[tuple[Taker, Holder], float],
    left: Mapping[Holder, float],
    takers: Mapping[Holder, list[Taker]],
    holders: Mapping[Taker, list[Holder]],
) -> list[tuple[tuple[Taker, Holder], bool]]:
    """The shortest way from the taker to a holder with something left: of each step the pair, and whether it takes or gives
    back; empty where there is none."""
    reached: dict[Taker, list[tuple[tuple[Taker, Holder], bool]]] = {start: []}
    seen: set[Holder] = set()
    queue = deque([start])
    while queue:
        taker = queue.popleft()
        for holder in holders.get(taker, ()):
            way = (taker, holder)
            if holder in seen or ways[way] - given[way] <= EPSILON:
                continue
            seen.add(holder)
            path = [*reached[taker], (way, True)]
            if left.get(holder, 0.0) > EPSILON:
                return path
            for other in takers[holder]:
                if other not in reached and given[other, holder] > EPSILON:
                    reached[other] = [*path, ((other, holder), False)]
                    queue.append(other)
    return []
