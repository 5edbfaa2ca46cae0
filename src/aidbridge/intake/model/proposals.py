"""What a model proposes, read from its answer, however badly that is written."""

import json
import math
import re
from dataclasses import dataclass
from typing import Any

_FENCE = re.compile(r"```[a-zA-Z]{0,10}")
_PLAIN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
_FAILURES = 200
"""Places of a broken answer at which a claim is looked for."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as a model puts it; nothing of it is believed yet."""

    concept: str
    quote: str
    value: float | None
    kind: str = ""
    place: str = ""
    place_name: str = ""
    scope: str = ""
    state: str = ""
    speaker: str = ""


def proposals(answer: str, most: int) -> tuple[list[Proposal], list[str]]:
    """At most so many claims of an answer, and what was wrong with it, a phrase each."""
    text = _FENCE.sub("", answer.rpartition("</think>")[2])
    items, faults = _items(text)
    if len(items) > most:
        faults.append(f"only the first {most} of its {len(items)} claims are looked at")
    found: list[Proposal] = []
    misshapen = 0
    for item in items[:most]:
        proposal = _proposal(item)
        if proposal is None:
            misshapen += 1
        else:
            found.append(proposal)
    if misshapen:
        faults.append(f"{misshapen} of its claims have no concept or no quote")
    return found, faults


def _items(text: str) -> tuple[list[Any], list[str]]:
    decoder = json.JSONDecoder(parse_constant=lambda _: None, parse_int=_whole)
    start = min((at for at in (text.find("{"), text.find("[")) if at >= 0), default=-1)
    if start < 0:
        return [], ["it holds no JSON"]
    try:
        data, _ = decoder.raw_decode(text, start)
    except (ValueError, RecursionError):
        found = _whole_ones(text, decoder)
        return found, [f"its JSON is broken or cut; {len(found)} whole claims were saved from it"]
    items = data.get("claims") if isinstance(data, dict) else data
    if not isinstance(items, list):
        return [], ["its JSON holds no list of claims"]
    return items, []


def _whole_ones(text: str, decoder: json.JSONDecoder) -> list[Any]:
    """The objects of a broken list that are whole."""
    found: list[Any] = []
    at, failures = text.find("{", max(0, text.find("["))), 0
    while at >= 0 and failures < _FAILURES:
        try:
            item, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            failures, end = failures + 1, at + 1
        else:
            found.append(item)
        at = text.find("{", end)
    return found


def _whole(digits: str) -> float:
    return float(digits) if len(digits) < 300 else math.inf


def _proposal(item: Any) -> Proposal | None:
    if not isinstance(item, dict) or not isinstance(item.get("concept"), str) or not isinstance(item.get("quote"), str):
        return None
    number = _number(item.get("value"))
    words = {name: _word(item.get(name)) for name in ("kind", "place", "place_name", "scope", "state", "speaker")}
    return Proposal(item["concept"].strip(), item["quote"].strip(), number, **words)


def _number(value: Any) -> float | None:
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        value = float(value)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value) else None


def _word(value: Any) -> str:
    return value.strip()[:200] if isinstance(value, str) else ""
