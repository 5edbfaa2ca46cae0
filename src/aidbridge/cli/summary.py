"""What the terminal says of a finished plan: figures, bounds, verdict, and what did not happen."""

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from ..documents.dossier import Dossier, dossier
from ..documents.messages import say
from ..documents.rows.proof import finding_text, findings_of, judged_rules, standing_of, tightest
from ..documents.tables import table
from ..model.plan import Plan
from ..model.resolved import Resolved
from ..model.verdict import Standing, Verdict
from ..planning.assumed import accepts_nothing
from ..planning.outcome import Outcome
from .terminal import print_table

NAMED = 8
"""So many names are told one by one."""
LINES = 15
"""So many reasons are told in the terminal."""
COLOURS = {Standing.PASSED: "green", Standing.BROKEN: "bold red", Standing.NOT_PROVABLE: "yellow", Standing.NOT_APPLICABLE: "dim"}


def print_summary(
    resolved: Resolved, plan: Plan, verdict: Verdict, result: Outcome, folder: Path, *, as_json: bool = False
) -> None:
    """Figures, verdict and where the files are."""
    if as_json:
        draft = resolved.mission.draft
        told = _summary(plan, verdict, result, folder) | {"draft": None if draft is None else draft.model_dump(mode="json")}
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    print_draft_mark(resolved)
    print_table(table("figures", resolved, plan, verdict))
    if plan.hubs:
        print_table(table("hubs", resolved, plan, verdict))
    print_verdict(dossier(resolved, plan, verdict), result)
    print(f"Written to {folder}")


def print_draft_mark(resolved: Resolved, language: str = "en") -> None:
    """A line that says DRAFT, where the mission is one that nobody has confirmed."""
    draft = resolved.mission.draft
    if draft is not None and not draft.confirmed:
        Console(highlight=False).print(Text(say("draft.banner", {"n": draft.open}, language), style="bold red"))


def print_rules(resolved: Resolved, plan: Plan, verdict: Verdict, result: Outcome, *, every: bool = False) -> None:
    """Every rule with its standing and tightest finding, every breach in full, then the verdict."""
    about = dossier(resolved, plan, verdict)
    shown = RichTable(pad_edge=False, header_style="bold")
    for header in ("rule", "says", "standing", "closest"):
        shown.add_column(header, overflow="fold")
    for rule in judged_rules(about):
        for row in _rows(about, rule, every):
            shown.add_row(*row)
    Console().print(shown)
    print_verdict(about, result)


def print_verdict(about: Dossier, result: Outcome) -> None:
    """Accepted or not, and everything that should happen and does not, with the reason."""
    verdict = about.verdict
    console = Console(highlight=False)
    passed = sum(finding.standing is Standing.PASSED for finding in verdict.findings)
    counts = f"{passed} findings passed, {len(verdict.broken)} broken, {len(verdict.not_provable)} not provable"
    console.print(
        Text("Accepted" if verdict.accepted else "Not accepted", style="bold green" if verdict.accepted else "bold red"), end=""
    )
    console.print(f": {counts}.")
    undone = [(title, why, names) for (title, why), names in _undone(about, result).items() if names]
    for title, why, names in undone[:LINES]:
        shown = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
        console.print(Text(f"{title}: {shown}. {why}".rstrip()))
    if len(undone) > LINES:
        console.print(f"And {len(undone) - LINES} reasons more: see the page, or `aidbridge show FOLDER left_behind unused`.")


def _undone(about: Dossier, result: Outcome) -> dict[tuple[str, str], list[str]]:
    """What does not happen or is not known, by what it is called and why."""
    missing = dict.fromkeys(fact for finding in about.verdict.not_provable for fact in finding.facts)
    told: dict[tuple[str, str], list[str]] = {
        ("Not provable without", "Name them in an assumption, or state them with their source."): list(missing)
    }
    for left in about.plan.left_behind:
        if left.item in result.left_behind:
            title = f"Left behind ({about.voice.say(f'phase.{left.phase}').lower()})"
            told.setdefault((title, about.voice.say(left.reason)), []).append(left.item)
    for assumption, pattern, near in accepts_nothing(about.resolved):
        why = f"Did you mean {near}?" if near else "Correct the pattern, or remove it."
        told.setdefault((f"Accepted by {assumption} and no figure in use", why), []).append(pattern)
    told["Given to a need and never at work", ""] = list(result.stranded)
    told["Mandatory needs not met", ""] = list(result.unmet_mandatory)
    told["Needs below their floor", ""] = list(result.below_floor)
    for unused in about.plan.unused:
        told.setdefault(("Offered and not used", about.voice.say(unused.reason)), []).append(unused.resource)
    return told


def _rows(about: Dossier, rule: str, every: bool) -> list[tuple[Text, ...]]:
    found = findings_of(about, rule)
    standing = standing_of(found)
    wrong = [f for f in found if f.standing in (Standing.BROKEN, Standing.NOT_PROVABLE)]
    closest = tightest(tuple(f for f in found if f.standing is Standing.PASSED))
    told = list(found) if every else wrong or ([closest] if closest else [])
    first = (
        Text(rule),
        Text(about.voice.say(f"rule.{rule}")),
        Text(about.voice.say(f"standing.{standing}"), style=COLOURS[standing]),
    )
    lines = [Text(f"{f.about}: {finding_text(about, f)}", style=COLOURS[f.standing] if f in wrong else "") for f in told] or [
        Text("")
    ]
    return [(*first, lines[0]), *((Text(""), Text(""), Text(""), line) for line in lines[1:])]


def _summary(plan: Plan, verdict: Verdict, result: Outcome, folder: Path) -> dict[str, object]:
    return {
        "mission": plan.mission,
        "accepted": verdict.accepted,
        "status": result.status,
        "figures": plan.figures.model_dump(mode="json"),
        "bounds": [bound.model_dump(mode="json", exclude={"certificate"}) for bound in plan.bounds],
        "broken": [finding.model_dump(mode="json") for finding in verdict.broken],
        "not_provable": [finding.model_dump(mode="json") for finding in verdict.not_provable],
        "left_behind": result.left_behind,
        "stranded": result.stranded,
        "unmet_mandatory": result.unmet_mandatory,
        "below_floor": result.below_floor,
        "folder": str(folder),
    }
