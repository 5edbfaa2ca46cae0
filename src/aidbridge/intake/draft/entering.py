"""A figure that enters the draft from a finding, with those that contradict it as rows of their own."""

from dataclasses import replace

from ...model.messages import Message
from ..reconcile import Finding, Verdict
from ..review import Decision, Suggestion
from .case import Case, key_of
from .cited import cited
from .desk import Desk
from .figure import Figure, plain


def entered(
    desk: Desk,
    case: Case,
    n: int,
    found: Finding,
    *,
    enters: str,
    question: Message,
    must: bool,
    takes: str = "whole",
) -> Figure | None:
    """The row of a finding and those of its rivals, and what they leave: the best one, or what a person decided last.

    Values that were not taken stay with the figure as alternatives.
    """
    rivals = case.rivals(found)
    case.used[n] = enters
    asked = must or found.verdict in (Verdict.CONFLICT, Verdict.DOUBTFUL)
    left = desk.finding(
        key_of(found),
        found,
        enters=enters,
        value=_value(found),
        takes=takes,
        must=asked,
        question=question if asked else "",
        suggestions=_offered(found, [rival for _, rival in rivals]),
    )
    chosen, at = left, desk.when(key_of(found))
    told = [found]
    for place, rival in rivals:
        case.used[place] = enters
        told.append(rival)
        other = desk.finding(key_of(rival), rival, enters=enters, value=_value(rival), takes=takes)
        answer = desk.decided(key_of(rival))
        if answer is not None and answer.decision is not Decision.REFUSE and desk.when(key_of(rival)) > at:
            chosen, at = other, desk.when(key_of(rival))
    if chosen is None or len(told) == 1:
        return chosen
    rest = tuple((plain(number(one)), cited(one.best, desk.readings)) for one in told if number(one) != chosen.value)
    return replace(chosen, alternatives=chosen.alternatives or rest, reason=chosen.reason or _why(found, at >= 0))


def _offered(found: Finding, rivals: list[Finding]) -> tuple[Suggestion, ...]:
    """The values that reports contradict each other on, each with its reports, by how many say so."""
    told = [found, *rivals] if rivals else []
    reports = [sorted({claim.report for claim in one.claims}) for one in told]
    total = sum(map(len, reports))
    return tuple(
        Suggestion(_value(one), ", ".join(names), round(len(names) / total, 2)) for one, names in zip(told, reports, strict=True)
    )


def number(found: Finding) -> float:
    """A finding's number; 0 for an event."""
    return found.best.value.number if found.best.value is not None else 0.0


def _value(found: Finding) -> str:
    return f"{plain(number(found))}"


def _why(found: Finding, decided: bool) -> str:
    if decided:
        return "a person chose it in the review"
    return "the later day" if found.verdict is Verdict.CHANGED else "the better supported of what the reports say"
