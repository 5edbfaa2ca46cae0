"""The ledger counts each line as its measure says, over its own interval, and weighs it so that splitting changes nothing."""

import pytest

import samples
from aidbridge.model.plan import Assignment, Stop, Tour
from aidbridge.planning.coverage import ledger, line_interval, line_weights

HOUR = 60
RESOURCE = {"IT-45-vent": "RU-vent", "IT-25-vent": "RU-vent", "IT-BG-dis": "RU-dis-1"}


def assigned(need: str, quantity: float, at_work_min: int | None, **more: object) -> Assignment:
    known = {
        "id": f"A-{need}-{at_work_min}",
        "need": need,
        "offer": "RU-1",
        "resource": next((r for line, r in RESOURCE.items() if need.startswith(line)), "RU-med-1"),
        "items": (),
        "quantity": quantity,
    }
    return Assignment.model_validate(known | {"site": "bergamo-base", "arrive_min": at_work_min, "at_work_min": at_work_min} | more)


def line(resolved, need, assignments=(), tours=()):
    return next(c for c in ledger(resolved, assignments, (), (), tours) if c.need == need)


def test_nothing_done_is_idle_and_unmet_alike():
    for row in ledger(samples.resolved(), (), (), (), ()):
        assert row.unmet_weighted_h == row.idle_weighted_h > 0
        assert row.accepted == row.at_work == 0


def test_presence_counts_while_at_work():
    resolved = samples.resolved()
    start, end = line_interval(resolved, resolved.mission.needs[0])
    row = line(resolved, "IT-BG-med", [assigned("IT-BG-med", 1, start + 10 * HOUR, until_min=start + 30 * HOUR)])
    covered_hours = 20 * 0.5
    assert row.unmet_weighted_h == pytest.approx(row.weight * ((end - start) / 60 - covered_hours))
    assert [(p.at_min, p.share) for p in row.curve] == [(start, 0.0), (start + 600, 0.5), (start + 1800, 0.0)]
    assert row.at_work == 1


def test_stock_stays_and_never_counts_above_what_is_asked():
    resolved = samples.resolved()
    start, end = line_interval(resolved, resolved.mission.needs[3])
    late = start + 100 * HOUR
    row = line(resolved, "IT-45-vent", [assigned("IT-45-vent", 15, start), assigned("IT-45-vent", 15, late)])
    assert row.curve[-1].share == 1.0
    assert row.at_work == 30
    assert row.unmet_weighted_h == pytest.approx(row.weight * 0.25 * 100)
    assert end > late


def test_backlog_counts_once_the_place_has_aired():
    resolved = samples.resolved()
    start, end = line_interval(resolved, resolved.mission.needs[1])
    stop = Stop(task="T-home-1", arrive_min=start, start_min=start + 30, end_min=start + 330, quantity=2_000)
    tour = Tour(id="T-1", team="RU-dis-1", base="bergamo-base", depart_min=start, return_min=start + 400, stops=(stop,), km=18)
    row = line(resolved, "IT-BG-dis", tours=[tour])
    counted_from = start + 330 + 60
    assert [(p.at_min, p.share) for p in row.curve] == [(start, 0.0), (counted_from, 0.25)]
    assert row.unmet_weighted_h == pytest.approx(row.weight * ((end - start) - 0.25 * (end - counted_from)) / 60, abs=1e-6)


def test_never_arriving_covers_nothing():
    row = line(samples.resolved(), "IT-BG-med", [assigned("IT-BG-med", 1, None)])
    assert row.accepted == 1
    assert row.arrived == row.at_work == 0


def test_lines_without_an_offer_are_not_eligible():
    rows = {row.need: row for row in ledger(samples.resolved(), (), (), (), ())}
    assert not rows["IT-45-test"].eligible
    assert rows["IT-BG-med"].eligible


def test_pool_keeps_the_reserve_at_home():
    resolved = samples.resolved()
    rows = {row.need: row for row in ledger(resolved, (), (), (), ())}
    assert rows["IT-25-vent"].offered == rows["IT-45-vent"].offered == 36
    reserve = resolved.mission.reserves[0].model_copy(update={"keeps": 480})
    tight = resolved.model_copy(update={"mission": resolved.mission.model_copy(update={"reserves": (reserve,)})})
    assert next(r for r in ledger(tight, (), (), (), ()) if r.need == "IT-25-vent").offered == 20


def test_splitting_a_line_changes_nothing():
    resolved = samples.resolved()
    need = next(n for n in resolved.mission.needs if n.id == "IT-25-vent")
    halves = tuple(need.model_copy(update={"id": f"{need.id}-{i}", "quantity": q}) for i, q in ((1, 15.0), (2, 25.0)))
    others = tuple(n for n in resolved.mission.needs if n.id != need.id)
    split = resolved.model_copy(update={"mission": resolved.mission.model_copy(update={"needs": others + halves})})
    whole, parts = line_weights(resolved), line_weights(split)
    assert parts["IT-25-vent-1"] + parts["IT-25-vent-2"] == pytest.approx(whole["IT-25-vent"])
    assert parts["IT-45-vent"] == pytest.approx(whole["IT-45-vent"])
    one = ledger(resolved, [assigned("IT-25-vent", 20, 600)], (), (), ())
    two = ledger(split, [assigned("IT-25-vent-1", 7.5, 600), assigned("IT-25-vent-2", 12.5, 600)], (), (), ())
    assert sum(r.unmet_weighted_h for r in one) == pytest.approx(sum(r.unmet_weighted_h for r in two))
