"""Offered resources as items to be moved: vehicles, pallets and loose packages, devices, teams."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from ..catalogue.equipment import Equipment
from ..model.facts import Scalar
from ..model.mission import Mission
from ..model.resolved import Axle, Item, Stretch
from ..model.resources import Device, Supply, Team, Vehicle
from ..planners.scope import covering
from .embarking import embarkations
from .supplies import goods_in, shape_of, supplies_as_units, up_to_cm
from .units import Units


def items_of(mission: Mission, overrides: Mapping[str, Scalar]) -> Units:
    """Every item of every offer, in the order of the mission file: also of offers that do not move, so that they can be
    listed; with the buildings and facts of pallets. `overrides` are values that assumptions set, by fact key. Raises InputError
    naming every supply whose packages cannot be built onto its pallet."""
    cargo = supplies_as_units(mission, overrides, {supply.id: _start(supply, mission) for supply in mission.supplies})
    items = (
        *(_vehicle(vehicle, shape_of(vehicle.equipment, overrides), mission) for vehicle in mission.vehicles),
        *(_persons(team, mission) for team in mission.teams),
        *cargo.items,
        *(_device(device, shape_of(device.equipment, overrides), mission) for device in mission.devices),
    )
    return replace(cargo, items=items)


def _start(resource: Team | Vehicle | Supply | Device, mission: Mission) -> dict[str, object]:
    """Where it waits, from when, and whether it flies."""
    ready = getattr(resource, "ready", None)
    origin = resource.at or mission.embarkation
    abroad = origin in embarkations(mission)
    flies = (resource.flies if isinstance(resource, Vehicle) else abroad) and abroad
    agreed = None if flies else _agreed_from(resource, mission)
    late = max((-int((mission.start - at).total_seconds() // 60) for at in (ready, agreed) if at), default=0)
    return {
        "resource": resource.id,
        "offer": resource.offer,
        "origin": origin,
        "ready_min": max(late, 0),
        "flies": flies,
        "returns": resource.returns,
        "stop": resource.stop,
    }


def _agreed_from(resource: Team | Vehicle | Supply | Device, mission: Mission) -> datetime | None:
    """From when an agreement covers it. What flies waits for that at its airfield; nothing else would hold back what only marches
    or is at its site already."""
    capability = None if isinstance(resource, Vehicle) else resource.capability
    found = covering(mission, resource.offer, capability, None, mission.start, mission.horizon, resource.id)
    return min((agreement.valid_from for agreement in found), default=None)


def _axles(shape: Equipment, length_cm: int, mass_kg: float) -> tuple[Axle, ...]:
    """The largest axle load stands for every axle, and they are spread evenly: the catalogue has no axle positions, so the
    centre of gravity is taken at mid-length. A vehicle heavier than its type presses on its axles in proportion."""
    count, load = shape.axles or 0, shape.axle_max_kg
    if not count or not load:
        return ()
    load *= max(mass_kg / (shape.mass_kg or mass_kg), 1.0)
    return tuple(Axle(at_cm=round(length_cm * (i + 0.5) / count), load_kg=math.ceil(load)) for i in range(count))


def _vehicle(vehicle: Vehicle, shape: Equipment, mission: Mission) -> Item:
    mass = vehicle.mass_kg or shape.mass_kg or 0
    carries = vehicle.payload_kg if vehicle.payload_kg is not None else max((shape.max_gross_kg or mass) - mass, 0)
    length_cm = up_to_cm(shape.length_m)
    return Item.model_validate(
        _start(vehicle, mission)
        | {
            "id": vehicle.id,
            "kind": "trailer" if shape.category == "trailer" else "vehicle",
            "length_cm": length_cm,
            "width_cm": up_to_cm(shape.width_m),
            "height_cm": up_to_cm(shape.height_m),
            "mass_kg": math.ceil(mass),
            "axles": _axles(shape, length_cm, mass),
            "seats_on_road": vehicle.seats if vehicle.seats is not None else int(shape.seats or 0),
            "pallet_places": vehicle.pallet_places,
            "payload_kg": math.floor(carries),
            "towed_by": vehicle.towed_by,
            "dangerous": goods_in(shape),
            "clearance_cm": None if shape.clearance_m is None else math.floor(round(shape.clearance_m * 100, 6)),
            "approach_deg": shape.approach_deg,
            "departure_deg": shape.departure_deg,
            "breakover_deg": shape.breakover_deg,
            "stretches": tuple(
                Stretch(from_cm=math.floor(span.from_m * 100), to_cm=up_to_cm(span.to_m), height_cm=up_to_cm(span.height_m))
                for span in shape.height_profile
            ),
            "basis": f"equipment:{vehicle.equipment}",
        }
    )


def _persons(team: Team, mission: Mission) -> Item:
    return Item.model_validate(
        _start(team, mission)
        | {
            "id": team.id,
            "kind": "persons",
            "persons": team.people,
            "drivers": team.drivers,
            "mass_kg": math.ceil(team.people * mission.policy.hold.person_kg),
        }
    )


def _device(device: Device, shape: Equipment, mission: Mission) -> Item:
    return Item.model_validate(
        _start(device, mission) | _box(shape) | {"id": device.id, "kind": "device", "basis": f"equipment:{device.equipment}"}
    )


def _box(shape: Equipment) -> dict[str, object]:
    return {
        "length_cm": up_to_cm(shape.length_m),
        "width_cm": up_to_cm(shape.width_m),
        "height_cm": up_to_cm(shape.height_m),
        "mass_kg": math.ceil(shape.mass_kg or 0),
        "turnable": True,
        "dangerous": goods_in(shape),
    }
