"""The template of an item list: an example that loads as it stands, and a sheet that explains every column."""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ...catalogue.equipment import equipment, equipment_ids
from ..export import HEAD

COLUMNS: tuple[tuple[str, str], ...] = (
    ("id", "What you call it. Each row its own; with a quantity the items are called id-1, id-2, ..."),
    ("name", "What it is, in your words. Printed on the load list."),
    ("quantity", "How many of them; 1 where empty."),
    ("kind", "vehicle, trailer, cargo (pallets, crates), device, persons, or box (built onto pallets before loading)."),
    ("equipment", "A type of the catalogue that fills what you leave empty: see the sheet `equipment`."),
    ("length_cm", "As it stands in the hold. The unit is in the column's name: length_cm or length_m, as you like."),
    ("width_cm", "Or width_m."),
    ("height_cm", "Or height_m. With antennas, beacons and spare wheels on the roof."),
    ("mass_kg", "As it flies: with fuel and load. Or mass_t."),
    ("axles", "Vehicles and trailers: how many axles."),
    ("axle_load_kg", "The heaviest axle, or one figure an axle from the front: 4300; 4600; 4600. Or axle_load_t."),
    ("axle_at_cm", "Where each axle stands from the front: 120; 400; 540. Empty: spread evenly."),
    ("turnable", "yes: may be turned by 90 degrees. Empty: vehicles and trailers no, anything else yes."),
    ("persons", "Rows of persons: how many stay together. Empty: `quantity` persons who may fly apart."),
    ("towed_by", "Trailers: the id of the vehicle that tows them."),
    ("un_number", "Dangerous goods: UN1791; several with semicolons."),
    ("un_per_package_kg", "Dangerous goods: how much is in one package. Of liquids un_per_package_l."),
    ("stop", "Where it leaves the aircraft, if there are several stops: 1 is the first."),
    ("unit", "Boxes: the pallet or container they are built onto, such as p463l_built, pmc, eur_pallet, ld3."),
    ("together", "Rows with the same mark share one aircraft."),
    ("apart", "No two items with the same mark share an aircraft."),
    ("note", "For yourself: not read."),
)
"""Every column with its help; other columns are refused, so that a misspelt one is never lost."""
EXAMPLE: tuple[dict[str, object], ...] = (
    {"id": "ARS", "name": "Disinfection truck", "quantity": 4, "kind": "vehicle", "equipment": "ars14km"},
    {"id": "UAZ-1", "name": "Ambulance", "kind": "vehicle", "length_cm": 444, "width_cm": 194, "height_cm": 210, "mass_kg": 1825,
     "axles": 2, "axle_load_kg": 1000},
    {"id": "Generator", "name": "100 kW on its trailer", "kind": "trailer", "length_cm": 420, "width_cm": 190, "height_cm": 200,
     "mass_kg": 2400, "axles": 2, "axle_load_kg": 1250, "towed_by": "UAZ-1", "note": "drained"},
    {"id": "Ventilators", "name": "Pallets of ventilators", "quantity": 3, "kind": "cargo", "length_cm": 274, "width_cm": 224,
     "height_cm": 220, "mass_kg": 1600, "un_number": "UN3481",
     "un_per_package_kg": 5},
    {"id": "Analyser", "name": "PCR analyser, crated", "kind": "device", "length_cm": 120, "width_cm": 100, "height_cm": 130,
     "mass_kg": 180, "together": "laboratory"},
    {"id": "Lab team", "name": "Laboratory team", "kind": "persons", "persons": 6, "together": "laboratory"},
    {"id": "Doctors", "name": "Doctors", "quantity": 12, "kind": "persons"},
)  # fmt: skip


def template_csv() -> str:
    """The example as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(name for name, _ in COLUMNS)
    writer.writerows([row.get(name, "") for name, _ in COLUMNS] for row in EXAMPLE)
    return out.getvalue()


def template_workbook() -> bytes:
    """The example as an Excel workbook with its help and the types of the catalogue."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "items"
    sheet.append([name for name, _ in COLUMNS])
    for row in EXAMPLE:
        sheet.append([row.get(name) for name, _ in COLUMNS])
    kinds = DataValidation(type="list", formula1='"vehicle,trailer,cargo,device,persons,box"', allow_blank=True)
    sheet.add_data_validation(kinds)
    kinds.add(f"D2:D{2_000}")
    sheet.freeze_panes = "B2"
    guide = book.create_sheet("help")
    guide.append(["column", "what to write"])
    for column in COLUMNS:
        guide.append(list(column))
    types = book.create_sheet("equipment")
    types.append(["equipment", "what it is", "length m", "width m", "height m", "mass kg"])
    for id in equipment_ids():
        known = equipment(id)
        types.append([id, known.name, known.length_m, known.width_m, known.height_m, known.mass_kg])
    for page, widths in ((sheet, [14] * len(COLUMNS)), (guide, [16, 110]), (types, [22, 60, 10, 10, 10, 10])):
        for number, width in enumerate(widths, 1):
            head = page.cell(1, number)
            head.font, head.fill, head.alignment = Font(bold=True, color="FFFFFF"), HEAD, Alignment(wrap_text=True)
            page.column_dimensions[get_column_letter(number)].width = width
    sheet.column_dimensions["B"].width = 28
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
