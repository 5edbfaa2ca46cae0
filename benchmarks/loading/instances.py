"""Loading instances as files: rectangles on hold floors, with a payload and a balance window, in units of their own.

    {"kind": "loading", "name": ..., "unit_length_cm": 5, "unit_mass_kg": 10, "hold_length": 400, "hold_width": 69,
     "payload": 4200, "balance_window": [170, 215], "lower_bound": 6,
     "items": [{"length": 150, "width": 50, "mass": 1208, "may_turn": false}, ...]}

Lengths are in units of unit_length_cm, masses in units of unit_mass_kg. There are no gaps; the mass-weighted centre of the items
of a hold lies in the balance window; the fewest holds are wanted.
"""

import json
from dataclasses import dataclass
from pathlib import Path


class InstanceError(ValueError):
    """A file that is no loading instance; its text lists every fault."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One rectangle, in the units of its instance."""

    length: int
    width: int
    mass: int
    may_turn: bool

    @property
    def across(self) -> int:
        """The least it takes of the hold's width."""
        return min(self.length, self.width) if self.may_turn else self.width

    @property
    def along(self) -> int:
        """The least it takes of the hold's length."""
        return min(self.length, self.width) if self.may_turn else self.length


@dataclass(frozen=True, slots=True)
class Instance:
    """Pieces for holds all alike."""

    name: str
    hold: str
    unit_length_cm: int
    unit_mass_kg: int
    hold_length: int
    hold_width: int
    payload: int
    balance_window: tuple[int, int]
    lower_bound: int
    """As shipped with the instance; 0 where it states none."""
    pieces: tuple[Piece, ...]

    @property
    def share_wide(self) -> float:
        """The share of pieces wider than half the floor."""
        return sum(2 * piece.across > self.hold_width for piece in self.pieces) / max(len(self.pieces), 1)

    def area(self, holds: int) -> float:
        """The pieces' area as a share of this many holds."""
        return sum(p.length * p.width for p in self.pieces) / (max(holds, 1) * self.hold_length * self.hold_width)


def simple_bound(instance: Instance) -> int:
    """The fewest holds by area, by mass, and by the length of what is wider than half the floor."""
    area = sum(piece.length * piece.width for piece in instance.pieces)
    mass = sum(piece.mass for piece in instance.pieces)
    queue = sum(piece.along for piece in instance.pieces if 2 * piece.across > instance.hold_width)
    limits = ((area, instance.hold_length * instance.hold_width), (mass, instance.payload), (queue, instance.hold_length))
    return max(-(-amount // limit) for amount, limit in limits)


def read(path: Path) -> Instance:
    """The instance in a file. Raises InstanceError with all its faults."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise InstanceError(f"{path}: {fault}") from fault
    if not isinstance(told, dict) or told.get("kind") != "loading":
        raise InstanceError(f'{path}: not a loading instance: "kind" must be "loading"')
    faults = [*_numbers(told, "", ("hold_length", "hold_width", "payload")), *_window(told), *_pieces(told)]
    if faults:
        raise InstanceError(f"{path}: " + "; ".join(faults))
    return Instance(
        name=str(told.get("name", path.stem)),
        hold=str(told.get("hold", "")),
        unit_length_cm=told.get("unit_length_cm", 1),
        unit_mass_kg=told.get("unit_mass_kg", 1),
        hold_length=told["hold_length"],
        hold_width=told["hold_width"],
        payload=told["payload"],
        balance_window=(told["balance_window"][0], told["balance_window"][1]),
        lower_bound=told.get("lower_bound", 0),
        pieces=tuple(Piece(i["length"], i["width"], i["mass"], i["may_turn"]) for i in told["items"]),
    )


def read_all(folder: Path) -> dict[str, Instance]:
    """All loading instances of a folder by file name; files of another kind are passed over. Raises InstanceError with the faults
    of all files."""
    found: dict[str, Instance] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.json")):
        if not _is_other_kind(path):
            try:
                found[path.name] = read(path)
            except InstanceError as fault:
                faults.append(str(fault))
    if faults:
        raise InstanceError("\n".join(faults))
    return found


def write(instance: Instance, path: Path) -> None:
    """The instance as a file."""
    told = {
        "kind": "loading",
        "name": instance.name,
        "hold": instance.hold,
        "unit_length_cm": instance.unit_length_cm,
        "unit_mass_kg": instance.unit_mass_kg,
        "hold_length": instance.hold_length,
        "hold_width": instance.hold_width,
        "payload": instance.payload,
        "balance_window": list(instance.balance_window),
        "lower_bound": instance.lower_bound,
        "items": [
            {"length": piece.length, "width": piece.width, "mass": piece.mass, "may_turn": piece.may_turn}
            for piece in instance.pieces
        ],
    }
    path.write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")


def _is_other_kind(path: Path) -> bool:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("kind") != "loading"


def _numbers(told: dict[str, object], where: str, names: tuple[str, ...]) -> list[str]:
    return [
        f"{where}{name} is {told.get(name)!r}: give a whole number above 0"
        for name in names
        if type(value := told.get(name)) is not int or value <= 0
    ]


def _window(told: dict[str, object]) -> list[str]:
    window = told.get("balance_window")
    if isinstance(window, list) and len(window) == 2 and all(type(limit) is int for limit in window) and window[0] <= window[1]:
        return []
    return [f"balance_window is {window!r}: give two whole numbers, the first not above the second"]


def _pieces(told: dict[str, object]) -> list[str]:
    pieces = told.get("items")
    if not isinstance(pieces, list):
        return ["items: give a list"]
    faults: list[str] = []
    for number, piece in enumerate(pieces):
        if not isinstance(piece, dict):
            faults.append(f"item {number}: not an object")
            continue
        faults += _numbers(piece, f"item {number}: ", ("length", "width", "mass"))
        if type(piece.get("may_turn")) is not bool:
            faults.append(f"item {number}: may_turn is {piece.get('may_turn')!r}: give true or false")
    return faults
