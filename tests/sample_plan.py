"""A plan of `samples.resolved()`, made by hand, that the checker accepts.

Two loads fly out and two home; one pallet of ventilators stays behind for want of a truck; one convoy takes the teams to
Bergamo, one truck takes the other pallet to Bologna; three tours disinfect both care homes, the last of them after the
clock change of 29 March 2020. Times were chosen with pencil and paper; fuel follows from them.
"""

import math

import samples
from aidbridge.checker import recount
from aidbridge.model.messages import Message
from aidbridge.model.plan import (
    Assignment,
    Bound,
    Convoy,
    Explanation,
    LeftBehind,
    Leg,
    Load,
    MarchingVehicle,
    Overflight,
    Placement,
    Plan,
    Progress,
    RoadSegment,
    Seat,
    Sortie,
    Stop,
    Tour,
    Unused,
)  # fmt: skip
from aidbridge.model.resolved import Resolved, Route
from aidbridge.physics.fuel import leg_fuel
from aidbridge.physics.geodesy import distance_km

MARCH_24 = 2 * 1440 + 7 * 60
"""Eight in the morning at Rome on 24 March (UTC+1)."""
MARCH_25 = MARCH_24 + 1440
MARCH_30 = 8 * 1440 + 6 * 60
"""Eight in the morning at Rome on 30 March, after the clock change (UTC+2)."""
WAY_HOME = 17 * 1440 + 6 * 60
NO_TRUCK = Message(key="allocation.no_transport", params={"resource": "RU-vent", "site": "bergamo-hospital"})


def sample_plan(resolved: Resolved | None = None) -> Plan:
    """The plan, with its ledger and figures as the checker counts them."""
    resolved = resolved or samples.resolved()
    bare = Plan(
        mission="sample", mission_hash=resolved.hash, seed=1, iterations=2_000, versions={"aidbridge": "0.1.0"},
        assignments=_assignments(), loads=_loads(), sorties=_sorties(resolved), convoys=_convoys(), tours=_tours(),
        unused=(Unused(offer="RU-1", resource="RU-vent", quantity=18, reason=NO_TRUCK),),
        left_behind=(LeftBehind(item="RU-vent.2", phase="out", reason=NO_TRUCK),),
        coverage=(), figures=recount.NOTHING, bounds=(),
        explanations=(Explanation(stage="flights", about="L-001", message=Message(key="flights.first", params={"load": "L-001"})),),
        progress=(Progress(stage="loading", iteration=0, value=2.0, found_by="constructive"),),
    )  # fmt: skip
    return counted(resolved, bare.model_copy(update={"bounds": bounds(resolved)}))


def counted(resolved: Resolved, plan: Plan) -> Plan:
    """The plan with its ledger and figures counted anew."""
    ledger = recount.coverage(resolved, plan)
    told = plan.model_copy(update={"coverage": ledger})
    return told.model_copy(update={"figures": recount.figures(resolved, told)})


def bounds(resolved: Resolved) -> tuple[Bound, ...]:
    """Two of the three vehicles queue in a hold, so two loads are needed; nobody can be at work sooner than the earliest."""
    queue = {"type": "il76md", "scale": 2, "weights": {"RU-ars-01": 1, "RU-ars-02": 1, "RU-uaz-01": 1}, "length_cm": 2000}
    earliest = recount.earliest_work(resolved)
    return (
        Bound(figure="loaded_sorties", value=2, argument="combinatorial", name="queue_weights", certificate=queue),
        Bound(figure="loaded_sorties_home", value=2, argument="combinatorial", name="queue_weights", certificate=queue),
        Bound(figure="unmet_weighted_h", value=recount.least_unmet_weighted_h(resolved, earliest), argument="relaxation",
              name="earliest_work", certificate={"earliest": earliest}),
    )  # fmt: skip


def _assignments() -> tuple[Assignment, ...]:
    dis, med = ("RU-dis-1", "RU-ars-01", "RU-ars-02"), ("RU-med-1",)
    return (
        Assignment(id="A-dis-1", need="IT-BG-dis", offer="RU-1", resource="RU-dis-1", items=dis, quantity=8_000,
                   site="bergamo-base", arrive_min=1705, at_work_min=MARCH_24 + 42, until_min=MARCH_30 + 286),
        Assignment(id="A-med-1", need="IT-BG-med", offer="RU-1", resource="RU-med-1", items=med, quantity=1,
                   site="bergamo-hospital", arrive_min=1710, at_work_min=1770, until_min=WAY_HOME - 5),
        Assignment(id="A-vent-1", need="IT-45-vent", offer="RU-1", resource="RU-vent", items=("RU-vent.1",), quantity=18,
                   site="bologna-depot", arrive_min=1460, at_work_min=1460),
    )  # fmt: skip


def _loads() -> tuple[Load, ...]:
    trucks = (Placement(item="RU-ars-01", x_cm=200, y_cm=47), Placement(item="RU-ars-02", x_cm=1005, y_cm=47))
    uaz, pallet = Placement(item="RU-uaz-01", x_cm=500, y_cm=75), Placement(item="RU-vent.1", x_cm=959, y_cm=60)
    out = {"phase": "out", "origin": "UUMU", "destination": "LIRE", "aircraft_type": "il76md"}
    home = out | {"phase": "home", "origin": "LIPX", "destination": "UUMU"}
    heavy = {"placements": trucks, "persons": ("RU-dis-1",), "payload_kg": 27_720, "balance_cm": 956}
    alone = uaz.model_copy(update={"x_cm": 700})
    return (
        Load.model_validate({"id": "L-001"} | out | heavy),
        Load.model_validate({"id": "L-002", "placements": (uaz, pallet), "persons": ("RU-med-1",), "payload_kg": 3_906,
                             "balance_cm": 897} | out),
        Load.model_validate({"id": "H-001"} | home | heavy),
        Load.model_validate({"id": "H-002", "placements": (alone,), "persons": ("RU-med-1",), "payload_kg": 2_305,
                             "balance_cm": 922} | home),
    )  # fmt: skip


def _sorties(resolved: Resolved) -> tuple[Sortie, ...]:
    leg = lambda *given, **more: make_leg(resolved, *given, **more)  # noqa: E731
    return (
        Sortie(id="S-001", phase="out", tail="RU-il76-01", load="L-001", legs=(
            leg("S-001.1", "loaded", "UUMU-LIRE", 480, load="L-001", payload_kg=27_720, loading_start_min=360, unloaded_min=878),
            leg("S-001.2", "return", "LIRE-UUMU", 890),
        )),
        Sortie(id="S-002", phase="out", tail="RU-il76-02", load="L-002", legs=(
            leg("S-002.1", "positioning", "ULOO-UUMU", 360),
            leg("S-002.2", "loaded", "UUMU-LIRE", 600, load="L-002", payload_kg=3_906, loading_start_min=420, unloaded_min=998),
            leg("S-002.3", "return", "LIRE-ULOO", 1010),
        )),
        Sortie(id="S-003", phase="home", tail="RU-il76-01", load="H-001", legs=(
            leg("S-003.1", "positioning", "UUMU-LIPX", 24_600),
            leg("S-003.2", "loaded", "LIPX-UUMU", 25_070, load="H-001", payload_kg=27_720, loading_start_min=24_950,
                unloaded_min=25_462),
        )),
        Sortie(id="S-004", phase="home", tail="RU-il76-02", load="H-002", legs=(
            leg("S-004.1", "positioning", "ULOO-LIPX", 24_610),
            leg("S-004.2", "loaded", "LIPX-UUMU", 25_190, load="H-002", payload_kg=2_305, loading_start_min=25_070,
                unloaded_min=25_582),
            leg("S-004.3", "return", "UUMU-ULOO", 25_600),
        )),
    )  # fmt: skip


def make_leg(
    resolved: Resolved,
    id: str,
    kind: str,
    route_id: str,
    depart_min: int,
    *,
    load: str | None = None,
    payload_kg: int = 0,
    loading_start_min: int | None = None,
    unloaded_min: int | None = None,
) -> Leg:
    """A leg of an Il-76 of Russia with the fuel, masses, overflights and clearances that it needs."""
    type, route = resolved.aircraft_type("il76md"), resolved.route(route_id)
    policy = resolved.mission.policy.fuel
    here = resolved.airfield(route.destination)
    other = resolved.airfield(here.alternate) if here.alternate else None
    aside = distance_km((here.lat, here.lon), (other.lat, other.lon)) if other else policy.alternate_km
    fuel = leg_fuel(type, route.distance_km, payload_kg, aside, policy)
    takeoff = 92_000 + payload_kg + fuel.block_kg - fuel.taxi_kg
    return Leg.model_validate(
        {
            "id": id, "kind": kind, "origin": route.origin, "destination": route.destination, "route": route.id, "load": load,
            "loading_start_min": loading_start_min, "depart_min": depart_min,
            "arrive_min": depart_min + math.ceil(60 * route.distance_km / type.cruise_tas_kmh), "unloaded_min": unloaded_min,
            "payload_kg": payload_kg, "fuel": fuel, "alternate": other and other.icao, "takeoff_mass_kg": takeoff,
            "landing_mass_kg": takeoff - fuel.trip_kg, "overflights": _overflights(route, depart_min, type.cruise_tas_kmh),
            "landing_clearance": f"LD-{route.destination}" if here.country != "RU" else None,
        }
    )  # fmt: skip


def _overflights(route: Route, depart_min: int, tas_kmh: float) -> tuple[Overflight, ...]:
    return tuple(
        Overflight(
            state=crossing.state,
            enter_min=depart_min + math.floor(60 * crossing.enter_km / tas_kmh),
            leave_min=depart_min + math.ceil(60 * crossing.leave_km / tas_kmh),
            clearance=f"CL-{crossing.state}" if crossing.state not in (None, "RU") else None,
        )
        for crossing in route.crossings
    )


def _convoys() -> tuple[Convoy, ...]:
    crew = (
        MarchingVehicle(vehicle="RU-ars-01", seats=(Seat(team="RU-dis-1", count=3),)),
        MarchingVehicle(vehicle="RU-ars-02", seats=(Seat(team="RU-dis-1", count=3),)),
        MarchingVehicle(vehicle="RU-uaz-01", seats=(Seat(team="RU-med-1", count=4),)),
    )
    truck = (MarchingVehicle(vehicle="IT-truck-01", cargo=("RU-vent.1",)),)
    march = (
        RoadSegment(kind="drive", start_min=1060, end_min=1600, km=540),
        RoadSegment(kind="break", start_min=1600, end_min=1645),
        RoadSegment(kind="drive", start_min=1645, end_min=1705, km=60),
    )
    bologna = (RoadSegment(kind="drive", start_min=1060, end_min=1460, km=400),)
    verona = (RoadSegment(kind="drive", start_min=WAY_HOME, end_min=WAY_HOME + 110, km=110),)
    return (
        Convoy(id="C-001", phase="out", origin="LIRE", destination="bergamo-base", drivers_per_vehicle=2, vehicles=crew,
               depart_min=1060, arrive_min=1705, km=600, segments=march),
        Convoy(id="C-002", phase="out", origin="LIRE", destination="bologna-depot", drivers_per_vehicle=2, vehicles=truck,
               depart_min=1060, arrive_min=1460, km=400, segments=bologna),
        Convoy(id="C-003", phase="home", origin="bergamo-base", destination="LIPX", drivers_per_vehicle=2, vehicles=crew,
               depart_min=WAY_HOME, arrive_min=WAY_HOME + 110, km=110, segments=verona),
    )  # fmt: skip


def _tours() -> tuple[Tour, ...]:
    base = {"team": "RU-dis-1", "base": "bergamo-base"}
    both = (
        Stop(task="T-home-1", arrive_min=MARCH_24 + 12, start_min=MARCH_24 + 42, end_min=MARCH_24 + 342, quantity=3_000),
        Stop(task="T-home-2", arrive_min=MARCH_24 + 390, start_min=MARCH_24 + 420, end_min=MARCH_24 + 520, quantity=1_000),
    )
    day2 = Stop(task="T-home-2", arrive_min=MARCH_25 + 56, start_min=MARCH_25 + 86, end_min=MARCH_25 + 286, quantity=2_000)
    day3 = Stop(task="T-home-2", arrive_min=MARCH_30 + 56, start_min=MARCH_30 + 86, end_min=MARCH_30 + 286, quantity=2_000)
    days = ((MARCH_24, MARCH_24 + 576, both, 87), (MARCH_25, MARCH_25 + 342, (day2,), 84), (MARCH_30, MARCH_30 + 342, (day3,), 84))
    return tuple(
        Tour.model_validate({"id": f"T-00{day}", "depart_min": depart, "return_min": back, "stops": stops, "km": km} | base)
        for day, (depart, back, stops, km) in enumerate(days, 1)
    )
