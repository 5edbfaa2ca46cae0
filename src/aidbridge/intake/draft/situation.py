"""How hard places are struck: figures of the reports, kept with what contradicts them."""

from dataclasses import dataclass, field
from itertools import groupby

from ...model.messages import Message
from ..reconcile import Finding
from .case import Case, support
from .desk import Desk
from .entering import entered, number
from .figure import Figure

_OF_PLACE = {"deaths": "deaths", "infections": "cases"}
"""Totals that a place of the mission has a field for."""


@dataclass(slots=True)
class Situation:
    """Figures by country and name: `deaths`, `deaths_daily`, `infections`, ..."""

    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)

    def of(self, country: str, *names: str) -> Figure | None:
        """The first of some figures of a country that is known."""
        return next((self.figures[country, name] for name in names if (country, name) in self.figures), None)

    def fields(self, country: str) -> dict[str, Figure]:
        """The figures that a place of the mission holds itself, by field."""
        return {known: self.figures[country, name] for name, known in _OF_PLACE.items() if (country, name) in self.figures}

    def rest(self, held: str) -> dict[str, Figure]:
        """All others by the key of their fact; `held` is the country whose place holds its own."""
        return {
            f"place:{country}.{name}": figure
            for (country, name), figure in sorted(self.figures.items())
            if country != held or name not in _OF_PLACE
        }


def situation_of(desk: Desk, case: Case) -> Situation:
    """Rows for the figures of the situation, in every country that the reports give some for."""
    situation = Situation()
    concepts = sorted({found.concept for found in case.findings if found.concept.startswith("situation.")})
    groups = groupby(sorted(case.of(*concepts), key=_subject), key=_subject)
    for (concept, country, scope), group in groups:
        for n, found in sorted(group, key=_rank, reverse=True):
            if n in case.used or not country:
                continue
            name = concept.partition(".")[2] + ("" if scope in ("", "total") else f"_{scope}")
            figure = entered(
                desk,
                case,
                n,
                found,
                enters=_enters(case, country, name),
                must=False,
                question=Message(key="draft.ask.situation", params={"n": number(found)}),
            )
            if figure is not None:
                situation.figures.setdefault((country, name), figure)
    return situation


def _subject(one: tuple[int, Finding]) -> tuple[str, str, str]:
    return one[1].concept, one[1].place, one[1].scope or ""


def _rank(one: tuple[int, Finding]) -> tuple[bool, str, tuple[int, int, bool, float]]:
    found = one[1]
    return not found.best.doubts, str(found.best.as_of or ""), support(found)


def _enters(case: Case, country: str, name: str) -> str:
    field_of = _OF_PLACE.get(name)
    return f"places[{country}].{field_of}" if field_of and country == case.recipient else f"facts[place:{country}.{name}]"
