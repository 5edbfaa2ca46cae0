"""Every rule of a load on random and on hand-made items, small cases against all partitions, and why items stay behind."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from aidbridge.engines.stopping import Stop
from aidbridge.model.decisions import Decision
from aidbridge.model.fleet import AircraftType
from aidbridge.model.plan import Load
from aidbridge.model.resolved import Axle, DangerousGoods, Item, Resolved
from aidbridge.planners.loading.problem import LoadingProblem, LoadingSolution
from aidbridge.planners.loading.solve import load
from loading_oracle import assert_sound, cargo, problem, team, vehicle, world

AIRLINER = AircraftType(id="b737", name="People mover", max_payload_kg=20_000, cruise_tas_kmh=800, troop_seats=160)
WIDE = AircraftType(
    id="wide", name="Wide hold", max_payload_kg=120_000, cruise_tas_kmh=800, hold_length_m=36.0, hold_width_m=6.4,
    hold_height_m=4.4, door_width_m=6.4, door_height_m=4.4, troop_seats=88, seats_beside_cargo=10,
)  # fmt: skip
SHORT = samples.IL76.model_copy(update={"id": "short", "hold_length_m": 9.0, "balance_from_m": 3.5, "balance_to_m": 5.5})
ACID = DangerousGoods(un="UN1791", hazard_class="8", with_persons=False)


def solve(asked: LoadingProblem, resolved: Resolved | None = None, iterations: int = 60) -> LoadingSolution:
    return load(resolved or world(), asked, Stop(iterations=iterations), seed=7)


def load_of(answer: LoadingSolution, item: str) -> Load | None:
    return next((one for one in answer.loads if item in one.persons or item in [p.item for p in one.placements]), None)


def reason(answer: LoadingSolution, item: str) -> str:
    return next(one.reason.key for one in answer.left_behind if one.item == item)


sizes = st.tuples(st.integers(60, 2_100), st.integers(50, 330), st.integers(40, 335), st.integers(20, 16_000))
things = st.one_of(
    sizes.map(lambda s: ("vehicle", s, False)),
    sizes.map(lambda s: ("vehicle", (s[0] // 3 + 60, *s[1:]), True)),
    st.tuples(st.integers(40, 300), st.integers(40, 300), st.integers(20, 250), st.integers(5, 4_000)).map(
        lambda s: ("cargo", s, False)
    ),
    st.integers(1, 160).map(lambda n: ("team", n, False)),
)


def made(drawn: list[tuple[str, object, bool]]) -> tuple[Item, ...]:
    items: list[Item] = []
    for n, (kind, size, special) in enumerate(drawn):
        if kind == "team":
            items.append(team(f"i{n:02d}", size))  # type: ignore[arg-type]
        elif kind == "cargo":
            items.append(cargo(f"i{n:02d}", *size, dangerous=(ACID,) if n % 5 == 0 else ()))  # type: ignore[misc]
        else:
            length, mass = size[0], size[3]  # type: ignore[index]
            axles = (Axle(at_cm=length // 5, load_kg=mass // 2), Axle(at_cm=length * 4 // 5, load_kg=mass // 3)) if special else ()
            items.append(vehicle(f"i{n:02d}", *size, axles=axles))  # type: ignore[misc]
    return tuple(items)


@settings(max_examples=60, deadline=None)
@given(st.lists(things, max_size=14), st.sampled_from([None, 2]))
def test_whatever_is_loaded_is_loaded_by_the_rules(drawn: list[tuple[str, object, bool]], most: int | None) -> None:
    asked = problem(made(drawn), fleet={"il76md": most, "wide": 1, "b737": 1})
    resolved = world(WIDE, AIRLINER)
    assert_sound(resolved, asked, solve(asked, resolved, iterations=15))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(100, 1_200), st.integers(1_000, 20_000)), min_size=1, max_size=6))
def test_few_vehicles_in_file_need_no_more_loads_than_the_best_partition(drawn: list[tuple[int, int]]) -> None:
    items = tuple(vehicle(f"v{n}", length, 250, 200, mass, axles=()) for n, (length, mass) in enumerate(drawn))
    loose = world(samples.IL76.model_copy(update={"id": "loose", "floor_limit_kg_m2": None}))
    answer = solve(problem(items, fleet={"loose": None}), loose, iterations=1_500)
    able = [n for n, item in enumerate(items) if flies_in_file([(item.length_cm, item.mass_kg)])]
    assert len(answer.left_behind) == len(items) - len(able)
    assert answer.bound.value <= fewest(able, items) == len(answer.loads)


def flies_in_file(vehicles: list[tuple[int, int]]) -> bool:
    """Whether some order of (length, mass) fits 20 m with gaps of 15 cm, 47 t, and some place balances in 850 to 1,075 cm."""
    if sum(mass for _, mass in vehicles) > 47_000 or any(mass > 43_000 for _, mass in vehicles):
        return False
    slack = 2_000 - sum(length for length, _ in vehicles) - 15 * (len(vehicles) - 1)
    if slack < 0:
        return False
    total = sum(mass for _, mass in vehicles)
    for order in permutations(vehicles):
        at, moment = 0, 0
        for length, mass in order:
            moment += mass * (at + (length + 1) // 2)
            at += length + 15
        centre = (2 * moment + total) // (2 * total)
        if max(0, 850 - centre) <= min(slack, 1_075 - centre):
            return True
    return False


def fewest(able: list[int], items: tuple[Item, ...]) -> int:
    """The least number of parts, each of which flies, over all partitions."""
    whole = sum(1 << n for n in able)
    good = [m for m in range(1, 1 << len(items)) if m & ~whole == 0]
    good = [m for m in good if flies_in_file([(i.length_cm, i.mass_kg) for n, i in enumerate(items) if m >> n & 1])]
    best = {0: 0}
    for mask in range(1, whole + 1):
        parts = [best[mask & ~m] + 1 for m in good if m & ~mask == 0 and mask & ~m in best]
        if mask & ~whole == 0 and parts:
            best[mask] = min(parts)
    return best[whole]


def test_nothing_to_load() -> None:
    answer = solve(problem(()))
    assert (answer.loads, answer.left_behind, answer.bound.value) == ((), (), 0)


def test_no_aircraft_leaves_everything_behind_with_the_reason() -> None:
    answer = solve(problem((cargo("pallet", 275, 224, 244, 1_500), team("team", 4)), fleet={}))
    assert answer.loads == ()
    assert {reason(answer, "pallet"), reason(answer, "team")} == {"loading.left.no_aircraft"}


@pytest.mark.parametrize(
    ("item", "limit", "value", "bound"),
    [
        (vehicle("x", 800, 250, 331, 13_000), "height", 341, 340),
        (vehicle("x", 800, 320, 300, 13_000), "width", 350, 345),
        (vehicle("x", 2_001, 250, 300, 13_000), "length", 2_001, 2_000),
        (team("x", 5, mass_kg=48_000), "payload", 48_000, 47_000),
        (vehicle("x", 1_500, 300, 300, 44_000), "item_mass", 44_000, 43_000),
        (vehicle("x", 800, 250, 300, 16_000, axles=(Axle(at_cm=400, load_kg=8_000),)), "axle", 8_000, 7_500),
        (cargo("x", 100, 100, 100, 1_451), "floor_load", 1_451, 1_450),
        (cargo("x", 0, 100, 100, 50), "size", 0, 0),
        (team("x", 146), "seats", 146, 145),
    ],
)
def test_what_no_aircraft_takes_is_left_with_the_limit_and_by_how_much(item: Item, limit: str, value: int, bound: int) -> None:
    answer = solve(problem((item, team("others", 5))))
    assert [one.item for one in answer.left_behind] == ["x"]
    said = answer.left_behind[0].reason
    assert said.key == f"loading.left.{limit}"
    assert (said.params["value"], said.params["limit"], said.params["over"]) == (value, bound, value - bound)
    assert said.params["aircraft_type"] == "il76md"


@pytest.mark.parametrize(
    "item",
    [
        vehicle("x", 800, 250, 330, 13_000),
        vehicle("x", 800, 315, 300, 13_000),
        vehicle("x", 2_000, 250, 300, 13_000),
        vehicle("x", 800, 250, 300, 15_000, axles=(Axle(at_cm=400, load_kg=7_500),)),
        cargo("x", 100, 100, 100, 1_450),
        cargo("x", 500, 240, 200, 5_000),
        team("x", 145),
    ],
)
def test_what_just_fits_flies(item: Item) -> None:
    answer = solve(problem((item,)))
    assert_sound(world(), problem((item,)), answer)
    assert len(answer.loads) == 1


def test_the_nearest_aircraft_is_named_and_the_others_explained() -> None:
    asked = problem((vehicle("x", 3_700, 250, 300, 20_000),), fleet={"il76md": None, "wide": None, "b737": None})
    answer = solve(asked, world(WIDE, AIRLINER))
    said = answer.left_behind[0].reason
    assert (said.key, said.params["aircraft_type"], said.params["over"]) == ("loading.left.length", "wide", 100)
    told = [e.message for e in answer.explanations if e.about == "x"]
    assert {m.params["aircraft_type"] for m in told if m.key != "loading.left.relaxed"} == {"il76md", "b737"}
    relaxed = [m.params for m in told if m.key == "loading.left.relaxed"]
    assert [(p["aircraft_type"], p["what"], p["over"], p["of"]) for p in relaxed] == [("wide", "length", 100, 1)]


def test_what_cannot_be_balanced_alone_is_left_with_that_reason() -> None:
    nose_heavy = vehicle("x", 1_990, 250, 300, 20_000, axles=(Axle(at_cm=100, load_kg=7_000), Axle(at_cm=900, load_kg=3_000)))
    assert reason(solve(problem((nose_heavy,))), "x") == "loading.left.balance"


def test_a_single_pallet_stands_near_the_middle() -> None:
    answer = solve(problem((cargo("pallet", 275, 224, 244, 1_500),)))
    balance = answer.loads[0].balance_cm
    assert balance is not None
    assert abs(balance - (850 + 1_075) // 2) <= 1


def test_a_vehicle_alone_stands_on_the_centre_line() -> None:
    placed = solve(problem((vehicle("truck", 800, 250, 300, 13_000),))).loads[0].placements[0]
    assert placed.y_cm == (345 - 250) // 2


def test_people_without_cargo_fly_in_a_passenger_aircraft() -> None:
    asked = problem((team("a", 100), team("b", 60), cargo("pallet", 275, 224, 244, 1_500)), fleet={"b737": None})
    answer = solve(asked, world(AIRLINER))
    assert_sound(world(AIRLINER), asked, answer)
    assert len(answer.loads) == 1
    assert answer.loads[0].balance_cm is None
    assert reason(answer, "pallet") == "loading.left.floor"


def test_the_limited_fleet_takes_what_it_can_and_says_that_one_more_load_is_missing() -> None:
    trucks = tuple(vehicle(f"t{n}", 800, 250, 300, 13_000) for n in range(5))
    asked = problem(trucks, fleet={"il76md": 2})
    answer = solve(asked)
    assert_sound(world(), asked, answer)
    assert len(answer.loads) == 2
    assert [one.reason.key for one in answer.left_behind] == ["loading.left.fleet"]
    assert answer.left_behind[0].reason.params["loads"] == 2


def test_small_aircraft_take_what_the_counted_large_one_leaves() -> None:
    trucks = tuple(vehicle(f"t{n}", 800, 250, 300, 13_000) for n in range(4))
    asked = problem(trucks, fleet={"il76md": 1, "short": None})
    answer = solve(asked, world(SHORT))
    assert_sound(world(SHORT), asked, answer)
    assert sorted(one.aircraft_type for one in answer.loads) == ["il76md", "short", "short"]


def test_a_trailer_flies_with_its_tractor() -> None:
    tractor = vehicle("tractor", 800, 250, 300, 13_000)
    trailer = vehicle("trailer", 650, 250, 200, 3_500, kind="trailer", towed_by="tractor")
    trucks = tuple(vehicle(f"t{n}", 800, 250, 300, 13_000) for n in range(3))
    asked = problem((trailer, *trucks, tractor))
    answer = solve(asked)
    assert_sound(world(), asked, answer)
    assert load_of(answer, "tractor") is load_of(answer, "trailer") is not None


def test_a_trailer_stays_with_a_tractor_that_fits_no_aircraft() -> None:
    tractor = vehicle("tractor", 800, 250, 400, 13_000)
    trailer = vehicle("trailer", 650, 250, 200, 3_500, kind="trailer", towed_by="tractor")
    answer = solve(problem((tractor, trailer)))
    assert answer.loads == ()
    assert reason(answer, "tractor") == "loading.left.height"
    assert reason(answer, "trailer") == "loading.left.together"


def test_persons_never_fly_with_goods_that_bar_them() -> None:
    asked = problem((cargo("acid", 120, 80, 100, 500, dangerous=(ACID,)), team("team", 4)))
    answer = solve(asked)
    assert_sound(world(), asked, answer)
    assert len(answer.loads) == 2


def test_persons_may_fly_with_goods_that_do_not_bar_them() -> None:
    battery = DangerousGoods(un="UN3481", hazard_class="9", with_persons=True)
    answer = solve(problem((cargo("vent", 120, 80, 100, 500, dangerous=(battery,)), team("team", 4))))
    assert len(answer.loads) == 1


def decided(kind: str, items: tuple[str, ...], tail: str | None = None) -> Decision:
    return Decision.model_validate({"id": f"D-{kind}-{tail}", "kind": kind, "reason": "test", "items": items, "tail": tail})


SMALL = tuple(cargo(f"c{n}", 120, 80, 100, 300) for n in range(4))


def test_items_kept_together_share_a_load_and_items_kept_apart_do_not() -> None:
    trucks = tuple(vehicle(f"t{n}", 800, 250, 300, 13_000) for n in range(4))
    resolved = world(decisions=(decided("items_together", ("t0", "t3")), decided("items_apart", ("c0", "c1", "c2"))))
    asked = problem((*trucks, *SMALL))
    answer = solve(asked, resolved)
    assert_sound(resolved, asked, answer)
    assert load_of(answer, "t0") is load_of(answer, "t3")
    assert len({one.id for c in ("c0", "c1", "c2") if (one := load_of(answer, c))}) == 3


def test_items_fixed_to_two_aircraft_do_not_share_a_load() -> None:
    on = (decided("item_on_tail", ("c0", "c1"), "RU-il76-01"), decided("item_on_tail", ("c2",), "RU-il76-02"))
    answer = solve(problem(SMALL), world(decisions=on))
    assert load_of(answer, "c0") is not load_of(answer, "c2")
    assert len(answer.loads) == 2


def test_an_item_barred_from_one_aircraft_does_not_share_a_load_fixed_to_it() -> None:
    kept = (decided("item_on_tail", ("c0",), "RU-il76-01"), decided("item_not_on_tail", ("c1",), "RU-il76-01"))
    answer = solve(problem(SMALL), world(decisions=kept))
    assert load_of(answer, "c0") is not load_of(answer, "c1")


def test_an_item_barred_from_every_aircraft_is_left_by_that_decision() -> None:
    barred = tuple(decided("item_not_on_tail", ("c0",), tail) for tail in ("RU-il76-01", "RU-il76-02"))
    answer = solve(problem(SMALL), world(decisions=barred))
    assert reason(answer, "c0") == "loading.left.decision"
    assert len(answer.left_behind) == 1


def test_a_long_leg_allows_less_than_the_largest_payload() -> None:
    sample = samples.resolved()
    far = tuple(r.model_copy(update={"distance_km": 4_200}) if r.id == "UUMU-LIRE" else r for r in sample.routes)
    heavy = tuple(vehicle(f"t{n}", 900, 300, 300, 23_000, axles=(Axle(at_cm=450, load_kg=7_500),)) for n in range(2))
    assert len(solve(problem(heavy)).loads) == 1
    assert len(solve(problem(heavy), sample.model_copy(update={"routes": far})).loads) == 2


def test_each_load_says_what_fills_it() -> None:
    answer = solve(problem((vehicle("a", 990, 250, 300, 20_000), vehicle("b", 990, 250, 300, 20_000))))
    fills = {e.about: e.message for e in answer.explanations if e.message.key.startswith("loading.fills.")}
    assert fills["L-001"].key == "loading.fills.floor"
    assert fills["L-001"].params["floor_cm"] == 1_995
