"""Values make sense together: sums and shares, kit and tows, what a kind of row needs, and figures in the wrong unit."""

from collections.abc import Callable, Iterator
from math import asin, cos, radians, sin, sqrt

from aidbridge.catalogue.airfields import airfield
from aidbridge.catalogue.capabilities import capabilities
from aidbridge.catalogue.equipment import equipment
from aidbridge.model.errors import UnknownNameError
from aidbridge.model.needs import Measure
from aidbridge.model.policy import HoldPolicy

from ..draft import Draft, Row
from ..paths import Flaw, Path
from ..words import shown

_FACTOR = 100.0
"""A figure this many times larger or smaller than the catalogue's stands in another unit."""
_NEEDED_FOR = {
    "item_on_tail": ("items", "tail"), "item_not_on_tail": ("items", "tail"),
    "items_together": ("items",), "items_apart": ("items",),
    "not_before": ("items", "at"), "not_after": ("items", "at"),
    "avoid_state": ("state",), "assign": ("resource", "need"), "not_assign": ("resource", "need"),
}  # fmt: skip
_EARTH_KM = 6371.0


def check(draft: Draft) -> Iterator[Flaw]:
    """Everything below, one after the other."""
    for part in (circles, kit, amounts, kinds, units, roads, transfers, substitutes):
        yield from part(draft)


def substitutes(draft: Draft) -> Iterator[Flaw]:
    """What stands in for another thing is counted the same way, is not the thing itself, and is told once."""
    measures = {capability.id: capability.measure for capability in capabilities()}
    told: set[tuple[str, str]] = set()
    for n, row in enumerate(getattr(draft.top.get("policy"), "substitutes", ())):
        at = ("policy", "substitutes", n)
        pair = row.item, row.stands_for
        if row.item == row.stands_for:
            yield Flaw(
                (*at, "stands_for"), shown(row.stands_for), "another capability", "Leave the row out: it serves its own needs."
            )
        elif pair in told:
            yield Flaw(at, f"{row.item} for {row.stands_for}", "one row each", "Leave one of them out.")
        elif {*pair} <= set(measures) and (
            measures[row.item] != measures[row.stands_for] or Measure.BACKLOG in map(measures.get, pair)
        ):
            value = f"{row.item} ({measures[row.item]}) for {row.stands_for} ({measures[row.stands_for]})"
            yield Flaw(
                at, value, "two stocks, two rates or two presences", "`aidbridge catalogue capabilities` tells how each is counted."
            )
        told.add(pair)


def circles(draft: Draft) -> Iterator[Flaw]:
    """Places that are part of themselves, and vehicles that tow themselves."""
    for section, field in (("places", "part_of"), ("vehicles", "towed_by")):
        rows = {row.name: row for row in draft.each(section)}
        clear: set[str | None] = set()
        for name in rows:
            trail: dict[str | None, None] = {}
            at: str | None = name
            while at in rows and at not in clear and at not in trail:
                trail[at] = None
                at = rows[at].get(field)
            if at in trail:
                steps = [*trail, at]
                circle = shown(" > ".join(map(str, steps[steps.index(at) :])))
                yield Flaw(rows[at].at(field), circle, "no circles", f"Remove {field} from one of them.")
            clear.update(trail)


def kit(draft: Draft) -> Iterator[Flaw]:
    """A team's kit, and what operates a device, belong to the same offer; nothing is in two kits."""
    offer_of = {
        row.name: row.get("offer") for section in ("vehicles", "supplies", "devices", "teams") for row in draft.each(section)
    }
    owner: dict[str, str | None] = {}
    offers = draft.names("offers")
    for row in draft.each("teams"):
        for n, item in enumerate(row.get("kit") or ()):
            theirs = offer_of.get(item)
            if theirs is not None and row.get("offer") in offers and theirs != row.get("offer"):
                advice = f"{item} belongs to offer {theirs}: move it to {row.get('offer')}, or leave it out of the kit."
                yield Flaw(row.at("kit", n), shown(item), "items of the team's own offer", advice)
            if item in owner:
                yield Flaw(row.at("kit", n), shown(item), "an item in one kit only", f"It is in the kit of {owner[item]} already.")
            owner.setdefault(item, row.name)


def amounts(draft: Draft) -> Iterator[Flaw]:
    """Shares, and parts that are larger than the whole."""
    for row in draft.each("needs"):
        floor = row.get("floor")
        if floor is not None and not 0 <= floor <= 1:
            yield Flaw(row.at("floor"), shown(floor), "a share from 0 to 1", "Write 80 % as 0.8.")
    for row in draft.each("reserves"):
        has, keeps = row.get("has"), row.get("keeps")
        if row.whole and keeps is None and row.get("own") is None:
            advice = "Write what it keeps, or `own` with its daily use, growth and safety_days, from which that is reckoned."
            yield Flaw(row.at("keeps"), "nothing", "what stays at home", advice)
        if has is not None and keeps is not None and keeps > has:
            yield Flaw(row.at("keeps"), shown(keeps), f"at most what the donor has, {has:g}", "Correct one of them.")
    for row in draft.each("teams"):
        people, drivers = row.get("people"), row.get("drivers") or 0
        if people == 0:
            yield Flaw(row.at("people"), "0", "at least 1", "A team has people: correct the number or remove the team.")
        elif people is not None and drivers > people:
            yield Flaw(row.at("drivers"), shown(drivers), f"at most the team's people, {people}", "Correct one of them.")


def kinds(draft: Draft) -> Iterator[Flaw]:
    """Fields that a row needs because of its kind."""
    for row in draft.each("clearances"):
        field = "airfield" if row.get("kind") == "landing" else "state"
        if row.get("kind") is not None and row.get("kind") != "sanctions" and row.whole and row.get(field) is None:
            yield Flaw(row.at(field), "nothing", f"required for kind {row.get('kind')}", f"Add the {field} it is for.")
    for row in draft.each("decisions"):
        for field in _NEEDED_FOR.get(row.get("kind"), ()) if row.whole else ():
            if row.get(field) in (None, ()):
                yield Flaw(row.at(field), "nothing", f"required for kind {row.get('kind')}", f"Add {field}.")


def units(draft: Draft) -> Iterator[Flaw]:
    """Figures so far from the catalogue's that their unit must be another one."""
    for row in draft.each("vehicles"):
        known = _from(equipment, row.get("equipment"), "mass_kg")
        yield from _unit(row.at("mass_kg"), row.get("mass_kg"), known, f"the catalogue's {row.get('equipment')}")
    for row in draft.each("airfields"):
        for field in ("runway_m", "runway_width_m"):
            yield from _unit(row.at(field), row.get(field), _from(airfield, row.name, field), f"the catalogue's {row.name}")
    hold = getattr(draft.top.get("policy"), "hold", None)
    yield from _unit(
        ("policy", "hold", "person_kg"), getattr(hold, "person_kg", None), HoldPolicy().person_kg, "the usual planning mass"
    )


def _from(lookup: Callable[[str], object], name: str | None, field: str) -> float | None:
    try:
        value = getattr(lookup(name), field, None) if name is not None else None
    except UnknownNameError:
        return None
    return float(value) if value else None


def _unit(path: Path, value: float | None, known: float | None, whose: str) -> Iterator[Flaw]:
    if not value or not known or 1 / _FACTOR < value / known < _FACTOR:
        return
    unit = str(path[-1]).rpartition("_")[2]
    advice = f"Is it in another unit? The field is in {unit}" + (
        f": 1000 times that is {value * 1000:g}." if value < known else "."
    )
    yield Flaw(path, f"{value:g}", f"within a factor of {_FACTOR:g} of {known:g}, {whose}", advice)


def roads(draft: Draft) -> Iterator[Flaw]:
    """Roads from a place to itself, shorter than the straight line, or so long that they must be in metres."""
    points = {row.name: _point(row) for row in draft.each("sites")}
    points |= {row.name: _point(row) for row in draft.each("airfields") if _point(row) is not None}
    for row in draft.each("roads"):
        origin, destination, km = row.get("origin"), row.get("destination"), row.get("km")
        if origin is not None and origin == destination:
            yield Flaw(row.at("destination"), shown(destination), "another place than the origin", "Correct one of them.")
            continue
        ends = [points.get(end) or _field_point(end) for end in (origin, destination)]
        if km is None or ends[0] is None or ends[1] is None:
            continue
        straight = _straight_km(ends[0], ends[1])
        if km < 0.98 * straight:
            advice = "Check the distance and the coordinates of both ends."
            yield Flaw(row.at("km"), f"{km:g}", f"at least the straight line, {straight:.0f} km", advice)
        elif km > _FACTOR * max(straight, 1.0):
            yield Flaw(
                row.at("km"),
                f"{km:g}",
                f"a road for {straight:.0f} km in a straight line",
                f"Is it in metres? Then write {km / 1000:g}.",
            )


def transfers(draft: Draft) -> Iterator[Flaw]:
    """Changes of aircraft at the airfield that they lead to, or on the way to where nothing lands."""
    known = draft.top.get("debarkation") is not None and "sites" not in draft.incomplete
    lands = {draft.top.get("debarkation"), *(site.get("airfield") for site in draft.each("sites"))}
    for row in draft.each("transfers"):
        airfield_to, at = row.get("airfield"), row.get("at")
        if at is not None and at == airfield_to:
            yield Flaw(row.at("at"), shown(at), "another airfield than the one it leads to", "Correct one of them.")
        if airfield_to is not None and known and airfield_to not in lands:
            limit = "the mission's airfield of debarkation, or one of a site's"
            yield Flaw(row.at("airfield"), shown(airfield_to), limit, "Name it as the `airfield` of a site, or leave the row out.")


def _point(row: Row) -> tuple[float, float] | None:
    lat, lon = row.get("lat"), row.get("lon")
    return (lat, lon) if lat is not None and lon is not None else None


def _field_point(icao: str | None) -> tuple[float, float] | None:
    try:
        known = airfield(icao) if icao is not None else None
    except UnknownNameError:
        return None
    return (known.lat, known.lon) if known is not None else None


def _straight_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance on a sphere (haversine); within 0.6 % of the ellipsoid's."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, h)))
