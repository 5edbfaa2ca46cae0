"""The list of what must still be asked of whom by when, and of what is granted already, with its evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ...catalogue.permits import LeadTime, lead_time
from ...model.agreements import Clearance
from ...model.plan import Plan
from ...model.resolved import Resolved
from ...planners.scope import USABLE, covers_until
from .uses import Use, uses_of

ORDER = ("to_ask", "extend", "refused", "asked", "granted")
"""Standings, those first of which somebody has to do something."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One line: leave of a state for an operator's legs or an offer's cargo."""

    id: str
    kind: str
    state: str
    airfield: str
    operator: str
    about: str
    standing: str
    """to_ask: nobody has asked. extend: granted, but not for all of the time, the legs or the cargo. asked: no answer yet. refused.
    granted: for all of it."""
    clearances: tuple[Clearance, ...]
    """What the mission has about it, with its evidence."""
    legs: tuple[str, ...]
    cargo: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    """From when to when it is needed; None: not known before there is a plan."""
    by: datetime | None
    """When to ask at the latest, by the lead time."""
    too_late: bool | None
    """Whether that has passed on the day asked about; None: no day or no plan to say."""
    lead: LeadTime
    blocked: bool
    """Without it nothing flies there."""

    @property
    def open(self) -> bool:
        """Whether it is not granted."""
        return self.standing != "granted"


def asks_of(resolved: Resolved, plan: Plan | None, on: datetime | None = None) -> tuple[Ask, ...]:
    """One line for each kind, state, airfield, operator and offer that needs leave; what is open first, the most urgent first.

    `on`: the day that counts as today.
    """
    grouped: dict[tuple[str, str, str, str, str], list[Use]] = {}
    for use in uses_of(resolved, plan):
        grouped.setdefault((use.kind, use.state, use.airfield, use.operator, use.about), []).append(use)
    found = [_ask(resolved, uses, on) for uses in grouped.values()]
    known = {clearance.id for ask in found for clearance in ask.clearances}
    for one in resolved.mission.clearances:
        # What was refused, or is waited for, is told though the plan goes another way.
        if one.id not in known and one.status in ("refused", "asked") and one.state is not None:
            use = Use(one.kind, one.state, one.airfield or "", one.operator or "", "")
            found.append(_ask(resolved, [use], on))
    far = datetime.max.replace(tzinfo=resolved.mission.start.tzinfo)
    return tuple(sorted(found, key=lambda a: (ORDER.index(a.standing), a.by or far, a.id)))


def _ask(resolved: Resolved, uses: list[Use], on: datetime | None) -> Ask:
    one = uses[0]
    clearances = tuple(c for c in resolved.mission.clearances if any(_about(c, use) for use in uses))
    lead = lead_time(one.kind, one.state)
    firsts = [use.first_min for use in uses if use.first_min is not None]
    lasts = [use.last_min for use in uses if use.last_min is not None]
    first = resolved.moment(min(firsts)) if firsts else None
    by = before(first, lead.days, lead.working) if first else None
    standing = _standing(resolved, uses, clearances)
    return Ask(
        id="-".join(part for part in (one.kind, one.airfield or one.state, one.operator, one.about) if part),
        kind=one.kind,
        state=one.state,
        airfield=one.airfield,
        operator=one.operator,
        about=one.about,
        standing=standing,
        clearances=clearances,
        legs=_each(use.legs for use in uses),
        cargo=_each(use.cargo for use in uses),
        first=first,
        last=resolved.moment(max(lasts)) if lasts else None,
        by=by,
        too_late=None if on is None or by is None or standing in ("granted", "asked") else on > by,
        lead=lead,
        blocked=any(use.blocked for use in uses),
    )


def before(first: datetime, days: int, working: bool) -> datetime:
    """So many days before an instant; of working days Saturdays and Sundays do not count, and the last day to ask is none."""
    at = first
    left = days
    while left:
        at -= timedelta(days=1)
        left -= not working or at.weekday() < 5
    return at


def _standing(resolved: Resolved, uses: list[Use], clearances: tuple[Clearance, ...]) -> str:
    usable = [c for c in clearances if c.status in USABLE]
    if usable and all(_covered(resolved, usable, use) for use in uses):
        return "granted"
    if any(c.status == "asked" for c in clearances):
        return "asked"
    if usable:
        return "extend"
    return "refused" if any(c.status == "refused" for c in clearances) else "to_ask"


def _about(clearance: Clearance, use: Use) -> bool:
    """Whether a clearance speaks of what the use needs, whatever its state and time."""
    place = clearance.airfield == use.airfield if use.kind == "landing" else clearance.state == use.state
    field = use.kind == "landing" or clearance.airfield in (None, use.airfield)
    named = not clearance.covers or use.about in clearance.covers or any(_named(clearance, cargo) for cargo in use.cargo)
    return (
        clearance.kind == use.kind
        and place
        and field
        and (not use.operator or clearance.operator in (None, use.operator))
        and named
    )


def _covered(resolved: Resolved, usable: list[Clearance], use: Use) -> bool:
    """Whether usable clearances are valid for all of the use: one that covers all, or for each of its cargo one that names it."""
    valid = [clearance for clearance in usable if _about(clearance, use) and _in_time(resolved, clearance, use)]
    if any(not clearance.covers or use.about in clearance.covers for clearance in valid):
        return True
    return bool(valid) and all(any(_named(clearance, cargo) for clearance in valid) for cargo in use.cargo)


def _in_time(resolved: Resolved, clearance: Clearance, use: Use) -> bool:
    until = covers_until(resolved.mission.clearances, clearance)
    if use.first_min is not None and clearance.valid_from is not None and resolved.minute(clearance.valid_from) > use.first_min:
        return False
    return use.last_min is None or until is None or resolved.moment(use.last_min) <= until


def _named(clearance: Clearance, cargo: str) -> bool:
    name, _, goods = cargo.partition(" (")
    return name in clearance.covers or goods.rstrip(")") in clearance.covers


def _each(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Every name once, in order."""
    return tuple(dict.fromkeys(name for group in groups for name in group))
