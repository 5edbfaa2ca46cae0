"""An instance through the search, and its answer as a solution file with a verified bound."""

import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import numpy as np

from aidbridge.planners.flights.improving import PIECE, Improving

from .. import score
from .built import Built, built
from .instances import Instance, as_told
from .verified import THOUSAND, Prices, verified_bound

PRICING = 0.15
"""The share of the seconds that the prices may take."""
PRICE_STEPS = (200, 3_000)
"""Fewest and most steps of the price search."""
PROBE = 20
"""Steps of the price search by which its speed is measured."""
SPARE = 0.95
"""The share of the steps that the time left would allow, so that the last ones are the coldest."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to search: CPU seconds, or steps where these are given (then the clock decides nothing)."""

    seconds: float
    price_steps: int | None = None
    steps: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What one strand of the search made of an instance."""

    cost: int
    greedy: int
    """The heaviest first, each at its earliest arrival."""
    bound: int
    seed: int
    cpu_s: float
    first_cpu_s: float
    """CPU seconds until the first timetable."""
    price_steps: int
    steps: int
    solution: dict[str, Any]
    impossible: dict[int, str]
    fault: str
    """Why the solution does not stand; empty where it does."""


def planned(instance: Instance, effort: Effort, seed: int = 1, strands: int = 1, workers: int = 1) -> Planned:
    """The best of so many strands, each with its own seed and all of the effort; workers do not change the answer."""
    seeds = [seed + strand for strand in range(strands)]
    if workers <= 1 or strands <= 1:
        answers = [strand(instance, effort, each) for each in seeds]
    else:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            answers = list(pool.map(strand, [instance] * strands, [effort] * strands, seeds))
    return min(answers, key=lambda answer: (answer.cost, -answer.bound, answer.seed))


def strand(instance: Instance, effort: Effort, seed: int) -> Planned:
    """One timetable: greedy, prices, ruin and recreate."""
    start = time.process_time()
    problem = built(instance)
    under_way = Improving(problem.lift, problem.held, seed)
    first_cpu_s = time.process_time() - start
    price_steps = _price_steps(problem, under_way, effort, seed)
    under_way.price(price_steps)
    prices = _prices(problem, under_way)
    bound = verified_bound(instance, prices)
    done = _improve(under_way, effort, start)
    templates, begins = under_way.best
    solution = {
        "loads": [
            {"id": problem.load_of[i], "start": int(begins[i]), "type": problem.type_of[templates[i]]}
            for i in range(len(problem.load_of))
        ],
        "bound": bound,
        "prices_in_thousandths": {name: price.tolist() for name, price in prices.items() if price.any()},
    }
    cpu_s = time.process_time() - start
    fault = _fault(instance, problem, solution, under_way.cost)
    return Planned(
        cost=under_way.cost,
        greedy=under_way.greedy_cost,
        bound=bound,
        seed=seed,
        cpu_s=cpu_s,
        first_cpu_s=first_cpu_s,
        price_steps=price_steps,
        steps=done,
        solution=solution,
        impossible=problem.impossible,
        fault=fault,
    )


def _price_steps(problem: Built, under_way: Improving, effort: Effort, seed: int) -> int:
    """As many as the effort tells, or as fit into their share of the seconds."""
    if effort.price_steps is not None:
        return effort.price_steps
    trial, clock = Improving(problem.lift, problem.held, seed), [time.process_time()]
    for probe in (1, 1 + PROBE):
        trial.price(probe)
        clock.append(time.process_time())
    each = max((clock[2] - clock[1] - (clock[1] - clock[0])) / PROBE, 1e-6)
    return int(min(max(PRICING * effort.seconds / each, PRICE_STEPS[0]), PRICE_STEPS[1]))


def _improve(under_way: Improving, effort: Effort, start: float) -> int:
    """A short search by which the speed is measured, then one that fills the time left; steps of the second."""
    before = time.process_time()
    under_way.improve(PIECE)
    if effort.steps is not None:
        return under_way.improve(effort.steps)
    now = time.process_time()
    left = effort.seconds - (now - start)
    steps = int(SPARE * left * PIECE / max(now - before, 1e-4))
    return under_way.improve(steps, lambda _: time.process_time() - start >= effort.seconds) if steps > 0 else 0


def _prices(problem: Built, under_way: Improving) -> Prices:
    found = under_way.prices
    return {name: np.rint(THOUSAND * found[i]).astype(np.int64) for i, name in enumerate(problem.names) if name}


def _fault(instance: Instance, problem: Built, solution: dict[str, Any], cost: int) -> str:
    told = as_told(instance)
    kept = set(problem.load_of)
    new_id = {number: i for i, number in enumerate(problem.load_of)}
    told["loads"] = [load | {"id": new_id[load["id"]]} for load in told["loads"] if load["id"] in kept]
    scored = score.flights(told, {"loads": [load | {"id": new_id[load["id"]]} for load in solution["loads"]]})
    return "" if scored == cost else f"the score says {scored}, the search {cost}"
