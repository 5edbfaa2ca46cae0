"""A large list on a mixed fleet, all rules on: what the loads cost against the bound, over time, and what balance costs.

    python -m benchmarks.loading.fleet --items 300 --aircraft 40 --seconds 60 --seed 1

Vehicles, trailers with their tractors, pallets, crates, teams of persons and dangerous goods, some kept together and some apart by
decisions, on five types of the catalogue with counts and costs a load. The costs are round figures of this benchmark.
"""

import argparse
import random
import time
from pathlib import Path

from aidbridge.catalogue.aircraft import aircraft_type
from aidbridge.engines.stopping import Report, Stop
from aidbridge.model.decisions import Decision
from aidbridge.model.fleet import AircraftType
from aidbridge.model.resolved import Axle, DangerousGoods, Item, Resolved
from aidbridge.planners.loading.count import count
from aidbridge.planners.loading.problem import LoadingProblem, LoadingSolution
from aidbridge.planners.loading.solve import load
from aidbridge.planning.yard import DESTINATION, ORIGIN, yard

FLEET = {"il76md": (0.3, 45.0), "an124_100": (0.075, 120.0), "c130j30": (0.25, 18.0), "a400m": (0.2, 38.0), "c17a": (0.175, 70.0)}
"""Type: its share of the fleet, and the cost of one load in thousands."""
BANDS = {"an124_100": (14.0, 20.0), "c130j30": (4.5, 8.5), "a400m": (7.0, 11.0), "c17a": (8.5, 14.0), "il76md": (8.5, 10.75)}
"""Assumed balance bands in m from the front of the floor, where the catalogue has none: about the middle of each hold."""
VEHICLES = (
    ("truck", 815, 250, 297, 13_400, 0.1), ("heavy truck", 978, 250, 330, 20_500, 0.03), ("car", 437, 194, 209, 2_300, 0.12),
    ("ambulance", 620, 220, 280, 4_200, 0.06),
)  # fmt: skip
PALLETS = (("pallet", 274, 224, (1_000, 4_500), 0.22), ("crate", 240, 120, (300, 1_800), 0.14), ("box", 120, 100, (80, 600), 0.12))
TRAILER = (560, 220, 210, 2_800)
TRAILERS, TEAMS, GOODS = 0.04, 0.07, 0.1
UN = (("UN1789", "8", False), ("UN3480", "9", True), ("UN1072", "2.2 (5.1)", True), ("UN1203", "3", False))


def types(balanced: bool = True) -> tuple[AircraftType, ...]:
    """The catalogue's types with the bands, or without any limit on balance."""
    found = []
    for id in sorted(FLEET):
        low, high = BANDS[id]
        type = aircraft_type(id)
        if balanced and type.balance_from_m is None:
            type = type.model_copy(update={"balance_from_m": low, "balance_to_m": high})
        if not balanced:
            type = type.model_copy(update={"balance_from_m": None, "balance_to_m": None, "envelope": ()})
        found.append(type)
    return tuple(found)


def items(number: int, seed: int) -> tuple[tuple[Item, ...], tuple[Decision, ...]]:
    """So many items and the decisions about them."""
    rng = random.Random(f"fleet-{number}-{seed}")
    made: list[Item] = []
    while len(made) < number:
        made += _drawn(f"i{len(made) + 1:03d}", rng)
    made = made[:number]
    known = {item.id for item in made}
    made = [item if item.towed_by in known else item.model_copy(update={"towed_by": None}) for item in made]
    small = [item.id for item in made if item.kind == "cargo" and item.mass_kg < 2_000]
    rng.shuffle(small)
    pairs = [tuple(small[k : k + 2]) for k in range(0, min(len(small), 24) - 1, 2)]
    return tuple(made), tuple(
        Decision(id=f"D-{k}", kind="items_together" if k % 2 else "items_apart", reason="benchmark", items=pair)
        for k, pair in enumerate(pairs)
    )


def _drawn(id: str, rng: random.Random) -> list[Item]:
    at = rng.random()
    if at < TEAMS:
        persons = rng.randint(3, 14)
        return [_item(id, "persons", (0, 0, 0), persons * 120, persons=persons)]
    at -= TEAMS
    if at < TRAILERS:
        tractor = _vehicle(f"{id}t", VEHICLES[0], rng)
        return [tractor, _item(id, "trailer", TRAILER[:3], TRAILER[3], towed_by=tractor.id)]
    for vehicle in VEHICLES:
        at -= vehicle[-1]
        if at < 0:
            return [_vehicle(id, vehicle, rng)]
    chosen = rng.choices(PALLETS, weights=[one[-1] for one in PALLETS])[0]
    goods: tuple[DangerousGoods, ...] = ()
    if rng.random() < GOODS:
        un, hazard, with_persons = rng.choice(UN)
        goods = (DangerousGoods(un=un, hazard_class=hazard, with_persons=with_persons, limits_known=True),)
    size = (chosen[1], chosen[2], rng.randint(80, 200))
    return [_item(id, "cargo", size, rng.randint(*chosen[3]), turnable=True, dangerous=goods)]


def _vehicle(id: str, kind: tuple[str, int, int, int, int, float], rng: random.Random) -> Item:
    _, length, width, height, mass, _ = kind
    mass = round(mass * rng.uniform(0.85, 1.1))
    axles = max(2, -(-mass // 7_000))
    places = [round(length * (0.2 + 0.6 * n / (axles - 1))) for n in range(axles)]
    return _item(id, "vehicle", (length, width, height), mass, axles=tuple(Axle(at_cm=at, load_kg=mass // axles) for at in places))


def _item(id: str, kind: str, size: tuple[int, int, int], mass: int, **more: object) -> Item:
    length, width, height = size
    given = {
        "id": id,
        "kind": kind,
        "resource": id,
        "offer": "yard",
        "flies": True,
        "origin": ORIGIN,
        "ready_min": 0,
        "mass_kg": mass,
    }
    return Item.model_validate(given | {"length_cm": length, "width_cm": width, "height_cm": height} | more)


def problem(number: int, aircraft: int, seed: int, balanced: bool = True) -> tuple[Resolved, LoadingProblem]:
    """The yard and what is asked of it."""
    listed, decisions = items(number, seed)
    fleet = {id: round(share * aircraft) for id, (share, _) in sorted(FLEET.items())}
    resolved = yard(types(balanced), listed, fleet, decisions=decisions)
    return resolved, LoadingProblem(
        phase="out", origin=ORIGIN, destination=DESTINATION, items=resolved.items, fleet=fleet,
        cost={id: cost for id, (_, cost) in FLEET.items()},
    )  # fmt: skip


def run(data: Path, seconds: float) -> int:
    """Print cost, bound and gap over time, then the count of aircraft with and without the balance rule. `data` is not read."""
    return measure(300, 40, 1, seconds)


def measure(number: int, aircraft: int, seed: int, seconds: float) -> int:
    """The same for any size. 0 where all is loaded within 5 % of the bound, else 1."""
    resolved, asked = problem(number, aircraft, seed)
    began = time.perf_counter()
    counted = count(resolved, asked)
    print(f"count    {counted.loads} loads, at least {counted.bound.value:.0f}, {(time.perf_counter() - began) * 1000:.0f} ms")
    answer = _solved(resolved, asked, seconds)
    gap = _told("all rules", asked, answer)
    free = _solved(*problem(number, aircraft, seed, balanced=False), seconds)
    _told("no balance rule", asked, free)
    return int(gap > 0.05 or bool(answer.left_behind))


def _solved(resolved: Resolved, asked: LoadingProblem, seconds: float) -> LoadingSolution:
    began = time.perf_counter()

    def tell(report: Report) -> None:
        bound = "" if report.bound is None else f"bound {report.bound:8.1f}"
        print(f"{time.perf_counter() - began:7.1f} s  {report.stage:16}{report.value:8.1f}  {bound}  {report.found_by}", flush=True)

    return load(resolved, asked, Stop(iterations=10**6, seconds=seconds, tell=tell), seed=1)


def _told(name: str, asked: LoadingProblem, answer: LoadingSolution) -> float:
    cost = sum(asked.cost.get(made.aircraft_type, 1.0) for made in answer.loads)
    used = {id: sum(made.aircraft_type == id for made in answer.loads) for id in sorted(asked.fleet)}
    gap = cost / answer.bound.value - 1 if answer.bound.value else 0.0
    print(f"{name}: {len(answer.loads)} loads {used}, {len(answer.left_behind)} items left behind")
    print(f"  cost {cost:.1f}, bound {answer.bound.value:.1f} ({answer.bound.name}), gap {gap:.1%}")
    return gap


def main() -> int:
    """Measure as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=300, help="items (default: %(default)s)")
    parser.add_argument("--aircraft", type=int, default=40, help="aircraft (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the list (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=60.0, help="for the search (default: %(default)s)")
    asked = parser.parse_args()
    return measure(asked.items, asked.aircraft, asked.seed, asked.seconds)


if __name__ == "__main__":
    raise SystemExit(main())
