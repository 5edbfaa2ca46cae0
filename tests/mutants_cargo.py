"""Mutants of the rules on dangerous goods, on what leaves first, on teams and their kit, on restraint, and on what varies along a
hold."""

from collections.abc import Callable

from aidbridge.model.plan import Load, Placement, Plan
from aidbridge.physics.restraint import restraint
from mutant import Case, Collection, NoTargetError, changed, pick

MUTANTS = Collection()


def _spare(c: Case, *names: str) -> list[str]:
    """Items of the widened sample that are on no load."""
    return [c.spare(lambda item, name=name: item.id == name).id for name in names]


def _cargo(c: Case, number: int = 0, phase: str = "out") -> Load:
    """A load of which the persons have been taken."""
    load = c.load(number, phase)
    return changed(load, persons=[])


def _without_persons(c: Case, *names: str, phase: str = "out", number: int = 0) -> Plan:
    load = _cargo(c, number, phase)
    plan = c.put("loads", c.load(number, phase), load)
    return Case(c.resolved, plan).stow(next(x for x in plan.loads if x.id == load.id), *_spare(c, *names))


# L3, L4, L6, L11 in an aircraft whose limits vary along the hold


def _in_the_small_aircraft(rule: str, key: str, name: str, change: Callable[[Case], Load]) -> None:
    def mutate(c: Case) -> Plan:
        return c.edit("loads", change(c), aircraft_type=c.weaker_type(change(c)))

    mutate.__name__ = name
    MUTANTS.breaks(rule, key)(mutate)


def _with_trailer(c: Case, phase: str = "out") -> Load:
    return pick(x for x in c.plan.loads if x.phase == phase and any(c.known(p.item).kind == "trailer" for p in x.placements))


for _rule, _key in (
    ("L3", "profile"), ("L4", "running"), ("L4", "position"), ("L6", "envelope_mass"), ("L6", "lateral"), ("L11", "rings"),
):  # fmt: skip
    _in_the_small_aircraft(_rule, _key, f"{_key}_of_a_small_aircraft", lambda c: c.load())
    _in_the_small_aircraft(_rule, _key, f"{_key}_of_a_small_aircraft_home", lambda c: c.load(phase="home"))
for _key in ("approach", "entry"):
    _in_the_small_aircraft("L3", _key, f"{_key}_by_a_steep_ramp", _with_trailer)
    _in_the_small_aircraft("L3", _key, f"{_key}_by_a_steep_ramp_home", lambda c: _with_trailer(c, "home"))


@MUTANTS.breaks("L6", "envelope")
def small_aircraft_out_of_its_envelope(c: Case) -> Plan:
    """One crate at the very rear."""
    load, type = c.load(), c.weaker_type(c.load())
    placement = Placement(item=_spare(c, "RU-late")[0], x_cm=500, y_cm=70)
    return c.edit("loads", load, aircraft_type=type, persons=[], placements=[placement.model_dump()])


# L8 Dangerous goods


@MUTANTS.breaks("L8", "cargo_only")
def fuel_with_persons(c: Case) -> Plan:
    return c.stow(c.seated(), *_spare(c, "RU-fuel"))


@MUTANTS.breaks("L8", "cargo_only")
def drum_with_persons_home(c: Case) -> Plan:
    return c.stow(c.seated(phase="home"), *_spare(c, "RU-drum"))


@MUTANTS.breaks("L8", "quantity")
def drum_larger_than_any_package_may_be(c: Case) -> Plan:
    return _without_persons(c, "RU-drum")


@MUTANTS.breaks("L8", "quantity")
def drum_larger_than_any_package_may_be_home(c: Case) -> Plan:
    return _without_persons(c, "RU-drum", phase="home")


@MUTANTS.breaks("L8", "quantity")
def too_much_oxygen_in_a_package_for_persons(c: Case) -> Plan:
    return c.stow(c.seated(), *_spare(c, "RU-oxygen"))


@MUTANTS.breaks("L8", "one_unit")
def alcohol_and_oxygen_on_one_pallet(c: Case) -> Plan:
    return _without_persons(c, "RU-mixed")


@MUTANTS.breaks("L8", "one_unit")
def alcohol_and_oxygen_on_one_pallet_beside_persons(c: Case) -> Plan:
    return c.stow(c.seated(1), *_spare(c, "RU-mixed"))


@MUTANTS.breaks("L8", "one_hold")
def flares_and_gas_in_one_aircraft(c: Case) -> Plan:
    return _without_persons(c, "RU-flare", "RU-gas")


@MUTANTS.breaks("L8", "one_hold")
def flares_and_gas_in_one_aircraft_home(c: Case) -> Plan:
    return c.stow(c.load(phase="home"), *_spare(c, "RU-flare", "RU-gas"))


@MUTANTS.breaks("L8", "distance")
def acid_on_alcohol(c: Case) -> Plan:
    return _without_persons(c, "RU-acid", "RU-alcohol")


@MUTANTS.breaks("L8", "distance")
def acid_a_centimetre_too_near_to_alcohol(c: Case) -> Plan:
    acid, alcohol = _spare(c, "RU-acid", "RU-alcohol")
    rows = [Placement(item=acid, x_cm=0, y_cm=20), Placement(item=alcohol, x_cm=399, y_cm=20)]
    return c.edit("loads", c.load(1), placements=[p.model_dump() for p in rows])


# L9 What leaves first


def _late(c: Case, phase: str, number: int = 0) -> Plan:
    """Something that leaves at the second stop, between everything else and the door."""
    load = c.load(number, phase)
    first = max(load.placements, key=lambda p: p.x_cm)
    item = c.known(first.item)
    end = first.x_cm + (item.width_cm if first.turned else item.length_cm)
    late = Placement(item=_spare(c, "RU-late")[0], x_cm=end + 20, y_cm=first.y_cm + 20)
    return c.edit("loads", load, placements=[p.model_dump() for p in (*load.placements, late)])


@MUTANTS.breaks("L9", "blocked")
def second_stop_before_the_first(c: Case) -> Plan:
    return _late(c, "out")


@MUTANTS.breaks("L9", "blocked")
def second_stop_before_the_first_on_another_load(c: Case) -> Plan:
    return _late(c, "out", 1)


@MUTANTS.breaks("L9", "blocked")
def second_stop_before_the_first_home(c: Case) -> Plan:
    return _late(c, "home")


# L10 A team and its kit


def _kit(c: Case) -> tuple[str, tuple[str, ...]]:
    """A team that flies, and its kit that flies."""
    for team in c.resolved.mission.teams:
        flying = tuple(i.id for i in c.resolved.items if i.resource in team.kit and i.flies)
        if flying and any(team.id in load.persons for load in c.plan.loads):
            return team.id, flying
    raise NoTargetError


def _days_later(c: Case, minutes: int, *vehicles: str) -> Plan:
    """These vehicles march so much later than all others."""
    convoy = c.convoy()
    rows = [v.model_dump() | {"seats": []} for v in convoy.vehicles if v.vehicle in vehicles]
    if not rows:
        raise NoTargetError
    late = changed(convoy, id="X-1", depart_min=convoy.depart_min + minutes, arrive_min=convoy.arrive_min + minutes, vehicles=rows)
    return c.add("convoys", late)


def _late_kit(name: str, minutes: int, choose: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
    def mutate(c: Case) -> Plan:
        return _days_later(c, minutes, *choose(_kit(c)[1]))

    mutate.__name__ = name
    MUTANTS.breaks("L10", "apart")(mutate)


_late_kit("first_of_the_kit_a_minute_too_late", 96 * 60 + 1, lambda kit: kit[:1])
_late_kit("last_of_the_kit_a_minute_too_late", 96 * 60 + 1, lambda kit: kit[-1:])
_late_kit("first_of_the_kit_a_week_late", 7 * 1440, lambda kit: kit[:1])
_late_kit("last_of_the_kit_a_week_late", 7 * 1440, lambda kit: kit[-1:])
_late_kit("all_of_the_kit_a_week_late", 7 * 1440, lambda kit: kit)
_late_kit("all_of_the_kit_a_minute_too_late", 96 * 60 + 1, lambda kit: kit)
_late_kit("all_of_the_kit_a_month_late", 30 * 1440, lambda kit: kit)


@MUTANTS.breaks("L10", "apart")
def team_a_week_after_its_kit(c: Case) -> Plan:
    """The vehicle that the team sits in marches a week later; its kit went before."""
    team, kit = _kit(c)
    convoy = c.convoy()
    seats = [v.model_dump() for v in convoy.vehicles if any(s.team == team for s in v.seats) and v.vehicle not in kit]
    if not seats:
        seats = [v.model_dump() | {"vehicle": "RU-uaz-01"} for v in convoy.vehicles if any(s.team == team for s in v.seats)]
    late = changed(convoy, id="X-1", depart_min=convoy.depart_min + 10_080, arrive_min=convoy.arrive_min + 10_080, vehicles=seats)
    return c.add("convoys", late)


# L11 Restraint


def _heaped(name: str, phase: str, number: int, beyond: int, last: bool = False) -> None:
    """So many of an item that its chains alone need more rings than there are."""

    def mutate(c: Case) -> Plan:
        load = c.load(number, phase)
        type = c.resolved.aircraft_type(load.aircraft_type)
        item = (
            c.known(load.placements[-1].item) if last else max((c.known(p.item) for p in load.placements), key=lambda i: i.mass_kg)
        )
        needed = restraint(item.mass_kg, c.resolved.mission.policy.restraint, type.ring_limit_kg)
        return c.stow(load, *[item.id] * ((type.rings or 0) // (needed.devices if needed else 1) + beyond))

    mutate.__name__ = name
    MUTANTS.breaks("L11", "rings")(mutate)


_heaped("more_trucks_than_rings", "out", 0, 1)
_heaped("many_more_trucks_than_rings", "out", 0, 9)
_heaped("more_trucks_than_rings_home", "home", 0, 1)
_heaped("heap_of_the_heaviest", "out", 1, 1)
_heaped("heap_of_the_heaviest_home", "home", 1, 1)
_heaped("heap_of_what_stands_last", "out", 1, 1, last=True)


@MUTANTS.breaks("L11", "rings")
def what_no_ring_holds(c: Case) -> Plan:
    return c.stow(c.load(), *_spare(c, "RU-monster"))


@MUTANTS.breaks("L11", "rings")
def what_no_ring_holds_home(c: Case) -> Plan:
    return c.stow(c.load(phase="home"), *_spare(c, "RU-monster"))
