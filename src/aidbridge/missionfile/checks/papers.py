"""Agreements and clearances: their states follow one another as they may, and what amends another fits what it amends."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from aidbridge.model.agreements import NEXT, Step, may_follow

from ..draft import Draft, Row
from ..paths import Flaw
from ..words import did_you_mean, shown
from .dates import told

_VALID = ("in_force", "granted", "amended", "ended")
"""States of a paper that may have replaced another."""


def check(draft: Draft) -> Iterator[Flaw]:
    """Steps that cannot follow one another, amendments that fit nothing, staff lists of teams that are not there."""
    for section in ("agreements", "clearances"):
        for row in draft.each(section):
            yield from _history(row)
        yield from _amendments(draft, section)
    yield from _staff(draft)


def _history(row: Row) -> Iterator[Flaw]:
    steps: tuple[Step, ...] = row.get("history") or ()
    for n, (before, after) in enumerate(pairwise(steps), 1):
        if not may_follow(before.status, after.status):
            allowed = ", ".join(NEXT[before.status]) or "nothing"
            advice = "Correct the order of the steps, or add the one between; what is amended or ended is replaced by a new paper."
            yield Flaw(row.at("history", n, "status"), after.status, f"after {before.status}: {allowed}", advice)
        if after.at < before.at:
            limit = f"not before the step before it, {told(before.at)}"
            yield Flaw(row.at("history", n, "at"), told(after.at), limit, "Write the steps in the order in which they happened.")
    status = row.get("status")
    if steps and status is not None and steps[-1].status != status:
        advice = f"Add the step to {status} with its date and who said it, or correct the status."
        yield Flaw(row.at("status"), status, f"the state of the last step, {steps[-1].status}", advice)


def _amendments(draft: Draft, section: str) -> Iterator[Flaw]:
    rows = {row.name: row for row in draft.each(section) if row.name is not None}
    amended_by: dict[str, Row] = {}
    for row in rows.values():
        older = row.get("amends")
        if older is None:
            continue
        if older not in rows:
            if section not in draft.incomplete:
                otherwise = "Add what it amends, which stays in the mission, or remove amends."
                advice = did_you_mean(draft.names(section).near(older), otherwise)
                yield Flaw(row.at("amends"), shown(older), f"one of the mission's {section}", advice)
            continue
        if older in amended_by:
            advice = f"{amended_by[older].name} amends it already: amend that one."
            yield Flaw(row.at("amends"), shown(older), "amended by one paper", advice)
            continue
        amended_by[older] = row
        yield from _fits(row, rows[older])
    yield from _circles(rows)
    for name, row in rows.items():
        if row.get("status") == "amended" and name not in amended_by and section not in draft.incomplete:
            advice = f"Add the paper that replaced it, with `amends: {name}`, or write in which state it is."
            yield Flaw(row.at("status"), "amended", "a paper that another one amends", advice)


def _fits(row: Row, older: Row) -> Iterator[Flaw]:
    """The later paper is valid from a time, has a later version, and the state of each says the same."""
    if row.get("status") in _VALID and older.get("status") in ("in_force", "granted"):
        advice = f"{row.name} has replaced it: write status amended, or make {row.name} a draft."
        yield Flaw(older.at("status"), older.get("status"), "amended, as a later paper says", advice)
    if older.get("status") == "amended" and row.get("status") not in (None, *_VALID):
        advice = f"Until {row.name} is granted or in force, {older.name} is what holds: correct one of the two."
        yield Flaw(row.at("status"), row.get("status"), f"one of {', '.join(_VALID)}, as {older.name} is amended", advice)
    begins: datetime | None = row.get("valid_from")
    if begins is None and row.whole and row.get("status") in _VALID:
        advice = f"Say from when it holds: until then {older.name} does."
        yield Flaw(row.at("valid_from"), "nothing", "required for what amends another", advice)
    if begins is not None and older.get("valid_from") is not None and begins < older.get("valid_from"):
        advice = "Correct one of the dates."
        yield Flaw(row.at("valid_from"), told(begins), f"not before {older.name}'s, {told(older.get('valid_from'))}", advice)
    ours, theirs = row.get("version"), older.get("version")
    if ours is not None and theirs is not None and ours <= theirs:
        yield Flaw(row.at("version"), shown(ours), f"more than {older.name}'s, {theirs}", "Count the versions up.")
    if row.get("kind") != older.get("kind"):
        limit = f"{older.name}'s, {older.get('kind')}"
        yield Flaw(row.at("kind"), shown(row.get("kind")), limit, "It amends a clearance of its kind.")


def _circles(rows: dict[str, Row]) -> Iterator[Flaw]:
    for name, row in rows.items():
        seen, at = [name], row.get("amends")
        while at in rows and at not in seen:
            seen.append(at)
            at = rows[at].get("amends")
        if at == name and name == min(seen):
            yield Flaw(row.at("amends"), " > ".join([*seen, name]), "no circles", "Remove amends from one of them.")


def _staff(draft: Draft) -> Iterator[Flaw]:
    teams = {row.name: row for row in draft.each("teams")}
    for row in draft.each("agreements"):
        offers = row.get("offers") or ()
        for n, staff in enumerate(row.get("staff") or ()):
            team = teams.get(staff.team)
            if team is None:
                if "teams" not in draft.incomplete:
                    near = did_you_mean(draft.names("teams").near(staff.team), "Add the team, or correct the name.")
                    yield Flaw(row.at("staff", n, "team"), shown(staff.team), "a team of the mission", near)
            elif offers and team.get("offer") is not None and team.get("offer") not in offers:
                advice = f"Add offer {team.get('offer')} to the agreement's offers, or take the team off the list."
                yield Flaw(row.at("staff", n, "team"), shown(staff.team), f"a team of the offers {', '.join(offers)}", advice)
