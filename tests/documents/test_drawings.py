"""Drawings: to scale, at the right time, within their frame."""

import re

import pytest

import large_plan
import sample_plan
import samples
from aidbridge.checker.check import check
from aidbridge.documents.clock import Clock
from aidbridge.documents.dossier import Dossier, dossier
from aidbridge.documents.drawings.aircraft_timeline import aircraft_timeline
from aidbridge.documents.drawings.airfield_timeline import airfield_timeline, occupancy, parking
from aidbridge.documents.drawings.axis import MOST_TICKS, TimeAxis
from aidbridge.documents.drawings.hold import draw_hold
from aidbridge.documents.drawings.map import Dot, Ground, Way, draw_map
from aidbridge.documents.drawings.svg import tag
from aidbridge.documents.sections.field import calendar, day_lists
from aidbridge.documents.sections.flights import airlift_map
from aidbridge.documents.sections.loads import load_cards
from samples import START

NOWHERE = Ground({}, {})


@pytest.fixture(scope="module")
def large() -> Dossier:
    world = large_plan.resolved()
    plan = large_plan.plan(world)
    return dossier(world, plan, large_plan.verdict(plan))


@pytest.fixture(scope="module")
def small() -> Dossier:
    world, plan = samples.resolved(), sample_plan.sample_plan()
    return dossier(world, plan, check(world, plan))


def _shares(svg: str, kind: str) -> list[dict[str, float]]:
    found = re.findall(rf'<svg class="{kind}[^"]*" x="([\d.]+)%" y="([\d.]+)%" width="([\d.]+)%" height="([\d.]+)%"', svg)
    return [dict(zip(("x", "y", "width", "height"), map(float, row), strict=True)) for row in found]


def test_tags_escape_children_and_attributes() -> None:
    assert str(tag("text", "<b>", class_='a"b', x=1.0, y=None)) == '<text class="a&#34;b" x="1">&lt;b&gt;</text>'


def test_items_are_drawn_to_scale_with_the_left_wall_below(large: Dossier) -> None:
    load = large.loads["L-001"]
    drawn = draw_hold(large, load)
    assert drawn is not None
    boxes = _shares(str(drawn.floor), "item")
    assert len(boxes) == len(load.placements) == 3
    for box, placement in zip(boxes, load.placements, strict=True):
        item = large.items[placement.item]
        along, across = (item.width_cm, item.length_cm) if placement.turned else (item.length_cm, item.width_cm)
        assert box["x"] == pytest.approx(placement.x_cm / 20, abs=0.01)
        assert box["width"] == pytest.approx(along / 20, abs=0.01)
        assert box["height"] == pytest.approx(across / 3.45, abs=0.01)
        assert 100 - box["y"] - box["height"] == pytest.approx(placement.y_cm / 3.45, abs=0.02)
    assert "aspect-ratio:2000/345" in str(drawn.floor)


def test_gaps_ruler_and_balance_stand_below(large: Dossier) -> None:
    drawn = draw_hold(large, large.loads["L-001"])
    assert drawn is not None and drawn.balance is not None
    assert re.findall(r">([\d.]+)</text>", str(drawn.gaps)) == ["0.08", "0.15", "0.15", "5.04"]
    assert re.findall(r">(\d+)</text>", str(drawn.ruler)) == ["0", "5", "10", "15", "20"]
    assert "9.60" in str(drawn.balance) and "8.50" in str(drawn.balance)


def test_persons_are_drawn_one_by_one_and_the_empty_floor_has_no_balance(large: Dossier) -> None:
    drawn = draw_hold(large, large.loads["L-012"])
    assert drawn is not None and drawn.balance is None
    assert str(drawn.floor).count('class="person"') == 100


def test_a_hold_that_is_not_known_is_not_drawn(large: Dossier) -> None:
    load = large.loads["L-001"].model_copy(update={"aircraft_type": "unheard"})
    assert draw_hold(large, load) is None


def test_load_cards_tell_totals_against_limits(large: Dossier) -> None:
    cards = load_cards(large, "out")
    assert [card.id for card in cards] == [f"L-{n:03}" for n in range(1, 13)]
    gauges = {gauge.name: gauge for gauge in cards[0].gauges}
    assert gauges["Payload"].share == pytest.approx(large.loads["L-001"].payload_kg / 47_000)
    assert gauges["Length of floor used"].share == pytest.approx((790 + 444 + 224) / 2000)
    assert not any(gauge.over for card in cards for gauge in card.gauges)


def test_the_axis_tells_utc_above_and_local_time_below_over_the_clock_change() -> None:
    clock = Clock(START, "Europe/Rome")
    axis = TimeAxis.around(clock, "Europe/Rome", 6 * 1440 + 1200, 7 * 1440 + 240)
    grid = str(axis.grid(100))
    above = re.findall(r'class="hour" [^>]*>(\d\d:\d\d)<', grid)
    below = re.findall(r'class="hour local" [^>]*>(\d\d:\d\d)<', grid)
    ahead = [(int(b[:2]) - int(a[:2])) % 24 for a, b in zip(above, below, strict=True)]
    assert sorted(set(ahead)) == [1, 2] and ahead == sorted(ahead)
    assert axis.zone_names() == "CET / CEST"


@pytest.mark.parametrize("hours", [1, 7, 30, 100, 1_000])
def test_the_axis_has_neither_too_many_ticks_nor_none(hours: int) -> None:
    axis = TimeAxis.around(Clock(START, "Europe/Rome"), "Europe/Rome", 37, 37 + 60 * hours)
    ticks = axis.ticks()
    assert 2 <= len(ticks) <= MOST_TICKS + 1
    assert all(axis.start_min <= tick <= axis.end_min and tick % 60 == 0 for tick in ticks)
    assert axis.share(axis.start_min) == 0 and axis.share(axis.end_min) == 1


def test_every_leg_loading_and_unloading_is_on_the_timeline(large: Dossier) -> None:
    chart = aircraft_timeline(large, "out")
    assert chart is not None
    svg = str(chart.svg)
    assert (svg.count('"bar flight"'), svg.count('"bar empty"'), svg.count('"bar loading"'), svg.count('"bar unloading"')) == (
        12,
        24,
        12,
        12,
    )
    assert len(chart.rows) == len({flown.sortie.tail for flown in large.flown if flown.sortie.phase == "out"})


def test_occupancy_counts_arrivals_before_departures_of_the_same_minute() -> None:
    assert occupancy([(0, 10), (5, 20), (10, 15)]) == [(0, 1), (5, 2), (10, 2), (15, 1), (20, 0)]


def test_aircraft_are_parked_from_arrival_to_their_next_departure(small: Dossier) -> None:
    spans = parking(small)["LIRE"]
    legs = [flown.leg for flown in small.flown if flown.leg.destination == "LIRE"]
    assert sorted(start for start, _ in spans) == sorted(leg.arrive_min for leg in legs)[: len(spans)]
    chart = airfield_timeline(small, "out")
    assert chart is not None and [row.name.split()[0] for row in chart.rows] == ["UUMU", "LIRE"]


def test_the_map_stays_small_and_names_what_it_shows(large: Dossier) -> None:
    svg = str(airlift_map(large))
    assert len(svg.encode()) < 150_000
    assert 'class="land refused"' in svg and ">PL<" in svg and ">UUMU<" in svg
    assert svg.count('class="way ') == len({flown.leg.route for flown in large.flown})


def test_a_map_of_nothing_is_none_and_of_one_point_is_a_map() -> None:
    assert draw_map("none", (), (), NOWHERE) is None
    svg = str(draw_map("one", (), (Dot((45.7, 9.7), "site", "a <site>", "Bergamo"),), NOWHERE, 60_000))
    assert "a &lt;site&gt;" in svg and ">20 km<" in svg


def test_a_long_way_is_drawn_along_the_geodesic() -> None:
    svg = str(draw_map("far", (Way(((60.0, 0.0), (60.0, 60.0)), "loaded", "far"),), (), NOWHERE))
    line = re.search(r'<path d="M(\d+) (\d+)l([^"]+)" class="way', svg)
    assert line is not None
    steps = [int(n) for n in re.findall(r"-?\d+", line[3])]
    y = [int(line[2])]
    for dy in steps[1::2]:
        y.append(y[-1] + dy)
    assert len(y) > 50
    assert max(y) - min(y) < 20, "a geodesic through the map's middle is all but straight; the parallel would bend by hundreds"


def test_the_calendar_has_every_day_and_marks_the_clock_change(large: Dossier) -> None:
    grid = calendar(large)
    assert grid is not None
    assert len(grid.days) == 42 and sum(n for _, n in grid.months) == 42
    assert [str(day.date) for day in grid.days if day.clock_changes] == ["2020-03-29"]
    assert sum(tours for _, _, tours, _ in grid.rows) == len(large.plan.tours)
    for _, cells, tours, _ in grid.rows:
        assert sum(cell.level > 0 for cell in cells) == tours


def test_the_day_lists_hold_every_stop_once(large: Dossier) -> None:
    lists = day_lists(large)
    assert sum(day.stops for day in lists) == sum(len(tour.stops) for tour in large.plan.tours)
    assert sum(len(day.tours) for day in lists) == len(large.plan.tours)
