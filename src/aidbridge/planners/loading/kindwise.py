"""The cheapest choice among loads when units that take the same room are interchangeable: few rows, then units for the choice.

A load stands for every load of its hold with as many units of each kind. Masses are left aside in the choice and looked at when
units are dealt out, heavy ones first to where most payload is left; a load that then does not fly is left to be loaded anew.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from ...engines.linear import LinearError, LinearProgram
from .stowage import Stow, Stowage

NODES = 150
"""Of the search for the cheapest choice."""
SECONDS = 10.0
"""For safety; the nodes end it before."""
GAP = 1e-4

Pattern = tuple[int, tuple[tuple[int, int], ...]]
"""A hold, and how many units of each kind."""


class Kindwise:
    """Chooses loads by kinds of units."""

    def __init__(self, stowage: Stowage, units: Sequence[int]) -> None:
        self._stowage = stowage
        numbers: dict[object, int] = {}
        self._kind = {n: numbers.setdefault(stowage.look(n), len(numbers)) for n in units}
        self._count = Counter(self._kind.values())
        # Heavy ones are dealt out first.
        self._units = sorted(units, key=lambda n: (-stowage.units[n].mass_kg, n))

    @property
    def kinds(self) -> int:
        """How many kinds of units there are."""
        return len(self._count)

    def chosen(self, loads: Iterable[Stow], penalty: float, load_cost: float) -> list[Stow] | None:
        """Loads of the cheapest choice that covers all units, or all but those that cost more than `penalty`; None where none
        is found."""
        patterns = sorted({self._pattern(load) for load in loads})
        program = LinearProgram()
        row = {kind: program.add_row(lower=float(count)) for kind, count in sorted(self._count.items())}
        limits = {hold: program.add_row(upper=float(most)) for hold, most in enumerate(self._stowage.most) if most is not None}
        for uncovered in row.values():
            program.add_column(penalty, [(uncovered, 1.0)])
        for hold, counts in patterns:
            entries = [(row[kind], float(count)) for kind, count in counts]
            entries += [(limits[hold], 1.0)] if hold in limits else []
            program.add_column(self._stowage.costs[hold] + load_cost, entries)
        try:
            answer = program.whole(nodes=NODES, seconds=SECONDS, gap=GAP)
        except LinearError:
            return None
        if answer is None:
            return None
        taken = zip(patterns, answer.columns[len(row) :], strict=True)
        return self._dealt([pattern for pattern, times in taken for _ in range(round(times))])

    def _pattern(self, load: Stow) -> Pattern:
        return load.hold, tuple(sorted(Counter(self._kind[n] for n in load.units).items()))

    def _dealt(self, patterns: list[Pattern]) -> list[Stow]:
        """Units for the patterns; what the choice covers twice stays out of one of them."""
        stowage = self._stowage
        wanted = [dict(counts) for _, counts in patterns]
        given: list[list[int]] = [[] for _ in patterns]
        masses = dict.fromkeys(self._count, 0)
        for n in self._units:
            masses[self._kind[n]] += stowage.units[n].mass_kg
        middling = {kind: masses[kind] / count for kind, count in self._count.items()}
        spare = [
            stowage.packers[hold].hold.payload_kg - sum(middling[kind] * count for kind, count in counts)
            for hold, counts in patterns
        ]
        for n in self._units:
            kind, unit = self._kind[n], stowage.units[n]
            open_to = [i for i, need in enumerate(wanted) if need.get(kind, 0) > 0 and unit.apart.isdisjoint(given[i])]
            if open_to:
                i = max(open_to, key=lambda i: (spare[i], -i))
                wanted[i][kind] -= 1
                given[i].append(n)
                spare[i] -= unit.mass_kg - middling[kind]
        made = (stowage.stowed(hold, tuple(units)) for (hold, _), units in zip(patterns, given, strict=True) if units)
        return [load for load in made if load is not None]
