"""The 22 vehicles assumed for March 2020 into Il-76: ramp empty or in use, with and without a balance window."""

import csv
import time
from pathlib import Path

from aidbridge.catalogue.aircraft import aircraft_type
from aidbridge.catalogue.equipment import equipment
from aidbridge.checker.bounds import check_bound
from aidbridge.engines.stopping import Stop
from aidbridge.model.fleet import AircraftType
from aidbridge.model.policy import HoldPolicy, Policy
from aidbridge.model.resolved import Item
from aidbridge.planners.loading.problem import LoadingProblem
from aidbridge.planners.loading.solve import load
from aidbridge.planning.yard import DESTINATION, ORIGIN, yard

TYPE = "il76md"
WINDOW = (8.5, 10.75)
"""Metres from the front of the floor: an engineering estimate, as none is published."""
END_GAP_M = 0.0
RAMP_KG = 2_000
ITERATIONS = 2_000


def run(data: Path, seconds: float) -> int:
    """Print loads and bound of each case; 1 where the checker refuses a bound. Raises FileNotFoundError without the list."""
    items = _items(data / "mission_2020" / "vehicles_assumed.csv")
    print(f"{'case':<64}{'ours':>6}{'bound':>7}{'gap':>5}{'seconds':>9}  argument")
    faults = 0
    for ramp in (False, True):
        for window in (None, WINDOW):
            faults += _case(items, ramp, window, seconds)
    return int(faults > 0)


def _case(items: tuple[Item, ...], ramp: bool, window: tuple[float, float] | None, seconds: float) -> int:
    policy = Policy(hold=HoldPolicy(ramp_in_flight=ramp, ramp_gap_m=END_GAP_M))
    resolved = yard((_type(window),), items, {TYPE: None}, policy)
    asked = LoadingProblem(phase="out", origin=ORIGIN, destination=DESTINATION, items=resolved.items, fleet={TYPE: None})
    start = time.perf_counter()
    answer = load(resolved, asked, Stop(iterations=ITERATIONS, seconds=seconds), seed=1)
    took = time.perf_counter() - start
    refused = [finding.key for finding in check_bound(resolved, answer.bound)]
    told = f"ramp {f'in use, end gap {END_GAP_M:g} m, {RAMP_KG} kg' if ramp else 'empty'}, " + (
        f"balance within {window[0]:g} to {window[1]:g} m" if window else "no balance window"
    )
    loads, bound = len(answer.loads), round(answer.bound.value)
    left = f"  LEFT: {len(answer.left_behind)}" if answer.left_behind else ""
    print(f"{told:<64}{loads:>6}{bound:>7}{loads - bound:>5}{took:>9.2f}  {answer.bound.name}{left}  {' '.join(refused)}".rstrip())
    return len(refused)


def _type(window: tuple[float, float] | None) -> AircraftType:
    low, high = window or (None, None)
    return aircraft_type(TYPE).model_copy(
        update={"balance_from_m": low, "balance_to_m": high, "envelope": (), "ramp_load_limit_kg": RAMP_KG}
    )


def _items(path: Path) -> tuple[Item, ...]:
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(_item(row["item_id"], n) for row in rows for n in range(int(row["count"])))


def _item(kind: str, number: int) -> Item:
    known, id = equipment(kind), f"{kind}-{number + 1:02d}"
    return Item.model_validate(
        {
            "id": id,
            "kind": "vehicle",
            "resource": id,
            "offer": "yard",
            "flies": True,
            "origin": ORIGIN,
            "ready_min": 0,
            "length_cm": round((known.length_m or 0) * 100),
            "width_cm": round((known.width_m or 0) * 100),
            "height_cm": round((known.height_m or 0) * 100),
            "mass_kg": round(known.mass_kg or 0),
        }
    )
