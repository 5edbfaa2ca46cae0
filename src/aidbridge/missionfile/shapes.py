"""What kind of value each field of a noun holds, read from the nouns themselves, so that the reader needs no second list."""

import types
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AwareDatetime
from pydantic.fields import FieldInfo

from aidbridge.model import noun as nouns
from aidbridge.model.noun import Noun

Kind = Literal["text", "number", "integer", "truth", "instant", "day", "time", "any", "noun", "list", "map", "free"]
"""`any` is a scalar of any type; `free` is any structure."""

_PLAIN: dict[object, Kind] = {
    str: "text", float: "number", int: "integer", bool: "truth",
    datetime: "instant", AwareDatetime: "instant", date: "day", time: "time",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """The kind of a value; for a noun its class, for a list or map the shape of what it holds."""

    kind: Kind
    optional: bool = False
    noun: type[Noun] | None = None
    of: "Shape | None" = None
    key_pattern: str = ""
    """Of a map: the pattern of its keys."""
    pattern: str = ""
    choices: tuple[str, ...] = ()

    @property
    def scalar(self) -> bool:
        return self.kind not in ("noun", "list", "map", "free")

    @property
    def numeric(self) -> bool:
        return self.kind in ("number", "integer")


def pattern_of(annotation: object) -> str:
    """The regular expression that an annotated string must match, or an empty text."""
    return _pattern(get_args(annotation)[1:])


@cache
def fields(noun: type[Noun]) -> dict[str, Shape]:
    """The shape of every field of a noun, in the noun's order."""
    return {
        name: _shape(Annotated[info.annotation, info] if info.metadata else info.annotation)
        for name, info in noun.model_fields.items()
    }


def required(noun: type[Noun]) -> tuple[str, ...]:
    """The fields of a noun that have no default."""
    return tuple(name for name, info in noun.model_fields.items() if info.is_required())


def shape_at(noun: type[Noun], path: tuple[str | int, ...]) -> Shape | None:
    """The shape at a path below a noun; None where no such field exists."""
    shape: Shape | None = Shape("noun", noun=noun)
    for step in path:
        if shape is None:
            return None
        shape = fields(shape.noun).get(str(step)) if shape.noun is not None else shape.of
    return shape


def _shape(annotation: object) -> Shape:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner = _shape(args[0])
        return inner if not _pattern(args[1:]) else Shape(inner.kind, inner.optional, pattern=_pattern(args[1:]))
    if origin in (Union, types.UnionType):
        return _union([_shape(a) for a in args if a is not type(None)], type(None) in args)
    if origin is Literal:
        whole = all(isinstance(a, int) for a in args)
        return Shape("integer" if whole else "text", choices=tuple(map(str, args)))
    if origin is tuple:
        return Shape("list", of=_shape(args[0]))
    if origin is dict:
        return Shape("map", of=_shape(args[1]), key_pattern=pattern_of(args[0]))
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        return Shape("noun", noun=annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return Shape("text", choices=tuple(str(member.value) for member in annotation))
    return Shape(_PLAIN.get(annotation, "free"))


def _union(parts: list[Shape], optional: bool) -> Shape:
    kinds = {part.kind for part in parts}
    if len(kinds) > 1:
        return Shape("any", optional)
    first = parts[0]
    return Shape(first.kind, optional, first.noun, first.of, first.key_pattern, first.pattern, first.choices)


def _pattern(metadata: tuple[Any, ...]) -> str:
    for extra in metadata:
        inner = extra.metadata if isinstance(extra, FieldInfo) else (extra,)
        for item in inner:
            found = getattr(item, "pattern", None)
            if isinstance(found, str):
                return found
    return ""


STATE = pattern_of(nouns.State)
ICAO = pattern_of(nouns.Icao)
ID = pattern_of(nouns.Id)
LANGUAGE = pattern_of(nouns.Language)
