"""Allocation by the day: best on what can be tried out, within every limit, with a proven bound and reasons that are true."""

import random

import pytest
from benchmarks.allocation.generate import Shape, generate

from aidbridge.checker.allotment import check_allotment, proven_bound
from aidbridge.model.allocationcase import (
    AllocationCase,
    CaseDonor,
    CaseItem,
    CaseNeed,
    CaseOffer,
    CasePlace,
    CaseReserve,
    Link,
    Substitute,
)
from aidbridge.planners.allocation.core.explain import story_of
from aidbridge.planners.allocation.core.plainrules import first_come, per_capita
from aidbridge.planners.allocation.core.solve import solve_case
from allocation_oracle import best_value

SMALL = Shape(places=6, items=8, donors=8, items_each=4, days=12)


def tiny(seed: int) -> AllocationCase:
    """Few whole units, two places, tight links."""
    rng = random.Random(seed)
    items = [CaseItem(id=id, whole=True, kg=rng.choice((1, 2, 3)), setup_days=rng.choice((0, 1))) for id in "ab"]
    places = [
        CasePlace(id=id, severity=rng.randint(1, 9), road="r" if rng.random() < 0.5 else None, road_days=rng.choice((0, 1)),
                  floor=rng.choice((0.0, 0.0, 0.5)))
        for id in ("x", "y")
    ]  # fmt: skip
    needs = [
        CaseNeed(id=f"{p}-{i}", place=p, item=i, quantity=rng.choice((1, 2, 3)), from_day=rng.choice((0, 0, 1)))
        for p in ("x", "y")
        for i in "ab"
        if rng.random() < 0.8
    ] or [CaseNeed(id="x-a", place="x", item="a", quantity=2)]
    offers = [
        CaseOffer(
            id=f"o{n}", donor=rng.choice("DE"), item=rng.choice("ab"), quantity=rng.choice((1, 2)), ready_day=rng.choice((0, 0, 1))
        )
        for n in range(3)
    ]
    reserves = (CaseReserve(donor="D", item="a", has=3, keeps=2),) if rng.random() < 0.5 else ()
    swaps = (Substitute(item="a", stands_for="b", rate=0.5),) if rng.random() < 0.5 else ()
    links = (Link(id="w", kind="air", kg=tuple(rng.choice((0, 2, 3, 4)) for _ in range(3))), Link(id="r", kind="road", kg=3.0))
    return AllocationCase(
        name=f"tiny-{seed}", days=3, places=tuple(places), items=tuple(items), needs=tuple(needs), offers=tuple(offers),
        donors=(CaseDonor(id="D", air="w"), CaseDonor(id="E")), reserves=reserves, substitutes=swaps, links=links,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_no_bound_beats_the_best_and_answers_come_near_it(seed: int) -> None:
    case = tiny(seed)
    answer = solve_case(case)
    assert check_allotment(case, answer) == ()
    others = answer.unmet_weighted_h_others
    idle_floors = sum(
        10 * 24 * _most(case, n.item) / _asked(case, n.item) * _floor(case, n) * n.quantity
        for n, share in zip(case.needs, answer.needs, strict=True)
        if not share.eligible
    )
    best = best_value(case) - others - idle_floors
    assert answer.bound <= best + 1e-6
    assert answer.value >= best - 1e-6
    assert answer.value <= best + 0.35 * max(answer.idle_weighted_h - best, 1.0)


def _most(case: AllocationCase, item: str) -> float:
    severities = {place.id: place.severity for place in case.places}
    return max(severities[n.place] * (case.days - n.from_day) for n in case.needs if n.item == item)


def _asked(case: AllocationCase, item: str) -> float:
    return sum(n.quantity for n in case.needs if n.item == item)


def _floor(case: AllocationCase, need: CaseNeed) -> float:
    return next(place.floor for place in case.places if place.id == need.place)


def test_most_tiny_cases_are_solved_to_the_best() -> None:
    exact = 0
    for seed in range(40):
        case = tiny(seed)
        answer = solve_case(case)
        shut = [share for share in answer.needs if not share.eligible]
        if not shut and answer.value <= best_value(case) + 1e-6:
            exact += 1
        exact += bool(shut)
    assert exact >= 32


@pytest.mark.parametrize("seed", range(1, 6))
def test_every_limit_is_kept_and_every_figure_and_bound_stands(seed: int) -> None:
    case = generate(SMALL, seed)
    answer = solve_case(case)
    assert check_allotment(case, answer) == ()
    assert answer.bound <= proven_bound(case, answer)
    assert answer.gap < 0.15


def test_planned_by_windows_an_answer_is_as_valid() -> None:
    case = generate(SMALL, 3)
    answer = solve_case(case, large=10)
    assert answer.method == "rolling"
    assert check_allotment(case, answer) == ()


def test_plain_rules_keep_the_same_limits_and_leave_more_unmet() -> None:
    for seed in range(1, 6):
        case = generate(SMALL, seed)
        ours = solve_case(case)
        for plain in (first_come(case), per_capita(case)):
            assert check_allotment(case, plain) == ()
            assert plain.value > ours.value


def test_the_same_case_gives_the_same_answer() -> None:
    case = generate(SMALL, 7)
    assert solve_case(case) == solve_case(case)


@pytest.mark.parametrize("seed", range(1, 5))
def test_splitting_a_need_in_two_changes_nothing(seed: int) -> None:
    case = generate(SMALL, seed)
    whole = solve_case(case)
    chosen = max((need for need in case.needs if need.quantity % 2 == 0), key=lambda need: need.quantity)
    halves = [chosen.model_copy(update={"id": f"{chosen.id}-{half}", "quantity": chosen.quantity / 2}) for half in "ab"]
    split = case.model_copy(update={"needs": (*(n for n in case.needs if n.id != chosen.id), *halves)})
    again = solve_case(split)
    assert check_allotment(split, again) == ()
    assert again.bound == pytest.approx(whole.bound, rel=1e-3)
    assert again.value == pytest.approx(whole.value, rel=0.02)


def simple(**changed: object) -> AllocationCase:
    """Ten masks for two places that ask for ten each; x is three times as severe."""
    told = {
        "name": "simple",
        "days": 10,
        "places": (CasePlace(id="x", severity=3), CasePlace(id="y", severity=1)),
        "items": (CaseItem(id="mask", kg=1), CaseItem(id="cloth", kg=1), CaseItem(id="bed", whole=True)),
        "donors": (CaseDonor(id="D", air="w"),),
        "offers": (CaseOffer(id="o", donor="D", item="mask", quantity=10),),
        "needs": (
            CaseNeed(id="x-mask", place="x", item="mask", quantity=10),
            CaseNeed(id="y-mask", place="y", item="mask", quantity=10),
        ),
        "links": (Link(id="w", kind="air", kg=10.0),),
    }
    return AllocationCase.model_validate(told | changed)


def given(case: AllocationCase) -> dict[str, float]:
    answer = solve_case(case)
    assert check_allotment(case, answer) == ()
    totals: dict[str, float] = {}
    for one in answer.sent:
        totals[one.need] = totals.get(one.need, 0.0) + one.quantity
    return totals


def test_what_is_short_goes_where_it_counts_most() -> None:
    assert given(simple()) == {"x-mask": 10}


def test_a_floor_comes_before_severity() -> None:
    places = (CasePlace(id="x", severity=3), CasePlace(id="y", severity=1, floor=0.3))
    assert given(simple(places=places)) == pytest.approx({"x-mask": 7, "y-mask": 3})


def test_no_donor_gives_what_it_keeps_at_home() -> None:
    reserve = (CaseReserve(donor="D", item="mask", has=50, keeps=44),)
    assert given(simple(reserves=reserve)) == pytest.approx({"x-mask": 6})


def test_two_offers_of_one_donor_share_its_reserve() -> None:
    offers = (
        CaseOffer(id="o", donor="D", item="mask", quantity=10),
        CaseOffer(id="p", donor="D", item="mask", quantity=10, ready_day=1),
    )
    reserve = (CaseReserve(donor="D", item="mask", has=50, keeps=38),)
    assert sum(given(simple(offers=offers, reserves=reserve)).values()) == pytest.approx(12)


def test_a_substitute_counts_at_its_rate() -> None:
    offers = (CaseOffer(id="o", donor="D", item="mask", quantity=4), CaseOffer(id="c", donor="D", item="cloth", quantity=30))
    case = simple(offers=offers, substitutes=(Substitute(item="cloth", stands_for="mask", rate=0.5),))
    answer = solve_case(case)
    assert check_allotment(case, answer) == ()
    shares = {share.need: share.share for share in answer.needs}
    assert shares["x-mask"] == pytest.approx(1)
    assert shares["y-mask"] == pytest.approx(0.9)  # 4 + 30 x 0.5 = 19 of 20


def test_the_airlift_limits_each_day() -> None:
    case = simple(links=(Link(id="w", kind="air", kg=4.0),))
    by_day: dict[int, float] = {}
    for one in solve_case(case).sent:
        by_day[one.depart_day] = by_day.get(one.depart_day, 0.0) + one.quantity
    assert by_day == pytest.approx({0: 4, 1: 4, 2: 2})


def test_the_road_limits_what_the_air_would_carry() -> None:
    places = (CasePlace(id="x", severity=3, road="r"), CasePlace(id="y", severity=1))
    links = (Link(id="w", kind="air", kg=10.0), Link(id="r", kind="road", kg=(1.0, 0.0)))
    assert given(simple(places=places, links=links)) == pytest.approx({"x-mask": 1, "y-mask": 9})


def test_people_and_vehicles_go_whole() -> None:
    needs = (CaseNeed(id="b", place="x", item="bed", quantity=2.5),)
    offers = (CaseOffer(id="o", donor="D", item="bed", quantity=3.7),)
    answer = solve_case(simple(needs=needs, offers=offers))
    assert [one.quantity for one in answer.sent] == [3]
    assert answer.needs[0].share == 1


def test_what_nobody_can_reach_is_left_out_of_the_gap() -> None:
    needs = (*simple().needs, CaseNeed(id="x-bed", place="x", item="bed", quantity=5))
    answer = solve_case(simple(needs=needs))
    assert [share.need for share in answer.needs if not share.eligible] == ["x-bed"]
    assert answer.unmet_weighted_h_others == pytest.approx(3 * 24 * 10)
    assert answer.gap == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    "empty",
    [{"offers": ()}, {"needs": ()}, {"offers": (), "needs": (), "links": ()}, {"donors": (CaseDonor(id="D", air="w", places=()),)}],
)
def test_nothing_offered_or_asked_is_no_trouble(empty: dict[str, object]) -> None:
    case = simple(**empty)
    answer = solve_case(case)
    assert answer.sent == () and answer.gap == 0
    assert check_allotment(case, answer) == ()
    story_of(case, answer)


def test_reasons_are_true() -> None:
    case = simple(
        offers=(
            CaseOffer(id="o", donor="D", item="mask", quantity=10),
            CaseOffer(id="late", donor="D", item="mask", quantity=10, ready_day=10),
            CaseOffer(id="beds", donor="D", item="bed", quantity=1),
        )
    )
    story = story_of(case, solve_case(case))
    (line,) = story.lines
    assert (line.here.key, line.when.key, line.change.key) == ("allotment.here", "allotment.at_once", "allotment.would_change")
    assert line.change.params["next_need"] == "y-mask"
    assert line.change.params["at_severity"] == pytest.approx(3)
    assert {row.need: row.reason.key for row in story.unmet} == {"y-mask": "allotment.given_elsewhere"}
    assert {row.offer: row.reason.key for row in story.unused} == {
        "late": "allotment.offer_too_late",
        "beds": "allotment.not_asked",
    }


def test_a_full_link_is_named() -> None:
    case = simple(links=(Link(id="w", kind="air", kg=2.0),), days=4)
    story = story_of(case, solve_case(case))
    last = max(story.lines, key=lambda line: line.depart_day)
    assert last.when.key == "allotment.link_full"
    assert (last.when.params["link"], last.when.params["measure"]) == ("w", "kg")
    assert {row.reason.key for row in story.unmet} >= {"allotment.no_room"}


def test_one_more_is_worth_what_solving_again_says() -> None:
    case = simple()
    before = solve_case(case).unmet_weighted_h
    more = case.model_copy(update={"offers": (case.offers[0].model_copy(update={"quantity": 11}),)})
    worth = {row.about: row for row in story_of(case, solve_case(case)).worth}
    assert worth["o"].how == "solved"
    # The eleventh mask leaves a day later: ten go on the first.
    assert worth["o"].worth_h == pytest.approx(before - solve_case(more).unmet_weighted_h, rel=1e-3)


def test_worth_is_never_more_than_its_price() -> None:
    case = generate(SMALL, 2)
    answer = solve_case(case)
    for row in story_of(case, answer).worth:
        if row.kind == "offer" and "," not in row.about and row.about in answer.certificate.offers:
            assert row.worth_h <= answer.certificate.offers[row.about] * row.step * 1.05 + 1e-3
