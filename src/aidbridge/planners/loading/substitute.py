"""Another type of aircraft at the last minute: the load put into it with the least change, and what stays behind and why.

Least is left behind first, then least is moved: every item keeps its place where it can, then one or two are set elsewhere while
the others stay, and only where that does not do is everything set anew.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from ...engines.stopping import Stop
from ...model.facts import Scalar
from ...model.messages import Message
from ...model.noun import Id, Noun
from ...model.plan import Explanation, LeftBehind, Load, Placement
from ...model.resolved import Item, Resolved
from ...physics.balance import centre_of_gravity_cm, item_centre_cm
from .fit import footprints
from .hold import Hold, hold_of
from .keeping import Keeping
from .places import windows
from .problem import LoadingProblem
from .solve import load as solve_loading

ITERATIONS = 400
"""Of the search for what to leave behind, where all of it does not go."""
STEP_CM = 10
"""Between places that are tried along the hold, beside those that follow from what stands there."""
MOST_TRIED = 40_000
"""Arrangements looked at before everything is set anew."""

Places = dict[str, Placement]


class Substitution(Noun):
    """The load in the other aircraft; None where nothing of it goes."""

    load: Load | None
    moved: tuple[Id, ...]
    """Items on the floor that stand elsewhere than before."""
    left_behind: tuple[LeftBehind, ...]
    explanations: tuple[Explanation, ...]


def substitute(resolved: Resolved, problem: LoadingProblem, load: Load, type: str, seed: int = 1) -> Substitution:
    """Reload `load` into an aircraft of `type`, with the least left behind and then the least moved.

    `problem` holds the load's items (its fleet is not looked at). Decisions of the mission are kept. Same arguments, same answer.
    Raises KeyError for a type or an item that is not resolved.
    """
    hold = hold_of(resolved, type, load.origin, load.destination)
    ids = [*(placement.item for placement in load.placements), *load.persons]
    items = tuple(resolved.item(id) for id in ids)
    keeping = Keeping(resolved, hold)
    own = problem.model_copy(update={"items": items, "fleet": {type: 1}, "first_number": 1})
    places = {placement.item: placement for placement in load.placements}
    seated = [item for item in items if item.kind == "persons"]
    floor = [item for item in items if item.kind != "persons"]
    if _decided(resolved, load, type) and keeping.placed([(item, places[item.id]) for item in floor], seated):
        return _answer(load, type, hold, places, places, seated, (), resolved)
    solution = solve_loading(resolved, own, Stop(iterations=ITERATIONS), seed)
    if not solution.loads:
        return Substitution(load=None, moved=(), left_behind=_left(solution.left_behind, items, hold, ()), explanations=())
    anew = solution.loads[0]
    kept = {placement.item for placement in anew.placements} | set(anew.persons)
    floor = [item for item in floor if item.id in kept]
    seated = [item for item in seated if item.id in kept]
    fresh = {placement.item: placement for placement in anew.placements}
    found = _least_moved(floor, seated, places, hold, keeping) or fresh
    left = _left(solution.left_behind, items, hold, (*floor, *seated))
    return _answer(load, type, hold, places, found, seated, left, resolved)


def _decided(resolved: Resolved, load: Load, type: str) -> bool:
    """Whether decisions leave an aircraft of the type to everything on the load."""
    aboard = {placement.item for placement in load.placements} | set(load.persons)
    tails = {tail.id for tail in resolved.mission.fleet if tail.type == type}
    for decision in resolved.mission.decisions:
        if decision.tail is not None and aboard & set(decision.items):
            if decision.kind == "item_on_tail":
                tails &= {decision.tail}
            elif decision.kind == "item_not_on_tail":
                tails -= {decision.tail}
    named = any(d.tail is not None and aboard & set(d.items) for d in resolved.mission.decisions)
    return bool(tails) or not named


def _least_moved(floor: Sequence[Item], seated: Sequence[Item], places: Places, hold: Hold, keeping: Keeping) -> Places | None:
    """Places with as few items elsewhere as can be found by moving none, one or two; None where none of these keeps all rules."""
    tried = 0
    for count in (0, 1, 2):
        for moving in combinations(floor, min(count, len(floor))):
            for changed in _elsewhere(moving, floor, places, hold):
                tried += 1
                if tried > MOST_TRIED:
                    return None
                now = places | changed
                if keeping.placed([(item, now[item.id]) for item in floor], seated):
                    return {item.id: now[item.id] for item in floor}
    return None


def _elsewhere(moving: Sequence[Item], floor: Sequence[Item], places: Places, hold: Hold) -> Iterator[Places]:
    """Other places for these items, one after the other, nearest to where they stood first."""
    if not moving:
        yield {}
        return
    first, *rest = moving
    others = [(item, places[item.id]) for item in floor if item is not first and item not in rest]
    fine = not rest
    for placement in _candidates(first, places[first.id], others, hold, fine):
        if rest:
            beside = [*others, (first, placement)]
            for second in _candidates(rest[0], places[rest[0].id], beside, hold, False):
                yield {first.id: placement, rest[0].id: second}
        else:
            yield {first.id: placement}


def _candidates(item: Item, was: Placement, others: Sequence[tuple[Item, Placement]], hold: Hold, fine: bool) -> list[Placement]:
    gap = hold.gaps.widest_cm
    found: set[tuple[int, int, bool]] = set()
    for way in footprints(item, hold):
        allowed = windows(item, way.turned, hold)
        xs = {edge for window in allowed for edge in window} | {was.x_cm}
        ys = {hold.gaps.around(item), hold.width_cm - hold.gaps.around(item) - way.width_cm, (hold.width_cm - way.width_cm) // 2}
        ys.add(was.y_cm)
        for other, at in others:
            length, width = (other.width_cm, other.length_cm) if at.turned else (other.length_cm, other.width_cm)
            xs |= {at.x_cm + length + gap, at.x_cm - gap - way.length_cm}
            ys |= {at.y_cm + width + gap, at.y_cm - gap - way.width_cm}
        if fine:
            xs |= {x for low, high in allowed for x in range(low, high, STEP_CM)}
        inside = {x for x in xs if any(low <= x <= high for low, high in allowed)}
        across = {y for y in ys if 0 <= y <= hold.width_cm - way.width_cm}
        found |= {(x, y, way.turned) for x in inside for y in across}
    near = sorted(found, key=lambda at: (at[2] != was.turned, abs(at[0] - was.x_cm) + abs(at[1] - was.y_cm), at))
    return [Placement(item=item.id, x_cm=x, y_cm=y, turned=turned) for x, y, turned in near]


def _answer(
    load: Load,
    type: str,
    hold: Hold,
    before: Places,
    now: Places,
    seated: Sequence[Item],
    left: tuple[LeftBehind, ...],
    resolved: Resolved,
) -> Substitution:
    floor = [(resolved.item(id), placement) for id, placement in sorted(now.items(), key=lambda row: (row[1].x_cm, row[1].y_cm))]
    moved = tuple(sorted(id for id, placement in now.items() if placement != before[id]))
    payload = sum(item.mass_kg for item, _ in floor) + sum(item.mass_kg for item in seated)
    made = load.model_copy(
        update={
            "aircraft_type": type,
            "placements": tuple(placement for _, placement in floor),
            "persons": tuple(item.id for item in seated),
            "payload_kg": payload,
            "balance_cm": centre_of_gravity_cm((item.mass_kg, item_centre_cm(item, placement)) for item, placement in floor),
        }
    )
    params: dict[str, Scalar] = {
        "load": load.id,
        "aircraft_type": hold.type,
        "instead_of": load.aircraft_type,
        "kept": len(now) - len(moved) + len(seated),
        "moved": len(moved),
        "left": len(left),
    }
    message = Message(key="loading.substitute", params=params)
    explanation = Explanation(stage="loading", about=load.id, message=message)
    return Substitution(load=made, moved=moved, left_behind=left, explanations=(explanation,))


def _left(found: Sequence[LeftBehind], items: Sequence[Item], hold: Hold, aboard: Sequence[Item]) -> tuple[LeftBehind, ...]:
    """The reasons; of what fits alone, which limit of the aircraft is used up by the others."""
    by_id = {item.id: item for item in items}
    rows = []
    for row in found:
        full = _full(by_id[row.item], hold, aboard) if row.reason.key == "loading.left.fleet" else None
        rows.append(row if full is None else row.model_copy(update={"reason": full}))
    return tuple(sorted(rows, key=lambda row: row.item))


def _full(item: Item, hold: Hold, aboard: Sequence[Item]) -> Message:
    """The limit that the item would exceed most, with what is aboard; where no sum is exceeded, the floor has no room for it."""
    together = (*aboard, item)
    gap = hold.gaps.cargo_cm
    area = sum((one.length_cm + gap) * (one.width_cm + gap) for one in together if one.kind != "persons")
    sums = {
        "full_mass": (sum(one.mass_kg for one in together), hold.payload_kg),
        "full_seats": (sum(one.persons for one in together if one.kind == "persons"), hold.seats),
        "full_floor": (round(area / 10_000, 1), round(hold.length_cm * hold.width_cm / 10_000, 1)),
        "full_rings": (sum(hold.rings_for(one) for one in together), hold.rings if hold.rings is not None else 10**9),
    }
    share = {name: value / limit if limit else float(value > 0) * 2 for name, (value, limit) in sums.items()}
    worst = max(share, key=lambda name: share[name])
    value, limit = sums[worst]
    name = worst if share[worst] > 1 else "full_room"
    over = round(value - limit, 1)
    params: dict[str, Scalar] = {"item": item.id, "aircraft_type": hold.type, "value": value, "limit": limit, "over": over}
    return Message(key=f"loading.left.{name}", params=params)
