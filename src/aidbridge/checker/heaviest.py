"""The heaviest set of things within limits: whether one is heavier than it may be, by trying all that could."""

from dataclasses import dataclass

STEPS = 200_000
"""Sets tried at most."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Items alike that take the same of every limit when they stand the same way."""

    weight: int
    """Of each."""
    group: int
    """Things of one group are the same items in another way."""
    amounts: tuple[int, ...]
    """What one takes of each limit."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one hold takes."""

    amounts: tuple[int, ...]
    counts: tuple[int, ...]
    """How many items there are of each group."""
    masses: tuple[tuple[int, ...], ...]
    """By group: what the lightest 0, 1, 2, ... of its items weigh together, in kg."""
    payload_kg: int


class TooLong(Exception):
    """More sets would have to be tried than is reasonable."""


class Search:
    """Depth first over how many of each thing, the worthiest first; a branch ends where prices of the limits say that it cannot
    become too heavy. Any prices are safe: within the limits, things take no more than the sum of prices."""

    def __init__(self, things: list[Thing], limits: Limits, prices: tuple[int, ...], allowed: int) -> None:
        """`prices`: what the whole of each limit is worth, that of the payload last. `allowed`: the weight that is not too much."""
        priced = [(self._price(thing, limits, prices), thing) for thing in things if thing.weight > 0]
        priced.sort(key=lambda pair: -pair[1].weight / max(pair[0], 1e-12))
        self._prices, self._things = [price for price, _ in priced], [thing for _, thing in priced]
        self._limits, self._allowed = limits, allowed
        self._taken, self._used, self._room = [0] * len(self._things), [0] * len(limits.counts), list(limits.amounts)
        self._weight, self._mass, self._worth = 0, 0, float(sum(prices)) * (1 + 1e-9) + 1e-9

    def too_heavy(self) -> int | None:
        """The weight of a set that is more than allowed; None where there is none. Raises TooLong."""
        at, steps = 0, 0
        while True:
            if self._weight > self._allowed:
                return self._weight
            if at < len(self._things) and self._weight + self._more(at) >= self._allowed + 0.5:
                steps += 1
                if steps > STEPS:
                    raise TooLong
                self._take(at, self._most(at))
                at += 1
                continue
            at -= 1
            while at >= 0 and self._taken[at] == 0:
                at -= 1
            if at < 0:
                return None
            self._take(at, -1)
            at += 1

    @staticmethod
    def _price(thing: Thing, limits: Limits, prices: tuple[int, ...]) -> float:
        shares = [amount / limit if limit else 0.0 for amount, limit in zip(thing.amounts, limits.amounts, strict=True)]
        light = limits.masses[thing.group][1] / max(limits.payload_kg, 1)
        return sum(price * share for price, share in zip(prices, [*shares, light], strict=True))

    def _take(self, at: int, n: int) -> None:
        """So many more of the thing; fewer where n is below 0."""
        thing, group = self._things[at], self._things[at].group
        self._mass += self._limits.masses[group][self._used[group] + n] - self._limits.masses[group][self._used[group]]
        self._used[group] += n
        self._taken[at] += n
        self._weight += n * thing.weight
        self._worth -= n * self._prices[at]
        for k, amount in enumerate(thing.amounts):
            self._room[k] -= n * amount

    def _most(self, at: int) -> int:
        """How many more of the thing go in."""
        thing, group = self._things[at], self._things[at].group
        used, masses = self._used[group], self._limits.masses[group]
        n = min([self._limits.counts[group] - used, *(have // a for have, a in zip(self._room, thing.amounts, strict=True) if a)])
        while n > 0 and self._mass + masses[used + n] - masses[used] > self._limits.payload_kg:
            n -= 1
        return n

    def _more(self, at: int) -> float:
        """What the things from `at` on add at most, in fractions."""
        total, worth, seen = 0.0, self._worth, set()
        for thing, price in zip(self._things[at:], self._prices[at:], strict=True):
            n = self._limits.counts[thing.group] - self._used[thing.group]
            if n == 0 or thing.group in seen:
                continue
            if price * n > worth:
                return total + thing.weight * max(worth, 0.0) / price
            total += thing.weight * n
            worth -= price * n
            seen.add(thing.group)
        return total
