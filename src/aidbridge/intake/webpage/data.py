"""The story as the page's own data tell it to search engines: JSON-LD of schema.org."""

import json
from dataclasses import dataclass
from typing import Any

_CHARACTERS = 2_000_000
_NODES = 2_000
_TYPES = ("article", "report", "posting", "pressrelease", "statement")


@dataclass(frozen=True, slots=True)
class Data:
    """What a page's data say of its story; empty where they say nothing."""

    headline: str = ""
    body: str = ""
    published: str = ""


def story_data(scripts: list[str]) -> Data:
    """The article with the longest text in the data of a page; broken data say nothing."""
    best = Data()
    budget = _CHARACTERS
    for script in scripts:
        budget -= len(script)
        if budget < 0:
            break
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            found = Data(
                _text(node, "headline") or _text(node, "name"), _text(node, "articleBody"), _text(node, "datePublished")[:40]
            )
            if len(found.body) > len(best.body) or not best.headline:
                best = found
    return best


def _nodes(data: Any) -> list[dict[str, Any]]:
    """The objects of the data that are articles."""
    found: list[dict[str, Any]] = []
    pending, seen = [data], 0
    while pending and seen < _NODES:
        node, seen = pending.pop(), seen + 1
        if isinstance(node, list):
            pending.extend(node[:_NODES])
        elif isinstance(node, dict):
            kind = node.get("@type", "")
            names = kind if isinstance(kind, list) else [kind]
            if any(isinstance(name, str) and name.lower().endswith(_TYPES) for name in names):
                found.append(node)
            pending.extend(
                value for key, value in node.items() if key in {"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"}
            )
    return found


def _text(node: dict[str, Any], key: str) -> str:
    value = node.get(key)
    return value.strip() if isinstance(value, str) else ""
