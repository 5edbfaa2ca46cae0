"""Mutants of the rules on the plan as a whole."""

from aidbridge.model.decisions import Decision
from aidbridge.model.needs import Measure
from aidbridge.model.plan import Bound, Plan
from mutant import Case, Collection, NoTargetError, changed, pick

MUTANTS = Collection()


# P1 What is reported is true


@MUTANTS.breaks("P1", "mission_hash")
def another_mission(c: Case) -> Plan:
    return changed(c.plan, mission_hash="f" * 64)


@MUTANTS.breaks("P1", "mission")
def another_mission_by_name(c: Case) -> Plan:
    return changed(c.plan, mission="other")


def _figure(field: str, by: float) -> None:
    def change(c: Case) -> Plan:
        value = getattr(c.plan.figures, field)
        if value is None:
            raise NoTargetError
        return c.figure(**{field: value + by})

    change.__name__ = f"{field}_misreported"
    MUTANTS.breaks("P1", field)(change)


for _field, _by in {
    "unmet_weighted_h": 1, "unmet_weighted_h_others": 0.01, "idle_weighted_h": 1, "worst_share": 0.1, "loaded_sorties": 1,
    "loaded_sorties_home": 1, "flights": 1, "flying_min": 1, "positioning_min": 1, "fuel_kg": 1, "co2_kg": 5, "tonnes_out": 0.1,
    "persons_out": 1, "vehicles_out": 1, "road_km": 1, "first_team_at_base_min": 1, "last_team_at_work_min": 1,
    "first_landing_min": 1, "last_landing_min": 1, "home_min": 1, "cost": 1,
}.items():  # fmt: skip
    _figure(_field, _by)


@MUTANTS.breaks("P1", "cost")
def cost_made_up(c: Case) -> Plan:
    return c.figure(cost=(c.plan.figures.cost or 0) + 12_345)


@MUTANTS.breaks("P1", "worst_place")
def another_worst_place(c: Case) -> Plan:
    return c.figure(worst_place="elsewhere")


@MUTANTS.breaks("P1", "flying_min_by_type.zeppelin")
def hours_of_another_type(c: Case) -> Plan:
    return c.figure(flying_min_by_type={**c.plan.figures.flying_min_by_type, "zeppelin": 60})


def _line(field: str) -> None:
    def change(c: Case) -> Plan:
        line = pick(c.plan.coverage)
        return c.edit("coverage", line, **{field: getattr(line, field) + 0.5})

    change.__name__ = f"{field}_of_a_line_misreported"
    MUTANTS.breaks("P1", field)(change)


for _field in ("needed", "offered", "accepted", "loaded", "arrived", "at_work", "weight", "unmet_weighted_h", "idle_weighted_h"):
    _line(_field)


@MUTANTS.breaks("P1", "curve")
def curve_drawn_by_hand(c: Case) -> Plan:
    return c.edit("coverage", pick(c.plan.coverage), curve=[{"at_min": 0, "share": 0.77}])


@MUTANTS.breaks("P1", "eligible")
def line_put_aside(c: Case) -> Plan:
    line = pick(line for line in c.plan.coverage if line.eligible)
    return c.edit("coverage", line, eligible=False)


@MUTANTS.breaks("P1", "line")
def line_left_out(c: Case) -> Plan:
    return c.put("coverage", pick(c.plan.coverage))


@MUTANTS.breaks("P1", "line")
def line_twice(c: Case) -> Plan:
    return c.add("coverage", pick(c.plan.coverage))


@MUTANTS.breaks("P1", "payload_kg")
def load_lighter_on_paper(c: Case) -> Plan:
    return c.edit("loads", c.load(), payload_kg=c.load().payload_kg - 1)


@MUTANTS.breaks("P1", "balance_cm")
def balance_on_paper(c: Case) -> Plan:
    return c.edit("loads", c.load(), balance_cm=(c.load().balance_cm or 0) + 2)


@MUTANTS.breaks("P1", "arrive_min")
def there_sooner_than_the_convoy(c: Case) -> Plan:
    a = pick(a for a in c.plan.assignments if a.arrive_min is not None)
    return c.edit("assignments", a, arrive_min=a.arrive_min - 1)


@MUTANTS.breaks("P1", "arrive_min")
def never_there_on_paper(c: Case) -> Plan:
    return c.edit("assignments", pick(a for a in c.plan.assignments if a.arrive_min is not None), arrive_min=None)


@MUTANTS.breaks("P1", "at_work_min")
def at_work_on_arrival(c: Case) -> Plan:
    a = pick(a for a in c.plan.assignments if a.at_work_min is not None and a.at_work_min != a.arrive_min)
    return c.edit("assignments", a, at_work_min=a.arrive_min)


@MUTANTS.breaks("P1", "until_min")
def at_work_after_leaving(c: Case) -> Plan:
    """The team goes home days before its line ends."""
    a = c.assignment(Measure.PRESENCE)
    home = pick(k for k in c.plan.convoys if k.phase == "home" and any(s.team in a.items for v in k.vehicles for s in v.seats))
    return c.edit("convoys", home, depart_min=(a.at_work_min or 0) + 600)


@MUTANTS.breaks("P1", "quantity")
def more_done_on_paper(c: Case) -> Plan:
    a = c.assignment(Measure.BACKLOG)
    return c.edit("assignments", a, quantity=a.quantity + 1)


@MUTANTS.breaks("P1", "unassigned_work")
def work_that_nobody_was_sent_to_do(c: Case) -> Plan:
    return c.put("assignments", c.assignment(Measure.BACKLOG))


@MUTANTS.breaks("P1", "out_of_range")
def number_that_means_nothing(c: Case) -> Plan:
    return c.edit_leg(c.leg(), unloaded_min=10**30)


# P2 Bounds are proven


def _bound(c: Case, name: str) -> Bound:
    return pick(b for b in c.plan.bounds if b.name == name)


def _certified(c: Case, name: str, **update: object) -> Plan:
    bound = _bound(c, name)
    return c.edit("bounds", bound, certificate={**(bound.certificate or {}), **update})


@MUTANTS.breaks("P2", "stated")
def no_bound_for_the_need(c: Case) -> Plan:
    return c.put("bounds", pick(b for b in c.plan.bounds if b.figure == "unmet_weighted_h"))


@MUTANTS.breaks("P2", "stated")
def no_bound_for_the_sorties(c: Case) -> Plan:
    return c.put("bounds", pick(b for b in c.plan.bounds if b.figure == "loaded_sorties"))


@MUTANTS.breaks("P2", "without_certificate")
def bound_without_a_certificate(c: Case) -> Plan:
    return c.edit("bounds", pick(c.plan.bounds), certificate=None)


@MUTANTS.breaks("P2", "unknown_argument")
def argument_that_nobody_knows(c: Case) -> Plan:
    return c.edit("bounds", pick(c.plan.bounds), name="trust_me")


@MUTANTS.breaks("P2", "proven")
def bound_higher_than_its_proof(c: Case) -> Plan:
    bound = _bound(c, "earliest_work")
    return c.edit("bounds", bound, value=bound.value + 1)


@MUTANTS.breaks("P2", "proven")
def one_sortie_more_than_proven(c: Case) -> Plan:
    bound = pick(b for b in c.plan.bounds if b.figure == "loaded_sorties")
    return c.edit("bounds", bound, value=bound.value + 1)


@MUTANTS.breaks("P2", "beaten")
def plan_beats_its_bound(c: Case) -> Plan:
    bound = _bound(c, "earliest_work")
    return c.edit("bounds", bound, value=c.plan.figures.unmet_weighted_h * 2 + 1)


@MUTANTS.breaks("P2", "scale")
def hold_made_smaller(c: Case) -> Plan:
    return _certified(c, "queue_weights", scale=1)


@MUTANTS.breaks("P2", "malformed")
def certificate_torn(c: Case) -> Plan:
    return _certified(c, "queue_weights", weights=["a", 3])


@MUTANTS.breaks("P2", "malformed")
def minutes_torn(c: Case) -> Plan:
    return _certified(c, "earliest_work", earliest=None)


@MUTANTS.breaks("P2", "does_not_fly")
def weight_of_something_else(c: Case) -> Plan:
    bound = _bound(c, "queue_weights")
    return _certified(c, "queue_weights", weights={**(bound.certificate or {})["weights"], "nothing": 1})


@MUTANTS.breaks("P2", "not_queueing")
def items_that_stand_side_by_side(c: Case) -> Plan:
    bound = _bound(c, "queue_weights")
    accepted = {o.id for o in c.resolved.mission.offers if o.status == "accepted"}
    small = c.item(lambda i: i.flies and i.offer in accepted and 0 < min(i.length_cm, i.width_cm) <= 110)
    return _certified(c, "queue_weights", weights={**(bound.certificate or {})["weights"], small.id: 1})


@MUTANTS.breaks("P2", "earliest")
def resource_held_back(c: Case) -> Plan:
    stated = (_bound(c, "earliest_work").certificate or {})["earliest"]
    return _certified(c, "earliest_work", earliest={n: {r: at + 60 for r, at in found.items()} for n, found in stated.items()})


@MUTANTS.breaks("P2", "left_out")
def resource_left_out(c: Case) -> Plan:
    stated = (_bound(c, "earliest_work").certificate or {})["earliest"]
    return _certified(c, "earliest_work", earliest={need: {} for need in stated})


@MUTANTS.breaks("P2", "other_figure")
def argument_for_another_figure(c: Case) -> Plan:
    return c.edit("bounds", _bound(c, "earliest_work"), figure="loaded_sorties")


@MUTANTS.breaks("P2", "limit")
def payload_understated(c: Case) -> Plan:
    masses = {i.id: i.mass_kg for i in c.resolved.items if i.id in {p.item for p in c.load().placements}}
    bound = pick(b for b in c.plan.bounds if b.figure == "loaded_sorties")
    return c.edit("bounds", bound, name="mass", certificate={"masses_kg": masses, "limit_kg": 1})


@MUTANTS.breaks("P2", "amount")
def masses_overstated(c: Case) -> Plan:
    masses = {i.id: i.mass_kg * 9 for i in c.resolved.items if i.id in {p.item for p in c.load().placements}}
    bound = pick(b for b in c.plan.bounds if b.figure == "loaded_sorties")
    return c.edit("bounds", bound, name="mass", certificate={"masses_kg": masses, "limit_kg": 47_000})


# P3 Decisions are kept


def _decision(c: Case, kind: str) -> Decision:
    return pick(d for d in c.resolved.mission.decisions if d.kind == kind)


@MUTANTS.breaks("P3", "item_on_tail")
def item_on_another_tail(c: Case) -> Plan:
    d = _decision(c, "item_on_tail")
    sortie = pick(s for s in c.plan.sorties if s.tail == d.tail)
    return c.edit("sorties", sortie, tail=pick(t.id for t in c.resolved.mission.fleet if t.id != d.tail))


@MUTANTS.breaks("P3", "item_not_on_tail")
def item_on_the_forbidden_tail(c: Case) -> Plan:
    d = _decision(c, "item_not_on_tail")
    load = c.load_where(lambda load: any(p.item in d.items for p in load.placements))
    return c.edit("sorties", pick(s for s in c.plan.sorties if s.load == load.id), tail=d.tail)


@MUTANTS.breaks("P3", "items_together")
def pair_parted(c: Case) -> Plan:
    d = _decision(c, "items_together")
    load = c.load_where(lambda load: any(p.item in d.items for p in load.placements))
    return c.edit("loads", load, placements=[p.model_dump() for p in load.placements if p.item != d.items[0]])


@MUTANTS.breaks("P3", "items_apart")
def rivals_on_one_load(c: Case) -> Plan:
    d = _decision(c, "items_apart")
    load = c.load_where(lambda load: d.items[0] in load.persons)
    return c.seat(load, d.items[1])


@MUTANTS.breaks("P3", "not_before")
def flown_too_soon(c: Case) -> Plan:
    d = _decision(c, "not_before")
    load = c.load_where(lambda load: bool(set(d.items) & {p.item for p in load.placements}))
    leg = pick(leg for leg in c.legs() if leg.load == load.id)
    return c.shift_leg(leg, c.resolved.minute(d.at) - 1 - leg.depart_min)


@MUTANTS.breaks("P3", "not_after")
def flown_too_late(c: Case) -> Plan:
    d = _decision(c, "not_after")
    load = c.load_where(lambda load: bool(set(d.items) & {p.item for p in load.placements}))
    leg = pick(leg for leg in c.legs() if leg.load == load.id)
    return c.shift_leg(leg, c.resolved.minute(d.at) + 1 - (leg.unloaded_min or leg.arrive_min))


@MUTANTS.breaks("P3", "avoid_state")
def through_the_avoided_state(c: Case) -> Plan:
    d = _decision(c, "avoid_state")
    route = pick(r for r in c.resolved.routes if any(x.state == d.state for x in r.crossings))
    return c.edit_leg(pick(leg for leg in c.legs() if leg.origin == route.origin), route=route.id)


@MUTANTS.breaks("P3", "assign")
def promised_and_not_sent(c: Case) -> Plan:
    d = _decision(c, "assign")
    return c.put("assignments", pick(a for a in c.plan.assignments if (a.resource, a.need) == (d.resource, d.need)))


@MUTANTS.breaks("P3", "not_assign")
def sent_where_it_may_not(c: Case) -> Plan:
    d = _decision(c, "not_assign")
    return c.edit("assignments", pick(a for a in c.plan.assignments if a.resource == d.resource), need=d.need)


@MUTANTS.breaks("P3", "not_before")
def flown_long_before(c: Case) -> Plan:
    d = _decision(c, "not_before")
    load = c.load_where(lambda load: bool(set(d.items) & {p.item for p in load.placements}))
    return c.shift_leg(pick(leg for leg in c.legs() if leg.load == load.id), -10_000)
