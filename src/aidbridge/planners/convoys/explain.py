"""Why each convoy leaves when it does, and why something waited or stays."""

from collections.abc import Sequence

from ...model.messages import Message
from ...model.plan import Convoy, Explanation
from .legs import Freight, Party, Rig
from .marches import March, Marches


def lacking(lack: str) -> str:
    """The key of the sentence that says what is lacking."""
    return f"convoys.no_{lack}"


def explanations_of(
    convoys: Sequence[Convoy], marches: Sequence[March], outcome: Sequence[Marches], assembly_min: int
) -> tuple[Explanation, ...]:
    """For each convoy: for whom it waits, and why not for the next; for each member that let a convoy go: what it lacked."""
    sentences = []
    for convoy, march in zip(convoys, marches, strict=True):
        last = max((*march.members, *march.crewing.hosts), key=lambda one: (one.ready_min, one.id))
        params = {
            "convoy": convoy.id,
            "destination": convoy.destination,
            "last": last.id,
            "ready_min": march.ready_min,
            "assembly_min": assembly_min,
            "vehicles": len(convoy.vehicles),
            "persons": sum(member.persons for member in march.members if isinstance(member, Party)),
            "drivers_needed": sum(member.drivers for member in march.members if isinstance(member, Rig)),
            "drivers": sum(member.drivers for member in march.members if isinstance(member, Party)),
            "cargo": sum(isinstance(member, Freight) for member in march.members),
        }
        later = [one for one in marches if one.leg == march.leg and one.ready_min > march.ready_min]
        key = "convoys.leaves"
        if later:
            following = min(later, key=lambda one: one.ready_min)
            key = "convoys.does_not_wait"
            params |= {"next_ready_min": following.ready_min, "saved_min": following.ready_min - march.ready_min}
        sentences.append(Explanation(stage="convoys", about=convoy.id, message=Message(key=key, params=params)))
        if march.ready_min > last.ready_min:
            held = {"convoy": convoy.id, "complete_min": last.ready_min, "ready_min": march.ready_min}
            sentences.append(Explanation(stage="convoys", about=convoy.id, message=Message(key="convoys.held_by_ban", params=held)))
    with_whom = {member.id: convoy.id for convoy, march in zip(convoys, marches, strict=True) for member in march.members}
    for those in outcome:
        for member, lack in those.waited.items():
            params = {"member": member, "convoy": with_whom[member], "lack": lack}
            sentences.append(Explanation(stage="convoys", about=member, message=Message(key="convoys.waited", params=params)))
    return tuple(sentences)
