"""Forecasts of deaths and cases beside persistence and exponential extrapolation: `python -m benchmarks.situation --data FOLDER`.

Origins are all days of March and April 2020 whose outcome is in the files (--first, --last), places all Italian regions;
provinces and the countries of the world (Italy aside) are shown beside them: the model was not tuned on either. `total` is the
cumulative count on the last day of the horizon, `daily` the new count of that day alone. Ends with 1 where a target is missed.
"""

import argparse
import sys
from datetime import date
from pathlib import Path

import numpy as np

from aidbridge.model.series import Level, Quantity, Series
from aidbridge.sources.read import read_folder

from .rivals import RIVALS
from .scoring import OURS, Scores, paired, patient_scores, scores

LEAST_BETTER = 0.10
COVERAGE = (0.72, 0.88)
JUDGED = 7
LARGE = 20
"""Counts that came, from which an interval is shown to hold apart: few are easily held."""
HEAD = f"{'':<22}{'total MAE':>11}{'ours by':>9}{'90 % of it':>18}{'closer':>9}{'daily MAE':>12}{'ours by':>9}"


def main() -> int:
    """Score, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of series")
    parser.add_argument("--first", type=date.fromisoformat, default=date(2020, 3, 1), help="first origin (default: %(default)s)")
    parser.add_argument("--last", type=date.fromisoformat, default=date(2020, 4, 30), help="last day (default: %(default)s)")
    parser.add_argument("--horizons", type=int, nargs="+", default=[7, 14], help="days ahead (default: 7 14)")
    asked = parser.parse_args()
    italy, world = read_folder(asked.data, "IT", asked.last), read_folder(asked.data, "", asked.last).of_level(Level.COUNTRY)
    sets = {
        "Italian regions": italy.of_level(Level.REGION),
        "Italian provinces (not tuned on)": italy.of_level(Level.PROVINCE),
        "countries but Italy (not tuned on)": world.of([row for row, place in enumerate(world.places) if place.id != "IT"]),
    }
    missed = []
    for name, series in sets.items():
        for quantity in (Quantity.DEATHS, Quantity.CASES):
            for horizon in asked.horizons:
                found = _scored(series, quantity, asked.first, horizon)
                if found is not None:
                    _tell(f"{name}: {quantity}, {horizon} days ahead", found)
                    if horizon == JUDGED and name == "Italian regions":
                        missed += _missed(f"{quantity} at {horizon} days", found)
    _tell_patients(sets["Italian regions"], asked.first, asked.horizons)
    for line in missed:
        print(f"missed: {line}", file=sys.stderr)
    return 1 if missed else 0


def _scored(series: Series, quantity: Quantity, first: date, horizon: int) -> Scores | None:
    figures = series.figures.get(quantity)
    if figures is None or np.isnan(figures).all():
        return None
    published = figures[~np.isnan(figures).all(axis=1)]
    published = published[~np.isnan(published[:, -1])]
    begin = max(series.column(first), 1)
    return scores(published, begin, published.shape[1] - 1, horizon)


def _tell(title: str, found: Scores) -> None:
    origins, places = found.inside.shape
    large = found.inside[found.total["total stays"] >= LARGE]
    print(f"{title}: {places} places x {origins} origins")
    print(HEAD)
    mine, mine_daily = found.total[OURS], found.daily[OURS]
    print(f"{OURS:<22}{mine.mean():>11.1f}{'':>36}{mine_daily.mean():>12.1f}")
    for name in RIVALS:
        theirs, theirs_daily = found.total[name], found.daily[name]
        low, high = paired(mine, theirs)
        better = mine.mean() / theirs.mean() - 1
        apart = mine != theirs
        closer = float((mine < theirs)[apart].mean())
        print(
            f"{name:<22}{theirs.mean():>11.1f}{better:>+9.1%}{f'{low:+.1%} to {high:+.1%}':>18}{closer:>9.1%}"
            f"{theirs_daily.mean():>12.1f}{mine_daily.mean() / theirs_daily.mean() - 1:>+9.1%}"
        )
    weeks = " ".join(f"{found.inside[start : start + 7].mean():.0%}" for start in range(0, origins, 7))
    print(f"80 % interval holds {found.inside.mean():.1%}; where {LARGE} or more came {large.mean():.1%}; by week: {weeks}\n")


def _tell_patients(regions: Series, first: date, horizons: list[int]) -> None:
    """Patients present, beside as many as today."""
    for quantity in (Quantity.IN_HOSPITAL, Quantity.INTENSIVE_CARE):
        if quantity not in regions.figures:
            continue
        for horizon in horizons:
            ours, same, inside = patient_scores(regions.figures[quantity], max(regions.column(first), 1), horizon)
            better = ours.mean() / same.mean() - 1
            told = f"MAE {ours.mean():.1f}, as today {same.mean():.1f} ({better:+.1%})"
            print(f"Italian regions: {quantity}, {horizon} days ahead: {told}, 80 % interval holds {inside.mean():.1%}")


def _missed(what: str, found: Scores) -> list[str]:
    ours = float(found.total[OURS].mean())
    lines = [
        f"{what}: {ours:.1f} against {theirs:.1f} ({name}), not {LEAST_BETTER:.0%} below"
        for name in RIVALS
        if ours > (1 - LEAST_BETTER) * (theirs := float(found.total[name].mean()))
    ]
    held = float(found.inside.mean())
    return lines if COVERAGE[0] <= held <= COVERAGE[1] else [*lines, f"{what}: 80 % intervals hold {held:.1%}"]


if __name__ == "__main__":
    sys.exit(main())
