"""Item lists, well formed and not: every fault told by row and column, nothing else raised, nothing guessed."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from aidbridge.missionfile.fleetlist import parse_fleet, parse_pairs, read_fleet
from aidbridge.missionfile.itemlist import read_item_list
from aidbridge.missionfile.limits import MAX_LIST_FAULTS, MAX_LIST_ROWS
from aidbridge.model.errors import InputError
from aidbridge.model.listed import ListedItem

HEAD = "id,kind,length_cm,width_cm,height_cm,mass_kg"
TRUCK = "T1,vehicle,790,250,290,13500"


def listed(folder: Path, text: str | bytes, name: str = "items.csv") -> tuple[ListedItem, ...]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_item_list(path)


def faults(folder: Path, text: str | bytes, name: str = "items.csv") -> list[str]:
    with pytest.raises(InputError) as caught:
        listed(folder, text, name)
    return [str(fault) for fault in caught.value.faults]


def rows(folder: Path, *lines: str, head: str = HEAD) -> tuple[ListedItem, ...]:
    return listed(folder, "\n".join([head, *lines]))


def sheet(rows: list[list[object]], merged: str = "") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    if merged:
        page.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


COLUMNS: list[object] = list(HEAD.split(","))
CELLS: list[object] = ["T1", "vehicle", 790, 250, 290, 13500]

MALFORMED: dict[str, tuple[str | bytes, str]] = {
    "an empty file": ("", "items.csv: an empty file"),
    "blank lines alone": ("\n\n  \n", "an empty file"),
    "a header alone": (HEAD, "items.csv:1: a header and no rows"),
    "no header": (TRUCK, "unknown column"),
    "metres in a column of cm": (
        f"{HEAD}\nT1,vehicle,7.9,2.5,2.9,13500",
        "items.csv:2 length_cm: 7.9 cm — 80 to 4300 cm for a vehicle. Is it in metres? Then write 790",
    ),
    "cm in a column of metres": (
        "id,kind,length_m,width_m,height_m,mass_kg\nT1,vehicle,790,250,290,13500",
        "length_m: 790 m — 0.8 to 43 m for a vehicle. Is it in centimetres? Then write 7.9",
    ),
    "millimetres": (f"{HEAD}\nT1,vehicle,7900,2500,2900,13500", "Is it in millimetres?"),
    "tonnes in a column of kg": (f"{HEAD}\nT1,vehicle,790,250,290,13.5", "Is it in tonnes? Then write 13500"),
    "kg in a column of tonnes": (
        "id,kind,length_cm,width_cm,height_cm,mass_t\nT1,vehicle,790,250,290,13500",
        "Is it in kilograms? Then write 13.5",
    ),
    "tonnes of a small crate": (f"{HEAD}\nC1,cargo,120,100,100,0.4", "Is the mass in tonnes?"),
    "a mass that cannot be": (f"{HEAD}\nC1,cargo,20,20,20,9000", "items.csv:2 mass_kg: 9000 kg"),
    "a measure without a unit": (
        "id,kind,length,width_cm,height_cm,mass_kg\nT1,vehicle,790,250,290,13500",
        "length: a measure without its unit",
    ),
    "not a number": (f"{HEAD}\nT1,vehicle,nan,250,290,13500", "items.csv:2 length_cm: nan — a plain number"),
    "infinite": (f"{HEAD}\nT1,vehicle,inf,250,290,13500", "items.csv:2 length_cm: inf — a plain number"),
    "beyond all numbers": (f"{HEAD}\nT1,vehicle,1e400,250,290,13500", "items.csv:2 length_cm: 1e400 — a number of at most 1e+15"),
    "negative": (f"{HEAD}\nT1,vehicle,-790,250,290,13500", "items.csv:2 length_cm: -790 — more than 0"),
    "zero": (f"{HEAD}\nT1,vehicle,790,250,290,0", "items.csv:2 mass_kg: 0 — more than 0"),
    "a text": (f"{HEAD}\nT1,vehicle,long,250,290,13500", "items.csv:2 length_cm: long — a plain number"),
    "a unit in the cell": (f"{HEAD}\nT1,vehicle,7.9 m,250,290,13500", "Write the number alone, in cm: 790."),
    "separators of thousands": (
        f'{HEAD}\nT1,vehicle,790,250,290,"13,500"',
        "Write 13500 without separators, or 13.500 if the comma is a decimal one.",
    ),
    "blanks of thousands": (f"{HEAD}\nT1,vehicle,790,250,290,13 500", "Write it without separators of thousands: 13500."),
    "a comma that may be either": ("id;kind;length_cm;width_cm;height_cm;mass_kg\nT1;vehicle;790;250;290;13,500", "one meaning"),
    "an id twice": (f"{HEAD}\n{TRUCK}\nt1,vehicle,790,250,290,13500", "items.csv:3 id: t1 — each id once: row 2 has it"),
    "an id that a quantity makes": (
        f"{HEAD},quantity\nA,vehicle,790,250,290,13500,2\nA-1,vehicle,790,250,290,13500,1",
        "row 2 with its quantity has it",
    ),
    "an unknown kind": (
        f"{HEAD}\nT1,vehicel,790,250,290,13500",
        "items.csv:2 kind: vehicel — vehicle, trailer, cargo, device, persons or box. Did you mean vehicle",
    ),
    "no kind": ("id,length_cm,width_cm,height_cm,mass_kg\nT1,790,250,290,13500", "items.csv:2 kind: nothing"),
    "unknown equipment": (
        "id,equipment\nT1,ars14k",
        "items.csv:2 equipment: ars14k — a type of the equipment catalogue. Did you mean ars14km",
    ),
    "a misspelt column": (
        "id,kind,lenght_cm,width_cm,height_cm,mass_kg\nT1,vehicle,790,250,290,13500",
        "lenght_cm: an unknown column — the columns of an item list. Did you mean length_cm",
    ),
    "a thousand unknown columns": (
        f"{HEAD},{','.join(f'zq{n}' for n in range(1000))}\n{TRUCK}{',1' * 1000}",
        "1000 unknown columns: zq0, zq1",
    ),
    "too many columns": (",".join(f"c{n}" for n in range(5000)), "5000 columns"),
    "the same column twice": (
        "id,kind,kind,length_cm,width_cm,height_cm,mass_kg\nT1,vehicle,vehicle,790,250,290,13500",
        "the same column twice",
    ),
    "one measure in two units": (
        "id,kind,length_cm,length_m,width_cm,height_cm,mass_kg\nT1,vehicle,790,7.9,250,290,13500",
        "two values, in length_cm and length_m",
    ),
    "what is missing": (
        f"{HEAD}\nT1,vehicle,790,,290,13500",
        "items.csv:2 width_cm: nothing — required of everything but persons. Fill in width_cm or width_m.",
    ),
    "a quantity of nothing": (f"{HEAD},quantity\n{TRUCK},0", "items.csv:2 quantity: 0 — 1 or more"),
    "half an item": (f"{HEAD},quantity\n{TRUCK},1.5", "items.csv:2 quantity: 1.5 — a whole number"),
    "a thousand million items": (
        f"{HEAD},quantity\n{TRUCK},1000000000",
        "items.csv:2 quantity: 1000000000 — at most 3000 items a list",
    ),
    "too many items in all": (f"{HEAD},quantity\n{TRUCK},2000\nT2{TRUCK[2:]},2001", "items.csv:3 quantity: 4001 items in all"),
    "a thousand million boxes": (
        f"{HEAD},quantity,unit\nB,box,40,30,30,12,1000000000,p463l_built",
        "items.csv:2 quantity: 1000000000 — at most 100000 boxes a list",
    ),
    "too many boxes in all": (
        f"{HEAD},quantity,unit\nB,box,40,30,30,12,60000,p463l_built\nC,box,40,30,30,12,60001,p463l_built",
        "items.csv:3 quantity: 120001 boxes in all",
    ),
    "an axle heavier than the vehicle": (
        f"{HEAD},axles,axle_load_kg\n{TRUCK},3,50000",
        "axle_load_kg: 50000 kg — at most the mass, 13500 kg",
    ),
    "axles that do not carry the mass": (
        f"{HEAD},axles,axle_load_kg\n{TRUCK},2,3000",
        "6000 kg in all — axles that carry the mass",
    ),
    "more axle loads than axles": (f"{HEAD},axles,axle_load_kg\n{TRUCK},3,6000;7500", "2 axle loads for 3 axles"),
    "an axle behind the rear": (f"{HEAD},axles,axle_load_kg,axle_at_cm\n{TRUCK},2,7000,120;900", "900 cm — at most 790 cm"),
    "a tractor that is not there": (
        f"{HEAD},towed_by\nTruck-01,vehicle,790,250,290,13500,\nG1,trailer,420,190,200,2400,Truck-1",
        "items.csv:3 towed_by: Truck-1 — the id of a vehicle of this list. Did you mean Truck-01?",
    ),
    "more trailers than tractors": (
        f"{HEAD},quantity,towed_by\n{TRUCK},1,\nG,trailer,420,190,200,2400,3,T1",
        "3 towed by 1 — a tractor for each",
    ),
    "persons in a vehicle": (f"{HEAD},persons\n{TRUCK},3", "Write persons as rows of their own"),
    "no UN number": (f"{HEAD},un_number\n{TRUCK},petrol", "items.csv:2 un_number: petrol — four digits"),
    "boxes without a pallet": (
        f"{HEAD}\nB1,box,40,30,30,8",
        "items.csv:2 unit: nothing — the pallet or container that boxes are built onto",
    ),
    "boxes on an unknown pallet": (f"{HEAD},unit\nB1,box,40,30,30,8,p463", "a pallet or container of the catalogue"),
    "neither yes nor no": (f"{HEAD},turnable\n{TRUCK},perhaps", "items.csv:2 turnable: perhaps — yes or no"),
    "a cell too many": (f"{HEAD}\n{TRUCK},?", "items.csv:2: a cell in column 7"),
    "a row too short": (f"{HEAD}\nT1,vehicle,790", "items.csv:2: 3 cells — 6 cells"),
    "an open quote": (f'{HEAD}\n"T1,vehicle,790,250,290,13500', "valid CSV"),
    "UTF-16": (f"{HEAD}\n{TRUCK}".encode("utf-16"), "items.csv:1: a file in UTF-16"),
    "Latin-1": (f"{HEAD}\nLomé,vehicle,790,250,290,13500".encode("latin-1"), "items.csv:2: byte 0xe9 (é in Latin-1) — UTF-8"),
    "mixed encodings": (
        f"{HEAD}\nLomé,vehicle,790,250,290,13500\n".encode() + "Bafatá,vehicle,790,250,290,13500".encode("cp1252"),
        "items.csv:3: byte 0xe1",
    ),
    "a binary file": (b"\x00\x01\x02" * 50, "a NUL byte"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_lists_are_told_by_row_and_column(name: str, tmp_path: Path) -> None:
    text, told = MALFORMED[name]
    found = faults(tmp_path, text)
    assert any(told in fault for fault in found), found
    assert all("items.csv" in fault for fault in found)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, f"{HEAD}\nT1,vehicel,790,250,290,1\nT2,vehicle,x,-1,290,13500\nT2,cargo,100,100,,5")
    assert [fault.partition(":")[2].partition(" ")[0] for fault in found] == ["2", "3", "3", "4", "4"]


def test_many_faults_are_capped_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text("\n".join([HEAD, *(f"T{n},vehicle,7.9,250,290,13500" for n in range(500))]), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_item_list(path)
    assert (len(caught.value.faults), caught.value.untold) == (MAX_LIST_FAULTS, 500 - MAX_LIST_FAULTS)


def test_a_list_of_millions_of_rows_stops_at_the_limit(tmp_path: Path) -> None:
    small = "\n".join([HEAD, *(f"T{n},vehicle,790,250,290,13500" for n in range(MAX_LIST_ROWS + 1))])
    assert f"items.csv:{MAX_LIST_ROWS + 2}: more rows — at most {MAX_LIST_ROWS} rows a table" in faults(tmp_path, small)[0]
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(10_000_000 * 30)
    with pytest.raises(InputError, match=f"300000000 bytes — at most {MAX_LIST_ROWS} rows"):
        read_item_list(large)
    with large.open("wb") as file:
        file.writelines([f"{HEAD}\n".encode(), f"{TRUCK}\n".encode() * 1_000_000])
    with pytest.raises(InputError, match=f"large.csv:{MAX_LIST_ROWS + 2}: a file of [0-9]+ bytes"):
        read_item_list(large)


def test_other_files_are_refused(tmp_path: Path) -> None:
    assert "a file that ends in .ods" in faults(tmp_path, "x", "items.ods")[0]
    with pytest.raises(InputError, match="missing"):
        read_item_list(tmp_path / "nothing.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(InputError, match="a folder or device"):
        read_item_list(tmp_path / "folder.csv")


# Spreadsheets


def test_a_spreadsheet_reads_like_its_csv(tmp_path: Path) -> None:
    (item,) = listed(tmp_path, sheet([COLUMNS, CELLS]), "items.xlsx")
    (same,) = rows(tmp_path, TRUCK)
    assert item == same


def test_merged_cells_are_a_fault_where_they_hide_values(tmp_path: Path) -> None:
    data = sheet([COLUMNS, CELLS, ["T2", None, 790, 250, 290, 13500]], "B2:B3")
    assert faults(tmp_path, data, "items.xlsx") == [
        "items.xlsx:2 kind: the merged cells B2:B3 — one value a cell. "
        "Unmerge them and write the value into every row it is meant for."
    ]


def test_a_merged_title_above_the_header_does_no_harm(tmp_path: Path) -> None:
    data = sheet([["Column to Bergamo", *[None] * 5], [], COLUMNS, CELLS], "A1:F1")
    (item,) = listed(tmp_path, data, "items.xlsx")
    assert (item.id, item.row) == ("T1", 4)


def test_formulas_give_what_was_stored_and_are_a_fault_without(tmp_path: Path) -> None:
    data = sheet([COLUMNS, ["T1", "vehicle", "=7.9*100", 250, 290, 13500]])
    assert "items.xlsx:2 length_cm: the formula =7.9*100 — a value" in faults(tmp_path, data, "items.xlsx")[0]
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stored, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                content = content.replace(b"<v></v>", b"<v>790</v>").replace(b"<v />", b"<v>790</v>")
                assert b"<v>790</v>" in content
            new.writestr(entry, content)
    (item,) = listed(tmp_path, stored.getvalue(), "items.xlsx")
    assert item.length_cm == 790


def test_error_cells_and_damaged_workbooks_are_faults(tmp_path: Path) -> None:
    data = sheet([COLUMNS, ["T1", "vehicle", "#DIV/0!", 250, 290, 13500]])
    assert "items.xlsx:2 length_cm: #DIV/0!" in faults(tmp_path, data, "items.xlsx")[0]
    assert "not a readable spreadsheet" in faults(tmp_path, data[:300], "items.xlsx")[0]
    assert "not a readable spreadsheet" in faults(tmp_path, b"id,kind\n", "items.xlsx")[0]


def test_a_cell_far_to_the_right_is_told_and_makes_no_other_row_wide(tmp_path: Path) -> None:
    far: list[object] = [*CELLS, *[None] * 16_000, "lost"]
    assert "items.xlsx:2: a cell in column 16007 — 6 columns" in faults(tmp_path, sheet([COLUMNS, far]), "items.xlsx")[0]
    many = [COLUMNS, *[far] * 260]
    assert "items.xlsx:251: 4001756 cells — at most 4000000" in faults(tmp_path, sheet(many), "items.xlsx")[0]


def test_rows_of_a_spreadsheet_may_end_early(tmp_path: Path) -> None:
    head: list[object] = [*COLUMNS, "quantity", "note"]
    one, two = listed(tmp_path, sheet([["A title"], head, CELLS, ["T2", *CELLS[1:], 3]]), "items.xlsx")
    assert (one.quantity, two.quantity) == (1, 3)
    path = tmp_path / "fleet.xlsx"
    path.write_bytes(sheet([["type", "number", "cost"], ["il76md"], ["an124_100", 2]]))
    assert [(row.type, row.number) for row in read_fleet(path)] == [("il76md", None), ("an124_100", 2)]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 200_000_000)
    assert "200000000 bytes unpacked — at most" in faults(tmp_path, bomb.getvalue(), "items.xlsx")[0]


# What is taken


def test_semicolons_and_decimal_commas_are_taken_together(tmp_path: Path) -> None:
    (item,) = listed(tmp_path, "\ufeffid;Length (m);Width [m];height_m;Weight, t;kind\nT1;7,9;2,5;2,9;13,5;truck\n")
    assert (item.length_cm, item.width_cm, item.mass_kg, item.kind) == (790, 250, 13500, "vehicle")


def test_tabs_and_titles_are_taken(tmp_path: Path) -> None:
    tabbed = f"Our list\t\t\t\t\t\n{HEAD}\n{TRUCK}".replace(",", "\t")
    assert listed(tmp_path, tabbed)[0].row == 3


def test_other_units_are_converted(tmp_path: Path) -> None:
    (item,) = rows(tmp_path, "C1,cargo,100,8,9,2204.6", head="id,kind,length_in,width_ft,height_ft,mass_lb")
    assert (item.length_cm, item.width_cm) == (254, pytest.approx(243.84))
    assert item.mass_kg == pytest.approx(1000, abs=0.1)


def test_equipment_fills_what_is_empty_and_tells_the_kind(tmp_path: Path) -> None:
    (item,) = rows(tmp_path, "T1,ars14km,3", head="id,equipment,quantity")
    assert (item.kind, item.length_cm, item.item_ids()) == ("vehicle", None, ("T1-1", "T1-2", "T1-3"))


def test_equipment_without_measures_asks_for_them(tmp_path: Path) -> None:
    found = faults(tmp_path, "id,equipment,kind\nP,person_bag,cargo")
    assert any("The catalogue does not know it of person_bag: fill in length_cm or length_m." in fault for fault in found)


def test_labels_in_any_script_become_identifiers(tmp_path: Path) -> None:
    made = rows(
        tmp_path, "КамАЗ 1,vehicle,790,250,290,13500", "Lomé 2,vehicle,790,250,290,13500", "Lome 2,vehicle,790,250,290,9000"
    )
    assert [(item.id, item.label) for item in made] == [("1", "КамАЗ 1"), ("Lome-2", "Lomé 2"), ("Lome-2-row4", "Lome 2")]


def test_rows_without_an_id_are_named_by_what_they_are(tmp_path: Path) -> None:
    made = rows(tmp_path, "Pump,cargo,100,80,90,300", ",cargo,100,80,90,300", head="name,kind,length_cm,width_cm,height_cm,mass_kg")
    assert [item.label for item in made] == ["Pump 2", "cargo 3"]


def test_persons_and_axles(tmp_path: Path) -> None:
    head = f"{HEAD},persons,axles,axle_load_t,axle_at_m"
    team, crowd, truck = rows(
        tmp_path, "Team,persons,,,,,8,,,", "Crowd,people,,,,,,,,", f"{TRUCK},,3,4.3;4.6;4.6,1.2;4;5.4", head=head
    )
    assert (team.persons, crowd.persons) == (8, 0)
    assert (truck.axle_loads_kg, truck.axle_at_cm) == ((4300, 4600, 4600), (120, 400, 540))


def test_unknown_columns_may_be_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text(f"{HEAD},owner,colour\n{TRUCK},me,red", encoding="utf-8")
    assert read_item_list(path, ignore_columns=True)[0].id == "T1"


# Fleets


def test_fleets_in_words() -> None:
    assert [(row.type, row.number) for row in parse_fleet("il76md=12, an124_100")] == [("il76md", 12), ("an124_100", None)]
    assert parse_pairs("--cost", "il76md=1.0,an124_100=3.5", "TYPE") == {"il76md": 1.0, "an124_100": 3.5}


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "at least one aircraft type"), ("il76=3", "Did you mean"), ("il76md=-1", "a number of aircraft"),
     ("il76md=1e3", "a number of"),
     ("il76md=2,il76md=3", "each type once"), ("zeppelin", "aidbridge catalogue aircraft")],
)  # fmt: skip
def test_malformed_fleets_in_words(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        parse_fleet(text)


def test_a_fleet_table_with_a_type_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "fleet.csv"
    path.write_text(
        "type,number,cost,tails,payload_kg,hold_length_m,hold_width_m,hold_height_m,floor_zones\n"
        "il76md,,2.5,RA-1;RA-2,40000,,,,\nferry,3,1,,9000,12,3,2.5,0:6:3000\n", encoding="utf-8"
    )  # fmt: skip
    first, own = read_fleet(path)
    assert (first.number, first.tails, first.cost, first.stated) == (2, ("RA-1", "RA-2"), 2.5, {"max_payload_kg": 40_000})
    assert (own.type, own.number, own.stated["hold_width_m"], own.stated["floor_zones"]) == ("ferry", 3, 3, "0:6:3000")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("type,number\nferry,3", "Fill in max_payload_kg, hold_length_m, hold_width_m, hold_height_m"),
        ("type,number\nil76,3", "Did you mean"),
        ("type,number\nil76md,3\nil76md,4", "fleet.csv:3 type: il76md — each type once: row 2 has it"),
        ("type,number,tails\nil76md,3,A;B", "2 tails — 3, as in number"),
        ("type,payload\nil76md,3", "an unknown column"),
        ("type,payload_kg\nil76md,heavy", "fleet.csv:2 payload_kg: heavy — a plain number"),
        ("type,floor_zones\nil76md,front", "stretches from m to m"),
        ("type,number", "a header and no rows"),
        ("type,cost\nil76md,0", "fleet.csv:2 cost: 0 — more than 0"),
        ("type,cost\nil76md,1e-9", "fleet.csv:2 cost: 1e-09 — 0.001 to 1000000"),
    ],
)
def test_malformed_fleet_tables(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "fleet.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_fleet(path)
    assert told in str(caught.value)
