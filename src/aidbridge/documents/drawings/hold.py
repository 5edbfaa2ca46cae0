"""A hold from above, to scale: front to the left, the left wall below, every item where it stands."""

import math
from dataclasses import dataclass

from markupsafe import Markup

from ...model.fleet import AircraftType
from ...model.plan import Load, Placement
from ...model.resolved import Item
from ...physics.balance import item_centre_cm
from ..dossier import Dossier
from ..rows.air import description, persons_of
from .svg import drawing, percent, tag

RULER_PX = 22
GAPS_PX = 18
BALANCE_PX = 30
SMALL_CM, TINY_CM = 320, 140
"""Items shorter than that go without a label on a narrow screen, or on any; their number stays."""
LETTER, FINE_LETTER = 0.0075, 0.0055
"""Width of a letter in a label, and of one set finer, as a share of a drawing as wide as a printed page."""
LINES = 0.036
"""Height of the lines of a label, as a share of such a drawing's width: items less wide show their number alone."""
SEAT_CM = 50
WALL_SEATS = 3
"""Rows of seats shown along the hold: left wall, middle, right wall."""


@dataclass(frozen=True, slots=True)
class HoldDrawing:
    """The floor seen from above and the strips below it: gaps along the hold, metres, balance."""

    floor: Markup
    gaps: Markup
    ruler: Markup
    balance: Markup | None


def extent_cm(type: AircraftType, ramp: bool = False) -> tuple[int, int] | None:
    """Length of the hold's floor, and of all that is drawn: with `ramp` that too. None where the hold is not known."""
    if not type.hold_length_m or not type.hold_width_m:
        return None
    length = round(type.hold_length_m * 100)
    whole = type.hold_length_incl_ramp_m or type.hold_length_m + (type.ramp_length_m or 0)
    return length, max(round(whole * 100), length) if ramp else length


def draw_hold(d: Dossier, load: Load, ramp: bool = False) -> HoldDrawing | None:
    """The drawing of a load, with the ramp behind the floor if it is asked for or something stands on it; None for an aircraft
    type whose hold is not known."""
    type = d.aircraft_types.get(load.aircraft_type)
    extent = extent_cm(type, ramp or _on_ramp(d, load, type)) if type else None
    if type is None or extent is None:
        return None
    (hold, length), width = extent, round((type.hold_width_m or 0) * 100)
    spans = _spans(d, load, hold)
    told = d.voice.say(
        "hold.drawing",
        load=load.id,
        type=type.name,
        items=len(load.placements),
        persons=persons_of(d, load),
        length=hold,
        width=width,
    )
    items = [_item(d, number, placement, length, width) for number, placement in enumerate(load.placements, 1)]
    floor = drawing(
        told, *floor_and_ramp(hold, length), *_metres(length), *_seats(d, load, spans, length), *items, class_="hold",
        style=f"aspect-ratio:{length}/{width}",
    )  # fmt: skip
    return HoldDrawing(floor, _gaps(d, spans, length), _ruler(length), _balance(d, load, type, length))


def floor_and_ramp(hold: int, length: int) -> list[Markup]:
    """The floor, and behind it the ramp where the drawing is longer."""
    shapes = [tag("rect", class_="floor", width=percent(hold / length), height="100%")]
    if length > hold:
        shapes.append(tag("rect", class_="ramp", x=percent(hold / length), width=percent(1 - hold / length), height="100%"))
    return shapes


def _on_ramp(d: Dossier, load: Load, type: AircraftType) -> bool:
    """Whether something reaches beyond the floor."""
    floor = (type.hold_length_m or 0) * 100
    return any(
        p.x_cm + (d.items[p.item].width_cm if p.turned else d.items[p.item].length_cm) > floor + 0.5
        for p in load.placements
        if p.item in d.items
    )


def _item(d: Dossier, number: int, placement: Placement, length: int, width: int) -> Markup:
    item = d.items.get(placement.item)
    if item is None:
        return Markup("")
    along, across = (item.width_cm, item.length_cm) if placement.turned else (item.length_cm, item.width_cm)
    told = d.voice.say(
        "hold.item",
        number=number,
        item=d.label(item.id),
        description=d.names.get(item.id) or description(d, item),
        length=item.length_cm,
        width=item.width_cm,
        height=item.height_cm,
        mass=item.mass_kg,
        x=placement.x_cm,
        left=placement.y_cm,
        right=width - placement.y_cm - across,
    )
    axles = [
        tag("line", class_="axle", x1=percent(axle.at_cm / along), x2=percent(axle.at_cm / along), y1="6%", y2="94%")
        for axle in item.axles
        if not placement.turned
    ]
    front = (
        [tag("line", class_="nose", x1=1.5, x2=1.5, y1="12%", y2="88%")] if item.kind == "vehicle" and not placement.turned else []
    )
    at = percent((item_centre_cm(item, placement) - placement.x_cm) / along)
    centre = tag("line", class_="centre", x1=at, x2=at, y1="88%", y2="100%")
    small = " tiny" if along < TINY_CM or across / length < LINES else " small" if along < SMALL_CM else ""
    label, size = fitted(d.label(item.id), along / length)
    texts = [
        tag("text", str(number), class_="number", x=6, y=13),
        tag("text", label, class_=f"id{small}{size}", x="50%", y="50%", dy=-2, text_anchor="middle"),
        tag("text", d.voice.tonnes(item.mass_kg), class_=f"mass{small}", x="50%", y="50%", dy=12, text_anchor="middle"),
    ]
    danger = " dangerous" if item.dangerous else ""
    return tag(
        "svg", tag("title", told), tag("rect", width="100%", height="100%"), *axles, *front, centre, *texts,
        class_=f"item {item.kind}{danger}", x=percent(placement.x_cm / length), y=percent(1 - (placement.y_cm + across) / width),
        width=percent(along / length), height=percent(across / width),
    )  # fmt: skip


def fitted(label: str, share: float) -> tuple[str, str]:
    """A label as it fits an item that takes this share of the drawing's width: in full, set finer, or cut."""
    if len(label) * LETTER <= share:
        return label, ""
    fits = max(int(share / FINE_LETTER), 1)
    return (label if len(label) <= fits else f"{label[: fits - 1]}…"), " fine"


def _spans(d: Dossier, load: Load, length: int) -> list[tuple[int, int]]:
    """Stretches of the hold's length that no item takes, in cm."""
    taken = sorted(
        (p.x_cm, p.x_cm + (d.items[p.item].width_cm if p.turned else d.items[p.item].length_cm))
        for p in load.placements
        if p.item in d.items
    )
    free, reached = [], 0
    for start, end in taken:
        if start > reached:
            free.append((reached, start))
        reached = max(reached, end)
    return [*free, (reached, length)] if reached < length else free


def _gaps(d: Dossier, spans: list[tuple[int, int]], length: int) -> Markup:
    """How long each free stretch is."""
    marks = []
    for start, end in spans:
        told = d.voice.say("hold.gap", length=end - start, start=start, end=end)
        x1, x2 = percent(start / length), percent(end / length)
        marks.append(tag("g", tag("title", told), tag("line", x1=x1, x2=x2, y1=4, y2=4)))
        marks.append(
            tag(
                "text",
                f"{(end - start) / 100:.2f}",
                x=percent((start + end) / 2 / length),
                y=16,
                text_anchor=_anchor((start + end) / 2, length),
            )
        )
    return tag("svg", *marks, class_="gaps", height=GAPS_PX, width="100%", aria_hidden="true")


def _metres(length: int) -> list[Markup]:
    return [
        tag("line", class_="metre", x1=percent(x / length), x2=percent(x / length), y1="0%", y2="100%")
        for x in range(500, length, 500)
    ]


def _ruler(length: int) -> Markup:
    marks = []
    for x in range(0, length + 1, 100):
        at, long = percent(x / length), x % 500 == 0
        marks.append(tag("line", x1=at, x2=at, y1=0, y2=7 if long else 4))
        if long:
            marks.append(tag("text", str(x // 100), x=at, y=18, text_anchor=_anchor(x, length)))
    return tag("svg", *marks, class_="ruler", height=RULER_PX, width="100%", aria_hidden="true")


def _balance(d: Dossier, load: Load, type: AircraftType, length: int) -> Markup | None:
    """The window of the centre of gravity, and where it lies."""
    if load.balance_cm is None:
        return None
    window = []
    inside: bool | None = None
    if type.balance_from_m is not None and type.balance_to_m is not None:
        start, end = type.balance_from_m * 100, type.balance_to_m * 100
        inside = start <= load.balance_cm <= end
        window = [tag("rect", class_="window", x=percent(start / length), width=percent((end - start) / length), y=2, height=12)]
    x = percent(load.balance_cm / length)
    limits = [None if limit is None else round(limit * 100) for limit in (type.balance_from_m, type.balance_to_m)]
    key = "sheet.balance_alone" if None in limits else "hold.balance"
    told = d.voice.say(key, at=load.balance_cm, start=limits[0], end=limits[1])
    mark = tag(
        "g", tag("line", x1=x, x2=x, y1=0, y2=16), tag("circle", cx=x, cy=8, r=4), class_="outside" if inside is False else "centre"
    )
    return tag(
        "svg",
        tag("title", told),
        *window,
        mark,
        tag("text", told, x=x, y=28, text_anchor=_anchor(load.balance_cm, length)),
        class_="balance",
        height=BALANCE_PX,
        width="100%",
    )


def _seats(d: Dossier, load: Load, spans: list[tuple[int, int]], length: int) -> list[Markup]:
    """Persons as dots along the free stretches: how many and about where, not which seat."""
    # A gap between two items seats nobody, unless there is nothing but gaps.
    spans = [span for span in spans if span[1] - span[0] >= SEAT_CM] or spans
    persons, free = persons_of(d, load), sum(end - start for start, end in spans)
    if not persons or not free:
        return []
    columns = math.ceil(persons / WALL_SEATS)
    dots = []
    for n in range(persons):
        at, row = (n // WALL_SEATS + 0.5) / columns * free, n % WALL_SEATS
        for start, end in spans:
            if at <= end - start:
                break
            at -= end - start
        dots.append(tag("circle", class_="person", cx=percent((start + at) / length), cy=("10%", "90%", "50%")[row], r=3))
    return dots


def _anchor(x: float, length: int) -> str:
    """Text near an end is written towards the middle."""
    return "start" if x < length * 0.04 else "end" if x > length * 0.96 else "middle"


def side_gaps_cm(item: Item, placement: Placement, width_cm: int) -> tuple[int, int]:
    """Free width to the left and to the right wall."""
    across = item.length_cm if placement.turned else item.width_cm
    return placement.y_cm, width_cm - placement.y_cm - across
