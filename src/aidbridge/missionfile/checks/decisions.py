"""Decisions that contradict each other, or that no plan could keep whatever else the mission says."""

from collections.abc import Iterator

from aidbridge.catalogue.capabilities import capability
from aidbridge.model.errors import UnknownNameError
from aidbridge.model.needs import Measure

from ..draft import Draft, Row
from ..paths import Flaw
from ..words import shown


def check(draft: Draft) -> Iterator[Flaw]:
    """Items apart that fly together, items on two aircraft, and resources for needs that they cannot serve."""
    rows = [row for row in draft.each("decisions") if row.whole]
    groups = _groups(rows)
    yield from _apart(rows, groups)
    yield from _tails(rows, groups)
    yield from _assigned(draft, rows)


def _groups(rows: list[Row]) -> dict[str, str]:
    """Items that must share a load, each with the name that stands for its group."""
    group: dict[str, str] = {}
    for row in _of(rows, "items_together"):
        names = {group.get(item, item) for item in row.get("items")}
        first = min(names, default="")
        group |= {item: first for item, name in group.items() if name in names}
        group |= dict.fromkeys(row.get("items"), first)
    return group


def _apart(rows: list[Row], groups: dict[str, str]) -> Iterator[Flaw]:
    for row in _of(rows, "items_apart"):
        seen: dict[str, str] = {}
        for n, item in enumerate(row.get("items")):
            other = seen.setdefault(groups.get(item, item), item)
            if other != item:
                limit = f"items that may part: decisions keep {item} together with {other}"
                yield Flaw(row.at("items", n), shown(item), limit, "Take back one of the decisions.")


def _tails(rows: list[Row], groups: dict[str, str]) -> Iterator[Flaw]:
    """One item, or items that fly together, on two aircraft; or on one that it may not fly on."""
    tails: dict[str, tuple[str, str]] = {}
    for row in _of(rows, "item_on_tail"):
        for n, item in enumerate(row.get("items")):
            tail, by = tails.setdefault(groups.get(item, item), (row.get("tail"), row.name or ""))
            if tail != row.get("tail"):
                limit = f"one aircraft: decision {by} puts it on {tail}"
                yield Flaw(row.at("items", n), f"{item} on {row.get('tail')}", limit, "Take back one of the decisions.")
    for row in _of(rows, "item_not_on_tail"):
        for n, item in enumerate(row.get("items")):
            tail, by = tails.get(groups.get(item, item), ("", ""))
            if tail == row.get("tail"):
                limit = f"an aircraft it is not on: decision {by} puts it on {tail}"
                yield Flaw(row.at("items", n), f"{item} not on {tail}", limit, "Take back one of the decisions.")


def _assigned(draft: Draft, rows: list[Row]) -> Iterator[Flaw]:
    offered = {
        row.name: row.get("capability") for section in ("teams", "supplies", "devices") for row in draft.each(section) if row.whole
    }
    asked = {row.name: row.get("capability") for row in draft.each("needs") if row.whole}
    whole = {row.name for section in ("teams", "devices") for row in draft.each(section)}
    forbidden = {(row.get("resource"), row.get("need")): row.name for row in _of(rows, "not_assign")}
    serves: dict[str, tuple[str, str]] = {}
    for row in _of(rows, "assign"):
        resource, need = row.get("resource"), row.get("need")
        against = forbidden.get((resource, need))
        if against is not None:
            yield Flaw(row.at("need"), shown(need), f"a need that decision {against} allows", "Take back one of the decisions.")
        if need not in asked:
            continue
        if resource not in offered or offered[resource] != asked[need]:
            has = offered.get(resource) or "none"
            yield Flaw(
                row.at("need"), f"{need}, of {asked[need]}", f"a need of the resource's capability, {has}", "Correct one of them."
            )
            continue
        other, by = serves.setdefault(resource, (need, row.name or ""))
        if resource in whole and other != need and _stays(asked[need]):
            limit = f"one need at a time: decision {by} gives it to {other}"
            yield Flaw(row.at("need"), shown(need), limit, "Take back one of the decisions.")


def _stays(name: str) -> bool:
    """Whether what provides the capability stays at one site."""
    try:
        return capability(name).measure in (Measure.PRESENCE, Measure.RATE)
    except UnknownNameError:
        return False


def _of(rows: list[Row], kind: str) -> Iterator[Row]:
    return (row for row in rows if row.get("kind") == kind)
