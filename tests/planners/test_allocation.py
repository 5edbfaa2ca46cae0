"""Allocation gives each resource where it gains most, keeps donors' reserves and agreements, and tells why the rest stays."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from aidbridge.engines.stopping import Stop
from aidbridge.model.agreements import Agreement
from aidbridge.model.decisions import Decision
from aidbridge.model.needs import Need
from aidbridge.model.offers import Offer, Reserve
from aidbridge.model.resolved import Content, Item, Resolved
from aidbridge.model.resources import Device, Supply, Team, Vehicle
from aidbridge.planners.allocation.candidates import problem_of
from aidbridge.planners.allocation.descent import settled
from aidbridge.planners.allocation.heuristic import UNUSED, Choice
from aidbridge.planners.allocation.problem import AllocationSolution
from aidbridge.planners.allocation.solve import allocate
from aidbridge.planners.allocation.worth import met_hours

STOP = Stop(iterations=500)


def changed(**sections: object) -> Resolved:
    """The sample with sections of its mission replaced."""
    resolved = samples.resolved()
    return resolved.model_copy(update={"mission": resolved.mission.model_copy(update=sections)})


def given_to(solution: AllocationSolution) -> dict[str, str]:
    return {grant.resource: grant.need for grant in solution.grants}


def reasons(solution: AllocationSolution) -> dict[str, str]:
    return {row.resource: row.reason.key for row in solution.unused}


def need(id: str, /, **more: object) -> Need:
    known = next(n for n in samples.mission().needs if n.id == id)
    return known.model_copy(update=more)


def needs_with(*replaced: Need) -> tuple[Need, ...]:
    by_id = {n.id: n for n in replaced}
    return tuple(by_id.get(n.id, n) for n in samples.mission().needs)


def med_teams(resolved: Resolved, count: int, **more: object) -> Resolved:
    """The sample with so many medical teams, each with an item."""
    mission = resolved.mission
    team = next(t for t in mission.teams if t.id == "RU-med-1")
    others = tuple(t for t in mission.teams if t.id != "RU-med-1")
    teams = tuple(team.model_copy(update={"id": f"RU-med-{i}", **more}) for i in range(1, count + 1))
    persons = resolved.item("RU-med-1")
    items = tuple(i for i in resolved.items if i.id != "RU-med-1")
    items += tuple(persons.model_copy(update={"id": t.id, "resource": t.id}) for t in teams)
    return Resolved.model_validate(
        {**dict(resolved), "mission": mission.model_copy(update={"teams": others + teams}), "items": items}
    )


def test_the_sample_is_given_where_it_gains_most() -> None:
    solution = allocate(samples.resolved(), STOP, 0)
    assert given_to(solution) == {"RU-med-1": "IT-BG-med", "RU-dis-1": "IT-BG-dis", "RU-vent": "IT-25-vent"}
    by_resource = {grant.resource: grant for grant in solution.grants}
    assert by_resource["RU-vent"].items == ("RU-vent.1", "RU-vent.2")
    assert by_resource["RU-vent"].quantity == 36
    assert by_resource["RU-vent"].site == "bergamo-hospital"
    assert by_resource["RU-dis-1"].items == ("RU-dis-1", "RU-ars-01", "RU-ars-02")
    assert by_resource["RU-dis-1"].site == "bergamo-base"
    assert solution.unused == ()
    assert solution.value == pytest.approx(solution.bound_value)


def test_everything_that_serves_moves_and_the_host_stays() -> None:
    solution = allocate(samples.resolved(), STOP, 0)
    assert set(solution.moving) == {i.id for i in samples.resolved().items} - {"IT-truck-01"}


def test_a_second_pallet_goes_to_the_next_place_once_the_first_is_covered() -> None:
    solution = allocate(changed(needs=needs_with(need("IT-25-vent", quantity=18.0))), STOP, 0)
    stock = {grant.need: grant for grant in solution.grants if grant.resource == "RU-vent"}
    assert {id: grant.quantity for id, grant in stock.items()} == {"IT-25-vent": 18, "IT-45-vent": 18}
    assert set(stock["IT-25-vent"].items).isdisjoint(stock["IT-45-vent"].items)


def test_a_pallet_that_would_cover_nothing_more_stays() -> None:
    short = needs_with(need("IT-25-vent", quantity=10.0), need("IT-45-vent", quantity=0.5, severity=0.001))
    solution = allocate(changed(needs=tuple(n for n in short if n.id != "IT-45-vent")), STOP, 0)
    assert [grant.quantity for grant in solution.grants if grant.resource == "RU-vent"] == [18]
    assert reasons(solution)["RU-vent"] == "allocation.covered"
    assert next(row.quantity for row in solution.unused if row.resource == "RU-vent") == 18


@pytest.mark.parametrize(("keeps", "quantity"), [(400, 36), (470, 18), (482, 18), (483, 0)])
def test_no_donor_gives_more_than_it_can_spare(keeps: float, quantity: float) -> None:
    reserve = Reserve(donor="RU", capability="ventilator", has=500, keeps=keeps)
    solution = allocate(changed(reserves=(reserve,)), STOP, 0)
    assert sum(grant.quantity for grant in solution.grants if grant.resource == "RU-vent") == quantity
    if quantity < 36:
        row = next(row for row in solution.unused if row.resource == "RU-vent")
        assert (row.reason.key, row.quantity) == ("allocation.kept_at_home", 36 - quantity)
        assert row.reason.params["keeps"] == keeps


def test_floors_come_before_severity() -> None:
    floor = needs_with(need("IT-45-vent", floor=0.9))
    solution = allocate(changed(needs=floor), STOP, 0)
    quantities = {grant.need: grant.quantity for grant in solution.grants if grant.resource == "RU-vent"}
    assert quantities == {"IT-25-vent": 18, "IT-45-vent": 18}


def test_a_mandatory_line_comes_first() -> None:
    solution = allocate(changed(needs=needs_with(need("IT-45-vent", mandatory=True))), STOP, 0)
    assert {grant.need: grant.quantity for grant in solution.grants if grant.resource == "RU-vent"}["IT-45-vent"] >= 18


def test_splitting_a_line_changes_nothing() -> None:
    whole = allocate(samples.resolved(), STOP, 0)
    halves = tuple(need("IT-25-vent", quantity=20.0, id=f"IT-25-vent-{half}") for half in "ab")
    rest = tuple(n for n in samples.mission().needs if n.id != "IT-25-vent")
    split = allocate(changed(needs=rest + halves), STOP, 0)
    assert split.value == pytest.approx(whole.value)


@pytest.mark.parametrize(
    ("agreement", "reason"),
    [
        ({"status": "ended"}, "allocation.no_agreement"),
        ({"status": "draft"}, "allocation.no_agreement"),
        ({"parties": ("IT",)}, "allocation.no_agreement"),
        ({"capabilities": ("medical_team", "disinfection")}, "allocation.out_of_scope"),
        ({"places": ("IT-36",)}, "allocation.out_of_scope"),
        ({"valid_to": datetime(2020, 3, 1, tzinfo=UTC), "valid_from": datetime(2020, 2, 1, tzinfo=UTC)}, "allocation.out_of_scope"),
    ],
)
def test_only_what_an_agreement_covers_is_given(agreement: dict[str, object], reason: str) -> None:
    first = Agreement.model_validate({"id": "AG-1", "parties": ("RU", "IT"), "valid_from": samples.START} | agreement)
    solution = allocate(changed(agreements=(first, samples.mission().agreements[1])), STOP, 0)
    assert "RU-vent" not in given_to(solution)
    assert reasons(solution)["RU-vent"] == reason


def test_an_agreement_for_a_region_reaches_its_provinces() -> None:
    agreement = Agreement(id="AG-1", parties=("RU", "IT"), valid_from=samples.START, places=("IT-25",))
    solution = allocate(changed(agreements=(agreement,)), STOP, 0)
    assert given_to(solution)["RU-med-1"] == "IT-BG-med"
    assert "IT-45-vent" not in {grant.need for grant in solution.grants}


@pytest.mark.parametrize("status", ["offered", "declined", "withdrawn", "illustrative"])
def test_what_is_not_accepted_stays_with_its_status(status: str) -> None:
    offers = (Offer.model_validate({"id": "RU-1", "donor": "RU", "status": status}), samples.mission().offers[1])
    solution = allocate(changed(offers=offers), STOP, 0)
    assert solution.grants == ()
    assert solution.moving == ()
    assert set(reasons(solution).values()) == {f"allocation.{status}"}
    assert {"RU-med-1", "RU-vent", "RU-ars-01"} <= set(reasons(solution))


def decide(kind: str, resource: str, to: str) -> tuple[Decision, ...]:
    return (Decision.model_validate({"id": "D-1", "kind": kind, "reason": "agreed by phone", "resource": resource, "need": to}),)


def test_decisions_are_kept() -> None:
    pinned = allocate(changed(decisions=decide("assign", "RU-vent", "IT-45-vent")), STOP, 0)
    assert given_to(pinned)["RU-vent"] == "IT-45-vent"
    told = {e.about: e.message for e in pinned.explanations}
    assert told["RU-vent.1"].key == "allocation.decided"
    assert told["RU-vent.1"].params["reason"] == "agreed by phone"
    barred = allocate(changed(decisions=decide("not_assign", "RU-vent", "IT-25-vent")), STOP, 0)
    assert given_to(barred)["RU-vent"] == "IT-45-vent"


def test_a_decision_holds_even_where_it_gains_nothing() -> None:
    nothing = needs_with(need("IT-BG-med", severity=0.0))
    assert "RU-med-1" not in given_to(allocate(changed(needs=nothing), STOP, 0))
    kept = allocate(changed(needs=nothing, decisions=decide("assign", "RU-med-1", "IT-BG-med")), STOP, 0)
    assert given_to(kept)["RU-med-1"] == "IT-BG-med"


def test_forbidden_everywhere_is_told() -> None:
    solution = allocate(changed(decisions=decide("not_assign", "RU-med-1", "IT-BG-med")), STOP, 0)
    assert reasons(solution)["RU-med-1"] == "allocation.forbidden"


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [({"min_skill": "surgery"}, "allocation.lacks_skill"), ({"language": "it"}, "allocation.lacks_language")],
)
def test_a_team_must_have_the_skill_and_language(wanted: dict[str, str], reason: str) -> None:
    needs = needs_with(need("IT-BG-med", **wanted))
    solution = allocate(changed(needs=needs), STOP, 0)
    assert reasons(solution)["RU-med-1"] == reason
    has = {"skills": ("surgery",), "languages": ("it",)}
    able = allocate(med_teams(changed(needs=needs), 1, **has), STOP, 0)
    assert given_to(able)["RU-med-1"] == "IT-BG-med"


def test_kit_of_a_team_that_stays_stays_too() -> None:
    without = tuple(n for n in samples.mission().needs if n.id != "IT-BG-dis")
    solution = allocate(changed(needs=without), STOP, 0)
    assert reasons(solution) == {
        "RU-dis-1": "allocation.no_need",
        "RU-ars-01": "allocation.kit_stays",
        "RU-ars-02": "allocation.kit_stays",
    }
    assert "RU-ars-01" not in solution.moving
    assert "RU-uaz-01" in solution.moving


def test_support_and_consumables_travel_without_a_grant() -> None:
    mission = samples.mission()
    hq = Team(id="RU-hq", offer="RU-1", people=5)
    fuel = Supply(id="RU-fuel", offer="RU-1", quantity=10, package="drum")
    resolved = samples.resolved()
    people = resolved.item("RU-med-1").model_copy(update={"id": "RU-hq", "resource": "RU-hq", "persons": 5})
    drums = resolved.item("RU-vent.1").model_copy(
        update={"id": "RU-fuel", "resource": "RU-fuel", "contents": (Content(supply="RU-fuel", quantity=10),)}
    )
    more = mission.model_copy(update={"teams": (*mission.teams, hq), "supplies": (*mission.supplies, fuel)})
    solution = allocate(
        Resolved.model_validate({**dict(resolved), "mission": more, "items": (*resolved.items, people, drums)}), STOP, 0
    )
    assert {"RU-hq", "RU-fuel"} <= set(solution.moving)
    assert {"RU-hq", "RU-fuel"}.isdisjoint(given_to(solution))
    assert {"RU-hq", "RU-fuel"}.isdisjoint(reasons(solution))


def test_a_device_brings_its_operators_or_stays() -> None:
    resolved = samples.resolved()
    mission = resolved.mission
    device = Device(id="RU-pcr", offer="RU-1", capability="test", capacity=190, equipment="pcr", operated_by="RU-lab")
    item = resolved.item("RU-vent.1").model_copy(update={"id": "RU-pcr", "resource": "RU-pcr", "kind": "device", "contents": ()})
    people = resolved.item("RU-med-1").model_copy(update={"id": "RU-lab", "resource": "RU-lab"})
    lab = Team(id="RU-lab", offer="RU-1", people=4, capability="medical_team")

    def plan(teams: tuple[Team, ...]) -> AllocationSolution:
        more = mission.model_copy(
            update={"teams": teams, "devices": (device,), "needs": needs_with(need("IT-BG-med", quantity=1.0))}
        )
        return allocate(
            Resolved.model_validate({**dict(resolved), "mission": more, "items": (*resolved.items, item, people)}), STOP, 0
        )

    with_team = plan((*mission.teams, lab))
    assert given_to(with_team)["RU-pcr"] == "IT-45-test"
    assert {"RU-pcr", "RU-lab"} <= set(with_team.moving)
    assert reasons(plan(mission.teams))["RU-pcr"] == "allocation.no_operator"


def test_what_cannot_move_says_why() -> None:
    resolved = samples.resolved().model_copy(update={"impossible": {"RU-ars-01": "too tall for every aircraft"}})
    solution = allocate(resolved, STOP, 0)
    row = next(row for row in solution.unused if row.resource == "RU-dis-1")
    assert row.reason.key == "allocation.cannot_move"
    assert row.reason.params["reason"] == "too tall for every aircraft"
    assert "RU-ars-01" not in solution.moving


def test_what_comes_after_the_need_has_ended_stays() -> None:
    ended = needs_with(need("IT-BG-med", start=datetime(2020, 3, 22, tzinfo=UTC), end=datetime(2020, 3, 22, 6, tzinfo=UTC)))
    assert reasons(allocate(changed(needs=ended), STOP, 0))["RU-med-1"] == "allocation.too_late"


def test_a_place_without_a_site_cannot_be_served() -> None:
    mission = samples.mission()
    nowhere = needs_with(need("IT-45-vent", site=None), need("IT-25-vent", place="IT-45", site=None))
    sites = tuple(site for site in mission.sites if site.place != "IT-45")
    assert reasons(allocate(changed(needs=nowhere, sites=sites), STOP, 0))["RU-vent"] == "allocation.no_site"


def test_a_stock_without_a_site_goes_to_the_depot_of_the_place() -> None:
    solution = allocate(changed(needs=needs_with(need("IT-45-vent", site=None, severity=9.0))), STOP, 0)
    assert next(grant.site for grant in solution.grants if grant.need == "IT-45-vent") == "bologna-depot"


def test_backlog_teams_may_serve_their_other_lines_too() -> None:
    more = (*samples.mission().needs, need("IT-BG-dis", id="IT-25-dis", place="IT-25", severity=1.0))
    solution = allocate(changed(needs=more), STOP, 0)
    assert given_to(solution)["RU-dis-1"] == "IT-BG-dis"
    assert solution.may_also == {"RU-dis-1": ("IT-25-dis",)}


def test_each_unit_given_is_explained_with_the_next_best_line() -> None:
    solution = allocate(samples.resolved(), STOP, 0)
    told = {e.about: e.message for e in solution.explanations}
    assert set(told) == {"RU-med-1", "RU-dis-1", "RU-vent.1", "RU-vent.2"}
    assert told["RU-vent.1"].key == "allocation.serves_until"
    assert told["RU-vent.1"].params["next_need"] == "IT-45-vent"
    assert float(str(told["RU-vent.1"].params["gain_h"])) > float(str(told["RU-vent.1"].params["next_gain_h"])) > 0


def test_the_severity_told_is_the_one_that_turns_the_choice() -> None:
    message = {e.about: e.message for e in allocate(samples.resolved(), STOP, 0).explanations}["RU-vent.1"]
    turning = float(str(message.params["from_severity"]))
    for severity, gets in ((turning * 0.99, "IT-25-vent"), (turning * 1.01, "IT-45-vent")):
        told = allocate(changed(needs=needs_with(need("IT-45-vent", severity=severity))), STOP, 0)
        first = {e.about: e.message for e in told.explanations}["RU-vent.1"]
        assert first.params["need"] == gets


def test_a_floor_is_told_as_the_reason_and_not_as_hours() -> None:
    solution = allocate(changed(needs=needs_with(need("IT-45-vent", floor=0.5, severity=1.0))), STOP, 0)
    told = [e.message for e in solution.explanations if e.message.params["need"] == "IT-45-vent"]
    assert [message.key for message in told] == ["allocation.floor_first"]
    params = told[0].params
    assert params["floor"] == 0.5
    assert 0 < float(str(params["gain_h"])) < float(str(params["next_gain_h"]))


@pytest.mark.parametrize("seed", range(20))
def test_no_move_of_one_unit_and_no_exchange_of_two_betters_what_is_settled(seed: int) -> None:
    problem = problem_of(random_mission(seed, 5, 3))
    empty = Choice((UNUSED,) * len(problem.units), tuple(met_hours(problem, line, ()) for line in problem.lines))
    ways = settled(problem, empty).ways

    def met(ways: Sequence[int]) -> float:
        given: dict[tuple[str, str], float] = {}
        serving: list[list[tuple[int, float]]] = [[] for _ in problem.lines]
        for unit, way in zip(problem.units, ways, strict=True):
            if way != UNUSED:
                given[unit.donor, unit.capability] = given.get((unit.donor, unit.capability), 0.0) + unit.amount
                serving[unit.ways[way].line].append((unit.ways[way].earliest_min, unit.strength))
        if any(amount > problem.limits.get(pool, amount) + 1e-6 for pool, amount in given.items()):
            return -1.0
        return sum(met_hours(problem, line, units) for line, units in zip(problem.lines, serving, strict=True))

    best = met(ways)
    free = [i for i, unit in enumerate(problem.units) if not unit.pinned]
    for i in free:
        for way in range(UNUSED, len(problem.units[i].ways)):
            assert met([*ways[:i], way, *ways[i + 1 :]]) <= best + 1e-6
    for i, j in combinations(free, 2):
        line = {number: problem.units[number].ways[ways[number]].line if ways[number] != UNUSED else UNUSED for number in (i, j)}
        exchanged = list(ways)
        for number, there in ((i, line[j]), (j, line[i])):
            exchanged[number] = next((w for w, way in enumerate(problem.units[number].ways) if way.line == there), UNUSED)
        assert met(exchanged) <= best + 1e-6


def test_same_seed_same_answer() -> None:
    resolved = random_mission(7, 4, 3)
    assert allocate(resolved, STOP, 5) == allocate(resolved, STOP, 5)


def random_mission(seed: int, teams: int, lines: int) -> Resolved:
    """Medical teams of several sizes and ages, and ventilators on pallets, for several lines."""
    rng = random.Random(seed)
    resolved = samples.resolved()
    mission = resolved.mission
    places = ("IT-BG", "IT-25", "IT-45")
    sites = {"IT-BG": "bergamo-hospital", "IT-25": "bergamo-base", "IT-45": "bologna-depot"}
    needs = []
    for capability, number in product(("medical_team", "ventilator"), range(lines)):
        place = rng.choice(places)
        more = {"floor": rng.choice((None, None, 0.5))}
        needs.append(
            need(
                "IT-BG-med",
                id=f"{capability}-{number}",
                capability=capability,
                place=place,
                site=sites[place],
                quantity=float(rng.randint(1, 4) * (1 if capability == "medical_team" else 10)),
                severity=float(rng.randint(0, 5)),
                start=datetime(2020, 3, rng.randint(22, 28), tzinfo=UTC),
                **more,
            )
        )
    persons, pallet = resolved.item("RU-med-1"), resolved.item("RU-vent.1")
    men = [
        Team(id=f"M-{i}", offer="RU-1", people=4, capability="medical_team", capacity=rng.choice((1.0, 1.0, 2.0)), setup_min=60)
        for i in range(teams)
    ]
    items = [persons.model_copy(update={"id": t.id, "resource": t.id, "ready_min": rng.randint(0, 20_000)}) for t in men]
    items += [
        pallet.model_copy(
            update={"id": f"V.{i}", "resource": "V", "contents": (Content(supply="V", quantity=rng.choice((9, 18))),)}
        )
        for i in range(3)
    ]
    stock = sum(item.contents[0].quantity for item in items if item.contents)
    reserves = (
        Reserve(donor="RU", capability="medical_team", has=10, keeps=rng.randint(5, 9)),
        Reserve(donor="RU", capability="ventilator", has=100, keeps=rng.randint(50, 90)),
    )
    supply = Supply(id="V", offer="RU-1", capability="ventilator", quantity=stock, package="ventilator_icu")
    decisions = decide("not_assign", "M-0", "medical_team-0") if rng.random() < 0.5 else ()
    update = {
        "needs": tuple(needs), "teams": tuple(men), "supplies": (supply,), "vehicles": (), "reserves": reserves, "tasks": (),
        "decisions": decisions,
    }  # fmt: skip
    return Resolved.model_validate({**dict(resolved), "mission": mission.model_copy(update=update), "items": tuple(items)})


def broken_rules(resolved: Resolved, solution: AllocationSolution) -> list[str]:
    """The rules N1, N3, N4, N5 and P3, read anew from the rules' text."""
    mission = resolved.mission
    faults = []
    resources = {r.id: r for r in (*mission.teams, *mission.supplies, *mission.devices)}
    needs = {n.id: n for n in mission.needs}
    donors = {o.id: o.donor for o in mission.offers if o.status == "accepted"}
    for reserve in mission.reserves:
        given = sum(
            g.quantity
            for g in solution.grants
            if donors[g.offer] == reserve.donor and needs[g.need].capability == reserve.capability
        )
        faults += ["N1"] if given > reserve.has - reserve.keeps + 1e-9 else []
    used: dict[str, float] = {}
    items = [item for grant in solution.grants for item in grant.items]
    faults += ["N3 item twice"] if len(items) != len(set(items)) else []
    for grant in solution.grants:
        resource = resources[grant.resource]
        faults += ["capability"] if resource.capability != needs[grant.need].capability else []
        faults += ["N4"] if grant.offer not in donors else []
        faults += (
            ["P3"]
            if any(d.kind == "not_assign" and (d.resource, d.need) == (grant.resource, grant.need) for d in mission.decisions)
            else []
        )
        faults += ["N3 team twice"] if grant.resource in used and not isinstance(resource, Supply) else []
        used[grant.resource] = used.get(grant.resource, 0) + grant.quantity
        pieces = sum(c.quantity for id in grant.items for c in resolved.item(id).contents)
        faults += ["whole items"] if isinstance(resource, Supply) and pieces != grant.quantity else []
    for resource in resources.values():
        offered = resource.quantity if isinstance(resource, Supply) else resource.capacity
        left = sum(row.quantity for row in solution.unused if row.resource == resource.id)
        faults += ["N5"] if abs(offered - used.get(resource.id, 0) - left) > 1e-6 else []
    return faults


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 6), st.integers(1, 4))
def test_no_allocation_breaks_a_rule(seed: int, teams: int, lines: int) -> None:
    resolved = random_mission(seed, teams, lines)
    solution = allocate(resolved, Stop(iterations=100), seed)
    assert broken_rules(resolved, solution) == []
    assert solution.bound_value <= solution.value + 1e-6


def best_by_trying_all(resolved: Resolved) -> float:
    """The least value over every way to give teams and pallets: unmet weighted hours, counted from change to change, and for
    each share below a floor ten times all that could stay unmet."""
    mission = resolved.mission
    lines = mission.needs
    reserve = {r.capability: r.has - r.keeps for r in mission.reserves}
    total = {c: sum(n.quantity for n in lines if n.capability == c) for c in ("medical_team", "ventilator")}
    capacity = {t.id: t.capacity for t in mission.teams}
    forbidden = {(d.resource, d.need) for d in mission.decisions}
    horizon = resolved.horizon_min
    worth = {n.id: (n.severity or 0) * n.quantity / total[n.capability] for n in lines}
    floor_worth = 10 * (1 + sum(worth[n.id] * (horizon - max(resolved.minute(n.start), 0)) / 60 for n in lines))
    value = 0.0
    for capability in ("medical_team", "ventilator"):
        asking = [n for n in lines if n.capability == capability]
        units = [i for i in resolved.items if (i.kind == "persons") == (capability == "medical_team")]
        best = float("inf")
        for choice in product((None, *asking), repeat=len(units)):
            amounts = [capacity.get(u.id) or u.contents[0].quantity for u in units]
            if sum(a for a, n in zip(amounts, choice, strict=True) if n) > reserve[capability]:
                continue
            if any(n and (u.resource, n.id) in forbidden for u, n in zip(units, choice, strict=True)):
                continue
            unmet, short = 0.0, 0.0
            for line in asking:
                start = max(resolved.minute(line.start), 0)
                came = sorted(
                    (max(start, arrival(resolved, u, line)), a) for u, a, n in zip(units, amounts, choice, strict=True) if n is line
                )
                at, level, lost = start, 0.0, 0.0
                for moment, amount in [*((m, a) for m, a in came if m < horizon), (horizon, 0.0)]:
                    lost += (moment - at) * max(1 - level / line.quantity, 0)
                    at, level = moment, level + amount
                unmet += worth[line.id] * lost / 60
                short += max((line.floor or 0) - level / line.quantity, 0)
            best = min(best, short * floor_worth + unmet)
        value += best
    return value


def arrival(resolved: Resolved, item: Item, line: Need) -> int:
    roads, base = resolved.roads, resolved.mission.base
    if item.kind == "persons":
        return item.ready_min + 60 + roads.leg("LIRE", base)[1] + roads.leg(base, line.site)[1] + 60
    return item.ready_min + 60 + roads.leg("LIRE", line.site)[1]


@pytest.mark.parametrize("seed", range(12))
def test_tiny_missions_are_solved_as_well_as_by_trying_all(seed: int) -> None:
    resolved = random_mission(seed, 4, 2)
    solution = allocate(resolved, Stop(iterations=2_000), 1)
    assert solution.value == pytest.approx(best_by_trying_all(resolved), abs=1e-6)
    assert solution.bound_value <= solution.value + 1e-6


def test_vehicles_of_an_offer_without_agreement_are_listed() -> None:
    mission = samples.mission()
    offers = (*mission.offers, Offer(id="CN-1", donor="CN", status="accepted"))
    vehicles = (*mission.vehicles, Vehicle(id="CN-van", offer="CN-1", equipment="uaz3962"))
    resolved = samples.resolved()
    van = resolved.item("RU-uaz-01").model_copy(update={"id": "CN-van", "resource": "CN-van", "offer": "CN-1"})
    more = mission.model_copy(update={"offers": offers, "vehicles": vehicles})
    solution = allocate(Resolved.model_validate({**dict(resolved), "mission": more, "items": (*resolved.items, van)}), STOP, 0)
    assert reasons(solution) == {"CN-van": "allocation.no_agreement"}
    assert "CN-van" not in solution.moving
