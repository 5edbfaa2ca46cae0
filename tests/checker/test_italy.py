"""The reference mission's real plan: accepted with some hundreds of findings, and broken by the same mutants."""

from pathlib import Path

import pytest

from aidbridge.checker.check import check
from aidbridge.engines.stopping import Stop
from aidbridge.missionfile.read import read_mission
from aidbridge.model.plan import Plan
from aidbridge.model.resolved import Resolved
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve
from mutant import Mutant
from mutants import MUTANTS, named

EXAMPLE = Path(__file__).parents[2] / "examples" / "italy-2020"
MOST_FINDINGS = 1_000


@pytest.fixture(scope="module")
def italy() -> tuple[Resolved, Plan]:
    resolved = resolve(read_mission(EXAMPLE))
    return resolved, make_plan(resolved, Stop(iterations=50))[0]


def some_of_each_rule() -> list[Mutant]:
    """Three mutants of each rule: building all of them takes long on a plan of this size."""
    of_rule: dict[str, list[Mutant]] = {}
    for mutant in MUTANTS:
        of_rule.setdefault(mutant.rule, []).append(mutant)
    return [mutant for mutants in of_rule.values() for mutant in mutants[:3]]


def test_the_real_plan_is_accepted_in_some_hundreds_of_findings(italy: tuple[Resolved, Plan]) -> None:
    verdict = check(*italy)
    assert verdict.accepted, (verdict.broken, verdict.not_provable)
    assert 100 < len(verdict.findings) < MOST_FINDINGS


@pytest.mark.parametrize("mutant", some_of_each_rule(), ids=named)
def test_mutants_of_the_real_plan_are_rejected(mutant: Mutant, italy: tuple[Resolved, Plan]) -> None:
    resolved, plan = italy
    broken = mutant.apply(resolved, plan)
    if broken is None:
        pytest.skip("the real plan has nothing to break in this way")
    assert f"{mutant.rule}.{mutant.key}" in {finding.key for finding in check(resolved, broken).broken}
