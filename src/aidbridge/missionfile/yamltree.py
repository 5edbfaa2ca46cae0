"""YAML as a tree of plain values with the line of each, by the core schema of YAML 1.2, without anything that can explode.

`NO` is a text, `12:30` is a text, dates are texts until a field that expects a date reads them. Anchors, aliases, tags,
directives, several documents and duplicate keys are faults.
"""

import re
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import yaml
from yaml import events

from .limits import MAX_NUMBER, MAX_YAML_DEPTH, MAX_YAML_NODES
from .paths import Flaw, Path
from .words import NUMBER, shown

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml reads the same events, more slowly.
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_CONSTANTS: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_WHOLE = re.compile(r"[-+]?[0-9]+")
_OCTAL_OR_HEX = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_LONGEST_NUMBER = 40


@dataclass(slots=True)
class Tree:
    """A YAML document: its value, the line of each path, what was broken, and why."""

    value: object = None
    lines: dict[Path, int] = field(default_factory=dict)
    broken: set[Path] = field(default_factory=set)
    flaws: list[Flaw] = field(default_factory=list)
    readable: bool = True
    """False where the text broke off: then nothing can be said about what is missing."""


class NotFiniteError(ValueError):
    """A number that is infinite, not a number, or larger than any figure can be."""


def plain_value(text: str) -> object:
    """What an unquoted scalar means in the core schema. Raises NotFiniteError for numbers that are none."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _NOT_FINITE.fullmatch(text):
        raise NotFiniteError
    if not (NUMBER.fullmatch(text) or _OCTAL_OR_HEX.fullmatch(text)):
        return text
    if len(text) > _LONGEST_NUMBER:
        raise NotFiniteError
    if _OCTAL_OR_HEX.fullmatch(text):
        number: int | float = int(text, 0)
    else:
        number = int(text) if _WHOLE.fullmatch(text) else float(text)
    if not isfinite(number) or abs(number) > MAX_NUMBER:
        raise NotFiniteError
    return number


def read_tree(text: str) -> Tree:
    """The tree of a YAML text. Never raises: what is wrong is in the tree's flaws."""
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        builder.stop(_syntax_flaw(error, text))
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        line = text.encode()[:position].count(b"\n") + 1 if isinstance(position, int) else 1
        builder.stop(
            Flaw((), "a control character", "printable text", "Delete it, or write it as an escape in double quotes.", line)
        )
    return builder.tree


def _syntax_flaw(error: yaml.MarkedYAMLError, text: str) -> Flaw:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or "this is not YAML"
    lines = text.splitlines()
    line = min(mark.line + 1, len(lines)) if mark is not None else 1
    there = lines[line - 1]
    if "tab" in problem or "\t" in there[: len(there) - len(there.lstrip())]:
        advice = "Indent with spaces only: a tab character stands here."
    elif "mapping values" in problem:
        advice = "Put texts that hold `: ` in quotes, and check the indentation."
    elif "maximum" in problem:
        advice = f"Nest at most {MAX_YAML_DEPTH} levels."
    else:
        advice = "Check brackets, quotes and indentation here and just above; texts with signs such as `: ` stand in quotes."
    return Flaw((), problem, "valid YAML", advice, line)


@dataclass(slots=True)
class _Frame:
    """An open mapping or sequence. `key` is the key whose value comes next."""

    path: Path
    holder: dict[str, object] | list[object]
    key: str | None = None
    line_of: dict[str, int] = field(default_factory=dict)
    drop: bool = False
    """The next value belongs to a duplicate key."""


class _Builder:
    """Builds the tree from events, one by one, without recursion."""

    def __init__(self) -> None:
        self.tree = Tree()
        self._open: list[_Frame] = []
        self._documents = 0
        self._nodes = 0

    def stop(self, flaw: Flaw) -> bool:
        """Give up reading, for a reason."""
        self.tree.flaws.append(flaw)
        self.tree.readable = False
        return False

    def take(self, event: Any) -> bool:
        """Take one event in; False ends the reading."""
        line = event.start_mark.line + 1
        match event:
            case events.DocumentStartEvent():
                return self._document(event, line)
            case events.MappingEndEvent() | events.SequenceEndEvent():
                self._open.pop()
                return True
            case events.AliasEvent() | events.ScalarEvent() | events.MappingStartEvent() | events.SequenceStartEvent():
                self._nodes += 1
                if self._nodes > MAX_YAML_NODES:
                    return self.stop(
                        Flaw((), "a very large file", f"at most {MAX_YAML_NODES} values", "Move long lists into tables.", line)
                    )
                return self._node(event, line)
            case _:
                return True

    def _document(self, event: Any, line: int) -> bool:
        self._documents += 1
        if self._documents > 1:
            return self.stop(Flaw((), "a second document (`---`)", "one document", "Keep one mission a file.", line))
        if event.version or event.tags:
            self.tree.flaws.append(Flaw((), "a directive (`%...`)", "none", "Delete the line that begins with %.", line))
        return True

    def _node(self, event: Any, line: int) -> bool:
        frame = self._open[-1] if self._open else None
        if frame is not None and isinstance(frame.holder, dict) and frame.key is None:
            return self._take_key(event, frame, line)
        path = self._next_path(frame)
        if frame is not None and isinstance(frame.holder, list):
            self.tree.lines.setdefault(path, line)
        broken = self._forbidden(event, path, line)
        match event:
            case events.MappingStartEvent() | events.SequenceStartEvent():
                if len(self._open) >= MAX_YAML_DEPTH:
                    return self.stop(
                        Flaw((), "deep nesting", f"at most {MAX_YAML_DEPTH} levels", "Close brackets; missions are flat.", line)
                    )
                holder: dict[str, object] | list[object] = {} if isinstance(event, events.MappingStartEvent) else []
                self._attach(frame, holder)
                self._open.append(_Frame(path, holder))
            case events.ScalarEvent() if not broken:
                self._attach(frame, self._scalar(event, path, line))
            case _:
                self._attach(frame, None)
        return True

    def _take_key(self, event: Any, frame: _Frame, line: int) -> bool:
        if not isinstance(event, events.ScalarEvent):
            return self.stop(Flaw(frame.path, "a key that is no plain text", "a field's name", "Write `name: value`.", line))
        key = event.value
        path = (*frame.path, key)
        if event.anchor is not None or event.tag is not None:
            self._forbidden(event, path, line)
        frame.drop = key in frame.line_of
        if frame.drop:
            advice = f"It stands on line {frame.line_of[key]} already: keep one of them."
            self.tree.flaws.append(Flaw(path, f"the key {shown(key)} a second time", "each key once", advice, line))
        frame.key = key
        frame.line_of.setdefault(key, line)
        self.tree.lines.setdefault(path, line)
        return True

    def _next_path(self, frame: _Frame | None) -> Path:
        if frame is None:
            return ()
        return (*frame.path, len(frame.holder)) if isinstance(frame.holder, list) else (*frame.path, str(frame.key))

    def _attach(self, frame: _Frame | None, value: object) -> None:
        if frame is None:
            self.tree.value = value
        elif isinstance(frame.holder, list):
            frame.holder.append(value)
        else:
            if not frame.drop:
                frame.holder[str(frame.key)] = value
            frame.key = None

    def _forbidden(self, event: Any, path: Path, line: int) -> bool:
        """Report anchors, aliases and tags. True where the value cannot be used."""
        if isinstance(event, events.AliasEvent):
            advice = "Write the value out in full."
            self._break(Flaw(path, f"an alias (*{shown(event.anchor)})", "no aliases", advice, line))
            return True
        if event.anchor is not None:
            self.tree.flaws.append(Flaw(path, f"an anchor (&{shown(event.anchor)})", "no anchors", "Delete it.", line))
        if event.tag is not None:
            advice = "Delete it: fields know their own types. Put texts in quotes."
            self._break(Flaw(path, f"a tag ({shown(event.tag.replace('tag:yaml.org,2002:', '!!'))})", "no tags", advice, line))
            return True
        return False

    def _break(self, flaw: Flaw) -> None:
        self.tree.flaws.append(flaw)
        self.tree.broken.add(flaw.path)

    def _scalar(self, event: Any, path: Path, line: int) -> object:
        if not event.implicit[0]:
            return event.value
        try:
            return plain_value(event.value)
        except NotFiniteError:
            limit = f"a finite number, at most {MAX_NUMBER:.0e}"
            self._break(Flaw(path, shown(event.value), limit, "Correct the number, or put it in quotes if it is a text.", line))
            return None
