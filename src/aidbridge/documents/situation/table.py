"""A situation as tables, one a level, the worst hit first."""

from math import isnan

from ...model.series import Quantity
from ...planning.situated import Ranked, Situated
from ...situation.indicators import Indicator
from ..messages import say
from ..rows.table import Cell, Table

QUANTITIES = (Quantity.CASES, Quantity.DEATHS, Quantity.IN_HOSPITAL, Quantity.INTENSIVE_CARE)


def situation_tables(of: Situated, language: str) -> list[Table]:
    """A table a level. What nobody knows is an empty cell."""
    return [_table(of, ranked, language) for ranked in of.levels]


def formula_text(of: Situated, language: str) -> str:
    """The formula of severity, as a sentence."""
    weights = of.levels[0].severity.weights
    told = " + ".join(
        f"{weight:g} × {say(f'situation.indicator.{name}', None, language)}" for name, weight in weights.items() if weight
    )
    return say("situation.formula", {"formula": told}, language)


def _table(of: Situated, ranked: Ranked, language: str) -> Table:
    here = ranked.situation
    figures = {quantity: ranked.latest(quantity) for quantity in QUANTITIES}
    days = {"n": of.horizon}
    headers = [
        *(say(f"situation.column.{name}", None, language) for name in ("rank", "name", "severity")),
        *(say(f"situation.rank.{indicator}", None, language) for indicator in Indicator),
        *(say(f"situation.quantity.{quantity}", None, language) for quantity in QUANTITIES),
        *(say(f"situation.new.{quantity}", None, language) for quantity in ranked.forecasts),
        say("situation.column.growth", None, language),
        say("situation.column.doubling", None, language),
        *(say(f"situation.forecast.{quantity}", days, language) for quantity in ranked.forecasts),
        say("situation.column.per_head", None, language),
        say(f"situation.pressure.{_base(here.beds_known['hospital'])}", None, language),
        say(f"situation.intensive_care.{_base(here.beds_known['intensive_care'])}", None, language),
        say("situation.column.id", None, language),
    ]
    rows: list[tuple[Cell, ...]] = []
    for n in ranked.order:
        place = here.series.places[n]
        rows.append(
            (
                ranked.severity.rank[n],
                place.name,
                round(float(ranked.severity.value[n]), 3),
                *(ranked.severity.ranks[indicator][n] for indicator in Indicator),
                *(whole(figures[quantity][n]) for quantity in QUANTITIES),
                *(whole(here.new[quantity][n]) for quantity in ranked.forecasts),
                f"{float(here.value[Indicator.GROWTH][n]) * 100:+.1f} %",
                rounded(here.doubling_days[n], 1),
                *(expected(ranked, quantity, n) for quantity in ranked.forecasts),
                rounded(here.value[Indicator.PER_HEAD][n], 1),
                rounded(here.value[Indicator.PRESSURE][n], 2),
                rounded(here.value[Indicator.INTENSIVE_CARE][n], 2),
                place.id,
            )
        )
    title = say(f"situation.title.{ranked.level}", {"country": of.country, "day": of.day.isoformat()}, language)
    return Table(ranked.level.value, title, tuple(headers), tuple(rows))


def expected(ranked: Ranked, quantity: Quantity, place: int) -> str:
    """The new counts to come until the horizon and their interval: `1,640 (1,190–2,250)`."""
    now = float(ranked.latest(quantity)[place])
    made = ranked.forecasts[quantity]
    if isnan(now):
        return "–"
    value, low, high = (max(0, round(float(figures[place, -1]) - now)) for figures in (made.value, made.low, made.high))
    return f"{value:,} ({low:,}–{high:,})"


def whole(figure: float) -> int | None:
    """A figure as a whole number; None where it is not known."""
    return None if isnan(figure) else round(float(figure))


def rounded(figure: float, digits: int) -> float | None:
    """A figure with so many decimals; None where it is not known."""
    return None if isnan(figure) else round(float(figure), digits)


def _base(per_bed: bool) -> str:
    return "per_bed" if per_bed else "per_head"
