"""What flies over which states, lands where and brings what: everything that needs somebody's leave."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...catalogue.permits import one_customs_area
from ...model.plan import Leg, Plan
from ...model.resolved import Item, Resolved
from ..arrivals import aboard

MEDICAL = ("medical_team", "field_hospital", "intensive_care", "medic", "doctor", "nurse", "surg", "epidemiolog", "virolog")
"""Words in a capability or a skill that mean health professions."""


@dataclass(frozen=True, slots=True)
class Use:
    """One occasion for which leave is needed."""

    kind: str
    state: str
    airfield: str
    """Where it is about one; else empty."""
    operator: str
    """Whose aircraft, goods or people."""
    about: str
    """What tells it from others of its kind and state: an offer, or empty."""
    legs: tuple[str, ...] = ()
    cargo: tuple[str, ...] = ()
    """Resources, or goods with their UN number."""
    first_min: int | None = None
    last_min: int | None = None
    blocked: bool = False
    """Nothing flies there in the plan for want of it."""


def uses_of(resolved: Resolved, plan: Plan | None) -> Iterator[Use]:
    """Every occasion, leg by leg; without a plan, or for what the plan does not fly, way by way and offer by offer."""
    yield from _blocked(resolved)
    yield from _grounded(resolved, plan)
    if plan is None:
        yield from _ways(resolved)
        for item in resolved.items:
            if item.flies and item.offer in _accepted(resolved):
                yield from _carried(resolved, item, None, resolved.mission.debarkation)
        yield from _medical(resolved, None)
        return
    operators = _operators(resolved)
    loads = {load.id: load for load in plan.loads}
    items = {item.id: item for item in resolved.items}
    for sortie in plan.sorties:
        for leg in sortie.legs:
            yield from _flown(resolved, leg, operators.get(sortie.tail, ""))
            if leg.load in loads and sortie.phase != "home":
                for id in aboard(loads[leg.load]):
                    if id in items:
                        yield from _carried(resolved, items[id], leg, leg.destination)
    yield from _medical(resolved, plan)


def _flown(resolved: Resolved, leg: Leg, operator: str) -> Iterator[Use]:
    """States crossed, and the airfields at both ends, that are not the operator's own."""
    for over in leg.overflights:
        if over.state is not None and over.state != operator:
            yield Use("overflight", over.state, "", operator, "", (leg.id,), (), over.enter_min, over.leave_min)
    for icao, at in ((leg.origin, leg.depart_min), (leg.destination, leg.arrive_min)):
        country = resolved.airfield(icao).country
        if country != operator:
            yield Use("landing", country, icao, operator, "", (leg.id,), (), at, at)


def _ways(resolved: Resolved) -> Iterator[Use]:
    """States on the resolved ways and the airfields at their ends, for every operator of aircraft."""
    for operator in sorted(set(_operators(resolved).values())):
        for route in resolved.routes:
            for crossing in route.crossings:
                if crossing.state is not None and crossing.state != operator:
                    yield Use("overflight", crossing.state, "", operator, "", (route.id,))
            for icao in (route.origin, route.destination):
                if (country := resolved.airfield(icao).country) != operator:
                    yield Use("landing", country, icao, operator, "", (route.id,))


def _blocked(resolved: Resolved) -> Iterator[Use]:
    """Airfields that cannot be joined, with the states whose leave would open the shortest way."""
    operators = sorted(set(_operators(resolved).values()))
    for none in resolved.no_routes:
        for operator in operators:
            for state in none.states:
                if state != operator:
                    yield Use("overflight", state, "", operator, "", (f"{none.origin}-{none.destination}",), blocked=True)
            for icao in (none.origin, none.destination):
                if (country := resolved.airfield(icao).country) != operator:
                    yield Use("landing", country, icao, operator, "", (f"{none.origin}-{none.destination}",), blocked=True)


def _grounded(resolved: Resolved, plan: Plan | None) -> Iterator[Use]:
    """What keeps loads of the plan on the ground: leave to land or cross that nobody has given, or not for all of the mission."""
    told = {(left.reason.key, tuple(sorted(left.reason.params.items()))): left for left in plan.left_behind} if plan else {}
    for left in told.values():
        key, params = left.reason.key, left.reason.params
        operator, cargo = str(params.get("operator", "")), (left.item,)
        end = resolved.horizon_min
        if key in ("flights.no_landing_clearance", "flights.airfield_never_usable"):
            icao = str(params["airfield"])
            if (country := resolved.airfield(icao).country) != operator:
                yield Use("landing", country, icao, operator, "", (), cargo, 0, end, blocked=True)
        elif key == "flights.not_cleared":
            yield Use("overflight", str(params["state"]), "", operator, "", (str(params["route"]),), cargo, 0, end, blocked=True)


def _carried(resolved: Resolved, item: Item, leg: Leg | None, destination: str) -> Iterator[Use]:
    """Customs or temporary import where it is brought in, export where it comes from, dangerous goods along the way."""
    donor = _donors(resolved)[item.offer]
    field = resolved.airfield(destination)
    legs = (leg.id,) if leg else ()
    first, last = (leg.depart_min, leg.arrive_min) if leg else (None, None)
    goods = item.kind != "persons"
    # At a stop for fuel what is aboard stays aboard.
    if goods and not one_customs_area(donor, field.country):
        passing = destination not in resolved.mission.debarkations
        kind = "temporary_import" if item.returns or passing else "customs"
        if leg is None or leg.unloaded_min is not None:
            yield Use(kind, field.country, destination, donor, item.offer, legs, item.resources, last, last)
        if leg is None or (leg.loading_start_min is not None and leg.origin == item.origin):
            yield Use("export", donor, "", donor, item.offer, legs, item.resources, first, first)
    for dangerous in item.dangerous:
        states = {donor, field.country} | ({o.state for o in leg.overflights if o.state} if leg else set())
        for state in sorted(states):
            yield Use("dangerous_goods", state, "", donor, "", legs, (f"{item.resource} ({dangerous.un})",), first, last)


def _medical(resolved: Resolved, plan: Plan | None) -> Iterator[Use]:
    """Health professionals of other states than the one that receives them."""
    mission, donors = resolved.mission, _donors(resolved)
    receiving = mission.request.by
    for team in mission.teams:
        told = " ".join((team.capability or "", *team.skills)).casefold()
        if team.offer not in _accepted(resolved) or donors[team.offer] == receiving or not any(w in told for w in MEDICAL):
            continue
        found = [a for a in plan.assignments if a.resource == team.id] if plan else []
        if plan is not None and not found:
            continue
        starts = [a.at_work_min for a in found if a.at_work_min is not None]
        ends = [a.until_min for a in found if a.until_min is not None]
        last = max(ends) if starts and len(ends) == len(found) else resolved.horizon_min if starts else None
        yield Use("medical_licence", receiving, "", donors[team.offer], team.offer, (), (team.id,), min(starts, default=None), last)


def _operators(resolved: Resolved) -> dict[str, str]:
    """Whose aircraft each tail of an accepted offer is."""
    donors = _donors(resolved)
    return {tail.id: donors[tail.offer] for tail in resolved.mission.fleet if tail.offer in _accepted(resolved)}


def _donors(resolved: Resolved) -> dict[str, str]:
    return {offer.id: offer.donor for offer in resolved.mission.offers}


def _accepted(resolved: Resolved) -> set[str]:
    return {offer.id for offer in resolved.mission.offers if offer.status == "accepted"}
