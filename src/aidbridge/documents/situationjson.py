"""A situation as JSON: every place with its figures, ranks and forecast, regions first, in the order of severity."""

import json
from math import isnan
from typing import Any

from ..model.series import Quantity
from ..planning.situated import Ranked, Situated
from ..situation.indicators import Indicator
from .messages import say


def situation_json(of: Situated) -> str:
    """The whole as JSON; what nobody knows is null."""
    content = {
        "country": of.country.upper(),
        "day": of.day.isoformat(),
        "horizon_days": of.horizon,
        "formula": {indicator: weight for indicator, weight in of.levels[0].severity.weights.items()},
        "places": [place for ranked in of.levels for place in _places(ranked)],
        "notes": [{"key": note.key, "text": say(note), **note.params} for note in of.notes],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _places(ranked: Ranked) -> list[dict[str, Any]]:
    here, severity = ranked.situation, ranked.severity
    latest = {quantity: ranked.latest(quantity) for quantity in here.series.figures}
    return [
        {
            "id": place.id,
            "name": place.name,
            "level": place.level,
            "part_of": place.part_of or None,
            "rank": severity.rank[n],
            "severity": round(float(severity.value[n]), 6),
            "ranks": {indicator: severity.ranks[indicator][n] for indicator in Indicator},
            "indicators": {indicator: _number(here.value[indicator][n]) for indicator in Indicator},
            "figures": {quantity: _number(latest[quantity][n]) for quantity in Quantity if quantity in latest},
            "new_in_7_days": {here.counted: _number(here.new[n])},
            "doubling_days": _number(here.doubling_days[n]),
            "residents": _number(here.residents[n]),
            "forecast": {
                "quantity": here.counted,
                "value": [_number(value) for value in ranked.forecast.value[n]],
                "low_80": [_number(value) for value in ranked.forecast.low[n]],
                "high_80": [_number(value) for value in ranked.forecast.high[n]],
            },
        }
        for n in ranked.order
        for place in [here.series.places[n]]
    ]


def _number(value: float) -> float | int | None:
    if isnan(value):
        return None
    return int(value) if float(value).is_integer() else round(float(value), 4)
