"""One leg's marches for given times: who goes with which convoy when drivers, seats, trucks and escorts are few."""

from collections.abc import Sequence
from dataclasses import dataclass

from .crewing import Crewing, crew
from .legs import Freight, Leg, Lorry, Member, Party, Rig

PAIRS_UP_TO = 12
"""Members that gave way are tried again in pairs where there are no more of them than this."""


@dataclass(frozen=True, slots=True)
class March:
    """A convoy in the making."""

    leg: Leg
    ready_min: int
    """When its last member is ready, and no ban is in its way; it leaves after assembly."""
    members: tuple[Member, ...]
    crewing: Crewing


@dataclass(frozen=True, slots=True)
class Marches:
    """What comes of one leg."""

    marches: tuple[March, ...]
    left: dict[str, str]
    """Members that never march, with what is lacking."""
    waited: dict[str, str]
    """Members that were ready for a march and let it go, with what was lacking."""
    hosts: tuple[Lorry, ...]
    """Host vehicles still free."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the policy allows on a leg."""

    max_convoys: int
    max_vehicles: int


def marches_at(leg: Leg, members: Sequence[Member], times: Sequence[int], hosts: Sequence[Lorry], limits: Limits) -> Marches:
    """March at each of the ascending `times` (minutes when the members must be ready) with whoever is ready and can go.

    `members` are those of the leg in order of precedence. Everybody who is ready goes, unless something is lacking, in the
    convoy or for those still to come: then the last in precedence give way and wait for the next one. What cannot even go
    in one long column of all convoys is left at once.
    """
    column = limits.max_vehicles * limits.max_convoys
    going, left = _thin_out(members, (), hosts, hosts, (column, 0))
    free, waited, marches = list(hosts), dict[str, str](), []
    for number, time in enumerate(times):
        ready = [member for member in going if member.ready_min <= time]
        coming = [member for member in going if member.ready_min > time]
        room = (limits.max_vehicles, limits.max_vehicles * (len(times) - number - 1))
        here = [host for host in free if host.ready_min <= time]
        chosen, held = _thin_out(ready, coming, here, free, room)
        waited |= held
        crewing = crew(chosen, here, limits.max_vehicles)
        if not chosen or isinstance(crewing, str):
            continue
        ready_min = leg.open_from(max(one.ready_min for one in (*chosen, *crewing.hosts)))
        marches.append(March(leg, ready_min, tuple(chosen), crewing))
        free = [host for host in free if host not in crewing.hosts]
        gone = {member.id for member in chosen}
        going = [member for member in going if member.id not in gone]
    left |= {member.id: waited.get(member.id, "vehicles") for member in going}
    return Marches(tuple(marches), left, {id: lack for id, lack in waited.items() if id not in left}, tuple(free))


def _thin_out(
    ready: Sequence[Member], coming: Sequence[Member], hosts: Sequence[Lorry], all_hosts: Sequence[Lorry], room: tuple[int, int]
) -> tuple[list[Member], dict[str, str]]:
    """The members that go, in order of precedence, and what each of the others lacks.

    `room`: vehicles that this convoy and all later ones may have; where no later one may have any, nobody thinks of the
    rest. Members give way one by one, the last that helps first, until both this convoy and the rest can march; then
    whoever can come after all does, alone or as a vehicle with a team.
    """
    chosen = list(ready)
    held: dict[str, str] = {}
    while chosen and (lack := _lacking(chosen, [*coming, *(m for m in ready if m.id in held)], hosts, all_hosts, room)):
        gives_way = _gives_way(chosen, *lack)
        if gives_way is None:
            break
        chosen.remove(gives_way)
        held[gives_way.id] = lack[1]

    def may_join(*more: Member) -> bool:
        with_them = [m for m in ready if m.id not in held or m in more]
        rest = [*coming, *(m for m in ready if m.id in held and m not in more)]
        return not _lacking(with_them, rest, hosts, all_hosts, room)

    for member in ready:
        if member.id not in held:
            continue
        partners = [m for m in ready if m.id in held and _partners(m, member)] if len(held) <= PAIRS_UP_TO else []
        for more in [(member,), *((member, partner) for partner in partners)]:
            if may_join(*more):
                for one in more:
                    del held[one.id]
                break
    return [m for m in ready if m.id not in held], held


def _partners(one: Member, other: Member) -> bool:
    """Whether one brings what the other lacks: a vehicle and a team."""
    return isinstance(one, Rig | Party) and isinstance(other, Rig | Party) and type(one) is not type(other)


def _lacking(
    chosen: Sequence[Member], rest: Sequence[Member], hosts: Sequence[Lorry], all_hosts: Sequence[Lorry], room: tuple[int, int]
) -> tuple[bool, str] | None:
    """What is lacking, and whether in this convoy (else for the rest); None when all is well."""
    crewing = crew(chosen, hosts, room[0])
    if isinstance(crewing, str):
        return True, crewing
    if not rest or room[1] == 0:
        return None
    later = crew(rest, [host for host in all_hosts if host not in crewing.hosts], room[1])
    # Fewer vehicles now would only make the column to come longer.
    if isinstance(later, str) and later != "vehicles":
        return False, later
    return None


def _gives_way(chosen: Sequence[Member], here: bool, lack: str) -> Member | None:
    """The last in precedence whose staying helps, if possible a team whose drivers can be spared."""
    candidates = [member for member in chosen if _helps(member, lack, here)]
    if not candidates:
        return chosen[-1] if here else None
    spare_drivers = sum(m.drivers if isinstance(m, Party) else -m.drivers for m in chosen if not isinstance(m, Freight))
    for member in reversed(candidates):
        if not isinstance(member, Party) or member.drivers <= spare_drivers:
            return member
    return candidates[-1]


def _helps(member: Member, lack: str, here: bool) -> bool:
    """Whether its staying eases what is lacking, in this convoy or (by what it brings) for the rest."""
    if isinstance(member, Rig):
        if here:
            return lack == "vehicles" or (lack == "drivers" and member.drivers > 0)
        return (lack == "seats" and member.seats > member.drivers) or (lack == "trucks" and bool(member.trucks))
    if isinstance(member, Party):
        return lack == "seats" or (lack == "drivers" and not here and member.drivers > 0)
    return lack == "trucks" or (lack == "vehicles" and here)
