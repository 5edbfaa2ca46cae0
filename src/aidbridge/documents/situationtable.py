"""A situation as tables, one a level, the worst hit first."""

from math import isnan

from ..model.series import Quantity
from ..planning.situated import Ranked, Situated
from ..situation.indicators import Indicator
from .messages import say
from .tables import Cell, Table


def situation_tables(of: Situated, language: str) -> list[Table]:
    """A table a level. What nobody knows is an empty cell."""
    return [_table(of, ranked, language) for ranked in of.levels]


def _table(of: Situated, ranked: Ranked, language: str) -> Table:
    here, quantities = ranked.situation, (Quantity.CASES, Quantity.DEATHS, Quantity.IN_HOSPITAL, Quantity.INTENSIVE_CARE)
    figures = {quantity: ranked.latest(quantity) for quantity in quantities}
    headers = [
        *(say(f"situation.column.{name}", None, language) for name in ("rank", "id", "name", "severity")),
        *(say(f"situation.quantity.{quantity}", None, language) for quantity in quantities),
        say(f"situation.new.{here.counted}", None, language),
        say("situation.column.doubling", None, language),
        say(f"situation.forecast.{here.counted}", {"n": of.horizon}, language),
        say("situation.column.low", None, language),
        say("situation.column.high", None, language),
        *(say(f"situation.rank.{indicator}", None, language) for indicator in Indicator),
    ]
    rows: list[tuple[Cell, ...]] = []
    for n in ranked.order:
        place = here.series.places[n]
        rows.append(
            (
                ranked.severity.rank[n],
                place.id,
                place.name,
                round(float(ranked.severity.value[n]), 3),
                *(whole(figures[quantity][n]) for quantity in quantities),
                whole(here.new[n]),
                None if isnan(here.doubling_days[n]) else round(float(here.doubling_days[n]), 1),
                whole(ranked.forecast.value[n, -1]),
                whole(ranked.forecast.low[n, -1]),
                whole(ranked.forecast.high[n, -1]),
                *(ranked.severity.ranks[indicator][n] for indicator in Indicator),
            )
        )
    title = say(f"situation.title.{ranked.level}", {"country": of.country.upper(), "day": of.day.isoformat()}, language)
    return Table(ranked.level.value, title, tuple(headers), tuple(rows))


def whole(figure: float) -> int | None:
    """A figure as a whole number; None where it is not known."""
    return None if isnan(figure) else round(float(figure))
