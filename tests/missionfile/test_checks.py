"""Cross checks: what no single value can show, each with a mission that passes and ones that do not."""

import io
import struct
import zipfile

import pytest

from aidbridge.missionfile.read import read_mission
from missionfolders import MISSION, assert_alone, faults_of, write

MORE = """\
restrictions:
  - {id: R-1, effect: airfield_closed, place: LIRE, start: 2020-03-25T00:00:00Z, end: 2020-03-25T06:00:00Z}
  - {id: R-2, effect: airspace_closed, place: PL, start: 2020-03-22T00:00:00Z, end: 2020-04-22T00:00:00Z}
  - {id: R-3, effect: site_shut, place: home-1, start: 2020-03-25T00:00:00Z, end: 2020-03-26T00:00:00Z}
devices:
  - {id: RU-pcr, offer: RU-1, capability: test, capacity: 500, equipment: pcr_analyser, operated_by: RU-dis-1, at: UUMU}
transfers:
  - {airfield: LIRE, at: LIPX, minutes: 90}
fuel_stops: [URSS]
way_home: {airfield: LIPX, destination: UUMU, start: 2020-04-20T06:00:00+02:00, end: 2020-04-27T22:00:00+02:00}
actuals:
  - {about: L-001, what: departed, at: 2020-03-22T10:00:00Z}
  - {about: L-002, what: departed, between: [2020-03-22T10:00:00Z, 2020-03-22T12:00:00Z]}
events:
  - {id: E-1, what: item_late, about: [RU-ars-01], at: 2020-03-23T00:00:00Z, delay_min: 60}
"""
FULL = MISSION + MORE


def test_a_mission_with_every_section_passes(tmp_path):
    mission = read_mission(write(tmp_path, {"mission.yaml": FULL}))
    assert mission.way_home.airfield == "LIPX" and len(mission.restrictions) == 3 and len(mission.actuals) == 2


def test_sections_that_a_mission_may_leave_out(tmp_path):
    kept = (
        FULL[: FULL.index("reserves:")]
        + FULL[FULL.index("agreements:") : FULL.index("decisions:")]
        + FULL[FULL.index("policy:") : FULL.index("facts:")]
    )
    mission = read_mission(write(tmp_path, {"mission.yaml": kept}))
    assert mission.reserves == () and mission.way_home is None


@pytest.mark.parametrize(
    ("old", "new", "path", "advice"),
    [
        ("place: LIRE, start", "place: LIRX, start", "restrictions[R-1].place", "described in the section"),
        ("place: PL, start", "place: PX, start", "restrictions[R-2].place", "ISO 3166-1"),
        ("place: home-1, start", "place: home-2, start", "restrictions[R-3].place", "home-1"),
        ("end: 2020-04-22T00:00:00Z}", "end: 2020-03-21T00:00:00Z}", "restrictions[R-2].end", "reversed"),
        ("{airfield: LIRE, at: LIPX, minutes", "{airfield: LIRE, at: LIRE, minutes", "transfers[LIRE].at", "Correct one"),
        ("{airfield: LIRE, at: LIPX, minutes", "{airfield: LIME, at: LIPX, minutes", "transfers[LIME].airfield", "of a site"),
        ("{airfield: LIRE, at: LIPX, minutes", "{airfield: LIRE, at: LIPQQ, minutes", "transfers[LIRE].at", ""),
        (
            "  - icao: LIRE\n",
            "  - icao: LIRE\n    places_by_code: {D: 2, Q: 1}\n",
            "airfields[LIRE].places_by_code.Q",
            "Correct the name",
        ),
        ("fuel_stops: [URSS]", "fuel_stops: [URSS, ZZZZ]", "fuel_stops[2]", "described in the section"),
        ("operated_by: RU-dis-1", "operated_by: RU-dis-2", "devices[RU-pcr].operated_by", "RU-dis-1"),
        ("equipment: pcr_analyser", "equipment: pcr", "devices[RU-pcr].equipment", "pcr_analyser"),
        ("operated_by: RU-dis-1, at: UUMU", "operated_by: RU-dis-1, at: hme-1", "devices[RU-pcr].at", "home-1"),
        ("way_home: {airfield: LIPX", "way_home: {airfield: LIXX", "way_home.airfield", "described in the section"),
        ("end: 2020-04-27T22:00:00+02:00", "end: 2020-04-19T22:00:00+02:00", "way_home.end", "reversed"),
        ("start: 2020-04-20T06:00:00+02:00", "start: 2020-03-20T06:00:00+01:00", "way_home.start", "Correct the date"),
        ("what: departed, at: 2020-03-22T10:00:00Z", "what: departed", "actuals[L-001-departed].at", "between which two"),
        (
            "[2020-03-22T10:00:00Z, 2020-03-22T12:00:00Z]",
            "[2020-03-22T12:00:00Z, 2020-03-22T10:00:00Z]",
            "actuals[L-002-departed].between",
            "earlier",
        ),
        ("[2020-03-22T10:00:00Z, 2020-03-22T12:00:00Z]", "[2020-03-22T12:00:00Z]", "actuals[L-002-departed].between[2]", "Add"),
        ("{id: E-1,", "{id: RU-1,", "events[RU-1].id", "offers already"),
        (
            "kind: avoid_state, state: PL,",
            "kind: not_before, items: [RU-vent.1, RU-dis-1], at: 2020-03-21T00:00:00Z,",
            "decisions[D-1].at",
            "Correct the date",
        ),
        ("kind: avoid_state, state: PL,", "kind: items_apart, items: [RU-vent.1, RU-vnt],", "decisions[D-1].items[2]", "RU-vent"),
        (
            "kind: avoid_state, state: PL,",
            "kind: item_on_tail, items: [RU-ars-01], tail: RU-il76-09,",
            "decisions[D-1].tail",
            "RU-il76-01",
        ),
        (
            "    valid_from: 2020-03-22T00:00:00Z\n",
            "    valid_from: 2020-03-22T00:00:00Z\n    places: [IT-99]\n",
            "agreements[AG-1].places[1]",
            "Did you mean",
        ),
        (
            "    valid_from: 2020-03-22T00:00:00Z\n",
            "    valid_from: 2020-03-01T00:00:00Z\n    valid_to: 2020-03-20T00:00:00Z\n",
            "agreements[AG-1].valid_to",
            "over before",
        ),
        ("parties: [RU, IT]", "parties: [RU, IX]", "agreements[AG-1].parties[2]", "ISO 3166-1"),
        ("{fuel: RU, road: IT}", "{fuel: RU, fuel: IT}", "agreements[AG-1].pays.fuel", "already"),
        ("{vehicle_gap_m", "{person_kg: 0.12, vehicle_gap_m", "policy.hold.person_kg", "another unit"),
        (
            'values: {"airfield:LIRE.strength": 190000}',
            "values: {LIRE.strength: 190000}",
            "assumptions[A-1].values.LIRE.strength",
            "room, colon",
        ),
        (
            '    accept: ["equipment:ars14km.*"]\n    values: {"airfield:LIRE.strength": 190000}\n',
            "",
            "assumptions[A-1]",
            "accepts or sets",
        ),
        (
            "source: squadron}",
            "source: squadron, alternatives: [{value: 47000}]}",
            "facts[aircraft:il76md.max_payload_kg].reason",
            "Add reason",
        ),
        ("    people: {value: 6", "    people: {value: 0", "teams[RU-dis-1].people", "number"),
        ("  day_start: 08:00", "  unit_values: {ventilators: 2}", "policy.unit_values.ventilators", "ventilator"),
    ],
)
def test_one_thing_wrong(tmp_path, old, new, path, advice):
    assert FULL.count(old) == 1, old
    faults = faults_of(write(tmp_path, {"mission.yaml": FULL.replace(old, new)}))
    told = "\n".join(map(str, faults))
    assert [fault.path.partition(" ")[2] for fault in faults] == [path], told
    assert advice in faults[0].advice, told


@pytest.mark.parametrize(
    ("section", "row", "path"),
    [
        ("reserves", "{donor: RU, capability: ventilator, has: 1, keeps: 0}", "reserves[RU-ventilator].donor"),
        ("roads", "{origin: LIRE, destination: base, km: 640}", "roads[LIRE-base].origin"),
        ("airfields", "{icao: LIRE}", "airfields[LIRE].icao"),
        ("transfers", "{airfield: LIRE, at: URSS}", "transfers[LIRE].airfield"),
        ("places", "{id: IT, name: Italy again, level: country}", "places[IT].id"),
        ("facts", "{key: 'aircraft:il76md.max_payload_kg', value: 1, status: read}", "facts[aircraft:il76md.max_payload_kg].key"),
    ],
)
def test_rows_said_twice(tmp_path, section, row, path):
    text = FULL.replace(f"\n{section}:\n", f"\n{section}:\n  - {row}\n")
    faults = faults_of(write(tmp_path, {"mission.yaml": text}))
    assert path in [fault.path.partition(" ")[2] for fault in faults]


def test_a_site_with_an_airfield_s_name(tmp_path):
    sites = "id,name,kind,place,lat,lon\nLIRE,Air base,base,IT-BG,45.6,9.7\n"
    assert_alone(write(tmp_path, {"sites.csv": sites}), "sites.csv:2 id", "LIRE", "airfields and sites")


def test_vehicles_that_tow_each_other(tmp_path):
    table = "id,offer,equipment,towed_by\nRU-ars-01,RU-1,ars14km,RU-t-1\nRU-t-1,RU-1,trailer2ax,RU-ars-01\n"
    assert_alone(
        write(tmp_path, {"vehicles.csv": table}), "vehicles.csv:2 towed_by", "RU-ars-01 > RU-t-1 > RU-ars-01", "Remove towed_by"
    )


def test_an_item_in_two_kits(tmp_path):
    teams = "id,offer,people,kit\nRU-med-1,RU-1,4,RU-uaz-01;RU-ars-01\n"
    assert_alone(write(tmp_path, {"teams.csv": teams}), "teams.csv:2 kit[2]", "RU-ars-01", "kit of RU-dis-1")


def test_a_long_chain_of_places_is_no_circle(tmp_path):
    rows = "".join(f"P-{n},a place,municipality,{f'P-{n - 1}' if n else 'IT'}\n" for n in range(2_000))
    assert len(read_mission(write(tmp_path, {"places.csv": "id,name,level,part_of\n" + rows})).places) == 2_003


def test_a_note_without_a_source_hides_no_other_fault_of_its_row(tmp_path):
    table = "id,offer,equipment,mass_kg,note\nRU-ars-01,RU-1,ars14km,-5,weighed\n"
    assert [fault.path for fault in faults_of(write(tmp_path, {"vehicles.csv": table}))] == [
        "vehicles.csv:2",
        "vehicles.csv:2 mass_kg",
    ]


def test_a_spreadsheet_that_would_unpack_to_gigabytes(tmp_path):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "x")
    data = bytearray(file.getvalue())
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 3_000_000_000)
    assert_alone(write(tmp_path, {"sites.xlsx": bytes(data)}), "sites.xlsx", "3000000000 bytes unpacked", "Split")
