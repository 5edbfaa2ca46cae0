"""Saved pages in one file (MHTML) and letters: the part that holds the text. Nothing attached is opened."""

import re
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

_HEADERS = re.compile(rb"\A(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MIME = re.compile(rb"^(?:MIME-Version|Content-Type|Snapshot-Content-Location|Message-ID)\s*:", re.IGNORECASE | re.MULTILINE)
_PARTS = 200
_DASHED = re.compile(rb"^--", re.MULTILINE)
_DASHES = 50_000
"""Lines that may begin a part: pages have thousands of them in their style sheets, tricks have millions."""
MAIL_BYTES = 16_000_000
"""Bytes of a letter or saved page that are read; its text stands before its pictures."""
_BOUNDARY = re.compile(rb"boundary=", re.IGNORECASE)
BOUNDARIES = 50
"""Parts nested in parts: a letter has three levels; each level costs the parser of the standard library a frame."""


def is_mail(raw: bytes) -> bool:
    """Whether a file begins with the headers of a letter or of a page saved in one file."""
    found = _HEADERS.match(raw[:20_000])
    return found is not None and _MIME.search(found[0]) is not None


def mail_text(raw: bytes) -> tuple[bytes, str, str, list[str]] | None:
    """The bytes of the text, their charset as declared, the subject, and notes; None where no part holds text.

    HTML is preferred in a saved page, plain text in a letter.
    """
    raw = raw[:MAIL_BYTES]
    if len(_BOUNDARY.findall(raw)) > BOUNDARIES or len(_DASHED.findall(raw)) > _DASHES:
        return None
    try:
        message = BytesParser(policy=compat32).parsebytes(raw)
        parts = [part for _, part in zip(range(_PARTS), message.walk(), strict=False) if not part.is_multipart()]
    except (RecursionError, ValueError, LookupError, UnicodeError, AssertionError):
        return None
    saved = message.get_content_type() == "multipart/related"
    texts = [part for part in parts if part.get_content_type() in {"text/html", "text/plain", "application/xhtml+xml"}]
    texts = [part for part in texts if part.get_content_disposition() != "attachment"]
    if not texts:
        return None
    chosen = next((part for part in texts if (part.get_content_type() == "text/plain") != saved), texts[0])
    payload = chosen.get_payload(decode=True)
    raw_text = payload if isinstance(payload, bytes) else b""
    others = len(parts) - len(texts)
    notes = [f"{others} pictures and attachments were not opened."] if others and not saved else []
    return raw_text, chosen.get_content_charset("") or "", "" if saved else _subject(message), notes


def _subject(message: Message) -> str:
    try:
        pieces = decode_header(str(message.get("Subject", ""))[:1_000])
        words = [piece.decode(charset or "utf-8", "replace") if isinstance(piece, bytes) else piece for piece, charset in pieces]
    except (ValueError, LookupError, UnicodeError):
        return ""
    return " ".join("".join(words).split())
