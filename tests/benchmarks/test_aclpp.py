"""The ACLPP benchmark: its reader, its oracle rule by rule, and a small flight from end to end."""

import copy
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.loading.aclpp.oracle import figures, judge
from benchmarks.loading.aclpp.plan import plan
from benchmarks.loading.aclpp.reader import AclppError, read_flight, read_master
from benchmarks.loading.aclpp.report import run
from benchmarks.loading.aclpp.terms import Flight, Master, Solution

from aidbridge.engines.stopping import Stop

AIRCRAFT: dict[str, Any] = {
    "oew": 10_000,
    "oew_lng_arm": 1000,
    "min_lng_arm": 900,
    "max_lng_arm": 1000,
    "opt_lng_arm": 1000,
    "compartments": {
        "MD": {
            "deck": "MD",
            "all": {
                "is_virtual": True,
                "compatible_uld_types": ["pallet"],
                "max_weight": 900,
                "F": {"lng_arm": 800, "distance_from_door": 0},
                "A": {"lng_arm": 1100, "max_weight": 500, "blocking_positions": ["F"]},
            },
            "big": {"is_virtual": True, "compatible_uld_types": ["long"], "FA": {"lng_arm": 950}},
        }
    },
    "overlapping_positions": [["F", "FA"], ["A", "FA"]],
    "weight_constraints": {"total": {"limit": 1000, "positions": []}, "aft": {"limit": 450, "positions": ["A"]}},
    "net_weight_constraint": {"ICE_F": {"limit": 50, "position": ["F"]}},
}
ULDS: dict[str, Any] = {
    "pallet": {
        "inner_lng_size": 200,
        "inner_lat_size": 100,
        "inner_height": 100,
        "tare_weight": 10,
        "max_weight": 800,
        "uld_cuts": [{"lat1": 80, "height1": 100, "lat2": 100, "height2": 80}],
    },
    "long": {"inner_lng_size": 400, "inner_lat_size": 100, "inner_height": 100, "tare_weight": 20, "max_weight": 900},
}
SEPARATION = [{"code_a": "RPB", "code_b": "EAT"}]


def piece(lng: int, lat: int, height: int, weight: int, **more: object) -> dict[str, Any]:
    own: dict[str, Any] = {"lng": lng, "lat": lat, "height": height, "weight": weight, "amount": 1, "allowed_rotations": 5}
    return own | {"stack_height": 0.05, "avail": 0} | more


def stood(name: str, start: tuple[int, int, int], extents: tuple[int, int, int]) -> dict[str, Any]:
    keys = ("start_lng", "start_lat", "start_height", "lng", "lat", "height")
    return {"piece": name, "shipment": "s"} | dict(zip(keys, start + extents, strict=True))


def flight() -> dict[str, Any]:
    """Two legs, one unit over both and one that leaves at the stop."""
    here = {"segment": "X-Z", "uld": "through"}
    there = {"segment": "X-Y", "uld": "short"}
    through = [stood("p", (0, 0, 0), (100, 80, 50)), stood("q", (0, 0, 50), (100, 80, 30))]
    return {
        "flights": {
            "T1": {
                "aircraft_type": "toy",
                "legs": {
                    "Y-Z": {"sequence": 2, "segments": ["X-Z"], "loaded_ulds": {"F": here}},
                    "X-Y": {"segments": ["X-Z", "X-Y"], "loaded_ulds": {"F": here, "A": there}},
                },
            }
        },
        "segments": {
            "X-Z": {
                "shipments": {"s": {"pieces": {"p": piece(100, 80, 50, 200), "q": piece(80, 100, 30, 100, colour="red")}}},
                "built_ulds": {"through": {"uld_type": "pallet", "total_weight": 310, "loaded": through}},
                "offloads": {},
            },
            "X-Y": {
                "shipments": {"s": {"pieces": {"r": piece(50, 50, 50, 90, amount=2, allowed_rotations=63, specials="ICE EAT")}}},
                "built_ulds": {
                    "short": {"uld_type": "pallet", "total_weight": 100, "loaded": [stood("r", (0, 0, 0), (50, 50, 50))]}
                },
                "offloads": {"r": 1},
            },
        },
    }


@pytest.fixture
def home(tmp_path: Path) -> Path:
    master = tmp_path / "masterdata"
    master.mkdir()
    (master / "toy.yaml").write_text(yaml.safe_dump({"aircraft_types": {"toy": AIRCRAFT}}))
    (master / "ulds.yaml").write_text(yaml.safe_dump({"uld_types": ULDS}))
    (master / "separation.yaml").write_text(yaml.safe_dump({"separation_constraints": SEPARATION}))
    return tmp_path


def read(home: Path, content: object) -> tuple[Flight, Solution, Master]:
    file = home / "T1.schedule.yaml"
    file.write_text(content if isinstance(content, str) else yaml.safe_dump(content))
    master = read_master(home / "masterdata")
    found, solution = read_flight(file, master)
    assert solution is not None
    return found, solution, master


def test_legs_come_in_their_sequence_and_unknown_fields_are_passed_over(home: Path) -> None:
    found, solution, _ = read(home, flight())
    assert [leg.id for leg in found.legs] == ["X-Y", "Y-Z"]
    assert found.span("X-Z") == (0, 1)
    assert (found.amount, found.left(solution)) == (4, 1)
    assert found.aircraft.positions["A"].limit == 500
    assert found.aircraft.positions["F"].limit == 900


def test_a_kept_solution_has_no_fault_and_its_figures(home: Path) -> None:
    found, solution, master = read(home, flight())
    assert judge(found, master, solution) == []
    told = figures(found, solution)
    assert told.offsets[1] == pytest.approx(310 * 200 / 10_310)
    assert (told.left, told.inside, told.units, told.handled) == (1, 2, 2, 1)


MALFORMED = {
    "not YAML": ("flights: [", "is not YAML"),
    "a list": ("- 1", "a mapping is needed"),
    "empty": ("", "a mapping is needed"),
    "no flight": ({"flights": {}, "segments": {}}, "0 flights"),
    "text for a mass": (("segments", "X-Y", "shipments", "s", "pieces", "r", "weight", "heavy"), "weight is 'heavy'"),
    "no number": (("segments", "X-Y", "shipments", "s", "pieces", "r", "weight", float("nan")), "weight is nan"),
    "negative": (("segments", "X-Y", "shipments", "s", "pieces", "r", "lng", -4), "lng is -4"),
    "no rotation": (("segments", "X-Y", "shipments", "s", "pieces", "r", "allowed_rotations", 0), "allowed_rotations is 0"),
    "aircraft": (("flights", "T1", "aircraft_type", "b747"), "b747"),
    "segment": (("flights", "T1", "legs", "Y-Z", "segments", ["Q"]), "Q, which is not under segments"),
    "sequence": (("flights", "T1", "legs", "Y-Z", "sequence", 1), "2 legs have sequence 1"),
    "piece": (("segments", "X-Y", "built_ulds", "short", "loaded", [stood("z", (0, 0, 0), (1, 1, 1))]), "piece is z"),
}


def changed(path: tuple[Any, ...]) -> dict[str, Any]:
    """The flight with the value at the path's keys replaced by the path's last element."""
    content = copy.deepcopy(flight())
    node: Any = content
    for key in path[:-2]:
        node = node[key]
    node[path[-2]] = path[-1]
    return content


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_files_are_told_by_file_and_key(home: Path, name: str) -> None:
    content, word = MALFORMED[name]
    with pytest.raises(AclppError) as told:
        read(home, changed(content) if isinstance(content, tuple) else content)
    assert word in str(told.value)
    assert "T1.schedule.yaml" in str(told.value)


def test_all_faults_of_a_file_are_told_at_once(home: Path) -> None:
    content = changed(("segments", "X-Y", "shipments", "s", "pieces", "r", "weight", "heavy"))
    content["segments"]["X-Z"]["shipments"]["s"]["pieces"]["p"]["lat"] = None
    with pytest.raises(AclppError) as told:
        read(home, content)
    assert len(told.value.faults) == 2


THROUGH = ("segments", "X-Z", "built_ulds", "through")
P = stood("p", (0, 0, 0), (100, 80, 50))
LEGS = ("flights", "T1", "legs")
UNIT = {"segment": "X-Z", "uld": "through"}
SHORT = {"segment": "X-Y", "uld": "short"}
BROKEN: dict[str, tuple[Any, ...]] = {
    "rotation": (*THROUGH, "loaded", [stood("p", (0, 0, 0), (50, 80, 100)), stood("q", (60, 0, 0), (100, 80, 30))]),
    "inside": (*THROUGH, "loaded", [P, stood("q", (120, 0, 0), (100, 80, 30))]),
    "contour": (*THROUGH, "loaded", [stood("p", (0, 0, 0), (80, 100, 50)), stood("q", (0, 0, 60), (80, 100, 30))]),
    "overlap": (*THROUGH, "loaded", [P, stood("q", (50, 0, 0), (100, 80, 30))]),
    "support": (*THROUGH, "loaded", [P, stood("q", (40, 0, 50), (100, 80, 30))]),
    "strength": ("segments", "X-Z", "shipments", "s", "pieces", "p", piece(100, 80, 50, 200, stack_height=0.01)),
    "pressure": ("segments", "X-Z", "shipments", "s", "pieces", "p", piece(100, 80, 50, 200, stack_height=0.012)),
    "gross": (*THROUGH, "total_weight", 300),
    "amount": (*THROUGH, "loaded", [P, stood("p", (100, 0, 0), (100, 80, 50))]),
    "type": (*THROUGH, "uld_type", "long"),
    "position": (*LEGS, "Y-Z", "loaded_ulds", {"Q": UNIT}),
    "position limit": ("segments", "X-Y", "built_ulds", "short", "total_weight", 505),
    "positions overlap": (*LEGS, "X-Y", "loaded_ulds", {"FA": UNIT, "A": SHORT}),
    "weight constraint": ("segments", "X-Y", "built_ulds", "short", "total_weight", 460),
    "net weight constraint": (*LEGS, "X-Y", "loaded_ulds", {"F": SHORT, "A": UNIT}),
    "envelope": (*LEGS, "Y-Z", "loaded_ulds", {"A": UNIT}),
    "twice": (*LEGS, "Y-Z", "loaded_ulds", {"F": UNIT, "A": UNIT}),
    "segment": (*LEGS, "Y-Z", "loaded_ulds", {"F": UNIT, "A": SHORT}),
    "unit": (*LEGS, "Y-Z", "loaded_ulds", {"F": UNIT, "A": {"segment": "X-Z", "uld": "ghost"}}),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_every_rule_of_the_oracle_has_a_failing_case(home: Path, rule: str) -> None:
    found, solution, master = read(home, changed(BROKEN[rule]))
    assert rule in {fault.rule for fault in judge(found, master, solution)}


def test_separated_codes_may_not_share_a_unit(home: Path) -> None:
    content = flight()
    pieces = content["segments"]["X-Z"]["shipments"]["s"]["pieces"]
    pieces["p"]["specials"] = "DGR RPB"
    found, solution, master = read(home, content)
    assert judge(found, master, solution) == []
    pieces["q"]["specials"] = "EAT"
    found, solution, master = read(home, content)
    assert {fault.rule for fault in judge(found, master, solution)} == {"separation"}


def test_a_piece_that_arrives_after_the_building_begins(home: Path) -> None:
    content = flight()
    content["segments"]["X-Z"]["built_ulds"]["through"]["start"] = 100
    content["segments"]["X-Z"]["shipments"]["s"]["pieces"]["p"]["avail"] = 101
    found, solution, master = read(home, content)
    assert {fault.rule for fault in judge(found, master, solution)} == {"available"}


def test_our_plan_of_the_toy_flight_keeps_every_rule(home: Path) -> None:
    content = flight()
    content["segments"]["X-Y"]["shipments"]["s"]["pieces"]["r"]["specials"] = "EAT"
    found, authors, master = read(home, content)
    ours = plan(found, master, Stop(6))
    assert judge(found, master, ours) == []
    assert figures(found, ours).left <= figures(found, authors).left
    assert plan(found, master, Stop(6)) == ours


def test_a_folder_without_the_data_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="masterdata"):
        run(tmp_path, 1.0)


@pytest.mark.skipif(not os.environ.get("AIDBRIDGE_DATA"), reason="AIDBRIDGE_DATA names no folder of bulk data")
def test_shipped_flights_end_to_end() -> None:
    data = Path(os.environ["AIDBRIDGE_DATA"])
    if not (data / "load" / "aclpp" / "masterdata").is_dir():
        pytest.skip(f"{data} has no load/aclpp")
    assert run(data, 30.0, ("LH8270", "LH8400-25NOV15")) == 0
