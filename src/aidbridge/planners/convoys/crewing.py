"""Whether a group can march together: drivers, seats, room for cargo, vehicles allowed; and with which host vehicles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .legs import Freight, Lorry, Member, Party, Rig


@dataclass(frozen=True, slots=True)
class Crewing:
    """How a group marches."""

    hosts: tuple[Lorry, ...] = ()
    cargo: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Freight by vehicle."""


def crew(members: Iterable[Member], hosts: Sequence[Lorry], max_vehicles: int) -> Crewing | str:
    """The host vehicles it takes, as few as a best fit finds, and where each freight goes; or what is lacking: `drivers`,
    `trucks`, `seats`, `vehicles`.

    Drivers and seats are sums, because persons of a team may sit in several vehicles and any driver may drive any vehicle.
    Freight goes heaviest first onto the first truck with a place and payload left, the mission's own trucks before hosts.
    """
    rigs, parties, freights = _sorted_out(members)
    if sum(rig.drivers for rig in rigs) > sum(party.drivers for party in parties):
        return "drivers"
    loading = _Loading(hosts)
    if not loading.place(rigs, freights):
        return "trucks"
    standing = sum(party.persons for party in parties) - sum(rig.seats for rig in rigs)
    if not loading.seat(standing):
        return "seats"
    if sum(len(rig.vehicles) for rig in rigs) + len(loading.used) > max_vehicles:
        return "vehicles"
    return Crewing(tuple(loading.used), {vehicle: tuple(ids) for vehicle, ids in loading.cargo.items() if ids})


def _sorted_out(members: Iterable[Member]) -> tuple[list[Rig], list[Party], list[Freight]]:
    rigs: list[Rig] = []
    parties: list[Party] = []
    freights: list[Freight] = []
    for member in members:
        if isinstance(member, Rig):
            rigs.append(member)
        elif isinstance(member, Party):
            parties.append(member)
        else:
            freights.append(member)
    return rigs, parties, freights


class _Loading:
    """Room as it fills."""

    def __init__(self, hosts: Sequence[Lorry]) -> None:
        self.free = list(hosts)
        self.used: list[Lorry] = []
        self.cargo: dict[str, list[str]] = {}
        self._room: list[list[int]] = []
        """Places and payload left on each truck in use."""
        self._trucks: list[str] = []

    def place(self, rigs: list[Rig], freights: list[Freight]) -> bool:
        for rig in rigs:
            for truck in rig.trucks:
                self._open(truck.vehicle, truck.places, truck.payload_kg)
        waiting = sorted(freights, key=lambda freight: -freight.mass_kg)
        for number, freight in enumerate(waiting):
            if self._put(freight):
                continue
            lorry = self._lorry_for(freight, len(waiting) - number)
            if lorry is None:
                return False
            self._take(lorry)
            self._open(lorry.id, lorry.places, lorry.payload_kg)
            self._put(freight)
        return True

    def seat(self, standing: int) -> bool:
        standing -= sum(lorry.seats for lorry in self.used)
        while standing > 0:
            enough = [lorry for lorry in self.free if lorry.seats >= standing]
            lorry = min(enough, key=lambda h: h.seats) if enough else max(self.free, key=lambda h: h.seats, default=None)
            if lorry is None or lorry.seats == 0:
                return False
            self._take(lorry)
            standing -= lorry.seats
        return True

    def _lorry_for(self, freight: Freight, waiting: int) -> Lorry | None:
        """The smallest that takes all that waits, else the one with most places."""
        fit = [lorry for lorry in self.free if lorry.places > 0 and lorry.payload_kg >= freight.mass_kg]
        enough = [lorry for lorry in fit if lorry.places >= waiting]
        if enough:
            return min(enough, key=lambda lorry: (lorry.places, lorry.seats))
        return max(fit, key=lambda lorry: (lorry.places, -lorry.seats), default=None)

    def _take(self, lorry: Lorry) -> None:
        self.free.remove(lorry)
        self.used.append(lorry)

    def _open(self, vehicle: str, places: int, payload_kg: int) -> None:
        self._trucks.append(vehicle)
        self._room.append([places, payload_kg])
        self.cargo[vehicle] = []

    def _put(self, freight: Freight) -> bool:
        for vehicle, room in zip(self._trucks, self._room, strict=True):
            if room[0] > 0 and room[1] >= freight.mass_kg:
                room[0] -= 1
                room[1] -= freight.mass_kg
                self.cargo[vehicle].append(freight.id)
                return True
        return False
