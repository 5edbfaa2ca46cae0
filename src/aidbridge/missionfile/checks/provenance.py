"""Facts and assumptions speak of something: their keys are well formed, and no figure has two facts."""

from collections.abc import Iterator

from ..draft import Draft
from ..paths import Flaw, Path
from ..sections import SECTIONS
from ..words import Names, did_you_mean, shown

_ROOMS = (
    *(s.room for s in SECTIONS.values()),
    "aircraft",
    "equipment",
    "unit",
    "policy",
    "rates",
    "mission",
    "request",
    "way_home",
)
_LIMIT = "a key such as airfield:LIRE.parking_places"


def check(draft: Draft) -> Iterator[Flaw]:
    """Keys of facts and assumptions that are none, or whose room does not exist; facts without a choice's reason."""
    rooms = Names(_ROOMS)
    for row in draft.each("facts"):
        yield from _key(row.get("key"), row.at("key"), rooms)
        if row.whole and row.get("alternatives") and not row.get("reason"):
            advice = "Add reason: why this value was chosen among those reported."
            yield Flaw(row.at("reason"), "nothing", "a reason for the choice among alternatives", advice)
    for row in draft.each("assumptions"):
        for key in row.get("values") or {}:
            yield from _key(key, row.at("values", key), rooms)
        for n, pattern in enumerate(row.get("accept") or ()):
            yield from _key(pattern, row.at("accept", n), rooms)
        if row.whole and not row.get("values") and not row.get("accept"):
            yield Flaw(row.path, "an assumption of nothing", "values or accept", "Say which facts it accepts or sets.")


def _key(key: str | None, path: Path, rooms: Names) -> Iterator[Flaw]:
    """A key, or a pattern of keys, that no fact can have."""
    if key is None:
        return
    room, colon, rest = key.partition(":")
    if any(sign in room for sign in "*?["):
        return
    if not colon or not rest:
        yield Flaw(path, shown(key), _LIMIT, "Write room, colon, identifier, point, field.")
    elif room not in rooms:
        near = [f"{name}:{rest}" for name in rooms.near(room)]
        yield Flaw(path, shown(key), _LIMIT, did_you_mean(near, f"Rooms are {', '.join(rooms.all)}."))
