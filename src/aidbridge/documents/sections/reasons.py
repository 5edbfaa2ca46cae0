"""Why the plan is as it is: explanations by stage, and the searches' course."""

from dataclasses import dataclass
from itertools import groupby

from ..dossier import Dossier


@dataclass(frozen=True, slots=True)
class Stage:
    """Explanations of one stage of planning."""

    name: str
    lines: tuple[tuple[str, str], ...]
    """(about, sentence)."""


@dataclass(frozen=True, slots=True)
class Search:
    """How one search went: from its first value to its best."""

    name: str
    improvements: int
    first: str
    best: str
    iteration: str
    found_by: str


def stages(d: Dossier) -> tuple[Stage, ...]:
    """Explanations by stage, in the order of planning."""
    by: dict[str, list[tuple[str, str]]] = {}
    for explanation in d.plan.explanations:
        by.setdefault(explanation.stage, []).append((explanation.about, d.voice.say(explanation.message)))
    return tuple(Stage(d.voice.say(f"stage.{stage}"), tuple(lines)) for stage, lines in by.items())


def searches(d: Dossier) -> tuple[Search, ...]:
    """The course of every search."""
    found = []
    for stage, steps in groupby(d.plan.progress, key=lambda step: step.stage):
        course = tuple(steps)
        last = course[-1]
        found.append(
            Search(stage, len(course), d.voice.number(course[0].value), d.voice.number(last.value), d.voice.number(last.iteration),
                   last.found_by)
        )  # fmt: skip
    return tuple(found)
