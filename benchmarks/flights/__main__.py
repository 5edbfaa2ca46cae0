"""Flights, ours beside a proven bound, a plain greedy and peers.

python -m benchmarks.flights --instances DIR --solutions DIR --seconds S [--seed N] [--strands K] [--workers W]
    reads every flight instance of a folder, writes one solution file each with the bound that its prices prove, and prints cost,
    bound, gap and CPU seconds, after everything is compiled. Each strand is a search of its own with its own seed and all of the
    seconds; the best is taken.
python -m benchmarks.flights ... --price-steps P --steps N
    the same search whatever the clock says: same seed and steps, same solution
python -m benchmarks.flights ... --peer-seconds 60
    CP-SAT (`pip install ortools`) on the same instances for so many seconds of the clock each, on all cores
"""

import argparse
import json
import sys
from pathlib import Path

from .generate import generate
from .instances import Instance, read_all
from .peer import told_by_peer
from .planned import Effort, Planned, planned

SECONDS = 30.0
HEAD = (
    f"{'instance':<24}{'loads':>6}{'aircraft':>9}{'ours':>11}{'bound':>11}{'gap %':>7}{'greedy':>11}{'peer':>9}"
    f"{'CPU s':>8}{'first s':>9}{'steps':>11}{'priced':>8}"
)


def main() -> int:
    """Run what was asked for; 1 where a file is no instance, a load cannot fly, or a solution does not stand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--instances", type=Path, required=True, help="folder of flight instances")
    parser.add_argument("--solutions", type=Path, help="folder to write solutions to")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="CPU seconds an instance and strand (default: %(default)g)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first strand; the others count on (default: %(default)s)")
    parser.add_argument("--strands", type=int, default=1, help="searches of each instance (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=1, help="strands at the same time (default: %(default)s)")
    parser.add_argument("--price-steps", type=int, help="steps of the price search instead of a share of the seconds")
    parser.add_argument("--steps", type=int, help="steps of the search instead of seconds")
    parser.add_argument("--peer-seconds", type=float, default=0, help="seconds for CP-SAT on each instance (default: not run)")
    asked = parser.parse_args()
    for name, least in (
        ("seconds", 0.01),
        ("seed", 0),
        ("strands", 1),
        ("workers", 1),
        ("price_steps", 1),
        ("steps", 0),
        ("peer_seconds", 0),
    ):
        value = getattr(asked, name)
        if value is not None and not value >= least:
            parser.error(f"--{name.replace('_', '-')} is {value}: give at least {least}")
    if not asked.instances.is_dir():
        parser.error(f"--instances: {asked.instances} is no folder")
    found, faults = read_all(asked.instances)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not found:
        print(f"{asked.instances}: no flight instances in it", file=sys.stderr)
        return 1
    effort = Effort(asked.seconds, asked.price_steps, asked.steps)
    return int(
        _table(found, asked.instances, asked.solutions, effort, asked.peer_seconds, asked.seed, asked.strands, asked.workers)
        or bool(faults)
    )


def _table(
    instances: dict[str, Instance],
    folder: Path,
    solutions: Path | None,
    effort: Effort,
    peer: float,
    seed: int,
    strands: int,
    workers: int,
) -> bool:
    """Plan all, write what is to be written, print; whether something is wrong."""
    planned(generate(loads=12, seed=1), Effort(1.0, 10, 100))  # Compiles what is not compiled yet.
    if solutions is not None:
        solutions.mkdir(parents=True, exist_ok=True)
    print(HEAD)
    wrong = False
    for name, instance in instances.items():
        answer = planned(instance, effort, seed, strands, workers)
        if solutions is not None:
            text = json.dumps(answer.solution, separators=(",", ":")) + "\n"
            (solutions / name).write_text(text, encoding="utf-8")
        by_peer = told_by_peer(folder / name, peer) if peer else None
        print(_row(name.removesuffix(".json"), instance, answer, by_peer), flush=True)
        for load, why in answer.impossible.items():
            print(f"  load {load} cannot be flown: {why}")
        wrong = wrong or bool(answer.fault or answer.impossible)
    return wrong


def _row(name: str, instance: Instance, answer: Planned, peer: int | None) -> str:
    gap = 100 * (answer.cost - answer.bound) / answer.bound if answer.bound else 0.0
    by_peer = "–" if peer is None else f"{peer:,}"
    return (
        f"{name:<24}{len(instance.loads):>6}{sum(instance.fleet.values()):>9}{answer.cost:>11,}{answer.bound:>11,}{gap:>7.2f}"
        f"{answer.greedy:>11,}{by_peer:>9}{answer.cpu_s:>8.2f}{answer.first_cpu_s:>9.3f}{answer.steps:>11,}"
        f"{answer.price_steps:>8,}{'  FAULT: ' + answer.fault if answer.fault else ''}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
