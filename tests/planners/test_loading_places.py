"""What the planner knows of a hold beyond lengths and widths: where an item may stand, what a finished load breaks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from aidbridge.catalogue.dangerous_goods import dangerous_goods
from aidbridge.checker.check import check_loads
from aidbridge.engines.stopping import Stop
from aidbridge.model.fleet import AircraftType, PayloadRange
from aidbridge.model.hold import EnvelopeRow, FloorZone, FuelArm, HeightSpan, Position
from aidbridge.model.plan import Load, Placement
from aidbridge.model.policy import HoldPolicy, Policy, Segregation
from aidbridge.model.resolved import Axle, Item, Stretch
from aidbridge.physics.balance import centre_of_gravity_cm, item_centre_cm
from aidbridge.physics.floor import axle_loads
from aidbridge.physics.hold_heights import clearings
from aidbridge.physics.standing import Stood
from aidbridge.planners.loading.fit import breaks, footprints, traits
from aidbridge.planners.loading.hold import Hold, hold_of
from aidbridge.planners.loading.keeping import Keeping
from aidbridge.planners.loading.packing import Packer
from aidbridge.planners.loading.places import asks_for_place, windows
from aidbridge.planners.loading.problem import LoadingProblem
from aidbridge.planners.loading.solve import load
from aidbridge.planners.loading.unit import grouped, units_of
from aidbridge.planning.yard import DESTINATION, ORIGIN, yard

TYPE = AircraftType(
    id="test", name="Test", max_payload_kg=40_000, oew_kg=60_000, mzfw_kg=100_000, mtow_kg=150_000, mlw_kg=120_000,
    max_fuel_kg=50_000, hold_length_m=20, hold_width_m=3.5, hold_height_m=3.4, door_width_m=3.4, door_height_m=3.3,
    ramp_length_m=4.5, ramp_load_limit_kg=2_000, floor_limit_kg_m2=1_500, axle_limit_kg=7_500, cruise_tas_kmh=700,
    troop_seats=100, balance_from_m=4, balance_to_m=16, loads_through="rear", rings=60, ring_limit_kg=10_000,
    payload_range=(PayloadRange(payload_kg=40_000, range_km=3_000), PayloadRange(payload_kg=0, range_km=6_000)),
)  # fmt: skip
VARIED: dict[str, dict[str, object]] = {
    "plain": {},
    "zones": {"floor_zones": (FloorZone(from_m=0, to_m=6, axle_limit_kg=4_000, floor_limit_kg_m2=300, running_load_kg_m=900),)},
    "profile": {"height_profile": (HeightSpan(from_m=0, to_m=7, height_m=2.0), HeightSpan(from_m=7, to_m=20, height_m=3.2))},
    "positions": {"positions": (Position(id="P1", from_m=0, to_m=5, limit_kg=1_500),), "lateral_limit_kg_m": 900},
    "running": {"running_load_kg_m": 1_500, "seats_per_side_m": 1.5},
    "envelope": {
        "envelope": (EnvelopeRow(mass_kg=60_000, forward_m=9, aft_m=11), EnvelopeRow(mass_kg=150_000, forward_m=9.6, aft_m=10.4)),
        "oew_arm_m": 10.0, "fuel_arm": (FuelArm(fuel_kg=0, arm_m=9.8), FuelArm(fuel_kg=50_000, arm_m=10.2)),
        "balance_from_m": None, "balance_to_m": None,
    },
}  # fmt: skip
ROWS = (Segregation(first="3", second="5.1", keep="distance", distance_m=2), Segregation(first="1", second="3", keep="hold"))
POLICY = Policy(hold=HoldPolicy(ramp_in_flight=True), segregation=ROWS)
GOODS = (None, dangerous_goods("UN1987", "3", 1), dangerous_goods("UN1072", "2.2", 8), dangerous_goods("UN1791", "8", 1))


def item(id: str, size: tuple[int, int, int], kg: int, **more: object) -> Item:
    length, width, height = size
    known = {"id": id, "kind": "cargo", "resource": id, "offer": "yard", "flies": True, "origin": ORIGIN, "ready_min": 0}
    return Item.model_validate(known | {"length_cm": length, "width_cm": width, "height_cm": height, "mass_kg": kg} | more)


def held(varied: str = "plain", items: tuple[Item, ...] = (), policy: Policy | None = None, **more: object) -> Hold:
    type = TYPE.model_copy(update=VARIED[varied] | more)
    return hold_of(yard((type,), items, {"test": 1}, policy=policy), "test", ORIGIN, DESTINATION)


BOXES = st.lists(
    st.tuples(
        st.sampled_from(["cargo", "vehicle"]), st.integers(80, 700), st.integers(80, 260), st.integers(80, 300),
        st.integers(100, 9_000), st.sampled_from(GOODS), st.integers(1, 2), st.integers(0, 2_300), st.integers(0, 200),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(BOXES, st.sampled_from(sorted(VARIED)), st.booleans(), st.sampled_from([None, 2_000.0]), st.integers(0, 60))
def test_planner_and_checker_say_the_same_of_a_load(
    boxes: list[tuple],
    varied: str,
    ramp: bool,
    km: float | None,
    count: int,  # type: ignore[type-arg]
) -> None:
    """Items anywhere in the hold: what the planner takes for a sound load the checker accepts, and the other way round."""
    type = TYPE.model_copy(update=VARIED[varied])
    rows = []
    for n, (kind, length, width, height, kg, goods, stop, x, y) in enumerate(boxes):
        axles = (
            (Axle(at_cm=length // 4, load_kg=kg // 2), Axle(at_cm=3 * length // 4, load_kg=kg - kg // 2))
            if kind == "vehicle"
            else ()
        )
        more = {"kind": kind, "axles": axles, "stop": stop, "dangerous": (goods,) if goods else ()}
        rows.append((item(f"i{n}", (length, width, height), kg, **more), Placement(item=f"i{n}", x_cm=x, y_cm=y)))
    seated = [item("p", (0, 0, 0), 100 * count, kind="persons", persons=count)] if count else []
    policy = POLICY if ramp else Policy()
    world = yard((type,), (*(one for one, _ in rows), *seated), {"test": 1}, policy=policy, distance_km=km)
    sound = Keeping(world, hold_of(world, "test", ORIGIN, DESTINATION)).placed(rows, seated)
    made = Load(
        id="L-001", phase="out", origin=ORIGIN, destination=DESTINATION, aircraft_type="test",
        placements=tuple(placement for _, placement in rows), persons=tuple(one.id for one in seated),
        payload_kg=sum(one.mass_kg for one, _ in rows) + 100 * count,
        balance_cm=centre_of_gravity_cm((one.mass_kg, item_centre_cm(one, placement)) for one, placement in rows),
    )  # fmt: skip
    verdict = check_loads(world, [made])
    assert sound == (not verdict.broken), [(f.key, f.value, f.limit, f.params) for f in verdict.broken]


@given(st.integers(100, 700), st.integers(100, 3_000), st.integers(100, 300), st.sampled_from(["zones", "profile"]))
@settings(max_examples=20, deadline=None)
def test_windows_are_the_places_where_an_item_alone_breaks_nothing(length: int, kg: int, height: int, varied: str) -> None:
    hold = held(varied)
    crate = item("c", (length, 200, height), kg)
    allowed = windows(crate, False, hold)
    world = yard((TYPE.model_copy(update=VARIED[varied] | {"balance_from_m": 0, "balance_to_m": 25}),), (crate,), {"test": 1})
    keeping = Keeping(world, hold_of(world, "test", ORIGIN, DESTINATION))
    for x in range(0, 2_000 - length + 1, 97):
        placed = keeping.placed([(crate, Placement(item="c", x_cm=x, y_cm=70))], [])
        assert any(low <= x <= high for low, high in allowed) is placed
    assert bool(footprints(crate, hold)) is bool(allowed) is not breaks(crate, hold)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["cargo", "cargo", "vehicle"]), st.integers(100, 700), st.integers(100, 260), st.integers(80, 240),
            st.integers(100, 4_000), st.sampled_from(GOODS), st.integers(1, 3),
        ),
        max_size=12,
    ),
    st.sampled_from(sorted(VARIED)), st.booleans(), st.sampled_from([None, 2_000.0]), st.integers(0, 40),
)  # fmt: skip
def test_what_is_loaded_keeps_every_rule(boxes: list[tuple], varied: str, more: bool, km: float | None, count: int) -> None:  # type: ignore[type-arg]
    items = [item("p", (0, 0, 0), 100 * count, kind="persons", persons=count)] if count else []
    for n, (kind, length, width, height, kg, goods, stop) in enumerate(boxes):
        axles = (
            (Axle(at_cm=length // 4, load_kg=kg // 2), Axle(at_cm=length // 2, load_kg=kg - kg // 2)) if kind == "vehicle" else ()
        )
        known = {"kind": kind, "axles": axles, "stop": stop, "dangerous": (goods,) if goods else (), "turnable": kind == "cargo"}
        items.append(item(f"i{n}", (length, width, height), kg, **known))
    world = yard(
        (TYPE.model_copy(update=VARIED[varied]),), tuple(items), {"test": None}, policy=POLICY if more else None, distance_km=km
    )
    problem = LoadingProblem(phase="out", origin=ORIGIN, destination=DESTINATION, items=world.items, fleet={"test": None})
    answer = load(world, problem, Stop(iterations=5), seed=1)
    verdict = check_loads(world, answer.loads, answer.left_behind)
    assert not verdict.broken, [(f.about, f.key, f.value, f.limit, f.params) for f in verdict.broken]


def test_a_light_car_may_stand_on_the_ramp_in_flight() -> None:
    light, heavy = item("a", (400, 190, 200), 2_000), item("b", (400, 190, 200), 2_001)
    assert windows(light, False, held()) == ((0, 1_600),)
    assert windows(light, False, held(policy=POLICY)) == ((0, 1_600), (2_000, 2_050))
    assert windows(heavy, False, held(policy=POLICY)) == ((0, 1_600),)
    long = item("c", (451, 190, 200), 2_000)
    assert windows(long, False, held(policy=POLICY)) == ((0, 1_549),)


def test_where_zones_keep_an_item_out_the_nearest_limit_is_told() -> None:
    weak = held(
        "plain",
        floor_zones=(FloorZone(from_m=0, to_m=12, floor_limit_kg_m2=400), FloorZone(from_m=12, to_m=20, floor_limit_kg_m2=500)),
    )
    [over] = breaks(item("c", (200, 200, 100), 2_004), weak)
    assert (over.limit_name, over.value, over.limit) == ("floor_load", 501, 500)


@pytest.mark.parametrize(
    ("more", "varied", "name"),
    [
        ({"kind": "vehicle", "approach_deg": 10, "departure_deg": 40, "breakover_deg": 40}, {"ramp_angle_deg": 12}, "ramp_angle"),
        ({"kind": "vehicle", "height_cm": 325, "axles": (Axle(at_cm=150, load_kg=900),)}, {"ramp_angle_deg": 12}, "entry_height"),
        ({"mass_kg": 38_000, "length_cm": 1_900}, {"rings": 20}, "rings"),
        ({"dangerous": (dangerous_goods("UN1791", "8", 200),)}, {}, "goods_quantity"),
        ({"dangerous": (GOODS[1], dangerous_goods("UN1072", "5.1", 1))}, {}, "goods_together"),
    ],
)  # fmt: skip
def test_what_keeps_an_item_out_is_named(more: dict[str, object], varied: dict[str, object], name: str) -> None:
    crate = item("c", (300, 200, 200), 900).model_copy(update=more)
    assert name in {b.limit_name for b in breaks(crate, held(**varied))}
    assert name not in {b.limit_name for b in breaks(item("c", (300, 200, 200), 900), held(**varied))}


def test_the_balance_window_follows_the_load_and_its_fuel() -> None:
    assert held().balance_for(5_000) == held().balance_cm == (400, 1_600)
    hold = held("envelope")
    light, heavy = hold.balance_for(1_000), hold.balance_for(40_000)
    assert light is not None and heavy is not None
    assert light[0] < heavy[0] <= heavy[1] < light[1], "the heavier the load, the nearer it must be"
    with_persons = hold.balance_for(40_000, 5_000)
    assert with_persons is not None and heavy[0] < with_persons[0] and with_persons[1] < heavy[1]
    assert hold.balance_for(0) is None


def test_goods_that_share_no_aircraft_are_units_apart() -> None:
    flare = item("f", (100, 100, 100), 100, dangerous=(dangerous_goods("UN0336", "1.4G", 1),))
    alcohol = item("a", (100, 100, 100), 100, dangerous=(GOODS[1],))
    plain = item("p", (100, 100, 100), 100)
    items = (flare, alcohol, plain)
    units = units_of(grouped(items, ()), [Packer(held(items=items, policy=POLICY), items)], (), [])
    assert [sorted(unit.apart) for unit in units] == [[1], [0], []]


def test_what_asks_for_places() -> None:
    plain, late = item("a", (100, 100, 100), 100), item("b", (100, 100, 100), 100, stop=2)
    alcohol = item("c", (100, 100, 100), 100, dangerous=(GOODS[1],))
    oxygen = item("d", (100, 100, 100), 100, dangerous=(GOODS[2],))
    assert not asks_for_place((plain, plain), held(policy=POLICY))
    assert not asks_for_place((late, late), held(policy=POLICY))
    assert asks_for_place((plain, late), held())
    assert asks_for_place((alcohol, oxygen), held(policy=POLICY))
    assert not asks_for_place((alcohol, oxygen), held())
    assert traits(plain, held()) == ()
    assert traits(late, held()) != traits(late.model_copy(update={"stop": 3}), held())
    truck = samples.resolved().item("RU-ars-01")
    assert traits(truck, held()) == () != traits(truck, held("zones"))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 1_900), st.integers(50, 700), st.sampled_from([None, 3_000, 6_000])), max_size=3),
    st.lists(st.tuples(st.integers(0, 1_900), st.integers(50, 700), st.sampled_from([200, 240, 340])), max_size=3),
    st.tuples(st.integers(100, 800), st.integers(0, 90), st.integers(500, 7_000)),
    st.sampled_from(["rear", "nose", "both", None]),
)
def test_windows_centimetre_by_centimetre(
    zones: list[tuple[int, int, int | None]], heights: list[tuple[int, int, int]], body: tuple[int, int, int], door: str | None
) -> None:
    """The windows of a truck with a low cab, against its limits at every single centimetre."""
    varied = {
        "floor_zones": tuple(FloorZone(from_m=a / 100, to_m=(a + b) / 100, axle_limit_kg=kg) for a, b, kg in zones),
        "height_profile": tuple(HeightSpan(from_m=a / 100, to_m=(a + b) / 100, height_m=h / 100) for a, b, h in heights),
    }
    length, front, kg = body
    parts = (Stretch(from_cm=0, to_cm=length // 3, height_cm=180), Stretch(from_cm=length // 3, to_cm=length, height_cm=225))
    truck = item("t", (length, 200, 225), kg, kind="vehicle", stretches=parts, axles=(Axle(at_cm=front, load_kg=kg),))
    hold = held("plain", loads_through=door, **varied)
    allowed = windows(truck, False, hold)
    for x in range(0, 2_000 - length + 1):
        stood = Stood.at(truck, x, 70, False)
        heavy = any(p.limit is not None and p.value > p.limit for p in axle_loads(hold.noun, stood)) if zones else False
        high = any(c.height_cm + 10 > c.limit_cm for c in clearings(hold.noun, stood))
        assert any(low <= x <= last for low, last in allowed) is not (heavy or high)
