"""Mutants of the field rules."""

from aidbridge.model.plan import Plan
from mutant import Case, Collection, NoTargetError, changed, moved, pick

MUTANTS = Collection()
DAY = 1_440


# W1 The right team


def _team_without(c: Case, capability: str) -> str:
    accepted = {o.id for o in c.resolved.mission.offers if o.status == "accepted"}
    return pick(t.id for t in c.resolved.mission.teams if t.capability != capability and t.offer in accepted)


def _capability(c: Case) -> str:
    tour = c.tour()
    return next(t.capability for t in c.resolved.mission.teams if t.id == tour.team) or ""


@MUTANTS.breaks("W1", "capability")
def team_that_cannot(c: Case) -> Plan:
    return c.edit("tours", c.tour(), team=_team_without(c, _capability(c)))


@MUTANTS.breaks("W1", "skill")
def team_without_the_skill(c: Case) -> Plan:
    skills = {t.id: t.skill for t in c.resolved.mission.tasks}
    tour = pick(t for t in c.plan.tours if any(skills.get(s.task) for s in t.stops))
    needed = {skills[s.task] for s in tour.stops if skills.get(s.task)}
    return c.edit("tours", tour, team=pick(t.id for t in c.resolved.mission.teams if not needed & set(t.skills)))


@MUTANTS.breaks("W1", "window")
def work_before_the_task_opens(c: Case) -> Plan:
    task = next(t for t in c.resolved.mission.tasks if t.id == c.tour().stops[0].task)
    return c.put("tours", c.tour(), moved(c.tour(), c.resolved.minute(task.start) - DAY - c.tour().stops[0].start_min))


@MUTANTS.breaks("W1", "window")
def work_after_the_task_closes(c: Case) -> Plan:
    task = next(t for t in c.resolved.mission.tasks if t.id == c.tour().stops[0].task)
    return c.put("tours", c.tour(), moved(c.tour(), c.resolved.minute(task.end) + 1 - c.tour().stops[0].end_min))


@MUTANTS.breaks("W1", "presence")
def tour_before_the_team_is_there(c: Case) -> Plan:
    return c.put("tours", c.tour(), moved(c.tour(), -c.tour().depart_min))


@MUTANTS.breaks("W1", "presence")
def tour_after_the_team_has_left(c: Case) -> Plan:
    home = c.convoy(phase="home")
    return c.put("tours", c.tour(), moved(c.tour(), home.depart_min + 1 - c.tour().return_min))


@MUTANTS.breaks("W1", "never_at_base")
def team_never_came(c: Case) -> Plan:
    convoy = pick(
        k for k in c.plan.convoys if k.phase == "out" and any(s.team == c.tour().team for v in k.vehicles for s in v.seats)
    )
    return c.put("convoys", convoy)


@MUTANTS.breaks("W1", "never_at_base")
def kit_never_came(c: Case) -> Plan:
    kit = next(t.kit for t in c.resolved.mission.teams if t.id == c.tour().team)
    if not kit:
        raise NoTargetError
    convoy = pick(k for k in c.plan.convoys if k.phase == "out" and any(v.vehicle in kit for v in k.vehicles))
    load = c.load_where(lambda load: any(p.item in kit for p in load.placements))
    plan = c.edit("convoys", convoy, vehicles=[v.model_dump() for v in convoy.vehicles if v.vehicle not in kit])
    rest = [p.model_dump() for p in load.placements if p.item not in kit]
    return Case(c.resolved, plan).edit("loads", load, placements=rest)


@MUTANTS.breaks("W1", "unknown_team")
def team_that_does_not_exist(c: Case) -> Plan:
    return c.edit("tours", c.tour(), team="nobody")


@MUTANTS.breaks("W1", "unknown_task")
def task_that_does_not_exist(c: Case) -> Plan:
    return c.edit_stop(c.tour(), 0, task="nothing")


@MUTANTS.breaks("W1", "base")
def tour_from_another_base(c: Case) -> Plan:
    return c.edit("tours", c.tour(), base=pick(s.id for s in c.resolved.mission.sites if s.id != c.tour().base))


@MUTANTS.breaks("W1", "agreement")
def team_of_an_offer_not_accepted(c: Case) -> Plan:
    accepted = {o.id for o in c.resolved.mission.offers if o.status == "accepted"}
    return c.edit("tours", c.tour(), team=pick(t.id for t in c.resolved.mission.teams if t.offer not in accepted))


# W2 Shifts


@MUTANTS.breaks("W2", "rest")
def two_tours_at_once(c: Case) -> Plan:
    one, two = c.tours_of_one_team()
    return c.put("tours", two, moved(two, one.depart_min - two.depart_min))


@MUTANTS.breaks("W2", "rest")
def rest_a_minute_short(c: Case) -> Plan:
    one, two = c.tours_of_one_team()
    rest = next(t.rest_min for t in c.resolved.mission.teams if t.id == one.team)
    return c.put("tours", two, moved(two, one.return_min + rest - 1 - two.depart_min))


@MUTANTS.breaks("W2", "shift")
def shift_too_long(c: Case) -> Plan:
    return c.edit("tours", c.tour(), return_min=c.tour().return_min + DAY)


@MUTANTS.breaks("W2", "day_start")
def out_before_the_day_begins(c: Case) -> Plan:
    local = c.resolved.mission.policy.day_start
    return c.put("tours", c.tour(), moved(c.tour(), -1 - 60 * (int(local[:2]) // 2)))


@MUTANTS.breaks("W2", "travel")
def there_at_once(c: Case) -> Plan:
    return c.edit_stop(c.tour(), 0, arrive_min=c.tour().depart_min)


@MUTANTS.breaks("W2", "travel")
def back_at_once(c: Case) -> Plan:
    return c.edit("tours", c.tour(), return_min=c.tour().stops[-1].end_min)


@MUTANTS.breaks("W2", "preparation")
def no_preparation(c: Case) -> Plan:
    stop = c.tour().stops[0]
    return c.edit_stop(c.tour(), 0, start_min=stop.arrive_min)


@MUTANTS.breaks("W2", "work")
def work_in_no_time(c: Case) -> Plan:
    stop = c.tour().stops[0]
    return c.edit_stop(c.tour(), 0, end_min=stop.start_min + 1)


@MUTANTS.breaks("W2", "work")
def work_a_minute_short(c: Case) -> Plan:
    stop = c.tour().stops[-1]
    capacity = next(t.capacity for t in c.resolved.mission.teams if t.id == c.tour().team)
    return c.edit_stop(c.tour(), -1, end_min=stop.start_min + int(stop.quantity / capacity * 60) - 1)


@MUTANTS.breaks("W2", "quantity")
def more_done_than_asked(c: Case) -> Plan:
    task = next(t for t in c.resolved.mission.tasks if t.id == c.tour().stops[0].task)
    return c.edit_stop(c.tour(), 0, quantity=task.quantity + 1)


@MUTANTS.breaks("W2", "quantity")
def done_once_more(c: Case) -> Plan:
    return c.add("tours", *(changed(t, id=f"X-{i}-{t.id}") for t in c.plan.tours for i in range(3)))


@MUTANTS.breaks("W2", "km")
def kilometres_not_driven(c: Case) -> Plan:
    return c.edit("tours", c.tour(), km=c.tour().km + 50)


@MUTANTS.breaks("W2", "no_stops")
def tour_to_nowhere(c: Case) -> Plan:
    return c.edit("tours", c.tour(), stops=[])


@MUTANTS.breaks("W2", "duplicate")
def tour_id_twice(c: Case) -> Plan:
    one, two = c.tours_of_one_team()
    return c.edit("tours", two, id=one.id)


@MUTANTS.breaks("W2", "reversed")
def back_before_it_left(c: Case) -> Plan:
    return c.edit("tours", c.tour(), return_min=c.tour().depart_min - 1)


@MUTANTS.breaks("W2", "no_road")
def road_that_is_not_there(c: Case) -> Plan:
    return c.edit("tours", c.tour(), base="nowhere")


@MUTANTS.breaks("W2", "site_shut")
def work_at_a_shut_site(c: Case) -> Plan:
    sites = {t.id: t.site for t in c.resolved.mission.tasks}
    for tour in c.plan.tours:
        for stop in tour.stops:
            for start, _ in c.resolved.closed.get(f"site:{sites[stop.task]}", ()):
                return c.put("tours", tour, moved(tour, start - stop.arrive_min))
    raise NoTargetError
