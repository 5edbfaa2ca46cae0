"""What varies along a hold: its height, its floor's limits, its pallet positions; and the aircraft's balance envelope.

Lengths are metres from the front of the hold's floor. A mission may write each of these tables as one text (see
`catalogue/written.py`), so that an assumption can set it like any other figure.
"""

from .noun import NotNegative, Noun, Positive


class HeightSpan(Noun):
    """Clear height over a stretch of the hold."""

    from_m: NotNegative
    to_m: Positive
    height_m: Positive


class FloorZone(Noun):
    """Limits of a stretch of the floor. None: the type's own figure holds here too."""

    from_m: NotNegative
    to_m: Positive
    axle_limit_kg: Positive | None = None
    running_load_kg_m: Positive | None = None
    floor_limit_kg_m2: Positive | None = None


class Position(Noun):
    """A place for a pallet, and the most that may stand on its stretch of the floor."""

    id: str
    from_m: NotNegative
    to_m: Positive
    limit_kg: Positive
    left_m: NotNegative | None = None
    """From the left wall (looking forward); None: the whole width."""
    right_m: Positive | None = None


class EnvelopeRow(Noun):
    """Limits of the aircraft's centre of gravity at one mass; between rows they are straight."""

    mass_kg: Positive
    forward_m: float
    aft_m: float


class FuelArm(Noun):
    """Where the centre of gravity of so much fuel lies; between rows it is straight."""

    fuel_kg: NotNegative
    arm_m: float
