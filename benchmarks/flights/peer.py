"""The same instance given to CP-SAT (OR-Tools), for comparison; it needs `pip install ortools` and a process of its own.

    python -m benchmarks.flights.peer INSTANCE.json SECONDS

prints one line of JSON: cost and bound, both null where nothing was found. One optional interval for each load and type, one
cumulative limit for each parking place, pool of aircraft and pool of crews; identical aircraft are one pool, not one interval each.
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from .instances import DAY, read

WORKERS = 8
"""More than there are cores: on two cores eight workers found better timetables than two."""


def told_by_peer(path: Path, seconds: float) -> int | None:
    """The peer's cost after so many seconds of wall clock; None where it is not installed or finds nothing."""
    if find_spec("ortools") is None:
        return None
    command = [sys.executable, "-m", "benchmarks.flights.peer", str(path), str(seconds)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    cost = json.loads(ran.stdout)["cost"] if ran.returncode == 0 else None
    return None if cost is None else round(cost)


def solved(path: Path, seconds: float) -> dict[str, float | None]:
    """Cost and bound of CP-SAT."""
    from ortools.sat.python import cp_model

    told = read(path)
    model = cp_model.CpModel()
    horizon = max((load.release for load in told.loads), default=0) + 8 * DAY * (
        1 + len(told.loads) // max(sum(told.fleet.values()), 1)
    )
    on: dict[tuple[str, int, int], list[object]] = {}
    costs = []
    for load in told.loads:
        arrival, chosen = model.new_int_var(0, horizon, ""), []
        for type in load.types:
            leg = told.legs.get((load.origin, load.destination, type))
            pool = ("aircraft", -1 if told.crews else load.origin, type)
            if leg is None or told.loading + 2 * leg + told.unloading > told.duty:
                continue
            flies, start = model.new_bool_var(""), model.new_int_var(load.release, horizon, "")
            rotation, landing = told.loading + 2 * leg + told.unloading, told.loading + leg
            model.add(arrival == start + landing).only_enforce_if(flies)
            holds = [
                (("origin", load.origin, 0), 0, told.loading),
                (("destination", load.destination, 0), landing, told.unloading),
                (pool, 0, rotation + (0 if told.crews else told.rest)),
                *([(("crews", -1, type), 0, rotation + told.rest)] if told.crews else []),
            ]
            for key, after, length in holds:
                interval = model.new_optional_fixed_size_interval_var(start + after, length, flies, "")
                on.setdefault(key, []).append(interval)
            chosen.append(flies)
        model.add_exactly_one(chosen)
        if told.closed[load.destination]:
            open_at = [minute for minute in range(DAY) if not any(a <= minute < b for a, b in told.closed[load.destination])]
            time_of_day = model.new_int_var_from_domain(cp_model.Domain.from_values(open_at), "")
            model.add_modulo_equality(time_of_day, arrival, DAY)
        costs.append(load.weight * arrival)
    for (kind, place, type), intervals in on.items():
        match kind:
            case "origin":
                capacity = told.origins[place]
            case "destination":
                capacity = told.destinations[place]
            case "crews":
                capacity = (told.crews or {}).get(type, 0)
            case _:
                capacity = sum(n for (base, of), n in told.fleet.items() if of == type and place in (-1, base))
        model.add_cumulative(intervals, [1] * len(intervals), capacity)
    model.minimize(sum(costs))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = 1
    found = solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return {"cost": solver.objective_value if found else None, "bound": solver.best_objective_bound if found else None}


if __name__ == "__main__":
    print(json.dumps(solved(Path(sys.argv[1]), float(sys.argv[2]))))
