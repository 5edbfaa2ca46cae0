"""The coverage ledger by capability: needed, offered, accepted, loaded, arrived, at work, and why the rest is open."""

from dataclasses import dataclass

from markupsafe import Markup

from ...model.plan import Coverage
from ...planning.ledger.lines import Line as Booked
from ...planning.ledger.lines import ledger_of
from ..dossier import Dossier
from ..drawings.sparkline import sparkline


@dataclass(frozen=True, slots=True)
class Stage:
    """A column of the ledger: quantity, and its share of what is needed."""

    name: str
    value: str
    share: float


@dataclass(frozen=True, slots=True)
class Line:
    """One need."""

    need: str
    place: str
    severity: str
    needed: str
    start_min: int
    end_min: int
    stages: tuple[Stage, ...]
    covered: float
    curve: Markup
    offers: str
    eligible: bool
    mandatory: bool
    unmet: str
    open: str
    """How much is not at work; empty where nothing lacks."""
    why: tuple[str, ...]
    """Why it is open."""


@dataclass(frozen=True, slots=True)
class Group:
    """Needs of one capability."""

    capability: str
    unit: str
    measure: str
    lines: tuple[Line, ...]


STAGES = ("offered", "accepted", "loaded", "arrived", "at_work")


def ledger_groups(d: Dossier) -> tuple[Group, ...]:
    """The lines by capability, both in the mission's order."""
    # A plan that names what is not there has no ledger; the findings say so.
    booked = {} if d.verdict.broken else {line.need.id: line for line in ledger_of(d.resolved, d.plan).lines}
    by: dict[str, list[Coverage]] = {}
    for line in d.plan.coverage:
        if line.need in d.needs:
            by.setdefault(d.needs[line.need].capability, []).append(line)
    return tuple(
        Group(
            d.capability_name(id),
            d.unit(id),
            d.voice.say(f"measure.{d.capabilities[id].measure}") if id in d.capabilities else "",
            tuple(_line(d, line, booked.get(line.need)) for line in lines),
        )
        for id, lines in by.items()
    )


def _line(d: Dossier, line: Coverage, booked: Booked | None) -> Line:
    need, v = d.needs[line.need], d.voice
    start = max(d.resolved.minute(need.start), 0)
    end = min(d.resolved.minute(need.end), d.resolved.horizon_min) if need.end else d.resolved.horizon_min
    place = d.places[need.place]
    covered = line.curve[-1].share if line.curve else 0.0
    stages = tuple(
        Stage(v.say(f"column.{name}"), v.number(getattr(line, name), 0), min(getattr(line, name) / line.needed, 1.0))
        for name in STAGES
    )
    told = v.say("ledger.curve", need=line.need, share=covered, start=v.at(start), end=v.at(end))
    return Line(
        line.need,
        place.name,
        v.number(place.severity if need.severity is None else need.severity, 1),
        v.number(line.needed, 0),
        start,
        end,
        stages,
        covered,
        sparkline(told, line.curve, start, end),
        ", ".join(line.offers),
        line.eligible,
        need.mandatory,
        v.number(line.unmet_weighted_h, 0),
        v.number(booked.open, 0) if booked and booked.open else "",
        tuple(v.say(why) for why in booked.why) if booked and booked.open else (),
    )
