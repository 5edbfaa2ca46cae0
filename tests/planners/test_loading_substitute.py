"""A load put into another type of aircraft at the last minute: what goes keeps its place where it can, the rest is told why."""

import pytest

import samples
from aidbridge.checker.check import check_loads
from aidbridge.documents.messages import say
from aidbridge.model.decisions import Decision
from aidbridge.model.fleet import AircraftType
from aidbridge.model.plan import Load, Placement
from aidbridge.model.resolved import Item, Resolved
from aidbridge.planners.loading.problem import LoadingProblem
from aidbridge.planners.loading.substitute import Substitution, substitute
from aidbridge.planning.yard import DESTINATION, ORIGIN, yard

BIG = samples.IL76.model_copy(update={"loads_through": "rear"})
LONGER = BIG.model_copy(
    update={"id": "longer", "hold_length_m": 24.0, "max_payload_kg": 60_000, "mzfw_kg": None, "balance_to_m": 13.0}
)
LIGHTER = BIG.model_copy(update={"id": "lighter", "max_payload_kg": 20_000})
SHORTER = BIG.model_copy(update={"id": "shorter", "hold_length_m": 10.0, "balance_from_m": 2.0, "balance_to_m": 8.0})
AFT = BIG.model_copy(update={"id": "aft", "balance_from_m": 10.0, "balance_to_m": 11.0})
CIVIL = BIG.model_copy(update={"id": "civil", "troop_seats": 4})
LOW = BIG.model_copy(update={"id": "low", "hold_height_m": 2.5, "door_height_m": 2.4})


def item(id: str, length: int, kg: int, **more: object) -> Item:
    known = {"id": id, "kind": "cargo", "resource": id, "offer": "yard", "flies": True, "origin": ORIGIN, "ready_min": 0}
    sized = {"length_cm": length, "width_cm": 240, "height_cm": 200, "mass_kg": kg}
    return Item.model_validate(known | sized | more)


def persons(id: str, count: int) -> Item:
    return item(id, 0, count * 100, kind="persons", persons=count, width_cm=0, height_cm=0)


TRUCK = {"kind": "vehicle", "height_cm": 290}
ITEMS = (item("a", 700, 9_000, **TRUCK), item("b", 700, 9_000, **TRUCK), item("c", 200, 1_500), persons("p", 6))
PLACES = (
    Placement(item="a", x_cm=100, y_cm=50), Placement(item="b", x_cm=820, y_cm=50), Placement(item="c", x_cm=1_540, y_cm=50),
)  # fmt: skip
LOAD = Load(
    id="L-007", phase="out", origin=ORIGIN, destination=DESTINATION, aircraft_type="il76md", placements=PLACES, persons=("p",),
    payload_kg=20_100, balance_cm=869,
)  # fmt: skip
PROBLEM = LoadingProblem(phase="out", origin=ORIGIN, destination=DESTINATION, items=ITEMS, fleet={})


def into(type: AircraftType, load: Load = LOAD, decisions: tuple[Decision, ...] = ()) -> tuple[Resolved, Substitution]:
    world = yard((BIG, type), ITEMS, {"il76md": 1, type.id: 1}, decisions=decisions)
    answer = substitute(world, PROBLEM, load, type.id)
    assert answer == substitute(world, PROBLEM, load, type.id)
    loads = () if answer.load is None else (answer.load,)
    verdict = check_loads(world, loads, answer.left_behind)
    assert verdict.accepted, (verdict.broken, verdict.not_provable)
    return world, answer


def test_the_load_itself_keeps_the_rules() -> None:
    assert check_loads(yard((BIG,), ITEMS, {"il76md": 1}), [LOAD]).accepted


def test_where_everything_fits_as_it_stands_nothing_is_moved() -> None:
    _, answer = into(LONGER)
    assert answer.load is not None
    assert (answer.moved, answer.left_behind) == ((), ())
    assert answer.load.placements == PLACES
    assert (answer.load.aircraft_type, answer.load.payload_kg, answer.load.persons) == ("longer", 20_100, ("p",))
    text = say(answer.explanations[0].message)
    assert "longer" in text and "il76md" in text and "keep their place: 4" in text


def test_what_is_too_heavy_stays_behind_with_the_limit_and_the_value() -> None:
    """20.1 t into 20 t: one thing must stay, and the other three keep their places."""
    _, answer = into(LIGHTER)
    [left] = answer.left_behind
    assert left.reason.key == "loading.left.full_mass"
    assert (left.reason.params["limit"], left.reason.params["value"], left.reason.params["over"]) == (20_000, 20_100, 100)
    assert "20,100" in say(left.reason) and "100\N{NO-BREAK SPACE}kg more" in say(left.reason)
    assert len(answer.moved) <= 1, "the balance may ask for one to be moved, not for all"


def test_a_shorter_hold_takes_what_it_can_and_says_what_had_no_room() -> None:
    _, answer = into(SHORTER)
    assert {row.item for row in answer.left_behind} in ({"a"}, {"b"})
    assert answer.left_behind[0].reason.key in ("loading.left.full_floor", "loading.left.full_room")
    assert answer.load is not None and "p" in answer.load.persons


def test_another_balance_moves_as_little_as_it_can() -> None:
    """The centre must go back by 1.3 m; the floor behind the crate allows it only when something is moved."""
    _, answer = into(AFT)
    assert answer.left_behind == ()
    assert 1 <= len(answer.moved) <= 2


def test_too_few_seats() -> None:
    _, answer = into(CIVIL)
    [left] = answer.left_behind
    assert (left.item, left.reason.key) == ("p", "loading.left.seats")
    assert (left.reason.params["value"], left.reason.params["limit"]) == (6, 4)
    assert answer.moved == ()


def test_what_fits_nowhere_names_the_limit_and_the_rest_stays_in_place() -> None:
    _, answer = into(LOW)
    assert {row.item: row.reason.key for row in answer.left_behind} == {"a": "loading.left.height", "b": "loading.left.height"} or {
        row.reason.key for row in answer.left_behind
    } == {"loading.left.door_height"}
    assert answer.load is not None and [p.item for p in answer.load.placements] == ["c"]


def test_what_must_fly_together_stays_together() -> None:
    together = Decision(id="D-1", kind="items_together", items=("a", "b"), reason="a pair")
    _, answer = into(SHORTER, decisions=(together,))
    assert {row.item for row in answer.left_behind} >= {"a", "b"}


def test_decisions_that_keep_an_item_off_the_other_aircraft_are_kept() -> None:
    off = Decision(id="D-1", kind="item_not_on_tail", items=("c",), tail="longer-01", reason="not this one")
    _, answer = into(LONGER, decisions=(off,))
    assert {row.item for row in answer.left_behind} == {"c"}


def test_nothing_goes_into_an_aircraft_without_a_hold() -> None:
    airliner = BIG.model_copy(update={"id": "bus", "hold_length_m": None, "hold_width_m": None, "troop_seats": None})
    answer = substitute(yard((BIG, airliner), ITEMS, {"il76md": 1, "bus": 1}), PROBLEM, LOAD, "bus")
    assert answer.load is None
    assert {row.item for row in answer.left_behind} == {"a", "b", "c", "p"}


def test_an_unknown_type_is_an_error() -> None:
    with pytest.raises(KeyError):
        substitute(yard((BIG,), ITEMS, {"il76md": 1}), PROBLEM, LOAD, "zeppelin")
