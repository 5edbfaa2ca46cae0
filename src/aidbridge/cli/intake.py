"""`aidbridge intake`: reports into a draft mission with its review, and a filled review into the draft."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .language import Language

if TYPE_CHECKING:
    from ..intake.record import Record

Reports = Annotated[
    list[Path] | None,
    typer.Argument(help="Reports: text, HTML, saved pages, PDF with text; or folders of them.", show_default=False),
]


def intake(
    files: Reports = None,
    date: Annotated[str, typer.Option(help="The day the reports are of, 2020-03-23: weekdays are understood by it.")] = "",
    out: Annotated[
        Path | None, typer.Option(help="Folder of the draft: build/draft, or with --apply the form's own folder.")
    ] = None,
    apply: Annotated[Path | None, typer.Option(help="A review that was filled in, .csv or .xlsx: writes the draft anew.")] = None,
    report_language: Annotated[str, typer.Option(help="Language of all reports, such as id; else each one's is recognised.")] = "",
    model: Annotated[str, typer.Option(help="Let a language model read along: URL of an OpenAI-compatible endpoint.")] = "",
    model_name: Annotated[str, typer.Option(help="What the endpoint calls the model. Its key: AIDBRIDGE_MODEL_KEY.")] = "",
    model_plain_http: Annotated[
        bool, typer.Option("--model-plain-http", help="Plain http to another machine, which others can read on the way.")
    ] = False,
    language: Language = "en",
    json: Annotated[bool, typer.Option("--json", help="Print claims, findings and rows as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Read reports in many languages into a draft mission, every figure with its sentence.

    Open review.html in the draft's folder; accept, change or refuse; save the form; then --apply it.
    When nothing is open, `aidbridge plan` takes the draft. It works offline and executes nothing it reads.
    """
    from threading import Event

    from ..documents.review.page import review_voice
    from .intakeoptions import Options, request_of
    from .intakesteps import applied, read_reports, refuse_answered
    from .intakesummary import print_draft
    from .intakewrite import write_all
    from .progress import interruptible

    voice = review_voice(language)
    options = Options(tuple(files or []), date, report_language, model, model_name, model_plain_http)
    stop = Event()
    record: Record | None
    if apply is not None:
        folder = out or apply.parent
        record, told = applied(apply, folder, options, voice)
    else:
        folder = out or Path("build/draft")
        refuse_answered(folder)
        request = request_of(options, voice)
        with interruptible(stop):
            record, told = read_reports(request, stop, voice, quiet=quiet or json)
    if record is not None:
        write_all(record, folder, voice)
        print_draft(record, folder, told, voice, as_json=json)
    raise typer.Exit(130 if stop.is_set() else 0)
