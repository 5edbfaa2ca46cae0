"""What a donor must keep at home, reckoned from its own figures and a forecast of its own need."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from ..model.facts import Fact, Status
from ..model.messages import Message
from ..model.mission import Mission
from ..model.offers import Reserve
from ..model.specification import OwnNeed

ENDLESS = 1e15
"""More of anything than there is: growth is not followed beyond."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """What stays at home, with its reckoning."""

    has: float
    keeps: float
    """In whole units, rounded up; never more than there is."""
    wanted: float
    """What would have to stay if there were enough."""
    use: tuple[float, ...]
    """Use a day, or in use on a day, from day 1 on."""
    message: Message
    """The reckoning in one sentence."""

    @property
    def spare(self) -> float:
        return self.has - self.keeps


def keeping(has: float, own: OwnNeed) -> Keeping:
    """What must stay of a stock so that it does not run out within `safety_days`.

    Use of a day is the forecast's or, beyond it, the day before's times (1 + growth). Of goods that are used up the most that use
    has run ahead of what comes in, on any day, must stay; of what is used again and again the highest use on a day, today's
    included, less what has come in by then; in either case with the margin on top.
    """
    use: list[float] = []
    for day in range(own.safety_days):
        before = use[-1] if use else own.daily_use
        use.append(own.forecast[day] if day < len(own.forecast) else min(before * (1 + own.growth_per_day), ENDLESS))
    if own.reusable:
        ahead = max([own.daily_use, *(used - own.resupply_per_day * day for day, used in enumerate(use, 1))])
    else:
        ahead = most_ahead(use, own.resupply_per_day)
    wanted = ahead * (1 + own.margin)
    keeps = min(float(ceil(round(wanted, 6))), has)
    message = Message(
        key="reserve.reusable" if own.reusable else "reserve.used_up",
        params={
            "has": has,
            "keeps": keeps,
            "spare": has - keeps,
            "now": own.daily_use,
            "last": round(use[-1], 1) if use else own.daily_use,
            "days": own.safety_days,
            "total": round(min(sum(use), ENDLESS), 1),
            "coming": own.resupply_per_day,
            "margin": own.margin,
            "wanted": round(wanted, 1),
        },
    )
    return Keeping(has, keeps, wanted, tuple(use), message)


def most_ahead(use: Sequence[float], resupply_per_day: float) -> float:
    """How far use runs ahead of what comes in, on the worst day."""
    ahead = worst = 0.0
    for used in use:
        ahead += used - resupply_per_day
        worst = max(worst, ahead)
    return worst


def own_need(
    daily: Sequence[float],
    per_unit: float,
    safety_days: int,
    basis: str,
    *,
    reusable: bool = False,
    resupply_per_day: float = 0.0,
    margin: float = 0.0,
) -> OwnNeed:
    """A donor's need from a forecast of what drives it. `daily`: its value today, then day by day (new cases a day, patients in
    hospital); `per_unit`: how many of the thing each takes a day. After the forecast the growth of its last week goes on.

    Raises ValueError where there is no value at all.
    """
    if not daily:
        raise ValueError("no figures: at least today's value is needed")
    values = [max(value, 0.0) for value in daily]
    back = values[-8:] if len(values) > 7 else values
    growth = (back[-1] / back[0]) ** (1 / (len(back) - 1)) - 1 if len(back) > 1 and back[0] > 0 else 0.0
    return OwnNeed(
        daily_use=values[0] * per_unit,
        growth_per_day=max(growth, -0.99),
        forecast=tuple(value * per_unit for value in values[1:]),
        safety_days=safety_days,
        resupply_per_day=resupply_per_day,
        reusable=reusable,
        margin=margin,
        basis=basis,
    )


def with_reserves_reckoned(mission: Mission) -> tuple[Mission, tuple[Fact, ...]]:
    """The mission with a figure in every reserve, and a fact for each reckoning; what a donor has decided to keep stands."""
    rows: list[Reserve] = []
    facts: list[Fact] = []
    for row in mission.reserves:
        if row.own is None:
            rows.append(row)
            continue
        kept = keeping(row.has, row.own)
        rows.append(row.model_copy(update={"keeps": kept.keeps}) if row.keeps is None else row)
        facts.append(
            Fact(
                key=f"reserve:{row.donor}-{row.capability}.reckoned",
                value=kept.keeps,
                status=Status.DERIVED,
                source=row.own.basis,
                note=", ".join(f"{name} {value}" for name, value in kept.message.params.items()),
            )
        )
    return (mission.model_copy(update={"reserves": tuple(rows)}) if facts else mission), tuple(facts)
