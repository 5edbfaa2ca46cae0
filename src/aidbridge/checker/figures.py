"""The figures of a plan counted anew, as the docstrings of `Figures` define each."""

from collections import defaultdict

from ..model.plan import Coverage, Figures, Leg
from .ledger import tidy
from .world import ROLLING, World, aboard

MIN_PER_DAY = 1440


def figures(world: World, ledger: tuple[Coverage, ...]) -> Figures:
    """All figures; `ledger` is the coverage that they sum up."""
    legs = [flight.leg for flight in world.flights]
    trunk, out, home = _loaded(world, "trunk"), _loaded(world, "out"), _loaded(world, "home")
    by_type = _flying_min(world)
    fuel_kg = sum(leg.fuel.trip_kg + leg.fuel.taxi_kg for leg in legs)
    road_km = round(sum(c.km * len(c.vehicles) for c in world.plan.convoys) + sum(t.km for t in world.plan.tours), 3)
    items = [world.items[id] for leg in out for id in _aboard(world, leg) if id in world.items]
    place, share = _worst(world, ledger)
    lines = _cost_lines(world, by_type, fuel_kg, sum(_payload_kg(world, leg) for leg in (*trunk, *out, *home)), road_km)
    return Figures(
        unmet_weighted_h=tidy(sum(line.unmet_weighted_h for line in ledger if line.eligible)),
        unmet_weighted_h_others=tidy(sum(line.unmet_weighted_h for line in ledger if not line.eligible)),
        idle_weighted_h=tidy(sum(line.idle_weighted_h for line in ledger if line.eligible)),
        worst_place=place,
        worst_share=share,
        loaded_sorties=len(out),
        loaded_sorties_home=len(home),
        flights=len(legs),
        flying_min=sum(by_type.values()),
        flying_min_by_type=by_type,
        positioning_min=sum(_minutes(leg) for leg in legs if leg.kind != "loaded"),
        fuel_kg=fuel_kg,
        co2_kg=round(fuel_kg * world.mission.rates.co2_per_kg_fuel),
        tonnes_out=tidy(sum(_payload_kg(world, leg) for leg in out) / 1000),
        persons_out=sum(item.persons for item in items),
        vehicles_out=sum(item.kind in ROLLING for item in items),
        road_km=road_km,
        first_team_at_base_min=_first_team_at_base(world),
        last_team_at_work_min=max(
            (
                min(begins)
                for team in world.teams
                if (begins := [a.at_work_min for a in world.plan.assignments if a.resource == team and a.at_work_min is not None])
            ),
            default=None,
        ),
        first_landing_min=min((leg.arrive_min for leg in out), default=None),
        last_landing_min=max((leg.arrive_min for leg in out), default=None),
        home_min=max((leg.unloaded_min for leg in home if leg.unloaded_min is not None), default=None),
        cost=_total(lines),
        cost_lines=lines,
    )


def _loaded(world: World, phase: str) -> list[Leg]:
    """The legs that bring loads where they go."""
    return [f.leg for f in world.flights if f.leg.kind == "loaded" and f.ends and f.sortie.phase == phase]


def _aboard(world: World, leg: Leg) -> tuple[str, ...]:
    load = world.loads.get(leg.load or "")
    return aboard(load) if load else ()


def _payload_kg(world: World, leg: Leg) -> int:
    load = world.loads.get(leg.load or "")
    return world.payload_kg(load) if load else 0


def _minutes(leg: Leg) -> int:
    """Minutes in the air; none where a leg arrives before it leaves (rule F4)."""
    return max(leg.arrive_min - leg.depart_min, 0)


def _flying_min(world: World) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for flight in world.flights:
        tail = world.tails.get(flight.sortie.tail)
        found[tail.type if tail else ""] += _minutes(flight.leg)
    return dict(sorted(found.items()))


def _worst(world: World, ledger: tuple[Coverage, ...]) -> tuple[str | None, float | None]:
    """The place whose eligible lines are least covered over time, and by which share."""
    unmet: dict[str, float] = defaultdict(float)
    idle: dict[str, float] = defaultdict(float)
    for line in ledger:
        if line.eligible:
            place = world.needs[line.need].place
            unmet[place] += line.unmet_weighted_h
            idle[place] += line.idle_weighted_h
    shares = [(tidy(1 - unmet[place] / hours), place) for place, hours in idle.items() if hours > 0]
    if not shares:
        return None, None
    share, worst = min(shares)
    return worst, max(share, 0.0)


def _first_team_at_base(world: World) -> int | None:
    with_teams = (c for c in world.plan.convoys if c.phase == "out" and any(seat.count for v in c.vehicles for seat in v.seats))
    return min((c.arrive_min for c in with_teams if c.destination == world.mission.base), default=None)


def _cost_lines(world: World, by_type: dict[str, int], fuel_kg: int, handled_kg: int, road_km: float) -> dict[str, float | None]:
    rates = world.mission.rates
    hours = [_times(minutes / 60, rates.flying_hour.get(type)) for type, minutes in by_type.items()]
    return {
        "flying": _total(dict(zip(by_type, hours, strict=True))),
        "fuel": _times(fuel_kg, rates.fuel_per_kg),
        "handling": _times(handled_kg / 1000, rates.handling_per_tonne),
        "road": _times(road_km, rates.road_per_km),
        "per_diem": _times(_person_days(world), rates.per_diem),
    }


def _person_days(world: World) -> float:
    """Persons x days abroad: from the departure of their flight out to the landing of their flight home, else the horizon."""
    total = 0
    for item in world.resolved.items:
        if item.kind == "persons" and (out := world.departure_of(item.id, "out")) is not None:
            home = world.flight_of(item.id, "home")
            until = home.leg.arrive_min if home else world.resolved.horizon_min
            total += item.persons * max(until - out.leg.depart_min, 0)
    return total / MIN_PER_DAY


def _times(quantity: float, rate: float | None) -> float | None:
    return None if rate is None else round(quantity * rate, 2)


def _total(lines: dict[str, float | None]) -> float | None:
    known = [line for line in lines.values() if line is not None]
    return round(sum(known), 2) if len(known) == len(lines) else None
