"""Reads the masterdata and flight files of the ACLPP set. All faults of a file are told at once, by file and key.

Keys the problem does not need are passed over, so that files with further fields are read too.
"""

from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any

import yaml

from .terms import Aircraft, Built, Flight, Leg, Master, Piece, Position, Segment, Solution, Stood, Uld


class AclppError(ValueError):
    """A file that cannot be read: every fault, one a line."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


class Node:
    """A mapping of a file with its path, which collects faults instead of stopping at the first."""

    def __init__(self, value: object, path: str, faults: list[str]) -> None:
        self.path, self.faults = path, faults
        self.value: dict[str, Any] = {}
        if isinstance(value, dict):
            self.value = {str(key): inner for key, inner in value.items()}
        else:
            self.fault(f"a mapping is needed, not {_said(value)}")

    def fault(self, text: str) -> None:
        """Note a fault of this place."""
        self.faults.append(f"{self.path}: {text}")

    def child(self, key: str, needed: bool = True) -> "Node":
        """The mapping under a key; an empty one where it is missing and not needed."""
        inner = self.value.get(key)
        if inner is None and (not needed or key in self.value):
            return Node({}, f"{self.path}.{key}", self.faults)
        if key not in self.value:
            self.fault(f"{key} is missing")
            return Node({}, f"{self.path}.{key}", self.faults)
        return Node(inner, f"{self.path}.{key}", self.faults)

    def children(self) -> Iterator[tuple[str, "Node"]]:
        """All mappings under it."""
        for key in self.value:
            yield key, self.child(key)

    def number(self, key: str, default: int | None = None, least: int | None = 0) -> int:
        """A whole number; fractions are rounded up (a piece of 7.5 kg is planned as 8)."""
        value = self.real(key, default, least)
        return int(-(-value // 1))

    def real(self, key: str, default: float | None = None, least: float | None = 0) -> float:
        """A number."""
        if key not in self.value:
            if default is None:
                self.fault(f"{key} is missing; a number is needed")
            return 0 if default is None else default
        value = self.value[key]
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
            self.fault(f"{key} is {_said(value)}; a number is needed")
            return 0
        if least is not None and value < least:
            self.fault(f"{key} is {value}; at least {least} is needed")
            return 0
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A list of names, empty where there is none."""
        value = self.value.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fault(f"{key} is {_said(value)}; a list of names is needed")
            return ()
        return tuple(str(one) for one in value)

    def rows(self, key: str) -> Iterator["Node"]:
        """A list of mappings, empty where there is none."""
        value = self.value.get(key) or []
        if not isinstance(value, list):
            self.fault(f"{key} is {_said(value)}; a list is needed")
            return
        for place, inner in enumerate(value):
            yield Node(inner, f"{self.path}.{key}[{place}]", self.faults)


def _said(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."


def _open(path: Path, faults: list[str]) -> Node:
    try:
        with path.open(encoding="utf-8") as file:
            value = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as error:
        raise AclppError([f"{path}: cannot be opened ({error.strerror})"]) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise AclppError([f"{path.name}: is not YAML ({' '.join(str(error).split())[:160]})"]) from error
    return Node(value, path.name, faults)


def read_master(folder: Path) -> Master:
    """All files of the masterdata folder: aircraft types, unit types, separation. Raises AclppError with all faults."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise AclppError([f"{folder}: has no masterdata (*.yaml)"])
    faults: list[str] = []
    aircraft: dict[str, Aircraft] = {}
    ulds: dict[str, Uld] = {}
    apart: set[frozenset[str]] = set()
    for file in files:
        node = _open(file, faults)
        for name, one in node.child("aircraft_types", needed=False).children():
            aircraft[name] = _aircraft(name, one)
        for name, one in node.child("uld_types", needed=False).children():
            ulds[name] = _uld(name, one)
        for row in node.rows("separation_constraints"):
            if "code_a" in row.value and "code_b" in row.value:
                apart.add(frozenset((str(row.value["code_a"]), str(row.value["code_b"]))))
            else:
                row.fault("code_a and code_b are needed")
    if faults:
        raise AclppError(faults)
    return Master(aircraft, ulds, frozenset(apart))


def _uld(name: str, node: Node) -> Uld:
    cuts = tuple(
        (row.number("lat1"), row.number("height1"), row.number("lat2"), row.number("height2")) for row in node.rows("uld_cuts")
    )
    blocks = tuple(
        (
            row.number("min_lng"),
            row.number("max_lng"),
            row.number("min_lat"),
            row.number("max_lat"),
            row.number("min_height"),
            row.number("max_height"),
        )
        for row in node.rows("uld_blocks")
    )
    size = (node.number("inner_lng_size", least=1), node.number("inner_lat_size", least=1), node.number("inner_height", least=1))
    return Uld(name, size, node.number("tare_weight", 0), node.number("max_weight"), cuts, blocks, node.number("build_up_time", 0))


def _aircraft(name: str, node: Node) -> Aircraft:
    positions: dict[str, Position] = {}
    members: dict[str, tuple[str, ...]] = {}
    for _, compartment in node.child("compartments").children():
        _walk(compartment, {"deck": str(compartment.value.get("deck", ""))}, positions, members)
    if not positions:
        node.fault("no position found under compartments")

    def named(where: Node, key: str, names: tuple[str, ...]) -> frozenset[str]:
        found: set[str] = set()
        for one in names:
            if one in positions:
                found.add(one)
            elif one in members:
                found.update(members[one])
            else:
                where.fault(f"{key} names position {one}, which there is not")
        return frozenset(found)

    overlaps = set()
    pairs = node.value.get("overlapping_positions") or []
    for pair in pairs if isinstance(pairs, list) else []:
        if isinstance(pair, list) and len(pair) == 2:
            overlaps.add(named(node, "overlapping_positions", tuple(str(one) for one in pair)))
        else:
            node.fault(f"overlapping_positions has {_said(pair)}; pairs of positions are needed")
    limits = {}
    for key, row in node.child("weight_constraints", needed=False).children():
        among = named(row, "positions", row.words("positions")) or frozenset(positions)
        limits[key] = (row.number("limit"), among)
    code_limits = {}
    for key, row in node.child("net_weight_constraint", needed=False).children():
        among = named(row, "position", row.words("position") + row.words("positions")) or frozenset(positions)
        code_limits[key] = (key.split("_")[0], row.number("limit"), among)
    finished = {
        one.name: Position(
            one.name,
            one.arm,
            one.types,
            one.limit,
            one.distance,
            tuple(sorted(named(node, f"blocking_positions of {one.name}", one.blocking))),
            one.deck,
        )
        for one in positions.values()
    }
    return Aircraft(
        name,
        node.number("oew"),
        node.number("oew_lng_arm"),
        (node.number("min_lng_arm"), node.number("max_lng_arm")),
        node.number("opt_lng_arm"),
        finished,
        frozenset(overlaps),
        limits,
        code_limits,
    )


def _walk(node: Node, above: dict[str, Any], positions: dict[str, Position], members: dict[str, tuple[str, ...]]) -> list[str]:
    """Positions under a node; limits gather on the way down, arms and types are taken from the nearest node that states them."""
    found: list[str] = []
    for key, value in node.value.items():
        if not isinstance(value, dict):
            continue
        child = node.child(key)
        here = dict(above)
        for name in ("lng_arm", "compatible_uld_types", "deck"):
            if name in child.value:
                here[name] = child.value[name]
        if "max_weight" in child.value:
            here["max_weight"] = min(child.number("max_weight"), here.get("max_weight", 1 << 40))
        inner = any(isinstance(one, dict) for one in child.value.values())
        if inner:
            members[key] = tuple(_walk(child, here, positions, members))
            found.extend(members[key])
            continue
        if child.value.get("is_virtual"):
            continue
        for need in ("lng_arm", "compatible_uld_types"):
            if need not in here:
                child.fault(f"{need} is neither stated nor inherited")
        types = here.get("compatible_uld_types", [])
        if not isinstance(types, list):
            child.fault(f"compatible_uld_types is {_said(types)}; a list is needed")
            types = []
        arm = Node({"lng_arm": here.get("lng_arm", 0)}, child.path, child.faults).number("lng_arm", least=None)
        positions[key] = Position(
            key,
            arm,
            frozenset(str(one) for one in types),
            here.get("max_weight"),
            child.number("distance_from_door", 0),
            child.words("blocking_positions"),
            str(here.get("deck", "")),
        )
        found.append(key)
    return found


def read_flight(path: Path, master: Master) -> tuple[Flight, Solution | None]:
    """A flight, and the author's solution where the file holds one. Raises AclppError with all faults."""
    faults: list[str] = []
    top = _open(path, faults)
    flights = list(top.child("flights").children())
    if len(flights) != 1:
        faults.append(f"{path.name}: flights holds {len(flights)} flights; one is needed")
        raise AclppError(faults)
    name, node = flights[0]
    kind = str(node.value.get("aircraft_type"))
    if kind not in master.aircraft:
        node.fault(f"aircraft_type is {_said(node.value.get('aircraft_type'))}; the masterdata have {', '.join(master.aircraft)}")
        raise AclppError(faults)
    aircraft = master.aircraft[kind]
    segments: dict[str, Segment] = {}
    built: dict[tuple[str, str], Built] = {}
    solved = False
    for key, one in top.child("segments").children():
        segments[key] = _segment(key, one)
        solved = solved or "built_ulds" in one.value
        for unit, row in one.child("built_ulds", needed=False).children():
            built[key, unit] = _built(row, segments[key])
    legs: list[Leg] = []
    loaded: dict[str, dict[str, tuple[str, str]]] = {}
    for key, one in node.child("legs").children():
        carried = one.words("segments")
        for segment in carried:
            if segment not in segments:
                one.fault(f"segments names {segment}, which is not under segments")
        legs.append(Leg(key, one.number("sequence", 1), tuple(segment for segment in carried if segment in segments)))
        loaded[key] = {}
        for position, row in one.child("loaded_ulds", needed=False).children():
            loaded[key][position] = (str(row.value.get("segment")), str(row.value.get("uld")))
    legs.sort(key=lambda leg: leg.sequence)
    _legs(node, legs, segments)
    if faults:
        raise AclppError(faults)
    flight = Flight(name, path.name, aircraft, tuple(legs), segments)
    return flight, Solution(built, loaded) if solved else None


def _legs(node: Node, legs: list[Leg], segments: dict[str, Segment]) -> None:
    if not legs:
        node.fault("legs is empty")
    numbers = [leg.sequence for leg in legs]
    for number in sorted({one for one in numbers if numbers.count(one) > 1}):
        node.fault(f"legs: {numbers.count(number)} legs have sequence {number}")
    for segment in segments:
        on = [place for place, leg in enumerate(legs) if segment in leg.segments]
        if not on:
            node.fault(f"segment {segment} is on no leg")
        elif on != list(range(on[0], on[-1] + 1)):
            node.fault(f"segment {segment} leaves the aircraft and comes back; its legs must follow each other")


def _segment(name: str, node: Node) -> Segment:
    pieces: dict[str, Piece] = {}
    for shipment, one in node.child("shipments", needed=False).children():
        for key, row in one.child("pieces").children():
            if key in pieces:
                row.fault("a piece of this name is in another shipment of the segment")
            pieces[key] = _piece(key, shipment, row)
    return Segment(name, pieces, node.number("std_timestamp", 0))


def _piece(name: str, shipment: str, row: Node) -> Piece:
    mask = row.number("allowed_rotations", 5)
    rotations = tuple(bit for bit in range(6) if mask >> bit & 1)
    if not rotations:
        row.fault(f"allowed_rotations is {mask}; at least one of the bits 0 to 5 is needed")
    sides = (row.number("lng", least=1), row.number("lat", least=1), row.number("height", least=1))
    strength = tuple(row.real(key) if key in row.value else None for key in ("stack_lng", "stack_lat", "stack_height"))
    codes = row.value.get("specials") or ""
    listed = codes if isinstance(codes, list) else str(codes).replace(",", " ").split()
    return Piece(
        name,
        shipment,
        sides,
        row.number("weight"),
        row.number("amount", 1),
        rotations,
        (strength[0], strength[1], strength[2]),
        frozenset(str(code) for code in listed),
        row.number("avail", 0),
        row.real("offload_penalty", 0.0),
    )


def _built(node: Node, segment: Segment) -> Built:
    stood = []
    for row in node.rows("loaded"):
        piece = str(row.value.get("piece"))
        if piece not in segment.pieces:
            row.fault(f"piece is {piece}, which segment {segment.id} does not have")
        start = (row.number("start_lng"), row.number("start_lat"), row.number("start_height"))
        stood.append(Stood(piece, start, (row.number("lng"), row.number("lat"), row.number("height"))))
    begun = node.number("start") if "start" in node.value else None
    return Built(str(node.value.get("uld_type")), tuple(stood), node.number("total_weight"), begun)
