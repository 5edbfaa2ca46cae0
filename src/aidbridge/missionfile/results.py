"""Plans, load sheets and resolved missions from the files that aidbridge writes, with every fault at once."""

import json
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from aidbridge.model.errors import Fault, InputError
from aidbridge.model.loadsheet import LoadSheet
from aidbridge.model.noun import Noun
from aidbridge.model.plan import Plan
from aidbridge.model.resolved import Resolved

from .canonical import hash_of_content
from .limits import MAX_FAULTS, MAX_JSON_BYTES
from .paths import Flaw, Whereabouts, dotted
from .textfile import read_text
from .wording import flaws_of

N = TypeVar("N", bound=Noun)


def read_plan(path: Path) -> Plan:
    """The plan in a file. Raises InputError with all faults."""
    return _read(path, _text_of(path), Plan)


def read_resolved(path: Path) -> Resolved:
    """The resolved mission in a file. Raises InputError with all faults, one of them that its hash is not that of its content."""
    text = _text_of(path)
    resolved = _read(path, text, Resolved)
    _unchanged(path, resolved, json.loads(text), "plan the mission again")
    return resolved


def read_sheet(path: Path) -> LoadSheet:
    """The load sheet in a file. Raises InputError with all faults, one of them that its world was changed since."""
    text = _text_of(path)
    sheet = _read(path, text, LoadSheet)
    _unchanged(path, sheet.resolved, json.loads(text)["resolved"], "load the list again")
    return sheet


def _unchanged(path: Path, resolved: Resolved, content: dict[str, Any], remedy: str) -> None:
    told = hash_of_content(content)
    if resolved.hash != told:
        advice = f"It was changed after it was resolved: {remedy}."
        raise InputError([Fault(f"{path.name} hash", resolved.hash or "empty", told, advice)])


def _text_of(path: Path) -> str:
    return read_text(path, path.name, MAX_JSON_BYTES)


def _read(path: Path, text: str, noun: type[N]) -> N:
    try:
        return noun.model_validate_json(text, strict=True)
    except ValidationError as error:
        flaws = flaws_of(error, noun, (), Whereabouts(path.name))
        raise InputError([_fault(path.name, flaw) for flaw in _foremost(flaws)][:MAX_FAULTS]) from error


def _foremost(flaws: list[Flaw]) -> list[Flaw]:
    """A file of another format has only that one fault."""
    return [flaw for flaw in flaws if flaw.path == ("format",)] or flaws


def _fault(name: str, flaw: Flaw) -> Fault:
    if flaw.path == ("format",):
        return Fault(
            f"{name} format", flaw.value, flaw.limit, "It was written by another version of aidbridge: plan again with this one."
        )
    return Fault(f"{name} {dotted(flaw.path)}".rstrip(), flaw.value, flaw.limit, flaw.advice)
