"""Pallets and containers, the packages that go onto them, and what stands where on a built one.

Lengths inside a unit are whole centimetres from the corner of its usable room: x along its length, y across it, z up.
"""

from typing import Literal

from .noun import Count, Id, NotNegative, Noun, Positive, Share


class Cut(Noun):
    """A plane that slices an edge off the usable room, through two points (side, z) of its section; the middle is kept.

    Parallel to the unit's length for axis y (side is y), to its width for axis x (side is x). Centimetres.
    """

    axis: Literal["x", "y"] = "y"
    side1: int
    z1: int
    side2: int
    z2: int


class Block(Noun):
    """A part of the usable room that no package may enter. Centimetres."""

    x1: Count
    x2: Count
    y1: Count
    y2: Count
    z1: Count
    z2: Count


class UnitShape(Noun):
    """A type of pallet or container. Figures have facts `unit:<id>.<field>`, or `equipment:<id>.<field>` where both know them."""

    id: Id
    name: str
    closed: bool = False
    """A container: it has its full height whatever is in it."""
    length_m: Positive
    """Outline as it stands in a hold."""
    width_m: Positive
    height_m: Positive
    """The greatest height it may be built to, deck and packages."""
    tare_kg: NotNegative
    """With net or straps."""
    max_gross_kg: Positive
    deck_m: NotNegative
    """Height of the surface that packages stand on."""
    usable_length_m: Positive
    """Room for packages, in the middle of the outline."""
    usable_width_m: Positive
    usable_height_m: Positive | None = None
    """Above the deck; None: up to `height_m`."""
    cuts: tuple[Cut, ...] = ()
    blocks: tuple[Block, ...] = ()
    base_y: tuple[Count, Count] | None = None
    """From and to, across the room in cm, of a unit that is wider above than at its base; None: the base is as wide as the room."""
    centre_share: Share | None = None
    """How far the centre of gravity of the contents may lie from the middle of the base, as a share of its length and width."""
    note: str = ""


class Package(Noun):
    """A kind of carton, crate, drum or bale."""

    id: Id
    name: str = ""
    length_cm: Count
    width_cm: Count
    height_cm: Count
    mass_kg: NotNegative
    upright: bool = True
    """Must stand as it is: it may be turned about its upright edge alone."""
    stack_load_kg: NotNegative | None = None
    """What one package may carry on its top in all; 0: nothing may stand on it; None: nobody has stated it."""
    un_numbers: tuple[str, ...] = ()


class Spot(Noun):
    """Where one package stands: its corner nearest to the origin, and its extents as it stands."""

    package: Id
    x_cm: int
    y_cm: int
    z_cm: int
    dx_cm: Count
    dy_cm: Count
    dz_cm: Count


class Building(Noun):
    """How units are built: which package stands where. Units built alike share one."""

    id: Id
    unit: Id
    """Unit type."""
    packages: tuple[Package, ...]
    spots: tuple[Spot, ...]
    """In an order in which they can be put in from below."""
