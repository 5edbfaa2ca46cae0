"""Two readings of one report into one: what both found stands once, what only the second found is added."""

from dataclasses import replace

from .claims import Claim, Reading
from .limits import CLAIMS


def merged(first: Reading, second: Reading) -> Reading:
    """The first reading with the second's claims, notes of both. The first's claims all stay, with what they say unchanged.

    Both must be of the same text. A claim of both names both as readers; one that the second read from words in which
    the first found another concept says so in its doubts.
    """
    claims = list(first.claims)
    twins: dict[int, str] = {}
    added: list[Claim] = []
    for claim in second.claims:
        index = next((at for at, other in enumerate(claims) if _same(other, claim)), None)
        if index is not None:
            twins[index] = claim.reader
        elif len(claims) + len(added) < CLAIMS:
            added.append(_compared(claim, claims))
    kept = [replace(claim, reader=_both(claim.reader, twins[at])) if at in twins else claim for at, claim in enumerate(claims)]
    ordered = sorted(kept + added, key=lambda claim: (claim.quote.start, claim.concept))
    notes = tuple(dict.fromkeys(first.notes + second.notes))
    return replace(
        first,
        claims=tuple(ordered),
        recipient=first.recipient or second.recipient,
        donor=first.donor or second.donor,
        notes=notes,
    )


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same of the same words; an event is told once a sentence."""
    if one.concept != other.concept:
        return False
    if one.value is None or other.value is None:
        return one.value is other.value and one.sentence == other.sentence
    return _overlap(one, other) and one.value.number == other.value.number


def _overlap(one: Claim, other: Claim) -> bool:
    return one.quote.start < other.quote.end and other.quote.start < one.quote.end


def _compared(claim: Claim, others: list[Claim]) -> Claim:
    """A claim with a doubt where another reader took its number for something else."""
    if claim.value is None:
        return claim
    clashing = dict.fromkeys(
        other.concept
        for other in others
        if other.value is not None and other.value.number == claim.value.number and _overlap(other, claim)
    )
    if not clashing:
        return claim
    return replace(claim, doubts=(*claim.doubts, f"The engine reads the same words as {', '.join(clashing)}."))


def _both(one: str, other: str) -> str:
    return one if other in one.split(" and ") else f"{one} and {other}"
