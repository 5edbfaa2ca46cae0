"""Another aircraft at the last minute, for a load sheet that is already out: that load alone is reloaded, the others stand."""

from dataclasses import dataclass

from ..catalogue.aircraft import aircraft_ids, aircraft_type
from ..catalogue.near import near_names
from ..checker.check import check_loads
from ..missionfile.canonical import sealed
from ..model.errors import Fault, InputError
from ..model.facts import Assumption
from ..model.listed import ListedFleet
from ..model.loadsheet import LoadSheet
from ..model.messages import Message
from ..model.plan import Load
from ..model.resolved import Resolved
from ..planners.loading.problem import LoadingProblem
from ..planners.loading.substitute import Substitution, substitute
from .assumed import check_assumptions
from .listedfleet import fleet_of
from .loadlist import RejectedLoadsError


@dataclass(frozen=True, slots=True)
class Exchange:
    """The sheet after the exchange, and what it did to the one load."""

    sheet: LoadSheet
    done: Substitution


def exchange(sheet: LoadSheet, load: str, type: str, assumptions: tuple[Assumption, ...] = (), seed: int = 1) -> Exchange:
    """Put one load of a sheet into an aircraft of `type`, leaving the least behind and then moving the least.

    `assumptions` are what the person vouches for beside those of the sheet. The number of aircraft was proven for the fleet of
    the list, so the new sheet states no bound. Raises InputError for a load or type that is not known, and RejectedLoadsError
    where a rule is broken.
    """
    old = _load(sheet, load)
    check_assumptions(assumptions)
    resolved = _with_type(sheet.resolved, type, assumptions)
    problem = LoadingProblem(phase="out", origin=old.origin, destination=old.destination, items=resolved.items, fleet={type: 1})
    done = substitute(resolved, problem, old, type, seed)
    loads = tuple(new for one in sheet.loads if (new := done.load if one.id == load else one) is not None)
    left = (*sheet.left_behind, *done.left_behind)
    verdict = check_loads(resolved, loads, left)
    if verdict.broken:
        raise RejectedLoadsError(verdict)
    made = sheet.model_copy(
        update={
            "resolved": resolved,
            "loads": loads,
            "left_behind": left,
            "bounds": (),
            "tails": {id: tail for id, tail in sheet.tails.items() if id != load},
            "remarks": (*sheet.remarks, *_remarks(sheet, done)),
            "verdict": verdict,
        }
    )
    return Exchange(made, done)


def _load(sheet: LoadSheet, id: str) -> Load:
    found = {load.id: load for load in sheet.loads}
    if id not in found:
        raise InputError([Fault("LOAD", id, f"a load of the sheet: {', '.join(found)}", "Name one of them.")])
    return found[id]


def _with_type(resolved: Resolved, type: str, assumptions: tuple[Assumption, ...]) -> Resolved:
    """The same world with the type in it, and with what is assumed besides."""
    known = {one.id: one.name for one in resolved.aircraft_types}
    if type not in known and type not in aircraft_ids():
        near = near_names(type, known | {id: aircraft_type(id).name for id in aircraft_ids()})
        advice = f"Did you mean {' or '.join(near)}?" if near else "`aidbridge catalogue aircraft` lists the types."
        raise InputError([Fault("TYPE", type, "a type of the sheet or of the catalogue", advice)])
    if type in known and not assumptions:
        return resolved
    mission = resolved.mission
    every = (*mission.assumptions, *(one.model_copy(update={"id": f"exchange-{one.id}"}) for one in assumptions))
    # What the list states of a type stands among the sheet's assumptions.
    added = fleet_of((ListedFleet(type=type),), every)
    facts = {fact.key: fact for fact in (*resolved.facts, *added.facts)}
    types_now = {one.id: one for one in (*resolved.aircraft_types, *added.types)}
    return sealed(
        resolved.model_copy(
            update={
                "mission": mission.model_copy(update={"assumptions": every}),
                "aircraft_types": tuple(one for _, one in sorted(types_now.items())),
                "facts": tuple(fact for _, fact in sorted(facts.items())),
            }
        )
    )


def _remarks(sheet: LoadSheet, done: Substitution) -> tuple[Message, ...]:
    told = [explanation.message for explanation in done.explanations]
    if done.moved:
        told.append(Message(key="sheet.moved", params={"items": ", ".join(sheet.labels.get(id, id) for id in done.moved)}))
    return tuple(told)
