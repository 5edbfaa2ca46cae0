"""Figures: a value written as `{value: 120, source: ..., status: read}` leaves its value in its place and becomes a fact."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from aidbridge.model.facts import Alternative, Fact, Scalar, Status
from aidbridge.model.noun import Noun

from .paths import Flaw, Path, Whereabouts
from .sections import SECTIONS, WITHOUT_FIGURES
from .shapes import Shape, fields
from .wording import flaws_of, validate
from .words import NUMBER, Names, did_you_mean, shown

_MOST_PARTS = 50
"""Unknown parts told of one figure."""


class Figure(Noun):
    """A value with its provenance, as a person writes it. A figure says at least its source or its status."""

    value: Scalar
    status: Status | None = None
    """How the value came to be known; with a source and no status it was read there."""
    source: str = ""
    reliability: str = ""
    """The reader's judgement in words: high, medium, low, disputed."""
    dated: date | None = None
    """The day the value speaks of or was published."""
    note: str = ""
    alternatives: tuple[Alternative, ...] = ()
    """Other values that were reported and not chosen; then a reason is needed."""
    reason: str = ""
    """Why this value was chosen among the alternatives."""


class Figures:
    """Takes figures out of values, and gathers their facts and whatever is wrong with either."""

    def __init__(self, where: Whereabouts) -> None:
        self.facts: list[tuple[Path, Fact]] = []
        self.flaws: list[Flaw] = []
        self._where = where
        self._names: dict[type[Noun], Names] = {}

    def settle(self, value: object, shape: Shape, path: Path, key: str) -> object:
        """The value with every figure in it replaced by its value, unknown fields reported and left out.

        `key` begins the keys of the facts found: `team:RU-1.`, `policy:`.
        """
        if path in self._where.broken:
            return None
        if shape.noun is not None and isinstance(value, dict):
            return self._settle_noun(value, shape.noun, path, key)
        if shape.kind == "list" and shape.of is not None and isinstance(value, list):
            steps = enumerate(value)
            return [self._settle_item(item, shape.of, (*path, n), f"{key}{n + 1}.") for n, item in steps]
        if shape.kind == "map" and shape.of is not None and isinstance(value, dict):
            return {name: self.settle(item, shape.of, (*path, name), f"{key}{name}.") for name, item in value.items()}
        if shape.scalar and isinstance(value, dict) and path[0] not in WITHOUT_FIGURES:
            value = self._settle_figure(value, path, key.removesuffix("."))
        return self._settle_scalar(value, shape, path)

    def _settle_noun(self, value: Mapping[str, Any], noun: type[Noun], path: Path, key: str) -> dict[str, object]:
        known = fields(noun)
        settled: dict[str, object] = {}
        for name, item in value.items():
            if name in known:
                settled[name] = self.settle(item, known[name], (*path, name), f"{key}{name}.")
            else:
                self._unknown(name, noun, path)
        return settled

    def _unknown(self, name: str, noun: type[Noun], path: Path) -> None:
        known = fields(noun)
        near = self._names.setdefault(noun, Names(known)).near(name)
        advice = did_you_mean(near, f"Known are {', '.join(known)}.")
        self.flaws.append(Flaw((*path, name), "an unknown field", f"the fields of {noun.__name__}", advice))

    def _settle_item(self, item: object, shape: Shape, path: Path, key: str) -> object:
        """An item of a list: only nouns in lists can hold figures."""
        if shape.scalar:
            return None if path in self._where.broken else self._settle_scalar(item, shape, path)
        return self.settle(item, shape, path, key)

    def _settle_scalar(self, value: object, shape: Shape, path: Path) -> object:
        """`5.0` where a whole number is expected is 5; a bare number where a date is expected is none."""
        if shape.kind == "integer" and isinstance(value, float) and value.is_integer():
            return int(value)
        if shape.kind in ("instant", "day") and isinstance(value, str) and NUMBER.fullmatch(value.strip()):
            form = "2020-03-22T08:00:00+01:00" if shape.kind == "instant" else "2020-03-22"
            self._break(Flaw(path, shown(value), "a date", f"Write it as {form}."))
            return None
        return value

    def _settle_figure(self, value: Mapping[str, Any], path: Path, key: str) -> object:
        if len(path) == 3 and path[0] in SECTIONS and path[2] in SECTIONS[str(path[0])].identity:
            self._break(Flaw(path, shown(value), "a plain text", "What a row is called takes no source: write it alone."))
            return None
        if "value" not in value:
            self._break(Flaw(path, shown(value), "one value", "Write the value alone, or {value: ..., source: ..., status: ...}."))
            return None
        if (*path, "value") in self._where.broken:
            self._where.broken.add(path)
            return None
        if isinstance(value["value"], dict | list):
            self._break(Flaw(path, shown(value["value"]), "one value", "A figure's value is one number, text or date."))
            return None
        figure, flaws = read_figure(value, path, self._where)
        self.flaws.extend(flaws)
        if figure is not None:
            told = {name: getattr(figure, name) for name in fields(Figure) if name != "status"}
            self.facts.append((path, Fact(key=key, status=figure.status or Status.READ, **told)))
        return value["value"]

    def _break(self, flaw: Flaw) -> None:
        self.flaws.append(flaw)
        self._where.broken.add(flaw.path)


def read_figure(value: Mapping[str, Any], path: Path, where: Whereabouts) -> tuple[Figure | None, list[Flaw]]:
    """The figure that a mapping at `path` is, or None, and everything wrong with it but its value."""
    known = fields(Figure)
    flaws = [
        Flaw(
            (*path, name),
            "an unknown field",
            "the parts of a figure",
            did_you_mean(Names(known).near(name), f"It has {', '.join(known)}."),
        )
        for name in list(value)[:_MOST_PARTS]
        if name not in known
    ]
    try:
        figure = validate(Figure, {name: part for name, part in value.items() if name in known})
    except ValidationError as error:
        return None, flaws + flaws_of(error, Figure, path, where)
    if figure.status is None and not figure.source:
        advice = "Add its source, or status: read, recalled, derived or estimated."
        flaws.append(Flaw(path, "a figure without source or status", "how the value came to be known", advice))
    if figure.alternatives and not figure.reason:
        advice = "Add reason: why this value was chosen among those reported."
        flaws.append(Flaw(path, "alternatives without a reason", "a reason for the choice", advice))
    return (None if flaws else figure), flaws
