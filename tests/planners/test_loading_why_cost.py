"""Why the loads cost so much: money is compared with money, numbers with numbers."""

import pytest
from benchmarks.loading.fleet import problem

from aidbridge.engines.stopping import Stop
from aidbridge.planners.loading.solve import load


@pytest.mark.parametrize("by_cost", [True, False])
def test_the_reason_speaks_of_the_figure_of_the_bound(by_cost: bool) -> None:
    resolved, asked = problem(12, 8, 1)
    if not by_cost:
        asked = asked.model_copy(update={"cost": {}})
    answer = load(resolved, asked, Stop(iterations=0), seed=1)
    told = answer.explanations[0].message
    value = sum(asked.cost.get(made.aircraft_type, 1.0) for made in answer.loads)
    assert told.key.startswith("loading.cost." if by_cost else "loading.count.")
    assert told.params["cost" if by_cost else "loads"] == value
    assert told.params["bound"] == answer.bound.value
    assert told.key.endswith(".proven") == (value <= answer.bound.value)
