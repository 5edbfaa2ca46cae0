"""Ours beside the author's, flight by flight, judged by the same oracle."""

import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from aidbridge.engines.stopping import Stop

from .oracle import Fault, Figures, figures, judge
from .plan import plan
from .reader import AclppError, read_flight, read_master
from .terms import Flight, Master

MOST_SECONDS = 45.0
"""Wall clock after which no further way is tried, so that a flight ends well within a minute."""
LEAST_SECONDS = 30.0
"""A flight has dozens of units to build and is allowed a minute, so less than this is not asked of it."""
WAYS = 70
GOOD_CM = 2.0
"""Offset that is good enough where the author's is smaller."""

RULES = """\
Modelled, and judged by the oracle on every unit and leg: sizes and allowed rotations of pieces; contours (uld_cuts); no overlap;
support (three quarters of a base by tops at most 3 cm below, as the shipped solutions keep it; ours stand on their full base);
stackability (stack_lng, stack_lat, stack_height) for the load carried and for the pressure of each piece standing on another;
mass of units; separation of special handling codes within a unit; unit types by position; overlapping positions; limits of
positions with those inherited from the virtual positions around them; weight_constraints; net_weight_constraint; the envelope of
the centre on every leg, without fuel, as the author reckons it; whole legs of a segment; blocking positions, as units handled at
stops (counted and kept few, not forbidden: the shipped solutions handle units too).
Not modelled: uld_blocks (the shipped solutions stand in them); build-up times, workplaces and truck arrivals (avail); costs of
units, fuel, handling and offloading (fewest pieces left count, then balance, then handling); separation of codes in adjacent
units and compartments (the shipped solutions do not keep it; no file gives distances); lateral balance (no limit in the set).
Unit types the masterdata lack (<type>_cad in shipped solutions) are judged as <type>; ours do not use them."""

HEAD = (
    f"{'flight':<40}{'pieces':>7}{'left':>12}{'offset cm':>16}{'legs inside':>12}{'units':>8}{'handled':>9}{'seconds':>9}\n"
    f"{'':<40}{'':>7}{'author ours':>12}{'author   ours':>16}{'':>12}{'a/o':>8}{'a/o':>9}"
)


@dataclass(frozen=True)
class Row:
    """One flight, ours and the author's."""

    flight: Flight
    author: Figures | None
    ours: Figures
    faults: tuple[Fault, ...]
    author_faults: tuple[Fault, ...]
    seconds: float

    @property
    def good(self) -> bool:
        """Every rule kept, no more pieces left, no larger offset than is good."""
        inside = self.ours.inside == len(self.flight.legs)
        if self.faults or not inside:
            return False
        if self.author is None:
            return True
        return self.ours.left <= self.author.left and self.ours.offset <= max(self.author.offset, GOOD_CM)


def run(folder: Path, seconds: float = MOST_SECONDS, names: Collection[str] | None = None) -> int:
    """Plan all flights under a folder (or only those whose file name holds one of `names`), print the table, return 0 when every
    flight is at least as good as the author's. Raises FileNotFoundError where there is no such data."""
    home = next((one for one in (folder, folder / "load" / "aclpp", folder / "aclpp") if (one / "masterdata").is_dir()), None)
    if home is None:
        raise FileNotFoundError(f"no folder masterdata in {folder} or {folder / 'load' / 'aclpp'}")
    files = [
        file
        for file in sorted(home.rglob("*.yaml"))
        if file.parent.name != "masterdata" and (names is None or any(name in file.name for name in names))
    ]
    if not files:
        raise FileNotFoundError(f"no flight files in {home}")
    try:
        master = read_master(home / "masterdata")
    except AclppError as error:
        print(error)
        return 1
    print(RULES)
    print(HEAD)
    rows: dict[str, list[Row]] = {}
    unread = 0
    for file in files:
        try:
            row = _row(file, master, seconds)
        except AclppError as error:
            print(error)
            unread += 1
            continue
        rows.setdefault(_scenario(file), []).append(row)
        print(_line(file.name.removesuffix(".yaml").removesuffix(".schedule"), row), flush=True)
        for fault in row.faults[:5]:
            print(f"    FAULT: {fault}")
    for scenario, some in rows.items():
        print(_total(scenario, some))
    return int(unread > 0 or not all(row.good for some in rows.values() for row in some))


def _scenario(file: Path) -> str:
    parts = file.name.split(".")
    return parts[1] if len(parts) > 3 else "base"


def _row(file: Path, master: Master, seconds: float) -> Row:
    flight, authors = read_flight(file, master)
    begin = time.process_time()
    ours = plan(flight, master, Stop(WAYS, seconds=min(max(seconds, LEAST_SECONDS), MOST_SECONDS)))
    took = time.process_time() - begin
    return Row(
        flight,
        None if authors is None else figures(flight, authors),
        figures(flight, ours),
        tuple(judge(flight, master, ours)),
        () if authors is None else tuple(judge(flight, master, authors)),
        took,
    )


def _line(name: str, row: Row) -> str:
    author, ours = row.author, row.ours
    legs = len(row.flight.legs)
    left, offset = (str(author.left), f"{author.offset:.2f}") if author else ("-", "-")
    units, handled = (str(author.units), str(author.handled)) if author else ("-", "-")
    marks = "" if row.good else "  WORSE"
    if row.author_faults:
        broken = Counter(fault.rule for fault in row.author_faults)
        marks += "  author breaks " + ", ".join(f"{rule} x{count}" for rule, count in sorted(broken.items()))
    return (
        f"{name:<40}{row.flight.amount:>7}{left:>6}{ours.left:>6}{offset:>8}{ours.offset:>8.2f}{f'{ours.inside}/{legs}':>12}"
        f"{f'{units}/{ours.units}':>8}{f'{handled}/{ours.handled}':>9}{row.seconds:>9.1f}{marks}"
    )


def _total(scenario: str, rows: list[Row]) -> str:
    known = [row for row in rows if row.author is not None]
    legs = sum(len(row.flight.legs) for row in rows)
    author_left = sum(row.author.left for row in known if row.author)
    author_offsets = [offset for row in known if row.author for offset in row.author.offsets]
    our_offsets = [offset for row in rows for offset in row.ours.offsets]
    return (
        f"{scenario}: {len(rows)} flights, {sum(row.flight.amount for row in rows)} pieces; left {author_left} by the author, "
        f"{sum(row.ours.left for row in rows)} by ours; mean offset over the legs {_mean(author_offsets):.2f} and "
        f"{_mean(our_offsets):.2f} cm; {sum(row.ours.inside for row in rows)} of {legs} legs inside; at most "
        f"{max(row.seconds for row in rows):.1f} s of processor time; {sum(row.good for row in rows)} of {len(rows)} good"
    )


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
