"""The bounds: their certificates verified a second way, and never above what can be done."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aidbridge.model.fleet import AircraftType
from aidbridge.planners.loading.bounds import bound
from aidbridge.planners.loading.bounds.queue import queue
from aidbridge.planners.loading.bounds.queue_weights import most_in_a_hold, weigh
from aidbridge.planners.loading.hold import hold_of
from loading_oracle import cargo, problem, team, vehicle, world

CAPACITY = 100


def fewest_bins(sizes: list[int], capacity: int) -> int:
    """Bin packing by trying everything."""
    best = len(sizes)

    def place(n: int, bins: list[int]) -> None:
        nonlocal best
        if len(bins) >= best:
            return
        if n == len(sizes):
            best = len(bins)
            return
        for i in range(len(bins)):
            if bins[i] + sizes[n] <= capacity:
                place(n + 1, [*bins[:i], bins[i] + sizes[n], *bins[i + 1 :]])
        place(n + 1, [*bins, sizes[n]])

    place(0, [])
    return best


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(8, CAPACITY), min_size=1, max_size=8))
def test_weights_never_prove_more_than_the_fewest_bins(drawn: list[int]) -> None:
    sizes = sorted(set(drawn))
    counts = [drawn.count(size) for size in sizes]
    found = weigh(sizes, counts, CAPACITY)
    assert 1 <= found.loads <= fewest_bins(drawn, CAPACITY)
    assert found.loads >= -(-sum(drawn) // CAPACITY) - 1


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(5, 60), st.integers(1, 3)), min_size=1, max_size=4, unique_by=lambda c: c[1])
)
def test_the_knapsack_is_exact(classes: list[tuple[int, int, int]]) -> None:
    weights, sizes, counts = (list(column) for column in zip(*classes, strict=True))
    best = 0
    sums = [(0, 0)]
    for weight, size, count in classes:
        sums = [(s + n * size, w + n * weight) for s, w in sums for n in range(count + 1) if s + n * size <= CAPACITY]
    best = max(w for _, w in sums)
    assert int(most_in_a_hold(weights, sizes, counts, CAPACITY)[-1]) == best


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(200, 1_000), st.integers(120, 300), st.booleans()), min_size=1, max_size=12))
def test_the_queue_certificate_holds(drawn: list[tuple[int, int, bool]]) -> None:
    items = tuple(
        (vehicle if rolls else cargo)(f"i{n}", length, width, 200, 1_000) for n, (length, width, rolls) in enumerate(drawn)
    )
    hold = hold_of(world(), "il76md", "UUMU", "LIRE")
    stated = bound(problem(items), items, [hold])
    assume(stated.name == "queue_weights")
    certificate = stated.certificate
    assert certificate is not None
    weights, scale = certificate["weights"], certificate["scale"]
    assert isinstance(weights, dict)
    assert isinstance(scale, int)
    weighed = [item for item in items if item.id in weights]
    side = {i.id: min(i.length_cm, i.width_cm) if i.turnable else i.width_cm for i in weighed}
    gap = {i.id: 15 if i.kind == "vehicle" else 5 for i in weighed}
    for n, a in enumerate(weighed):
        for b in weighed[:n]:
            assert side[a.id] + side[b.id] + gap[a.id] + gap[b.id] + max(gap[a.id], gap[b.id]) > 345
    best = {0: 0}
    for item in weighed:
        takes = (min(item.length_cm, item.width_cm) if item.turnable else item.length_cm) + gap[item.id]
        for used, worth in list(best.items()):
            if used + takes <= 2_000 + max(gap.values()):
                best[used + takes] = max(best.get(used + takes, 0), worth + weights[item.id])
    assert max(best.values()) <= scale
    assert stated.value == -(-sum(weights.values()) // scale)


def test_items_that_can_stand_side_by_side_are_not_in_the_queue() -> None:
    hold = hold_of(world(), "il76md", "UUMU", "LIRE")
    narrow = [cargo("a", 120, 80, 100, 300), cargo("b", 120, 80, 100, 300)]
    wide = [vehicle("t", 800, 250, 300, 13_000), vehicle("u", 800, 250, 300, 13_000)]
    assert [item.id for item in queue((*narrow, *wide), hold)] == ["t", "u", "a"]


def test_mass_seats_and_area_bound_what_queues_do_not() -> None:
    hold = hold_of(world(), "il76md", "UUMU", "LIRE")
    heavy = tuple(cargo(f"h{n}", 200, 150, 100, 4_300) for n in range(24))
    crowd = tuple(team(f"t{n}", 70) for n in range(7))
    small = tuple(cargo(f"s{n}", 115, 105, 100, 100) for n in range(100))
    assert [bound(problem(i), i, [hold]).name for i in (heavy, crowd, small)] == ["mass", "seats", "area"]
    assert [bound(problem(i), i, [hold]).value for i in (heavy, crowd, small)] == [3, 4, 2]


def test_a_fleet_without_a_hold_that_is_both_longest_and_widest_has_no_queue_argument() -> None:
    base = {"name": "test", "max_payload_kg": 50_000, "cruise_tas_kmh": 800}
    long = AircraftType.model_validate(base | {"id": "long", "hold_length_m": 30, "hold_width_m": 3})
    wide = AircraftType.model_validate(base | {"id": "wide", "hold_length_m": 10, "hold_width_m": 6})
    holds = [hold_of(world(long, wide), id, "UUMU", "LIRE") for id in ("long", "wide")]
    trucks = tuple(vehicle(f"t{n}", 800, 250, 300, 1_000) for n in range(9))
    assert bound(problem(trucks), trucks, holds).name != "queue_weights"


def test_nothing_to_move_needs_no_load() -> None:
    stated = bound(problem(()), (), [])
    assert (stated.value, stated.figure) == (0, "loaded_sorties")
