"""The nouns of the Air Cargo Load Planning Problem (F. Brandt, KIT 2017): lengths in cm, masses in kg, times in s.

lng runs along the aircraft and along a unit's length, lat across, height up.
"""

from dataclasses import dataclass, field

EXTENTS = ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0))
"""Bit of `allowed_rotations` to the side (0 lng, 1 lat, 2 height) that lies along lng, lat and height. The format does not
say so: 5 allows the two upright ways in every shipped solution and 63 all six, which is the lexicographic order."""


@dataclass(frozen=True)
class Piece:
    """Like pieces of one shipment."""

    id: str
    shipment: str
    sides: tuple[int, int, int]
    """lng, lat, height as given."""
    mass: int
    amount: int
    rotations: tuple[int, ...]
    """Places in `EXTENTS`."""
    strength: tuple[float | None, float | None, float | None]
    """kg/cm2 that it bears on top while its lng, lat or height side stands upright."""
    codes: frozenset[str] = frozenset()
    available: int = 0
    penalty: float = 0.0

    def ways(self) -> tuple[tuple[int, int, int, float], ...]:
        """Every distinct way it may stand: extents along lng, lat, height, and kg/cm2 it bears."""
        found: dict[tuple[int, int, int], float] = {}
        for rotation in self.rotations:
            sides = EXTENTS[rotation]
            extents = (self.sides[sides[0]], self.sides[sides[1]], self.sides[sides[2]])
            bears = self.strength[sides[2]]
            found[extents] = max(found.get(extents, 0.0), float("inf") if bears is None else bears)
        return tuple((*extents, bears) for extents, bears in found.items())


@dataclass(frozen=True)
class Stood:
    """Where one piece stands in a unit."""

    piece: str
    start: tuple[int, int, int]
    extents: tuple[int, int, int]

    @property
    def end(self) -> tuple[int, int, int]:
        """The corner farthest from the origin."""
        return (
            self.start[0] + self.extents[0],
            self.start[1] + self.extents[1],
            self.start[2] + self.extents[2],
        )


@dataclass(frozen=True)
class Built:
    """A unit load device with its pieces."""

    type: str
    stood: tuple[Stood, ...]
    gross: int
    start: int | None = None


@dataclass(frozen=True)
class Uld:
    """A type of unit load device: inner sizes, masses and contour."""

    id: str
    size: tuple[int, int, int]
    tare: int
    max_gross: int
    cuts: tuple[tuple[int, int, int, int], ...] = ()
    """(lat1, height1, lat2, height2): a plane through two points of the section; kept is the side of its middle."""
    blocks: tuple[tuple[int, int, int, int, int, int], ...] = ()
    """(min_lng, max_lng, min_lat, max_lat, min_height, max_height)."""
    build_time: int = 0


@dataclass(frozen=True)
class Position:
    """A place for one unit."""

    name: str
    arm: int
    types: frozenset[str]
    limit: int | None
    """The least maximum mass of it and of the virtual positions around it."""
    distance: int = 0
    blocking: tuple[str, ...] = ()
    deck: str = ""


@dataclass(frozen=True)
class Aircraft:
    """A freighter with its positions and limits."""

    id: str
    empty: int
    empty_arm: int
    arms: tuple[int, int]
    """The envelope: least and greatest arm of the centre without fuel."""
    best_arm: int
    positions: dict[str, Position]
    overlaps: frozenset[frozenset[str]] = frozenset()
    limits: dict[str, tuple[int, frozenset[str]]] = field(default_factory=dict)
    """Name to the most mass on a set of positions."""
    code_limits: dict[str, tuple[str, int, frozenset[str]]] = field(default_factory=dict)
    """Name to (code, most mass of pieces with it, positions)."""


@dataclass(frozen=True)
class Master:
    """All masterdata."""

    aircraft: dict[str, Aircraft]
    ulds: dict[str, Uld]
    apart: frozenset[frozenset[str]]

    def uld(self, name: str) -> Uld | None:
        """The type of a name; the variants `<type>_cad` of shipped solutions, which the masterdata lack, are read as the type."""
        return self.ulds.get(name) or self.ulds.get(name.removesuffix("_cad"))


@dataclass(frozen=True)
class Segment:
    """What goes from one airport of the flight to a later one."""

    id: str
    pieces: dict[str, Piece]
    departure: int


@dataclass(frozen=True)
class Leg:
    """From one airport to the next."""

    id: str
    sequence: int
    segments: tuple[str, ...]


@dataclass(frozen=True)
class Solution:
    """Units built by (segment, name), and for every leg the unit in each position."""

    built: dict[tuple[str, str], Built]
    loaded: dict[str, dict[str, tuple[str, str]]]


@dataclass(frozen=True)
class Flight:
    """A flight with its legs in order."""

    id: str
    file: str
    aircraft: Aircraft
    legs: tuple[Leg, ...]
    segments: dict[str, Segment]

    def span(self, segment: str) -> tuple[int, int]:
        """First and last leg of a segment, by place in `legs`."""
        on = [number for number, leg in enumerate(self.legs) if segment in leg.segments]
        return on[0], on[-1]

    @property
    def amount(self) -> int:
        """Pieces in all."""
        return sum(piece.amount for segment in self.segments.values() for piece in segment.pieces.values())

    def left(self, solution: Solution) -> int:
        """Pieces that are in no unit that flies."""
        flown = {key for leg in solution.loaded.values() for key in leg.values()}
        return self.amount - sum(len(solution.built[key].stood) for key in flown if key in solution.built)
