"""The sentences that pin each pack, and those kept apart while the packs were written."""

from pathlib import Path

import pytest

from aidbridge.intake.claims import Claim, Reading
from aidbridge.intake.lint import lacks, words
from aidbridge.intake.pack import languages
from intake_sentences import Pinned, expectations, read_pinned

SENTENCES = Path(__file__).parent / "sentences"
PINNED = [case for language in languages() for case in expectations(SENTENCES / f"{language}.txt")]


@pytest.mark.parametrize("case", PINNED, ids=lambda case: case.name)
def test_a_pinned_sentence_yields_its_claims(case: Pinned) -> None:
    reading = read_pinned(case)
    found = sorted((claim.concept, claim.value.number) for claim in reading.claims if claim.value is not None)
    assert found == sorted((label.concept, label.number) for label in case.labels)
    for label in case.labels:
        fitting = [
            claim
            for claim in _valued(reading)
            if (claim.concept, claim.value and claim.value.number) == (label.concept, label.number)
        ]
        assert any(label.fits(claim) for claim in fitting), [
            (claim.place, claim.scope, claim.state, claim.value) for claim in fitting
        ]


@pytest.mark.parametrize("language", languages())
def test_sentences_kept_apart_are_mostly_read(language: str) -> None:
    cases = list(expectations(SENTENCES / f"{language}_held.txt"))
    asked = found = claimed = 0
    for case in cases:
        left = [(claim.concept, claim.value.number) for claim in _valued(read_pinned(case)) if claim.value is not None]
        asked, claimed = asked + len(case.labels), claimed + len(left)
        for label in case.labels:
            if (label.concept, label.number) in left:
                left.remove((label.concept, label.number))
                found += 1
    assert found / asked >= 0.8
    assert found / claimed >= 0.85


@pytest.mark.parametrize("language", languages())
def test_a_pack_has_a_word_for_every_concept(language: str) -> None:
    assert lacks(language) == []
    assert words(language) >= 200


@pytest.mark.parametrize("case", PINNED[::7], ids=lambda case: case.name)
def test_every_claim_stands_in_its_sentence(case: Pinned) -> None:
    reading = read_pinned(case)
    for claim in reading.claims:
        assert claim.sentence.start <= claim.quote.start < claim.quote.end <= claim.sentence.end
        assert reading.words(claim.quote).strip()


def _valued(reading: Reading) -> list[Claim]:
    return [claim for claim in reading.claims if claim.value is not None]
