"""The argument `lanes`: no load takes items of two airfields, so what each airfield's items need adds up. Where things change
aircraft on their way it does not hold: there items of several airfields may share a load."""

from collections.abc import Mapping

from ..model.plan import Bound
from ..model.resolved import Item
from .bound_holds import hold_weights
from .bound_items import malformed
from .bound_queue import queue_weights
from .bound_totals import area, mass, seats
from .certificate import Certificate, is_count
from .docket import Docket
from .world import World

PROOFS = {"queue_weights": queue_weights, "mass": mass, "seats": seats, "area": area, "hold_weights": hold_weights}
"""The arguments about loads of one airfield."""
NAMED = {"queue_weights": "weights", "hold_weights": "weights", "mass": "masses_kg", "seats": "persons", "area": "areas_cm2"}
"""Where each names its items."""


def lanes(world: World, docket: Docket, bound: Bound, certificate: Certificate) -> float | None:
    """Each part speaks of items of one airfield of the donors' side, and each airfield has one part."""
    parts = certificate.get("parts")
    if not isinstance(parts, list | tuple) or not all(isinstance(part, Mapping) for part in parts):
        malformed(docket, bound, "parts")
        return None
    if world.mission.transfers and bound.figure != "loaded_sorties_home":
        docket.broken(bound.figure, "lanes_meet", transfers=len(world.mission.transfers))
        return None
    proven, seen = 0.0, set[str]()
    for part in parts:
        airfield, name, value, told = (part.get(key) for key in ("airfield", "name", "value", "certificate"))
        if not isinstance(airfield, str) or airfield in seen or name not in PROOFS or not isinstance(told, Mapping):
            malformed(docket, bound, "an airfield, name and certificate for each part, no airfield twice")
            return None
        if not isinstance(value, int | float) or not is_count(round(value)) or value < 0:
            malformed(docket, bound, f"parts.{airfield}.value")
            return None
        seen.add(airfield)
        named = told.get(NAMED[name])
        for id in named if isinstance(named, Mapping) else ():
            item = world.items.get(id)
            if item is not None and _abroad(world, bound, item) != airfield:
                docket.broken(bound.figure, "other_lane", airfield, _abroad(world, bound, item), item=id)
                return None
        due = PROOFS[name](world, docket, bound.model_copy(update={"name": name, "value": value}), told)
        if due is None:
            return None
        docket.at_most(bound.figure, "proven", value, due, name=name, airfield=airfield)
        proven += due
    return proven


def _abroad(world: World, bound: Bound, item: Item) -> str:
    """The donor's end of the item's lane in the bound's phase."""
    way = world.mission.way_home
    home = bound.figure == "loaded_sorties_home" and way is not None
    return way.destination if home and way is not None and item.origin == world.mission.embarkation else item.origin
