"""The two steps of `aidbridge intake`: reports into a record, and a filled form into the record of its draft."""

from pathlib import Path
from threading import Event

import typer

from ..documents.voice import Voice
from ..intake.extractor import Engine, Extractor
from ..intake.form import read_form
from ..intake.model import ModelExtractor
from ..intake.record import Record, read_record, record_of
from ..missionfile.words import shown
from ..model.errors import Fault, InputError
from .intakefiles import readings
from .intakeoptions import Options, Request
from .intakeprogress import ReadingProgress
from .intakewrite import RECORD

Told = tuple[str, ...]
"""Lines for the person who ran the command."""
NAMES = 5
"""Files passed over that are named."""


def read_reports(request: Request, stop: Event, voice: Voice, quiet: bool) -> tuple[Record | None, Told]:
    """All reports read, compared and made rows of; None where it was interrupted before the first."""
    told: list[str] = []
    if request.passed_over:
        names = ", ".join(map(shown, request.passed_over[:NAMES])) + (" …" if len(request.passed_over) > NAMES else "")
        told.append(voice.say("intake.passed_over", n=len(request.passed_over), names=names))
    with ReadingProgress(len(request.texts), voice, quiet) as progress:
        extractors: list[Extractor] = [Engine()]
        if request.endpoint is not None:
            key = "intake.leaves" if request.endpoint.leaves else "intake.stays"
            # Said before anything is sent, and where --quiet and --json leave it to be seen.
            typer.echo(
                voice.say(key, n=len(request.texts), host=request.endpoint.host, model=shown(request.endpoint.name)), err=True
            )
            number = {one.report: n for n, one in enumerate(request.texts)}
            extractors.append(
                ModelExtractor(
                    request.endpoint, progress=lambda report, at, of: progress.tell(number[report], report, f"{at}/{of}")
                )
            )
        found = readings(request.texts, extractors, request.dated, request.language, progress.tell, stop)
    if len(found) < len(request.texts):
        told.append(voice.say("intake.interrupted", n=len(found), all=len(request.texts)))
    return (record_of(found, request.dated) if found else None), tuple(told)


def applied(form: Path, folder: Path, options: Options, voice: Voice) -> tuple[Record, Told]:
    """The record of a draft with the answers of a form. Raises InputError with all faults."""
    faults = [
        Fault(name, "given beside --apply", "a form alone", "Reports are read first; the form is applied to the draft they became.")
        for name, given in (("FILES", options.files), ("--date", options.date), ("--model", options.model))
        if given
    ]
    if not (folder / RECORD).is_file():
        faults.append(Fault(str(folder), f"no {RECORD}", "the folder of a draft", "Name the draft's folder with --out."))
    if faults:
        raise InputError(faults)
    record = read_record(folder / RECORD)
    filled = read_form(form, record.review)
    told = [voice.say("intake.applied", n=len(filled.answers))]
    if filled.noted:
        told.append(voice.say("intake.noted", rows=", ".join(filled.noted)))
    return record.answered(filled.answers), tuple(told)


def refuse_answered(folder: Path) -> None:
    """Raises InputError where the folder holds a draft that somebody has answered, or a mission that no intake wrote."""
    if (folder / RECORD).is_file():
        answers = len(read_record(folder / RECORD).answers)
        if answers:
            advice = "Choose another folder with --out, or remove this one: its answers would be lost."
            raise InputError([Fault(str(folder), f"a draft with {answers:,} answers", "a new draft's folder", advice)])
    elif (folder / "mission.yaml").exists():
        advice = "Choose another folder with --out: nothing is overwritten."
        raise InputError([Fault(str(folder), "a mission that is no draft", "a new draft's folder", advice)])
