"""Reports side by side: what agrees, what changed, what contradicts, what is told once."""

from datetime import date

from aidbridge.intake.claims import Reading
from aidbridge.intake.read import read_report
from aidbridge.intake.reconcile import Finding, Verdict, only_in, reconcile


def report(name: str, text: str, day: int = 8, language: str = "en") -> Reading:
    return read_report(text, report=name, dated=date(2023, 2, day), language=language)


def figures(*readings: Reading, concept: str = "situation.deaths") -> dict[float, Finding]:
    found = reconcile(readings)
    return {
        finding.best.value.number: finding for finding in found if finding.concept == concept and finding.best.value is not None
    }


def test_the_same_figure_in_two_languages_is_the_same() -> None:
    found = figures(
        report("en", "In Turkey 2,300 people were killed."), report("it", "In Turchia sono morte 2.300 persone.", language="it")
    )
    assert found[2300].verdict is Verdict.SAME
    assert {claim.report for claim in found[2300].claims} == {"en", "it"}


def test_exact_beats_rounded_when_it_lies_inside() -> None:
    found = figures(report("a", "In Turkey almost 800 people died."), report("b", "In Turkey 793 people died."))
    assert list(found) == [793]
    assert found[793].verdict is Verdict.CONSISTENT
    assert len(found[793].claims) == 2


def test_a_total_that_grows_from_day_to_day_has_changed() -> None:
    found = figures(report("a", "In Turkey 2,300 people died."), report("b", "In Turkey 3,100 people died.", 10))
    assert {finding.verdict for finding in found.values()} == {Verdict.CHANGED}


def test_figures_of_one_day_that_exclude_each_other_conflict() -> None:
    found = figures(report("a", "In Turkey 2,300 people died."), report("b", "In Turkey 2,900 people died."))
    assert {finding.verdict for finding in found.values()} == {Verdict.CONFLICT}
    assert "2900 (b)" in found[2300].reason


def test_what_one_report_alone_tells_is_marked() -> None:
    findings = reconcile([report("a", "In Turkey 2,300 people died."), report("b", "In Turkey 11,000 people were injured.")])
    assert {finding.verdict for finding in findings} == {Verdict.ONLY_ONE}
    assert [finding.concept for finding in only_in(findings, "b")] == ["situation.injured"]


def test_a_page_with_shifted_digits_does_not_win() -> None:
    found = figures(
        report("a", "In Turkey 2,300 people died."),
        report("b", "In Turkey 2,300 people died."),
        report("c", "In Turkey 23,000 people died."),
    )
    assert found[2300].verdict is not Verdict.DOUBTFUL
    assert found[23000].verdict is Verdict.DOUBTFUL
    assert "shifted" in found[23000].reason


def test_what_has_left_is_a_part_of_what_was_planned() -> None:
    found = figures(
        report("a", "Russia will send nine planes to Italy. Three planes took off on Sunday."), concept="asset.aircraft"
    )
    assert found[3].verdict is Verdict.PART_OF
    assert found[3].reason == "3 of 9"


def test_miles_and_kilometres_are_one_distance() -> None:
    found = figures(
        report("a", "The airbase lies 30 km southwest of Rome."),
        report("b", "The airbase lies 19 miles southwest of Rome."),
        concept="place.relation",
    )
    assert len(found) == 1


def test_nothing_is_thrown_away() -> None:
    readings = [
        report("a", "In Turkey 2,300 people died. Greece sent 21 firefighters and two dogs."),
        report("b", "In Turkey some 2,400 people died and 11,000 were injured. Greece sent 21 firefighters."),
    ]
    told = sorted((claim.report, claim.quote.start, claim.concept) for reading in readings for claim in reading.claims)
    assert told == sorted(
        (claim.report, claim.quote.start, claim.concept) for found in reconcile(readings) for claim in found.claims
    )


def test_an_included_figure_is_a_part_and_no_conflict() -> None:
    found = figures(report("a", "At least 25 people, including 8 children, died in Nepal."))
    assert found[8].verdict is Verdict.PART_OF
    assert found[25].verdict is Verdict.ONLY_ONE
