"""A plan of the reference mission's size, made by rule of thumb: 12 loads each way, over 60 legs, 330 tours over the clock change
of 29 March 2020, some 900 findings. For papers that must carry so much; it is no plan that the checker would accept."""

from datetime import timedelta

import samples
from aidbridge.model.facts import Assumption, Fact, Status
from aidbridge.model.fleet import Tail
from aidbridge.model.messages import Message
from aidbridge.model.places import Place, Site
from aidbridge.model.plan import (
    Assignment,
    Bound,
    Convoy,
    Coverage,
    CoveragePoint,
    Explanation,
    Figures,
    Fuel,
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
from aidbridge.model.resolved import Content, Item, Resolved
from aidbridge.model.resources import Supply, Team, Vehicle
from aidbridge.model.tasks import Task
from aidbridge.model.verdict import Finding, Standing, Verdict
from samples import START

DAY = 1440
TRUCKS = [("ars", 8, "ars14km", (790, 250, 290), 13_500), ("kda", 4, "kda_orlan", (850, 250, 330), 11_200),
          ("usso", 2, "usso", (760, 250, 310), 12_100), ("dkv", 2, "dkv1k", (810, 250, 320), 10_900),
          ("kamaz", 3, "kamaz5350", (794, 250, 313), 9_300), ("uaz", 3, "uaz3962", (444, 194, 210), 1_825)]  # fmt: skip
TEAMS = [*(("med", f"RU-med-{i}", 4) for i in range(1, 9)), *(("dis", f"RU-dis-{i}", 6) for i in range(1, 9)),
         ("hq", "RU-hq", 12), ("hq", "RU-support", 12)]  # fmt: skip
OUT_MIN, HOME_MIN = 9 * 60, 47 * DAY


def resolved() -> Resolved:
    """The sample mission with the reference mission's fleet, vehicles, people and sites."""
    small = samples.resolved()
    mission = small.mission
    vehicles = [(f"RU-{n}-{i:02}", e, size, mass) for n, count, e, size, mass in TRUCKS for i in range(1, count + 1)]
    sites = [
        Site(
            id=f"home-{i}",
            name=f"Care home {i}",
            kind="care_home",
            place="IT-BG" if i <= 73 else "IT-BS",
            town=f"Town {i % 40}",
            lat=45.55 + (i * 37 % 60) / 100,
            lon=9.5 + (i * 53 % 80) / 100,
        )
        for i in range(1, 121)
    ]
    fleet = tuple(Tail(id=f"RU-il76-{i:02}", type="il76md", offer="RU-1", at="ULOO", home="ULOO",
                       available_from=START + timedelta(hours=6)) for i in range(1, 10))  # fmt: skip
    tasks = tuple(
        Task(
            id=f"T-{s.id}",
            site=s.id,
            need="IT-BG-dis",
            quantity=10_000,
            start=START + timedelta(days=3),
            end=START + timedelta(days=46),
            preparation_min=30,
            airing_min=60,
            skill="disinfection",
        )
        for s in sites
    )
    pallet = {
        "kind": "cargo",
        "resource": "RU-vent",
        "offer": "RU-1",
        "flies": True,
        "origin": "UUMU",
        "ready_min": 0,
        "length_cm": 275,
        "width_cm": 224,
        "height_cm": 244,
        "mass_kg": 1_601,
        "turnable": True,
        "basis": "supply:RU-vent",
        "contents": (Content(supply="RU-vent", quantity=15),),
    }
    persons = {"kind": "persons", "offer": "RU-1", "flies": True, "origin": "UUMU", "ready_min": 0, "returns": True}
    items = [samples._vehicle(id, e, "RU-1", size, mass, 3) for id, e, size, mass in vehicles]
    items += [Item.model_validate({"id": id, "resource": id, "persons": n, "mass_kg": 120 * n, "drivers": 3} | persons)
              for _, id, n in TEAMS]  # fmt: skip
    items += [Item.model_validate({"id": f"RU-vent.{i}"} | pallet) for i in range(1, 11)]
    facts = [f.model_copy(update={"status": Status.ESTIMATED, "note": "from the chassis"}) if "ars14km" in f.key else f
             for f in small.facts]  # fmt: skip
    facts += [Fact(key=f"equipment:{e}.{f}", value=2.5, status=Status.ESTIMATED, source="engineering estimate from the chassis")
              for _, _, e, _, _ in TRUCKS[1:] for f in ("length_m", "width_m", "height_m", "mass_kg")]  # fmt: skip
    places = (*mission.places, Place(id="IT-BS", name="Brescia", level="province", part_of="IT-25", severity=3.5))
    where = [*(s for s in mission.sites if not s.id.startswith("home-")), *sites]
    names = ("LIRE", "LIPX", *(s.id for s in where))
    matrix = tuple(tuple(0.0 if a == b else 10.0 + 7 * abs(i - j) % 40 for j, b in enumerate(names)) for i, a in enumerate(names))
    big = mission.model_copy(
        update={
            "id": "large",
            "title": {"en": "Large mission, March 2020", "it": "Missione grande, marzo 2020", "ru": "Большая миссия"},
            "slogan": {"en": "From Russia with Love", "it": "Dalla Russia con amore", "ru": "Из России с любовью"},
            "horizon": START + timedelta(days=47),
            "fleet": fleet,
            "tasks": tasks,
            "sites": tuple(where),
            "places": places,
            "vehicles": tuple(Vehicle(id=id, offer="RU-1", equipment=e) for id, e, _, _ in vehicles),
            "teams": tuple(
                Team(
                    id=id,
                    offer="RU-1",
                    people=n,
                    capability={"med": "medical_team", "dis": "disinfection"}.get(kind),
                    capacity=600 if kind == "dis" else 1,
                )
                for kind, id, n in TEAMS
            ),
            "supplies": (
                Supply(
                    id="RU-vent",
                    offer="RU-1",
                    name="Lung ventilators",
                    capability="ventilator",
                    quantity=150,
                    package="ventilator_icu",
                ),
            ),
            "assumptions": (
                Assumption(
                    id="A-balance",
                    reason="no balance envelope of the Il-76 is published; a band about the middle of the hold",
                    source="engineering estimate",
                    values={"aircraft:il76md.balance_from_m": 8.5, "aircraft:il76md.balance_to_m": 10.75},
                ),
                Assumption(
                    id="A-restraint",
                    reason="the number of tie-down rings was not read",
                    source="engineering estimate",
                    values={"aircraft:il76md.rings": 120, "aircraft:il76md.ring_limit_kg": 10_000},
                ),
                Assumption(
                    id="A-vehicles",
                    reason="no dimension sheets were found",
                    accept=("equipment:*",),
                    source="https://example.org/a",
                ),
            ),
        }
    )
    return small.model_copy(
        update={
            "mission": big,
            "items": tuple(items),
            "facts": tuple(facts),
            "roads": small.roads.model_copy(
                update={"places": names, "km": matrix, "minutes": tuple(tuple(round(x * 1.3) for x in row) for row in matrix)}
            ),
        }
    )


def plan(world: Resolved) -> Plan:
    """The plan of `resolved()`."""
    out, home = _loads(world, "out", "L"), _loads(world, "home", "H")
    sorties = [*_sorties(world, out, "out"), *_sorties(world, home, "home")]
    teams = [item for item in world.items if item.kind == "persons"]
    vehicles = [item.id for item in world.items if item.kind == "vehicle"]
    tours = _tours()
    return Plan(
        mission="large",
        mission_hash=world.hash,
        seed=1,
        iterations=2_000,
        versions={"aidbridge": "0.1.0", "numpy": "2.4.6"},
        assignments=tuple(
            Assignment(
                id=f"A-{t.id}",
                need="IT-BG-med" if "med" in t.id else "IT-BG-dis",
                offer="RU-1",
                resource=t.id,
                items=(t.id,),
                quantity=1 if "med" in t.id else 90_000,
                site="bergamo-base",
                arrive_min=3 * DAY,
                at_work_min=3 * DAY + 480,
            )
            for t in teams[:16]
        ),
        unused=(
            Unused(offer="RU-1", resource="RU-mask", quantity=14, reason=Message(key="unused.no_need_left")),
            Unused(offer="RU-1", resource="RU-hq", quantity=1, reason=Message(key="something.unheard", params={"n": 3})),
        ),
        loads=(*out, *home),
        left_behind=(
            LeftBehind(item="RU-vent.10", phase="out", reason=Message(key="left.no_room", params={"item": "RU-vent.10"})),
        ),
        sorties=tuple(sorties),
        convoys=(
            _convoy(world, "C-1", "out", "LIRE", "bergamo-base", 2 * DAY + 1150, vehicles[:11], teams[:9]),
            _convoy(world, "C-2", "out", "LIRE", "bergamo-base", 3 * DAY + 700, vehicles[11:], teams[9:]),
            _convoy(world, "C-3", "home", "bergamo-base", "LIPX", 46 * DAY, vehicles, teams),
        ),
        tours=tours,
        coverage=_coverage(world),
        figures=_figures(world, out, sorties, tours),
        bounds=(
            Bound(
                figure="loaded_sorties",
                value=11,
                argument="combinatorial",
                name="queue_weights",
                certificate={"type": "il76md", "scale": 2, "weights": {"RU-ars-01": 1}, "length_cm": 2000},
            ),
            Bound(
                figure="unmet_weighted_h", value=4_900, argument="relaxation", name="earliest_work", certificate={"earliest": {}}
            ),
            Bound(figure="loaded_sorties_home", value=11, argument="solver", name="mass", trusted="some solver 1.2"),
        ),
        explanations=tuple(
            Explanation(stage="loading", about=load.id, message=Message(key="explain.unheard", params={"load": load.id, "n": 3}))
            for load in out
        ),
        progress=tuple(Progress(stage="flights", iteration=10 * i, value=9_000 - 80 * i, found_by="swap") for i in range(30)),
    )


def verdict(made: Plan) -> Verdict:
    """Findings on every load, leg and tour, two of them bad."""
    findings = [
        Finding(
            rule=rule,
            about=load.id,
            standing=Standing.PASSED,
            key=f"{rule}.sample",
            value=27_000,
            limit=47_000,
            margin=20_000 - 10 * n,
            unit="kg",
        )
        for n, load in enumerate(made.loads)
        for rule in ("L1", "L2", "L3", "L5")
    ]
    findings += [
        Finding(rule=rule, about=leg.id, standing=Standing.PASSED, key=f"{rule}.sample", value=1, limit=2, margin=1.0, unit="min")
        for sortie in made.sorties
        for leg in sortie.legs
        for rule in ("F1", "F2", "F3", "F4")
    ]
    findings += [
        Finding(rule="W2", about=tour.id, standing=Standing.PASSED, key="W2.sample", margin=30.0, unit="min") for tour in made.tours
    ]
    findings.append(
        Finding(rule="F3", about="LIPX", standing=Standing.NOT_PROVABLE, key="F3.sample", facts=("airfield:LIPX.strength",))
    )
    findings.append(
        Finding(
            rule="F5",
            about="LIRE",
            standing=Standing.BROKEN,
            key="F5.sample",
            value=110,
            limit=120,
            margin=-10,
            unit="min",
            params={"airfield": "LIRE"},
        )
    )
    findings.append(Finding(rule="L9", about="plan", standing=Standing.NOT_APPLICABLE, key="L9.sample"))
    return Verdict(plan_of="large", mission_hash=made.mission_hash, findings=tuple(findings))


def _loads(world: Resolved, phase: str, letter: str) -> list[Load]:
    vehicles = [item for item in world.items if item.kind == "vehicle"]
    pallets = [item for item in world.items if item.kind == "cargo"] if phase == "out" else []
    teams = tuple(item.id for item in world.items if item.kind == "persons")
    ends = {"origin": "UUMU", "destination": "LIRE"} if phase == "out" else {"origin": "LIPX", "destination": "UUMU"}
    loads = []
    for n in range(11):
        placed, x = [], 8
        for item in (vehicles[n], vehicles[-1 - n]):
            placed.append(Placement(item=item.id, x_cm=x, y_cm=(345 - item.width_cm) // 2))
            x += item.length_cm + 15
        if x + 224 <= 2000 and n < len(pallets):
            placed.append(Placement(item=pallets[n].id, x_cm=x, y_cm=35, turned=True))
        aboard = {item.id: item for item in world.items}
        mass = sum(aboard[p.item].mass_kg for p in placed)
        loads.append(Load(id=f"{letter}-{n + 1:03}", phase=phase, aircraft_type="il76md", placements=tuple(placed),
                          persons=teams[:1] if n == 3 else (), payload_kg=mass, balance_cm=960 + 7 * n, **ends))  # fmt: skip
    loads.append(Load(id=f"{letter}-012", phase=phase, aircraft_type="il76md", placements=(), persons=teams[1:], payload_kg=12_000,
                      balance_cm=None, **ends))  # fmt: skip
    return loads


def _sorties(world: Resolved, loads: list[Load], phase: str) -> list[Sortie]:
    first = OUT_MIN if phase == "out" else HOME_MIN
    free = {tail.id: first - 400 for tail in world.mission.fleet}
    sorties = []
    for n, load in enumerate(loads):
        tail = min(free, key=lambda id: (free[id], id))
        depart = max(first + 120 * n, free[tail] + 400)
        id = f"S-{load.id[0]}{n + 1:02}"
        away = load.origin if phase == "out" else "LIPX"
        legs = [
            _leg(f"{id}.1", "positioning", "ULOO", away, depart - 300, 115 if phase == "out" else 310),
            _leg(f"{id}.2", "loaded", load.origin, load.destination, depart, 275, load),
            _leg(f"{id}.3", "return", load.destination, "ULOO", depart + 275 + 120 + 30, 310 if phase == "out" else 55),
        ]
        free[tail] = legs[-1].arrive_min + 60
        sorties.append(Sortie(id=id, phase=phase, tail=tail, load=load.id, legs=tuple(legs)))
    return sorties


def _leg(id: str, kind: str, origin: str, destination: str, depart: int, minutes: int, load: Load | None = None) -> Leg:
    arrive = depart + minutes
    states = (
        [("RU", None), (None, None), ("TR", "CL-TR"), ("GR", "CL-GR"), (None, None), ("IT", "CL-IT")]
        if minutes > 200
        else [("RU", None)]
    )
    step = minutes / len(states)
    return Leg(
        id=id, kind=kind, origin=origin, destination=destination, route=f"{origin}-{destination}", load=load.id if load else None,
        loading_start_min=depart - 125 if load else None, depart_min=depart, arrive_min=arrive,
        unloaded_min=arrive + 120 if load else None, payload_kg=load.payload_kg if load else 0,
        fuel=Fuel(trip_kg=38_000, contingency_kg=1_900, alternate_kg=4_100, final_reserve_kg=4_000), alternate="LIPX",
        takeoff_mass_kg=167_000, landing_mass_kg=129_000,
        overflights=tuple(Overflight(state=s, enter_min=int(depart + i * step), leave_min=int(depart + (i + 1) * step), clearance=c)
                          for i, (s, c) in enumerate(states)),
        landing_clearance="LD-LIRE" if destination == "LIRE" else None,
    )  # fmt: skip


def _convoy(world: Resolved, id: str, phase: str, a: str, b: str, depart: int, vehicles: list[str], teams: list[Item]) -> Convoy:
    segments, at = [], depart
    for minutes, kind, km in [(270, "drive", 270), (45, "break", 0), (270, "drive", 270), (45, "break", 0), (60, "drive", 60)]:
        segments.append(RoadSegment(kind=kind, start_min=at, end_min=at + minutes, km=km))
        at += minutes
    riding: dict[str, list[Seat]] = {v: [] for v in vehicles}
    for n, team in enumerate(teams):
        for k in range(2):
            riding[vehicles[(2 * n + k) % len(vehicles)]].append(Seat(team=team.id, count=team.persons // 2))
    return Convoy(
        id=id, phase=phase, origin=a, destination=b, drivers_per_vehicle=2, depart_min=depart, arrive_min=at, km=600,
        segments=tuple(segments), vehicles=tuple(MarchingVehicle(vehicle=v, seats=tuple(s)) for v, s in riding.items()),
    )  # fmt: skip


def _tours() -> tuple[Tour, ...]:
    """Eight teams, 42 days, now and then a day of rest."""
    tours, done = [], 0
    for day in range(4, 46):
        for team in range(1, 9):
            if (day + team) % 11 == 0:
                continue
            # Seven in the morning in Rome: UTC+1 until 29 March, UTC+2 from then on.
            depart = day * DAY + (7 if day < 7 else 6) * 60
            stops = []
            for k in range(1 + (day + team) % 2):
                start = depart + 60 + 260 * k
                stops.append(
                    Stop(
                        task=f"T-home-{done % 120 + 1}", arrive_min=start - 30, start_min=start, end_min=start + 180, quantity=1_800
                    )
                )
                done += 1
            tours.append(Tour(id=f"TR-{day:02}-{team}", team=f"RU-dis-{team}", base="bergamo-base", depart_min=depart,
                              return_min=depart + 60 + 260 * len(stops), stops=tuple(stops), km=40.5 + team))  # fmt: skip
    return tuple(tours)


def _coverage(world: Resolved) -> tuple[Coverage, ...]:
    lines = []
    for n, need in enumerate(world.mission.needs):
        curve = [CoveragePoint(at_min=2 * DAY, share=0), *(CoveragePoint(at_min=(3 + 4 * k) * DAY, share=min(1, 0.1 * k * (n + 1)))
                                                           for k in range(1, 11))]  # fmt: skip
        offered = n < 4
        lines.append(
            Coverage(need=need.id, needed=need.quantity, offered=need.quantity * 1.5 if offered else 0,
                     accepted=need.quantity * 0.9 if offered else 0, loaded=need.quantity * 0.9 if offered else 0,
                     arrived=need.quantity * 0.9 if offered else 0, at_work=need.quantity * 0.8 if offered else 0,
                     offers=("RU-1",) if offered else (), eligible=offered, weight=need.quantity, unmet_weighted_h=1_500.5,
                     idle_weighted_h=3_000, curve=tuple(curve) if offered else (curve[0],))
        )  # fmt: skip
    return tuple(lines)


def _figures(world: Resolved, out: list[Load], sorties: list[Sortie], tours: tuple[Tour, ...]) -> Figures:
    legs = [leg for sortie in sorties for leg in sortie.legs]
    flying = sum(leg.arrive_min - leg.depart_min for leg in legs)
    fuel = sum(leg.fuel.trip_kg for leg in legs)
    return Figures(
        unmet_weighted_h=6_002, unmet_weighted_h_others=1_500.5, idle_weighted_h=12_000, worst_place="IT-45", worst_share=0.37,
        loaded_sorties=12, loaded_sorties_home=12, flights=len(legs), flying_min=flying, flying_min_by_type={"il76md": flying},
        positioning_min=sum(leg.arrive_min - leg.depart_min for leg in legs if leg.kind != "loaded"), fuel_kg=fuel,
        co2_kg=round(fuel * 3.16), tonnes_out=sum(load.payload_kg for load in out) / 1000,
        persons_out=sum(item.persons for item in world.items), vehicles_out=22, road_km=26_400 + sum(t.km for t in tours),
        first_team_at_base_min=3 * DAY + 400, last_team_at_work_min=4 * DAY, first_landing_min=OUT_MIN + 275,
        last_landing_min=OUT_MIN + 275 + 1_320, home_min=HOME_MIN + 2_000, cost=None,
        cost_lines={"flying": None, "fuel": 1_200_000.0, "handling": None, "road": 52_000.0, "per_diem": None},
    )  # fmt: skip
