"""A small mission that plans in a moment and meets everything it asks, and the folders that tests make of it."""

from collections.abc import Mapping
from pathlib import Path

import samples
from aidbridge.missionfile.write import write_mission
from aidbridge.model.facts import Assumption
from aidbridge.model.mission import Mission
from aidbridge.model.noun import Noun
from aidbridge.model.resources import Vehicle

BALANCE = Assumption(
    id="A-balance",
    reason="a band about the middle of the hold",
    values={"aircraft:il76md.balance_from_m": 8.5, "aircraft:il76md.balance_to_m": 10.75},
)
RINGS = Assumption(
    id="A-restraint",
    reason="rings enough for every chain",
    values={"aircraft:il76md.rings": 120, "aircraft:il76md.ring_limit_kg": 10_000},
)
FIELDS = Assumption(
    id="A-fields",
    reason="the type is based at these fields or flew there",
    values={"aircraft:il76md.runway_width_m": 30}
    | {f"airfield:{icao}.strength": 190_000 for icao in ("UUMU", "ULOO", "LIRE", "LIPX")},
)
MEASURES = Assumption(
    id="A-measures", reason="estimated from the chassis and the catalogue", accept=("equipment:ars14km.*", "supply:RU-vent.*")
)


def mission() -> Mission:
    """The sample mission with the assumptions it needs, and host trucks enough: planned, it ends in exit status 0."""
    base = samples.mission()
    trucks = tuple(
        Vehicle(
            id=f"IT-truck-0{n}", offer="IT-1", equipment="kamaz5350", at="LIRE", flies=False, drivers_needed=0, pallet_places=2,
            returns=False,
        )
        for n in (2, 3)
    )  # fmt: skip
    return base.model_copy(update={"assumptions": (BALANCE, RINGS, FIELDS, MEASURES), "vehicles": (*base.vehicles, *trucks)})


def without(base: Mission, section: str, *ids: str) -> Mission:
    """The mission without some rows of a section."""
    return base.model_copy(update={section: tuple(row for row in getattr(base, section) if name_of(row) not in ids)})


def with_row(base: Mission, section: str, id: str, **changes: object) -> Mission:
    """The mission with some fields of one row changed."""
    rows = getattr(base, section)
    assert any(name_of(row) == id for row in rows), f"no {id} in {section}"
    return base.model_copy(update={section: tuple(row.model_copy(update=changes) if name_of(row) == id else row for row in rows)})


def with_more(base: Mission, section: str, *rows: Noun) -> Mission:
    """The mission with rows added to a section."""
    return base.model_copy(update={section: (*getattr(base, section), *rows)})


def name_of(row: Noun) -> str:
    """What a row is called in its section."""
    return str(getattr(row, "id", None) or getattr(row, "icao", None))


def folder(mission: Mission, at: Path, texts: Mapping[str, str] = {}) -> Path:
    """The mission as a folder, with some texts of `mission.yaml` replaced; each must stand there once."""
    write_mission(mission, at)
    file = at / "mission.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in texts.items():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in mission.yaml"
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return at
