"""Every rule catches what breaks it: small changes of valid plans, each naming the clause it must break; and what breaks
nothing stays accepted."""

from collections import Counter
from functools import cache

import pytest

import harmless
import rich_sample
import sample_plan
import samples
from aidbridge.checker.check import check
from aidbridge.checker.registry import RULES
from aidbridge.model.plan import Plan
from aidbridge.model.resolved import Resolved
from mutant import Case, Mutant
from mutants import MUTANTS, named

WORLDS = {"sample": (samples.resolved, sample_plan.sample_plan), "rich": (rich_sample.resolved, rich_sample.plan)}


@cache
def world(name: str) -> tuple[Resolved, Plan]:
    resolved, plan = WORLDS[name]
    there = resolved()
    return there, plan(there)


@pytest.mark.parametrize("name", WORLDS)
def test_the_plans_that_are_mutated_are_accepted(name: str) -> None:
    verdict = check(*world(name))
    assert verdict.accepted, (verdict.broken, verdict.not_provable)


@pytest.mark.parametrize("mutant", MUTANTS, ids=named)
def test_a_mutant_is_rejected_for_the_clause_it_breaks(mutant: Mutant) -> None:
    resolved, plan = world("rich")
    broken = mutant.apply(resolved, plan)
    assert broken is not None, "the rich sample must offer every mutant something to break"
    assert f"{mutant.rule}.{mutant.key}" in {finding.key for finding in check(resolved, broken).broken}


def test_mutants_are_caught_on_the_plain_sample_too() -> None:
    resolved, plan = world("sample")
    missed = [
        named(mutant)
        for mutant in MUTANTS
        if (broken := mutant.apply(resolved, plan)) is not None
        and f"{mutant.rule}.{mutant.key}" not in {finding.key for finding in check(resolved, broken).broken}
    ]
    assert not missed


def test_every_rule_has_at_least_eight_different_mutants() -> None:
    resolved, plan = world("rich")
    made = {(mutant.rule, mutant.apply(resolved, plan).model_dump_json()) for mutant in MUTANTS}  # type: ignore[union-attr]
    each = Counter(rule for rule, _ in made)
    assert {rule.id: each[rule.id] for rule in RULES if each[rule.id] < 8} == {}


def test_there_are_fifty_harmless_changes() -> None:
    assert len({change.__name__ for change in harmless.CHANGES}) >= 50


@pytest.mark.parametrize("name", WORLDS)
@pytest.mark.parametrize("change", harmless.CHANGES, ids=lambda change: change.__name__)
def test_a_harmless_change_stays_accepted(name: str, change) -> None:  # type: ignore[no-untyped-def]
    resolved, plan = world(name)
    other = change(Case(resolved, plan))
    assert other != plan or name == "sample", "the rich sample must have something to change"
    verdict = check(resolved, other)
    assert verdict.accepted, (verdict.broken, verdict.not_provable)
