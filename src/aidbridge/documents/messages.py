"""The message catalogue: every text of page, tables and terminal, by key, in the reader's language.

`messages/<language>.yaml` holds nested keys; `L2.overlap` is `overlap` under `L2`. A text may hold `{name}` or
`{name:kind}`, which a parameter fills in the reader's way of writing (see `KINDS`). A text that depends on a number gives
its forms: `{by: n, one: ..., few: ..., many: ..., other: ...}` (Unicode CLDR plural categories). What a language does not
have is said in English.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

import yaml

from ..model.facts import Scalar
from ..model.messages import Message
from . import numbers
from .clock import Clock

FALLBACK = "en"
FORMS = ("one", "few", "many", "other")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Five times as fast where the library was built with it."""
_FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}")

Text = str | dict[str, str]


def languages() -> tuple[str, ...]:
    """Tags of the languages there is a catalogue of."""
    folder = files(__package__).joinpath("messages")
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml")))


@cache
def catalogue(language: str) -> dict[str, Text]:
    """Texts by full key. Empty for a language there is no catalogue of; `de-AT` falls back to `de`."""
    for tag in (language, language.split("-", maxsplit=1)[0]):
        if tag in languages():
            text = files(__package__).joinpath("messages", f"{tag}.yaml").read_text(encoding="utf-8")
            return dict(_flat("", yaml.load(text, Loader=_Loader)))
    return {}


def knows(key: str) -> bool:
    """Whether the catalogue has the key."""
    return key in catalogue(FALLBACK)


def say(
    message: Message | str, params: Mapping[str, Scalar] | None = None, language: str = FALLBACK, clock: Clock | None = None
) -> str:
    """The sentence of a message, or of a key and its parameters. `clock` tells instants in UTC and local time.

    Never fails on what it is given to say: an unknown key is said as it stands with its parameters, a missing value as a dash.
    """
    key = message.key if isinstance(message, Message) else message
    values = dict(message.params if isinstance(message, Message) else {}) | dict(params or {})
    text = catalogue(language).get(key, catalogue(FALLBACK).get(key))
    if text is None:
        told = ", ".join(f"{name} {_plain(value, language)}" for name, value in sorted(values.items()))
        return f"{key} ({told})" if told else key
    pattern = text if isinstance(text, str) else text.get(_form(values.get(text["by"]), language), text["other"])
    return _FIELD.sub(lambda found: _filled(values.get(found[1]), found[2], language, clock), pattern)


def plural(count: float, language: str = FALLBACK) -> str:
    """The CLDR plural category of a number: one, few, many or other."""
    tag = language.split("-", maxsplit=1)[0]
    if count != int(count):
        return "other"
    ones, tens = abs(int(count)) % 10, abs(int(count)) % 100
    if tag != "ru":
        return "one" if count == 1 else "other"
    if ones == 1 and tens != 11:
        return "one"
    return "few" if 2 <= ones <= 4 and not 12 <= tens <= 14 else "many"


KINDS: dict[str, Callable[[float, str], str]] = {
    "kg": lambda value, language: f"{numbers.number(value, language)}\N{NO-BREAK SPACE}kg",
    "t": lambda value, language: f"{numbers.number(value / 1000, language, 1)}\N{NO-BREAK SPACE}t",
    "m": lambda value, language: f"{numbers.number(value, language, 2)}\N{NO-BREAK SPACE}m",
    "cm": lambda value, language: f"{numbers.fixed(value / 100, language, 2)}\N{NO-BREAK SPACE}m",
    "km": lambda value, language: f"{numbers.number(value, language, 0)}\N{NO-BREAK SPACE}km",
    "share": lambda value, language: f"{numbers.number(value * 100, language, 1)}\N{NO-BREAK SPACE}%",
    "whole": lambda value, language: numbers.number(value, language, 0),
    "duration": numbers.duration,
}
"""How a parameter is written: `{mass:kg}` in kilograms, `{mass:t}` kilograms as tonnes, `{gap:cm}` centimetres as metres, ...
Beside these there are `{at:clock}`, an instant in minutes since the mission's start, which needs the clock; and `{what:word}`, a
name that planners and checker use, by `word.<name>` or as it stands with blanks; `{code:country}`, a state's name."""


def _filled(value: Scalar, kind: str | None, language: str, clock: Clock | None) -> str:
    if kind == "word" and isinstance(value, str):
        return say(f"word.{value}", language=language) if knows(f"word.{value}") else value.replace("_", " ")
    if kind == "country" and isinstance(value, str):
        return country_name(value, language)
    if kind and isinstance(value, int | float) and not isinstance(value, bool):
        if kind == "clock":
            return clock.both(int(value)) if clock else f"+{numbers.duration(value, language)}"
        return KINDS[kind](value, language) if kind in KINDS else _plain(value, language)
    return _plain(value, language)


def country_name(code: str, language: str) -> str:
    """A state's name in a language by its ISO 3166-1 code; the code where it has none."""
    from ..intake.pack import country_names
    from ..intake.pack import languages as packs

    tag = language.split("-", maxsplit=1)[0]
    return country_names(tag if tag in packs() else FALLBACK).get(code, code)


def _plain(value: Scalar, language: str) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return say("word.yes" if value else "word.no", language=language)
    return value if isinstance(value, str) else numbers.number(value, language)


def _form(value: Scalar, language: str) -> str:
    return plural(value, language) if isinstance(value, int | float) else "other"


def _flat(prefix: str, node: Mapping[str, object]) -> list[tuple[str, Text]]:
    """Every text under the node with its full key."""
    texts: list[tuple[str, Text]] = []
    for name, below in node.items():
        key = f"{prefix}{name}"
        if isinstance(below, Mapping) and not _depends_on_number(below):
            texts += _flat(f"{key}.", below)
        elif isinstance(below, Mapping):
            texts.append((key, {form: str(text) for form, text in below.items()}))
        else:
            texts.append((key, str(below)))
    return texts


def _depends_on_number(node: Mapping[str, object]) -> bool:
    return {"by", "other"} <= set(node) <= {"by", *FORMS}
