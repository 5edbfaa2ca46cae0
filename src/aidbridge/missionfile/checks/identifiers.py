"""Identifiers are unique over the whole mission, so that a plan can name anything by its identifier alone."""

import re
from collections.abc import Iterator

from ..draft import Draft
from ..paths import Flaw
from ..sections import SECTIONS
from ..words import shown

_NUMBERED = re.compile(r"(.+)\.\d+")


def check(draft: Draft) -> Iterator[Flaw]:
    """Duplicate identifiers, rows said twice, and identifiers that the pallets of a supply will take."""
    taken: dict[str, str] = {}
    supplies = draft.names("supplies")
    for section in SECTIONS.values():
        shared = section.identity == ("id",)
        mine: dict[str, str] = taken if shared else {}
        for row in draft.each(section.name):
            if row.name is None:
                continue
            limit = "each identifier once in a mission" if shared else f"each {section.room} once"
            if row.name in mine:
                advice = f"It is the identifier of a row in {mine[row.name]} already: give one of them another, or remove it."
                yield Flaw(row.at(section.identity[0]), shown(row.name), limit, advice)
            mine.setdefault(row.name, section.name)
            numbered = _NUMBERED.fullmatch(row.name) if shared else None
            if numbered and numbered[1] in supplies:
                advice = "Packages of that supply get such identifiers: choose another."
                yield Flaw(row.at("id"), shown(row.name), f"not the number of a package of {numbered[1]}", advice)
    yield from _sites_against_airfields(draft)


def _sites_against_airfields(draft: Draft) -> Iterator[Flaw]:
    """Roads name airfields and sites alike."""
    used = {draft.top.get("embarkation"), draft.top.get("debarkation"), *draft.names("airfields").all}
    for row in draft.each("sites"):
        if row.name in used:
            yield Flaw(
                row.at("id"),
                shown(row.name),
                "not an airfield's indicator",
                "Roads name airfields and sites: choose another identifier.",
            )
