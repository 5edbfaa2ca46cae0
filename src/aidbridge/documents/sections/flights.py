"""Sorties with their legs, and what states and airfields have cleared."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from ...model.agreements import Clearance
from ...model.plan import Leg, Phase
from ...planning.clearing.asks import asks_of
from ..clearing.tables import brief, clearance_tables
from ..dossier import Dossier, Flown
from ..drawings.map import Dot, Ground, Way, draw_map
from ..rows.table import Table


@dataclass(frozen=True, slots=True)
class Stretch:
    """A state crossed, or the high seas."""

    state: str
    enter_min: int
    leave_min: int
    clearance: str
    number: str


@dataclass(frozen=True, slots=True)
class LegRow:
    """One leg with the stretches it crosses."""

    leg: Leg
    tail: str
    kind: str
    origin_zone: str
    destination_zone: str
    km: str
    block_fuel: str
    takeoff: str
    stretches: tuple[Stretch, ...]
    landing: str


@dataclass(frozen=True, slots=True)
class ClearanceRow:
    """One clearance and how the plan uses it."""

    clearance: Clearance
    about: str
    kind: str
    status: str
    legs: int
    first_min: int | None
    last_min: int | None
    valid: tuple[datetime | None, datetime | None]


def leg_rows(d: Dossier, phase: Phase) -> tuple[LegRow, ...]:
    """The legs of a phase by departure."""
    return tuple(_leg_row(d, flown) for flown in d.flown if flown.sortie.phase == phase)


def clearance_rows(d: Dossier) -> tuple[ClearanceRow, ...]:
    """The mission's clearances, those the plan uses first."""
    used: dict[str, list[tuple[str, int, int]]] = {}
    for flown in d.flown:
        leg = flown.leg
        for over in leg.overflights:
            if over.clearance:
                used.setdefault(over.clearance, []).append((leg.id, over.enter_min, over.leave_min))
        if leg.landing_clearance:
            used.setdefault(leg.landing_clearance, []).append((leg.id, leg.arrive_min, leg.unloaded_min or leg.arrive_min))
    rows = [
        ClearanceRow(
            c, c.state or d.place_name(c.airfield or ""), d.voice.say(f"clearance.{c.kind}"), d.voice.say(f"clearance.{c.status}"),
            len({leg for leg, _, _ in used.get(c.id, [])}), min((a for _, a, _ in used.get(c.id, [])), default=None),
            max((b for _, _, b in used.get(c.id, [])), default=None), (c.valid_from, c.valid_to),
        )
        for c in d.resolved.mission.clearances
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: row.legs == 0))


def airlift_map(d: Dossier) -> Markup | None:
    """Routes flown over the states that have cleared them."""
    routes = {route.id: route for route in d.resolved.routes}
    flown: dict[str, list[Flown]] = {}
    for one in d.flown:
        flown.setdefault(one.leg.route, []).append(one)
    ways: list[Way] = []
    fields: dict[str, None] = {}
    for id, legs in sorted(flown.items(), key=lambda entry: entry[1][0].leg.load is not None):
        if id not in routes:
            continue
        route = routes[id]
        loaded = any(one.leg.load for one in legs)
        told = d.voice.say("map.route", origin=route.origin, destination=route.destination, km=route.distance_km, n=len(legs))
        points = tuple((w.lat, w.lon) for w in route.waypoints)
        ways.append(Way(points, "loaded" if loaded else "empty", told, 2.5 if loaded else 1.5))
        fields |= dict.fromkeys((route.origin, route.destination))
    known = {a.icao: a for a in d.resolved.airfields}
    dots = [Dot((known[i].lat, known[i].lon), "airfield", d.place_name(i), i) for i in fields if i in known]
    return draw_map(d.voice.say("map.airlift", n=len(ways)), ways, dots, _ground(d))


_STANDS = {"draft": "not-asked", "not_asked": "not-asked", "in_force": "granted", "amended": "granted", "ended": "refused"}
"""How a state is coloured whose clearance is in this state; the others by their own name."""


def _ground(d: Dossier) -> Ground:
    """How each state stands: own, granted, refused, asked; only overflight of the donors that fly counts."""
    donors = {offer.id: offer.donor for offer in d.resolved.mission.offers}
    own = {donors[d.tails[one.sortie.tail].offer] for one in d.flown if one.sortie.tail in d.tails}
    states: dict[str, tuple[str, str]] = {}
    order = ("ended", "draft", "not_asked", "refused", "asked", "amended", "granted", "in_force")
    for clearance in sorted(d.resolved.mission.clearances, key=lambda c: order.index(c.status)):
        if clearance.kind == "overflight" and clearance.state and clearance.operator in (None, *own):
            status = d.voice.say(f"clearance.{clearance.status}")
            states[clearance.state] = (_STANDS.get(clearance.status, clearance.status), f"{clearance.state}: {status}")
    states |= {state: ("own", f"{state}: {d.voice.say('clearance.own')}") for state in sorted(own)}
    return Ground(d.resolved.mission.policy.disputed, states)


def _leg_row(d: Dossier, flown: Flown) -> LegRow:
    leg, v = flown.leg, d.voice
    numbers = {c.id: c.number for c in d.resolved.mission.clearances}
    route = next((r for r in d.resolved.routes if r.id == leg.route), None)
    stretches = tuple(
        Stretch(o.state or v.say("state.high_seas"), o.enter_min, o.leave_min,
                o.clearance or v.say("clearance.own" if o.state else "clearance.none_needed"), numbers.get(o.clearance or "", ""))
        for o in leg.overflights
    )  # fmt: skip
    return LegRow(
        leg, flown.sortie.tail, v.say(f"leg.{leg.kind}"), d.zone(leg.origin), d.zone(leg.destination),
        v.number(route.distance_km, 0) if route else "–", v.tonnes(leg.fuel.block_kg), v.tonnes(leg.takeoff_mass_kg), stretches,
        leg.landing_clearance or v.say("clearance.none_needed"),
    )  # fmt: skip


def open_asks(d: Dossier) -> Table:
    """What must still be asked of whom by when; nothing is told of a plan that is broken."""
    asks = () if d.verdict.broken else asks_of(d.resolved, d.plan)
    return brief(
        clearance_tables(d.resolved, asks, (), d.voice.language)["open"], ("standing", "kind", "whom", "by", "first", "cargo")
    )
