"""Limits that depend on where items stand: floor zones, the height profile, the ramp, what shares a metre, what blocks what.

Most holds have none of them (`Hold.by_place`), and most items ask for none (`asks_for_place`); a search that knows only lengths and
widths asks `place_breaks` about a finished arrangement, and `windows` where one item may stand at all.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from ...model.fleet import AircraftType
from ...model.plan import Placement
from ...model.resolved import Item
from ...physics.balance import item_centre_across_cm
from ...physics.envelope import lateral_kg_m
from ...physics.floor import area_load, axle_loads, position_loads, running_loads
from ...physics.hold_heights import clearings
from ...physics.segregation import kept_apart
from ...physics.standing import Stood, between_cm
from ...physics.unloading import in_the_way
from .breaks import Break, exceeded, severity
from .hold import Hold

Window = tuple[int, int]
"""First and last place of an item's front, in cm from the front of the floor."""


def asks_for_place(items: Sequence[Item], hold: Hold) -> bool:
    """Whether these items, on one load, must be asked about: they leave at different stops, or goods keep a distance."""
    if len({item.stop for item in items if item.kind != "persons"}) > 1:
        return True
    goods = [item for item in items if item.dangerous] if keeps_distance(hold) else []
    return any(kept_cm(one, other, hold) > 0 for one, other in combinations(goods, 2))


def keeps_distance(hold: Hold) -> bool:
    """Whether the table keeps any goods at a distance in one hold."""
    return any(row.keep == "distance" for row in hold.leg.segregation)


def kept_cm(one: Item, other: Item, hold: Hold) -> int:
    """What goods in two items keep between them, along the hold or across it, in cm; 0 for none."""
    rows = [kept_apart(a, b, hold.leg.segregation) for a in one.dangerous for b in other.dangerous]
    return max((math.ceil(round(row.distance_m * 100, 6)) for row in rows if row.keep == "distance"), default=0)


def windows(item: Item, turned: bool, hold: Hold) -> tuple[Window, ...]:
    """Where the item's front may be so that its floor and its roof bear it: on the floor, then on the ramp."""
    along = item.width_cm if turned else item.length_cm
    spans = [(0, hold.length_cm)]
    if hold.ramp_cm is not None and item.mass_kg <= hold.ramp_limit_kg:
        spans.append(hold.ramp_cm)
    found: list[Window] = []
    for start, end in spans:
        if end - along < start:
            continue
        if hold.noun is None or not hold.by_place:
            found.append((start, end - along))
        else:
            found += _windows(hold.noun, item, turned, start, end - along, hold.gaps.roof_cm)
    return tuple(found)


def nearest_breaks(item: Item, turned: bool, hold: Hold) -> tuple[Break, ...]:
    """What the item exceeds where it exceeds least; empty where it may stand somewhere, or is too long to stand at all."""
    along = item.width_cm if turned else item.length_cm
    if hold.noun is None or not hold.by_place or along > hold.length_cm or windows(item, turned, hold):
        return ()
    places = _points(hold.noun, item, turned, 0, hold.length_cm - along)
    return min((tuple(_own_breaks(hold.noun, _at(item, turned, x), hold.gaps.roof_cm)) for x in places), key=severity)


def place_breaks(hold: Hold, floor: Sequence[Stood]) -> tuple[Break, ...]:
    """Every limit that depends on places and that these items exceed as they stand."""
    noun = hold.noun
    if noun is None:
        return ()
    over = _ramp(hold, floor)
    if hold.by_place:
        for stood in floor:
            over += _own_breaks(noun, stood, hold.gaps.roof_cm)
        over += _running(noun, floor)
        over += [Break("position", _up(mass), _down(limit), "kg") for _, mass, limit in position_loads(noun, floor)]
        if noun.lateral_limit_kg_m is not None:
            masses = [(one.item.mass_kg, _across(one)) for one in floor]
            over.append(Break("lateral", _up(lateral_kg_m(masses, hold.width_cm)), _down(noun.lateral_limit_kg_m), "kg m"))
    over += _unloading(noun, floor)
    over += _distances(hold, floor)
    return exceeded(over)


def _ramp(hold: Hold, floor: Sequence[Stood]) -> list[Break]:
    over: list[Break] = []
    on_ramp = [one for one in floor if one.x_to_cm > hold.length_cm]
    start, end = hold.ramp_cm or (hold.length_cm, hold.length_cm)
    over += [Break("ramp_span", hold.length_cm - one.x_cm, 0, "cm") for one in on_ramp if one.x_cm < start]
    over += [Break("length", one.x_to_cm, end, "cm") for one in on_ramp]
    if on_ramp:
        over.append(Break("ramp_load", sum(one.item.mass_kg for one in on_ramp), hold.ramp_limit_kg, "kg"))
    return over


def _unloading(noun: AircraftType, floor: Sequence[Stood]) -> list[Break]:
    over: list[Break] = []
    for first in floor:
        later = [one for one in floor if one.item.stop > first.item.stop]
        found = in_the_way(noun, first, later) if later else ()
        over += [Break("unloading", one.item.stop, first.item.stop, "stop") for one in found or ()]
    return over


def _distances(hold: Hold, floor: Sequence[Stood]) -> list[Break]:
    goods = [one for one in floor if one.item.dangerous]
    return [
        Break("segregation", least - between_cm(a, b), 0, "cm")
        for a, b in combinations(goods, 2)
        if (least := kept_cm(a.item, b.item, hold)) > 0
    ]


@lru_cache(maxsize=4096)
def _windows(noun: AircraftType, item: Item, turned: bool, first: int, last: int, roof_cm: int) -> tuple[Window, ...]:
    found: list[Window] = []
    points = _points(noun, item, turned, first, last)
    for x, following in zip(points, (*points[1:], last + 1), strict=True):
        if _own_breaks(noun, _at(item, turned, x), roof_cm):
            continue
        if found and found[-1][1] == x - 1:
            found[-1] = (found[-1][0], following - 1)
        else:
            found.append((x, following - 1))
    return tuple(found)


def _points(noun: AircraftType, item: Item, turned: bool, first: int, last: int) -> list[int]:
    """Places from each of which to the next, that one left out, the same limits hold: what changes them is an end of the item, of
    one of its parts or an axle coming to an end of a stretch of the hold."""
    along = item.width_cm if turned else item.length_cm
    own = {
        0,
        along,
        *(axle.at_cm for axle in item.axles),
        *(edge for part in item.stretches for edge in (part.from_cm, part.to_cm)),
    }
    ends = [(zone.from_m, zone.to_m) for zone in noun.floor_zones] + [(span.from_m, span.to_m) for span in noun.height_profile]
    edges = {edge * 100 for both in (*ends, (0.0, noun.hold_length_m or 0.0)) for edge in both}
    turns = {math.floor(round(edge - at, 6)) + step for edge in edges for at in own for step in (0, 1)}
    turns |= {math.ceil(round(edge - at, 6)) for edge in edges for at in own}
    return sorted({first} | {x for x in turns if first < x <= last})


def _own_breaks(noun: AircraftType, stood: Stood, roof_cm: int) -> list[Break]:
    """What one item exceeds at its place, whatever stands beside it."""
    over: list[Break] = []
    if noun.floor_zones and stood.item.axles:
        over += [Break("axle", _up(p.value), _down(p.limit), "kg") for p in axle_loads(noun, stood) if p.limit is not None]
    pressed = area_load(noun, stood) if noun.floor_zones and not stood.item.axles else None
    if pressed is not None and pressed.limit is not None:
        over.append(Break("floor_load", _up(pressed.value), _down(pressed.limit), "kg/m2"))
    if noun.floor_zones:
        over += _running(noun, [stood])
    over += [Break("height", c.height_cm + roof_cm, c.limit_cm, "cm") for c in clearings(noun, stood)]
    return list(exceeded(over))


def _running(noun: AircraftType, floor: Sequence[Stood]) -> list[Break]:
    known = (p for p in running_loads(noun, floor) if p.limit is not None)
    return [Break("running_load", _up(p.value), _down(p.limit), "kg/m") for p in known]


def _at(item: Item, turned: bool, x_cm: int) -> Stood:
    return Stood.at(item, x_cm, 0, turned)


def _across(one: Stood) -> float:
    return item_centre_across_cm(one.item, Placement(item=one.item.id, x_cm=one.x_cm, y_cm=one.y_cm, turned=one.turned))


def _up(value: float) -> int:
    return math.ceil(round(value, 6))


def _down(value: float | None) -> int:
    return math.floor(value if value is not None else math.inf)
