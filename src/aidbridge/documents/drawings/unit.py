"""A pallet or container as it is built, to scale: at an angle, from the side, from its end, and from above layer by layer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from ...model.units import Building, Package, Spot, UnitShape
from ..voice import Voice
from .svg import drawing, tag

RIM_CM = 6
"""White space around a view."""
MOST_LAYERS = 8
"""Layers drawn one by one; the highest ones of a unit with more share a view."""
TINY_CM = 12
"""Faces less wide or high than that bear no letter."""
COLOURS = 6
"""Kinds of package told apart by colour; letters tell the others."""
COS30, SIN30 = 0.8660254, 0.5

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """One drawing with its caption."""

    caption: str
    svg: Markup


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the contents list: what a letter of the drawing means."""

    letter: str
    colour: str
    """Class of the style sheet."""
    name: str
    size: str
    mass: str
    count: int
    carries: str
    dangerous: str


@dataclass(frozen=True, slots=True)
class UnitDrawing:
    """All views of a unit at one scale, and what they show."""

    views: tuple[View, ...]
    kinds: tuple[Kind, ...]
    widest_cm: int
    """Width of the widest view: with it the page finds a scale that all views share."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A way of looking at the unit: which axes lie to the right and up."""

    across: str
    up: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Layer:
    """Packages that stand at one height; layers that are alike are one."""

    key: str
    first: int
    last: int
    start_cm: int
    spots: list[Spot]


def draw_unit(voice: Voice, shape: UnitShape, building: Building) -> UnitDrawing:
    """The drawing of a unit, with the packages' names as the list of contents has them."""
    marks = {package.id: (_letter(number), f"k{number % COLOURS}") for number, package in enumerate(building.packages)}
    length, width, height = _room(shape)
    side, end, above = _Look("x", "z", length, height), _Look("y", "z", width, height), _Look("x", "y", length, width)
    views = [
        View(voice.say("unit_drawing.angle"), _at_an_angle(voice, shape, building, marks)),
        View(voice.say("unit_drawing.side"), _flat(voice, "side", shape, building, side, _front(building.spots, "y"), marks)),
        View(voice.say("unit_drawing.end"), _flat(voice, "end", shape, building, end, _front(building.spots, "x"), marks)),
    ]
    for layer in _layers(building.spots):
        caption = voice.say(f"unit_drawing.{layer.key}", number=layer.first, last=layer.last, height=layer.start_cm)
        views.append(View(caption, _flat(voice, "layer", shape, building, above, layer.spots, marks)))
    counts = Counter(spot.package for spot in building.spots)
    kinds = tuple(_kind(voice, package, marks[package.id], counts[package.id]) for package in building.packages)
    return UnitDrawing(tuple(views), kinds, round((length + width) * COS30) + 2 * RIM_CM)


def _kind(voice: Voice, package: Package, mark: tuple[str, str], count: int) -> Kind:
    sides = (package.length_cm, package.width_cm, package.height_cm)
    return Kind(
        letter=mark[0],
        colour=mark[1],
        name=f"{package.id} · {package.name}" if package.name and package.name != package.id else package.id,
        size=" × ".join(voice.number(cm / 100) for cm in sides),
        mass=voice.number(package.mass_kg),
        count=count,
        carries=voice.number(package.stack_load_kg),
        dangerous=", ".join(package.un_numbers),
    )


def _letter(number: int) -> str:
    """A, B, ..., Z, AA, AB, ..."""
    rest, last = divmod(number, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("A") + last)


def _room(shape: UnitShape) -> tuple[float, float, float]:
    height = shape.usable_height_m if shape.usable_height_m is not None else shape.height_m - shape.deck_m
    return shape.usable_length_m * 100, shape.usable_width_m * 100, height * 100


def _layers(spots: Sequence[Spot]) -> list[_Layer]:
    """Packages by the height they stand at, lowest first; layers alike are told once, and the highest of very many together."""
    found: list[_Layer] = []
    for number, start in enumerate(sorted({spot.z_cm for spot in spots}), 1):
        layer = [spot for spot in spots if spot.z_cm == start]
        below = found[-1] if found else None
        if below is not None and below.key != "rest" and _pattern(layer) == _pattern(below.spots):
            found[-1] = replace(below, key="layers", last=number)
        elif below is not None and len(found) == MOST_LAYERS:
            found[-1] = replace(below, key="rest", last=number, spots=[*below.spots, *layer])
        else:
            found.append(_Layer("layer", number, number, start, layer))
    return found


def _pattern(spots: Sequence[Spot]) -> list[tuple[str, int, int, int, int]]:
    return sorted((s.package, s.x_cm, s.y_cm, s.dx_cm, s.dy_cm) for s in spots)


def _front(spots: Sequence[Spot], axis: str) -> list[Spot]:
    """From the far ones to the near ones, so that the near ones hide the others; who looks stands where the axis begins."""
    ends: dict[int, list[Spot]] = {}
    for spot in spots:
        at, size = _span(spot, axis)
        ends.setdefault(at + size, []).append(spot)
    seen = [spot for spot in spots if not _covered(spot, ends.get(_span(spot, axis)[0], ()), axis)]
    return sorted(seen, key=lambda spot: -_span(spot, axis)[0])


def _seen_from_above_the_corner(spots: Sequence[Spot]) -> list[Spot]:
    """Without those whose top and near sides are all hidden by packages right before them."""
    starts: dict[tuple[str, int], list[Spot]] = {}
    for spot in spots:
        for axis in "xyz":
            starts.setdefault((axis, _span(spot, axis)[0]), []).append(spot)
    return [
        spot for spot in spots if not all(_covered(spot, starts.get((axis, sum(_span(spot, axis))), ()), axis) for axis in "xyz")
    ]  # fmt: skip


def _covered(spot: Spot, before: Sequence[Spot], axis: str) -> bool:
    """Whether packages that touch the spot's side across the axis cover all of it."""
    one, two = (other for other in "xyz" if other != axis)
    (a, da), (b, db) = _span(spot, one), _span(spot, two)
    area = 0
    for other in before:
        (c, dc), (d, dd) = _span(other, one), _span(other, two)
        area += max(min(a + da, c + dc) - max(a, c), 0) * max(min(b + db, d + dd) - max(b, d), 0)
    return area >= da * db


def _span(spot: Spot, axis: str) -> tuple[int, int]:
    """Where the spot begins along an axis, and its extent."""
    if axis == "x":
        return spot.x_cm, spot.dx_cm
    return (spot.y_cm, spot.dy_cm) if axis == "y" else (spot.z_cm, spot.dz_cm)


def _flat(
    voice: Voice,
    name: str,
    shape: UnitShape,
    building: Building,
    look: _Look,
    spots: Sequence[Spot],
    marks: dict[str, tuple[str, str]],
) -> Markup:
    """A view square onto two axes. Heights count from the deck, which is drawn below."""
    upright = look.up == "z"
    outline = (shape.length_m if look.across == "x" else shape.width_m) * 100
    over = (outline - look.width) / 2
    deck = shape.deck_m * 100 if upright else (shape.width_m * 100 - look.height) / 2
    top = 0.0 if upright else deck
    full_width, full_height = outline + 2 * RIM_CM, look.height + deck + top + 2 * RIM_CM
    parts = [_base(look, over, deck, upright, outline)]
    parts.append(tag("polygon", class_="room", points=_points(_contour(shape, look), look.height)))
    parts += [_face(spot, look, marks) for spot in spots]
    told = voice.say(f"unit_drawing.{name}_of", unit=building.id, type=shape.name)
    box = f"{-over - RIM_CM:.1f} {-top - RIM_CM:.1f} {full_width:.1f} {full_height:.1f}"
    return drawing(told, *parts, class_=f"unit-view {name}", viewBox=box, style=f"width:calc(var(--cm) * {full_width:.0f})")


def _base(look: _Look, over: float, deck: float, upright: bool, outline: float) -> Markup:
    """The deck from the side, or the whole base from above."""
    if upright:
        return tag("rect", class_="deck", x=-over, y=look.height, width=outline, height=max(deck, 1.5))
    return tag("rect", class_="deck", x=-over, y=-deck, width=outline, height=look.height + 2 * deck)


def _contour(shape: UnitShape, look: _Look) -> list[Point]:
    """The room as seen, its edges cut off."""
    corners: list[Point] = [(0.0, 0.0), (look.width, 0.0), (look.width, look.height), (0.0, look.height)]
    for cut in shape.cuts:
        if look.up == "z" and cut.axis == look.across:
            corners = _clipped(corners, (cut.side1, cut.z1), (cut.side2, cut.z2), (look.width / 2, look.height / 2))
    return corners


def _clipped(corners: list[Point], one: Point, two: Point, inside: Point) -> list[Point]:
    """A polygon without what lies beyond the line (Sutherland and Hodgman 1974)."""

    def turn(point: Point) -> float:
        return (two[0] - one[0]) * (point[1] - one[1]) - (two[1] - one[1]) * (point[0] - one[0])

    sign = 1 if turn(inside) >= 0 else -1
    kept: list[Point] = []
    for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        a, b = turn(start) * sign, turn(end) * sign
        if a >= 0:
            kept.append(start)
        if a * b < 0:
            kept.append((start[0] + (end[0] - start[0]) * a / (a - b), start[1] + (end[1] - start[1]) * a / (a - b)))
    return kept


def _points(corners: Sequence[Point], height: float) -> str:
    return _joined((x, height - y) for x, y in corners)


def _joined(points: Iterable[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _face(spot: Spot, look: _Look, marks: dict[str, tuple[str, str]]) -> Markup:
    (x, dx), (y, dy) = _span(spot, look.across), _span(spot, look.up)
    letter, colour = marks[spot.package]
    rectangle = tag("rect", class_=f"package {colour}", x=x, y=look.height - y - dy, width=dx, height=dy)
    return rectangle + _label(letter, x + dx / 2, look.height - y - dy / 2, min(dx, dy))


def _label(letter: str, x: float, y: float, room: float) -> Markup:
    if room < TINY_CM:
        return Markup("")
    size = min(room * 0.55, 18)
    return tag("text", letter, x=x, y=y, font_size=size, text_anchor="middle", dominant_baseline="central")


def _at_an_angle(voice: Voice, shape: UnitShape, building: Building, marks: dict[str, tuple[str, str]]) -> Markup:
    """All packages seen from above one corner, each side foreshortened alike."""
    length, width, _ = _room(shape)
    base = [_seen(x, y, 0) for x, y in ((0, 0), (length, 0), (length, width), (0, width))]
    parts = [tag("polygon", class_="deck", points=_joined(base))]
    for spot in _from_behind(_seen_from_above_the_corner(building.spots)):
        parts.append(_cuboid(spot, marks))
    top = max((spot.z_cm + spot.dz_cm for spot in building.spots), default=0)
    left, right = -width * COS30, length * COS30
    low = (length + width) * SIN30
    full_width, full_height = right - left + 2 * RIM_CM, low + top + 2 * RIM_CM
    box = f"{left - RIM_CM:.1f} {-top - RIM_CM:.1f} {full_width:.1f} {full_height:.1f}"
    told = voice.say("unit_drawing.angle_of", unit=building.id, type=shape.name)
    return drawing(told, *parts, class_="unit-view angle", viewBox=box, style=f"width:calc(var(--cm) * {full_width:.0f})")


def _seen(x: float, y: float, z: float) -> Point:
    return (x - y) * COS30, (x + y) * SIN30 - z


def _cuboid(spot: Spot, marks: dict[str, tuple[str, str]]) -> Markup:
    """The three faces that are seen: the top and the two near ones."""
    x1, y1, z1 = spot.x_cm, spot.y_cm, spot.z_cm
    x2, y2, z2 = x1 + spot.dx_cm, y1 + spot.dy_cm, z1 + spot.dz_cm
    letter, colour = marks[spot.package]
    faces = (
        ("top", ((x1, y1, z2), (x2, y1, z2), (x2, y2, z2), (x1, y2, z2))),
        ("near", ((x2, y1, z1), (x2, y2, z1), (x2, y2, z2), (x2, y1, z2))),
        ("near far", ((x1, y2, z1), (x2, y2, z1), (x2, y2, z2), (x1, y2, z2))),
    )
    drawn = [
        tag(
            "polygon",
            class_=f"package {colour} {name}",
            points=" ".join(f"{u:.1f},{v:.1f}" for u, v in (_seen(*c) for c in corners)),
        )
        for name, corners in faces
    ]
    middle = _seen((x1 + x2) / 2, (y1 + y2) / 2, z2)
    return Markup("").join((*drawn, _label(letter, *middle, min(spot.dx_cm, spot.dy_cm) * 0.8)))


def _from_behind(spots: Sequence[Spot]) -> Iterator[Spot]:
    """In an order in which none is drawn over by one behind or below it."""
    waiting = sorted(spots, key=lambda s: (s.z_cm, s.x_cm + s.y_cm, s.x_cm))
    before = [sum(_behind(other, spot) for other in waiting if other is not spot) for spot in waiting]
    done = [False] * len(waiting)
    for _ in waiting:
        # Three packages may each hide a part of the next; then the one with the fewest behind it is drawn.
        at = min((i for i in range(len(waiting)) if not done[i]), key=lambda i: (before[i], i))
        done[at] = True
        yield waiting[at]
        for i, other in enumerate(waiting):
            if not done[i] and _behind(waiting[at], other):
                before[i] -= 1


def _behind(one: Spot, other: Spot) -> bool:
    """Whether `one` lies behind, beside or below `other`, as seen, and not the other way round."""
    return (
        one.x_cm + one.dx_cm <= other.x_cm or one.y_cm + one.dy_cm <= other.y_cm or one.z_cm + one.dz_cm <= other.z_cm
    ) and not (other.x_cm + other.dx_cm <= one.x_cm or other.y_cm + other.dy_cm <= one.y_cm or other.z_cm + other.dz_cm <= one.z_cm)
