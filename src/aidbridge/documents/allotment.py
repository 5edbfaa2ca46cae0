"""An answer to an allocation case as tables and sentences."""

from collections.abc import Iterable

from ..model.allocationcase import AllocationAnswer
from ..model.allocationstory import AllocationStory, Worth
from ..model.facts import Scalar
from ..model.messages import Message
from .messages import say
from .rows.table import Cell, Table

SHOWN = 4
"""Decimals of weighted hours in tables."""


def allotment_tables(
    answer: AllocationAnswer, story: AllocationStory, others: Iterable[AllocationAnswer] = (), language: str = "en"
) -> dict[str, Table]:
    """Tables by name: `sent`, `unmet`, `unused`, `worth`, and `rules` where answers of plain rules stand beside."""

    def told(message: Message) -> str:
        return say(message, language=language)

    def made_of(name: str, columns: str, rows: Iterable[tuple[Cell, ...]]) -> Table:
        return _table(name, columns, rows, language)

    sent = (
        (x.need, x.offer, x.depart_day, x.quantity, round(x.gain_h, SHOWN), told(x.here), told(x.when), told(x.change))
        for x in story.lines
    )
    unmet = ((x.need, x.share, round(x.unmet_weighted_h, SHOWN), told(x.reason)) for x in story.unmet)
    unused = ((x.offer, x.quantity, told(x.reason)) for x in story.unused)
    worth = ((x.about, x.step, x.unit, round(x.worth_h, SHOWN), worth_how(x, language)) for x in story.worth)
    made = {
        "sent": made_of("sent", "need offer day quantity gain why when change", sent),
        "unmet": made_of("unmet", "need share unmet reason", unmet),
        "unused": made_of("unused", "offer quantity reason", unused),
        "worth": made_of("worth", "thing step unit worth how", worth),
    }
    beside = list(others)
    if beside:
        rows = (
            (
                say(f"allotment.{one.method}", language=language),
                round(one.unmet_weighted_h, SHOWN),
                round(one.below_floors_h, SHOWN),
            )
            for one in (answer, *beside)
        )
        made["rules"] = made_of("rules", "rule unmet floors", rows)
    return made


def summary_lines(answer: AllocationAnswer, others: Iterable[AllocationAnswer] = (), language: str = "en") -> list[str]:
    """The result in sentences: value, bound and gap, what is left out, plain rules beside it, remarks."""

    def told(key: str, **params: Scalar) -> str:
        return say(f"allotment.{key}", params, language)

    lines = [
        told(
            "result",
            unmet_h=round(answer.unmet_weighted_h, 2),
            idle_h=round(answer.idle_weighted_h, 2),
            bound_h=round(answer.bound, 2),
            gap=answer.gap,
        )
    ]
    if answer.below_floors_h > 0:
        lines.append(told("floors", h=round(answer.below_floors_h, 2)))
    if answer.unmet_weighted_h_others > 0:
        lines.append(told("others", h=round(answer.unmet_weighted_h_others, 2)))
    for one in others:
        floors = round(one.below_floors_h, 2)
        lines.append(told("compared", rule=told(one.method), unmet_h=round(one.unmet_weighted_h, 2), floors_h=floors))
    return [*lines, *(say(message, language=language) for message in answer.remarks)]


def worth_lines(story: AllocationStory, language: str = "en") -> list[str]:
    """A sentence for each thing of which one more would be worth something."""
    return [
        say(
            f"allotment.worth_{w.kind}",
            {"about": w.about, "step": w.step, "unit": w.unit, "worth_h": round(w.worth_h, SHOWN), "how": worth_how(w, language)},
            language,
        )
        for w in story.worth
    ]


def worth_how(worth: Worth, language: str) -> str:
    """How the worth is known."""
    return say("allotment.by_solving" if worth.how == "solved" else "allotment.by_price", language=language)


def _table(name: str, columns: str, rows: Iterable[tuple[Cell, ...]], language: str) -> Table:
    headers = tuple(say(f"allotment.column.{column}", language=language) for column in columns.split())
    return Table(name, say(f"allotment.table.{name}", language=language), headers, tuple(rows))
