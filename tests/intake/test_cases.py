"""Short reports of many disasters, in every language: how much of what a careful reader takes from them is read."""

from pathlib import Path

import pytest
from benchmarks.intake.cases import CaseError, case, folder
from benchmarks.intake.score import Tally, judged

from aidbridge.intake.pack import languages

CASES = folder(Path(__file__).parent / "cases")
LEAST = {
    "ar": (0.95, 0.95), "de": (0.95, 0.95), "en": (0.95, 0.95), "es": (0.95, 0.95), "fr": (0.95, 0.95), "id": (0.94, 0.95),
    "it": (0.95, 0.95), "ja": (0.95, 0.95), "ko": (0.95, 0.95), "pl": (0.96, 0.95), "pt": (0.95, 0.95), "ru": (0.95, 0.945),
    "sr": (0.96, 0.94), "tr": (0.94, 0.95), "uk": (0.97, 0.97), "zh": (0.95, 0.95),
}  # fmt: skip
"""Recall and precision that no change may take back, a little under what is reached."""


def tally(language: str | None) -> Tally:
    whole = Tally()
    for one in CASES:
        if language in {None, one.language}:
            whole.add(judged(one, one.language))
    return whole


@pytest.mark.parametrize("language", languages())
def test_the_figures_of_short_reports_are_read(language: str) -> None:
    whole = tally(language)
    figures = whole.figures()
    recall, precision = LEAST[language]
    assert figures["expected"] >= 30
    assert figures["recall"] >= recall, whole.missed
    assert figures["precision"] >= precision, whole.contradicting + whole.unlabelled


def test_whose_a_figure_is_and_how_far_what_was_sent_has_come() -> None:
    whole = tally(None)
    figures = whole.figures()
    for key, least in (("exactness", 0.95), ("place", 0.95), ("donor", 0.9), ("scope", 0.93), ("state", 0.9), ("grounding", 1.0)):
        assert figures[key] >= least, whole.wrong


def test_labels_of_other_hands_are_understood(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Greece sent 10 to 15 trucks and 1,200 tents to Turkey.", encoding="utf-8")
    file = tmp_path / "x.json"
    file.write_text(
        '{"id": "x1", "language": "EN", "date": "8 February 2023", "file": "text.txt", "expected": ['
        '{"type": "asset.vehicles", "value": [10, 15], "state": "sent", "colour": "red"},'
        '{"type": "asset.tents", "value": "1,200", "exactness": null, "scope": "whole"},'
        '{"type": "actor.request", "value": null}, {"note": "no type"}]}',
        encoding="utf-8",
    )
    read = case(file)
    assert [str(label) for label in read.labels] == ["asset.vehicles 10", "asset.tents 1200", "actor.request"]
    assert (read.language, str(read.dated)) == ("en", "2023-02-08")
    figures = judged(read, "en").figures()
    assert (figures["recall"], figures["precision"], figures["state"], figures["unvalued"]) == (1.0, 1.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "no readable JSON"),
        ('{"excerpt": "x"}', "needs a list `expected`"),
        ('{"expected": []}', "needs `excerpt`"),
        ('{"expected": [], "file": "absent.txt"}', "is not there"),
    ],
)
def test_a_file_that_is_no_case_says_what_it_lacks(tmp_path: Path, text: str, fault: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=fault):
        case(file)


def test_a_claim_without_a_label_is_told_apart_from_one_that_a_label_contradicts(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(
        '{"excerpt": "The quake killed 41 people and injured 12. Six planes left.", "lang": "en", "expected": ['
        '{"type": "situation.missing", "value": 41}]}',
        encoding="utf-8",
    )
    found = judged(case(file), "en")
    assert (len(found.missed), len(found.contradicting), len(found.unlabelled)) == (1, 1, 2)
    assert (found.figures()["recall"], found.figures()["precision"]) == (0.0, 0.0)
