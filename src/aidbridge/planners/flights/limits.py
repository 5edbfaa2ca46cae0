"""What airfields have few of, and how much of it an aircraft takes: parking places, by size where an airfield says so, loading and
unloading teams, ground equipment.

With A airfields, resource `a` is the parking of airfield a, `A + a` its loading teams, `2 A + a` its unloading teams; the places of
a code letter and larger ones, and each kind of ground equipment that an airfield counts, follow.
"""

from collections.abc import Iterator, Sequence

from ...model.fleet import AircraftType
from ...model.places import Airfield
from ...physics.codeletter import LETTERS, code_letter, places_for
from .tables import FOREVER

PARKING, LOADING, UNLOADING = range(3)
"""What an aircraft does at an airfield that takes something of it."""
Taken = tuple[tuple[int, int], ...]
"""Resources with how much of each."""


class Limits:
    """The resources of some airfields, which are their index."""

    def __init__(self, fields: Sequence[Airfield]) -> None:
        self.capacity: list[int] = []
        """How many of each resource there are; FOREVER for no limit."""
        self._count = len(fields)
        for limits in zip(*((f.parking_places, f.loading_teams, f.unloading_teams) for f in fields), strict=True):
            self.capacity += [FOREVER if limit is None else limit for limit in limits]
        self._extra: dict[tuple[int, str], int] = {}
        for a, field in enumerate(fields):
            for name, count in _extra(field):
                self._extra[a, name] = len(self.capacity)
                self.capacity.append(count)

    def taken(self, kind: int, type: AircraftType, airfield: int) -> Taken:
        """What an aircraft takes while it stands, is loaded or is unloaded (PARKING, LOADING, UNLOADING) at an airfield.

        A type whose wingspan nobody knows takes the largest places.
        """
        own = [(kind * self._count + airfield, 1)]
        if kind == PARKING:
            mine = code_letter(type.wingspan_m) if type.wingspan_m else LETTERS[-1]
            names: list[tuple[str, int]] = [(letter, 1) for letter in LETTERS if letter <= mine]
        else:
            names = [(f"equipment {need.id}", need.count) for need in type.ground_equipment]
        own += [(self._extra[airfield, name], amount) for name, amount in names if (airfield, name) in self._extra and amount]
        return tuple(own)

    def lacking(self, kind: int, type: AircraftType, airfield: int) -> int | None:
        """A resource of which the airfield never has as much as the aircraft takes; None where there is none."""
        return next((r for r, amount in self.taken(kind, type, airfield) if amount > self.capacity[r]), None)


def _extra(field: Airfield) -> Iterator[tuple[str, int]]:
    """Places of each code letter and larger ones, where they are fewer than those of all smaller ones too; ground equipment."""
    if field.places_by_code:
        below = None
        for letter in LETTERS:
            count = places_for(field.places_by_code, letter)
            if count != below and (field.parking_places is None or count < field.parking_places):
                yield letter, count
            below = count
    for kind, count in sorted(field.ground_equipment.items()):
        yield f"equipment {kind}", count
