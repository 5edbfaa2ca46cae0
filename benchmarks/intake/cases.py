"""Labelled cases: a folder of JSON files with an excerpt or the name of a text file, or lines of sentences with their claims.

A JSON file has `expected`, a list of labels `{type, value, exactness, place, scope, state, donor, date}` of which all
but `type` may be left out, and `excerpt` with the text or `file` with the name of a file beside it; `lang`, `date` and
`id` where they are known. Fields that are not named here are left alone. A value is a number, its digits as text, or an
interval [low, high].

A sentence file has one case a paragraph: the sentence, then a line for each expected claim, indented:

    At least 41 people were killed in eastern Turkey.
      deaths 41 at_least TR total

After concept and value come, in any order, an exactness (exact when left out), a country, a scope, a state, and the giver
as `by:IT`.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from aidbridge.intake.claims import Exactness, Scope, State
from aidbridge.intake.pack import concepts, languages
from aidbridge.intake.plaintext import read_text

SENTENCES_DATED = date(2023, 2, 8)
_EXACTNESS = {"max": "at_most", "min": "at_least", "approx": "about", "approximately": "about", "at least": "at_least"}
_STATES = {
    "staged": {"planned", "loading"},
    "waiting to load": {"loading", "planned"},
    "departing": {"planned", "departed"},
    "sent": {"departed"},
    "en route": {"departed"},
    "landed": {"arrived"},
    "delivered": {"arrived"},
    "deployed": {"at_work"},
    "working": {"at_work"},
}
_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y")


@dataclass(frozen=True, slots=True)
class Label:
    """A claim that a careful reader takes from a text; what is empty is not asked."""

    concept: str
    number: float | None
    high: float | None = None
    """The upper end, where the value is an interval that begins at `number`."""
    exactness: str = ""
    place: str = ""
    scope: str = ""
    states: frozenset[str] = frozenset()
    donor: str = ""
    """The country that gives what is counted."""
    day: date | None = None

    def __str__(self) -> str:
        return f"{self.concept} {'' if self.number is None else f'{self.number:.12g}'}".strip()


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its labels; `language` and `dated` are None where the case does not say."""

    name: str
    language: str | None
    dated: date | None
    text: str
    labels: tuple[Label, ...]


class CaseError(ValueError):
    """A file that is no case, with what is wrong about it."""


def folder(path: Path) -> list[Case]:
    """All cases of a folder and its subfolders, in the order of their names. Raises CaseError."""
    cases = [case(file) for file in sorted(path.rglob("*.json"))]
    return cases + [one for file in sorted(path.rglob("*.txt")) if _is_sentences(file) for one in sentences(file)]


def case(file: Path) -> Case:
    """The case of a JSON file. Raises CaseError naming the file and what it lacks."""
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise CaseError(f"{file}: no readable JSON ({error}).") from error
    labels = data.get("expected") if isinstance(data, dict) else None
    if not isinstance(labels, list):
        raise CaseError(f"{file}: needs a list `expected` of labels.")
    name = str(data.get("id") or file.stem)
    language = str(data.get("lang") or data.get("language") or name[:2]).lower()[:2]
    return Case(
        name,
        language if language in languages() else None,
        _day(data.get("date")),
        _text(file, data),
        tuple(_label(label) for label in labels if isinstance(label, dict) and label.get("type")),
    )


def sentences(file: Path) -> list[Case]:
    """The cases of a sentence file; its name begins with the language's code. Raises CaseError for a line it cannot read."""
    cases: list[Case] = []
    for number, paragraph in enumerate(file.read_text(encoding="utf-8").strip().split("\n\n"), 1):
        lines = [line for line in paragraph.split("\n") if not line.startswith("#")]
        if lines:
            labels = tuple(_line(line) for line in lines[1:])
            cases.append(Case(f"{file.stem}-{number}", file.stem[:2], SENTENCES_DATED, lines[0], labels))
    return cases


def _is_sentences(file: Path) -> bool:
    return re.fullmatch(r"[a-z]{2}(_\w+)?", file.stem) is not None and file.stem[:2] in languages()


def _text(file: Path, data: dict[str, Any]) -> str:
    if isinstance(data.get("excerpt"), str):
        return str(data["excerpt"])
    if not data.get("file"):
        raise CaseError(f"{file}: needs `excerpt` with the text or `file` with the name of a file beside it.")
    beside = file.parent / str(data["file"])
    if not beside.is_file():
        raise CaseError(f"{file}: its text {beside} is not there.")
    return read_text(beside)[0]


def _label(label: dict[str, Any]) -> Label:
    number, high = _value(label.get("value"))
    exactness, state = str(label.get("exactness") or "").lower(), str(label.get("state") or "").lower().replace("-", " ")
    place, scope = str(label.get("place") or ""), str(label.get("scope") or "").lower()
    state = state.replace(" ", "_") if state.replace(" ", "_") in set(State) else state
    return Label(
        str(label["type"]), number, high, _EXACTNESS.get(exactness, exactness), place if re.fullmatch("[A-Z]{2}", place) else "",
        scope if scope in set(Scope) else "", frozenset(_STATES.get(state, {state})) if state else frozenset(),
        donor if re.fullmatch("[A-Z]{2}", donor := str(label.get("donor") or "")) else "", _day(label.get("date")),
    )  # fmt: skip


def _value(value: object) -> tuple[float | None, float | None]:
    """A label's number and, of an interval, its upper end."""
    if isinstance(value, dict):
        value = [value.get("low", value.get("min")), value.get("high", value.get("max"))]
    if isinstance(value, list):
        ends = [number for part in value if (number := _value(part)[0]) is not None]
        return (min(ends), max(ends) if len(ends) > 1 else None) if ends else (None, None)
    if isinstance(value, str):
        plain = re.sub(r"[\s,_]", "", value)
        return (float(plain), None) if re.fullmatch(r"\d+(\.\d+)?", plain) else (None, None)
    return (float(value), None) if isinstance(value, int | float) and not isinstance(value, bool) else (None, None)


def _day(written: object) -> date | None:
    text = str(written or "").strip()
    if re.match(r"\d{4}-\d\d-\d\d", text):
        text = text[:10]
    for form in _FORMATS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def _line(line: str) -> Label:
    short, number, *marks = line.split()
    name = next((name for name in concepts() if name.partition(".")[2] == short), None)
    if name is None:
        raise CaseError(f"{line!r}: {short!r} is no concept; see concepts.yaml")
    found = {"exactness": "exact", "place": "", "scope": "", "state": "", "donor": ""}
    for mark in marks:
        if re.fullmatch("by:[A-Z]{2}", mark):
            found["donor"] = mark[3:]
            continue
        kinds = {"exactness": set(Exactness), "scope": set(Scope), "state": set(State)}
        kind = next((kind for kind, known in kinds.items() if mark in known), "place" if re.fullmatch("[A-Z]{2}", mark) else "")
        if not kind:
            raise CaseError(f"{line!r}: {mark!r} is no exactness, country, scope or state")
        found[kind] = mark
    states = frozenset({found["state"]}) if found["state"] else frozenset()
    return Label(name, float(number), None, found["exactness"], found["place"], found["scope"], states, found["donor"])
