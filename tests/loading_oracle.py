"""A plain second reading of the loading rules, for tests: it shares nothing with the planner but the nouns."""

import csv
import math
import os
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest

import samples
from aidbridge.model.fleet import AircraftType
from aidbridge.model.plan import Load
from aidbridge.model.resolved import Item, Resolved
from aidbridge.planners.loading.problem import LoadingProblem, LoadingSolution


def data() -> Path:
    """The folder of bulk data, or a skip."""
    folder = os.environ.get("AIDBRIDGE_DATA")
    if not folder:
        pytest.skip("AIDBRIDGE_DATA names no folder with the bulk data")
    return Path(folder)


def vehicle(id: str, length: int, width: int, height: int, mass: int, **more: object) -> Item:
    """A vehicle without axle positions, in cm and kg."""
    return _item(id, length, width, height, mass, **{"kind": "vehicle", **more})


def cargo(id: str, length: int, width: int, height: int, mass: int, **more: object) -> Item:
    """A pallet that may be turned."""
    return _item(id, length, width, height, mass, **{"kind": "cargo", "turnable": True, **more})


def team(id: str, persons: int, **more: object) -> Item:
    """Persons of 120 kg each."""
    return _item(id, 0, 0, 0, persons * 120, **{"kind": "persons", "persons": persons, **more})


def _item(id: str, length: int, width: int, height: int, mass: int, **more: object) -> Item:
    given = {"id": id, "resource": id, "offer": "RU-1", "flies": True, "origin": "UUMU", "ready_min": 0}
    size = {"length_cm": length, "width_cm": width, "height_cm": height, "mass_kg": mass}
    return Item.model_validate(given | size | more)


def vehicles_2020() -> tuple[Item, ...]:
    """The 22 vehicles assumed for March 2020."""
    shapes = {row["item_id"]: row for row in _rows("equipment.csv")}
    found = []
    for row in _rows("mission_2020/vehicles_assumed.csv"):
        shape = shapes[row["item_id"]]
        size = [round(float(shape[f"{side}_m"]) * 100) for side in ("length", "width", "height")]
        found += [vehicle(f"{row['item_id']}-{n + 1:02d}", *size, int(shape["mass_kg"])) for n in range(int(row["count"]))]
    return tuple(found)


def _rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader((data() / file).read_text(encoding="utf-8").splitlines()))


def problem(items: tuple[Item, ...], **more: object) -> LoadingProblem:
    """Out from Chkalovsky to Pratica di Mare in as many Il-76 as it takes."""
    given = {"phase": "out", "origin": "UUMU", "destination": "LIRE", "items": items, "fleet": {"il76md": None}}
    return LoadingProblem.model_validate(given | more)


def world(*types: AircraftType, decisions: tuple[object, ...] = ()) -> Resolved:
    """The sample with these aircraft types besides the Il-76, and these decisions."""
    sample = samples.resolved()
    mission = sample.mission.model_copy(update={"decisions": decisions})
    return sample.model_copy(update={"aircraft_types": (*types, samples.IL76), "mission": mission})


def assert_sound(resolved: Resolved, asked: LoadingProblem, answer: LoadingSolution) -> None:
    """Everything that must hold of any answer."""
    items = {item.id: item for item in asked.items}
    loaded = [id for load in answer.loads for id in (*(p.item for p in load.placements), *load.persons)]
    left = [one.item for one in answer.left_behind]
    assert sorted(loaded + left) == sorted(items)
    assert answer.bound.value <= len(answer.loads)
    for type, most in asked.fleet.items():
        assert most is None or sum(load.aircraft_type == type for load in answer.loads) <= most
    for load in answer.loads:
        assert_flies(resolved.aircraft_type(load.aircraft_type), load, items, resolved.mission.policy.hold.person_kg)
    together(answer, items)


def together(answer: LoadingSolution, items: dict[str, Item]) -> None:
    """Trailers fly with their tractors."""
    on = {id: load.id for load in answer.loads for id in (*(p.item for p in load.placements), *load.persons)}
    for item in items.values():
        if item.towed_by in items:
            assert on.get(item.id) == on.get(item.towed_by)


def assert_flies(type: AircraftType, load: Load, items: dict[str, Item], person_kg: float) -> None:
    """One load against rules L2 to L7."""
    boxes = []
    for p in load.placements:
        item = items[p.item]
        assert not p.turned or item.turnable
        length, width = (item.width_cm, item.length_cm) if p.turned else (item.length_cm, item.width_cm)
        gap = 15 if item.kind in ("vehicle", "trailer") else 5
        boxes.append((p.x_cm, p.y_cm, length, width, gap, item))
    hold_cm, wide_cm = round((type.hold_length_m or 0) * 100), round((type.hold_width_m or 0) * 100)
    for x, y, length, width, gap, item in boxes:
        assert x >= 0 and x + length <= hold_cm
        assert y >= gap and y + width + gap <= wide_cm
        assert type.hold_height_m is None or item.height_cm + 10 <= type.hold_height_m * 100
        assert type.door_height_m is None or item.height_cm <= type.door_height_m * 100
        assert type.door_width_m is None or width <= type.door_width_m * 100
        assert type.single_item_limit_kg is None or item.mass_kg <= type.single_item_limit_kg
        for axle in item.axles:
            assert type.axle_limit_kg is None or axle.load_kg <= type.axle_limit_kg
        if not item.axles and type.floor_limit_kg_m2:
            assert Fraction(item.mass_kg * 10_000, length * width) <= type.floor_limit_kg_m2
    for (x, y, a, b, g, _), (u, v, c, d, h, _) in combinations(boxes, 2):
        gap = max(g, h)
        assert x + a + gap <= u or u + c + gap <= x or y + b + gap <= v or v + d + gap <= y
    everything = [box[5] for box in boxes] + [items[id] for id in load.persons]
    assert load.payload_kg == sum(item.mass_kg for item in everything) <= type.max_payload_kg
    assert_balanced(type, load, boxes)
    free = sum(all(not (x - g <= at < x + a + g) for x, _, a, _, g, _ in boxes) for at in range(hold_cm))
    seats = (type.seats_beside_cargo or 0) + (
        math.floor(Fraction((type.troop_seats or 0) * free, hold_cm)) if boxes else type.troop_seats or 0
    )
    persons = [items[id] for id in load.persons]
    assert sum(item.persons for item in persons) <= seats
    assert not persons or all(goods.with_persons for item in everything for goods in item.dangerous)


def assert_balanced(type: AircraftType, load: Load, boxes: list[tuple[int, int, int, int, int, Item]]) -> None:
    """The centre of gravity is as stated and in the window."""
    if not boxes:
        assert load.balance_cm is None
        return
    moment = Fraction(0)
    for x, _, length, _, _, item in boxes:
        axles = sum(axle.load_kg for axle in item.axles)
        own = Fraction(sum(a.load_kg * a.at_cm for a in item.axles), axles) if axles else Fraction(length, 2)
        moment += item.mass_kg * (x + own)
    centre = moment / sum(box[5].mass_kg for box in boxes)
    assert load.balance_cm is not None
    assert abs(centre - load.balance_cm) <= 1
    if type.balance_from_m is not None and type.balance_to_m is not None:
        assert type.balance_from_m * 100 <= load.balance_cm <= type.balance_to_m * 100
