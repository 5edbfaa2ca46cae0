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
def hours_undone(start_min: int, end_min: int, at: int) -> float:
    """Hours of its line that a part stays undone when it counts from `at`, and the tie."""
    return float(min(max(at, start_min), end_min) - start_min + TIE * at) / 60


@compiled
def drive_row(  # noqa: PLR0915 - one function, for every call that passes the world on costs more than a stop
    world: World, k: int, tasks: Ints, quantities: Floats, count: int, stops: Ints, amounts: Floats
) -> tuple[float, int]:
    """Tour after tour of crew k over its row of jobs: (cost, number of stops).

    Each day the crew takes the first job of its row that is worth the way and needs no long wait, then the next one, until
    there is none; a job with a long wait is taken only where there is no other. A crew that is still at the base leaves so
    late that it need not wait before the site. Stops are written to `stops[s]` = shift, place in the row, arrival, start,
    end and to `amounts[s]`. Cost: weight x hours until each part counts, between the start and the end of its line, and ties.
    """
    left = quantities[:count].copy()
    capacity, group = world.capacity[k], world.group[k]
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
            long_wait, patient = True, False
            while best < 0 and long_wait:
                long_wait = False
                for p in range(first, count):
                    if left[p] <= 0:
                        continue
                    j = tasks[p]
                    back = world.travel[world.place[j], 0]
                    there = now + world.travel[at, world.place[j]] + world.preparation[j]
                    if there + back >= home_by:
                        continue
                    needed = working_min(left[p], capacity)
                    for i in range(world.opens.shape[2]):
                        begin = max(there, world.opens[group, j, i])
                        closes = world.closes[group, j, i]
                        if begin >= closes:
                            continue
                        if not patient and begin - there > WAIT_MAX_MIN:
                            long_wait = True
                            continue
                        by = home_by
                        if not out:
                            by = min(by, begin - world.preparation[j] - world.travel[0, world.place[j]] + world.shift_min[k])
                        work = min(closes, by - back) - begin
                        if work >= needed or (work >= WORK_MIN and done_in(work, capacity) > 0):
                            best, best_begin, best_work = p, begin, min(work, needed)
                            break
                    if best >= 0:
                        break
                if patient:
                    break
                patient = True
            if best < 0:
                break
            j = tasks[best]
            place = world.place[j]
            arrive = best_begin - world.preparation[j]
            if not out:
                out = True
                home_by = min(home_by, arrive - world.travel[0, place] + world.shift_min[k])
            finishes = working_min(left[best], capacity) <= best_work
            amount = left[best] if finishes else done_in(best_work, capacity)
            left[best] = 0.0 if finishes else round(left[best] - amount, 6)
            road += world.travel[at, place]
            now, at = best_begin + working_min(amount, capacity), place
            stops[made, 0], stops[made, 1] = shift, best
            stops[made, 2], stops[made, 3], stops[made, 4] = arrive, best_begin, now
            amounts[made] = amount
            made += 1
            cost += world.value[j] * amount * hours_undone(world.line_start[j], world.line_end[j], now + world.airing[j])
        road += world.travel[at, 0]
    for p in range(count):
        if left[p] > 0:
            j = tasks[p]
            cost += world.value[j] * left[p] * hours_undone(world.line_start[j], world.line_end[j], UNDONE_MIN)
    return cost + ROAD_TIE * world.total * road, made


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
    return float(world.value[j] * world.asked[j] / (work + days * lost + world.travel[at, place] / 10 + opens))


@compiled
def search(
    world: World, tasks: Ints, quantities: Floats, counts: Ints, costs: Floats, moves: int, heat: float, cooling: float, seed: int
) -> float:
    """Change rows in place by so many moves of simulated annealing, and leave the best rows met: their cost.

    `heat` is the temperature before the first move; each move multiplies it by `cooling`.
    """
    np.random.seed(seed)
    width = tasks.shape[1]
    best_tasks, best_quantities, best_counts, best_costs = tasks.copy(), quantities.copy(), counts.copy(), costs.copy()
    current = np.sum(costs)
    best = current
    a_tasks, a_quantities = np.empty(width, dtype=np.int64), np.empty(width, dtype=np.float64)
    b_tasks, b_quantities = np.empty(width, dtype=np.int64), np.empty(width, dtype=np.float64)
    stops, amounts = room_for_stops(world, width)
    for _ in range(moves):
        heat *= cooling
        a = np.random.randint(counts.shape[0])
        if counts[a] == 0:
            continue
        i = np.random.randint(counts[a])
        b, j = _partner(world, tasks, counts, tasks[a, i])
        a_count, b_count = counts[a], counts[b]
        a_tasks[:a_count], a_quantities[:a_count] = tasks[a, :a_count], quantities[a, :a_count]
        b_tasks[:b_count], b_quantities[:b_count] = tasks[b, :b_count], quantities[b, :b_count]
        if a == b:
            changed = _reorder(a_tasks, a_quantities, i, min(j, a_count - 1))
        else:
            changed, a_count, b_count = _between(world, a, b, a_tasks, a_quantities, a_count, i, b_tasks, b_quantities, b_count, j)
        if not changed:
            continue
        a_cost, _ = drive_row(world, a, a_tasks, a_quantities, a_count, stops, amounts)
        b_cost = costs[b]
        if a != b:
            b_cost, _ = drive_row(world, b, b_tasks, b_quantities, b_count, stops, amounts)
        more = a_cost - costs[a] + (b_cost - costs[b] if a != b else 0.0)
        if more > 0 and np.random.random() >= math.exp(-more / max(heat, 1e-300)):
            continue
        if a != b:
            tasks[b, :b_count], quantities[b, :b_count] = b_tasks[:b_count], b_quantities[:b_count]
            counts[b], costs[b] = b_count, b_cost
        tasks[a, :a_count], quantities[a, :a_count], counts[a], costs[a] = (
            a_tasks[:a_count],
            a_quantities[:a_count],
            a_count,
            a_cost,
        )
        current += more
        if current < best - 1e-9:
            best = current
            best_tasks[:], best_quantities[:], best_counts[:], best_costs[:] = tasks, quantities, counts, costs
    tasks[:], quantities[:], counts[:], costs[:] = best_tasks, best_quantities, best_counts, best_costs
    return float(np.sum(costs))


@compiled
def _between(
    world: World,
    a: int,
    b: int,
    a_tasks: Ints,
    a_quantities: Floats,
    a_count: int,
    i: int,
    b_tasks: Ints,
    b_quantities: Floats,
    b_count: int,
    j: int,
) -> tuple[bool, int, int]:
    """Change two rows: (whether anything changed, jobs in a, jobs in b).

    The job at i of row a moves to place j of row b, wholly or in part, the two jobs there change places, or the rows
    exchange their tails from i and j on.
    """
    kind = np.random.randint(10)
    task, quantity = a_tasks[i], a_quantities[i]
    takes = world.able[b, task] and b_count < b_tasks.shape[0]
    if kind < 4:
        if not takes:
            return False, a_count, b_count
        b_count = _insert(b_tasks, b_quantities, b_count, j, task, quantity)
        return True, _remove(a_tasks, a_quantities, a_count, i), b_count
    if kind < 6:
        if j == b_count or task == b_tasks[j] or not world.able[b, task] or not world.able[a, b_tasks[j]]:
            return False, a_count, b_count
        other, other_quantity = b_tasks[j], b_quantities[j]
        a_count = _remove(a_tasks, a_quantities, a_count, i)
        b_count = _remove(b_tasks, b_quantities, b_count, j)
        a_count = _insert(a_tasks, a_quantities, a_count, i, other, other_quantity)
        return True, a_count, _insert(b_tasks, b_quantities, b_count, j, task, quantity)
    if kind < 8:
        if not _tails(world.able, a, b, a_tasks, a_quantities, a_count, i, b_tasks, b_quantities, b_count, j):
            return False, a_count, b_count
        return True, i + b_count - j, j + a_count - i
    unit = max(grain(world.capacity[a]), grain(world.capacity[b]))
    share = 0.5 if kind == 8 else np.random.random()
    part = math.floor(quantity * share / unit) * unit
    # Parts too small to be worth a stop only make crews drive for crumbs.
    if not takes or part * 60 < world.capacity[b] * WORK_MIN or (quantity - part) * 60 < world.capacity[a] * WORK_MIN:
        return False, a_count, b_count
    a_quantities[i] = round(quantity - part, 6)
    return True, a_count, _insert(b_tasks, b_quantities, b_count, j, task, part)


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
def _reorder(tasks: Ints, quantities: Floats, i: int, j: int) -> bool:
    """Within one row: move the job at i to j, swap the two, or reverse what lies between."""
    if i == j:
        return False
    kind = np.random.randint(3)
    if kind == 0:
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
        if kind == 1:
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
    able: Flags,
    a: int,
    b: int,
    a_tasks: Ints,
    a_quantities: Floats,
    a_count: int,
    i: int,
    b_tasks: Ints,
    b_quantities: Floats,
    b_count: int,
    j: int,
) -> bool:
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
