"""The benchmark of flights: instances read, solutions that the score accepts, bounds that hold, a known optimum proven."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest
from benchmarks.flights.generate import generate
from benchmarks.flights.instances import Instance, InstanceError, Load, as_told, instance_of, read_all
from benchmarks.flights.planned import Effort, planned
from benchmarks.flights.verified import verified_bound

from benchmarks import score

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("AIDBRIDGE_DATA", "nowhere")) / "instances"
SHORT = Effort(seconds=1.0, price_steps=40, steps=400)


def odd_instance(seed: int) -> Instance:
    """Any counts: nothing to fly, no places, no hours, closed all day, no rest, no time to load, types nobody has."""
    draw = Random(seed)
    origins, hubs, types = draw.randint(1, 4), draw.randint(1, 3), draw.randint(1, 4)
    pooled = draw.random() < 0.4
    shut = [(), (), (), ((60, 90),), ((0, 20), (70, 96)), ((5, 5),), ((0, 96),)]
    fleet = {(None if pooled and draw.random() < 0.8 else o, f): draw.randint(1, 3) for o in range(origins) for f in range(types)}
    return Instance(
        name=f"odd-{seed}",
        loading=draw.choice([0, 1, 6]),
        unloading=draw.choice([0, 1, 12]),
        duty=draw.choice([20, 64, 200, 200]),
        rest=draw.choice([0, 0, 48]),
        origins=tuple(draw.choice([0, 1, 2, 2, 3, 3]) for _ in range(origins)),
        destinations=tuple(draw.choice([0, 1, 2, 2, 5, 5]) for _ in range(hubs)),
        closed=tuple(draw.choice(shut) for _ in range(hubs)),
        fleet={key: number for key, number in fleet.items() if draw.random() < 0.7},
        crews={f: draw.randint(0, 3) for f in range(types) if draw.random() < 0.8} or None if pooled else None,
        legs={
            (o, d, f): draw.randint(0, 30) for o in range(origins) for d in range(hubs) for f in range(types) if draw.random() < 0.8
        },
        loads=tuple(
            Load(
                draw.randrange(origins),
                draw.randrange(hubs),
                draw.choice([0, 0, 7, 400]),
                draw.choice([0, 1, 10]),
                tuple(draw.sample(range(types + 1), draw.randint(0, types))),
            )
            for _ in range(draw.choice([0, 1, 8, 25, 25]))
        ),
    )


def test_any_instance_of_the_format_gets_a_valid_timetable_and_a_bound_below_it() -> None:
    flown = impossible = 0
    for seed in range(120):
        instance = odd_instance(seed)
        assert instance_of(as_told(instance)) == replace(instance, name=instance.name)
        answer = planned(instance, SHORT, seed=seed)
        assert answer.fault == ""
        assert answer.bound <= answer.cost <= answer.greedy
        assert {load["id"] for load in answer.solution["loads"]} == set(range(len(instance.loads))) - set(answer.impossible)
        if not answer.impossible:
            assert score.flights(as_told(instance), answer.solution) == answer.cost
        prices = {name: np.array(price) for name, price in answer.solution["prices_in_thousandths"].items()}
        assert verified_bound(instance, prices) == answer.bound == answer.solution["bound"]
        flown, impossible = flown + len(answer.solution["loads"]), impossible + len(answer.impossible)
    assert flown > 200
    assert impossible > 200


def test_a_load_that_cannot_be_flown_is_told_with_the_reason() -> None:
    made = generate(loads=12, seed=2)
    loads = (*made.loads, replace(made.loads[0], types=(7,)), replace(made.loads[0], types=()))
    answer = planned(replace(made, loads=loads, origins=(0,) * len(made.origins)), SHORT)
    assert set(answer.impossible) == set(range(14))
    assert "there is no place or crew at all: origin 0" in answer.impossible[0]
    assert "type 7 has no leg" in answer.impossible[12]
    assert answer.impossible[13] == "no type of aircraft may fly it"


@pytest.mark.parametrize("pooled", [False, True])
def test_no_prices_prove_more_than_a_timetable_costs(pooled: bool) -> None:
    made = generate(loads=14, seed=3, pooled=pooled)
    answer = planned(made, SHORT)
    draw = np.random.default_rng(1)
    found = {name: np.array(price) for name, price in answer.solution["prices_in_thousandths"].items()}
    for scale in (0, 1, 3):
        assert verified_bound(made, {name: price * scale for name, price in found.items()}) <= answer.cost
        shaken = {name: draw.integers(0, 3_000, price.size) for name, price in found.items()}
        assert verified_bound(made, shaken) <= answer.cost
    with pytest.raises(ValueError, match="prices below 0 for origin 0"):
        verified_bound(made, {"origin 0": np.array([-1])})


def test_strands_and_workers_change_only_who_searches() -> None:
    made = generate(loads=30, seed=5)
    one_by_one = planned(made, SHORT, seed=3, strands=2, workers=1)
    side_by_side = planned(made, SHORT, seed=3, strands=2, workers=2)
    assert one_by_one.solution == side_by_side.solution
    assert one_by_one.cost == min(planned(made, SHORT, seed=seed).cost for seed in (3, 4))


@pytest.mark.skipif(not (DATA / "flights-small-1.json").exists(), reason="AIDBRIDGE_DATA names no folder with instances")
def test_the_small_instance_is_solved_and_proven_and_the_large_one_within_three_percent() -> None:
    instances, faults = read_all(DATA)
    assert faults == []
    small = planned(instances["flights-small-1.json"], Effort(1.0, price_steps=1_000, steps=20_000))
    assert (small.cost, small.bound, small.fault) == (19_588, 19_588, "")
    large = planned(instances["flights-large-1.json"], Effort(1.0, price_steps=600, steps=20_000))
    assert large.fault == ""
    assert 300_000 < large.bound <= 306_807 < large.cost < 1.03 * large.bound


def test_generated_ones_are_of_the_kind_and_repeat() -> None:
    made = generate(loads=60, seed=7)
    assert generate(loads=60, seed=7) == made != generate(loads=60, seed=8)
    assert planned(made, SHORT).impossible == {}
    assert generate(loads=40, seed=1, pooled=True).crews == {0: 9}


def test_all_faults_are_told(tmp_path: Path) -> None:
    told = as_told(generate(loads=8, seed=1))
    told["loads"][2]["weight"] = "heavy"
    told["loads"][3]["origin"] = 99
    told["fleet"][0] = {"type": 0}
    told["leg_units"][1].pop("units")
    told["destination_closed_daily"] = []
    (tmp_path / "bad.json").write_text(json.dumps(told), encoding="utf-8")
    (tmp_path / "worse.json").write_text(json.dumps(told | {"rest_units": -1, "loads": None}), encoding="utf-8")
    (tmp_path / "torn.json").write_text("{", encoding="utf-8")
    (tmp_path / "other.json").write_text('{"kind": "crews"}', encoding="utf-8")
    found, faults = read_all(tmp_path)
    assert found == {}
    told_of = "\n".join(faults)
    for part in ("weight is 'heavy'", "origin is 99", "fleet[0] is {'type': 0}", "leg_units[1]", "destination_closed_daily is []",
                 "rest_units is -1", "loads is not a list", "torn.json"):  # fmt: skip
        assert part in told_of
    assert "other.json" not in told_of
    with pytest.raises(InstanceError, match="identifiers must be 0 to 7"):
        twice = as_told(generate(loads=8, seed=1))
        twice["loads"][1]["id"] = 0
        instance_of(twice)


def test_the_command_writes_what_the_score_accepts(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "flights-x.json").write_text(json.dumps(as_told(generate(loads=20, seed=4))), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "benchmarks.flights",
        "--instances",
        str(tmp_path / "in"),
        "--solutions",
        str(tmp_path / "out"),
    ]
    done = subprocess.run(
        [*command, "--steps", "200", "--price-steps", "20"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    files = [str(tmp_path / folder / "flights-x.json") for folder in ("in", "out")]
    scored = subprocess.run([sys.executable, "benchmarks/score.py", *files], cwd=ROOT, capture_output=True, text=True, check=False)
    assert json.loads(scored.stdout)["ok"] is True
