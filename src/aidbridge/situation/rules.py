"""The rules that turn figures into needs, as data: what is multiplied by what, and where each factor comes from."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ..model.facts import Status
from ..model.series import Level


class Figure(StrEnum):
    """What a rule starts from; needrules.yaml says how each is reckoned."""

    BEDS_LACKING = "beds_lacking"
    INTENSIVE_CARE_BEDS_LACKING = "intensive_care_beds_lacking"
    PATIENT_DAYS = "patient_days"
    INTENSIVE_CARE_PATIENT_DAYS = "intensive_care_patient_days"
    TESTS_LACKING = "tests_lacking"
    WARD_PATIENTS = "ward_patients"


@dataclass(frozen=True, slots=True)
class Factor:
    """A planning factor with where it comes from."""

    name: str
    value: float
    status: Status
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of need."""

    id: str
    capability: str
    figure: Figure
    level: Level
    factors: dict[str, Factor]
    """By name: `times`, and those that the figure needs."""
    least: float
    round_to: float
    from_day: int


FACTORS = {
    Figure.BEDS_LACKING: ("occupancy", "free"),
    Figure.INTENSIVE_CARE_BEDS_LACKING: ("occupancy", "free"),
    Figure.TESTS_LACKING: ("tests_a_case",),
}
"""Factors that a figure needs beside `times`."""


@cache
def rules() -> tuple[Rule, ...]:
    """The packaged rules, in the file's order."""
    text = files(__package__).joinpath("needrules.yaml").read_text(encoding="utf-8")
    return tuple(map(_rule, yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))))


def _rule(row: dict[str, Any]) -> Rule:
    figure = Figure(row["figure"])
    factors = {name: Factor(name, float(row[name]["value"]), Status(row[name]["status"]), row[name]["source"])
               for name in ("times", *FACTORS.get(figure, ()))}  # fmt: skip
    return Rule(
        row["id"], row["capability"], figure, Level(row["level"]), factors, float(row["least"]), float(row["round_to"]),
        int(row["from_day"]),
    )  # fmt: skip
