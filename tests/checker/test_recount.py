"""The recount against pencil and paper, and against the one that the planners make."""

import pytest

import rich_sample
import sample_plan
import samples
from aidbridge.checker import recount
from aidbridge.checker.check import check
from aidbridge.model.needs import Measure
from aidbridge.model.plan import Assignment, Convoy, MarchingVehicle, Plan
from aidbridge.model.resolved import Item, Resolved
from aidbridge.model.resources import Device
from aidbridge.planning.bounds import earliest_work
from aidbridge.planning.coverage import ledger
from aidbridge.planning.figures import figures_of

WORLDS = [(samples.resolved, sample_plan.sample_plan), (rich_sample.resolved, rich_sample.plan)]


def line(plan: Plan, need: str):  # type: ignore[no-untyped-def]
    return next(row for row in plan.coverage if row.need == need)


def test_presence_by_hand() -> None:
    """One team of two from before the line starts to its end: half of 360 hours x weight 4."""
    row = line(sample_plan.sample_plan(), "IT-BG-med")
    assert (row.weight, row.idle_weighted_h, row.unmet_weighted_h) == (4.0, 1_440.0, 720.0)
    assert [(p.at_min, p.share) for p in row.curve] == [(2_880, 0.5)]


def test_backlog_by_hand() -> None:
    """3,000 of 8,000 m2 aired at 3,642 + 60, then 1,000, 2,000 and 2,000: the sum of what is missing x minutes."""
    row = line(sample_plan.sample_plan(), "IT-BG-dis")
    missing_min = (3_702 - 2_880) + (3_880 - 3_702) * 5 / 8 + (5_086 - 3_880) * 4 / 8 + (12_226 - 5_086) * 2 / 8
    assert row.unmet_weighted_h == pytest.approx(4 * missing_min / 60, abs=1e-6)
    assert (row.accepted, row.at_work, row.offers) == (8_000, 8_000, ("RU-1",))


def test_stock_by_hand() -> None:
    """18 of 20 ventilators from minute 1,460 on; the line weighs 2 x 20 / 60."""
    row = line(sample_plan.sample_plan(), "IT-45-vent")
    hours = 17 * 24
    assert row.unmet_weighted_h == pytest.approx(2 / 3 * (1_460 / 60 + 0.1 * (hours - 1_460 / 60)), abs=1e-6)
    assert (row.offered, row.accepted, row.loaded, row.arrived) == (36, 18, 18, 18)


def test_figures_by_hand() -> None:
    figures = sample_plan.sample_plan().figures
    assert (figures.loaded_sorties, figures.loaded_sorties_home, figures.flights) == (2, 2, 10)
    assert figures.flying_min == 2 * 278 + 49 + 278 + 303 + 2 * 302 + 328 + 302 + 49
    assert figures.positioning_min == figures.flying_min - 2 * 278 - 2 * 302
    assert figures.tonnes_out == pytest.approx((27_720 + 3_906) / 1_000)
    assert (figures.persons_out, figures.vehicles_out) == (10, 3)
    assert figures.road_km == 3 * 600 + 400 + 3 * 110 + 87 + 84 + 84
    assert (figures.first_team_at_base_min, figures.last_team_at_work_min) == (1_705, 3_342)
    assert (figures.first_landing_min, figures.last_landing_min, figures.home_min) == (758, 878, 25_582)
    assert (figures.worst_place, figures.worst_share) == ("IT-25", 0.0)
    assert figures.cost is None


def test_cost_by_hand() -> None:
    """Each quantity times its rate; a rate that is missing leaves the whole unknown."""
    figures = rich_sample.plan().figures
    days = 6 * (25_372 - 480) / 1_440 + 4 * (25_492 - 600) / 1_440
    tonnes = (27_720 + 4_706 + 27_720 + 3_105) / 1_000
    assert figures.cost_lines == pytest.approx(
        {
            "flying": figures.flying_min / 60 * 8_000,
            "fuel": figures.fuel_kg * 0.5,
            "handling": tonnes * 40,
            "road": figures.road_km * 1.5,
            "per_diem": days * 60,
        },
        abs=0.01,
    )
    assert figures.cost == pytest.approx(sum(value or 0 for value in figures.cost_lines.values()), abs=0.01)


@pytest.mark.parametrize(("resolved", "plan"), WORLDS, ids=["sample", "rich"])
def test_the_planners_count_the_same(resolved, plan) -> None:  # type: ignore[no-untyped-def]
    there = resolved()
    done = plan(there)
    told = ledger(there, done.assignments, done.loads, done.sorties, done.tours)
    assert told == recount.coverage(there, done)
    assert figures_of(there, done.assignments, done.loads, done.sorties, done.convoys, done.tours, told) == done.figures


@pytest.mark.parametrize(("resolved", "plan"), WORLDS, ids=["sample", "rich"])
def test_the_planners_bound_is_the_one_that_is_proven(resolved, plan) -> None:  # type: ignore[no-untyped-def]
    there = resolved()
    stated = earliest_work(there)
    minutes = recount.earliest_work(there)
    assert (stated.certificate or {})["earliest"] == minutes
    assert stated.value == pytest.approx(recount.least_unmet_weighted_h(there, minutes), abs=1e-3)
    assert stated.value <= plan(there).figures.unmet_weighted_h


def with_device(operated_by: str | None) -> tuple[Resolved, Plan]:
    """The sample with a testing device that waits at the airfield and goes to Bologna by the truck."""
    known = samples.resolved()
    device = Device(
        id="RU-pcr", offer="RU-1", capability="test", capacity=200, equipment="pcr_analyser", operated_by=operated_by, setup_min=480
    )
    item = Item(
        id="RU-pcr", kind="device", resource="RU-pcr", offer="RU-1", flies=False, origin="LIRE", ready_min=0, mass_kg=100,
        length_cm=100, width_cm=80, height_cm=100,
    )  # fmt: skip
    resolved = known.model_copy(
        update={"mission": known.mission.model_copy(update={"devices": (device,)}), "items": (*known.items, item)}
    )
    plan = sample_plan.sample_plan(known)
    truck = MarchingVehicle(vehicle="IT-truck-01", cargo=("RU-vent.1", "RU-pcr"))
    convoys = tuple(c if c.id != "C-002" else c.model_copy(update={"vehicles": (truck,)}) for c in plan.convoys)
    at_work = 1_460 + 480
    tests = Assignment(
        id="A-test", need="IT-45-test", offer="RU-1", resource="RU-pcr", items=("RU-pcr",), quantity=200, site="bologna-depot",
        arrive_min=1_460, at_work_min=at_work,
    )  # fmt: skip
    earliest = recount.earliest_work(resolved)
    bounds = tuple(
        bound
        if bound.name != "earliest_work"
        else bound.model_copy(
            update={"value": recount.least_unmet_weighted_h(resolved, earliest), "certificate": {"earliest": earliest}}
        )
        for bound in plan.bounds
    )
    plan = plan.model_copy(update={"convoys": convoys, "assignments": (*plan.assignments, tests), "bounds": bounds})
    return resolved, sample_plan.counted(resolved, plan)


def test_a_device_is_at_work_once_it_is_set_up() -> None:
    resolved, plan = with_device(None)
    verdict = check(resolved, plan)
    assert verdict.accepted, (verdict.broken, verdict.not_provable)
    assert line(plan, "IT-45-test").at_work == 200
    assert line(plan, "IT-45-test").eligible


def test_a_device_waits_for_its_operators() -> None:
    """The operators reach the base at 1,705, drive 230 minutes to Bologna and need an hour: later than the device's set-up."""
    resolved, plan = with_device("RU-med-1")
    [late] = [f for f in check(resolved, plan).broken if f.about == "A-test"]
    assert (late.key, late.value, late.limit) == ("P1.at_work_min", 1_940, 1_705 + 230 + 60)


def test_kit_that_stays_behind_keeps_its_team_from_work() -> None:
    resolved, plan = samples.resolved(), sample_plan.sample_plan()

    def less(convoy: Convoy) -> Convoy:
        return convoy.model_copy(update={"vehicles": tuple(v for v in convoy.vehicles if v.vehicle != "RU-ars-02")})

    lacking = plan.model_copy(update={"convoys": tuple(less(convoy) for convoy in plan.convoys)})
    told = {(f.about, f.key) for f in check(resolved, lacking).broken}
    assert {("A-dis-1", "P1.arrive_min"), ("RU-dis-1", "W1.never_at_base")} <= told


def test_nobody_is_counted_after_leaving() -> None:
    """The team leaves the base at 10,000, days before its line ends, and is still counted to the end."""
    resolved, plan = samples.resolved(), sample_plan.sample_plan()
    home = plan.convoys[-1].model_copy(update={"depart_min": 10_000})
    told = [
        f
        for f in check(resolved, plan.model_copy(update={"convoys": (*plan.convoys[:-1], home)})).broken
        if f.key == "P1.until_min"
    ]
    assert [(f.about, f.value, f.limit) for f in told] == [("A-med-1", 24_480, 9_995)]
    assert resolved.capabilities[0].measure is Measure.PRESENCE
