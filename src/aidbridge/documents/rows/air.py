"""Tables of loads, flights, crews and clearances."""

from collections.abc import Iterator

from ...model.plan import Load
from ...model.policy import CrewPolicy
from ...model.resolved import Item
from ...physics.seats import seats
from ..dossier import Dossier, Flown
from .table import Cell, Table, table


def loads(d: Dossier) -> Table:
    """One row for each load."""
    columns = "load phase tail aircraft_type origin destination items persons seats payload_kg payload_limit_kg balance_m flight"
    rows = []
    for load in d.plan.loads:
        flight, type = d.flight_of.get(load.id), d.aircraft_types.get(load.aircraft_type)
        rows.append(
            (
                load.id,
                d.voice.say(f"phase.{load.phase}"),
                flight.sortie.tail if flight else None,
                d.aircraft_name(load.aircraft_type),
                load.origin,
                load.destination,
                len(load.placements),
                persons_of(d, load),
                seats_of(d, load),
                load.payload_kg,
                type.max_payload_kg if type else None,
                None if load.balance_cm is None else load.balance_cm / 100,
                flight.leg.id if flight else None,
            )
        )
    return table(d.voice, "loads", columns, rows)


def load_list(d: Dossier) -> Table:
    """One row for each item of each load: the load list."""
    columns = "load position item description length_m width_m height_m mass_kg x_m y_m turned dangerous"
    rows: list[tuple[Cell, ...]] = []
    for load in d.plan.loads:
        for number, placement in enumerate(load.placements, 1):
            item = d.items.get(placement.item)
            size = (item.length_cm / 100, item.width_cm / 100, item.height_cm / 100, item.mass_kg) if item else (None,) * 4
            rows.append(
                (load.id, number, placement.item, description(d, item), *size, placement.x_cm / 100, placement.y_cm / 100,
                 d.voice.say("word.yes" if placement.turned else "word.no"), dangerous(item))
            )  # fmt: skip
        for id in load.persons:
            item = d.items.get(id)
            rows.append((load.id, None, id, description(d, item), None, None, None, item.mass_kg if item else None, *(None,) * 4))
    return table(d.voice, "load_list", columns, rows)


def flights(d: Dossier) -> Table:
    """One row for each leg, by time of departure."""
    columns = (
        "leg phase tail crew kind origin destination load loading_start_utc depart_utc depart_local arrive_utc arrive_local "
        "unloaded_utc km payload_kg block_fuel_kg trip_fuel_kg takeoff_mass_kg landing_mass_kg alternate landing_clearance"
    )
    clock, routes = d.voice.clock, {route.id: route for route in d.resolved.routes}
    rows = []
    for flown in d.flown:
        leg = flown.leg
        rows.append(
            (leg.id, d.voice.say(f"phase.{flown.sortie.phase}"), flown.sortie.tail, leg.crew, d.voice.say(f"leg.{leg.kind}"),
             leg.origin, leg.destination, leg.load, None if leg.loading_start_min is None else clock.moment(leg.loading_start_min),
             clock.moment(leg.depart_min), clock.stamp(leg.depart_min, d.zone(leg.origin)), clock.moment(leg.arrive_min),
             clock.stamp(leg.arrive_min, d.zone(leg.destination)),
             None if leg.unloaded_min is None else clock.moment(leg.unloaded_min),
             round(routes[leg.route].distance_km) if leg.route in routes else None, leg.payload_kg, leg.fuel.block_kg,
             leg.fuel.trip_kg, leg.takeoff_mass_kg, leg.landing_mass_kg, leg.alternate, leg.landing_clearance)
        )  # fmt: skip
    return table(d.voice, "flights", columns, rows)


def crew_duties(d: Dossier) -> Table:
    """One row for each duty of each crew: legs between which it has no rest."""
    columns = "crew tail legs reports_utc released_utc duty_h duty_limit_h rest_before_h"
    policy, clock = d.resolved.mission.policy.crew, d.voice.clock
    limits = {c.id: policy.augmented_duty_max_min if c.augmented else policy.duty_max_min for c in d.resolved.mission.crews}
    of_crew: dict[str, list[Flown]] = {}
    for flown in d.flown:
        if flown.leg.crew:
            of_crew.setdefault(flown.leg.crew, []).append(flown)
    rows: list[tuple[Cell, ...]] = []
    for crew, flights in sorted(of_crew.items()):
        released: int | None = None
        for duty in _duties(sorted(flights, key=lambda one: one.leg.depart_min), policy):
            reports, ends = duty[0].leg.depart_min - policy.report_min, duty[-1].leg.arrive_min + policy.release_min
            rows.append(
                (crew, ", ".join(dict.fromkeys(one.sortie.tail for one in duty)), ", ".join(one.leg.id for one in duty),
                 clock.moment(reports), clock.moment(ends), round((ends - reports) / 60, 1),
                 round(limits[crew] / 60, 1) if crew in limits else None,
                 None if released is None else round((reports - released) / 60, 1))
            )  # fmt: skip
            released = ends
    return table(d.voice, "crews", columns, rows)


def _duties(flights: list[Flown], policy: CrewPolicy) -> Iterator[list[Flown]]:
    """Legs from rest to rest (as rule F6 counts: an interval shorter than the rest is part of the duty)."""
    duty: list[Flown] = []
    for one in flights:
        if duty:
            off = one.leg.depart_min - policy.report_min - duty[-1].leg.arrive_min - policy.release_min
            if off >= policy.rest_min:
                yield duty
                duty = []
        duty.append(one)
    if duty:
        yield duty


def clearances(d: Dossier) -> Table:
    """One row for each clearance of the mission, with how the plan uses it."""
    columns = "clearance kind about operator status number valid_from_utc valid_to_utc legs first_use_utc last_use_utc source"
    used: dict[str, list[tuple[str, int, int]]] = {}
    for flown in d.flown:
        for over in flown.leg.overflights:
            if over.clearance:
                used.setdefault(over.clearance, []).append((flown.leg.id, over.enter_min, over.leave_min))
        if flown.leg.landing_clearance:
            leg = flown.leg
            used.setdefault(leg.landing_clearance or "", []).append((leg.id, leg.arrive_min, leg.unloaded_min or leg.arrive_min))
    clock, rows = d.voice.clock, []
    for c in d.resolved.mission.clearances:
        uses = used.get(c.id, [])
        rows.append(
            (c.id, d.voice.say(f"clearance.{c.kind}"), c.state or (d.place_name(c.airfield) if c.airfield else None), c.operator,
             d.voice.say(f"clearance.{c.status}"), c.number or None, c.valid_from, c.valid_to, len({leg for leg, _, _ in uses}),
             clock.moment(min(enter for _, enter, _ in uses)) if uses else None,
             clock.moment(max(leave for _, _, leave in uses)) if uses else None, c.source or None)
        )  # fmt: skip
    return table(d.voice, "clearances", columns, rows)


def clearances_by_leg(d: Dossier) -> Table:
    """One row for each stretch of each leg above one state or the high seas."""
    columns = "leg tail depart_utc state enter_utc enter_local leave_utc leave_local clearance number"
    clock, numbers = d.voice.clock, {c.id: c.number for c in d.resolved.mission.clearances}
    rows = (
        (flown.leg.id, flown.sortie.tail, clock.moment(flown.leg.depart_min), over.state or d.voice.say("state.high_seas"),
         clock.moment(over.enter_min), clock.stamp(over.enter_min), clock.moment(over.leave_min), clock.stamp(over.leave_min),
         over.clearance or d.voice.say("clearance.own" if over.state else "clearance.none_needed"),
         numbers.get(over.clearance or "") or None)
        for flown in d.flown
        for over in flown.leg.overflights
    )  # fmt: skip
    return table(d.voice, "clearances_by_leg", columns, rows)


def description(d: Dossier, item: Item | None) -> str:
    """What an item is: `vehicle ars14km`, `18 RU-vent`, `6 persons`."""
    if item is None:
        return ""
    if item.persons:
        return d.voice.say("item.persons", n=item.persons)
    if item.contents:
        return ", ".join(f"{d.voice.number(content.quantity)} {content.supply}" for content in item.contents)
    kind = d.voice.say(f"item.{item.kind}")
    type = item.basis.partition(":")[2]
    return f"{kind} {type}".strip()


def dangerous(item: Item | None) -> str | None:
    """Dangerous goods of an item: `UN 1203 class 3`."""
    if item is None:
        return None
    return ", ".join(f"{goods.un} ({goods.hazard_class})" if goods.hazard_class else goods.un for goods in item.dangerous) or None


def persons_of(d: Dossier, load: Load) -> int:
    """How many persons fly with a load."""
    return sum(d.items[id].persons for id in load.persons if id in d.items)


def seats_of(d: Dossier, load: Load) -> int | None:
    """How many might: seats that the floor load leaves. None for a type that is not known."""
    type = d.aircraft_types.get(load.aircraft_type)
    floor = [(d.items[p.item], p) for p in load.placements if p.item in d.items]
    return seats(type, floor, d.resolved.mission.policy.hold) if type else None
