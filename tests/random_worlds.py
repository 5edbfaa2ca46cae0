"""Small random worlds for the schedule generator: few airfields, tails and loads, and limits that bind."""

import random

import numpy as np

from aidbridge.timeline.world import FOREVER, World


def random_world(seed: int) -> tuple[World, list[int], list[int]]:
    """A world, an order of its loads, and a tail for each."""
    draw = random.Random(seed)
    count, tails, loads, kinds = draw.randint(2, 4), draw.randint(1, 3), draw.randint(1, 5), draw.randint(1, 2)
    lanes, windows, options = [], [], []
    empty = np.zeros((kinds, count, count, 2), np.int64)
    ways = {}

    def add_ways(most):
        first = len(options)
        for _ in range(draw.randint(draw.random() < 0.97, most)):
            options.append((draw.randrange(len(lanes)), draw.randint(20, 40), draw.randint(0, 10)))
        return first, len(options)

    def add_lane():
        spans, minute = [], 0
        for _ in range(draw.randint(1, 3)):
            first = minute + draw.randint(0, 15)
            minute = first + draw.randint(5, 60)
            spans.append((first, minute))
            minute += 2
        if draw.random() < 0.6:
            spans = [(0, 380)]
        lanes.append((draw.randint(3, 12), len(windows), len(windows) + len(spans)))
        windows.extend(spans)

    for _ in range(6):
        add_lane()
    for kind in range(kinds):
        for a in range(count):
            for b in range(count):
                if a != b:
                    empty[kind, a, b] = add_ways(2)
    pairs = []
    for load in range(loads):
        a, b = draw.sample(range(count if draw.random() < 0.5 else 2), 2)
        pairs.append((a, b))
        ways[load] = [add_ways(2) for _ in range(kinds)]

    def limit(least):
        return draw.choice([least, least + 1, least + 2, FOREVER])

    fields = []
    for _ in range(count):
        fuel = draw.choice([FOREVER, FOREVER, FOREVER, draw.randint(30, 200)])
        fields.append((draw.choice([0, 0, 2, 6, 9]), draw.randint(0, 6), draw.randint(0, 6), fuel))
    capacity = [limit(1) for _ in range(3 * count)]
    fleet = []
    for _ in range(tails):
        at = draw.randrange(count)
        home = at if draw.random() < 0.7 else draw.randrange(count)
        since = draw.choice([-1, -1, -1, 0])
        fleet.append(
            (draw.randrange(kinds), at, home, draw.randint(0, 10), draw.choice([FOREVER, FOREVER, 150]), since, draw.randint(0, 5))
        )
    cargo = [(a, b, draw.choice([0, 0, 5, 20]), draw.choice([0, 0, 0, 30])) for a, b in pairs]
    landed = [(draw.randrange(count), draw.randint(0, 60)) for _ in range(draw.randint(0, 3))]
    held = [
        (draw.randrange(3 * count), start := draw.randint(0, 50), start + draw.randint(1, 15)) for _ in range(draw.randint(0, 3))
    ]
    table = lambda rows, width: np.array(rows, np.int64).reshape(-1, width)  # noqa: E731
    world = World(
        table(fields, 4), np.array(capacity, np.int64), table(lanes, 3), np.ascontiguousarray(table(windows, 2).T),
        table(options, 3), empty, np.array([ways[load] for load in range(loads)], np.int64), table(fleet, 7), table(cargo, 4),
        draw.choice([300, 300, 120, 60]), table(landed, 2), table(held, 3),
    )  # fmt: skip
    order = draw.sample(range(loads), loads)
    return world, order, [draw.randrange(tails) for _ in range(loads)]
