"""A row of an item list as a person wrote it, before anything is filled in from the catalogue or built onto pallets."""

from typing import Literal

from .noun import Count, Id, Noun, Positive

Listed = Literal["vehicle", "trailer", "cargo", "device", "persons", "box"]
"""What a row may be; boxes are built into units before they are loaded."""


class ListedItem(Noun):
    """One row: so many items of one kind. None is what the row does not say."""

    id: Id
    """Made from the label; `quantity` items are called `<id>-1`, `<id>-2`, ..."""
    label: str
    """The row's identifier as it was written."""
    name: str = ""
    row: Count
    """Its line in the file."""
    quantity: Count = 1
    kind: Listed
    equipment: Id | None = None
    """Catalogue type that fills what the row does not say."""
    length_cm: Positive | None = None
    width_cm: Positive | None = None
    height_cm: Positive | None = None
    mass_kg: Positive | None = None
    axles: Count | None = None
    axle_loads_kg: tuple[Positive, ...] = ()
    """One figure for the heaviest of all axles, or one an axle."""
    axle_at_cm: tuple[float, ...] = ()
    """Where each axle stands, from the front."""
    turnable: bool | None = None
    persons: Count = 0
    """Of kind persons: how many stay together; 0 means that each may fly alone."""
    towed_by: Id | None = None
    un_numbers: tuple[str, ...] = ()
    hazard_class: str = ""
    per_package: Positive | None = None
    """Net quantity of dangerous goods in one package, in kg or litres as the goods are counted."""
    stop: Count | None = None
    """Where it leaves the aircraft: 1 is the first stop."""
    unit: Id | None = None
    """Of boxes: the type of unit they are built into."""
    together: str = ""
    """Rows of the same mark share one aircraft."""
    apart: str = ""
    """No two items of the same mark share an aircraft."""
    stackable: bool | None = None
    load_limit_kg: Positive | None = None
    """What a box may carry on its top."""
    upright: bool = False
    """A box that must stand as it is."""

    def item_ids(self) -> tuple[str, ...]:
        """Identifiers of the row's items."""
        width = len(str(self.quantity))
        if self.quantity == 1:
            return (self.id,)
        return tuple(f"{self.id}-{number:0{width}d}" for number in range(1, self.quantity + 1))


class ListedFleet(Noun):
    """A row of a fleet: so many aircraft of one type, with what the person states of it."""

    type: Id
    row: Count = 0
    number: Count | None = None
    """None: as many as it takes."""
    cost: float = 1.0
    """What one load of it costs, against the others."""
    tails: tuple[Id, ...] = ()
    stated: dict[str, float | int | str] = {}
    """Figures of the type that replace or make the catalogue's, by field of `AircraftType`."""
