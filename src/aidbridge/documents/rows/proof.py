"""Tables of what was judged, proven, assumed and decided."""

import json
from fnmatch import fnmatch

from ...model.facts import Fact, Scalar, Status
from ...model.plan import Bound
from ...model.verdict import Finding, Standing
from ..dossier import Dossier
from ..messages import knows
from .table import Cell, Table, table

RULES = (
    *(f"N{n}" for n in range(1, 7)),
    *(f"L{n}" for n in range(1, 12)),
    *(f"F{n}" for n in range(1, 8)),
    *(f"R{n}" for n in range(1, 4)),
    *(f"W{n}" for n in range(1, 6)),
    *(f"P{n}" for n in range(1, 5)),
)
"""All rules, in the order in which they are told."""


def rules(d: Dossier) -> Table:
    """One row for each rule that was judged."""
    rows: list[tuple[Cell, ...]] = []
    for rule in judged_rules(d):
        findings = findings_of(d, rule)
        counts = [sum(f.standing is standing for f in findings) for standing in Standing]
        tight = tightest(findings)
        rows.append(
            (rule, d.voice.say(f"rule.{rule}"), d.voice.say(f"standing.{standing_of(findings)}"), *counts,
             tight.about if tight else None, finding_text(d, tight) if tight else None, tight.margin if tight else None,
             tight.unit or None if tight else None)
        )  # fmt: skip
    columns = "rule sentence standing passed broken not_applicable not_provable tightest_about tightest margin unit"
    return table(d.voice, "rules", columns, rows)


def findings(d: Dossier) -> Table:
    """One row for each finding, in the order of the rules."""
    rows = (
        (f.rule, f.about, d.voice.say(f"standing.{f.standing}"), finding_text(d, f), scalar(f.value), scalar(f.limit), f.margin,
         f.unit or None, ", ".join(f.facts) or None)
        for rule in judged_rules(d)
        for f in findings_of(d, rule)
    )  # fmt: skip
    return table(d.voice, "findings", "rule about standing finding value limit margin unit facts", rows)


def judged_rules(d: Dossier) -> tuple[str, ...]:
    """Rules with at least one finding."""
    found = {finding.rule for finding in d.verdict.findings}
    return (*(rule for rule in RULES if rule in found), *sorted(found - set(RULES)))


def findings_of(d: Dossier, rule: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in d.verdict.findings if finding.rule == rule)


def standing_of(findings: tuple[Finding, ...]) -> Standing:
    """The worst standing among them; a rule that applies to nothing is not applicable."""
    found = {finding.standing for finding in findings}
    order = (Standing.BROKEN, Standing.NOT_PROVABLE, Standing.PASSED)
    return next((standing for standing in order if standing in found), Standing.NOT_APPLICABLE)


def tightest(findings: tuple[Finding, ...]) -> Finding | None:
    """The finding with the least margin (see `closeness`)."""
    return min((f for f in findings if f.margin is not None), key=closeness, default=None)


def finding_text(d: Dossier, finding: Finding) -> str:
    """What was looked at and found, as a sentence."""
    rule, _, aspect = finding.key.partition(".")
    unit = d.voice.say(f"unit.{finding.unit}") if knows(f"unit.{finding.unit}") else finding.unit
    known: dict[str, Scalar] = {
        "about": finding.about, "value": finding.value, "limit": finding.limit, "unit": unit, "aspect": aspect,
        "facts": ", ".join(finding.facts),
    }  # fmt: skip
    named = {name: d.label(value) if isinstance(value, str) else value for name, value in finding.params.items()}
    return d.voice.say(_finding_key(finding, rule), **(known | named))


def _finding_key(finding: Finding, rule: str) -> str:
    """A pass that has no measure says only that all is in order; a figure that differs is told by its name."""
    if finding.standing is Standing.NOT_PROVABLE:
        return "finding.not_provable"
    if finding.standing is Standing.NOT_APPLICABLE:
        return "finding.not_applicable" if finding.key.endswith(".not_applicable") else "finding.idle"
    if finding.margin is None:
        if finding.standing is Standing.PASSED:
            return "finding.in_order"
        if knows(f"{finding.key}_broken"):
            return f"{finding.key}_broken"
    return f"{rule}.differs" if not knows(finding.key) and knows(f"{rule}.differs") else finding.key


def assumptions(d: Dossier) -> Table:
    """What the mission vouches for."""
    rows = (
        (
            a.id,
            a.reason,
            "; ".join(f"{key} = {scalar(value)}" for key, value in a.values.items()) or None,
            "; ".join(a.accept) or None,
            a.source or None,
        )
        for a in d.resolved.mission.assumptions
    )
    return table(d.voice, "assumptions", "assumption reason values accepts source", rows)


def facts(d: Dossier) -> Table:
    """Facts in use that nobody published as such: recalled, derived and estimated ones."""
    rows = (
        (
            f.key,
            scalar(f.value),
            d.voice.say(f"status.{f.status}"),
            vouched(d, f),
            f.reliability or None,
            f.dated.isoformat() if f.dated else None,
            f.note or None,
            "; ".join(f"{scalar(a.value)} ({a.source})" for a in f.alternatives) or None,
            f.reason or None,
            f.source or None,
        )
        for f in uncertain(d)
    )
    return table(d.voice, "facts", "fact value status vouched reliability dated note alternatives reason source", rows)


def uncertain(d: Dossier) -> tuple[Fact, ...]:
    """Facts that were not read in a source."""
    return tuple(fact for fact in d.resolved.facts if fact.status is not Status.READ)


def vouched(d: Dossier, fact: Fact) -> str | None:
    """The assumption that sets or accepts the fact."""
    for assumption in d.resolved.mission.assumptions:
        if fact.key in assumption.values or any(fnmatch(fact.key, pattern) for pattern in assumption.accept):
            return assumption.id
    return None


def bounds(d: Dossier) -> Table:
    """How good any plan could be, beside what this one is."""
    rows = (
        (
            d.voice.say(f"figure.{b.figure}"),
            b.value,
            getattr(d.plan.figures, b.figure),
            gap(d, b),
            d.voice.say(f"argument.{b.argument}"),
            d.voice.say(f"bound.{b.name}"),
            b.trusted or None,
            json.dumps(b.certificate, ensure_ascii=False, sort_keys=True) if b.certificate is not None else None,
        )
        for b in d.plan.bounds
    )
    return table(d.voice, "bounds", "figure bound value gap argument reasoning trusted certificate", rows)


def gap(d: Dossier, bound: Bound) -> float | None:
    """How far the plan may be from the best possible, as a share.

    Unmet need: (value - bound) / (value of doing nothing - bound). Others: (value - bound) / bound.
    """
    value = float(getattr(d.plan.figures, bound.figure))
    span = d.plan.figures.idle_weighted_h - bound.value if bound.figure == "unmet_weighted_h" else bound.value
    return max(value - bound.value, 0.0) / span if span > 0 else None


def explanations(d: Dossier) -> Table:
    """Why decisions are as they are."""
    rows = ((d.voice.say(f"stage.{e.stage}"), e.about, d.voice.say(e.message)) for e in d.plan.explanations)
    return table(d.voice, "explanations", "stage about explanation", rows)


def decisions(d: Dossier) -> Table:
    """What people decided, and what it binds."""
    rows = (
        (
            x.id,
            d.voice.say(f"decision.{x.kind}"),
            ", ".join(filter(None, (*x.items, x.tail, x.state, x.resource, x.need))) or None,
            x.at,
            x.reason,
            x.by or None,
        )
        for x in d.resolved.mission.decisions
    )
    return table(d.voice, "decisions", "decision kind about at_utc reason by", rows)


def progress(d: Dossier) -> Table:
    """The searches' improvements, by iteration."""
    rows = ((p.stage, p.iteration, p.value, p.found_by) for p in d.plan.progress)
    return table(d.voice, "progress", "stage iteration value found_by", rows)


def scalar(value: Scalar) -> str | int | float | None:
    return str(value).lower() if isinstance(value, bool) else value


def closeness(finding: Finding) -> float:
    """The margin as a share of its limit; minutes as hours, for most of their limits are instants."""
    margin, limit = finding.margin or 0.0, finding.limit
    if finding.unit == "min":
        return margin / 60
    return margin / abs(limit) if isinstance(limit, int | float) and not isinstance(limit, bool) and limit else margin
