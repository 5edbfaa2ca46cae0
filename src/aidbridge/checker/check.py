"""The verdict: every rule judged on a finished plan, from the resolved mission and the plan alone."""

from ..model.plan import Plan
from ..model.resolved import Resolved
from ..model.verdict import Finding, Verdict
from .docket import Docket
from .provenance import Provenance
from .readable import readable
from .registry import RULES
from .world import World


def check(resolved: Resolved, plan: Plan) -> Verdict:
    """Judge the plan by every rule.

    Each rule has findings: one for every breach, with who, what, where and by how much; the tightest pass of each object; what is
    not provable, with the facts that are missing or unaccepted; or that it does not apply. A plan from anywhere is judged:
    what does not exist, contradicts itself or lies out of range is a breach, never an error.
    """
    world, provenance = World(resolved, *readable(plan)), Provenance(resolved)
    findings: list[Finding] = []
    for rule in RULES:
        docket = Docket(rule.id, provenance)
        rule.judge(world, docket)
        findings += docket.findings()
    return Verdict(plan_of=plan.mission, mission_hash=plan.mission_hash, findings=tuple(findings))
