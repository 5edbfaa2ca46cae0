"""Which unit may serve which line (rules N1, N2, N4, decisions), and why a resource can serve none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ...model.messages import Message
from ...model.needs import Measure, Need
from ...model.resolved import Item, Resolved
from ...model.resources import Device, Supply, Team
from ..scope import covering
from .duplicates import Duplicate, duplicates
from .lines import first_work_min, lines_of, site_of
from .mismatches import Receiving, local_facts_of
from .problem import AllocationProblem, Line, Unit, Way

DAY_MIN = 24 * 60
Resource = Team | Supply | Device


def problem_of(resolved: Resolved, barred: Mapping[str, Message] = {}) -> AllocationProblem:
    """Everything that could be given, with the lines it may serve. `barred`: resources that are not to be given, with the
    reason."""
    mission = resolved.mission
    lines = lines_of(resolved)
    donors = {offer.id: offer.donor for offer in mission.offers if offer.status == "accepted"}
    kit = {id for team in mission.teams for id in team.kit}
    items = _items_by_resource(resolved)
    receiving = Receiving(mission, local_facts_of({fact.key: fact.value for fact in resolved.facts}))
    desk = _Desk(resolved, lines, items, tuple(site_of(resolved, line) for line in lines), receiving, _twice(resolved))
    units: list[Unit] = []
    reasons: dict[str, Message] = {}
    resources: tuple[Resource, ...] = (*mission.teams, *mission.supplies, *mission.devices)
    for resource in resources:
        # What belongs to a team's kit goes where the team goes.
        if resource.capability is None or resource.offer not in donors or resource.id in kit:
            continue
        ways = barred.get(resource.id) or desk.ways(resource)
        if isinstance(ways, Message):
            reasons[resource.id] = ways
        else:
            units += _units(resource, resource.capability, donors[resource.offer], desk, ways)
    spare = {(r.donor, r.capability): r.spare for r in mission.reserves}
    return AllocationProblem(lines=lines, units=tuple(units), limits=spare, barred=reasons)


def amount_of(resource: Resource) -> float:
    """How much of its capability a resource is."""
    return resource.quantity if isinstance(resource, Supply) else resource.capacity


def _twice(resolved: Resolved) -> dict[str, list[Duplicate]]:
    """What is counted by another line already, by resource."""
    found: dict[str, list[Duplicate]] = {}
    for one in duplicates(resolved.mission):
        found.setdefault(one.line, []).append(one)
    return found


def _items_by_resource(resolved: Resolved) -> dict[str, tuple[Item, ...]]:
    """Items by what they are or carry; a shared pallet is there for each supply on it."""
    found: dict[str, list[Item]] = {}
    for item in resolved.items:
        for resource in item.resources:
            found.setdefault(resource, []).append(item)
    return {resource: tuple(items) for resource, items in found.items()}


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where each resource is weighed against each line."""

    resolved: Resolved
    lines: tuple[Line, ...]
    items: dict[str, tuple[Item, ...]]
    sites: tuple[str | None, ...]
    receiving: Receiving
    twice: dict[str, list[Duplicate]]

    def ways(self, resource: Resource) -> tuple[Way, ...] | Message:
        """The lines it may serve, those that people decided first; or the reason why there is none."""
        stuck = self._stuck(resource)
        if stuck:
            return stuck
        if self.once(resource) <= 0:
            return self.twice[resource.id][0].why
        mission = self.resolved.mission
        name = {"resource": resource.id, "capability": resource.capability}
        rates = [mission.policy.counts_as(resource.capability, line.need.capability) for line in self.lines]
        asking = [i for i, rate in enumerate(rates) if rate > 0]
        filters: tuple[tuple[str, Callable[[int], bool]], ...] = (
            ("allocation.no_need", lambda i: True),
            ("allocation.out_of_scope", lambda i: self._in_scope(resource, i)),
            ("allocation.lacks_skill", lambda i: _has(resource, "skills", self.lines[i].need.min_skill)),
            ("allocation.lacks_language", lambda i: _has(resource, "languages", self.lines[i].need.language)),
            ("allocation.forbidden", lambda i: self._allowed(resource, i)),
            ("allocation.no_site", lambda i: self.sites[i] in self.resolved.roads.places),
        )
        if not covering(mission, resource.offer, resource=resource.id):
            return Message(key="allocation.no_agreement", params=name | {"offer": resource.offer})
        for key, passes in filters:
            asking = [i for i in asking if passes(i)]
            if not asking:
                return Message(key=key, params=name)
        ways = [Way(i, self.sites[i] or "", self._earliest(resource, i), rates[i]) for i in asking]
        refusals = [self._refusal(resource, way) or self._unheld(resource, way) for way in ways]
        ways = [way for way, refusal in zip(ways, refusals, strict=True) if refusal is None]
        if not ways:
            return next(refusal for refusal in refusals if refusal is not None)
        decided = self._decided(resource, "assign")
        open_ways = [way for way in ways if way.earliest_min < self.lines[way.line].end_min or decided]
        if not open_ways:
            return Message(key="allocation.too_late", params=name)
        return tuple(sorted(open_ways, key=lambda way: decided.index(self.lines[way.line].need.id) if decided else way.line))

    def once(self, resource: Resource) -> float:
        """How much of it no other line counts."""
        return amount_of(resource) - sum(one.quantity for one in self.twice.get(resource.id, ()))

    def _refusal(self, resource: Resource, way: Way) -> Message | None:
        """Why it does not meet the line's specification if it gets to work as early as it can."""
        line = self.lines[way.line]
        used_from = self.resolved.moment(max(way.earliest_min, line.start_min))
        return self.receiving.refusal(resource, line.need, used_from)

    def _unheld(self, resource: Resource, way: Way) -> Message | None:
        """It is at the line's site already, and would be counted there before an agreement of that place is in force."""
        own, need = self.own(resource), self.lines[way.line].need
        starts = [item.ready_min for item in own if not item.flies and item.origin == way.site]
        if starts and min(starts) < self._agreed_min(resource, need):
            return Message(key="allocation.not_agreed_yet", params={"resource": resource.id, "need": need.id, "place": need.place})
        return None

    def _agreed_min(self, resource: Resource, need: Need) -> int:
        """The first minute at which an agreement covers it for the need."""
        mission = self.resolved.mission
        agreed = covering(mission, resource.offer, resource.capability, need.place, mission.start, mission.horizon, resource.id)
        return min(self.resolved.minute(agreement.valid_from) for agreement in agreed)

    def pins(self, resource: Resource) -> int:
        """To how many lines people have assigned it: its first ways."""
        return len(self._decided(resource, "assign"))

    def needed(self, resource: Resource) -> tuple[str, ...]:
        """Its own items, then those of its kit."""
        kit = resource.kit if isinstance(resource, Team) else ()
        return tuple(item.id for id in (resource.id, *kit) for item in self.items.get(id, ()))

    def own(self, resource: Resource) -> tuple[Item, ...]:
        return self.items.get(resource.id, ())

    def _stuck(self, resource: Resource) -> Message | None:
        """Why it cannot move at all."""
        own = self.own(resource)
        for id in self.needed(resource):
            if id in self.resolved.impossible:
                return Message(
                    key="allocation.cannot_move",
                    params={"resource": resource.id, "item": id, "reason": self.resolved.impossible[id]},
                )
        if not own or self._start(own[0]) not in self.resolved.roads.places:
            return Message(key="allocation.no_way", params={"resource": resource.id, "origin": own[0].origin if own else ""})
        if isinstance(resource, Device) and resource.operated_by and not self._operator_comes(resource.operated_by):
            return Message(key="allocation.no_operator", params={"resource": resource.id, "team": resource.operated_by})
        return None

    def _operator_comes(self, id: str) -> bool:
        team = next((team for team in self.resolved.mission.teams if team.id == id), None)
        if team is None or id in self.resolved.impossible:
            return False
        return bool(covering(self.resolved.mission, team.offer, resource=id))

    def _in_scope(self, resource: Resource, line: int) -> bool:
        need, mission = self.lines[line].need, self.resolved.mission
        return bool(covering(mission, resource.offer, resource.capability, need.place, mission.start, mission.horizon, resource.id))

    def _allowed(self, resource: Resource, line: int) -> bool:
        need = self.lines[line].need.id
        decided = self._decided(resource, "assign")
        return need not in self._decided(resource, "not_assign") and (not decided or need in decided)

    def _decided(self, resource: Resource, kind: str) -> list[str]:
        decisions = self.resolved.mission.decisions
        return [d.need for d in decisions if d.kind == kind and d.resource == resource.id and d.need]

    def _start(self, item: Item) -> str:
        return self.resolved.mission.debarkation if item.flies else item.origin

    def _lands(self, site: str) -> str:
        """Where what is meant for a site lands."""
        mission = self.resolved.mission
        return next((s.airfield for s in mission.sites if s.id == site and s.airfield), mission.debarkation)

    def _earliest(self, resource: Resource, line: int) -> int:
        mission, roads = self.resolved.mission, self.resolved.roads
        site = self.sites[line] or mission.base
        ready = max(self.resolved.item(id).ready_min for id in self.needed(resource))
        own = self.own(resource)[0]
        start = self._lands(mission.base if isinstance(resource, Team) else site) if own.flies else own.origin
        via = mission.base if isinstance(resource, Team) else site
        need = self.lines[line].need
        ready = max(ready, self._agreed_min(resource, need))
        driven = ready + mission.policy.road.assembly_min + roads.leg(start, via)[1] + roads.leg(via, site)[1]
        opens = first_work_min(self.resolved, need) if self.lines[line].measure is Measure.BACKLOG else 0
        return max(driven + resource.setup_min, opens)


def _has(resource: Resource, what: str, wanted: str) -> bool:
    """Whether a team has the wanted skill or language; goods and devices need none."""
    return not wanted or not isinstance(resource, Team) or wanted in getattr(resource, what)


def _units(resource: Resource, capability: str, donor: str, desk: _Desk, ways: tuple[Way, ...]) -> list[Unit]:
    pins = desk.pins(resource)
    whole = [(resource.id, amount_of(resource), desk.needed(resource))]
    if isinstance(resource, Supply):
        left, whole = desk.once(resource), []
        for item in desk.own(resource):
            held = sum(c.quantity for c in item.contents if c.supply == resource.id)
            if held <= left + 1e-9:
                left -= held
                whole.append((item.id, held, (item.id,)))
    touring = desk.lines[ways[0].line].measure is Measure.BACKLOG
    found = []
    for number, (id, amount, items) in enumerate(whole):
        # With several decided lines the first units go to one each; the rest follow where they gain most.
        pinned = number < pins
        found.append(
            Unit(
                id=id,
                resource=resource.id,
                offer=resource.offer,
                donor=donor,
                capability=capability,
                amount=amount,
                strength=amount / 60 * _shift_share(resource) if touring else amount,
                items=items,
                ways=(ways[number], *ways[:number], *ways[number + 1 :]) if pinned and number < len(ways) else ways,
                pinned=pinned and number < len(ways),
            )
        )
    return found


def _shift_share(resource: Resource) -> float:
    """The part of a day a team works."""
    return min(resource.shift_min / DAY_MIN, 1.0) if isinstance(resource, Team) else 1.0
