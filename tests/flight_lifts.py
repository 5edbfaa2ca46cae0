"""Small random airlifts, and their optimum by trying everything."""

from collections import Counter
from random import Random

import numpy as np

from aidbridge.planners.flights.airlift import Task, airlift
from aidbridge.timeline.rigid import Hold, Template, rotations

STEPS = 400
"""Horizon of what is in use beforehand; nothing is after it."""


class SmallLift:
    """An airlift told plainly: capacities, calendars, what is held beforehand, templates, tasks."""

    def __init__(self, seed, loads=5):
        draw = Random(seed)
        places, pools = draw.randint(1, 2), draw.randint(1, 2)
        self.capacity = [draw.randint(1, 3) for _ in range(places)] + [draw.randint(1, 2) for _ in range(pools)] + [1, 1]
        self.calendars = [places + pools, places + pools + 1]
        self.held = np.zeros((len(self.capacity), STEPS), np.int32)
        for calendar in self.calendars:
            period, shut = draw.randint(5, 9), draw.randint(0, 3)
            self.held[calendar] = np.arange(STEPS) % period < shut
        for _ in range(draw.randint(0, 2)):
            begin = draw.randint(0, 12)
            self.held[draw.randrange(places + pools), begin : begin + draw.randint(1, 5)] = 1
        self.templates = [self._template(draw, places, pools) for _ in range(draw.randint(2, 5))]
        self.tasks = []
        for _ in range(loads):
            due = draw.choice([None, None, draw.randint(3, 15)])
            self.tasks.append(
                Task(
                    templates=tuple(draw.sample(range(len(self.templates)), draw.randint(1, 2))),
                    ready=draw.choice([0, 0, 0, 2, 5]),
                    weight=draw.choice([1, 2, 5, 10]),
                    due=due,
                    late_weight=draw.choice([1, 5]) if due is not None else 0,
                    **draw.choice([{}, {}, {}, {"latest": draw.randint(4, 25), "unflown": draw.randint(50, 200)}]),
                )
            )

    def _template(self, draw, places, pools):
        loading, leg, unloading = draw.randint(0, 2), draw.randint(1, 4), draw.randint(1, 3)
        arrives, rotation = loading + leg, loading + 2 * leg + unloading
        place = draw.randrange(places)
        amount = draw.randint(1, min(2, self.capacity[place]))
        holds = [
            Hold(place, arrives, arrives + unloading, amount),
            Hold(draw.choice(self.calendars), arrives, arrives + 1),
            Hold(places + draw.randrange(pools), 0, rotation + draw.choice([0, 0, 3])),
        ]
        if loading:
            holds.append(Hold(draw.randrange(places), 0, loading))
        return Template(tuple(holds), arrives)

    def lift(self):
        return airlift(rotations(self.capacity, self.calendars, self.templates), self.tasks)

    def held_until(self, steps):
        return np.pad(self.held, ((0, 0), (0, max(steps - STEPS, 0))))[:, :steps]

    def cost(self, task, arrival):
        """What a load costs, None for one left behind."""
        if arrival is None:
            return task.unflown
        late = max(0, arrival - task.due) if task.due is not None else 0
        return task.weight * arrival + task.late_weight * late

    def taken(self, template, begin):
        """What a rotation holds: (resource, step) to amount, calendars too."""
        use = Counter()
        for hold in self.templates[template].holds:
            for step in range(begin + hold.begin, begin + hold.end):
                use[hold.resource, step] += hold.amount
        return use

    def room(self, use, more):
        """Whether more may be taken beside what is in use; of calendars nothing is ever taken."""
        in_use = {at: 0 if at[0] in self.calendars else use[at] for at in more}
        return all(in_use[at] + amount + self.held[at] <= self.capacity[at[0]] for at, amount in more.items())

    def optimum(self, known):
        """The least cost of any timetable, given the cost of a known one, by trying every begin of every template."""
        order = sorted(self.tasks, key=lambda task: -task.weight - task.late_weight)
        choices = [self._choices(task, known) for task in order]
        least_after = [0]
        for ways in reversed(choices):
            least_after.insert(0, least_after[0] + min(cost for cost, _ in ways))
        best, limits = known, self._bits(self._bias())
        overflow = self._bits(dict.fromkeys(self._bias(), 8))

        def descend(i, cost, use):
            nonlocal best
            if i == len(order):
                best = min(best, cost)
                return
            for way, more in choices[i]:
                if cost + way + least_after[i + 1] >= best:
                    return
                if not (use + more + limits) & overflow:
                    descend(i + 1, cost + way, use + more)

        descend(0, 0, 0)
        return best

    def _bits(self, amounts):
        """Amounts by (resource, step) as one whole number of four bits each, so that sums are compared all at once."""
        return sum(amount << 4 * (resource * STEPS + step) for (resource, step), amount in amounts.items())

    def _bias(self):
        """What lifts a full resource to seven, so that one more sets its fourth bit."""
        at = [(resource, step) for resource in range(len(self.capacity)) for step in range(STEPS)]
        free = {key: 7 if key[0] in self.calendars else max(self.capacity[key[0]] - int(self.held[key]), 0) for key in at}
        return {key: 7 - room for key, room in free.items()}

    def _choices(self, task, known):
        """All ways of flying one load alone that cost no more than a known timetable, the cheapest first."""
        found = [(task.unflown, 0)] if task.unflown is not None else []
        for template in task.templates:
            for begin in range(task.ready, STEPS - 60):
                arrival = begin + self.templates[template].arrives
                if task.weight * arrival > known or (task.latest is not None and arrival > task.latest):
                    break
                more = self.taken(template, begin)
                if self.room(Counter(), more):
                    found.append((self.cost(task, arrival), self._bits(more)))
        return sorted(found, key=lambda way: way[0])
