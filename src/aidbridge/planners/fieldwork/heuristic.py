"""The first answer, and every answer's form: rows of jobs by crew."""

from dataclasses import dataclass

import numpy as np

from .kernel import build, drive_row, room_for_stops
from .world import Floats, Ints, World

PARTS = 2
"""Room for this many parts of each task in a row, on average."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Jobs by crew, in order (see `kernel`), and what each row costs."""

    tasks: Ints
    quantities: Floats
    counts: Ints
    costs: Floats

    def copy(self) -> "Rows":
        return Rows(self.tasks.copy(), self.quantities.copy(), self.counts.copy(), self.costs.copy())


@dataclass(frozen=True, slots=True)
class Visit:
    """One stop of a crew: instants in minutes, quantity done."""

    crew: int
    shift: int
    task: int
    arrive_min: int
    start_min: int
    end_min: int
    quantity: float


def first_rows(world: World) -> Rows:
    """Rows built crew by crew (see `kernel.build`). Tasks that no crew is able to do are in no row."""
    crews, tasks = world.able.shape
    width = max(PARTS * -(-tasks // max(crews, 1)), min(tasks, 64)) + 16
    rows = build(world, width)
    stops, amounts = room_for_stops(world, width)
    costs = np.array([drive_row(world, k, rows[0][k], rows[1][k], rows[2][k], stops, amounts)[0] for k in range(crews)])
    return Rows(*rows, costs)


def visits_of(world: World, rows: Rows) -> list[Visit]:
    """The stops that come of the rows, crew by crew in order of time."""
    stops, amounts = room_for_stops(world, rows.tasks.shape[1])
    visits = []
    for k in range(len(rows.counts)):
        _, made = drive_row(world, k, rows.tasks[k], rows.quantities[k], rows.counts[k], stops, amounts)
        for (shift, place, arrive, start, end), amount in zip(stops[:made].tolist(), amounts[:made].tolist(), strict=True):
            visits.append(Visit(k, shift, int(rows.tasks[k, place]), arrive, start, end, amount))
    return visits
