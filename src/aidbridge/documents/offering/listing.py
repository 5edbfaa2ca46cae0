"""Offers as tables and as JSON."""

import json
from collections.abc import Sequence

from ...catalogue.capabilities import capability
from ...model.mission import Mission
from ...model.resources import Team
from ...planning.offered import Kept, OfferedLine, Reason
from ..messages import say
from ..rows.table import Cell, Table


def offer_tables(mission: Mission, lines: Sequence[OfferedLine], kept: Sequence[Kept], language: str) -> tuple[Table, ...]:
    """Lines; reasons; what donors keep; restrictions in force. Tables without rows are left out, but for the lines."""
    made = (_lines(lines, language), _reasons(lines, language), _kept(kept, language), _restrictions(mission, language))
    return tuple(table for number, table in enumerate(made) if table.rows or number == 0)


def offers_json(mission: Mission, lines: Sequence[OfferedLine], kept: Sequence[Kept], language: str) -> str:
    """All of it, each reason with its key, its parameters and its sentence."""
    content = {
        "lines": [_line_json(line, language) for line in lines],
        "reserves": [_kept_json(one, language) for one in kept],
        "restrictions": [one.model_dump(mode="json", exclude_defaults=True) for one in mission.restrictions],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _line_json(line: OfferedLine, language: str) -> dict[str, object]:
    return {
        "line": line.resource.id,
        "offer": line.offer.id,
        "donor": line.offer.donor,
        "channel": line.offer.channel,
        "status": line.offer.status,
        "solicited": line.offer.solicited,
        "item": line.resource.capability,
        "unit": capability(line.resource.capability or "").unit,
        "quantity": line.quantity,
        "usable": line.usable,
        "left_out": line.left_out,
        "answers": list(line.answers),
        "ready": line.resource.ready.isoformat() if line.resource.ready else None,
        "conditions": line.offer.conditions,
        "mismatches": [
            {
                "key": reason.message.key.removeprefix("mismatch."),
                "refused": reason.refused,
                "need": reason.need,
                "left_out": reason.left_out,
                "text": say(reason.message, language=language),
                "params": reason.message.params,
            }
            for reason in line.reasons
        ],
    }


def _kept_json(one: Kept, language: str) -> dict[str, object]:
    told: dict[str, object] = {
        "donor": one.donor,
        "item": one.capability,
        "has": one.has,
        "keeps": one.keeps,
        "spare": one.has - one.keeps,
        "decided": one.decided,
    }
    if one.keeping is not None:
        told |= {"reckoned": one.keeping.keeps, "below_reckoning": one.below, "use": [round(use, 3) for use in one.keeping.use]}
        told["reckoning"] = say(one.keeping.message, language=language)
    return told


def _lines(lines: Sequence[OfferedLine], language: str) -> Table:
    rows = [
        (
            line.resource.id,
            line.offer.donor,
            line.offer.channel,
            line.offer.status,
            _named(line.resource.capability or "", language),
            line.quantity,
            line.usable,
            ", ".join(line.answers),
            "" if isinstance(line.resource, Team) else ", ".join(line.resource.specification.certificates),
            line.resource.ready,
            line.offer.conditions,
        )
        for line in lines
    ]
    return _table("lines", "line donor channel status item quantity usable answers certificates ready conditions", rows, language)


def _reasons(lines: Sequence[OfferedLine], language: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        for reason, more in _alike(line.reasons):
            level = say("offering.refused" if reason.refused else "offering.warned", language=language)
            needs = {"need": f"{reason.need} (+{more})"} if more else {}
            rows.append((line.resource.id, level, reason.left_out or None, say(reason.message, needs, language)))
    return _table("reasons", "line level left_out reason", rows, language)


def _alike(reasons: Sequence[Reason]) -> list[tuple[Reason, int]]:
    """Reasons that differ in the need alone as one, with the number of further needs."""
    groups: dict[tuple[object, ...], list[Reason]] = {}
    for reason in reasons:
        params = {name: value for name, value in reason.message.params.items() if name not in ("need", "place")}
        groups.setdefault((reason.message.key, reason.refused, tuple(sorted(params.items(), key=str))), []).append(reason)
    return [(group[0], len(group) - 1) for group in groups.values()]


def _kept(kept: Sequence[Kept], language: str) -> Table:
    rows = [
        (
            one.donor,
            _named(one.capability, language),
            one.has,
            one.keeps,
            one.has - one.keeps,
            say("offering.decided" if one.decided else "offering.reckoned", language=language),
            ""
            if one.keeping is None
            else (say("offering.below", language=language) + " " if one.below else "")
            + say(one.keeping.message, language=language),
        )
        for one in kept
    ]
    return _table("kept", "donor item has keeps spare how reckoning", rows, language)


def _restrictions(mission: Mission, language: str) -> Table:
    rows = [
        (one.id, say(f"offering.effect.{one.effect}", language=language), one.place, one.start, one.end, one.reason)
        for one in mission.restrictions
    ]
    return _table("restrictions", "restriction effect place from until why", rows, language)


def _table(id: str, columns: str, rows: Sequence[tuple[Cell, ...]], language: str) -> Table:
    headers = tuple(say(f"offering.column.{name}", language=language) for name in columns.split())
    return Table(id, say(f"offering.table.{id}", language=language), headers, tuple(rows))


def _named(item: str, language: str) -> str:
    texts = capability(item).name
    return texts.get(language.partition("-")[0], texts["en"])
