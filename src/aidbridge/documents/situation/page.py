"""The page of a situation: one HTML file that needs no network and runs nothing."""

from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ...catalogue.countries import country_name
from ...missionfile.textfile import write_text
from ...model.errors import Fault, InputError
from ...planning.situated import Situated
from ...situation.indicators import Indicator
from ...situation.needs import NeedLine
from ...sources.outlines import read_outlines
from ..messages import say
from ..numbers import number
from ..page import POLICY, environment
from ..rows.table import Table
from .map import CLASSES, severity_map
from .multiples import multiples
from .needsheet import needs_table
from .table import formula_text, situation_tables

FILE = "situation.html"
NOTES_SHOWN = 4
"""Notes of one kind that are told one by one."""


def write_page(folder: Path, of: Situated, lines: Sequence[NeedLine], outlines: Path | None, language: str) -> Path:
    """Write `situation.html` into a folder, made if it is not there. Raises InputError where it cannot be written."""
    text = situation_page(of, lines, outlines, language)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        wrong = Fault(str(folder), error.strerror or str(error), "a folder that can be written", "Choose another folder.")
        raise InputError([wrong]) from error
    write_text(folder / FILE, text)
    return folder / FILE


def situation_page(of: Situated, lines: Sequence[NeedLine], outlines: Path | None, language: str) -> str:
    """The page as HTML; whatever stands in the files is escaped. `outlines` is a GeoJSON file to colour the map with."""
    folder = files("aidbridge.documents").joinpath("templates")
    style = "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "situation.css"))

    def told(key: str, **params: str | int | float | None) -> str:
        return say(key, params, language)

    return (
        environment()
        .get_template("situation.html")
        .render(
            policy=f"default-src 'none'; style-src 'unsafe-inline'; {POLICY}",
            style=Markup(style),
            language=language,
            say=told,
            number=lambda value: number(value, language),
            of=of,
            country=country_name(of.country),
            formula=formula_text(of, language),
            levels=_levels(of, outlines, language),
            needs=needs_table(of, lines, language),
            indicators=[told(f"situation.about.{indicator}") for indicator in Indicator],
            facts=_facts(of, language),
            notes=_notes(of, language),
        )
    )


def _levels(of: Situated, outlines: Path | None, language: str) -> list[dict[str, Any]]:
    shapes = read_outlines(outlines) if outlines else []
    tables = situation_tables(of, language)
    levels = []
    for ranked, table in zip(of.levels, tables, strict=True):
        highest = float(ranked.severity.value.max())
        levels.append(
            {
                "level": say(f"situation.level.{ranked.level}", None, language),
                "table": table,
                "map": severity_map(ranked, shapes, of.country, language),
                "classes": [
                    {"n": n + 1, "low": f"{highest * n / CLASSES:.2f}", "high": f"{highest * (n + 1) / CLASSES:.2f}"}
                    for n in range(CLASSES)
                ],
                "multiples": multiples(of, ranked, language),
            }
        )
    return levels


def _facts(of: Situated, language: str) -> Table:
    """Beds and residents used, one row a figure; places of the lower levels are left to JSON."""
    shown = {place.id: place.name for place in of.levels[0].situation.series.places}
    headers = tuple(say(f"situation.fact.{name}", None, language) for name in ("place", "what", "value", "status", "source"))
    words = {"hospital": "hospital", "intensive_care": "intensive_care_beds", "population": "population"}
    rows = tuple(
        (shown[id], say(f"situation.fact.{words[kind]}", None, language), float(str(fact.value)), fact.status.value, fact.source)
        for (id, kind), fact in of.facts.items()
        if id in shown
    )
    return Table("facts", say("situation.page.facts", None, language), headers, rows)


def _notes(of: Situated, language: str) -> list[str]:
    """The notes, of each kind the first few and how many more there are."""
    count = Counter(note.key for note in of.notes)
    told: Counter[str] = Counter()
    lines = []
    for note in of.notes:
        told[note.key] += 1
        if told[note.key] <= NOTES_SHOWN:
            lines.append(say(note, language=language))
        if told[note.key] == NOTES_SHOWN and count[note.key] > NOTES_SHOWN:
            lines.append(f"... {say('situation.page.more', {'n': count[note.key] - NOTES_SHOWN}, language)}")
    return lines
