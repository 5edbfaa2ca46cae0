"""What a plan's loads are worth: how soon, flown one after another, they bring together what unlocks needs."""

from ...model.resolved import Resolved
from .problem import LoadingProblem
from .stowage import State, Stow
from .unit import Unit

APART = 0.1
"""What a minute between the first and the last of a group weighs against a minute of waiting for the last: it only decides
between loads that bring all groups equally soon, so that teams fly near their kit."""
INTERVAL_MIN = 60
"""Between two arrivals where the destination says nothing; any value ranks the loads of one leg alike."""


class Worth:
    """Orders loads by what they unlock, and weighs how late that is (weighted minutes; the unit is the unlock's weight)."""

    def __init__(self, resolved: Resolved, problem: LoadingProblem, units: list[Unit]) -> None:
        field = resolved.airfield(problem.destination)
        self._interval_min = field.landing_interval_min or field.unloading_min or INTERVAL_MIN
        self._ready_min = [unit.ready_min for unit in units]
        number = {item.id: unit.number for unit in units for item in unit.items}
        merged: dict[tuple[frozenset[int], int], float] = {}
        for unlock in problem.unlocks:
            members = frozenset(number[id] for id in unlock.items if id in number)
            if members and unlock.weight > 0:
                merged[members, unlock.start_min] = merged.get((members, unlock.start_min), 0.0) + unlock.weight
        self._groups = [(sorted(members), start, weight) for (members, start), weight in merged.items()]

    def order(self, loads: tuple[Stow, ...]) -> list[int]:
        """Indices of the loads in the order in which they should fly: always the group next that brings most for each load
        still missing; loads that unlock nothing come last, those ready first."""
        weights = self._by_loads(loads)
        order: list[int] = []
        while weights:
            chosen = max(weights, key=lambda missing: (weights[missing] / missing.bit_count(), -missing))
            order += sorted(self._bits(chosen), key=lambda i: (self._ready(loads[i]), -loads[i].fill, loads[i].units))
            left: dict[int, float] = {}
            for missing, weight in weights.items():
                if missing & ~chosen:
                    left[missing & ~chosen] = left.get(missing & ~chosen, 0.0) + weight
            weights = left
        rest = set(range(len(loads))).difference(order)
        return order + sorted(rest, key=lambda i: (self._ready(loads[i]), -loads[i].fill, loads[i].units))

    def cost(self, state: State) -> float:
        """Sum over groups of weight x minutes from its start until its last load arrives, in the best order known, and a
        little for the minutes between its first and its last."""
        if not self._groups:
            return 0.0
        arrival, clock = [0] * len(state.loads), 0
        for i in self.order(state.loads):
            clock = max(clock + self._interval_min, self._ready(state.loads[i]))
            arrival[i] = clock
        of_unit = self._load_of(state.loads)
        total = 0.0
        for members, start, weight in self._groups:
            arrivals = [arrival[of_unit[n]] for n in members if n in of_unit]
            if arrivals:
                first, last = min(arrivals), max(arrivals)
                total += weight * (max(last - start, 0) + APART * (last - first))
        return total

    def of_units(self, count: int) -> list[float]:
        """The weight in which each unit has a part, as a share of all."""
        total = sum(weight for _, _, weight in self._groups) or 1.0
        shares = [0.0] * count
        for members, _, weight in self._groups:
            for n in members:
                shares[n] += weight / total
        return shares

    def _by_loads(self, loads: tuple[Stow, ...]) -> dict[int, float]:
        """Weight of all groups by the set of loads, as bits, on which their units fly."""
        of_unit = self._load_of(loads)
        weights: dict[int, float] = {}
        for members, _, weight in self._groups:
            bits = 0
            for n in members:
                if n in of_unit:
                    bits |= 1 << of_unit[n]
            if bits:
                weights[bits] = weights.get(bits, 0.0) + weight
        return weights

    @staticmethod
    def _load_of(loads: tuple[Stow, ...]) -> dict[int, int]:
        return {n: i for i, load in enumerate(loads) for n in load.units}

    def _ready(self, load: Stow) -> int:
        return max(self._ready_min[n] for n in load.units)

    @staticmethod
    def _bits(mask: int) -> list[int]:
        return [i for i in range(mask.bit_length()) if mask >> i & 1]
