"""Files of every kind become bounded plain text, or a fault that names the file and says what to do."""

from pathlib import Path

import pytest

from aidbridge.intake.plaintext import read_text, text_of
from aidbridge.intake.read import read_report
from aidbridge.intake.wrapping import unwrapped
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


def test_unseen_and_turning_characters_are_removed() -> None:
    text, notes = text_of("At least \u202e41\u202c peo\u200bple \u2066died\u2069.".encode(), Path("text.txt"))
    assert text == "At least 41 people died."
    assert any("direction" in note for note in notes)


def test_entities_cannot_bring_turning_characters_back() -> None:
    assert text_of(b"<p>&#8238;41&#x202c; people&shy; died&#0;.</p>", Path("page.html"))[0] == "41 people died\ufffd."


def test_line_ends_of_every_kind_end_lines() -> None:
    assert text_of("one 1\r\ntwo\rthree\u2028four\x0cfive".encode(), Path("a.txt"))[0].split("\n") == [
        "one 1", "two", "three", "four", "five",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"PK\x03\x04rest", "an archive"),
        (b"PK\x03\x04" + b"x" * 30 + b"word/document.xml", "Word document"),
        (b"PK\x03\x04" + b"x" * 30 + b"xl/workbook.xml", "Excel workbook"),
        (b"\x1f\x8bgzip", "an archive"),
        (b"BZh91AY", "an archive"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0JFIF", "picture"),
        (b"RIFF\x00\x00\x00\x00WEBP", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Office document"),
        (b"{\\rtf1 hello}", "rich text"),
        (b"12 34 56", "no words"),
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"<html><body><p>12</p>", "no words"),
        (b"<html><p hidden>words</p>", "no words"),
    ],
)
def test_what_is_no_report_is_refused_with_advice(raw: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        text_of(raw, Path("given.file"))
    (fault,) = caught.value.faults
    assert fault.path == "given.file"
    assert fault.advice.endswith(".")


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        read_text(tmp_path / "nowhere.txt")
    with pytest.raises(InputError, match=r"a folder .* \.htm"):
        read_text(tmp_path)
    with pytest.raises(InputError, match="no ordinary file"):
        read_text(Path("/dev/zero"))
    with pytest.raises(InputError, match="readable file"):
        read_text(Path("a\0b"))


def test_lines_broken_at_a_margin_are_joined() -> None:
    letter = (
        "The ministry said on Monday that at least 41 people had been\n"
        "killed and more than 200 injured when an earthquake hit the\n"
        "north of the country. Greece sent two planes with 21 fire-\n"
        "fighters and 4 dogs.\n\n"
        "- 120 tents\n- 300 beds\n\n"
        "A second group of 60 rescuers stands ready and will leave as\n"
        "soon as the airfield opens.\n"
    )
    lines = [line for line in unwrapped(letter).split("\n") if line]
    assert lines[0].endswith("Greece sent two planes with 21 firefighters and 4 dogs.")
    assert lines[1:3] == ["- 120 tents", "- 300 beds"]
    assert lines[3].endswith("will leave as soon as the airfield opens.")


@pytest.mark.parametrize(
    "text",
    [
        "Floods kill 12 in Spain\nQuake injures 230 in Iran\nFerry sinks off Bali\nFive dead in mine collapse\nPlane lands",
        "A long paragraph on one line that says at least 41 people died and goes on for a while, as news stories do.\n" * 3,
        "Deaths: 41\nInjured: 230\nMissing: 7\nTents: 120\nBeds: 300\nPlanes: 2",
        "One.\nTwo.",
        "",
    ],
)
def test_lists_and_paragraphs_stay_as_they_are(text: str) -> None:
    assert unwrapped(text) == text


def test_figures_across_a_broken_line_are_read() -> None:
    text = (
        "According to the ministry of health of the republic a total of\n"
        "41 people were killed in the earthquake on Monday evening, and\n"
        "as many as 230 were injured; nearly all of the people who were\n"
        "displaced, some 12,000 people, have found shelter in the towns\n"
        "nearby.\n"
    )
    reading = read_report(text_of(text.encode(), Path("a.txt"))[0], language="en")
    assert {(c.concept, c.value.number) for c in reading.claims if c.value} >= {
        ("situation.deaths", 41),
        ("situation.injured", 230),
    }
