"""Missions written and read back, and the canonical JSON of what aidbridge makes."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from aidbridge.missionfile.canonical import hash_of_content
from aidbridge.missionfile.read import read_mission
from aidbridge.missionfile.write import hash_of, json_of, plan_json, read_plan, read_resolved, sealed, write_json, write_mission
from aidbridge.model.errors import InputError
from aidbridge.model.events import Event
from aidbridge.model.facts import Alternative, Assumption, Fact, Status
from aidbridge.model.messages import Message
from aidbridge.model.needs import Need
from aidbridge.model.places import Site
from aidbridge.model.plan import Bound, Figures, LeftBehind, Plan
from aidbridge.model.verdict import Finding, Standing, Verdict
from missionfolders import write


def plan() -> Plan:
    """A plan with little in it."""
    figures = {name: 0 for name, field in Figures.model_fields.items() if field.is_required()} | {
        "flying_min_by_type": {"il76md": 290}, "worst_place": "IT-45", "cost": None, "unmet_weighted_h": 0.1 + 0.2,
    }  # fmt: skip
    return Plan(
        mission="sample", mission_hash="0" * 64, seed=1, iterations=10, versions={"aidbridge": "0.1.0"}, assignments=(), unused=(),
        loads=(), sorties=(), convoys=(), tours=(), coverage=(), figures=Figures.model_validate(figures),
        left_behind=(LeftBehind(item="RU-uaz-01", phase="out", reason=Message(key="too_tall", params={"height_cm": 350})),),
        bounds=(Bound(figure="loaded_sorties", value=2, argument="combinatorial", name="mass", certificate={"sum": 1e-9}),),
    )  # fmt: skip


def test_the_sample_mission_reads_back_equal(tmp_path):
    mission = samples.mission()
    write_mission(mission, tmp_path / "m")
    assert read_mission(tmp_path / "m") == mission


def test_a_mission_with_facts_figures_and_tables_reads_back_equal(tmp_path):
    mission = read_mission(write(tmp_path / "hand"))
    assert mission.facts
    write_mission(mission, tmp_path / "written")
    assert read_mission(tmp_path / "written") == mission
    write_mission(mission, tmp_path / "again")
    assert [path.read_bytes() for path in sorted((tmp_path / "written").iterdir())] == [
        path.read_bytes() for path in sorted((tmp_path / "again").iterdir())
    ]


def test_long_sections_are_written_as_tables(tmp_path):
    sample = samples.mission()
    needs = tuple(
        Need(
            id=f"N-{n}",
            capability="ventilator",
            place="IT-25",
            quantity=n / 3 + 1,
            start=samples.START,
            mandatory=n % 2 == 0,
            min_skill="a, b",
        )
        for n in range(40)
    )
    mission = sample.model_copy(update={"needs": needs + sample.needs})
    write_mission(mission, tmp_path / "m")
    assert {path.name for path in (tmp_path / "m").iterdir()} == {"mission.yaml", "needs.csv"}
    assert read_mission(tmp_path / "m") == mission


def test_rows_that_a_table_would_change_stay_in_yaml(tmp_path):
    """A text that looks like a number would come back as one."""
    facts = tuple(Fact(key=f"airfield:LIRE.field_{n}", value=str(n), status=Status.READ, source="x") for n in range(20))
    mission = samples.mission().model_copy(update={"facts": facts})
    write_mission(mission, tmp_path / "m")
    assert {path.name for path in (tmp_path / "m").iterdir()} == {"mission.yaml"}
    assert read_mission(tmp_path / "m") == mission


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=12).map(str.strip)
TRICKY = st.sampled_from(
    [
        "NO",
        "yes",
        "null",
        "~",
        "0x1F",
        "0o17",
        "1e5",
        "12:30",
        "2020-03-22",
        "=1",
        "-|a",
        "a:|b",
        "#",
        "1_000",
        ".5",
        "+1",
        "'",
        "a;b",
    ]
).map(lambda text: text.replace("|", " "))
SCALARS = st.one_of(TEXTS, TRICKY, st.integers(-(10**12), 10**12), st.floats(-1e12, 1e12), st.booleans())


@settings(derandomize=True, deadline=None, max_examples=80)
@given(name=TEXTS | TRICKY, note=TEXTS | TRICKY, value=SCALARS, other=SCALARS)
def test_any_text_and_any_number_read_back_equal(tmp_path_factory, name, note, value, other):
    folder = tmp_path_factory.mktemp("roundtrip") / "m"
    sample = samples.mission()
    site = Site(id="S-1", name=name, kind="other", place="IT-BG", lat=45.1, lon=9.7)
    fact = Fact(
        key="site:S-1.name",
        value=value,
        status=Status.READ,
        source="s",
        note=note,
        alternatives=(Alternative(value=other, source=name),),
        reason="r",
    )
    mission = sample.model_copy(
        update={
            "sites": (*sample.sites, site),
            "title": {"en": note, "zh-Hans": name},
            "facts": (fact,),
            "assumptions": (Assumption(id="A-1", reason=note, values={"airfield:LIRE.strength": value}),),
            "events": (Event(id="E-1", what="other", about=("RU-1",), at=samples.START, note=name),),
        }
    )
    write_mission(mission, folder)
    assert read_mission(folder) == mission


def test_a_folder_with_something_in_it_is_never_overwritten(tmp_path):
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "notes.txt").write_text("mine")
    with pytest.raises(InputError) as caught:
        write_mission(samples.mission(), tmp_path / "m")
    assert "not empty" in str(caught.value) and [path.name for path in (tmp_path / "m").iterdir()] == ["notes.txt"]


def test_an_empty_folder_and_missing_parents_are_taken(tmp_path):
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "a" / "b"):
        write_mission(samples.mission(), folder)
        assert read_mission(folder).id == "sample"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "empty"], "nothing is left lying about"


def test_canonical_json_is_sorted_settled_and_stable():
    text = json_of(plan())
    assert text == json_of(plan()) == plan_json(plan()) and text.endswith("}\n")
    content = json.loads(text)
    assert list(content) == sorted(content)
    assert content["figures"]["unmet_weighted_h"] == 0.3 and '"unmet_weighted_h":0.3,' in text
    assert '"sum":1e-09' in text and '"value":2' in text
    assert '\n{"item":"RU-uaz-01"' in text, "each row on a line of its own"


def test_a_plan_reads_back_and_writes_the_same_bytes(tmp_path):
    write_json(plan(), tmp_path / "plan.json")
    again = read_plan(tmp_path / "plan.json")
    write_json(again, tmp_path / "again.json")
    assert (tmp_path / "plan.json").read_bytes() == (tmp_path / "again.json").read_bytes()
    assert again.left_behind == plan().left_behind


def test_a_resolved_mission_reads_back_equal_under_its_hash(tmp_path):
    resolved = sealed(samples.resolved())
    write_json(resolved, tmp_path / "resolved.json")
    assert read_resolved(tmp_path / "resolved.json") == resolved
    assert resolved.hash == hash_of(resolved) == hash_of(samples.resolved()), "the hash is over everything but itself"
    assert sealed(resolved) == resolved


def test_the_hash_sees_every_change_but_not_the_noise_of_binary_fractions():
    resolved = samples.resolved()
    route = resolved.routes[0]
    noisy = route.model_copy(update={"distance_km": route.distance_km * (1 + 1e-15)})
    longer = route.model_copy(update={"distance_km": route.distance_km + 0.001})
    assert hash_of(resolved.model_copy(update={"routes": (noisy, *resolved.routes[1:])})) == hash_of(resolved)
    assert hash_of(resolved.model_copy(update={"routes": (longer, *resolved.routes[1:])})) != hash_of(resolved)
    assert hash_of(resolved.model_copy(update={"outlines": "other"})) != hash_of(resolved)


def test_a_changed_resolved_mission_is_refused(tmp_path):
    write_json(sealed(samples.resolved()), tmp_path / "resolved.json")
    text = (tmp_path / "resolved.json").read_text()
    (tmp_path / "resolved.json").write_text(text.replace('"mass_kg":13500', '"mass_kg":12500', 1))
    with pytest.raises(InputError) as caught:
        read_resolved(tmp_path / "resolved.json")
    assert caught.value.faults[0].path == "resolved.json hash" and "plan the mission again" in caught.value.faults[0].advice


def test_a_verdict_is_written_the_same_way():
    finding = Finding(rule="L2", about="L-001", standing=Standing.PASSED, key="L2.overlap", margin=0.1 + 0.2, unit="m")
    text = json_of(Verdict(plan_of="sample", mission_hash="0", findings=(finding,)))
    assert '"margin":0.3' in text and '"standing":"passed"' in text


def broken(path: Path, change) -> tuple:
    """The faults of the plan file after a change of its content."""
    content = json.loads(json_of(plan()))
    change(content)
    path.write_text(json.dumps(content))
    with pytest.raises(InputError) as caught:
        read_plan(path)
    return caught.value.faults


@pytest.mark.parametrize(
    ("change", "path", "advice"),
    [
        (lambda c: c.update(format=2), "plan.json format", "another version"),
        (lambda c: c.update(seed="1"), "plan.json seed", "without quotes"),
        (lambda c: c.update(seeds=1), "plan.json seeds", "seed"),
        (lambda c: c.pop("loads"), "plan.json loads", "Add `loads`"),
        (lambda c: c["left_behind"][0].update(phase="back"), "plan.json left_behind[1].phase", "Write one of them"),
        (lambda c: c["figures"].update(flights=-1), "plan.json figures.flights", "unit"),
        (
            lambda c: c["left_behind"][0]["reason"]["params"].update(height_cm=[1]),
            "plan.json left_behind[1].reason.params.height_cm",
            "one number",
        ),
    ],
)
def test_faults_of_a_plan_file(tmp_path, change, path, advice):
    (fault,) = broken(tmp_path / "plan.json", change)
    assert fault.path == path and advice in fault.advice


def test_all_faults_of_a_plan_file_at_once(tmp_path):
    faults = broken(tmp_path / "plan.json", lambda c: (c.update(seed=None), c["figures"].update(fuel_kg=1.5, nonsense=1)))
    assert {fault.path for fault in faults} == {"plan.json seed", "plan.json figures.fuel_kg", "plan.json figures.nonsense"}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"a":NaN}', "[" * 100_000, "1" * 10_000, "\x00", '{"format":1,"format":1}', '"\\ud800"']
)
def test_files_that_hold_no_plan(tmp_path, text):
    (tmp_path / "plan.json").write_text(text)
    with pytest.raises(InputError) as caught:
        read_plan(tmp_path / "plan.json")
    assert all(fault.path.startswith("plan.json") and fault.advice for fault in caught.value.faults)


def test_writing_where_nothing_can_be_written(tmp_path):
    with pytest.raises(InputError) as caught:
        write_json(plan(), tmp_path / "no" / "plan.json")
    assert "Choose another path" in str(caught.value) and list(tmp_path.iterdir()) == []


def test_an_old_file_is_replaced_whole(tmp_path):
    (tmp_path / "plan.json").write_text("old")
    write_json(plan(), tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json").mission == "sample" and [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_a_file_of_a_version_without_a_later_field_is_read_and_changes_are_still_told(tmp_path: Path) -> None:
    content = json.loads(json_of(sealed(samples.resolved())))
    del content["mission"]["hubs"]
    del content["mission"]["policy"]["substitutes"]
    content["hash"] = hash_of_content(content)
    path = tmp_path / "resolved.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert read_resolved(path).hash == content["hash"]
    content["mission"]["embarkation"] = "ULOO"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError, match="changed after it was resolved"):
        read_resolved(path)
