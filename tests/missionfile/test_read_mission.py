"""A good mission folder, and what becomes of its figures."""

from datetime import UTC, date, datetime

import pytest

from aidbridge.missionfile.read import read_mission
from aidbridge.model.facts import Alternative, Fact, Status
from aidbridge.model.mission import Mission
from missionfolders import FLEET, MISSION, NEEDS, VEHICLES, changed, write


@pytest.fixture
def mission(tmp_path) -> Mission:
    return read_mission(write(tmp_path / "m"))


def fact(mission: Mission, key: str) -> Fact:
    (found,) = [fact for fact in mission.facts if fact.key == key]
    return found


def test_sections_come_from_yaml_and_from_tables(mission):
    assert [need.id for need in mission.needs] == ["BG-dis", "BG-vent"]
    assert mission.needs[0].mandatory and not mission.needs[1].mandatory
    assert mission.needs[0].site is None and mission.needs[1].site == "base"
    assert mission.vehicles[1].mass_kg is None
    assert mission.teams[0].kit == ("RU-ars-01",)
    assert mission.teams[0].classification.scheme == "UCPM"
    assert mission.airfields[0].hours[0].opens.isoformat() == "06:00:00"


def test_instants_are_kept_in_utc(mission):
    assert mission.needs[0].start == datetime(2020, 3, 23, 23, tzinfo=UTC)
    assert mission.tasks[0].start == datetime(2020, 3, 24, 5, tzinfo=UTC)
    assert mission.tasks[0].end == datetime(2020, 4, 7, 18, tzinfo=UTC), (
        "after the clock change of 29 March the offset is two hours"
    )
    assert mission.tasks[0].end.tzinfo is UTC


def test_figures_leave_their_value_in_place_and_become_facts(mission):
    assert mission.teams[0].people == 6
    assert fact(mission, "team:RU-dis-1.people") == Fact(
        key="team:RU-dis-1.people",
        value=6,
        status=Status.READ,
        source="ministry report",
        reliability="high",
        dated=date(2020, 3, 25),
    )
    assert mission.airfields[0].landing_interval_min == 120
    interval = fact(mission, "airfield:LIRE.landing_interval_min")
    assert interval.alternatives == (Alternative(value=60, source="a newspaper"),)
    assert interval.reason == "the field's own officer said so"


@pytest.mark.parametrize(
    ("key", "value", "status"),
    [
        ("mission:horizon", "2020-04-30T00:00:00Z", Status.DERIVED),
        ("policy:road.convoy_speed_kmh", 55, Status.READ),
        ("rates:flying_hour.il76md", 12000, Status.RECALLED),
        ("road:LIRE-base.km", 630, Status.ESTIMATED),
        ("need:BG-dis.quantity", 8000, Status.READ),
        ("vehicle:RU-ars-01.mass_kg", 13500, Status.READ),
        ("vehicle:RU-ars-01.seats", 3, Status.READ),
        ("aircraft:il76md.max_payload_kg", 43000, Status.READ),
    ],
)
def test_keys_name_the_room_and_the_field(mission, key, value, status):
    found = fact(mission, key)
    assert (found.value, found.status) == (value, status)


def test_a_source_of_the_row_speaks_for_its_numbers_only(mission):
    keys = {fact.key for fact in mission.facts if fact.key.startswith("vehicle:")}
    assert keys == {"vehicle:RU-ars-01.mass_kg", "vehicle:RU-ars-01.seats"}
    assert fact(mission, "vehicle:RU-ars-01.seats").note == "front axle not weighed"


def test_a_source_of_a_row_without_numbers_speaks_for_what_it_says(tmp_path):
    table = "id,offer,equipment,status\nRU-ars-01,RU-1,ars14km,estimated\nRU-uaz-01,RU-1,uaz3962,\n"
    mission = read_mission(write(tmp_path, {"vehicles.csv": table}))
    assert {fact.key for fact in mission.facts if fact.key.startswith("vehicle:")} == {
        "vehicle:RU-ars-01.offer",
        "vehicle:RU-ars-01.equipment",
    }


def test_a_field_of_the_section_is_never_taken_for_a_source(mission):
    assert mission.offers[0].source == "a letter" and mission.offers[0].status == "accepted"
    assert not [fact for fact in mission.facts if fact.key.startswith("offer:")]


def test_a_source_of_a_field_goes_before_that_of_the_row(tmp_path):
    table = "id,offer,equipment,mass_kg,mass_kg.source,seats,source\nRU-ars-01,RU-1,ars14km,13600,scales,3,manual\n"
    mission = read_mission(write(tmp_path, {"vehicles.csv": table}))
    assert fact(mission, "vehicle:RU-ars-01.mass_kg").source == "scales"
    assert fact(mission, "vehicle:RU-ars-01.seats").source == "manual"


def test_alternatives_in_a_table(tmp_path):
    header = NEEDS.replace("quantity.status", "quantity.alternatives").splitlines()
    rows = [header[0] + ",quantity.reason", header[1].replace("read", "7000; 9000") + ",the list is newer", header[2] + ","]
    mission = read_mission(write(tmp_path, {"needs.csv": "\n".join(rows) + "\n"}))
    found = fact(mission, "need:BG-dis.quantity")
    assert [alternative.value for alternative in found.alternatives] == [7000, 9000] and found.reason == "the list is newer"


def test_nested_fields_lists_and_maps_in_tables(tmp_path):
    teams = (
        "id,offer,people,skills,languages,classification.scheme,classification.type,at\n"
        'RU-med-1,RU-1,4,medicine; triage,ru;it,EMT,"1, fixed",UUMU\n'
    )
    agreements = "id,parties,valid_from,pays.fuel,pays.road\nAG-2,IT,2020-03-22T00:00:00Z,IT,\n"
    airfields = "icao,hours.1.opens,hours.1.closes,hours.2.opens,hours.2.closes\nLIPX,06:00,12:00,14:00,20:00\n"
    assumptions = "id,reason,values.airfield:LIPX.strength\nA-2,known,200000\n"
    files = {"teams.csv": teams, "agreements.csv": agreements, "airfields.csv": airfields, "assumptions.csv": assumptions}
    mission = read_mission(write(tmp_path, files))
    team = mission.teams[1]
    assert team.skills == ("medicine", "triage") and team.languages == ("ru", "it") and team.classification.type == "1, fixed"
    assert mission.agreements[1].pays == {"fuel": "IT"}
    assert [hours.closes.hour for hours in mission.airfields[1].hours] == [12, 20]
    assert mission.assumptions[1].values == {"airfield:LIPX.strength": 200000}


def test_the_core_schema_of_yaml(tmp_path):
    """Norway, sexagesimals and dates stay texts where texts are expected."""
    files = changed("  - {id: CL-TR, kind: overflight, state: TR,", "  - {id: CL-NO, kind: overflight, state: NO,")
    assert read_mission(write(tmp_path / "no", files)).clearances[0].state == "NO"
    files = changed("name: Care home", "name: 12:30:45")
    assert read_mission(write(tmp_path / "time", files)).sites[1].name == "12:30:45"
    files = changed("name: Care home", "name: 2020-03-22")
    assert read_mission(write(tmp_path / "date", files)).sites[1].name == "2020-03-22"
    files = changed("name: Care home", "name: yes")
    assert read_mission(write(tmp_path / "yes", files)).sites[1].name == "yes"


def test_whole_numbers_may_be_written_with_a_zero_decimal(tmp_path):
    assert read_mission(write(tmp_path, changed("drivers: 4", "drivers: 4.0"))).teams[0].drivers == 4


def test_a_byte_order_mark_and_foreign_letters(tmp_path):
    files = {
        "mission.yaml": b"\xef\xbb\xbf" + MISSION.replace("Care home", "Casa di carità Ёлка 养老院").encode(),
        "needs.csv": b"\xef\xbb\xbf" + NEEDS.encode(),
    }
    mission = read_mission(write(tmp_path, files))
    assert mission.sites[1].name == "Casa di carità Ёлка 养老院"
    assert len(mission.needs) == 2


def test_line_ends_blank_rows_and_trailing_commas_of_spreadsheet_programs(tmp_path):
    table = FLEET.replace("\n", ",,\r\n").replace("\r\n", "\r\n,,,,,,,\r\n", 1) + ",,,,,,,\r\n\r\n"
    assert len(read_mission(write(tmp_path, {"fleet.csv": table})).fleet) == 2


def test_a_section_in_yaml_and_in_a_table(tmp_path):
    more = "supplies:\n  - {id: RU-mask, offer: RU-1, capability: mask, quantity: 5, package: mask_carton}\n"
    mission = read_mission(write(tmp_path, {"mission.yaml": MISSION + more}))
    assert [supply.id for supply in mission.supplies] == ["RU-mask", "RU-vent"]


def test_a_table_with_a_header_alone_is_empty(tmp_path):
    assert len(read_mission(write(tmp_path, {"events.csv": "id,what,at\n"})).events) == 0


def test_other_files_may_lie_in_the_folder(tmp_path):
    files = {"README.md": "# notes", "map.png": b"\x89PNG\x00", "~$needs.xlsx": b"", ".needs.csv.swp": b"\x00"}
    (write(tmp_path, files) / "sources").mkdir()
    assert read_mission(tmp_path).id == "bergamo"


def test_the_order_of_rows_changes_no_fact(tmp_path):
    lines = VEHICLES.splitlines()
    turned = "\n".join([lines[0], lines[2], lines[1]]) + "\n"
    first, second = read_mission(write(tmp_path / "a")), read_mission(write(tmp_path / "b", {"vehicles.csv": turned}))
    assert sorted(first.facts, key=lambda fact: fact.key) == sorted(second.facts, key=lambda fact: fact.key)
