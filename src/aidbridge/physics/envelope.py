"""Where a load may balance (rules L5 and L6): the aircraft's envelope turned into a window for the load's own centre of gravity.

Moments about the front of the hold's floor: with the empty aircraft E at e, persons P at p, fuel F at f and the floor load L at x,
 the centre (E e + P p + F f + L x) / (E + P + F + L) must lie between the envelope's limits at that mass. Solved for x.
"""

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..model.fleet import AircraftType
from ..model.hold import EnvelopeRow, FuelArm


class Window(NamedTuple):
    """Limits of the centre of gravity of the floor load in cm from the front of the hold; none is left where low exceeds high."""

    low_cm: float
    high_cm: float


class State(NamedTuple):
    """The aircraft at one moment: its mass, its centre of gravity at the least and at the most, and the envelope's limits, in m."""

    mass_kg: float
    least_m: float
    most_m: float
    forward_m: float
    aft_m: float


def has_envelope(type: AircraftType) -> bool:
    """Whether the type's envelope can be used: its rows and the empty aircraft are known."""
    return bool(type.envelope) and type.oew_kg is not None and type.oew_arm_m is not None


def load_window(type: AircraftType, floor_kg: float, persons_kg: float, fuels_kg: Iterable[float]) -> Window | None:
    """Where the centre of gravity of `floor_kg` may lie so that the aircraft is inside its envelope without fuel and with each of
    `fuels_kg`; the type's own band (`balance_from_m`, `balance_to_m`) narrows it. None where neither is known, or there is no
    mass on the floor. A mass beyond the rows has no limits: nothing balances then."""
    windows: list[Window] = []
    if type.balance_from_m is not None and type.balance_to_m is not None:
        windows.append(Window(round(type.balance_from_m * 100, 6), round(type.balance_to_m * 100, 6)))
    if has_envelope(type) and floor_kg > 0:
        windows += [_window(type, floor_kg, persons_kg, fuel) for fuel in (0.0, *fuels_kg)]
    if not windows:
        return None
    return Window(max(w.low_cm for w in windows), min(w.high_cm for w in windows))


def aircraft_state(type: AircraftType, floor_kg: float, centre_cm: float, persons_kg: float, fuel_kg: float) -> State | None:
    """The aircraft with this floor load, persons and fuel; None where its envelope is not known or does not reach its mass."""
    if not has_envelope(type):
        return None
    mass = (type.oew_kg or 0) + floor_kg + persons_kg + fuel_kg
    limits = limits_at(type.envelope, mass)
    if limits is None:
        return None
    fixed = (type.oew_kg or 0) * (type.oew_arm_m or 0) + fuel_kg * fuel_arm_m(type.fuel_arm, fuel_kg) + floor_kg * centre_cm / 100
    low, high = seats_m(type)
    return State(mass, (fixed + persons_kg * low) / mass, (fixed + persons_kg * high) / mass, *limits)


def limits_at(envelope: Sequence[EnvelopeRow], mass_kg: float) -> tuple[float, float] | None:
    """Forward and aft limit at a mass, straight between rows; below the lightest row its limits hold, above the heaviest none."""
    rows = sorted(envelope, key=lambda row: row.mass_kg)
    if not rows or mass_kg > rows[-1].mass_kg:
        return None
    if mass_kg <= rows[0].mass_kg:
        return rows[0].forward_m, rows[0].aft_m
    for below, above in itertools.pairwise(rows):
        if mass_kg <= above.mass_kg:
            share = (mass_kg - below.mass_kg) / (above.mass_kg - below.mass_kg)
            return (
                below.forward_m + share * (above.forward_m - below.forward_m),
                below.aft_m + share * (above.aft_m - below.aft_m),
            )
    return None


def fuel_arm_m(rows: Sequence[FuelArm], fuel_kg: float) -> float:
    """Where so much fuel weighs, straight between rows and as the last one beyond them; 0 without rows."""
    known = sorted(rows, key=lambda row: row.fuel_kg)
    if not known:
        return 0.0
    if fuel_kg <= known[0].fuel_kg:
        return known[0].arm_m
    for below, above in itertools.pairwise(known):
        if fuel_kg <= above.fuel_kg:
            share = (fuel_kg - below.fuel_kg) / (above.fuel_kg - below.fuel_kg)
            return below.arm_m + share * (above.arm_m - below.arm_m)
    return known[-1].arm_m


def seats_m(type: AircraftType) -> tuple[float, float]:
    """Where persons may weigh: at the seats, or anywhere along the hold where nobody knows."""
    return (type.seats_arm_m, type.seats_arm_m) if type.seats_arm_m is not None else (0.0, type.hold_length_m or 0.0)


def _window(type: AircraftType, floor_kg: float, persons_kg: float, fuel_kg: float) -> Window:
    empty, arm = type.oew_kg or 0, type.oew_arm_m or 0
    mass = empty + floor_kg + persons_kg + fuel_kg
    limits = limits_at(type.envelope, mass)
    if limits is None:
        return Window(math.inf, -math.inf)
    fixed = empty * arm + fuel_kg * fuel_arm_m(type.fuel_arm, fuel_kg)
    low, high = seats_m(type)
    forward, aft = limits
    return Window(
        round((mass * forward - fixed - persons_kg * low) * 100 / floor_kg, 6),
        round((mass * aft - fixed - persons_kg * high) * 100 / floor_kg, 6),
    )


def lateral_kg_m(masses: Iterable[tuple[float, float]], width_cm: float) -> float:
    """Moment of (kg, cm from the left wall) about the hold's centre line, to either side, in kg m."""
    return abs(sum(mass * (at - width_cm / 2) for mass, at in masses)) / 100
