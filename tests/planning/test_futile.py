"""What had better stay: a team that arrives too long before or after its kit, and that kit (rule L10)."""

import pytest

import sample_plan
import samples
from aidbridge.checker.check import check
from aidbridge.engines.stopping import Stop
from aidbridge.planners.allocation.solve import allocate
from aidbridge.planning.futile import futile
from mutant import Case, changed

WINDOW_MIN = 96 * 60


@pytest.mark.parametrize(("later", "stays"), [(WINDOW_MIN, set()), (WINDOW_MIN + 1, {"RU-dis-1", "RU-ars-01", "RU-ars-02"})])
def test_a_team_and_kit_that_arrive_too_far_apart_stay(later: int, stays: set[str]) -> None:
    resolved = samples.resolved()
    c = Case(resolved, sample_plan.sample_plan(resolved))
    convoy = c.convoy()
    kit = [v.model_dump() | {"seats": []} for v in convoy.vehicles if v.vehicle == "RU-ars-01"]
    times = {"depart_min": convoy.depart_min + later, "arrive_min": convoy.arrive_min + later}
    plan = c.add("convoys", changed(convoy, id="X-1", vehicles=kit, **times))
    assert bool(stays) == ("L10.apart" in {finding.key for finding in check(resolved, plan).broken})
    out = [convoy for convoy in plan.convoys if convoy.phase == "out"]
    sorties = [sortie for sortie in plan.sorties if sortie.phase == "out"]
    found = futile(resolved, allocate(resolved, Stop(iterations=0), 1), plan.loads, sorties, out, {})
    assert {item for item, why in found.items() if why.key == "plan.kit_apart"} == stays
    assert all(why.params["limit"] == 96 for why in found.values() if why.key == "plan.kit_apart")
