"""Loading, ours beside best known and peers.

python -m benchmarks.loading --instances DIR --solutions DIR --seconds S
    reads every loading instance of a folder, writes one solution file each, with the bound that is proven for it, and prints
    ours, bound, the bound shipped with the instance, the gap and the seconds
python -m benchmarks.loading [--data DIR] [--seconds S] [--fresh N]
    all parts: our instances, fresh ones, vehicles of 2020, a mixed fleet, containers, freighters; data from --data or
    AIDBRIDGE_DATA, and a part whose data is not there says so
"""

import argparse
import importlib
import json
import os
import platform
import statistics
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from .generate import HOLDS, generate
from .instances import Instance, InstanceError, Piece, read_all
from .planned import Planned, planned

OWN = Path(__file__).parent.parent / "data" / "loading"
FRESH = 20
SECONDS = 5.0
WARM_UP = Instance("warm-up", "", 5, 10, 400, 69, 4_200, (150, 250), 0, (Piece(150, 50, 600, False), Piece(45, 28, 100, True)) * 3)
OTHERS = {
    "vehicles": ("the 22 vehicles assumed for March 2020 into Il-76", 5.0),
    "fleet": ("300 items on a mixed fleet of 40 aircraft", 60.0),
    "containers": ("boxes into containers (BR1 to BR15, thpack8)", 10.0),
    "aclpp": ("pieces onto a freighter's positions over several legs (ACLPP)", 45.0),
}
"""Parts with a module of their own, and the seconds that their yardstick allows: `run(data, seconds)` prints a table and returns 0
where all is well, or raises FileNotFoundError with the reason for which it cannot run."""
HEAD = f"{'instance':<28}{'items':>6}{'ours':>6}{'bound':>7}{'shipped':>9}{'gap':>5}{'seconds':>9}  argument"


def main() -> int:
    """Run what was asked for; 1 where a solution or a bound does not stand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--instances", type=Path, help="folder of loading instances")
    parser.add_argument("--solutions", type=Path, help="folder to write solutions to")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="most seconds a loading instance (default: %(default)g)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the search (default: %(default)s)")
    parser.add_argument("--data", type=Path, default=os.environ.get("AIDBRIDGE_DATA"), help="folder of bulk data")
    parser.add_argument("--fresh", type=int, default=FRESH, help="fresh instances of each kind (default: %(default)s)")
    asked = parser.parse_args()
    if asked.seconds <= 0:
        parser.error(f"--seconds is {asked.seconds:g}: give a number above 0")
    if asked.instances is not None:
        if not asked.instances.is_dir():
            parser.error(f"--instances: {asked.instances} is no folder")
        return _folder(asked.instances, asked.solutions, asked.seconds, asked.seed)
    return _all_parts(asked.data, asked.seconds, asked.seed, asked.fresh)


def _folder(instances: Path, solutions: Path | None, seconds: float, seed: int) -> int:
    try:
        found = read_all(instances)
    except InstanceError as fault:
        print(fault, file=sys.stderr)
        return 1
    if not found:
        print(f"{instances}: no loading instances in it", file=sys.stderr)
        return 1
    return _table(found, solutions, seconds, seed)


def _table(instances: dict[str, Instance], solutions: Path | None, seconds: float, seed: int, windowed: bool = True) -> int:
    """Plan all, write what is to be written, print; how many do not stand."""
    planned(WARM_UP, seconds)  # Compiles what is not compiled yet.
    if solutions is not None:
        solutions.mkdir(parents=True, exist_ok=True)
    print(HEAD)
    answers: list[Planned] = []
    for name, instance in instances.items():
        answer = planned(instance, seconds, seed, windowed)
        if solutions is not None:
            (solutions / name).write_text(json.dumps(answer.solution, separators=(",", ":")) + "\n", encoding="utf-8")
        answers.append(answer)
        gap = answer.holds - answer.bound
        print(
            f"{instance.name:<28}{len(instance.pieces):>6}{answer.holds:>6}{answer.bound:>7}{instance.lower_bound or '':>9}{gap:>5}"
            f"{answer.seconds:>9.2f}  {answer.argument}{'  FAULT: ' + answer.fault if answer.fault else ''}",
            flush=True,
        )
    proven = sum(answer.holds == answer.bound and not answer.fault for answer in answers)
    seconds_each = [answer.seconds for answer in answers]
    print(
        f"{proven} of {len(answers)} proven optimal ({100 * proven / len(answers):.0f} %), "
        f"median {statistics.median(seconds_each):.2f} s, slowest {max(seconds_each):.2f} s"
    )
    return int(any(answer.fault for answer in answers))


def _all_parts(data: Path | None, seconds: float, seed: int, fresh: int) -> int:
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, at most {seconds:g} s an instance")
    failed = 0
    failed += _part("our instances", lambda: _folder(OWN, None, seconds, seed))
    for hold in HOLDS:
        for items in (30, 60):
            made = {f"{n}": generate(hold, items, 10_000 + n) for n in range(fresh)}
            if made:
                failed += _part(f"fresh instances, {items} items into {hold}", lambda made=made: _table(made, None, seconds, seed))
    own = {name: replace(instance, lower_bound=0) for name, instance in read_all(OWN).items()}
    failed += _part("our instances without the balance window", lambda: _table(own, None, seconds, seed, windowed=False))
    for name, (told, allowed) in OTHERS.items():
        failed += _part(f"{told}, {allowed:g} s each", lambda name=name, allowed=allowed: _other(name, data, allowed))
    return int(failed > 0)


def _part(told: str, run: Callable[[], int]) -> int:
    print(f"\n{told}")
    try:
        return run()
    except FileNotFoundError as reason:
        print(f"  left out: {reason}")
        return 0


def _other(name: str, data: Path | None, seconds: float) -> int:
    if data is None and name != "fleet":
        raise FileNotFoundError("no data: give --data or set AIDBRIDGE_DATA")
    module = importlib.import_module(f"{__package__}.{name}")
    if data is None:
        return int(module.run(OWN, seconds))
    if name != "containers":
        return int(module.run(Path(data), seconds))
    folder = Path(data) / "load" / "container3d"
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is not there")
    return int(any(result.faults for result in module.run(folder, seconds)))


if __name__ == "__main__":
    raise SystemExit(main())
