"""Mutants of the rules on aircraft on the ground and the airfields they use."""

from itertools import pairwise

from aidbridge.model.plan import Leg, Plan, Sortie
from mutant import Case, Collection, NoTargetError, changed, pick, shifted

MUTANTS = Collection()
DAY = 1_440
YEAR = 365 * DAY


# F4 One place at a time


@MUTANTS.breaks("F4", "departure")
def leaves_before_it_has_come(c: Case) -> Plan:
    one, two = pick(pair for leg in c.legs() for pair in pairwise(c.tail_legs(leg)))
    return c.shift_leg(two, one.arrive_min - 1 - two.depart_min)


@MUTANTS.breaks("F4", "departure")
def leaves_before_it_is_unloaded(c: Case) -> Plan:
    leg = pick(leg for leg in c.legs() if leg is not c.tail_legs(leg)[-1])
    then = c.tail_legs(leg)[c.tail_legs(leg).index(leg) + 1]
    return c.shift_leg(then, (leg.unloaded_min or 0) - 1 - then.depart_min)


@MUTANTS.breaks("F4", "departure")
def used_before_it_is_available(c: Case) -> Plan:
    first = c.tail_legs(c.leg())[0]
    return c.shift_leg(first, -10 * DAY)


@MUTANTS.breaks("F4", "loading_start")
def loaded_before_it_has_come(c: Case) -> Plan:
    leg = pick(leg for leg in c.legs() if c.tail_legs(leg).index(leg) > 0)
    before = c.tail_legs(leg)[c.tail_legs(leg).index(leg) - 1]
    return c.edit_leg(leg, loading_start_min=before.arrive_min - 1)


@MUTANTS.breaks("F4", "loading")
def loaded_in_no_time(c: Case) -> Plan:
    return c.edit_leg(c.leg(), loading_start_min=c.leg().depart_min)


@MUTANTS.breaks("F4", "unloading")
def unloaded_in_no_time(c: Case) -> Plan:
    return c.edit_leg(c.leg(), unloaded_min=c.leg().arrive_min + 1)


@MUTANTS.breaks("F4", "no_loading_time")
def loading_not_told(c: Case) -> Plan:
    return c.edit_leg(c.leg(), loading_start_min=None)


@MUTANTS.breaks("F4", "no_unloading_time")
def unloading_not_told(c: Case) -> Plan:
    return c.edit_leg(c.leg(), unloaded_min=None)


@MUTANTS.breaks("F4", "place")
def never_positioned(c: Case) -> Plan:
    return c.put_leg(c.leg(kind="positioning"))


@MUTANTS.breaks("F4", "maintenance")
def flies_in_its_maintenance(c: Case) -> Plan:
    leg = pick(leg for leg in c.legs() if c.tail_of(leg).maintenance)
    start = c.resolved.minute(c.tail_of(leg).maintenance[0].start)
    return c.shift_leg(leg, start + 60 - leg.depart_min)


@MUTANTS.breaks("F4", "maintained_at")
def away_when_its_maintenance_begins(c: Case) -> Plan:
    leg = pick(leg for leg in c.legs() if c.tail_of(leg).maintenance and c.tail_legs(leg).index(leg) == 0)
    start = c.resolved.minute(c.tail_of(leg).maintenance[0].start)
    return c.shift_leg(leg, start - DAY - leg.arrive_min)


@MUTANTS.breaks("F4", "home")
def never_home(c: Case) -> Plan:
    last = pick(c.tail_legs(leg)[-1] for p in ("out", "home") for leg in c.legs(p) if c.tail_legs(leg)[-1].kind == "return")
    return c.put_leg(last)


@MUTANTS.breaks("F4", "unknown_tail")
def tail_that_does_not_exist(c: Case) -> Plan:
    return c.edit("sorties", c.sortie_of(c.leg()), tail="ghost")


@MUTANTS.breaks("F4", "place")
def tail_in_two_places(c: Case) -> Plan:
    one = c.sortie_of(c.leg())
    other = pick(s for s in c.plan.sorties if s.tail != one.tail and s.phase == one.phase)
    return c.edit("sorties", other, tail=one.tail)


@MUTANTS.breaks("F4", "duplicate")
def leg_id_twice(c: Case) -> Plan:
    return c.edit_leg(c.leg(1), id=c.leg(0).id)


@MUTANTS.breaks("F4", "no_legs")
def sortie_without_legs(c: Case) -> Plan:
    return c.edit("sorties", c.sortie_of(c.leg()), legs=[])


@MUTANTS.breaks("F4", "order")
def legs_told_backwards(c: Case) -> Plan:
    sortie = pick(s for s in c.plan.sorties if len(s.legs) > 1)
    return c.edit("sorties", sortie, legs=[leg.model_dump() for leg in reversed(sortie.legs)])


@MUTANTS.breaks("F4", "reversed")
def arrives_before_it_leaves(c: Case) -> Plan:
    return c.edit_leg(c.leg(), arrive_min=c.leg().depart_min - 10)


@MUTANTS.breaks("F4", "kind")
def load_on_an_empty_leg(c: Case) -> Plan:
    return c.edit_leg(c.leg(), kind="positioning")


@MUTANTS.breaks("F4", "load")
def sortie_for_another_load(c: Case) -> Plan:
    return c.edit("sorties", c.sortie_of(c.leg(0)), load=c.leg(1).load)


@MUTANTS.breaks("F4", "load_elsewhere")
def load_taken_from_elsewhere(c: Case) -> Plan:
    leg = c.leg()
    return c.edit_leg(leg, origin=leg.destination, destination=leg.origin)


# F5 Airfields


def _busy(c: Case, phase: str = "out") -> tuple[Leg, Leg]:
    """Two loaded legs of different tails between the same airfields, one after the other."""
    return pick((a, b) for a, b in pairwise(c.legs(phase)) if c.sortie_of(a).tail != c.sortie_of(b).tail)


@MUTANTS.breaks("F5", "landing_interval")
def landing_a_minute_too_soon(c: Case) -> Plan:
    one, two = _busy(c)
    least = c.resolved.airfield(one.destination).landing_interval_min
    if not least:
        raise NoTargetError
    return c.shift_leg(two, one.arrive_min + least - 1 - two.arrive_min)


@MUTANTS.breaks("F5", "landing_interval")
def landing_side_by_side(c: Case) -> Plan:
    one, two = _busy(c)
    return c.shift_leg(two, one.arrive_min - two.arrive_min)


@MUTANTS.breaks("F5", "landing_interval")
def empty_ones_landing_side_by_side(c: Case) -> Plan:
    legs = c.legs("home", "positioning")
    one, two = pick([(a, b) for a in legs for b in legs if a is not b and a.destination == b.destination])
    return c.shift_leg(two, one.arrive_min - two.arrive_min)


@MUTANTS.breaks("F5", "parking")
def more_than_park(c: Case) -> Plan:
    """Ghosts of one sortie stay beside it."""
    leg = pick(leg for leg in c.legs() if c.tail_legs(leg)[-1] is not leg)
    return c.add("sorties", *(_ghost(c, leg, i, 0) for i in range((c.resolved.airfield(leg.destination).parking_places or 0) + 1)))


@MUTANTS.breaks("F5", "parking")
def one_more_parks_by_staying_on(c: Case) -> Plan:
    """Ghosts come one after the other and none leaves."""
    leg = pick(leg for leg in c.legs() if c.tail_legs(leg)[-1] is not leg)
    places = c.resolved.airfield(leg.destination).parking_places or 0
    return c.add("sorties", *(_ghost(c, leg, i, i * 200, stays=5_000) for i in range(places + 1)))


def _ghost(c: Case, leg: Leg, number: int, later: int, stays: int = 0) -> Sortie:
    """A sortie like the leg's, of another tail, with a leg out and one back."""
    there = changed(shifted(leg, later), id=f"X-{number}.1", load=None)
    then = c.tail_legs(leg)[c.tail_legs(leg).index(leg) + 1]
    back = changed(shifted(then, later + stays), id=f"X-{number}.2", load=None)
    return changed(c.sortie_of(leg), id=f"X-{number}", tail=f"ghost-{number}", legs=[there.model_dump(), back.model_dump()])


@MUTANTS.breaks("F5", "unloading_teams")
def unloaded_by_the_same_team(c: Case) -> Plan:
    one, two = _busy(c)
    teams = c.resolved.airfield(two.destination).unloading_teams
    if teams != 1:
        raise NoTargetError
    return c.edit_leg(two, unloaded_min=one.unloaded_min)


@MUTANTS.breaks("F5", "unloading_teams")
def everything_unloaded_at_once(c: Case) -> Plan:
    """Ghosts of one load are unloaded beside it."""
    leg = c.leg()
    return c.add("sorties", *_doubles(c, leg, c.resolved.airfield(leg.destination).unloading_teams))


@MUTANTS.breaks("F5", "loading_teams")
def everything_loaded_at_once(c: Case) -> Plan:
    leg = c.leg(phase="home")
    return c.add("sorties", *_doubles(c, leg, c.resolved.airfield(leg.origin).loading_teams))


def _doubles(c: Case, leg: Leg, number: int | None) -> list[Sortie]:
    """The leg flown by as many other tails at the same time."""
    if number is None:
        raise NoTargetError
    row = c.sortie_of(leg)
    return [changed(row, id=f"X-{i}", tail=f"ghost-{i}", legs=[changed(leg, id=f"X-{i}.1").model_dump()]) for i in range(number)]


@MUTANTS.breaks("F5", "loading_teams")
def loaded_by_the_same_team(c: Case) -> Plan:
    one, two = _busy(c, "home")
    if c.resolved.airfield(one.origin).loading_teams != 1:
        raise NoTargetError
    return c.edit_leg(two, loading_start_min=one.loading_start_min)


@MUTANTS.breaks("F5", "hours")
def departs_at_night(c: Case) -> Plan:
    leg = pick(leg for leg in c.legs("home") if c.resolved.airfield(leg.origin).hours)
    return c.shift_leg(leg, 12 * 60)


@MUTANTS.breaks("F5", "hours")
def arrives_at_night(c: Case) -> Plan:
    leg = pick(leg for leg in c.legs("home", "positioning") if c.resolved.airfield(leg.destination).hours)
    return c.shift_leg(leg, -8 * 60)


@MUTANTS.breaks("F5", "closed")
def lands_at_a_closed_airfield(c: Case) -> Plan:
    leg = pick(leg for leg in c.legs() if c.resolved.closed.get(f"airfield:{leg.destination}"))
    return c.shift_leg(leg, c.resolved.closed[f"airfield:{leg.destination}"][0][0] + 1 - leg.arrive_min)


@MUTANTS.breaks("F5", "closed")
def leaves_a_closed_airfield(c: Case) -> Plan:
    leg = pick(leg for leg in c.legs(kind="return") if c.resolved.closed.get(f"airfield:{leg.origin}"))
    return c.shift_leg(leg, c.resolved.closed[f"airfield:{leg.origin}"][0][0] + 1 - leg.depart_min)


@MUTANTS.breaks("F5", "fuel")
def more_fuel_than_on_hand(c: Case) -> Plan:
    leg = pick(leg for leg in c.legs("home") if c.resolved.airfield(leg.origin).fuel_kg)
    return c.edit_fuel(leg, contingency_kg=int(c.resolved.airfield(leg.origin).fuel_kg or 0))


# F7 Nothing leaves unready


@MUTANTS.breaks("F7", "unknown_load")
def load_that_does_not_exist(c: Case) -> Plan:
    return c.edit_leg(c.leg(), load="L-999")


@MUTANTS.breaks("F7", "ready")
def loaded_before_the_items_are_there(c: Case) -> Plan:
    return c.edit_leg(c.leg(), loading_start_min=-10)


@MUTANTS.breaks("F7", "ready")
def takes_off_before_the_items_are_there(c: Case) -> Plan:
    return c.shift_leg(c.leg(), -c.leg().depart_min)


@MUTANTS.breaks("F7", "ready")
def loaded_home_before_the_convoy_comes(c: Case) -> Plan:
    leg = c.leg(phase="home")
    return c.edit_leg(leg, loading_start_min=(leg.loading_start_min or 0) - DAY)


@MUTANTS.breaks("F7", "ready")
def takes_off_home_before_the_convoy_comes(c: Case) -> Plan:
    return c.shift_leg(c.leg(phase="home"), -2 * DAY)


@MUTANTS.breaks("F7", "ready")
def convoy_home_is_late(c: Case) -> Plan:
    convoy = c.convoy(phase="home")
    return c.edit("convoys", convoy, arrive_min=convoy.arrive_min + 5 * DAY)


@MUTANTS.breaks("F7", "not_brought")
def convoy_home_never_goes(c: Case) -> Plan:
    return c.put("convoys", c.convoy(phase="home"))


@MUTANTS.breaks("F7", "not_brought")
def convoy_home_goes_elsewhere(c: Case) -> Plan:
    return c.edit("convoys", c.convoy(phase="home"), destination=c.resolved.mission.base)


@MUTANTS.breaks("F7", "not_brought")
def vehicle_misses_the_convoy_home(c: Case) -> Plan:
    convoy = c.convoy(phase="home")
    return c.edit("convoys", convoy, vehicles=[v.model_dump() for v in convoy.vehicles[1:]])


@MUTANTS.breaks("F7", "way_home_end")
def home_too_late(c: Case) -> Plan:
    return c.shift_leg(c.leg(-1, phase="home"), YEAR)
