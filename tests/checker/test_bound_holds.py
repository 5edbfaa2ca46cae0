"""Certificates of the bound by all limits of a hold: each clause with a proof that stands and one that is broken."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from aidbridge.checker.bounds import check_bound
from aidbridge.checker.certificate import count_list, is_count, whole_numbers
from aidbridge.checker.heaviest import Limits, Search, Thing
from aidbridge.checker.scales import Rooms, Scale, scale_of
from aidbridge.model.fleet import AircraftType
from aidbridge.model.plan import Bound
from aidbridge.model.policy import HoldPolicy, Policy
from aidbridge.model.resolved import Item, Resolved
from aidbridge.planning.yard import yard
from loading_oracle import cargo, team, vehicle

Certificate = dict[str, Any]
LARGE = AircraftType(
    id="large", name="large", max_payload_kg=40_000, cruise_tas_kmh=800, hold_length_m=20, hold_width_m=3.4, hold_height_m=3,
    troop_seats=100, ramp_length_m=4, ramp_load_limit_kg=2_000,
)  # fmt: skip
SMALL = AircraftType(id="small", name="small", max_payload_kg=20_000, cruise_tas_kmh=800, hold_length_m=10, hold_width_m=3.4)
ITEMS = (
    *(cargo(f"long-{n}", 2_000, 130, 100, 1_000, turnable=False) for n in range(5)),
    vehicle("truck", 1_000, 300, 290, 9_000), vehicle("jeep", 390, 180, 200, 1_800), team("team", 60),
    cargo("tall", 900, 300, 310, 1_000),
)  # fmt: skip
NO_GAPS = HoldPolicy(vehicle_gap_m=0, cargo_gap_m=0, roof_gap_m=0)
AREA = {
    "along": {"sizes": [390, 1_000, 2_000], "values": [390, 1_000, 2_000], "limit": 2_000},
    "across": {"sizes": [130, 180, 300], "values": [130, 180, 300], "limit": 340}, "ramp": False, "price": 0,
}  # fmt: skip
HALVES = {
    "along": {"sizes": [390, 1_000, 2_000], "values": [390, 1_000, 2_000], "limit": 2_000},
    "across": {"sizes": [130, 240], "values": [1, 2], "limit": 2}, "ramp": False, "price": 12,
}  # fmt: skip


def claim(**more: Any) -> Certificate:
    return {
        "most": 12, "cost_thousandths": 1_000, "loads": None, "floors": [deepcopy(AREA), deepcopy(HALVES)], "seats_price": 0,
        "ramp_price": 0, "mass_price": 0, **more,
    }  # fmt: skip


def certificate(**more: Any) -> Certificate:
    """Two of the five long ones go side by side into one hold: five of weight 6 are three holds of 12."""
    return {"scale": 12, "weights": {f"long-{n}": 6 for n in range(5)}, "types": {"large": claim()}, **more}


def world(fleet: dict[str, int | None], items: tuple[Item, ...] = ITEMS, **policy: Any) -> Resolved:
    types = tuple(type for type in (LARGE, SMALL) if type.id in fleet)
    return yard(types, items, fleet, Policy(hold=NO_GAPS.model_copy(update=policy)))


def found(resolved: Resolved, value: float, told: Certificate, figure: str = "loaded_sorties") -> set[str]:
    bound = {"figure": figure, "value": value, "argument": "combinatorial", "name": "hold_weights", "certificate": told}
    return {finding.key for finding in check_bound(resolved, Bound.model_validate(bound))}


def test_two_side_by_side_prove_three_holds_and_no_more() -> None:
    assert found(world({"large": None}), 3, certificate()) == set()
    assert found(world({"large": None}), 4, certificate()) == {"P2.proven"}


def scaled(told: Certificate) -> None:
    told["scale"] = 10


def most_understated(told: Certificate) -> None:
    told["types"]["large"]["most"] = 11
    told["scale"] = 11


def weights_raised(told: Certificate) -> None:
    told["weights"]["long-0"] = 7


def weight_of_nothing(told: Certificate) -> None:
    told["weights"]["nothing"] = 1


def weight_below_nothing(told: Certificate) -> None:
    told["weights"]["long-0"] = -1


def type_left_out(told: Certificate) -> None:
    told["types"] = {"other": claim()}


def floors_torn(told: Certificate) -> None:
    told["types"]["large"]["floors"] = [{"along": 3}]


def no_price(told: Certificate) -> None:
    del told["types"]["large"]["mass_price"]


def thirds_for_halves(told: Certificate) -> None:
    told["types"]["large"]["floors"][1]["across"] = {"sizes": [110], "values": [1], "limit": 2}


def longer_than_they_are(told: Certificate) -> None:
    told["types"]["large"]["floors"][1]["along"] = {"sizes": [1_000], "values": [1_500], "limit": 2_000}


def steps_that_fall_back(told: Certificate) -> None:
    told["types"]["large"]["floors"][0]["across"] = {"sizes": [300, 130], "values": [130, 300], "limit": 340}


def cheaper_than_a_load(told: Certificate) -> None:
    told["types"]["large"]["cost_thousandths"] = 2_000


def few_of_them(told: Certificate) -> None:
    told["types"]["large"]["loads"] = 1


def without_a_floor(told: Certificate) -> None:
    told["types"]["large"]["floors"] = []


@pytest.mark.parametrize(
    ("breaks", "key"),
    [
        (scaled, "hold"), (most_understated, "hold"), (weights_raised, "hold"), (weight_of_nothing, "does_not_fly"),
        (weight_below_nothing, "malformed"), (type_left_out, "malformed"), (floors_torn, "malformed"), (no_price, "malformed"),
        (thirds_for_halves, "floor"), (longer_than_they_are, "floor"), (steps_that_fall_back, "malformed"),
        (cheaper_than_a_load, "cost"), (few_of_them, "loads"), (without_a_floor, "hold"),
    ],
)  # fmt: skip
def test_a_broken_certificate_is_refused(breaks: Callable[[Certificate], None], key: str) -> None:
    told = certificate()
    breaks(told)
    assert f"P2.{key}" in found(world({"large": None}), 3, told)


def test_a_hold_takes_what_half_its_payload_weighs_twice() -> None:
    heavy = (cargo("a", 100, 100, 100, 20_000), cargo("b", 100, 100, 100, 20_000), cargo("c", 100, 100, 100, 20_001))
    told = {"scale": 2, "weights": {"a": 1, "b": 1, "c": 1}, "types": {"large": claim(most=2, mass_price=3)}}
    assert found(world({"large": None}, heavy), 2, told) == set()
    light = (*heavy[:2], cargo("c", 100, 100, 100, 1))
    assert found(world({"large": None}, (*light[:1], light[2], cargo("b", 1, 1, 1, 1))), 2, told) == {"P2.hold"}


def test_persons_and_the_truck_share_the_length() -> None:
    """Half the length is the truck's: 50 seats are left, and 60 persons do not sit."""
    told = {"scale": 1, "weights": {"truck": 1, "team": 1}, "types": {"large": claim(most=1)}}
    told["types"]["large"]["floors"][1]["price"] = 2
    assert found(world({"large": None}), 2, told) == set()
    told["types"]["large"]["floors"] = []
    assert found(world({"large": None}), 2, told) == {"P2.hold"}


def test_what_stands_on_the_ramp_takes_no_floor() -> None:
    told = {"scale": 1, "weights": {"truck": 1, "jeep": 1, "long-0": 1, "long-1": 1}, "types": {"large": claim(most=3)}}
    told["scale"] = 3
    assert found(world({"large": None}), 2, told) == set()
    assert found(world({"large": None}, ramp_in_flight=True), 2, told) == set()
    jeep = {"scale": 2, "weights": {"jeep": 1, "long-0": 1, "long-1": 1}, "types": {"large": claim(most=2)}}
    assert found(world({"large": None}), 2, jeep) == set()
    assert found(world({"large": None}, ramp_in_flight=True), 2, jeep) == {"P2.hold"}


def test_arguments_about_the_floor_alone_know_nothing_of_the_ramp() -> None:
    resolved = world({"large": None}, ramp_in_flight=True)
    for name, told in (
        ("queue_weights", {"weights": {"truck": 1}, "scale": 1}),
        ("area", {"areas_cm2": {"truck": 300_000}, "limit_cm2": 680_000}),
    ):
        bound = Bound(figure="loaded_sorties", value=1, argument="combinatorial", name=name, certificate=told)
        assert [finding.key for finding in check_bound(resolved, bound)] == ["P2.ramp"]


def test_what_no_type_takes_proves_no_more_than_a_load() -> None:
    told = {"scale": 1, "weights": {"tall": 5}, "types": {"large": claim(most=1)}}
    assert found(world({"large": None}), 5, told) == {"P2.hold"}
    assert found(world({"large": None}), 1, told | {"weights": {"tall": 1}}) == set()


def test_few_of_the_large_ones_are_counted_by_their_tails() -> None:
    """One large one carries weight 12, the small ones none of the long ones: the rest cannot be moved, so that it costs dear."""
    told = certificate(types={"large": claim(loads=1), "small": claim(most=0)})
    told["scale"] = 6
    assert found(world({"large": 1, "small": None}), 4, told) == set()
    assert found(world({"large": 2, "small": None}), 4, told) == {"P2.loads"}
    told["types"]["small"]["loads"] = 3
    assert found(world({"large": 1, "small": None}), 4, told) == {"P2.loads"}


def test_costs_belong_to_the_figure_of_costs() -> None:
    told = certificate(types={"large": claim(cost_thousandths=1_500)})
    told["scale"] = 8
    assert found(world({"large": None}), 4.5, told, "loading_cost") == set()
    assert found(world({"large": None}), 4.6, told, "loading_cost") == {"P2.proven"}
    assert found(world({"large": None}), 3, told) == {"P2.cost"}


def test_other_arguments_say_nothing_of_costs() -> None:
    told = {"masses_kg": {"truck": 9_000}, "limit_kg": 40_000}
    bound = Bound(figure="loading_cost", value=1, argument="combinatorial", name="mass", certificate=told)
    assert [finding.key for finding in check_bound(world({"large": None}), bound)] == ["P2.other_figure"]


def test_a_search_that_takes_too_long_proves_nothing() -> None:
    """Even masses never fill an odd payload, but which of them come near it takes too many sets to try."""
    items = tuple(cargo(f"i{n:02d}", 10, 10, 10, 2 * (1_000 + 7 * n * n)) for n in range(40))
    odd = LARGE.model_copy(update={"max_payload_kg": 50_001})
    resolved = yard((odd,), items, {"large": None}, Policy(hold=NO_GAPS))
    kilograms = {item.id: item.mass_kg for item in items}
    told = {"scale": 50_000, "weights": kilograms, "types": {"large": claim(most=50_000, mass_price=50_001, floors=[])}}
    assert found(resolved, 3, told) == {"P2.too_long"}


def test_the_search_finds_the_heaviest_whatever_the_prices() -> None:
    """Of (weight 5, size 6), (4, 5), (3, 4) twice each in 10: two of 4 or 5 and 3 weigh 8."""
    things = [Thing(5, 0, (6,)), Thing(4, 1, (5,)), Thing(3, 2, (4,))]
    limits = Limits((10,), (2, 2, 2), ((0, 1, 2),) * 3, 100)
    for price in (8, 20, 1_000):
        assert Search(things, limits, (price, 0), 8).too_heavy() is None
        assert Search(things, limits, (price, 0), 7).too_heavy() == 8


def test_scales_are_read_strictly() -> None:
    assert scale_of({"sizes": [10], "values": [3], "limit": 5}) == Scale((10,), (3,), 5, False)
    for told in (
        {"sizes": [10], "values": [3]},
        {"sizes": [0], "values": [1], "limit": 1},
        {"sizes": [1], "values": [], "limit": 1},
        7,
    ):
        assert scale_of(told) is None
    assert scale_of({"sizes": [10], "values": [3], "limit": 5, "by_kind": 1}) is None
    assert scale_of({"sizes": [1_000_010], "values": [3], "limit": 5}) is None
    assert Scale((3, 5), (3, 6), 9, False).most(Rooms(8, 8, 8)) == 9
    assert Scale((3, 5), (3, 5), 100, False).most(Rooms(8, 7, 6)) == 8


def test_a_scale_by_kind_goes_by_what_stands_in_the_row() -> None:
    """Two of cargo fit 8, one and a vehicle fit 6: 3 + 3 and 3; of vehicles alone there is room for one."""
    scale = Scale((4, 1_000_004), (3, 4), 6, True)
    assert [scale.of(4, False), scale.of(4, True), scale.of(3, True)] == [3, 4, 0]
    assert scale.most(Rooms(8, 6, 6)) == 6
    assert scale.most(Rooms(8, 6, 8)) == 8


def test_numbers_are_read_strictly() -> None:
    assert count_list([1, True]) is None
    assert whole_numbers({"a": 2.0}) is None
    assert not is_count(10**13)
