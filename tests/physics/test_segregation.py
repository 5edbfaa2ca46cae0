"""Which dangerous goods are kept apart: by class, division, UN number, subsidiary hazards, and whose rows come first."""

import pytest

from aidbridge.catalogue.dangerous_goods import dangerous_goods, dangerous_goods_facts
from aidbridge.catalogue.segregation import segregation, segregation_facts
from aidbridge.model.facts import Status
from aidbridge.model.policy import Segregation
from aidbridge.model.resolved import DangerousGoods
from aidbridge.physics.segregation import hazards, keeps_off_persons, kept_apart, may_share_a_unit, must_part

TABLE = segregation()


def goods(hazard: str, un: str = "UN0000") -> DangerousGoods:
    return DangerousGoods(un=un, hazard_class=hazard, with_persons=True)


@pytest.mark.parametrize(
    ("written", "found"),
    [("3", ("3",)), ("2.2 (5.1)", ("2.2", "5.1")), ("1.4S", ("1.4S",)), ("6.1 (3, 8)", ("6.1", "3", "8")), ("", ())],
)
def test_hazards_are_read_with_the_subsidiary_ones(written: str, found: tuple[str, ...]) -> None:
    assert hazards(goods(written)) == found


@pytest.mark.parametrize(
    ("one", "other", "keep"),
    [
        ("3", "5.1", "unit"), ("3", "2.2 (5.1)", "unit"), ("4.3", "8", "unit"), ("4.2", "5.1", "unit"), ("1.3G", "3", "unit"),
        ("1.4S", "3", "together"), ("3", "8", "together"), ("9", "9", "together"), ("3", "3", "together"), ("", "3", "together"),
    ],
)  # fmt: skip
def test_the_table_by_class_and_division(one: str, other: str, keep: str) -> None:
    assert kept_apart(goods(one), goods(other), TABLE).keep == keep
    assert kept_apart(goods(other), goods(one), TABLE).keep == keep
    assert may_share_a_unit(goods(one), goods(other), TABLE) is (keep == "together")


def test_a_row_may_name_a_number() -> None:
    assert kept_apart(goods("9", "UN3480"), goods("3"), TABLE).keep == "unit"
    assert kept_apart(goods("9", "UN3481"), goods("3"), TABLE).keep == "together"


def test_the_first_row_holds_and_the_strictest_hazard_counts() -> None:
    rows = (Segregation(first="3", second="5.1", keep="together"), *TABLE)
    assert kept_apart(goods("3"), goods("5.1"), rows).keep == "together"
    rows = (Segregation(first="3", second="8", keep="hold"), Segregation(first="3", second="5.1", keep="distance", distance_m=3))
    assert kept_apart(goods("3"), goods("5.1 (8)"), rows).keep == "hold"
    assert must_part((goods("9"), goods("3")), (goods("8"),), rows)
    assert not must_part((goods("9"),), (goods("8"),), rows)


def test_every_row_and_every_number_has_a_source_that_was_not_read() -> None:
    assert len(segregation_facts()) == len(TABLE)
    for fact in (*segregation_facts().values(), *dangerous_goods_facts("UN1791")):
        assert fact.status is Status.RECALLED
        assert fact.source
    assert {fact.key for fact in dangerous_goods_facts("UN1791")} == {
        f"dangerous:UN1791.{field}" for field in ("hazard_class", "with_persons", "most_with_persons", "most_without_persons")
    }


def test_what_keeps_persons_off() -> None:
    assert keeps_off_persons(dangerous_goods("UN1791", "8", 1)), "cargo aircraft only"
    assert not keeps_off_persons(dangerous_goods("UN1072", "2.2", 75))
    assert keeps_off_persons(dangerous_goods("UN1072", "2.2", 76)), "more than may fly with persons"
    assert keeps_off_persons(dangerous_goods("UN9999", "3")), "what nobody knows"
    assert dangerous_goods_facts("UN9999") == ()
