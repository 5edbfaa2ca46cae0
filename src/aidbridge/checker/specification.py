"""Whether what is given meets what was asked for (N2): certificate, expiry, mains, manual, type, people, each counted once."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from ..catalogue.professions import counts_as, profession
from ..catalogue.standards import classes
from ..model.needs import Measure, Need
from ..model.resources import Supply, Team
from ..model.specification import Classification, Specification
from ..model.verdict import Standing
from .docket import Docket
from .parting import missing
from .provenance import Provenance
from .world import Resource, World

PUBLISHERS = {"en", "iec", "iso", "din", "uni", "bs", "nf", "gb", "yy", "t", "astm", "niosh", "gost", "ansi", "aami"}
FILLERS = {"type", "class", "level", "and", "by", "to", "standard"}
NEAR = 0.1
"""Share by which nominal voltages may differ (EN 60038: mains of 230 V give 207 to 253 V)."""
SOCKETS = {
    "A": "AB", "B": "B", "C": "CEFHJKLNO", "D": "D", "E": "EF", "F": "EF", "G": "G", "H": "H", "I": "I", "J": "J", "K": "K",
    "L": "L", "M": "M", "N": "N", "O": "O",
}  # fmt: skip
"""What each plug enters."""
RANKS = {
    "EMT 1MOBILE": 1, "EMT 1M": 1, "EMT 1FIXED": 2, "EMT 1F": 2, "EMT 1": 2, "EMT 2": 3, "EMT 3": 4,
    "UCPM MUSAR": 1, "UCPM HUSAR": 2,
}  # fmt: skip


def answers_meet_what_was_asked(world: World, docket: Docket) -> None:
    """N2 A resource answers a need only if it meets the specification, on the day it is used."""
    for a in world.plan.assignments:
        resource, need = world.resources.get(a.resource), world.needs.get(a.need)
        if resource is not None and need is not None:
            _meets(world, docket, a.id, resource, need, a.at_work_min if a.at_work_min is not None else a.arrive_min)
    _once(world, docket)


def refused(world: World, resource: Resource, need: Need) -> bool:
    """Whether a thing could not answer the need even if it were there when the need begins."""
    docket = Docket("N2", Provenance(world.resolved))
    _meets(world, docket, resource.id, resource, need, 0)
    broken = any(finding.standing is Standing.BROKEN for finding in docket.findings())
    return broken or world.counted_twice.get(resource.id, 0.0) >= _whole(resource) - 1e-9


def _meets(world: World, docket: Docket, about: str, resource: Resource, need: Need, at_min: int | None) -> None:
    offer = world.offers.get(resource.offer)
    if offer is not None and offer.only_places:
        inside = any(place in offer.only_places for place in world.lineage(need.place))
        docket.require(inside, about, "donor_place", need.place, ", ".join(offer.only_places), offer=offer.id)
    if isinstance(resource, Team):
        _team(docket, about, resource, need)
        return
    told = {"resource": resource.id, "need": need.id}
    _goods(world, docket, about, resource.specification, need, at_min, told)
    _mains(world, docket, about, resource.specification, need, told)


def _whole(resource: Resource) -> float:
    return resource.quantity if isinstance(resource, Supply) else resource.capacity


def _goods(
    world: World, docket: Docket, about: str, has: Specification, need: Need, at_min: int | None, told: Mapping[str, str]
) -> None:
    for asked in need.requires.certificates:
        docket.require(certified(asked, has.certificates), about, "certificate", ", ".join(has.certificates), asked, **told)
    if at_min is None or (has.expiry is None and not need.requires.shelf_life_days):
        return
    moment = max(world.resolved.moment(at_min), need.start)
    due = moment.astimezone(ZoneInfo(world.mission.time_zone)).date() + timedelta(days=need.requires.shelf_life_days)
    good = has.expiry is not None and has.expiry >= due
    docket.require(good, about, "expiry", has.expiry.isoformat() if has.expiry else None, due.isoformat(), **told)


def certified(asked: str, stated: tuple[str, ...]) -> bool:
    """Whether one of the certificates that are stated says all that one of the alternatives asks."""
    told = [_terms(text) for text in stated]
    bare = set[str]().union(*(terms for terms in told if not any(term[:1].isdigit() for term in terms)))
    return any(all(_among(term, terms | bare) for term in _terms(choice)) for choice in asked.split("|") for terms in told)


def _terms(text: str) -> set[str]:
    """The words of a certificate that tell it from others: numbers and classes."""
    text = re.sub(r"[:-](19|20)\d{2}\b", " ", text.casefold())
    text = re.sub(r"\+\s*a\d+\b", " ", text)
    for publisher in sorted(PUBLISHERS):
        text = re.sub(rf"\b{publisher}(?=\d)", f"{publisher} ", text)
    words = set(re.findall(r"[\w-]+", text)) - FILLERS
    return words - PUBLISHERS or words


def _among(term: str, terms: set[str]) -> bool:
    good = {term}
    for series in classes():
        if term in series:
            good |= set(series[series.index(term) :])
    return bool(good & terms) or (term[:1].isdigit() and any(other.startswith(term + "-") for other in terms))


def _mains(world: World, docket: Docket, about: str, has: Specification, need: Need, told: Mapping[str, str]) -> None:
    if has.mains is not False:
        asks = need.requires
        volts = [asks.voltage_v] if asks.voltage_v else [float(v) for v in local(world, need, "voltage_v")]
        hertz = [asks.frequency_hz] if asks.frequency_hz else [float(f) for f in local(world, need, "frequency_hz")]
        sockets = {socket.upper() for socket in asks.plugs or local(world, need, "plugs")}
        low, high = has.voltage_from_v, has.voltage_to_v or has.voltage_from_v
        if low is not None and high is not None and volts:
            runs = any(low - low * NEAR <= v <= high + high * NEAR for v in volts)
            docket.require(runs, about, "voltage", f"{low:g}-{high:g}", ", ".join(f"{v:g}" for v in volts), "V", **told)
        elif asks.voltage_v:
            docket.broken(about, "voltage", None, asks.voltage_v, "V", **told)
        if has.frequencies_hz and hertz:
            runs = any(f in hertz for f in has.frequencies_hz)
            docket.require(runs, about, "frequency", ", ".join(f"{f:g}" for f in has.frequencies_hz), hertz[0], "Hz", **told)
        if has.plugs and sockets:
            enters = any(set(SOCKETS.get(plug.upper(), plug.upper())) & sockets for plug in has.plugs)
            docket.require(enters, about, "plug", ", ".join(has.plugs), ", ".join(sorted(sockets)), **told)
    asked = {tag.split("-")[0].lower() for tag in need.requires.manual_languages}
    written = {tag.split("-")[0].lower() for tag in has.manual_languages}
    if asked:
        docket.require(bool(asked & written), about, "manual", ", ".join(sorted(written)), ", ".join(sorted(asked)), need=need.id)


def local(world: World, need: Need, field: str) -> list[str]:
    """What the resolved mission knows of the sockets and languages at a need's place."""
    state = world.lineage(need.place)[-1].split("-")[0]
    if world.resolved.fact(f"local:{state}.voltage_v") is None:
        state = world.mission.request.by
    fact = world.resolved.fact(f"local:{state}.{field}")
    return [part.strip() for part in str(fact.value).split(";") if part.strip()] if fact is not None else []


def _team(docket: Docket, about: str, team: Team, need: Need) -> None:
    asks, told = need.requires, {"resource": team.id, "need": need.id}
    docket.require(
        not need.min_skill or need.min_skill in team.skills, about, "skill", ", ".join(team.skills), need.min_skill, **told
    )
    speaks = not need.language or need.language in team.languages
    docket.require(speaks, about, "language", ", ".join(team.languages), need.language, **told)
    if asks.classification is not None:
        own, wanted = _type(team.classification), _type(asks.classification)
        enough = own == wanted or (0 < RANKS.get(wanted, 0) <= RANKS.get(own, 0) and own.split()[0] == wanted.split()[0])
        docket.require(enough, about, "classification", own, wanted, **told)
    if asks.self_sufficiency_days is not None:
        days = -1.0 if team.self_sufficiency_days is None else team.self_sufficiency_days
        docket.at_least(about, "self_sufficiency", days, asks.self_sufficiency_days, "days", **told)
    if asks.staff:
        _staff(docket, about, team, need)


def _type(one: Classification | None) -> str:
    if one is None:
        return ""
    bare = re.sub(r"[\W_]+", "", one.type.upper())
    return (
        f"EMT {re.sub('^EMT(TYPE)?', '', bare)}" if bare.startswith("EMT") else f"{one.scheme} {re.sub('^TYPE', '', bare) or bare}"
    )


def _staff(docket: Docket, about: str, team: Team, need: Need) -> None:
    """Whether the team's people can fill all places asked for, each of them one: a transport problem."""
    ways: dict[tuple[int, int], float] = {}
    for want, row in enumerate(need.requires.staff):
        for own, people in enumerate(team.staff):
            tongues = {tag.split("-")[0].lower() for tag in (*team.languages, *people.languages)}
            speaks = not row.languages or bool(tongues & {tag.split("-")[0].lower() for tag in row.languages})
            if speaks and profession(row.profession) in counts_as(people.profession):
                ways[want, own] = float(people.count)
    wanted = {n: float(row.count) for n, row in enumerate(need.requires.staff)}
    lacking = missing(wanted, {n: float(people.count) for n, people in enumerate(team.staff)}, ways)
    for n, short in lacking.items():
        row = need.requires.staff[n]
        docket.broken(about, "staff", row.count - short, row.count, "", resource=team.id, need=need.id, profession=row.profession)
    if not lacking:
        docket.require(True, about, "staff", resource=team.id, need=need.id)


def _once(world: World, docket: Docket) -> None:
    """What another offer's line has counted already is not given a second time."""
    given: dict[str, float] = defaultdict(float)
    for a in world.plan.assignments:
        resource, need = world.resources.get(a.resource), world.needs.get(a.need)
        if resource is not None and need is not None and world.accepted(resource.offer):
            touring = world.measure_of(need) is Measure.BACKLOG
            given[a.resource] = max(given[a.resource], _whole(resource)) if touring else given[a.resource] + a.quantity
    for id, counted in sorted(world.counted_twice.items()):
        if id in given:
            resource = world.resources[id]
            docket.at_most(
                id, "counted_twice", given[id], max(_whole(resource) - counted, 0.0), _unit(world, resource), offer=resource.offer
            )


def _unit(world: World, resource: Resource) -> str:
    return next((c.unit for c in world.resolved.capabilities if c.id == resource.capability), "")
