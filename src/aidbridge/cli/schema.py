"""`aidbridge schema`: the JSON Schema of a file."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class What(StrEnum):
    """The files that have a schema."""

    MISSION = "mission"
    PLAN = "plan"
    VERDICT = "verdict"
    RESOLVED = "resolved"


def schema(
    what: Annotated[What, typer.Argument(help="Which file's schema.", show_default=False)],
    out: Annotated[Path | None, typer.Option(help="Write it to this file instead of the terminal.")] = None,
) -> None:
    """Print the JSON Schema (draft 2020-12) of a mission, plan, verdict or resolved mission."""
    import json

    from ..missionfile import schema as schemas
    from ..missionfile.textfile import write_text

    make = {
        What.MISSION: schemas.mission_schema,
        What.PLAN: schemas.plan_schema,
        What.VERDICT: schemas.verdict_schema,
        What.RESOLVED: schemas.resolved_schema,
    }[what]
    text = json.dumps(make(), indent=2, ensure_ascii=False) + "\n"
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_text(out, text)
