"""Flight problems on the sample mission, with limits put on or taken off, and a judge that holds flights against the rules."""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

import samples
from aidbridge.model.fleet import Tail
from aidbridge.model.plan import Load, Placement
from aidbridge.model.resolved import Resolved
from aidbridge.model.unlock import Unlock
from aidbridge.physics.codeletter import code_letter
from aidbridge.physics.fuel import leg_fuel
from aidbridge.physics.geodesy import distance_km
from aidbridge.physics.speed import crossing_min, flying_min
from aidbridge.planners.flights.problem import FlightProblem, TailState

UNLIMITED = {"parking_places": None, "landing_interval_min": None, "unloading_teams": None, "loading_teams": None}


def world(airfields=None, mission=None, tails=3, items=8, ready=None, facts=(), **resolved):
    """The sample with `items` pallets `C-1`, ... at Chkalovsky and `tails` Il-76 `T-1`, ... there.

    `airfields` changes fields by ICAO indicator (without a change no airfield limits anything), `mission` the mission's
    sections, `ready` when pallets are ready; anything else is a field of the resolved mission.
    """
    sample = samples.resolved()
    changes = airfields or {}
    fields = tuple(field.model_copy(update=UNLIMITED | changes.get(field.icao, {})) for field in sample.airfields)
    pallet = next(item for item in sample.items if item.id == "RU-vent.1")
    pallets = tuple(
        pallet.model_copy(update={"id": f"C-{i}", "ready_min": (ready or {}).get(f"C-{i}", 0)}) for i in range(1, items + 1)
    )
    fleet = tuple(
        Tail(id=f"T-{i}", type="il76md", offer="RU-1", at="UUMU", available_from=samples.START) for i in range(1, tails + 1)
    )
    sections = {"fleet": fleet} | (mission or {})
    update = {
        "airfields": fields,
        "items": (*sample.items, *pallets),
        "mission": sample.mission.model_copy(update=sections),
        "facts": (*sample.facts, *facts),
    }
    return sample.model_copy(update=update | resolved)


def load(number, items=None, origin="UUMU", destination="LIRE", phase="out", payload_kg=20_000, aircraft_type="il76md"):
    """A load of one pallet, `C-<number>` unless said otherwise."""
    names = items or [f"C-{number}"]
    return Load(
        id=f"{'L' if phase == 'out' else 'H'}-{number:03d}", phase=phase, origin=origin, destination=destination,
        aircraft_type=aircraft_type, placements=tuple(Placement(item=name, x_cm=0, y_cm=0) for name in names),
        payload_kg=payload_kg, balance_cm=950,
    )  # fmt: skip


def unlock(weight, *items, start_min=0):
    return Unlock(need=f"need-{'-'.join(items)}", items=items, weight=weight, start_min=start_min)


def problem(resolved, loads, unlocks=(), **more):
    """All tails of the fleet where they stand, free from the start."""
    tails = tuple(TailState(tail=tail.id, at=tail.at, free_min=0) for tail in resolved.mission.fleet)
    given = {"phase": "out", "loads": tuple(loads), "unlocks": tuple(unlocks), "tails": tails}
    return FlightProblem(**(given | more))


def minute(day, hour=0, minutes=0, month=3):
    """Minutes since the mission's start of an instant in UTC."""
    return int((datetime(2020, month, day, hour, minutes, tzinfo=samples.START.tzinfo) - samples.START).total_seconds()) // 60


def loaded_legs(solution):
    """Loaded legs by load."""
    return {leg.load: leg for sortie in solution.sorties for leg in sortie.legs if leg.load}


def judge(resolved: Resolved, task: FlightProblem, solution) -> None:
    """Hold flights against F1 to F5 and F7 as the rules put them; from the sorties alone."""
    loads = {load.id: load for load in task.loads}
    assert sorted([*solution.undelivered, *(sortie.load for sortie in solution.sorties)]) == sorted(loads)
    fleet = {tail.id: tail for tail in resolved.mission.fleet}
    donors = {offer.id: offer.donor for offer in resolved.mission.offers}
    legs_of = defaultdict(list)
    for sortie in solution.sorties:
        assert [leg.id for leg in sortie.legs] == [f"{sortie.id}.{n}" for n in range(1, len(sortie.legs) + 1)]
        legs_of[sortie.tail] += sortie.legs
    for state in task.tails:
        legs = sorted(legs_of[state.tail], key=lambda leg: leg.depart_min)
        tail = fleet[state.tail]
        _moves(resolved, task, tail, state, legs)
        for leg in legs:
            _flies(resolved, tail, donors[tail.offer], leg)
    for sortie in solution.sorties:
        hops = [leg for leg in sortie.legs if leg.load]
        assert hops and {leg.load for leg in hops} == {sortie.load} and {leg.kind for leg in hops} == {"loaded"}
        _carries(resolved, task, loads[sortie.load], hops)
        _stops_over(resolved, sortie)
    types = {tail.id: resolved.aircraft_type(tail.type) for tail in resolved.mission.fleet}
    by_tail = [(types[tail], sorted(legs, key=lambda leg: leg.depart_min)) for tail, legs in legs_of.items()]
    for field in resolved.airfields:
        _serves(resolved, field, by_tail)


def _moves(resolved, task, tail, state, legs):
    """F4."""
    place, free = state.at, max(state.free_min, task.earliest_min, resolved.minute(tail.available_from))
    for leg in legs:
        assert leg.origin == place and leg.depart_min >= free
        if leg.loading_start_min is not None:
            assert leg.loading_start_min >= free
        place, free = leg.destination, leg.arrive_min if leg.unloaded_min is None else leg.unloaded_min
    if legs:
        assert place == (tail.home or tail.at)
        assert tail.available_to is None or resolved.moment(legs[-1].arrive_min) <= tail.available_to


def _flies(resolved, tail, operator, leg):
    """F1 to F3."""
    type, route = resolved.aircraft_type(tail.type), resolved.route(leg.route)
    origin, destination = resolved.airfield(leg.origin), resolved.airfield(leg.destination)
    assert (route.origin, route.destination) == (leg.origin, leg.destination)
    assert leg.arrive_min - leg.depart_min == flying_min(type, route.distance_km)
    clearances = {clearance.id: clearance for clearance in resolved.mission.clearances}
    assert len(leg.overflights) == len(route.crossings)
    for crossing, row in zip(route.crossings, leg.overflights, strict=True):
        assert row.state == crossing.state and (row.enter_min, row.leave_min) == crossing_min(type, leg.depart_min, crossing)
        if crossing.state in (None, operator):
            assert row.clearance is None
        else:
            held = clearances[row.clearance]
            assert (held.kind, held.state, held.status) == ("overflight", crossing.state, "granted")
            assert held.operator in (None, operator)
            assert _valid(resolved, held, row.enter_min) and _valid(resolved, held, row.leave_min)
        for first, end in resolved.closed.get(f"state:{crossing.state}", ()):
            assert row.leave_min < first or row.enter_min >= end
    if destination.country == operator:
        assert leg.landing_clearance is None
    else:
        held = clearances[leg.landing_clearance]
        assert (held.kind, held.airfield, held.status) == ("landing", leg.destination, "granted")
        assert _valid(resolved, held, leg.arrive_min)
    other = resolved.airfield(leg.alternate) if leg.alternate else None
    aside = distance_km((destination.lat, destination.lon), (other.lat, other.lon)) if other else 370.0
    assert leg.fuel == leg_fuel(type, route.distance_km, leg.payload_kg, aside, resolved.mission.policy.fuel)
    assert leg.takeoff_mass_kg == type.oew_kg + leg.payload_kg + leg.fuel.block_kg - leg.fuel.taxi_kg <= type.mtow_kg
    assert leg.landing_mass_kg == leg.takeoff_mass_kg - leg.fuel.trip_kg <= type.mlw_kg
    for field, moment in ((origin, leg.depart_min), (destination, leg.arrive_min)):
        for first, end in resolved.closed.get(f"airfield:{field.icao}", ()):
            assert not first <= moment < end
        clock = resolved.moment(moment).astimezone(ZoneInfo(field.time_zone)).time()
        assert not field.hours or any(_within(hours, clock) for hours in field.hours)


def _within(hours, clock):
    return hours.opens <= clock < hours.closes if hours.opens < hours.closes else clock >= hours.opens or clock < hours.closes


def _valid(resolved, clearance, minutes):
    moment = resolved.mission.start + timedelta(minutes=minutes)
    after = clearance.valid_from is None or moment >= clearance.valid_from
    return after and (clearance.valid_to is None or moment <= clearance.valid_to)


def _stops_over(resolved, sortie):
    """F4 at stops on the way."""
    for one, two in pairwise(sortie.legs):
        assert one.destination == two.origin
        if one.kind == two.kind:
            assert one.destination in resolved.mission.fuel_stops
            assert two.depart_min - one.arrive_min >= resolved.mission.policy.fuel.stop_min


def _carries(resolved, task, load, hops):
    """F7, the ground times of F4, and the decisions."""
    leg, last = hops[0], hops[-1]
    assert (leg.origin, last.destination) == (load.origin, load.destination)
    assert all(hop.loading_start_min is None for hop in hops[1:]) and all(hop.unloaded_min is None for hop in hops[:-1])
    items = [placement.item for placement in load.placements] + list(load.persons)
    ready = max(task.ready_min.get(item, resolved.item(item).ready_min) for item in items)
    assert leg.loading_start_min >= max(ready, task.earliest_min)
    assert leg.depart_min >= leg.loading_start_min + (resolved.airfield(leg.origin).loading_min or 0)
    assert last.unloaded_min >= last.arrive_min + (resolved.airfield(last.destination).unloading_min or 0)
    assert last.unloaded_min <= (resolved.horizon_min if task.latest_min is None else task.latest_min)
    for decision in resolved.mission.decisions:
        if decision.kind == "not_before" and set(items) & set(decision.items):
            assert resolved.moment(leg.depart_min) >= decision.at
        if decision.kind == "not_after" and load.phase == "out" and set(items) & set(decision.items):
            assert resolved.moment(last.unloaded_min) <= decision.at


def _serves(resolved, field, legs_by_tail):
    """F5."""
    arrivals, stays, loading, unloading, uplift = [], [], [], [], 0
    sized, served = [], []
    for type, legs in legs_by_tail:
        tank = 0
        for leg in legs:
            if leg.origin == field.icao:
                uplift += max(0, leg.fuel.block_kg - tank)
                if leg.loading_start_min is not None:
                    loading.append((leg.loading_start_min, leg.loading_start_min + (field.loading_min or 0)))
                    served += [(*loading[-1], need.id, need.count) for need in type.ground_equipment]
            if leg.destination == field.icao:
                arrivals.append(leg.arrive_min)
                if leg.unloaded_min is not None:
                    unloading.append((leg.unloaded_min - (field.unloading_min or 0), leg.unloaded_min))
                    served += [(*unloading[-1], need.id, need.count) for need in type.ground_equipment]
            tank = leg.fuel.block_kg - leg.fuel.taxi_kg - leg.fuel.trip_kg
        mine = [(leg.arrive_min, after.depart_min) for leg, after in pairwise(legs) if leg.destination == field.icao]
        stays += mine
        sized += [(*span, code_letter(type.wingspan_m or 99)) for span in mine]
    apart = field.landing_interval_min or 0
    assert all(abs(one - other) >= apart for one, other in combinations(arrivals, 2))
    assert field.fuel_kg is None or uplift <= field.fuel_kg
    for spans, limit in ((stays, field.parking_places), (loading, field.loading_teams), (unloading, field.unloading_teams)):
        for moment, _ in spans:
            assert limit is None or sum(start <= moment < end for start, end in spans) <= limit
    for moment, _, letter in sized if field.places_by_code else ():
        # The largest first, each into the smallest place that takes it.
        places = sorted(size for size, count in field.places_by_code.items() for _ in range(count))
        for wanted in sorted((other for start, end, other in sized if start <= moment < end), reverse=True):
            assert places and places.pop() >= wanted, (field.icao, letter)
    for moment, _, kind, _ in served:
        used = sum(count for start, end, other, count in served if other == kind and start <= moment < end)
        assert used <= field.ground_equipment.get(kind, used)
