"""The record of a draft to JSON and back, and files that somebody has tampered with."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import intake_drafts as drafts
from aidbridge.intake.record import Record, read_record, record_json
from aidbridge.intake.review import Answer, Decision
from aidbridge.model.errors import InputError

Tree = dict[str, Any]


@pytest.fixture(scope="module")
def record() -> Record:
    return drafts.answer(drafts.flood(), {"fleet[IT-C130J30].count": "4", "base": "Tobruk"})


@pytest.fixture(scope="module")
def tree(record: Record) -> Tree:
    found: Tree = json.loads(record_json(record))
    return found


def reread(text: str, folder: Path) -> Record:
    path = folder / "intake.json"
    path.write_text(text, encoding="utf-8")
    return read_record(path)


def test_what_is_written_is_read(record: Record, tmp_path: Path) -> None:
    again = reread(record_json(record), tmp_path)
    assert again.readings == record.readings
    assert again.findings == record.findings
    assert again.answers == record.answers
    assert again.review == record.review
    assert again.draft.mission == record.draft.mission
    assert record_json(again) == record_json(record)


def test_reports_are_not_needed_for_the_next_round(record: Record, tmp_path: Path) -> None:
    once = drafts.accepted(reread(record_json(record), tmp_path))
    assert once.review.open(once.answers) == ()
    assert len(once.draft.mission["fleet"]) == 4


def test_rows_keep_their_names_over_rounds(record: Record, tmp_path: Path) -> None:
    names = {row.enters: row.id for row in drafts.flood().review.rows if row.enters}
    later = {row.enters: row.id for row in reread(record_json(record), tmp_path).review.rows if row.enters}
    assert all(later[enters] == name for enters, name in names.items() if enters in later)


def test_claims_of_a_model_enter_nothing_before_a_person_decides(tmp_path: Path) -> None:
    tree: Tree = json.loads(record_json(drafts.record("2023-09-13", en=drafts.FLOOD_EN)))
    for claim in tree["readings"][0]["claims"]:
        if claim["concept"] == "asset.aircraft":
            claim |= {"reader": "model", "doubts": ["Read by a language model only."]}
    doubted = reread(json.dumps(tree), tmp_path)
    row = drafts.entering(doubted, "fleet[IT-C130J30].count")
    assert row.must and "fleet" not in [name for name, value in doubted.draft.mission.items() if value]
    confirmed = doubted.answered([Answer(row.id, Decision.ACCEPT, None, "", "Ana")])
    assert len(confirmed.draft.mission["fleet"]) == 3


def change(*path: str | int, to: object) -> Callable[[Tree], None]:
    def changed(tree: Tree) -> None:
        at: Any = tree
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = to

    return changed


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (change("format", to=9), "format 1"),
        (change("dated", to="yesterday"), "dated"),
        (change("readings", to=None), "readings"),
        (change("readings", 0, "claims", 0, "quote", "end", to=9_999_999), "words outside the text"),
        (change("readings", 0, "claims", 0, "quote", "start", to=-3), "words outside the text"),
        (change("readings", 0, "claims", 0, "report", to="other.txt"), "other.txt"),
        (change("readings", 1, "report", to="it.txt"), "two reports named it.txt"),
        (change("findings", 0, "best", to=["it.txt", 999]), "claim 999 of it.txt"),
        (change("findings", 0, "verdict", to="perfect"), "perfect"),
        (change("findings", to="many"), "findings"),
        (change("answers", 0, "row", to="F-999"), "F-999"),
        (change("answers", 0, "decision", to="maybe"), "answers"),
        (change("answers", 0, "value", to="<script>"), "script"),
        (change("names", to={"a": "F-001", "b": "F-001"}), "one name for two rows"),
        (change("names", "start=2023-09-13", to="../../etc"), "../../etc"),
    ],
)
def test_a_tampered_record_is_refused_with_what_is_wrong(
    tree: Tree, tamper: Callable[[Tree], None], told: str, tmp_path: Path
) -> None:
    changed: Tree = json.loads(json.dumps(tree))
    tamper(changed)
    with pytest.raises(InputError) as wrong:
        reread(json.dumps(changed), tmp_path)
    assert told in str(wrong.value)
    assert all(fault.advice for fault in wrong.value.faults)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7", '{"format": NaN}', "[" * 100_000, "\x00", '{"format": 1}'])
def test_what_is_no_record_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        reread(text, tmp_path)


def test_a_record_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"intake\.json"):
        read_record(tmp_path / "intake.json")


JSON = st.one_of(st.none(), st.booleans(), st.integers(-5, 10**12), st.text(max_size=8), st.just([]), st.just({}))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_in_place_of_another_is_read_or_refused(data: st.DataObject, tree: Tree, tmp_path: Path) -> None:
    changed: Tree = json.loads(json.dumps(tree))
    at: Any = changed
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = data.draw(st.sampled_from(keys))
        inner = at[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.integers(0, 3)) == 0:
            at[key] = data.draw(JSON)
            break
        at = inner
    try:
        again = reread(json.dumps(changed), tmp_path)
    except InputError as wrong:
        assert wrong.faults
    else:
        assert json.loads(record_json(again))
        drafts.written(again, tmp_path / "draft")
