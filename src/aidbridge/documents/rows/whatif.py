"""What changes would be worth, a row each, beside the mission as it is."""

from collections.abc import Sequence
from datetime import timedelta

from ...model.mission import Mission
from ...model.plan import Figures
from ...planning.whatif.answers import Answer
from ..voice import Voice
from .table import Cell, Table, table

COLUMNS = (
    "change unmet_weighted_h gained_h loaded_sorties fuel_t flying_h road_km last_landing last_team_at_work left_behind supposes"
)


def whatif_rows(mission: Mission, base: Answer, others: Sequence[Answer], voice: Voice) -> Table:
    """The mission as it is first, then what gains most. A change that no plan can be made of says why."""
    ranked = sorted(others, key=lambda one: -_gain(one, base))
    return table(voice, "whatif", COLUMNS, (_row(mission, one, base, voice) for one in (base, *ranked)))


def _gain(answer: Answer, base: Answer) -> float:
    """Weighted hours of unmet need less than as it is."""
    if answer.figures is None or base.figures is None:
        return float("-inf")
    return base.figures.unmet_weighted_h - answer.figures.unmet_weighted_h


def _row(mission: Mission, answer: Answer, base: Answer, voice: Voice) -> tuple[Cell, ...]:
    change = answer.change
    name = voice.say("whatif.as_it_is", icao=mission.debarkation)
    if change is not None:
        name = voice.say(f"whatif.{change.kind}", about=change.about)
    supposes = "" if change is None else "; ".join(voice.say(one) for one in change.supposes)
    if answer.figures is None:
        return (name, *(None,) * 9, answer.fault)
    gained = None if change is None or base.figures is None else round(_gain(answer, base), 2)
    return (name, *_figures(mission, answer.figures, gained), answer.left_behind, supposes)


def _figures(mission: Mission, figures: Figures, gained: float | None) -> tuple[Cell, ...]:
    def at(minute: int | None) -> Cell:
        return None if minute is None else mission.start + timedelta(minutes=minute)

    return (
        round(figures.unmet_weighted_h, 2), gained, figures.loaded_sorties, round(figures.fuel_kg / 1_000, 1),
        round(figures.flying_min / 60, 1), round(figures.road_km), at(figures.last_landing_min), at(figures.last_team_at_work_min),
    )  # fmt: skip
