"""The ledger as tables in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from ...model.resolved import Resolved
from ...planning.ledger.lines import STAGES, Dates, Ledger, Line, Part
from ..clock import Clock
from ..messages import knows
from ..rows.table import Cell, Table
from ..voice import Voice
from .columns import NEED_COLUMNS, OFFER_COLUMNS, TWICE_COLUMNS

STAGES_SHOWN = ("needed", "offered", "agreed", "planned", "arrived", "at_work")


def ledger_tables(resolved: Resolved, ledger: Ledger, language: str = "en") -> dict[str, Table]:
    """`needs`: a row a need; `offers`: a row a need and offer; `twice`: what seems to be offered twice."""
    teller = _Teller(resolved, language)
    return {
        "needs": teller.table("needs", NEED_COLUMNS, [teller.need_row(line) for line in ledger.lines]),
        "offers": teller.table(
            "offers", OFFER_COLUMNS, [teller.offer_row(line, part) for line in ledger.lines for part in line.parts]
        ),
        "twice": teller.table("twice", TWICE_COLUMNS, teller.twice_rows(ledger)),
    }


def brief(tables: Mapping[str, Table], by: str) -> tuple[Table, ...]:
    """The tables of one kind of row, with as many columns as a terminal holds: what has come how far, then what is open and why."""
    whole = tables[by]
    names = tuple({"needs": NEED_COLUMNS, "offers": OFFER_COLUMNS, "twice": TWICE_COLUMNS}[by])

    def part(columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]] = whole.rows) -> Table:
        at = [names.index(column) for column in columns]
        return Table(whole.id, whole.title, tuple(whole.headers[n] for n in at), tuple(tuple(row[n] for n in at) for row in rows))

    if by == "offers":
        return (part(("need", "offer", "status", "planned", "arrived", "at_work")),)
    if by == "twice":
        return (whole,)
    open_rows = [row for row in whole.rows if row[names.index("open")]]
    stages = part(("need", *STAGES_SHOWN))
    if not open_rows:
        return (stages,)
    return stages, replace(part(("need", "unit", "open", "why"), open_rows), title=whole.headers[names.index("open")])


class _Teller:
    def __init__(self, resolved: Resolved, language: str) -> None:
        self.resolved = resolved
        self.clock = Clock(resolved.mission.start, resolved.mission.time_zone, language)
        self.voice = Voice(language, self.clock)
        self.places = {place.id: place for place in resolved.mission.places}
        self.capabilities = {capability.id: capability for capability in resolved.capabilities}

    def table(self, name: str, columns: Mapping[str, str], rows: list[tuple[Cell, ...]]) -> Table:
        headers = tuple(self.voice.say(f"ledgerbook.column.{column}") for column in columns)
        return Table(f"ledger_{name}", self.voice.say(f"ledgerbook.table.{name}"), headers, tuple(rows))

    def need_row(self, line: Line) -> tuple[Cell, ...]:
        place = self.places[line.need.place]
        severity = place.severity if line.need.severity is None else line.need.severity
        twice = dict.fromkeys(f"{d.line} = {d.of_line}" for d in line.twice)
        return (
            line.need.id, *self._what(line), severity, self.clock.moment(line.start_min), self.clock.moment(line.end_min),
            line.need.quantity, *(line.amounts[stage] for stage in STAGES), line.share("at_work"), *self._dates(line.dates),
            line.open, ", ".join(part.offer for part in line.parts if part.amounts["planned"]) or None,
            ", ".join(twice) or None, " ".join(self.voice.say(why) for why in line.why) or None,
        )  # fmt: skip

    def offer_row(self, line: Line, part: Part) -> tuple[Cell, ...]:
        at_work = part.amounts["at_work"]
        seen = [self.voice.say("ledgerbook.seen", about=a.about, what=a.what, at=_when(a.at)) for a in part.reported]
        twice = dict.fromkeys(f"{d.line} = {d.of_line}" for d in part.twice)
        return (
            part.need, *self._what(line), line.need.quantity, part.offer, part.donor, part.channel,
            self.voice.say(f"ledgerbook.status.{part.status}"), ", ".join(part.resources) or None,
            *(part.amounts[stage] for stage in STAGES),
            None if at_work is None else min(at_work / line.need.quantity, 1.0), *self._dates(part.dates),
            "; ".join(seen) or None, ", ".join(twice) or None,
        )  # fmt: skip

    def twice_rows(self, ledger: Ledger) -> list[tuple[Cell, ...]]:
        return [(d.line, d.offer, d.of_line, d.of_offer, d.quantity, self.voice.say(d.why)) for d in ledger.duplicates]

    def _what(self, line: Line) -> tuple[Cell, ...]:
        capability = self.capabilities[line.need.capability]
        unit = f"unit.{capability.unit}"
        return (
            self.places[line.need.place].name, line.need.place, self.voice.text(capability.name), capability.id,
            self.voice.say(unit) if knows(unit) else capability.unit,
        )  # fmt: skip

    def _dates(self, dates: Mapping[str, Dates]) -> tuple[Cell, ...]:
        moving, arrived, work = (dates.get(stage, (None, None)) for stage in ("moving", "arrived", "at_work"))
        return tuple(None if at is None else self.clock.moment(at) for at in (moving[0], arrived[1], *work))


def _when(moment: datetime | None) -> str | None:
    return f"{moment:%Y-%m-%d %H:%MZ}" if moment else None
