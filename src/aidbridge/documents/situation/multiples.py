"""Small multiples: each place's counts, new a day and since the beginning, and the forecast with its interval."""

from collections.abc import Iterable

import numpy as np
from markupsafe import Markup

from ...model.series import Figures, Quantity
from ...planning.situated import Ranked, Situated
from ...situation.gaps import counted, new_counts
from ..drawings.svg import drawing, tag
from ..messages import say
from ..numbers import number

WIDTH, HEIGHT, BASE = 240, 96, 92
PAST_DAYS = 28
SHOWN = 12
"""Places of a level, the worst hit first."""


def multiples(of: Situated, ranked: Ranked, language: str) -> list[dict[str, object]]:
    """For each place: its name, rank, the drawing, and the figures beside it."""
    quantity = ranked.situation.counted
    figures = ranked.situation.series.figures[quantity]
    counts = counted(figures)
    new = new_counts(counts)
    return [_multiple(of, ranked, quantity, n, counts[n], new[n], language) for n in ranked.order[:SHOWN]]


def _multiple(
    of: Situated, ranked: Ranked, quantity: Quantity, n: int, counts: Figures, new: Figures, language: str
) -> dict[str, object]:
    made = ranked.forecasts[quantity]
    value, low, high = made.value[n], made.low[n], made.high[n]
    name = ranked.situation.series.places[n].name
    now = counts[-1]
    told = {
        key: number(round(float(at)), language)
        for key, at in (("now", now), ("value", value[-1]), ("low", low[-1]), ("high", high[-1]))
    }
    ahead = {
        key: number(max(0, round(float(at - now))), language)
        for key, at in (("value", value[-1]), ("low", low[-1]), ("high", high[-1]))
    }
    title = say("situation.page.multiple", {"name": name, "n": of.horizon, **told}, language)
    return {
        "rank": ranked.severity.rank[n],
        "name": name,
        "now": told["now"],
        "quantity": say(f"situation.quantity.{quantity}", None, language),
        "ahead": say("situation.page.ahead", ahead, language),
        "drawing": _drawing(title, counts[-PAST_DAYS:], new[-PAST_DAYS:], value, low, high),
    }


def _drawing(title: str, counts: Figures, new: Figures, value: Figures, low: Figures, high: Figures) -> Markup:
    days = len(counts) + len(value)
    step = WIDTH / max(days - 1, 1)
    top = max(float(high[-1]), 1.0)
    tallest = max(float(new.max()), 1.0)
    at = np.arange(days) * step
    bars = [
        tag(
            "rect",
            x=at[k] - step * 0.35,
            y=BASE - count / tallest * BASE * 0.45,
            width=step * 0.7,
            height=count / tallest * BASE * 0.45,
        )
        for k, count in enumerate(new)
        if count > 0
    ]
    past = _line(at[: len(counts)], counts, top)
    from_now = np.concatenate([counts[-1:], value]), np.concatenate([counts[-1:], low]), np.concatenate([counts[-1:], high])
    coming = at[len(counts) - 1 :]
    band = f"{_line(coming, from_now[2], top)}{_line(coming[::-1], from_now[1][::-1], top).replace('M', 'L', 1)}z"
    return drawing(
        title,
        tag("g", *bars, class_="bars"),
        tag("path", d=band, class_="band"),
        tag("path", d=past, class_="past"),
        tag("path", d=_line(coming, from_now[0], top), class_="coming"),
        tag("line", x1=coming[0], x2=coming[0], y1=0, y2=BASE, class_="today"),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        class_="multiple",
        preserveAspectRatio="none",
    )


def _line(x: Iterable[float], y: Iterable[float], top: float) -> str:
    return "M" + "L".join(f"{a:.1f} {BASE - min(b / top, 1) * (BASE - 4):.1f}" for a, b in zip(x, y, strict=True))
