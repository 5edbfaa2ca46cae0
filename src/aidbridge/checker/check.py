"""The verdict: every rule judged on a finished plan, from the resolved mission and the plan alone."""

from collections.abc import Iterable

from ..model.plan import LeftBehind, Load, Plan
from ..model.resolved import Resolved
from ..model.verdict import Finding, Verdict
from .docket import Docket
from .provenance import Provenance
from .readable import readable
from .recount import empty_plan
from .registry import RULES
from .rule import Rule
from .world import World


def check(resolved: Resolved, plan: Plan) -> Verdict:
    """Judge the plan by every rule.

    Each rule has findings: one for every breach, with who, what, where and by how much; the tightest pass of each object; what is
    not provable, with the facts that are missing or unaccepted; or that it does not apply. A plan from anywhere is judged:
    what does not exist, contradicts itself or lies out of range is a breach, never an error.
    """
    return _verdict(RULES, World(resolved, *readable(plan)), resolved, plan)


def check_loads(resolved: Resolved, loads: Iterable[Load], left_behind: Iterable[LeftBehind] = ()) -> Verdict:
    """Judge loads that nobody has put on flights yet, by every rule that needs no flight: L1 to L9 and L11.

    What such a rule says of flights (that each load is flown once, fuel and balance of the leg flown) is left out; where a way is
    resolved, payload and balance are judged for the fuel of that way. Findings are as in `check`.
    """
    plan = empty_plan(resolved).model_copy(update={"loads": tuple(loads), "left_behind": tuple(left_behind)})
    told, out_of_range = readable(plan)
    world = World(resolved, told, out_of_range, flights_known=False)
    return _verdict((rule for rule in RULES if not rule.flights), world, resolved, plan)


def _verdict(rules: Iterable[Rule], world: World, resolved: Resolved, plan: Plan) -> Verdict:
    provenance = Provenance(resolved)
    findings: list[Finding] = []
    for rule in rules:
        docket = Docket(rule.id, provenance)
        rule.judge(world, docket)
        findings += docket.findings()
    return Verdict(plan_of=plan.mission, mission_hash=plan.mission_hash, findings=tuple(findings))
