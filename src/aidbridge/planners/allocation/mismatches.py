"""Why an offered thing does not answer a need: found before anybody accepts it, each with its reason (rule N2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from ...catalogue.professions import counts_as, profession
from ...catalogue.standards import usual_standards
from ...model.facts import Scalar
from ...model.messages import Message
from ...model.mission import Mission
from ...model.needs import Need
from ...model.resources import Device, Supply, Team
from ...model.specification import Classification, Specification, Staffing
from ..scope import lineage
from .certificates import meets

Resource = Team | Supply | Device
TOLERANCE = 0.1
"""Share by which mains may differ from what a device states: mains of a nominal 230 V give 207 to 253 V (EN 60038), and a device
for 220 V or 240 V runs on them."""
FITS = {
    "A": "AB", "C": "CEFHJKLNO", "E": "EF", "F": "EF", "L": "L", "J": "J", "K": "K", "N": "N", "D": "D", "M": "M", "G": "G",
    "H": "H", "I": "I", "B": "B", "O": "O",
}  # fmt: skip
"""Sockets that each plug enters; E and F are made as one hybrid plug. Recalled."""
LADDERS = {
    "EMT": (("1MOBILE", "1M"), ("1FIXED", "1F", "1"), ("2",), ("3",)),
    "UCPM": (("MUSAR",), ("HUSAR",)),
}
"""Types of which a later one does an earlier one's work; any other type does its own only."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One reason."""

    refused: bool
    """True where the thing does not answer the need; False for what a person must know and may pass over."""
    message: Message


@dataclass(frozen=True, slots=True)
class Receiving:
    """What the receiving side demands and is like."""

    mission: Mission
    local: Mapping[str, Scalar]
    """Facts `local:<state>.voltage_v`, `.frequency_hz`, `.plugs`, `.languages`."""

    def mismatches(self, resource: Resource, need: Need, used_from: datetime) -> tuple[Mismatch, ...]:
        """Everything that stands between a thing and a need, if it were used from that instant on: certificates, expiry, mains,
        manual, type and people of a team, what the donor gives it for. Its capability, its donor's reserve and the agreements
        are not looked at."""
        about: dict[str, Scalar] = {"resource": resource.id, "need": need.id, "place": need.place}
        found = [*self._donor(resource, need)]
        if isinstance(resource, Team):
            found += _team(resource, need)
        else:
            found += _goods(resource.specification, need, used_from.astimezone(ZoneInfo(self.mission.time_zone)).date())
            found += self._mains(resource.specification, need)
            found += self._manual(resource, need)
            if isinstance(resource, Device):
                found += self._mains_untold(resource.specification, need)
            found += _usual(resource, need)
        return tuple(Mismatch(one.refused, Message(key=one.message.key, params=about | one.message.params)) for one in found)

    def refusal(self, resource: Resource, need: Need, used_from: datetime) -> Message | None:
        """The first reason why it does not answer the need; None where it does."""
        return next((one.message for one in self.mismatches(resource, need, used_from) if one.refused), None)

    def country(self, place: str) -> str:
        """The state a place lies in: the outermost place it is part of, where that is a state's code; else who asks."""
        outermost = lineage(self.mission, place)[-1].partition("-")[0]
        return outermost if f"local:{outermost}.voltage_v" in self.local else self.mission.request.by

    def _told(self, need: Need, field: str) -> tuple[str, ...]:
        """The values of a local fact."""
        value = self.local.get(f"local:{self.country(need.place)}.{field}")
        return () if value is None else tuple(part.strip() for part in str(value).split(";") if part.strip())

    def _donor(self, resource: Resource, need: Need) -> Iterator[Mismatch]:
        offer = next(offer for offer in self.mission.offers if offer.id == resource.offer)
        if offer.only_places and not set(offer.only_places) & set(lineage(self.mission, need.place)):
            yield _refused("donor_place", offer=offer.id, places=", ".join(offer.only_places))

    def _mains(self, has: Specification, need: Need) -> Iterator[Mismatch]:
        if has.mains is False:
            return
        asks = need.requires
        volts = (asks.voltage_v,) if asks.voltage_v else tuple(float(v) for v in self._told(need, "voltage_v"))
        hertz = (asks.frequency_hz,) if asks.frequency_hz else tuple(float(f) for f in self._told(need, "frequency_hz"))
        sockets = asks.plugs or self._told(need, "plugs")
        if has.voltage_from_v is None and asks.voltage_v:
            yield _refused("voltage_untold", mains=_listed(volts))
        if has.voltage_from_v is not None and volts:
            low, high = has.voltage_from_v * (1 - TOLERANCE), (has.voltage_to_v or has.voltage_from_v) * (1 + TOLERANCE)
            if not any(low <= v <= high for v in volts):
                told = _listed((has.voltage_from_v, has.voltage_to_v) if has.voltage_to_v else (has.voltage_from_v,), "–")
                yield _refused("voltage", stated=told, mains=_listed(volts))
        if has.frequencies_hz and hertz and not set(has.frequencies_hz) & set(hertz):
            yield _refused("frequency", stated=_listed(has.frequencies_hz), mains=_listed(hertz))
        if has.plugs and sockets:
            enters = {socket for plug in has.plugs for socket in FITS.get(plug.upper(), plug.upper())}
            if not enters & {socket.upper() for socket in sockets}:
                yield _refused("plug", stated=", ".join(has.plugs), sockets=", ".join(sockets))

    def _mains_untold(self, has: Specification, need: Need) -> Iterator[Mismatch]:
        if has.mains is None and has.voltage_from_v is None and need.requires.voltage_v is None:
            yield _warned("mains_untold", mains=", ".join(self._told(need, "voltage_v")))

    def _manual(self, resource: Supply | Device, need: Need) -> Iterator[Mismatch]:
        has, asked = resource.specification.manual_languages, need.requires.manual_languages
        if asked and not set(map(_tongue, asked)) & set(map(_tongue, has)):
            yield _refused("manual", stated=", ".join(has), asked=", ".join(asked))
        elif has and not asked:
            crew = next((t for t in self.mission.teams if isinstance(resource, Device) and t.id == resource.operated_by), None)
            read = (*self._told(need, "languages"), *(crew.languages if crew else ()))
            if read and not set(map(_tongue, read)) & set(map(_tongue, has)):
                yield _warned("manual_unread", stated=", ".join(has), read=", ".join(read))


def local_facts_of(facts: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """Those of the facts that speak of a country's mains and languages."""
    return {key: value for key, value in facts.items() if key.startswith("local:")}


def _refused(key: str, **params: Scalar) -> Mismatch:
    return Mismatch(True, Message(key=f"mismatch.{key}", params=params))


def _warned(key: str, **params: Scalar) -> Mismatch:
    return Mismatch(False, Message(key=f"mismatch.{key}", params=params))


def _goods(has: Specification, need: Need, used: date) -> Iterator[Mismatch]:
    for asked in need.requires.certificates:
        if not meets(asked, has.certificates):
            yield _refused("certificate", asked=asked, stated=", ".join(has.certificates))
    days = need.requires.shelf_life_days
    if has.expiry is not None and has.expiry < used:
        yield _refused("expired", expiry=has.expiry.isoformat(), used=used.isoformat())
    elif days and (has.expiry is None or has.expiry < used + timedelta(days=days)):
        expiry = has.expiry.isoformat() if has.expiry else None
        yield _refused("shelf_life", expiry=expiry, used=used.isoformat(), days=days)


def _usual(resource: Supply | Device, need: Need) -> Iterator[Mismatch]:
    """Goods that usually have a certificate and state none."""
    usual = usual_standards(resource.capability or "")
    stated = resource.specification.certificates
    if usual and not need.requires.certificates and not any(meets(standard, stated) for standard in usual):
        yield _warned("no_certificate", usual=", ".join(usual), stated=", ".join(stated))


def _team(team: Team, need: Need) -> Iterator[Mismatch]:
    asks = need.requires
    if need.min_skill and need.min_skill not in team.skills:
        yield _refused("skill", asked=need.min_skill, stated=", ".join(team.skills))
    if need.language and need.language not in team.languages:
        yield _refused("language", asked=need.language, stated=", ".join(team.languages))
    if asks.classification and not _does(team.classification, asks.classification):
        stated = f"{team.classification.scheme} {team.classification.type}" if team.classification else ""
        yield _refused("classification", stated=stated, asked=f"{asks.classification.scheme} {asks.classification.type}")
    yield from _staff(team, asks.staff)
    days = asks.self_sufficiency_days
    if days is not None and (team.self_sufficiency_days is None or team.self_sufficiency_days < days):
        yield _refused("self_sufficiency", stated=team.self_sufficiency_days, asked=days)


def _does(has: Classification | None, asked: Classification) -> bool:
    """Whether a type does the work of the one asked for."""
    if has is None:
        return False
    (scheme, own), (wanted_scheme, wanted) = _normal(has), _normal(asked)
    if scheme != wanted_scheme:
        return False
    steps = {name: step for step, names in enumerate(LADDERS[scheme]) for name in names}
    return own == wanted or (own in steps and wanted in steps and steps[own] >= steps[wanted])


def _normal(one: Classification) -> tuple[str, str]:
    """Scheme and bare type: the module `EMT-2` of the UCPM is an EMT of type 2."""
    bare = "".join(letter for letter in one.type.upper() if letter.isalnum())
    scheme = "EMT" if bare.startswith("EMT") else one.scheme
    return scheme, bare.removeprefix("EMT").removeprefix("TYPE") or bare


def _staff(team: Team, asked: tuple[Staffing, ...]) -> Iterator[Mismatch]:
    """Rows that the team's people cannot fill, or not all at the same time (Hall's condition over sets of rows)."""
    single = []
    for row in asked:
        has = sum(people.count for people in team.staff if _fills(team, people, row))
        if has < row.count:
            single.append(row)
            yield _refused(
                "staff", profession=profession(row.profession), asked=row.count, stated=has, languages=", ".join(row.languages)
            )
    if single:
        return
    for size in range(2, min(len(asked), 8) + 1):
        for rows in combinations(asked, size):
            has = sum(people.count for people in team.staff if any(_fills(team, people, row) for row in rows))
            wanted = sum(row.count for row in rows)
            if has < wanted:
                named = ", ".join(profession(row.profession) for row in rows)
                yield _refused("staff", profession=named, asked=wanted, stated=has, languages="")
                return


def _fills(team: Team, people: Staffing, row: Staffing) -> bool:
    spoken = set(map(_tongue, (*team.languages, *people.languages)))
    speaks = not row.languages or bool(spoken & set(map(_tongue, row.languages)))
    return speaks and profession(row.profession) in counts_as(people.profession)


def _tongue(tag: str) -> str:
    """The language itself: `pt-BR` is read by who reads `pt`."""
    return tag.partition("-")[0].casefold()


def _listed(numbers: tuple[float, ...], apart: str = ", ") -> str:
    return apart.join(f"{number:g}" for number in numbers)
