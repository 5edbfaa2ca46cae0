"""What the terminal says of a finished plan: figures, bounds, verdict, and what did not happen."""

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from ..documents.dossier import Dossier, dossier
from ..documents.rows.proof import finding_text, findings_of, judged_rules, standing_of, tightest
from ..documents.tables import table
from ..model.plan import Plan
from ..model.resolved import Resolved
from ..model.verdict import Standing, Verdict
from ..planning.outcome import Outcome
from .terminal import print_table

COLOURS = {Standing.PASSED: "green", Standing.BROKEN: "bold red", Standing.NOT_PROVABLE: "yellow", Standing.NOT_APPLICABLE: "dim"}


def print_summary(
    resolved: Resolved, plan: Plan, verdict: Verdict, result: Outcome, folder: Path, *, as_json: bool = False
) -> None:
    """Figures, verdict and where the files are."""
    if as_json:
        print(json.dumps(_summary(plan, verdict, result, folder), ensure_ascii=False, indent=1))
        return
    print_table(table("figures", resolved, plan, verdict))
    print_verdict(verdict, result)
    print(f"Written to {folder}")


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
    print_verdict(verdict, result)


def print_verdict(verdict: Verdict, result: Outcome) -> None:
    """Accepted or not, and everything that should happen and does not."""
    console = Console(highlight=False)
    passed = sum(finding.standing is Standing.PASSED for finding in verdict.findings)
    counts = f"{passed} findings passed, {len(verdict.broken)} broken, {len(verdict.not_provable)} not provable"
    console.print(
        Text("Accepted" if verdict.accepted else "Not accepted", style="bold green" if verdict.accepted else "bold red"), end=""
    )
    console.print(f": {counts}.")
    for title, names in (
        ("Left behind", result.left_behind),
        ("Flown but not brought on", result.stranded),
        ("Mandatory needs not met", result.unmet_mandatory),
        ("Needs below their floor", result.below_floor),
    ):
        if names:
            console.print(f"{title}: {', '.join(names)}.")


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
