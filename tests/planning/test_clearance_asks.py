"""The list of what must be asked: it covers the plan's own legs and cargo, and says how each stands."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import sample_plan
import samples
import small_missions as small
from aidbridge.catalogue.permits import lead_time
from aidbridge.engines.stopping import Stop
from aidbridge.model.agreements import Clearance, Step
from aidbridge.model.errors import InputError
from aidbridge.model.mission import Mission
from aidbridge.model.resolved import Resolved
from aidbridge.planning.clearing.asks import Ask, asks_of, before
from aidbridge.planning.clearing.names import hits_of, read_names
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve


def world(mission: Mission) -> Resolved:
    return samples.resolved().model_copy(update={"mission": mission})


def asks(mission: Mission | None = None, on: datetime | None = None) -> dict[str, Ask]:
    return {ask.id: ask for ask in asks_of(world(mission or samples.mission()), sample_plan.sample_plan(), on)}


def test_the_states_are_those_of_the_legs_and_each_leg_is_named() -> None:
    due: dict[str, set[str]] = {}
    for sortie in sample_plan.sample_plan().sorties:
        for leg in sortie.legs:
            for over in leg.overflights:
                if over.state not in (None, "RU"):
                    due.setdefault(str(over.state), set()).add(leg.id)
    told = {ask.state: set(ask.legs) for ask in asks().values() if ask.kind == "overflight" and ask.legs}
    assert told == due and len(due) >= 3


def test_landings_are_those_abroad() -> None:
    assert {ask.airfield for ask in asks().values() if ask.kind == "landing"} == {"LIRE", "LIPX"}


def test_what_is_granted_is_listed_with_its_evidence_and_not_asked() -> None:
    made = asks()
    assert made["overflight-TR-RU"].standing == "granted" and not made["overflight-TR-RU"].open
    assert [one.id for one in made["overflight-TR-RU"].clearances] == ["CL-TR"]


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({"status": "granted"}, "granted"),
        ({"status": "in_force"}, "granted"),
        ({"status": "asked"}, "asked"),
        ({"status": "refused"}, "refused"),
        ({"status": "draft"}, "to_ask"),
        ({"status": "not_asked"}, "to_ask"),
        ({"status": "ended"}, "to_ask"),
        ({"valid_to": samples.START + timedelta(hours=1)}, "extend"),
        ({"valid_from": samples.START + timedelta(days=20), "valid_to": None}, "extend"),
        ({"operator": "CN"}, "to_ask"),
    ],
)
def test_each_state_of_a_clearance_shows_in_the_list(changes: dict[str, object], standing: str) -> None:
    assert asks(small.with_row(samples.mission(), "clearances", "CL-TR", **changes))["overflight-TR-RU"].standing == standing


def test_a_refusal_is_told_though_the_plan_flies_another_way() -> None:
    poland = asks()["overflight-PL"]
    assert (poland.standing, poland.legs) == ("refused", ())


def test_goods_people_and_dangerous_goods_are_asked_for_once_a_state() -> None:
    made = asks()
    assert "RU-med-1" in made["medical_licence-IT-RU-RU-1"].cargo
    assert made["customs-LIRE-RU-RU-1"].cargo == ("RU-vent",)
    assert {"RU-ars-01", "RU-ars-02"} <= set(made["temporary_import-LIRE-RU-RU-1"].cargo)
    assert set(made["export-RU-RU-RU-1"].cargo) >= {"RU-vent", "RU-ars-01"}
    licence = Clearance(id="LIC", kind="medical_licence", state="IT", status="granted", covers=("RU-med-1",))
    assert not asks(small.with_more(samples.mission(), "clearances", licence))["medical_licence-IT-RU-RU-1"].open
    other = licence.model_copy(update={"covers": ("RU-med-2",)})
    assert asks(small.with_more(samples.mission(), "clearances", other))["medical_licence-IT-RU-RU-1"].standing == "to_ask"


def test_working_days_leave_out_weekends() -> None:
    sunday = datetime(2020, 3, 22, 8, tzinfo=UTC)
    assert before(sunday, 0, True) == sunday
    assert before(sunday, 1, True) == datetime(2020, 3, 20, 8, tzinfo=UTC)
    assert before(sunday, 6, True) == datetime(2020, 3, 13, 8, tzinfo=UTC)
    assert before(sunday, 3, False) == datetime(2020, 3, 19, 8, tzinfo=UTC)


def test_too_late_is_against_the_day_asked_about() -> None:
    mission = small.with_row(samples.mission(), "clearances", "CL-TR", status="draft")
    by = asks(mission)["overflight-TR-RU"].by
    assert by is not None and by < samples.START
    assert [asks(mission, day)["overflight-TR-RU"].too_late for day in (None, by, by + timedelta(minutes=1))] == [None, False, True]
    assert asks(on=by + timedelta(days=30))["overflight-TR-RU"].too_late is None


def test_every_lead_time_says_how_it_is_known() -> None:
    for kind in ("overflight", "landing", "customs", "temporary_import", "export", "dangerous_goods", "medical_licence"):
        found = lead_time(kind, "NZ")
        assert found.source and found.authority and found.status.value in ("estimated", "recalled") and not found.state
    assert lead_time("overflight", "TR").state == "TR"


def test_without_a_plan_ways_and_offers_are_listed_without_times() -> None:
    made = asks_of(samples.resolved(), None)
    states = {ask.state for ask in made if ask.kind == "overflight" and ask.legs}
    crossed = {c.state for route in samples.resolved().routes for c in route.crossings} - {None, "RU"}
    assert states == crossed
    assert all(ask.first is None and ask.by is None and ask.too_late is None for ask in made if ask.kind != "medical_licence")


def names(tmp_path: Path, name: str, text: str) -> list[tuple[int, str]]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_names(tmp_path / name)


def test_names_are_compared_by_their_words_in_any_order_script_and_case(tmp_path: Path) -> None:
    step = Step(status="in_force", at=samples.START, by="Ivan Petrov Trading House")
    mission = small.with_row(samples.mission(), "agreements", "AG-1", history=(step,))
    listed = names(tmp_path, "list.txt", "# a list\nPETROV, Ivan (Trading House)\nSomebody Else\nТорговый дом\n")
    hits = hits_of(mission, [("list.txt", listed)])
    assert [(hit.line, hit.likeness) for hit in hits] == [(2, 1.0)]
    assert hits_of(mission, [("list.txt", [(1, "Ivan Petroff Trading House")])])[0].likeness < 1
    assert hits_of(mission, [("list.txt", [(1, "Иван Петров Trading House")])])[0].likeness == 1.0
    assert hits_of(mission, [("list.txt", [(1, "Ivan Petroff Trading House")])], least=1.0) == ()


def test_lists_are_tables_with_a_name_or_lines_of_text(tmp_path: Path) -> None:
    assert names(tmp_path, "a.csv", "id;name;born\n1;Acme;1970\n2;Beta;1980\n") == [(2, "Acme"), (3, "Beta")]
    with pytest.raises(InputError, match="a column `name`"):
        names(tmp_path, "b.csv", "id,born\n1,1970\n")


@pytest.mark.parametrize("covered", [("RU-ars-01", "RU-ars-02", "RU-uaz-01"), ("RU-uaz-01",), ("RU-ars-02",), ()])
def test_how_a_line_stands_does_not_depend_on_the_order_of_its_cargo(covered: tuple[str, ...]) -> None:
    """One leave for each thing: the line is granted only when every one of them is covered, whichever comes first."""
    brought = asks()["temporary_import-LIRE-RU-RU-1"].cargo
    leaves = [
        Clearance(id=f"TI-{name}", kind="temporary_import", state="IT", airfield="LIRE", status="granted", covers=(name,))
        for name in covered
    ]
    due = "granted" if set(brought) <= set(covered) else "extend" if leaves else "to_ask"
    plan, there = sample_plan.sample_plan(), world(small.with_more(samples.mission(), "clearances", *leaves))
    for items in (there.items, there.items[::-1]):
        for sorties in (plan.sorties, plan.sorties[::-1]):
            turned = there.model_copy(update={"items": items})
            made = asks_of(turned, plan.model_copy(update={"sorties": sorties}))
            assert next(ask.standing for ask in made if ask.id == "temporary_import-LIRE-RU-RU-1") == due


@pytest.mark.parametrize(
    ("update", "standing"),
    [(None, "to_ask"), ({"status": "refused"}, "refused"), ({"status": "asked"}, "asked"),
     ({"valid_from": samples.START + timedelta(days=60), "valid_to": None}, "extend")],
)  # fmt: skip
def test_leave_whose_want_keeps_everything_on_the_ground_is_listed(update: dict[str, object] | None, standing: str) -> None:
    """With nothing flown no leg asks for it: the reasons of what stays do."""
    base = small.mission()
    changed = small.with_row(base, "clearances", "LD-LIRE", **update) if update else small.without(base, "clearances", "LD-LIRE")
    resolved = resolve(changed)
    plan, _ = make_plan(resolved, Stop(iterations=3), 1)
    assert not plan.sorties
    ask = next(one for one in asks_of(resolved, plan) if one.id == "landing-LIRE-RU")
    assert (ask.standing, ask.blocked) == (standing, True)


def test_a_state_that_nobody_cleared_is_listed_when_it_grounds_loads() -> None:
    resolved = resolve(small.mission())
    closed = tuple(c for c in resolved.mission.clearances if c.state != "TR")
    shut = resolved.model_copy(update={"mission": resolved.mission.model_copy(update={"clearances": closed})})
    plan, _ = make_plan(shut, Stop(iterations=3), 1)
    assert next(one for one in asks_of(shut, plan) if one.id == "overflight-TR-RU").standing == "to_ask"


def test_at_a_stop_for_fuel_nothing_is_brought_in() -> None:
    plan = sample_plan.sample_plan()
    first = next(sortie for sortie in plan.sorties if sortie.phase == "out")
    leg = next(leg for leg in first.legs if leg.load)
    to = leg.model_copy(update={"destination": "LIPX", "unloaded_min": None})
    on = leg.model_copy(update={"id": f"{leg.id}b", "origin": "LIPX", "loading_start_min": None})
    hops = first.model_copy(update={"legs": tuple(hop for one in first.legs for hop in ((to, on) if one is leg else (one,)))})
    made = asks_of(samples.resolved(), plan.model_copy(update={"sorties": (hops,)}))
    brought = {ask.airfield for ask in made if ask.kind in ("customs", "temporary_import")}
    assert brought == {"LIRE"}
    assert all(ask.legs == (leg.id,) for ask in made if ask.kind == "export")
