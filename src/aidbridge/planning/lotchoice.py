"""Which boxes go when not all can: as many as there is room and mass for, so the large and the heavy ones stay."""

import numpy as np
from numpy.typing import NDArray

from .lots import FreighterProblem
from .slots import Slots

WEIGHINGS = (0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 1.0)
"""How much of a box's price is its volume; the rest is its mass."""

Counts = list[NDArray[np.int64]]


def choose(problem: FreighterProblem, slots: Slots, room: float) -> Counts:
    """Boxes that go, by lot and box: at most the share `room` of the volume in all positions, and what the aircraft may weigh.

    Of several prices of a box in volume and mass the one is taken by which most boxes go.
    """
    together = slots.together()
    volume = sum(slots.volumes[slot.type] for slot in together)
    tare = sum(slots.types[slot.type].tare for slot in together)
    found = [_cheapest(problem, volume * room, volume, slots.most_kg(), tare, weighing) for weighing in WEIGHINGS]
    return max(found, key=lambda counts: sum(int(one.sum()) for one in counts))


def _cheapest(problem: FreighterProblem, most_volume: float, volume: float, most_kg: int, tare: int, weighing: float) -> Counts:
    counts = [np.array([box.count for box in lot.boxes], dtype=np.int64) for lot in problem.lots]
    volumes = [np.array([box.volume for box in lot.boxes], dtype=float) for lot in problem.lots]
    masses = [np.array([box.mass for box in lot.boxes], dtype=float) for lot in problem.lots]
    dear = sorted(
        (
            -(weighing * volumes[n][i] / volume + (1 - weighing) * masses[n][i] / most_kg),
            n,
            i,
        )
        for n, lot in enumerate(problem.lots)
        for i in range(len(lot.boxes))
    )
    for leg in range(problem.aircraft.legs):
        on = [n for n, lot in enumerate(problem.lots) if lot.first <= leg <= lot.last]
        taken = sum(float(volumes[n] @ counts[n]) for n in on)
        kg = sum(float(masses[n] @ counts[n]) for n in on)
        for _, n, i in dear:
            spare = most_kg - tare * min(taken / volume, 1.0)
            if taken <= most_volume and kg <= spare:
                break
            if n not in on or not counts[n][i]:
                continue
            needed = max((taken - most_volume) / volumes[n][i], (kg - spare) / max(masses[n][i], 1e-9))
            gone = min(int(counts[n][i]), max(int(np.ceil(needed)), 1))
            counts[n][i] -= gone
            taken -= gone * volumes[n][i]
            kg -= gone * masses[n][i]
    return counts
