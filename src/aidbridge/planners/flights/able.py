"""Which types can fly a lane at all: so that nothing is loaded on an aircraft that cannot land where it goes."""

from collections.abc import Sequence
from dataclasses import replace

from ...model.plan import Load
from ...model.resolved import Resolved
from .instance import build
from .limits import LOADING, PARKING, UNLOADING, Limits
from .problem import FlightProblem


def types_by_lane(resolved: Resolved, problem: FlightProblem, lanes: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """The types of the problem's tails that can fly each lane (origin, destination) empty, by identifier; all of them where none
    can, so that the flights tell why."""
    fleet = {tail.id: tail.type for tail in resolved.mission.fleet}
    types = sorted({fleet[state.tail] for state in problem.tails})
    empty = {
        f"X-{n:03d}-{m:03d}": Load(
            id=f"X-{n:03d}-{m:03d}", phase=problem.phase, origin=lane[0], destination=lane[1], aircraft_type=type, placements=(),
            payload_kg=0, balance_cm=None,
        )
        for n, lane in enumerate(lanes)
        for m, type in enumerate(types)
    }  # fmt: skip
    grounded = build(resolved, replace(problem, loads=tuple(empty.values()), unlocks=())).grounded if len(types) > 1 else {}
    found: dict[tuple[str, str], list[str]] = {lane: [] for lane in lanes}
    for id, load in empty.items():
        if id not in grounded and _finds_room(resolved, load):
            found[load.origin, load.destination].append(load.aircraft_type)
    return {lane: able or types for lane, able in found.items()}


def _finds_room(resolved: Resolved, load: Load) -> bool:
    """Whether the airfields ever have as much as the aircraft takes: a place of its size, teams, ground equipment."""
    limits, type = (
        Limits([resolved.airfield(icao) for icao in (load.origin, load.destination)]),
        resolved.aircraft_type(load.aircraft_type),
    )
    works = ((LOADING, 0), (PARKING, 1), (UNLOADING, 1))
    return all(limits.lacking(kind, type, airfield) is None for kind, airfield in works)
