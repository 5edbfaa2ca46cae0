"""Aircraft whose payload does not reach far enough take on fuel on their way, at the airfields that the mission names."""

from functools import cache
from itertools import pairwise

import pytest

import small_missions as small
from aidbridge.checker.check import check
from aidbridge.engines.stopping import Stop
from aidbridge.model.agreements import Clearance
from aidbridge.model.crews import Crew
from aidbridge.model.facts import Assumption
from aidbridge.model.fleet import Tail
from aidbridge.model.mission import Mission
from aidbridge.model.places import AirfieldSetting
from aidbridge.model.plan import Leg, Plan, Sortie
from aidbridge.model.resolved import Resolved
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve

SHORT = Assumption(
    id="A-short", reason="an Il-76 of short range", values={"aircraft:il76md.payload_range": "47000:1700;20000:1900;0:2000"}
)
"""The way from Chkalovsky to Pratica di Mare is 2,444 km, by Budapest 1,602 and 843."""
BUDAPEST = AirfieldSetting(
    icao="LHBP", name="Budapest", country="HU", lat=47.4369, lon=19.2556, elevation_m=151, time_zone="Europe/Budapest",
    runway_m=3707, runway_width_m=45, surface="asphalt", parking_places=2, landing_interval_min=30,
)  # fmt: skip


def far(**changes: object) -> Mission:
    """The small mission with aircraft of short range and a stop at Budapest."""
    base = small.mission()
    vouched = Assumption(id="A-LHBP", reason="large aircraft land there every day", values={"airfield:LHBP.strength": 190_000})
    states = ("HU", "UA", "SI", "HR", "SK", "AT", "BY")
    cleared = [Clearance(id=f"CL-{state}", kind="overflight", state=state, status="granted") for state in states]
    base = small.with_more(base, "clearances", *cleared, Clearance(id="LD-LHBP", kind="landing", airfield="LHBP", status="granted"))
    base = small.with_more(small.with_more(base, "assumptions", SHORT, vouched), "airfields", BUDAPEST)
    return base.model_copy(update={"fuel_stops": ("LHBP",)} | changes)


@cache
def planned() -> tuple[Resolved, Plan]:
    resolved = resolve(far())
    return resolved, make_plan(resolved, Stop(iterations=20), 1)[0]


def stops(sortie: Sortie) -> list[tuple[Leg, Leg]]:
    return [(one, two) for one, two in pairwise(sortie.legs) if one.kind == two.kind]


def test_without_a_stop_nothing_gets_there_and_the_reason_is_told() -> None:
    plan, _ = make_plan(resolve(far(fuel_stops=())), Stop(iterations=5), 1)
    assert not plan.sorties
    assert {left.reason.key for left in plan.left_behind if left.phase == "out"} & {
        "loading.left.payload",
        "flights.no_positioning",
    }


def test_loads_go_by_the_stop_and_come_as_they_would() -> None:
    resolved, plan = planned()
    out = [sortie for sortie in plan.sorties if sortie.phase == "out"]
    assert out and plan.figures.loaded_sorties == len(out)
    for sortie in out:
        loaded = [leg for leg in sortie.legs if leg.kind == "loaded"]
        assert [leg.destination for leg in loaded] == ["LHBP", "LIRE"] and {leg.load for leg in loaded} == {sortie.load}
        assert loaded[0].loading_start_min is not None and loaded[0].unloaded_min is None
        assert loaded[1].loading_start_min is None and loaded[1].unloaded_min is not None
    for sortie in plan.sorties:
        for one, two in stops(sortie):
            assert two.depart_min - one.arrive_min >= resolved.mission.policy.fuel.stop_min
    assert check(resolved, plan).accepted


def test_the_payload_is_what_the_longer_hop_allows() -> None:
    plan = planned()[1]
    most = max(load.payload_kg for load in plan.loads)
    assert 0 < most <= 47_000 and all(leg.takeoff_mass_kg <= 190_000 for s in plan.sorties for leg in s.legs)


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("F4.stop", lambda one, two: (one, moved(two, -60))),
        ("F4.unloading_at_stop", lambda one, two: (one.model_copy(update={"unloaded_min": one.arrive_min}), two)),
        ("F4.loading_at_stop", lambda one, two: (one, two.model_copy(update={"loading_start_min": two.depart_min}))),
        ("F4.load_elsewhere", lambda one, two: (one.model_copy(update={"unloaded_min": one.arrive_min}), None)),
        ("F4.kind", lambda one, two: (one.model_copy(update={"load": None}), two)),
        ("F7.ready", lambda one, two: (moved(one, -100_000), two)),
    ],
)
def test_a_stop_that_breaks_its_rule_is_found(key, change) -> None:
    resolved, plan = planned()
    sortie = next(sortie for sortie in plan.sorties if sortie.phase == "out")
    one, two = next(pair for pair in stops(sortie) if pair[0].kind == "loaded")
    assert f"{key}" not in {finding.key for finding in check(resolved, plan).broken}
    swapped = dict(zip((one.id, two.id), change(one, two), strict=True))
    legs = tuple(new for leg in sortie.legs if (new := swapped.get(leg.id, leg)) is not None)
    sorties = tuple(s.model_copy(update={"legs": legs}) if s is sortie else s for s in plan.sorties)
    broken = check(resolved, plan.model_copy(update={"sorties": sorties})).broken
    assert key in {finding.key for finding in broken}


def moved(leg: Leg, minutes: int) -> Leg:
    return leg.model_copy(update={"depart_min": leg.depart_min + minutes, "arrive_min": leg.arrive_min + minutes})


def test_fuel_at_the_stop_is_counted() -> None:
    base = far()
    dry = small.with_row(base, "airfields", "LHBP", fuel_kg=30_000.0)
    plan, _ = make_plan(resolve(dry), Stop(iterations=5), 1)
    full = planned()[1]
    assert len(plan.sorties) < len(full.sorties)
    assert "flights.no_fuel_left" in {left.reason.key for left in plan.left_behind}


def test_a_crew_flies_on_over_the_stop_within_its_duty() -> None:
    base = far()
    first = base.fleet[0]
    crews = [
        Crew(id=f"C-{n}", offer=first.offer, types=("il76md",), at=first.at, available_from=first.available_from, augmented=True)
        for n in range(1, 4)
    ]
    plan, verdict = make_plan(resolve(base.model_copy(update={"crews": tuple(crews)})), Stop(iterations=5), 1)
    assert verdict.accepted and plan.sorties
    assert all(leg.crew for sortie in plan.sorties for leg in sortie.legs)


def test_tails_that_reach_it_fly_without_a_stop() -> None:
    base = far()
    far_flying = tuple(a for a in base.assumptions if a.id != "A-short")
    plan, _ = make_plan(resolve(base.model_copy(update={"assumptions": far_flying})), Stop(iterations=5), 1)
    assert plan.sorties and not [pair for sortie in plan.sorties for pair in stops(sortie)]


def test_a_tail_may_come_and_go_by_the_stop_too() -> None:
    """A second aircraft that stands at the far end has to come empty."""
    base = far()
    first = base.fleet[0]
    there = Tail(id="RU-far", type=first.type, offer=first.offer, at="LIRE", home="LIRE", available_from=first.available_from)
    plan, verdict = make_plan(resolve(base.model_copy(update={"fleet": (there,)})), Stop(iterations=5), 1)
    assert verdict.accepted
    assert plan.sorties and plan.sorties[0].legs[0].destination == "LHBP"
