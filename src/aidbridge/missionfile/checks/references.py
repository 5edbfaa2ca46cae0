"""What a mission names exists: in the mission itself, or in the catalogue."""

import re
from collections.abc import Callable, Iterable, Iterator

from aidbridge.catalogue.aircraft import aircraft_type
from aidbridge.catalogue.airfields import airfield
from aidbridge.catalogue.capabilities import capability
from aidbridge.catalogue.equipment import equipment
from aidbridge.catalogue.units import unit_id
from aidbridge.model.errors import UnknownNameError
from aidbridge.model.needs import Measure
from aidbridge.model.places import Airfield

from ..draft import Draft, Row
from ..paths import Flaw, Path
from ..shapes import required
from ..words import did_you_mean, shown

_RESOURCES = ("teams", "vehicles", "supplies", "devices")
_IN_MISSION: dict[str, tuple[tuple[str, ...], str]] = {
    "place": (("places",), "a place of the mission"),
    "site": (("sites",), "a site of the mission"),
    "offer": (("offers",), "an offer of the mission"),
    "need": (("needs",), "a need of the mission"),
    "team": (("teams",), "a team of the mission"),
    "vehicle": (("vehicles",), "a vehicle of the mission"),
    "tail": (("fleet",), "a tail of the mission's fleet"),
    "kit": (("vehicles", "supplies", "devices"), "a vehicle, supply or device of the mission"),
    "resource": (_RESOURCES, "a team, vehicle, supply or device of the mission"),
    "ground": (("sites", "places"), "a site or place of the mission"),
}
_CATALOGUE: dict[str, tuple[Callable[[str], object], str]] = {
    "capability": (capability, "a capability of the catalogue"),
    "aircraft": (aircraft_type, "an aircraft type of the catalogue"),
    "equipment": (equipment, "a type of the equipment catalogue"),
    "pallet": (unit_id, "a type of pallet or container, or none"),
}
_LINKS = {
    "places": {"part_of": "place"},
    "offers": {"only_places": "place", "separate_from": "offer"},
    "needs": {"capability": "capability", "place": "place", "site": "site"},
    "reserves": {"capability": "capability"},
    "agreements": {"offers": "offer", "capabilities": "capability", "places": "place"},
    "clearances": {"airfield": "airfield"},
    "teams": {"offer": "offer", "capability": "capability", "kit": "kit", "at": "stand"},
    "vehicles": {"offer": "offer", "equipment": "equipment", "at": "stand", "towed_by": "vehicle"},
    "supplies": {"offer": "offer", "capability": "capability", "package": "equipment", "pallet": "pallet", "at": "stand"},
    "devices": {"offer": "offer", "capability": "capability", "equipment": "equipment", "operated_by": "team", "at": "stand"},
    "fleet": {"type": "aircraft", "offer": "offer", "at": "airfield", "home": "airfield"},
    "airfields": {"alternate": "airfield"},
    "sites": {"place": "place", "airfield": "airfield"},
    "transfers": {"airfield": "airfield", "at": "airfield"},
    "tasks": {"site": "site", "need": "need"},
    "roads": {"origin": "stand", "destination": "stand"},
    "decisions": {"items": "item", "tail": "tail", "resource": "resource", "need": "need"},
}
_PLACE_OF_EFFECT = {"airfield_closed": "airfield", "site_shut": "site", "road_ban": "ground"}
_PACKAGE = re.compile(r"(.+)\.\d+")


def check(draft: Draft) -> Iterator[Flaw]:
    """Names that nothing bears, with the near ones; airfields that nobody describes; tasks for needs that are no backlog."""
    for section, links in _LINKS.items():
        for row in draft.each(section):
            for field, target in links.items():
                yield from _look(draft, target, _named(row.get(field), row.at(field)))
    for row in draft.each("restrictions"):
        if row.get("effect") in _PLACE_OF_EFFECT and isinstance(row.get("place"), str):
            yield from _look(draft, _PLACE_OF_EFFECT[row.get("effect")], [(row.at("place"), row.get("place"))])
    yield from _at_the_top(draft)
    yield from _described_airfields(draft)
    yield from _backlog_tasks(draft)


def _at_the_top(draft: Draft) -> Iterator[Flaw]:
    for field, target in (
        ("embarkation", "airfield"),
        ("debarkation", "airfield"),
        ("hubs", "airfield"),
        ("fuel_stops", "airfield"),
        ("base", "site"),
    ):
        yield from _look(draft, target, _named(draft.top.get(field), (field,)))
    for field in ("airfield", "destination"):
        yield from _look(draft, "airfield", _named(getattr(draft.top.get("way_home"), field, None), ("way_home", field)))
    values = getattr(draft.top.get("policy"), "unit_values", {})
    yield from _look(draft, "capability", ((("policy", "unit_values", name), name) for name in values))
    rows = getattr(draft.top.get("policy"), "substitutes", ())
    named = (
        (("policy", "substitutes", n, field), getattr(row, field)) for n, row in enumerate(rows) for field in ("item", "stands_for")
    )
    yield from _look(draft, "capability", named)
    hours = getattr(draft.top.get("rates"), "flying_hour", {})
    yield from _look(draft, "aircraft", ((("rates", "flying_hour", name), name) for name in hours))


def _named(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """The names that a field holds, one or many."""
    if isinstance(value, str) and value:
        yield path, value
    elif isinstance(value, tuple):
        yield from (((*path, n), name) for n, name in enumerate(value))


def _look(draft: Draft, target: str, names: Iterable[tuple[Path, str]]) -> Iterator[Flaw]:
    for path, name in names:
        found = _missing(draft, target, name)
        if found is not None:
            near, limit = found
            yield Flaw(path, shown(name), limit, _advice(target, near))


def _advice(target: str, near: list[str]) -> str:
    if target in ("airfield", "stand"):
        describe = f"An airfield that is not known is described in the section airfields: {', '.join(required(Airfield)[1:])}."
        return f"{did_you_mean(near, '')} {describe}".strip()
    return did_you_mean(near, _otherwise(target))


def _otherwise(target: str) -> str:
    if target in _CATALOGUE:
        return "See the catalogue for what it knows."
    return "Add it to its section, or correct the name."


def _missing(draft: Draft, target: str, name: str) -> tuple[list[str], str] | None:
    """Near names and what is allowed, where a name is not known; None where it is."""
    if target == "airfield":
        near = None if name in draft.names("airfields") or "airfields" in draft.incomplete else _unknown(airfield, name)
        return None if near is None else (near, "an airfield of the catalogue or the mission")
    if target == "stand":
        sites = draft.names("sites")
        if name in sites or "sites" in draft.incomplete or _missing(draft, "airfield", name) is None:
            return None
        return sites.near(name), "an airfield's indicator or a site of the mission"
    if target == "pallet" and name == "none":
        return None
    if target == "item":
        numbered = _PACKAGE.fullmatch(name)
        return None if numbered and numbered[1] in draft.names("supplies") else _missing(draft, "resource", name)
    if target in _CATALOGUE:
        lookup, limit = _CATALOGUE[target]
        unknown = _unknown(lookup, name)
        return None if unknown is None else (unknown, limit)
    sections, limit = _IN_MISSION[target]
    names = draft.names(*sections)
    return None if name in names or not draft.incomplete.isdisjoint(sections) else (names.near(name), limit)


def _unknown(lookup: Callable[[str], object], name: str) -> list[str] | None:
    """Near names where the catalogue does not know a name; None where it does."""
    try:
        lookup(name)
    except UnknownNameError as error:
        return list(error.near)
    return None


def _described_airfields(draft: Draft) -> Iterator[Flaw]:
    """An airfield outside the catalogue is described in full by the mission."""
    for row in draft.each("airfields"):
        if row.name is None or _unknown(airfield, row.name) is None:
            continue
        lacking = [field for field in required(Airfield) if row.get(field) is None]
        if lacking and row.whole:
            advice = f"The catalogue does not know it: add {', '.join(lacking)}."
            yield Flaw(row.at("icao"), shown(row.name), "an airfield of the catalogue, or one described in full", advice)


def _backlog_tasks(draft: Draft) -> Iterator[Flaw]:
    needs: dict[str | None, Row] = {row.name: row for row in draft.each("needs")}
    for row in draft.each("tasks"):
        need = needs.get(row.get("need"))
        wanted = need.get("capability") if need is not None else None
        if wanted is None or _unknown(capability, wanted) is not None:
            continue
        measure = capability(wanted).measure
        if measure is not Measure.BACKLOG:
            advice = f"{wanted} is counted as {measure}: a task works off a backlog, such as square metres."
            yield Flaw(row.at("need"), shown(row.get("need")), "a need whose capability is a backlog", advice)
