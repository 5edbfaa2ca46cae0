"""Offers that cannot help are caught before they are accepted: each is named and left out, and nothing else is lost."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

import small_missions as small
from aidbridge.checker.check import check
from aidbridge.engines.stopping import Stop
from aidbridge.model.mission import Mission
from aidbridge.model.needs import Need
from aidbridge.model.noun import Noun
from aidbridge.model.offers import Offer, Reserve
from aidbridge.model.plan import Plan
from aidbridge.model.resolved import Resolved
from aidbridge.model.resources import Supply, Team
from aidbridge.model.specification import Classification, OwnNeed, Requirement, Specification, Staffing
from aidbridge.planning.offered import OfferedLine, offered_lines, reserves_kept
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve

BASE = small.mission()
START = datetime(2020, 3, 22, tzinfo=UTC)
MASKS = Need(
    id="IT-25-mask", capability="mask", place="IT-25", site="bergamo-hospital", quantity=4000, start=START,
    requires=Requirement(certificates=("EN 14683 | YY 0469",)),
)  # fmt: skip
GOOD = Specification(certificates=("EN 14683:2019 IIR",), expiry=date(2022, 1, 1))
VENT = {"capability": "ventilator", "package": "ventilator_icu", "quantity": 2.0, "per_package": 18.0}


def masks(id: str, offer: str, quantity: float, has: Specification = GOOD) -> Supply:
    return Supply(
        id=id, offer=offer, capability="mask", quantity=quantity, package="mask_carton", per_package=2000, specification=has
    )


def vents(id: str, offer: str, **has: object) -> Supply:
    return Supply.model_validate(VENT | {"id": id, "offer": offer, "specification": Specification.model_validate(has)})


BAD: dict[str, tuple[Supply, str]] = {
    "RU-twice": (masks("RU-twice", "RU-2", 1000), "mismatch.same_quantity"),
    "RU-expired": (masks("RU-expired", "RU-1", 300, GOOD.model_copy(update={"expiry": date(2020, 3, 1)})), "mismatch.expired"),
    "RU-bare": (masks("RU-bare", "RU-1", 400, Specification(expiry=date(2022, 1, 1))), "mismatch.certificate"),
    "RU-110v": (vents("RU-110v", "RU-1", voltage_from_v=110), "mismatch.voltage"),
}


def mission(*more: Supply, **changes: object) -> Mission:
    """Two channels tell one thousand good masks; the donor keeps all ventilators beyond those of the sample."""
    supplies = (*BASE.supplies, masks("RU-good", "RU-1", 1000), *more)
    offers = (*BASE.offers, Offer(id="RU-2", donor="RU", status="accepted", channel="UN"))
    update = {"supplies": supplies, "offers": offers, "needs": (*BASE.needs, MASKS)}
    return BASE.model_copy(update=update | changes)


def by_id(mission: Mission) -> dict[str, OfferedLine]:
    return {line.resource.id: line for line in offered_lines(mission)}


def keys(line: OfferedLine, refused: bool = True) -> set[str]:
    return {reason.message.key for reason in line.reasons if reason.refused is refused}


def planned(mission: Mission) -> tuple[Resolved, Plan]:
    resolved = resolve(mission)
    plan, verdict = make_plan(resolved, Stop(iterations=60), seed=1)
    assert not verdict.broken
    return resolved, plan


ALL_BAD = mission(*(supply for supply, _ in BAD.values()))


def test_each_bad_line_is_named_and_left_out_and_nothing_else_is_lost() -> None:
    lines, alone = by_id(ALL_BAD), by_id(mission())
    for id, (_, key) in BAD.items():
        assert key in keys(lines[id]), id
        assert lines[id].usable == 0 and lines[id].left_out, id
    assert {id: line.usable for id, line in lines.items() if id not in BAD} == {id: line.usable for id, line in alone.items()}
    assert lines["RU-good"].usable == 1000


def test_the_plan_leaves_them_out_with_the_same_reasons_and_uses_all_else() -> None:
    _, plan = planned(ALL_BAD)
    unused = {row.resource: row.reason.key for row in plan.unused}
    assert {id: unused[id] for id in BAD} == {id: key for id, (_, key) in BAD.items()}
    assert not {a.resource for a in plan.assignments} & set(BAD)
    _, alone = planned(mission())
    given = {(a.resource, a.need): a.quantity for a in plan.assignments if a.resource not in BAD}
    assert given == {(a.resource, a.need): a.quantity for a in alone.assignments}


@pytest.mark.parametrize("id", ["RU-expired", "RU-bare"])
def test_the_checker_breaks_a_plan_that_uses_them(id: str) -> None:
    good = mission(BAD[id][0].model_copy(update={"specification": GOOD}))
    resolved, plan = planned(good)
    assert id in {a.resource for a in plan.assignments}
    changed = resolved.model_copy(update={"mission": mission(BAD[id][0])})
    assert any(finding.rule == "N2" and finding.standing.name == "BROKEN" for finding in check(changed, plan).findings)


def test_an_offer_beyond_the_reserve_is_cut_to_what_the_donor_can_spare() -> None:
    short = Reserve(donor="RU", capability="mask", has=5000, keeps=4400)
    line = by_id(mission(reserves=(*BASE.reserves, short)))["RU-good"]
    assert line.usable == 600 and "mismatch.over_reserve" in keys(line)
    resolved, plan = planned(mission(reserves=(*BASE.reserves, short)))
    assert sum(a.quantity for a in plan.assignments if a.resource == "RU-good") <= 600
    greedy = mission(reserves=(*BASE.reserves, short.model_copy(update={"keeps": 4000})))
    resolved, plan = planned(greedy)
    assert sum(a.quantity for a in plan.assignments if a.resource == "RU-good") == 1000
    tighter = resolved.model_copy(update={"mission": mission(reserves=(*BASE.reserves, short))})
    assert {finding.rule for finding in check(tighter, plan).broken} >= {"N1"}


def test_what_a_donor_keeps_is_reckoned_from_its_own_figures_and_shown() -> None:
    own = OwnNeed(daily_use=100, growth_per_day=0.1, safety_days=5, basis="RU ministry, 21 March 2020")
    # 110 + 121 + 133.1 + 146.41 + 161.051 over five days.
    rows = reserves_kept(mission(reserves=(*BASE.reserves, Reserve(donor="RU", capability="mask", has=1500, own=own))))
    kept = next(row for row in rows if row.capability == "mask")
    assert kept.keeping is not None and not kept.decided
    assert kept.keeps == kept.keeping.keeps == 672
    line = by_id(mission(reserves=(*BASE.reserves, Reserve(donor="RU", capability="mask", has=1500, own=own))))["RU-good"]
    assert line.usable == 1500 - 672


@pytest.mark.parametrize(
    ("has", "asks", "key"),
    [
        ({"voltage_from_v": 220, "voltage_to_v": 240}, {}, None),
        ({"voltage_from_v": 110}, {}, "mismatch.voltage"),
        ({"voltage_from_v": 110}, {"voltage_v": 110}, None),
        ({}, {"voltage_v": 230}, "mismatch.voltage_untold"),
        ({"mains": False}, {"voltage_v": 230}, None),
        ({"voltage_from_v": 230, "frequencies_hz": (60,)}, {}, "mismatch.frequency"),
        ({"voltage_from_v": 230, "frequencies_hz": (50, 60)}, {}, None),
        ({"voltage_from_v": 230, "plugs": ("G",)}, {}, "mismatch.plug"),
        ({"voltage_from_v": 230, "plugs": ("G", "F")}, {}, None),
        ({"manual_languages": ("ru",)}, {"manual_languages": ("it", "en")}, "mismatch.manual"),
        ({"manual_languages": ("en-GB",)}, {"manual_languages": ("it", "en")}, None),
        ({"expiry": date(2020, 5, 1)}, {"shelf_life_days": 180}, "mismatch.shelf_life"),
        ({"expiry": date(2021, 5, 1)}, {"shelf_life_days": 180}, None),
        ({"certificates": ("IEC 60601-1-2:2014",)}, {"certificates": ("IEC 60601",)}, None),
        ({"certificates": ("ISO 9001",)}, {"certificates": ("IEC 60601",)}, "mismatch.certificate"),
    ],
)
def test_a_device_answers_a_need_or_says_why_not(has: Mapping[str, object], asks: Mapping[str, object], key: str | None) -> None:
    needs = tuple(
        n.model_copy(update={"requires": Requirement.model_validate(asks)}) if n.capability == "ventilator" else n
        for n in BASE.needs
    )
    line = by_id(mission(vents("RU-more", "RU-1", **has), needs=needs, reserves=()))["RU-more"]
    assert keys(line) == (set() if key is None else {key})
    assert bool(line.answers) is (key is None)


@pytest.mark.parametrize(
    ("has", "asks", "key"),
    [
        ({"staff": (Staffing(profession="physician", count=2),)}, {"staff": (Staffing(profession="physician", count=2),)}, None),
        ({"staff": (Staffing(profession="doctors", count=2),)}, {"staff": (Staffing(profession="physician", count=2),)}, None),
        ({}, {"staff": (Staffing(profession="physician", count=1),)}, "mismatch.staff"),
        (
            {"staff": (Staffing(profession="nurse", count=3, languages=("ru",)),)},
            {"staff": (Staffing(profession="nurse", count=1, languages=("it",)),)},
            "mismatch.staff",
        ),
        ({"classification": Classification(scheme="EMT", type="2")},
         {"classification": Classification(scheme="EMT", type="1-fixed")}, None),
        ({"classification": Classification(scheme="EMT", type="1-mobile")},
         {"classification": Classification(scheme="EMT", type="2")}, "mismatch.classification"),
        ({"self_sufficiency_days": 7}, {"self_sufficiency_days": 14}, "mismatch.self_sufficiency"),
        ({"self_sufficiency_days": 14}, {"self_sufficiency_days": 14}, None),
    ],
)  # fmt: skip
def test_a_team_answers_a_need_or_says_why_not(has: Mapping[str, object], asks: Mapping[str, object], key: str | None) -> None:
    team = Team.model_validate({"id": "RU-emt", "offer": "RU-1", "people": 20, "capability": "medical_team"} | dict(has))
    needs = tuple(
        n.model_copy(update={"requires": Requirement.model_validate(asks)}) if n.capability == "medical_team" else n
        for n in BASE.needs
    )
    line = by_id(mission(teams=(*BASE.teams, team), needs=needs))["RU-emt"]
    assert keys(line) == (set() if key is None else {key})


def test_what_an_offer_states_shows_two_channels_to_be_two_things() -> None:
    def second(**changes: object) -> OfferedLine:
        offers = (
            *BASE.offers,
            Offer.model_validate({"id": "RU-2", "donor": "RU", "status": "accepted", "channel": "UN"} | changes),
        )
        return by_id(mission(BAD["RU-twice"][0], offers=offers))["RU-twice"]

    assert second().usable == 0
    assert second(separate_from=("RU-1",)).usable == 1000
    assert second(donor="BY").usable == 1000
    assert second(channel="bilateral").usable == 1000


def test_serial_numbers_tell_how_much_is_the_same() -> None:
    first = vents("A", "RU-1", serials=("S1", "S2"))
    other = vents("B", "RU-2", serials=("s2", "S3"))
    line = by_id(mission(first, other, reserves=()))["B"]
    assert line.usable == 1 and keys(line) == {"mismatch.same_serials"}


def test_unsolicited_offers_are_told_and_not_lost() -> None:
    offers = tuple(o.model_copy(update={"solicited": False}) for o in BASE.offers)
    line = by_id(BASE.model_copy(update={"offers": offers}))["RU-vent"]
    assert "mismatch.unsolicited" in keys(line, refused=False)
    assert not line.left_out


@pytest.mark.parametrize(("status", "left_out"), [("offered", True), ("accepted", False)])
def test_protective_goods_without_any_certificate_wait_for_a_decision(status: str, left_out: bool) -> None:
    bare = MASKS.model_copy(update={"requires": Requirement()})
    offers: tuple[Noun, ...] = (*BASE.offers, Offer.model_validate({"id": "RU-3", "donor": "RU", "status": status}))
    more = masks("RU-bare", "RU-3", 400, Specification(expiry=date(2022, 1, 1)))
    line = by_id(mission(more, offers=offers, needs=(*BASE.needs, bare)))["RU-bare"]
    assert line.left_out is left_out
    assert "mismatch.no_certificate" in keys(line, refused=left_out)
