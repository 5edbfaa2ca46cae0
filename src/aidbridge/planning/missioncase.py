"""A mission as an allocation case: its lines, its offers, and an estimate of what its aircraft carry a day.

The plan itself is made unit by unit and its flights and convoys decide the times. The case looks at the same mission by the day:
it tells how much could be reached at best, what one more of each thing would be worth, and what plain rules would do. Alike units
(same offer, capability, size and lines) become one item that stands for the capability. Days of the road and of setting up are
rounded to whole days; needs that are worked off over time are left out, for a unit's worth to them is not linear in its days.
"""

from collections import defaultdict
from math import ceil

from ..catalogue.populations import population
from ..model.allocationcase import (
    AllocationCase,
    CaseDonor,
    CaseItem,
    CaseNeed,
    CaseOffer,
    CasePlace,
    CaseReserve,
    Link,
)
from ..model.messages import Message
from ..model.needs import Measure
from ..model.resolved import Resolved
from ..model.substitutes import Substitute
from ..physics.speed import flying_min
from ..planners.allocation.candidates import problem_of
from ..planners.allocation.problem import AllocationProblem, Line, Unit
from .lift import with_lift_in_force

DAY_MIN = 1440
AIR = "airlift"


def case_of(resolved: Resolved) -> tuple[AllocationCase, tuple[Message, ...]]:
    """The case, and what the reader should know of how it was taken."""
    mission = resolved.mission
    problem = problem_of(resolved)
    lines = [line for line in problem.lines if line.measure is not Measure.BACKLOG]
    kinds = _kinds(resolved, problem)
    lift, told = _lift(resolved)
    remarks = list(told)
    left_out = len(problem.lines) - len(lines)
    if left_out:
        remarks.append(Message(key="allotment.backlog_left_out", params={"n": left_out}))
    reserves, parted = _reserves(problem, kinds)
    places = {place.id: place for place in mission.places}
    capabilities = list(dict.fromkeys(line.need.capability for line in lines))
    needed = {capability.id: capability for capability in resolved.capabilities}
    case = AllocationCase(
        name=mission.id,
        days=max(ceil(resolved.horizon_min / DAY_MIN), 1),
        places=tuple(
            CasePlace(
                id=id,
                name=places[id].name,
                severity=places[id].severity,
                population=_heads(id),
                road_days=_road_days(resolved, problem, id),
            )
            for id in dict.fromkeys(line.need.place for line in lines)
        ),
        items=(
            *(CaseItem(id=id, unit=needed[id].unit, unit_value=mission.policy.unit_values.get(id)) for id in capabilities),
            *(_item(resolved, name, units[0]) for name, units in kinds.items()),
        ),
        donors=tuple(
            CaseDonor(
                id=name,
                name=units[0].donor,
                air=AIR if lift and _flies(resolved, units[0]) else None,
                places=_reach(problem, units[0]),
            )
            for name, units in kinds.items()
        ),
        offers=tuple(
            CaseOffer(
                id=name,
                donor=name,
                item=name,
                quantity=float(len(units)),
                ready_day=max(_ready_min(resolved, units[0]), 0) // DAY_MIN,
            )
            for name, units in kinds.items()
        ),
        needs=tuple(_need(line) for line in lines),
        reserves=reserves,
        substitutes=tuple(
            Substitute(item=name, stands_for=capability, rate=units[0].strength * rate)
            for name, units in kinds.items()
            for capability, rate in _jobs(problem, units[0]).items()
        ),
        links=lift,
    )
    return case, (*remarks, *parted)


def _kinds(resolved: Resolved, problem: AllocationProblem) -> dict[str, list[Unit]]:
    """Alike units under the name of the first of their resources."""
    found: dict[tuple[object, ...], list[Unit]] = defaultdict(list)
    for unit in problem.units:
        ways = tuple((way.line, way.earliest_min) for way in unit.ways)
        if problem.lines[unit.ways[0].line].measure is not Measure.BACKLOG and unit.strength > 0:
            found[
                unit.offer, unit.capability, unit.amount, unit.strength, _kg(resolved, unit), _seats(resolved, unit), ways
            ].append(unit)
    named: dict[str, list[Unit]] = {}
    for units in found.values():
        name = units[0].resource if units[0].resource not in named else units[0].id
        named[name] = units
    return named


def _jobs(problem: AllocationProblem, unit: Unit) -> dict[str, float]:
    """The capabilities whose lines it may serve, with the rate at which it counts."""
    return {problem.lines[way.line].need.capability: way.rate for way in unit.ways}


def _kg(resolved: Resolved, unit: Unit) -> float:
    return float(sum(resolved.item(id).mass_kg for id in unit.items))


def _seats(resolved: Resolved, unit: Unit) -> float:
    return float(sum(resolved.item(id).persons for id in unit.items))


def _flies(resolved: Resolved, unit: Unit) -> bool:
    return any(resolved.item(id).flies for id in unit.items)


def _ready_min(resolved: Resolved, unit: Unit) -> int:
    return max(resolved.item(id).ready_min for id in unit.items)


def _item(resolved: Resolved, name: str, unit: Unit) -> CaseItem:
    mission = resolved.mission
    setups = {r.id: r.setup_min for r in mission.teams} | {r.id: r.setup_min for r in mission.supplies}
    setups |= {r.id: r.setup_min for r in mission.devices}
    unit_of = {capability.id: capability.unit for capability in resolved.capabilities}
    told = f"{name} ({unit.strength:,.10g} {unit_of[unit.capability]})"
    return CaseItem(
        id=name,
        name=told,
        unit=name,
        whole=True,
        kg=_kg(resolved, unit),
        seats=_seats(resolved, unit),
        setup_days=round(setups[unit.resource] / DAY_MIN),
    )


def _reach(problem: AllocationProblem, unit: Unit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(problem.lines[way.line].need.place for way in unit.ways))


def _road_days(resolved: Resolved, problem: AllocationProblem, place: str) -> int:
    """From the airfield to the sites of a place, in whole days."""
    roads, mission = resolved.roads, resolved.mission
    sites = {way.site for unit in problem.units for way in unit.ways if problem.lines[way.line].need.place == place}
    driven = [
        roads.leg(mission.debarkation, site)[1] for site in sites if site in roads.places and mission.debarkation in roads.places
    ]
    return ceil((mission.policy.road.assembly_min + min(driven)) / DAY_MIN) if driven else 0


def _need(line: Line) -> CaseNeed:
    return CaseNeed(
        id=line.need.id,
        place=line.need.place,
        item=line.need.capability,
        quantity=line.need.quantity,
        from_day=line.start_min // DAY_MIN,
        until_day=ceil(line.end_min / DAY_MIN),
        severity=line.severity,
        floor=line.floor,
    )


def _heads(place: str) -> float | None:
    fact = population(place)
    return float(fact.value) if fact is not None and isinstance(fact.value, int | float) else None


def _reserves(problem: AllocationProblem, kinds: dict[str, list[Unit]]) -> tuple[tuple[CaseReserve, ...], list[Message]]:
    """What donors keep, in units of each kind; parted by quantity where a donor offers several kinds of a capability."""
    found, remarks = [], []
    for (donor, capability), spare in problem.limits.items():
        mine = {name: units for name, units in kinds.items() if (units[0].donor, units[0].capability) == (donor, capability)}
        offered = {name: sum(unit.amount for unit in units) for name, units in mine.items()}
        total = sum(offered.values())
        if total <= spare:
            continue
        if len(mine) > 1:
            remarks.append(Message(key="allotment.kinds_share_reserve", params={"donor": donor, "capability": capability}))
        for name, units in mine.items():
            most = spare * offered[name] / total / units[0].amount
            found.append(CaseReserve(donor=name, item=name, has=float(len(units)), keeps=max(len(units) - most, 0.0)))
    return tuple(found), remarks


def _lift(resolved: Resolved) -> tuple[tuple[Link, ...], list[Message]]:
    """What the fleet carries to the airfield of debarkation on a day: there and back again and again, within its landings."""
    mission = resolved.mission
    accepted = {offer.id for offer in mission.offers if offer.status == "accepted"}
    tails = [tail for tail in with_lift_in_force(resolved).mission.fleet if tail.offer in accepted]
    way = next((r for r in resolved.routes if (r.origin, r.destination) == (mission.embarkation, mission.debarkation)), None)
    if not tails or way is None:
        return (), []
    types = {type.id: type for type in resolved.aircraft_types}
    there, here = resolved.airfield(mission.debarkation), resolved.airfield(mission.embarkation)
    rounds, kg, seats = 0.0, 0.0, 0.0
    for tail in tails:
        type = types[tail.type]
        ground = (here.loading_min or 0) + (there.unloading_min or 0)
        a_day = DAY_MIN / (2 * flying_min(type, way.distance_km) + ground)
        corners = [corner.payload_kg for corner in type.payload_range if corner.range_km >= way.distance_km]
        rounds += a_day
        kg += a_day * max(corners, default=type.max_payload_kg)
        seats += a_day * (type.troop_seats or 0)
    landings = DAY_MIN / there.landing_interval_min if there.landing_interval_min else rounds
    share = min(landings / rounds, 1.0)
    told: dict[str, str | int | float | bool | None] = {
        "tails": len(tails),
        "sorties": round(rounds * share, 1),
        "kg": round(kg / rounds),
    }
    link = Link(id=AIR, kind="air", kg=round(kg * share), seats=round(seats * share) if seats else None)
    return (link,), [Message(key="allotment.estimated_lift", params=told)]
