"""A draft: the rows a person decides on, and the mission that the answers so far make of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ...catalogue.aircraft import aircraft_type
from ...model.messages import Message
from ..claims import Reading
from ..places.distance import km_between
from ..reconcile import Finding
from ..review import Answer, ReadingSummary, Review
from ..scenes import story_sentences
from .assumptions import assumptions_of
from .case import key_of, opened
from .cited import country_name
from .defaults import SOURCE, default
from .desk import Desk
from .ends import Ends, airfield_known, area_name, ends_of, point_of, spot_source
from .fields import field_row, zone_of
from .figure import Figure
from .fleet import Squadron, fleet_of
from .goods import stocks_of, vehicles_of
from .leave import Closed, accepted, closures, landing, overflown
from .needs import needs_of
from .people import CAPABILITIES, crews_of
from .resources import devices, host_vehicles, supplies, tails, teams, vehicles
from .situation import Situation, situation_of

Tree = dict[str, Any]
_MIDNIGHT, _LAST_MINUTE = time(), time(23, 59)
SHOWN_OPEN = 5
"""Open rows that the mission file names."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A review and the mission drafted from it, as plain values in the mission's own order."""

    review: Review
    mission: Tree
    lacking: tuple[str, ...]
    """What the mission needs and nobody has said, each with the row that asks for it."""
    names: Mapping[str, str]
    """Names of rows by what they are about, to be given again in the next round."""
    title: str


def drafted(
    readings: Sequence[Reading],
    findings: Sequence[Finding],
    dated: date,
    answers: Sequence[Answer] = (),
    names: Mapping[str, str] = {},
) -> Draft:
    """The draft of some reports under the answers so far. The same input gives the same draft.

    `names` are those of the rounds before: a row keeps its name whatever is answered.
    """
    return _Drafting(readings, findings, dated, answers, names).draft()


class _Drafting:
    """One draft in the making: each step adds its rows at the desk and its sections to the mission."""

    def __init__(
        self,
        readings: Sequence[Reading],
        findings: Sequence[Finding],
        dated: date,
        answers: Sequence[Answer],
        names: Mapping[str, str],
    ) -> None:
        self.readings, self.answers = readings, answers
        self.desk = Desk(readings, answers, names)
        self.story = [one for reading in readings for one in story_sentences(reading)]
        self.case = opened(self.desk, self.story, findings, dated)
        self.donor, self.recipient = self.case.donor or "XX", self.case.recipient or "XX"
        self.offer, self.host = f"{self.donor}-1", f"{self.recipient}-host"

    def draft(self) -> Draft:
        desk, case = self.desk, self.case
        ends = ends_of(desk, case, self.story)
        zone = zone_of(str(ends.debarkation.value)) if ends.debarkation is not None else "UTC"
        start, horizon = self._days(zone)
        squadrons = fleet_of(desk, case, self.story)
        crews = crews_of(desk, case)
        columns = vehicles_of(desk, case, self.story, squadrons)
        stocks = stocks_of(desk, case, self.story)
        situation = situation_of(desk, case)
        offered: dict[str, float] = {}
        for crew in crews:
            offered[CAPABILITIES[crew.kind]] = offered.get(CAPABILITIES[crew.kind], 0.0) + max(1, crew.teams.whole)
        for stock in stocks:
            if stock.goods.capability:
                offered[stock.goods.capability] = offered.get(stock.goods.capability, 0.0) + stock.quantity.number
        lines = needs_of(desk, case, situation, offered)
        agreed = accepted(desk, case)
        drivers = self._drivers() if columns else None
        at = str(ends.debarkation.value) if ends.debarkation is not None else ""
        hosts = host_vehicles(desk, crews, stocks, self.host, self.recipient, at) if at else []
        closed = closures(desk, case)
        mission: Tree = {"format": 1, "id": self._id(start), "title": {"en": self._title()}}
        mission |= {"start": start.tree(), "horizon": horizon.tree(), "time_zone": zone}
        mission |= {
            name: one.tree()
            for name, one in (("embarkation", ends.embarkation), ("debarkation", ends.debarkation))
            if one is not None
        }
        mission["base"] = "base"
        mission["request"] = self._request(start)
        mission["offers"] = self._offers(agreed, bool(hosts))
        mission["agreements"] = self._agreements(agreed, start, bool(hosts))
        mission |= self._places(ends, situation)
        mission["needs"] = [
            {
                "id": f"{self.recipient}-needs-{line.capability}",
                "capability": line.capability,
                "place": mission["places"][-1]["id"],
                "quantity": line.quantity.tree(),
                "site": "base",
                "start": start.tree(),
            }
            for line in lines
        ]
        if ends.embarkation is not None:
            mission["fleet"] = tails(squadrons, self.offer, self.donor, ends.embarkation, str(start.value))
        mission["teams"] = teams(crews, self.offer, self.donor, drivers)
        mission["vehicles"] = [*vehicles(columns, self.offer, self.donor), *hosts]
        mission["supplies"] = supplies(stocks, self.offer, self.donor)
        mission["devices"] = devices(stocks, self.offer, self.donor)
        icaos = self._fields(ends, mission)
        mission["clearances"] = self._clearances(ends, start, horizon)
        mission["restrictions"] = [self._restriction(one, start, horizon, zone) for one in closed]
        types = [str(squadron.type.value) for squadron in squadrons] if ends.embarkation is not None else []
        measures = sorted(
            {f"equipment:{row['equipment']['value']}.*" for row in mission["vehicles"]}
            | {f"equipment:{stock.goods.package}.*" for stock in stocks}
            | {f"supply:{row['id']}.*" for row in mission["supplies"]}
            | {f"device:{row['id']}.*" for row in mission["devices"]}
        )
        mission["assumptions"] = assumptions_of(desk, types, icaos, tuple(measures)) if types else []
        mission["facts"] = [{"key": key} | figure.tree() for key, figure in situation.rest(self.recipient).items()]
        self._context()
        review = Review(tuple(desk.rows), self._summaries(), self._notes(ends, squadrons))
        lacking = self._lacking(ends, squadrons, mission, review)
        mission["draft"] = self._state(review)
        return Draft(
            review,
            {name: value for name, value in mission.items() if value != [] or name == "needs"},
            lacking,
            desk.names,
            self._title(),
        )

    def _days(self, zone: str) -> tuple[Figure, Figure]:
        """First midnight and horizon, local time of the recipient, as instants."""
        dated = self.case.dated
        first = self.desk.default(
            "start",
            says=Message(key="draft.says_start"),
            value=dated.isoformat(),
            takes="date",
            enters="start",
            must=False,
            question=Message(key="draft.ask.start", params={"day": dated.isoformat()}),
            why="the day of the reports, from midnight local time",
        ) or Figure(dated.isoformat(), "estimated", SOURCE, "the day of the reports")
        stated = default("horizon_days")
        until = date.fromisoformat(str(first.value)) + timedelta(days=stated.value)
        last = self.desk.default(
            "horizon",
            says=Message(key="draft.says_horizon"),
            value=until.isoformat(),
            takes="date",
            enters="horizon",
            must=False,
            question=Message(key="draft.ask.horizon", params={"day": until.isoformat()}),
            why=f"{stated.value:g} days: {stated.why}",
        ) or Figure(until.isoformat(), "estimated", SOURCE, stated.why)
        return first.of(_instant(str(first.value), zone)), last.of(_instant(str(last.value), zone))

    def _drivers(self) -> Figure | None:
        stated = default("drivers")
        return self.desk.default(
            "drivers",
            concept="asset.personnel",
            says=Message(key="draft.says_drivers"),
            value=int(stated.value),
            takes="whole",
            enters="teams[].drivers",
            must=False,
            question=Message(key="draft.ask.drivers", params={"n": stated.value}),
            why=stated.why,
        )

    def _request(self, start: Figure) -> Tree:
        desk, case = self.desk, self.case
        row: Tree = {"id": f"{self.recipient}-REQ-1", "by": self.recipient, "to": [self.donor], "at": start.tree()}
        for n, found in case.of("actor.request"):
            if not found.best.related and case.recipient in found.best.parties.values():
                case.used[n] = "request"
                figure = desk.finding(key_of(found), found, enters="request", value=case.recipient, must=False)
                if figure is not None:
                    return row | {"by": figure.of(self.recipient).tree(), "source": figure.source}
                return row
        figure = desk.default(
            "request",
            concept="actor.request",
            says=Message(key="draft.says_none_reported"),
            value=self.recipient,
            takes="",
            enters="request",
            must=False,
            question=Message(key="draft.ask.request", params={"country": self.recipient}),
            why="no report tells of a request",
        )
        return row | ({"source": f"{SOURCE}: no report tells of a request"} if figure is not None else {})

    def _offers(self, agreed: Figure | None, hosts: bool) -> list[Tree]:
        status = (
            agreed.of("accepted") if agreed is not None else Figure("offered", "recalled", "review", "no agreement is confirmed")
        )
        rows: list[Tree] = [{"id": self.offer, "donor": self.donor, "status": status.tree()}]
        if hosts:
            note = "coaches and trucks of the host are assumed"
            rows.append(
                {
                    "id": self.host,
                    "donor": self.recipient,
                    "channel": "host nation",
                    "status": Figure("accepted", "estimated", SOURCE, note).tree(),
                }
            )
        for code, found in self.case.others.items():
            row: Tree = {
                "id": f"{code}-1",
                "donor": code,
                "status": "offered",
                "conditions": "gives too, the reports say; what it gives is not part of this draft",
            }
            if found is not None:
                self.case.used[self.case.findings.index(found)] = f"offers[{code}-1]"
                figure = self.desk.finding(key_of(found), found, enters=f"offers[{code}-1]", value="offered", must=False)
                if figure is None:
                    continue
                row["source"] = figure.source
            rows.append(row)
        return rows

    def _agreements(self, agreed: Figure | None, start: Figure, hosts: bool) -> list[Tree]:
        rows: list[Tree] = []
        if agreed is not None:
            parties = list(dict.fromkeys((self.donor, self.recipient)))
            rows.append(
                {
                    "id": f"AG-{self.donor}-{self.recipient}",
                    "parties": parties,
                    "valid_from": start.tree(),
                    "offers": [self.offer],
                    "source": agreed.source,
                }
            )
        if hosts:
            rows.append(
                {
                    "id": "AG-host",
                    "parties": [self.recipient],
                    "valid_from": start.tree(),
                    "offers": [self.host],
                    "source": f"{SOURCE}: the host's own vehicles",
                }
            )
        return rows

    def _places(self, ends: Ends, situation: Situation) -> Tree:
        country: Tree = {"id": self.recipient, "name": country_name(self.recipient), "level": "country"}
        country |= {name: figure.tree() for name, figure in situation.fields(self.recipient).items()}
        places, spot = [country], ends.base_spot
        point = (
            (spot.lat, spot.lon)
            if spot is not None
            else point_of(str(ends.debarkation.value))
            if ends.debarkation is not None
            else None
        )
        source = spot_source(spot) if spot is not None else "position of the airfield of debarkation"
        if spot is not None and spot.region:
            area: Tree = {"id": spot.region, "name": area_name(spot), "level": "region", "part_of": self.recipient}
            places.append(
                area | {name: Figure(value, "read", source).tree() for name, value in (("lat", spot.lat), ("lon", spot.lon))}
            )
        if point is None:
            return {"places": places, "sites": []}
        base: Tree = {
            "id": "base",
            "name": f"Base, {spot.name if spot is not None else 'at the airfield'}",
            "kind": "base",
            "place": places[-1]["id"],
        }
        at = ends.base
        note = (at.note if at is not None else "") or "where the relief works is not reported"
        base |= {name: Figure(value, "estimated", source, note).tree() for name, value in (("lat", point[0]), ("lon", point[1]))}
        return {"places": places, "sites": [base]}

    def _fields(self, ends: Ends, mission: Tree) -> list[str]:
        icaos = list(dict.fromkeys(str(one.value) for one in (ends.embarkation, ends.debarkation) if one is not None))
        known = [icao for icao in icaos if airfield_known(icao)]
        mission["airfields"] = [field_row(self.desk, icao) for icao in known]
        return icaos

    def _clearances(self, ends: Ends, start: Figure, horizon: Figure) -> list[Tree]:
        if ends.embarkation is None or ends.debarkation is None:
            return []
        origin, destination = str(ends.embarkation.value), str(ends.debarkation.value)
        points = {icao: point for icao in (origin, destination) if (point := point_of(icao)) is not None}
        span = {"valid_from": start.tree(), "valid_to": horizon.tree()}
        rows: list[Tree] = []
        granted = landing(self.desk, self.case, destination)
        status = granted or Figure("not_asked", "recalled", "review", "a person refused the assumption")
        for id, kind, where in (
            (f"LDG-{destination}", "landing", {"airfield": destination}),
            (f"OVF-{self.recipient}", "overflight", {"state": self.recipient}),
        ):
            rows.append(
                {"id": id, "kind": kind, **where, "operator": self.donor, "status": status.tree(), **span, "source": status.source}
            )
        if len(points) == 2:
            for state, figure in overflown(self.desk, self.case, points, (origin, destination)).items():
                status = figure or Figure("not_asked", "recalled", "review", "a person refused the assumption")
                row = {"id": f"OVF-{state}", "kind": "overflight", "state": state, "operator": self.donor, "status": status.tree()}
                rows.append(row | (span if figure is not None else {}) | {"source": status.source})
        return rows

    def _restriction(self, one: Closed, start: Figure, horizon: Figure, zone: str) -> Tree:
        last = one.until.value
        end = one.until.of(_instant(str(last), zone, _LAST_MINUTE)) if last else one.until.of(horizon.value)
        return {
            "id": one.id,
            "effect": one.effect,
            "place": one.place,
            "start": start.tree(),
            "end": end.tree(),
            "reason": one.reason,
            "source": one.until.source,
        }

    def _context(self) -> None:
        """Rows for all that entered nothing: kept with its sentence."""
        for n, found in enumerate(self.case.findings):
            if n not in self.case.used:
                self.desk.finding(key_of(found), found)

    def _summaries(self) -> tuple[ReadingSummary, ...]:
        return tuple(ReadingSummary(one.report, one.language, one.dated, len(one.claims), one.notes) for one in self.readings)

    def _notes(self, ends: Ends, squadrons: Sequence[Squadron]) -> tuple[str | Message, ...]:
        told: list[str | Message] = [*self.desk.notes, *([ends.base_note] if ends.base_note is not None else [])]
        for one in (ends.embarkation, ends.debarkation):
            if one is not None and not airfield_known(str(one.value)):
                told.append(Message(key="draft.note.airfield", params={"icao": str(one.value)}))
        ends_at = [point_of(str(one.value)) for one in (ends.embarkation, ends.debarkation) if one is not None]
        for squadron in squadrons:
            flown = aircraft_type(str(squadron.type.value))
            reach = max((corner.range_km for corner in flown.payload_range), default=0.0)
            if len(ends_at) == 2 and ends_at[0] and ends_at[1] and reach and (km := km_between(ends_at[0], ends_at[1])) > reach:
                told.append(Message(key="draft.note.range", params={"type": flown.name, "km": round(km), "reach": reach}))
        return tuple(told)

    def _lacking(self, ends: Ends, squadrons: Sequence[object], mission: Tree, review: Review) -> tuple[str, ...]:
        ask = {row.enters: row.id for row in review.rows}
        told = [
            f"{name} (row {ask.get(name, '?')} of the review)"
            for name, one in (("embarkation", ends.embarkation), ("debarkation", ends.debarkation))
            if one is None
        ]
        if not squadrons:
            told.append("fleet: no aircraft (see the rows that enter fleet[...])")
        if not mission["needs"]:
            told.append("needs: nothing that is sent has a number, so nothing is asked for")
        if not self.case.donor or not self.case.recipient:
            told.append("who gives or who receives (rows P-001 and P-002)")
        return tuple(told)

    def _state(self, review: Review) -> Tree:
        open = review.open(self.answers)
        state: Tree = {"record": "intake.json", "open": len(open), "decided": len({answer.row for answer in self.answers})}
        return state | ({"rows": [f"{row.id} {row.enters}".strip() for row in open[:SHOWN_OPEN]]} if open else {})

    def _id(self, start: Figure) -> str:
        return f"{self.recipient.lower()}-{self.donor.lower()}-{str(start.value)[:10]}"

    def _title(self) -> str:
        giver = country_name(self.case.donor) if self.case.donor else "an unknown donor"
        taker = country_name(self.case.recipient) if self.case.recipient else "An unknown country"
        return f"{taker}, {self.case.dated:%B %Y}: relief from {giver}"


def _instant(day: str, zone: str, at: time = _MIDNIGHT) -> str:
    return datetime.combine(date.fromisoformat(day[:10]), at, ZoneInfo(zone)).isoformat()
