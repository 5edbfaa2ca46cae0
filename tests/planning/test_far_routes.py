"""Airfields all over the world are joined region by region; what no aircraft reaches is told, and nothing else is lost."""

from functools import cache

import small_missions as small
from aidbridge.engines.stopping import Stop
from aidbridge.model.agreements import Clearance
from aidbridge.model.mission import Mission
from aidbridge.model.places import AirfieldSetting
from aidbridge.model.resolved import Resolved
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve
from aidbridge.planning.routes import TOO_FAR

BASE = small.mission()
STATES = (
    "US", "CA", "GB", "IE", "FR", "ES", "PT", "IT", "CH", "AT", "DE", "BE", "NL", "LU", "DK", "IS", "GL", "NO", "SE", "FI",
    "EE", "LV", "LT", "PL", "CZ", "SK", "HU", "SI", "HR", "RU", "BY", "MC", "AU", "NZ",
)  # fmt: skip
FAR = {"KDOV": ("US", 39.13, -75.47), "NZWP": ("NZ", -36.79, 174.63)}


def field(icao: str) -> AirfieldSetting:
    country, lat, lon = FAR[icao]
    return AirfieldSetting(
        icao=icao, name=icao, country=country, lat=lat, lon=lon, elevation_m=10, time_zone="UTC", runway_m=3_500,
        runway_width_m=45, surface="asphalt", loading_min=120, unloading_min=120,
    )  # fmt: skip


def mission() -> Mission:
    """One aircraft stands in the United States and goes home there, one in New Zealand; both are needed in Moscow."""
    tails = tuple(t.model_copy(update={"at": icao, "home": icao}) for t, icao in zip(BASE.fleet, FAR, strict=True))
    over = (Clearance(id=f"O-{state}", kind="overflight", state=state, status="granted") for state in STATES)
    fields = (*FAR, "UUMU", "LIRE", "LIPX")
    landing = (Clearance(id=f"L-{icao}", kind="landing", airfield=icao, status="granted") for icao in fields)
    described = (*BASE.airfields, *map(field, FAR))
    return BASE.model_copy(update={"fleet": tails, "clearances": (*over, *landing), "airfields": described})


@cache
def resolved() -> Resolved:
    return resolve(mission())


def test_lanes_within_reach_have_routes_and_the_others_a_reason() -> None:
    routes = {(route.origin, route.destination): route.distance_km for route in resolved().routes}
    assert 7_400 < routes["KDOV", "UUMU"] < 9_500
    assert ("UUMU", "LIRE") in routes
    none = {(one.origin, one.destination): one.reason for one in resolved().no_routes}
    assert none["NZWP", "UUMU"] == TOO_FAR
    assert not set(routes) & set(none)


def test_no_aircraft_is_planned_where_it_cannot_come_from() -> None:
    plan, verdict = make_plan(resolved(), Stop(iterations=5), seed=1)
    assert not verdict.broken
    assert "RU-il76-02" not in {sortie.tail for sortie in plan.sorties}
