"""What the terminal says of a load sheet: the count at once, then the aircraft, what stays behind, what is not proven."""

import json
from pathlib import Path

import typer
from rich.console import Console

from ..documents.loadsheet.dossier import sheet_dossier
from ..documents.loadsheet.doubts import doubts
from ..documents.loadsheet.page import proof_line, standing_of
from ..documents.loadsheet.tables import left, loads
from ..documents.messages import say
from ..model.loadsheet import AircraftCount, LoadSheet
from .loadfiles import BOOK, LIST, PAGE, SHEET
from .terminal import print_table


def count_line(counted: AircraftCount, language: str) -> str:
    """`At least 10 aircraft, at most 12.`"""
    key = "least" if counted.most is None else "count" if counted.least < counted.most else "count_exact"
    params = {"least": counted.least, "most": counted.most, "argument": counted.argument}
    line = say(f"sheet.{key}", params, language)
    return f"{line} {say('sheet.count_left', {'n': counted.left}, language)}" if counted.left else line


def print_count(counted: AircraftCount, language: str, as_json: bool) -> None:
    """The count alone."""
    typer.echo(json.dumps(counted.model_dump(), ensure_ascii=False) if as_json else count_line(counted, language))


def print_sheet(sheet: LoadSheet, folder: Path, language: str, as_json: bool) -> None:
    """The result and where it is written."""
    d = sheet_dossier(sheet, language)
    unproven = doubts(d, sheet.verdict.findings)
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "aircraft": len(sheet.loads),
                    "bounds": [{"value": bound.value, "name": bound.name} for bound in sheet.bounds],
                    "counted": sheet.counted.model_dump(),
                    "standing": standing_of(sheet),
                    "left_behind": [one.item for one in sheet.left_behind],
                    "not_built": [one.label for one in sheet.not_built],
                    "not_provable": list(unproven),
                    "written": {name: str(folder / name) for name in (PAGE, SHEET, BOOK, LIST)},
                },
                ensure_ascii=False,
                indent=1,
            )
        )
        return
    console = Console(highlight=False, markup=False)
    if sheet.loads:
        print_table(loads(d, sheet))
    behind = left(d, sheet)
    if behind.rows:
        print_table(behind)
    console.print(f"{len(sheet.loads)} {d.voice.say('sheet.aircraft', n=len(sheet.loads))}. {proof_line(d, sheet)}")
    for line in unproven:
        console.print(f"{d.voice.say('standing.not_provable')}: {line}")
    if unproven:
        console.print(d.voice.say("sheet.doubt_advice"))
    for message in sheet.remarks:
        console.print(d.voice.say(message))
    console.print(f"{d.voice.say(f'sheet.{standing_of(sheet)}')}. {folder / PAGE}, {BOOK}, {LIST}, {SHEET}")
