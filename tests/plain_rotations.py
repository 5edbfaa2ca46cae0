"""Elastic rotations a second time: in plain Python, step by step, from what a rotation must keep.

Nothing is clever: begins are tried one after the other, stage by stage, and what is in use is counted anew from all that is placed.
"""

from dataclasses import dataclass, field
from random import Random

from aidbridge.timeline.elastic import Drawn, Duty, Held, Stage


@dataclass
class Chain:
    """One rotation, told plainly."""

    stages: list[Stage]
    duties: list[Duty]
    holds: list[Held]
    draws: list[Drawn]

    def used(self, begins, hold):
        """The steps over which a hold holds: one at least."""
        end = begins[hold.last] + hold.after + (0 if hold.until_begin else self.stages[hold.last].steps)
        start = begins[hold.first] - hold.before
        return range(start, max(end, start + 1))


@dataclass
class PlainWorld:
    """Resources, calendars and stocks of few steps, and what is placed."""

    steps: int
    capacity: list[int]
    calendars: list[list[tuple[int, int]]]
    """First and last open steps."""
    deliveries: list[list[tuple[int, int]]]
    """Of each stock: step and amount."""
    before: list[list[int]]
    """In use beforehand, by resource and step."""
    placed: list[tuple[Chain, list[int]]] = field(default_factory=list)

    def usage(self):
        """In use now, by resource and step."""
        use = [list(row) for row in self.before]
        for chain, begins in self.placed:
            for hold in chain.holds:
                for step in chain.used(begins, hold):
                    use[hold.resource][step] += hold.amount
        return use

    def levels(self):
        """What each stock has at each step, were nothing more drawn."""
        found = []
        for stock, deliveries in enumerate(self.deliveries):
            drawn = [(b[d.stage], d.amount) for chain, b in self.placed for d in chain.draws if d.stock == stock]
            found.append(
                [sum(a for at, a in deliveries if at <= t) - sum(a for at, a in drawn if at <= t) for t in range(self.steps)]
            )
        return found

    def earliest(self, chain):
        """The first begins, tried from the earliest on, stage by stage; None where there are none."""
        return self._search(chain, [None] * len(chain.stages), 0, self.usage(), self.levels(), 1)

    def latest(self, chain, begins, first, end):
        """The last begins of the stages from `first` up to `end`, the others where they are."""
        free = [None if first <= k < end else at for k, at in enumerate(begins)]
        return self._search(chain, free, 0, self.usage(), self.levels(), -1)

    def every(self, chain):
        """All begins that keep every rule."""
        use, levels = self.usage(), self.levels()

        def ways(begins, k):
            if k == len(chain.stages):
                yield tuple(begins)
                return
            for step in range(self.steps):
                begins[k] = step
                if self._keeps(chain, begins, k, use, levels):
                    yield from ways(begins, k + 1)
            begins[k] = None

        return list(ways([None] * len(chain.stages), 0))

    def _search(self, chain, begins, k, use, levels, way):
        if k == len(chain.stages):
            return list(begins)
        given = begins[k]
        steps = range(self.steps) if given is None else [given]
        for step in steps[::way]:
            begins[k] = step
            if self._keeps(chain, begins, k, use, levels):
                found = self._search(chain, begins, k + 1, use, levels, way)
                if found:
                    return found
        begins[k] = given
        return None

    def _keeps(self, chain, begins, k, use, levels):
        """Whether all rules hold that speak of stage k and of no stage without a begin."""
        at, stage = begins[k], chain.stages[k]
        if not stage.earliest <= at <= stage.latest:
            return False
        if stage.calendar >= 0 and not any(first <= at <= last for first, last in self.calendars[stage.calendar]):
            return False
        for j in (k - 1, k):
            if j >= 0 and j + 1 < len(begins) and begins[j] is not None and begins[j + 1] is not None:
                waited = begins[j + 1] - begins[j] - chain.stages[j].steps
                most = chain.stages[j + 1].wait
                if waited < 0 or (most is not None and waited > most):
                    return False
        for duty in chain.duties:
            given = k in (duty.first, duty.last) and begins[duty.first] is not None and begins[duty.last] is not None
            if given and begins[duty.last] + chain.stages[duty.last].steps - begins[duty.first] > duty.most:
                return False
        for hold in chain.holds:
            if k in (hold.first, hold.last) and begins[hold.first] is not None and begins[hold.last] is not None:
                for step in chain.used(begins, hold):
                    if not 0 <= step < self.steps or use[hold.resource][step] + hold.amount > self.capacity[hold.resource]:
                        return False
        return all(self._lasts(chain, begins, draw.stock, levels) for draw in chain.draws if draw.stage == k)

    def _lasts(self, chain, begins, stock, levels):
        drawn = [(begins[d.stage], d.amount) for d in chain.draws if d.stock == stock and begins[d.stage] is not None]
        return all(levels[stock][t] >= sum(a for at, a in drawn if at <= t) for t in range(self.steps))


def random_world(draw: Random) -> PlainWorld:
    """Few resources that bind."""
    steps, resources = draw.randint(10, 24), draw.randint(1, 4)
    calendars = []
    for _ in range(2):
        spans, step = [], draw.randint(0, 4)
        while step < steps + 4:
            last = step + draw.randint(0, 5)
            spans.append((step, last))
            step = last + draw.randint(2, 4)
        calendars.append(spans)
    deliveries = []
    for _ in range(2):
        later = sorted(draw.sample(range(1, steps), draw.randint(0, 2)))
        deliveries.append([(0, draw.randint(0, 6)), *((at, draw.randint(1, 5)) for at in later)])
    capacity = [draw.randint(1, 3) for _ in range(resources)]
    before = [[min(most, draw.choice([0, 0, 0, 0, 1])) for _ in range(steps)] for most in capacity]
    return PlainWorld(steps, capacity, calendars, deliveries, before)


def random_chain(draw: Random, world: PlainWorld) -> Chain:
    """A rotation of a few stages; holds on one resource follow each other."""
    count = draw.randint(1, 4)
    stages = [
        Stage(
            steps=draw.randint(0, 3),
            earliest=draw.choice([0, 0, 0, draw.randint(0, 6)]),
            latest=draw.choice([world.steps] * 3 + [draw.randint(6, world.steps)]),
            calendar=draw.choice([-1, -1, 0, 1]),
            wait=draw.choice([None, None, 0, draw.randint(0, 3)]),
        )
        for _ in range(count)
    ]
    duties = []
    if count > 1 and draw.random() < 0.3:
        first = draw.randrange(count - 1)
        last = draw.randint(first + 1, count - 1)
        duties.append(Duty(first, last, sum(s.steps for s in stages[first : last + 1]) + draw.randint(0, 4)))
    holds = []
    for resource, most in enumerate(world.capacity):
        first, amount = draw.randrange(count), draw.randint(1, most)
        last = draw.randint(first, count - 1)
        before, after = draw.choice([0, 0, 1]), draw.choice([0, 0, 2])
        if last + 1 < count and stages[last].steps and draw.random() < 0.3:
            second = draw.randint(last + 1, count - 1)
            holds.append(Held(resource, first, last, amount))
            holds.append(Held(resource, second, draw.randint(second, count - 1), draw.randint(1, most)))
        elif draw.random() < 0.8:
            until_begin = last > first and draw.random() < 0.5
            holds.append(Held(resource, first, last, amount, before, after, until_begin))
    draws = [Drawn(draw.randrange(2), stage, draw.randint(1, 3)) for stage in range(count) if draw.random() < 0.3]
    return Chain(stages, duties, holds, draws)
