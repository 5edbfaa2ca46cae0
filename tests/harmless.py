"""Changes of the sample's plan that break nothing: another order, another name, a little slack used, more told or less."""

from collections.abc import Callable
from typing import Any

import sample_plan
from aidbridge.model.plan import Leg, Load, Plan
from mutant import Case, changed, moved, pick, shifted

CHANGES: list[Callable[[Case], Plan]] = []


def harmless(change: Callable[[Case], Plan]) -> Callable[[Case], Plan]:
    """Enter the change; its name tells what it does."""
    CHANGES.append(change)
    return change


def _named(name: str, change: Callable[[Case], Plan]) -> None:
    change.__name__ = name
    CHANGES.append(change)


def _recounted(c: Case, plan: Plan) -> Plan:
    return sample_plan.counted(c.resolved, plan)


def _rows(plan: Plan, section: str, edit: Callable[[Any], Any]) -> Plan:
    """The plan with every row of a section edited."""
    return changed(plan, **{section: [edit(row).model_dump() for row in getattr(plan, section)]})


# Order


SETS = ("assignments", "unused", "loads", "left_behind", "sorties", "convoys", "tours", "coverage", "bounds")
for _section in SETS:
    _named(
        f"{_section}_in_another_order",
        lambda c, section=_section: changed(c.plan, **{section: [row.model_dump() for row in reversed(getattr(c.plan, section))]}),
    )


def _turned_round(section: str, field: str) -> None:
    def edit(row: Any) -> Any:
        values = getattr(row, field)
        return changed(row, **{field: [v.model_dump() if hasattr(v, "model_dump") else v for v in reversed(values)]})

    _named(f"{field}_of_{section}_in_another_order", lambda c: _rows(c.plan, section, edit))


for _section, _field in (("loads", "placements"), ("convoys", "vehicles"), ("assignments", "items")):
    _turned_round(_section, _field)


# Told


_named("other_explanations", lambda c: changed(c.plan, explanations=[]))
_named("more_progress", lambda c: changed(c.plan, progress=[p.model_dump() for p in (*c.plan.progress, *c.plan.progress)]))
_named("no_progress", lambda c: changed(c.plan, progress=[]))
_named("parameters_told", lambda c: changed(c.plan, parameters={"gap": 0.1}))
_named("another_seed", lambda c: changed(c.plan, seed=99))
_named("more_iterations", lambda c: changed(c.plan, iterations=1))
_named("other_versions", lambda c: changed(c.plan, versions={"aidbridge": "9.9"}))


@harmless
def explained_in_other_words(c: Case) -> Plan:
    return _rows(c.plan, "explanations", lambda row: changed(row, message={"key": "other"}))


@harmless
def unused_for_another_reason(c: Case) -> Plan:
    return _rows(c.plan, "unused", lambda row: changed(row, reason={"key": "other", "params": {"why": 1}}))


@harmless
def left_for_another_reason(c: Case) -> Plan:
    return _rows(c.plan, "left_behind", lambda row: changed(row, reason={"key": "other"}))


@harmless
def unused_told_in_two_rows(c: Case) -> Plan:
    row = pick(c.plan.unused)
    return c.put("unused", row, changed(row, quantity=row.quantity - 1), changed(row, quantity=1))


@harmless
def curve_with_a_point_that_changes_nothing(c: Case) -> Plan:
    line = pick(line for line in c.plan.coverage if len(line.curve) > 1)
    extra = changed(line.curve[-1], at_min=line.curve[-1].at_min + 10)
    return c.edit("coverage", line, curve=[p.model_dump() for p in (*line.curve, extra)])


for _section in ("assignments", "loads", "sorties", "convoys", "tours"):
    for _firm in ("committed", "done"):
        _named(
            f"{_section}_{_firm}",
            lambda c, section=_section, firm=_firm: _rows(c.plan, section, lambda row: changed(row, commitment=firm)),
        )


@harmless
def legs_committed(c: Case) -> Plan:
    legs = lambda s: [changed(leg, commitment="committed").model_dump() for leg in s.legs]  # noqa: E731
    return _rows(c.plan, "sorties", lambda s: changed(s, legs=legs(s)))


# Renamed


for _section in ("assignments", "convoys", "tours", "sorties"):
    _named(
        f"{_section}_renamed", lambda c, section=_section: _rows(c.plan, section, lambda row: changed(row, id=f"other-{row.id}"))
    )


@harmless
def loads_renamed(c: Case) -> Plan:
    legs = lambda s: [changed(leg, load=leg.load and f"Z-{leg.load}").model_dump() for leg in s.legs]  # noqa: E731
    plan = _rows(c.plan, "loads", lambda load: changed(load, id=f"Z-{load.id}"))
    return _rows(plan, "sorties", lambda s: changed(s, load=s.load and f"Z-{s.load}", legs=legs(s)))


@harmless
def legs_renamed(c: Case) -> Plan:
    legs = lambda s: [changed(leg, id=f"{leg.id}-x").model_dump() for leg in s.legs]  # noqa: E731
    return _rows(c.plan, "sorties", lambda s: changed(s, legs=legs(s)))


# In the hold


def _balance_cm(c: Case, load: Load) -> int:
    moment = mass = 0
    for p in load.placements:
        item = c.known(p.item)
        own = sum(a.load_kg * a.at_cm for a in item.axles) / sum(a.load_kg for a in item.axles) if item.axles else None
        middle = (item.width_cm if p.turned else item.length_cm) / 2
        moment += item.mass_kg * (p.x_cm + int((middle if own is None else own) + 0.5))
        mass += item.mass_kg
    return int(moment / mass + 0.5)


def _stowed(c: Case, load: Load, edit: Callable[[Any], Any]) -> Plan:
    new = changed(load, placements=[edit(p).model_dump() for p in load.placements])
    return c.put("loads", load, changed(new, balance_cm=_balance_cm(c, new)))


@harmless
def everything_a_little_further_back(c: Case) -> Plan:
    return _stowed(c, c.load(), lambda p: changed(p, x_cm=p.x_cm + 10))


@harmless
def everything_a_little_further_forward(c: Case) -> Plan:
    return _stowed(c, c.load(), lambda p: changed(p, x_cm=p.x_cm - 10))


@harmless
def everything_a_little_to_the_right(c: Case) -> Plan:
    return _stowed(c, c.load(1), lambda p: changed(p, y_cm=p.y_cm + 3))


@harmless
def home_load_further_forward(c: Case) -> Plan:
    return _stowed(c, c.load(phase="home"), lambda p: changed(p, x_cm=p.x_cm - 20))


@harmless
def pallet_turned(c: Case) -> Plan:
    load = c.load_where(lambda load: any(c.known(p.item).turnable for p in load.placements))
    return _stowed(c, load, lambda p: changed(p, turned=True, y_cm=30) if c.known(p.item).turnable else p)


@harmless
def twins_change_places(c: Case) -> Plan:
    load = c.load()
    other = {load.placements[0].item: load.placements[1].item, load.placements[1].item: load.placements[0].item}
    return _stowed(c, load, lambda p: changed(p, item=other[p.item]))


@harmless
def identical_pallet_instead(c: Case) -> Plan:
    text = c.plan.model_dump_json().replace("RU-vent.1", "RU-vent.x").replace("RU-vent.2", "RU-vent.1")
    return Plan.model_validate_json(text.replace("RU-vent.x", "RU-vent.2"))


# In the air


def _timed(c: Case, leg: Leg, **update: int) -> Plan:
    return _recounted(c, c.edit_leg(leg, **update))


@harmless
def loading_begins_a_little_sooner(c: Case) -> Plan:
    leg = pick(leg for leg in c.legs() if c.tail_legs(leg).index(leg) > 0)
    return _timed(c, leg, loading_start_min=(leg.loading_start_min or 0) - 5)


@harmless
def unloading_takes_a_minute_longer(c: Case) -> Plan:
    return _timed(c, c.leg(-1), unloaded_min=(c.leg(-1).unloaded_min or 0) + 1)


@harmless
def unloading_at_home_takes_longer(c: Case) -> Plan:
    leg = c.leg(-1, phase="home")
    return _timed(c, leg, unloaded_min=(leg.unloaded_min or 0) + 15)


@harmless
def returns_a_little_later(c: Case) -> Plan:
    leg = c.leg(kind="return")
    return _recounted(c, c.put_leg(leg, shifted(leg, 10)))


@harmless
def positioned_a_little_later(c: Case) -> Plan:
    leg = c.leg(kind="positioning")
    return _recounted(c, c.put_leg(leg, shifted(leg, 5)))


@harmless
def more_contingency_and_the_fuel_to_carry_it(c: Case) -> Plan:
    return _recounted(c, c.edit_fuel(c.leg(), contingency_kg=100, trip_kg=100))


@harmless
def more_final_reserve_on_an_empty_leg(c: Case) -> Plan:
    return _recounted(c, c.edit_fuel(c.leg(kind="return"), final_reserve_kg=200, trip_kg=200, contingency_kg=100))


@harmless
def fuel_for_taxiing(c: Case) -> Plan:
    return _recounted(c, c.edit_fuel(c.leg(phase="home"), taxi_kg=300))


# On the road


@harmless
def stop_earlier_on_the_march(c: Case) -> Plan:
    return c.march(c.convoy(), ("drive", 400), ("break", 45), ("drive", 200))


@harmless
def rest_instead_of_a_break(c: Case) -> Plan:
    return c.march(c.convoy(), ("drive", 500), ("rest", 45), ("drive", 100))


@harmless
def drive_told_in_two_stretches(c: Case) -> Plan:
    return c.march(c.convoy(), ("drive", 200), ("drive", 300), ("break", 45), ("drive", 100))


@harmless
def person_in_another_vehicle(c: Case) -> Plan:
    convoy = c.convoy()
    rows = [v.model_dump() for v in convoy.vehicles]
    rows[0]["seats"][0]["count"] -= 1
    rows[2]["seats"] += ({"team": rows[0]["seats"][0]["team"], "count": 1},)
    return c.edit("convoys", convoy, vehicles=rows)


@harmless
def one_person_in_two_rows(c: Case) -> Plan:
    convoy = c.convoy()
    seat = convoy.vehicles[0].seats[0]
    rows = [changed(seat, count=seat.count - 1).model_dump(), changed(seat, count=1).model_dump()]
    return c.edit_vehicle(convoy, 0, seats=rows)


# In the field


@harmless
def back_a_little_later(c: Case) -> Plan:
    return c.edit("tours", c.tour(), return_min=c.tour().return_min + 10)


@harmless
def last_tour_a_little_later(c: Case) -> Plan:
    plan = c.put("tours", c.tour(-1), moved(c.tour(-1), 30))
    a = pick(a for a in plan.assignments if a.resource == c.tour(-1).team)
    return _recounted(c, Case(c.resolved, plan).edit("assignments", a, until_min=(a.until_min or 0) + 30))


# Bounds


@harmless
def weaker_bound(c: Case) -> Plan:
    return _rows(c.plan, "bounds", lambda b: changed(b, value=b.value / 2))


@harmless
def no_bound_for_the_way_home(c: Case) -> Plan:
    return c.put("bounds", pick(b for b in c.plan.bounds if b.figure == "loaded_sorties_home"))


@harmless
def weights_twice_as_large(c: Case) -> Plan:
    bound = pick(b for b in c.plan.bounds if b.name == "queue_weights")
    known: dict[str, Any] = bound.certificate or {}
    weights = {item: 2 * weight for item, weight in known["weights"].items()}
    return c.edit("bounds", bound, certificate=known | {"weights": weights, "scale": 2 * known["scale"]})


@harmless
def bound_on_the_word_of_a_solver(c: Case) -> Plan:
    bound = pick(b for b in c.plan.bounds if b.figure == "loaded_sorties_home")
    return c.edit("bounds", bound, argument="solver", certificate=None, trusted="HiGHS 1.13.1")
