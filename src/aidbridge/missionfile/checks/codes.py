"""Codes exist: states (ISO 3166-1), languages (ISO 639-1), time zones (IANA), local times of day."""

import re
import zoneinfo
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aidbridge.model.mission import Mission
from aidbridge.model.noun import Noun

from ..draft import Draft
from ..paths import Flaw, Path
from ..sections import SECTIONS
from ..shapes import LANGUAGE, STATE, Shape, fields
from ..words import Names, did_you_mean, shown

_USUAL_SLIPS = {"UK": "GB", "EL": "GR", "EN": "GB", "SU": "RU", "YU": "RS", "KS": "XK"}
_TWO_LETTERS = (
    "aaabaeafakamanarasavayazbabebgbhbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneoeseteufafffifjfofrfygagdglgngugvhahehihohr"
    "hthuhyhziaidieigiiikioisitiujajvkakgkikjkkklkmknkokrkskukvkwkylalblglilnloltlulvmgmhmimkmlmnmrmsmtmynanbndnengnlnnnonrnv"
    "nyocojomorospapiplpsptqurmrnrorurwsascsdsesgshsiskslsmsnsosqsrssstsusvswtatetgthtitktltntotrtstttwtyugukuruzvevivowawoxh"
    "yiyozazhzu"
)
"""ISO 639-1, from the Library of Congress's code list: two letters a language."""
_LANGUAGES = frozenset(_TWO_LETTERS[n : n + 2] for n in range(0, len(_TWO_LETTERS), 2))
_LANGUAGE_OF_STATE = {
    "jp": "ja",
    "cz": "cs",
    "gr": "el",
    "ua": "uk",
    "cn": "zh",
    "al": "sq",
    "dk": "da",
    "rs": "sr",
    "by": "be",
    "gb": "en",
    "us": "en",
}
_TAG = re.compile(LANGUAGE)
_TIME_OF_DAY = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@cache
def states() -> dict[str, str]:
    """Name by code of every state of ISO 3166-1, from the IANA time zone database, and Kosovo's user-assigned code."""
    text = resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows} | {"XK": "Kosovo"}


def check(draft: Draft) -> Iterator[Flaw]:
    """Codes of states, languages and time zones that do not exist, and times of day that are none."""
    for name, shape in fields(Mission).items():
        if name not in SECTIONS and draft.top.get(name) is not None:
            yield from _codes(draft.top[name], shape, (name,))
    for section in SECTIONS.values():
        for row in draft.each(section.name):
            yield from _codes(row.noun, Shape("noun", noun=section.noun), row.path)
    for row in draft.each("restrictions"):
        place = row.get("place")
        if row.get("effect") == "airspace_closed" and place is not None and place not in states():
            yield _unknown_state(place, row.at("place"))
    yield from _spoken(draft)
    yield from _times(draft)


def _codes(value: object, shape: Shape, path: Path) -> Iterator[Flaw]:
    """Wrong codes anywhere in a value, found by the patterns of its fields."""
    if isinstance(value, Noun):
        for name, inner in _coded_fields(type(value)):
            yield from _codes(getattr(value, name, None), inner, (*path, name))
    elif isinstance(value, Mapping) and shape.of is not None:
        for key, item in value.items():
            if shape.key_pattern == LANGUAGE:
                yield from language_flaws(key, (*path, key))
            yield from _codes(item, shape.of, (*path, key))
    elif isinstance(value, tuple) and shape.of is not None:
        for n, item in enumerate(value):
            yield from _codes(item, shape.of, (*path, n))
    elif shape.pattern == STATE and isinstance(value, str) and value not in states():
        yield _unknown_state(value, path)


@cache
def _coded_fields(noun: type[Noun]) -> tuple[tuple[str, Shape], ...]:
    """The fields of a noun in which a code may stand."""
    return tuple((name, shape) for name, shape in fields(noun).items() if _may_hold_code(shape))


def _may_hold_code(shape: Shape) -> bool:
    inner = shape.of is not None and _may_hold_code(shape.of)
    return shape.noun is not None or shape.pattern == STATE or shape.key_pattern == LANGUAGE or inner


def _unknown_state(code: str, path: Path) -> Flaw:
    meant = _USUAL_SLIPS.get(code)
    advice = f"Write {meant} ({states()[meant]})." if meant else "Look the state's two-letter code up in ISO 3166-1."
    return Flaw(path, shown(code), "a state's code in ISO 3166-1", advice)


def language_flaws(tag: str, path: Path) -> Iterator[Flaw]:
    """A tag that is no language's."""
    primary = tag.partition("-")[0]
    if not _TAG.fullmatch(tag) or (len(primary) == 2 and primary not in _LANGUAGES):
        meant = _LANGUAGE_OF_STATE.get(primary.lower())
        advice = (
            f"Write {meant}: {primary} is a state's code." if meant else "Write the language's tag, such as en, it, ru, zh-Hans."
        )
        yield Flaw(path, shown(tag), "a language tag (BCP 47)", advice)


def _spoken(draft: Draft) -> Iterator[Flaw]:
    for row in draft.each("teams"):
        for n, tag in enumerate(row.get("languages") or ()):
            yield from language_flaws(tag, row.at("languages", n))
    for row in draft.each("needs"):
        if row.get("language"):
            yield from language_flaws(row.get("language"), row.at("language"))


def _times(draft: Draft) -> Iterator[Flaw]:
    yield from _zone(draft.top.get("time_zone"), ("time_zone",))
    for row in draft.each("airfields"):
        yield from _zone(row.get("time_zone"), row.at("time_zone"))
        for n, hours in enumerate(row.get("hours") or ()):
            if hours.opens == hours.closes or hours.opens.tzinfo is not None or hours.closes.tzinfo is not None:
                advice = "Write two different local times without an offset; leave hours out for an airfield that is always open."
                yield Flaw(row.at("hours", n), f"{hours.opens} to {hours.closes}", "two local times", advice)
    day_start = getattr(draft.top.get("policy"), "day_start", None)
    if day_start is not None and not _TIME_OF_DAY.fullmatch(day_start):
        yield Flaw(("policy", "day_start"), shown(day_start), "a time of day, 00:00 to 23:59", "Write it as 08:00.")


def _zone(name: str | None, path: Path) -> Iterator[Flaw]:
    if name is None:
        return
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = Names(zoneinfo.available_timezones()).near(name)
        yield Flaw(path, shown(name), "a time zone of the IANA database", did_you_mean(near, "Write it as Europe/Rome."))
