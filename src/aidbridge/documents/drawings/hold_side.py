"""A hold from the left side, to scale: front to the left, heights, the clearance to the roof, the door and the ramp."""

from markupsafe import Markup

from ...model.fleet import AircraftType
from ...model.plan import Load, Placement
from ...model.resolved import Item
from ..dossier import Dossier
from .hold import extent_cm, floor_and_ramp
from .svg import drawing, percent, tag

WHEEL_CM = 35
"""Radius of the wheels that mark axles: a sign, not a measure."""
LOWEST_WITH_WHEELS_CM = 100
NARROW_CM = 170
"""Items shorter than that show their number alone."""
TALL_CM = 130
"""Items higher than that show their height."""
ROOM_OVER = 0.14
"""Share of the hold's height that a line of text takes."""


def draw_side(d: Dossier, load: Load, ramp: bool = True) -> Markup | None:
    """The side view of a load; None for an aircraft type whose hold is not known."""
    type = d.aircraft_types.get(load.aircraft_type)
    extent = extent_cm(type, ramp) if type else None
    if type is None or extent is None or not type.hold_height_m:
        return None
    (hold, length), height = extent, round(type.hold_height_m * 100)
    told = d.voice.say("sheet.side_drawing", load=load.id, type=type.name, height=height)
    # What stands at the left wall hides what stands behind it, so it is drawn last.
    far_first = sorted(enumerate(load.placements, 1), key=lambda numbered: (-numbered[1].y_cm, numbered[0]))
    shown = [(number, placement) for number, placement in far_first if placement.item in d.items]
    items = [
        _item(d, number, placement, length, height, _hidden(d, placement, [near for _, near in shown[n + 1 :]]))
        for n, (number, placement) in enumerate(shown)
    ]
    return drawing(
        told,
        *floor_and_ramp(hold, length),
        *_roof(d, type, hold, length, height),
        *items,
        *_door(d, type, hold, length, height),
        class_="hold side",
        style=f"aspect-ratio:{length}/{height}",
    )


def roof_gap_cm(type: AircraftType, item: Item) -> int | None:
    """Free height over an item; None where the hold's height is not known."""
    return None if type.hold_height_m is None else round(type.hold_height_m * 100) - item.height_cm


def _along(item: Item, placement: Placement) -> int:
    return item.width_cm if placement.turned else item.length_cm


def _hidden(d: Dossier, placement: Placement, nearer: list[Placement]) -> bool:
    """Whether something nearer stands before the middle of an item, where its label would be."""
    item = d.items[placement.item]
    middle = placement.x_cm + _along(item, placement) / 2
    return any(
        other.x_cm <= middle <= other.x_cm + _along(d.items[other.item], other)
        and d.items[other.item].height_cm >= item.height_cm / 3
        for other in nearer
    )


def _item(d: Dossier, number: int, placement: Placement, length: int, height: int, hidden: bool) -> Markup:
    item = d.items[placement.item]
    along = _along(item, placement)
    told = d.voice.say(
        "sheet.side_item", number=number, item=d.label(item.id), height=item.height_cm, clear=height - item.height_cm
    )
    return tag(
        "svg",
        tag("title", told),
        tag("rect", width="100%", height="100%"),
        *_wheels(item, placement),
        *([] if hidden else _labels(d, number, item, along, height)),
        class_=f"item {item.kind}{' dangerous' if item.dangerous else ''}",
        x=percent(placement.x_cm / length),
        y=percent(1 - item.height_cm / height),
        width=percent(along / length),
        height=percent(item.height_cm / height),
        overflow="visible",
    )


def _labels(d: Dossier, number: int, item: Item, along: int, height: int) -> list[Markup]:
    """The item's number, its height, and how much is free above it: inside where there is no room over it."""
    labels = [
        tag("text", str(number), class_="id", x="50%", y="50%", dy=-3 if item.height_cm > TALL_CM else 4, text_anchor="middle")
    ]
    if along < NARROW_CM:
        return labels
    clear = height - item.height_cm
    y = -4 if clear > height * ROOM_OVER else 10
    free = f"↑ {d.voice.metres(clear)}"
    labels.append(tag("text", free, class_="clear", x="50%", y=y, text_anchor="middle"))
    if item.height_cm > TALL_CM:
        tall = d.voice.metres(item.height_cm)
        labels.append(tag("text", tall, class_="mass small", x="50%", y="50%", dy=10, text_anchor="middle"))
    return labels


def _wheels(item: Item, placement: Placement) -> list[Markup]:
    """A wheel at every axle, of vehicles that stand along the hold."""
    if item.kind not in ("vehicle", "trailer") or placement.turned or item.height_cm < LOWEST_WITH_WHEELS_CM:
        return []
    return [
        tag(
            "ellipse",
            class_="wheel",
            cx=percent(axle.at_cm / item.length_cm),
            cy=percent(1 - WHEEL_CM / item.height_cm),
            rx=percent(WHEEL_CM / item.length_cm),
            ry=percent(WHEEL_CM / item.height_cm),
        )
        for axle in item.axles
    ]


def _roof(d: Dossier, type: AircraftType, hold: int, length: int, height: int) -> list[Markup]:
    """The roof where it is lower or higher than usual, and the clearance to be kept below it."""
    kept = round(d.resolved.mission.policy.hold.roof_gap_m * 100)
    spans = [(0, hold, height), *((s.from_m * 100, s.to_m * 100, s.height_m * 100) for s in type.height_profile)]
    shapes = [
        tag(
            "rect", class_="roof", x=percent(start / length), width=percent((end - start) / length), y="0%",
            height=percent(max(1 - over / height, 0)),
        )
        for start, end, over in spans
        if over < height
    ]  # fmt: skip
    y = percent(kept / height)
    return [*shapes, tag("line", class_="kept", x1="0%", x2=percent(hold / length), y1=y, y2=y)]


def _door(d: Dossier, type: AircraftType, hold: int, length: int, height: int) -> list[Markup]:
    """The doors at the ends of the floor, as high as they open."""
    if not type.door_height_m:
        return []
    top = percent(1 - min(type.door_height_m * 100 / height, 1.0))
    told = d.voice.say("sheet.door", width=round((type.door_width_m or 0) * 100) or None, height=round(type.door_height_m * 100))
    ends = {"nose": (0,), "both": (0, hold), "side": ()}.get(type.loads_through or "rear", (hold,))
    doors = [
        tag("g", tag("title", told), tag("line", class_="door", x1=percent(x / length), x2=percent(x / length), y1=top, y2="100%"))
        for x in ends
    ]
    label = [tag("text", told, class_="door-text", x=percent(hold / length), y=12, dx=5)] if length > hold else []
    return [*doors, *label]
