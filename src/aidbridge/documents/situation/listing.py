"""A situation as JSON: every place with its figures, ranks and forecast, regions first, in the order of severity."""

import json
from collections.abc import Sequence
from datetime import timedelta
from math import isnan
from typing import Any

import numpy as np

from ...model.series import Quantity
from ...planning.situated import Ranked, Situated
from ...situation.indicators import Indicator
from ...situation.needs import NeedLine
from ..messages import say
from .needsheet import needs_listing
from .table import formula_text


def situation_json(of: Situated, lines: Sequence[NeedLine]) -> str:
    """The whole as JSON; what nobody knows is null. Forecasts are of cumulative counts, with the bounds of their 80 % interval."""
    content: dict[str, Any] = {
        "country": of.country,
        "day": of.day.isoformat(),
        "horizon_days": of.horizon,
        "source": of.source,
        "formula": {"weights": dict(of.levels[0].severity.weights), "text": formula_text(of, "en")},
        "places": [place for ranked in of.levels for place in _places(of, ranked)],
        "needs": needs_listing(of, lines),
        "notes": [{"key": note.key, "text": say(note), **note.params} for note in of.notes],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _places(of: Situated, ranked: Ranked) -> list[dict[str, Any]]:
    here, severity = ranked.situation, ranked.severity
    latest = {quantity: ranked.latest(quantity) for quantity in here.series.figures}
    return [
        {
            "id": place.id,
            "name": place.name,
            "level": place.level,
            "part_of": place.part_of or None,
            "lat": place.lat,
            "lon": place.lon,
            "rank": severity.rank[n],
            "severity": round(float(severity.value[n]), 6),
            "ranks": {indicator: severity.ranks[indicator][n] for indicator in Indicator},
            "indicators": {indicator: _number(here.value[indicator][n]) for indicator in Indicator},
            "figures": {quantity: _number(latest[quantity][n]) for quantity in Quantity if quantity in latest},
            "new_in_7_days": {quantity: _number(new[n]) for quantity, new in here.new.items()},
            "growth_per_day": _number(here.value[Indicator.GROWTH][n]),
            "doubling_days": _number(here.doubling_days[n]),
            "residents": _number(here.residents[n]),
            "beds": {kind: _number(count[n]) for kind, count in here.beds.items()},
            "forecast": {
                quantity: {
                    "days": [(of.day + timedelta(days=ahead + 1)).isoformat() for ahead in range(of.horizon)],
                    "value": [_number(np.round(value)) for value in made.value[n]],
                    "low_80": [_number(value) for value in made.low[n]],
                    "high_80": [_number(value) for value in made.high[n]],
                }
                for quantity, made in ranked.forecasts.items()
            },
        }
        for n in ranked.order
        for place in [here.series.places[n]]
    ]


def _number(value: float) -> float | int | None:
    if isnan(value):
        return None
    return int(value) if float(value).is_integer() else round(float(value), 4)
