"""Time and quality from 10 to 2,000 loads: `python -m benchmarks.flights.sizes --seconds 60 --plot FILE.svg`.

Generated instances of the shipped kind, with 15 aircraft for a hundred loads and up to 50 airfields; each is searched for the same
CPU seconds, and its gap to the proven bound is noted each time the search has doubled its time.
"""

import argparse
import time
from dataclasses import dataclass
from math import log10
from pathlib import Path

from aidbridge.planners.flights.improving import PIECE, Improving

from .built import built
from .generate import generate
from .planned import PRICING, Effort, planned

SIZES = (10, 30, 100, 300, 1_000, 2_000)
PRICE_STEPS = 2_000
FIRST_NOTE_S = 0.05
COLOURS = ("#1b9e77", "#d95f02", "#7570b3", "#e7298a", "#66a61e", "#a6761d")


@dataclass(frozen=True, slots=True)
class Progress:
    """The search of one size."""

    loads: int
    aircraft: int
    airfields: int
    first_s: float
    bound: int
    notes: tuple[tuple[float, float], ...]
    """CPU seconds and the gap in percent of the bound."""


def progress(loads: int, seconds: float, seed: int) -> Progress:
    """Search one generated instance, the price search included in its seconds."""
    instance = generate(loads, seed, origins=max(1, min(46, loads // 40)))
    start = time.process_time()
    problem = built(instance)
    search = Improving(problem.lift, problem.held, seed)
    first = time.process_time() - start
    costs = [(first, search.cost)]
    while time.process_time() - start < PRICING * seconds and search.bound < search.cost:
        search.price(PRICE_STEPS // 10)
    priced = time.process_time()
    search.improve(PIECE)
    each = max(time.process_time() - priced, 1e-4) / PIECE
    due = FIRST_NOTE_S

    def look(_: int) -> bool:
        nonlocal due
        now = time.process_time() - start
        if now >= due:
            costs.append((now, search.cost))
            due = 1.5 * now
        return now >= seconds

    search.improve(int(0.95 * max(seconds - (time.process_time() - start), 0) / each), look)
    costs.append((time.process_time() - start, search.cost))
    notes = tuple((at, 100 * (cost - search.bound) / search.bound) for at, cost in costs)
    airfields = len(instance.origins) + len(instance.destinations)
    return Progress(len(problem.load_of), sum(instance.fleet.values()), airfields, first, search.bound, notes)


def plotted(sizes: list[Progress]) -> str:
    """The gaps over time as an SVG, both axes in powers of ten."""
    width, height, left, bottom = 760, 420, 64, 48
    low, high = log10(0.01), log10(20)
    least, most = log10(0.001), log10(max(at for size in sizes for at, _ in size.notes) * 1.1)

    def x(at: float) -> float:
        return left + (log10(max(at, 0.001)) - least) / (most - least) * (width - left - 120)

    def y(gap: float) -> float:
        return 16 + (high - log10(min(max(gap, 0.01), 20))) / (high - low) * (height - bottom - 16)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for gap in (0.01, 0.1, 1, 10):
        parts.append(f'<path d="M{left} {y(gap):.1f}H{width - 120}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8}" y="{y(gap) + 4:.1f}" text-anchor="end">{gap:g} %</text>')
    for at in (0.001, 0.01, 0.1, 1, 10, 100):
        if log10(at) <= most:
            parts.append(f'<path d="M{x(at):.1f} 16V{height - bottom}" stroke="#eee"/>')
            parts.append(f'<text x="{x(at):.1f}" y="{height - bottom + 18}" text-anchor="middle">{at:g} s</text>')
    for size, colour in zip(sizes, COLOURS, strict=False):
        line = " ".join(f"{x(at):.1f},{y(gap):.1f}" for at, gap in size.notes)
        end = size.notes[-1]
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{x(end[0]) + 6:.1f}" y="{y(end[1]) + 4:.1f}" fill="{colour}">{size.loads:,} loads</text>')
    parts.append(
        f'<text x="{left}" y="{height - 10}">CPU seconds; gap to the proven bound, 0.01 % and less at the foot</text></svg>'
    )
    return "\n".join(parts) + "\n"


def main() -> int:
    """Search every size and print a row each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="CPU seconds a size (default: %(default)g)")
    parser.add_argument("--seed", type=int, default=1, help="seed of instances and search (default: %(default)s)")
    parser.add_argument("--plot", type=Path, help="write the plot to this SVG")
    asked = parser.parse_args()
    planned(generate(loads=12, seed=1), Effort(1.0, 10, 100))  # Compiles what is not compiled yet.
    print(f"{'loads':>6}{'aircraft':>9}{'airfields':>10}{'first s':>9}{'first gap %':>12}{'gap %':>8}{'bound':>12}")
    sizes = []
    for loads in SIZES:
        size = progress(loads, asked.seconds, asked.seed)
        sizes.append(size)
        first, last = size.notes[0][1], size.notes[-1][1]
        print(
            f"{size.loads:>6}{size.aircraft:>9}{size.airfields:>10}{size.first_s:>9.3f}{first:>12.2f}{last:>8.2f}{size.bound:>12,}",
            flush=True,
        )
    if asked.plot is not None:
        asked.plot.write_text(plotted(sizes), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
