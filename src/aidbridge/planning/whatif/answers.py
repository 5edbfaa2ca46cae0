"""Each change planned by itself, on all cores; an answer does not depend on how many there are."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from ...engines.stopping import Stop
from ...model.errors import AidbridgeError
from ...model.mission import Mission
from ...model.plan import Figures
from ..pipeline import make_plan
from ..resolve import resolve
from .changes import Change


@dataclass(frozen=True, slots=True)
class Answer:
    """What a plan of the changed mission comes to; None and the reason where there is none."""

    change: Change | None
    """None: the mission as it is."""
    figures: Figures | None
    left_behind: int
    fault: str = ""


def answers(
    mission: Mission, changes: Sequence[Change], iterations: int, seed: int, workers: int, tell: Callable[[int], None] | None = None
) -> tuple[Answer, tuple[Answer, ...]]:
    """The mission as it is and with each change, in their order, all planned with the same seed and iterations; `tell` is told how
    many are done. A gain can only be trusted beyond what two plans of the same mission differ by: the searches are no proof."""
    asked = [mission, *(change.mission for change in changes)]
    found: list[tuple[Figures | None, int, str]] = []
    tasks = [(one, iterations, seed) for one in asked]
    if workers <= 1:
        for task in tasks:
            found.append(_planned(task))
            _tell(tell, found)
    else:
        with ProcessPoolExecutor(min(workers, len(tasks)), mp_context=get_context("spawn")) as pool:
            for one in pool.map(_planned, tasks):
                found.append(one)
                _tell(tell, found)
    told = [Answer(change, *one) for change, one in zip((None, *changes), found, strict=True)]
    return told[0], tuple(told[1:])


def _tell(tell: Callable[[int], None] | None, found: Sequence[object]) -> None:
    if tell is not None:
        tell(len(found))


def _planned(task: tuple[Mission, int, int]) -> tuple[Figures | None, int, str]:
    mission, iterations, seed = task
    try:
        plan, _ = make_plan(resolve(mission), Stop(iterations=iterations), seed)
    except AidbridgeError as wrong:
        return None, 0, str(wrong).splitlines()[0]
    return plan.figures, len(plan.left_behind), ""


def best_hub(base: Answer, others: Sequence[Answer]) -> Answer:
    """The answer with the least unmet need, then the least fuel; among equals the first."""
    able = [one for one in (base, *others) if one.figures is not None]
    return min(able, key=_rank, default=base)


def _rank(answer: Answer) -> tuple[float, int]:
    assert answer.figures is not None
    return round(answer.figures.unmet_weighted_h, 3), answer.figures.fuel_kg
