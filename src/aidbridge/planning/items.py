"""Offered resources as items to be moved: vehicles, pallets and loose packages, devices, teams."""

import math

from ..catalogue.dangerous_goods import dangerous_goods
from ..catalogue.equipment import Equipment, equipment
from ..model.errors import Fault, InputError
from ..model.facts import Scalar
from ..model.mission import Mission
from ..model.resolved import Axle, Content, DangerousGoods, Item
from ..model.resources import Device, Supply, Team, Vehicle

PALLET_EDGE_M = 0.05
"""Rim of a pallet that nets and rings need on every side (463L: 108 x 88 in with 104 x 84 in usable; catalogue, `p463l`)."""
DECK_M = 0.06
"""Height of an empty pallet (463L: 0.057 m; catalogue, `p463l`)."""


def items_of(mission: Mission, overrides: dict[str, Scalar]) -> tuple[Item, ...]:
    """Every item of every offer, in the order of the mission file: also of offers that do not move, so that they can be
    listed. `overrides` are values that assumptions set, by fact key. Raises InputError naming every supply whose packages
    cannot be built onto its pallet."""
    shape = _Shapes(overrides)
    cargo: list[Item] = []
    faults: list[Fault] = []
    for supply in mission.supplies:
        try:
            cargo += _units(supply, shape, mission)
        except InputError as wrong:
            faults += wrong.faults
    if faults:
        raise InputError(faults)
    return (
        *(_vehicle(vehicle, shape.of(vehicle.equipment), mission) for vehicle in mission.vehicles),
        *(_persons(team, mission) for team in mission.teams),
        *cargo,
        *(_device(device, shape.of(device.equipment), mission) for device in mission.devices),
    )


class _Shapes:
    """Equipment with what assumptions set."""

    def __init__(self, overrides: dict[str, Scalar]) -> None:
        self._overrides = overrides

    def of(self, id: str) -> Equipment:
        known = equipment(id)
        prefix = f"equipment:{id}."
        changed = {key.removeprefix(prefix): value for key, value in self._overrides.items() if key.startswith(prefix)}
        fields = {field: value for field, value in changed.items() if field in Equipment.model_fields}
        return Equipment.model_validate(known.model_dump() | fields) if fields else known


def _cm(metres: float | None) -> int:
    return math.ceil(round((metres or 0) * 100, 6))


def _start(resource: Team | Vehicle | Supply | Device, mission: Mission) -> dict[str, object]:
    """Where it waits, from when, and whether it flies."""
    ready = getattr(resource, "ready", None)
    late = -int((mission.start - ready).total_seconds() // 60) if ready else 0
    origin = resource.at or mission.embarkation
    abroad = origin == mission.embarkation
    flies = resource.flies if isinstance(resource, Vehicle) else abroad
    return {
        "resource": resource.id,
        "offer": resource.offer,
        "origin": origin,
        "ready_min": max(late, 0),
        "flies": flies and abroad,
        "returns": resource.returns,
    }


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
    length_cm = _cm(shape.length_m)
    return Item.model_validate(
        _start(vehicle, mission)
        | {
            "id": vehicle.id,
            "kind": "trailer" if shape.category == "trailer" else "vehicle",
            "length_cm": length_cm,
            "width_cm": _cm(shape.width_m),
            "height_cm": _cm(shape.height_m),
            "mass_kg": math.ceil(mass),
            "axles": _axles(shape, length_cm, mass),
            "seats_on_road": vehicle.seats if vehicle.seats is not None else int(shape.seats or 0),
            "pallet_places": vehicle.pallet_places,
            "payload_kg": math.floor(carries),
            "towed_by": vehicle.towed_by,
            "dangerous": _dangerous(shape),
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


def _units(supply: Supply, shape: _Shapes, mission: Mission) -> list[Item]:
    """A supply's packages, loose or built onto pallets: full layers of one orientation, as high as the pallet's limit."""
    package = shape.of(supply.package)
    packages = math.ceil(round(supply.quantity / supply.per_package, 9))
    if supply.pallet == "none":
        per_unit, outline = 1, _box(package)
    else:
        pallet = shape.of(supply.pallet)
        per_unit, outline = _built(supply.id, package, pallet, packages)
    units = math.ceil(packages / per_unit)
    tare = (shape.of(supply.pallet).mass_kg or 0) if supply.pallet != "none" else 0
    left, items = packages, []
    for number in range(1, units + 1):
        on_it = min(per_unit, left)
        pieces = min(on_it * supply.per_package, supply.quantity - (packages - left) * supply.per_package)
        left -= on_it
        items.append(
            Item.model_validate(
                _start(supply, mission)
                | outline
                | {
                    "id": supply.id if units == 1 else f"{supply.id}.{number:0{len(str(units))}d}",
                    "kind": "cargo",
                    "mass_kg": math.ceil(tare + on_it * (package.mass_kg or 0)),
                    "contents": (Content(supply=supply.id, quantity=pieces),),
                    "dangerous": _dangerous(package),
                    "basis": f"supply:{supply.id}",
                }
            )
        )
    return items


def _box(shape: Equipment) -> dict[str, object]:
    return {
        "length_cm": _cm(shape.length_m),
        "width_cm": _cm(shape.width_m),
        "height_cm": _cm(shape.height_m),
        "mass_kg": math.ceil(shape.mass_kg or 0),
        "turnable": True,
        "dangerous": _dangerous(shape),
    }


def _built(supply: str, package: Equipment, pallet: Equipment, packages: int) -> tuple[int, dict[str, object]]:
    """Packages on a full pallet and the outline of the highest one.

    Columns of one orientation in the better of two; packages that may not be stacked make one layer.
    """
    length, width = (pallet.length_m or 0) - 2 * PALLET_EDGE_M, (pallet.width_m or 0) - 2 * PALLET_EDGE_M
    a, b, high = package.length_m or 0, package.width_m or 0, package.height_m or 0
    if min(a, b, high) <= 0:
        limit = "length, width and height above zero"
        raise InputError(
            [Fault(f"supplies[{supply}].package", package.id, limit, "Choose a package whose measures the catalogue has.")]
        )
    grid = max(_fit(length, a) * _fit(width, b), _fit(length, b) * _fit(width, a))
    layers = _fit((pallet.height_m or high + DECK_M) - DECK_M, high) if package.stackable else 1
    if grid < 1 or layers < 1:
        limit = f"{length:.2f} x {width:.2f} m usable on {pallet.id}, {pallet.height_m} m high"
        advice = "Choose another pallet, or `none` to fly the packages loose."
        raise InputError([Fault(f"supplies[{supply}].package", f"{package.id} of {a} x {b} x {high} m", limit, advice)])
    by_mass = math.floor(((pallet.max_gross_kg or math.inf) - (pallet.mass_kg or 0)) / max(package.mass_kg or 0, 1e-9))
    per_unit = max(min(grid * layers, by_mass), 1)
    used_layers = min(math.ceil(min(per_unit, packages) / grid), layers)
    return per_unit, {
        "length_cm": _cm(pallet.length_m),
        "width_cm": _cm(pallet.width_m),
        "height_cm": _cm(DECK_M + used_layers * high),
        "turnable": True,
    }


def _fit(room: float, size: float) -> int:
    return int(room / size + 1e-9)


def _dangerous(shape: Equipment) -> tuple[DangerousGoods, ...]:
    return (dangerous_goods(shape.un_number, shape.hazard_class or ""),) if shape.un_number else ()
