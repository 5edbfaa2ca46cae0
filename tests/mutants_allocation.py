"""Mutants of the allocation rules."""

from aidbridge.model.needs import Measure
from aidbridge.model.plan import Assignment, Plan, Unused
from mutant import Case, Collection, NoTargetError, changed, pick

MUTANTS = Collection()
STOCK, PRESENCE, BACKLOG = Measure.STOCK, Measure.PRESENCE, Measure.BACKLOG


# N1 No donor gives more than it can


@MUTANTS.breaks("N1", "given")
def stock_a_thousandfold(c: Case) -> Plan:
    a = c.assignment(STOCK)
    return c.edit("assignments", a, quantity=a.quantity * 1_000)


@MUTANTS.breaks("N1", "given")
def one_piece_more_than_can_be_spared(c: Case) -> Plan:
    a = c.assignment(STOCK)
    others = sum(x.quantity for x in c.plan.assignments if x.resource == a.resource and x is not a)
    pool = next(line.offered for line in c.plan.coverage if line.need == a.need)
    return c.edit("assignments", a, quantity=pool - others + 1)


@MUTANTS.breaks("N1", "given")
def team_counted_many_times(c: Case) -> Plan:
    a = c.assignment(PRESENCE)
    return c.edit("assignments", a, quantity=1_000)


@MUTANTS.breaks("N1", "given")
def team_cloned(c: Case) -> Plan:
    a = c.assignment(PRESENCE)
    return c.add("assignments", *(changed(a, id=f"X-{i}") for i in range(50)))


@MUTANTS.breaks("N1", "given")
def stock_cloned(c: Case) -> Plan:
    a = c.assignment(STOCK)
    return c.add("assignments", *(changed(a, id=f"X-{i}") for i in range(200)))


@MUTANTS.breaks("N1", "given")
def backlog_given_as_teams(c: Case) -> Plan:
    return c.edit("assignments", c.assignment(BACKLOG), need=c.assignment(PRESENCE).need)


@MUTANTS.breaks("N1", "given")
def stock_given_as_teams(c: Case) -> Plan:
    return c.edit("assignments", c.assignment(STOCK), need=c.assignment(PRESENCE).need)


@MUTANTS.breaks("N1", "given")
def team_of_another_donor(c: Case) -> Plan:
    accepted = {offer.id for offer in c.resolved.mission.offers if offer.status == "accepted"}
    other = pick(t for t in c.resolved.mission.teams if t.offer not in accepted and t.capability)
    return c.edit("assignments", c.assignment(PRESENCE), resource=other.id, offer=other.offer)


@MUTANTS.breaks("N1", "given")
def every_assignment_a_little_more_than_all(c: Case) -> Plan:
    c.assignment(STOCK)
    most = max(line.offered for line in c.plan.coverage)
    rows = [changed(a, quantity=most + 0.5).model_dump() for a in c.plan.assignments]
    return changed(c.plan, assignments=rows)


# N3 No need counted twice


@MUTANTS.breaks("N3", "duplicate")
def assignment_id_twice(c: Case) -> Plan:
    return c.add("assignments", pick(c.plan.assignments))


@MUTANTS.breaks("N3", "needs_at_once")
def team_serves_two_needs(c: Case) -> Plan:
    return c.add("assignments", changed(c.assignment(PRESENCE), id="X-1", quantity=0))


@MUTANTS.breaks("N3", "same_need_twice")
def work_counted_twice(c: Case) -> Plan:
    return c.add("assignments", changed(c.assignment(BACKLOG), id="X-1"))


@MUTANTS.breaks("N3", "unknown_need")
def need_that_nobody_has(c: Case) -> Plan:
    return c.edit("assignments", pick(c.plan.assignments), need="nobody")


@MUTANTS.breaks("N3", "unknown_resource")
def resource_that_nobody_offers(c: Case) -> Plan:
    return c.edit("assignments", pick(c.plan.assignments), resource="nothing")


@MUTANTS.breaks("N3", "unknown_site")
def site_that_is_nowhere(c: Case) -> Plan:
    return c.edit("assignments", pick(c.plan.assignments), site="nowhere")


@MUTANTS.breaks("N3", "offer")
def credit_to_another_offer(c: Case) -> Plan:
    a = pick(c.plan.assignments)
    return c.edit("assignments", a, offer=pick(o.id for o in c.resolved.mission.offers if o.id != a.offer))


@MUTANTS.breaks("N3", "capability")
def team_counted_as_goods(c: Case) -> Plan:
    return c.edit("assignments", c.assignment(PRESENCE), need=c.assignment(STOCK).need)


@MUTANTS.breaks("N3", "site")
def work_at_the_wrong_site(c: Case) -> Plan:
    a = c.assignment(PRESENCE)
    return c.edit("assignments", a, site=pick(s.id for s in c.resolved.mission.sites if s.id != a.site))


@MUTANTS.breaks("N3", "item")
def items_of_something_else(c: Case) -> Plan:
    a = c.assignment(PRESENCE)
    return c.edit("assignments", a, items=[*a.items, pick(i for i in c.assignment(STOCK).items)])


@MUTANTS.breaks("N3", "without")
def team_without_itself(c: Case) -> Plan:
    return c.edit("assignments", c.assignment(PRESENCE), items=[])


@MUTANTS.breaks("N3", "contents")
def more_pieces_than_on_the_pallets(c: Case) -> Plan:
    a = c.assignment(STOCK)
    return c.edit("assignments", a, quantity=a.quantity + 0.5 + sum(k.quantity for i in a.items for k in c.known(i).contents))


@MUTANTS.breaks("N3", "two_sites")
def pallet_at_two_sites(c: Case) -> Plan:
    a = c.assignment(STOCK)
    site = pick(s.id for s in c.resolved.mission.sites if s.id != a.site)
    return c.put("assignments", a, changed(a, quantity=a.quantity / 2), changed(a, id="X-1", site=site, quantity=a.quantity / 2))


@MUTANTS.breaks("N3", "quantity")
def stock_goes_further_than_it_reaches(c: Case) -> Plan:
    a = c.assignment(STOCK)
    total = next(s.quantity for s in c.resolved.mission.supplies if s.id == a.resource)
    return c.edit("assignments", a, quantity=total + 1)


@MUTANTS.breaks("N3", "offers")
def ledger_names_nobody(c: Case) -> Plan:
    return c.edit("coverage", pick(line for line in c.plan.coverage if line.offers), offers=[])


@MUTANTS.breaks("N3", "offers")
def ledger_names_a_stranger(c: Case) -> Plan:
    return c.edit("coverage", pick(line for line in c.plan.coverage if not line.offers), offers=["XX-1"])


# N4 Only what is agreed moves


def _not_agreed(c: Case) -> set[str]:
    return {offer.id for offer in c.resolved.mission.offers if offer.status != "accepted"}


def _accepted_without_agreement(c: Case) -> set[str]:
    named = {id for a in c.resolved.mission.agreements if a.status == "in_force" for id in a.parties}
    return {o.id for o in c.resolved.mission.offers if o.status == "accepted" and o.donor not in named}


@MUTANTS.breaks("N4", "moved")
def item_of_an_offer_not_accepted(c: Case) -> Plan:
    return c.stow(c.load(), c.item(lambda i: i.offer in _not_agreed(c) and i.kind != "persons").id)


@MUTANTS.breaks("N4", "moved")
def team_of_an_offer_not_accepted(c: Case) -> Plan:
    return c.seat(c.load(), c.item(lambda i: i.offer in _not_agreed(c) and i.kind == "persons").id)


@MUTANTS.breaks("N4", "moved")
def item_without_an_agreement(c: Case) -> Plan:
    return c.stow(c.load(), c.item(lambda i: i.offer in _accepted_without_agreement(c)).id)


@MUTANTS.breaks("N4", "moved")
def take_off_before_the_agreement(c: Case) -> Plan:
    return c.shift_leg(c.leg(), -60 * 24 * 30)


@MUTANTS.breaks("N4", "moved")
def take_off_after_the_agreement(c: Case) -> Plan:
    if not any(a.valid_to for a in c.resolved.mission.agreements):
        raise NoTargetError
    return c.shift_leg(c.leg(), 60 * 24 * 365)


@MUTANTS.breaks("N4", "aircraft")
def aircraft_of_an_offer_not_accepted(c: Case) -> Plan:
    tail = pick(t for t in c.resolved.mission.fleet if t.offer in _not_agreed(c))
    return c.edit("sorties", c.sortie_of(c.leg()), tail=tail.id)


@MUTANTS.breaks("N4", "aircraft")
def empty_flight_before_the_agreement(c: Case) -> Plan:
    return c.shift_leg(c.leg(kind="positioning"), -60 * 24 * 30)


@MUTANTS.breaks("N4", "vehicle")
def truck_of_an_offer_not_accepted(c: Case) -> Plan:
    truck = c.item(lambda i: i.offer in _not_agreed(c) and i.kind == "vehicle" and not i.flies)
    return c.edit_vehicle(c.convoy(teams=False), 0, vehicle=truck.id)


@MUTANTS.breaks("N4", "assignment")
def assignment_of_an_offer_not_accepted(c: Case) -> Plan:
    return c.edit("assignments", pick(c.plan.assignments), offer=pick(_not_agreed(c)))


@MUTANTS.breaks("N4", "assignment")
def assignment_of_an_unknown_offer(c: Case) -> Plan:
    return c.edit("assignments", pick(c.plan.assignments, -1), offer="XX-1")


@MUTANTS.breaks("N4", "assignment")
def place_outside_the_agreement(c: Case) -> Plan:
    inside = {p for a in c.resolved.mission.agreements for p in a.places}
    a = c.assignment(STOCK)
    parts = {p.id: p.part_of for p in c.resolved.mission.places}
    other = pick(n for n in c.resolved.mission.needs if inside and not {n.place, parts.get(n.place)} & inside)
    return c.edit("assignments", a, need=other.id)


# N5 What is not used is listed


def _unused(c: Case, number: int = 0) -> Unused:
    return pick((u for u in c.plan.unused if u.quantity), number)


@MUTANTS.breaks("N5", "unused")
def left_out_of_the_list(c: Case) -> Plan:
    return c.put("unused", _unused(c))


@MUTANTS.breaks("N5", "unused")
def half_of_it_listed(c: Case) -> Plan:
    return c.edit("unused", _unused(c), quantity=_unused(c).quantity / 2)


@MUTANTS.breaks("N5", "unused")
def more_listed_than_left(c: Case) -> Plan:
    return c.edit("unused", _unused(c), quantity=_unused(c).quantity + 1)


@MUTANTS.breaks("N5", "unused")
def listed_twice(c: Case) -> Plan:
    return c.add("unused", _unused(c))


@MUTANTS.breaks("N5", "no_reason")
def no_reason_given(c: Case) -> Plan:
    return c.edit("unused", _unused(c), reason={"key": ""})


@MUTANTS.breaks("N5", "offer")
def unused_of_another_offer(c: Case) -> Plan:
    return c.edit("unused", _unused(c), offer="XX-1")


@MUTANTS.breaks("N5", "unknown_resource")
def unused_that_nobody_offers(c: Case) -> Plan:
    return c.edit("unused", _unused(c), resource="nothing")


@MUTANTS.breaks("N5", "unused")
def list_torn_off(c: Case) -> Plan:
    _unused(c)
    return changed(c.plan, unused=[])


@MUTANTS.breaks("N5", "unused")
def team_no_longer_used(c: Case) -> Plan:
    return c.put("assignments", c.assignment(PRESENCE))


@MUTANTS.breaks("N5", "unused")
def used_team_listed(c: Case) -> Plan:
    a: Assignment = c.assignment(BACKLOG)
    row = Unused.model_validate({"offer": a.offer, "resource": a.resource, "quantity": 1, "reason": {"key": "unneeded"}})
    return c.add("unused", row)


@MUTANTS.breaks("N5", "unused")
def less_stock_assigned(c: Case) -> Plan:
    a = c.assignment(STOCK)
    return c.edit("assignments", a, quantity=a.quantity - 1)
