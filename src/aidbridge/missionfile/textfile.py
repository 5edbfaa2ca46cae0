"""Text files in and out: UTF-8 only, of a stated size, written whole or not at all."""

import os
from pathlib import Path

from aidbridge.model.errors import Fault, InputError

_OTHER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"),
)  # fmt: skip
_SAVE = "Save it as UTF-8 (in Excel: `CSV UTF-8 (comma delimited)`)."


def read_bytes(path: Path, name: str, most: int) -> bytes:
    """The content of a regular file of at most `most` bytes. Raises InputError where it is missing, no file, or too large."""
    try:
        if not path.exists():
            raise _refuse(name, "missing", "a file", f"Put {name} there, or correct the path.")
        if not path.is_file():
            raise _refuse(name, "a folder or device", "a file", f"Rename or remove it: {name} must be a file.")
        size = path.stat().st_size
        if size > most:
            raise _refuse(
                name,
                f"{size} bytes",
                f"at most {most} bytes",
                "Move long lists into several tables, or remove what is not mission data.",
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refuse(name, reason, "a file that can be read", "Check the path and its permissions.") from error


def read_text(path: Path, name: str, most: int) -> str:
    """The text of a UTF-8 file, with or without a byte order mark. Raises InputError with what is wrong with it."""
    return decoded(read_bytes(path, name, most), name)


def decoded(data: bytes, name: str) -> str:
    """Bytes as text. Raises InputError for other encodings and for files that hold no text."""
    for mark, encoding in _OTHER_MARKS:
        if data.startswith(mark):
            raise _refuse(f"{name}:1", f"a file in {encoding}", "UTF-8", _SAVE)
    if b"\x00" in data:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        raise _refuse(f"{name}:{line}", "a NUL byte", "text in UTF-8", f"This is a binary file or UTF-16. {_SAVE}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        near = data[error.start : error.start + 1].decode("latin-1")
        value = f"byte 0x{data[error.start]:02x}" + (f" ({near} in Latin-1)" if near.isprintable() else "")
        raise _refuse(f"{name}:{line}", value, "UTF-8", _SAVE) from None
    if not text.strip():
        raise _refuse(name, "an empty file", "content", "Fill it in or remove it.")
    return text


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8 with plain line ends, whole or not at all. Raises InputError where it cannot be written."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises InputError where it cannot be written."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            temporary.write_bytes(data)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _refuse(str(path), error.strerror or str(error), "a place that can be written", "Choose another path.") from error


def _refuse(path: str, value: str, limit: str, advice: str) -> InputError:
    return InputError([Fault(path, value, limit, advice)])
