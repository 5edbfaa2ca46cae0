"""JSON Schemas (draft 2020-12) made from the nouns: of a mission as a person writes it, and of what aidbridge writes."""

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from aidbridge.model.mission import Mission
from aidbridge.model.noun import Noun
from aidbridge.model.plan import Plan
from aidbridge.model.resolved import Resolved
from aidbridge.model.verdict import Verdict

from .figures import Figure
from .sections import SECTIONS, WITHOUT_FIGURES

_DIALECT = GenerateJsonSchema.schema_dialect
_SCALARS = {"string", "number", "integer", "boolean", "null"}


def mission_schema() -> dict[str, Any]:
    """The schema of `mission.yaml`: any scalar may also be a figure (`{value: ..., source: ...}`), and sections that may stand in
    tables are not required."""
    schema = TypeAdapter(Mission).json_schema(mode="validation")
    plain = {SECTIONS[name].noun.__name__ for name in WITHOUT_FIGURES} | {"Alternative"}
    definitions = schema["$defs"]
    for name, definition in definitions.items():
        if name not in plain:
            _allow_figures(definition, definitions, _identity(name))
    _allow_figures(schema, definitions, ())
    schema["required"] = [name for name in schema["required"] if name not in SECTIONS]
    figure = TypeAdapter(Figure).json_schema(mode="validation")
    definitions |= figure.pop("$defs")
    definitions["Figure"] = figure | {
        "anyOf": [{"required": ["source"]}, {"required": ["status"]}],
        "dependentRequired": {"alternatives": ["reason"]},
    }
    return {"$schema": _DIALECT} | schema


def plan_schema() -> dict[str, Any]:
    """The schema of a plan file."""
    return _schema(Plan)


def verdict_schema() -> dict[str, Any]:
    """The schema of a verdict file."""
    return _schema(Verdict)


def resolved_schema() -> dict[str, Any]:
    """The schema of a resolved mission's file."""
    return _schema(Resolved)


def _schema(noun: type[Noun]) -> dict[str, Any]:
    return {"$schema": _DIALECT} | TypeAdapter(noun).json_schema(mode="validation")


def _identity(definition: str) -> tuple[str, ...]:
    """The fields of a row that name it, and so take no source."""
    return next((section.identity for section in SECTIONS.values() if section.noun.__name__ == definition), ())


def _allow_figures(definition: dict[str, Any], definitions: dict[str, Any], identity: tuple[str, ...]) -> None:
    """Let every scalar of an object be a figure as well, and the scalars in its maps."""
    properties = definition.get("properties", {})
    for name, field in properties.items():
        if name in identity:
            continue
        properties[name] = _with_figure(field, definitions)
        inner = field.get("additionalProperties")
        if isinstance(inner, dict):
            properties[name]["additionalProperties"] = _with_figure(inner, definitions)
        by_pattern = field.get("patternProperties", {})
        for pattern, value in by_pattern.items():
            by_pattern[pattern] = _with_figure(value, definitions)


def _with_figure(field: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field, or, where it is a scalar's, of that scalar or a figure of it."""
    if not _is_scalar(field, definitions):
        return field
    about = {key: field[key] for key in ("title", "description", "default") if key in field}
    value = {key: part for key, part in field.items() if key not in about}
    figure = {"$ref": "#/$defs/Figure", "properties": {"value": value}}
    return about | {"anyOf": [value, figure]}


def _is_scalar(field: dict[str, Any], definitions: dict[str, Any]) -> bool:
    if "$ref" in field:
        return _is_scalar(definitions[field["$ref"].rpartition("/")[2]], definitions)
    if "anyOf" in field:
        return all(_is_scalar(part, definitions) for part in field["anyOf"])
    return "const" in field or "enum" in field or field.get("type") in _SCALARS
