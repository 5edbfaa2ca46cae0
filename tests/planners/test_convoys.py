"""Convoys leave as soon as it pays, with drivers, seats and trucks for all who go, and tell why somebody stays."""

import random
from dataclasses import dataclass, field
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from aidbridge.engines.stopping import Stop
from aidbridge.model.policy import RoadPolicy
from aidbridge.model.resolved import Item, Resolved
from aidbridge.model.resources import Team, Vehicle
from aidbridge.model.unlock import Unlock
from aidbridge.planners.convoys.cuts import Waiting, best_cuts
from aidbridge.planners.convoys.problem import ConvoyProblem, ConvoySolution, Host, Marcher
from aidbridge.planners.convoys.solve import march

STOP = Stop(iterations=2_000)
BASE, DEPOT = "bergamo-base", "bologna-depot"
WAY_MIN = {BASE: 645, DEPOT: 400}
"""From Pratica di Mare with two drivers: 600 min of driving with one halt of 45, and 400 min without."""


@dataclass
class Scene:
    """A problem being put together, with its items and the mission's vehicles and teams."""

    road: RoadPolicy = field(default_factory=RoadPolicy)
    items: list[Item] = field(default_factory=list)
    vehicles: list[Vehicle] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    marchers: dict[str, list[Marcher]] = field(default_factory=lambda: {"vehicles": [], "persons": [], "cargo": []})
    hosts: list[Host] = field(default_factory=list)
    unlocks: list[Unlock] = field(default_factory=list)

    def item(self, id: str, kind: str, **more: object) -> None:
        known = {
            "id": id,
            "kind": kind,
            "resource": id,
            "offer": "RU-1",
            "flies": True,
            "origin": "UUMU",
            "ready_min": 0,
            "mass_kg": 1_000,
        }
        self.items.append(Item.model_validate(known | more))

    def vehicle(self, id: str, ready: int = 0, to: str = BASE, drivers: int = 1, **more: object) -> "Scene":
        self.item(id, str(more.pop("kind", "vehicle")), **({"seats_on_road": 3} | more))
        self.vehicles.append(Vehicle(id=id, offer="RU-1", equipment="kamaz5350", drivers_needed=drivers))
        self.marchers["vehicles"].append(Marcher(id, "LIRE", to, ready))
        return self

    def team(
        self, id: str, ready: int = 0, persons: int = 3, drivers: int = 3, kit: tuple[str, ...] = (), to: str = BASE
    ) -> "Scene":
        self.item(id, "persons", persons=persons, drivers=drivers)
        self.teams.append(Team(id=id, offer="RU-1", people=persons, drivers=drivers, kit=kit))
        self.marchers["persons"].append(Marcher(id, "LIRE", to, ready))
        return self

    def pallet(self, id: str, ready: int = 0, to: str = DEPOT, mass_kg: int = 1_000) -> "Scene":
        self.item(id, "cargo", mass_kg=mass_kg)
        self.marchers["cargo"].append(Marcher(id, "LIRE", to, ready))
        return self

    def host(self, id: str, seats: int = 0, places: int = 0, payload_kg: int = 10_000, ready: int = 0) -> "Scene":
        self.item(id, "vehicle", flies=False, origin="LIRE", seats_on_road=seats, pallet_places=places, payload_kg=payload_kg)
        self.vehicles.append(Vehicle(id=id, offer="IT-1", equipment="bus_50", flies=False, drivers_needed=0))
        self.hosts.append(Host(id, "LIRE", ready))
        return self

    def worth(self, weight: float, *items: str, start: int = 0) -> "Scene":
        self.unlocks.append(Unlock(need="IT-BG-med", items=items, weight=weight, start_min=start))
        return self

    def resolved(self) -> Resolved:
        known = samples.resolved()
        policy = known.mission.policy.model_copy(update={"road": self.road})
        update = {"vehicles": tuple(self.vehicles), "teams": tuple(self.teams), "policy": policy}
        mission = known.mission.model_copy(update=update)
        return Resolved.model_validate({**dict(known), "mission": mission, "items": tuple(self.items)})

    def problem(self, **more: object) -> ConvoyProblem:
        rest = {key: tuple(marchers) for key, marchers in self.marchers.items()}
        known = {"phase": "out", "hosts": tuple(self.hosts), "unlocks": tuple(self.unlocks), **rest}
        return ConvoyProblem(**(known | more))  # type: ignore[arg-type]

    def march(self, **more: object) -> ConvoySolution:
        solution = march(self.resolved(), self.problem(**more), STOP, 0)
        assert broken_rules(self, solution) == []
        return solution


def broken_rules(scene: Scene, solution: ConvoySolution) -> list[str]:
    """Rules R1 and R2 read anew: what a convoy of the solution breaks."""
    resolved = scene.resolved()
    road, item = scene.road, resolved.item
    needed = {v.id: v.drivers_needed * road.drivers_per_vehicle for v in scene.vehicles}
    marchers = {m.item: m for group in scene.marchers.values() for m in group}
    ready = {m.item: m.ready_min for m in marchers.values()} | {h.vehicle: h.ready_min for h in scene.hosts}
    faults: list[str] = []
    seen: list[str] = []
    legs: dict[tuple[str, str], int] = {}
    for convoy in solution.convoys:
        vehicles = [v.vehicle for v in convoy.vehicles]
        teams: dict[str, int] = {}
        for v in convoy.vehicles:
            for seat in v.seats:
                teams[seat.team] = teams.get(seat.team, 0) + seat.count
            faults += ["seats"] if sum(seat.count for seat in v.seats) > item(v.vehicle).seats_on_road else []
            drives = item(v.vehicle).kind == "vehicle" and item(v.vehicle).towed_by is None
            faults += ["no drivers aboard"] if drives and sum(seat.count for seat in v.seats) < needed[v.vehicle] else []
            faults += ["places"] if len(v.cargo) > item(v.vehicle).pallet_places else []
            faults += ["payload"] if sum(item(c).mass_kg for c in v.cargo) > item(v.vehicle).payload_kg else []
        cargo = [c for v in convoy.vehicles for c in v.cargo]
        faults += ["a seat for everybody"] if any(count != item(team).persons for team, count in teams.items()) else []
        own = [v for v in vehicles if item(v).kind == "vehicle"]
        faults += ["drivers"] if sum(needed[v] for v in own) > sum(item(team).drivers for team in teams) else []
        members = [*vehicles, *teams, *cargo]
        faults += ["too early"] if any(convoy.depart_min < ready[m] + road.assembly_min for m in members) else []
        elsewhere = [
            m
            for m in members
            if m in marchers and (marchers[m].origin, marchers[m].destination) != (convoy.origin, convoy.destination)
        ]
        faults += ["wrong way"] if elsewhere else []
        faults += ["max vehicles"] if len(vehicles) > road.max_vehicles else []
        faults += ["trailer alone"] if any(item(v).towed_by not in (None, *vehicles) for v in vehicles) else []
        km, minutes = resolved.roads.leg(convoy.origin, convoy.destination)
        driven = sum(s.end_min - s.start_min for s in convoy.segments if s.kind == "drive")
        faults += ["driving"] if driven < minutes or abs(sum(s.km for s in convoy.segments) - km) > 1e-6 else []
        ends = [convoy.depart_min, *(s.end_min for s in convoy.segments)]
        tiled = [s.start_min for s in convoy.segments] == ends[:-1] and ends[-1] == convoy.arrive_min
        faults += [] if tiled else ["tiles"]
        legs[convoy.origin, convoy.destination] = legs.get((convoy.origin, convoy.destination), 0) + 1
        seen += members
    faults += ["twice"] if len(seen) != len(set(seen)) else []
    faults += ["max convoys"] if any(count > road.max_convoys for count in legs.values()) else []
    faults += (
        ["lost"]
        if {m.item for m in marchers.values()} != (set(seen) | set(solution.left)) - {h.vehicle for h in scene.hosts}
        else []
    )
    faults += ["left and gone"] if set(seen) & set(solution.left) else []
    return faults


def arrivals(solution: ConvoySolution) -> dict[str, int]:
    return {
        member: convoy.arrive_min
        for convoy in solution.convoys
        for v in convoy.vehicles
        for member in (v.vehicle, *(seat.team for seat in v.seats), *v.cargo)
    }


def test_one_convoy_takes_all_when_all_are_ready() -> None:
    solution = Scene().vehicle("A").vehicle("B").team("T", persons=6, drivers=4).worth(1, "T", "A").march()
    (convoy,) = solution.convoys
    assert (convoy.id, convoy.depart_min, convoy.arrive_min, convoy.km) == ("C-01", 60, 60 + WAY_MIN[BASE], 600)
    assert solution.left == {}
    assert solution.value == solution.bound_value == pytest.approx((60 + WAY_MIN[BASE]) / 60)


def test_drivers_sit_in_the_vehicle_that_is_their_kit() -> None:
    scene = Scene().vehicle("A").vehicle("B").team("T1", persons=3, kit=("B",)).team("T2", persons=3, kit=("A",))
    (convoy,) = scene.march().convoys
    assert {v.vehicle: {seat.team: seat.count for seat in v.seats} for v in convoy.vehicles} == {"A": {"T2": 3}, "B": {"T1": 3}}


def test_convoys_are_split_where_waiting_costs_most() -> None:
    scene = Scene(RoadPolicy(max_convoys=2))
    for number, ready in enumerate((0, 100, 1_000, 1_100)):
        scene.vehicle(f"V{number}", ready).team(f"T{number}", ready, persons=2, drivers=2).worth(1, f"V{number}", f"T{number}")
    solution = scene.march()
    assert [convoy.depart_min for convoy in solution.convoys] == [160, 1_160]
    assert solution.value == pytest.approx(solution.bound_value)


def test_no_more_convoys_than_pay() -> None:
    scene = Scene().vehicle("A", 0).team("T", 0).worth(1, "A", "T", "B").vehicle("B", 300)
    assert len(scene.march().convoys) == 1
    late = Scene().vehicle("A", 0).team("T", 0).worth(1, "A", "T", start=5_000).vehicle("B", 300)
    assert len(late.march().convoys) == 1


def test_the_first_convoy_leaves_drivers_for_the_trucks_to_come() -> None:
    scene = Scene().host("bus", seats=50).vehicle("truck", 600).team("HQ", 0, drivers=2).team("MED", 0, drivers=0)
    scene.worth(5, "HQ").worth(1, "MED")
    solution = scene.march()
    at = arrivals(solution)
    assert at["HQ"] == at["truck"] > at["MED"]
    waited = next(e.message for e in solution.explanations if e.about == "HQ")
    assert (waited.key, waited.params["lack"]) == ("convoys.waited", "drivers")


def test_the_bus_waits_for_those_who_have_no_other_seat() -> None:
    scene = Scene().host("bus", seats=50).team("T1", 0, persons=40, drivers=0).team("T2", 500, persons=10, drivers=0)
    scene.worth(1, "T1").worth(1, "T2")
    assert [convoy.depart_min for convoy in scene.march().convoys] == [560]


def test_two_buses_may_go_twice() -> None:
    scene = (
        Scene()
        .host("b1", seats=50)
        .host("b2", seats=20)
        .team("T1", 0, persons=40, drivers=0)
        .team("T2", 500, persons=10, drivers=0)
    )
    scene.worth(1, "T1").worth(1, "T2")
    convoys = scene.march().convoys
    assert [(c.depart_min, c.vehicles[0].vehicle) for c in convoys] == [(60, "b1"), (560, "b2")]


def test_no_drivers() -> None:
    solution = Scene().vehicle("A").vehicle("B").team("T", drivers=2).worth(2, "B").march()
    assert {id: message.key for id, message in solution.left.items()} == {"A": "convoys.no_drivers"}
    everybody = Scene().vehicle("A").team("T", drivers=0).march()
    assert {id: message.key for id, message in everybody.left.items()} == {"A": "convoys.no_drivers", "T": "convoys.no_seats"}
    assert everybody.convoys == ()


def test_not_enough_seats() -> None:
    scene = Scene().vehicle("A").team("T1", persons=3, drivers=3).team("T2", persons=2, drivers=0).worth(1, "T1")
    solution = scene.march()
    assert {id: message.key for id, message in solution.left.items()} == {"T2": "convoys.no_seats"}
    assert scene.host("bus", seats=2).march().left == {}


def test_a_cab_without_room_for_its_drivers_cannot_be_driven() -> None:
    solution = Scene().vehicle("A", seats_on_road=1).team("T").host("bus", seats=9).march()
    assert solution.left["A"].key == "convoys.too_few_seats_for_drivers"
    single = Scene(RoadPolicy(drivers_per_vehicle=1)).vehicle("A", seats_on_road=1).team("T").host("bus", seats=9)
    assert single.march().left == {}


def test_cargo_goes_to_its_own_destination_on_host_trucks() -> None:
    scene = Scene().host("truck1", places=2).host("truck2", places=2).pallet("P1").pallet("P2", to=BASE).pallet("P3")
    convoys = scene.march().convoys
    assert {(c.destination, tuple(v.cargo)) for c in convoys for v in c.vehicles} == {(DEPOT, ("P1", "P3")), (BASE, ("P2",))}
    assert {c.arrive_min for c in convoys} == {60 + WAY_MIN[DEPOT], 60 + WAY_MIN[BASE]}


def test_the_mission_s_own_truck_carries_first() -> None:
    scene = Scene().vehicle("kamaz", pallet_places=1, payload_kg=5_000).team("T").host("truck", places=3).pallet("P", to=BASE)
    (convoy,) = scene.march().convoys
    assert {v.vehicle: v.cargo for v in convoy.vehicles} == {"kamaz": ("P",)}


@pytest.mark.parametrize("truck", [{"places": 0}, {"places": 1, "payload_kg": 900}])
def test_no_truck(truck: dict[str, int]) -> None:
    solution = Scene().host("truck", **truck).pallet("P").march()
    assert solution.left["P"].key == "convoys.no_trucks"
    assert solution.convoys == ()


def test_the_more_valuable_pallet_takes_the_last_place() -> None:
    solution = Scene().host("truck", places=1).pallet("P1").pallet("P2").worth(1, "P1").worth(3, "P2").march()
    assert set(solution.left) == {"P1"}


def test_a_trailer_goes_with_its_tractor() -> None:
    scene = Scene().vehicle("tractor", 0).vehicle("trailer", 400, kind="trailer", towed_by="tractor", seats_on_road=0).team("T")
    (convoy,) = scene.march().convoys
    assert convoy.depart_min == 460
    alone = Scene().vehicle("trailer", 400, kind="trailer", towed_by="tractor", seats_on_road=0).march()
    assert alone.left["trailer"].key == "convoys.no_tractor"


def test_an_escort_takes_only_so_many_vehicles() -> None:
    scene = Scene(RoadPolicy(max_convoys=1, max_vehicles=2))
    for number in range(3):
        scene.vehicle(f"V{number}").team(f"T{number}", persons=2, drivers=2).worth(3 - number, f"V{number}")
    solution = scene.march()
    assert solution.left["V2"].key == "convoys.no_vehicles"
    twice = Scene(RoadPolicy(max_convoys=2, max_vehicles=2))
    for number in range(3):
        twice.vehicle(f"V{number}", number).team(f"T{number}", number, persons=2, drivers=2).worth(3 - number, f"V{number}")
    assert twice.march().left == {}


def test_what_is_there_already_does_not_march() -> None:
    scene = Scene().vehicle("A", to="LIRE")
    answer = march(scene.resolved(), scene.problem(), STOP, 0)
    assert (answer.convoys, answer.left) == ((), {})


@pytest.mark.parametrize(
    ("road", "to", "key"),
    [
        (RoadPolicy(), "nowhere", "convoys.no_road"),
        (RoadPolicy(max_convoys=0), BASE, "convoys.none_allowed"),
        (RoadPolicy(drive_max_min=0), BASE, "convoys.cannot_march"),
    ],
)
def test_ways_that_cannot_be_taken(road: RoadPolicy, to: str, key: str) -> None:
    solution = Scene(road).vehicle("A", to=to).team("T", to=to).march()
    assert {message.key for message in solution.left.values()} == {key}
    assert set(solution.left) == {"A", "T"}


def test_the_way_home_has_its_own_numbers() -> None:
    scene = Scene().vehicle("A").team("T")
    scene.marchers = {key: [Marcher(m.item, BASE, "LIPX", 1_000) for m in marchers] for key, marchers in scene.marchers.items()}
    (convoy,) = scene.march(phase="home", first_number=3).convoys
    assert (convoy.id, convoy.phase, convoy.origin, convoy.depart_min) == ("CH-03", "home", BASE, 1_060)


def test_single_drivers_rest_on_the_way() -> None:
    scene = Scene(RoadPolicy(drivers_per_vehicle=1)).vehicle("A").team("T", persons=3)
    (convoy,) = scene.march().convoys
    assert [s.kind for s in convoy.segments] == ["drive", "break", "drive", "rest", "drive"]


def test_each_convoy_says_for_whom_it_waits() -> None:
    scene = Scene().vehicle("A", 0).team("T1", 0, persons=2, drivers=2).worth(9, "A")
    scene.vehicle("B", 900).team("T2", 800, persons=2, drivers=2).worth(1, "B")
    told = {e.about: e.message for e in scene.march().explanations}
    assert told["C-01"].key == "convoys.does_not_wait"
    assert told["C-01"].params["saved_min"] == 900
    assert (told["C-02"].key, told["C-02"].params["last"]) == ("convoys.leaves", "B")


def test_nothing_to_do() -> None:
    assert Scene().march() == ConvoySolution((), {}, 0.0, 0.0, (), ())


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=6, unique=True),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60), st.integers(0, 9)), max_size=6),
    st.integers(0, 20),
    st.integers(1, 4),
)
def test_cuts_are_as_good_as_trying_all(times: list[int], unlocks: list[tuple[int, int, int]], way: int, most: int) -> None:
    times = sorted(times)
    waiting = [Waiting(times[which % len(times)], arrive, weight) for which, arrive, weight in unlocks]

    def cost(cuts: tuple[int, ...]) -> float:
        return sum(w.weight * max(min(c for c in cuts if c >= w.ready_min) + way, w.arrive_min) for w in waiting)

    every = [
        tuple(t for t, taken in zip(times, (*mask, True), strict=True) if taken)
        for mask in product((False, True), repeat=len(times) - 1)
        if sum(mask) < most
    ]
    cuts, value = best_cuts(times, waiting, way, most)
    assert value == cost(cuts) == min(map(cost, every))
    assert len(cuts) == min(len(c) for c in every if cost(c) == value)


def random_scene(seed: int, size: int) -> Scene:
    """A leg or two with members, hosts and unlocks by chance, often too few of something."""
    rng = random.Random(seed)
    scene = Scene(
        RoadPolicy(max_convoys=rng.randint(1, 3), max_vehicles=rng.choice((3, 40)), drivers_per_vehicle=rng.choice((1, 2)))
    )
    ready = [60 * number for number in range(4)]
    for number in range(size):
        kind = rng.choice(("vehicle", "team", "pallet"))
        if kind == "vehicle":
            room = {"pallet_places": 1, "payload_kg": 1_000} if rng.random() < 0.3 else {}
            scene.vehicle(f"X{number}", rng.choice(ready), **room)
        elif kind == "team":
            persons = rng.randint(1, 5)
            scene.team(f"X{number}", rng.choice(ready), persons=persons, drivers=min(rng.choice((0, 1, 2, 4)), persons))
        else:
            scene.pallet(f"X{number}", rng.choice(ready), to=rng.choice((BASE, DEPOT)), mass_kg=rng.choice((500, 1_000)))
    for number in range(rng.randint(0, 2)):
        scene.host(
            f"H{number}", seats=rng.choice((0, 4, 9)), places=rng.choice((0, 1, 3)), payload_kg=1_500, ready=rng.choice((0, 90))
        )
    for _ in range(rng.randint(0, 3)):
        scene.worth(rng.randint(1, 5), *rng.sample([f"X{n}" for n in range(size)], rng.randint(1, min(3, size))))
    return scene


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 14))
def test_no_convoy_breaks_a_rule(seed: int, size: int) -> None:
    solution = random_scene(seed, size).march()
    assert solution.left or solution.bound_value <= solution.value + 1e-6


@pytest.mark.parametrize("seed", range(5))
def test_same_seed_same_answer(seed: int) -> None:
    assert random_scene(seed, 9).march() == random_scene(seed, 9).march()


def fewest_left_then_best(scene: Scene) -> tuple[int, float]:
    """Members left and value, over every way to put members into convoys and to lend them hosts."""
    resolved, road = scene.resolved(), scene.road
    needed = {v.id: v.drivers_needed * road.drivers_per_vehicle for v in scene.vehicles}
    marchers = [m for group in scene.marchers.values() for m in group]
    slots = [(to, n) for to in (BASE, DEPOT) for n in range(road.max_convoys)]
    free_hosts = {h.vehicle: h.ready_min for h in scene.hosts}
    never = 2 * max(resolved.horizon_min, 1)
    best = (len(marchers) + 1, float("inf"))
    choices = [[None, *(s for s in slots if s[0] == m.destination)] for m in marchers] + [[None, *slots] for _ in free_hosts]
    for choice in product(*choices):
        groups: dict[tuple[str, int], list[str]] = {}
        for name, slot in zip([*(m.item for m in marchers), *free_hosts], choice, strict=True):
            if slot:
                groups.setdefault(slot, []).append(name)
        left = sum(slot is None for slot in choice[: len(marchers)])
        if left > best[0] or not all(can_go(names, resolved, needed, free_hosts, road.max_vehicles) for names in groups.values()):
            continue
        at = {m.item: never for m in marchers}
        for (to, _), names in groups.items():
            ready = max(free_hosts.get(n, next((m.ready_min for m in marchers if m.item == n), 0)) for n in names)
            way = WAY_MIN[to] if road.drivers_per_vehicle == 2 else {BASE: 540 + 45 + 660 + 60, DEPOT: 445}[to]
            at |= dict.fromkeys(names, ready + road.assembly_min + way)
        value = sum(u.weight * max(at[i] for i in u.items) / 60 for u in scene.unlocks)
        best = min(best, (left, value))
    return best


def can_go(names: list[str], resolved: Resolved, needed: dict[str, int], hosts: dict[str, int], most: int) -> bool:
    items = [resolved.item(n) for n in names]
    vehicles = [i for i in items if i.kind == "vehicle"]
    teams = [i for i in items if i.kind == "persons"]
    cargo = [i for i in items if i.kind == "cargo"]
    if any(i.id not in hosts and i.seats_on_road < needed[i.id] for i in vehicles) or len(vehicles) > most:
        return False
    if sum(needed[i.id] for i in vehicles if i.id not in hosts) > sum(t.drivers for t in teams):
        return False
    if sum(t.persons for t in teams) > sum(v.seats_on_road for v in vehicles) or ((teams or cargo) and not vehicles):
        return False
    if not cargo:
        return True
    trucks = [v for v in vehicles if v.pallet_places]
    return any(
        all(
            sum(1 for c in on if c == t) <= truck.pallet_places
            and sum(p.mass_kg for p, c in zip(cargo, on, strict=True) if c == t) <= truck.payload_kg
            for t, truck in enumerate(trucks)
        )
        for on in product(range(len(trucks)), repeat=len(cargo))
    )


@pytest.mark.parametrize("seed", range(10))
def test_tiny_scenes_are_solved_as_well_as_by_trying_all(seed: int) -> None:
    scene = random_scene(seed, 5)
    solution = scene.march()
    left, value = fewest_left_then_best(scene)
    assert (len(solution.left), solution.value) == (left, pytest.approx(value))
