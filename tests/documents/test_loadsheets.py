"""Load sheets: drawings to scale, nothing unescaped, one printed page an aircraft."""

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from aidbridge.catalogue.aircraft import aircraft_type
from aidbridge.documents.drawings.hold_side import draw_side, roof_gap_cm
from aidbridge.documents.loadsheet.cards import HIGH_MM, ROOM_MM, aircraft_cards
from aidbridge.documents.loadsheet.dossier import in_loading_order, sheet_dossier
from aidbridge.documents.loadsheet.doubts import doubts
from aidbridge.documents.loadsheet.page import sheet_page, standing_of
from aidbridge.documents.loadsheet.tables import load_list, sheet_tables
from aidbridge.engines.stopping import Stop
from aidbridge.model.facts import Assumption
from aidbridge.model.listed import ListedFleet, ListedItem
from aidbridge.model.loadsheet import LoadSheet
from aidbridge.planning.loadlist import LoadRequest, count_of, prepare
from aidbridge.planning.loadlist import load_list as load_rows

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
STATED = {"balance_from_m": 7.0, "balance_to_m": 13.0, "rings": 200, "ring_limit_kg": 10_000}
VOUCHED = Assumption(id="user-1", reason="stated", accept=("*",), values={f"aircraft:il76md.{k}": v for k, v in STATED.items()})


def sheet(
    *items: ListedItem, fleet: str = "il76md", title: str = "Test", assumptions: tuple[Assumption, ...] = (VOUCHED,)
) -> LoadSheet:
    request = LoadRequest(title, items, (ListedFleet(type=fleet),), assumptions=assumptions)
    stop = Stop(iterations=20)
    prepared = prepare(request, stop)
    return load_rows(prepared, count_of(prepared), stop)


def crate(id: str, quantity: int = 1, **more: object) -> ListedItem:
    told = {"id": id, "label": id, "row": 2, "kind": "cargo", "quantity": quantity, "length_cm": 120, "width_cm": 100}
    return ListedItem.model_validate(told | {"height_cm": 110, "mass_kg": 300} | more)


def truck(id: str = "T", quantity: int = 1) -> ListedItem:
    return crate(
        id, quantity, kind="vehicle", length_cm=790, width_cm=250, height_cm=290, mass_kg=13_500, axles=3, axle_loads_kg=(4_800,)
    )


@pytest.fixture(scope="module")
def mixed() -> LoadSheet:
    return sheet(truck(quantity=3), crate("C", 6, un_numbers=("UN3481",), per_package=1.5), crate("P", kind="persons", persons=4))


def test_both_views_share_one_scale_and_fit_the_page(mixed: LoadSheet) -> None:
    type = aircraft_type("il76md")
    for card in aircraft_cards(sheet_dossier(mixed), mixed):
        assert card.width_mm == pytest.approx(24_500 / card.scale, abs=0.1) and card.width_mm <= ROOM_MM
        assert ((type.hold_width_m or 0) + (type.hold_height_m or 0)) * 1000 / card.scale <= HIGH_MM
        assert "aspect-ratio:2450/345" in str(card.floor.floor if card.floor else "")
        assert "aspect-ratio:2450/340" in str(card.side)


def test_the_side_view_draws_every_item_at_its_height_and_place(mixed: LoadSheet) -> None:
    d = sheet_dossier(mixed)
    for load in d.plan.loads:
        drawn = re.findall(
            r'class="item \w+(?: dangerous)?" x="([\d.]+)%" y="([\d.]+)%" width="([\d.]+)%" height="([\d.]+)%"',
            str(draw_side(d, load)),
        )
        wanted = []
        for p in load.placements:
            item = d.items[p.item]
            along = item.width_cm if p.turned else item.length_cm
            wanted.append((p.x_cm / 24.5, 100 - item.height_cm / 3.4, along / 24.5, item.height_cm / 3.4))
        shown = sorted(tuple(float(part) for part in parts) for parts in drawn)
        assert shown == [pytest.approx(place, abs=0.006) for place in sorted(wanted)]


def test_the_clearance_to_the_roof_is_what_the_hold_leaves(mixed: LoadSheet) -> None:
    d = sheet_dossier(mixed)
    assert roof_gap_cm(aircraft_type("il76md"), d.items["T-1"]) == 340 - 290
    card = aircraft_cards(d, mixed)[0]
    rows = [row for column in card.stowed for row in column]
    assert {row.roof for row in rows if row.item.startswith("T ")} <= {"0.5"}


def test_items_are_listed_in_the_order_of_loading(mixed: LoadSheet) -> None:
    for load in mixed.loads:
        fronts = [p.x_cm for p in in_loading_order(load).placements]
        assert fronts == sorted(fronts)


def test_the_list_names_every_item_of_every_load(mixed: LoadSheet) -> None:
    table = load_list(sheet_dossier(mixed), mixed)
    column = table.headers.index("Identifier")
    assert sorted(str(row[column]) for row in table.rows) == sorted(item.id for item in mixed.resolved.items)
    assert len(sheet_tables(sheet_dossier(mixed), mixed)) == 9


def test_texts_of_the_list_are_escaped() -> None:
    page = sheet_page(sheet(crate("A", label="<b>A</b>", name="<script>x</script>"), title="<i>t</i>"))
    assert "<script>x" not in page and "<b>A</b>" not in page and "<i>t</i>" not in page
    assert "&lt;script&gt;" in page


def test_a_page_loads_nothing_and_runs_nothing(mixed: LoadSheet) -> None:
    page = sheet_page(mixed)
    assert "script-src 'none'" in unescape(page) and "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', page)


def test_what_is_not_proven_is_told_by_what_is_missing() -> None:
    made = sheet(truck(), assumptions=())
    lines = doubts(sheet_dossier(made), made.verdict.findings)
    assert standing_of(made) == "unproven"
    assert any("not known of aircraft:il76md" in line and "balance_from_m" in line for line in lines)
    assert len(lines) == len(set(lines))


def test_goods_of_an_unknown_class_are_called_by_their_number() -> None:
    made = sheet(crate("A", un_numbers=("UN0999",), per_package=1.0), assumptions=(VOUCHED,))
    told = [row[-1] for row in load_list(sheet_dossier(made), made).rows]
    assert told == ["UN0999"] and "UN0999 ()" not in sheet_page(made)


def test_columns_of_numbers_stand_right_where_the_first_cell_is_empty() -> None:
    made = sheet(crate("C", 2, apart="x"), crate("P", kind="persons", persons=4))
    assert [bool(load.persons) for load in made.loads] in ([True, False], [False, True])
    head = re.search(r'<th scope="col"([^>]*)>Seats</th>', sheet_page(made))
    assert head is not None and head[1] == ' class="n"'


@pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine")
def test_no_sentence_of_a_rule_lies_under_its_number_on_a_telephone(mixed: LoadSheet, tmp_path: Path) -> None:
    probe = (
        "<script>const over=[...document.querySelectorAll('.rules-table tr')].filter(r=>"
        "r.children[0].getBoundingClientRect().right>r.children[1].getBoundingClientRect().left+1).length;"
        "document.title='hidden '+over+' at '+innerWidth;</script>"
    )
    page = re.sub(r"<meta http-equiv[^>]*>", "", sheet_page(mixed))
    html = tmp_path / "loads.html"
    html.write_text(page.replace("</body>", f"{probe}</body>"), encoding="utf-8")
    command = [
        str(BROWSER),
        *FLAGS,
        f"--user-data-dir={tmp_path / 'profile'}",
        "--window-size=500,900",
        "--dump-dom",
        html.as_uri(),
    ]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout
    assert "<title>hidden 0 at 500</title>" in told


def test_long_lists_go_into_columns_and_then_overleaf() -> None:
    few, many = sheet(crate("C", 5)), sheet(crate("C", 40), fleet="an124_100")
    cards = [aircraft_cards(sheet_dossier(made), made)[0] for made in (few, many)]
    assert len(cards[0].stowed) == 1 < len(cards[1].stowed)
    assert sum(len(column) for column in cards[1].stowed) == 40
    longest = sheet(crate("C", 90, length_cm=100, width_cm=80), fleet="an124_100")
    assert aircraft_cards(sheet_dossier(longest), longest)[0].overleaf


@pytest.mark.skipif(BROWSER is None or shutil.which("pdfinfo") is None, reason="no chromium or no pdfinfo on this machine")
def test_each_aircraft_is_one_printed_page(mixed: LoadSheet, tmp_path: Path) -> None:
    html, pdf = tmp_path / "loads.html", tmp_path / "loads.pdf"
    html.write_text(sheet_page(mixed), encoding="utf-8")
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--no-pdf-header-footer", f"--print-to-pdf={pdf}"]
    subprocess.run([*command, html.as_uri()], check=True, capture_output=True, timeout=120)
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    pages = int(re.search(r"Pages:\s+(\d+)", told)[1])  # type: ignore[index]
    assert "841.92 x 594.96" in told or "842" in told
    texts = [
        subprocess.run(["pdftotext", "-f", str(n), "-l", str(n), str(pdf), "-"], check=True, capture_output=True, text=True).stdout
        for n in range(1, pages + 1)
    ]
    signed = [text for text in texts if "loadmaster" in text and "Planned by" in text]
    assert len(signed) == len(mixed.loads)
    for load, text in zip(mixed.loads, signed, strict=True):
        assert load.id in text and "Chains" in text
