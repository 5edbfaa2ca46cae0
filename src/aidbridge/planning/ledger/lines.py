"""Lines of the ledger: for each need how much is offered, agreed, planned, loaded, moving, arrived, at work, and by which offer."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...model.events import Actual
from ...model.messages import Message
from ...model.needs import Measure, Need
from ...model.plan import Plan
from ...model.resolved import Resolved
from ...planners.allocation.duplicates import Duplicate, duplicates
from ..coverage import line_interval, measure_of
from .progress import Movement, amount_by_offer, level_at, movements, peak_min, work_changes
from .supply import Pool, pools
from .why import why_open

STAGES = ("offered", "agreed", "planned", "loaded", "moving", "arrived", "at_work")
"""From the offer to work. Each counts what has come so far, whether or not it has gone on: what is at work has arrived too."""

Dates = tuple[int | None, int | None]
"""First and last minute."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one offer does for one need. Amounts in the capability's unit; None: not known before there is a plan."""

    need: str
    offer: str
    donor: str
    channel: str
    status: str
    """Of the offer."""
    amounts: Mapping[str, float | None]
    """By stage."""
    dates: Mapping[str, Dates]
    """First and last, by stage; a stage that nothing reaches is not among them."""
    resources: tuple[str, ...]
    """What is planned for the need; where nothing is, what of the offer could serve it."""
    reported: tuple[Actual, ...] = ()
    """What was observed of these resources."""
    twice: tuple[Duplicate, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One need."""

    need: Need
    measure: Measure
    start_min: int
    end_min: int
    amounts: Mapping[str, float | None]
    dates: Mapping[str, Dates]
    open: float
    """What is needed and not at work."""
    open_planned: float | None
    """What is needed and not even planned; None before there is a plan."""
    why: tuple[Message, ...]
    """Why it is open, or was open for a time."""
    parts: tuple[Part, ...]
    movements: tuple[Movement, ...]
    unmet_weighted_h: float | None
    """As in the plan's coverage."""

    @property
    def twice(self) -> tuple[Duplicate, ...]:
        """Offers that seem to be told twice, once each."""
        return tuple(dict.fromkeys(found for part in self.parts for found in part.twice))

    def share(self, stage: str) -> float | None:
        """How much of what is needed has come so far, at most 1."""
        amount = self.amounts[stage]
        return None if amount is None else min(amount / self.need.quantity, 1.0)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All lines, in the mission's order. `on_min`: as it stands at that minute; None: over the whole plan."""

    lines: tuple[Line, ...]
    on_min: int | None
    planned: bool
    """Whether there is a plan."""
    duplicates: tuple[Duplicate, ...]


def ledger_of(resolved: Resolved, plan: Plan | None, on_min: int | None = None) -> Ledger:
    """The ledger of a mission, with its plan where there is one.

    Without `on_min` the amounts are those of the plan's coverage: planned is what coverage calls accepted, at work the most at one
    time (presence, rate) or by the line's end (stock, backlog). With it they are what has come by then, as planned.
    """
    mission = resolved.mission
    told = duplicates(mission)
    moved = movements(resolved, plan) if plan else ()
    changes = work_changes(resolved, plan) if plan else {}
    lines = []
    for need in mission.needs:
        measure = measure_of(resolved, need)
        start, end = line_interval(resolved, need)
        pool = pools(resolved, need, on_min)
        of_need = tuple(m for m in moved if m.need == need.id)
        work = changes.get(need.id, [])
        at = on_min if on_min is not None else peak_min(work, start, end, lasting=measure in (Measure.STOCK, Measure.BACKLOG))
        amounts = _amounts(measure, pool, of_need, plan is not None, on_min)
        parts = _parts(resolved, need, measure, pool, of_need, work, at, plan is not None, on_min, told)
        at_work = level_at(work, at) if plan else None
        amounts["at_work"] = at_work
        coverage = next((line for line in plan.coverage if line.need == need.id), None) if plan else None
        if coverage is not None and on_min is None:
            amounts["offered"] = coverage.offered
        planned = amounts["planned"]
        lines.append(
            Line(
                need=need,
                measure=measure,
                start_min=start,
                end_min=end,
                amounts=amounts,
                dates=_dates(of_need),
                open=tidy(max(need.quantity - (at_work or 0.0), 0.0)),
                open_planned=None if planned is None else tidy(max(need.quantity - planned, 0.0)),
                why=why_open(resolved, plan, need, pool, of_need, (start, end), on_min),
                parts=parts,
                movements=of_need,
                unmet_weighted_h=coverage.unmet_weighted_h if coverage else None,
            )
        )
    return Ledger(tuple(lines), on_min, plan is not None, told)


def _amounts(
    measure: Measure, pool: Pool, moved: tuple[Movement, ...], planned: bool, on_min: int | None
) -> dict[str, float | None]:
    """All stages but at work."""
    amounts: dict[str, float | None] = dict.fromkeys(STAGES)
    if planned:
        amounts["planned"] = tidy(sum(m.quantity for m in moved))
        for stage in ("loaded", "moving", "arrived"):
            amounts[stage] = tidy(sum(m.quantity for m in moved if m.reached(stage, on_min)))
    if measure is Measure.BACKLOG:
        # What an hour's capacity amounts to is known once tours are planned.
        amounts["offered"] = amounts["agreed"] = amounts["planned"]
    else:
        amounts["offered"] = tidy(sum(pool.offered.values()))
        amounts["agreed"] = tidy(sum(pool.agreed.values()))
    return amounts


def _parts(
    resolved: Resolved, need: Need, measure: Measure, pool: Pool, moved: tuple[Movement, ...], work: list[tuple[int, float, str]],
    at: int, planned: bool, on_min: int | None, told: tuple[Duplicate, ...],
) -> tuple[Part, ...]:  # fmt: skip
    """One for each offer that has something for the need, in the mission's order."""
    at_work = amount_by_offer(work, at)
    found = []
    for offer in resolved.mission.offers:
        own = tuple(m for m in moved if m.offer == offer.id)
        could = pool.resources.get(offer.id, ())
        if not own and not could:
            continue
        of_offer = Pool({}, {}, {}) if measure is Measure.BACKLOG else pool.only(offer.id)
        amounts = _amounts(measure, of_offer, own, planned, on_min)
        amounts["at_work"] = tidy(at_work.get(offer.id, 0.0)) if planned else None
        resources = tuple(dict.fromkeys(m.resource for m in own)) or could
        seen = tuple(a for a in resolved.mission.actuals if a.about in resources or a.about.rpartition(".")[0] in resources)
        twice = tuple(d for d in told if any(r in (d.line, d.of_line) for r in (*resources, *could)))
        found.append(
            Part(
                need.id, offer.id, offer.donor, offer.channel, offer.status, amounts, _dates(own), resources, seen, twice
            )
        )  # fmt: skip
    return tuple(found)


def _dates(moved: tuple[Movement, ...]) -> dict[str, Dates]:
    """First and last minute at which something reaches each stage."""
    found: dict[str, Dates] = {}
    for stage in ("loaded", "moving", "arrived", "at_work"):
        minutes = [at for m in moved if (at := m.at(stage)) is not None]
        if minutes:
            found[stage] = (min(minutes), max(minutes))
    return found


def tidy(value: float) -> float:
    """Rounded to six places, and never a negative zero."""
    return round(value, 6) + 0.0
