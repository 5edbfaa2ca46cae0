"""Equipment: nothing of the collected table is lost, and each figure's status is the one stated for its field."""

import csv
import os
from pathlib import Path

import pytest

from aidbridge.catalogue.equipment import Equipment, equipment, equipment_facts, equipment_ids
from aidbridge.model.errors import UnknownNameError
from aidbridge.model.facts import Status

DATA = os.environ.get("AIDBRIDGE_DATA")
TEXTS = {"item_id", "name", "category", "note", "source", "estimated", "recalled"}
TRUTH = {"0": False, "1": True}


@pytest.mark.skipif(not DATA, reason="AIDBRIDGE_DATA names no folder with the collected facts")
def test_every_collected_cell_is_kept_with_its_status_and_source() -> None:
    with (Path(DATA or "") / "equipment.csv").open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    assert [row["item_id"] for row in table] == list(equipment_ids())[: len(table)]
    for row in table:
        known = equipment(row["item_id"])
        facts = {fact.key: fact for fact in equipment_facts(known.id)}
        assert (known.name, known.category, known.note) == (row["name"], row["category"], row["note"])
        filled = {field: text for field, text in row.items() if field not in TEXTS and text}
        added = set(facts) - {f"equipment:{known.id}.{field}" for field in filled}
        assert len(facts) - len(added) == len(filled)
        assert all(facts[key].status is not None and facts[key].source for key in added)
        for field, text in filled.items():
            value, fact = getattr(known, field), facts[f"equipment:{known.id}.{field}"]
            expected = TRUTH[text] if isinstance(value, bool) else text if isinstance(value, str) else float(text)
            assert value == fact.value == expected
            marked = [status for status in ("estimated", "recalled") if field in row[status].split(";")]
            assert fact.status == (marked or ["read"])[0]
            # One source of the table reads "same" for the row above; it is written out in the catalogue.
            assert fact.source.endswith(row["source"].removeprefix("same"))


@pytest.mark.parametrize("id", equipment_ids())
def test_every_figure_has_a_fact_with_a_source(id: str) -> None:
    known, facts = equipment(id), {fact.key.partition(".")[2]: fact for fact in equipment_facts(id)}
    for field in set(Equipment.model_fields) - {"id", "name", "category", "note"}:
        if getattr(known, field) not in (None, ()):
            assert facts[field].source not in ("", "same")


def test_a_vehicle_and_its_estimates() -> None:
    tanker = equipment("ars14km")
    assert (tanker.length_m, tanker.mass_kg, tanker.axles, tanker.seats, tanker.rollable) == (7.9, 13_500, 3, 3, True)
    status = {fact.key: fact.status for fact in equipment_facts("ars14km")}
    assert status["equipment:ars14km.mass_kg"] is Status.ESTIMATED


def test_a_hazard_class_is_a_name() -> None:
    assert (equipment("ventilator_icu").hazard_class, equipment("ventilator_icu").un_number) == ("9", "UN3481")


@pytest.mark.parametrize(("wrong", "near"), [("ARS-14KM", "ars14km"), ("ventilator", "ventilator_icu"), ("uaz", "uaz3962")])
def test_unknown_equipment_names_its_neighbours(wrong: str, near: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        equipment(wrong)
    assert near in error.value.near
