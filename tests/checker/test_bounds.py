"""Certificates: what they prove, and what is no proof."""

from typing import Any

import pytest

import rich_sample
import sample_plan
import samples
from aidbridge.checker.check import check
from aidbridge.model.plan import Bound, Plan
from aidbridge.model.resolved import Resolved
from aidbridge.model.verdict import Finding
from mutant import Case, changed


def stating(resolved: Resolved, plan: Plan, name: str, value: float, certificate: dict[str, Any]) -> list[Finding]:
    """Breaches of P2 when the plan states this bound on its loaded sorties."""
    bound = Bound(figure="loaded_sorties", value=value, argument="combinatorial", name=name, certificate=certificate)
    kept = [b.model_dump() for b in plan.bounds if b.figure != "loaded_sorties"]
    return [f for f in check(resolved, changed(plan, bounds=[*kept, bound.model_dump()])).broken if f.rule == "P2"]


def of_sample(name: str, value: float, certificate: dict[str, Any]) -> set[str]:
    resolved = samples.resolved()
    return {f.key for f in stating(resolved, sample_plan.sample_plan(resolved), name, value, certificate)}


ALL = {"RU-ars-01": 13_500, "RU-ars-02": 13_500, "RU-uaz-01": 1_825, "RU-vent.1": 1_601, "RU-vent.2": 1_601}


def test_mass_over_the_largest_payload() -> None:
    assert of_sample("mass", 1, {"masses_kg": ALL, "limit_kg": 47_000}) == set()
    assert of_sample("mass", 2, {"masses_kg": ALL, "limit_kg": 47_000}) == {"P2.proven"}
    assert of_sample("mass", 2, {"masses_kg": ALL, "limit_kg": 20_000}) == {"P2.limit", "P2.proven"}
    assert of_sample("mass", 1, {"masses_kg": ALL | {"RU-uaz-01": 1_826}, "limit_kg": 47_000}) == {"P2.amount"}


def test_seats_over_the_most_seats() -> None:
    persons = {"RU-dis-1": 6, "RU-med-1": 4}
    assert of_sample("seats", 1, {"persons": persons, "limit_persons": 145}) == set()
    assert of_sample("seats", 2, {"persons": persons, "limit_persons": 9}) == {"P2.limit", "P2.proven"}
    assert of_sample("seats", 1, {"persons": {"RU-dis-1": 7}, "limit_persons": 145}) == {"P2.amount"}


def test_area_over_the_largest_floor() -> None:
    """Half a gap around each item: (790 + 15) x (250 + 15) cm for a truck, on (2000 + 15) x 345 cm."""
    trucks = {"RU-ars-01": 805 * 265, "RU-ars-02": 805 * 265}
    assert of_sample("area", 1, {"areas_cm2": trucks, "limit_cm2": 2_015 * 345}) == set()
    assert of_sample("area", 1, {"areas_cm2": trucks, "limit_cm2": 2_000 * 345}) == {"P2.limit", "P2.proven"}
    assert of_sample("area", 1, {"areas_cm2": {"RU-ars-01": 805 * 265 + 1}, "limit_cm2": 2_015 * 345}) == {"P2.amount"}


def test_queue_of_the_longest() -> None:
    """Two trucks and the jeep need 790 + 15 + 790 + 15 + 444 = 2,054 cm: two of the three go into 2,000 cm, so two loads."""
    assert of_sample("queue_weights", 2, {"weights": {"RU-ars-01": 1, "RU-ars-02": 1, "RU-uaz-01": 1}, "scale": 2}) == set()
    assert of_sample("queue_weights", 3, {"weights": {"RU-ars-01": 1, "RU-ars-02": 1, "RU-uaz-01": 1}, "scale": 1}) == {"P2.scale"}


def test_the_queue_keeps_the_gaps_of_its_items() -> None:
    """Two trucks and a pallet: 790 + 15 + 790 + 15 + 224 = 1,834 cm, all three fit; with both pallets 2,063 cm, they do not."""
    trucks = {"RU-ars-01": 1, "RU-ars-02": 1}
    assert of_sample("queue_weights", 1, {"weights": trucks | {"RU-vent.1": 1}, "scale": 2}) == {"P2.scale"}
    assert of_sample("queue_weights", 2, {"weights": trucks | {"RU-vent.1": 1, "RU-vent.2": 1}, "scale": 3}) == set()


def test_items_side_by_side_do_not_queue() -> None:
    resolved = rich_sample.resolved()
    found = stating(
        resolved, rich_sample.plan(resolved), "queue_weights", 2, {"weights": {"RU-fuel": 1, "RU-dense": 1}, "scale": 1}
    )
    assert [(f.key, f.params["item"], f.params["other"]) for f in found] == [("P2.not_queueing", "RU-dense", "RU-fuel")]


@pytest.mark.parametrize(
    "certificate",
    [
        {}, {"weights": 3, "scale": 1}, {"weights": {"RU-ars-01": -1}, "scale": 1}, {"weights": {"RU-ars-01": 1.5}, "scale": 1},
        {"weights": {"RU-ars-01": 1}, "scale": 0}, {"weights": {"RU-ars-01": 1}, "scale": True},
        {"weights": {"RU-ars-01": 10**30}, "scale": 1},
    ],
)  # fmt: skip
def test_a_certificate_that_says_nothing(certificate: dict[str, Any]) -> None:
    assert "P2.malformed" in of_sample("queue_weights", 1, certificate)


def test_what_has_no_certificate_is_trusted_by_name_or_not_at_all() -> None:
    resolved = samples.resolved()
    case = Case(resolved, sample_plan.sample_plan(resolved))
    bound = case.plan.bounds[1]
    by_name = case.edit("bounds", bound, certificate=None, trusted="HiGHS 1.13.1")
    assert check(resolved, by_name).accepted
    assert [f.key for f in check(resolved, case.edit("bounds", bound, certificate=None)).broken] == ["P2.without_certificate"]


def test_a_plan_that_leaves_items_behind_may_fly_less_than_the_bound() -> None:
    """A bound on sorties speaks of moving everything; the sample leaves a pallet behind."""
    resolved = samples.resolved()
    plan = sample_plan.sample_plan(resolved)
    bound = {"weights": {"RU-ars-01": 1, "RU-ars-02": 1, "RU-uaz-01": 1, "RU-vent.1": 1, "RU-vent.2": 1}, "scale": 2}
    found = stating(resolved, plan, "queue_weights", 3, bound)
    assert "P2.beaten" not in {f.key for f in found}
    assert plan.figures.loaded_sorties == 2
