"""Files of every kind, and files made to hurt, become bounded plain text or a clear fault."""

import zlib
from pathlib import Path

import pytest

from aidbridge.intake import limits
from aidbridge.intake.plaintext import read_text, text_of
from aidbridge.intake.read import read_report
from aidbridge.model.errors import InputError


def write(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def test_a_saved_page_yields_what_a_reader_sees(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>News</title><script>document.write('<p>99 dead</p>')</script><style>p{}</style></head>"
        "<body><nav><a href='/'>Home</a></nav><h1>Quake &amp; help</h1><!-- 77 --><p>At least <b>41</b> people were killed.</p>"
        "<img src=x onerror='alert(1)'><footer>Copyright 2023</footer></body></html>"
    )
    text, _ = read_text(write(tmp_path, "page.html", page.encode()))
    assert "Quake & help" in text
    assert "At least 41 people were killed." in text
    assert not any(word in text for word in ("99", "77", "alert", "Home", "Copyright"))


@pytest.mark.parametrize(
    "raw", [b"<p>" * 300_000 + b"41 dead", b"<!--" * 200_000 + b"x", b"<a " * 300_000 + b"x", b"<nav>x" * 100_000]
)
def test_markup_made_to_hurt_takes_one_pass(raw: bytes) -> None:
    text, _ = text_of(b"<html>words " + raw, Path("page.html"))
    assert len(text) <= limits.TEXT_CHARACTERS


def test_a_file_of_a_hundred_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "digits.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(InputError, match="100,000,000 bytes"):
        read_text(path)


def test_digits_without_end_are_no_amount() -> None:
    text, notes = text_of(b"deaths " + b"7" * 3_000_000, Path("digits.txt"))
    assert len(text) <= limits.TEXT_CHARACTERS
    assert any("were read" in note for note in notes)
    assert read_report(text, language="en").claims == ()


@pytest.mark.parametrize(
    "piece", ["1 dead ", "killed 1, ", "((((", "1,1,1,", "a-1", "“", "1/1/1 ", "the first 2 of 3 planes ", "é" * 50]
)
def test_text_made_to_hurt_is_read_in_bounded_work(piece: str) -> None:
    text, _ = text_of(("word " + piece * (15_000 // len(piece))).encode(), Path("text.txt"))
    reading = read_report(text, language="en")
    assert len(reading.claims) < 5_000


def test_unseen_and_turning_characters_are_removed() -> None:
    text, notes = text_of("At least \u202e41\u202c peo\u200bple died.".encode(), Path("text.txt"))
    assert text == "At least 41 people died."
    assert any("direction" in note for note in notes)


def test_broken_encodings_are_read_as_far_as_they_go() -> None:
    assert text_of("à Gênes".encode("cp1252"), Path("a.txt"))[0] == "à Gênes"
    assert text_of("Il y a 43 morts".encode("utf-16"), Path("a.txt"))[0] == "Il y a 43 morts"
    assert "morts" in text_of(b"43 morts \x81\xff\xfe", Path("a.txt"))[0]


@pytest.mark.parametrize(
    ("raw", "words"), [(b"PK\x03\x04rest", "archive"), (b"\x1f\x8bgzip", "archive"), (b"12 34 56", "no words"), (b"", "no words")]
)
def test_what_is_no_report_is_refused_with_advice(raw: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        text_of(raw, Path("file"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        read_text(tmp_path / "nowhere.txt")


def test_the_text_layer_of_a_pdf_is_read_and_a_bomb_is_bounded() -> None:
    def pdf(content: bytes) -> bytes:
        return b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode>>stream\n" + zlib.compress(content) + b"\nendstream endobj"

    assert (
        text_of(pdf(b"BT (At least 41 people) Tj (\\(so far\\) died.) Tj ET"), Path("a.pdf"))[0]
        == "At least 41 people(so far) died."
    )
    bomb, _ = text_of(pdf(b"BT " + b"(word) Tj " * 400_000 + b"ET"), Path("a.pdf"))
    assert len(bomb) <= limits.TEXT_CHARACTERS
