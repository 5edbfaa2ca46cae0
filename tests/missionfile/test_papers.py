"""Agreements and clearances as files state them: states, steps, amendments, staff lists."""

from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

import samples
import small_missions as small
from aidbridge.missionfile.read import read_mission
from aidbridge.missionfile.write import write_mission
from aidbridge.model.agreements import NEXT, Agreement, Clearance, Payment, Staff, Step, may_follow
from aidbridge.model.errors import InputError
from aidbridge.model.mission import Mission

DAY = timedelta(days=1)
LATER = samples.START + DAY


def faults(mission: Mission, tmp_path: Path) -> str:
    """What the reader says of it; empty where it takes it and gives it back equal."""
    write_mission(mission, tmp_path / "mission")
    try:
        assert read_mission(tmp_path / "mission") == mission
    except InputError as wrong:
        return str(wrong)
    return ""


def steps(*states: str) -> tuple[Step, ...]:
    return tuple(Step(status=state, at=samples.START + n * DAY, by="MFA", reference=f"N-{n}") for n, state in enumerate(states))  # type: ignore[arg-type]


@pytest.mark.parametrize(("before", "after"), [pair for pair in product(NEXT, NEXT) if may_follow(*pair) and "amended" not in pair])
def test_an_allowed_step_is_taken(before: str, after: str, tmp_path: Path) -> None:
    one = Clearance(id="X", kind="overflight", state="AT", status=after, history=steps(before, after))  # type: ignore[arg-type]
    assert faults(small.with_more(samples.mission(), "clearances", one), tmp_path) == ""


@pytest.mark.parametrize(("before", "after"), [pair for pair in product(NEXT, NEXT) if not may_follow(*pair)])
def test_a_step_that_cannot_follow_is_told_with_what_may(before: str, after: str, tmp_path: Path) -> None:
    one = Clearance(id="X", kind="overflight", state="AT", status=after, history=steps(before, after))  # type: ignore[arg-type]
    told = faults(small.with_more(samples.mission(), "clearances", one), tmp_path)
    allowed = ", ".join(NEXT[before]) or "nothing"  # type: ignore[index]
    assert f"{after} — after {before}: {allowed}." in told


def test_the_last_step_is_the_state_and_steps_are_in_order(tmp_path: Path) -> None:
    wrong = small.with_row(samples.mission(), "agreements", "AG-1", history=steps("draft", "asked"))
    assert "in_force — the state of the last step, asked" in faults(wrong, tmp_path / "a")
    turned = (steps("draft")[0].model_copy(update={"at": LATER}), *steps("in_force"))
    assert "not before the step before it" in faults(
        small.with_row(samples.mission(), "agreements", "AG-1", history=turned), tmp_path / "b"
    )


def amended(**changes: object) -> Mission:
    """The sample with AG-1 amended by AG-1b."""
    base = small.with_row(samples.mission(), "agreements", "AG-1", status="amended")
    later = Agreement(id="AG-1b", parties=("RU", "IT"), version=2, amends="AG-1", valid_from=LATER, subject="more places")
    return small.with_more(base, "agreements", later.model_copy(update=changes))


def test_an_amendment_keeps_what_it_amends(tmp_path: Path) -> None:
    assert faults(amended(), tmp_path) == ""
    assert [a.id for a in read_mission(tmp_path / "mission").agreements] == ["AG-1", "AG-2", "AG-1b"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amends": "AG-9"}, "one of the mission's agreements"),
        ({"amends": None}, "a paper that another one amends"),
        ({"version": 1}, "more than AG-1's, 1"),
        ({"status": "asked"}, "as AG-1 is amended"),
        ({"valid_from": samples.START - DAY}, "not before AG-1's"),
        ({"amends": "AG-1b"}, "no circles"),
    ],
)
def test_an_amendment_that_does_not_fit_is_told(changes: dict[str, object], said: str, tmp_path: Path) -> None:
    assert said in faults(amended(**changes), tmp_path)


def test_what_is_replaced_is_not_still_in_force_and_is_replaced_once(tmp_path: Path) -> None:
    both = small.with_row(amended(), "agreements", "AG-1", status="in_force")
    assert "amended, as a later paper says" in faults(both, tmp_path / "a")
    twice = small.with_more(amended(), "agreements", amended().agreements[-1].model_copy(update={"id": "AG-1c"}))
    assert "amended by one paper" in faults(twice, tmp_path / "b")


def test_a_clearance_is_of_a_state_and_a_landing_of_an_airfield(tmp_path: Path) -> None:
    one = Clearance(id="X", kind="customs", status="asked")
    assert "required for kind customs" in faults(small.with_more(samples.mission(), "clearances", one), tmp_path)


def test_staff_and_money_are_kept_and_staff_are_teams_of_the_agreements_offers(tmp_path: Path) -> None:
    changes = {
        "offers": ("RU-1",),
        "staff": (Staff(team="RU-med-1", profession="doctor", count=4, licence="IT 12/2020"),),
        "money": (Payment(subject="fuel", payer="RU", amount=120_000, currency="EUR", limit=True),),
    }
    assert faults(small.with_row(samples.mission(), "agreements", "AG-1", **changes), tmp_path / "a") == ""
    unknown = changes | {"staff": (Staff(team="RU-med-9", count=1),)}
    assert "a team of the mission" in faults(small.with_row(samples.mission(), "agreements", "AG-1", **unknown), tmp_path / "b")
    other = changes | {"offers": ("IT-1",)}
    assert "a team of the offers IT-1" in faults(small.with_row(samples.mission(), "agreements", "AG-1", **other), tmp_path / "c")
