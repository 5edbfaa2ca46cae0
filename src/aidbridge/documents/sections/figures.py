"""The verdict and the key figures."""

from dataclasses import dataclass
from math import floor

from ...model.plan import Bound
from ...model.verdict import Standing
from ...planning.outcome import outcome
from ..dossier import Dossier
from ..rows.proof import findings_of, gap, judged_rules, standing_of


@dataclass(frozen=True, slots=True)
class Tile:
    """One key figure: what it is, its value, and what qualifies it."""

    name: str
    value: str
    notes: tuple[str, ...] = ()
    minute: int | None = None
    """For a figure that is an instant."""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """What the checker and the mission's demands say of the plan."""

    accepted: bool
    headline: str
    status: int
    meaning: str
    counts: tuple[tuple[str, int, str], ...]
    """(standing, number of rules, text)."""
    findings: int
    wanting: tuple[str, ...]
    """What must happen and does not."""


def banner(d: Dossier) -> Banner:
    """The verdict in one sight."""
    result, say = outcome(d.resolved, d.plan, d.verdict), d.voice.say
    rules = {rule: standing_of(findings_of(d, rule)) for rule in judged_rules(d)}
    counts = [(standing, sum(s is standing for s in rules.values())) for standing in Standing]
    wanting = [say("verdict.left_behind", n=len(result.left_behind))] if result.left_behind else []
    wanting += [say("verdict.stranded", n=len(result.stranded))] if result.stranded else []
    wanting += [say("verdict.mandatory", need=need) for need in result.unmet_mandatory]
    wanting += [say("verdict.floor", need=need) for need in result.below_floor]
    return Banner(
        result.accepted, say("verdict.accepted" if result.accepted else "verdict.rejected"), result.status,
        say(f"verdict.status_{result.status}"), tuple((s.value, n, say(f"verdict.rules_{s}", n=n)) for s, n in counts),
        len(d.verdict.findings), tuple(wanting),
    )  # fmt: skip


def headline_tiles(d: Dossier) -> tuple[Tile, ...]:
    """The figures a plan is judged by."""
    f, bounds = d.plan.figures, {bound.figure: bound for bound in d.plan.bounds}
    v = d.voice
    return (
        Tile(v.say("figure.unmet_weighted_h"), v.number(f.unmet_weighted_h, 0),
             (*_bound_notes(d, bounds.get("unmet_weighted_h")), v.say("tile.idle", idle=f.idle_weighted_h))),
        Tile(v.say("figure.loaded_sorties"), str(f.loaded_sorties), _bound_notes(d, bounds.get("loaded_sorties"))),
        Tile(v.say("figure.first_team_at_base_min"), "", (d.place_name(d.resolved.mission.base),), f.first_team_at_base_min,
             d.resolved.mission.time_zone),
        Tile(v.say("figure.last_team_at_work_min"), "", (), f.last_team_at_work_min, d.resolved.mission.time_zone),
    )  # fmt: skip


def tiles(d: Dossier) -> tuple[Tile, ...]:
    """All other key figures."""
    f, v, mission = d.plan.figures, d.voice, d.resolved.mission
    bounds = {bound.figure: bound for bound in d.plan.bounds}
    unknown = [v.say(f"cost.{name}") for name, value in f.cost_lines.items() if value is None]
    known = [f"{v.say(f'cost.{name}')} {v.number(value, 0)}" for name, value in f.cost_lines.items() if value is not None]
    cost = v.say("word.unknown") if f.cost is None else f"{v.number(f.cost, 0)} {mission.rates.currency}"
    cost_notes = ((v.say("tile.no_rate", lines=", ".join(unknown)),) if unknown else ()) + tuple(known)
    worst = d.place_name(f.worst_place) if f.worst_place else v.say("word.none")
    return (
        Tile(
            v.say("figure.first_landing_min"),
            "",
            (d.place_name(mission.debarkation),),
            f.first_landing_min,
            d.zone(mission.debarkation),
        ),
        Tile(
            v.say("figure.last_landing_min"),
            "",
            (d.place_name(mission.debarkation),),
            f.last_landing_min,
            d.zone(mission.debarkation),
        ),
        Tile(v.say("figure.tonnes_out"), f"{v.number(f.tonnes_out, 1)} t", (v.say("tile.payload"),)),
        Tile(v.say("figure.persons_out"), v.number(f.persons_out)),
        Tile(v.say("figure.vehicles_out"), v.number(f.vehicles_out)),
        Tile(
            v.say("figure.loaded_sorties_home"), v.number(f.loaded_sorties_home), _bound_notes(d, bounds.get("loaded_sorties_home"))
        ),
        Tile(
            v.say("figure.flying_min"),
            f"{v.number(f.flying_min / 60, 1)} h",
            (v.say("tile.legs", n=f.flights), v.say("tile.positioning", hours=round(f.positioning_min / 60, 1))),
        ),
        Tile(v.say("figure.fuel_kg"), v.tonnes(f.fuel_kg), (v.say("tile.fuel"),)),
        Tile(v.say("figure.co2_kg"), v.tonnes(f.co2_kg), (v.say("tile.co2", factor=mission.rates.co2_per_kg_fuel),)),
        Tile(v.say("figure.road_km"), f"{v.number(f.road_km, 0)} km", (v.say("tile.road"),)),
        Tile(v.say("figure.cost"), cost, cost_notes),
        Tile(
            v.say("figure.worst_place"), worst, (v.say("tile.covered", share=f.worst_share),) if f.worst_share is not None else ()
        ),
        Tile(v.say("figure.unmet_weighted_h_others"), v.number(f.unmet_weighted_h_others, 0), (v.say("tile.others"),)),
        Tile(
            v.say("figure.home_min"),
            "",
            (),
            f.home_min,
            d.zone(mission.way_home.destination) if mission.way_home else mission.time_zone,
        ),
    )


def _bound_notes(d: Dossier, bound: Bound | None) -> tuple[str, ...]:
    """`no plan below 11 · gap 8 %`."""
    if bound is None:
        return (d.voice.say("tile.no_bound"),)
    share = gap(d, bound)
    value = float(getattr(d.plan.figures, bound.figure))
    if value <= bound.value:
        return (d.voice.say("tile.optimal", bound=floor(bound.value)),)
    return (d.voice.say("tile.bound", bound=floor(bound.value), gap=share),)
