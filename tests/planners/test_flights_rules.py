"""Each rule about flights in a case where it binds: what it delays, and by how much."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest

import samples
from aidbridge.engines.stopping import Stop
from aidbridge.model.agreements import Clearance
from aidbridge.model.decisions import Decision
from aidbridge.model.facts import Fact, Status
from aidbridge.model.fleet import Tail
from aidbridge.model.offers import Offer
from aidbridge.model.places import OpeningHours
from aidbridge.planners.flights.solve import fly
from flight_cases import judge, load, loaded_legs, minute, problem, unlock, world

FLIGHT = 278
"""Minutes from Chkalovsky to Pratica di Mare on the sample's route."""


def solve(resolved, task, iterations=200, seed=1):
    solution = fly(resolved, task, Stop(iterations=iterations), seed)
    judge(resolved, task, solution)
    return solution


def arrivals(solution):
    return sorted(leg.arrive_min for leg in loaded_legs(solution).values())


def waits(solution, about):
    return next(e.message for e in solution.explanations if e.about == about and e.message.key.startswith("flights.waits."))


def test_nothing_binds_all_leave_at_once_and_fly_home():
    resolved = world()
    solution = solve(resolved, problem(resolved, [load(1), load(2), load(3)]))
    assert arrivals(solution) == [120 + FLIGHT] * 3
    assert [[leg.kind for leg in sortie.legs] for sortie in solution.sorties] == [["loaded", "return"]] * 3
    assert {sortie.tail for sortie in solution.sorties} == {"T-1", "T-2", "T-3"}
    assert [sortie.id for sortie in solution.sorties] == ["S-001", "S-002", "S-003"]


def test_landing_interval():
    resolved = world({"LIRE": {"landing_interval_min": 120}})
    solution = solve(resolved, problem(resolved, [load(1), load(2), load(3)]))
    assert arrivals(solution) == [398, 518, 638]
    assert waits(solution, solution.sorties[-1].load).key == "flights.waits.landing_slot"
    assert waits(solution, solution.sorties[-1].load).params["airfield"] == "LIRE"


def test_landing_interval_holds_for_empty_arrivals_too():
    resolved = world({"UUMU": {"landing_interval_min": 300}})
    solution = solve(resolved, problem(resolved, [load(1), load(2), load(3)]))
    home = sorted(leg.arrive_min for sortie in solution.sorties for leg in sortie.legs if leg.kind == "return")
    assert all(later - sooner >= 300 for sooner, later in pairwise(home))


def test_parking_place_is_taken_until_departure():
    resolved = world({"LIRE": {"parking_places": 1}})
    solution = solve(resolved, problem(resolved, [load(1), load(2)]))
    assert arrivals(solution) == [398, 398 + 120]
    assert waits(solution, solution.sorties[-1].load).key == "flights.waits.parking"


def test_aircraft_waits_for_its_slot_at_home_on_a_parking_place():
    """Home is shut until long after unloading: the place abroad is taken until the way home is open."""
    fleet = tuple(
        Tail(id=f"P-{i}", type="il76md", offer="RU-1", at="UUMU", home="ULOO", available_from=samples.START) for i in (1, 2)
    )
    each = tuple(
        Decision(id=f"D-{i}", kind="item_on_tail", reason="two aircraft", items=(f"C-{i}",), tail=f"P-{i}") for i in (1, 2)
    )
    mission = {"fleet": fleet, "decisions": each}
    resolved = world({"LIRE": {"parking_places": 1}}, mission=mission, closed={"airfield:ULOO": ((400, 2000),)})
    solution = solve(resolved, problem(resolved, [load(1), load(2)]))
    back = solution.sorties[0].legs[-1]
    assert (back.kind, back.arrive_min) == ("return", 2000)
    assert arrivals(solution) == [398, back.depart_min]


def test_unloading_team():
    resolved = world({"LIRE": {"unloading_teams": 1}})
    solution = solve(resolved, problem(resolved, [load(1), load(2)]))
    assert sorted(leg.unloaded_min for leg in loaded_legs(solution).values()) == [518, 638]
    assert waits(solution, solution.sorties[-1].load).key == "flights.waits.unloading_team"


def test_loading_team():
    resolved = world({"UUMU": {"loading_teams": 1}})
    solution = solve(resolved, problem(resolved, [load(1), load(2)]))
    assert sorted(leg.depart_min for leg in loaded_legs(solution).values()) == [120, 240]
    assert waits(solution, solution.sorties[-1].load).key == "flights.waits.loading_team"


def test_opening_hours_follow_the_local_clock_over_its_change():
    """Rome is at UTC+1 until 29 March 01:00 UTC and at UTC+2 from then on: 06:00 there is 05:00, then 04:00 UTC."""
    hours = (OpeningHours(opens=time(6), closes=time(7)),)
    for day, utc_hour in ((28, 5), (29, 4)):
        resolved = world({"LIRE": {"hours": hours}})
        solution = solve(resolved, problem(resolved, [load(1)], earliest_min=minute(day - 1, 12)))
        assert arrivals(solution) == [minute(day, utc_hour)]
        assert waits(solution, "L-001").key == "flights.waits.window"


def test_aircraft_that_cannot_leave_before_closing_stays_until_morning():
    resolved = world({"LIRE": {"hours": (OpeningHours(opens=time(6), closes=time(9)),)}})
    solution = solve(resolved, problem(resolved, [load(1)]))
    leg, back = solution.sorties[0].legs
    assert (leg.arrive_min, leg.unloaded_min, back.depart_min) == (398, 518, minute(23, 5))


def test_hours_over_midnight():
    resolved = world({"LIRE": {"hours": (OpeningHours(opens=time(22), closes=time(2)),)}})
    solution = solve(resolved, problem(resolved, [load(1)]))
    assert arrivals(solution) == [minute(22, 21)]


def clearances_with(id, **changes):
    """The sample's clearances, one of them changed."""
    return {"clearances": tuple(c.model_copy(update=changes) if c.id == id else c for c in samples.mission().clearances)}


def test_clearance_delays_the_departure_until_its_state_may_be_entered():
    opens = samples.START + timedelta(days=1)
    resolved = world(mission=clearances_with("CL-TR", valid_from=opens))
    solution = solve(resolved, problem(resolved, [load(1)]))
    entered = next(row for row in solution.sorties[0].legs[0].overflights if row.state == "TR")
    assert entered.enter_min == 24 * 60 and entered.clearance == "CL-TR"
    assert waits(solution, "L-001").key == "flights.waits.window"


def test_crossing_must_lie_within_one_clearance():
    """Two clearances that meet in the middle of a crossing do not join."""
    middle = samples.START + timedelta(minutes=120 + 150)
    base = samples.mission().clearances
    first = next(c for c in base if c.id == "CL-TR").model_copy(update={"valid_to": middle})
    second = first.model_copy(update={"id": "CL-TR-2", "valid_from": middle, "valid_to": None})
    resolved = world(mission={"clearances": (*(c for c in base if c.id != "CL-TR"), first, second)})
    rows = solve(resolved, problem(resolved, [load(1)])).sorties[0].legs[0].overflights
    entered = next(row for row in rows if row.state == "TR")
    assert (entered.enter_min, entered.clearance) == (270, "CL-TR-2")


def test_clearance_that_ends_too_soon_keeps_the_load_on_the_ground():
    resolved = world(mission=clearances_with("CL-TR", valid_to=samples.START + timedelta(minutes=200)))
    solution = solve(resolved, problem(resolved, [load(1)]))
    assert solution.undelivered["L-001"].key in {"flights.no_window", "flights.no_window_left"}


@pytest.mark.parametrize("changes", [{"status": "refused"}, {"status": "asked"}, {"operator": "CN"}])
def test_without_an_overflight_clearance_nothing_flies(changes):
    resolved = world(mission=clearances_with("CL-GR", **changes))
    solution = solve(resolved, problem(resolved, [load(1)]))
    assert solution.sorties == ()
    assert solution.undelivered["L-001"].key == "flights.not_cleared"
    assert solution.undelivered["L-001"].params["state"] == "GR"


def test_without_a_landing_clearance_nothing_flies():
    resolved = world(mission=clearances_with("LD-LIRE", status="refused"))
    solution = solve(resolved, problem(resolved, [load(1)]))
    assert solution.undelivered["L-001"].key == "flights.no_landing_clearance"


def test_a_clearance_of_one_operator_is_for_its_tails_alone():
    tails = (
        Tail(id="CN-1", type="il76md", offer="CN-1", at="UUMU", available_from=samples.START),
        Tail(id="RU-1", type="il76md", offer="RU-1", at="UUMU", available_from=samples.START),
    )
    own = Clearance(id="CL-RU-CN", kind="overflight", state="RU", operator="CN", status="granted")
    change = clearances_with("CL-GR", operator="RU")
    mission = {"fleet": tails, "offers": (*samples.mission().offers, Offer(id="CN-1", donor="CN", status="accepted"))}
    resolved = world(mission=mission | {"clearances": (*change["clearances"], own)})
    solution = solve(resolved, problem(resolved, [load(1), load(2)]))
    assert {sortie.tail for sortie in solution.sorties} == {"RU-1"} and len(solution.sorties) == 2


def test_closed_airfield_and_closed_airspace():
    resolved = world(closed={"airfield:LIRE": ((390, 600),)})
    assert arrivals(solve(resolved, problem(resolved, [load(1)]))) == [600]
    resolved = world(closed={"state:GR": ((0, 900),)})
    rows = solve(resolved, problem(resolved, [load(1)])).sorties[0].legs[0].overflights
    assert next(row.enter_min for row in rows if row.state == "GR") == 900


@pytest.mark.parametrize(
    ("field", "value", "key"),
    [("runway_m", 900.0, "flights.runway_short"), ("runway_width_m", 20.0, "flights.runway_narrow")],
)
def test_runway(field, value, key):
    resolved = world({"LIRE": {field: value}})
    message = solve(resolved, problem(resolved, [load(1)])).undelivered["L-001"]
    assert message.key == key and message.params["airfield"] == "LIRE" and message.params["value"] == value


def test_runway_strength():
    weak = Fact(key="airfield:LIRE.strength", value=100_000, status=Status.ESTIMATED)
    resolved = world(facts=(weak,))
    assert solve(resolved, problem(resolved, [load(1)])).undelivered["L-001"].key == "flights.runway_weak"
    resolved = world(facts=(weak.model_copy(update={"value": 190_000}),))
    assert solve(resolved, problem(resolved, [load(1)])).undelivered == {}


def test_a_lighter_load_may_take_off_where_a_heavy_one_cannot():
    resolved = world({"UUMU": {"runway_m": 1_400.0}})
    solution = solve(resolved, problem(resolved, [load(1, payload_kg=45_000), load(2, payload_kg=1_000)]))
    assert list(solution.undelivered) == ["L-001"] and solution.sorties[0].load == "L-002"


def test_fuel_on_hand():
    resolved = world()
    needed = solve(resolved, problem(resolved, [load(1)])).sorties[0].legs[0].fuel.block_kg
    resolved = world({"UUMU": {"fuel_kg": 1.2 * needed}})
    solution = solve(resolved, problem(resolved, [load(1), load(2)]))
    assert [message.key for message in solution.undelivered.values()] == ["flights.no_fuel_left"]
    resolved = world({"UUMU": {"fuel_kg": 2.0 * needed}})
    assert solve(resolved, problem(resolved, [load(1), load(2)])).undelivered == {}


def test_items_and_people_who_decide_hold_a_load_back():
    resolved = world(ready={"C-1": 500})
    solution = solve(resolved, problem(resolved, [load(1)]))
    assert solution.sorties[0].legs[0].loading_start_min == 500
    assert waits(solution, "L-001").key == "flights.waits.items"
    at = datetime(2020, 3, 23, tzinfo=UTC)
    resolved = world(mission={"decisions": (Decision(id="D-1", kind="not_before", reason="fog", items=("C-1",), at=at),)})
    solution = solve(resolved, problem(resolved, [load(1)]))
    assert solution.sorties[0].legs[0].depart_min == 24 * 60
    assert waits(solution, "L-001").key == "flights.waits.decision"


def test_ready_minutes_of_the_phase_replace_those_of_the_items():
    resolved = world(ready={"C-1": 500})
    solution = solve(resolved, problem(resolved, [load(1)], ready_min={"C-1": 700}))
    assert solution.sorties[0].legs[0].loading_start_min == 700


@pytest.mark.parametrize("spare_min", [0, -1])
def test_a_deadline_is_met_or_the_load_stays(spare_min):
    unloaded = solve(world(), problem(world(), [load(1)])).sorties[0].legs[0].unloaded_min
    at = world().moment(unloaded + spare_min)
    resolved = world(mission={"decisions": (Decision(id="D-1", kind="not_after", reason="useless later", items=("C-1",), at=at),)})
    solution = solve(resolved, problem(resolved, [load(1), load(2)]))
    flown = {sortie.load for sortie in solution.sorties}
    assert flown == ({"L-001", "L-002"} if spare_min == 0 else {"L-002"})
    if spare_min:
        assert solution.undelivered["L-001"].key == "flights.too_late"
        assert solution.undelivered["L-001"].params["latest_min"] == unloaded + spare_min


def test_what_has_a_deadline_flies_before_what_has_none():
    free = solve(world(tails=1), problem(world(tails=1), [load(1), load(2)]))
    first, last = sorted(free.sorties, key=lambda sortie: sortie.legs[0].depart_min)
    at = world().moment(next(leg.unloaded_min for leg in first.legs if leg.load))
    late = last.load
    item = {"L-001": "C-1", "L-002": "C-2"}[late]
    resolved = world(tails=1, mission={"decisions": (Decision(id="D-1", kind="not_after", reason="r", items=(item,), at=at),)})
    solution = solve(resolved, problem(resolved, [load(1), load(2)]))
    assert min(solution.sorties, key=lambda sortie: sortie.legs[0].depart_min).load == late
    assert len(solution.sorties) == 2


def decided(kind, **fields):
    return {"decisions": (Decision(id="D-1", kind=kind, reason="because", **fields),)}


def test_decisions_about_tails_and_states():
    resolved = world(mission=decided("item_on_tail", items=("C-1", "C-2"), tail="T-3"))
    solution = solve(resolved, problem(resolved, [load(1), load(2), load(3)]))
    assert {s.load for s in solution.sorties if s.tail == "T-3"} >= {"L-001", "L-002"}
    resolved = world(mission=decided("item_not_on_tail", items=("C-1",), tail="T-1"), tails=1)
    assert solve(resolved, problem(resolved, [load(1)])).undelivered["L-001"].key == "flights.no_tail_by_decision"
    resolved = world(mission=decided("avoid_state", state="GR"))
    assert solve(resolved, problem(resolved, [load(1)])).undelivered["L-001"].key == "flights.state_avoided"


def test_one_tail_flies_again_and_its_way_back_begins_the_next_sortie():
    resolved = world({"LIRE": {"parking_places": 1}}, tails=1)
    solution = solve(resolved, problem(resolved, [load(1), load(2)]))
    first, second = solution.sorties
    assert [leg.kind for leg in first.legs] == ["loaded"]
    assert [leg.kind for leg in second.legs] == ["positioning", "loaded", "return"]
    assert second.legs[0].depart_min == first.legs[0].unloaded_min
    assert waits(solution, second.load).key == "flights.waits.aircraft"


def test_tail_comes_from_elsewhere_just_in_time_and_goes_home():
    tail = Tail(id="P-1", type="il76md", offer="RU-1", at="ULOO", available_from=samples.START)
    resolved = world(mission={"fleet": (tail,)}, ready={"C-1": 1000})
    (sortie,) = solve(resolved, problem(resolved, [load(1)])).sorties
    assert [(leg.kind, leg.origin, leg.destination) for leg in sortie.legs] == [
        ("positioning", "ULOO", "UUMU"), ("loaded", "UUMU", "LIRE"), ("return", "LIRE", "ULOO"),
    ]  # fmt: skip
    assert sortie.legs[0].arrive_min == sortie.legs[1].loading_start_min == 1000


def test_tail_has_to_be_home_in_time():
    until = samples.START + timedelta(minutes=700)
    tail = Tail(id="T-1", type="il76md", offer="RU-1", at="UUMU", available_from=samples.START, available_to=until)
    resolved = world(mission={"fleet": (tail,)})
    assert solve(resolved, problem(resolved, [load(1)])).undelivered["L-001"].key == "flights.not_home_in_time"


def test_reasons_for_loads_that_cannot_fly():
    resolved = world(tails=1)
    task = problem(resolved, [load(1), load(2), load(3, aircraft_type="an124")], latest_min=600)
    solution = solve(resolved, task)
    assert {id: message.key for id, message in solution.undelivered.items()} == {
        "L-002": "flights.too_late", "L-003": "flights.no_tail_of_type",
    }  # fmt: skip
    resolved = world(routes=())
    assert solve(resolved, problem(resolved, [load(1)])).undelivered["L-001"].key == "flights.no_route"
    resolved = world(tails=0)
    assert solve(resolved, problem(resolved, [load(1)])).undelivered["L-001"].key == "flights.no_tail_of_type"


def test_when_not_all_can_fly_the_one_that_unlocks_most_does():
    resolved = world(tails=1)
    task = problem(resolved, [load(1), load(2)], [unlock(1.0, "C-1"), unlock(5.0, "C-2")], latest_min=600)
    assert list(solve(resolved, task).undelivered) == ["L-001"]


def test_too_heavy_and_unknown_figures():
    resolved = world()
    key = solve(resolved, problem(resolved, [load(1, payload_kg=80_000)])).undelivered["L-001"].key
    assert key in {"flights.takeoff_too_heavy", "flights.landing_too_heavy", "flights.too_much_fuel"}
    bare = samples.IL76.model_copy(update={"payload_range": ()})
    resolved = world(aircraft_types=(bare,))
    message = solve(resolved, problem(resolved, [load(1)])).undelivered["L-001"]
    assert message.key == "flights.fuel_unknown" and message.params["facts"] == "aircraft:il76md.payload_range"


def test_way_home_comes_after_the_flights_out():
    """The earlier phase's slots, fuel and the place of the waiting aircraft are kept."""
    resolved = world({"LIRE": {"landing_interval_min": 120}, "LIPX": {"loading_teams": 1, "parking_places": 2}})
    task = problem(resolved, [load(1), load(2)])
    out = solve(resolved, task)
    loads = [load(n, origin="LIPX", destination="UUMU", phase="home") for n in (3, 4, 5)]
    back = problem(
        resolved, loads, phase="home", earliest_min=minute(1, 6, month=4), flown=out.sorties, latest_min=minute(5, month=4)
    )
    solution = solve(resolved, back)
    assert [sortie.id for sortie in solution.sorties] == ["SH-003", "SH-004", "SH-005"]
    assert {e.stage for e in solution.explanations} == {"way_home"}
    assert min(leg.depart_min for sortie in solution.sorties for leg in sortie.legs) >= minute(1, 6, month=4)


def test_flights_planned_before_keep_their_slots_and_fuel():
    resolved = world({"LIRE": {"landing_interval_min": 120}}, tails=2)
    both = problem(resolved, [load(1), load(2)])
    one = problem(resolved, [load(1)], tails=both.tails[:1])
    first = solve(resolved, one)
    other = problem(resolved, [load(2)], tails=both.tails[1:], flown=first.sorties)
    assert arrivals(solve(resolved, other)) == [398 + 120]
    used = sum(leg.fuel.block_kg for sortie in first.sorties for leg in sortie.legs if leg.origin == "UUMU")
    resolved = world({"UUMU": {"fuel_kg": used + 1.0}}, tails=2)
    assert next(iter(solve(resolved, other).undelivered.values())).key == "flights.no_fuel_left"
