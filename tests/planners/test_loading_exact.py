"""The complete search of one hold against every whole-centimetre arrangement of tiny cases, and against the quick packer."""

import random
from itertools import permutations, product

import pytest

from aidbridge.model.fleet import AircraftType
from aidbridge.model.policy import HoldPolicy, Policy
from aidbridge.model.resolved import Item
from aidbridge.planners.loading.arrangement import Arrangement
from aidbridge.planners.loading.exact import Unsettled, settle
from aidbridge.planners.loading.hold import hold_of
from aidbridge.planners.loading.packing import Packer
from aidbridge.planning.yard import DESTINATION, ORIGIN, yard
from loading_oracle import cargo, vehicle


def packer(items: tuple[Item, ...], length_cm: int, width_cm: int, window: tuple[int, int] | None, gap_cm: int = 0) -> Packer:
    """A bare hold without a limit on mass."""
    type = AircraftType(
        id="bare", name="bare", max_payload_kg=10**6, cruise_tas_kmh=800, hold_length_m=length_cm / 100,
        hold_width_m=width_cm / 100,
        balance_from_m=window[0] / 100 if window else None, balance_to_m=window[1] / 100 if window else None, troop_seats=20,
    )  # fmt: skip
    policy = Policy(hold=HoldPolicy(vehicle_gap_m=gap_cm / 100, cargo_gap_m=gap_cm / 100, roof_gap_m=0))
    resolved = yard((type,), items, {"bare": None}, policy=policy)
    return Packer(hold_of(resolved, "bare", ORIGIN, DESTINATION), resolved.items)


def shapes(of: Packer, items: tuple[Item, ...]) -> tuple[int, ...]:
    numbers = [of.shape(item.id) for item in items]
    return tuple(sorted(n for n in numbers if n is not None))


def stands(items: tuple[Item, ...], length: int, width: int, window: tuple[int, int]) -> bool:
    """Whether any whole-centimetre places of the items, without gaps, keep them apart and the centre in the window."""
    mass = sum(item.mass_kg for item in items)
    turns = [(False, True) if item.turnable and item.length_cm != item.width_cm else (False,) for item in items]
    for turned in product(*turns):
        sizes = [(i.width_cm, i.length_cm) if t else (i.length_cm, i.width_cm) for i, t in zip(items, turned, strict=True)]
        if any(a > length or b > width for a, b in sizes):
            continue
        places = [[(x, y) for x in range(length - a + 1) for y in range(width - b + 1)] for a, b in sizes]
        for at in product(*places):
            moment = sum(i.mass_kg * (2 * x + a) for i, (x, _), (a, _) in zip(items, at, sizes, strict=True))
            if not 2 * window[0] * mass <= moment <= 2 * window[1] * mass:
                continue
            if all(
                x + a <= u or u + c <= x or y + b <= v or v + d <= y
                for n, ((x, y), (a, b)) in enumerate(zip(at, sizes, strict=True))
                for (u, v), (c, d) in zip(at[:n], sizes[:n], strict=True)
            ):
                return True
    return False


@pytest.mark.parametrize("seed", range(12))
def test_tiny_holds_are_settled_as_enumeration_settles_them(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(12):
        length, width = rng.randint(5, 8), rng.randint(3, 5)
        items = tuple(
            cargo(f"i{n}", 2 * rng.randint(1, 3), rng.randint(1, 3), 1, rng.randint(1, 9), turnable=False)
            for n in range(rng.randint(2, 3))
        )
        low = rng.randint(1, length - 3)
        window = (low, low + rng.randint(1, 3))
        of = packer(items, length, width, window)
        if any(of.shape(item.id) is None for item in items):
            continue
        answer = settle(of, shapes(of, items), nodes=20_000)
        expected = stands(items, length, width, window)
        assert isinstance(answer, Arrangement) == expected or isinstance(answer, Unsettled)
        assert answer is not None or not expected


def test_what_the_packer_fits_is_never_refused() -> None:
    rng = random.Random(4)
    items = tuple(cargo(f"i{n:02d}", rng.randint(60, 280), rng.randint(60, 200), 100, rng.randint(200, 4_000)) for n in range(24))
    of = packer(items, 900, 330, (380, 520), gap_cm=5)
    fitted = 0
    for _ in range(60):
        chosen = tuple(rng.sample(items, rng.randint(2, 7)))
        numbers = shapes(of, chosen)
        if of.fits(numbers, 0):
            fitted += 1
            assert isinstance(settle(of, numbers, nodes=50_000), Arrangement | Unsettled)
            assert settle(of, numbers, nodes=50_000) is not None
    assert fitted > 10


def test_a_floor_that_only_a_pinwheel_fills() -> None:
    # Five rectangles round a centre: no straight cut goes through, and setting down in a fixed order misses it.
    sizes = ((60, 40), (40, 60), (60, 40), (40, 60), (20, 20))
    items = tuple(cargo(f"i{n}", length, width, 1, 100, turnable=False) for n, (length, width) in enumerate(sizes))
    of = packer(items, 100, 100, None)
    answer = settle(of, shapes(of, items))
    assert isinstance(answer, Arrangement)
    taken = {
        (x, y)
        for box in answer.boxes
        for x in range(box.x_cm, box.x_cm + box.length_cm)
        for y in range(box.y_cm, box.y_cm + box.width_cm)
    }
    assert len(taken) == 100 * 100


def test_one_centimetre_less_is_proven_impossible() -> None:
    sizes = ((60, 40), (40, 60), (60, 40), (40, 60), (20, 20))
    items = tuple(cargo(f"i{n}", length, width, 1, 100, turnable=False) for n, (length, width) in enumerate(sizes))
    of = packer(items, 99, 101, None)
    assert settle(of, shapes(of, items)) is None


def test_balance_decides_between_orders_of_vehicles() -> None:
    items = (vehicle("heavy", 300, 200, 1, 9_000), vehicle("light", 300, 200, 1, 1_000))
    for window, possible in (((150, 210), True), ((420, 460), True), ((280, 320), False)):
        of = packer(items, 620, 220, window, gap_cm=10)
        answer = settle(of, shapes(of, items))
        assert isinstance(answer, Arrangement) == possible
        if isinstance(answer, Arrangement):
            assert window[0] <= answer.balance_cm <= window[1]


def test_equal_items_of_different_mass_are_dealt_so_that_they_balance() -> None:
    items = tuple(vehicle(f"v{n}", 100, 200, 1, mass) for n, mass in enumerate((9_000, 1_000, 1_000, 1_000)))
    centres = {
        sum(item.mass_kg * (100 * place + 50) for place, item in enumerate(order)) // 12_000 for order in permutations(items)
    }
    for centre in sorted(centres):
        of = packer(items, 400, 200, (centre, centre + 1))
        assert isinstance(settle(of, shapes(of, items)), Arrangement)
    of = packer(items, 400, 200, (max(centres) + 5, max(centres) + 20))
    assert not isinstance(settle(of, shapes(of, items)), Arrangement)


def test_too_few_nodes_are_said_to_settle_nothing() -> None:
    items = tuple(cargo(f"i{n}", 90 + n, 70 + n, 1, 100) for n in range(8))
    of = packer(items, 300, 300, None)
    answer = settle(of, shapes(of, items), nodes=3)
    assert isinstance(answer, Unsettled)


def test_persons_need_free_length() -> None:
    items = (vehicle("v", 500, 200, 1, 5_000),)
    of = packer(items, 1_000, 220, None)
    answer = settle(of, shapes(of, items), persons=10)
    assert isinstance(answer, Arrangement)
    assert answer.seats >= 10
    assert not isinstance(settle(of, shapes(of, items), persons=11), Arrangement)
