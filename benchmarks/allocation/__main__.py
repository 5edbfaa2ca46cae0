"""Allocation measured: `python -m benchmarks.allocation`.

python -m benchmarks.allocation [--shape shared|every|small|large] [--seeds 1 2 3] [--places P --items K --donors D --days T ...]
    solves generated cases and prints columns, seconds of the clock and of the processors, memory, unmet weighted hours, bound, gap;
    every answer and its bound's certificate are verified by the checker
python -m benchmarks.allocation --compare [--seeds ...] [--mission examples/italy-2020]
    ours beside a first-come and a per-capita rule, on a mission and on 20 generated cases
python -m benchmarks.allocation --case FILE.json
    one case of a file
Ends with 1 where an answer breaks a limit, its bound is not proven, or a target of its shape is missed.
"""

import argparse
import resource
import sys
import time
from dataclasses import fields, replace
from pathlib import Path

from aidbridge.checker.allotment import check_allotment
from aidbridge.engines.stopping import Stop
from aidbridge.missionfile.allocationcase import case_text, read_case
from aidbridge.missionfile.read import read_mission
from aidbridge.model.allocationcase import AllocationAnswer, AllocationCase
from aidbridge.planners.allocation.core.plainrules import first_come, per_capita
from aidbridge.planners.allocation.core.rolling import LARGE
from aidbridge.planners.allocation.core.solve import solve_case
from aidbridge.planning.missioncase import case_of
from aidbridge.planning.resolve import resolve

from .generate import Shape, generate

SHAPES = {
    "shared": Shape(),
    "every": Shape(items_each=50),
    "small": Shape(places=10, items=20, donors=12, items_each=6, days=20),
    "large": Shape(places=30, items=60, donors=40, items_each=60, days=60),
}
TARGETS = {"shared": (0.01, 60.0), "every": (0.05, 300.0), "small": (1.0, 1.0)}
"""Largest gap and most seconds of the clock by shape."""
COMPARED = Shape(places=12, items=20, donors=15, items_each=6, days=21)
HEAD = (
    f"{'case':<34}{'columns':>10}{'method':>9}{'clock s':>9}{'CPU s':>8}{'peak MB':>9}{'idle h':>11}{'unmet h':>11}{'floors h':>9}"
    f"{'bound h':>11}{'gap %':>7}"
)


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--shape", choices=sorted(SHAPES), default="shared", help="size of the generated cases (default: %(default)s)"
    )
    parser.add_argument("--seeds", type=int, nargs="+", help="seeds (default: 1, or 1 to 20 to compare)")
    for name in ("places", "items", "donors", "items-each", "days", "bridges"):
        parser.add_argument(f"--{name}", type=int, help=f"{name.replace('-', ' ')} instead of the shape's")
    for name in ("teams", "supply", "lift", "road", "floors", "substitutes", "reserves", "scoped"):
        parser.add_argument(f"--{name}", type=float, help=f"share: {name} instead of the shape's")
    parser.add_argument(
        "--large", type=int, default=LARGE, help="columns from which on a case is planned by windows (default: %(default)s)"
    )
    parser.add_argument("--seconds", type=float, help="stop each after about so many seconds of the clock")
    parser.add_argument("--case", type=Path, help="a case file instead of generated ones")
    parser.add_argument("--write", type=Path, help="write the generated cases to this folder")
    parser.add_argument("--compare", action="store_true", help="ours beside plain rules")
    parser.add_argument(
        "--mission", type=Path, default=Path("examples/italy-2020"), help="mission to compare on (default: %(default)s)"
    )
    asked = parser.parse_args()
    shape = COMPARED if asked.compare else SHAPES[asked.shape]
    changed = {field.name: value for field in fields(Shape) if (value := getattr(asked, field.name)) is not None}
    for name, value in changed.items():
        if value < (1 if isinstance(value, int) else 0):
            parser.error(f"--{name.replace('_', '-')} is {value}: give more")
    shape = replace(shape, **changed)
    if asked.compare:
        return _compare(shape, asked.seeds or list(range(1, 21)), asked.mission, asked.large)
    cases = [read_case(asked.case)] if asked.case else [generate(shape, seed) for seed in asked.seeds or [1]]
    target = None if asked.case or changed else TARGETS.get(asked.shape)
    print(HEAD)
    wrong = False
    for case in cases:
        if asked.write:
            asked.write.mkdir(parents=True, exist_ok=True)
            (asked.write / f"{case.name}.json").write_text(case_text(case), encoding="utf-8")
        wrong = _solved(case, asked.large, asked.seconds, target) or wrong
    return int(wrong)


def _solved(case: AllocationCase, large: int, seconds: float | None, target: tuple[float, float] | None) -> bool:
    """Solve, verify, print a row; whether something is wrong."""
    clock, cpu = time.perf_counter(), time.process_time()
    answer = solve_case(case, Stop(seconds=seconds), large=large)
    clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{case.name[:33]:<34}{answer.columns:>10,}{answer.method:>9}{clock:>9.2f}{cpu:>8.2f}{peak_mb:>9,.0f}{answer.idle_weighted_h:>11,.1f}"
        f"{answer.unmet_weighted_h:>11,.1f}{answer.below_floors_h:>9,.1f}{answer.bound:>11,.1f}{100 * answer.gap:>7.2f}",
        flush=True,
    )
    breaches = check_allotment(case, answer)
    for breach in breaches[:10]:
        print(f"  BROKEN {breach.key} {breach.about}: {breach.value} ({breach.limit})")
    missed = target is not None and (answer.gap > target[0] or clock > target[1])
    if target is not None and missed:
        print(f"  MISSED: gap at most {100 * target[0]:g} % in {target[1]:g} s")
    return bool(breaches) or missed


def _compare(shape: Shape, seeds: list[int], mission: Path, large: int) -> int:
    """Unmet weighted hours of ours and of plain rules, side by side; what lacks to floors in brackets."""
    cases = [case_of(resolve(read_mission(mission)))[0]] if mission.is_dir() else []
    cases += [generate(shape, seed) for seed in seeds]
    print(f"{'case':<34}{'idle h':>11}{'bound h':>11}{'ours':>21}{'first come':>21}{'per capita':>21}{'gap %':>7}")
    sums = [0.0] * 4
    wrong = False
    for case in cases:
        ours = solve_case(case, large=large)
        answers = (ours, first_come(case), per_capita(case))
        wrong = wrong or any(check_allotment(case, answer) for answer in answers)
        cells = "".join(f"{_told(answer):>21}" for answer in answers)
        print(f"{case.name[:33]:<34}{ours.idle_weighted_h:>11,.1f}{ours.bound:>11,.1f}{cells}{100 * ours.gap:>7.2f}", flush=True)
        sums = [
            total + more for total, more in zip(sums, (ours.idle_weighted_h, *(a.unmet_weighted_h for a in answers)), strict=True)
        ]
    print(f"{'sum of unmet h':<34}{sums[0]:>11,.1f}{'':>11}{sums[1]:>21,.1f}{sums[2]:>21,.1f}{sums[3]:>21,.1f}")
    return int(wrong)


def _told(answer: AllocationAnswer) -> str:
    floors = f" ({answer.below_floors_h:,.0f})" if answer.below_floors_h > 0 else ""
    return f"{answer.unmet_weighted_h:,.1f}{floors}"


if __name__ == "__main__":
    sys.exit(main())
