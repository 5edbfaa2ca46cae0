"""Suspended commercial lift, as planners must know it: the longest time in which each commercial tail may fly."""

from ..model.fleet import Tail
from ..model.messages import Message
from ..model.offers import COMMERCIAL
from ..model.resolved import Resolved


def with_lift_in_force(resolved: Resolved) -> Resolved:
    """The world for the flights: commercial tails are there only from the end of one suspension to the beginning of the next, in
    the longest such time, and not at all where there is none. The same object where nothing is suspended."""
    held = _held(resolved)
    if not held:
        return resolved
    fleet = tuple(tail for known in resolved.mission.fleet if (tail := held.get(known.id, known)) is not None)
    return resolved.model_copy(update={"mission": resolved.mission.model_copy(update={"fleet": fleet})})


def held_back(resolved: Resolved) -> list[tuple[str, Message]]:
    """Each tail that may fly for less time than its donor offers, with the reason."""
    found = []
    for tail in resolved.mission.fleet:
        held = _held(resolved).get(tail.id, tail)
        params = {"tail": tail.id, "place": ", ".join(_places(resolved, tail))}
        if held is None:
            found.append((tail.id, Message(key="mismatch.lift_suspended_throughout", params=params)))
        elif held is not tail:
            last = resolved.minute(held.available_to) if held.available_to else _end_min(resolved)
            span = {"from_min": resolved.minute(held.available_from), "to_min": last}
            found.append((tail.id, Message(key="mismatch.lift_suspended", params=params | span)))
    return found


def _held(resolved: Resolved) -> dict[str, Tail | None]:
    """Commercial tails of accepted offers that a suspension concerns, narrowed; None for those that cannot fly at all."""
    commercial = {
        offer.id for offer in resolved.mission.offers if offer.status == "accepted" and offer.channel.casefold() == COMMERCIAL
    }
    return {
        tail.id: _narrowed(resolved, tail)
        for tail in resolved.mission.fleet
        if tail.offer in commercial and _places(resolved, tail)
    }


def _places(resolved: Resolved, tail: Tail) -> list[str]:
    """Airfields that the tail may use, and their states, at which lift is suspended."""
    mission = resolved.mission
    used = {mission.embarkation, *mission.debarkations, tail.at, tail.home or tail.at}
    used |= {transfer.at for transfer in mission.transfers}
    if mission.way_home:
        used |= {mission.way_home.airfield, mission.way_home.destination}
    places = {place for field in resolved.airfields if field.icao in used for place in (field.icao, field.country)}
    return sorted(place for place in places if f"lift:{place}" in resolved.closed)


def _end_min(resolved: Resolved) -> int:
    home = resolved.mission.way_home
    return max(resolved.horizon_min, resolved.minute(home.end) if home else 0)


def _narrowed(resolved: Resolved, tail: Tail) -> Tail | None:
    last = _end_min(resolved) if tail.available_to is None else resolved.minute(tail.available_to)
    at, free = resolved.minute(tail.available_from), list[tuple[int, int]]()
    for start, stop in sorted(span for place in _places(resolved, tail) for span in resolved.closed[f"lift:{place}"]):
        if start > at:
            free.append((at, min(start - 1, last)))
        at = max(at, stop)
    free.append((at, last))
    longest = max(free, key=lambda span: span[1] - span[0])
    if longest[1] <= longest[0]:
        return None
    limited = longest[1] < last or tail.available_to is not None
    until = resolved.moment(longest[1]) if limited else None
    return tail.model_copy(update={"available_from": resolved.moment(longest[0]), "available_to": until})
