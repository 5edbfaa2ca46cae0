"""A large mission's flights through the planner itself: `python -m benchmarks.flights.mission --seconds 60 --seed 1`.

A made-up resolved mission of any size, with every rule of flights on: four operators and three types, airfields of
embarkation and debarkation with few places, teams and landing slots, some with hours or fuel on hand that bind, clearances by
operator that begin late, tails that must be back in time, two crews for each tail (`--crews`), one in three augmented. Loads
unlock needs in groups. Prints, after a small run that compiles, the CPU seconds until the first answer (reckoning all ways and the
bound included), the bound, what each further stretch of time brings, and the memory; the checker judges the answer by the rules
of flights (F1 to F7).
"""

import argparse
import resource
import sys
import time
from datetime import datetime, timedelta
from datetime import time as clock
from random import Random

from aidbridge.catalogue.aircraft import aircraft_type
from aidbridge.checker.docket import Docket
from aidbridge.checker.provenance import Provenance
from aidbridge.checker.recount import empty_plan
from aidbridge.checker.registry import RULES
from aidbridge.checker.world import World
from aidbridge.engines.stopping import Report, Stop
from aidbridge.generation.mission import generate
from aidbridge.generation.order import Order, Shape
from aidbridge.model.agreements import Clearance
from aidbridge.model.crews import Crew
from aidbridge.model.fleet import Tail
from aidbridge.model.places import Airfield, OpeningHours
from aidbridge.model.plan import Load, Placement
from aidbridge.model.resolved import Crossing, Resolved, Route, Waypoint
from aidbridge.model.unlock import Unlock
from aidbridge.model.verdict import Standing
from aidbridge.physics.geodesy import distance_km
from aidbridge.planners.flights.problem import FlightProblem, FlightSolution, TailState
from aidbridge.planners.flights.solve import fly
from aidbridge.planning.resolve import resolve

OPERATORS = ("SE", "RU", "FR", "US")
HOST = "TR"
TYPES = ("il76md", "a400m", "c17a")
PAYLOAD_KG = {"il76md": 40_000, "a400m": 25_000, "c17a": 60_000}
DAYS = 30
FLIGHT_RULES = ("F1", "F2", "F3", "F4", "F5", "F6", "F7")
STEPS_S = 3_000.0
"""Steps of the search in a second at 2,000 loads, about; decides only how fast it cools."""


def made_up(loads: int, aircraft: int, airfields: int, seed: int, crews: int = 2) -> tuple[Resolved, FlightProblem]:
    """A resolved mission and the problem of flying its loads; the same figures give the same."""
    draw = Random(seed)
    base = resolve(generate(Order(Shape.BRIDGE, 2, 1, 2, 1, DAYS, 1)))
    start = base.mission.start
    hosts = max(1, airfields // 2)
    fields = tuple(_field(base.airfields[0], n, n >= hosts, loads, draw) for n in range(airfields))
    offers = tuple(base.mission.offers[-1].model_copy(update={"id": f"{state}-1", "donor": state}) for state in OPERATORS)
    cargo = tuple(_load(n, fields[hosts:], fields[:hosts], draw) for n in range(loads))
    items = tuple(
        base.items[0].model_copy(
            update={
                "id": load.placements[0].item, "offer": offers[0].id, "mass_kg": load.payload_kg,
                "ready_min": draw.randint(0, 8_000) if draw.random() < 0.5 else 0,
            }
        )
        for load in cargo
    )  # fmt: skip
    sections = {
        "fleet": tuple(_tail(n, fields, start, draw) for n in range(aircraft)), "offers": offers, "decisions": (),
        "clearances": _clearances(fields, start, draw), "horizon": start + timedelta(days=DAYS),
    }  # fmt: skip
    sections["crews"] = tuple(
        Crew(
            id=f"{tail.id}-{n}", offer=tail.offer, types=(tail.type,), at=tail.at, available_from=start,
            augmented=draw.random() < 1 / 3,
        )
        for tail in sections["fleet"]
        for n in range(crews)
    )  # fmt: skip
    update = {
        "mission": base.mission.model_copy(update=sections), "airfields": fields, "items": items, "no_routes": (), "closed": {},
        "aircraft_types": tuple(aircraft_type(id) for id in TYPES),
        "routes": tuple(_route(a, b) for a in fields for b in fields if a.icao != b.icao),
    }  # fmt: skip
    resolved = base.model_copy(update=update)
    tails = tuple(TailState(tail.id, tail.at, resolved.minute(tail.available_from)) for tail in sections["fleet"])
    return resolved, FlightProblem("out", cargo, _unlocks(loads, draw), tails)


def _field(base: Airfield, n: int, abroad: bool, loads: int, draw: Random) -> Airfield:
    shut_at_night = not abroad and draw.random() < 0.3
    update = {
        "icao": f"Q{chr(65 + n // 26)}{chr(65 + n % 26)}X", "country": OPERATORS[n % 4] if abroad else HOST,
        "lat": draw.uniform(48, 58) if abroad else draw.uniform(36.5, 40.5),
        "lon": draw.uniform(5, 35) if abroad else draw.uniform(28, 42),
        "elevation_m": 100.0, "runway_m": 3_500.0, "temperature_c": 15.0, "alternate": None,
        "parking_places": draw.randint(6, 12) if abroad else draw.randint(2, 5),
        "landing_interval_min": draw.choice([5, 10]) if abroad else draw.choice([20, 30, 45]),
        "loading_teams": draw.randint(4, 8), "unloading_teams": draw.randint(2, 4),
        "loading_min": 120, "unloading_min": draw.choice([60, 90, 120]),
        "hours": (OpeningHours(opens=clock(5), closes=clock(23)),) if shut_at_night else (),
        "fuel_kg": None if draw.random() < 0.8 else loads * 100_000.0,
    }  # fmt: skip
    return base.model_copy(update=update)


def _tail(n: int, fields: tuple[Airfield, ...], start: datetime, draw: Random) -> Tail:
    state = OPERATORS[n % 4]
    own = [field.icao for field in fields if field.country == state] or [fields[-1].icao]
    return Tail(
        id=f"{state}-{n:03d}", type=TYPES[n % 3], offer=f"{state}-1", at=draw.choice(own),
        available_from=start + timedelta(minutes=draw.randint(0, 2_000)),
        available_to=start + timedelta(days=draw.choice([60, 60, 25])),
    )  # fmt: skip


def _clearances(fields: tuple[Airfield, ...], start: datetime, draw: Random) -> tuple[Clearance, ...]:
    """Of every operator for every state and airfield, some from later on."""
    found = []
    for of in OPERATORS:
        for state in (*OPERATORS, HOST):
            since = start + timedelta(hours=draw.choice([0, 0, 12]))
            found.append(
                Clearance(id=f"O-{state}-{of}", kind="overflight", state=state, operator=of, status="granted", valid_from=since)
            )
        for icao in (field.icao for field in fields):
            since = start + timedelta(hours=draw.choice([0, 0, 6, 24]))
            found.append(
                Clearance(id=f"L-{icao}-{of}", kind="landing", airfield=icao, operator=of, status="granted", valid_from=since)
            )
    return tuple(found)


def _load(n: int, origins: tuple[Airfield, ...], destinations: tuple[Airfield, ...], draw: Random) -> Load:
    kind = draw.choice(TYPES)
    return Load(
        id=f"L-{n:04d}", phase="out", origin=draw.choice(origins).icao, destination=draw.choice(destinations).icao,
        aircraft_type=kind, placements=(Placement(item=f"C-{n:04d}", x_cm=0, y_cm=0),),
        payload_kg=draw.randint(PAYLOAD_KG[kind] // 3, PAYLOAD_KG[kind] * 3 // 4), balance_cm=None,
    )  # fmt: skip


def _unlocks(loads: int, draw: Random) -> tuple[Unlock, ...]:
    """Groups of one to four items."""
    waiting, found = [f"C-{n:04d}" for n in range(loads)], []
    draw.shuffle(waiting)
    while waiting:
        size = draw.randint(1, 4)
        items, waiting = tuple(sorted(waiting[:size])), waiting[size:]
        weight, since = float(draw.randint(1, 20)), draw.choice([0, 0, 1_440, 4_320])
        found.append(Unlock(need=f"N-{len(found):04d}", items=items, weight=weight, start_min=since))
    return tuple(found)


def _route(one: Airfield, two: Airfield) -> Route:
    km = distance_km((one.lat, one.lon), (two.lat, two.lon))
    half = (Crossing(state=one.country, enter_km=0.0, leave_km=km / 2), Crossing(state=two.country, enter_km=km / 2, leave_km=km))
    return Route(
        id=f"{one.icao}-{two.icao}", origin=one.icao, destination=two.icao, distance_km=km, direct_km=km, crossings=half,
        waypoints=(Waypoint(lat=one.lat, lon=one.lon), Waypoint(lat=two.lat, lon=two.lon)),
    )  # fmt: skip


def main() -> int:
    """Generate, fly, judge, print; 1 where a rule is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--loads", type=int, default=2_000, help="default: %(default)s")
    parser.add_argument("--aircraft", type=int, default=200, help="default: %(default)s")
    parser.add_argument("--airfields", type=int, default=50, help="default: %(default)s")
    parser.add_argument("--crews", type=int, default=2, help="for each aircraft; 0: as if there were enough (default: %(default)s)")
    parser.add_argument("--iterations", type=int, help="they decide the answer (default: about as many as the seconds take)")
    parser.add_argument("--seconds", type=float, default=60.0, help="of the clock, at most (default: %(default)g)")
    parser.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    asked = parser.parse_args()
    fly(*made_up(8, 4, 4, 1), Stop(iterations=2), 1)
    resolved, problem = made_up(asked.loads, asked.aircraft, asked.airfields, asked.seed, asked.crews)
    start, due = time.process_time(), 0.0
    first: list[float] = []

    def tell(report: Report) -> None:
        nonlocal due
        now = time.process_time() - start
        first.append(now)
        if now >= due and report.bound:
            print(
                f"  {now:8.1f} s CPU  {report.value:16,.0f}  {100 * (report.value / report.bound - 1):6.2f} % above the bound",
                flush=True,
            )
            due = 1.3 * now

    iterations = asked.iterations if asked.iterations is not None else int(asked.seconds * STEPS_S / 5)
    print(
        f"{asked.loads} loads, {asked.aircraft} aircraft, {asked.airfields} airfields, seed {asked.seed}, {iterations} iterations"
    )
    solution = fly(resolved, problem, Stop(iterations=iterations, seconds=asked.seconds, tell=tell), asked.seed)
    seconds = time.process_time() - start
    broken = _broken(resolved, problem, solution)
    gap = 100 * (solution.value / solution.bound_value - 1)
    print(f"first answer after {first[0]:.2f} s CPU, all {seconds:.1f} s")
    print(f"value {solution.value:,.0f}, bound {solution.bound_value:,.0f}, {gap:.2f} %")
    print(f"{len(solution.sorties)} loads fly, {len(solution.undelivered)} stay; {broken} findings of F1 to F7 broken")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return int(broken > 0)


def _broken(resolved: Resolved, problem: FlightProblem, solution: FlightSolution) -> int:
    """How many breaches of the rules of flights the checker finds."""
    plan = empty_plan(resolved).model_copy(update={"loads": problem.loads, "sorties": solution.sorties})
    world, provenance, broken = World(resolved, plan), Provenance(resolved), 0
    for rule in RULES:
        if rule.id in FLIGHT_RULES:
            docket = Docket(rule.id, provenance)
            rule.judge(world, docket)
            broken += sum(finding.standing is Standing.BROKEN for finding in docket.findings())
    return broken


if __name__ == "__main__":
    sys.exit(main())
