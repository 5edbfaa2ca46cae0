"""Tables: the content of the plan as rows, and their export."""

import csv
import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

import large_plan
import sample_plan
import samples
from aidbridge.checker.check import check
from aidbridge.documents.export import csv_text, workbook_bytes
from aidbridge.documents.rows.table import Table
from aidbridge.documents.tables import TABLES, table, tables
from aidbridge.model.plan import Plan
from aidbridge.model.resolved import Resolved
from aidbridge.model.verdict import Standing, Verdict


@pytest.fixture(scope="module")
def sample() -> tuple[Resolved, Plan, Verdict]:
    world, plan = samples.resolved(), sample_plan.sample_plan()
    return world, plan, check(world, plan)


def _column(t: Table, header: str) -> list[object]:
    return [row[t.headers.index(header)] for row in t.rows]


def test_every_row_is_as_wide_as_its_headers(sample: tuple[Resolved, Plan, Verdict]) -> None:
    for made in tables(*sample).values():
        assert all(len(row) == len(made.headers) for row in made.rows), made.id
        assert len(set(made.headers)) == len(made.headers), made.id


def test_an_unknown_table_is_refused(sample: tuple[Resolved, Plan, Verdict]) -> None:
    with pytest.raises(KeyError):
        table("nothing", *sample)


def test_the_ledger_has_one_row_a_need(sample: tuple[Resolved, Plan, Verdict]) -> None:
    world, plan, _ = sample
    made = table("ledger", *sample)
    assert _column(made, "Need") == [need.id for need in world.mission.needs]
    assert _column(made, "Needed") == [line.needed for line in plan.coverage]


def test_the_load_list_names_everything_aboard(sample: tuple[Resolved, Plan, Verdict]) -> None:
    _, plan, _ = sample
    aboard = [(load.id, item) for load in plan.loads for item in (*(p.item for p in load.placements), *load.persons)]
    made = table("load_list", *sample)
    assert list(zip(_column(made, "Load"), _column(made, "Item"), strict=True)) == aboard


def test_flights_tell_utc_and_the_local_time_of_each_airfield(sample: tuple[Resolved, Plan, Verdict]) -> None:
    world, plan, _ = sample
    made = table("flights", *sample)
    legs = {leg.id: leg for sortie in plan.sorties for leg in sortie.legs}
    assert sorted(map(str, _column(made, "Leg"))) == sorted(legs)
    for leg, departs, local in zip(
        _column(made, "Leg"), _column(made, "Departs (UTC)"), _column(made, "Departs (local)"), strict=True
    ):
        assert departs == world.moment(legs[str(leg)].depart_min)
        assert str(local).endswith("MSK" if legs[str(leg)].origin in ("UUMU", "ULOO") else ("CET", "CEST"))


def test_clearances_by_leg_tell_every_stretch(sample: tuple[Resolved, Plan, Verdict]) -> None:
    _, plan, _ = sample
    stretches = sum(len(leg.overflights) for sortie in plan.sorties for leg in sortie.legs)
    assert len(table("clearances_by_leg", *sample).rows) == stretches


def test_seating_counts_every_person(sample: tuple[Resolved, Plan, Verdict]) -> None:
    _, plan, _ = sample
    seated = sum(seat.count for convoy in plan.convoys for vehicle in convoy.vehicles for seat in vehicle.seats)
    assert sum(int(str(n)) for n in _column(table("seating", *sample), "Persons")) == seated > 0


def test_rules_count_their_findings_and_tell_the_worst() -> None:
    world = large_plan.resolved()
    plan = large_plan.plan(world)
    verdict = large_plan.verdict(plan)
    made = table("rules", world, plan, verdict)
    standing = dict(zip(_column(made, "Rule"), _column(made, "Standing"), strict=True))
    assert (standing["F3"], standing["F5"], standing["L9"], standing["L1"]) == (
        "not provable",
        "broken",
        "not applicable",
        "passed",
    )
    assert list(standing) == ["L1", "L2", "L3", "L5", "L9", "F1", "F2", "F3", "F4", "F5", "W2"]
    counted = sum(
        sum(map(int, map(str, _column(made, header)))) for header in ("Passed", "Broken", "Not applicable", "Not provable")
    )
    assert counted == len(verdict.findings)


def test_gaps_are_those_of_the_objective() -> None:
    world = large_plan.resolved()
    plan = large_plan.plan(world)
    made = table("bounds", world, plan, large_plan.verdict(plan))
    gaps = dict(zip(_column(made, "Figure"), _column(made, "Gap"), strict=True))
    assert gaps["Unmet need, weighted hours"] == pytest.approx((6_002 - 4_900) / (12_000 - 4_900))
    assert gaps["Loaded sorties out"] == pytest.approx(1 / 11)


def test_csv_can_be_read_back_and_runs_nothing() -> None:
    made = Table("t", "T", ("a", "b"), (("=1+1", datetime(2020, 3, 29, 1, tzinfo=UTC)), ('x,"y"\n', None), ("-", -2.5)))
    read = list(csv.reader(io.StringIO(csv_text(made))))
    assert read == [["a", "b"], ["'=1+1", "2020-03-29T01:00Z"], ['x,"y"\n', ""], ["'-", "-2.5"]]


def test_the_workbook_holds_every_table(sample: tuple[Resolved, Plan, Verdict]) -> None:
    made = tables(*sample)
    hostile = Table("h", "a[b]:c" * 10, ("x",), (("=HYPERLINK(1)",), ("\x07bell",)))
    book = load_workbook(io.BytesIO(workbook_bytes([*made.values(), hostile, hostile])))
    assert len(book.sheetnames) == len(TABLES) + 2 == len(set(book.sheetnames))
    flights = book["Flights"]
    assert flights.max_row == len(made["flights"].rows) + 1
    departs = made["flights"].headers.index("Departs (UTC)") + 1
    assert isinstance(flights.cell(2, departs).value, datetime)
    last = book[book.sheetnames[-1]]
    assert (last.cell(2, 1).data_type, last.cell(2, 1).value, last.cell(3, 1).value) == ("s", "=HYPERLINK(1)", "bell")


def test_tables_speak_the_readers_language(sample: tuple[Resolved, Plan, Verdict]) -> None:
    assert table("left_behind", *sample, "it").headers == ("Cosa", "Fase", "Motivo")


def test_findings_name_missing_facts() -> None:
    world = large_plan.resolved()
    plan = large_plan.plan(world)
    made = table("findings", world, plan, large_plan.verdict(plan))
    unproven = [row for row in made.rows if row[2] == "not provable"]
    assert len(unproven) == sum(f.standing is Standing.NOT_PROVABLE for f in large_plan.verdict(plan).findings) == 1
    assert "airfield:LIPX.strength" in str(unproven[0])
