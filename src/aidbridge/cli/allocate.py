"""`aidbridge allocate`: an allocation case, or a mission, in; who gets what on which day, with bound, reasons and worth, out."""

from pathlib import Path
from typing import Annotated

import typer

from .language import Language

CASE, ANSWER, STORY, BOOK = "case.json", "answer.json", "story.json", "allocation.xlsx"


def allocate(
    case: Annotated[Path, typer.Argument(help="Allocation case (.json), or a mission folder.", show_default=False)],
    tables: Annotated[list[str] | None, typer.Argument(help="Tables to print: sent, unmet, unused, worth, rules; or all.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for case, answer, reasons and an Excel workbook.")] = None,
    rules: Annotated[bool, typer.Option("--rules", help="Also what plain rules would do: first come, per capita.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print answer and reasons as JSON.")] = False,
    seconds: Annotated[float | None, typer.Option(min=0, help="End with the best answer after about so many seconds.")] = None,
    language: Language = "en",
) -> None:
    """Allocate what is offered to what is needed, day by day, within what airlift and roads carry.

    Prints the weighted hours of need that stay unmet, the bound that no allocation can beat and the gap; then the tables asked for.
    The bound's certificate is verified before anything is printed. docs/allocation.md describes the case file.
    """
    import json as text

    from ..checker.allotment import check_allotment
    from ..documents.allotment import allotment_tables, summary_lines, worth_lines
    from ..documents.export import workbook_bytes
    from ..engines.stopping import Stop
    from ..missionfile.allocationcase import case_text, read_case
    from ..missionfile.read import read_mission
    from ..missionfile.textfile import write_bytes
    from ..planners.allocation.core.explain import story_of
    from ..planners.allocation.core.plainrules import first_come, per_capita
    from ..planners.allocation.core.solve import solve_case
    from ..planning.missioncase import case_of
    from ..planning.resolve import resolve
    from .folder import make_folder
    from .progress import interruptible
    from .terminal import print_table

    known = ("sent", "unmet", "unused", "worth", "rules")
    wanted = list(known) if tables == ["all"] else tables or []
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise typer.BadParameter(f"no table {', '.join(unknown)}; there are {', '.join(known)}")
    asked, remarks = case_of(resolve(read_mission(case))) if case.is_dir() else (read_case(case), ())
    stop = Stop(seconds=seconds)
    with interruptible(stop.interrupted):
        answer = solve_case(asked, stop).model_copy(update={"remarks": remarks})
    others = (first_come(asked), per_capita(asked)) if rules or "rules" in wanted else ()
    breaches = check_allotment(asked, answer)
    for breach in breaches:
        typer.echo(f"{breach.key} {breach.about}: {breach.value} ({breach.limit})", err=True)
    story = story_of(asked, answer)
    made = allotment_tables(answer, story, others, language)
    if out is not None:
        folder = make_folder(out)
        write_bytes(folder / CASE, case_text(asked).encode())
        write_bytes(folder / ANSWER, (answer.model_dump_json(indent=1) + "\n").encode())
        write_bytes(folder / STORY, (story.model_dump_json(indent=1) + "\n").encode())
        write_bytes(folder / BOOK, workbook_bytes(made.values()))
    if json:
        content = answer.model_dump(mode="json") | {"gap": answer.gap, "story": story.model_dump(mode="json")}
        content["rules"] = {
            one.method: {"unmet_weighted_h": one.unmet_weighted_h, "below_floors_h": one.below_floors_h} for one in others
        }
        content["sentences"] = [*summary_lines(answer, others, language), *worth_lines(story, language)]
        typer.echo(text.dumps(content, ensure_ascii=False, indent=1))
    else:
        for line in summary_lines(answer, others, language):
            typer.echo(line)
        for name in wanted:
            if name in made:
                print_table(made[name])
    raise typer.Exit(1 if breaches else 130 if stop.interrupted.is_set() else 0)
