"""Readings against labels: recall and precision of (type, value), then what of the claims found is right besides."""

from dataclasses import dataclass, field

from aidbridge.intake.claims import Claim, Reading
from aidbridge.intake.read import read_report

from .cases import Case, Expected


@dataclass(slots=True)
class Tally:
    """Counts over some cases."""

    expected: int = 0
    found: int = 0
    claimed: int = 0
    right: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    grounded: int = 0
    missed: list[str] = field(default_factory=list)
    unlabelled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in the counts of other cases."""
        for name in ("expected", "found", "claimed", "grounded"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("right", "asked"):
            mine, theirs = getattr(self, name), getattr(other, name)
            for key, count in theirs.items():
                mine[key] = mine.get(key, 0) + count
        self.missed += other.missed
        self.unlabelled += other.unlabelled
        self.wrong += other.wrong

    def figures(self) -> dict[str, float | int]:
        """Shares, three digits; 1 where nothing was asked."""
        shares: dict[str, float | int] = {
            "expected": self.expected,
            "recall": _share(self.found, self.expected),
            "precision": _share(self.found, self.claimed),
        }
        for key in ("exactness", "place", "scope", "state"):
            shares[key] = _share(self.right.get(key, 0), self.asked.get(key, 0))
        return shares | {"grounding": _share(self.grounded, self.claimed)}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 1.0


def judged(case: Case, language: str | None = None) -> Tally:
    """One case read and compared. A label is found once; a claim answers one label, the one it fits best."""
    reading = read_report(case.text, report=case.name, dated=case.dated, language=language)
    claims = [claim for claim in reading.claims if claim.value is not None]
    tally = Tally(expected=len(case.expected), claimed=len({(claim.concept, _number(claim)) for claim in claims}))
    tally.grounded = sum(_grounded(reading, claim) for claim in {(c.concept, _number(c)): c for c in claims}.values())
    left = list(claims)
    answered: set[tuple[str, float]] = set()
    for label in case.expected:
        fitting = [claim for claim in left if claim.concept == label.concept and _number(claim) == label.number]
        if not fitting:
            repeated = (label.concept, label.number) in answered
            tally.found += repeated
            tally.missed += [] if repeated else [f"{case.name}: {label.concept} {label.number:g}"]
            continue
        best = max(fitting, key=lambda claim: sum(_right(claim, label).values()))
        left.remove(best)
        tally.claimed += (label.concept, label.number) in answered
        answered.add((label.concept, label.number))
        tally.found += 1
        for key, right in _right(best, label).items():
            tally.asked[key] = tally.asked.get(key, 0) + 1
            tally.right[key] = tally.right.get(key, 0) + right
            if not right:
                got = getattr(best, key) if key != "exactness" else best.value and best.value.exactness
                tally.wrong.append(f"{case.name}: {label.concept} {label.number:g}: {key} {got or 'none'}")
    for claim in left:
        if (claim.concept, _number(claim)) not in answered:
            answered.add((claim.concept, _number(claim)))
            tally.unlabelled.append(f"{case.name}: {claim.concept} {_number(claim):g} in {reading.words(claim.quote)!r}")
    return tally


def _number(claim: Claim) -> float:
    return claim.value.number if claim.value is not None else 0.0


def _grounded(reading: Reading, claim: Claim) -> bool:
    inside = claim.sentence.start <= claim.quote.start < claim.quote.end <= claim.sentence.end
    return inside and bool(reading.words(claim.quote).strip())


def _right(claim: Claim, label: Expected) -> dict[str, bool]:
    result: dict[str, bool] = {}
    if label.exactness and claim.value is not None:
        result["exactness"] = claim.value.exactness == label.exactness
    if label.place and label.concept.startswith("situation."):
        result["place"] = claim.place == label.place
    if label.scope:
        result["scope"] = claim.scope == label.scope
    if label.states:
        result["state"] = claim.state in label.states
    return result
