"""Who gives what to whom: within the reserve (N1), counted once (N3), agreed (N4), nothing forgotten (N5)."""

import math
from collections import defaultdict
from collections.abc import Iterable

from ..model.needs import Measure, Need
from ..model.plan import Assignment
from ..model.resources import Device, Supply, Team
from .docket import Docket
from .keeping import reserves_are_reckoned
from .ledger import amount
from .parting import missing
from .scope import covered, spare
from .world import Resource, World, carried, repeated


def reserves_are_kept(world: World, docket: Docket) -> None:
    """N1 No donor gives more than it offers minus what it keeps at home. Of teams with a backlog their capacity is counted; what
    flies out is given, whether or not a need has it."""
    offered: dict[tuple[str, str], float] = defaultdict(float)
    for resource in world.resources.values():
        offer = world.offers.get(resource.offer)
        if offer is not None and resource.capability and offer.status == "accepted":
            offered[offer.donor, resource.capability] += amount(resource) - world.counted_twice.get(resource.id, 0.0)
    for (donor, capability), given in sorted(_given(world).items()):
        limit = min(offered[donor, capability], spare(world, donor, capability))
        docket.at_most(donor, "given", given, limit, _unit(world, capability), capability=capability)
    reserves_are_reckoned(world, docket)


def _given(world: World) -> dict[tuple[str, str], float]:
    """What is assigned or flown out, by donor and capability; of each resource whichever is more."""
    assigned: dict[tuple[str, str], float] = defaultdict(float)
    for a in world.plan.assignments:
        resource, need = world.resources.get(a.resource), world.needs.get(a.need)
        if resource is not None and need is not None:
            whole = world.measure_of(need) is Measure.BACKLOG
            # A substitute is given as what it is; what does not do the job at all, as what it is passed off for.
            does = world.mission.policy.counts_as(resource.capability, need.capability) > 0
            key = resource.id, (resource.capability if does else None) or need.capability
            assigned[key] = max(assigned[key], amount(resource)) if whole else assigned[key] + a.quantity
    # Kit stays with its team, and a team with the devices that it operates: neither is given.
    kept = {id for team in world.teams.values() for id in team.kit} | {device.operated_by for device in world.mission.devices}
    for resource in world.resources.values():
        if resource.capability and resource.id not in kept:
            key = resource.id, resource.capability
            assigned[key] = max(assigned[key], _flown(world, resource))
    given: dict[tuple[str, str], float] = defaultdict(float)
    for (id, capability), quantity in assigned.items():
        offer = world.offers.get(world.resources[id].offer)
        if offer is not None:
            given[offer.donor, capability] += quantity
    return given


def _flown(world: World, resource: Resource) -> float:
    """How much of a resource flies out."""
    items = [item.id for item in world.items_of.get(resource.id, ()) if world.moved(item.id)]
    if isinstance(resource, Supply):
        return _held(world, resource.id, items)
    return amount(resource) if items else 0.0


def _unit(world: World, capability: str) -> str:
    return next((c.unit for c in world.resolved.capabilities if c.id == capability), "")


def needs_are_counted_once(world: World, docket: Docket) -> None:
    """N3 No need is counted twice; what covers it is listed by offer."""
    for id in repeated(a.id for a in world.plan.assignments):
        docket.broken(id, "duplicate")
    for assignment in world.plan.assignments:
        _assignment(world, docket, assignment)
    by_resource: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in world.plan.assignments:
        by_resource[assignment.resource].append(assignment)
    for id, assignments in sorted(by_resource.items()):
        resource = world.resources.get(id)
        if resource is not None:
            _resource(world, docket, resource, assignments)
    _pieces(world, docket)
    _operators(world, docket)
    _listed(world, docket)


def _assignment(world: World, docket: Docket, a: Assignment) -> None:
    need, resource = world.needs.get(a.need), world.resources.get(a.resource)
    docket.require(need is not None, a.id, "unknown_need", need=a.need)
    docket.require(resource is not None, a.id, "unknown_resource", resource=a.resource)
    docket.require(a.site in world.sites, a.id, "unknown_site", site=a.site)
    if resource is None or need is None:
        return
    docket.require(a.offer == resource.offer, a.id, "offer", a.offer, resource.offer)
    does = world.mission.policy.counts_as(resource.capability, need.capability) > 0
    docket.require(does, a.id, "capability", resource.capability, need.capability)
    _site(world, docket, a, need)
    parts = (resource.id, *(resource.kit if isinstance(resource, Team) else ()))
    own = {item.id for part in parts for item in world.items_of.get(part, ())}
    for id in a.items:
        docket.require(id in own, a.id, "item", item=id, resource=resource.id)
    if isinstance(resource, Supply):
        docket.at_most(a.id, "contents", a.quantity, _held(world, resource.id, a.items), world.unit_of(need.id))
    else:
        for item in world.items_of.get(resource.id, ()):
            docket.require(item.id in a.items, a.id, "without", item=item.id)


def _site(world: World, docket: Docket, a: Assignment, need: Need) -> None:
    """A need is met at its site, else at a site of its place; what tours works where its tasks are."""
    site = world.sites.get(a.site)
    if world.measure_of(need) is Measure.BACKLOG or site is None:
        return
    if need.site is not None:
        docket.require(a.site == need.site, a.id, "site", a.site, need.site)
    else:
        docket.require(need.place in world.lineage(site.place), a.id, "place", site.place, need.place)


def _resource(world: World, docket: Docket, resource: Resource, assignments: list[Assignment]) -> None:
    """A stock goes no further than it reaches; everything else serves one need, a touring team each need once."""
    needs = [world.needs[a.need] for a in assignments if a.need in world.needs]
    backlog = [need.id for need in needs if world.measure_of(need) is Measure.BACKLOG]
    present = [need for need in needs if world.measure_of(need) in (Measure.PRESENCE, Measure.RATE)]
    if present:
        docket.at_most(resource.id, "needs_at_once", len(present) + bool(backlog), 1, "needs")
    for need_id in repeated(backlog):
        docket.broken(resource.id, "same_need_twice", need=need_id)
    if not backlog:
        total = sum(a.quantity for a in assignments)
        docket.at_most(resource.id, "quantity", total, amount(resource), _unit(world, resource.capability or ""))


def _pieces(world: World, docket: Docket) -> None:
    """A unit of goods stands at one site, and no more is taken from some units than they hold together."""
    of_supply: dict[str, list[Assignment]] = defaultdict(list)
    for a in world.plan.assignments:
        if isinstance(world.resources.get(a.resource), Supply):
            of_supply[a.resource].append(a)
    for supply, assignments in sorted(of_supply.items()):
        sites: dict[str, set[str]] = defaultdict(set)
        for a in assignments:
            for id in a.items:
                sites[id].add(a.site)
        for id, found in sorted(sites.items()):
            if len(found) > 1:
                docket.broken(id, "two_sites", ", ".join(sorted(found)))
        unit = _unit(world, world.resources[supply].capability or "")
        for units in sorted({tuple(sorted(set(a.items))) for a in assignments} | {tuple(sorted(sites))}):
            taken = sum(a.quantity for a in assignments if set(a.items) <= set(units))
            docket.at_most(supply, "taken", taken, _held(world, supply, units), unit, items=", ".join(units))
        shared = {(a.id, item): math.inf for a in assignments for item in a.items}
        lacking = missing({a.id: a.quantity for a in assignments}, {id: _held(world, supply, [id]) for id in sites}, shared)
        for a in assignments:
            if a.id in lacking:
                docket.at_most(a.id, "taken", a.quantity, a.quantity - lacking[a.id], unit, items=", ".join(a.items))


def _held(world: World, supply: str, items: Iterable[str]) -> float:
    """Pieces of a supply on the items, each counted once."""
    contents = (c for id in set(items) & world.items.keys() for c in world.items[id].contents)
    return sum(c.quantity for c in contents if c.supply == supply)


def _operators(world: World, docket: Docket) -> None:
    """A team that operates devices is at one place: with them, where it is assigned itself, or on its tours."""
    sites: dict[str, set[str]] = defaultdict(set)
    for a in world.plan.assignments:
        device = world.resources.get(a.resource)
        if isinstance(device, Device) and device.operated_by and a.at_work_min is not None:
            sites[device.operated_by].add(a.site)
    for a in world.plan.assignments:
        need = world.needs.get(a.need)
        if a.resource in sites and need is not None and world.measure_of(need) is not Measure.BACKLOG:
            sites[a.resource].add(a.site)
    for team, found in sorted(sites.items()):
        tours = [tour.id for tour in world.plan.tours if tour.team == team]
        places = [*sorted(found), *tours[:1]]
        docket.require(len(places) == 1, team, "places_at_once", ", ".join(places))


def _listed(world: World, docket: Docket) -> None:
    """The ledger lists the offers that cover each line, each once."""
    for line in world.plan.coverage:
        due = sorted({a.offer for a in world.plan.assignments if a.need == line.need})
        about = "coverage" if list(line.offers) == due else line.need
        docket.require(about == "coverage", about, "offers", ", ".join(line.offers), ", ".join(due))


def only_what_is_agreed(world: World, docket: Docket) -> None:
    """N4 Only what an agreement in force covers is moved."""
    for flight in world.flights:
        tail = world.tails.get(flight.sortie.tail)
        if tail is not None:
            # What came under an agreement may fly home after its end.
            agreed = covered(world, tail.offer, flight.leg.depart_min, may_be_over=flight.sortie.phase == "home")
            docket.require(agreed, tail.id, "aircraft", offer=tail.offer, leg=flight.leg.id)
    for load in world.plan.loads:
        if load.phase == "out":
            for id in dict.fromkeys((*(p.item for p in load.placements), *load.persons)):
                _moved(world, docket, id)
    for convoy in world.plan.convoys:
        for id in dict.fromkeys(carried(convoy)):
            item = world.items.get(id)
            if item is not None and not item.flies:
                agreed = covered(world, item.offer, convoy.depart_min)
                docket.require(agreed, item.id, "vehicle", offer=item.offer, convoy=convoy.id)
    for assignment in world.plan.assignments:
        _used(world, docket, assignment)


def _moved(world: World, docket: Docket, id: str) -> None:
    item, flight = world.items.get(id), world.departure_of(id, "out")
    if item is not None:
        agreed = covered(world, item.offer, flight.leg.depart_min if flight else None, resource=item.resource)
        docket.require(agreed, item.offer, "moved", item=id)


def _used(world: World, docket: Docket, a: Assignment) -> None:
    """Agreed for its capability and place when its items take off, or when it is used if they do not fly."""
    need = world.needs.get(a.need)
    if need is None:
        return
    device = world.resources.get(a.resource)
    # What stands in for another thing is agreed on as what it is.
    capability = (device.capability if device else None) or need.capability
    flights = [flight for id in a.items if (flight := world.departure_of(id, "out")) is not None]
    moments: list[int | None] = [flight.leg.depart_min for flight in flights]
    for at in moments or [a.at_work_min if a.at_work_min is not None else a.arrive_min]:
        agreed = covered(world, a.offer, at, capability, need.place, resource=a.resource)
        about = a.offer if agreed else a.id
        docket.require(agreed, about, "assignment", offer=a.offer, capability=capability, place=need.place)
    crew = world.teams.get(device.operated_by or "") if isinstance(device, Device) else None
    if crew is not None and a.at_work_min is not None:
        docket.require(covered(world, crew.offer, a.at_work_min), a.id, "operator", team=crew.id, offer=crew.offer)


def unused_is_listed(world: World, docket: Docket) -> None:
    """N5 Everything offered and not used is listed with the reason."""
    listed: dict[str, float] = defaultdict(float)
    for unused in world.plan.unused:
        listed[unused.resource] += unused.quantity
        known = world.resources.get(unused.resource) or world.vehicles.get(unused.resource)
        if known is None:
            docket.broken(unused.resource, "unknown_resource", offer=unused.offer)
        else:
            docket.require(unused.offer == known.offer, unused.resource, "offer", unused.offer, known.offer)
        docket.require(bool(unused.reason.key), unused.resource, "no_reason", offer=unused.offer)
    for resource in world.resources.values():
        if resource.capability and resource.offer in world.offers:
            left = max(amount(resource) - _taken(world, resource), 0.0)
            docket.equal(resource.id, "unused", listed[resource.id], left, _unit(world, resource.capability), offer=resource.offer)


def _taken(world: World, resource: Resource) -> float:
    """How much of a resource is assigned; a team that tours is used as a whole."""
    taken = 0.0
    for a in world.plan.assignments:
        need = world.needs.get(a.need)
        if a.resource == resource.id and need is not None:
            backlog = world.measure_of(need) is Measure.BACKLOG
            taken = amount(resource) if backlog else taken + a.quantity
    return taken
