"""The compiled heart of field work: from each crew's order of jobs to its tours, and the search over these orders.

A job is a part of a task given to one crew: a quantity in whole units, or in thousandths where a crew does less than one
unit a minute. Rows `tasks[k, :counts[k]]` and `quantities[k, :counts[k]]` hold the jobs of crew k in order.
"""

import math

import numpy as np

from ...timeline.compiled import compiled
from .world import Flags, Floats, Ints, World

WAIT_MAX_MIN = 60
"""A crew prefers the next job of its row to waiting longer than this for one to open."""
WORK_MIN = 30
"""Least work worth a stop, unless it finishes the job (engineering judgement: about one preparation)."""
UNDONE_MIN = 10_000_000
"""Never done, in minutes."""
TIE = 1e-4
"""Weight of finishing early where it no longer meets any need, and of doing a job at all."""
ROAD_TIE = 1e-8
"""Weight of a minute on the road, as a share of all weight."""


@compiled
def working_min(quantity: float, capacity: float) -> int:
    """Whole minutes that a quantity takes, by either order of rounding."""
    return max(math.ceil(quantity / capacity * 60), math.ceil(quantity * 60 / capacity))


@compiled
def grain(capacity: float) -> float:
    """Smallest part of a job."""
    return 1.0 if capacity >= 60 else 0.001


@compiled
def done_in(minutes: int, capacity: float) -> float:
    """The quantity in grains that surely takes no longer than so many minutes."""
    unit = grain(capacity)
    count = math.floor(minutes * capacity / 60 / unit + 1e-9)
    while count > 0 and working_min(round(count * unit, 3), capacity) > minutes:
        count -= 1
    return round(count * unit, 3)


@compiled
def drive_row(world: World, k: int, tasks: Ints, quantities: Floats, count: int, stops: Ints, amounts: Floats) -> tuple[float, int]:
    """Tour after tour of crew k over its row of jobs: (cost, number of stops).

    Each day the crew takes the first job of its row on which it can work without a long wait, then the next one, until no
    job is left that is worth the way. Stops are written to `stops[s]` = shift, place in the row, arrival, start, end
    and to `amounts[s]`. Cost: weight x hours until each part counts, between the start and the end of its line, and ties.
    """
    left = quantities[:count].copy()
    total_value = np.sum(world.value * world.asked)
    capacity, group = world.capacity[k], world.group[k]
    openings = world.opens.shape[2]
    cost, road, made, first = 0.0, 0, 0, 0
    for shift in range(world.shifts[k]):
        while first < count and left[first] <= 0:
            first += 1
        if first == count:
            break
        now, at, out = world.starts[k, shift], 0, False
        home_by = world.lasts[k, shift]
        while made < stops.shape[0]:
            best, best_begin, best_work = -1, 0, 0
            for patient in range(2):
                for p in range(first, count):
                    if left[p] <= 0:
                        continue
                    j = tasks[p]
                    place = world.place[j]
                    there = now + world.travel[at, place] + world.preparation[j]
                    if there + world.travel[place, 0] >= home_by:
                        continue
                    needed = -1
                    for i in range(openings):
                        begin = max(there, world.opens[group, j, i])
                        if begin >= world.closes[group, j, i] or (patient == 0 and begin - there > WAIT_MAX_MIN):
                            continue
                        by = home_by
                        if not out:
                            leave = begin - world.preparation[j] - world.travel[0, place]
                            by = min(by, leave + world.shift_min[k])
                        work = min(world.closes[group, j, i], by - world.travel[place, 0]) - begin
                        if needed < 0:
                            needed = working_min(left[p], capacity)
                        if work >= needed or (work >= WORK_MIN and done_in(work, capacity) > 0):
                            best, best_begin, best_work = p, begin, min(work, needed)
                            break
                    if best >= 0:
                        break
                if best >= 0:
                    break
            if best < 0:
                break
            j = tasks[best]
            place = world.place[j]
            arrive = best_begin - world.preparation[j]
            if not out:
                out = True
                home_by = min(home_by, arrive - world.travel[0, place] + world.shift_min[k])
            road += world.travel[at, place]
            finishes = working_min(left[best], capacity) <= best_work
            amount = left[best] if finishes else done_in(best_work, capacity)
            end = best_begin + (best_work if finishes else working_min(amount, capacity))
            left[best] = 0.0 if finishes else round(left[best] - amount, 6)
            stops[made, 0], stops[made, 1] = shift, best
            stops[made, 2], stops[made, 3], stops[made, 4] = arrive, best_begin, end
            amounts[made] = amount
            made += 1
            cost += world.value[j] * amount * _hours(world, j, end + world.airing[j])
            now, at = end, place
        if out:
            road += world.travel[at, 0]
    for p in range(count):
        if left[p] > 0:
            cost += world.value[tasks[p]] * left[p] * _hours(world, tasks[p], UNDONE_MIN)
    return cost + ROAD_TIE * total_value * road, made


@compiled
def _hours(world: World, j: int, at: int) -> float:
    """Hours of its line that a part of task j stays undone when it counts from `at`, and the tie."""
    start, end = world.line_start[j], world.line_end[j]
    return (min(max(at, start), end) - start + TIE * at) / 60


@compiled
def room_for_stops(world: World, width: int) -> tuple[Ints, Floats]:
    """Empty `stops` and `amounts`: each job of a row ends once, each shift once, with room for tasks that close in between."""
    room = 2 * (width + world.starts.shape[1]) + 8
    return np.zeros((room, 5), dtype=np.int64), np.zeros(room, dtype=np.float64)


@compiled
def build(world: World, width: int) -> tuple[Ints, Floats, Ints]:
    """First rows: the crew that is free first takes the task that is worth most for its time, the way and preparation counted.

    A crew stays at a site until the task is done; among tasks worth the same it goes to the nearest.
    """
    crews, count = world.able.shape
    tasks = np.full((crews, width), -1, dtype=np.int64)
    quantities = np.zeros((crews, width), dtype=np.float64)
    counts = np.zeros(crews, dtype=np.int64)
    open_tasks = np.ones(count, dtype=np.bool_)
    free = np.zeros(crews, dtype=np.int64)
    for k in range(crews):
        free[k] = world.starts[k, 0] if world.shifts[k] > 0 else UNDONE_MIN
    stops, amounts = room_for_stops(world, width)
    idle = np.zeros(crews, dtype=np.bool_)
    while True:
        k = -1
        for other in range(crews):
            if not idle[other] and (k < 0 or free[other] < free[k]):
                k = other
        if k < 0:
            break
        at = world.place[tasks[k, counts[k] - 1]] if counts[k] > 0 else 0
        best, best_score = -1, -1.0
        for j in range(count):
            if open_tasks[j] and world.able[k, j]:
                score = _score(world, k, j, at, free[k])
                if score > best_score:
                    best, best_score = j, score
        if best < 0 or counts[k] == width:
            idle[k] = True
            continue
        open_tasks[best] = False
        tasks[k, counts[k]], quantities[k, counts[k]] = best, world.asked[best]
        counts[k] += 1
        _, made = drive_row(world, k, tasks[k], quantities[k], counts[k], stops, amounts)
        free[k] = max(free[k], stops[made - 1, 4] if made > 0 else free[k])
    return tasks, quantities, counts


@compiled
def _score(world: World, k: int, j: int, at: int, free: int) -> float:
    """Weight worked off in a minute of the crew's time, if it took on task j now."""
    place = world.place[j]
    work = world.asked[j] / world.capacity[k] * 60
    lost = world.travel[0, place] + world.travel[place, 0] + world.preparation[j]
    days = math.ceil(work / max(world.shift_min[k] - lost, 1))
    group = world.group[k]
    opens = UNDONE_MIN
    for i in range(world.opens.shape[2]):
        if world.closes[group, j, i] > max(free, world.opens[group, j, i]):
            opens = min(opens, max(world.opens[group, j, i] - free, 0))
    return world.value[j] * world.asked[j] / (work + days * lost + world.travel[at, place] / 10 + opens)


@compiled
def search(
    world: World, tasks: Ints, quantities: Floats, counts: Ints, costs: Floats, moves: int, heat: float, cooling: float, seed: int
) -> float:
    """Change rows in place by so many moves of simulated annealing, and leave the best rows met: their cost.

    A move draws a job and moves it, swaps it with another, exchanges the tails of two rows, reverses a stretch, or gives a
    part of it to another crew. `heat` is the temperature of the first move; each move multiplies it by `cooling`.
    """
    np.random.seed(seed)
    crews, width = tasks.shape
    best_tasks, best_quantities, best_counts, best_costs = tasks.copy(), quantities.copy(), counts.copy(), costs.copy()
    best = np.sum(costs)
    current = best
    a_tasks, a_quantities = np.empty(width, dtype=np.int64), np.empty(width, dtype=np.float64)
    b_tasks, b_quantities = np.empty(width, dtype=np.int64), np.empty(width, dtype=np.float64)
    stops, amounts = room_for_stops(world, width)
    for _ in range(moves):
        heat *= cooling
        a = np.random.randint(crews)
        if counts[a] == 0:
            continue
        i = np.random.randint(counts[a])
        b, j = _partner(world, tasks, counts, tasks[a, i])
        kind = np.random.randint(10)
        a_count, b_count = counts[a], counts[b]
        a_tasks[:a_count], a_quantities[:a_count] = tasks[a, :a_count], quantities[a, :a_count]
        b_tasks[:b_count], b_quantities[:b_count] = tasks[b, :b_count], quantities[b, :b_count]
        if a == b:
            changed = _reorder(a_tasks, a_quantities, a_count, i, min(j, a_count - 1), kind)
        elif kind < 4:
            changed = world.able[b, a_tasks[i]] and b_count < width
            if changed:
                b_count = _insert(b_tasks, b_quantities, b_count, j, a_tasks[i], a_quantities[i])
                a_count = _remove(a_tasks, a_quantities, a_count, i)
        elif kind < 6:
            changed = j < b_count and world.able[b, a_tasks[i]] and world.able[a, b_tasks[j]] and a_tasks[i] != b_tasks[j]
            if changed:
                task, quantity = a_tasks[i], a_quantities[i]
                other, other_quantity = b_tasks[j], b_quantities[j]
                a_count = _remove(a_tasks, a_quantities, a_count, i)
                b_count = _remove(b_tasks, b_quantities, b_count, j)
                a_count = _insert(a_tasks, a_quantities, a_count, i, other, other_quantity)
                b_count = _insert(b_tasks, b_quantities, b_count, j, task, quantity)
        elif kind < 8:
            changed = _tails(world.able, a, b, a_tasks, a_quantities, a_count, i, b_tasks, b_quantities, b_count, j)
            if changed:
                a_count, b_count = i + b_count - j, j + a_count - i
        else:
            unit = max(grain(world.capacity[a]), grain(world.capacity[b]))
            share = 0.5 if kind == 8 else np.random.random()
            part = math.floor(a_quantities[i] * share / unit) * unit
            changed = world.able[b, a_tasks[i]] and b_count < width and 0 < part < a_quantities[i]
            if changed:
                a_quantities[i] = round(a_quantities[i] - part, 6)
                b_count = _insert(b_tasks, b_quantities, b_count, j, a_tasks[i], part)
        if not changed:
            continue
        a_cost, _ = drive_row(world, a, a_tasks, a_quantities, a_count, stops, amounts)
        b_cost = 0.0
        if a != b:
            b_cost, _ = drive_row(world, b, b_tasks, b_quantities, b_count, stops, amounts)
        more = a_cost + b_cost - costs[a] - (costs[b] if a != b else 0.0)
        if more > 0 and np.random.random() >= math.exp(-more / max(heat, 1e-300)):
            continue
        tasks[a, :a_count], quantities[a, :a_count], counts[a], costs[a] = (
            a_tasks[:a_count],
            a_quantities[:a_count],
            a_count,
            a_cost,
        )
        if a != b:
            tasks[b, :b_count], quantities[b, :b_count] = b_tasks[:b_count], b_quantities[:b_count]
            counts[b], costs[b] = b_count, b_cost
        current += more
        if current < best - 1e-9:
            best = current
            best_tasks[:], best_quantities[:], best_counts[:], best_costs[:] = tasks, quantities, counts, costs
    tasks[:], quantities[:], counts[:], costs[:] = best_tasks, best_quantities, best_counts, best_costs
    return np.sum(costs)


@compiled
def _partner(world: World, tasks: Ints, counts: Ints, task: int) -> tuple[int, int]:
    """A crew and a place in its row (which may be just behind the end): at random, or at a task near the given one."""
    if np.random.random() < 0.5:
        near = world.near[task, np.random.randint(world.near.shape[1])]
        first = np.random.randint(counts.shape[0])
        for step in range(counts.shape[0]):
            k = (first + step) % counts.shape[0]
            for place in range(counts[k]):
                if tasks[k, place] == near:
                    return k, place + np.random.randint(2)
    k = np.random.randint(counts.shape[0])
    return k, np.random.randint(counts[k] + 1)


@compiled
def _reorder(tasks: Ints, quantities: Floats, count: int, i: int, j: int, kind: int) -> bool:
    """Within one row: move the job at i to j, swap the two, or reverse what lies between."""
    if i == j:
        return False
    if kind < 4:
        task, quantity = tasks[i], quantities[i]
        step = 1 if i < j else -1
        for p in range(i, j, step):
            tasks[p], quantities[p] = tasks[p + step], quantities[p + step]
        tasks[j], quantities[j] = task, quantity
        return True
    low, high = min(i, j), max(i, j)
    while low < high:
        tasks[low], tasks[high] = tasks[high], tasks[low]
        quantities[low], quantities[high] = quantities[high], quantities[low]
        if kind < 7:
            break
        low, high = low + 1, high - 1
    return True


@compiled
def _insert(tasks: Ints, quantities: Floats, count: int, place: int, task: int, quantity: float) -> int:
    """Put a job into a row; parts of one task in one row become one job."""
    for p in range(count):
        if tasks[p] == task:
            quantities[p] = round(quantities[p] + quantity, 6)
            return count
    place = min(place, count)
    for p in range(count, place, -1):
        tasks[p], quantities[p] = tasks[p - 1], quantities[p - 1]
    tasks[place], quantities[place] = task, quantity
    return count + 1


@compiled
def _remove(tasks: Ints, quantities: Floats, count: int, place: int) -> int:
    for p in range(place, count - 1):
        tasks[p], quantities[p] = tasks[p + 1], quantities[p + 1]
    return count - 1


@compiled
def _tails(
    able: Flags, a: int, b: int, a_tasks: Ints, a_quantities: Floats, a_count: int, i: int, b_tasks: Ints, b_quantities: Floats,
    b_count: int, j: int,
) -> bool:  # fmt: skip
    """Exchange what follows place i in one row with what follows place j in the other, unless a crew cannot do a job or
    would hold two parts of one task."""
    width = a_tasks.shape[0]
    if i + b_count - j > width or j + a_count - i > width:
        return False
    for p in range(j, b_count):
        if not able[a, b_tasks[p]]:
            return False
        for q in range(i):
            if a_tasks[q] == b_tasks[p]:
                return False
    for p in range(i, a_count):
        if not able[b, a_tasks[p]]:
            return False
        for q in range(j):
            if b_tasks[q] == a_tasks[p]:
                return False
    tail_tasks, tail_quantities = a_tasks[i:a_count].copy(), a_quantities[i:a_count].copy()
    a_tasks[i : i + b_count - j], a_quantities[i : i + b_count - j] = b_tasks[j:b_count], b_quantities[j:b_count]
    b_tasks[j : j + a_count - i], b_quantities[j : j + a_count - i] = tail_tasks, tail_quantities
    return True
