"""What a file is by its first bytes, and what to do with one that is no report."""

import re

_UNPACK = "Unpack it and give the files themselves."
_AS_TEXT = "Open it and save it as PDF, text or a web page."
_RECOGNISE = "Let its text be recognised first, or type it."
_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1f\x8b", "an archive (gzip)", _UNPACK),
    (b"BZh", "an archive (bzip2)", _UNPACK),
    (b"\xfd7zXZ\x00", "an archive (xz)", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "an archive (zstd)", _UNPACK),
    (b"Rar!\x1a\x07", "an archive (rar)", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)", _UNPACK),
    (b"\xd0\xcf\x11\xe0", "an old Office document", _AS_TEXT),
    (b"{\\rtf", "a rich text document", _AS_TEXT),
    (b"bplist00", "a Safari web archive", "Save the page as a web page or as text."),
    (b"\x89PNG", "a picture (PNG)", _RECOGNISE),
    (b"\xff\xd8\xff", "a picture (JPEG)", _RECOGNISE),
    (b"GIF8", "a picture (GIF)", _RECOGNISE),
    (b"II*\x00", "a picture (TIFF)", _RECOGNISE),
    (b"MM\x00*", "a picture (TIFF)", _RECOGNISE),
    (b"%!PS", "a PostScript document", "Turn it into PDF."),
    (b"\x7fELF", "a program", "Give a report."),
    (b"MZ\x90", "a program", "Give a report."),
    (b"SQLite format 3", "a database", "Give a report."),
    (b"OggS", "a recording", "Write down what is said."),
    (b"ID3", "a recording", "Write down what is said."),
    (b"wOFF", "a font", "Give a report."),
)
_INSIDE = (
    (b"word/", "a Word document"), (b"xl/", "an Excel workbook"), (b"ppt/", "a PowerPoint presentation"),
    (b"opendocument", "an OpenDocument file"), (b"epub+zip", "an e-book"),
)  # fmt: skip
_RIFF = re.compile(rb"RIFF....(WEBP|WAVE|AVI )", re.DOTALL)
_BOXES = re.compile(rb"....ftyp", re.DOTALL)


def no_report(raw: bytes) -> tuple[str, str] | None:
    """What a file is that holds no text to read, and what to do; None for what may be a report. Nothing is unpacked."""
    if raw[:2] == b"PK" and raw[2:4] in {b"\x03\x04", b"\x05\x06", b"\x07\x08"}:
        named = next((name for mark, name in _INSIDE if mark in raw[:4_000] or mark in raw[-4_000:]), "")
        return (named, _AS_TEXT) if named else ("an archive (zip)", _UNPACK)
    for mark, name, advice in _KINDS:
        if raw.startswith(mark):
            return name, advice
    if _RIFF.match(raw) or _BOXES.match(raw):
        return "a picture or a recording", _RECOGNISE
    return None
