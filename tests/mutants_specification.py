"""Mutants of the rules on specifications (N2) and restrictions (N6)."""

from aidbridge.model.needs import Measure, Need
from aidbridge.model.plan import Plan
from aidbridge.model.resources import Supply
from mutant import Case, Collection, NoTargetError, changed, pick

MUTANTS = Collection()
STOCK, PRESENCE = Measure.STOCK, Measure.PRESENCE


def _strict(c: Case, measure: Measure) -> Need:
    """A need that asks for more than its capability."""
    kinds = {one.id: one.measure for one in c.resolved.capabilities}
    asking = (n for n in c.resolved.mission.needs if n.requires != type(n.requires)() and kinds[n.capability] is measure)
    return pick(asking)


def _given_to_the_strict(c: Case, measure: Measure, number: int = 0) -> Plan:
    return c.edit("assignments", c.assignment(measure, number), need=_strict(c, measure).id)


def _supply(c: Case, id: str) -> Supply:
    return pick(s for s in c.resolved.mission.supplies if s.id == id)


def _swapped(c: Case, id: str, number: int = 0, **update: object) -> Plan:
    """A stock assignment of other goods."""
    other = _supply(c, id)
    return c.edit("assignments", c.assignment(STOCK, number), resource=other.id, offer=other.offer, **update)


# N2 A resource answers a need only if it meets the specification


@MUTANTS.breaks("N2", "certificate")
def goods_without_the_certificate(c: Case) -> Plan:
    return _given_to_the_strict(c, STOCK)


@MUTANTS.breaks("N2", "voltage")
def goods_whose_voltage_nobody_states(c: Case) -> Plan:
    return c.edit("assignments", c.assignment(STOCK), need=_strict(c, STOCK).id, site="torino-depot")


@MUTANTS.breaks("N2", "voltage")
def goods_of_the_wrong_voltage(c: Case) -> Plan:
    return _swapped(c, "RU-vent-old", need=_strict(c, STOCK).id)


@MUTANTS.breaks("N2", "frequency")
def goods_of_the_wrong_frequency(c: Case) -> Plan:
    return _swapped(c, "RU-vent-old", need=_strict(c, STOCK).id, quantity=2)


@MUTANTS.breaks("N2", "plug")
def goods_with_another_plug(c: Case) -> Plan:
    return _swapped(c, "RU-vent-old", need=_strict(c, STOCK).id, quantity=3)


@MUTANTS.breaks("N2", "manual")
def goods_whose_manual_nobody_reads(c: Case) -> Plan:
    return c.edit("assignments", c.assignment(STOCK), need=_strict(c, STOCK).id, quantity=1)


@MUTANTS.breaks("N2", "expiry")
def goods_past_their_date(c: Case) -> Plan:
    return _swapped(c, "RU-vent-old")


@MUTANTS.breaks("N2", "expiry")
def goods_of_unknown_shelf_life(c: Case) -> Plan:
    return c.edit("assignments", c.assignment(STOCK), need=_strict(c, STOCK).id, quantity=2)


@MUTANTS.breaks("N2", "donor_place")
def goods_where_the_donor_did_not_want_them(c: Case) -> Plan:
    there = pick(n.id for n in c.resolved.mission.needs if n.capability == "ventilator" and n.place == "IT-45")
    return _swapped(c, "RU-vent-far", need=there)


@MUTANTS.breaks("N2", "counted_twice")
def goods_of_a_second_channel(c: Case) -> Plan:
    return _swapped(c, "RU-vent-again")


@MUTANTS.breaks("N2", "counted_twice")
def both_channels_at_once(c: Case) -> Plan:
    a, again = c.assignment(STOCK), _supply(c, "RU-vent-again")
    return c.add("assignments", changed(a, id="X-1", resource=again.id, offer=again.offer, quantity=1))


@MUTANTS.breaks("N2", "classification")
def team_of_no_known_type(c: Case) -> Plan:
    return _given_to_the_strict(c, PRESENCE)


@MUTANTS.breaks("N2", "staff")
def team_without_the_profession(c: Case) -> Plan:
    return c.edit("assignments", c.assignment(PRESENCE), need=_strict(c, PRESENCE).id, site="bologna-depot")


@MUTANTS.breaks("N2", "self_sufficiency")
def team_that_lives_on_others(c: Case) -> Plan:
    return c.edit("assignments", c.assignment(PRESENCE), need=_strict(c, PRESENCE).id, quantity=0.5)


@MUTANTS.breaks("N2", "skill")
def team_without_the_skill(c: Case) -> Plan:
    return c.edit("assignments", c.assignment(PRESENCE), need=_strict(c, PRESENCE).id, until_min=None)


@MUTANTS.breaks("N2", "language")
def team_without_the_language(c: Case) -> Plan:
    return c.edit("assignments", c.assignment(PRESENCE), need=_strict(c, PRESENCE).id, items=[])


# N6 Restrictions in force are respected


def _closed(c: Case, key: str) -> tuple[int, int]:
    if key not in c.resolved.closed:
        raise NoTargetError
    return c.resolved.closed[key][0]


def _commercial(c: Case) -> str:
    return pick(t.id for t in c.resolved.mission.fleet if t.id == "IT-il76-01")


def _hired(c: Case) -> str:
    return pick(v.id for v in c.resolved.mission.vehicles if v.id == "IT-hired-01")


def _on_the_banned_road(c: Case, number: int, start: int, minutes: int) -> Plan:
    convoy = pick((v for v in c.plan.convoys if v.destination.startswith("bergamo")), number)
    return c.edit("convoys", convoy, depart_min=start, arrive_min=start + minutes)


@MUTANTS.breaks("N6", "road_ban")
def convoy_during_the_ban(c: Case) -> Plan:
    return _on_the_banned_road(c, 0, _closed(c, "road:IT-BG")[0] + 10, 600)


@MUTANTS.breaks("N6", "road_ban")
def convoy_caught_by_the_ban(c: Case) -> Plan:
    return _on_the_banned_road(c, 0, _closed(c, "road:IT-BG")[0] - 300, 301)


@MUTANTS.breaks("N6", "road_ban")
def convoy_before_the_ban_ends(c: Case) -> Plan:
    return _on_the_banned_road(c, 0, _closed(c, "road:IT-BG")[1] - 1, 600)


@MUTANTS.breaks("N6", "road_ban")
def convoy_all_through_the_ban(c: Case) -> Plan:
    start, end = _closed(c, "road:IT-BG")
    return _on_the_banned_road(c, 0, start - 60, end - start + 120)


@MUTANTS.breaks("N6", "lift_suspended")
def commercial_aircraft_lands(c: Case) -> Plan:
    return c.edit("sorties", c.sortie_of(c.leg()), tail=_commercial(c))


@MUTANTS.breaks("N6", "lift_suspended")
def commercial_aircraft_brings_the_rest(c: Case) -> Plan:
    return c.edit("sorties", c.sortie_of(c.leg(1)), tail=_commercial(c))


@MUTANTS.breaks("N6", "lift_suspended")
def commercial_aircraft_takes_them_home(c: Case) -> Plan:
    return c.edit("sorties", c.sortie_of(c.leg(phase="home")), tail=_commercial(c))


@MUTANTS.breaks("N6", "business_closed")
def hired_truck_of_a_closed_business(c: Case) -> Plan:
    return c.edit_vehicle(c.convoy(teams=False), 0, vehicle=_hired(c))


@MUTANTS.breaks("N6", "business_closed")
def hired_truck_beside_the_teams(c: Case) -> Plan:
    return c.edit_vehicle(c.convoy(), 0, vehicle=_hired(c))
