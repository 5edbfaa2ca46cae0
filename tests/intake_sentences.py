"""Sentence files: a sentence a paragraph, then a line for each claim it must yield.

    At least 41 people were killed in eastern Turkey.
      deaths 41 at_least TR total

After concept and value come, in any order, an exactness (exact when left out), a country, a scope and a state.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aidbridge.intake.claims import Claim, Exactness, Reading, Scope, State
from aidbridge.intake.pack import concepts
from aidbridge.intake.read import read_report


@dataclass(frozen=True)
class Label:
    """A claim that a sentence must yield; what is empty is not asked."""

    concept: str
    number: float
    exactness: str
    place: str
    scope: str
    state: str

    def fits(self, claim: Claim) -> bool:
        """Whether a claim of this concept and value is right besides."""
        exact = claim.value is not None and claim.value.exactness == self.exactness
        asked = ((self.place, claim.place), (self.scope, claim.scope), (self.state, claim.state))
        return exact and all(not wanted or wanted == got for wanted, got in asked)


@dataclass(frozen=True)
class Pinned:
    """A sentence with its labels."""

    name: str
    language: str
    text: str
    labels: tuple[Label, ...]


def read_pinned(case: Pinned) -> Reading:
    """The sentence read as a report of 8 February 2023."""
    return read_report(case.text, report=case.name, dated=date(2023, 2, 8), language=case.language)


def expectations(file: Path) -> Iterator[Pinned]:
    """The cases of a file; its name begins with the language's code."""
    for number, paragraph in enumerate(file.read_text(encoding="utf-8").strip().split("\n\n"), 1):
        lines = [line for line in paragraph.split("\n") if not line.startswith("#")]
        yield Pinned(f"{file.stem}-{number}", file.stem.partition("_")[0], lines[0], tuple(_label(line) for line in lines[1:]))


def _label(line: str) -> Label:
    short, number, *marks = line.split()
    concept = next(name for name in concepts() if name.partition(".")[2] == short)
    return Label(
        concept,
        float(number),
        next((mark for mark in marks if mark in set(Exactness)), "exact"),
        next((mark for mark in marks if len(mark) == 2 and mark.isupper()), ""),
        next((mark for mark in marks if mark in set(Scope)), ""),
        next((mark for mark in marks if mark in set(State)), ""),
    )
