"""Restraint (L11): tie-down strength in every direction against the mass of every item times the mission's factors."""

from ..model.plan import Load
from ..physics.restraint import restraint
from .docket import Docket
from .items import facts_of, item_facts
from .world import World


def loads_are_tied(world: World, docket: Docket) -> None:
    """L11 Restraint: enough tie-down capacity forward, aft, lateral, up. Each device takes one ring."""
    for load in world.plan.loads:
        if world.standing(load):
            _tied(world, docket, load)


def _tied(world: World, docket: Docket, load: Load) -> None:
    type, policy = world.types.get(load.aircraft_type), world.mission.policy.restraint
    if type is None:
        return
    known = docket.rests_on(load.id, "rings", facts_of("aircraft", type, type.id, "rings", "ring_limit_kg"))
    used = 0
    worst: dict[str, int | str] = {}
    for stood in world.standing(load):
        docket.rests_on(load.id, "rings", item_facts(stood.item, "mass_kg"))
        needed = restraint(stood.item.mass_kg, policy, type.ring_limit_kg)
        if needed is None:
            docket.broken(load.id, "cannot_hold", item=stood.item.id)
            continue
        used += needed.devices
        if needed.devices > int(worst.get("devices", 0)):
            worst = {"item": stood.item.id, **needed._asdict()}
    if known and type.rings is not None:
        docket.at_most(load.id, "rings", used, type.rings, "rings", **worst)
