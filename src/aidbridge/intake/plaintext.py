"""Files into plain text: bytes decoded, markup taken off, what cannot be seen removed. Nothing in a file is ever executed."""

import html
import re
import zlib
from pathlib import Path

from ..model.errors import Fault, InputError
from .limits import LINE_CHARACTERS, REPORT_BYTES, TEXT_CHARACTERS

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_MARKUP = re.compile(r"<!doctype html|<html|<body|<div|<p[ >]|<article", re.IGNORECASE)
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SILENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "head", "nav", "footer", "form", "button"}
)
_CODE = frozenset({"script", "style", "template", "noscript"})
_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,20})(?=[\s/>])")
_BREAKING = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "br",
        "tr",
        "table",
        "td",
        "th",
    }
    | {"blockquote", "figure", "figcaption", "aside", "main", "dd", "dt"}
)


def read_text(path: Path) -> tuple[str, list[str]]:
    """The text of a file (plain text, HTML, or the text layer of a PDF) and notes about what was done to it.

    Raises InputError for a file that is missing, larger than the limit, an archive, or holds no text.
    """
    try:
        size = path.stat().st_size
        if size > REPORT_BYTES:
            raise _refused(path, f"{size:,} bytes", f"at most {REPORT_BYTES:,}", "Save the story alone, as text.")
        raw = path.read_bytes()
    except OSError as error:
        raise _refused(path, error.strerror or "unreadable", "a readable file", "Check the path and its permissions.") from error
    return text_of(raw, path)


def text_of(raw: bytes, path: Path) -> tuple[str, list[str]]:
    """The text of a file's bytes; `path` names it in faults. Raises InputError like `read_text`."""
    if raw[:2] == b"PK" or raw[:2] == b"\x1f\x8b" or raw[:4] in {b"Rar!", b"7z\xbc\xaf"}:
        raise _refused(path, "an archive", "text, HTML or a PDF with text", "Unpack it and give the files themselves.")
    notes: list[str] = []
    text = _pdf(raw) if raw[:5] == b"%PDF-" else decoded(raw, notes)
    if _MARKUP.search(text[:5_000]):
        text = without_markup(text)
    text = cleaned(text, notes)
    if not any(character.isalpha() for character in text):
        raise _refused(
            path,
            "no words",
            "a report in some language",
            "A scanned PDF needs its text recognised first; a page saved by script, its text.",
        )
    return text, notes


def decoded(raw: bytes, notes: list[str]) -> str:
    """Bytes as text: by their mark, as UTF-8, by the charset they declare, else with what is broken marked as such."""
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(raw[:4_000])
        for name in (declared[1].decode("ascii") if declared else "", "cp1252"):
            try:
                text = raw.decode(name)
            except (LookupError, UnicodeDecodeError):
                continue
            notes.append(f"The text is not UTF-8; it is read as {name}.")
            return text
    notes.append("The encoding is broken; characters that cannot be read are marked.")
    return raw.decode("utf-8", errors="replace")


def without_markup(text: str) -> str:
    """What a reader of the page sees, one block a line; scripts, styles, menus and forms are left out.

    One pass over the text, whatever is nested in it or left unclosed: the parsers that follow the standard take quadratic
    time on some pages made to hurt.
    """
    small = text.translate(_SMALL)
    parts: list[str] = []
    unclosed: set[str] = set()
    position = 0
    while (start := text.find("<", position)) >= 0:
        parts.append(text[position:start])
        if text.startswith("<!--", start):
            end = text.find("-->", start + 4)
            position = end + 3 if end >= 0 else len(text)
            continue
        name = _TAG.match(small, start)
        end = text.find(">", start)
        if name is None or end < 0:
            parts.append("<")
            position = start + 1
            if end < 0:
                break
            continue
        position = end + 1
        if name[2] in _BREAKING:
            parts.append("\n")
        if name[2] in _SILENT and not name[1] and name[2] not in unclosed:
            closing = small.find(f"</{name[2]}", position)
            if closing >= 0:
                position = closing
            else:
                unclosed.add(name[2])
                position = len(text) if name[2] in _CODE else position
    parts.append(text[position:])
    return html.unescape("".join(parts))


def cleaned(text: str, notes: list[str]) -> str:
    """Text without unseen characters, without runs of space, and not longer than the limit."""
    visible, removed = _UNSEEN.subn("", text)
    if removed:
        notes.append(f"{removed} characters that cannot be seen or that turn the direction of writing were removed.")
    if len(visible) > TEXT_CHARACTERS:
        notes.append(f"The text has {len(visible):,} characters; only the first {TEXT_CHARACTERS:,} were read.")
        visible = visible[:TEXT_CHARACTERS]
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in visible.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(line[:LINE_CHARACTERS] for line in lines if line)


def _pdf(raw: bytes) -> str:
    """The text layer of a simple PDF: strings shown by its content streams."""
    budget = 4 * TEXT_CHARACTERS
    lines: list[str] = []
    for found in re.finditer(rb"stream\r?\n", raw):
        end = raw.find(b"endstream", found.end())
        if end < 0 or budget <= 0:
            break
        unpacker = zlib.decompressobj()
        try:
            content = unpacker.decompress(raw[found.end() : end], budget)
        except zlib.error:
            content = raw[found.end() : end][:budget]
        budget -= len(content)
        lines.extend(_shown(content))
    return "\n".join(lines)


def _shown(content: bytes) -> list[str]:
    if b"BT" not in content:
        return []
    lines: list[list[str]] = [[]]
    for found in re.finditer(rb"\(((?:[^()\\]|\\.){0,500})\)|(T\*|Td|TD|ET|')", content):
        if found[2] is not None:
            lines.append([])
        else:
            lines[-1].append(re.sub(rb"\\([()\\])", rb"\1", found[1]).decode("latin-1"))
    return [text for line in lines if (text := "".join(line)).strip()]


def _refused(path: Path, value: str, limit: str, advice: str) -> InputError:
    return InputError([Fault(str(path), value, limit, advice)])
