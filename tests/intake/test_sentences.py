"""The sentences that pin each pack, and those kept apart while the packs were written."""

from pathlib import Path

import pytest
from benchmarks.intake.cases import Case, sentences
from benchmarks.intake.score import Tally, judged, right_besides

from aidbridge.intake.claims import Claim, Reading
from aidbridge.intake.lint import lacks, words
from aidbridge.intake.pack import languages
from aidbridge.intake.read import read_report

SENTENCES = Path(__file__).parent / "sentences"
PINNED = [case for language in languages() for case in sentences(SENTENCES / f"{language}.txt")]


def read(case: Case) -> Reading:
    return read_report(case.text, report=case.name, dated=case.dated, language=case.language)


@pytest.mark.parametrize("case", PINNED, ids=lambda case: case.name)
def test_a_pinned_sentence_yields_its_claims(case: Case) -> None:
    claims = _valued(read(case))
    found = sorted((claim.concept, claim.value.number) for claim in claims if claim.value is not None)
    assert found == sorted((label.concept, label.number) for label in case.labels)
    for label in case.labels:
        fitting = [
            claim for claim in claims if (claim.concept, claim.value and claim.value.number) == (label.concept, label.number)
        ]
        assert any(all(right_besides(claim, label).values()) for claim in fitting), [
            (claim.place, claim.scope, claim.state, claim.value) for claim in fitting
        ]


@pytest.mark.parametrize("language", languages())
def test_sentences_kept_apart_are_mostly_read(language: str) -> None:
    tally = Tally()
    for case in sentences(SENTENCES / f"{language}_held.txt"):
        tally.add(judged(case, language))
    figures = tally.figures()
    assert figures["recall"] >= 0.8, tally.missed
    assert figures["precision"] >= 0.85, tally.contradicting + tally.unlabelled


@pytest.mark.parametrize("language", languages())
def test_a_pack_has_a_word_for_every_concept(language: str) -> None:
    assert lacks(language) == []
    assert words(language) >= 200


@pytest.mark.parametrize("case", PINNED[::7], ids=lambda case: case.name)
def test_every_claim_stands_in_its_sentence(case: Case) -> None:
    reading = read(case)
    for claim in reading.claims:
        assert claim.sentence.start <= claim.quote.start < claim.quote.end <= claim.sentence.end
        assert reading.words(claim.quote).strip()


def _valued(reading: Reading) -> list[Claim]:
    return [claim for claim in reading.claims if claim.value is not None]
