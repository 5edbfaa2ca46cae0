"""What could not be proven, told by what is missing instead of finding by finding."""

from collections.abc import Iterable

from ...model.verdict import Finding, Standing
from ..dossier import Dossier


def doubts(d: Dossier, findings: Iterable[Finding]) -> tuple[str, ...]:
    """One line for each thing of which figures are missing, or estimated and vouched for by nobody, with the rules they decide."""
    rules: dict[tuple[bool, str], dict[str, None]] = {}
    fields: dict[tuple[bool, str], dict[str, None]] = {}
    for finding in findings:
        if finding.standing is not Standing.NOT_PROVABLE:
            continue
        for key in finding.facts:
            thing, _, name = key.rpartition(".")
            fact = d.resolved.fact(key)
            about = (fact is None or fact.value is None, thing or key)
            rules.setdefault(about, {})[finding.rule] = None
            fields.setdefault(about, {})[name] = None
    return tuple(
        d.voice.say(
            "sheet.doubt_missing" if missing else "sheet.doubt_estimated",
            rules=", ".join(rules[missing, thing]),
            thing=told(d, thing),
            fields=", ".join(fields[missing, thing]),
        )
        for missing, thing in sorted(rules)
    )


def told(d: Dossier, thing: str) -> str:
    """What a fact is about, in the list's words where it is an item."""
    room, _, id = thing.partition(":")
    return d.label(id) if room == "item" else thing
