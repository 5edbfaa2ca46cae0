"""A small resolved mission, made by hand, that every room's tests can plan, check and print.

Two Il-76 at Chkalovsky carry three vehicles, two teams and two pallets of ventilators to Pratica di Mare; a convoy takes the
teams to Bergamo; a host truck takes one pallet to a depot at Bologna; they return from Verona. Distances are rounded.
"""

from datetime import UTC, datetime

from pyproj import Geod

from aidbridge.model.agreements import Agreement, Clearance
from aidbridge.model.facts import Fact, Status
from aidbridge.model.fleet import AircraftType, PayloadRange, Tail
from aidbridge.model.mission import Mission
from aidbridge.model.needs import Capability, Measure, Need, Request
from aidbridge.model.offers import Offer, Reserve
from aidbridge.model.places import Airfield, Place, Site
from aidbridge.model.policy import Policy
from aidbridge.model.resolved import Axle, Content, Crossing, Item, Resolved, RoadMatrix, Route, Waypoint
from aidbridge.model.resources import Supply, Team, Vehicle
from aidbridge.model.tasks import Task, WayHome

START = datetime(2020, 3, 22, 0, 0, tzinfo=UTC)
IL76 = AircraftType(
    id="il76md", name="Ilyushin Il-76MD", max_payload_kg=47_000, oew_kg=92_000, mzfw_kg=139_000, mtow_kg=190_000,
    mlw_kg=151_500, max_fuel_kg=84_840, hold_length_m=20.0, hold_width_m=3.45, hold_height_m=3.4, door_width_m=3.45,
    door_height_m=3.4, floor_limit_kg_m2=1_450, axle_limit_kg=7_500, single_item_limit_kg=43_000, cruise_tas_kmh=770,
    payload_range=(PayloadRange(payload_kg=47_000, range_km=3_650), PayloadRange(payload_kg=40_000, range_km=4_200),
                   PayloadRange(payload_kg=20_000, range_km=7_300)),
    runway_takeoff_m=1_700, runway_landing_m=1_000, runway_width_m=30, troop_seats=145, crew=7, balance_from_m=8.5,
    balance_to_m=10.75, loads_through="rear", rings=80, ring_limit_kg=10_000,
)  # fmt: skip


def mission() -> Mission:
    """The mission as written."""
    utc = lambda day, hour=0, month=3: datetime(2020, month, day, hour, tzinfo=UTC)  # noqa: E731
    return Mission(
        format=1, id="sample", title={"en": "Sample mission"}, start=START, horizon=utc(8, 0, 4), time_zone="Europe/Rome",
        embarkation="UUMU", debarkation="LIRE", base="bergamo-base",
        request=Request(id="IT-REQ", by="IT", to=("RU",), at=utc(21, 15)),
        places=(
            Place(id="IT", name="Italy", level="country"),
            Place(id="IT-25", name="Lombardia", level="region", part_of="IT", severity=3.0),
            Place(id="IT-BG", name="Bergamo", level="province", part_of="IT-25", severity=4.0),
            Place(id="IT-45", name="Emilia-Romagna", level="region", part_of="IT", severity=2.0),
        ),
        needs=(
            Need(id="IT-BG-med", capability="medical_team", place="IT-BG", site="bergamo-hospital", quantity=2, start=utc(24)),
            Need(id="IT-BG-dis", capability="disinfection", place="IT-BG", quantity=8_000, start=utc(24)),
            Need(id="IT-25-vent", capability="ventilator", place="IT-25", site="bergamo-hospital", quantity=40, start=utc(22)),
            Need(id="IT-45-vent", capability="ventilator", place="IT-45", site="bologna-depot", quantity=20, start=utc(22)),
            Need(id="IT-45-test", capability="test", place="IT-45", quantity=500, start=utc(22)),
        ),
        offers=(Offer(id="RU-1", donor="RU", status="accepted"), Offer(id="IT-1", donor="IT", status="accepted", channel="host")),
        reserves=(Reserve(donor="RU", capability="ventilator", has=500, keeps=400),),
        agreements=(Agreement(id="AG-1", parties=("RU", "IT"), valid_from=START),
                    Agreement(id="AG-2", parties=("IT",), valid_from=START)),
        clearances=(
            Clearance(id="CL-TR", kind="overflight", state="TR", status="granted", valid_from=START, valid_to=utc(1, 0, 6)),
            Clearance(id="CL-GR", kind="overflight", state="GR", status="granted", valid_from=START, valid_to=utc(1, 0, 6)),
            Clearance(id="CL-IT", kind="overflight", state="IT", status="granted", valid_from=START, valid_to=utc(1, 0, 6)),
            Clearance(id="CL-RU", kind="overflight", state="RU", status="granted", valid_from=START, valid_to=utc(1, 0, 6)),
            Clearance(id="CL-PL", kind="overflight", state="PL", status="refused"),
            Clearance(id="LD-LIRE", kind="landing", airfield="LIRE", status="granted", valid_from=START, valid_to=utc(1, 0, 6)),
            Clearance(id="LD-LIPX", kind="landing", airfield="LIPX", status="granted", valid_from=START, valid_to=utc(1, 0, 6)),
        ),
        teams=(
            Team(id="RU-dis-1", offer="RU-1", people=6, capability="disinfection", capacity=600, skills=("disinfection",),
                 kit=("RU-ars-01", "RU-ars-02"), drivers=6, setup_min=120),
            Team(id="RU-med-1", offer="RU-1", people=4, capability="medical_team", capacity=1, skills=("medicine",),
                 drivers=2, setup_min=60),
        ),
        vehicles=(
            Vehicle(id="RU-ars-01", offer="RU-1", equipment="ars14km"),
            Vehicle(id="RU-ars-02", offer="RU-1", equipment="ars14km"),
            Vehicle(id="RU-uaz-01", offer="RU-1", equipment="uaz3962"),
            Vehicle(id="IT-truck-01", offer="IT-1", equipment="kamaz5350", at="LIRE", flies=False, drivers_needed=0,
                    pallet_places=2, returns=False),
        ),
        supplies=(Supply(id="RU-vent", offer="RU-1", capability="ventilator", quantity=36, package="ventilator_icu"),),
        fleet=(Tail(id="RU-il76-01", type="il76md", offer="RU-1", at="UUMU", available_from=utc(22, 6)),
               Tail(id="RU-il76-02", type="il76md", offer="RU-1", at="ULOO", home="ULOO", available_from=utc(22, 6))),
        sites=(
            Site(id="bergamo-base", name="Orio al Serio", kind="base", place="IT-BG", lat=45.674, lon=9.704),
            Site(id="bergamo-hospital", name="Field hospital", kind="field_hospital", place="IT-BG", lat=45.69, lon=9.68),
            Site(id="home-1", name="Care home 1", kind="care_home", place="IT-BG", lat=45.737, lon=9.726),
            Site(id="home-2", name="Care home 2", kind="care_home", place="IT-BG", lat=45.811, lon=10.07),
            Site(id="bologna-depot", name="Depot", kind="depot", place="IT-45", lat=44.494, lon=11.342),
        ),
        tasks=(
            Task(id="T-home-1", site="home-1", need="IT-BG-dis", quantity=3_000, start=utc(24), end=utc(7, 0, 4),
                 preparation_min=30, airing_min=60, skill="disinfection"),
            Task(id="T-home-2", site="home-2", need="IT-BG-dis", quantity=5_000, start=utc(24), end=utc(7, 0, 4),
                 preparation_min=30, airing_min=60, skill="disinfection"),
        ),
        way_home=WayHome(airfield="LIPX", destination="UUMU", start=utc(8, 6, 4), end=utc(15, 22, 4)),
        policy=Policy(),
    )  # fmt: skip


AIRFIELDS = (
    Airfield(icao="UUMU", name="Chkalovsky", country="RU", lat=55.8783, lon=38.0617, elevation_m=152, time_zone="Europe/Moscow",
             runway_m=3600, runway_width_m=58, parking_places=20, landing_interval_min=10, unloading_teams=4, loading_teams=4,
             unloading_min=90, loading_min=120),
    Airfield(icao="LIRE", name="Pratica di Mare", country="IT", lat=41.6545, lon=12.4452, elevation_m=12,
             time_zone="Europe/Rome", runway_m=2480, runway_width_m=30, parking_places=2, landing_interval_min=120,
             unloading_teams=1, loading_teams=1, unloading_min=120, loading_min=120, alternate="LIPX"),
    Airfield(icao="LIPX", name="Verona Villafranca", country="IT", lat=45.395, lon=10.8873, elevation_m=73,
             time_zone="Europe/Rome", runway_m=3068, runway_width_m=45, parking_places=2, landing_interval_min=30,
             unloading_teams=1, loading_teams=1, unloading_min=120, loading_min=120, alternate="LIRE"),
    Airfield(icao="ULOO", name="Pskov", country="RU", lat=57.7839, lon=28.3956, elevation_m=47, time_zone="Europe/Moscow",
             runway_m=2524, runway_width_m=44, parking_places=10, landing_interval_min=10, unloading_min=90, loading_min=120),
)  # fmt: skip


SOUTH = [(43.6, 37.4), (40.9, 28.0), (39.9, 19.0)]
ABROAD = [("RU", 0.40), (None, 0.50), ("TR", 0.64), ("GR", 0.80), (None, 0.85), ("IT", 1.0)]


def _route(a: str, b: str, via: list[tuple[float, float]], states: list[tuple[str | None, float]]) -> list[Route]:
    """A route through the points `via` and its reverse; `states` gives the share of the way at which each state is left."""
    field = {airfield.icao: (airfield.lat, airfield.lon) for airfield in AIRFIELDS}
    points = [field[a], *via, field[b]]
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    km = Geod(ellps="WGS84").line_length(lons, lats) / 1000
    direct = Geod(ellps="WGS84").line_length([lons[0], lons[-1]], [lats[0], lats[-1]]) / 1000
    waypoints = tuple(Waypoint(lat=lat, lon=lon) for lat, lon in points)
    leaves = [share * km for _, share in states]
    crossings = [Crossing(state=s, enter_km=e, leave_km=x) for (s, _), e, x in zip(states, [0, *leaves], leaves, strict=False)]
    back = [Crossing(state=c.state, enter_km=km - c.leave_km, leave_km=km - c.enter_km) for c in reversed(crossings)]
    one = {"distance_km": km, "direct_km": direct}
    return [
        Route(id=f"{a}-{b}", origin=a, destination=b, waypoints=waypoints, crossings=tuple(crossings), **one),
        Route(id=f"{b}-{a}", origin=b, destination=a, waypoints=waypoints[::-1], crossings=tuple(back), **one),
    ]


def _vehicle(id: str, equipment: str, offer: str, size: tuple[int, int, int], mass: int, seats: int, **more: object) -> Item:
    axles = tuple(Axle(at_cm=at, load_kg=-(-mass // 3)) for at in (120, 400, 540)) if mass > 5000 else ()
    return Item.model_validate(
        {"id": id, "kind": "vehicle", "resource": id, "offer": offer, "flies": True, "origin": "UUMU", "ready_min": 0,
         "length_cm": size[0], "width_cm": size[1], "height_cm": size[2], "mass_kg": mass, "axles": axles, "returns": True,
         "seats_on_road": seats, "basis": f"equipment:{equipment}"} | more
    )  # fmt: skip


def resolved() -> Resolved:
    """The sample, resolved by hand."""
    pallet = {
        "kind": "cargo", "resource": "RU-vent", "offer": "RU-1", "flies": True, "origin": "UUMU", "ready_min": 0, "length_cm": 275,
        "width_cm": 224, "height_cm": 244, "mass_kg": 1_601, "turnable": True, "basis": "supply:RU-vent",
        "contents": (Content(supply="RU-vent", quantity=18),),
    }  # fmt: skip
    persons = {"kind": "persons", "offer": "RU-1", "flies": True, "origin": "UUMU", "ready_min": 0, "returns": True}
    places = ("LIRE", "LIPX", "bergamo-base", "bergamo-hospital", "home-1", "home-2", "bologna-depot")
    km = {("LIRE", "LIPX"): 530, ("LIRE", "bergamo-base"): 600, ("LIRE", "bergamo-hospital"): 603, ("LIRE", "home-1"): 610,
          ("LIRE", "home-2"): 640, ("LIRE", "bologna-depot"): 400, ("LIPX", "bergamo-base"): 110, ("LIPX", "bergamo-hospital"): 112,
          ("LIPX", "home-1"): 118, ("LIPX", "home-2"): 100, ("LIPX", "bologna-depot"): 150, ("bergamo-base", "bergamo-hospital"): 4,
          ("bergamo-base", "home-1"): 9, ("bergamo-base", "home-2"): 42, ("bergamo-base", "bologna-depot"): 230,
          ("bergamo-hospital", "home-1"): 8, ("bergamo-hospital", "home-2"): 42, ("bergamo-hospital", "bologna-depot"): 232,
          ("home-1", "home-2"): 36, ("home-1", "bologna-depot"): 238, ("home-2", "bologna-depot"): 220}  # fmt: skip
    both = km | {(b, a): d for (a, b), d in km.items()} | {(p, p): 0 for p in places}
    speed = lambda d: 60 if d > 60 else 45  # noqa: E731
    estimated = "engineering estimate from the chassis"
    facts = [Fact(key=f"equipment:{e}.{f}", value=0, status=Status.READ, source="sample")
             for e in ("ars14km", "uaz3962") for f in ("length_m", "width_m", "height_m", "mass_kg", "axle_max_kg")]  # fmt: skip
    facts += [
        Fact(key=f"aircraft:il76md.{f}", value=getattr(IL76, f), status=Status.READ, source="sample")
        for f in type(IL76).model_fields
        if isinstance(getattr(IL76, f), int | float) and not f.startswith("balance")
    ]
    facts += [Fact(key=f"aircraft:il76md.balance_{end}_m", value=getattr(IL76, f"balance_{end}_m"), status=Status.RECALLED,
                   source=estimated) for end in ("from", "to")]  # fmt: skip
    facts += [Fact(key=f"supply:RU-vent.{f}", value=0, status=Status.READ, source="sample")
              for f in ("length_m", "width_m", "height_m", "mass_kg")]  # fmt: skip
    facts += [Fact(key=f"airfield:{a.icao}.{f}", value=getattr(a, f), status=Status.READ, source="sample")
              for a in AIRFIELDS for f in ("runway_m", "runway_width_m", "elevation_m")]  # fmt: skip
    facts += [Fact(key=f"airfield:{a.icao}.strength", value=190_000, status=Status.READ, source="sample") for a in AIRFIELDS]
    return Resolved(
        mission=mission(),
        capabilities=(
            Capability(id="medical_team", name={"en": "Medical teams"}, measure=Measure.PRESENCE, unit="teams"),
            Capability(id="disinfection", name={"en": "Disinfection"}, measure=Measure.BACKLOG, unit="m2"),
            Capability(id="ventilator", name={"en": "Ventilators"}, measure=Measure.STOCK, unit="pieces"),
            Capability(id="test", name={"en": "Tests"}, measure=Measure.RATE, unit="tests/day"),
        ),
        airfields=AIRFIELDS,
        aircraft_types=(IL76,),
        items=(
            _vehicle("RU-ars-01", "ars14km", "RU-1", (790, 250, 290), 13_500, 3),
            _vehicle("RU-ars-02", "ars14km", "RU-1", (790, 250, 290), 13_500, 3),
            _vehicle("RU-uaz-01", "uaz3962", "RU-1", (444, 194, 210), 1_825, 9),
            _vehicle("IT-truck-01", "kamaz5350", "IT-1", (794, 250, 313), 9_300, 3, flies=False, origin="LIRE", pallet_places=2,
                     payload_kg=6_550, returns=False),
            Item.model_validate({"id": "RU-dis-1", "resource": "RU-dis-1", "persons": 6, "mass_kg": 720, "drivers": 6} | persons),
            Item.model_validate({"id": "RU-med-1", "resource": "RU-med-1", "persons": 4, "mass_kg": 480, "drivers": 2} | persons),
            Item.model_validate({"id": "RU-vent.1"} | pallet),
            Item.model_validate({"id": "RU-vent.2"} | pallet),
        ),
        routes=tuple(
            _route("UUMU", "LIRE", SOUTH, ABROAD)
            + _route("UUMU", "LIPX", SOUTH, ABROAD)
            + _route("UUMU", "ULOO", [], [("RU", 1.0)])
            + _route("ULOO", "LIRE", SOUTH, ABROAD)
            + _route("ULOO", "LIPX", SOUTH, ABROAD)
            + _route("LIRE", "LIPX", [], [("IT", 1.0)])
        ),
        roads=RoadMatrix(
            router="sample", places=places,
            km=tuple(tuple(float(both[a, b]) for b in places) for a in places),
            minutes=tuple(tuple(round(both[a, b] / speed(both[a, b]) * 60) for b in places) for a in places),
        ),
        facts=tuple(facts),
        outlines="sample",
        hash="0" * 64,
    )  # fmt: skip
