"""Passes are told by the tightest of each object and unit, breaches each by itself."""

import math

import samples
from aidbridge.checker.docket import Docket
from aidbridge.checker.provenance import Provenance
from aidbridge.model.verdict import Standing


def docket() -> Docket:
    return Docket("L2", Provenance(samples.resolved()))


def test_the_tightest_pass_stands_for_its_unit() -> None:
    d = docket()
    d.at_most("L-1", "inside", 10, 20, "cm", item="a")
    d.at_most("L-1", "apart", 18, 20, "cm", item="b")
    d.at_least("L-1", "mass", 7, 5, "kg")
    d.require(True, "L-1", "turned")
    assert [(f.key, f.margin, f.unit) for f in d.findings()] == [("L2.apart", 2, "cm"), ("L2.mass", 2, "kg")]


def test_what_has_no_margin_is_told_only_where_nothing_has() -> None:
    d = docket()
    d.require(True, "L-1", "turned")
    assert [(f.key, f.margin) for f in d.findings()] == [("L2.turned", None)]


def test_every_breach_is_told_and_hides_the_passes_of_its_aspect() -> None:
    d = docket()
    for value in (25, 10, 30):
        d.at_most("L-1", "inside", value, 20, "cm", item=str(value))
    assert [(f.standing, f.value, f.margin) for f in d.findings()] == [(Standing.BROKEN, 25, -5), (Standing.BROKEN, 30, -10)]


def test_rounding_breaks_nothing() -> None:
    d = docket()
    d.at_most("L-1", "inside", 0.1 + 0.2, 0.3)
    d.equal("L-1", "stated", 1e6 + 1e-6, 1e6)
    assert all(f.standing is Standing.PASSED for f in d.findings())


def test_whole_numbers_agree_exactly_or_not_at_all() -> None:
    d = docket()
    d.equal("L-1", "stated", 10**9 + 1, 10**9)
    assert [f.margin for f in d.findings()] == [-1]


def test_an_unknown_value_equals_only_an_unknown_one() -> None:
    d = docket()
    d.equal("L-1", "one", None, None)
    d.equal("L-1", "two", None, 3)
    assert {f.key: f.standing for f in d.findings()} == {"L2.one": Standing.PASSED, "L2.two": Standing.BROKEN}


def test_numbers_without_end_are_told_as_very_large() -> None:
    d = docket()
    d.at_most("L-1", "inside", math.inf, 3)
    assert [f.value for f in d.findings()] == [1e300]


def test_a_docket_with_nothing_does_not_apply() -> None:
    assert [(f.about, f.standing, f.key) for f in docket().findings()] == [("L2", Standing.NOT_APPLICABLE, "L2.not_applicable")]
