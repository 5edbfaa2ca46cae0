"""One leg's marches for given times: who goes with which convoy when drivers, seats, trucks and escorts are few."""

from collections.abc import Sequence
from dataclasses import dataclass

from .crewing import Crewing, crew
from .legs import Leg, Lorry, Member, Party, Rig


@dataclass(frozen=True, slots=True)
class March:
    """A convoy in the making."""

    leg: Leg
    ready_min: int
    """When its last member is ready; it leaves after assembly."""
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


def marches_at(leg: Leg, times: Sequence[int], hosts: Sequence[Lorry], limits: Limits) -> Marches:
    """March at each of the ascending `times` (minutes when the members must be ready) with whoever is ready and can go.

    Everybody who is ready goes, unless something is lacking, in the convoy or for those still to come: then the least
    valuable give way and wait for the next one. What cannot even go in one long column of all convoys is left at once.
    """
    column = limits.max_vehicles * limits.max_convoys
    going, left = _thin_out(leg.members, (), hosts, hosts, (column, 0))
    free, waited, marches = list(hosts), dict[str, str](), []
    for number, time in enumerate(times):
        ready = [member for member in going if member.ready_min <= time]
        coming = [member for member in going if member.ready_min > time]
        room = (limits.max_vehicles, limits.max_vehicles * (len(times) - number - 1))
        chosen, held = _thin_out(ready, coming, [h for h in free if h.ready_min <= time], free, room)
        if not chosen:
            continue
        crewing = crew(chosen, [h for h in free if h.ready_min <= time], limits.max_vehicles)
        assert isinstance(crewing, Crewing)
        ready_min = max(one.ready_min for one in (*chosen, *crewing.hosts))
        marches.append(March(leg, ready_min, tuple(chosen), crewing))
        free = [host for host in free if host not in crewing.hosts]
        waited |= held
        gone = {member.id for member in chosen}
        going = [member for member in going if member.id not in gone]
    left |= {member.id: waited.get(member.id, "vehicles") for member in going}
    return Marches(tuple(marches), left, {id: lack for id, lack in waited.items() if id not in left}, tuple(free))


def _thin_out(
    ready: Sequence[Member], coming: Sequence[Member], hosts: Sequence[Lorry], all_hosts: Sequence[Lorry], room: tuple[int, int]
) -> tuple[list[Member], dict[str, str]]:
    """The members that go, most valuable first, and what each of the others lacks.

    `room`: vehicles that this convoy and all later ones may have; where no later one may have any, nobody thinks of the
    rest. Members give way one by one, the least valuable that helps first, until both this convoy and the rest can march;
    then whoever can come after all does.
    """
    chosen = list(ready)
    held: dict[str, str] = {}
    while chosen and (lack := _lacking(chosen, [*coming, *(m for m in ready if m.id in held)], hosts, all_hosts, room)):
        here, what = lack
        gives_way = _gives_way(chosen, what, here)
        if gives_way is None:
            break
        chosen.remove(gives_way)
        held[gives_way.id] = what
    for member in ready:
        if member.id not in held or not chosen:
            continue
        more = [m for m in ready if m.id not in held or m.id == member.id]
        rest = [*coming, *(m for m in ready if m.id in held and m.id != member.id)]
        if not _lacking(more, rest, hosts, all_hosts, room):
            chosen = more
            del held[member.id]
    return chosen, held


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


def _gives_way(chosen: Sequence[Member], lack: str, here: bool) -> Member | None:
    """The least valuable member whose staying helps; `chosen` is in order of weight, the most valuable first."""
    candidates = [member for member in chosen if _helps(member, lack, here)]
    return candidates[-1] if candidates else (chosen[-1] if here else None)


def _helps(member: Member, lack: str, here: bool) -> bool:
    """Whether its staying eases what is lacking, in this convoy or (by what it brings) for the rest."""
    if isinstance(member, Rig):
        if here:
            return lack == "vehicles" or (lack == "drivers" and member.drivers > 0)
        return (lack == "seats" and member.seats > member.drivers) or (lack == "trucks" and bool(member.trucks))
    if isinstance(member, Party):
        return lack == "seats" or (lack == "drivers" and not here and member.drivers > 0)
    return lack == "trucks" or (lack == "vehicles" and here)
