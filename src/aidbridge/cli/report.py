"""`aidbridge report`: the page of a plan."""

from pathlib import Path
from typing import Annotated

import typer

from .check import PlanFolder
from .language import Language


def report(
    folder: PlanFolder,
    out: Annotated[Path | None, typer.Option(help="File to write; report.html in the folder by default.")] = None,
    language: Language = "en",
) -> None:
    """Write the page of a plan: one file that needs no network."""
    from ..documents.page import page
    from ..missionfile.textfile import write_text
    from .folder import PAGE, judged

    resolved, plan, verdict = judged(folder)
    target = out or (folder if folder.is_dir() else folder.parent) / PAGE
    write_text(target, page(resolved, plan, verdict, language))
    typer.echo(str(target))
