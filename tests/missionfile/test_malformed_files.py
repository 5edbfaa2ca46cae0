"""Files and folders that are no mission: encodings, sizes, nesting, links, names; and many faults at once."""

import os

import pytest

from aidbridge.missionfile.read import read_mission
from aidbridge.model.errors import InputError
from missionfolders import FLEET, GOOD, MISSION, NEEDS, VEHICLES, assert_alone, changed, faults_of, file_case, line_of, write

CASES = [
    file_case("needs.csv", NEEDS.replace(",", ";"), "needs.csv:1", "semicolons", "comma delimited", "semicolons"),
    file_case("needs.csv", NEEDS.replace(",", "\t"), "needs.csv:1", "tabs", "comma delimited", "tabs"),
    file_case(
        "needs.csv",
        NEEDS.replace("regional list", "lista di Forlì").encode("latin-1"),
        "needs.csv:2",
        "0xec (ì",
        "UTF-8",
        "latin-1",
    ),
    file_case("needs.csv", NEEDS.encode("utf-16"), "needs.csv:1", "UTF-16", "UTF-8", "utf-16"),
    file_case("needs.csv", NEEDS.replace("disinf", "dis\x00inf"), "needs.csv:2", "a NUL byte", "binary", "nul"),
    file_case("needs.csv", NEEDS.replace("regional list", '"regional "list"'), "needs.csv:2", "expected after", "quotes", "quotes"),
    file_case("needs.csv", NEEDS + '"BG-x', "needs.csv:4", "unexpected end", "quotes", "open-quote"),
    file_case("needs.csv", "id,name\n" + "x" * 200_000 + ",y\n", "needs.csv:2", "field larger", "quotes", "huge-cell"),
    file_case("needs.csv", "", "needs.csv", "an empty file", "remove", "empty-table"),
    file_case("needs.csv", ",,,\n", "needs.csv", "an empty table", "first row", "table-of-commas"),
    file_case("needs.csv", ",".join(f"c{n}" for n in range(600)), "needs.csv:1", "600 columns", "Remove", "columns"),
    file_case("mission.yaml", "", "mission.yaml", "an empty file", "Fill it in", "empty-yaml"),
    file_case("mission.yaml", "# nothing yet\n", "mission.yaml:1", "nothing", "format: 1", "comment-only"),
    file_case("mission.yaml", "just a text", "mission.yaml:1", "just a text", "format: 1", "text-only"),
    file_case("mission.yaml", "[1, 2]", "mission.yaml:1", "a list of 2", "format: 1", "list-only"),
    file_case("mission.yaml", b"PK\x03\x04\x00\x00", "mission.yaml:1", "a NUL byte", "binary", "binary-yaml"),
    file_case(
        "mission.yaml",
        MISSION.replace("Care home", "Casa di Forlì").encode("cp1252"),
        f"mission.yaml:{line_of('Care home')}",
        "0xec (ì",
        "UTF-8",
        "cp1252-yaml",
    ),
    file_case("mission.yaml", MISSION.encode("utf-16"), "mission.yaml:1", "UTF-16", "UTF-8", "utf-16-yaml"),
    file_case("mission.yaml", "[" * 10_000_000, "mission.yaml", "10000000 bytes", "tables", "10-MB-of-brackets"),
    file_case("mission.yaml", "[" * 4_000_000, "mission.yaml:1", "deep nesting", "flat", "4-MB-of-brackets"),
    file_case("mission.yaml", "a: " * 1_000, "mission.yaml:1", "mapping values", "in quotes", "colons"),
    file_case("mission.yaml", "x: [" + "a, " * 600_000 + "]", "mission.yaml:1", "a very large file", "tables", "many-nodes"),
    file_case(
        "mission.yaml",
        MISSION + "---\n" + MISSION,
        f"mission.yaml:{MISSION.count(chr(10)) + 1}",
        "a second document",
        "one mission",
        "documents",
    ),
    file_case("mission.yaml", "%YAML 1.1\n---\n" + MISSION, "mission.yaml:1", "a directive", "Delete", "directive"),
    file_case(
        "mission.yaml",
        MISSION + "? [a]\n: b\n",
        f"mission.yaml:{MISSION.count(chr(10)) + 1}",
        "no plain text",
        "name: value",
        "complex-key",
    ),
    file_case("need.csv", NEEDS, "need.csv", "a table of no section", "needs.csv", "misspelt-table"),
    file_case("Tasks.csv", "id\n", "Tasks.csv", "would not be read", "tasks.csv", "capital-table"),
    file_case("tasks.xls", b"\xd0\xcf", "tasks.xls", "would not be read", "tasks.xlsx", "old-excel"),
    file_case("tasks.xlsx", b"not a zip", "tasks.xlsx", "not a readable spreadsheet", "save it again", "not-xlsx"),
    file_case("mission.yml", MISSION, "mission.yml", "would not be read", "mission.yaml", "yml"),
]


@pytest.mark.parametrize(("files", "path", "value", "advice"), CASES)
def test_a_single_fault_is_told_alone_with_place_and_advice(tmp_path, files, path, value, advice):
    assert_alone(write(tmp_path / "m", files), path, value, advice)


def test_aliases_cannot_explode(tmp_path):
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    faults = faults_of(write(tmp_path, {"mission.yaml": bomb}))
    aliases = [fault for fault in faults if "an alias" in fault.value]
    assert len(aliases) == 4 * 8 and aliases[0].path == "mission.yaml:2 b[1]" and "in full" in aliases[0].advice


def test_several_faults_are_told_at_once_in_the_order_of_the_files(tmp_path):
    text = (
        MISSION.replace("time_zone: Europe/Rome", "time_zone: Rome")
        .replace("capacity: 600", "capacity: many")
        .replace("keeps: 400", "keeps: 600")
    )
    needs = NEEDS.replace(",40,", ",forty,").replace("BG-dis,disinfection", "BG-dis,desinfection")
    faults = faults_of(
        write(tmp_path, {"mission.yaml": text, "needs.csv": needs, "fleet.csv": FLEET.replace("ULOO,2020", "ULOX,2020")})
    )
    assert [fault.path for fault in faults] == [
        f"mission.yaml:{line_of('time_zone:')} time_zone",
        f"mission.yaml:{line_of('keeps: 400')} reserves[RU-ventilator].keeps",
        f"mission.yaml:{line_of('capacity: 600')} teams[RU-dis-1].capacity",
        "fleet.csv:3 at",
        "needs.csv:2 capability",
        "needs.csv:3 quantity",
    ]


def test_one_row_tells_all_its_faults(tmp_path):
    row = "RU-uaz-01,RU-9,uaz9999,-5,1.5,,,\n"
    faults = faults_of(write(tmp_path, {"vehicles.csv": VEHICLES.replace("RU-uaz-01,RU-1,uaz3962,,,,,\n", row)}))
    assert {fault.path for fault in faults} == {f"vehicles.csv:3 {field}" for field in ("offer", "equipment", "mass_kg", "seats")}


def test_a_missing_column_is_told_once(tmp_path):
    rows = [line.split(",") for line in FLEET.splitlines()]
    faults = faults_of(write(tmp_path, {"fleet.csv": "\n".join(",".join(row[:2] + row[3:]) for row in rows) + "\n"}))
    assert [(fault.path, fault.value) for fault in faults] == [("fleet.csv:1 offer", "no such column")]
    assert "every row needs it" in faults[0].advice


def test_an_unreadable_table_makes_no_references_wrong(tmp_path):
    faults = faults_of(write(tmp_path, {"vehicles.csv": VEHICLES.replace("slip", "slìp").encode("latin-1")}))
    assert [fault.path for fault in faults] == ["vehicles.csv:2"]


def test_a_broken_yaml_hides_no_fault_of_a_table(tmp_path):
    faults = faults_of(write(tmp_path, {"mission.yaml": "a: [", "needs.csv": NEEDS.replace(",40,", ",forty,")}))
    assert [fault.path for fault in faults] == ["mission.yaml:1", "needs.csv:3 quantity"]


def test_required_sections_are_asked_for(tmp_path):
    folder = write(tmp_path)
    (folder / "needs.csv").unlink()
    text = MISSION.replace("need: BG-dis", "need: BG-dis")
    (folder / "mission.yaml").write_text(text)
    (fault,) = faults_of(folder)
    assert (fault.path, fault.value) == ("mission.yaml:1 needs", "nothing") and "needs.csv" in fault.advice


def test_airfields_outside_the_catalogue_are_described_in_full(tmp_path):
    fields = "name: Field, country: RU, lat: 55.0, lon: 38.0, elevation_m: 150, time_zone: Europe/Moscow"
    added = f"airfields:\n  - {{icao: UUXX, {fields}}}\n"
    (fault,) = faults_of(write(tmp_path, changed("airfields:\n", added)))
    assert fault.path == f"mission.yaml:{line_of('airfields:') + 1} airfields[UUXX].icao" and "add runway_m" in fault.advice
    full = added.replace("Europe/Moscow", "Europe/Moscow, runway_m: 3000")
    assert read_mission(write(tmp_path / "full", changed("airfields:\n", full))).airfields[0].icao == "UUXX"


@pytest.mark.parametrize(
    ("make", "value"), [(lambda path: None, "missing"), (lambda path: path.write_text("x"), "Not a directory")]
)
def test_a_folder_that_is_none(tmp_path, make, value):
    make(tmp_path / "m")
    (fault,) = faults_of(tmp_path / "m")
    assert fault.path == str(tmp_path / "m") and fault.value == value and "mission.yaml" in fault.advice


def test_a_folder_without_mission_yaml(tmp_path):
    (fault,) = faults_of(tmp_path)
    assert (fault.path, fault.value) == ("mission.yaml", "missing")


def test_a_directory_with_a_table_s_name(tmp_path):
    (write(tmp_path) / "sites.csv").mkdir()
    (fault,) = faults_of(tmp_path)
    assert fault.path == "sites.csv" and "must be a file" in fault.advice


def test_a_device_with_a_table_s_name_is_never_opened(tmp_path):
    os.mkfifo(write(tmp_path) / "sites.csv")
    (fault,) = faults_of(tmp_path)
    assert fault.path == "sites.csv" and "must be a file" in fault.advice


@pytest.mark.parametrize("target", ["../needs.csv", "/etc/passwd", "nowhere.csv", "needs.csv"])
def test_links_that_lead_out_of_the_folder(tmp_path, target):
    folder = write(tmp_path / "m")
    (folder / "needs.csv").unlink()
    (tmp_path / "needs.csv").write_text(NEEDS)
    (folder / "needs.csv").symlink_to(target)
    faults = faults_of(folder)
    assert faults[-1].path == "needs.csv" and "copy" in faults[-1].advice


def test_a_linked_mission_yaml_outside_the_folder(tmp_path):
    folder = write(tmp_path / "m")
    (tmp_path / "mission.yaml").write_text(GOOD["mission.yaml"])
    (folder / "mission.yaml").unlink()
    (folder / "mission.yaml").symlink_to("../mission.yaml")
    (fault,) = faults_of(folder)
    assert fault.path == "mission.yaml" and "leads out" in fault.value


def test_a_linked_folder_is_read(tmp_path):
    write(tmp_path / "m")
    (tmp_path / "link").symlink_to("m")
    assert read_mission(tmp_path / "link").id == "bergamo"


def test_no_more_faults_are_told_than_a_person_could_use(tmp_path):
    rows = "".join(f"N-{n},nothing-{n},IT-X{n},1,now\n" for n in range(20_000))
    with pytest.raises(InputError) as caught:
        read_mission(write(tmp_path, {"needs.csv": "id,capability,place,quantity,start\n" + rows}))
    assert 1_000 < len(caught.value.faults) <= 5_001
    assert "Correct these first" in caught.value.faults[-1].advice
