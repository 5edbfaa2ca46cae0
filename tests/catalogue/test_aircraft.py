"""Aircraft types: nothing of the collected facts is lost, and every figure has its source."""

import csv
import os
from pathlib import Path

import pytest

from aidbridge.catalogue.aircraft import aircraft_facts, aircraft_ids, aircraft_type
from aidbridge.catalogue.written import read_written
from aidbridge.model.errors import UnknownNameError
from aidbridge.model.facts import Status
from aidbridge.model.fleet import AircraftType, PayloadRange

DATA = os.environ.get("AIDBRIDGE_DATA")
needs_data = pytest.mark.skipif(not DATA, reason="AIDBRIDGE_DATA names no folder with the collected facts")
NO_FIGURES = {"id", "name", "note"}


def rows(file: str) -> list[dict[str, str]]:
    with (Path(DATA or "") / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def same(value: object, text: str) -> bool:
    return str(value) == text or (isinstance(value, int | float) and float(text) == value)


@needs_data
def test_every_collected_fact_is_kept_with_value_status_and_source() -> None:
    collected = rows("aircraft_facts.csv")
    for row in collected:
        field = "payload_range" if row["field_with_unit"] == "payload_range_points_kg_km" else row["field_with_unit"]
        fact = next(f for f in aircraft_facts(row["aircraft_id"]) if f.key == f"aircraft:{row['aircraft_id']}.{field}")
        assert same(fact.value, row["value"]), fact
        assert (fact.status, fact.source) == (Status(row["status"]), row["source"])
    fields = {row["field_with_unit"] for row in collected} | {"payload_range"}
    facts = [fact for id in aircraft_ids() for fact in aircraft_facts(id)]
    of_the_collection = [fact for fact in facts if fact.key.partition(".")[2] in fields]
    assert len(of_the_collection) == len(collected) + sum(1 for fact in facts if fact.note)
    assert all(fact.source for fact in facts)


@needs_data
def test_the_typed_row_equals_the_collected_table() -> None:
    table = rows("aircraft.csv")
    assert [row["aircraft_id"] for row in table] == list(aircraft_ids())
    for row in table:
        known = aircraft_type(row["aircraft_id"])
        assert (known.name, known.note) == (row["name"], row["note"])
        for field in set(row) & set(AircraftType.model_fields) - NO_FIGURES:
            value = getattr(known, field)
            assert (value is None) if row[field] == "" else same(value, row[field]), (known.id, field)
        corners = row["payload_range_points_kg_km"]
        if corners:
            assert ";".join(f"{c.payload_kg:.0f}:{c.range_km:.0f}" for c in known.payload_range) == corners


@pytest.mark.parametrize("id", aircraft_ids())
def test_every_figure_of_a_type_has_a_fact_with_a_source(id: str) -> None:
    known, facts = aircraft_type(id), {fact.key: fact for fact in aircraft_facts(id)}
    assert len(facts) == len(aircraft_facts(id))
    for field in set(AircraftType.model_fields) - NO_FIGURES:
        if getattr(known, field) not in (None, ()):
            assert facts[f"aircraft:{id}.{field}"].source


def test_the_reference_aircraft() -> None:
    il76 = aircraft_type("il76md")
    assert (il76.max_payload_kg, il76.mtow_kg, il76.hold_length_m, il76.hold_width_m) == (47_000, 190_000, 20.0, 3.45)
    assert il76.payload_range[1] == PayloadRange(payload_kg=40_000, range_km=4_200)
    assert (il76.balance_from_m, il76.runway_width_m, il76.seats_beside_cargo) == (None, None, None)
    status = {fact.key.partition(".")[2]: fact.status for fact in aircraft_facts("il76md")}
    assert (status["mtow_kg"], status["oew_kg"], status["mzfw_kg"], status["pallets_463l"]) == tuple(
        map(Status, ("read", "recalled", "derived", "estimated"))
    )


def test_a_type_without_a_diagram_gets_its_one_corner_with_the_weaker_status() -> None:
    assert aircraft_type("c130j30").payload_range == (PayloadRange(payload_kg=19_958, range_km=3_380),)
    corner = next(f for f in aircraft_facts("c130j30") if f.key == "aircraft:c130j30.payload_range")
    assert corner.status is Status.RECALLED
    assert aircraft_type("a330_mrtt").payload_range == ()


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("il-76", "il76md"), ("IL76MD", "il76md"), ("An124-100", "an124_100"), ("C-17", "c17a"), ("Antonov", "an124_100")],
)
def test_an_unknown_type_names_its_neighbours(wrong: str, near: str) -> None:
    with pytest.raises(UnknownNameError, match=near) as error:
        aircraft_type(wrong)
    assert near in error.value.near
    assert len(error.value.near) <= 5


def test_a_type_unlike_any_other_stands_for_none() -> None:
    with pytest.raises(UnknownNameError) as error:
        aircraft_facts("zeppelin")
    assert error.value.near == ()


def test_corners_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="range_km"):
        read_written("payload_range", "47000")
