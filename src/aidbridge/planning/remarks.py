"""What a reader must know about a plan beside its decisions: what restrictions hold back, and that the mission is a draft."""

from ..model.messages import Message
from ..model.plan import Assignment, Explanation
from ..model.resolved import Resolved
from .assumed import accepts_nothing
from .lift import held_back


def remarks(resolved: Resolved, assignments: tuple[Assignment, ...]) -> tuple[Explanation, ...]:
    """An unconfirmed draft, aircraft held back by suspended lift, assignments that a shut site holds up, no way home, assumptions
    that accept what is no figure in use."""
    mission = resolved.mission
    found = [Explanation(stage="flights", about=tail, message=why) for tail, why in held_back(resolved)]
    for one in assignments:
        if any(end == one.at_work_min for _, end in resolved.closed.get(f"site:{one.site}", ())):
            params = {"resource": one.resource, "site": one.site, "at_min": one.at_work_min}
            found.append(Explanation(stage="plan", about=one.id, message=Message(key="plan.waits_for_site", params=params)))
    if mission.draft is not None and not mission.draft.confirmed:
        params = {"n": mission.draft.open, "record": mission.draft.record}
        found.insert(0, Explanation(stage="plan", about=mission.id, message=Message(key="draft.plan_of_draft", params=params)))
    if mission.way_home is None and any(item.flies and item.returns for item in resolved.items):
        found.append(Explanation(stage="way_home", about=mission.id, message=Message(key="plan.no_way_home")))
    for assumption, pattern, near in accepts_nothing(resolved):
        key = "plan.accepts_nothing_near" if near else "plan.accepts_nothing"
        params = {"assumption": assumption, "pattern": pattern, "near": near}
        found.append(Explanation(stage="plan", about=assumption, message=Message(key=key, params=params)))
    return tuple(found)
