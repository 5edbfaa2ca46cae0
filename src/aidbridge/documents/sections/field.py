"""Convoys, the tours' calendar, and the map of both."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from markupsafe import Markup

from ...model.plan import Convoy, MarchingVehicle, RoadSegment, Stop, Tour
from ..dossier import Dossier
from ..drawings.map import Dot, Ground, Way, draw_map

LEVELS = 5
"""Shades of the calendar."""
LEAST_MAP_M = 60_000
NAMED_TOWNS = 14


@dataclass(frozen=True, slots=True)
class Riding:
    """A vehicle of a convoy."""

    number: int
    vehicle: MarchingVehicle
    what: str
    taken: int
    seats: int


@dataclass(frozen=True, slots=True)
class MarchCard:
    """One convoy: march table, who sits where."""

    convoy: Convoy
    phase: str
    origin: str
    destination: str
    persons: int
    segments: tuple[tuple[RoadSegment, str, str, str], ...]
    """(segment, kind, km, km from the start)."""
    riding: tuple[Riding, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A team's day in the calendar; level 0 is a day without work."""

    level: int
    stops: int
    told: str


@dataclass(frozen=True, slots=True)
class Day:
    """A local day of the calendar."""

    date: date
    number: str
    name: str
    weekend: bool
    clock_changes: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """Teams by days."""

    months: tuple[tuple[str, int], ...]
    """(name, number of days shown)."""
    days: tuple[Day, ...]
    rows: tuple[tuple[str, tuple[Cell, ...], int, str], ...]
    """(team, its days, tours, hours of work)."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A stop with where it is."""

    stop: Stop
    site: str
    town: str
    quantity: str


@dataclass(frozen=True, slots=True)
class DayList:
    """What happens on one local day."""

    title: str
    tours: tuple[tuple[Tour, tuple[Visit, ...], str], ...]
    """(tour, visits, km)."""
    stops: int
    teams: int


def march_cards(d: Dossier) -> tuple[MarchCard, ...]:
    """The convoys by departure."""
    return tuple(_march(d, convoy) for convoy in sorted(d.plan.convoys, key=lambda c: (c.depart_min, c.id)))


def _march(d: Dossier, convoy: Convoy) -> MarchCard:
    total, segments = 0.0, []
    for segment in convoy.segments:
        total += segment.km
        segments.append((segment, d.voice.say(f"march.{segment.kind}"), d.voice.number(segment.km, 0), d.voice.number(total, 0)))
    riding = []
    for number, vehicle in enumerate(convoy.vehicles, 1):
        item = d.items.get(vehicle.vehicle)
        taken = sum(seat.count for seat in vehicle.seats)
        riding.append(
            Riding(number, vehicle, item.basis.partition(":")[2] if item else "", taken, item.seats_on_road if item else 0)
        )
    return MarchCard(
        convoy, d.voice.say(f"phase.{convoy.phase}"), d.place_name(convoy.origin), d.place_name(convoy.destination),
        sum(one.taken for one in riding), tuple(segments), tuple(riding),
    )  # fmt: skip


def calendar(d: Dossier) -> Calendar | None:
    """The tours as a grid of teams by local days; None where nobody tours."""
    if not d.plan.tours:
        return None
    clock = d.voice.clock
    tours: dict[tuple[str, date], list[Tour]] = defaultdict(list)
    for tour in d.plan.tours:
        tours[tour.team, clock.local(tour.depart_min).date()].append(tour)
    first, last = min(day for _, day in tours), max(day for _, day in tours)
    dates = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    most = max(sum(_work_min(t) for t in own) for own in tours.values()) or 1
    teams = sorted({team for team, _ in tours})
    rows = []
    for team in teams:
        cells = tuple(_cell(d, team, day, tours.get((team, day), []), most) for day in dates)
        own = [tour for tour in d.plan.tours if tour.team == team]
        rows.append((team, cells, len(own), d.voice.number(sum(map(_work_min, own)) / 60, 0)))
    return Calendar(_months(d, dates), tuple(_day(d, day) for day in dates), tuple(rows))


def day_lists(d: Dossier) -> tuple[DayList, ...]:
    """The tours by local day."""
    clock, by = d.voice.clock, defaultdict(list)
    for tour in sorted(d.plan.tours, key=lambda t: (t.depart_min, t.id)):
        by[clock.local(tour.depart_min).date()].append(tour)
    lists = []
    for tours in by.values():
        title = clock.date_text(clock.local(tours[0].depart_min), weekday=True)
        rows = tuple((tour, tuple(_visit(d, stop) for stop in tour.stops), d.voice.number(tour.km, 0)) for tour in tours)
        lists.append(DayList(title, rows, sum(len(t.stops) for t in tours), len({t.team for t in tours})))
    return tuple(lists)


def march_map(d: Dossier) -> Markup | None:
    """The marches; None where nothing goes by road."""
    ways: list[Way] = []
    ends: dict[str, tuple[float, float]] = {}
    for convoy in d.plan.convoys:
        a, b = _where(d, convoy.origin), _where(d, convoy.destination)
        if a and b:
            told = d.voice.say("map.march", convoy=convoy.id, origin=convoy.origin, destination=convoy.destination, km=convoy.km)
            ways.append(Way((a, b), "march", told, 2.0))
            ends |= {convoy.origin: a, convoy.destination: b}
    dots = [Dot(at, "base" if id in d.sites else "airfield", d.place_name(id), id) for id, at in ends.items()]
    return draw_map(
        d.voice.say("map.marches", n=len(ways)), ways, dots, Ground(d.resolved.mission.policy.disputed, {}), LEAST_MAP_M
    )


def site_map(d: Dossier) -> Markup | None:
    """The sites where teams work, those visited most named by their towns; None where nobody tours."""
    visits: dict[str, int] = defaultdict(int)
    for tour in d.plan.tours:
        for stop in tour.stops:
            if stop.task in d.tasks and d.tasks[stop.task].site in d.sites:
                visits[d.tasks[stop.task].site] += 1
    if not visits:
        return None
    dots: list[Dot] = []
    named: set[str] = set()
    for id, n in sorted(visits.items(), key=lambda visit: (-visit[1], visit[0])):
        site = d.sites[id]
        label = site.town if site.town not in named and len(named) < NAMED_TOWNS else ""
        named.add(site.town)
        told = d.voice.say("map.site", site=site.name if site.town in site.name else f"{site.name}, {site.town}", n=n)
        dots.append(Dot((site.lat, site.lon), "site", told, label, 2.5 + 1.5 * sqrt(n), always=False))
    base = d.sites.get(d.resolved.mission.base)
    if base:
        dots.append(Dot((base.lat, base.lon), "base", base.name, base.name, 6))
    title = d.voice.say("map.sites", n=len(visits))
    return draw_map(title, (), dots, Ground(d.resolved.mission.policy.disputed, {}), LEAST_MAP_M / 2)


def _where(d: Dossier, place: str) -> tuple[float, float] | None:
    found = d.sites.get(place) or next((a for a in d.resolved.airfields if a.icao == place), None)
    return (found.lat, found.lon) if found else None


def _work_min(tour: Tour) -> int:
    return sum(stop.end_min - stop.start_min for stop in tour.stops)


def _cell(d: Dossier, team: str, day: date, tours: list[Tour], most: int) -> Cell:
    if not tours:
        return Cell(0, 0, "")
    work = sum(map(_work_min, tours))
    stops = sum(len(tour.stops) for tour in tours)
    told = d.voice.say("tours.cell", team=team, day=day.isoformat(), n=stops, work=work)
    return Cell(1 + min(int(work / most * LEVELS), LEVELS - 1), stops, told)


def _day(d: Dossier, day: date) -> Day:
    clock = d.voice.clock
    minute = int((day - clock.local(0).date()).days) * 1440
    noon = next(m for m in range(minute - 1440, minute + 2881, 60) if clock.local(m).date() == day and clock.local(m).hour >= 12)
    change = clock.local(noon).utcoffset() != clock.local(noon - 1440).utcoffset()
    name = clock.date_text(clock.local(noon), weekday=True)
    return Day(day, str(day.day), name, day.weekday() >= 5, change)


def _months(d: Dossier, dates: list[date]) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for day in dates:
        name = d.voice.say(f"month.{day.month}")
        counted[f"{name} {day.year}"] = counted.get(f"{name} {day.year}", 0) + 1
    return tuple(counted.items())


def _visit(d: Dossier, stop: Stop) -> Visit:
    task = d.tasks.get(stop.task)
    site = d.sites.get(task.site) if task else None
    need = d.needs.get(task.need) if task else None
    unit = d.unit(need.capability) if need else ""
    town = site.town if site and site.town not in site.name else ""
    return Visit(stop, site.name if site else stop.task, town, f"{d.voice.number(stop.quantity, 0)} {unit}")
