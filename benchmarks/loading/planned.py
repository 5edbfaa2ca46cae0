"""An instance through the planner, and its answer as a solution file; the bound's certificate is verified by the checker."""

import time
from dataclasses import dataclass
from typing import Any

from aidbridge.checker.bounds import check_bound
from aidbridge.engines.stopping import Stop
from aidbridge.model.fleet import AircraftType
from aidbridge.model.policy import HoldPolicy, Policy
from aidbridge.model.resolved import Item, Resolved
from aidbridge.planners.loading.problem import LoadingProblem, LoadingSolution
from aidbridge.planners.loading.solve import load
from aidbridge.planning.yard import DESTINATION, ORIGIN, yard

from .. import score
from .instances import Instance

CM = 8
"""Centimetres that stand for a unit: even, so that the middle of an item is whole, and a power of two, so that places in units
are exact fractions."""
KG = 10
ITERATIONS = 20_000
SEARCHING = 0.8
"""The share of the seconds given that the search may take; the rest is for the bound and the writing."""
TYPE = "hold"


@dataclass(frozen=True, slots=True)
class Planned:
    """What the planner made of an instance."""

    holds: int
    bound: int
    argument: str
    seconds: float
    solution: dict[str, Any]
    fault: str
    """Why the solution or the bound does not stand; empty where both do."""


def planned(instance: Instance, seconds: float, seed: int = 1, windowed: bool = True) -> Planned:
    """Plan within so many seconds; `windowed` False leaves the balance window aside, and then balance is not scored."""
    start = time.perf_counter()
    found = _planned(instance, seconds, seed, windowed, inward_cm=0)
    if found.fault and not found.holds:
        # The planner rounds the centre of gravity to whole centimetres, the score does not: a window narrower by that much.
        again = _planned(instance, max(seconds - (time.perf_counter() - start), 0.1), seed, windowed, inward_cm=1)
        found = Planned(again.holds, found.bound, found.argument, 0.0, again.solution | {"bound": found.bound}, again.fault)
    return Planned(found.holds, found.bound, found.argument, time.perf_counter() - start, found.solution, found.fault)


def asked_of(instance: Instance, windowed: bool = True, inward_cm: int = 0) -> tuple[Resolved, LoadingProblem]:
    """The instance as a yard with one type of hold, without number and without gaps; its balance window `inward_cm` narrower at
    either end."""
    type = _type(instance, inward_cm if windowed else None)
    items = tuple(_item(number, instance) for number in range(len(instance.pieces)))
    no_gaps = Policy(hold=HoldPolicy(vehicle_gap_m=0, cargo_gap_m=0, roof_gap_m=0))
    resolved = yard((type,), items, {TYPE: None}, no_gaps)
    return resolved, LoadingProblem(phase="out", origin=ORIGIN, destination=DESTINATION, items=resolved.items, fleet={TYPE: None})


def _planned(instance: Instance, seconds: float, seed: int, windowed: bool, inward_cm: int) -> Planned:
    resolved, asked = asked_of(instance, windowed, inward_cm)
    answer = load(resolved, asked, Stop(iterations=ITERATIONS, seconds=seconds * SEARCHING), seed)
    bound = round(answer.bound.value)
    solution = {"items": _placed(answer), "bound": bound}
    scored = score.loading(_told(instance, windowed), solution)
    unproven = [finding.key for finding in check_bound(resolved, answer.bound)]
    fault = scored if isinstance(scored, str) else f"bound: {', '.join(unproven)}" if unproven else ""
    return Planned(0 if isinstance(scored, str) else scored, bound, answer.bound.name, 0.0, solution, fault)


def _type(instance: Instance, inward_cm: int | None) -> AircraftType:
    low, high = (limit * CM for limit in instance.balance_window)
    window: dict[str, float | None] = {"balance_from_m": None, "balance_to_m": None}
    if inward_cm is not None:
        window = {"balance_from_m": (low + inward_cm) / 100, "balance_to_m": (high - inward_cm) / 100}
    return AircraftType.model_validate(
        {
            "id": TYPE,
            "name": instance.hold or TYPE,
            "max_payload_kg": instance.payload * KG,
            "cruise_tas_kmh": 800,
            "hold_length_m": instance.hold_length * CM / 100,
            "hold_width_m": instance.hold_width * CM / 100,
            **window,
        }
    )


def _item(number: int, instance: Instance) -> Item:
    piece, id = instance.pieces[number], f"item-{number:04d}"
    return Item.model_validate(
        {
            "id": id,
            "kind": "cargo",
            "resource": id,
            "offer": "yard",
            "flies": True,
            "origin": ORIGIN,
            "ready_min": 0,
            "length_cm": piece.length * CM,
            "width_cm": piece.width * CM,
            "height_cm": 100,
            "mass_kg": piece.mass * KG,
            "turnable": piece.may_turn,
        }
    )


def _placed(answer: LoadingSolution) -> list[dict[str, object]]:
    return [
        {
            "item": int(place.item.removeprefix("item-")),
            "hold": number,
            "x": _units(place.x_cm),
            "y": _units(place.y_cm),
            "turned": place.turned,
        }
        for number, made in enumerate(answer.loads)
        for place in made.placements
    ]


def _units(cm: int) -> int | float:
    return cm // CM if cm % CM == 0 else cm / CM


def _told(instance: Instance, windowed: bool) -> dict[str, Any]:
    window = instance.balance_window if windowed else (0, instance.hold_length)
    return {
        "hold_length": instance.hold_length,
        "hold_width": instance.hold_width,
        "payload": instance.payload,
        "balance_window": list(window),
        "items": [{"length": p.length, "width": p.width, "mass": p.mass, "may_turn": p.may_turn} for p in instance.pieces],
    }
