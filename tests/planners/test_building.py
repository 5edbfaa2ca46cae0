"""Boxes into one unit: every answer is judged by the plain oracle."""

import csv
import os
import random
from itertools import product
from pathlib import Path

import pytest

from aidbridge.engines.stopping import Stop
from aidbridge.planners.building.problem import Block, Box, Cut, Spot, UnitType
from aidbridge.planners.building.solve import pack_one
from building_oracle import faults_of_unit

ALL_WAYS = (0, 1, 2, 3, 4, 5)
ENDLESS = 1_000_000


def unit(length: int, width: int, height: int, **more) -> UnitType:
    return UnitType("unit", length, width, height, **({"max_gross": ENDLESS, "tare": 0} | more))


def volume(spots: tuple[Spot, ...]) -> int:
    return sum(spot.dx * spot.dy * spot.dz for spot in spots)


def packed(boxes, type, support=1.0, iterations=50, seed=1):
    built = pack_one(tuple(boxes), type, support, Stop(iterations), seed)
    assert faults_of_unit(built, type, tuple(boxes), support) == []
    return built


def cut_up(size: tuple[int, int, int], pieces: int, draw: random.Random) -> list[tuple[int, int, int]]:
    """A container cut into boxes by planes through one piece at a time: they fill it without rest."""
    parts = [size]
    while len(parts) < pieces:
        n = draw.randrange(len(parts))
        whole, axis = parts[n], draw.randrange(3)
        if whole[axis] < 20:
            continue
        at = draw.randrange(10, whole[axis] - 9)
        one, two = list(whole), list(whole)
        one[axis], two[axis] = at, whole[axis] - at
        parts[n : n + 1] = [tuple(one), tuple(two)]
    return parts


@pytest.mark.parametrize("support", [0.0, 1.0])
@pytest.mark.parametrize("pieces", [3, 5, 7])
def test_a_container_cut_into_few_boxes_is_filled_again(pieces, support):
    for seed in range(4):
        size = (100, 80, 60)
        parts = cut_up(size, pieces, random.Random(seed))
        boxes = [Box(f"b{n}", *part, mass=1, orientations=(0,)) for n, part in enumerate(parts)]
        assert len(packed(boxes, unit(*size), support, iterations=4_000).spots) == pieces


def test_like_cubes_fill_the_container():
    assert len(packed([Box("cube", 20, 20, 20, 5, count=200)], unit(100, 80, 60)).spots) == 5 * 4 * 3


def test_boxes_turn_only_as_they_may():
    lying = UnitType("unit", 40, 10, 10, ENDLESS, 0)
    assert not packed([Box("upright", 10, 10, 40, 1)], lying).spots
    assert len(packed([Box("any", 10, 10, 40, 1, orientations=ALL_WAYS)], lying).spots) == 1


def best_of_two_layers(boxes: list[Box], type: UnitType) -> int:
    """The most volume of at most three boxes on a grid of whole lengths, by trying everything (no support rule)."""
    spots = [
        Spot(box.id, x, y, z, *sides)
        for box in boxes
        for sides in [(box.length, box.width, box.height)]
        for x, y, z in product(
            range(type.length - sides[0] + 1), range(type.width - sides[1] + 1), range(type.height - sides[2] + 1)
        )
    ]
    best = 0

    def apart(one: Spot, two: Spot) -> bool:
        return (
            one.x + one.dx <= two.x
            or two.x + two.dx <= one.x
            or one.y + one.dy <= two.y
            or two.y + two.dy <= one.y
            or one.z + one.dz <= two.z
            or two.z + two.dz <= one.z
        )

    def extend(chosen: list[Spot], rest: list[str]) -> None:
        nonlocal best
        best = max(best, volume(tuple(chosen)))
        for n, name in enumerate(rest):
            for spot in spots:
                if spot.box == name and all(apart(spot, other) for other in chosen):
                    extend([*chosen, spot], rest[n + 1 :])

    extend([], [box.id for box in boxes])
    return best


def test_tiny_cases_are_packed_as_well_as_by_trying_everything():
    for seed in range(12):
        draw = random.Random(seed)
        type = unit(4, 3, 3)
        boxes = [Box(f"b{n}", draw.randint(1, 3), draw.randint(1, 3), draw.randint(1, 3), 1, orientations=(0,)) for n in range(3)]
        assert volume(packed(boxes, type, 0.0, iterations=500).spots) == best_of_two_layers(boxes, type)


def test_the_payload_is_kept():
    built = packed([Box("sack", 10, 10, 10, 30, count=100)], unit(100, 100, 100, max_gross=500, tare=100))
    assert built.gross == 100 + 13 * 30


def test_value_counts_instead_of_volume():
    boxes = [Box("bulk", 50, 50, 50, 1, value=1), Box("dear", 30, 30, 30, 1, value=1_000)]
    assert {spot.box for spot in packed(boxes, unit(50, 50, 50)).spots} == {"dear"}


def test_nothing_stands_on_what_is_not_stackable():
    boxes = [Box("glass", 50, 50, 30, 5, count=10, stackable=False)]
    assert len(packed(boxes, unit(100, 100, 100)).spots) == 4
    assert len(packed([Box("crate", 50, 50, 30, 5, count=20)], unit(100, 100, 100)).spots) == 12


def test_a_load_limit_counts_the_whole_stack():
    for limit, high in ((0, 1), (10, 2), (25, 3), (30, 4)):
        built = packed([Box("carton", 40, 40, 20, 10, count=9, load_limit=limit)], unit(40, 40, 180))
        assert len(built.spots) == high


def test_full_support_leaves_no_overhang_and_partial_support_allows_some():
    boxes = [Box("foot", 60, 60, 40, 10, orientations=(0,)), Box("slab", 100, 60, 40, 20, orientations=(0,), value=1_000_000)]
    boxes[0] = Box("foot", 60, 60, 40, 10, orientations=(0,), value=900_000)
    type = UnitType("unit", 100, 60, 80, ENDLESS, 0)
    assert len(packed(boxes, type, 0.5).spots) == 2
    assert len(packed(boxes, type, 1.0).spots) == 2
    blocked = UnitType("unit", 100, 60, 80, ENDLESS, 0, blocks=(Block(60, 100, 0, 60, 0, 40),))
    assert len(packed(boxes, blocked, 1.0).spots) == 1
    assert len(packed(boxes, blocked, 0.6).spots) == 2
    assert len(packed(boxes, blocked, 0.7).spots) == 1


def test_a_bearing_block_holds_up_what_stands_on_it():
    boxes = [Box("plate", 100, 60, 40, 20, orientations=(0,))]
    for bears, count in ((True, 1), (False, 0)):
        type = UnitType("unit", 100, 60, 80, ENDLESS, 0, blocks=(Block(0, 100, 0, 60, 0, 10, bears),))
        assert len(packed(boxes, type).spots) == count


def test_no_box_crosses_a_contour():
    roof = unit(317, 243, 244, cuts=(Cut(175, 244, 238, 164),))
    built = packed([Box("carton", 40, 30, 30, 8, count=900)], roof, iterations=20)
    assert volume(built.spots) > 0.85 * 317 * (243 * 244 - (244 - 157.65) * 68 / 2)
    lower = unit(144, 195, 153, cuts=(Cut(150, 0, 195, 50),))
    assert packed([Box("carton", 30, 30, 30, 8, count=300)], lower, 0.5, iterations=20).spots
    across = unit(200, 100, 100, cuts=(Cut(0, 60, 40, 100, "x"),))
    assert packed([Box("carton", 20, 20, 20, 8, count=300)], across, iterations=20).spots


@pytest.mark.parametrize("tolerance", [(5, 5), (30, 20)])
def test_the_centre_is_kept_near_the_middle(tolerance):
    for seed in range(6):
        draw = random.Random(seed)
        boxes = [Box(f"b{n}", *(draw.randint(20, 60) for _ in range(3)), draw.randint(1, 300), count=3) for n in range(8)]
        built = packed(boxes, unit(317, 243, 200, centre_tolerance=tolerance))
        assert len(built.spots) > 12


def test_the_same_seed_and_iterations_give_the_same_unit():
    draw = random.Random(5)
    boxes = tuple(Box(f"b{n}", *(draw.randint(20, 60) for _ in range(3)), 1, count=4) for n in range(10))
    units = [pack_one(boxes, unit(200, 150, 150), 1.0, Stop(60), seed) for seed in (3, 3)]
    assert units[0] == units[1]


def test_more_iterations_are_never_worse():
    draw = random.Random(6)
    boxes = [Box(f"b{n}", *(draw.randint(20, 60) for _ in range(3)), 1, count=6) for n in range(12)]
    volumes = [volume(packed(boxes, unit(200, 150, 150), iterations=n).spots) for n in (0, 20, 200)]
    assert volumes == sorted(volumes)


def test_all_faults_are_told_at_once():
    boxes = (Box("a", 0, 10, 10, -1), Box("a", 10, 10, 10, 1, orientations=(7,)))
    with pytest.raises(ValueError, match=r"length is 0 cm.*mass is -1.*given twice.*orientations.*tare is 200 kg"):
        pack_one(boxes, UnitType("u", 100, 100, 100, 100, 200), 1.0, Stop(0), 1)


def container_instances(names: list[str]):
    if "AIDBRIDGE_DATA" not in os.environ:
        pytest.skip("AIDBRIDGE_DATA names no folder with the container instances")
    ways = ("ROTATION_XYZ", "ROTATION_YXZ", "ROTATION_XZY", "ROTATION_ZXY", "ROTATION_YZX", "ROTATION_ZYX")
    for name in names:
        folder = Path(os.environ["AIDBRIDGE_DATA"]) / "load" / "container3d"
        path = next(folder.glob(f"*/{name}_items.csv"))
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        boxes = tuple(
            Box(
                r["ID"],
                int(r["X"]),
                int(r["Y"]),
                int(r["Z"]),
                0,
                int(r["COPIES"]),
                tuple(n for n, w in enumerate(ways) if r[w] == "1"),
            )
            for r in rows
        )
        size = next(csv.DictReader(path.with_name(f"{name}_bins.csv").read_text(encoding="utf-8").splitlines()))
        yield boxes, unit(int(size["X"]), int(size["Y"]), int(size["Z"]))


def test_known_containers_are_filled_well():
    for boxes, type in container_instances(["BR1.txt_1", "BR7.txt_1", "BR15.txt_1"]):
        for support, least in ((0.0, 0.90), (1.0, 0.78)):
            built = packed(boxes, type, support, iterations=150)
            assert volume(built.spots) > least * type.length * type.width * type.height


def test_what_all_goes_in_goes_in():
    for boxes, type in container_instances(["thpack8.txt_1", "thpack8.txt_15"]):
        assert len(packed(boxes, type).spots) == sum(box.count for box in boxes)
