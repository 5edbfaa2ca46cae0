"""The ledger as JSON."""

import json
from datetime import datetime

from ...model.resolved import Resolved
from ...planning.ledger.lines import STAGES, Ledger, Line, Part
from ..clock import Clock
from ..messages import say


def ledger_json(resolved: Resolved, ledger: Ledger, language: str = "en") -> str:
    """`{"mission", "on", "planned", "lines": [{"need", ..., "offers": [...]}], "duplicates": [...]}`; instants in UTC."""
    clock = Clock(resolved.mission.start, resolved.mission.time_zone, language)

    def at(minute: int | None) -> str | None:
        return None if minute is None else _utc(clock.moment(minute))

    def steps(of: Line | Part, needed: float) -> dict[str, object]:
        return {
            stage: {
                "quantity": of.amounts[stage],
                "share": None if (amount := of.amounts[stage]) is None else min(amount / needed, 1.0),
                "first": at(of.dates.get(stage, (None, None))[0]),
                "last": at(of.dates.get(stage, (None, None))[1]),
            }
            for stage in STAGES
        }

    lines = [
        {
            "need": line.need.id,
            "place": line.need.place,
            "capability": line.need.capability,
            "measure": line.measure,
            "mandatory": line.need.mandatory,
            "start": at(line.start_min),
            "end": at(line.end_min),
            "needed": line.need.quantity,
            "stages": steps(line, line.need.quantity),
            "open": line.open,
            "open_planned": line.open_planned,
            "unmet_weighted_h": line.unmet_weighted_h,
            "why": [{"key": m.key, "params": m.params, "text": say(m, language=language, clock=clock)} for m in line.why],
            "offers": [
                {
                    "offer": part.offer,
                    "donor": part.donor,
                    "channel": part.channel,
                    "status": part.status,
                    "resources": part.resources,
                    "stages": steps(part, line.need.quantity),
                    "reported": [one.model_dump(mode="json", exclude_defaults=True) for one in part.reported],
                    "duplicates": [[d.line, d.of_line] for d in part.twice],
                }
                for part in line.parts
            ],
            "movements": [
                {
                    "resource": m.resource,
                    "offer": m.offer,
                    "site": m.site,
                    "quantity": m.quantity,
                    "standing": m.standing(ledger.on_min),
                    "legs": m.legs,
                    **{stage: at(m.at(stage)) for stage in ("loaded", "moving", "arrived", "at_work")},
                    "until": at(m.until_min),
                }
                for m in line.movements
            ],
        }
        for line in ledger.lines
    ]
    twice = [
        {"resource": d.line, "offer": d.offer, "other": d.of_line, "other_offer": d.of_offer, "quantity": d.quantity,
         "why": say(d.why, language=language)}
        for d in ledger.duplicates
    ]  # fmt: skip
    content = {
        "mission": resolved.mission.id,
        "on": at(ledger.on_min),
        "planned": ledger.planned,
        "lines": lines,
        "duplicates": twice,
    }
    return json.dumps(content | {"lines": lines, "duplicates": twice}, ensure_ascii=False, indent=1)


def _utc(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%MZ}"
