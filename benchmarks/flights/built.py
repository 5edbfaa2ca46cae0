"""An instance as an airlift: templates on parking places, aircraft and crews, and the destinations' hours as calendars."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aidbridge.planners.flights.airlift import Airlift, Task, airlift
from aidbridge.timeline.rigid import Hold, Template, rotations

from .instances import DAY, Instance, Load


@dataclass(frozen=True, slots=True)
class Built:
    """An airlift and what its numbers mean in the instance."""

    lift: Airlift
    load_of: tuple[int, ...]
    """Of each load of the airlift, its number in the instance."""
    type_of: tuple[int, ...]
    """Of each template, the type of aircraft."""
    closed: npt.NDArray[np.int32]
    """(R, DAY) 1 where a calendar is closed, by the unit of the day."""
    impossible: dict[int, str]
    """Loads that no aircraft can fly, and why."""
    names: tuple[str, ...]
    """Of each resource, as in `verified.Prices`; empty for calendars."""

    def held(self, steps: int) -> npt.NDArray[np.int32]:
        """(R, steps) What is in use beforehand."""
        return np.tile(self.closed, (1, -(-steps // DAY)))[:, :steps]


def built(instance: Instance) -> Built:
    """The airlift of an instance."""
    table = _Table(instance)
    tasks: list[Task] = []
    load_of: list[int] = []
    impossible: dict[int, str] = {}
    for number, load in enumerate(instance.loads):
        ways = [table.template(load, type) for type in load.types]
        templates = tuple(way for way in ways if isinstance(way, int))
        if templates:
            tasks.append(Task(templates=templates, ready=load.release, weight=load.weight))
            load_of.append(number)
        else:
            impossible[number] = "; ".join(way for way in ways if isinstance(way, str)) or "no type of aircraft may fly it"
    rigid = rotations(table.capacity, table.calendars, table.templates)
    return Built(airlift(rigid, tasks), tuple(load_of), tuple(table.types), table.closed(), impossible, table.names())


class _Table:
    """Resources in the order origins, destinations, aircraft, crews, hours of destinations; templates as they are asked for."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        pools: dict[tuple[int | None, int], int] = {}
        usable = {key: n for key, n in instance.fleet.items() if instance.crews or key[0] is not None}
        for (base, type), number in usable.items():
            key = (None if instance.crews else base, type)
            pools[key] = pools.get(key, 0) + number
        crews = instance.crews or {}
        counts: Sequence[int] = [*instance.origins, *instance.destinations, *pools.values(), *crews.values()]
        first_pool = len(instance.origins) + len(instance.destinations)
        self.pool = {key: first_pool + i for i, key in enumerate(pools)}
        self.crew = {type: first_pool + len(pools) + i for i, type in enumerate(crews)}
        self.first_calendar = len(counts)
        self.capacity = [*counts, *(1 for _ in instance.destinations)]
        self.calendars = range(self.first_calendar, len(self.capacity))
        self.templates: list[Template] = []
        self.types: list[int] = []
        self.known: dict[tuple[int, int, int], int | str] = {}

    def closed(self) -> npt.NDArray[np.int32]:
        hours = np.zeros((len(self.capacity), DAY), np.int32)
        for calendar, of_day in zip(self.calendars, self.instance.closed, strict=True):
            for start, end in of_day:
                hours[calendar, start:end] = 1
        return hours

    def names(self) -> tuple[str, ...]:
        told = self.instance
        pools = (f"aircraft of {type}" if told.crews else f"aircraft {base} of {type}" for base, type in self.pool)
        return (
            *(f"origin {i}" for i in range(len(told.origins))),
            *(f"destination {i}" for i in range(len(told.destinations))),
            *pools,
            *(f"crews of {type}" for type in self.crew),
            *("" for _ in told.destinations),
        )

    def template(self, load: Load, type: int) -> int | str:
        """The number of the template of a load and a type, or why it cannot fly."""
        key = (load.origin, load.destination, type)
        if key not in self.known:
            made = self._make(*key)
            if isinstance(made, Template):
                self.templates.append(made)
                self.types.append(type)
                self.known[key] = len(self.templates) - 1
            else:
                self.known[key] = made
        return self.known[key]

    def _make(self, origin: int, destination: int, type: int) -> Template | str:
        told = self.instance
        leg = told.legs.get((origin, destination, type))
        if leg is None:
            return f"type {type} has no leg from origin {origin} to destination {destination}"
        rotation, landing = told.loading + 2 * leg + told.unloading, told.loading + leg
        if rotation > told.duty:
            return f"type {type} needs {rotation} units for its rotation, the duty is {told.duty}"
        pool = self.pool.get((None if told.crews else origin, type))
        if pool is None:
            return f"no aircraft of type {type}" + ("" if told.crews else f" at origin {origin}")
        destination_parking = len(told.origins) + destination
        holds = [
            Hold(destination_parking, landing, landing + told.unloading),
            Hold(self.first_calendar + destination, landing, landing + 1),
            Hold(origin, 0, told.loading),
            Hold(pool, 0, rotation + (0 if told.crews else told.rest)),
        ]
        if told.crews:
            if type not in self.crew:
                return f"no crews of type {type}"
            holds.append(Hold(self.crew[type], 0, rotation + told.rest))
        empty = [hold.resource for hold in holds if hold.end > hold.begin and self.capacity[hold.resource] < 1]
        if empty:
            return f"type {type}: there is no place or crew at all: {self.names()[empty[0]]}"
        if all(any(x <= unit < y for x, y in told.closed[destination]) for unit in range(DAY)):
            return f"destination {destination} is closed all day"
        return Template(tuple(holds), landing)
