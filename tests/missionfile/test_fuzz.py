"""Whatever a folder holds, reading it gives a mission or faults in people's words, never another exception."""

import io
from pathlib import Path

import openpyxl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from aidbridge.missionfile.read import read_mission
from aidbridge.missionfile.write import read_plan, read_resolved
from aidbridge.model.errors import InputError
from aidbridge.model.mission import Mission
from missionfolders import GOOD, write

NASTY = st.sampled_from(
    [
        *["", " ", "\t", "\n", "'", '"', "[", "]", "{", "}", ":", ": ", ",", ";", "- ", "#", "%", "@", "`", "? ", "| ", "<<: "],
        *["&a ", "*a", "!!int ", "!x ", "---\n", "...\n", "{value: 1}", "[[[[", "NO", "null", "~", "true", ".nan", "-.inf"],
        *["\x00", "\x07", "\x85", "\u2028", "\ufeff", "\ud7ff", "1e999", "9" * 50, "-1", "0", "0x", "0o8", "1_0", "1,5", "+01:00"],
        *["2020-13-45", "9999-12-31T23:59:59-14:00", "id", "value", "source", "../x", "RU-1", "IT-BG"],
    ]
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | NASTY
KEYS = st.sampled_from(["id", "value", "source", "status", "alternatives", "x"])
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6)


def outcome(folder: Path) -> None:
    """Read a folder; every fault is one printable line with a place, a limit and advice."""
    try:
        assert isinstance(read_mission(folder), Mission)
    except InputError as error:
        assert error.faults
        for fault in error.faults:
            assert fault.path and fault.value and fault.limit and fault.advice
            assert str(fault).isprintable()


@settings(derandomize=True, deadline=None, max_examples=300)
@given(name=st.sampled_from(sorted(GOOD)), data=st.data())
def test_texts_with_pieces_cut_out_and_put_in(tmp_path_factory, name, data):
    text = GOOD[name]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        end = min(len(text), at + data.draw(st.integers(0, 12)))
        text = text[:at] + data.draw(NASTY | st.text(max_size=4)) + text[end:]
    outcome(write(tmp_path_factory.mktemp("fuzz"), {name: text.encode("utf-8", "surrogatepass")}))


@settings(derandomize=True, deadline=None, max_examples=100)
@given(name=st.sampled_from(sorted(GOOD)), data=st.data())
def test_lines_moved_doubled_and_dropped(tmp_path_factory, name, data):
    lines = GOOD[name].splitlines(keepends=True)
    chosen = data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=len(lines) + 3))
    outcome(write(tmp_path_factory.mktemp("fuzz"), {name: "".join(lines[n] for n in chosen)}))


@settings(derandomize=True, deadline=None, max_examples=100)
@given(name=st.sampled_from(sorted(GOOD)), data=st.binary(max_size=60), at=st.integers(0, 400))
def test_any_bytes(tmp_path_factory, name, data, at):
    good = GOOD[name].encode()
    outcome(write(tmp_path_factory.mktemp("fuzz"), {name: good[:at] + data + good[at:]}))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(data=st.data())
def test_any_value_in_any_place(tmp_path_factory, data):
    content = yaml.safe_load(GOOD["mission.yaml"].replace("NO", "'NO'"))
    holder = content
    while True:
        key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
        inner = holder[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            break
        holder = inner
    holder[key] = data.draw(VALUES)
    outcome(write(tmp_path_factory.mktemp("fuzz"), {"mission.yaml": yaml.safe_dump(content, allow_unicode=True)}))


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for line in GOOD["needs.csv"].splitlines():
        book.active.append(line.split(","))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


WORKBOOK = workbook()


@settings(derandomize=True, deadline=None, max_examples=100)
@given(at=st.integers(0, len(WORKBOOK) - 1), piece=st.binary(min_size=1, max_size=8))
def test_damaged_spreadsheets(tmp_path_factory, at, piece):
    folder = write(tmp_path_factory.mktemp("fuzz"))
    (folder / "needs.csv").unlink()
    (folder / "needs.xlsx").write_bytes(WORKBOOK[:at] + piece + WORKBOOK[at + len(piece) :])
    outcome(folder)


@pytest.mark.parametrize("read", [read_plan, read_resolved])
@settings(derandomize=True, deadline=None, max_examples=60)
@given(text=st.text(alphabet='{}[]":,0123456789.eE-+truefalsn \\ud', max_size=40))
def test_any_text_for_a_plan(tmp_path_factory, read, text):
    path = tmp_path_factory.mktemp("fuzz") / "plan.json"
    path.write_text(text)
    with pytest.raises(InputError):
        read(path)
