"""Things that change aircraft on their way: large ones as far as a hub, small ones on to a field that the large cannot use; and
several airfields of debarkation at once."""

from functools import cache

import pytest

import small_missions as small
from aidbridge.checker.check import check
from aidbridge.engines.stopping import Stop
from aidbridge.model.agreements import Clearance
from aidbridge.model.facts import Assumption
from aidbridge.model.fleet import Tail
from aidbridge.model.mission import Mission
from aidbridge.model.places import AirfieldSetting, Transfer
from aidbridge.model.plan import Plan
from aidbridge.model.resolved import Resolved
from aidbridge.model.resources import Vehicle
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve

STOP = Stop(iterations=20)
SMALL_FIELD = AirfieldSetting(
    icao="LIPY", name="Ancona", country="IT", lat=43.6163, lon=13.3623, elevation_m=15, time_zone="Europe/Rome", runway_m=1_900,
    runway_width_m=45, surface="asphalt", parking_places=2, landing_interval_min=20, unloading_teams=1, unloading_min=60,
    loading_min=60,
)  # fmt: skip
"""Carries a C-130J, too weak for an Il-76."""
VOUCHED = Assumption(
    id="A-small", reason="turboprops land there", values={
        "airfield:LIPY.strength": 80_000, "aircraft:c130j30.balance_from_m": 4.0, "aircraft:c130j30.balance_to_m": 13.0,
        "aircraft:c130j30.rings": 200, "aircraft:c130j30.ring_limit_kg": 4_500, "aircraft:c130j30.runway_width_m": 20,
        "aircraft:c130j30.axle_limit_kg": 6_000, "aircraft:c130j30.floor_limit_kg_m2": 3_000,
    },
)  # fmt: skip


def relayed(**changes: object) -> Mission:
    """Everything goes to Ancona; Il-76 bring it as far as Pratica di Mare, Italian C-130J from there."""
    base = small.mission()
    tails = [
        Tail(id=f"IT-c130-{n}", type="c130j30", offer="IT-1", at="LIRE", available_from=base.fleet[0].available_from)
        for n in (1, 2)
    ]
    trucks = tuple(row.model_copy(update={"at": "LIPY"}) if row.at == "LIRE" else row for row in base.vehicles)
    base = small.with_more(small.with_more(base, "fleet", *tails), "assumptions", VOUCHED)
    base = small.with_more(base, "airfields", SMALL_FIELD, AirfieldSetting(icao="LIRE", loading_min=90, loading_teams=2))
    landing = Clearance(id="LD-LIPY", kind="landing", airfield="LIPY", status="granted")
    base = small.with_more(base, "clearances", landing)
    transfers = (Transfer(airfield="LIPY", at="LIRE", minutes=120),)
    return base.model_copy(update={"vehicles": trucks, "debarkation": "LIPY", "transfers": transfers} | changes)


@cache
def planned() -> tuple[Resolved, Plan]:
    resolved = resolve(relayed())
    plan, verdict = make_plan(resolved, STOP, 1)
    assert verdict.accepted, verdict.not_provable
    return resolved, plan


def aboard(load) -> set[str]:
    return {placement.item for placement in load.placements} | set(load.persons)


def test_large_aircraft_bring_it_to_the_hub_and_small_ones_on() -> None:
    resolved, plan = planned()
    by_phase = {phase: [load for load in plan.loads if load.phase == phase] for phase in ("trunk", "out")}
    assert {(load.origin, load.destination, load.aircraft_type) for load in by_phase["trunk"]} == {("UUMU", "LIRE", "il76md")}
    assert {(load.origin, load.destination, load.aircraft_type) for load in by_phase["out"]} == {("LIRE", "LIPY", "c130j30")}
    brought = set().union(*(aboard(load) for load in by_phase["trunk"]))
    assert set().union(*(aboard(load) for load in by_phase["out"])) <= brought
    assert resolved.mission.transfers[0].minutes == 120


def test_nothing_is_loaded_on_before_it_is_across() -> None:
    _, plan = planned()
    loads = {load.id: load for load in plan.loads}
    off: dict[str, int] = {}
    for sortie in sorted(plan.sorties, key=lambda s: s.phase != "trunk"):
        for leg in sortie.legs:
            if leg.load and sortie.phase == "trunk":
                off |= dict.fromkeys(aboard(loads[leg.load]), leg.unloaded_min)
            elif leg.load and sortie.phase == "out":
                assert leg.loading_start_min >= max(off[item] for item in aboard(loads[leg.load])) + 120


def test_without_the_transfer_the_large_ones_cannot_land_there() -> None:
    plan, _ = make_plan(resolve(relayed(transfers=())), STOP, 1)
    assert not [load for load in plan.loads if load.phase == "trunk"]
    assert not [sortie for sortie in plan.sorties if any(leg.destination == "LIPY" and leg.load for leg in sortie.legs)]
    assert "flights.runway_weak" in {left.reason.key for left in plan.left_behind}


def test_figures_count_what_arrives_and_all_that_is_flown() -> None:
    _, plan = planned()
    assert plan.figures.loaded_sorties == sum(load.phase == "out" for load in plan.loads)
    assert plan.figures.flights == sum(len(sortie.legs) for sortie in plan.sorties)
    assert set(plan.figures.flying_min_by_type) == {"il76md", "c130j30"}


def edited(plan: Plan, phase: str, **update: object) -> Plan:
    first = next(sortie for sortie in plan.sorties if sortie.phase == phase)
    legs = tuple(leg.model_copy(update=update) if leg.load else leg for leg in first.legs)
    sorties = tuple(s.model_copy(update={"legs": legs}) if s is first else s for s in plan.sorties)
    return plan.model_copy(update={"sorties": sorties})


def without_trunk(plan: Plan) -> Plan:
    return plan.model_copy(
        update={
            "loads": tuple(load for load in plan.loads if load.phase != "trunk"),
            "sorties": tuple(sortie for sortie in plan.sorties if sortie.phase != "trunk"),
        }
    )


def to_elsewhere(plan: Plan) -> Plan:
    loads = tuple(load.model_copy(update={"destination": "LIPX"}) if load.phase == "trunk" else load for load in plan.loads)
    return plan.model_copy(update={"loads": loads})


def twice(plan: Plan) -> Plan:
    trunk = next(load for load in plan.loads if load.phase == "trunk")
    return plan.model_copy(update={"loads": (*plan.loads, trunk.model_copy(update={"id": "T-900"}))})


def test_what_the_small_ones_cannot_take_is_not_flown_to_the_hub() -> None:
    """The decontamination vehicles are too high for a C-130J."""
    _, plan = planned()
    left = {left.item: left.reason.key for left in plan.left_behind}
    assert {item for item, key in left.items() if key == "loading.left.height"} == {"RU-ars-01", "RU-ars-02"}
    assert not {item for load in plan.loads for item in aboard(load)} & set(left)


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("F7.ready", lambda plan: edited(plan, "out", loading_start_min=0)),
        ("F7.not_brought", lambda plan: edited(plan, "trunk", unloaded_min=None)),
        ("L1.elsewhere", without_trunk),
        ("L1.way", to_elsewhere),
        ("L1.loaded_twice", twice),
        ("L1.flown_once", twice),
    ],
)
def test_a_transfer_that_breaks_its_rule_is_found(key, change) -> None:
    resolved, plan = planned()
    assert key in {finding.key for finding in check(resolved, change(plan)).broken}


def straight_on(plan: Plan) -> Plan:
    """Nothing changes aircraft, and one load goes all the way."""
    loads = tuple(load.model_copy(update={"origin": "UUMU"}) if load.phase == "out" else load for load in plan.loads)
    return without_trunk(plan.model_copy(update={"loads": loads}))


def test_what_does_not_change_aircraft_where_the_mission_says_is_found() -> None:
    resolved, plan = planned()
    broken = check(resolved, straight_on(plan)).broken
    assert {(finding.value, finding.limit) for finding in broken if finding.key == "L1.way"} == {("UUMU-LIPY", "UUMU-LIRE-LIPY")}


def test_what_is_for_a_site_comes_by_the_airfield_of_that_site() -> None:
    """Two airfields of debarkation at once: the base is served by one, a hospital by another."""
    base = small.mission()
    site = next(site.id for site in base.sites for need in base.needs if need.site == site.id and site.id != base.base)
    truck = Vehicle(
        id="IT-truck-09", offer="IT-1", equipment="kamaz5350", at="LIPX", flies=False, drivers_needed=0, pallet_places=8,
        returns=False,
    )  # fmt: skip
    split = small.with_more(small.with_row(base, "sites", site, airfield="LIPX"), "vehicles", truck)
    resolved = resolve(split)
    plan, verdict = make_plan(resolved, STOP, 1)
    assert verdict.accepted
    lands = {item: load.destination for load in plan.loads if load.phase == "out" for item in aboard(load)}
    for assignment in plan.assignments:
        for item in assignment.items:
            if item in lands and resolved.item(item).kind in ("cargo", "device"):
                assert lands[item] == ("LIPX" if assignment.site == site else "LIRE")
    assert set(lands.values()) == {"LIPX", "LIRE"}
    assert {convoy.origin for convoy in plan.convoys if convoy.phase == "out"} >= {"LIPX", "LIRE"}
    other = {"LIPX": "LIRE", "LIRE": "LIPX"}
    turned = tuple(load.model_copy(update={"destination": other.get(load.destination, load.destination)}) for load in plan.loads)
    broken = check(resolved, plan.model_copy(update={"loads": turned})).broken
    assert {finding.about for finding in broken if finding.key == "L1.way"} == {load.id for load in turned if load.phase == "out"}
