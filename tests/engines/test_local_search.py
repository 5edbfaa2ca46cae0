"""Record-to-record travel on a row of numbers."""

import random
from dataclasses import replace

from aidbridge.engines.local_search import Stage, improve
from aidbridge.engines.stopping import Stop


def step(state: int, rng: random.Random) -> int | None:
    changed = state + rng.choice((-1, 1))
    return changed if 0 <= changed <= 100 else None


def hilly(state: int) -> float:
    """Least at 7, with a hill of height 2 at every fifth number."""
    return abs(state - 7) + (2.0 if state % 5 == 0 else 0.0)


STAGE: Stage[int] = Stage("test", "step", hilly, step, value=hilly, allowance=4.0, patience=2_000)


def test_it_climbs_over_hills_to_the_least() -> None:
    assert improve(60, STAGE, Stop(iterations=5_000), seed=1).best == 7


def test_without_allowance_it_stays_before_the_first_hill() -> None:
    assert improve(59, replace(STAGE, allowance=0.0), Stop(iterations=5_000), seed=1).best > 7


def test_the_same_seed_finds_the_same() -> None:
    assert improve(60, STAGE, Stop(iterations=300), seed=4) == improve(60, STAGE, Stop(iterations=300), seed=4)


def test_no_iterations_leave_the_start() -> None:
    found = improve(60, STAGE, Stop(iterations=0), seed=1)
    assert (found.best, found.iterations, found.progress) == (60, 0, ())


def test_it_ends_when_done_or_out_of_patience() -> None:
    assert improve(60, replace(STAGE, done=lambda s: s <= 50), Stop(iterations=5_000), seed=1).best in (49, 50)
    assert improve(7, replace(STAGE, patience=20), Stop(iterations=5_000), seed=1).iterations == 20


def test_progress_tells_falling_values_by_iteration() -> None:
    found = improve(60, STAGE, Stop(iterations=5_000), seed=1)
    values = [step.value for step in found.progress]
    assert values == sorted(values, reverse=True)
    assert [step.iteration for step in found.progress] == sorted({step.iteration for step in found.progress})
