"""One container filled as full as can be: BR1 to BR15 (Bischoff and Ratcliff 1995, Davies and Bischoff 1999) and thpack8 (Loh and
Nee 1992), against best known answers and peers.

`python -m benchmarks.loading.containers FOLDER --seconds 10`: the folder holds `<set>/<name>_bins.csv`,
`<set>/<name>_items.csv` and `best_known.csv` (instance, best_known_packed_volume). py3dbp
is run beside ours where it is installed: `pip install py3dbp`.
"""

import argparse
import csv
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aidbridge.engines.stopping import Stop
from aidbridge.planners.building.problem import Box, BuiltUnit, UnitType
from aidbridge.planners.building.solve import pack_one

PACKINGSOLVER_10_S = {"BR1.txt_1": 93.95, "BR5.txt_1": 94.73, "BR7.txt_1": 95.30, "BR10.txt_1": 94.89, "BR15.txt_1": 93.83}
"""% of volume by PackingSolver (fontanf/packingsolver f1ec896) in 10 s, no support rule, Python 3.11 machine of two cores."""
ORIENTATIONS = ("ROTATION_XYZ", "ROTATION_YXZ", "ROTATION_XZY", "ROTATION_ZXY", "ROTATION_YZX", "ROTATION_ZYX")
"""Columns of the item files, by number of orientation."""
MODES = ((0.0, "no support rule"), (1.0, "full support"))


class OneCore(Stop):
    """Ends by the processor time of this process, which runs on one core, so that other work on the machine does not count."""

    def __init__(self, seconds: float) -> None:
        super().__init__(iterations=10**9)
        self._end = time.process_time() + seconds

    def now(self, iteration: int) -> bool:
        """Whether the time is used up."""
        return time.process_time() >= self._end


@dataclass(frozen=True, slots=True)
class Instance:
    """One container and its boxes."""

    name: str
    boxes: tuple[Box, ...]
    unit: UnitType
    best_known: int | None
    """cm3 packed, without a support rule."""

    @property
    def group(self) -> str:
        """BR1, BR2, ... or thpack8."""
        return self.name.split(".")[0]

    @property
    def room(self) -> int:
        """cm3 of the container."""
        return self.unit.length * self.unit.width * self.unit.height

    @property
    def cargo(self) -> int:
        """cm3 of all boxes."""
        return sum(box.volume * box.count for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Result:
    """% of the container's volume."""

    instance: Instance
    mode: str
    ours: float
    py3dbp: float | None
    cpu_s: float
    faults: int


def instances_in(folder: Path, names: set[str] | None = None) -> Iterator[Instance]:
    """The instances of BR1 to BR15 and thpack8 in a folder, by class and number."""
    best: dict[str, int] = {}
    with (folder / "best_known.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["best_known_packed_volume"]:
                best[row["instance"]] = int(row["best_known_packed_volume"])
    files = [path for path in folder.glob("*/*_items.csv") if path.name.startswith(("BR", "thpack8."))]
    for path in sorted(files, key=_in_order):
        name = path.name.removesuffix("_items.csv")
        if names is None or name in names or name.split(".")[0] in names:
            yield _read(path, name, best.get(f"{path.parent.name}/{name}"))


def _in_order(path: Path) -> tuple[str, int, int]:
    group, number = path.name.removesuffix("_items.csv").split(".txt_")
    return group.rstrip("0123456789"), int(group.lstrip("BRthpack")), int(number)


def _read(path: Path, name: str, best_known: int | None) -> Instance:
    with path.open(encoding="utf-8", newline="") as file:
        boxes = tuple(_box(row) for row in csv.DictReader(file))
    with path.with_name(f"{name}_bins.csv").open(encoding="utf-8", newline="") as file:
        size = next(csv.DictReader(file))
    unit = UnitType("container", int(size["X"]), int(size["Y"]), int(size["Z"]), max_gross=0, tare=0)
    return Instance(name, boxes, unit, best_known)


def _box(row: dict[str, str]) -> Box:
    ways = tuple(number for number, column in enumerate(ORIENTATIONS) if row[column] == "1")
    return Box(row["ID"], int(row["X"]), int(row["Y"]), int(row["Z"]), mass=0, count=int(row["COPIES"]), orientations=ways)


def faults_of(instance: Instance, unit: BuiltUnit, support: float) -> int:
    """Boxes too many, turned wrongly, outside, overlapping, or (with a rule) with part of their base neither on floor nor boxes."""
    spots, size = unit.spots, instance.unit
    faults = 0
    for box in instance.boxes:
        mine = [spot for spot in spots if spot.box == box.id]
        sides = (box.length, box.width, box.height)
        ways = {tuple(sides["LWH".index(letter)] for letter in _letters(number)) for number in box.orientations}
        faults += max(len(mine) - box.count, 0) + sum((spot.dx, spot.dy, spot.dz) not in ways for spot in mine)
    for i, one in enumerate(spots):
        low, high = (one.x, one.y, one.z), (one.x + one.dx, one.y + one.dy, one.z + one.dz)
        faults += min(low) < 0 or high[0] > size.length or high[1] > size.width or high[2] > size.height
        carried = 0
        for j, two in enumerate(spots):
            dx = min(high[0], two.x + two.dx) - max(low[0], two.x)
            dy = min(high[1], two.y + two.dy) - max(low[1], two.y)
            dz = min(high[2], two.z + two.dz) - max(low[2], two.z)
            faults += j > i and min(dx, dy, dz) > 0
            if two.z + two.dz == one.z and dx > 0 and dy > 0:
                carried += dx * dy
        faults += support > 0 and one.z > 0 and carried < one.dx * one.dy
    return faults


def _letters(number: int) -> str:
    return ("LWH", "WLH", "LHW", "HLW", "WHL", "HWL")[number]


def py3dbp_share(instance: Instance) -> float | None:
    """% packed by py3dbp, which knows no support rule and turns every box all six ways; None where it is not installed."""
    try:
        from py3dbp import Bin, Item, Packer
    except ImportError:
        return None
    packer = Packer()
    packer.add_bin(Bin("container", instance.unit.length, instance.unit.width, instance.unit.height, 1))
    for box in instance.boxes:
        for n in range(box.count):
            packer.add_item(Item(f"{box.id}:{n}", box.length, box.width, box.height, 0))
    packer.pack(bigger_first=True)
    volume = sum(float(item.get_volume()) for item in packer.bins[0].items)
    return 100 * volume / instance.room


def run(folder: Path, seconds: float, names: set[str] | None = None) -> list[Result]:
    """Pack every instance in both modes, `seconds` of one core each, print a line for each and the means by class."""
    results: list[Result] = []
    instances = list(instances_in(folder, names))
    if not instances:
        raise SystemExit(f"{folder}: no BR or thpack8 instance there (wanted: <set>/<name>_items.csv)")
    for share, _ in MODES:
        pack_one(instances[0].boxes, instances[0].unit, share, Stop(iterations=5), seed=1)
    peers = [py3dbp_share(instance) for instance in instances]
    if peers[0] is None:
        print("py3dbp is not installed: `pip install py3dbp` to see it beside ours")
    for share, mode in MODES:
        print(f"\n{mode}, {seconds:g} s each; % of the container's volume")
        heads = ("ours", "best known", "PackingSolver", "py3dbp", "cargo", "faults", "CPU s")
        print(f"{'instance':14} " + " ".join(f"{head:>6}" for head in heads))
        for instance, peer in zip(instances, peers, strict=True):
            # A peer without a support rule is no yardstick for packing with one.
            result = _measured(instance, share, mode, peer if share == 0 else None, seconds)
            results.append(result)
            _print(result)
        _print_means([result for result in results if result.mode == mode])
    return results


def _measured(instance: Instance, share: float, mode: str, peer: float | None, seconds: float) -> Result:
    begin = time.process_time()
    unit = pack_one(instance.boxes, instance.unit, share, OneCore(seconds), seed=1)
    cpu = time.process_time() - begin
    volume = sum(spot.dx * spot.dy * spot.dz for spot in unit.spots)
    return Result(instance, mode, 100 * volume / instance.room, peer, cpu, faults_of(instance, unit, share))


def _best_known(result: Result) -> float | None:
    """Best known without a support rule, in %; all the cargo where that fits."""
    instance = result.instance
    return None if instance.best_known is None or result.mode != MODES[0][1] else 100 * instance.best_known / instance.room


def _ahead(result: Result) -> bool:
    all_of_it = 100 * result.instance.cargo / result.instance.room
    return result.py3dbp is not None and (result.ours > result.py3dbp or result.ours > all_of_it - 1e-9)


def _print(result: Result) -> None:
    instance = result.instance
    peer = PACKINGSOLVER_10_S.get(instance.name) if result.mode == MODES[0][1] else None
    columns = [f"{value:.2f}" if value is not None else "-" for value in (_best_known(result), peer, result.py3dbp)]
    cargo = 100 * instance.cargo / instance.room
    print(
        f"{instance.name:14} {result.ours:6.2f} {columns[0]:>10} {columns[1]:>13} {columns[2]:>6} {cargo:6.2f} {result.faults:6d} "
        f"{result.cpu_s:6.1f}",
        flush=True,
    )


def _print_means(results: list[Result]) -> None:
    groups = list(dict.fromkeys(result.instance.group for result in results))
    means = [f"{group} {_mean([r.ours for r in results if r.instance.group == group]):.2f}" for group in groups]
    print("means by class: " + ", ".join(means))
    boxes = [r for r in results if r.instance.group.startswith("BR")]
    if boxes:
        print(f"mean over BR: {_mean([r.ours for r in boxes]):.2f}")
    shares = [100 * r.ours / min(100 * r.instance.cargo / r.instance.room, 100.0) for r in results]
    print(f"mean over all, of the container or of the cargo where that is less: {_mean(shares):.2f}")
    gaps = [known - r.ours for r in results if (known := _best_known(r)) is not None]
    if gaps:
        print(f"mean distance to best known: {_mean(gaps):.2f} points over {len(gaps)} instances")
    ahead = [r for r in results if r.py3dbp is not None]
    if ahead:
        print(f"ahead of py3dbp, or with all the cargo, on {sum(map(_ahead, ahead))} of {len(ahead)}")
    print(f"faults found by the check: {sum(r.faults for r in results)}")


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        "python -m benchmarks.loading.containers", description="Fill one container; print shares of volume."
    )
    parser.add_argument("folder", nargs="?", type=Path, help="default: load/container3d in the folder that AIDBRIDGE_DATA names")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--names", nargs="*", help="instances (BR1.txt_1) or classes (BR1, thpack8); default: all")
    wanted = parser.parse_args()
    folder = wanted.folder
    if folder is None:
        if "AIDBRIDGE_DATA" not in os.environ:
            sys.exit("give the folder of the instances, or set AIDBRIDGE_DATA")
        folder = Path(os.environ["AIDBRIDGE_DATA"]) / "load" / "container3d"
    run(folder, wanted.seconds, set(wanted.names) if wanted.names else None)


if __name__ == "__main__":
    main()
