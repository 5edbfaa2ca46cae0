"""Columns of the sheets that donors and receivers fill in: their names, what else people call them, what stands in them."""

from dataclasses import dataclass

from .itemcolumns import Cells, Column, folded
from .words import Names


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column. `meaning` is told in the template beside an example."""

    field: str
    cells: Cells
    meaning: str
    example: str = ""
    also: tuple[str, ...] = ()
    required: bool = False
    zero: bool = False


_SHARED = (
    SheetColumn(
        "certificates", "text", "Standards, apart by `;`", "EN 149:2001+A1:2009 FFP2; CE",
        ("certificate", "standard", "standards"),
    ),
    SheetColumn("voltage_v", "text", "Mains voltage, or a range", "220-240", ("voltage", "volt", "volts", "v")),
    SheetColumn("frequency_hz", "text", "Mains frequency", "50/60", ("frequency", "hz")),
    SheetColumn(
        "plugs", "names", "Letters of IEC/TR 60083, apart by `;`; F is Schuko", "F; L",
        ("plug", "plug_type", "socket", "sockets"),
    ),
    SheetColumn(
        "manual_languages", "names", "Languages of the manual, as tags, apart by `;`", "en; it",
        ("manual", "manual_language", "language_of_manual", "manual_s_language"),
    ),
    SheetColumn(
        "module", "text", "EMT type or UCPM module", "EMT 2",
        ("emt", "ucpm", "emt_type", "ucpm_module", "classification", "type"),
    ),
    SheetColumn(
        "staff", "text", "People of one team by profession", "physician 4; nurse 8",
        ("professions", "profession", "staff_by_profession"),
    ),
    SheetColumn(
        "self_sufficiency_days", "number", "Days it lives on what it brings", "14",
        ("self_sufficiency", "self_sufficient_days"), zero=True,
    ),
)  # fmt: skip
OFFER = (
    SheetColumn(
        "donor", "text", "State that gives, ISO code or name", "DE",
        ("country", "from", "donor_state", "state"), required=True,
    ),
    SheetColumn(
        "item", "text", "Capability of `aidbridge catalogue capabilities`, or its name", "ventilator",
        ("capability", "what", "article", "product"), required=True,
    ),
    SheetColumn(
        "quantity", "number", "Pieces; of teams and devices how many", "40",
        ("qty", "amount", "pieces", "number", "count"), required=True,
    ),
    SheetColumn("offer", "text", "Identifier of the offer; made of donor and channel where empty", "DE-1", ("offer_id", "id")),
    SheetColumn(
        "line", "text", "Identifier of this line; made of offer and item where empty", "DE-1-vent",
        ("line_id", "resource"),
    ),
    SheetColumn("channel", "text", "bilateral, UCPM, EADRCC, UN, NGO, commercial, unsolicited", "UCPM"),
    SheetColumn("solicited", "truth", "Whether somebody asked for it", "yes", ("asked_for",)),
    SheetColumn("status", "text", "offered, accepted, declined or withdrawn", "offered"),
    SheetColumn("kind", "text", "team, supply or device; known from the item where empty", "supply"),
    SheetColumn("name", "text", "In the donor's words", "Ventilator X200", ("description",)),
    SheetColumn(
        "document", "text", "Gift certificate, registration, packing list", "CECIS 4711",
        ("reference", "registration", "gift_certificate"),
    ),
    SheetColumn(
        "serials", "names", "Serial or lot numbers, apart by `;`", "SN1001; SN1002",
        ("serial", "serial_numbers", "serial_number", "lot", "lots"),
    ),
    SheetColumn(
        "expiry", "text", "Last day of use", "2021-03-31",
        ("expires", "expiry_date", "use_by", "best_before", "expiration_date"),
    ),
    *_SHARED,
    SheetColumn("people", "whole", "People of one team", "12", ("persons", "team_size")),
    SheetColumn("languages", "names", "Languages the team speaks", "de; en", ("language", "spoken")),
    SheetColumn("capacity", "number", "Units of the item that one device or team provides (tests a day)", "190"),
    SheetColumn("package", "text", "Package of `aidbridge catalogue equipment`", "ventilator_icu", ("packaging",)),
    SheetColumn("per_package", "number", "Pieces in a package", "1", ("pieces_per_package", "package_quantity")),
    SheetColumn("equipment", "text", "Type of a device in the equipment catalogue", "pcr_analyser"),
    SheetColumn("mass_kg", "number", "Of the whole line", "1600", ("weight_kg", "mass", "weight")),
    SheetColumn("volume_m3", "number", "Of the whole line", "12", ("volume",)),
    SheetColumn(
        "at", "text", "Airfield or site where it waits; the mission's airfield where empty", "EDDK",
        ("where", "airfield", "location"),
    ),
    SheetColumn(
        "ready", "text", "From when it can be fetched", "2020-03-24",
        ("ready_from", "available", "available_from", "readiness", "readiness_date"),
    ),
    SheetColumn("returns", "truth", "Whether the donor takes it back", "no", ("return", "loan")),
    SheetColumn("conditions", "text", "What the donor asks in return", "flags on the crates", ("condition",)),
    SheetColumn("only_places", "names", "Places it is given for, apart by `;`", "IT-25", ("only_for", "places", "destination")),
    SheetColumn("separate_from", "names", "Offers that somebody has checked not to be the same", "DE-2"),
    SheetColumn("note", "text", "Anything else; it is not read", "", ("remark", "remarks", "comment", "comments")),
)  # fmt: skip
NEED = (
    SheetColumn(
        "item", "text", "Capability of `aidbridge catalogue capabilities`, or its name", "ventilator",
        ("capability", "what", "article"), required=True,
    ),
    SheetColumn(
        "place", "text", "Place of the mission, identifier or name", "IT-25",
        ("where", "region", "province"), required=True,
    ),
    SheetColumn("quantity", "number", "How much", "40", ("qty", "amount", "pieces", "number"), required=True),
    SheetColumn("start", "text", "From when it is needed", "2020-03-24", ("from", "needed_from", "since"), required=True),
    SheetColumn("end", "text", "Until when", "2020-05-01", ("until", "to", "needed_until")),
    SheetColumn("need", "text", "Identifier; made of place and item where empty", "IT-25-vent", ("id", "need_id")),
    SheetColumn("site", "text", "Site of the mission", "bergamo-hospital"),
    SheetColumn("severity", "number", "Replaces the place's", "4", zero=True),
    SheetColumn("mandatory", "truth", "Whether a plan must meet it", "no"),
    SheetColumn("floor", "number", "Least share to be met, 0 to 1", "0.2", zero=True),
    SheetColumn("skill", "text", "Skill that every team must have", "surgery", ("min_skill",)),
    SheetColumn("language", "text", "Language that every team must speak, as a tag", "it"),
    *_SHARED,
    SheetColumn(
        "shelf_life_days", "whole", "Least days from arrival to expiry", "90",
        ("shelf_life", "min_shelf_life_days"), zero=True,
    ),
    SheetColumn("note", "text", "Anything else; it is not read", "", ("remark", "remarks", "comment", "comments")),
)  # fmt: skip


def named(columns: tuple[SheetColumn, ...], header: str) -> Column | None:
    """The column that a header names; None for any other. A note is a column without a field."""
    name = folded(header.strip().rstrip("*"))
    for column in columns:
        if name == column.field or name in column.also:
            return Column(column.field, column.cells, zero=column.zero)
    return None


def near(columns: tuple[SheetColumn, ...], header: str) -> list[str]:
    """Names of columns like one that has no meaning."""
    return Names([name for column in columns for name in (column.field, *column.also)]).near(folded(header))
