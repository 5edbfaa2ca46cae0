"""What is to be built, and the answer. All lengths are whole centimetres, all masses whole kilograms.

x runs along the unit's length, y across it, z up; the origin is the lower corner of the unit's inside.
"""

from dataclasses import dataclass, field
from typing import Literal

from ...model.messages import Message
from ...model.plan import Progress

EXTENTS = ((0, 1, 2), (1, 0, 2), (0, 2, 1), (2, 0, 1), (1, 2, 0), (2, 1, 0))
"""Orientation number to the side of the box (0 length, 1 width, 2 height) that lies along x, y and z:
0 LWH, 1 WLH, 2 LHW, 3 HLW, 4 WHL, 5 HWL."""


@dataclass(frozen=True, slots=True)
class Box:
    """Like boxes: cartons or crates of one size and mass."""

    id: str
    length: int
    width: int
    height: int
    mass: int
    count: int = 1
    orientations: tuple[int, ...] = (0, 1)
    """Numbers of `EXTENTS` in which it may stand; the default keeps it upright."""
    load_limit: int | None = None
    """kg that one box may carry on its top in all; None is no limit."""
    stackable: bool = True
    """False: nothing may stand on it."""
    group: str = ""
    """Boxes of groups that are `apart` may not share a unit."""
    value: int | None = None
    """What one box is worth to be on board, above 0; None is its volume in cm3."""

    @property
    def volume(self) -> int:
        """cm3 of one box."""
        return self.length * self.width * self.height


@dataclass(frozen=True, slots=True)
class Cut:
    """A plane that slices an edge off a unit: through two points of its section, kept is the side of the unit's middle.

    The plane is parallel to the unit's length for axis y (points are (y, z)), to its width for axis x (points are (x, z)).
    """

    side1: int
    z1: int
    side2: int
    z2: int
    axis: Literal["x", "y"] = "y"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a unit that no cargo may enter; cargo may stand beside and above it."""

    x1: int
    x2: int
    y1: int
    y2: int
    z1: int
    z2: int
    bears: bool = False
    """Whether its top holds up what stands on it."""


@dataclass(frozen=True, slots=True)
class UnitType:
    """A kind of pallet or container: the room for cargo inside its contour."""

    id: str
    length: int
    width: int
    height: int
    max_gross: int
    """kg, unit and contents."""
    tare: int
    cuts: tuple[Cut, ...] = ()
    blocks: tuple[Block, ...] = ()
    centre_tolerance: tuple[int, int] | None = None
    """How far the centre of the contents may be from the middle of the base along x and y, cm."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one box stands: its corner nearest to the origin, and its extents as it stands."""

    box: str
    x: int
    y: int
    z: int
    dx: int
    dy: int
    dz: int


@dataclass(frozen=True, slots=True)
class BuiltUnit:
    """One unit with its contents, in an order in which they can be put in from below."""

    type: str
    spots: tuple[Spot, ...]
    gross: int
    """kg, tare included."""
    centre: tuple[float, float, float]
    """Centre of mass of the contents (of their volume when all are without mass); the middle of the base when empty."""


@dataclass(frozen=True, slots=True)
class BuildingProblem:
    """Boxes, and the units there are."""

    boxes: tuple[Box, ...]
    types: tuple[tuple[UnitType, int | None, float], ...]
    """Unit type, the most there are of it (None: any number), the cost of one."""
    support: float = 1.0
    """Least share of a box's base that stands on something; 0 is no rule."""
    apart: frozenset[frozenset[str]] = frozenset()
    """Pairs of groups that may not share a unit."""
    margin: int = 0
    """cm kept free along the four sides of every unit."""


@dataclass(frozen=True, slots=True)
class BuildingBound:
    """No set of units that takes all the boxes which fit some unit costs less than `value`."""

    value: float
    name: str
    """Name of the argument: `unit_shares` or `unit_cover`."""
    certificate: dict[str, object] = field(default_factory=dict)
    """Inputs of the argument, to recompute it."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why one box does not go into one unit type, and what would help."""

    unit: str
    limit: str
    """Key of the limit: length, width, height, floor, contour, mass, blocks, most."""
    needs: int
    """What the box takes of it at the least, in cm, kg or units."""
    has: int
    """What the unit offers."""


@dataclass(frozen=True, slots=True)
class Left:
    """Boxes that no unit takes, with the reason and the smallest relaxation that would let one in."""

    box: str
    count: int
    obstacles: tuple[Obstacle, ...]
    """By unit type, in the order of the problem."""
    reason: Message
    relaxation: Message


@dataclass(frozen=True, slots=True)
class BuildingSolution:
    """The units, what is left, and how much better any other answer could be."""

    units: tuple[BuiltUnit, ...]
    left: dict[str, int]
    """Boxes that are in no unit, by identifier."""
    reasons: tuple[Left, ...]
    bound: BuildingBound
    progress: tuple[Progress, ...]
    cost: float = 0.0
    """Sum over the units."""
