"""Labelled cases: a folder of JSON files with an excerpt or the name of a text file, or lines of sentences with their claims.

A sentence file has one case a paragraph: the sentence, then a line for each expected claim, indented:

    At least 41 people were killed in eastern Turkey.
      situation.deaths 41 at_least TR total

After concept and value come, in any order, an exactness (exact when left out), a country, a scope and a state.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aidbridge.intake.claims import Exactness, Scope, State

ALIASES = {"max": "at_most"}
STATES = {
    "staged": {"planned", "loading"},
    "waiting to load": {"loading"},
    "departing": {"planned", "departed"},
    "planned": {"planned"},
}
SITUATION = frozenset(
    {"deaths", "infections", "injured", "missing", "displaced", "patients", "recovered", "rescued", "affected", "buildings"}
)


@dataclass(frozen=True, slots=True)
class Expected:
    """One labelled claim with a value."""

    concept: str
    number: float
    exactness: str = "exact"
    place: str = ""
    scope: str = ""
    states: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """A text with the claims a careful reader takes from it."""

    name: str
    language: str
    dated: date
    text: str
    expected: tuple[Expected, ...]


def folder(path: Path) -> list[Case]:
    """All cases of a folder and its subfolders, in the order of their names."""
    return [_case(file) for file in sorted(path.rglob("*.json"))]


def _case(file: Path) -> Case:
    data = json.loads(file.read_text(encoding="utf-8"))
    text = data["excerpt"] if "excerpt" in data else (file.parent / data["file"]).read_text(encoding="utf-8")
    expected = [_expected(claim) for claim in data["expected"] if isinstance(claim.get("value"), int | float)]
    return Case(data["id"], data.get("lang", data["id"][:2]), date.fromisoformat(data["date"]), text, tuple(expected))


def _expected(claim: dict[str, object]) -> Expected:
    exactness, state = str(claim.get("exactness", "")), str(claim.get("state", ""))
    number = claim["value"]
    assert isinstance(number, int | float)
    return Expected(
        concept=str(claim["type"]),
        number=float(number),
        exactness=ALIASES.get(exactness, exactness),
        place=str(claim.get("place", "")),
        scope=str(claim.get("scope", "")),
        states=frozenset(STATES.get(state, {state})) if state else frozenset(),
    )


def sentences(file: Path) -> list[Case]:
    """The cases of a sentence file; its name is the language's code. Raises ValueError for a line it cannot read."""
    cases: list[Case] = []
    for number, paragraph in enumerate(file.read_text(encoding="utf-8").strip().split("\n\n"), 1):
        lines = [line for line in paragraph.split("\n") if not line.startswith("#")]
        if lines:
            expected = tuple(_line(line) for line in lines[1:])
            cases.append(Case(f"{file.stem}-{number}", file.stem[:2], date(2023, 2, 8), lines[0], expected))
    return cases


def _line(line: str) -> Expected:
    concept, number, *marks = line.split()
    group = "situation" if concept in SITUATION else "place" if concept == "relation" else "asset"
    found = {"exactness": "exact", "place": "", "scope": "", "state": ""}
    for mark in marks:
        if mark in set(Exactness):
            found["exactness"] = mark
        elif mark in set(Scope):
            found["scope"] = mark
        elif mark in set(State):
            found["state"] = mark
        elif len(mark) == 2 and mark.isupper():
            found["place"] = mark
        else:
            raise ValueError(f"{line!r}: {mark!r} is no exactness, country, scope or state")
    states = frozenset({found["state"]}) if found["state"] else frozenset()
    return Expected(f"{group}.{concept}", float(number), found["exactness"], found["place"], found["scope"], states)
