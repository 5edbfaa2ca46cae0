"""Files into plain text: bytes decoded, markup taken off, what cannot be seen removed. Nothing in a file is ever executed."""

import re
import stat
from pathlib import Path

from ..model.errors import Fault, InputError
from .encodings import decoded, unreadable
from .filekinds import no_report
from .furniture import OTHER_STORIES
from .limits import LINE_CHARACTERS, PLAIN_BYTES, REPORT_BYTES, TEXT_CHARACTERS
from .mail import is_mail, mail_text
from .pdf import pdf_text
from .wrapping import unwrapped

KINDS = "text, a saved web page, a letter or a PDF with text"
_MARKUP = re.compile(
    r"<(?:!doctype html|html|head|body|div|p|article|section|table|main|span|br|meta|h[1-6]|script|style|ul)[\s>/]", re.IGNORECASE
)
_PICTURES = re.compile(rb"data:[a-z]{1,20}/[a-zA-Z0-9.+-]{1,60};base64,[A-Za-z0-9+/=\s%]{200,}+")
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\u000b\u000c]")
_UNREADABLE = 0.1


def read_text(path: Path) -> tuple[str, list[str]]:
    """The text of a file (plain text, a web page as HTML or MHTML, a letter, a PDF) and notes about what was done to it.

    Raises InputError for a file that is missing, larger than the limit, an archive or a picture, or holds no text.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise _refused(path, "a folder", "a file", "Give the files in it; of a saved page the .htm file beside its folder.")
        if not stat.S_ISREG(found.st_mode):
            raise _refused(path, "no ordinary file", "a file", "Save it as a file first.")
        if found.st_size > REPORT_BYTES:
            raise _refused(path, f"{found.st_size:,} bytes", f"at most {REPORT_BYTES:,}", "Save the story alone, as text.")
        with path.open("rb") as file:
            raw = file.read(REPORT_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "unreadable"
        raise _refused(path, reason, "a readable file", "Check the path and its permissions.") from error
    return text_of(raw, path)


def text_of(raw: bytes, path: Path) -> tuple[str, list[str]]:
    """The text of a file's bytes; `path` names it in faults. Raises InputError like `read_text`."""
    if len(raw) > REPORT_BYTES:
        raise _refused(path, f"{len(raw):,} bytes", f"at most {REPORT_BYTES:,}", "Save the story alone, as text.")
    if not raw.strip(b"\x00 \t\r\n"):
        raise _refused(path, "empty, so no words", KINDS, "Check that the file was saved whole.")
    other = no_report(raw)
    if other is not None:
        raise _refused(path, other[0], KINDS, other[1])
    notes: list[str] = []
    text = cleaned(_text(raw, path, notes), notes)
    if not any(character.isalpha() for character in text):
        advice = "A scanned PDF needs its text recognised first; a page saved by script, its text."
        raise _refused(path, "no words", "a report in some language", advice)
    return text, notes


def _text(raw: bytes, path: Path, notes: list[str]) -> str:
    start = raw[:1_024].find(b"%PDF-")
    if start >= 0 and not raw[:start].strip():
        layer = pdf_text(raw[start:])
        notes.extend(layer.notes)
        if layer.fault:
            raise _refused(path, layer.fault, "a PDF with a text layer", "Open it and save it as text.")
        return layer.text.replace(OTHER_STORIES, "")
    charset = subject = ""
    if is_mail(raw):
        found = mail_text(raw)
        if found is None:
            raise _refused(path, "a letter or saved page without text", KINDS, "Open it and save it as a web page or as text.")
        raw, charset, subject, told = found
        notes.extend(told)
    raw = _PICTURES.sub(b"data:,", raw) if b";base64," in raw else raw
    if len(raw) > PLAIN_BYTES:
        notes.append(f"The file has {len(raw):,} bytes; only the first {PLAIN_BYTES:,} were read.")
        raw = raw[:PLAIN_BYTES]
    text = decoded(raw, notes, charset)
    if unreadable(text) > _UNREADABLE:
        raise _refused(path, "no text, or in an unknown encoding", KINDS, "Open it and save it as text in UTF-8.")
    if _MARKUP.search(text[:20_000]):
        from .webpage import without_markup

        text = without_markup(text, notes)
    else:
        text = unwrapped(_BREAKS.sub("\n", _cut(text, notes))).replace(OTHER_STORIES, "")
    return f"{subject}\n{text}" if subject else text


def cleaned(text: str, notes: list[str]) -> str:
    """Text without unseen characters, without runs of space, and not longer than the limit."""
    visible, removed = _UNSEEN.subn("", _BREAKS.sub("\n", _cut(text, notes)))
    if removed:
        notes.append(f"{removed} characters that cannot be seen or that turn the direction of writing were removed.")
    lines = [line for part in visible.split("\n") if (line := re.sub(r"[ \t]+", " ", part).strip())]
    cut = sum(1 for line in lines if len(line) > LINE_CHARACTERS)
    if cut:
        notes.append(f"{cut} lines are longer than {LINE_CHARACTERS:,} characters; only so much of them was read.")
    return "\n".join(line[:LINE_CHARACTERS] for line in lines)


def _cut(text: str, notes: list[str]) -> str:
    if len(text) > TEXT_CHARACTERS:
        notes.append(f"The text has {len(text):,} characters; only the first {TEXT_CHARACTERS:,} were read.")
    return text[:TEXT_CHARACTERS]


def _refused(path: Path, value: str, limit: str, advice: str) -> InputError:
    return InputError([Fault(str(path), value, limit, advice)])
