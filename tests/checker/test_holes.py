"""Plans that are wrong in one way and consistent in every other: all that follows from the change is counted anew, so that
only the rule itself can tell. Beside each stands a plan as near as can be that is right."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

import rich_sample
import sample_plan
import samples
from aidbridge.checker import recount
from aidbridge.checker.check import check
from aidbridge.checker.parting import missing
from aidbridge.model.decisions import Decision
from aidbridge.model.needs import Need
from aidbridge.model.offers import Offer, Reserve
from aidbridge.model.plan import Assignment, Bound, Convoy, LeftBehind, Load, MarchingVehicle, Placement, Plan, RoadSegment, Seat
from aidbridge.model.policy import HoldPolicy, Policy
from aidbridge.model.resolved import Item, Resolved
from aidbridge.model.resources import Device, Team, Vehicle
from aidbridge.model.tasks import WayHome
from sample_plan import WAY_HOME, make_leg

DAY = 1440
REASON = sample_plan.NO_TRUCK


def broken(resolved: Resolved, plan: Plan) -> set[tuple[str, str]]:
    """What is broken, by key and object."""
    return {(finding.key, finding.about) for finding in check(resolved, plan).broken}


def world(mission: dict[str, Any] | None = None, items: Iterable[Item] = (), **update: Any) -> Resolved:
    """The sample with sections of its mission replaced and items added."""
    base = samples.resolved()
    changed = {"mission": base.mission.model_copy(update=mission or {}), "items": (*base.items, *items)}
    return base.model_copy(update=changed | update)


def plan_of(resolved: Resolved, **update: Any) -> Plan:
    """The sample's plan with some sections replaced, its ledger, figures and bounds counted anew."""
    plan = sample_plan.sample_plan(resolved)
    return sample_plan.counted(resolved, plan.model_copy(update=update))


def put(rows: Iterable[Any], *new: Any) -> tuple[Any, ...]:
    """Rows with those of the same identifier replaced and the others added."""
    rows, by_id = tuple(rows), {row.id: row for row in new}
    known = {row.id for row in rows}
    return (*(by_id.get(row.id, row) for row in rows), *(row for row in new if row.id not in known))


def edited(rows: Iterable[Any], id: str, **update: Any) -> tuple[Any, ...]:
    return put(rows, next(row for row in rows if row.id == id).model_copy(update=update))


BUS = Item(
    id="IT-bus-01", kind="vehicle", resource="IT-bus-01", offer="IT-1", flies=False, origin="LIRE", ready_min=0, mass_kg=9_000,
    seats_on_road=20,
)  # fmt: skip


def with_bus(**mission: Any) -> Resolved:
    """The sample with a bus of the host's at the airfield."""
    bus = Vehicle(id="IT-bus-01", offer="IT-1", equipment="bus", at="LIRE", flies=False, drivers_needed=0, returns=False)
    return world({"vehicles": (*samples.mission().vehicles, bus)} | mission, [BUS])


def marching(vehicle: str, **seats: int) -> MarchingVehicle:
    return MarchingVehicle(vehicle=vehicle, seats=tuple(Seat(team=team.replace("_", "-"), count=n) for team, n in seats.items()))


def march(plan: Plan, id: str, like: str, depart_min: int, *vehicles: MarchingVehicle) -> Convoy:
    """A convoy that marches like another one, at its own time."""
    model = next(convoy for convoy in plan.convoys if convoy.id == like)
    by = depart_min - model.depart_min
    segments = tuple(RoadSegment(kind=s.kind, start_min=s.start_min + by, end_min=s.end_min + by, km=s.km) for s in model.segments)
    moved = {"id": id, "depart_min": depart_min, "arrive_min": model.arrive_min + by, "segments": segments}
    return model.model_copy(update=moved | {"vehicles": vehicles})


# N1


def crowded_plan(resolved: Resolved) -> Plan:
    """The second pallet of ventilators flies too, and no need gets it."""
    plan = sample_plan.sample_plan(resolved)
    second = Placement(item="RU-vent.2", x_cm=1_239, y_cm=60)
    load = plan.loads[1].model_copy(update={"placements": (*plan.loads[1].placements, second), "payload_kg": 5_507})
    load = load.model_copy(update={"balance_cm": 1_050})
    leg = make_leg(
        resolved, "S-002.2", "loaded", "UUMU-LIRE", 600, load="L-002", payload_kg=5_507, loading_start_min=420, unloaded_min=998
    )
    sortie = plan.sorties[1].model_copy(update={"legs": put(plan.sorties[1].legs, leg)})
    return plan_of(resolved, loads=put(plan.loads, load), sorties=put(plan.sorties, sortie), left_behind=())


@pytest.mark.parametrize(("keeps", "due"), [(482, {("N1.given", "RU")}), (464, set())])
def test_what_flies_out_is_given_whether_a_need_has_it_or_not(keeps: float, due: set[tuple[str, str]]) -> None:
    reserve = Reserve(donor="RU", capability="ventilator", has=500, keeps=keeps)
    resolved = world({"reserves": (reserve,)})
    assert broken(resolved, crowded_plan(resolved)) == due


# N3


def test_pallets_that_are_shared_hold_what_is_taken_from_them_together() -> None:
    pallet = samples.resolved().item("RU-vent.1")
    more = [pallet.model_copy(update={"id": f"RU-vent.{n}"}) for n in (3, 4)]
    supply = samples.mission().supplies[0].model_copy(update={"quantity": 72})
    resolved = world({"supplies": (supply,)}, more)
    first = next(a for a in sample_plan.sample_plan(resolved).assignments if a.resource == "RU-vent")

    def taking(*parts: tuple[float, str]) -> set[tuple[str, str]]:
        rows = tuple(
            first.model_copy(update={"id": f"A-{n}", "quantity": quantity, "items": tuple(f"RU-vent.{i}" for i in units)})
            for n, (quantity, units) in enumerate(parts)
        )
        return {pair for pair in broken(resolved, plan_of(resolved, assignments=rows)) if pair[0].startswith("N3.")}

    # No part is more than its own pallets hold, nor all of them more than all; but 60 come from the 54 of three.
    assert taking((30, "12"), (30, "23"), (10, "4")) == {("N3.taken", "A-1")}
    assert taking((30, "12"), (24, "23"), (18, "4")) == set()


def test_parting_gives_back_what_another_needs_more() -> None:
    assert missing({"a": 1, "b": 1}, {"x": 1, "y": 1}, {("a", "x"): 1, ("a", "y"): 1, ("b", "x"): 1}) == {}
    assert missing({"a": 1, "b": 1}, {"x": 1, "y": 1}, {("a", "x"): 1, ("b", "x"): 1}) == {"b": 1}
    assert missing({"a": 2}, {"x": 5, "y": 5}, {("a", "x"): 1, ("a", "y"): 0.5}) == {"a": 0.5}
    assert missing({"a": 2}, {}, {}) == {"a": 2}


def with_device(site: str, until_min: int | None, **mission: Any) -> tuple[Resolved, Plan]:
    """A testing set of the host's at a site, which the medical team of the hospital operates until that minute."""
    device = Device(id="IT-pcr", offer="IT-1", capability="test", capacity=100, equipment="pcr", operated_by="RU-med-1", at=site)
    item = Item(id="IT-pcr", kind="device", resource="IT-pcr", offer="IT-1", flies=False, origin=site, ready_min=0, mass_kg=50)
    need = Need(id="IT-BG-test", capability="test", place="IT-BG", site="bergamo-hospital", quantity=100, start=samples.START)
    resolved = world({"devices": (device,), "needs": (*samples.mission().needs, need)} | mission, [item])
    hours = resolved.roads.leg("bergamo-base", site)[1]
    work = Assignment(
        id="A-pcr", need={"bergamo-hospital": "IT-BG-test"}.get(site, "IT-45-test"), offer="IT-1", resource="IT-pcr",
        items=("IT-pcr",), quantity=100, site=site, arrive_min=0, at_work_min=1705 + hours + 60, until_min=until_min,
    )  # fmt: skip
    plan = sample_plan.sample_plan(resolved)
    return resolved, plan_of(resolved, assignments=(*plan.assignments, work))


@pytest.mark.parametrize(("site", "due"), [("bologna-depot", {("N3.places_at_once", "RU-med-1")}), ("bergamo-hospital", set())])
def test_a_team_operates_devices_only_where_it_is(site: str, due: set[tuple[str, str]]) -> None:
    assert broken(*with_device(site, WAY_HOME - 300)) == due


@pytest.mark.parametrize(("until", "due"), [(None, {("P1.until_min", "A-pcr")}), (WAY_HOME - 5, set())])
def test_a_device_stands_still_once_its_operators_have_left(until: int | None, due: set[tuple[str, str]]) -> None:
    later = samples.mission().horizon + timedelta(days=2)
    assert broken(*with_device("bergamo-hospital", until, horizon=later)) == due


# N4


@pytest.mark.parametrize(("status", "due"), [("offered", {("N4.aircraft", "RU-il76-03")}), ("accepted", set())])
def test_an_aircraft_that_flies_home_is_of_an_accepted_offer(status: str, due: set[tuple[str, str]]) -> None:
    mission = samples.mission()
    offer = Offer.model_validate({"id": "RU-2", "donor": "RU", "status": status})
    tail = mission.fleet[1].model_copy(update={"id": "RU-il76-03", "offer": "RU-2"})
    resolved = world({"offers": (*mission.offers, offer), "fleet": (*mission.fleet, tail)})
    plan = sample_plan.sample_plan(resolved)
    assert broken(resolved, plan_of(resolved, sorties=edited(plan.sorties, "S-004", tail="RU-il76-03"))) == due


@pytest.mark.parametrize(("since", "until", "due"), [(0, 10, set()), (17, 60, {("N4.aircraft", "RU-il76-03")}), (0, 60, set())])
def test_an_aircraft_flies_home_under_an_agreement_that_has_begun(since: int, until: int, due: set[tuple[str, str]]) -> None:
    """The aircraft that comes for the last load leaves its home 2 h after midnight of the 17th day."""
    mission = samples.mission()
    tail = mission.fleet[1].model_copy(update={"id": "RU-il76-03", "offer": "RU-2"})
    days = {"valid_from": samples.START + timedelta(days=since, hours=3), "valid_to": samples.START + timedelta(days=until)}
    agreements = (
        mission.agreements[0].model_copy(update={"offers": ("RU-1",)}),
        mission.agreements[0].model_copy(update={"id": "AG-3", "offers": ("RU-2",)} | days),
    )
    offers = (*mission.offers, Offer(id="RU-2", donor="RU", status="accepted"))
    resolved = world({"offers": offers, "fleet": (*mission.fleet, tail), "agreements": (*agreements, mission.agreements[1])})
    plan = sample_plan.sample_plan(resolved)
    assert broken(resolved, plan_of(resolved, sorties=edited(plan.sorties, "S-004", tail="RU-il76-03"))) == due


@pytest.mark.parametrize(("status", "due"), [("declined", {("N4.operator", "A-pcr")}), ("accepted", set())])
def test_who_operates_a_device_is_agreed_too(status: str, due: set[tuple[str, str]]) -> None:
    mission = samples.mission()
    crew = Team(id="IT-lab", offer="IT-2", people=2, at="bergamo-hospital")
    people = Item(
        id="IT-lab", kind="persons", resource="IT-lab", offer="IT-2", flies=False, origin="bergamo-hospital", ready_min=0,
        persons=2, mass_kg=240,
    )  # fmt: skip
    offer = Offer.model_validate({"id": "IT-2", "donor": "IT", "status": status})
    of_both = mission.agreements[1].model_copy(update={"offers": ()})
    resolved, plan = with_device(
        "bergamo-hospital", None, teams=(*mission.teams, crew), offers=(*mission.offers, offer),
        agreements=(mission.agreements[0], of_both),
    )  # fmt: skip
    device = resolved.mission.devices[0].model_copy(update={"operated_by": "IT-lab"})
    resolved = resolved.model_copy(
        update={"items": (*resolved.items, people), "mission": resolved.mission.model_copy(update={"devices": (device,)})}
    )
    work = edited(plan.assignments, "A-pcr", at_work_min=0)
    assert broken(resolved, plan_of(resolved, assignments=work)) == due


@pytest.mark.parametrize(("offer", "due"), [("CN-1", {("N4.vehicle", "CN-tests")}), ("IT-1", set())])
def test_cargo_that_does_not_fly_is_agreed_too(offer: str, due: set[tuple[str, str]]) -> None:
    goods = Item(
        id="CN-tests", kind="cargo", resource="CN-tests", offer=offer, flies=False, origin="LIRE", ready_min=0, mass_kg=100
    )
    offers = (*samples.mission().offers, Offer(id="CN-1", donor="CN", status="illustrative"))
    resolved = world({"offers": offers}, [goods])
    plan = sample_plan.sample_plan(resolved)
    truck = MarchingVehicle(vehicle="IT-truck-01", cargo=("RU-vent.1", "CN-tests"))
    assert broken(resolved, plan_of(resolved, convoys=edited(plan.convoys, "C-002", vehicles=(truck,)))) == due


# L1


def test_loads_go_where_the_mission_says() -> None:
    resolved = world()
    plan = sample_plan.sample_plan(resolved)
    leg = make_leg(
        resolved, "S-004.2", "loaded", "LIPX-ULOO", 25_190, load="H-002", payload_kg=2_305, loading_start_min=25_070,
        unloaded_min=25_700,
    )  # fmt: skip
    sortie = plan.sorties[3].model_copy(update={"legs": (plan.sorties[3].legs[0], leg)})
    elsewhere = plan_of(
        resolved, loads=edited(plan.loads, "H-002", destination="ULOO"), sorties=put(plan.sorties, sortie)
    )  # the aircraft's own home, where nobody awaits the team
    assert broken(resolved, elsewhere) == {("L1.way", "H-002")}
    astray = plan_of(resolved, loads=edited(plan.loads, "L-002", destination="LIPX"))
    assert ("L1.way", "L-002") in broken(resolved, astray)
    assert broken(resolved, plan) == set()


# F7


@pytest.mark.parametrize(("depart", "due"), [(WAY_HOME - DAY, True), (WAY_HOME + DAY, False)])
def test_what_stayed_at_the_airfield_waits_for_the_way_home(depart: int, due: bool) -> None:
    mission = samples.mission()
    assert mission.way_home is not None
    way = WayHome(airfield="LIRE", destination="UUMU", start=mission.way_home.start, end=mission.way_home.end)
    resolved = world({"way_home": way})
    plan = sample_plan.sample_plan(resolved)
    only = Load.model_validate(plan.loads[3].model_dump() | {"origin": "LIRE", "persons": (), "payload_kg": 1_825})
    leg = make_leg(
        resolved, "S-004.2", "loaded", "LIRE-UUMU", depart, load="H-002", payload_kg=1_825, loading_start_min=depart - 120,
        unloaded_min=depart + 400,
    )  # fmt: skip
    sortie = plan.sorties[3].model_copy(update={"legs": (leg,)})
    convoys = edited(plan.convoys, "C-001", vehicles=plan.convoys[0].vehicles[:2])
    stayed = plan_of(
        resolved, loads=put(plan.loads, only), sorties=put(plan.sorties, sortie), convoys=convoys[:2]
    )  # the jeep never left the airfield
    assert (("F7.ready", "S-004.2") in broken(resolved, stayed)) is due


# R1


def parted(resolved: Resolved, by: int) -> Plan:
    """Two of the disinfection team come by bus so many minutes after the others."""
    plan = sample_plan.sample_plan(resolved)
    vans = (marching("RU-ars-01", RU_dis_1=2), marching("RU-ars-02", RU_dis_1=2), marching("RU-uaz-01", RU_med_1=4))
    column, bus = (
        march(plan, "C-001", "C-001", 1_060, *vans),
        march(plan, "C-004", "C-001", 1_060 + by, marching("IT-bus-01", RU_dis_1=2)),
    )
    return plan_of(resolved, convoys=put(plan.convoys, column, bus))


def test_a_team_that_parts_is_there_with_its_last() -> None:
    resolved = with_bus()
    assert broken(resolved, parted(resolved, 0)) == set()
    assert broken(resolved, parted(resolved, 4_000)) == {("P1.arrive_min", "A-dis-1"), ("W1.presence", "RU-dis-1")}


def test_an_empty_seat_brings_nobody() -> None:
    resolved = with_bus()
    plan = parted(resolved, 0)
    first = march(plan, "C-005", "C-001", 500, marching("IT-bus-01", RU_dis_1=0))
    convoys = put(edited(plan.convoys, "C-004", vehicles=(marching("RU-uaz-01", RU_dis_1=2, RU_med_1=4),)), first)
    trucks = (marching("RU-ars-01", RU_dis_1=2), marching("RU-ars-02", RU_dis_1=2))
    early = plan_of(resolved, convoys=edited(convoys, "C-001", vehicles=trucks))
    assert early.figures.first_team_at_base_min == 1705
    assert broken(resolved, early) == set()


def test_each_vehicle_has_its_drivers_in_it() -> None:
    resolved = world()
    plan = sample_plan.sample_plan(resolved)
    moved = (marching("RU-ars-01", RU_dis_1=3), marching("RU-ars-02"), marching("RU-uaz-01", RU_med_1=4, RU_dis_1=3))
    assert broken(resolved, plan_of(resolved, convoys=edited(plan.convoys, "C-001", vehicles=moved))) == {
        ("R1.at_the_wheel", "RU-ars-02")
    }
    enough = (marching("RU-ars-01", RU_dis_1=2), marching("RU-ars-02", RU_dis_1=2), marching("RU-uaz-01", RU_med_1=4, RU_dis_1=2))
    assert broken(resolved, plan_of(resolved, convoys=edited(plan.convoys, "C-001", vehicles=enough))) == set()


@pytest.mark.parametrize(("drivers", "due"), [(2, {("R1.at_the_wheel", "RU-ars-02")}), (4, set())])
def test_nobody_drives_in_two_convoys(drivers: int, due: set[tuple[str, str]]) -> None:
    base = samples.resolved()
    team = base.item("RU-dis-1").model_copy(update={"drivers": drivers})
    resolved = base.model_copy(update={"items": put(base.items, team)})
    plan = sample_plan.sample_plan(resolved)
    homes = [
        march(plan, "C-003", "C-003", WAY_HOME, marching("RU-ars-01", RU_dis_1=3), marching("RU-uaz-01", RU_med_1=4)),
        march(plan, "C-005", "C-003", WAY_HOME, marching("RU-ars-02", RU_dis_1=3)),
    ]
    outs = [
        march(plan, "C-001", "C-001", 1_060, marching("RU-ars-01", RU_dis_1=3), marching("RU-uaz-01", RU_med_1=4)),
        march(plan, "C-004", "C-001", 1_060, marching("RU-ars-02", RU_dis_1=3)),
    ]
    assert broken(resolved, plan_of(resolved, convoys=put(plan.convoys, *outs, *homes))) == due


# W1


def test_a_team_does_not_work_without_its_kit() -> None:
    mission, soon = samples.mission(), 5 * DAY
    assert mission.way_home is not None
    way = WayHome(airfield="LIPX", destination="UUMU", start=samples.START + timedelta(days=5), end=mission.way_home.end)
    resolved = with_bus(way_home=way)
    plan = parted(resolved, 0)
    first = march(plan, "C-005", "C-003", soon, marching("RU-ars-01", RU_med_1=2), marching("IT-bus-01", RU_med_1=2))
    rest = march(plan, "C-003", "C-003", WAY_HOME, marching("RU-ars-02", RU_dis_1=3), marching("RU-uaz-01", RU_dis_1=3))
    work = edited(plan.assignments, "A-med-1", until_min=soon - 5)
    early = plan_of(resolved, convoys=put(plan.convoys, first, rest), assignments=work)
    assert broken(resolved, early) == {("W1.presence", "RU-dis-1")}
    together = march(plan, "C-005", "C-003", WAY_HOME, *first.vehicles)
    assert broken(resolved, plan_of(resolved, convoys=put(plan.convoys, together, rest), assignments=work)) == set()


# P1


@pytest.mark.parametrize(("at_work", "due"), [(1770, True), (2999, True), (3000, False), (3500, True)])
def test_work_begins_once_the_site_is_open(at_work: int, due: bool) -> None:
    resolved = world(closed={"site:bergamo-hospital": ((2_000, 3_000), (0, 2_000))})
    work = edited(sample_plan.sample_plan(resolved).assignments, "A-med-1", at_work_min=at_work)
    found = {("P1.at_work_min", "A-med-1")} if due else set()
    assert broken(resolved, plan_of(resolved, assignments=work)) == found


# P2


def bounded(resolved: Resolved, plan: Plan, value: float, scale: int, weights: dict[str, int]) -> set[tuple[str, str]]:
    certificate = {"type": "il76md", "scale": scale, "weights": weights, "length_cm": 2_000}
    bound = Bound(figure="loaded_sorties", value=value, argument="combinatorial", name="queue_weights", certificate=certificate)
    return {pair for pair in broken(resolved, plan.model_copy(update={"bounds": (bound, plan.bounds[2])})) if pair[0][:2] == "P2"}


def test_what_fits_in_no_hold_proves_no_more_than_one_load() -> None:
    base = rich_sample.resolved()
    long = base.item("RU-tall").model_copy(update={"id": "RU-long", "length_cm": 2_500, "width_cm": 240})
    resolved = base.model_copy(update={"items": (*base.items, long)})
    left = LeftBehind(item="RU-long", phase="out", reason=REASON)
    plan = rich_sample.plan(resolved)
    plan = plan.model_copy(update={"left_behind": (*plan.left_behind, left)})
    assert bounded(resolved, plan, 1_000, 1, {"RU-long": 1_000}) == {("P2.scale", "loaded_sorties")}
    assert bounded(resolved, plan, 1, 1_000, {"RU-long": 1_000}) == set()


def test_cargo_beside_a_vehicle_may_keep_the_smaller_gap() -> None:
    crate = samples.resolved().item("RU-vent.1").model_copy(update={"length_cm": 660, "width_cm": 250, "turnable": False})
    three = [
        crate.model_copy(update={"id": "RU-x.1", "kind": "cargo"}),
        crate.model_copy(update={"id": "RU-x.2", "kind": "vehicle"}),
        crate.model_copy(update={"id": "RU-x.3", "kind": "cargo"}),
    ]
    resolved = world({"policy": Policy(hold=HoldPolicy(vehicle_gap_m=0.05, cargo_gap_m=0.5))}, three)
    plan = sample_plan.sample_plan(resolved)
    left = tuple(LeftBehind(item=item.id, phase="out", reason=REASON) for item in three)
    plan = plan.model_copy(update={"left_behind": (*plan.left_behind, *left)})
    weights = {item.id: 1 for item in three}
    # 3 x 660 cm and two gaps of 5 cm go into 2,000 cm.
    assert bounded(resolved, plan, 2, 2, weights) == {("P2.scale", "loaded_sorties")}
    assert bounded(resolved, plan, 1, 3, weights) == set()


def test_a_team_that_waits_where_it_works_could_begin_at_once() -> None:
    mission = samples.mission()
    team = Team(id="IT-med-1", offer="IT-1", people=4, capability="medical_team", setup_min=60, at="bergamo-hospital")
    item = Item(
        id="IT-med-1", kind="persons", resource="IT-med-1", offer="IT-1", flies=False, origin="bergamo-hospital", ready_min=0,
        persons=4, mass_kg=480,
    )  # fmt: skip
    resolved = world({"teams": (*mission.teams, team)}, [item])
    work = Assignment(
        id="A-med-2", need="IT-BG-med", offer="IT-1", resource="IT-med-1", items=("IT-med-1",), quantity=1,
        site="bergamo-hospital", arrive_min=0, at_work_min=60,
    )  # fmt: skip
    plan = sample_plan.sample_plan(resolved)
    assert broken(resolved, plan_of(resolved, assignments=(*plan.assignments, work))) == set()
    earliest = recount.earliest_work(resolved)
    assert earliest["IT-BG-med"]["IT-med-1"] == 60


# P3


@pytest.mark.parametrize(("quantity", "due"), [(0, {("P3.assign", "D-1")}), (1, set())])
def test_nothing_of_a_resource_serves_nobody(quantity: float, due: set[tuple[str, str]]) -> None:
    decision = Decision(id="D-1", kind="assign", reason="asked for", resource="RU-med-1", need="IT-BG-med")
    resolved = world({"decisions": (decision,)})
    plan = sample_plan.sample_plan(resolved)
    idle = () if quantity else (plan.unused[0].model_copy(update={"resource": "RU-med-1", "quantity": 1}),)
    work = edited(plan.assignments, "A-med-1", quantity=quantity)
    assert broken(resolved, plan_of(resolved, assignments=work, unused=(*plan.unused, *idle))) == due
