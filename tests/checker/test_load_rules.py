"""The rules of a load on bare items: each clause with a case that keeps it and one that breaks it, reckoned by hand.

The aircraft is 20 x 3.5 m, 3.4 m high, rear door, with whatever a case varies. Every fact counts as stated.
"""

from collections.abc import Iterable

import pytest

from aidbridge.catalogue.dangerous_goods import dangerous_goods
from aidbridge.checker.check import check_loads
from aidbridge.model.fleet import AircraftType, PayloadRange
from aidbridge.model.hold import EnvelopeRow, FloorZone, FuelArm, HeightSpan, Position
from aidbridge.model.plan import LeftBehind, Load, Placement
from aidbridge.model.policy import HoldPolicy, Policy, RestraintPolicy, Segregation
from aidbridge.model.resolved import Axle, DangerousGoods, Item, Stretch
from aidbridge.model.verdict import Finding, Standing, Verdict
from aidbridge.planning.yard import DESTINATION, ORIGIN, yard

PASSED, BROKEN, UNPROVEN = Standing.PASSED, Standing.BROKEN, Standing.NOT_PROVABLE
TYPE = AircraftType(
    id="test", name="Test", max_payload_kg=40_000, oew_kg=60_000, mzfw_kg=100_000, hold_length_m=20, hold_width_m=3.5,
    hold_height_m=3.4, door_width_m=3.4, door_height_m=3.3, ramp_length_m=4.5, ramp_load_limit_kg=2_000,
    floor_limit_kg_m2=1_500, axle_limit_kg=7_500, cruise_tas_kmh=700, troop_seats=100, balance_from_m=0, balance_to_m=25,
    loads_through="rear", rings=200, ring_limit_kg=10_000,
)  # fmt: skip
RAMP = Policy(hold=HoldPolicy(ramp_in_flight=True))


def item(id: str, size: tuple[int, int, int] = (200, 200, 200), kg: int = 1_000, **more: object) -> Item:
    length, width, height = size
    known = {"id": id, "kind": "cargo", "resource": id, "offer": "yard", "flies": True, "origin": ORIGIN, "ready_min": 0}
    sized = {"length_cm": length, "width_cm": width, "height_cm": height, "mass_kg": kg}
    return Item.model_validate(known | sized | more)


def truck(id: str, kg: int = 10_000, **more: object) -> Item:
    axles = (Axle(at_cm=150, load_kg=kg // 2), Axle(at_cm=550, load_kg=kg - kg // 2))
    return item(id, (700, 250, 300), kg, **({"kind": "vehicle", "axles": axles} | more))


def persons(id: str, count: int) -> Item:
    return item(id, (0, 0, 0), count * 100, kind="persons", persons=count)


def judged(
    places: Iterable[tuple[Item, int, int]],
    seated: Iterable[Item] = (),
    policy: Policy | None = None,
    km: float | None = None,
    **varied: object,
) -> Verdict:
    """The verdict on one load of these items at x, y."""
    placed, seated = list(places), list(seated)
    type = TYPE.model_copy(update=varied)
    items = (*(one for one, _, _ in placed), *seated)
    world = yard((type,), items, {"test": 1}, policy=policy, distance_km=km)
    mass = sum(one.mass_kg for one in items)
    placements = tuple(Placement(item=one.id, x_cm=x, y_cm=y) for one, x, y in placed)
    load = Load(
        id="L-001", phase="out", origin=ORIGIN, destination=DESTINATION, aircraft_type="test", placements=placements,
        persons=tuple(one.id for one in seated), payload_kg=mass, balance_cm=None,
    )  # fmt: skip
    return check_loads(world, [load])


def told(verdict: Verdict, key: str, standing: Standing) -> list[Finding]:
    return [finding for finding in verdict.findings if finding.key == key and finding.standing is standing]


def broken(verdict: Verdict) -> set[str]:
    return {finding.key for finding in verdict.broken}


def test_a_plain_load_keeps_every_rule_that_needs_no_flight() -> None:
    verdict = judged([(truck("t"), 100, 50), (item("c"), 900, 75)], [persons("p", 20)])
    assert verdict.accepted, (verdict.broken, verdict.not_provable)
    rules = {finding.rule for finding in verdict.findings}
    assert rules == {"L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L9", "L11"}


def test_loads_alone_are_not_asked_for_their_flights_but_for_every_item() -> None:
    world = yard((TYPE,), (item("a"), item("b")), {"test": 1})
    load = Load(
        id="L-001", phase="out", origin=ORIGIN, destination=DESTINATION, aircraft_type="test", payload_kg=1_000, balance_cm=500,
        placements=(Placement(item="a", x_cm=400, y_cm=60),),
    )  # fmt: skip
    assert broken(check_loads(world, [load])) == {"L1.forgotten"}
    left = LeftBehind.model_validate({"item": "b", "phase": "out", "reason": {"key": "x"}})
    assert check_loads(world, [load], [left]).accepted


# L3


def test_a_tall_item_stands_under_the_high_stretch_and_comes_in_by_it() -> None:
    low_in_front = (HeightSpan(from_m=0, to_m=8, height_m=2.5), HeightSpan(from_m=8, to_m=20, height_m=3.2))
    tall = item("c", (200, 200, 300))
    assert not broken(judged([(tall, 800, 75)], height_profile=low_in_front))
    found = told(judged([(tall, 799, 75)], height_profile=low_in_front), "L3.profile", BROKEN)
    assert [(f.value, f.limit, f.params["at_cm"]) for f in found] == [(310, 250, 0)]


def test_what_is_low_at_the_door_stops_a_tall_item_on_its_way() -> None:
    low_at_the_rear = (HeightSpan(from_m=15, to_m=20, height_m=2.5),)
    tall = item("c", (200, 200, 300))
    assert broken(judged([(tall, 100, 75)], height_profile=low_at_the_rear)) == {"L3.profile"}
    assert not broken(judged([(tall, 100, 75)], height_profile=low_at_the_rear, loads_through="nose"))
    assert not broken(judged([(tall, 100, 75)], height_profile=low_at_the_rear, loads_through="both"))


def test_where_the_profile_says_nothing_the_holds_own_height_holds() -> None:
    tall = item("c", (200, 200, 335))
    high = {"height_profile": (HeightSpan(from_m=0, to_m=5, height_m=4.0),), "loads_through": "nose", "door_height_m": 4}
    assert broken(judged([(tall, 100, 75)], **high)) == set()
    assert broken(judged([(tall, 400, 75)], **high)) == {"L3.profile"}


def test_a_low_cab_may_stand_under_the_low_stretch() -> None:
    low_in_front = (HeightSpan(from_m=0, to_m=3, height_m=2.5),)
    high = truck("t")
    cab = truck("t", stretches=(Stretch(from_cm=0, to_cm=250, height_cm=220), Stretch(from_cm=250, to_cm=700, height_cm=300)))
    assert broken(judged([(high, 100, 50)], height_profile=low_in_front)) == {"L3.profile"}
    assert not broken(judged([(cab, 100, 50)], height_profile=low_in_front))
    assert broken(judged([(cab, 40, 50)], height_profile=low_in_front)) == {"L3.profile"}


@pytest.mark.parametrize(
    ("ramp", "more", "standing"),
    [
        (14.0, {"clearance_cm": 40}, PASSED),  # 40 cm over overhangs of 150 cm: 14.9 degrees
        (15.0, {"clearance_cm": 40}, BROKEN),
        (15.0, {"clearance_cm": 40, "approach_deg": 16.0, "departure_deg": 15.0}, PASSED),  # the maker's word comes first
        (15.0, {"clearance_cm": 40, "approach_deg": 16.0, "departure_deg": 14.9}, BROKEN),
        (25.0, {"clearance_cm": 40, "approach_deg": 40, "departure_deg": 40}, BROKEN),  # crest: 2 atan(80 / 400) = 22.6
        (10.0, {}, UNPROVEN),
    ],
)  # fmt: skip
def test_a_vehicle_clears_the_ramp_it_drives_up(ramp: float, more: dict[str, object], standing: Standing) -> None:
    low = truck("t", **({"height_cm": 250} | more))
    assert told(judged([(low, 100, 50)], ramp_angle_deg=ramp), "L3.approach", standing)


def test_a_steep_ramp_lifts_the_front_of_a_vehicle_to_the_door() -> None:
    """At 10 degrees a front 1.5 m before the first axle is 26 cm higher, the height 1.5 % less: 300 cm become 322."""
    easy = {"approach_deg": 45, "departure_deg": 45, "breakover_deg": 45}
    assert told(judged([(truck("t", **easy), 100, 50)], ramp_angle_deg=10), "L3.entry", BROKEN) == []
    found = told(judged([(truck("t", **easy), 100, 50)], ramp_angle_deg=10, door_height_m=3.21), "L3.entry", BROKEN)
    assert [(f.value, f.limit) for f in found] == [(322, 321)]


# L4


def test_an_axle_stands_in_its_zone() -> None:
    zones = (FloorZone(from_m=0, to_m=5, axle_limit_kg=4_000), FloorZone(from_m=5, to_m=20, axle_limit_kg=9_000))
    assert broken(judged([(truck("t"), 400, 50)], floor_zones=zones)) == set()  # axles at 5.5 and 9.5 m
    found = told(judged([(truck("t"), 349, 50)], floor_zones=zones), "L4.axle", BROKEN)
    assert [(f.value, f.limit, f.params["at_cm"]) for f in found] == [(5_000, 4_000, 499)]
    assert broken(judged([(truck("t"), 350, 50)], floor_zones=zones)) == {"L4.axle"}, "between two zones the weaker holds"


def test_area_load_is_the_weakest_zones_under_the_item() -> None:
    zones = (FloorZone(from_m=0, to_m=5, floor_limit_kg_m2=500),)
    crate = item("c", (200, 200, 200), 4_000)
    assert broken(judged([(crate, 500, 75)], floor_zones=zones)) == set()
    assert broken(judged([(crate, 499, 75)], floor_zones=zones)) == {"L4.area"}


def test_what_shares_a_metre_of_floor_presses_on_it_together() -> None:
    """Two crates of 2 m and 1.2 t: each 600 kg a metre, side by side 1,200."""
    a, b = item("a", (200, 100, 200), 1_200), item("b", (200, 100, 200), 1_200)
    beside, behind = [(a, 100, 50), (b, 100, 160)], [(a, 100, 50), (b, 310, 50)]
    assert broken(judged(behind, running_load_kg_m=1_199)) == set()
    found = told(judged(beside, running_load_kg_m=1_199), "L4.running", BROKEN)
    assert [(f.value, f.params["item"]) for f in found] == [(1_200, "a, b")]
    assert broken(judged(beside, running_load_kg_m=1_200)) == set()


def test_a_pallet_position_bears_its_limit() -> None:
    """Half of a crate of 3 t stands on the first position."""
    positions = (Position(id="P1", from_m=0, to_m=3, limit_kg=1_400), Position(id="P2", from_m=3, to_m=6, limit_kg=1_600))
    crate = item("c", (200, 200, 200), 3_000)
    found = told(judged([(crate, 200, 75)], positions=positions), "L4.position", BROKEN)
    assert [(f.value, f.limit, f.params["position"]) for f in found] == [(1_500, 1_400, "P1")]
    assert broken(judged([(crate, 600, 75)], positions=positions)) == set()


def test_nothing_stands_on_the_ramp_unless_the_mission_says_so() -> None:
    car = item("c", (400, 190, 200), 1_800)
    assert broken(judged([(car, 2_020, 75)])) == {"L2.inside", "L4.ramp"}
    assert judged([(car, 2_020, 75)], policy=RAMP).accepted
    assert broken(judged([(car, 1_990, 75)], policy=RAMP)) == {"L4.ramp_edge"}
    assert broken(judged([(car, 2_051, 75)], policy=RAMP)) == {"L2.inside"}
    heavy = item("c", (400, 190, 200), 2_001)
    assert broken(judged([(heavy, 2_020, 75)], policy=RAMP)) == {"L4.ramp_load"}
    assert told(judged([(car, 2_020, 75)], policy=RAMP, ramp_load_limit_kg=None), "L4.ramp_load", UNPROVEN)


def test_a_gap_at_the_end_of_the_ramp_is_kept() -> None:
    end_gap = Policy(hold=HoldPolicy(ramp_in_flight=True, ramp_gap_m=0.3))
    car = item("c", (400, 190, 200), 1_800)
    assert judged([(car, 2_020, 75)], policy=end_gap).accepted
    assert broken(judged([(car, 2_021, 75)], policy=end_gap)) == {"L2.inside"}


# L5, L6

FLAT = (EnvelopeRow(mass_kg=60_000, forward_m=9, aft_m=11), EnvelopeRow(mass_kg=100_000, forward_m=9.5, aft_m=10.5))
BALANCED = {
    "envelope": FLAT,
    "oew_arm_m": 10.0,
    "fuel_arm": (FuelArm(fuel_kg=0, arm_m=10),),
    "balance_from_m": None,
    "balance_to_m": None,
}


def test_the_aircraft_stays_inside_its_envelope_for_its_mass() -> None:
    """10 t at x move 70 t by (x - 10 m) / 7; at 70 t the limits are 9.125 and 10.875 m: x from 3.875 to 16.125 m."""
    crate = item("c", (200, 200, 200), 10_000)
    more = BALANCED | {"floor_limit_kg_m2": 9_000}
    assert judged([(crate, 288, 75)], **more).accepted
    found = told(judged([(crate, 287, 75)], **more), "L6.envelope", BROKEN)
    assert [(f.params["what"], f.limit) for f in found] == [("forward", 912.5)]
    assert broken(judged([(crate, 1_513, 75)], **more)) == {"L6.envelope"}


def test_persons_without_a_known_place_are_weighed_at_both_ends() -> None:
    """2 t of persons anywhere along 20 m move the 72 t by up to 28 cm."""
    crate, team = item("c", (200, 200, 200), 10_000), persons("p", 20)
    more = BALANCED | {"floor_limit_kg_m2": 9_000}
    assert broken(judged([(crate, 320, 75)], [team], **more)) == {"L6.envelope"}
    assert judged([(crate, 320, 75)], [team], seats_arm_m=10.0, **more).accepted


def test_a_mass_beyond_the_envelope_has_no_limits() -> None:
    rows = (EnvelopeRow(mass_kg=60_000, forward_m=0, aft_m=20), EnvelopeRow(mass_kg=65_000, forward_m=0, aft_m=20))
    crate = item("c", (200, 200, 200), 5_001)
    assert broken(judged([(crate, 900, 75)], **(BALANCED | {"envelope": rows}))) == {"L6.envelope_mass"}


def test_an_envelope_without_the_empty_aircrafts_place_proves_nothing() -> None:
    verdict = judged([(item("c"), 900, 75)], **(BALANCED | {"oew_arm_m": None}))
    assert {fact for f in told(verdict, "L6.balance", UNPROVEN) for fact in f.facts} == {
        "aircraft:test.balance_from_m", "aircraft:test.balance_to_m",
    }  # fmt: skip


def test_fuel_shifts_the_balance_where_the_way_is_known() -> None:
    """Fuel far aft: at zero fuel all is well, at take-off it is not."""
    flown = {
        "mtow_kg": 150_000, "mlw_kg": 120_000, "max_fuel_kg": 50_000,
        "payload_range": (PayloadRange(payload_kg=40_000, range_km=3_000), PayloadRange(payload_kg=0, range_km=6_000)),
    }  # fmt: skip
    rows = (EnvelopeRow(mass_kg=60_000, forward_m=9, aft_m=11), EnvelopeRow(mass_kg=150_000, forward_m=9, aft_m=11))
    aft_tanks = BALANCED | flown | {"envelope": rows, "fuel_arm": (FuelArm(fuel_kg=0, arm_m=16),)}
    assert judged([(item("c"), 900, 75)], **aft_tanks).accepted
    found = told(judged([(item("c"), 900, 75)], km=2_500, **aft_tanks), "L6.envelope", BROKEN)
    assert {f.params["when"] for f in found} >= {"takeoff"}
    assert "L6.envelope" not in broken(judged([(item("c"), 900, 75)], km=2_500, **(aft_tanks | {"fuel_arm": BALANCED["fuel_arm"]})))


def test_the_load_does_not_lean_to_one_side() -> None:
    """1 t whose middle is 75 cm from the centre line: 750 kg m."""
    crate = item("c", (200, 190, 200))
    assert broken(judged([(crate, 900, 5)], lateral_limit_kg_m=749)) == {"L6.lateral"}
    assert broken(judged([(crate, 900, 5)], lateral_limit_kg_m=750)) == set()
    off_centre = item("c", (200, 190, 200), centre_y_cm=170)
    assert broken(judged([(off_centre, 900, 5)], lateral_limit_kg_m=10)) == set()


def test_a_stated_centre_of_gravity_comes_first() -> None:
    crate = item("c", (200, 200, 200), centre_x_cm=150)
    window = {"balance_from_m": 5.5, "balance_to_m": 20}
    assert broken(judged([(crate, 400, 75)], **window)) == set()
    assert broken(judged([(item("c"), 400, 75)], **window)) == {"L6.balance"}


# L7


def test_persons_sit_beside_cargo_where_the_type_has_seats_and_the_gap_is_wide() -> None:
    """A crate of 4 m leaves 61 cm on the left of it: 4 m x 2 seats; 100 x (20 - 4.1) / 20 = 79 sit along the free floor."""
    crate = item("c", (400, 250, 200))
    assert broken(judged([(crate, 500, 61)], [persons("p", 80)])) == {"L7.seats"}
    assert judged([(crate, 500, 61)], [persons("p", 87)], seats_per_side_m=2).accepted
    assert broken(judged([(crate, 500, 61)], [persons("p", 88)], seats_per_side_m=2)) == {"L7.seats"}
    narrow = item("c", (400, 240, 200))
    assert broken(judged([(narrow, 500, 55)], [persons("p", 80)], seats_per_side_m=2)) == {"L7.seats"}


# L8

ALCOHOL, OXYGEN = dangerous_goods("UN1987", "3", 1), dangerous_goods("UN1072", "2.2", 8)


def goods(un: str, hazard: str, **more: object) -> DangerousGoods:
    return DangerousGoods.model_validate(
        {"un": un, "hazard_class": hazard, "with_persons": True, "per_package": 1, "limits_known": True} | more
    )


def with_goods(id: str, *dangerous: DangerousGoods) -> Item:
    return item(id, (100, 100, 100), 200, dangerous=dangerous)


def test_how_much_is_in_a_package_depends_on_who_flies() -> None:
    drum = with_goods("d", dangerous_goods("UN1072", "", 100))
    assert broken(judged([(drum, 900, 75)])) == set()
    found = told(judged([(drum, 900, 75)], [persons("p", 2)]), "L8.quantity", BROKEN)
    assert [(f.value, f.limit, f.unit) for f in found] == [(100, 75, "kg")]
    assert broken(judged([(with_goods("d", dangerous_goods("UN1072", "", 151)), 900, 75)])) == {"L8.quantity"}


def test_cargo_aircraft_only_is_without_persons() -> None:
    drum = with_goods("d", dangerous_goods("UN1791", "8", 1))
    assert judged([(drum, 900, 75)]).accepted
    assert broken(judged([(drum, 900, 75)], [persons("p", 2)])) == {"L7.dangerous_goods", "L8.cargo_only"}


def test_what_nobody_knows_of_dangerous_goods_proves_nothing() -> None:
    unknown = with_goods("d", dangerous_goods("UN9999", "3", 1))
    assert {f for x in told(judged([(unknown, 900, 75)]), "L8.quantity", UNPROVEN) for f in x.facts} == {
        "dangerous:UN9999.most_without_persons"
    }
    unweighed = with_goods("d", dangerous_goods("UN1987", "3"))
    assert {f for x in told(judged([(unweighed, 900, 75)]), "L8.quantity", UNPROVEN) for f in x.facts} == {"item:d.net_quantity"}
    assert told(judged([(with_goods("d", goods("UN0000", "")), 900, 75)]), "L8.class", UNPROVEN)
    vehicle = truck("t", dangerous=(dangerous_goods("UN3166", "9"),))
    assert judged([(vehicle, 600, 50)], [persons("p", 2)]).accepted, "vehicles have no limit a package"


def test_goods_that_part_are_on_two_units() -> None:
    assert broken(judged([(with_goods("m", ALCOHOL, OXYGEN), 900, 75)])) == {"L8.one_unit"}
    assert judged([(with_goods("a", ALCOHOL), 900, 75), (with_goods("o", OXYGEN), 1_100, 75)]).accepted


def test_the_mission_may_ask_for_more_or_for_less_than_the_table() -> None:
    rows = lambda keep, metres=0.0: Policy(  # noqa: E731
        segregation=(Segregation(first="5.1", second="3", keep=keep, distance_m=metres),)
    )
    two = [(with_goods("a", ALCOHOL), 900, 75), (with_goods("o", OXYGEN), 1_100, 75)]
    assert broken(judged(two, policy=rows("hold"))) == {"L8.one_hold"}
    assert broken(judged(two, policy=rows("distance", 1.01))) == {"L8.distance"}
    assert judged(two, policy=rows("distance", 1.0)).accepted
    assert judged([(with_goods("m", ALCOHOL, OXYGEN), 900, 75)], policy=rows("together")).accepted


# L9


def test_what_leaves_first_is_not_blocked() -> None:
    first, later = item("a"), item("b", stop=2)
    assert judged([(later, 100, 75), (first, 500, 75)]).accepted
    found = told(judged([(first, 100, 75), (later, 500, 75)]), "L9.blocked", BROKEN)
    assert [(f.params["item"], f.params["by"]) for f in found] == [("a", "b")]
    assert judged([(first, 100, 75), (later, 500, 75)], loads_through="nose").accepted
    assert judged([(first, 100, 75), (later, 500, 75)], loads_through="both").accepted
    assert told(judged([(later, 100, 75), (first, 500, 75)], loads_through=None), "L9.blocked", UNPROVEN)


def test_what_stands_aside_blocks_nothing() -> None:
    first, later = item("a", (200, 150, 200)), item("b", (200, 150, 200), stop=2)
    assert judged([(first, 100, 5), (later, 500, 160)]).accepted
    assert broken(judged([(first, 100, 5), (later, 500, 150)])) == {"L9.blocked"}


def test_with_two_doors_something_at_either_end_blocks() -> None:
    first, before, behind = item("a"), item("b", stop=2), item("c", stop=3)
    assert broken(judged([(before, 100, 75), (first, 500, 75), (behind, 900, 75)], loads_through="both")) == {"L9.blocked"}


# L11


def test_rings_hold_every_item_in_every_direction() -> None:
    """10 t, chains of 4,536 kg: 30 t forward at 3,402 each are 10, aft 6, sideways 2 x 15 t at 1,964 are 16, up 10: 16 rings."""
    found = told(judged([(truck("t"), 600, 50)], rings=16), "L11.rings", PASSED)
    assert [(f.value, f.params["forward"], f.params["aft"], f.params["lateral"], f.params["up"]) for f in found] == [
        (16, 10, 6, 16, 10)
    ]
    assert broken(judged([(truck("t"), 600, 50)], rings=15)) == {"L11.rings"}


def test_a_weak_ring_limits_the_chain() -> None:
    strong = told(judged([(truck("t"), 600, 50)]), "L11.rings", PASSED)[0].value
    weak = told(judged([(truck("t"), 600, 50)], ring_limit_kg=2_268), "L11.rings", PASSED)[0].value
    assert (strong, weak) == (16, 32)


def test_civil_factors_ask_for_more() -> None:
    civil = Policy(restraint=RestraintPolicy(forward_g=9, aft_g=1.5, lateral_g=3, up_g=3))
    assert told(judged([(truck("t"), 600, 50)], policy=civil), "L11.rings", PASSED)[0].value == 28 + 6


def test_rings_that_nobody_counted_hold_nothing() -> None:
    verdict = judged([(truck("t"), 600, 50)], rings=None, ring_limit_kg=None)
    assert {f for x in told(verdict, "L11.rings", UNPROVEN) for f in x.facts} == {
        "aircraft:test.rings",
        "aircraft:test.ring_limit_kg",
    }
    no_hold = Policy(restraint=RestraintPolicy(across=0))
    assert broken(judged([(truck("t"), 600, 50)], policy=no_hold)) == {"L11.cannot_hold"}


def test_an_empty_floor_needs_no_ring() -> None:
    verdict = judged([], [persons("p", 20)], rings=None)
    assert not verdict.not_provable
