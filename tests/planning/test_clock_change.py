"""Plans that cross the night of 28 to 29 March 2020, when clocks in Italy went from 02:00 CET to 03:00 CEST."""

from datetime import UTC, date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

import small_missions as small
from aidbridge.documents.clock import Clock
from aidbridge.documents.tables import table
from aidbridge.engines.stopping import Stop
from aidbridge.model.mission import Mission
from aidbridge.model.places import AirfieldSetting, OpeningHours
from aidbridge.model.plan import Plan
from aidbridge.model.resolved import Resolved
from aidbridge.model.verdict import Verdict
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve

ROME = ZoneInfo("Europe/Rome")
BEFORE, AFTER = date(2020, 3, 28), date(2020, 3, 29)


def planned(mission: Mission) -> tuple[Resolved, Plan, Verdict]:
    resolved = resolve(mission)
    return resolved, *make_plan(resolved, Stop(iterations=60))


def long_work() -> Mission:
    """Work for a fortnight, so that tours leave every day."""
    base = small.with_row(small.mission(), "needs", "IT-BG-dis", quantity=60_000)
    return base.model_copy(update={"tasks": tuple(task.model_copy(update={"quantity": 30_000}) for task in base.tasks)})


def local(resolved: Resolved, minute: int) -> datetime:
    return resolved.moment(minute).astimezone(ROME)


def test_tours_leave_at_eight_on_the_local_clock() -> None:
    resolved, plan, verdict = planned(long_work())
    assert verdict.accepted
    leaves = {local(resolved, tour.depart_min).date(): tour.depart_min for tour in plan.tours}
    assert {date(2020, 3, day) for day in range(25, 32)} <= set(leaves)
    for day, minute in leaves.items():
        assert resolved.moment(minute) == datetime.combine(day, time(7 if day <= BEFORE else 6), UTC)
        assert local(resolved, minute).time() == time(8)
    assert leaves[AFTER] - leaves[BEFORE] == 23 * 60


def test_rest_is_counted_in_real_minutes() -> None:
    resolved, plan, _ = planned(long_work())
    team = next(team for team in resolved.mission.teams if team.id == "RU-dis-1")
    assert all(two.depart_min - one.return_min >= team.rest_min for one, two in pairwise(plan.tours))
    # A team that needs every minute of a whole night leaves an hour later on the day with the shorter one.
    mission = small.with_row(long_work(), "teams", "RU-dis-1", shift_min=600, rest_min=840)
    resolved, plan, verdict = planned(mission)
    assert verdict.accepted
    tours = {local(resolved, tour.depart_min).date(): tour for tour in plan.tours}
    assert tours[AFTER].depart_min - tours[BEFORE].return_min >= 840
    assert local(resolved, tours[AFTER].depart_min).time() >= time(8)


def test_papers_tell_both_clocks() -> None:
    resolved, plan, verdict = planned(long_work())
    clock = Clock(resolved.mission.start, "Europe/Rome")
    told = {
        day: clock.both(tour.depart_min).replace("\N{NO-BREAK SPACE}", " ")
        for tour in plan.tours
        if (day := local(resolved, tour.depart_min).date()) in (BEFORE, AFTER)
    }
    assert told == {BEFORE: "28 Mar 07:00 UTC · 08:00 CET", AFTER: "29 Mar 06:00 UTC · 08:00 CEST"}
    tours = table("tours", resolved, plan, verdict)
    shown = {str(cell) for row in tours.rows for cell in row}
    assert {"2020-03-28 08:00 CET", "2020-03-29 08:00 CEST"} <= shown


def test_opening_hours_hold_by_the_local_clock_on_both_days() -> None:
    """Landings must be between 08:00 and 10:00 local, one a day: 07:00 to 09:00Z on the 28th, 06:00 to 08:00Z on the 29th."""
    narrow = AirfieldSetting(
        icao="LIRE", hours=(OpeningHours(opens=time(8), closes=time(10)),), landing_interval_min=20 * 60, parking_places=2
    )
    base = small.mission().model_copy(update={"airfields": (narrow,)})
    late = tuple(tail.model_copy(update={"available_from": datetime(2020, 3, 27, 18, tzinfo=UTC)}) for tail in base.fleet)
    resolved, plan, verdict = planned(base.model_copy(update={"fleet": late}))
    assert verdict.accepted
    landings = sorted(leg.arrive_min for sortie in plan.sorties for leg in sortie.legs if leg.destination == "LIRE")
    assert [local(resolved, minute).date() for minute in landings] == [BEFORE, AFTER]
    # As early as the field opens: an hour sooner by UTC once the clocks have changed.
    assert [resolved.moment(minute) for minute in landings] == [
        datetime(2020, 3, 28, 7, tzinfo=UTC),
        datetime(2020, 3, 29, 6, tzinfo=UTC),
    ]
    departures = [leg.depart_min for sortie in plan.sorties for leg in sortie.legs if leg.origin == "LIRE"]
    assert all(time(8) <= local(resolved, minute).time() <= time(10) for minute in departures)
