"""The table of key figures."""

from ..dossier import Dossier
from .proof import gap
from .table import Cell, Table, table


def figures(d: Dossier) -> Table:
    """One row for each figure, with its bound and gap where there is one. None is unknown."""
    told, clock = d.plan.figures, d.voice.clock
    bounds = {bound.figure: bound for bound in d.plan.bounds}
    rows: list[tuple[Cell, ...]] = []
    for name, unit in FIGURES.items():
        value = getattr(told, name)
        bound = bounds.get(name)  # type: ignore[call-overload]
        if name.endswith("_min") and unit == "":
            value = None if value is None else clock.moment(value)
        elif unit == "h" and name.endswith("_min"):
            value = round(value / 60, 2)
        rows.append(
            (
                d.voice.say(f"figure.{name}"),
                value,
                d.resolved.mission.rates.currency if unit == "money" else d.voice.say(f"unit.{unit}"),
                bound.value if bound else None,
                gap(d, bound) if bound else None,
            )
        )
    return table(d.voice, "figures", "figure value unit bound gap", rows)


FIGURES = {
    "unmet_weighted_h": "h", "unmet_weighted_h_others": "h", "idle_weighted_h": "h", "worst_place": "", "worst_share": "share",
    "loaded_sorties": "", "loaded_sorties_home": "", "flights": "", "flying_min": "h", "positioning_min": "h", "fuel_kg": "kg",
    "co2_kg": "kg", "tonnes_out": "t", "persons_out": "", "vehicles_out": "", "road_km": "km", "first_landing_min": "",
    "last_landing_min": "", "first_team_at_base_min": "", "last_team_at_work_min": "", "home_min": "", "cost": "money",
}  # fmt: skip
"""Figures told, with the unit each is told in; an instant has none."""


def hubs(d: Dossier) -> Table:
    """One row for each airfield of debarkation that the plan could have gone through, by short plans, the mission's own first."""
    columns = (
        "airfield chosen accepted unmet_weighted_h left_behind loaded_sorties fuel_t road_km last_landing last_team_at_work why_not"
    )
    clock = d.voice.clock
    rows: list[tuple[Cell, ...]] = []
    for one in d.plan.hubs:
        told, named = one.figures, " + ".join((one.icao, *one.also))
        yes_no = tuple(d.voice.say("word.yes" if answer else "word.no") for answer in (one.chosen, one.accepted))
        if told is None:
            rows.append((named, yes_no[0], None, *(None,) * 7, one.fault or None))
            continue
        moments = (None if at is None else clock.moment(at) for at in (told.last_landing_min, told.last_team_at_work_min))
        rows.append(
            (named, *yes_no, round(told.unmet_weighted_h, 2), one.left_behind, told.loaded_sorties,
             round(told.fuel_kg / 1_000, 1), round(told.road_km), *moments, None)
        )  # fmt: skip
    return table(d.voice, "hubs", columns, rows)
