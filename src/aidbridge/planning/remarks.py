"""What a reader must know about a plan beside its decisions: what it does not plan, what waits for a site to open, and
that the mission is a draft."""

from ..model.messages import Message
from ..model.plan import Assignment, Explanation
from ..model.resolved import Resolved

NOT_PLANNED = ("road_ban", "lift_suspended", "business_closed")
"""Effects of restrictions that planners and checker do not know yet."""


def remarks(resolved: Resolved, assignments: tuple[Assignment, ...]) -> tuple[Explanation, ...]:
    """An unconfirmed draft, restrictions that the plan does not heed, assignments that a shut site holds up, no way home."""
    mission = resolved.mission
    found = [
        Explanation(
            stage="plan",
            about=one.id,
            message=Message(key="plan.not_heeded", params={"effect": one.effect, "place": one.place, "restriction": one.id}),
        )
        for one in mission.restrictions
        if one.effect in NOT_PLANNED
    ]
    for one in assignments:
        if any(end == one.at_work_min for _, end in resolved.closed.get(f"site:{one.site}", ())):
            params = {"resource": one.resource, "site": one.site, "at_min": one.at_work_min}
            found.append(Explanation(stage="plan", about=one.id, message=Message(key="plan.waits_for_site", params=params)))
    if mission.draft is not None and not mission.draft.confirmed:
        params = {"n": mission.draft.open, "record": mission.draft.record}
        found.insert(0, Explanation(stage="plan", about=mission.id, message=Message(key="draft.plan_of_draft", params=params)))
    if mission.way_home is None and any(item.flies and item.returns for item in resolved.items):
        found.append(Explanation(stage="way_home", about=mission.id, message=Message(key="plan.no_way_home")))
    return tuple(found)
