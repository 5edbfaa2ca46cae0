"""Pydantic's errors in people's words: where, what stands there, what is allowed, what to do."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from aidbridge.model.noun import Noun

from .paths import Flaw, Path, Whereabouts
from .shapes import ICAO, ID, LANGUAGE, STATE, Shape, fields, shape_at
from .words import Names, did_you_mean, number_advice, shown

N = TypeVar("N", bound=Noun)

_PATTERNS = {
    ID: (
        "letters, digits, dots, dashes and underscores, at most 64, beginning with a letter or digit",
        "Shorten or respell it, such as RU-1 or IT-25-beds.",
    ),
    STATE: ("two capital letters of ISO 3166-1", "Write the state's two-letter code, such as IT."),
    ICAO: ("four capital letters or digits", "Write the airfield's ICAO indicator, such as LIRE (not its IATA code)."),
    LANGUAGE: ("a language tag (BCP 47)", "Write a lower-case tag, such as en, it, zh-Hans."),
}
_INSTANT = "Write date, time and offset: 2020-03-22T08:00:00+01:00, or Z for UTC."


def validate(noun: type[N], value: object) -> N:
    """The noun that plain values make: numbers stay numbers, texts stay texts. Raises ValidationError."""
    return noun.model_validate_json(json.dumps(value), strict=True)


def validate_field(noun: type[Noun], name: str, value: object) -> Any:
    """The value of one field of a noun, as `validate` would read it. Raises ValidationError."""
    return _field_adapter(noun, name).validate_json(json.dumps(value), strict=True)


@cache
def _field_adapter(noun: type[Noun], name: str) -> TypeAdapter[Any]:
    info = noun.model_fields[name]
    return TypeAdapter(Annotated[info.annotation, info])  # type: ignore[arg-type]  # a type only known at run time


def flaws_of(error: ValidationError, noun: type[Noun], base: Path, where: Whereabouts, below: Path = ()) -> list[Flaw]:
    """The flaws of a noun that stands at `base`; `below` is the field of the noun that was validated on its own.

    What has been reported already, and what a union's other members have to say, is left out.
    """
    flaws: dict[Path, Flaw] = {}
    for detail in error.errors(include_url=False):
        steps, shape = _steps(noun, (*below, *detail["loc"]))
        path = (*base, *steps)
        if path in flaws or where.is_broken(path):
            continue
        value = "nothing" if detail["type"] == "missing" else shown(detail["input"])
        limit, advice = _words(detail, shape, str(steps[-1]) if steps else "", noun, steps)
        flaws[path] = Flaw(path, value, limit, advice)
    return list(flaws.values())


def _steps(noun: type[Noun], loc: Path) -> tuple[Path, Shape | None]:
    """The part of pydantic's location that is a path (members of unions and `[key]` are not), and the shape there."""
    steps: Path = ()
    for step in loc:
        shape = shape_at(noun, steps)
        if step == "[key]" or (shape is not None and shape.scalar):
            break
        steps = (*steps, step)
    return steps, shape_at(noun, steps)


def _words(detail: ErrorDetails, shape: Shape | None, name: str, noun: type[Noun], steps: Path) -> tuple[str, str]:
    """The limit that an error is about, and what to do."""
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    if detail["loc"][-1:] == ("[key]",) and kind == "literal_error":
        return f"one of {context['expected'].replace(chr(39), '')}", "Correct the name."
    if detail["loc"][-1:] == ("[key]",):
        return _PATTERNS.get(context.get("pattern", ""), ("a valid name", "Correct the name."))
    if kind == "missing":
        return "required", f"Add `{name}`{_described(noun, steps)}."
    if kind == "extra_forbidden":
        return _unknown_field(noun, steps)
    if value is None:
        return "a value", f"Write a value, or remove `{name}` where it is optional."
    if shape is not None and shape.scalar and isinstance(value, dict | list):
        return "one value", "Write one number, text or date here."
    if shape is not None and shape.choices:
        if len(shape.choices) == 1:
            return shape.choices[0], f"Write {shape.choices[0]}{_described(noun, steps)}."
        near = Names(shape.choices).near(str(value))
        return f"one of {', '.join(shape.choices)}", did_you_mean(near, f"Write one of them{_described(noun, steps)}.")
    if shape is not None and shape.numeric and isinstance(value, str):
        return "a plain number", number_advice(value, name)
    if shape is not None and isinstance(value, bool | int | float) and shape.kind in _QUOTED:
        return _QUOTED[shape.kind]
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"], ("another form", "Correct it."))
    for prefix, words in _BY_KIND.items():
        if kind.startswith(prefix):
            return words(context)
    return detail["msg"], "Correct it."


_QUOTED = {
    "text": ("a text", "Put it in quotes."),
    "instant": ("an instant", _INSTANT),
    "day": ("a date", "Write it as 2020-03-22."),
    "time": ("a local time", "Write it as 08:00."),
}


def _bound(words: str) -> Callable[[Mapping[str, Any]], tuple[str, str]]:
    def told(context: Mapping[str, Any]) -> tuple[str, str]:
        limit = next(context[sign] for sign in ("gt", "ge", "lt", "le") if sign in context)
        return f"{words} {limit:g}", "Correct the number and check its unit."

    return told


_BY_KIND: dict[str, Callable[[Mapping[str, Any]], tuple[str, str]]] = {
    "greater_than_equal": _bound("at least"),
    "greater_than": _bound("more than"),
    "less_than_equal": _bound("at most"),
    "less_than": _bound("less than"),
    "finite_number": lambda _: ("a finite number", "Correct the number."),
    "timezone_aware": lambda _: ("an instant with its offset from UTC", f"Add the offset. {_INSTANT}"),
    "datetime": lambda _: ("an instant", _INSTANT),
    "date": lambda _: ("a date", "Write it as 2020-03-22."),
    "time": lambda _: ("a local time", "Write it as 08:00."),
    "value_error": lambda context: (str(context.get("error", "another value")), "Correct it."),
    "int": lambda _: ("a whole number", "Write a whole number without decimals."),
    "float": lambda _: ("a number", "Write a plain number, such as 13.5."),
    "bool": lambda _: ("true or false", "Write true or false, without quotes."),
    "string_too_short": lambda _: ("a text", "Fill it in."),
    "string": lambda _: ("a text", "Write one text; put it in quotes if it looks like a number."),
    "tuple": lambda _: ("a list", "Write a list: `[a, b]`, or one `- a` a line (in a table: `a; b`)."),
    "too_": lambda _: ("a list of another length", "Write as many values as the field takes."),
    "dict": lambda _: ("a mapping", "Write `name: value` lines below it."),
    "model": lambda _: ("a mapping", "Write `name: value` lines below it."),
    "json": lambda _: ("text that is valid Unicode", "Delete the broken character."),
}


def _unknown_field(noun: type[Noun], steps: Path) -> tuple[str, str]:
    holder = shape_at(noun, steps[:-1])
    known = fields(holder.noun) if holder is not None and holder.noun is not None else {}
    return "a known field", did_you_mean(Names(known).near(str(steps[-1])), f"Known are {', '.join(known)}.")


def _described(noun: type[Noun], steps: Path) -> str:
    """What the field is, by its own docstring: ` (Airfield of debarkation (APOD))`."""
    holder = shape_at(noun, steps[:-1])
    if holder is None or holder.noun is None or str(steps[-1]) not in holder.noun.model_fields:
        return ""
    text = holder.noun.model_fields[str(steps[-1])].description
    return f": {text.splitlines()[0].rstrip('.')}" if text else ""
