"""Tables of convoys and tours."""

from ..dossier import Dossier
from .table import Cell, Table, table


def convoys(d: Dossier) -> Table:
    """One row for each convoy."""
    columns = (
        "convoy phase origin destination vehicles persons drivers_per_vehicle km depart_utc depart_local arrive_utc arrive_local"
    )
    clock = d.voice.clock
    rows = (
        (
            c.id,
            d.voice.say(f"phase.{c.phase}"),
            d.place_name(c.origin),
            d.place_name(c.destination),
            len(c.vehicles),
            sum(seat.count for vehicle in c.vehicles for seat in vehicle.seats),
            c.drivers_per_vehicle,
            c.km,
            clock.moment(c.depart_min),
            clock.stamp(c.depart_min, d.zone(c.origin)),
            clock.moment(c.arrive_min),
            clock.stamp(c.arrive_min, d.zone(c.destination)),
        )
        for c in d.plan.convoys
    )
    return table(d.voice, "convoys", columns, rows)


def march(d: Dossier) -> Table:
    """The march table: one row for each stretch of each convoy."""
    columns = "convoy kind start_utc start_local end_utc end_local minutes km km_total"
    clock, rows = d.voice.clock, []
    for convoy in d.plan.convoys:
        total = 0.0
        for segment in convoy.segments:
            total += segment.km
            rows.append(
                (convoy.id, d.voice.say(f"march.{segment.kind}"), clock.moment(segment.start_min), clock.stamp(segment.start_min),
                 clock.moment(segment.end_min), clock.stamp(segment.end_min), segment.end_min - segment.start_min,
                 round(segment.km, 1), round(total, 1))
            )  # fmt: skip
    return table(d.voice, "march", columns, rows)


def seating(d: Dossier) -> Table:
    """Who sits in which vehicle of which convoy, and what it carries."""
    rows: list[tuple[Cell, ...]] = []
    for convoy in d.plan.convoys:
        for number, vehicle in enumerate(convoy.vehicles, 1):
            item = d.items.get(vehicle.vehicle)
            riding = ", ".join(f"{seat.count} {seat.team}" for seat in vehicle.seats)
            taken = sum(seat.count for seat in vehicle.seats)
            rows.append(
                (convoy.id, number, vehicle.vehicle, taken, item.seats_on_road if item else None, riding or None,
                 ", ".join(vehicle.cargo) or None)
            )  # fmt: skip
    return table(d.voice, "seating", "convoy march_number vehicle persons seats teams cargo", rows)


def tours(d: Dossier) -> Table:
    """One row for each stop of each tour."""
    columns = (
        "tour team depart_utc depart_local return_utc return_local task site arrive_utc start_utc start_local end_utc end_local "
        "quantity km"
    )
    clock, rows = d.voice.clock, []
    for tour in d.plan.tours:
        for stop in tour.stops:
            task = d.tasks.get(stop.task)
            rows.append(
                (tour.id, tour.team, clock.moment(tour.depart_min), clock.stamp(tour.depart_min), clock.moment(tour.return_min),
                 clock.stamp(tour.return_min), stop.task, d.place_name(task.site) if task else None, clock.moment(stop.arrive_min),
                 clock.moment(stop.start_min), clock.stamp(stop.start_min), clock.moment(stop.end_min), clock.stamp(stop.end_min),
                 stop.quantity, round(tour.km, 1))
            )  # fmt: skip
    return table(d.voice, "tours", columns, rows)
