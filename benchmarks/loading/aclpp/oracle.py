"""An independent judge of a solution in the file's own terms. It shares no code with the planners.

The rules are those the masterdata state, and those all shipped solutions keep though no file states them (found by trial on the
16 flights of aidbridge's bulk data): support of three quarters of a base by tops at most 3 cm below it, the two rules of
strength, codes that may not share a unit, at most 50 kg of ICE forward below deck.
"""

from collections import Counter
from dataclasses import dataclass

from .terms import Aircraft, Built, Flight, Master, Piece, Solution, Stood, Uld

SUPPORT = 0.75
"""Least share of a base that stands on something."""
SAG = 3
"""cm below a base that still holds it."""

Unit = tuple[str, str]


@dataclass(frozen=True)
class Fault:
    """A broken rule: which, where, and by how much."""

    rule: str
    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.rule} at {self.where}: {self.text}"


@dataclass(frozen=True)
class Figures:
    """What a solution reaches."""

    left: int
    offsets: tuple[float, ...]
    """cm of the centre from the best arm, by leg, without fuel."""
    inside: int
    """Legs whose centre is inside the envelope."""
    units: int
    handled: int
    """Units that go on and are moved at a stop, or taken out because they stand in the way."""

    @property
    def offset(self) -> float:
        """Mean over the legs."""
        return sum(self.offsets) / len(self.offsets)


def judge(flight: Flight, master: Master, solution: Solution) -> list[Fault]:
    """Every broken rule."""
    faults: list[Fault] = []
    for (segment, unit), built in solution.built.items():
        if segment not in flight.segments:
            faults.append(Fault("segment", unit, f"{segment} is no segment of the flight"))
            continue
        kind = master.uld(built.type)
        if kind is None:
            faults.append(Fault("type", unit, f"{built.type} is in no masterdata"))
            continue
        faults.extend(_unit(f"{segment} {unit}", built, kind, flight.segments[segment].pieces, master))
    faults.extend(_amounts(flight, solution))
    faults.extend(_legs(flight, master, solution))
    return faults


def figures(flight: Flight, solution: Solution) -> Figures:
    """Pieces left, balance and handling of a solution."""
    offsets, inside = [], 0
    low, high = flight.aircraft.arms
    for leg in flight.legs:
        moment, mass = _moment(flight.aircraft, solution, solution.loaded[leg.id])
        offsets.append(abs(moment / mass - flight.aircraft.best_arm))
        inside += low * mass <= moment <= high * mass
    flown = {key for leg in flight.legs for key in solution.loaded[leg.id].values()}
    stops = range(1, len(flight.legs))
    handled = sum(_handled(flight, solution, stop) for stop in stops)
    return Figures(flight.left(solution), tuple(offsets), inside, len(flown), handled)


def _moment(aircraft: Aircraft, solution: Solution, load: dict[str, Unit]) -> tuple[int, int]:
    mass, moment = aircraft.empty, aircraft.empty * aircraft.empty_arm
    for position, unit in load.items():
        if position in aircraft.positions and unit in solution.built:
            mass += solution.built[unit].gross
            moment += solution.built[unit].gross * aircraft.positions[position].arm
    return moment, mass


def _handled(flight: Flight, solution: Solution, stop: int) -> int:
    before = {unit: position for position, unit in solution.loaded[flight.legs[stop - 1].id].items()}
    after = {unit: position for position, unit in solution.loaded[flight.legs[stop].id].items()}
    in_the_way: set[str] = set()
    waiting = [position for unit, position in before.items() if unit not in after and position in flight.aircraft.positions]
    while waiting:
        for position in flight.aircraft.positions[waiting.pop()].blocking:
            if position not in in_the_way:
                in_the_way.add(position)
                waiting.append(position)
    return sum(unit in after and (after[unit] != place or place in in_the_way) for unit, place in before.items())


def _unit(where: str, built: Built, kind: Uld, pieces: dict[str, Piece], master: Master) -> list[Fault]:
    faults: list[Fault] = []
    known = [(stood, pieces[stood.piece]) for stood in built.stood if stood.piece in pieces]
    faults.extend(Fault("piece", where, f"{one.piece} is not of this segment") for one in built.stood if one.piece not in pieces)
    gross = kind.tare + sum(piece.mass for _, piece in known)
    if gross != built.gross:
        faults.append(Fault("gross", where, f"stated {built.gross} kg, unit and pieces make {gross} kg"))
    if gross > kind.max_gross:
        faults.append(Fault("gross", where, f"{gross} kg, at most {kind.max_gross} kg"))
    codes = sorted({code for _, piece in known for code in piece.codes})
    for pair in sorted(master.apart, key=sorted):
        if len(pair) == 2 and all(code in codes for code in pair):
            faults.append(Fault("separation", where, f"{' and '.join(sorted(pair))} may not share a unit"))
    if built.start is not None:
        late = [piece.id for _, piece in known if piece.available > built.start]
        faults.extend(Fault("available", where, f"{name} arrives after the building begins") for name in late)
    for stood, piece in known:
        faults.extend(_place(where, stood, piece, kind))
    faults.extend(_together(where, known))
    return faults


def _place(where: str, stood: Stood, piece: Piece, kind: Uld) -> list[Fault]:
    faults: list[Fault] = []
    if stood.extents not in {(x, y, z) for x, y, z, _ in piece.ways()}:
        faults.append(Fault("rotation", where, f"{piece.id} stands as {stood.extents}, it is {piece.sides}"))
    for axis, name in enumerate(("lng", "lat", "height")):
        if stood.start[axis] < 0 or stood.end[axis] > kind.size[axis]:
            faults.append(
                Fault("inside", where, f"{piece.id} takes {name} {stood.start[axis]} to {stood.end[axis]} of {kind.size[axis]}")
            )
    for lat1, height1, lat2, height2 in kind.cuts:
        slope = (lat2 - lat1, height2 - height1)
        middle = slope[0] * (kind.size[2] / 2 - height1) - slope[1] * (kind.size[1] / 2 - lat1)
        for lat in (stood.start[1], stood.end[1]):
            for height in (stood.start[2], stood.end[2]):
                if (slope[0] * (height - height1) - slope[1] * (lat - lat1)) * middle < 0:
                    faults.append(Fault("contour", where, f"{piece.id} is outside at lat {lat}, height {height}"))
    return faults


def _shared(one: Stood, other: Stood) -> int:
    """cm2 of the ground that both stand over."""
    along = min(one.end[0], other.end[0]) - max(one.start[0], other.start[0])
    across = min(one.end[1], other.end[1]) - max(one.start[1], other.start[1])
    return max(along, 0) * max(across, 0)


def _together(where: str, known: list[tuple[Stood, Piece]]) -> list[Fault]:
    faults: list[Fault] = []
    order = sorted(range(len(known)), key=lambda number: -known[number][0].start[2])
    carried = [0.0] * len(known)
    for i in order:
        stood, piece = known[i]
        base = stood.extents[0] * stood.extents[1]
        held = base if stood.start[2] <= SAG else 0
        on_top = next(bears for x, y, z, bears in (*piece.ways(), (*stood.extents, float("inf"))) if (x, y, z) == stood.extents)
        heaviest = 0.0
        for j, (other, above) in enumerate(known):
            if j == i:
                continue
            area = _shared(stood, other)
            if not area:
                continue
            if stood.start[2] < other.end[2] and other.start[2] < stood.end[2]:
                if i < j:
                    faults.append(Fault("overlap", where, f"{piece.id} at {stood.start} and {above.id} at {other.start}"))
            elif stood.start[2] > SAG and 0 <= stood.start[2] - other.end[2] <= SAG:
                held += area
            if other.start[2] == stood.end[2]:
                ground = other.extents[0] * other.extents[1]
                carried[i] += (above.mass + carried[j]) * area / ground
                heaviest = max(heaviest, above.mass / ground)
        if held < SUPPORT * base:
            faults.append(Fault("support", where, f"{piece.id} at {stood.start} stands on {held / base:.0%} of its base"))
        if carried[i] > on_top * base * (1 + 1e-9):
            faults.append(Fault("strength", where, f"{piece.id} carries {carried[i]:.0f} kg, at most {on_top * base:.0f} kg"))
        if heaviest > on_top * (1 + 1e-9):
            faults.append(Fault("pressure", where, f"{piece.id} bears {on_top:g} kg/cm2, a piece on it presses {heaviest:.3f}"))
    return faults


def _amounts(flight: Flight, solution: Solution) -> list[Fault]:
    faults: list[Fault] = []
    used: Counter[tuple[str, str]] = Counter()
    for (segment, _), built in solution.built.items():
        used.update((segment, stood.piece) for stood in built.stood)
    for (segment, name), count in sorted(used.items()):
        pieces = flight.segments[segment].pieces if segment in flight.segments else {}
        if name in pieces and count > pieces[name].amount:
            faults.append(Fault("amount", f"{segment} {name}", f"{count} loaded of {pieces[name].amount}"))
    return faults


def _legs(flight: Flight, master: Master, solution: Solution) -> list[Fault]:
    faults: list[Fault] = []
    aircraft = flight.aircraft
    for number, leg in enumerate(flight.legs):
        load = solution.loaded.get(leg.id, {})
        seen: Counter[Unit] = Counter(load.values())
        faults.extend(Fault("twice", leg.id, f"{unit[1]} is in {count} positions") for unit, count in seen.items() if count > 1)
        for unit in seen:
            if unit not in solution.built:
                faults.append(Fault("unit", leg.id, f"{unit} is not built"))
            elif unit[0] not in leg.segments:
                faults.append(Fault("segment", leg.id, f"{unit[1]} of {unit[0]} is on a leg it does not fly"))
        for segment in leg.segments:
            if number and segment in flight.legs[number - 1].segments:
                before = {unit for unit in solution.loaded[flight.legs[number - 1].id].values() if unit[0] == segment}
                now = {unit for unit in seen if unit[0] == segment}
                faults.extend(
                    Fault("segment", leg.id, f"{unit[1]} of {segment} gets on or off on the way") for unit in sorted(before ^ now)
                )
        faults.extend(_positions(leg.id, flight, master, solution, load))
        moment, mass = _moment(aircraft, solution, load)
        if not aircraft.arms[0] * mass <= moment <= aircraft.arms[1] * mass:
            faults.append(
                Fault("envelope", leg.id, f"centre at {moment / mass:.2f}, must be {aircraft.arms[0]} to {aircraft.arms[1]}")
            )
    return faults


def _positions(where: str, flight: Flight, master: Master, solution: Solution, load: dict[str, Unit]) -> list[Fault]:
    faults: list[Fault] = []
    aircraft = flight.aircraft
    masses: dict[str, int] = {}
    for name, unit in load.items():
        position, built = aircraft.positions.get(name), solution.built.get(unit)
        if position is None:
            faults.append(Fault("position", where, f"{name} is no position"))
        if position is None or built is None:
            continue
        masses[name] = built.gross
        kind = master.uld(built.type)
        if kind is None or kind.id not in position.types:
            faults.append(Fault("type", where, f"{built.type} does not go into {name}"))
        if position.limit is not None and built.gross > position.limit:
            faults.append(Fault("position limit", where, f"{built.gross} kg in {name}, at most {position.limit} kg"))
    for pair in sorted(aircraft.overlaps, key=sorted):
        if all(name in masses for name in pair):
            faults.append(Fault("positions overlap", where, " and ".join(sorted(pair))))
    for name, (limit, among) in aircraft.limits.items():
        total = sum(mass for position, mass in masses.items() if position in among)
        if total > limit:
            faults.append(Fault("weight constraint", where, f"{name}: {total} kg, at most {limit} kg"))
    for name, (code, limit, among) in aircraft.code_limits.items():
        total = sum(_mass_of(code, load[position], flight, solution) for position in masses if position in among)
        if total > limit:
            faults.append(Fault("net weight constraint", where, f"{name}: {total} kg of {code}, at most {limit} kg"))
    return faults


def _mass_of(code: str, unit: Unit, flight: Flight, solution: Solution) -> int:
    """kg of the pieces with a code in a unit."""
    pieces = flight.segments[unit[0]].pieces if unit[0] in flight.segments else {}
    on = [pieces[stood.piece] for stood in solution.built[unit].stood if stood.piece in pieces]
    return sum(piece.mass for piece in on if code in piece.codes)
