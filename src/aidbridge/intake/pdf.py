"""The text layer of a PDF, read in a process of its own: whatever a PDF does to the library, it cannot do to this one."""

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass

from .limits import PDF_SECONDS
from .wrapping import unwrapped

_NUMBER = re.compile(r"\d+")
_EDGE = 2
"""Lines at the head and foot of a page that may be its furniture."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What was found in a PDF: its text, or why there is none."""

    text: str
    fault: str = ""
    notes: tuple[str, ...] = ()


def pdf_text(raw: bytes) -> Layer:
    """The text of a PDF, its lines joined into paragraphs; headers and footers are left out where they stand again."""
    command = [sys.executable, "-P", "-m", "aidbridge.intake.pdfpages"]
    try:
        done = subprocess.run(
            command, input=raw, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=PDF_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return Layer("", f"a PDF that takes longer than {PDF_SECONDS} seconds to open")
    try:
        told = json.loads(done.stdout)
    except ValueError:
        return Layer("", "a PDF that takes more time or memory than is given to it, or is broken")
    if told["fault"]:
        return Layer("", told["fault"])
    if 0 < told["read"] == told["broken"]:
        return Layer("", "a PDF whose pages cannot be read")
    notes = []
    if told["read"] < told["pages"]:
        notes.append(f"The PDF has {told['pages']:,} pages; only the first {told['read']:,} were read.")
    if told["broken"]:
        notes.append(f"{told['broken']} pages of the PDF could not be read.")
    return Layer(unwrapped("\n\n".join(_without_edges(told["texts"]))), "", tuple(notes))


def _without_edges(pages: list[str]) -> list[str]:
    """Pages without lines that stand at the edge of several of them; one without a number stays on the first."""
    lined = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(plain for lines in lined for plain in {_NUMBER.sub("#", line) for line in _edges(lines)})
    furniture = {plain for plain, number in edges.items() if number >= 3 or (number == len(lined) > 1)}
    furniture |= {"#", "- # -", "– # –", "# / #", "#/#"}
    numbered = {line for line in furniture if "#" in line}
    return ["\n".join(_inner(lines, furniture if at else numbered)) for at, lines in enumerate(lined)]


def _edges(lines: list[str]) -> list[str]:
    return lines[:_EDGE] + lines[_EDGE:][-_EDGE:]


def _inner(lines: list[str], furniture: set[str]) -> list[str]:
    at_edge = {*range(_EDGE), *range(len(lines) - _EDGE, len(lines))}
    return [line for at, line in enumerate(lines) if at not in at_edge or _NUMBER.sub("#", line) not in furniture]
