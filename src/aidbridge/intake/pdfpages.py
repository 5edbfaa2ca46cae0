"""The process that opens a PDF: bytes in, JSON of its pages out, under limits of time and memory that the system keeps."""

import io
import json
import sys

from .limits import PDF_MEMORY_BYTES, PDF_PAGES, PDF_SECONDS, TEXT_CHARACTERS


def pages(raw: bytes) -> dict[str, object]:
    """The texts of a PDF's pages, how many it has, how many were read and how many were broken; or a fault."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    told: dict[str, object] = {"fault": "", "pages": 0, "read": 0, "broken": 0, "texts": []}
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            return told | {"fault": "a PDF locked with a password"}
        count = len(reader.pages)
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, ImportError, OSError) as error:
        locked = "a locked PDF" if isinstance(error, ImportError) else "a broken PDF"
        return told | {"fault": locked}
    texts: list[str] = []
    broken = size = 0
    for number in range(min(count, PDF_PAGES)):
        try:
            text = reader.pages[number].extract_text()
        # What a broken page raises is not told by the library; the next page may be whole.
        except Exception:
            broken += 1
            text = ""
        texts.append(text[: 2 * TEXT_CHARACTERS])
        size += len(text)
        if size > TEXT_CHARACTERS:
            break
    return told | {"pages": count, "read": len(texts), "broken": broken, "texts": texts}


def _bounded() -> None:
    """Limits of this process, where the system knows them."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (PDF_SECONDS, PDF_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (PDF_MEMORY_BYTES, PDF_MEMORY_BYTES))


if __name__ == "__main__":
    _bounded()
    answer = pages(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer))
