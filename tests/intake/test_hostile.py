"""Files and texts made to hurt: bounded work, a clear fault or a note, nothing executed."""

import gzip
import io
import random
import resource
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from aidbridge.intake import limits
from aidbridge.intake.pack import languages, patterns, source
from aidbridge.intake.plaintext import read_text, text_of
from aidbridge.intake.read import read_report
from aidbridge.intake.reconcile import reconcile
from aidbridge.intake.webpage.tree import ELEMENTS
from aidbridge.model.errors import InputError
from pdfs import page, pdf


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "digits.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(InputError, match=r"digits\.txt.*100,000,000 bytes.*at most"):
        read_text(path)


def test_digits_without_end_are_no_amount() -> None:
    text, notes = text_of(b"deaths " + b"7" * 30_000_000, Path("digits.txt"))
    assert len(text) <= limits.TEXT_CHARACTERS
    assert any("were read" in note for note in notes)
    assert read_report(text, language="en").claims == ()


def test_a_text_given_whole_is_cut_by_the_engine_too() -> None:
    reading = read_report("nothing " * 60_000, language="en")
    assert len(reading.text) == limits.TEXT_CHARACTERS
    assert len(reading.claims) <= limits.CLAIMS + limits.AMOUNTS
    assert any("were read" in note for note in reading.notes)


@pytest.mark.parametrize(
    "raw",
    [
        b"<p>" * 40_000 + b"41 dead", b"<!--" * 200_000 + b"x", b"<a " * 200_000 + b"x", b"<nav>x" * 40_000, b"<" * 300_000,
        b'<a b="' * 200_000, b"<a " + b"= " * 200_000, b"</div>" * 200_000, b"<span>" * 20_000 + b"</div>x" * 20_000,
        b"<script>" * 100_000, b"<style>" + b"{" * 500_000, b'<p class="' + b"a " * 500_000 + b'">', b"&#9999999999;" * 100_000,
        b"<table>" + b"<tr><td>1" * 30_000, b'<script type="application/ld+json">' + b"[" * 500_000 + b"</script>",
        b"<ul><li><a href=x>one two three four five</a>" * 20_000,
    ],
    ids=range(16),
)  # fmt: skip
def test_markup_made_to_hurt_takes_one_pass(raw: bytes) -> None:
    text, _ = text_of(b"<html>words " + raw, Path("page.html"))
    assert len(text) <= limits.TEXT_CHARACTERS


def test_what_stands_inside_a_hundred_thousand_boxes_is_read() -> None:
    text, _ = text_of(b"<html>" + b"<div>" * 100_000 + b"41 people died." + b"</div>" * 100_000 + b"<p>Later.", Path("page.html"))
    assert text == "41 people died.\nLater."


def test_a_page_of_too_many_elements_is_cut_and_says_so() -> None:
    text, notes = text_of(b"<html><p>41 people died." + b"<p>x" * (ELEMENTS + 10), Path("page.html"))
    assert text.startswith("41 people died.")
    assert any("elements" in note for note in notes)


def packed_bombs() -> list[bytes]:
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    return [gzip.compress(b"0" * 50_000_000), inside.getvalue()]


def test_packed_files_are_refused_without_unpacking() -> None:
    for raw in packed_bombs():
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises(InputError, match=r"bomb\.bin.*(archive|Excel workbook)"):
            text_of(raw, Path("bomb.bin"))
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000


@pytest.mark.parametrize(
    "raw",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\nContent-Type: text/plain\n\nx\n" * 60_000,
        b"MIME-Version: 1.0\n" + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000)),
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n",
    ],
    ids=["parts", "nested", "no text"],
)
def test_letters_without_a_text_that_can_be_reached_are_refused(raw: bytes) -> None:
    with pytest.raises(InputError, match="letter or saved page without text"):
        text_of(raw, Path("letter.mht"))


def test_a_real_pdf_is_read_without_the_furniture_of_its_pages() -> None:
    story = [
        "At least 41 people were killed and 14 injured when a land-",
        "slide (the second this year) hit the village, the ministry of",
        "the interior said. Greece sent two planes with 21 firefighters",
        "and 4 dogs to the region, its civil protection told the press.",
    ]
    pages = [page(["Civil Protection", f"Report 4, page {number}", *story, f"{number} / 3"]) for number in (1, 2, 3)]
    text, _ = text_of(b"\n" + pdf(pages), Path("a.pdf"))
    first = text.split("\n")[0]
    assert first.startswith("Civil Protection At least 41") or first == "Civil Protection"
    assert "when a landslide (the second this year) hit the village, the ministry of the interior said." in text
    assert text.count("Civil Protection") == 1
    assert "page 2" not in text
    assert "2 / 3" not in text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (lambda: pdf([page(["41 people died"])])[:300], "broken PDF"),
        (lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(100_000), "broken PDF"),
        (lambda: pdf([b"q 595 0 0 842 0 0 cm /Im1 Do Q"]), "no words"),
        (lambda: pdf([b"BT /F1 1 Tf (" + b"0" * 150_000_000 + b") Tj ET"]), "pages cannot be read"),
        (lambda: pdf([page(["a"])]).replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]"), "PDF"),
        (lambda: pdf([b"[" * 1_000_000]), "PDF|no words"),
    ],
    ids=["cut", "noise", "scan", "bomb", "loop", "deep"],
)
def test_a_pdf_that_cannot_be_read_is_refused(raw: Callable[[], bytes], words: str) -> None:
    with pytest.raises(InputError, match=rf"a\.pdf.*({words})"):
        text_of(raw(), Path("a.pdf"))


@pytest.mark.parametrize(
    "piece",
    ["1 dead ", "killed 1, ", "((((", "1,1,1,", "a-1", "“", "1/1/1 ", "the first 2 of 3 planes ", "é" * 50, "...", "一", "twenty ",
     "U.S. ", "a@b", "between 1 and 2 ", "1 234 567 ", "Monday 6 February ", "\u0301", "dua setengah ", "死亡41人"],
)  # fmt: skip
def test_text_made_to_hurt_is_read_in_bounded_work(piece: str) -> None:
    text, _ = text_of(("word " + piece * (6_000 // len(piece))).encode(), Path("text.txt"))
    for language in ("en", "zh"):
        reading = read_report(text, language=language)
        assert len(reading.claims) <= limits.CLAIMS + limits.AMOUNTS
        reconcile([reading])


NUMBERS = [
    "0", "1", "2", "7", "41", "1,234", "1.234", "1.5", "0.001", "99999999999999", "1,2,3", "12,34,567", "٤١", "۷۸",
    "４１", "½", "²", "1e9", "-5", "1/2", "6/2/2023", "31.12.2020", "2023-02-30", "0/0/0", "99/99/9999",
    "99999999999999/1/1", "1/99999999999999/2023", "10:30", "25:99", "24h", "2020", "3rd", "1º", "№5", "$5", "5%", "€",
    "10-15", "15-10", "Il-76", "Ил-76", "C-130", "COVID-19", "一百二十", "两千", "百", "万", "3万5千", "수", "五", "١٬٠٠٠", "00",
    "1.", ".5", "1..2",
]  # fmt: skip
MARKS = list(".,;:!?()[]{}«»\"'“”’-–—/\\|@#%^&*_=+~`<>…。、，！？：；「」·•\u200b\u202e\ufeff\u0301\U0001f600\u2028\x85\x0b\x00")


def vocabulary(language: str) -> list[str]:
    found: list[str] = []
    for written in source(language).values():
        lists = list(written.values()) if isinstance(written, dict) else [written]
        for words in lists:
            for text in words.values() if isinstance(words, dict) else [words]:
                found += [word.replace("*", "").replace("(", "").replace(")", "").replace("|", "") for word in patterns(text)]
    return found


def mixture(chance: random.Random, words: dict[str, list[str]]) -> str:
    chosen = chance.sample(sorted(words), chance.choice([1, 1, 2, 4]))
    parts: list[str] = []
    for _ in range(chance.choice([1, 3, 10, 60, 150])):
        kind = chance.random()
        if kind < 0.55:
            parts.append(chance.choice(words[chance.choice(chosen)]))
        elif kind < 0.8:
            parts.append(chance.choice(NUMBERS))
        elif kind < 0.93:
            parts.append(chance.choice(MARKS))
        else:
            parts.append(
                "".join(chr(chance.choice([chance.randrange(32, 0x2000), chance.randrange(0x3000, 0xD7FF)])) for _ in range(4))
            )
        parts.append(chance.choice([" ", " ", " ", "", "\n", ". ", "\t", "\u00a0"]))
    return "".join(parts)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_mixtures_of_all_scripts_are_read_and_reconciled(seed: int) -> None:
    chance = random.Random(seed)
    words = {language: vocabulary(language) for language in languages()}
    days = [None, date(2023, 2, 8), date.min, date.max, date(2024, 2, 29)]
    for number in range(40):
        text = mixture(chance, words)
        readings = [
            read_report(text, report=f"{number}.{language}", dated=chance.choice(days), language=language)
            for language in (None, chance.choice(sorted(words)))
        ]
        for reading in readings:
            for claim in reading.claims:
                assert 0 <= claim.sentence.start <= claim.quote.start < claim.quote.end <= claim.sentence.end <= len(text), text
                assert claim.part_of is None or 0 <= claim.part_of.start < claim.part_of.end <= len(text), text
                value = claim.value
                assert value is None or (value.low <= value.number and (value.high is None or value.high >= value.number)), text
        findings = reconcile(readings)
        assert sum(len(finding.claims) for finding in findings) == sum(len(reading.claims) for reading in readings), text


def test_many_values_of_one_thing_are_reconciled_and_told_in_short() -> None:
    readings = [
        read_report(f"On Monday {1_000 + 17 * number} people were killed in Nepal.", report=f"r{number}", language="en")
        for number in range(150)
    ]
    findings = reconcile(readings)
    assert max(len(finding.reason) for finding in findings) < 500
