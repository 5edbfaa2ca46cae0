"""What a plan reports, counted anew from its decisions: the ledger, the figures, and the bound on unmet need."""

from ..model.plan import Coverage, Figures, Plan
from ..model.resolved import Resolved
from . import earliest, ledger
from . import figures as sums
from .world import World

NOTHING = Figures(
    unmet_weighted_h=0, unmet_weighted_h_others=0, idle_weighted_h=0, worst_place=None, worst_share=None, loaded_sorties=0,
    loaded_sorties_home=0, flights=0, flying_min=0, flying_min_by_type={}, positioning_min=0, fuel_kg=0, co2_kg=0, tonnes_out=0,
    persons_out=0, vehicles_out=0, road_km=0, first_team_at_base_min=None, last_team_at_work_min=None, first_landing_min=None,
    last_landing_min=None, home_min=None, cost=None,
)  # fmt: skip
"""The figures of a plan not yet counted."""


def coverage(resolved: Resolved, plan: Plan) -> tuple[Coverage, ...]:
    """The ledger, one line a need, in the mission's order."""
    return ledger.coverage(World(resolved, plan))


def figures(resolved: Resolved, plan: Plan) -> Figures:
    """The figures; they sum up the ledger that the plan states."""
    return sums.figures(World(resolved, plan), plan.coverage)


def earliest_work(resolved: Resolved) -> earliest.Earliest:
    """The certificate of the bound on unmet need: by need and resource, the earliest minute of work."""
    return earliest.earliest_work(World(resolved, empty_plan(resolved)))


def least_unmet_weighted_h(resolved: Resolved, minutes: earliest.Earliest) -> float:
    """The bound that follows from those minutes, in weighted hours over the eligible lines."""
    return earliest.least_unmet_weighted_h(World(resolved, empty_plan(resolved)), minutes)


def empty_plan(resolved: Resolved) -> Plan:
    """A plan of nothing."""
    nothing: dict[str, object] = dict.fromkeys(
        ("assignments", "unused", "loads", "left_behind", "sorties", "convoys", "tours", "coverage", "bounds"), ()
    )
    head = {"mission": resolved.mission.id, "mission_hash": resolved.hash, "seed": 0, "iterations": 0, "versions": {}}
    return Plan.model_validate(nothing | head | {"figures": NOTHING})
