"""The options of `aidbridge intake` as a request: every fault of options and reports is told at once."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from ..documents.voice import Voice
from ..intake.model import KEY_VARIABLE, Endpoint
from ..intake.pack import languages
from ..intake.values import Unfit, read_value
from ..missionfile.words import shown
from ..model.errors import Fault, InputError
from .intakefiles import Text, gathered, texts

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Options:
    """What stands on the command line."""

    files: tuple[Path, ...]
    date: str
    report_language: str
    model: str
    model_name: str
    model_plain_http: bool


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be read, and how."""

    texts: Sequence[Text]
    passed_over: tuple[str, ...]
    """Files of folders that are no reports."""
    dated: date
    language: str | None
    endpoint: Endpoint | None


def request_of(options: Options, voice: Voice) -> Request:
    """The request. Raises InputError with all faults."""
    faults: list[Fault] = []

    def read(make: Callable[[], Made]) -> Made | None:
        try:
            return make()
        except InputError as wrong:
            faults.extend(wrong.faults)
            return None

    dated = read(lambda: _day(options.date))
    language = read(lambda: _language(options.report_language))
    endpoint = read(lambda: _endpoint(options))
    found = read(lambda: gathered(options.files))
    read_in = read(lambda: texts(found.files, voice)) if found is not None else None
    if faults or dated is None or found is None or read_in is None:
        raise InputError(faults)
    return Request(read_in, found.passed_over, dated, language, endpoint)


def _day(text: str) -> date:
    value = read_value("date", text) if text else Unfit("the day the reports are of", "Write --date 2020-03-23.")
    if isinstance(value, Unfit):
        raise InputError([Fault("--date", shown(text) if text else "nothing", value.limit, value.advice)])
    return date.fromisoformat(value)


def _language(code: str) -> str | None:
    if code and code not in languages():
        limit = f"one of {', '.join(languages())}"
        raise InputError([Fault("--report-language", shown(code), limit, "Leave it out: each report's language is recognised.")])
    return code or None


def _endpoint(options: Options) -> Endpoint | None:
    if options.model:
        return Endpoint.of(options.model, options.model_name, os.environ.get(KEY_VARIABLE, ""), plain_http=options.model_plain_http)
    if options.model_name or options.model_plain_http:
        raise InputError([Fault("--model", "nothing", "the URL of an endpoint", "Write --model http://localhost:11434/v1.")])
    return None
