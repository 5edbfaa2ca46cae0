"""The benchmark of loading: instances read and written, solutions that the score accepts, known optima met."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.loading.generate import HOLDS, generate
from benchmarks.loading.instances import InstanceError, read, read_all, simple_bound, write
from benchmarks.loading.planned import planned

from benchmarks import score

ROOT = Path(__file__).parents[2]
OWN = ROOT / "benchmarks" / "data" / "loading"
OPTIMA = {"an124-30-1": 2, "an124-60-2": 3, "il76-30-1": 6, "il76-30-3": 5, "il76-60-2": 11}
FRESH = {("il76", 30, 71): 5, ("il76", 60, 24): 9, ("an124", 30, 3): None}


@pytest.mark.parametrize(("name", "optimum"), OPTIMA.items())
def test_known_optima_are_met_and_proven(name: str, optimum: int) -> None:
    path = OWN / f"loading-{name}.json"
    answer = planned(read(path), seconds=20)
    assert (answer.holds, answer.bound, answer.fault) == (optimum, optimum, "")
    told = json.loads(path.read_text(encoding="utf-8"))
    assert score.loading(told, answer.solution) == told["lower_bound"] == answer.solution["bound"] == optimum


@pytest.mark.parametrize(("asked", "optimum"), FRESH.items())
def test_fresh_ones_are_proven(asked: tuple[str, int, int], optimum: int | None) -> None:
    answer = planned(generate(*asked), seconds=20)
    assert answer.fault == ""
    assert answer.holds == answer.bound
    assert optimum is None or answer.holds == optimum


def test_without_the_window_no_more_holds_are_needed() -> None:
    instance = read(OWN / "loading-il76-30-1.json")
    assert planned(instance, 20, windowed=False).holds <= planned(instance, 20).holds


@pytest.mark.parametrize("hold", sorted(HOLDS))
def test_generated_ones_are_of_the_kind_and_come_back_from_their_file(hold: str, tmp_path: Path) -> None:
    made = generate(hold, 30, 7)
    assert generate(hold, 30, 7) == made != generate(hold, 30, 8)
    assert 0.6 <= made.area(made.lower_bound) <= 0.8
    assert made.share_wide >= 0.3 or hold == "an124"
    assert made.lower_bound == simple_bound(made)
    write(made, tmp_path / "one.json")
    assert read(tmp_path / "one.json") == made


def test_shipped_bounds_are_the_simple_ones() -> None:
    assert all(simple_bound(instance) == instance.lower_bound for instance in read_all(OWN).values())


def test_all_faults_are_told(tmp_path: Path) -> None:
    told = json.loads((OWN / "loading-il76-30-1.json").read_text(encoding="utf-8"))
    told["payload"] = -1
    told["balance_window"] = [3]
    told["items"][2]["length"] = 1.5
    told["items"][4]["may_turn"] = "no"
    (tmp_path / "bad.json").write_text(json.dumps(told), encoding="utf-8")
    (tmp_path / "torn.json").write_text("{", encoding="utf-8")
    (tmp_path / "other.json").write_text('{"kind": "crews"}', encoding="utf-8")
    with pytest.raises(InstanceError) as raised:
        read_all(tmp_path)
    for part in ("payload is -1", "balance_window is [3]", "item 2: length is 1.5", "item 4: may_turn is 'no'", "torn.json"):
        assert part in str(raised.value)
    assert "other.json" not in str(raised.value)


def test_the_command_writes_what_the_score_accepts(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(generate("il76", 30, 3), tmp_path / "in" / "loading-x.json")
    command = [
        sys.executable,
        "-m",
        "benchmarks.loading",
        "--instances",
        str(tmp_path / "in"),
        "--solutions",
        str(tmp_path / "out"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert done.returncode == 0, done.stderr
    assert "1 of 1 proven optimal" in done.stdout
    scored = subprocess.run(
        [sys.executable, "benchmarks/score.py", str(tmp_path / "in" / "loading-x.json"), str(tmp_path / "out" / "loading-x.json")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert json.loads(scored.stdout)["ok"] is True
