"""The needs of a situation: as a table for people, and as sheets that a mission folder takes."""

from collections.abc import Sequence
from datetime import timedelta
from math import isnan
from typing import Any

from ...catalogue.beds import HOSPITAL, INTENSIVE_CARE
from ...catalogue.capabilities import capability
from ...catalogue.countries import country_name
from ...model.facts import Scalar, Status
from ...model.series import Level, Quantity
from ...planning.situated import Ranked, Situated
from ...situation.needs import NeedLine, factors_of
from ...situation.rules import Figure
from ..messages import say
from ..rows.table import Cell, Table

_COLUMNS = ("id", "place", "capability", "quantity", "low", "high", "start", "status", "basis", "source")
_BEDS = {Figure.BEDS_LACKING: HOSPITAL, Figure.INTENSIVE_CARE_BEDS_LACKING: INTENSIVE_CARE}
SEVEREST = 10.0
"""Severity of the worst-hit place of each level in a mission; the others in proportion."""


def needs_table(of: Situated, lines: Sequence[NeedLine], language: str) -> Table:
    """The lines for people, the most severely hit place first."""
    headers = tuple(say(f"situation.needs.column.{name}", None, language) for name in _COLUMNS)
    rows: list[tuple[Cell, ...]] = [
        (
            line.id, line.place.name, capability_name(line.rule.capability, language), line.quantity, line.low, line.high,
            line.start.isoformat(), line.status.value, basis(of, line, language), sources(of, line, language),
        )
        for line in in_order(of, lines)
    ]  # fmt: skip
    title = say("situation.needs.title", {"country": of.country, "day": of.day.isoformat(), "n": of.horizon}, language)
    return Table("needs", title, headers, tuple(rows))


def in_order(of: Situated, lines: Sequence[NeedLine]) -> list[NeedLine]:
    """The most severely hit place first; within a place as the rules stand."""
    rank = {ranked.situation.series.places[n].id: (level, place) for level, ranked in enumerate(of.levels)
            for place, n in enumerate(ranked.order)}  # fmt: skip
    return sorted(lines, key=lambda line: rank[line.place.id])


def capability_name(id: str, language: str) -> str:
    """A capability in the reader's language, else in English."""
    names = capability(id).name
    return names.get(language.split("-", maxsplit=1)[0]) or names["en"]


def basis(of: Situated, line: NeedLine, language: str) -> str:
    """How a line is reckoned, as a sentence; the override first, where there is one."""
    values = {name: factor.value for name, factor in line.rule.factors.items()}
    kind = _BEDS.get(line.rule.figure)
    region = line.place.part_of if line.share < 1 else line.place.id
    beds = of.facts.get((region, kind)) if kind else None
    figure = say(
        f"situation.needs.figure.{line.rule.figure}",
        {"figure": round(line.figure), "n": of.horizon, "beds": beds.value if beds else None} | values,
        language,
    )
    told: dict[str, Scalar] = {
        "figure": figure,
        "share": line.share,
        "times": values["times"],
        "reckoned": line.reckoned,
        "low": line.low,
        "high": line.high,
    }
    text = say("situation.needs.basis_share" if line.share < 1 else "situation.needs.basis", told, language)
    if line.override is None:
        return text
    params: dict[str, Scalar] = {"quantity": line.override.quantity, "reason": line.override.reason, "reckoned": line.reckoned}
    return f"{say('situation.needs.overridden', params, language)} ({text})"


def sources(of: Situated, line: NeedLine, language: str) -> str:
    """The data, every factor and the beds, each with its source."""
    parts = [say("situation.needs.data", {"source": of.source, "day": of.day.isoformat()}, language)]
    parts += [
        say(
            "situation.needs.factor",
            {"name": factor.name, "value": factor.value, "status": factor.status, "source": factor.source},
            language,
        )
        for factor in factors_of(line)
    ]
    kind = _BEDS.get(line.rule.figure)
    fact = of.facts.get((line.place.part_of if line.share < 1 else line.place.id, kind)) if kind else None
    if fact is not None:
        parts.append(say("situation.needs.beds", {"status": fact.status, "source": fact.source}, language))
    return "; ".join(parts)


def need_rows(of: Situated, lines: Sequence[NeedLine], language: str) -> list[dict[str, Any]]:
    """The lines as rows of a mission's section `needs`: dots lead into a figure's parts. Lines of nought are left out."""
    rows = []
    for line in in_order(of, lines):
        if line.quantity <= 0:
            continue
        row = {
            "id": line.id,
            "capability": line.rule.capability,
            "place": line.place.id,
            "quantity": _plain(line.quantity),
            "start": f"{line.start.isoformat()}T00:00:00+00:00",
            "reported": of.day.isoformat(),
            "quantity.source": sources(of, line, language),
            "quantity.status": (Status.ESTIMATED if line.override else line.status).value,
            "quantity.note": basis(of, line, language),
        }
        if line.override is not None:
            row |= {
                "quantity.alternatives.1.value": _plain(line.reckoned),
                "quantity.alternatives.1.source": sources(of, line, language),
                "quantity.reason": line.override.reason,
            }
        rows.append(row)
    return rows


def place_rows(of: Situated, lines: Sequence[NeedLine]) -> list[dict[str, Any]]:
    """The places that the lines name, and what these are part of, as rows of a mission's section `places`."""
    named = {line.place.id for line in lines} | {line.place.part_of for line in lines}
    rows = [{"id": of.country, "name": country_name(of.country), "level": "country"}] if of.country in named else []
    for ranked in of.levels:
        for n in ranked.order:
            if ranked.situation.series.places[n].id in named:
                rows.append(_place_row(of, ranked, n, named))
    return rows


def _place_row(of: Situated, ranked: Ranked, n: int, named: set[str]) -> dict[str, Any]:
    place = ranked.situation.series.places[n]
    worst = max(float(ranked.severity.value.max()), 1e-9)
    figures = {name: float(ranked.latest(quantity)[n]) for name, quantity in (
        ("cases", Quantity.CASES), ("deaths", Quantity.DEATHS), ("intensive_care", Quantity.INTENSIVE_CARE),
            ("tests", Quantity.TESTS),
    )}  # fmt: skip
    row: dict[str, Any] = {
        "id": place.id,
        "name": place.name,
        "level": place.level.value,
        "part_of": place.part_of if place.part_of in named and place.level is not Level.COUNTRY else "",
        "lat": place.lat if place.lat is not None else "",
        "lon": place.lon if place.lon is not None else "",
        "severity": round(SEVEREST * float(ranked.severity.value[n]) / worst, 2),
        "severity.status": Status.DERIVED.value,
        "severity.source": of.source,
        "severity.note": " + ".join(f"{weight:g} x {name}" for name, weight in ranked.severity.weights.items() if weight),
        **{name: "" if isnan(figure) else round(figure) for name, figure in figures.items()},
        "source": f"{of.source}, {of.day.isoformat()}",
        "status": Status.READ.value,
    }
    return row


def needs_listing(of: Situated, lines: Sequence[NeedLine], language: str = "en") -> list[dict[str, Any]]:
    """The lines for JSON."""
    return [
        {
            "id": line.id,
            "place": line.place.id,
            "capability": line.rule.capability,
            "unit": capability(line.rule.capability).unit,
            "quantity": _plain(line.quantity),
            "low_80": _plain(line.low),
            "high_80": _plain(line.high),
            "reckoned": _plain(line.reckoned),
            "start": line.start.isoformat(),
            "days": [(of.day + timedelta(days=1)).isoformat(), (of.day + timedelta(days=of.horizon)).isoformat()],
            "status": line.status.value,
            "basis": basis(of, line, language),
            "figure": round(line.figure, 2),
            "share": round(line.share, 4),
            "factors": [
                {"name": factor.name, "value": factor.value, "status": factor.status.value, "source": factor.source}
                for factor in factors_of(line)
            ],
            "override": {"quantity": _plain(line.override.quantity), "reason": line.override.reason} if line.override else None,
        }
        for line in in_order(of, lines)
    ]


def _plain(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value
