"""Claims of several reports, in several languages, side by side: what agrees, what changed, what contradicts."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from .claims import Claim, Exactness, Reading, Scope, State
from .pack import concepts

_NEAR = timedelta(days=1)
_TOLD = 12
"""Values or reports that a reason names; the finding holds all of them."""
_EXACTEST = {
    Exactness.EXACT: 0,
    Exactness.AT_LEAST: 1,
    Exactness.OVER: 2,
    Exactness.ALMOST: 2,
    Exactness.ABOUT: 3,
    Exactness.AT_MOST: 4,
    Exactness.ORDINAL: 5,
}


class Verdict(StrEnum):
    """How what the reports say of one thing fits together."""

    SAME = "same"
    CONSISTENT = "consistent"
    CHANGED = "changed over time"
    CONFLICT = "conflict"
    ONLY_ONE = "only in one"
    PART_OF = "part of"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Finding:
    """Claims that speak of one thing with one value, the best of them, and how they stand to the others of their kind."""

    concept: str
    place: str
    scope: Scope | None
    state: State | None
    verdict: Verdict
    best: Claim
    claims: tuple[Claim, ...]
    """All claims that agree with the best, the best first; nothing is thrown away."""
    others: tuple[Claim, ...] = ()
    """Claims of the same thing that do not agree with it."""
    reason: str = ""


@dataclass(eq=False)
class _Cluster:
    """Claims that agree; what is told of them is reckoned once, when all are in."""

    claims: list[Claim] = field(default_factory=list)

    @cached_property
    def best(self) -> Claim:
        return min(self.claims, key=_rank)

    @cached_property
    def reports(self) -> set[str]:
        return {claim.report for claim in self.claims}

    @cached_property
    def number(self) -> float:
        value = self.best.value
        return value.number if value is not None else 0.0

    @cached_property
    def day(self) -> date | None:
        return self.best.as_of

    def takes(self, claim: Claim) -> bool:
        return all(_agree(one, claim) for one in self.claims)


def reconcile(readings: Sequence[Reading]) -> list[Finding]:
    """Every claim of the readings in exactly one finding, in a stable order by concept, place, scope and value.

    Exact values win over rounded ones whose interval holds them. A value that is another one with its digits shifted is
    doubtful unless more reports say so.
    """
    claims = sorted((claim for reading in readings for claim in reading.claims), key=_subject)
    findings: list[Finding] = []
    for _, group in groupby(claims, key=_subject):
        findings.extend(_findings(list(group)))
    return findings


def _subject(claim: Claim) -> tuple[str, str, str, str, str]:
    """What two claims must share to speak of one thing; a device of another kind is another thing."""
    kind = claim.kind if concepts().get(claim.concept, {}).get("group") == "asset" and not _is_model(claim) else ""
    unit = "km" if claim.unit == "mi" else claim.unit
    valued = "value" if claim.value is not None else "event"
    place = "" if claim.concept.startswith("actor.") else claim.place
    return claim.concept, place, claim.scope or "", kind, valued + unit


def _is_model(claim: Claim) -> bool:
    return claim.concept in {"asset.aircraft", "asset.flights"}


def _findings(group: list[Claim]) -> list[Finding]:
    if group[0].value is None:
        return [_event(group)]
    clusters: list[_Cluster] = []
    for claim in sorted(group, key=_rank):
        fitting = next((cluster for cluster in clusters if cluster.takes(claim)), None)
        if fitting is None:
            clusters.append(fitting := _Cluster())
        fitting.claims.append(claim)
    return [_judged(cluster, [other for other in clusters if other is not cluster]) for cluster in clusters]


def _event(group: list[Claim]) -> Finding:
    several = len({claim.report for claim in group}) > 1
    verdict = Verdict.SAME if several else Verdict.ONLY_ONE
    best = group[0]
    return Finding(best.concept, best.place, best.scope, best.state, verdict, best, tuple(group))


def _agree(one: Claim, other: Claim) -> bool:
    """Whether two claims can be the same fact: values that hold one another, days and states that do not differ."""
    if one.value is None or other.value is None:
        return False
    if one.state is not None and other.state is not None and one.state is not other.state:
        return False
    if one.report == other.report and one.value.number != other.value.number:
        return one.related is not other.related and _holds(one, other)
    apart = one.as_of is not None and other.as_of is not None and abs(one.as_of - other.as_of) > _NEAR
    return _holds(one, other) and not (apart and one.value.number != other.value.number)


def _holds(one: Claim, other: Claim) -> bool:
    first, second = one.value, other.value
    if first is None or second is None:
        return False
    if one.unit == other.unit:
        return first.holds(second.number) or second.holds(first.number)
    factor = 1.609344 if one.unit == "mi" else 1 / 1.609344
    return abs(first.number * factor - second.number) <= 0.06 * second.number


def _judged(cluster: _Cluster, others: list[_Cluster]) -> Finding:
    best = cluster.best
    verdict, reason = _verdict(cluster, others)
    rest = tuple(claim for other in others for claim in other.claims)
    claims = tuple(sorted(cluster.claims, key=_rank))
    state = next((claim.state for claim in claims if claim.state is not None), None)
    return Finding(best.concept, best.place, best.scope, state, verdict, best, claims, rest, reason)


def _verdict(cluster: _Cluster, others: list[_Cluster]) -> tuple[Verdict, str]:
    shifted = next((other for other in others if _shifted(cluster.number, other.number)), None)
    if shifted is not None and len(cluster.reports) <= len(shifted.reports):
        return Verdict.DOUBTFUL, f"{cluster.number:g} is {shifted.number:g} with its digits shifted; look at both sentences."
    if all(claim.doubts for claim in cluster.claims):
        return Verdict.DOUBTFUL, cluster.best.doubts[0]
    if all(claim.part_of is not None for claim in cluster.claims):
        return Verdict.PART_OF, "named as a part of the figure before it"
    whole = _whole(cluster, others)
    if whole is not None:
        return Verdict.PART_OF, f"{cluster.number:g} of {whole.number:g}"
    rivals = [other for other in others if _comparable(cluster, other) and any(claim.part_of is None for claim in other.claims)]
    moved = [other for other in rivals if _on_other_days(cluster, other)]
    clashing = [other for other in rivals if not _on_other_days(cluster, other)]
    if clashing:
        numbers = [f"{other.number:g} ({_listed(sorted(other.reports))})" for other in clashing]
        return Verdict.CONFLICT, f"others say {_listed(numbers)}"
    if moved and len(cluster.reports) == 1:
        days = [f"{other.number:g} on {other.day}" for other in moved]
        return Verdict.CHANGED, f"{cluster.number:g} on {cluster.day}; {_listed(days)}"
    if len(cluster.reports) == 1 and len({_number(claim) for claim in cluster.claims}) == 1:
        return Verdict.ONLY_ONE, ""
    if len({_number(claim) for claim in cluster.claims}) == 1:
        return Verdict.SAME, ""
    return Verdict.CONSISTENT, f"{cluster.number:g} lies inside what the others round to"


def _listed(words: list[str]) -> str:
    more = len(words) - _TOLD
    return ", ".join(words[:_TOLD]) + (f" and {more} more" if more > 0 else "")


def _whole(cluster: _Cluster, others: list[_Cluster]) -> _Cluster | None:
    """The larger amount of sent things this one is a part of: said so, further on its way, or adding up to it."""
    if not cluster.best.concept.startswith("asset."):
        return None
    rest = sorted(other.number for other in others if other.reports & cluster.reports)
    for other in others:
        if other.number <= cluster.number or not cluster.reports & other.reports:
            continue
        further = _stage(cluster) > _stage(other)
        if further or (cluster.best.value is not None and cluster.best.value.exactness is Exactness.ORDINAL):
            return other
        if cluster.number >= 0.5 and _stands_near(other.number - cluster.number, rest):
            return other
    return None


def _stands_near(number: float, ordered: list[float]) -> bool:
    """Whether a number within a half of this one is among others."""
    at = bisect_left(ordered, number - 0.5)
    return any(abs(one - number) < 0.5 for one in ordered[at : at + 2])


def _stage(cluster: _Cluster) -> int:
    states = [claim.state for claim in cluster.claims if claim.state is not None]
    return list(State).index(states[0]) if states else -1


def _comparable(cluster: _Cluster, other: _Cluster) -> bool:
    """Whether two values of one subject exclude each other: not when one report states both, nor for different states."""
    if cluster.reports & other.reports and not cluster.best.concept.startswith("situation."):
        return False
    states = {claim.state for claim in cluster.claims + other.claims if claim.state is not None}
    return len(states) <= 1


def _on_other_days(cluster: _Cluster, other: _Cluster) -> bool:
    """Whether the days differ, and a total does not fall."""
    one, two = cluster.day, other.day
    if one is None or two is None or one == two:
        return False
    total = cluster.best.scope is Scope.TOTAL
    return not total or (one < two) == (cluster.number <= other.number)


def _shifted(one: float, other: float) -> bool:
    """Whether two numbers have the same digits with their point or a zero moved."""
    if one <= 0 or other <= 0 or one == other:
        return False
    ratio = max(one, other) / min(one, other)
    return any(abs(ratio - power) < 1e-9 * power for power in (10.0, 100.0, 1_000.0, 1_000_000.0)) and max(one, other) >= 100


def _rank(claim: Claim) -> tuple[int, int, int, str, int]:
    exactness = _EXACTEST[claim.value.exactness] if claim.value is not None else 9
    return len(claim.doubts), exactness, claim.related, claim.report, claim.quote.start


def _number(claim: Claim) -> float:
    return claim.value.number if claim.value is not None else 0.0


def only_in(findings: Iterable[Finding], report: str) -> list[Finding]:
    """The findings that one report alone tells."""
    return [found for found in findings if {claim.report for claim in found.claims} == {report}]
