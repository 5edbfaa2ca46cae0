"""Mutants of the rule on crews. The sample's crew of an aircraft flies all its legs."""

from aidbridge.model.plan import Leg, Plan
from mutant import Case, Collection, NoTargetError, changed

MUTANTS = Collection()


def _leg_flown_by(c: Case, leg: Leg, crew: str | None) -> Plan:
    if not c.resolved.mission.crews:
        raise NoTargetError
    return c.edit_leg(leg, crew=crew)


def _tail_flown_by(c: Case, tail: str, crew: str | None) -> Plan:
    """All legs of an aircraft given to one crew."""
    if not c.resolved.mission.crews:
        raise NoTargetError
    sorties = [
        changed(sortie, legs=[leg.model_dump() | {"crew": crew} for leg in sortie.legs]) if sortie.tail == tail else sortie
        for sortie in c.plan.sorties
    ]
    return changed(c.plan, sorties=[sortie.model_dump() for sortie in sorties])


@MUTANTS.breaks("F6", "no_crew")
def a_leg_without_a_crew(c: Case) -> Plan:
    return _leg_flown_by(c, c.leg(), None)


@MUTANTS.breaks("F6", "no_crew")
def an_aircraft_without_a_crew(c: Case) -> Plan:
    return _tail_flown_by(c, "RU-il76-01", None)


@MUTANTS.breaks("F6", "unknown_crew")
def a_crew_that_is_not_there(c: Case) -> Plan:
    return _leg_flown_by(c, c.leg(), "RU-crew-99")


@MUTANTS.breaks("F6", "rating")
def a_crew_of_another_type(c: Case) -> Plan:
    return _tail_flown_by(c, "RU-il76-01", "RU-crew-an26")


@MUTANTS.breaks("F6", "operator")
def a_crew_of_another_country(c: Case) -> Plan:
    return _tail_flown_by(c, "RU-il76-01", "CN-crew-1")


@MUTANTS.breaks("F6", "place")
def a_crew_that_is_elsewhere(c: Case) -> Plan:
    return _leg_flown_by(c, c.leg(kind="return"), "RU-crew-late")


@MUTANTS.breaks("F6", "place")
def a_crew_that_goes_home_with_nobody(c: Case) -> Plan:
    return _tail_flown_by(c, "RU-il76-02", "RU-crew-1")


@MUTANTS.breaks("F6", "at_once")
def a_crew_on_two_aircraft(c: Case) -> Plan:
    return _tail_flown_by(c, "RU-il76-01", "RU-crew-2")


@MUTANTS.breaks("F6", "available")
def a_crew_that_comes_later(c: Case) -> Plan:
    return _tail_flown_by(c, "RU-il76-01", "RU-crew-late")


@MUTANTS.breaks("F6", "until")
def a_crew_that_has_gone_by_then(c: Case) -> Plan:
    return _tail_flown_by(c, "RU-il76-01", "RU-crew-gone")


@MUTANTS.breaks("F6", "duty")
def a_crew_that_nobody_relieves(c: Case) -> Plan:
    return _tail_flown_by(c, "RU-il76-02", "RU-crew-3")
