"""An offer sheet that a donor filled in: rows to offers with their teams, goods and devices, or every fault in it at once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..catalogue.capabilities import capability
from ..catalogue.equipment import equipment
from ..model.errors import Fault, InputError
from ..model.needs import Measure
from ..model.offers import CHANNELS, Offer
from ..model.resources import Device, Supply, Team
from .itemlist import raise_in_order
from .listrows import Row
from .sheetcells import SheetReader, sheet_table
from .sheetcolumns import OFFER
from .words import shown

KINDS = ("team", "supply", "device")
STATES = ("offered", "accepted", "declined", "withdrawn")
MOST_UNITS = 500
"""Teams or devices of one row: each becomes a line of its own."""
PACKAGES = {
    "ventilator": "ventilator_icu", "monitor": "ventilator_icu", "mask": "mask_carton", "respirator": "mask_carton",
    "blanket": "blanket_bale_a", "oxygen_cylinder": "oxygen_cyl40", "disinfectant": "hypochlorite_can30", "relief_kit": "iehk2017",
    "test_kit": "eur_pallet_ppe", "protective_suit": "eur_pallet_ppe", "glove": "eur_pallet_ppe",
}  # fmt: skip
"""What goods are taken to be packed in where the sheet does not say."""
PER_PACKAGE = {"mask_carton": 2000.0, "blanket_bale_a": 30.0, "hypochlorite_can30": 30.0}


@dataclass(frozen=True, slots=True)
class SheetOffers:
    """What an offer sheet holds."""

    offers: tuple[Offer, ...]
    teams: tuple[Team, ...] = ()
    supplies: tuple[Supply, ...] = ()
    devices: tuple[Device, ...] = ()


def read_offers(path: Path, taken: Iterable[str] = ()) -> SheetOffers:
    """The offers of a filled-in sheet (.csv, .xlsx). `taken`: identifiers that a mission has already, with which new ones must not
    collide. Offers without an identifier are named after donor and channel, lines after offer and item. Raises InputError with
    every fault, each by row and column."""
    faults: list[Fault] = []
    table = sheet_table(path, OFFER, faults)
    if table is None:
        raise InputError(faults)
    reader = SheetReader(table, OFFER, faults)
    book = _Book(reader, set(taken))
    for row in reader.rows:
        book.add(row)
    if not reader.rows and not faults:
        faults.append(Fault(table.file, "no rows", "at least one offer", "Fill in a row."))
    raise_in_order(faults)
    return SheetOffers(tuple(book.offers.values()), tuple(book.teams), tuple(book.supplies), tuple(book.devices))


class _Book:
    """Offers and lines while the rows are read."""

    def __init__(self, reader: SheetReader, taken: set[str]) -> None:
        self.reader, self.taken = reader, taken
        self.offers: dict[str, Offer] = {}
        self.teams: list[Team] = []
        self.supplies: list[Supply] = []
        self.devices: list[Device] = []
        self._lines: set[str] = set()

    def add(self, row: Row) -> None:
        donor, item = self.reader.state(row, "donor"), self.reader.item(row)
        offer = self._offer(row, donor)
        if not item or offer is None:
            self._specification(row)
            return
        measure = capability(item).measure
        kind = self.reader.one_of(row, "kind", KINDS, _kind_of(row, measure))
        shared: dict[str, Any] = {"offer": offer.id, "capability": item, "name": row.text("name"), "at": row.text("at")}
        shared["ready"] = self.reader.moment(row, "ready")
        if (returns := row.values.get("returns")) is not None:
            shared["returns"] = returns
        quantity = row.number("quantity")
        if quantity is None:
            self._specification(row)
        elif kind == "supply":
            self._supply(row, shared, item, quantity)
        else:
            self._units(row, shared, kind, quantity, measure)

    def _offer(self, row: Row, donor: str) -> Offer | None:
        channel = row.text("channel") or "bilateral"
        channel = {one.casefold(): one for one in CHANNELS}.get(channel.casefold(), channel)
        solicited = row.values.get("solicited")
        solicited = solicited if isinstance(solicited, bool) else channel != "unsolicited"
        id = row.text("offer") or re.sub(r"[^A-Za-z0-9]+", "-", f"{donor}-{channel}").strip("-")
        found: dict[str, Any] = {
            "id": id,
            "donor": donor,
            "channel": channel,
            "solicited": solicited,
            "status": self.reader.one_of(row, "status", STATES, "offered"),
            "conditions": row.text("conditions"),
            "only_places": self.reader.names(row, "only_places"),
            "separate_from": self.reader.names(row, "separate_from"),
        }
        if id in self.taken:
            self.reader.fault(row, "offer", shown(id), "an identifier that the mission does not have", "Choose another one.")
            return None
        made = self._made(row, Offer, found) if donor else None
        if made is None:
            return None
        known = self.offers.setdefault(id, made)
        for field in ("donor", "channel", "status"):
            if getattr(known, field) != getattr(made, field):
                advice = f"An earlier row of {id} says {getattr(known, field)}: give this row an offer of its own."
                self.reader.fault(row, field, shown(getattr(made, field)), "the same in all rows of an offer", advice)
        return known

    def _specification(self, row: Row) -> dict[str, object]:
        low, high = self.reader.range(row, "voltage_v")
        return {
            "certificates": self.reader.texts(row, "certificates"),
            "document": row.text("document"),
            "serials": self.reader.names(row, "serials"),
            "expiry": self.reader.day(row, "expiry"),
            "voltage_from_v": low,
            "voltage_to_v": high,
            "frequencies_hz": self.reader.numbers(row, "frequency_hz"),
            "plugs": self.reader.plugs(row),
            "manual_languages": self.reader.tongues(row, "manual_languages"),
            "mass_kg": row.number("mass_kg"),
            "volume_m3": row.number("volume_m3"),
        }

    def _supply(self, row: Row, shared: dict[str, Any], item: str, quantity: float) -> None:
        package = self.reader.catalogue(row, "package", equipment, PACKAGES.get(item, ""))
        specification = self._specification(row)
        if not package:
            if row.lacks("package"):
                self.reader.fault(
                    row, "package", "nothing", "how it is packed", "Name a package of `aidbridge catalogue equipment`."
                )
            return
        found = shared | {
            "id": self._line(row, shared["offer"], item, 1, 1),
            "quantity": quantity,
            "package": package,
            "per_package": row.number("per_package") or PER_PACKAGE.get(package, 1.0),
            "specification": specification,
        }
        if (made := self._made(row, Supply, found)) is not None:
            self.supplies.append(made)

    def _units(self, row: Row, shared: dict[str, Any], kind: str, quantity: float, measure: Measure) -> None:
        specification, staff, module = self._specification(row), self.reader.staff(row), self.reader.module(row)
        count = int(quantity)
        if count != quantity or count > MOST_UNITS:
            self.reader.fault(
                row, "quantity", f"{quantity:g}", f"whole {kind}s, at most {MOST_UNITS}", "Give goods the kind supply."
            )
            return
        capacity = row.number("capacity")
        if capacity is None and measure in (Measure.RATE, Measure.BACKLOG):
            if row.lacks("capacity"):
                unit = capability(shared["capability"]).unit
                self.reader.fault(row, "capacity", "nothing", f"what one {kind} provides", f"Write it in {unit}.")
            return
        if kind == "team" and row.lacks("people"):
            self.reader.fault(row, "people", "nothing", "the people of one team", "Write how many people one team has.")
        listed, people = sum(one.count for one in staff), row.number("people")
        if people is not None and listed > people:
            advice = "Correct one of them."
            self.reader.fault(row, "staff", f"{listed} people", f"at most the people of one team, {people:g}", advice)
        device = self.reader.catalogue(row, "equipment", equipment, "pcr_analyser" if shared["capability"] == "test" else "")
        if kind == "device" and not device and row.lacks("equipment"):
            advice = "Name a type of `aidbridge catalogue equipment`."
            self.reader.fault(row, "equipment", "nothing", "its type, for measures and mass", advice)
        for number in range(1, count + 1):
            found = shared | {
                "id": self._line(row, shared["offer"], shared["capability"], number, count),
                "capacity": capacity or 1.0,
            }
            if kind == "team" and row.number("people") is not None:
                found |= {
                    "people": int(row.number("people") or 0),
                    "languages": self.reader.tongues(row, "languages"),
                    "staff": staff,
                }
                found |= {"classification": module, "self_sufficiency_days": row.number("self_sufficiency_days")}
                if (team := self._made(row, Team, found | {"document": specification["document"]})) is not None:
                    self.teams.append(team)
            elif kind == "device" and device:
                one = specification | {"serials": _of_one(specification["serials"], number, count)}
                if (made := self._made(row, Device, found | {"equipment": device, "specification": one})) is not None:
                    self.devices.append(made)
            if row.broken:
                return

    def _line(self, row: Row, offer: str, item: str, number: int, count: int) -> str:
        stem = row.text("line") or f"{offer}-{item}"
        wanted = f"{stem}-{number}" if count > 1 else stem
        if row.text("line") and (wanted in self._lines or wanted in self.taken):
            self.reader.fault(row, "line", shown(wanted), "an identifier of its own", "Choose another one.")
        id, n = wanted, 2
        while id in self._lines or id in self.taken:
            id, n = f"{stem}-{n}", n + 1
        self._lines.add(id)
        return id

    def _made(self, row: Row, noun: type[Any], found: dict[str, Any]) -> Any:
        return self.reader.made(row, noun, found, {"id": "offer" if noun is Offer else "line"})


def _kind_of(row: Row, measure: Measure) -> str:
    if row.number("people") is not None or "staff" in row.values or "module" in row.values or measure is Measure.PRESENCE:
        return "team" if "equipment" not in row.values else "device"
    return "device" if measure is Measure.RATE or "equipment" in row.values else "team" if measure is Measure.BACKLOG else "supply"


def _of_one(serials: object, number: int, count: int) -> Sequence[str]:
    """The serial number of one device of a row: one each, or all for one."""
    listed = tuple(serials) if isinstance(serials, tuple) else ()
    return listed[number - 1 : number] if len(listed) == count else listed if count == 1 else ()
