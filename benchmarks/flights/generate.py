"""Fresh flight instances of the shipped kind: `python -m benchmarks.flights.generate --out DIR --loads 400 --count 10 --seed 1`.

Aircraft of three types at bases with their own crews, or of one type anywhere with pooled crews; legs, hours, parking places,
releases, weights and types as frequent as in the shipped instances, with the fleet and the places scaled to the loads.
"""

import argparse
import json
import random
from collections import Counter
from pathlib import Path

from .instances import Instance, Load, as_told

TYPES = ((0, 1, 2),) * 5 + ((0, 2),) * 4 + ((0, 1),) * 2 + ((0,),) * 2 + ((2,),) + ((1, 2),)
RELEASES = (0,) * 7 + (16,) * 3 + (48,) * 2 + (96,) * 2 + (192,) * 2
WEIGHTS = (1, 2, 5, 10)
CLOSED = (((68, 92),), (), ((72, 88),), ())
LEGS = (8, 22)


def generate(loads: int, seed: int, pooled: bool = False, origins: int | None = None, aircraft: int | None = None) -> Instance:
    """One instance; the same arguments give the same one. `pooled`: one type of aircraft anywhere, crews apart."""
    rng = random.Random(f"flights-{loads}-{seed}-{pooled}-{origins}-{aircraft}")
    count = origins if origins is not None else max(1, min(8, loads // 12))
    hubs = 1 if pooled else max(1, min(4, loads // 20 + 1))
    planes = aircraft if aircraft is not None else max(count, round(0.15 * loads))
    types = (0,) if pooled else (0, 1, 2)
    fleet: Counter[tuple[int | None, int]] = Counter()
    for number in range(planes):
        fleet[None if pooled else number % count, 0 if pooled else rng.choice((0, 0, 0, 1, 2, 2))] += 1
    legs = {(o, d, f): rng.randint(*LEGS) for o in range(count) for d in range(hubs) for f in types}
    bases = {o: [f for f in types if fleet[o, f]] for o in range(count)}
    made: list[Load] = []
    for _ in range(loads):
        origin = rng.randrange(count)
        fit = types if pooled else tuple(f for f in rng.choice(TYPES) if f in bases[origin]) or tuple(bases[origin])
        made.append(Load(origin, rng.randrange(hubs), rng.choice(RELEASES), rng.choice(WEIGHTS), fit))
    return Instance(
        name=f"flights-{loads}-{seed}" + ("-pooled" if pooled else ""),
        loading=6,
        unloading=12,
        duty=64,
        rest=48,
        origins=tuple(rng.choice((2, 3)) for _ in range(count)),
        destinations=tuple(max(1, round(loads * rng.uniform(0.6, 1.4) / (25 * hubs))) for _ in range(hubs)),
        closed=CLOSED[:hubs],
        fleet=dict(fleet),
        crews={0: planes + planes // 2} if pooled else None,
        legs=legs,
        loads=tuple(made),
    )


def main() -> int:
    """Write the instances asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--count", type=int, default=10, help="how many (default: %(default)s)")
    parser.add_argument("--loads", type=int, default=400, help="loads in each (default: %(default)s)")
    parser.add_argument("--origins", type=int, help="origins (default: one for twelve loads, at most 8)")
    parser.add_argument("--aircraft", type=int, help="aircraft (default: 15 for a hundred loads)")
    parser.add_argument("--pooled", action="store_true", help="one type of aircraft anywhere, crews pooled")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first; the others count on (default: %(default)s)")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for seed in range(asked.seed, asked.seed + asked.count):
        made = generate(asked.loads, seed, asked.pooled, asked.origins, asked.aircraft)
        text = json.dumps(as_told(made), separators=(",", ":")) + "\n"
        (asked.out / f"{made.name}.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
