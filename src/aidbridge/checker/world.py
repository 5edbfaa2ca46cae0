"""The plan beside its resolved mission, with everything findable by name. What does not exist is None or empty, never an error."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from ..model.fleet import AircraftType, Tail
from ..model.needs import Measure, Need
from ..model.plan import Convoy, Leg, Load, Plan, Sortie
from ..model.resolved import Item, Resolved
from ..model.resources import Device, Supply, Team, Vehicle
from ..physics.standing import Stood
from .twice import counted_elsewhere

Resource = Team | Supply | Device
ROLLING = ("vehicle", "trailer")
Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Flight:
    """A leg with the sortie it belongs to; a load may be carried over several, with stops between."""

    sortie: Sortie
    leg: Leg
    starts: bool = True
    """Whether it is the first of its sortie with its load, and the last."""
    ends: bool = True


class World:
    """Indexes over one resolved mission and one plan. Of things with the same identifier the first counts."""

    def __init__(self, resolved: Resolved, plan: Plan, out_of_range: tuple[str, ...] = (), flights_known: bool = True) -> None:
        """`out_of_range`: paths of numbers of the plan that had to be clamped (see `readable`). `flights_known`: False for
        loads that nobody has put on flights yet."""
        self.out_of_range, self.flights_known = out_of_range, flights_known
        self.resolved, self.mission, self.plan = resolved, resolved.mission, plan
        mission = resolved.mission
        self.items = {item.id: item for item in resolved.items}
        self.airfields = {field.icao: field for field in resolved.airfields}
        self.types = {type.id: type for type in resolved.aircraft_types}
        self.routes = {route.id: route for route in resolved.routes}
        self.tails = {tail.id: tail for tail in mission.fleet}
        self.offers = {offer.id: offer for offer in mission.offers}
        self.needs = {need.id: need for need in mission.needs}
        self.places = {place.id: place for place in mission.places}
        self.sites = {site.id: site for site in mission.sites}
        self.tasks = {task.id: task for task in mission.tasks}
        self.teams = {team.id: team for team in mission.teams}
        self.vehicles: dict[str, Vehicle] = {vehicle.id: vehicle for vehicle in mission.vehicles}
        resources: tuple[Resource, ...] = (*mission.devices, *mission.supplies, *mission.teams)
        self.resources = {resource.id: resource for resource in resources}
        self.clearances = {clearance.id: clearance for clearance in mission.clearances}
        self.loads = {load.id: load for load in reversed(plan.loads)}
        self.flights = tuple(flight for sortie in plan.sorties for flight in _flights(sortie))

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """How each capability is counted."""
        return {capability.id: capability.measure for capability in self.resolved.capabilities}

    @cached_property
    def items_of(self) -> dict[str, tuple[Item, ...]]:
        """Items by the resources that they are or carry."""
        found: dict[str, list[Item]] = defaultdict(list)
        for item in self.resolved.items:
            for resource in item.resources:
                found[resource].append(item)
        return {resource: tuple(items) for resource, items in found.items()}

    @cached_property
    def flown(self) -> dict[str, tuple[Flight, ...]]:
        """The flights that carry each load, earliest first."""
        found: dict[str, list[Flight]] = defaultdict(list)
        for flight in sorted(self.flights, key=lambda f: f.leg.depart_min):
            if flight.leg.load is not None:
                found[flight.leg.load].append(flight)
        return {load: tuple(flights) for load, flights in found.items()}

    @cached_property
    def loads_with(self) -> dict[tuple[str, str], tuple[Load, ...]]:
        """Loads by phase and item."""
        found: dict[tuple[str, str], list[Load]] = defaultdict(list)
        for load in self.plan.loads:
            for item in dict.fromkeys(aboard(load)):
                found[load.phase, item].append(load)
        return {key: tuple(loads) for key, loads in found.items()}

    @cached_property
    def marches(self) -> dict[tuple[str, str], tuple[Convoy, ...]]:
        """Convoys by phase and item: a vehicle, a team seated, or cargo."""
        found: dict[tuple[str, str], list[Convoy]] = defaultdict(list)
        for convoy in self.plan.convoys:
            for item in dict.fromkeys(carried(convoy)):
                found[convoy.phase, item].append(convoy)
        return {key: tuple(convoys) for key, convoys in found.items()}

    @cached_property
    def counted_twice(self) -> dict[str, float]:
        """How much of each resource another offer's line counts too."""
        return counted_elsewhere(self.mission)

    def flight_of(self, item: str, phase: str) -> Flight | None:
        """The flight of the phase that brings the item; the first where there are several."""
        return next((flight for flight in self._flights_with(item, phase) if flight.ends), None)

    def departure_of(self, item: str, phase: str) -> Flight | None:
        """The flight on which the item leaves in the phase; on the way out perhaps to where it changes aircraft."""
        flights = self._flights_with(item, "trunk") if phase == "out" else []
        return next(iter((*flights, *self._flights_with(item, phase))), None)

    def _flights_with(self, item: str, phase: str) -> list[Flight]:
        flights = [flight for load in self.loads_with.get((phase, item), ()) for flight in self.flown.get(load.id, ())]
        return sorted(flights, key=lambda f: f.leg.depart_min)

    def unloaded_min(self, item: str, phase: str = "out") -> int | None:
        """When the item is out of the aircraft; None when it does not fly or nobody says."""
        flight = self.flight_of(item, phase)
        return flight.leg.unloaded_min if flight else None

    def moved(self, item: str) -> bool:
        """Whether a flight out carries the item."""
        return self.flight_of(item, "out") is not None

    def march_of(self, item: str, phase: str) -> Convoy | None:
        """The convoy of the phase that carries the item; of a team that parts, the last to arrive."""
        return max(self.marches.get((phase, item), ()), key=lambda c: c.arrive_min, default=None)

    def type_of(self, tail: str) -> AircraftType | None:
        known = self.tails.get(tail)
        return self.types.get(known.type) if known else None

    def operator_of(self, tail: Tail) -> str | None:
        """The state whose aircraft it is: the donor of its offer."""
        offer = self.offers.get(tail.offer)
        return offer.donor if offer else None

    def measure_of(self, need: Need) -> Measure | None:
        return self.measures.get(need.capability)

    def unit_of(self, need: str) -> str:
        """The unit that a need is counted in."""
        known = self.needs.get(need)
        return next((c.unit for c in self.resolved.capabilities if known and c.id == known.capability), "")

    def road(self, origin: str, destination: str) -> tuple[float, int] | None:
        """Road km and driving minutes; None between places that the mission's roads do not join."""
        try:
            return self.resolved.roads.leg(origin, destination)
        except KeyError:
            return None

    def accepted(self, offer: str) -> bool:
        """Whether the offer exists and has been accepted."""
        known = self.offers.get(offer)
        return known is not None and known.status == "accepted"

    def lineage(self, place: str) -> tuple[str, ...]:
        """A place and all it is part of, from the inside out."""
        chain: list[str] = []
        at: str | None = place
        while at is not None and at not in chain:
            chain.append(at)
            known = self.places.get(at)
            at = known.part_of if known else None
        return tuple(chain)

    def floor_items(self, load: Load) -> Iterator[tuple[Item, int, int, int, int]]:
        """Items of a load that are known and stand on the floor: item, x from and to, y from and to, in cm."""
        for placement in load.placements:
            item = self.items.get(placement.item)
            if item is not None and item.kind != "persons":
                along, across = (item.width_cm, item.length_cm) if placement.turned else (item.length_cm, item.width_cm)
                yield item, placement.x_cm, placement.x_cm + along, placement.y_cm, placement.y_cm + across

    def standing(self, load: Load) -> tuple[Stood, ...]:
        """The same items as the rules about places see them."""
        return tuple(
            Stood.of(item, placement)
            for placement in load.placements
            if (item := self.items.get(placement.item)) is not None and item.kind != "persons"
        )

    def persons_kg(self, load: Load) -> int:
        """Mass of all known items of a load that do not stand on its floor."""
        return self.payload_kg(load) - sum(stood.item.mass_kg for stood in self.standing(load))

    def payload_kg(self, load: Load) -> int:
        """Mass of all known items of a load, persons included."""
        return sum(self.items[item].mass_kg for item in aboard(load) if item in self.items)


def repeated(ids: Iterable[Name]) -> tuple[Name, ...]:
    """Those that come more than once, in their order."""
    return tuple(id for id, times in Counter(ids).items() if times > 1)


def _flights(sortie: Sortie) -> Iterator[Flight]:
    for n, leg in enumerate(sortie.legs):
        before, after = ([None, *sortie.legs][n], [*sortie.legs, None][n + 1])
        starts = leg.load is None or before is None or before.load != leg.load
        yield Flight(sortie, leg, starts, leg.load is None or after is None or after.load != leg.load)


def aboard(load: Load) -> tuple[str, ...]:
    """All items of a load: on the floor, then in seats."""
    return (*(placement.item for placement in load.placements), *load.persons)


def carried(convoy: Convoy) -> Iterator[str]:
    """All items of a convoy: vehicles, teams seated, cargo."""
    for marching in convoy.vehicles:
        yield marching.vehicle
        yield from (seat.team for seat in marching.seats if seat.count)
        yield from marching.cargo
