"""What kind of mission is wanted."""

from dataclasses import dataclass
from enum import StrEnum

from ..model.errors import Fault, InputError


class Shape(StrEnum):
    """How the airlift lies on the map."""

    BRIDGE = "bridge"
    """One donor, one airfield of embarkation, everything into one airfield."""
    NETWORK = "network"
    """Several donors with several airfields of embarkation and bases each, into several airfields where there are others near."""
    CONGESTED = "congested"
    """Several donors into one runway that opens by day, takes one landing an hour and parks four aircraft."""
    DONORS = "donors"
    """Many donors with little each."""
    RELAY = "relay"
    """Several donors as far as a hub; smaller aircraft of the host's carry it on to an airfield that nobody else may land at."""


@dataclass(frozen=True, slots=True)
class Order:
    """The size, shape and seed of a mission. Raises InputError naming every figure that is out of its limits."""

    shape: Shape
    loads: int
    """About how many aircraft loads everything offered makes."""
    aircraft: int
    airfields: int
    """Of embarkation, debarkation, transfer and bases of aircraft together."""
    places: int
    days: int
    seed: int
    crews: int = 0
    """For each aircraft, where it stands, one in three augmented; 0: none are named, and each flight is flown as if it had one."""
    at: str = ""
    """ICAO indicator of the airfield of debarkation; empty: the seed chooses."""

    def __post_init__(self) -> None:
        limits = {
            "loads": (1, 5_000),
            "aircraft": (1, 1_000),
            "airfields": (3 if self.shape is Shape.RELAY else 2, 200),
            "places": (1, 500),
            "days": (2, 90),
            "crews": (0, 9),
        }
        faults = [
            Fault(f"--{name}", str(getattr(self, name)), f"{low:,} to {high:,}", "Give a number within.")
            for name, (low, high) in limits.items()
            if not low <= getattr(self, name) <= high
        ]
        if faults:
            raise InputError(faults)

    @property
    def donors(self) -> int:
        """How many states give."""
        if self.shape is Shape.BRIDGE:
            return 1
        most = self.airfields - 1 - self.beside
        return max(1, min(most, {Shape.NETWORK: 4, Shape.RELAY: 4, Shape.CONGESTED: 6, Shape.DONORS: 30}[self.shape]))

    @property
    def beside(self) -> int:
        """At most how many airfields of the host there are beside the first one of debarkation."""
        return {Shape.NETWORK: (self.airfields - 1) // 4, Shape.RELAY: 1}.get(self.shape, 0)
