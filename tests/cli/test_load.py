"""`aidbridge load`: from a list and a fleet to checked, printed load plans, and what stops it."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from aidbridge.missionfile.results import read_sheet
from aidbridge.model.loadsheet import LoadSheet
from command_line import Ran, aidbridge

EXAMPLE = Path(__file__).parents[2] / "examples/loading"
WRITTEN = {"loads.html", "loads.json", "loads.xlsx", "loads.csv"}
HEAD = "id,kind,length_cm,width_cm,height_cm,mass_kg,axles,axle_load_kg,quantity,persons,stop,together,apart,towed_by,un_number"
KNOWN = (
    "--balance", "il76md=8:12", "--assume", "aircraft:il76md.rings=120", "--assume", "aircraft:il76md.ring_limit_kg=10000",
    "--accept", "aircraft:il76md.*",
)  # fmt: skip


def load(folder: Path, lines: list[str], *options: object, fleet: str = "il76md=9") -> Ran:
    items = folder / "list.csv"
    items.write_text("\n".join([HEAD, *(line + "," * (HEAD.count(",") - line.count(",")) for line in lines)]), encoding="utf-8")
    return aidbridge("load", items, "--fleet", fleet, "--out", folder / "out", "-q", "--iterations", 50, *options)


def sheet_of(folder: Path) -> LoadSheet:
    return LoadSheet.model_validate_json((folder / "out/loads.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def truck() -> str:
    return "Truck,vehicle,790,250,290,13500,3,4800"


def test_a_list_is_loaded_checked_and_written(truck: str, tmp_path: Path) -> None:
    ran = load(tmp_path, [f"{truck},3", "Team,persons,,,,,,,,6"], *KNOWN)
    assert ran.status == 0, ran.out + ran.err
    assert {path.name for path in (tmp_path / "out").iterdir()} == WRITTEN
    assert "2 aircraft. Proven" in ran.out and "Accepted, all aboard" in ran.out
    sheet = sheet_of(tmp_path)
    assert len(sheet.loads) == 2 and sheet.complete and sheet.verdict.accepted
    assert sheet.labels["Truck-1"] == "Truck 1/3"


def test_the_load_list_holds_every_item_once_in_the_order_of_loading(truck: str, tmp_path: Path) -> None:
    load(tmp_path, [f"{truck},3", "Crate,cargo,120,100,100,300,,,4", "Team,persons,,,,,,,,6"], *KNOWN)
    rows = list(csv.reader(io.StringIO((tmp_path / "out/loads.csv").read_text(encoding="utf-8-sig"))))
    head, rest = rows[0], rows[1:]
    assert sorted(row[head.index("Identifier")] for row in rest) == [
        *(f"Crate-{n}" for n in range(1, 5)), "Team", *(f"Truck-{n}" for n in range(1, 4))
    ]  # fmt: skip
    for name in {row[0] for row in rest}:
        fronts = [float(row[head.index("From front m")]) for row in rest if row[0] == name and row[head.index("From front m")]]
        assert fronts == sorted(fronts)
    book = openpyxl.load_workbook(tmp_path / "out/loads.xlsx")
    assert book.sheetnames[:3] == ["Aircraft", "Load list", "Stays behind"]
    assert book["Load list"].max_row == len(rows)


def test_the_same_list_and_seed_give_the_same_files(truck: str, tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        load(tmp_path / name, [f"{truck},5", "Crate,cargo,120,100,100,300,,,7"], *KNOWN, "--seed", 3)
        written.append((tmp_path / name / "out/loads.json").read_bytes())
    assert written[0] == written[1]


def test_what_is_not_proven_is_told_and_printed(truck: str, tmp_path: Path) -> None:
    ran = load(tmp_path, [truck])
    assert ran.status == 1
    assert "not provable: " in ran.out and "not known of aircraft:il76md: " in ran.out and "balance_from_m" in ran.out
    assert "Vouch for estimates with --accept" in ran.out
    page = (tmp_path / "out/loads.html").read_text(encoding="utf-8")
    assert "Not all proven" in page and "balance_from_m" in page


def test_what_the_user_states_is_printed_as_an_assumption(truck: str, tmp_path: Path) -> None:
    load(tmp_path, [truck], *KNOWN)
    page = (tmp_path / "out/loads.html").read_text(encoding="utf-8")
    assert "Stated by the user on the command line." in page and "aircraft:il76md.balance_from_m = 8" in page


def test_what_fits_nowhere_stays_behind_with_its_reason(truck: str, tmp_path: Path) -> None:
    ran = load(tmp_path, [truck, "Crane,vehicle,1200,300,420,40000,5,8400"], *KNOWN)
    assert ran.status == 1
    sheet = sheet_of(tmp_path)
    assert [left.item for left in sheet.left_behind] == ["Crane"]
    assert "Crane" in ran.out and "too high" in ran.out
    assert "Accepted, not all aboard" in (tmp_path / "out/loads.html").read_text(encoding="utf-8")


def test_marks_keep_items_together_and_apart(truck: str, tmp_path: Path) -> None:
    lines = [
        "A,cargo,120,100,100,300,,,,,,lab", "B,cargo,120,100,100,300,,,,,,lab",
        "C,cargo,120,100,100,300,,,,,,,x", "D,cargo,120,100,100,300,,,,,,,x",
    ]  # fmt: skip
    load(tmp_path, lines, *KNOWN)
    on = {p.item: made.id for made in sheet_of(tmp_path).loads for p in made.placements}
    assert on["A"] == on["B"] and on["C"] != on["D"]


def test_a_trailer_flies_with_its_tractor(truck: str, tmp_path: Path) -> None:
    load(tmp_path, [f"{truck},2", "Gen,trailer,420,190,200,2400,2,1300,2,,,,,Truck"], *KNOWN)
    on = {p.item: made.id for made in sheet_of(tmp_path).loads for p in made.placements}
    assert on["Gen-1"] == on["Truck-1"] and on["Gen-2"] == on["Truck-2"]


def test_boxes_are_built_onto_pallets_and_drawn(tmp_path: Path) -> None:
    items = tmp_path / "list.csv"
    items.write_text(
        "id,kind,length_cm,width_cm,height_cm,mass_kg,quantity,unit,load_limit_kg\nCarton,box,54,39,38,8,90,463L,200\n"
    )
    ran = aidbridge("load", items, "--fleet", "il76md", "--out", tmp_path / "out", "-q", "--iterations", 20, *KNOWN)
    sheet = sheet_of(tmp_path)
    assert ran.status in (0, 1) and not sheet.not_built
    assert sum(content.quantity for item in sheet.resolved.items for content in item.contents) == 90
    assert all(name.endswith("× Carton") for name in sheet.names.values())
    assert 'class="unit-views"' in (tmp_path / "out/loads.html").read_text(encoding="utf-8")


def test_the_count_comes_at_once_and_alone(truck: str, tmp_path: Path) -> None:
    ran = load(tmp_path, [f"{truck},8"], "--count")
    assert ran.status == 0 and re.search(r"\b4 aircraft", ran.out)
    assert not (tmp_path / "out").exists()
    told = json.loads(load(tmp_path, [f"{truck},8"], "--count", "--json").out)
    assert told["least"] == 4 and told["left"] == 0


def test_the_count_comes_before_the_loads(truck: str, tmp_path: Path) -> None:
    assert " aircraft" in load(tmp_path, [truck], *KNOWN).out.splitlines()[0]


def test_as_json(truck: str, tmp_path: Path) -> None:
    told = json.loads(load(tmp_path, [truck], *KNOWN, "--json").out)
    assert (told["aircraft"], told["standing"], told["left_behind"]) == (1, "complete", [])
    assert set(told["written"]) == WRITTEN


def test_a_mixed_fleet_from_a_table_with_named_tails(truck: str, tmp_path: Path) -> None:
    fleet = tmp_path / "fleet.csv"
    fleet.write_text(
        "type,number,cost,tails,payload_kg,hold_length_m,hold_width_m,hold_height_m,door_width_m,door_height_m\n"
        "barge,,9,,20000,9,3,3.2,3,3.2\nil76md,,1,RA-1;RA-2,40000,,,,,\n"
    )
    load(tmp_path, [f"{truck},2"], *KNOWN, fleet=str(fleet))
    sheet = sheet_of(tmp_path)
    assert [made.aircraft_type for made in sheet.loads] == ["il76md"]
    assert sheet.tails == {"L-001": "RA-1"}
    assert "aircraft:il76md.max_payload_kg = 40000" in (tmp_path / "out/loads.html").read_text(encoding="utf-8")


def test_costs_choose_the_cheaper_type(truck: str, tmp_path: Path) -> None:
    options = ("--accept-estimates", "--fleet", "il76md=5,an124_100=5")
    for cost, type in (("il76md=1,an124_100=9", "il76md"), ("il76md=9,an124_100=1", "an124_100")):
        load(tmp_path, [f"{truck},2"], *KNOWN, *options, "--cost", cost)
        assert {made.aircraft_type for made in sheet_of(tmp_path).loads} == {type}


def test_other_gaps_are_kept(truck: str, tmp_path: Path) -> None:
    load(tmp_path, [f"{truck},2"], *KNOWN, "--gaps", "vehicle=0.4")
    (made,) = sheet_of(tmp_path).loads
    first, second = sorted(p.x_cm for p in made.placements)
    assert second - first - 790 >= 40


def test_a_distance_limits_the_payload(tmp_path: Path) -> None:
    lines = ["Block,cargo,500,250,150,14000,,,3"]
    load(tmp_path, lines, *KNOWN, "--accept-estimates")
    near = len(sheet_of(tmp_path).loads)
    load(tmp_path, lines, *KNOWN, "--accept-estimates", "--distance", 6800)
    assert near < len(sheet_of(tmp_path).loads)


@pytest.mark.parametrize("language", ["it", "ru"])
def test_papers_in_other_languages(language: str, truck: str, tmp_path: Path) -> None:
    ran = load(tmp_path, [truck], *KNOWN, "--language", language)
    page = (tmp_path / "out/loads.html").read_text(encoding="utf-8")
    assert ran.status == 0 and {"it": "capocarico", "ru": "бортоператор"}[language] in page
    assert "from the front" not in page and "Accepted" not in page


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_the_template_loads_as_it_stands(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"items.{suffix}"
    assert aidbridge("load", "--template", path).status == 0
    ran = aidbridge("load", path, "--fleet", "il76md=12", "--out", tmp_path / "out", "-q", "--iterations", 20, "--accept-estimates")
    sheet = sheet_of(tmp_path)
    assert ran.status in (0, 1) and not sheet.left_behind and not sheet.verdict.broken
    again = aidbridge("load", "--template", path)
    assert again.status == 2 and "nothing is overwritten" in again.err


def test_the_template_explains_every_column(tmp_path: Path) -> None:
    aidbridge("load", "--template", tmp_path / "items.xlsx")
    book = openpyxl.load_workbook(tmp_path / "items.xlsx")
    columns = [cell.value for cell in book["items"][1]]
    assert columns == [row[0].value for row in book["help"].iter_rows(min_row=2)]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--gaps", "vehicle=15"), "--gaps: vehicle=15 m — at most 2 m"),
        (("--gaps", "wall=0.1"), "--gaps: wall — one of vehicle, cargo, roof, seat"),
        (("--balance", "il76md=10:9"), "--balance: il76md=10:9 — TYPE=FROM:TO"),
        (("--balance", "il76md=850:1075"), "il76md=850:1075 — inside the hold, which is 20 m long"),
        (("--cost", "il76md=0"), "--cost: il76md=0 — 0.001 to 1000000"),
        (("--balance", "il76=8:9"), "an unknown aircraft"),
        (("--assume", "rings=120"), "--assume: rings=120 — ROOM:ID.FIGURE=VALUE"),
        (("--assume", "aircraft:il76md.ringz=120"), "Did you mean rings"),
        (("--assume", "aircraft:il76md.rings=many"), "many"),
        (("--cost", "an124_100=2"), "--cost: an124_100 — types of the fleet: il76md"),
        (("--cost", "il76md=cheap"), "--cost: il76md=cheap"),
        (("--template", "items.pdf"), "a name that ends in .pdf"),
    ],
)
def test_malformed_options_are_told(options: tuple[str, ...], told: str, truck: str, tmp_path: Path) -> None:
    ran = load(tmp_path, [truck], *options)
    assert ran.status == 2 and told in ran.err and "Traceback" not in ran.err
    assert not (tmp_path / "out").exists()


def test_a_remark_calls_items_as_the_list_does(tmp_path: Path) -> None:
    ran = load(tmp_path, ["Грузовик,vehicle,790,250,290,13500", "Грузовик 2,vehicle,790,250,290,13500"], *KNOWN)
    assert "2 vehicles, such as Грузовик, have no axle loads" in ran.out


def test_all_faults_of_list_fleet_and_options_are_told_at_once(tmp_path: Path) -> None:
    ran = load(tmp_path, ["T1,vehicle,7.9,250,290,13500"], "--gaps", "wall=1", "--balance", "x", fleet="il76=2")
    assert ran.status == 2
    assert all(told in ran.err for told in ("list.csv:2 length_cm", "--fleet: il76", "--gaps: wall", "--balance: x"))
    assert "4 faults found; nothing was done." in ran.err


def test_many_faults_are_counted(tmp_path: Path) -> None:
    ran = load(tmp_path, [f"T{n},vehicle,7.9,250,290,13500" for n in range(200)])
    assert "... and 140 more." in ran.err and "200 faults found" in ran.err


def test_nothing_is_asked_without_a_list_or_a_fleet(tmp_path: Path) -> None:
    ran = aidbridge("load")
    assert ran.status == 2 and "ITEMS: nothing" in ran.err and "--fleet: empty" in ran.err


def test_an_interruption_keeps_the_best_so_far(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "aidbridge", "load", str(EXAMPLE / "items.csv"), "--fleet", "il76md=40", "--accept-estimates"]
    command += ["--out", str(out), "--iterations", "1000000000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ}) as process:
        assert process.stdout is not None
        process.stdout.readline()  # the count, told before the search begins
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=100)
        finally:
            process.kill()
    assert process.returncode in (130, 0, 1)
    assert {path.name for path in out.iterdir()} == WRITTEN


def test_the_example_is_loaded_and_accepted(tmp_path: Path) -> None:
    fleet = EXAMPLE / "fleet.csv"
    ran = aidbridge("load", EXAMPLE / "items.csv", "--fleet", fleet, "--accept-estimates", "--out", tmp_path / "out", "-q")
    sheet = sheet_of(tmp_path)
    assert ran.status == 0, ran.out
    assert sum(item.kind == "vehicle" for item in sheet.resolved.items) == 22
    assert sum(item.persons for item in sheet.resolved.items) == 104


def test_what_was_asked_for_too_many_persons_still_flies_with_fewer(tmp_path: Path) -> None:
    """With the ramp in use, a set that left too few seats once was later lost for fewer persons."""
    rows = ["id,quantity,kind,length_cm,width_cm,height_cm,mass_kg,persons,unit,stackable"]
    rows += ["I1,2,persons,,,,,23,,", "I3,15,box,61,78,54,167,,pmc_ld,no", "I5,1,persons,,,,,26,,", "I6,8,persons,,,,,4,,"]
    (tmp_path / "list.csv").write_text("\n".join(rows), encoding="utf-8")
    ran = aidbridge("load", tmp_path / "list.csv", "--fleet", "c17a=2,il76md90a", "--ramp", "-q", "--out", tmp_path / "out")
    assert ran.status == 1, ran.err
    sheet = read_sheet(tmp_path / "out/loads.json")
    aboard = [id for load in sheet.loads for id in (*(placement.item for placement in load.placements), *load.persons)]
    assert sorted(aboard) == sorted(item.id for item in sheet.resolved.items)
