"""Needs from a situation: each figure by hand, every factor with its source, overrides kept with their reason."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

import seriesfiles as files
from aidbridge.catalogue.beds import beds
from aidbridge.catalogue.capabilities import capability
from aidbridge.documents.situation.needsheet import need_rows, needs_table
from aidbridge.model.errors import InputError
from aidbridge.model.facts import Status
from aidbridge.model.series import Quantity
from aidbridge.planning.situated import Situated, situated
from aidbridge.planning.situatedneeds import needs_of, read_overrides
from aidbridge.situation.needs import NeedLine, Override, factors_of
from aidbridge.situation.patients import patients_ahead
from aidbridge.situation.rules import rules

DAY = date(2020, 3, 14)


def heavy(lines: list[str]) -> list[str]:
    """The regions with a hundred times as many patients and counts."""
    return [lines[0], *(",".join(str(int(c) * 100) if n >= 6 else c for n, c in enumerate(line.split(","))) for line in lines[1:])]


@pytest.fixture
def of(tmp_path: Path) -> Situated:
    return situated(files.italy(tmp_path, change=heavy), "IT", DAY)


def by_id(lines: list[NeedLine]) -> dict[str, NeedLine]:
    return {line.id: line for line in lines}


def test_every_factor_has_a_source_and_every_capability_is_known() -> None:
    for rule in rules():
        assert capability(rule.capability).id == rule.capability
        assert all(len(factor.source) > 10 for factor in rule.factors.values())
    assert {rule.capability for rule in rules()} >= {
        "medical_team",
        "hospital_bed",
        "intensive_care_bed",
        "test",
        "disinfection",
        "ventilator",
        "mask",
        "respirator",
    }


def test_intensive_care_beds_by_hand(of: Situated) -> None:
    line = by_id(needs_of(of)[0])["IT-25-icu"]
    patients = patients_ahead(of.levels[0].situation.series.figures[Quantity.INTENSIVE_CARE], 7).value[0]
    fact = beds("IT-25", "intensive_care")
    assert fact is not None
    lacking = patients / 0.85 - 0.5 * float(str(fact.value))
    assert line.quantity == np.ceil(lacking.max())
    assert line.start == date(2020, 3, 14 + 1 + int(np.flatnonzero(lacking > 0)[0]))
    assert line.low <= line.quantity <= line.high
    assert line.status is Status.ESTIMATED, "a line is as sure as its least sure factor"


def test_tests_by_hand(of: Situated) -> None:
    region = of.levels[0]
    line = by_id(needs_of(of)[0])["IT-25-test"]
    now = region.latest(Quantity.CASES)[0]
    expected = (region.forecasts[Quantity.CASES].value[0, -1] - now) / 7 * 10 - region.situation.new[Quantity.TESTS][0] / 7
    assert line.quantity == np.ceil(expected / 100) * 100


def test_provinces_share_their_regions_figure_by_new_cases(of: Situated) -> None:
    lines = by_id(needs_of(of)[0])
    milan, bergamo = lines["IT-MI-dis"], lines["IT-BG-dis"]
    assert milan.share + bergamo.share == pytest.approx(1)
    new = of.levels[1].situation.new[Quantity.CASES]
    assert bergamo.share / milan.share == pytest.approx(new[0] / new[1])
    assert {line.place.id for line in lines.values() if line.rule.id == "dis" and line.place.part_of == "IT-25"} == {
        "IT-MI",
        "IT-BG",
    }


def test_an_override_stands_with_its_reason_beside_what_was_reckoned(of: Situated) -> None:
    plain = by_id(needs_of(of)[0])["IT-25-vent"]
    lines, unused = needs_of(of, [Override("IT-25-vent", 50, "the region asked for fifty"), Override("IT-99-vent", 1, "?")])
    line = by_id(lines)["IT-25-vent"]
    assert (line.quantity, line.reckoned) == (50, plain.quantity)
    assert [override.id for override in unused] == ["IT-99-vent"]
    row = next(row for row in need_rows(of, lines, "en") if row["id"] == "IT-25-vent")
    assert row["quantity"] == 50 and row["quantity.reason"] == "the region asked for fifty"
    assert row["quantity.alternatives.1.value"] == plain.quantity


def test_an_override_of_nought_takes_a_line_out_of_the_sheet_only(of: Situated) -> None:
    lines, _ = needs_of(of, [Override("IT-25-vent", 0, "enough came yesterday")])
    assert "enough came yesterday" in str(needs_table(of, lines, "en").rows)
    assert "IT-25-vent" not in {row["id"] for row in need_rows(of, lines, "en")}


def test_without_patients_there_are_no_lines_that_need_them(tmp_path: Path) -> None:
    folder = files.italy(
        tmp_path, change=lambda lines: [",".join(line.split(",")[:6] + line.split(",")[10:]) for line in heavy(lines)]
    )
    assert {line.rule.id for line in needs_of(situated(folder, "IT", DAY))[0]} == {"test"}


def test_every_line_says_its_factors_and_sources(of: Situated) -> None:
    lines, _ = needs_of(of)
    for row, line in zip(need_rows(of, sorted(lines, key=lambda line: line.id), "en"), range(len(lines)), strict=True):
        assert "Dipartimento della Protezione Civile" in row["quantity.source"], line
        assert row["quantity.status"] in set(Status) and row["quantity.note"]
    for line in lines:
        told = next(row for row in need_rows(of, [line], "en"))["quantity.source"]
        assert all(factor.source in told and factor.status.value in told for factor in factors_of(line))


def test_overrides_are_read_from_every_form(tmp_path: Path) -> None:
    said = [Override("IT-25-vent", 50, "asked for fifty"), Override("IT-34-bed", 0, "none, says the region")]
    yaml = files.write(
        tmp_path,
        "o.yaml",
        [
            "- {id: IT-25-vent, quantity: 50, reason: asked for fifty}",
            "- id: IT-34-bed",
            "  quantity: 0",
            "  reason: none, says the region",
        ],
    )
    csv = files.write(
        tmp_path, "o.csv", ["id;quantity;reason", "IT-25-vent;50;asked for fifty", "IT-34-bed;0;none, says the region"]
    )
    assert read_overrides(yaml) == read_overrides(csv) == said
    sheet = files.write(
        tmp_path,
        "needs.csv",
        ["id,capability,quantity,quantity.reason", "IT-25-vent,ventilator,50,asked for fifty", "IT-34-bed,hospital_bed,9,"],
    )
    assert read_overrides(sheet) == said[:1], "a row of a needs sheet without a reason is no override"


def test_overrides_that_cannot_be_kept_are_refused_together(tmp_path: Path) -> None:
    path = files.write(
        tmp_path, "o.csv", ["id,quantity,reason", "IT-25-vent,50,", ",3,why", "IT-25-bed,many,why", "IT-25-bed,2,why"]
    )
    with pytest.raises(InputError) as wrong:
        read_overrides(path)
    assert [fault.path for fault in wrong.value.faults] == ["o.csv:2 reason", "o.csv:3 id", "o.csv:4 quantity", "o.csv:5 id"]
