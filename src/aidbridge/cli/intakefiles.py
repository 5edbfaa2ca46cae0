"""The reports of `aidbridge intake`: files and folders into readings, all faults of all files at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Event

from ..documents.voice import Voice
from ..intake.claims import Reading
from ..intake.extractor import Extractor, read_by
from ..intake.plaintext import read_text
from ..missionfile.words import printable
from ..model.errors import Fault, InputError

KINDS = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".eml", ".pdf")
"""Endings of the files that are taken from a folder; a file that is named is read whatever its ending."""
MOST = 500
"""Reports of one intake."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files to read, and the names of those in folders that were passed over."""

    files: tuple[Path, ...]
    passed_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A report's text: the name it goes by, and what was done to the file to get it."""

    report: str
    text: str
    notes: tuple[str, ...]


def gathered(paths: Iterable[Path]) -> Gathered:
    """The files that are named, and those of the folders that are named, each once. Raises InputError with all faults."""
    faults: list[Fault] = []
    files: dict[Path, Path] = {}
    passed_over: list[str] = []
    for path in paths:
        if not path.is_dir():
            files.setdefault(path.resolve(), path)
            continue
        try:
            inside = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
        except OSError as error:
            faults.append(Fault(str(path), error.strerror or str(error), "a folder that can be read", "Check its permissions."))
            continue
        reports = [one for one in inside if one.suffix.lower() in KINDS]
        passed_over += [one.name for one in inside if one not in reports]
        if not reports:
            limit = f"files that end in {', '.join(KINDS)}"
            faults.append(Fault(str(path), "a folder without reports", limit, "Name the files themselves, or another folder."))
        for one in reports:
            files.setdefault(one.resolve(), one)
    if len(files) > MOST:
        faults.append(
            Fault("FILES", f"{len(files):,} reports", f"at most {MOST:,}", "Leave out what does not speak of this mission.")
        )
    if not files and not faults:
        faults.append(Fault("FILES", "nothing", "at least one report", "Name text, HTML or PDF files, or a folder of them."))
    if faults:
        raise InputError(faults)
    return Gathered(tuple(files.values()), tuple(passed_over))


def texts(files: Sequence[Path], voice: Voice) -> list[Text]:
    """The texts of the files, each by a name of its own; a text that two files share is read once, lest it agree with itself.

    Raises InputError with the faults of all files.
    """
    faults: list[Fault] = []
    by_content: dict[bytes, Text] = {}
    for path, name in zip(files, _names(files), strict=True):
        try:
            text, notes = read_text(path)
        except InputError as wrong:
            faults += wrong.faults
            continue
        same = by_content.get(content := sha256(text.encode("utf-8", "replace")).digest())
        if same is None:
            by_content[content] = Text(name, text, tuple(notes))
        else:
            by_content[content] = replace(same, notes=(*same.notes, voice.say("intake.same_text", file=name)))
    if faults:
        raise InputError(faults)
    return list(by_content.values())


def readings(
    texts: Sequence[Text],
    extractors: Sequence[Extractor],
    dated: date,
    language: str | None,
    tell: Callable[[int, str], None],
    stop: Event,
) -> list[Reading]:
    """Each text read. `tell` is told how many are done and which is next; `stop` ends the reading after the one at hand."""
    found: list[Reading] = []
    for number, one in enumerate(texts):
        if stop.is_set():
            break
        tell(number, one.report)
        found.append(read_by(extractors, one.text, report=one.report, dated=dated, language=language, notes=one.notes))
    return found


def _names(files: Sequence[Path]) -> list[str]:
    """File names; where two are alike, with as many folders before them as tell them apart."""
    names = [printable(path.name, 120) for path in files]
    deepest = max((len(path.resolve().parts) for path in files), default=1)
    for depth in range(2, deepest + 1):
        alike = {name for name in names if names.count(name) > 1}
        if not alike:
            break
        names = [
            printable("/".join(path.resolve().parts[-depth:])[-120:], 120) if name in alike else name
            for name, path in zip(names, files, strict=True)
        ]
    return names
