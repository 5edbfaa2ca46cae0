"""Rules with margins, bounds with their arguments, assumptions and uncertain facts."""

import json
from dataclasses import dataclass

from ...model.facts import Fact
from ...model.plan import Bound
from ...model.verdict import Finding, Standing
from ..dossier import Dossier
from ..rows.proof import closeness, finding_text, findings_of, gap, judged_rules, scalar, standing_of, tightest, uncertain, vouched

MOST_LISTED = 40
"""Passed findings listed for a rule, the tightest first; breaches and unproven ones are all listed."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding as it is told."""

    about: str
    standing: str
    sentence: str
    margin: str
    facts: str


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule: its sentence, how it stands, and what was found."""

    rule: str
    sentence: str
    standing: Standing
    standing_text: str
    counts: tuple[tuple[str, int], ...]
    tightest: Judged | None
    bad: tuple[Judged, ...]
    passed: tuple[Judged, ...]
    more: int
    """Passed findings that are not listed."""


@dataclass(frozen=True, slots=True)
class BoundCard:
    """A bound with its argument."""

    figure: str
    value: str
    bound: str
    gap: str
    argument: str
    reasoning: str
    trusted: str
    certificate: str


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Uncertain facts about one thing."""

    about: str
    facts: tuple[tuple[Fact, str, str, str], ...]
    """(fact, field, status, assumption that vouches for it)."""


def rule_cards(d: Dossier) -> tuple[RuleCard, ...]:
    """Every rule that was judged, in the order of the rules."""
    return tuple(_rule(d, rule) for rule in judged_rules(d))


def bound_cards(d: Dossier) -> tuple[BoundCard, ...]:
    """Every bound of the plan."""
    return tuple(_bound(d, bound) for bound in d.plan.bounds)


def fact_groups(d: Dossier) -> tuple[FactGroup, ...]:
    """Recalled, derived and estimated facts by what they are about."""
    groups: dict[str, list[tuple[Fact, str, str, str]]] = {}
    for fact in uncertain(d):
        about, _, field = fact.key.rpartition(".")
        groups.setdefault(about or fact.key, []).append((fact, field, d.voice.say(f"status.{fact.status}"), vouched(d, fact) or ""))
    return tuple(FactGroup(about, tuple(facts)) for about, facts in sorted(groups.items()))


def _rule(d: Dossier, rule: str) -> RuleCard:
    findings = findings_of(d, rule)
    standing = standing_of(findings)
    passed = sorted((f for f in findings if f.standing is Standing.PASSED), key=lambda f: (f.margin is None, closeness(f), f.about))
    bad = [f for wanted in (Standing.BROKEN, Standing.NOT_PROVABLE) for f in findings if f.standing is wanted]
    tight = tightest(tuple(f for f in findings if f.standing in (Standing.PASSED, Standing.BROKEN)))
    return RuleCard(
        rule,
        d.voice.say(f"rule.{rule}"),
        standing,
        d.voice.say(f"standing.{standing}"),
        tuple((s.value, n) for s in Standing if (n := sum(f.standing is s for f in findings))),
        _judged(d, tight) if tight else None,
        tuple(_judged(d, f) for f in bad),
        tuple(_judged(d, f) for f in passed[:MOST_LISTED]),
        max(len(passed) - MOST_LISTED, 0),
    )


def _judged(d: Dossier, finding: Finding) -> Judged:
    margin = "" if finding.margin is None else f"{d.voice.number(finding.margin)} {finding.unit}".strip()
    return Judged(finding.about, finding.standing.value, finding_text(d, finding), margin, ", ".join(finding.facts))


def _bound(d: Dossier, bound: Bound) -> BoundCard:
    certificate = "" if bound.certificate is None else json.dumps(bound.certificate, ensure_ascii=False, sort_keys=True, indent=1)
    return BoundCard(
        d.voice.say(f"figure.{bound.figure}"),
        d.voice.number(getattr(d.plan.figures, bound.figure)),
        d.voice.number(bound.value),
        d.voice.share(gap(d, bound), 1),
        d.voice.say(f"argument.{bound.argument}"),
        d.voice.say(f"bound.{bound.name}"),
        bound.trusted,
        certificate,
    )


def fact_value(d: Dossier, fact: Fact) -> str:
    """A fact's value as text."""
    value = scalar(fact.value)
    return d.voice.number(value) if isinstance(value, int | float) else value or "–"
