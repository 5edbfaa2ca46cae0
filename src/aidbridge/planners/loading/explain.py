"""Why so many loads, what fills each, and why an item stays behind and what would help."""

from ...model.facts import Scalar
from ...model.messages import Message
from ...model.plan import Bound, Explanation, LeftBehind, Load
from ...model.resolved import Item
from .breaks import Break, severity
from .fit import breaks, footprints
from .hold import Hold
from .problem import LoadingProblem
from .stowage import Stow, Stowage
from .unit import Unit

FULL = 0.85
"""From this share on a limit is said to fill a load."""


def why_this_many(problem: LoadingProblem, loads: tuple[Load, ...], bound: Bound) -> Explanation:
    """How the number of loads, or their cost where the bound speaks of that, stands to the bound."""
    params: dict[str, Scalar] = {"argument": bound.name, "items": len(problem.items)}
    if bound.figure == "loading_cost":
        cost = round(sum(problem.cost.get(load.aircraft_type, 1.0) for load in loads), 6)
        key = "loading.cost.proven" if cost <= bound.value else "loading.cost.gap"
        params |= {"cost": cost, "bound": bound.value}
    else:
        key = "loading.count.proven" if len(loads) == bound.value else "loading.count.gap"
        params |= {"loads": len(loads), "bound": int(bound.value)}
    return Explanation(stage="loading", about=problem.phase, message=Message(key=key, params=params))


def what_fills(load: Load, stow: Stow, stowage: Stowage) -> Explanation:
    """The limit of a load that is used most, and how far."""
    packer = stowage.packers[stow.hold]
    hold, seats = packer.hold, packer.seats(stow.shapes)
    persons = sum(stowage.units[n].persons for n in stow.units)
    packed = packer.pack(stow.shapes, persons)
    boxes = packed.boxes if packed else ()
    used = max((box.x_cm + box.length_cm for box in boxes), default=0) - min((box.x_cm for box in boxes), default=0)
    shares = {
        "mass": load.payload_kg / hold.payload_kg,
        "floor": used / hold.length_cm if hold.length_cm else 0.0,
        "seats": persons / seats if seats else 0.0,
    }
    most = max(shares, key=lambda limit: shares[limit])
    params: dict[str, Scalar] = {
        "load": load.id,
        "aircraft_type": hold.type,
        "payload_kg": load.payload_kg,
        "payload_limit_kg": hold.payload_kg,
        "floor_cm": used,
        "floor_limit_cm": hold.length_cm,
        "persons": persons,
        "seats": seats,
        "share": round(shares[most], 3),
    }
    key = f"loading.fills.{most}" if shares[most] >= FULL else "loading.fills.nothing"
    return Explanation(stage="loading", about=load.id, message=Message(key=key, params=params))


def left_behind(problem: LoadingProblem, units: list[Unit], stowage: Stowage) -> tuple[list[LeftBehind], list[Explanation]]:
    """The reason for every item of these units, and what every other type lacks for it."""
    left: list[LeftBehind] = []
    others: list[Explanation] = []
    for unit in units:
        for item in unit.items:
            messages = _reasons(item, unit, stowage)
            left.append(LeftBehind(item=item.id, phase="home" if problem.phase == "home" else "out", reason=messages[0]))
            others += [Explanation(stage="loading", about=item.id, message=message) for message in messages[1:]]
    return left, others


def _reasons(item: Item, unit: Unit, stowage: Stowage) -> list[Message]:
    """The reason that is nearest to being mended first."""
    holds = [packer.hold for packer in stowage.packers]
    base: dict[str, Scalar] = {"item": item.id}
    if not holds:
        return [Message(key="loading.left.no_aircraft", params=base)]
    fitting = [hold.type for hold, shapes in zip(holds, unit.shapes, strict=True) if shapes is not None]
    if fitting:
        named = [h for h, shapes in enumerate(unit.shapes) if shapes is not None and stowage.stowed(h, (unit.number,))]
        key = "loading.left.fleet" if named else "loading.left.decision"
        type = holds[named[0]].type if named else fitting[0]
        return [Message(key=key, params=base | {"aircraft_type": type, "loads": sum(stowage.most[h] or 0 for h in named)})]
    own = sorted(((_mend(found), hold.type, found) for hold in holds if (found := breaks(item, hold))), key=lambda way: way[:2])
    if len(own) == len(holds):
        return [*(_broken(item, type, found) for _, type, found in own), *_relaxed(item, *own[0][1:])]
    together = ", ".join(other.id for other in unit.items if other is not item)
    if together:
        return [Message(key="loading.left.together", params=base | {"with": together})]
    free, window, off = min(_off_balance(item, holds), key=lambda found: (found[2], found[0].type))
    told: dict[str, Scalar] = {"aircraft_type": free.type, "from_cm": window[0], "to_cm": window[1], "over": off}
    return [
        Message(key="loading.left.balance", params=base | told | {"length_cm": item.length_cm}),
        *(_broken(item, type, found) for _, type, found in own),
    ]


def _mend(found: tuple[Break, ...]) -> tuple[int, float]:
    """How much there is to mend: how many limits, and the worst of them."""
    return severity(found)


def _off_balance(item: Item, holds: list[Hold]) -> list[tuple[Hold, tuple[int, int], int]]:
    """The holds that take the item but for its balance, with their window, and by how much it stays outside at best."""
    found = []
    for hold in holds:
        if not breaks(item, hold):
            low, high = window = hold.balance_for(item.mass_kg) or (0, hold.length_cm)
            reach = [(way.centre_cm, hold.length_cm - way.length_cm + way.centre_cm) for way in footprints(item, hold)]
            found.append((hold, window, min((max(low - last, first - high, 0) for first, last in reach), default=0)))
    return found


def _relaxed(item: Item, type: str, found: tuple[Break, ...]) -> list[Message]:
    """The smallest change that would help: every limit of the nearest type, and by how much it would have to give."""
    return [
        Message(
            key="loading.left.relaxed",
            params={
                "item": item.id,
                "aircraft_type": type,
                "what": broken.limit_name,
                "over": round(broken.value - broken.limit, 1),
                "unit": broken.unit,
                "number": number,
                "of": len(found),
            },
        )
        for number, broken in enumerate(sorted(found, key=lambda b: -b.excess), 1)
    ]


def _broken(item: Item, type: str, found: tuple[Break, ...]) -> Message:
    worst = max(found, key=lambda b: b.excess)
    params: dict[str, Scalar] = {
        "item": item.id,
        "aircraft_type": type,
        "value": worst.value,
        "limit": worst.limit,
        "over": round(worst.value - worst.limit, 1),
        "unit": worst.unit,
        "also": len(found) - 1,
    }
    return Message(key=f"loading.left.{worst.limit_name}", params=params)
