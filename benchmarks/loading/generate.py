"""Fresh loading instances of the shipped kind: `python -m benchmarks.loading.generate --out DIR --items 30 --hold il76 --seed 1`.

Trucks, pallets and crates of the shipped sizes, about as frequent as there. Drawn again until their area is 0.6 to 0.8 of the
holds that the simple bound asks for, and, where the hold is narrow enough for it, at least 30 % are wider than half the floor.
"""

import argparse
import random
from pathlib import Path

from .instances import Instance, Piece, simple_bound, write

SIZES = (
    (45, 28, True, 20, (90, 175)),
    (45, 55, True, 30, (215, 440)),
    (60, 44, True, 12, (143, 292)),
    (88, 40, False, 12, (164, 328)),
    (104, 46, False, 9, (185, 375)),
    (112, 49, False, 5, (262, 524)),
    (150, 50, False, 12, (640, 1_290)),
)
"""Length, width, whether it may be turned, how frequent in %, and masses from and to, in 5 cm and 10 kg."""
HOLDS = {"il76": (400, 69, 4_200, (170, 215)), "an124": (720, 128, 12_000, (320, 385))}
"""Length, width, payload and balance window, in 5 cm and 10 kg: 20.0 x 3.45 m with 42 t, 36 x 6.4 m with 120 t."""
AREA = (0.6, 0.8)
WIDE = 0.3
TRIES = 10_000


def generate(hold: str, items: int, seed: int) -> Instance:
    """One instance; the same arguments give the same one. Raises ValueError where the draw never meets the shares."""
    rng = random.Random(f"{hold}-{items}-{seed}")
    length, width, payload, window = HOLDS[hold]
    wide = any(2 * min(size[0] if size[2] else size[1], size[1]) > width for size in SIZES)
    for _ in range(TRIES):
        pieces = tuple(_piece(rng) for _ in range(items))
        made = Instance(f"{hold}-{items}-{seed}", hold, 5, 10, length, width, payload, window, 0, pieces)
        least = simple_bound(made)
        if AREA[0] <= made.area(least) <= AREA[1] and (made.share_wide >= WIDE or not wide):
            return Instance(made.name, hold, 5, 10, length, width, payload, window, least, pieces)
    raise ValueError(f"{items} items for {hold}: none of {TRIES} draws has an area of {AREA[0]} to {AREA[1]} of the holds")


def _piece(rng: random.Random) -> Piece:
    length, width, may_turn, _, masses = rng.choices(SIZES, weights=[size[3] for size in SIZES])[0]
    return Piece(length, width, rng.randint(*masses), may_turn)


def main() -> int:
    """Write the instances asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--count", type=int, default=100, help="how many (default: %(default)s)")
    parser.add_argument("--items", type=int, default=30, help="items in each (default: %(default)s)")
    parser.add_argument("--hold", choices=sorted(HOLDS), default="il76", help="the hold (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first; the others count on (default: %(default)s)")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for seed in range(asked.seed, asked.seed + asked.count):
        made = generate(asked.hold, asked.items, seed)
        write(made, asked.out / f"loading-{made.name}.json")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
