"""Drawings of units: to scale, every package in every view, layers once, readable names."""

import re

import pytest

import samples
from aidbridge.documents.clock import Clock
from aidbridge.documents.drawings.unit import MOST_LAYERS, UnitDrawing, draw_unit
from aidbridge.documents.voice import Voice
from aidbridge.model.units import Building, Spot
from unitcases import built, package

VOICE = Voice("en", Clock(samples.START, "UTC"))


def drawn(unit: str, *lots: tuple, language: str = "en", **more: object) -> tuple[UnitDrawing, Building]:  # type: ignore[type-arg]
    made = built(unit, *lots, **more)
    voice = Voice(language, Clock(samples.START, "UTC"))
    return draw_unit(voice, made.unit_types[0], made.buildings[0]), made.buildings[0]


def rectangles(svg: str) -> list[tuple[float, ...]]:
    found = re.findall(r'<rect class="package [^"]*" x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"', svg)
    return [tuple(map(float, row)) for row in found]


def test_layers_that_are_alike_are_drawn_once_and_to_scale() -> None:
    drawing, building = drawn("463L", (package("c", 54, 39, 38, 8), 150))
    assert [view.caption for view in drawing.views] == [
        "At an angle", "From the side", "From the end", "Layers 1 to 6, alike, from 0.00\N{NO-BREAK SPACE}m above the deck",
    ]  # fmt: skip
    floor = rectangles(str(drawing.views[3].svg))
    first = [spot for spot in building.spots if spot.z_cm == 0]
    assert sorted((x, dx, dy) for x, _, dx, dy in floor) == sorted((s.x_cm, s.dx_cm, s.dy_cm) for s in first)
    for (_, y, _, _), spot in zip(floor, first, strict=True):
        assert y == pytest.approx(213.36 - spot.y_cm - spot.dy_cm, abs=0.01), "seen from above with the left edge below"


def test_every_package_is_seen_or_hidden_by_a_nearer_one() -> None:
    drawing, building = drawn("LD3", (package("a", 60, 40, 40, 15), 12), (package("b", 50, 30, 30, 8.5), 8))
    side, end = (str(drawing.views[n].svg) for n in (1, 2))
    for spot in building.spots:
        for svg, across in ((side, spot.x_cm + spot.dx_cm / 2), (end, spot.y_cm + spot.dy_cm / 2)):
            up = 153 - spot.z_cm - spot.dz_cm / 2
            assert any(x <= across <= x + dx and y <= up <= y + dy for x, y, dx, dy in rectangles(svg))
    faces = str(drawing.views[0].svg).count('class="package')
    assert faces % 3 == 0 and 3 * len(building.spots) // 2 < faces <= 3 * len(building.spots)
    room = re.search(r'<polygon class="room" points="([^"]+)"', end)
    assert room is not None and len(room[1].split()) == 5, "the cut edge makes the section a pentagon"


def test_the_contents_list_tells_what_the_letters_mean() -> None:
    tents, gel = package("a", 60, 40, 40, 15, name="Tents"), package("b", 50, 30, 30, 8.5, un_numbers=("UN1987",))
    drawing, _ = drawn("463L", (tents, 12), (gel, 8))
    assert sorted(kind.letter for kind in drawing.kinds) == ["A", "B"]
    rows = {(kind.name, kind.count, kind.size, kind.mass, kind.dangerous) for kind in drawing.kinds}
    assert rows == {("a · Tents", 12, "0.6 × 0.4 × 0.4", "15", ""), ("b", 8, "0.5 × 0.3 × 0.3", "8.5", "UN1987")}


def test_near_packages_are_drawn_after_those_behind_them() -> None:
    drawing, building = drawn("EUR", (package("c", 40, 40, 33, 5), 12))
    tops = re.findall(r'<polygon class="package [^"]* top" points="([\d.-]+),([\d.-]+)', str(drawing.views[0].svg))
    # The corner at the back of each top, as seen: (x - y) cos 30, (x + y) sin 30 - z.
    order = [(float(u) / 0.8660254, float(v)) for u, v in tops]
    corners = {(round(s.x_cm - s.y_cm, 0), round((s.x_cm + s.y_cm) / 2 - s.z_cm - s.dz_cm, 0)): s for s in building.spots}
    seen = [corners[round(u, 0), round(v, 0)] for u, v in order]
    for i, one in enumerate(seen):
        for later in seen[i + 1 :]:
            assert not (later.x_cm + later.dx_cm <= one.x_cm and later.y_cm == one.y_cm and later.z_cm == one.z_cm)
            assert not (later.z_cm + later.dz_cm <= one.z_cm and (later.x_cm, later.y_cm) == (one.x_cm, one.y_cm))


def test_very_many_layers_share_the_last_view() -> None:
    made = built("463L", (package("c", 54, 39, 38, 8), 10))
    spots = tuple(
        Spot(package="c", x_cm=n, y_cm=0, z_cm=10 * n, dx_cm=54, dy_cm=39, dz_cm=10) for n in range(MOST_LAYERS + 4)
    )  # fmt: skip
    drawing = draw_unit(VOICE, made.unit_types[0], made.buildings[0].model_copy(update={"spots": spots}))
    assert len(drawing.views) == 3 + MOST_LAYERS
    assert drawing.views[-1].caption.startswith(f"Layers {MOST_LAYERS} to {MOST_LAYERS + 4}, one upon the other")
    assert len(rectangles(str(drawing.views[-1].svg))) == 5


@pytest.mark.parametrize(("language", "caption"), [("it", "Di fianco"), ("ru", "Сбоку")])
def test_captions_speak_the_readers_language(language: str, caption: str) -> None:
    drawing, _ = drawn("EUR", (package("c", 40, 40, 40, 5), 3), language=language)
    assert drawing.views[1].caption == caption


def test_names_are_escaped() -> None:
    drawing, building = drawn("EUR", (package("c", 40, 40, 40, 5), 3))
    assert "<script" not in str(drawing.views[0].svg) and f"<title>{building.id} on EUR / EPAL pallet" in str(drawing.views[0].svg)
