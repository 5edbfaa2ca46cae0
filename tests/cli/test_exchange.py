"""`aidbridge exchange`: another aircraft for one load of a sheet that is out."""

import json
from pathlib import Path

import pytest

from aidbridge.missionfile.results import read_sheet
from aidbridge.model.loadsheet import LoadSheet
from command_line import aidbridge

ROOT = Path(__file__).parents[2]
LIST = ROOT / "examples/loading"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheet")
    ran = aidbridge("load", LIST / "items.csv", "--fleet", LIST / "fleet.csv", "--accept-estimates", "--out", folder, "--quiet")
    assert ran.status == 0, ran.err
    return folder


def everything(sheet: LoadSheet) -> list[str]:
    aboard = [id for load in sheet.loads for id in (*(placement.item for placement in load.placements), *load.persons)]
    return sorted([*aboard, *(left.item for left in sheet.left_behind)])


def test_the_same_type_changes_nothing(out: Path, tmp_path: Path) -> None:
    before = read_sheet(out / "loads.json")
    ran = aidbridge("exchange", out, "L-003", "il76md", "--out", tmp_path)
    assert ran.status == 0, ran.err
    assert read_sheet(tmp_path / "loads.json").loads == before.loads


@pytest.mark.parametrize("type", ["a400m", "an124_100", "c130j30"])
def test_only_that_load_changes_and_nothing_is_lost(out: Path, tmp_path: Path, type: str) -> None:
    before = read_sheet(out / "loads.json")
    ran = aidbridge("exchange", out / "loads.json", "L-003", type, "--accept-estimates", "--out", tmp_path)
    after = read_sheet(tmp_path / "loads.json")
    assert ran.status == 1, "what nobody knows of the new type is not provable"
    assert everything(after) == everything(before)
    assert [load for load in after.loads if load.id != "L-003"] == [load for load in before.loads if load.id != "L-003"]
    assert all(load.aircraft_type == type for load in after.loads if load.id == "L-003")
    assert not after.verdict.broken and not after.bounds
    left = {one.item for one in after.left_behind}
    assert all(after.labels.get(id, id) in ran.out for id in left)
    assert "instead of" in ran.out


def test_a_smaller_aircraft_leaves_something_behind_with_its_reason(out: Path, tmp_path: Path) -> None:
    ran = aidbridge("exchange", out, "L-003", "c130j30", "--out", tmp_path, "--json")
    assert json.loads(ran.out)["left_behind"]
    assert all(left.reason.key for left in read_sheet(tmp_path / "loads.json").left_behind)


def test_what_is_assumed_of_the_new_type_is_kept(out: Path, tmp_path: Path) -> None:
    given = ("--balance", "a400m=5:12", "--assume", "aircraft:a400m.rings=150", "--accept-estimates", "--out", tmp_path)
    aidbridge("exchange", out, "L-003", "a400m", *given)
    sheet = read_sheet(tmp_path / "loads.json")
    assert sheet.resolved.aircraft_type("a400m").balance_from_m == 5
    unknown = {fact for finding in sheet.verdict.not_provable for fact in finding.facts}
    assert "aircraft:a400m.axle_limit_kg" in unknown and "aircraft:a400m.balance_from_m" not in unknown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("L-099", "a400m"), "L-099"),
        (("L-003", "a400"), "Did you mean a400m"),
        (("L-003", "a400m", "--balance", "a400m=12:5"), "--balance"),
        (("L-003", "a400m", "--assume", "aircraft:a400m.rings=many"), "rings"),
    ],
)
def test_faults_are_told(out: Path, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    ran = aidbridge("exchange", out, *arguments, "--out", tmp_path)
    assert ran.status == 2 and told in ran.err


def test_a_sheet_that_was_changed_is_refused(out: Path, tmp_path: Path) -> None:
    changed = tmp_path / "loads.json"
    changed.write_text(
        (out / "loads.json").read_text(encoding="utf-8").replace('"mass_kg":13500', '"mass_kg":13', 1), encoding="utf-8"
    )
    ran = aidbridge("exchange", changed, "L-003", "a400m")
    assert ran.status == 2 and "load the list again" in ran.err


def test_a_file_that_is_no_sheet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loads.json").write_text("[]", encoding="utf-8")
    assert aidbridge("exchange", tmp_path, "L-003", "a400m").status == 2
    assert aidbridge("exchange", tmp_path / "none.json", "L-003", "a400m").status == 2
