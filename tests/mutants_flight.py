"""Mutants of the rules on routes, fuel and runways."""

from aidbridge.model.plan import Leg, Plan
from mutant import Case, Collection, NoTargetError, changed, pick

MUTANTS = Collection()
DAY = 1_440
YEAR = 365 * DAY


# F1 Routes and clearances


def _row(c: Case, leg: Leg, number: int = 0, **update: object) -> Plan:
    """A leg with one of its cleared overflights changed."""
    row = pick((row for row in leg.overflights if row.clearance), number)
    rows = [changed(x, **update) if x is row else x for x in leg.overflights]
    return c.edit_leg(leg, overflights=[x.model_dump() for x in rows])


def _foreign(c: Case) -> Leg:
    """A leg that lands by a clearance."""
    return pick(leg for leg in c.legs() if leg.landing_clearance)


@MUTANTS.breaks("F1", "unknown_route")
def route_that_is_not_there(c: Case) -> Plan:
    return c.edit_leg(c.leg(), route="nowhere")


@MUTANTS.breaks("F1", "unknown_airfield")
def airfield_that_is_not_there(c: Case) -> Plan:
    return c.edit_leg(c.leg(), destination="ZZZZ")


@MUTANTS.breaks("F1", "destination")
def lands_elsewhere(c: Case) -> Plan:
    return c.edit_leg(c.leg(), destination=pick(f.icao for f in c.resolved.airfields if f.icao != c.leg().destination))


@MUTANTS.breaks("F1", "origin")
def starts_elsewhere(c: Case) -> Plan:
    return c.edit_leg(c.leg(), origin=pick(f.icao for f in c.resolved.airfields if f.icao != c.leg().origin))


@MUTANTS.breaks("F1", "flying_time")
def faster_than_it_flies(c: Case) -> Plan:
    return c.edit_leg(c.leg(), arrive_min=c.leg().arrive_min - 1)


@MUTANTS.breaks("F1", "flying_time")
def slower_than_it_flies(c: Case) -> Plan:
    return c.edit_leg(c.leg(kind="return"), arrive_min=c.leg(kind="return").arrive_min + 30)


@MUTANTS.breaks("F1", "overflights")
def a_state_left_out(c: Case) -> Plan:
    return c.edit_leg(c.abroad(), overflights=[row.model_dump() for row in c.abroad().overflights[1:]])


@MUTANTS.breaks("F1", "overflights")
def no_overflights_told(c: Case) -> Plan:
    return c.edit_leg(c.abroad(), overflights=[])


@MUTANTS.breaks("F1", "crossing")
def crossed_earlier_than_flown(c: Case) -> Plan:
    return c.edit_leg(c.abroad(), overflights=[changed(r, enter_min=r.enter_min - 5).model_dump() for r in c.abroad().overflights])


@MUTANTS.breaks("F1", "crossing")
def another_state_told(c: Case) -> Plan:
    return _row(c, c.abroad(), state="CH")


@MUTANTS.breaks("F1", "not_cleared")
def flown_without_clearance(c: Case) -> Plan:
    return _row(c, c.abroad(), clearance=None)


@MUTANTS.breaks("F1", "not_cleared")
def cleared_by_another_state(c: Case) -> Plan:
    row = pick(row for row in c.abroad().overflights if row.clearance)
    other = pick(x.id for x in c.resolved.mission.clearances if x.kind == "overflight" and x.state != row.state)
    return _row(c, c.abroad(), clearance=other)


@MUTANTS.breaks("F1", "not_cleared")
def cleared_to_land_only(c: Case) -> Plan:
    return _row(c, c.abroad(), clearance=pick(x.id for x in c.resolved.mission.clearances if x.kind == "landing"))


@MUTANTS.breaks("F1", "clearance")
def before_the_clearance(c: Case) -> Plan:
    return c.shift_leg(c.abroad(), -YEAR)


@MUTANTS.breaks("F1", "clearance")
def after_the_clearance(c: Case) -> Plan:
    return c.shift_leg(c.abroad(), YEAR)


@MUTANTS.breaks("F1", "no_landing_clearance")
def landed_without_clearance(c: Case) -> Plan:
    return c.edit_leg(_foreign(c), landing_clearance=None)


@MUTANTS.breaks("F1", "no_landing_clearance")
def cleared_for_another_airfield(c: Case) -> Plan:
    leg = _foreign(c)
    others = (x.id for x in c.resolved.mission.clearances if x.kind == "landing" and x.airfield != leg.destination)
    return c.edit_leg(leg, landing_clearance=pick(others))


@MUTANTS.breaks("F1", "no_departure_clearance")
def stays_beyond_its_clearance(c: Case) -> Plan:
    return c.shift_leg(c.leg(kind="return"), YEAR)


@MUTANTS.breaks("F1", "own_state")
def clearance_of_its_own_state(c: Case) -> Plan:
    leg = pick(leg for leg in c.legs() for row in leg.overflights if row.state and not row.clearance)
    clearance = pick(x.id for x in c.resolved.mission.clearances)
    rows = [changed(r, clearance=r.clearance or (clearance if r.state else None)).model_dump() for r in leg.overflights]
    return c.edit_leg(leg, overflights=rows)


@MUTANTS.breaks("F1", "airspace_closed")
def through_closed_airspace(c: Case) -> Plan:
    for leg in c.legs():
        for row in leg.overflights:
            for start, _ in c.resolved.closed.get(f"state:{row.state}", ()):
                return c.shift_leg(leg, start - row.enter_min)
    raise NoTargetError


# F2 Fuel


@MUTANTS.breaks("F2", "fuel")
def a_kilogram_short_on_the_trip(c: Case) -> Plan:
    return c.edit_fuel(c.leg(), trip_kg=-1)


@MUTANTS.breaks("F2", "fuel")
def no_contingency(c: Case) -> Plan:
    return c.edit_fuel(c.leg(), contingency_kg=-c.leg().fuel.contingency_kg)


@MUTANTS.breaks("F2", "fuel")
def alternate_out_of_reach(c: Case) -> Plan:
    return c.edit_fuel(c.leg(), alternate_kg=-100)


@MUTANTS.breaks("F2", "fuel")
def final_reserve_cut(c: Case) -> Plan:
    return c.edit_fuel(c.leg(phase="home"), final_reserve_kg=-100)


@MUTANTS.breaks("F2", "fuel")
def short_on_the_empty_leg(c: Case) -> Plan:
    leg = c.leg(kind="positioning")
    return c.edit_fuel(leg, trip_kg=-leg.fuel.trip_kg)


@MUTANTS.breaks("F2", "fuel")
def more_reserve_on_the_same_trip_fuel(c: Case) -> Plan:
    """What is carried burns fuel too."""
    return c.edit_fuel(c.leg(), final_reserve_kg=5_000)


@MUTANTS.breaks("F2", "tanks")
def more_than_the_tanks_hold(c: Case) -> Plan:
    return c.edit_fuel(c.leg(kind="positioning"), contingency_kg=90_000)


@MUTANTS.breaks("F2", "takeoff_mass")
def too_heavy_to_take_off(c: Case) -> Plan:
    return c.edit_fuel(c.leg(), trip_kg=100_000)


@MUTANTS.breaks("F2", "landing_mass")
def too_heavy_to_land(c: Case) -> Plan:
    return c.edit_fuel(c.leg(), alternate_kg=80_000)


@MUTANTS.breaks("F2", "takeoff_stated")
def lighter_on_paper(c: Case) -> Plan:
    return c.edit_leg(c.leg(), takeoff_mass_kg=c.leg().takeoff_mass_kg - 1_000)


@MUTANTS.breaks("F2", "landing_stated")
def lighter_at_landing_on_paper(c: Case) -> Plan:
    return c.edit_leg(c.leg(), landing_mass_kg=c.leg().landing_mass_kg - 1)


@MUTANTS.breaks("F2", "payload")
def payload_not_told(c: Case) -> Plan:
    return c.edit_leg(c.leg(), payload_kg=0)


@MUTANTS.breaks("F2", "alternate")
def another_alternate(c: Case) -> Plan:
    return c.edit_leg(c.leg(), alternate="ZZZZ")


# F3 Runways


@MUTANTS.breaks("F3", "length")
def runway_too_short_to_take_off(c: Case) -> Plan:
    return c.edit_leg(c.leg(), origin=_poor(c, "runway_m", 600))


@MUTANTS.breaks("F3", "length")
def runway_too_short_to_land(c: Case) -> Plan:
    return c.edit_leg(c.leg(), destination=_poor(c, "runway_m", 600))


@MUTANTS.breaks("F3", "length")
def runway_too_short_on_the_way_home(c: Case) -> Plan:
    return c.edit_leg(c.leg(phase="home", kind="positioning"), destination=_poor(c, "runway_m", 600))


@MUTANTS.breaks("F3", "width")
def runway_too_narrow_to_take_off(c: Case) -> Plan:
    return c.edit_leg(c.leg(), origin=_poor(c, "runway_width_m", 25))


@MUTANTS.breaks("F3", "width")
def runway_too_narrow_to_land(c: Case) -> Plan:
    return c.edit_leg(c.leg(kind="return"), destination=_poor(c, "runway_width_m", 25))


def _poor(c: Case, field: str, below: float) -> str:
    return pick(f.icao for f in c.resolved.airfields if (getattr(f, field) or below) < below)


def _weak(c: Case) -> str:
    facts = {f.key: f.value for f in c.resolved.facts if f.key.endswith(".strength")}
    return pick(f.icao for f in c.resolved.airfields if (facts.get(f"airfield:{f.icao}.strength") or 10**6) < 80_000)


@MUTANTS.breaks("F3", "strength")
def runway_too_weak_to_take_off(c: Case) -> Plan:
    return c.edit_leg(c.leg(), origin=_weak(c))


@MUTANTS.breaks("F3", "strength")
def runway_too_weak_to_land(c: Case) -> Plan:
    return c.edit_leg(c.leg(phase="home"), destination=_weak(c))


@MUTANTS.breaks("F3", "strength")
def fuel_too_heavy_for_the_runway(c: Case) -> Plan:
    return c.edit_fuel(c.leg(), trip_kg=200_000)


@MUTANTS.breaks("F3", "length")
def fuel_too_heavy_for_the_length(c: Case) -> Plan:
    return c.edit_fuel(c.leg(), contingency_kg=500_000)
