"""A load sheet as a dossier, so that drawings and tables of plans serve it too: a plan of loads and nothing else."""

from ...model.loadsheet import LoadSheet
from ...model.plan import Figures, Load, Plan
from ..clock import Clock
from ..dossier import Dossier
from ..voice import Voice


def sheet_dossier(sheet: LoadSheet, language: str = "en") -> Dossier:
    """A dossier of the sheet for a reader of that language. Items of a load are in the order of loading."""
    mission = sheet.resolved.mission
    voice = Voice(language, Clock(mission.start, mission.time_zone, language))
    return Dossier(sheet.resolved, _plan(sheet), sheet.verdict, voice, sheet.labels, sheet.names)


def in_loading_order(load: Load) -> Load:
    """The load with what stands foremost first: it goes in first through a door at the rear."""
    return load.model_copy(update={"placements": tuple(sorted(load.placements, key=lambda p: (p.x_cm, p.y_cm, p.item)))})


def _plan(sheet: LoadSheet) -> Plan:
    items = {item.id: item for item in sheet.resolved.items}
    aboard = [items[id] for load in sheet.loads for id in (*(p.item for p in load.placements), *load.persons) if id in items]
    return Plan(
        mission=sheet.resolved.mission.id,
        mission_hash=sheet.resolved.hash,
        seed=sheet.seed,
        iterations=sheet.iterations,
        versions=sheet.versions,
        assignments=(),
        unused=(),
        loads=tuple(in_loading_order(load) for load in sheet.loads),
        left_behind=sheet.left_behind,
        sorties=(),
        convoys=(),
        tours=(),
        coverage=(),
        figures=Figures(
            unmet_weighted_h=0, unmet_weighted_h_others=0, idle_weighted_h=0, worst_place=None, worst_share=None,
            loaded_sorties=len(sheet.loads), loaded_sorties_home=0, flights=0, flying_min=0, flying_min_by_type={},
            positioning_min=0, fuel_kg=0, co2_kg=0, tonnes_out=sum(load.payload_kg for load in sheet.loads) / 1000,
            persons_out=sum(item.persons for item in aboard), vehicles_out=sum(i.kind in ("vehicle", "trailer") for i in aboard),
            road_km=0, first_team_at_base_min=None, last_team_at_work_min=None, first_landing_min=None, last_landing_min=None,
            home_min=None, cost=None,
        ),
        bounds=sheet.bounds,
        explanations=sheet.explanations,
        progress=sheet.progress,
    )  # fmt: skip
