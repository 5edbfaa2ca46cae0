"""Where a value stands: its path in the mission, and the file and line that a person must open."""

from dataclasses import dataclass, field

from aidbridge.model.errors import Fault

from .words import printable

Path = tuple[str | int, ...]
"""Keys and positions from the mission down: `("needs", 3, "quantity")`."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A fault whose place is still a path. `line` replaces the line known for the path."""

    path: Path
    value: str
    limit: str
    advice: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of a file."""

    file: str
    line: int


@dataclass(slots=True)
class Whereabouts:
    """From paths to files and lines, for a mission that stands in one YAML file and several tables."""

    main: str
    """Name of the YAML file."""
    lines: dict[Path, int] = field(default_factory=dict)
    rows: dict[tuple[str, int], Spot] = field(default_factory=dict)
    """Rows that stand in tables, by section and position."""
    names: dict[tuple[str, int], str] = field(default_factory=dict)
    """What a row calls itself, by section and position."""
    broken: set[Path] = field(default_factory=set)
    """Paths whose fault has been told already; what follows from it is not told again."""
    incomplete: set[str] = field(default_factory=set)
    """Sections of which some rows could not be read: what is not found there may stand in those."""

    def is_broken(self, path: Path) -> bool:
        """Whether the value at a path, or anything that holds it, has been reported."""
        return any(path[:n] in self.broken for n in range(len(path) + 1))

    def spot(self, path: Path) -> Spot:
        """The file and line of a path, or of the nearest thing that holds it."""
        if len(path) >= 2 and isinstance(path[0], str) and isinstance(path[1], int):
            row = self.rows.get((path[0], path[1]))
            if row is not None:
                return row
        line = next((self.lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.lines), 1)
        return Spot(self.main, line)

    def words(self, path: Path) -> str:
        """The path as a person writes it: `policy.road.break_min`, `needs[IT-25-beds].quantity`, or a table's column."""
        if len(path) >= 2 and (path[0], path[1]) in self.rows:
            return dotted(path[2:])
        if len(path) >= 2 and isinstance(path[0], str) and isinstance(path[1], int):
            name = self.names.get((path[0], path[1]), str(path[1] + 1))
            return f"{printable(path[0])}[{printable(name)}]" + dotted(path[2:], lead=".")
        return dotted(path)

    def fault(self, flaw: Flaw) -> Fault:
        """The flaw with its place told as file, line and path."""
        spot = self.spot(flaw.path)
        line = spot.line if flaw.line is None else flaw.line
        return Fault(f"{spot.file}:{line} {self.words(flaw.path)}".rstrip(), flaw.value, flaw.limit, flaw.advice)


def dotted(path: Path, lead: str = "") -> str:
    """Keys joined by dots, positions counted from 1 in brackets."""
    words = ""
    for step in path:
        words += f"[{step + 1}]" if isinstance(step, int) else f".{printable(step)}"
    return words if lead else words.removeprefix(".")
