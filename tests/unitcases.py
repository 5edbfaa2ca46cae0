"""Packages and units for tests: short ways to say them, and the checker's word on what was built."""

from aidbridge.catalogue.segregation import segregation
from aidbridge.catalogue.units import unit_type
from aidbridge.checker.check import check_loads
from aidbridge.model.facts import Assumption
from aidbridge.model.plan import Load, Placement
from aidbridge.model.resolved import Resolved
from aidbridge.model.units import Package
from aidbridge.model.verdict import Finding, Standing
from aidbridge.planning.units import Units, build_units
from aidbridge.planning.yard import DESTINATION, ORIGIN, yard

START: dict[str, object] = {"resource": "goods", "offer": "yard", "origin": "APOE", "flies": True, "ready_min": 0}
TRUST = Assumption(id="A-units", reason="measures of the units", accept=("built:*",))


def package(id: str, length: int, width: int, height: int, mass: float, **more: object) -> Package:
    return Package.model_validate(
        {"id": id, "length_cm": length, "width_cm": width, "height_cm": height, "mass_kg": mass, **more}
    )  # fmt: skip


def built(unit: str, *lots: tuple[Package, int], **more: object) -> Units:
    """The packages on as many units of one type as it takes."""
    return build_units(lots, [(unit_type(unit), None, 1.0)], name="U", start=START, **more)  # type: ignore[arg-type]


def world_of(units: Units) -> Resolved:
    """A yard in which the units stand."""
    made = yard(
        (), units.items, {}, facts=units.facts, assumptions=(TRUST,), unit_types=units.unit_types, buildings=units.buildings
    )  # fmt: skip
    return made.model_copy(update={"segregation": segregation()})


def findings(world: Resolved) -> list[Finding]:
    """What the checker says of how the units are built, all of them on one load."""
    load = Load(
        id="L-001", phase="out", origin=ORIGIN, destination=DESTINATION, aircraft_type="any", payload_kg=0, balance_cm=None,
        placements=tuple(Placement(item=item.id, x_cm=0, y_cm=0) for item in world.items),
    )  # fmt: skip
    return [finding for finding in check_loads(world, (load,)).findings if finding.key.startswith("L2.built_")]


def broken(world: Resolved) -> set[str]:
    """Aspects of building that the checker finds broken."""
    return {finding.key.removeprefix("L2.") for finding in findings(world) if finding.standing is Standing.BROKEN}
