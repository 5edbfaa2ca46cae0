"""The bound by all limits of a hold together: never above what can be done, verified by the checker, tight where it should be."""

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from aidbridge.checker.bounds import check_bound
from aidbridge.engines.stopping import Stop
from aidbridge.model.fleet import AircraftType
from aidbridge.model.plan import Bound
from aidbridge.model.policy import HoldPolicy, Policy
from aidbridge.model.resolved import Item, Resolved
from aidbridge.planners.loading.bounds import bound, quick_bound
from aidbridge.planners.loading.bounds.generation import step
from aidbridge.planners.loading.bounds.hold_weights import hold_weights
from aidbridge.planners.loading.bounds.scales import VEHICLE, Rooms, Scale, cutting_scale, identity
from aidbridge.planners.loading.hold import Hold, hold_of
from aidbridge.planners.loading.problem import LoadingProblem
from aidbridge.planners.loading.solve import load
from aidbridge.planning.yard import DESTINATION, ORIGIN, yard
from loading_oracle import cargo, team, vehicle

NO_GAPS = Policy(hold=HoldPolicy(vehicle_gap_m=0, cargo_gap_m=0, roof_gap_m=0))
ONE = Fraction(1)


def aircraft(id: str, length_m: float, width_m: float, payload_kg: int = 40_000, **more: object) -> AircraftType:
    size = {"hold_length_m": length_m, "hold_width_m": width_m, "max_payload_kg": payload_kg}
    return AircraftType.model_validate({"id": id, "name": id, "cruise_tas_kmh": 800, **size, **more})


def asked(
    items: tuple[Item, ...], fleet: dict[str, int | None], *types: AircraftType, policy: Policy = NO_GAPS, **more: object
) -> tuple[Resolved, LoadingProblem, list[Hold]]:
    resolved = yard(types, items, fleet, policy)
    given = {"phase": "out", "origin": ORIGIN, "destination": DESTINATION, "items": resolved.items, "fleet": fleet, **more}
    return resolved, LoadingProblem.model_validate(given), [hold_of(resolved, type, ORIGIN, DESTINATION) for type in sorted(fleet)]


def proven(resolved: Resolved, problem: LoadingProblem, holds: list[Hold]) -> Bound:
    """The bound, which the checker accepts."""
    stated = bound(problem, problem.items, holds)
    assert check_bound(resolved, stated) == ()
    return stated


def test_narrow_items_share_the_length_beside_each_other_and_wide_ones_do_not() -> None:
    """Seven of 10 x 2.4 m and six of 10 x 1.2 m on floors of 20 x 3.4 m: beside a wide one nothing stands, two narrow ones stand
    side by side: 70 m + 30 m of 20 m each. Area alone says four."""
    wide = tuple(cargo(f"w{n}", 1_000, 240, 100, 100, turnable=False) for n in range(7))
    narrow = tuple(cargo(f"n{n}", 1_000, 120, 100, 100, turnable=False) for n in range(6))
    stated = proven(*asked((*wide, *narrow), {"a": None}, aircraft("a", 20, 3.4)))
    assert (stated.name, stated.value) == ("hold_weights", 5)


def test_thirds_of_the_width_are_found() -> None:
    """Two of 1.3 m side by side on 3.4 m leave nothing for a third: nine of them 20 m long need five floors; area asks for four."""
    items = tuple(cargo(f"i{n}", 2_000, 130, 100, 100, turnable=False) for n in range(9))
    resolved, problem, holds = asked(items, {"a": None}, aircraft("a", 20, 3.4))
    assert quick_bound(problem, problem.items, holds).value == 4
    assert proven(resolved, problem, holds).value == 5


def test_an_odd_crate_takes_the_whole_width() -> None:
    """Five of 2.25 x 2.75 m behind a truck leave 0.25 m of length: a crate of 2.25 x 1.4 m, half the width, has no place."""
    load_ = (
        cargo("truck", 750, 250, 100, 100, turnable=False), *(cargo(f"p{n}", 225, 275, 100, 100) for n in range(5)),
        cargo("crate", 225, 140, 100, 100),
    )  # fmt: skip
    assert proven(*asked(load_, {"a": None}, aircraft("a", 20, 3.45))).value == 2
    assert proven(*asked(load_[:-1], {"a": None}, aircraft("a", 20, 3.45))).value == 1


def test_mass_and_floor_together_prove_more_than_either() -> None:
    """Three heavy ones fill a payload, three long ones a floor; of each together no more than one fills a hold twice."""
    heavy = tuple(cargo(f"h{n}", 100, 100, 100, 13_000) for n in range(5))
    long = tuple(cargo(f"l{n}", 1_900, 300, 100, 2_000, turnable=False) for n in range(3))
    resolved, problem, holds = asked((*heavy, *long), {"a": None}, aircraft("a", 20, 3.4))
    assert quick_bound(problem, problem.items, holds).value == 3
    assert proven(resolved, problem, holds).value == 3
    more = (*heavy, *(cargo(f"m{n}", 100, 100, 100, 30_000) for n in range(3)), *long)
    assert proven(*asked(more, {"a": None}, aircraft("a", 20, 3.4))).value == 5


def test_persons_take_the_length_that_vehicles_leave() -> None:
    """100 seats over 20 m; a truck of 10 m leaves 50 seats: two trucks and 120 persons are 2.2 holds."""
    items = (*(vehicle(f"v{n}", 1_000, 240, 100, 5_000) for n in range(2)), *(team(f"t{n}", 40) for n in range(3)))
    resolved, problem, holds = asked(items, {"a": None}, aircraft("a", 20, 3.4, troop_seats=100))
    assert quick_bound(problem, problem.items, holds).value == 2
    assert proven(resolved, problem, holds).value == 3


def test_persons_in_a_cabin_of_their_own_take_no_length() -> None:
    items = (*(vehicle(f"v{n}", 1_000, 240, 100, 5_000) for n in range(2)), *(team(f"t{n}", 40) for n in range(3)))
    assert proven(*asked(items, {"a": None}, aircraft("a", 20, 3.4, troop_seats=60, seats_beside_cargo=60))).value == 1


def test_the_ramp_is_a_floor_of_its_own() -> None:
    """Two trucks fill the floor; the jeep goes onto the ramp where the ramp is used, and the ramp takes no truck."""
    trucks = tuple(vehicle(f"t{n}", 950, 250, 200, 9_000) for n in range(4))
    jeeps = (vehicle("j0", 400, 190, 200, 1_800), vehicle("j1", 400, 190, 200, 1_800))
    type = aircraft("a", 20, 3.4, ramp_length_m=4.5, ramp_load_limit_kg=2_000)
    ramp = Policy(hold=HoldPolicy(vehicle_gap_m=0, cargo_gap_m=0, roof_gap_m=0, ramp_in_flight=True))
    assert proven(*asked((*trucks, *jeeps), {"a": None}, type)).value == 3
    assert proven(*asked((*trucks, *jeeps), {"a": None}, type, policy=ramp)).value == 2
    assert proven(*asked((*trucks, *trucks_of(3)), {"a": None}, type, policy=ramp)).value == 4


def trucks_of(count: int) -> tuple[Item, ...]:
    return tuple(vehicle(f"u{n}", 950, 250, 200, 9_000) for n in range(count))


def test_few_of_the_good_ones_and_what_they_cost() -> None:
    """Six loads' worth; two of the large type at 1.5 take two each, the other two loads fly at 1.0."""
    items = tuple(cargo(f"i{n}", 1_000, 300, 100, 100, turnable=False) for n in range(6))
    types = aircraft("large", 20, 3.4), aircraft("small", 10, 3.4)
    stated = proven(*asked(items, {"large": 2, "small": 9}, *types, cost={"large": 1.5}))
    assert (stated.figure, stated.value) == ("loading_cost", 5.0)
    assert proven(*asked(items, {"large": 2, "small": 9}, *types)).value == 4
    assert proven(*asked(items, {"large": None, "small": None}, *types)).value == 3


def test_costs_are_rounded_up_to_what_they_can_add_up_to() -> None:
    assert step([Fraction(3, 2), ONE]) == Fraction(1, 2)
    assert step([Fraction(12, 5), Fraction(4, 5)]) == Fraction(4, 5)
    assert step([]) == 1


def test_a_known_answer_ends_the_search_for_a_proof() -> None:
    items = tuple(cargo(f"i{n}", 2_000, 130, 100, 100, turnable=False) for n in range(9))
    _, problem, holds = asked(items, {"a": None}, aircraft("a", 20, 3.4))
    assert bound(problem, problem.items, holds, enough=4).name != "hold_weights"
    assert bound(problem, problem.items, holds, enough=5).value == 5


def test_a_type_that_takes_nothing_and_a_fleet_of_one_small_item() -> None:
    small = (vehicle("v", 60, 50, 40, 20),)
    assert proven(*asked(small, {"a": None, "b": None}, aircraft("a", 20, 3.4), aircraft("b", 0.2, 0.2))).value == 1


def test_the_same_items_give_the_same_certificate() -> None:
    items = tuple(cargo(f"i{n}", 100 + 30 * n, 90 + 20 * (n % 4), 100, 100) for n in range(12))
    first, again = (asked(items, {"a": 5, "b": None}, aircraft("a", 20, 3.4), aircraft("b", 12, 3.0)) for _ in range(2))
    costs = {"a": Fraction(3, 2), "b": ONE}
    answers = [hold_weights(p.items, h, p.fleet, costs, None) for _, p, h in (first, again)]
    assert answers[0] is not None
    assert answers[1] is not None
    assert answers[0][0] == answers[1][0]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.integers(3, 20), st.integers(3, 20), st.integers(1, 9), st.booleans()), min_size=1, max_size=6),
    st.lists(st.integers(1, 9), max_size=3),
)
def test_it_is_never_above_what_can_be_done(floor: list[tuple[int, int, int, bool]], persons: list[int]) -> None:
    """The planner's own loads are feasible, so that no bound may be above them."""
    items = (
        *(cargo(f"c{n}", 10 * a, 10 * b, 100, 100 * m, turnable=t) for n, (a, b, m, t) in enumerate(floor)),
        *(team(f"t{n}", count) for n, count in enumerate(persons)),
    )
    types = aircraft("a", 2.0, 2.0, 1_500, troop_seats=10), aircraft("b", 3.0, 2.4, 2_500, seats_beside_cargo=4)
    resolved, problem, _ = asked(items, {"a": None, "b": 2}, *types, policy=Policy(), cost={"b": 1.5})
    answer = load(resolved, problem, Stop(iterations=30), seed=1)
    assert check_bound(resolved, answer.bound) == ()
    if not answer.left_behind:
        assert answer.bound.value <= sum(problem.cost.get(one.aircraft_type, 1.0) for one in answer.loads) + 1e-9


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(5, 60), min_size=1, max_size=5, unique=True), st.integers(30, 100), st.data())
def test_a_scale_keeps_what_fits_side_by_side(sizes: list[int], room: int, data: st.DataObject) -> None:
    sizes = [size for size in sizes if size <= room] or [room]
    demand = {size: data.draw(st.integers(1, 50)) for size in sizes}
    found = cutting_scale(demand, 1.0, Rooms.alike(room), set(sizes), by_kind=False)
    if found is None:
        return
    for counts in product(*(range(room // size + 1) for size in sizes)):
        if sum(n * size for n, size in zip(counts, sizes, strict=True)) <= room:
            assert sum(n * found.of(size) for n, size in zip(counts, sizes, strict=True)) <= found.limit
    assert sum(amount * found.of(size) for size, amount in demand.items()) > found.limit


def test_a_scale_is_a_step_function() -> None:
    scale = Scale((40, 70), (1, 2), 2)
    assert [scale.of(size) for size in (39, 40, 69, 70, 200)] == [0, 1, 1, 2, 2]
    assert identity(100, {30, 50}).of(50) == 50
    assert cutting_scale({40: 10}, 10.0, Rooms.alike(100), {40}, by_kind=False) is None


def test_a_row_with_a_vehicle_has_less_room() -> None:
    """On 4 m a truck of 2.5 m and a crate of 1.2 m keep 15 + 15 + 5 cm: 4.05 m. Six of each, 20 m long, need twelve holds but for
    crates, of which three stand side by side: eight."""
    items = (
        *(vehicle(f"t{n}", 2_000, 250, 100, 100) for n in range(6)),
        *(cargo(f"c{n}", 2_000, 120, 100, 100, turnable=False) for n in range(6)),
    )  # fmt: skip
    assert proven(*asked(items, {"a": None}, aircraft("a", 20, 4.0), policy=Policy())).value == 8
    assert proven(*asked(items, {"a": None}, aircraft("a", 20, 4.05), policy=Policy())).value == 6


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(5, 60), st.booleans()), min_size=1, max_size=5, unique=True),
    st.tuples(st.integers(60, 100), st.integers(60, 100), st.integers(60, 100)), st.data(),
)  # fmt: skip
def test_a_scale_by_kind_keeps_what_fits_each_row(
    drawn: list[tuple[int, bool]], room: tuple[int, int, int], data: st.DataObject
) -> None:
    rooms = Rooms(room[0], room[1], min(room))
    sizes = [size + VEHICLE * rolls for size, rolls in drawn]
    found = cutting_scale({size: data.draw(st.integers(1, 50)) for size in sizes}, 1.0, rooms, set(sizes), by_kind=True)
    if found is None:
        return
    for counts in product(*(range(100 // size + 1) for size, _ in drawn)):
        total = sum(n * size for n, (size, _) in zip(counts, drawn, strict=True))
        kinds = {rolls for n, (_, rolls) in zip(counts, drawn, strict=True) if n}
        if not kinds or total <= (rooms.both if len(kinds) == 2 else rooms.vehicles if True in kinds else rooms.cargo):
            assert sum(n * found.of(size, rolls) for n, (size, rolls) in zip(counts, drawn, strict=True)) <= found.limit


def test_what_fits_nowhere_has_no_weight() -> None:
    items = (*(cargo(f"i{n}", 500, 300, 100, 100) for n in range(5)), cargo("giant", 9_000, 300, 100, 100))
    _, problem, holds = asked(items, {"a": None}, aircraft("a", 20, 3.4))
    found = hold_weights(problem.items, holds, {"a": None}, {"a": ONE}, None)
    assert found is not None
    assert found[0].value == 2
    assert "giant" not in str(found[0].certificate["weights"])
    assert hold_weights(problem.items[-1:], holds, {"a": None}, {"a": ONE}, None) is None
