"""Words for faults: values as a person sees them, near names, and what to do about a number that is none."""

import difflib
import re
from collections.abc import Iterable, Sequence
from functools import cached_property

_LONGEST = 60
_DIFFLIB_NAMES = 3_000
_DIFFLIB_CALLS = 200


def shown(value: object) -> str:
    """A value in one short printable line."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case str():
            return printable(value) if value.strip() else "empty"
        case dict():
            return printable("a mapping with " + (", ".join(map(str, list(value)[:4])) or "no keys"))
        case list() | tuple():
            return f"a list of {len(value)}"
        case _:
            return printable(str(value))


def printable(text: str, longest: int = _LONGEST) -> str:
    """A text cut to one short line, with what cannot be printed written as escapes."""
    text = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


class Names:
    """Names that exist, to tell which of them a wrong one may have meant. Its effort is limited, whatever the input's size."""

    def __init__(self, names: Iterable[str]) -> None:
        self._exact = frozenset(names)
        self.all = sorted(self._exact)
        self._calls = 0

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {_fold(name): name for name in reversed(self.all)}

    def __contains__(self, name: str) -> bool:
        return name in self._exact

    def near(self, name: str) -> list[str]:
        """At most three names like this one, the likeliest first."""
        same = self._folded.get(_fold(name))
        if same is not None:
            return [same]
        if len(self.all) > _DIFFLIB_NAMES or self._calls >= _DIFFLIB_CALLS or len(name) > _LONGEST:
            return []
        self._calls += 1
        found = difflib.get_close_matches(_fold(name), list(self._folded), n=3, cutoff=0.6)
        return [self._folded[key] for key in found]


def _fold(name: str) -> str:
    return re.sub(r"[\s_.-]+", "", name.casefold())


def did_you_mean(near: Sequence[str], otherwise: str) -> str:
    """Advice that offers near names, or says something else where there are none."""
    return f"Did you mean {' or '.join(near)}?" if near else otherwise


NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_WHOLE = re.compile(r"[-+]?\d+")
_UNIT_OF_SUFFIX = {
    "kg": "kg", "t": "t", "cm": "cm", "m": "m", "km": "km", "min": "min", "h": "h", "kmh": "km/h", "nm": "nautical miles",
    "m2": "m2",
}  # fmt: skip
_FACTOR = {
    ("t", "kg"): 1000.0, ("g", "kg"): 0.001, ("lb", "kg"): 0.45359237, ("lbs", "kg"): 0.45359237,
    ("ft", "m"): 0.3048, ("cm", "m"): 0.01, ("mm", "m"): 0.001, ("km", "m"): 1000.0, ("m", "km"): 0.001,
    ("nm", "km"): 1.852, ("mi", "km"): 1.609344, ("h", "min"): 60.0, ("d", "min"): 1440.0, ("min", "h"): 1 / 60,
    ("m", "cm"): 100.0, ("mm", "cm"): 0.1, ("ft", "cm"): 30.48, ("in", "cm"): 2.54, ("kg", "t"): 0.001,
    ("km", "nautical miles"): 1 / 1.852, ("kt", "km/h"): 1.852, ("kn", "km/h"): 1.852,
}  # fmt: skip


def unit_of(field: str) -> str:
    """The unit that a field's name carries: `mass_kg` is in kg; empty where it carries none."""
    return "km" if field == "km" else _UNIT_OF_SUFFIX.get(field.rpartition("_")[2], "") if "_" in field else ""


def plain_number(text: str) -> int | float | None:
    """The number that a text is, written plainly (`120`, `-3.5`, `1e3`); None for anything else."""
    if not NUMBER.fullmatch(text) or len(text) > 40:
        return None
    return int(text) if _WHOLE.fullmatch(text) else float(text)


def number_advice(text: str, field: str) -> str:
    """What to write instead of a text that stands where a number is expected."""
    text = text.strip()
    unit = unit_of(field)
    if re.fullmatch(r"[-+]?\d{1,3}([.,' \u00a0\u202f]\d{3}){2,}", text) or re.fullmatch(r"[-+]?\d{1,3}(['\s]\d{3})+", text):
        return f"Write it without separators of thousands: {re.sub(r'[^0-9+-]', '', text)}."
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+", text):
        return f"Write {text.replace(',', '')} without separators, or {text.replace(',', '.')} if the comma is a decimal one."
    if re.fullmatch(r"[-+]?\d{1,3}(\.\d{3})+,\d+", text):
        return f"Write the decimals after a point and no separators: {text.replace('.', '').replace(',', '.')}."
    if re.fullmatch(r"[-+]?\d*,\d+", text):
        return f"Write the decimals after a point: {text.replace(',', '.')}."
    share = plain_number(text.removesuffix("%").strip()) if text.endswith("%") else None
    if share is not None:
        return f"Write a share as a plain number: {_trim(share / 100)}."
    measured = re.fullmatch(rf"({NUMBER.pattern})\s*([^\W\d]+[23²³]?)\.?", text)
    if measured:
        return _unit_advice(measured[1], measured[2], unit)
    if re.fullmatch(rf"(?:~|≈|>|<|ca\.?|c\.|about|circa)\s*{NUMBER.pattern}", text):
        return "Write the number alone and say how sure it is: {value: ..., status: estimated, note: ...}."
    if re.fullmatch(r"[\d.]+\s*(?:-|–|to)\s*[\d.]+", text):
        return "Write one number; the others that were reported go into its alternatives, with a reason."
    if plain_number(text) is not None:
        return f"It is in quotes, which makes it a text: write {text} without quotes."
    return f"Write a plain number{f' in {unit}' if unit else ''}, such as {_trim(13.5)}."


def _unit_advice(number: str, written: str, unit: str) -> str:
    factor = 1.0 if written.casefold() == unit else _FACTOR.get((written.casefold(), unit))
    if unit and factor is not None:
        return f"Write the number alone, in {unit}: {_trim(float(number) * factor)}."
    if unit:
        return f"The unit is in the field's name: write the number alone, in {unit}."
    return f"Write the number alone: {number}."


def _trim(value: float) -> str:
    return f"{value:.6g}" if value < 1e6 else f"{value:.0f}"
