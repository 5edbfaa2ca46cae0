"""The bound on unmet need is the relaxation it says it is, and no plan that we can think of beats it."""

import pytest

import samples
from aidbridge.planning.bounds import earliest_work, least_unmet_weighted_h
from aidbridge.planning.coverage import line_interval, line_weights


def idle_of(resolved, need):
    start, end = line_interval(resolved, need)
    return line_weights(resolved)[need.id] * (end - start) / 60


def need_of(resolved, id):
    return next(need for need in resolved.mission.needs if need.id == id)


def test_no_resource_leaves_everything_unmet():
    resolved = samples.resolved()
    need = need_of(resolved, "IT-BG-med")
    assert least_unmet_weighted_h(resolved, {"IT-BG-med": {}}) == pytest.approx(idle_of(resolved, need))


def test_presence_counts_from_its_earliest_minute():
    resolved = samples.resolved()
    need = need_of(resolved, "IT-BG-med")
    start, end = line_interval(resolved, need)
    half_covered_h = (end - start - 600) / 60 / 2
    bound = least_unmet_weighted_h(resolved, {need.id: {"RU-med-1": start + 600}})
    assert bound == pytest.approx(idle_of(resolved, need) - line_weights(resolved)[need.id] * half_covered_h)


def test_pieces_go_where_they_gain_most_and_only_once():
    resolved = samples.resolved()
    both = {"IT-25-vent": {"RU-vent": 0}, "IT-45-vent": {"RU-vent": 0}}
    weights = line_weights(resolved)
    hours = resolved.horizon_min / 60
    gain = {id: weights[id] / need_of(resolved, id).quantity for id in both}
    assert gain["IT-25-vent"] > gain["IT-45-vent"]
    met = gain["IT-25-vent"] * 36 * hours  # all 36 pieces: the first line asks for 40
    assert least_unmet_weighted_h(resolved, both) == pytest.approx(sum(weights[id] * hours for id in both) - met)


def test_a_donors_reserve_stays_out_of_the_pool():
    resolved = samples.resolved()
    reserve = resolved.mission.reserves[0].model_copy(update={"has": 410, "keeps": 400})
    tight = resolved.model_copy(update={"mission": resolved.mission.model_copy(update={"reserves": (reserve,)})})
    lines = {"IT-25-vent": {"RU-vent": 0}}
    assert least_unmet_weighted_h(tight, lines) > least_unmet_weighted_h(resolved, lines)


def test_a_backlog_team_works_shifts_and_rests():
    resolved = samples.resolved()
    need = need_of(resolved, "IT-BG-dis")  # 8,000 m2; one team of 600 m2 an hour, 600 min shifts, 660 min rest
    start, end = line_interval(resolved, need)
    first_shift = 6_000 / 8_000
    until_second, rest_of_work = 1_260, (8_000 - 6_000) / 600 * 60
    met_min = 600 * first_shift / 2 + (until_second - 600) * first_shift
    met_min += rest_of_work * (first_shift + 1) / 2 + (end - start - until_second - rest_of_work)
    bound = least_unmet_weighted_h(resolved, {need.id: {"RU-dis-1": start}})
    assert bound == pytest.approx(idle_of(resolved, need) - line_weights(resolved)[need.id] * met_min / 60)


def test_certificate_names_every_eligible_line_and_no_other():
    resolved = samples.resolved()
    bound = earliest_work(resolved)
    assert set(bound.certificate["earliest"]) == {"IT-BG-med", "IT-BG-dis", "IT-25-vent", "IT-45-vent"}
    assert bound.certificate["earliest"]["IT-25-vent"].keys() == {"RU-vent"}


def test_earlier_aircraft_and_shorter_roads_never_raise_it():
    resolved = samples.resolved()
    fleet = tuple(tail.model_copy(update={"available_from": resolved.mission.start}) for tail in resolved.mission.fleet)
    sooner = resolved.model_copy(update={"mission": resolved.mission.model_copy(update={"fleet": fleet})})
    assert earliest_work(sooner).value <= earliest_work(resolved).value


def test_kit_that_waits_at_the_base_has_no_road_to_go():
    """A truck that is ready at the base long after the team has come lets it work at once: the bound must not march it there."""
    resolved = samples.resolved()
    late_min = 9_000
    waits = {"flies": False, "origin": "bergamo-base", "ready_min": late_min}
    items = tuple(i.model_copy(update=waits) if i.id == "RU-ars-02" else i for i in resolved.items)
    team = next(team for team in resolved.mission.teams if team.id == "RU-dis-1")
    certificate = earliest_work(resolved.model_copy(update={"items": items})).certificate
    assert certificate["earliest"]["IT-BG-dis"]["RU-dis-1"] == late_min + team.setup_min
