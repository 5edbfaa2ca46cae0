"""Units built from lots, position by position."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..engines.stopping import Stop
from ..planners.building.builder import Filler
from ..planners.building.problem import Box, BuiltUnit, Spot
from .lotchoice import Counts
from .lots import FreighterProblem, LoadedUnit, Lot, hostile
from .slots import Slot, Slots

BLOCKS = 3_000
"""Blocks made for a unit type."""
STEP_KG = 200
"""Payloads are rounded down to steps, so that few fillers are made."""
FIRST = 1_000.0
"""What a box that goes into few unit types is worth beside the others while a unit for it is filled."""
MIDDLE = 0.5
"""Added to a slot's arm, as a share of the longest: the middle of an aircraft full of units lies forward of the best arm, so a slot
at the best arm counts as one for dense boxes."""
NEARLY = 0.95
"""Share of a smaller unit's room that the rest of a lot may take to be tried in it."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to choose and to build."""

    room: float
    """Share of the room in all positions that the chosen boxes may take by volume."""
    tilt: float = 0.0
    """How strongly dense boxes are kept for positions aft (below 0: forward) of the best arm."""
    branches: int = 0
    """Branches of the search in every unit."""
    least_units: int = 1
    """Units that a lot is shared out to at the least."""
    strict: bool = False
    """Whether boxes rather stay than go to the side of the best arm that has too much."""
    short: bool = False
    """Whether the side of the best arm that offers less moment is filled first."""
    credit: float = 8.0
    """cm of offset of the empty aircraft up to which neither side has too much."""


class Workshop:
    """Fillers of a problem, kept from one way of building to the next."""

    def __init__(self, problem: FreighterProblem) -> None:
        self.problem = problem
        self._fillers: dict[tuple[int, int, int], Filler] = {}
        self.boxes = [self._grouped(lot) for lot in problem.lots]
        self.volumes = [np.array([box.volume for box in boxes], dtype=float) for boxes in self.boxes]
        self.masses = [np.array([box.mass for box in boxes], dtype=np.int64) for boxes in self.boxes]
        self.counts = [np.array([box.count for box in boxes], dtype=np.int64) for boxes in self.boxes]
        self.apart = [self._apart(lot) for lot in problem.lots]
        self._fits: dict[tuple[int, int], NDArray[np.bool_]] = {}

    def _grouped(self, lot: Lot) -> tuple[Box, ...]:
        return tuple(replace(box, group=" ".join(sorted(lot.marks.get(box.id, ())))) for box in lot.boxes)

    def _apart(self, lot: Lot) -> frozenset[frozenset[str]]:
        marks = sorted({tuple(sorted(lot.marks.get(box.id, ()))) for box in lot.boxes})
        return frozenset(
            frozenset((" ".join(one), " ".join(other)))
            for place, one in enumerate(marks)
            for other in marks[:place]
            if hostile(one, other, self.problem.apart)
        )

    def filler(self, lot: int, kind: int, gross: int) -> Filler:
        """The filler of a lot and unit type that keeps to a gross mass."""
        unit = self.problem.unit_types[kind]
        most = min(unit.max_gross, max(gross - gross % STEP_KG, unit.tare) if gross < unit.max_gross else unit.max_gross)
        key = (lot, kind, most)
        if key not in self._fillers:
            held = replace(unit, max_gross=most)
            self._fillers[key] = Filler(self.boxes[lot], held, self.problem.support, self.apart[lot], 0, BLOCKS)
        return self._fillers[key]

    def fits(self, lot: int, kind: int) -> NDArray[np.bool_]:
        """Which boxes go into an empty unit of a type."""
        if (lot, kind) not in self._fits:
            filler = self.filler(lot, kind, self.problem.unit_types[kind].max_gross)
            found = np.zeros(len(self.boxes[lot]), dtype=np.bool_)
            for i in filler.singles().tolist():
                one = np.zeros(len(found), dtype=np.int64)
                one[i] = 1
                found[i] = len(filler.fill(one, Stop(0))) > 0
            self._fits[lot, kind] = found
        return self._fits[lot, kind]


class Construction:
    """One run: units built until the boxes or the positions are used up."""

    def __init__(self, shop: Workshop, slots: Slots, chosen: Counts, way: Way) -> None:
        self.shop, self.slots = shop, slots
        self.left = [counts.copy() for counts in chosen]
        self.way = way
        self.units: list[LoadedUnit] = []
        aircraft = shop.problem.aircraft
        self.moment = [aircraft.empty_kg * (aircraft.empty_arm - aircraft.best_arm)] * aircraft.legs
        """About the best arm, kg cm, by leg."""
        self.main = slots.main_types()
        self.reach = max((abs(slot.arm) for kind in slots.order for slot in kind), default=1) or 1
        masses = [int(mass @ counts) for mass, counts in zip(shop.masses, chosen, strict=True)]
        heaviest = [int(mass[counts > 0].max(initial=0)) for mass, counts in zip(shop.masses, chosen, strict=True)]
        self.most_gross = [
            max(mass // way.least_units + 1, most) + STEP_KG if way.least_units > 1 else 1 << 40
            for mass, most in zip(masses, heaviest, strict=True)
        ]

    def run(self, later: Counts) -> None:
        """Build from the chosen boxes, those that few unit types take first; then from the others what still goes."""
        for n in range(len(self.left)):
            self._special(n)
        self._general()
        for n, counts in enumerate(later):
            self.left[n] = self.left[n] + counts
        self._general()

    def _special(self, n: int) -> None:
        """Boxes that the unit type with most positions does not take."""
        shop = self.shop
        fits = {kind: shop.fits(n, kind) for kind in self.main}
        refused = np.zeros(len(self.left[n]), dtype=np.bool_)
        while True:
            odd = (self.left[n] > 0) & ~fits[self.main[0]] & ~refused
            if not odd.any():
                return
            i = int(np.argmax(np.where(odd, shop.volumes[n], -1.0)))
            worth = shop.volumes[n] * np.where(odd, FIRST, 1.0)
            if not any(fits[kind][i] and self._next_unit(n, kind, worth, needed=i) for kind in self.main[1:]):
                refused[i] = True

    def _general(self) -> None:
        """The lot with most left next, until no position takes anything."""
        stuck: set[int] = set()
        while True:
            rest = [
                -1.0 if n in stuck or not counts.any() else float(self.shop.volumes[n] @ counts)
                for n, counts in enumerate(self.left)
            ]
            if not rest or max(rest) < 0:
                return
            n = rest.index(max(rest))
            if not self._rest_in_smaller(n, rest[n]) and not self._best_unit(n):
                stuck.add(n)

    def _best_unit(self, n: int) -> bool:
        """Build a unit for the side of the best arm that lacks moment; where the legs are near balance, of the main type first."""
        side = self._lacking(n)
        if (
            self.way.short
            and side != self.slots.short_side
            and any(self._next_unit(n, kind, side=self.slots.short_side) for kind in self.main)
        ):
            return True
        if side:
            for wanted in (side,) if self.way.strict else (side, -side):
                if any(self._next_unit(n, kind, side=wanted) for kind in self.main):
                    return True
            return False
        return any(self._next_unit(n, kind) for kind in self.main)

    def _lacking(self, n: int) -> int:
        """1 where the legs of a lot want mass aft, -1 forward, 0 where they balance well enough."""
        lot, aircraft = self.shop.problem.lots[n], self.shop.problem.aircraft
        moment = sum(self.moment[leg] for leg in range(lot.first, lot.last + 1))
        near = self.way.credit * aircraft.empty_kg * (lot.last - lot.first + 1)
        return 0 if abs(moment) <= near else -1 if moment > 0 else 1

    def _rest_in_smaller(self, n: int, volume: float) -> bool:
        """All the rest of a lot into a unit smaller than the main one."""
        smaller = sorted(
            (self.slots.volumes[kind], kind)
            for kind in self.main[1:]
            if self.slots.volumes[kind] < self.slots.volumes[self.main[0]]
        )
        return any(room * NEARLY >= volume and self._next_unit(n, kind, whole=True) for room, kind in smaller)

    def _next_unit(
        self,
        n: int,
        kind: int,
        worth: NDArray[np.float64] | None = None,
        needed: int | None = None,
        whole: bool = False,
        side: int = 0,
    ) -> bool:
        """Build a unit of a type for the first free slot that takes something (box `needed`, or the `whole` rest)."""
        lot = self.shop.problem.lots[n]
        tare = self.slots.types[kind].tare
        tried: set[tuple[int, frozenset[str]]] = set()
        for slot in self.slots.free(kind, lot.first, lot.last):
            if slot.arm * side < 0:
                continue
            room = self.slots.room_kg(slot, lot.first, lot.last)
            heaviest = int(self.shop.masses[n][needed]) + tare if needed is not None else 0
            gross = min(room, max(slot.fair, heaviest), max(self.most_gross[n] + tare, heaviest))
            limited = frozenset(self.slots.marks_limited(slot))
            if gross <= tare or (gross // STEP_KG, limited) in tried:
                continue
            tried.add((gross // STEP_KG, limited))
            pool = self._pool(n, limited)
            if whole and int(self.shop.masses[n] @ self.left[n]) + tare > gross - gross % STEP_KG:
                continue
            built = self._filled(n, kind, gross, pool, slot, worth)
            if built is None:
                continue
            counts = self._counts(n, built)
            if (whole and (counts != self.left[n]).any()) or (needed is not None and not counts[needed]):
                continue
            self.left[n] -= counts
            self.slots.take(slot, lot.first, lot.last, built.gross)
            for leg in range(lot.first, lot.last + 1):
                self.moment[leg] += built.gross * slot.arm
            self.units.append(LoadedUnit(f"{lot.id}/{built.type}-{len(self.units) + 1}", lot.id, built))
            return True
        return False

    def _pool(self, n: int, limited: frozenset[str]) -> NDArray[np.int64]:
        if not limited:
            return self.left[n]
        marks = self.shop.problem.lots[n].marks
        barred = np.array([bool(marks.get(box.id, frozenset()) & limited) for box in self.shop.boxes[n]], dtype=np.bool_)
        return np.where(barred, 0, self.left[n])

    def _filled(
        self, n: int, kind: int, gross: int, pool: NDArray[np.int64], slot: Slot, worth: NDArray[np.float64] | None
    ) -> BuiltUnit | None:
        filler = self.shop.filler(n, kind, gross)
        filler.worth(self._tilted(n, slot) if worth is None else worth)
        rows = filler.fill(pool, Stop(self.way.branches))
        if not len(rows):
            return None
        built = unpressed(self.shop.problem.lots[n], filler.answer(rows), self.shop.problem.support)
        return built if built.spots else None

    def _tilted(self, n: int, slot: Slot) -> NDArray[np.float64]:
        """Volumes, raised for dense boxes in slots aft (tilt above 0) or forward of the best arm, lowered in the others."""
        volumes = self.shop.volumes[n]
        if not self.way.tilt:
            return volumes
        density = self.shop.masses[n] / volumes
        middle = float(np.median(density)) or 1.0
        lean = self.way.tilt * (MIDDLE + slot.arm / self.reach)
        changed: NDArray[np.float64] = volumes * np.clip(density / middle, 0.1, 10.0) ** lean
        return changed

    def _counts(self, n: int, built: BuiltUnit) -> NDArray[np.int64]:
        place = {box.id: i for i, box in enumerate(self.shop.boxes[n])}
        return np.bincount([place[spot.box] for spot in built.spots], minlength=len(place)).astype(np.int64)


def unpressed(lot: Lot, built: BuiltUnit, support: float) -> BuiltUnit:
    """The unit without boxes that press too hard on one below, and without those that then lack support."""
    mass = {box.id: box.mass for box in lot.boxes}
    kept = sorted(built.spots, key=lambda spot: spot.z)
    if lot.press:
        standing: list[Spot] = []
        for spot in kept:
            below = [(one, _shared(one, spot)) for one in standing if one.z + one.dz == spot.z]
            base = spot.dx * spot.dy
            presses = mass[spot.box] / base
            held = spot.z == 0 or sum(area for _, area in below) >= support * base
            if held and all(presses <= lot.press.get(one.box, np.inf) for one, area in below if area):
                standing.append(spot)
        kept = standing
    if len(kept) == len(built.spots):
        return built
    total = sum(mass[spot.box] for spot in kept)
    gone = sum(mass[spot.box] for spot in built.spots) - total
    middle = [
        sum(mass[spot.box] * (at + size / 2) for spot, at, size in ((s, getattr(s, a), getattr(s, d)) for s in kept))
        / max(total, 1)
        for a, d in (("x", "dx"), ("y", "dy"), ("z", "dz"))
    ]
    return replace(built, spots=tuple(kept), gross=built.gross - gone, centre=(middle[0], middle[1], middle[2]))


def _shared(one: Spot, other: Spot) -> int:
    along = min(one.x + one.dx, other.x + other.dx) - max(one.x, other.x)
    across = min(one.y + one.dy, other.y + other.dy) - max(one.y, other.y)
    return max(along, 0) * max(across, 0)
