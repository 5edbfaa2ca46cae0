"""`aidbridge plan` on a draft: refused while rows are open, planned with --draft as DRAFT, planned plainly once confirmed."""

import json
import shutil
from pathlib import Path

import pytest

import intake_drafts as drafts
from aidbridge.intake.review import Decision
from aidbridge.missionfile.read import read_mission
from aidbridge.missionfile.write import read_plan
from command_line import aidbridge


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same draft, open and confirmed."""
    root = tmp_path_factory.mktemp("drafts")
    record = drafts.flood()
    return {"open": drafts.written(record, root / "open"), "confirmed": drafts.written(drafts.accepted(record), root / "confirmed")}


def test_an_unconfirmed_draft_is_refused_with_what_is_open_and_what_to_do(folders: dict[str, Path], tmp_path: Path) -> None:
    ran = aidbridge("plan", folders["open"], "--out", tmp_path / "plan", "-q")
    draft = read_mission(folders["open"]).draft
    assert draft is not None
    assert ran.status == 2
    assert f"{draft.open} rows of the review are open" in ran.err
    assert draft.rows[0] in ran.err and f"and {draft.open - len(draft.rows)} more" in ran.err
    assert "aidbridge intake --apply FORM" in ran.err and "--draft" in ran.err
    assert not (tmp_path / "plan").exists()


def test_with_draft_everything_says_so(folders: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "plan"
    ran = aidbridge("plan", folders["open"], "--out", out, "--draft", "-q", "--iterations", "100")
    assert ran.status == 0
    assert ran.out.startswith("DRAFT: not confirmed.")
    assert 'class="draft-mark"' in (out / "report.html").read_text(encoding="utf-8")
    assert "<title>DRAFT" in (out / "report.html").read_text(encoding="utf-8")
    plan = read_plan(out / "plan.json")
    told = [one for one in plan.explanations if one.message.key == "draft.plan_of_draft"]
    assert [one.message.params["record"] for one in told] == ["intake.json"]
    again = aidbridge("report", out, "--language", "it")
    assert again.status == 0
    assert "BOZZA" in (out / "report.html").read_text(encoding="utf-8")


def test_a_confirmed_draft_is_a_mission_like_any_other(folders: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "plan"
    ran = aidbridge("plan", folders["confirmed"], "--out", out, "--json", "--iterations", "100")
    told = json.loads(ran.out)
    assert (ran.status, told["accepted"], told["draft"]["open"]) == (0, True, 0)
    assert 'draft-mark"' not in (out / "report.html").read_text(encoding="utf-8")
    plan = read_plan(out / "plan.json")
    flown = {(leg.origin, leg.destination) for sortie in plan.sorties for leg in sortie.legs if leg.load}
    assert flown == {("LIRP", "HLLB")}
    assert any(assignment.at_work_min is not None for assignment in plan.assignments)


@pytest.mark.parametrize(("dated", "name", "text"), [("2023-02-07", "de", drafts.QUAKE_DE), ("2020-08-05", "fr", drafts.BLAST_FR)])
def test_other_missions_plan_too(dated: str, name: str, text: str, tmp_path: Path) -> None:
    folder = drafts.written(drafts.accepted(drafts.record(dated, **{name: text})), tmp_path / "draft")
    ran = aidbridge("plan", folder, "--out", tmp_path / "plan", "--json", "--iterations", "50", "--no-page")
    told = json.loads(ran.out)
    assert (ran.status, told["accepted"]) == (0, True)
    assert told["figures"]["loaded_sorties"] > 0


def test_a_refused_assumption_leaves_the_plan_unproven(tmp_path: Path) -> None:
    record = drafts.answer(drafts.flood(), {"assumptions[A-pavement]": Decision.REFUSE})
    folder = drafts.written(drafts.accepted(record), tmp_path / "draft")
    ran = aidbridge("plan", folder, "--out", tmp_path / "plan", "--json", "--iterations", "50", "--no-page")
    assert ran.status == 1
    assert not json.loads(ran.out)["accepted"]


def test_a_draft_that_lacks_something_says_where_to_answer(tmp_path: Path) -> None:
    folder = drafts.written(drafts.record("2023-09-13", en="Nothing happened today."), tmp_path / "draft")
    ran = aidbridge("plan", folder, "--out", tmp_path / "plan", "--draft", "-q")
    assert ran.status == 2
    assert "embarkation" in ran.err and "LACKING" in ran.err and "review.html" in ran.err


def test_a_mission_that_people_wrote_has_no_draft(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples/italy-2020"
    folder = Path(shutil.copytree(example, tmp_path / "mission"))
    assert read_mission(folder).draft is None
    text = (folder / "mission.yaml").read_text(encoding="utf-8")
    (folder / "mission.yaml").write_text(f"{text}\ndraft: {{open: 3, rows: [F-001 fleet]}}\n", encoding="utf-8")
    ran = aidbridge("plan", folder, "--out", tmp_path / "plan", "-q")
    assert ran.status == 2
    assert "3 rows of the review are open: F-001 fleet; and 2 more" in ran.err


def test_the_schema_knows_the_section() -> None:
    schema = json.loads(aidbridge("schema", "mission").out)
    assert "draft" in schema["properties"]
    assert schema["$defs"]["DraftState"]["required"] == ["open"]


def test_relief_that_embarks_where_it_lands_flies_nothing_and_breaks_nothing(tmp_path: Path) -> None:
    record = drafts.accepted(drafts.answer(drafts.flood(), {"embarkation": "HLLB"}))
    folder = drafts.written(record, tmp_path / "draft")
    ran = aidbridge("plan", folder, "--out", tmp_path / "plan", "--json", "--iterations", "20", "--no-page")
    assert ran.status in (0, 1)
    assert json.loads(ran.out)["figures"]["flights"] == 0
