"""A flight of the set as a freighter problem of aidbridge, and its answer in the set's terms."""

from aidbridge.engines.stopping import Stop
from aidbridge.planners.building.problem import EXTENTS as BOX_EXTENTS
from aidbridge.planners.building.problem import Box, Cut, UnitType
from aidbridge.planners.positions.problem import GroupLimit, Position, PositionsProblem
from aidbridge.planning.freighter import load_freighter
from aidbridge.planning.lots import FreighterProblem, FreighterSolution, Lot

from .terms import EXTENTS, Aircraft, Built, Flight, Master, Piece, Segment, Solution, Stood

SUPPORT = 1.0
"""Full support: more than the set's own solutions keep, and quicker to build."""
MOVE_CM = 0.3
"""cm of offset that a unit handled at a stop must gain, summed over the legs."""
GOAL_CM = 1.5
"""Mean offset that is good enough to take boxes first."""
NO_LIMIT = 1 << 30


def plan(flight: Flight, master: Master, stop: Stop, seed: int = 1) -> Solution:
    """Our solution of a flight."""
    problem = freighter_problem(flight, master)
    return solution_of(flight, load_freighter(problem, stop, seed))


def freighter_problem(flight: Flight, master: Master) -> FreighterProblem:
    """Lots, unit types and positions in the planner's terms. The blocks of the units are left out: the set's own solutions stand
    in them."""
    types = tuple(
        UnitType(one.id, *one.size, one.max_gross, one.tare, tuple(Cut(lat1, h1, lat2, h2) for lat1, h1, lat2, h2 in one.cuts))
        for one in master.ulds.values()
    )
    lots = tuple(_lot(flight, segment) for segment in flight.segments.values())
    return FreighterProblem(lots, types, _aircraft(flight.aircraft, len(flight.legs)), master.apart, SUPPORT, GOAL_CM)


def _lot(flight: Flight, segment: Segment) -> Lot:
    first, last = flight.span(segment.id)
    pieces = segment.pieces.values()
    return Lot(
        segment.id,
        first,
        last,
        tuple(_box(piece) for piece in pieces if piece.amount),
        {piece.id: piece.codes for piece in pieces if piece.codes},
        {piece.id: min(bears for *_, bears in piece.ways()) for piece in pieces},
    )


def _box(piece: Piece) -> Box:
    """The piece as a box; what it may carry holds for the weakest way it may stand."""
    carries = min(x * y * bears for x, y, _, bears in piece.ways())
    return Box(
        piece.id,
        *piece.sides,
        piece.mass,
        piece.amount,
        tuple(sorted(BOX_EXTENTS.index(EXTENTS[rotation]) for rotation in piece.rotations)),
        None if carries > NO_LIMIT else int(carries),
    )


def _aircraft(aircraft: Aircraft, legs: int) -> PositionsProblem:
    positions = tuple(Position(one.name, one.arm, one.types, one.limit, one.blocking) for one in aircraft.positions.values())
    limits = [GroupLimit(name, kg, among) for name, (kg, among) in aircraft.limits.items()]
    limits.extend(GroupLimit(name, kg, among, code) for name, (code, kg, among) in aircraft.code_limits.items())
    return PositionsProblem(
        (),
        positions,
        legs,
        aircraft.empty,
        aircraft.empty_arm,
        aircraft.best_arm,
        aircraft.arms,
        aircraft.overlaps,
        tuple(limits),
        move_cm=MOVE_CM,
    )


def solution_of(flight: Flight, answer: FreighterSolution) -> Solution:
    """The planner's answer in the set's terms."""
    keys = {unit.id: (unit.lot, unit.id) for unit in answer.units}
    built = {
        keys[unit.id]: Built(
            unit.built.type,
            tuple(Stood(spot.box, (spot.x, spot.y, spot.z), (spot.dx, spot.dy, spot.dz)) for spot in unit.built.spots),
            unit.built.gross,
        )
        for unit in answer.units
    }
    loaded = {
        leg.id: {position: keys[unit] for unit, position in places.items()}
        for leg, places in zip(flight.legs, answer.positions.places, strict=True)
    }
    return Solution(built, loaded)
