"""What donors keep at home, reckoned anew from their own figures (N1)."""

from math import ceil

from ..model.specification import OwnNeed
from .docket import Docket
from .world import World


def reserves_are_reckoned(world: World, docket: Docket) -> None:
    """What the resolved mission has reckoned of a donor's figures is what they ask for, as far as the donor has it."""
    for row in world.mission.reserves:
        about = f"{row.donor}-{row.capability}"
        fact = world.resolved.fact(f"reserve:{about}.reckoned")
        if row.own is not None and fact is not None and isinstance(fact.value, int | float):
            told = {"donor": row.donor, "capability": row.capability}
            docket.equal(about, "keeps", float(fact.value), min(least(row.own), row.has), **told)


def least(own: OwnNeed) -> float:
    """The smallest whole stock with which no day of the safety period ends short."""
    level, short, use = 0.0, own.daily_use if own.reusable else 0.0, own.daily_use
    for day in range(1, own.safety_days + 1):
        use = own.forecast[day - 1] if day <= len(own.forecast) else min(use * (1 + own.growth_per_day), 1e15)
        level += own.resupply_per_day - (0.0 if own.reusable else use)
        short = max(short, use - level if own.reusable else -level)
    return float(ceil(round(short * (1 + own.margin), 6)))
