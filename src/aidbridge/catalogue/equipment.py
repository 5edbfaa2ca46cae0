"""Equipment: vehicles, trailers, pallets, containers, relief goods and dangerous goods as packed."""

from functools import cache
from typing import Literal

from ..model.facts import Fact
from ..model.hold import HeightSpan
from ..model.noun import Count, Id, NotNegative, Noun, Positive
from .fact_table import described, facts, values
from .near import unknown
from .written import unwritten


class Equipment(Noun):
    """A type of vehicle, package or pallet. `None` means not known; every known figure has a fact `equipment:<id>.<field>`."""

    id: Id
    name: str
    category: Literal["vehicle", "trailer", "container", "pallet", "uld", "relief", "hazmat", "passenger"]
    length_m: Positive | None = None
    width_m: Positive | None = None
    height_m: Positive | None = None
    """As it goes into a hold; of a built pallet, the greatest height."""
    mass_kg: Positive | None = None
    """Empty, of vehicles, pallets and containers; full, of packages."""
    max_gross_kg: Positive | None = None
    axles: Count | None = None
    axle_max_kg: Positive | None = None
    """The greatest load of one axle at `mass_kg`."""
    volume_m3: NotNegative | None = None
    un_number: str | None = None
    hazard_class: str | None = None
    net_quantity: Positive | None = None
    """Of dangerous goods in one package, in kg or litres, as the goods are counted."""
    clearance_m: Positive | None = None
    """Of a vehicle, between the ground and what lies lowest between and beyond the axles."""
    approach_deg: Positive | None = None
    """Steepest ramp that a vehicle's front clears; departure and break-over alike."""
    departure_deg: Positive | None = None
    breakover_deg: Positive | None = None
    height_profile: tuple[HeightSpan, ...] = ()
    """Of a vehicle that is not equally high all along, from its front."""
    stackable: bool = False
    stack_load_kg: NotNegative | None = None
    """What one package may carry on its top in all."""
    any_side_up: bool | None = None
    """May be laid on any side; `None` as good as no."""
    rollable: bool = False
    seats: Count | None = None
    note: str = ""


def equipment_ids() -> tuple[str, ...]:
    """Identifiers of the equipment known."""
    return tuple(described("equipment"))


@cache
def equipment_facts(id: str) -> tuple[Fact, ...]:
    """Every fact of the equipment, keys `equipment:<id>.<field>`. Raises UnknownNameError."""
    if id not in described("equipment"):
        raise unknown("equipment", id, {known: row["name"] for known, row in described("equipment").items()})
    return facts("equipment", id)


@cache
def equipment(id: str) -> Equipment:
    """The equipment with every figure that is known. Raises UnknownNameError."""
    figures = unwritten({**values(equipment_facts(id))})
    row = described("equipment")[id]
    return Equipment.model_validate({"name": row["name"], "category": row["category"], "note": row["note"], "id": id, **figures})
