"""What a mission says of its loads: stops, windows for kit, restraint, segregation and the ramp, written and read back, in YAML and
tables; and tables of a type set by assumptions."""

import pytest

import samples
import small_missions as small
from aidbridge.checker.check import check_loads
from aidbridge.missionfile.read import read_mission
from aidbridge.missionfile.schema import mission_schema
from aidbridge.missionfile.write import json_of, read_resolved, sealed, write_json, write_mission
from aidbridge.model.errors import InputError
from aidbridge.model.facts import Assumption
from aidbridge.model.hold import EnvelopeRow, FloorZone, HeightSpan, Position
from aidbridge.model.policy import HoldPolicy, RestraintPolicy, Segregation
from aidbridge.model.resolved import Stretch
from aidbridge.planning.resolve import resolve
from missionfolders import write

POLICY = {
    "hold": HoldPolicy(ramp_in_flight=True, ramp_gap_m=0.2, kit_within_h=24),
    "restraint": RestraintPolicy(forward_g=9.0, up_g=3.0, device_kg=2_268),
    "segregation": (Segregation(first="3", second="5.1", keep="distance", distance_m=3.0),),
}


def test_what_is_said_of_loads_reads_back_equal(tmp_path):
    sample = samples.mission()
    mission = sample.model_copy(
        update={
            "policy": sample.policy.model_copy(update=POLICY),
            "teams": tuple(team.model_copy(update={"kit_within_h": 12.0, "stop": 2}) for team in sample.teams),
            "vehicles": tuple(vehicle.model_copy(update={"stop": 3}) for vehicle in sample.vehicles),
            "supplies": tuple(supply.model_copy(update={"stop": 2}) for supply in sample.supplies),
        }
    )
    write_mission(mission, tmp_path / "m")
    assert read_mission(tmp_path / "m") == mission


def test_stops_stand_in_tables_too(tmp_path):
    folder = write(tmp_path / "hand")
    table = folder / "vehicles.csv"
    lines = table.read_text().splitlines()
    table.write_text("\n".join([lines[0] + ",stop", *(line + ",2" for line in lines[1:])]) + "\n")
    assert {vehicle.stop for vehicle in read_mission(folder).vehicles} == {2}
    table.write_text("\n".join([lines[0] + ",stop", *(line + ",0" for line in lines[1:])]) + "\n")
    with pytest.raises(InputError, match=r"vehicles\.csv:2 stop"):
        read_mission(folder)


def test_the_schema_knows_what_is_said_of_loads():
    definitions = mission_schema()["$defs"]
    assert {"ramp_in_flight", "ramp_gap_m", "kit_within_h"} <= set(definitions["HoldPolicy"]["properties"])
    assert set(definitions["Segregation"]["required"]) == {"first", "second", "keep"}
    assert "stop" in definitions["Vehicle"]["properties"]


TABLES = {
    "aircraft:il76md.floor_zones": ("0:8:7500::1450;8:14:11000", (
        FloorZone(from_m=0, to_m=8, axle_limit_kg=7_500, floor_limit_kg_m2=1_450),
        FloorZone(from_m=8, to_m=14, axle_limit_kg=11_000),
    )),
    "aircraft:il76md.height_profile": ("0:12:3.2;12:20:3.4", (
        HeightSpan(from_m=0, to_m=12, height_m=3.2), HeightSpan(from_m=12, to_m=20, height_m=3.4),
    )),
    "aircraft:il76md.positions": ("P1:0:2.74:4500", (Position(id="P1", from_m=0, to_m=2.74, limit_kg=4_500),)),
    "aircraft:il76md.envelope": ("120000:9.1:10.2", (EnvelopeRow(mass_kg=120_000, forward_m=9.1, aft_m=10.2),)),
}  # fmt: skip


def assuming(**values):
    return small.with_more(small.mission(), "assumptions", Assumption(id="A-more", reason="argument", values=values))


@pytest.mark.parametrize("key", TABLES)
def test_an_assumption_sets_a_table_of_a_type(key):
    text, rows = TABLES[key]
    resolved = resolve(assuming(**{key: text}))
    assert getattr(resolved.aircraft_type("il76md"), key.partition(".")[2]) == rows
    assert (resolved.fact(key).value, resolved.fact(key).status) == (text, "estimated")


@pytest.mark.parametrize(
    ("key", "text", "advice"),
    [
        ("aircraft:il76md.floor_zones", "0", "Field required"),
        ("aircraft:il76md.floor_zones", "0:8:heavy", "such as 0:8:7500::1450"),
        ("aircraft:il76md.height_profile", "0:8:3.2:9", "such as 0:12:3.2"),
        ("aircraft:il76md.loads_through", "roof", "'rear', 'nose', 'both' or 'side'"),
        ("aircraft:il76md.rings", -1, "greater than or equal to 0"),
        ("dangerous:UN1791.most_without_persons", -1, "greater than or equal to 0"),
    ],
)
def test_a_table_that_is_none_is_refused_with_advice(key, text, advice):
    with pytest.raises(InputError) as caught:
        resolve(assuming(**{key: text}))
    assert advice in str(caught.value.faults[0])


def test_an_exemption_raises_a_limit_of_dangerous_goods():
    resolved = resolve(assuming(**{"dangerous:UN3481.most_with_persons": 0.1}))
    goods = [goods for item in resolved.items for goods in item.dangerous]
    assert {(g.most_with_persons, g.most_without_persons, g.limits_known) for g in goods if g.un == "UN3481"} == {(0.1, 35.0, True)}


def test_goods_carry_their_provenance():
    resolved = resolve(small.mission())
    goods = {g.un for item in resolved.items for g in item.dangerous}
    assert goods
    for un in goods:
        assert {resolved.fact(f"dangerous:{un}.{field}").status for field in ("with_persons", "most_with_persons")} == {"recalled"}
    assert resolved.segregation


def test_a_resolved_mission_with_varied_holds_reads_back_equal(tmp_path):
    resolved = samples.resolved()
    type = resolved.aircraft_types[0].model_copy(update={key.partition(".")[2]: rows for key, (_, rows) in TABLES.items()})
    stretches = (Stretch(from_cm=0, to_cm=200, height_cm=250),)
    items = tuple(item.model_copy(update={"stop": 2, "stretches": stretches, "approach_deg": 20.0}) for item in resolved.items)
    varied = sealed(resolved.model_copy(update={"aircraft_types": (type,), "items": items, "segregation": POLICY["segregation"]}))
    write_json(varied, tmp_path / "resolved.json")
    assert read_resolved(tmp_path / "resolved.json") == varied
    assert json_of(check_loads(varied, [])) == json_of(check_loads(read_resolved(tmp_path / "resolved.json"), []))
