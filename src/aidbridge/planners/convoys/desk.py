"""Where courses are judged and changed."""

import random
from dataclasses import dataclass, field, replace

from ...model.unlock import Unlock
from .bound import ready_times
from .heuristic import Course
from .legs import Leg, Lorry, ids_of
from .marches import Limits, Marches, marches_at


@dataclass(slots=True)
class Desk:
    """Judges courses; outcomes are kept, since a search meets the same course often."""

    legs: tuple[Leg, ...]
    hosts: dict[str, tuple[Lorry, ...]]
    """By where they wait."""
    unlocks: tuple[Unlock, ...]
    assembly_min: int
    limits: Limits
    never_min: int
    """Later than any arrival."""
    _outcomes: dict[Course, tuple[Marches, ...]] = field(default_factory=dict)

    def outcome(self, course: Course) -> tuple[Marches, ...]:
        """What happens on each leg."""
        known = self._outcomes.get(course)
        if known is None:
            free = dict(self.hosts)
            found: dict[int, Marches] = {}
            for number in course.turns:
                leg = self.legs[number]
                members = [leg.members[i] for i in course.orders[number]]
                found[number] = marches_at(leg, members, course.times[number], free.get(leg.origin, ()), self.limits)
                free[leg.origin] = found[number].hosts
            known = self._outcomes[course] = tuple(found[number] for number in range(len(self.legs)))
        return known

    def value(self, course: Course) -> float:
        """Weight x hours over the unlocks that have items here."""
        arrive: dict[str, int] = {}
        here: set[str] = set()
        for leg, marches in zip(self.legs, self.outcome(course), strict=True):
            here |= {id for member in leg.members for id in ids_of(member)}
            for one in marches.marches:
                at = one.ready_min + self.assembly_min + leg.way_min
                arrive |= {id: at for member in one.members for id in ids_of(member)}
        return sum(
            unlock.weight * max(unlock.start_min, *(arrive.get(id, self.never_min) for id in unlock.items if id in here)) / 60
            for unlock in self.unlocks
            if any(id in here for id in unlock.items)
        )

    def cost(self, course: Course) -> float:
        """The value; before it, what is left, the valuable above all; after it, convoys, host vehicles, waiting."""
        outcome = self.outcome(course)
        heaviest = max((member.weight for leg in self.legs for member in leg.members), default=0.0) or 1.0
        left = sum(
            1 + 10 * member.weight / heaviest
            for leg, marches in zip(self.legs, outcome, strict=True)
            for member in leg.members
            if member.id in marches.left
        )
        every = [one for marches in outcome for one in marches.marches]
        hosts = sum(len(one.crewing.hosts) for one in every)
        wait = sum(one.ready_min - member.ready_min for one in every for member in one.members)
        scale = 1 + sum(unlock.weight for unlock in self.unlocks) * self.never_min
        return left * scale + self.value(course) + 1e-3 * len(every) + 1e-5 * hosts + 1e-10 * wait

    def is_done(self, course: Course, bound: float) -> bool:
        """Whether no other course can be better: nothing is left or to be chosen, or the bound is met."""
        if not self._open_legs() and not self._scarce(course):
            return True
        return not any(marches.left for marches in self.outcome(course)) and self.value(course) <= bound + 1e-9

    def neighbour(self, course: Course, rng: random.Random) -> Course | None:
        """Another departure time; where something is scarce, also another precedence of members or of legs."""
        open_legs, scarce = self._open_legs(), self._scarce(course)
        left = any(marches.left for marches in self.outcome(course))
        if scarce and (not open_legs or rng.random() < (0.6 if left else 0.2)):
            if len(self.legs) > 1 and rng.random() < 0.3:
                return replace(course, turns=_moved(course.turns, rng))
            number = rng.choice(scarce)
            return _with(course, "orders", number, _moved(course.orders[number], rng))
        if not open_legs:
            return None
        number = rng.choice(open_legs)
        candidates = self._candidates(number)
        inner = list(course.times[number][:-1])
        if inner and rng.random() < 0.6:
            inner.pop(rng.randrange(len(inner)))
        if len(inner) < self.limits.max_convoys - 1 and rng.random() < 0.8:
            inner.append(rng.choice(candidates[:-1]))
        changed = tuple(sorted({*inner, candidates[-1]}))
        return None if changed == course.times[number] else _with(course, "times", number, changed)

    def _candidates(self, number: int) -> tuple[int, ...]:
        """Instants at which a convoy of the leg may be complete: a member or a host vehicle becomes ready."""
        leg = self.legs[number]
        times = ready_times(leg)
        hosts = {host.ready_min for host in self.hosts.get(leg.origin, ()) if host.ready_min > times[0]}
        return tuple(sorted({*times, *hosts}))

    def _open_legs(self) -> list[int]:
        """Legs on which there is a departure to choose."""
        return [number for number in range(len(self.legs)) if len(self._candidates(number)) > 1]

    def _scarce(self, course: Course) -> list[int]:
        """Legs on which somebody waits or stays for want of something."""
        outcome = self.outcome(course)
        return [number for number, marches in enumerate(outcome) if marches.left or marches.waited]


def _moved(order: tuple[int, ...], rng: random.Random) -> tuple[int, ...]:
    """One entry taken out and put in elsewhere."""
    entries = list(order)
    entry = entries.pop(rng.randrange(len(entries)))
    entries.insert(rng.randint(0, len(entries)), entry)
    return tuple(entries)


def _with(course: Course, what: str, number: int, entry: tuple[int, ...]) -> Course:
    rows = list(getattr(course, what))
    rows[number] = entry
    return replace(course, **{what: tuple(rows)})
