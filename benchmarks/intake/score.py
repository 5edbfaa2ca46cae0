"""Readings against labels: recall and precision of (type, value), then what of the claims found is right besides."""

from collections import Counter
from dataclasses import dataclass, field

from aidbridge.intake.claims import Claim, Reading
from aidbridge.intake.read import read_report

from .cases import Case, Label

ASKED = ("exactness", "place", "donor", "scope", "state", "day")


@dataclass(slots=True)
class Tally:
    """Counts over some cases."""

    expected: int = 0
    found: int = 0
    claimed: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    contradicting: list[str] = field(default_factory=list)
    """Claims whose number a label gives to another concept."""
    unlabelled: list[str] = field(default_factory=list)
    """Claims whose number no label names: for a person to judge."""
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in the counts of other cases."""
        for name in ("expected", "found", "claimed", "missed", "contradicting", "unlabelled", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.right += other.right
        self.asked += other.asked

    def figures(self) -> dict[str, float | int]:
        """Shares, three digits; 1 where nothing was asked.

        `precision` counts every claim that answers no label; `uncontradicted` leaves out those whose number no label names.
        """
        return {
            "expected": self.expected,
            "recall": _share(self.found, self.expected),
            "precision": _share(self.found, self.claimed),
            "uncontradicted": _share(self.found, self.found + len(self.contradicting)),
            **{key: _share(self.right[key], self.asked[key]) for key in (*ASKED, "unvalued", "grounding")},
        }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 1.0


def judged(case: Case, language: str | None = None) -> Tally:
    """One case read and compared. A label is found once; a claim answers one label, the one it fits best."""
    reading = read_report(case.text, report=case.name, dated=case.dated, language=language)
    claims = [claim for claim in reading.claims if claim.value is not None]
    valued = [label for label in case.labels if label.number is not None]
    tally = Tally(expected=len(valued), claimed=len({(claim.concept, _number(claim)) for claim in claims}))
    tally.asked["grounding"] = len(claims)
    tally.right["grounding"] = sum(_grounded(reading, claim) for claim in claims)
    left = list(claims)
    answered: set[tuple[str, float]] = set()
    for label in valued:
        fitting = [claim for claim in left if claim.concept == label.concept and _holds(claim, label)]
        if not fitting:
            repeated = (label.concept, label.number or 0.0) in answered
            tally.found += repeated
            tally.missed += [] if repeated else [f"{case.name}: {label}"]
            continue
        best = max(fitting, key=lambda claim: sum(right_besides(claim, label).values()))
        left.remove(best)
        tally.claimed += (label.concept, _number(best)) in answered
        answered.add((label.concept, _number(best)))
        tally.found += 1
        _compare(tally, case.name, best, label)
    for claim in left:
        if (claim.concept, _number(claim)) not in answered:
            answered.add((claim.concept, _number(claim)))
            line = f"{case.name}: {claim.concept} {_number(claim):.12g} in {reading.words(claim.quote)!r}"
            known = any(_holds(claim, label) for label in valued)
            (tally.contradicting if known else tally.unlabelled).append(line)
    for label in case.labels:
        if label.number is None:
            tally.asked["unvalued"] += 1
            tally.right["unvalued"] += any(claim.concept == label.concept for claim in reading.claims)
    return tally


def _compare(tally: Tally, name: str, claim: Claim, label: Label) -> None:
    for key, right in right_besides(claim, label).items():
        tally.asked[key] += 1
        tally.right[key] += right
        if not right:
            got = {
                "exactness": claim.value.exactness if claim.value is not None else "",
                "donor": claim.parties.get("donor", ""),
                "day": claim.as_of,
            }.get(key) or getattr(claim, key, "")
            tally.wrong.append(f"{name}: {label}: {key} {got or 'none'}")


def _number(claim: Claim) -> float:
    return claim.value.number if claim.value is not None else 0.0


def _holds(claim: Claim, label: Label) -> bool:
    """Whether a claim has the label's number; of an interval its lower end, its upper end or both."""
    if claim.value is None:
        return False
    ends = {label.number, label.high} - {None}
    return claim.value.number in ends or (
        label.high is not None and (claim.value.low, claim.value.high) == (label.number, label.high)
    )


def _grounded(reading: Reading, claim: Claim) -> bool:
    inside = claim.sentence.start <= claim.quote.start < claim.quote.end <= claim.sentence.end
    return inside and bool(reading.words(claim.quote).strip())


def right_besides(claim: Claim, label: Label) -> dict[str, bool]:
    """What else of a claim is asked of it, and whether it is right; things sent are asked for no place."""
    result: dict[str, bool] = {}
    if label.exactness and claim.value is not None:
        result["exactness"] = claim.value.exactness == label.exactness
    if label.place and label.concept.startswith("situation."):
        result["place"] = claim.place == label.place
    if label.scope:
        result["scope"] = claim.scope == label.scope
    if label.states:
        result["state"] = claim.state in label.states
    if label.donor and label.concept.startswith("asset."):
        result["donor"] = claim.parties.get("donor", "") == label.donor
    if label.day is not None:
        result["day"] = claim.as_of == label.day
    return result
