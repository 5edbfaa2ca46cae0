"""Values that a person writes into a form, in whatever dress a spreadsheet gave them, into the one form the draft takes."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ..missionfile.limits import MAX_NUMBER
from ..missionfile.words import number_advice, plain_number

_ICAO = re.compile(r"[A-Z]{4}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_DOTTED_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHED_DATE = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f']\d{3})+")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,(\d+)")
MAX_TEXT = 200


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a text is no value: what is allowed, and what to do."""

    limit: str
    advice: str


def read_value(takes: str, text: str, decimal_comma: bool = False) -> str | Unfit:
    """A written value in the form the draft takes: plain digits, `UUMU`, `IT`, `2020-04-03`, an identifier, or one line of text.

    `takes` is the kind of value (see `KINDS`); `decimal_comma` says that the file came from a spreadsheet that writes 2,5.
    What could mean two things is unfit, never guessed.
    """
    return KINDS[takes](" ".join(text.split()), decimal_comma)


def _number(text: str, decimal_comma: bool) -> str | Unfit:
    plain = re.sub(r"[ \u00a0\u202f']", "", text) if _THOUSANDS.fullmatch(text) else text.replace("\u2212", "-")
    decimals = _DECIMAL_COMMA.fullmatch(plain)
    if decimals and decimal_comma and len(decimals[1]) != 3:
        plain = plain.replace(",", ".")
    number = plain_number(plain)
    if number is None:
        return Unfit("a plain number", number_advice(text, ""))
    if not math.isfinite(number) or not 0 <= number <= MAX_NUMBER:
        return Unfit(f"0 to {MAX_NUMBER:.0e}", "Correct the number.")
    return str(int(number)) if number == int(number) else repr(float(number))


def _whole(text: str, decimal_comma: bool) -> str | Unfit:
    number = _number(text, decimal_comma)
    if isinstance(number, str) and "." in number:
        return Unfit("a whole number", "Write a whole number without decimals.")
    return number


def _airfield(text: str, decimal_comma: bool) -> str | Unfit:
    code = text.partition(" ")[0].upper()
    if _ICAO.fullmatch(code):
        return code
    return Unfit("an ICAO location indicator", "Write its four letters: UUMU. `aidbridge catalogue airfields` lists some.")


def _country(text: str, decimal_comma: bool) -> str | Unfit:
    if _COUNTRY.fullmatch(text.upper()):
        return text.upper()
    return Unfit("an ISO country code of two letters", "Write IT for Italy, ID for Indonesia.")


def _date(text: str, decimal_comma: bool) -> str | Unfit:
    if found := _ISO_DATE.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED_DATE.fullmatch(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHED_DATE.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first > 12 or first == second:
            return _day(year, second, first)
        if second > 12:
            return _day(year, first, second)
        advice = f"Write {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}, whichever is meant."
        return Unfit("one meaning: day and month may stand either way", advice)
    return Unfit("a date", "Write year-month-day: 2020-04-03.")


def _day(year: int, month: int, day: int) -> str | Unfit:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return Unfit("a day of the calendar", "Write year-month-day: 2020-04-03.")


def _name(text: str, decimal_comma: bool) -> str | Unfit:
    if _NAME.fullmatch(text):
        return text
    return Unfit("an identifier", "Write letters, digits, dots and dashes, without blanks.")


def _text(text: str, decimal_comma: bool) -> str | Unfit:
    if len(text) > MAX_TEXT:
        return Unfit(f"at most {MAX_TEXT} characters", "Shorten the text.")
    return text


def _nothing(text: str, decimal_comma: bool) -> str | Unfit:
    return Unfit("a row that takes no value", "Accept or refuse it.")


KINDS: dict[str, Callable[[str, bool], str | Unfit]] = {
    "number": _number, "whole": _whole, "airfield": _airfield, "country": _country, "date": _date, "name": _name, "text": _text,
    "": _nothing,
}  # fmt: skip
"""What a row may take as its value; a row of the empty kind can only be accepted or refused."""
