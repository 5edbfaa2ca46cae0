"""What a plan amounts to: the figures of `Figures`, each as its docstring defines it."""

from collections import defaultdict

from ..model.plan import Assignment, Convoy, Coverage, Figures, Load, Sortie, Tour
from ..model.resolved import Resolved


def figures_of(
    resolved: Resolved,
    assignments: tuple[Assignment, ...],
    loads: tuple[Load, ...],
    sorties: tuple[Sortie, ...],
    convoys: tuple[Convoy, ...],
    tours: tuple[Tour, ...],
    coverage: tuple[Coverage, ...],
) -> Figures:
    """All figures of a plan."""
    mission = resolved.mission
    by_load = {load.id: load for load in loads}
    types = {tail.id: tail.type for tail in mission.fleet}
    legs = [(sortie, leg) for sortie in sorties for leg in sortie.legs]
    loaded = {
        phase: [leg for sortie, leg in legs if leg.unloaded_min is not None and sortie.phase == phase]
        for phase in ("trunk", "out", "home")
    }
    flying: dict[str, int] = defaultdict(int)
    for sortie, leg in legs:
        flying[types[sortie.tail]] += leg.arrive_min - leg.depart_min
    fuel_kg = sum(leg.fuel.trip_kg + leg.fuel.taxi_kg for _, leg in legs)
    out = [resolved.item(id) for leg in loaded["out"] for id in _aboard(by_load[leg.load or ""])]
    road_km = round(sum(c.km * len(c.vehicles) for c in convoys) + sum(t.km for t in tours), 3)
    worst_place, worst_share = _worst(resolved, coverage)
    handled = sum(by_load[leg.load or ""].payload_kg for phase in loaded.values() for leg in phase) / 1000
    person_days = _person_days(resolved, sorties, by_load)
    rates = mission.rates
    lines: dict[str, float | None] = {
        "flying": _sum(_times(minutes / 60, rates.flying_hour.get(type)) for type, minutes in sorted(flying.items())),
        "fuel": _times(fuel_kg, rates.fuel_per_kg),
        "handling": _times(handled, rates.handling_per_tonne),
        "road": _times(road_km, rates.road_per_km),
        "per_diem": _times(person_days, rates.per_diem),
    }
    return Figures(
        unmet_weighted_h=_tidy(sum(c.unmet_weighted_h for c in coverage if c.eligible)),
        unmet_weighted_h_others=_tidy(sum(c.unmet_weighted_h for c in coverage if not c.eligible)),
        idle_weighted_h=_tidy(sum(c.idle_weighted_h for c in coverage if c.eligible)),
        worst_place=worst_place,
        worst_share=worst_share,
        loaded_sorties=len(loaded["out"]),
        loaded_sorties_home=len(loaded["home"]),
        flights=len(legs),
        flying_min=sum(flying.values()),
        flying_min_by_type=dict(sorted(flying.items())),
        positioning_min=sum(leg.arrive_min - leg.depart_min for _, leg in legs if leg.kind != "loaded"),
        fuel_kg=fuel_kg,
        co2_kg=round(fuel_kg * rates.co2_per_kg_fuel),
        tonnes_out=_tidy(sum(by_load[leg.load or ""].payload_kg for leg in loaded["out"]) / 1000),
        persons_out=sum(item.persons for item in out),
        vehicles_out=sum(item.kind in ("vehicle", "trailer") for item in out),
        road_km=road_km,
        first_team_at_base_min=min(
            (
                c.arrive_min
                for c in convoys
                if c.phase == "out" and c.destination == mission.base and any(v.seats for v in c.vehicles)
            ),
            default=None,
        ),
        last_team_at_work_min=_last_first_work(resolved, assignments),
        first_landing_min=min((leg.arrive_min for leg in loaded["out"]), default=None),
        last_landing_min=max((leg.arrive_min for leg in loaded["out"]), default=None),
        home_min=max((leg.unloaded_min for leg in loaded["home"] if leg.unloaded_min is not None), default=None),
        cost=_sum(lines.values()),
        cost_lines=lines,
    )


def _last_first_work(resolved: Resolved, assignments: tuple[Assignment, ...]) -> int | None:
    """When the last team begins its first work."""
    first: dict[str, int] = {}
    for a in assignments:
        if a.at_work_min is not None:
            first[a.resource] = min(first.get(a.resource, a.at_work_min), a.at_work_min)
    return max((first[team.id] for team in resolved.mission.teams if team.id in first), default=None)


def _aboard(load: Load) -> tuple[str, ...]:
    return (*(placement.item for placement in load.placements), *load.persons)


def _worst(resolved: Resolved, coverage: tuple[Coverage, ...]) -> tuple[str | None, float | None]:
    """The place whose eligible lines are covered least over time."""
    place = {need.id: need.place for need in resolved.mission.needs}
    unmet: dict[str, float] = defaultdict(float)
    idle: dict[str, float] = defaultdict(float)
    for line in coverage:
        if line.eligible:
            unmet[place[line.need]] += line.unmet_weighted_h
            idle[place[line.need]] += line.idle_weighted_h
    shares = [(_tidy(1 - unmet[p] / idle[p]), p) for p in sorted(idle) if idle[p] > 0]
    if not shares:
        return None, None
    share, worst = min(shares)
    return worst, share


def _person_days(resolved: Resolved, sorties: tuple[Sortie, ...], loads: dict[str, Load]) -> float:
    """Days abroad, from the departure of the loaded leg out to the arrival of the one home, else to the horizon."""
    away: dict[str, int] = {}
    back: dict[str, int] = {}
    for sortie in sorties:
        for leg in sortie.legs:
            for team in loads[leg.load].persons if leg.load else ():
                if sortie.phase != "home":
                    away.setdefault(team, leg.depart_min)
                else:
                    back[team] = leg.arrive_min
    return sum(resolved.item(t).persons * max(back.get(t, resolved.horizon_min) - start, 0) for t, start in away.items()) / 1440


def _times(quantity: float, rate: float | None) -> float | None:
    return None if rate is None else round(quantity * rate, 2)


def _sum(values: object) -> float | None:
    parts = list(values)  # type: ignore[call-overload]
    return None if any(part is None for part in parts) else round(sum(parts), 2)


def _tidy(value: float) -> float:
    return round(value, 6) + 0.0
