"""The ledger by need and offer: its sums are the plan's coverage, it says what is open and why."""

from datetime import UTC, datetime

import pytest

import sample_plan
import samples
import small_missions as small
from aidbridge.documents.messages import knows
from aidbridge.model.agreements import Agreement
from aidbridge.model.mission import Mission
from aidbridge.model.resolved import Resolved
from aidbridge.planning.ledger.lines import STAGES, Ledger, ledger_of

LATER = datetime(2020, 3, 30, tzinfo=UTC)


def world(mission: Mission) -> Resolved:
    return samples.resolved().model_copy(update={"mission": mission})


@pytest.fixture(scope="module")
def whole() -> Ledger:
    return ledger_of(samples.resolved(), sample_plan.sample_plan())


def test_amounts_are_those_of_the_plans_coverage(whole: Ledger) -> None:
    for line, coverage in zip(whole.lines, sample_plan.sample_plan().coverage, strict=True):
        told = {name: line.amounts[name] for name in ("offered", "planned", "loaded", "arrived", "at_work")}
        assert told == {
            "offered": coverage.offered,
            "planned": coverage.accepted,
            "loaded": coverage.loaded,
            "arrived": coverage.arrived,
            "at_work": coverage.at_work,
        }
        assert line.unmet_weighted_h == coverage.unmet_weighted_h


@pytest.mark.parametrize("on_min", [None, 0, 540, 620, 1500, 1800, 4000, 20_000])
def test_offers_add_up_to_their_line_and_no_stage_outruns_the_one_before(on_min: int | None) -> None:
    for line in ledger_of(samples.resolved(), sample_plan.sample_plan(), on_min).lines:
        for stage in STAGES:
            parts = [part.amounts[stage] or 0.0 for part in line.parts]
            assert sum(parts) == pytest.approx(line.amounts[stage] or 0.0), (line.need.id, stage)
        for of in (line, *line.parts):
            amounts = [of.amounts[stage] or 0.0 for stage in STAGES[2:]]
            assert amounts == sorted(amounts, reverse=True), (line.need.id, on_min)
        assert line.open == pytest.approx(max(line.need.quantity - (line.amounts["at_work"] or 0.0), 0.0))


def test_on_a_day_nothing_later_has_come(whole: Ledger) -> None:
    start = ledger_of(samples.resolved(), sample_plan.sample_plan(), 0)
    assert all(not line.amounts[stage] for line in start.lines for stage in ("loaded", "moving", "arrived", "at_work"))
    moments = [m.at(stage) for line in whole.lines for m in line.movements for stage in ("loaded", "moving", "arrived")]
    for minute in sorted({m for m in moments if m is not None}):
        before, after = (ledger_of(samples.resolved(), sample_plan.sample_plan(), m) for m in (minute - 1, minute))
        gained = [
            (b.amounts[s] or 0.0, a.amounts[s] or 0.0)
            for b, a in zip(before.lines, after.lines, strict=True)
            for s in ("loaded", "moving", "arrived")
        ]
        assert any(x < y for x, y in gained) and all(x <= y for x, y in gained)


def test_every_open_need_says_why_in_words_that_exist(whole: Ledger) -> None:
    for line in whole.lines:
        assert line.why or line.open == 0
        assert all(knows(why.key) for why in line.why), [why.key for why in line.why]


def why(mission: Mission, need: str) -> set[str]:
    made = ledger_of(world(mission), None)
    return {m.key for line in made.lines if line.need.id == need for m in line.why}


def test_what_is_not_agreed_is_told_by_its_reason() -> None:
    base = samples.mission()
    assert "ledgerbook.open.no_plan" in why(base, "IT-25-vent")
    assert "allocation.offered" in why(small.with_row(base, "offers", "RU-1", status="offered"), "IT-25-vent")
    waits = small.with_row(base, "agreements", "AG-1", status="asked")
    assert "ledgerbook.open.agreement" in why(waits, "IT-25-vent")
    elsewhere = small.with_row(base, "agreements", "AG-1", places=("IT-45",))
    assert "ledgerbook.open.out_of_scope" in why(elsewhere, "IT-25-vent")
    assert "ledgerbook.open.out_of_scope" not in why(elsewhere, "IT-45-vent")
    assert "ledgerbook.open.nobody" in why(base, "IT-45-test")


def test_an_offer_that_is_not_agreed_is_offered_and_no_more() -> None:
    mission = small.with_row(samples.mission(), "agreements", "AG-1", status="draft")
    line = next(line for line in ledger_of(world(mission), None).lines if line.need.id == "IT-25-vent")
    assert (line.amounts["offered"], line.amounts["agreed"], line.amounts["planned"]) == (36, 0, None)


def test_an_agreement_counts_from_the_day_it_is_valid() -> None:
    mission = small.with_row(samples.mission(), "agreements", "AG-1", valid_from=LATER)
    early, late = (ledger_of(world(mission), None, minute).lines[2].amounts["agreed"] for minute in (60, 12_000))
    assert (early, late) == (0, 36)


def test_an_amended_agreement_covers_until_its_amendment_begins() -> None:
    base = small.with_row(samples.mission(), "agreements", "AG-1", status="amended")
    later = Agreement(id="AG-1b", parties=("RU", "IT"), version=2, amends="AG-1", valid_from=LATER, places=("IT-45",))
    mission = small.with_more(base, "agreements", later)
    vent = {
        (line.need.id, minute): line.amounts["agreed"]
        for minute in (60, 12_000)
        for line in ledger_of(world(mission), None, minute).lines
    }
    assert (vent["IT-25-vent", 60], vent["IT-25-vent", 12_000]) == (36, 0)
    assert (vent["IT-45-vent", 60], vent["IT-45-vent", 12_000]) == (36, 36)
