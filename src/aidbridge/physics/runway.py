"""Runway length that an aircraft needs, by its mass, the elevation and the temperature."""

from ..model.fleet import AircraftType
from ..model.policy import RunwayPolicy

STUDY_SHARE = 0.35
"""Corrections for elevation and temperature beyond this share need a study of their own (ICAO Doc 9157 Part 1, chapter 3)."""


def takeoff_runway_m(
    type: AircraftType, takeoff_mass_kg: float, elevation_m: float, temperature_c: float | None, policy: RunwayPolicy
) -> float | None:
    """Runway in m to take off with `takeoff_mass_kg`; None where a figure is missing or the correction is beyond its use.

    `runway_takeoff_m`, given at the largest take-off mass, sea level and standard atmosphere, times (mass / mtow) squared:
    the ground run goes with weight squared over thrust (Anderson, Introduction to Flight, take-off performance), and the
    thrust is the same. Corrected for the site as in `site_factor`, times `policy.takeoff_factor`. Temperature None is the
    standard atmosphere.
    """
    if type.runway_takeoff_m is None or type.mtow_kg is None:
        return None
    site = site_factor(elevation_m, temperature_c, policy)
    return None if site is None else type.runway_takeoff_m * (takeoff_mass_kg / type.mtow_kg) ** 2 * site * policy.takeoff_factor


def landing_runway_m(
    type: AircraftType, landing_mass_kg: float, elevation_m: float, temperature_c: float | None, policy: RunwayPolicy
) -> float | None:
    """Runway in m to land with `landing_mass_kg`; None where a figure is missing or the correction is beyond its use.

    `runway_landing_m`, given at the largest landing mass, times mass / mlw: the approach speed squared goes with weight, and
    the braking does not change (the same book, landing performance). Corrected as in `site_factor`, times
    `policy.landing_factor`. ICAO corrects landing for elevation only; the temperature is counted too, on the safe side.
    """
    if type.runway_landing_m is None or type.mlw_kg is None:
        return None
    site = site_factor(elevation_m, temperature_c, policy)
    return None if site is None else type.runway_landing_m * (landing_mass_kg / type.mlw_kg) * site * policy.landing_factor


def site_factor(elevation_m: float, temperature_c: float | None, policy: RunwayPolicy) -> float | None:
    """How much longer than at sea level in the standard atmosphere: so much per 300 m of elevation, then so much per degree
    above the standard atmosphere at that elevation (ICAO Doc 9157 Part 1, chapter 3). Nothing is taken off below sea level
    or in the cold. None where both together exceed 35 %, beyond which the rule does not hold."""
    higher = 1 + policy.per_300m * max(elevation_m, 0) / 300
    warmer = 0.0 if temperature_c is None else max(temperature_c - standard_temperature_c(elevation_m), 0)
    factor = higher * (1 + policy.per_degree * warmer)
    return factor if factor <= 1 + STUDY_SHARE else None


def standard_temperature_c(elevation_m: float) -> float:
    """Temperature of the ICAO standard atmosphere (Doc 7488): 15 degrees at sea level, 6.5 less per km."""
    return 15 - 0.0065 * elevation_m
