"""A search ends by iterations, by the clock or by an interruption, and tells of its progress."""

import pytest

from aidbridge.engines.stopping import Report, Stop


def test_iterations_decide():
    stop = Stop(iterations=3)
    assert [stop.now(i) for i in range(5)] == [False, False, False, True, True]


def test_no_iterations_end_at_once():
    assert Stop(iterations=0).now(0)


def test_negative_iterations_are_refused_by_name():
    with pytest.raises(ValueError, match="iterations is -1"):
        Stop(iterations=-1)


def test_clock_cuts_short():
    assert Stop(iterations=10, seconds=0.0).now(0)
    assert not Stop(iterations=10, seconds=3600.0).now(0)


def test_interruption_ends():
    stop = Stop(iterations=10)
    assert not stop.now(0)
    stop.interrupted.set()
    assert stop.now(0)


def test_reports_reach_the_listener_and_nobody_else():
    heard: list[Report] = []
    Stop(tell=heard.append).report("loading", 5, 12.0, 11.0, "heuristic")
    Stop().report("loading", 5, 12.0)
    assert heard == [Report("loading", 5, 12.0, 11.0, "heuristic")]
