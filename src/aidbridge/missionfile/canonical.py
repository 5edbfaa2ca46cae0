"""One text for one value: JSON with sorted keys and settled numbers, the same byte for byte wherever it is written.

Numbers are written with at most 12 significant digits and whole ones without a point, so that the noise of binary fractions
(0.1 + 0.2) never shows and 3 and 3.0 are the same. Each row of a section stands on a line of its own, so that two versions
can be compared line by line.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from aidbridge.model.noun import Noun
from aidbridge.model.resolved import Resolved

from .wording import validate

_DIGITS = 12


def json_of(noun: Noun) -> str:
    """The canonical JSON of a plan, verdict, resolved mission or any other noun, ended by a newline."""
    return _text(_settled(noun.model_dump(mode="json")))


def plan_json(plan: Noun) -> str:
    """The canonical JSON of a plan."""
    return json_of(plan)


def hash_of(resolved: Resolved) -> str:
    """SHA-256 over the canonical JSON of everything but the hash itself, in hexadecimal digits."""
    return hash_of_content(resolved.model_dump(mode="json"))


def hash_of_content(content: Mapping[str, Any]) -> str:
    """The same of what stands in a file, whichever version of aidbridge wrote it: fields that have come since are not in it."""
    rest = {key: value for key, value in content.items() if key != "hash"}
    return hashlib.sha256(_text(_settled(rest)).encode()).hexdigest()


def sealed(resolved: Resolved) -> Resolved:
    """The resolved mission exactly as its file will give it back (numbers settled), under its hash.

    What is planned from it in memory is then the same as what anyone plans or checks from the file.
    """
    settled = validate(Resolved, _settled(resolved.model_dump(mode="json")))
    return settled.model_copy(update={"hash": hash_of(settled)})


def _settled(value: Any) -> Any:
    match value:
        case dict():
            return {key: _settled(item) for key, item in value.items()}
        case list() | tuple():
            return [_settled(item) for item in value]
        case float():
            short = float(f"{value:.{_DIGITS}g}")
            return int(short) if short.is_integer() and abs(short) < 1e15 else short
        case _:
            return value


def _text(value: dict[str, Any]) -> str:
    parts = (f"{_line(key)}:{_block(value[key])}" for key in sorted(value))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _block(value: Any) -> str:
    """A value with its own parts on a line each."""
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_line, value)) + "\n]"
    if isinstance(value, dict) and value:
        return "{\n" + ",\n".join(f"{_line(key)}:{_line(value[key])}" for key in sorted(value)) + "\n}"
    return _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
