"""Why the flights are in this order, what each waits for, and why some loads stay."""

from collections import Counter
from typing import Literal

import numpy as np

from ...model.messages import Message
from ...model.plan import Explanation
from . import tables as w
from .instance import Instance
from .objective import Objective, Value
from .tables import Ints

BINDINGS = {
    w.AIRCRAFT: "aircraft", w.ITEMS: "items", w.NOT_BEFORE: "decision", w.LOADING_TEAM: "loading_team",
    w.WINDOW: "window", w.LANDING: "landing_slot", w.PLACE: "parking", w.UNLOADING_TEAM: "unloading_team",
    w.EQUIPMENT: "equipment",
}  # fmt: skip
"""The last part of the message key `flights.waits.*` by what binds a load."""

GROUNDED = {
    w.WINDOW: "flights.no_window_left", w.LOADING_TEAM: "flights.no_loading_team",
    w.PLACE: "flights.no_parking_left", w.UNLOADING_TEAM: "flights.no_unloading_team", w.LATE: "flights.too_late",
    w.FUEL: "flights.no_fuel_left", w.WAY_HOME: "flights.not_home_in_time",
    w.EQUIPMENT: "flights.no_equipment",
}  # fmt: skip
"""Message key by what keeps a load on the ground beside the others."""


def grounded(instance: Instance, timetable: Ints) -> dict[str, Message]:
    """Every load that does not fly, with the reason, by identifier."""
    reasons = dict(instance.grounded)
    for i, load in enumerate(instance.loads):
        state = int(timetable[i, w.STATE])
        if state != w.FREE:
            latest = int(instance.world.loads[i, w.LATEST_MIN])
            params = {"load": load.id, "origin": load.origin, "destination": load.destination, "latest_min": latest}
            manned = any(instance.crews[tail] for tail in instance.eligible[i])
            key = "flights.no_duty_left" if manned and state == w.WAY_HOME else GROUNDED[state]
            reasons[load.id] = Message(key=key, params=params)
    return dict(sorted(reasons.items()))


def explain(
    instance: Instance, objective: Objective, tail_of: Ints, timetable: Ints, value: Value, bound: float
) -> tuple[Explanation, ...]:
    """One explanation of the whole, then two a load that flies: its place in the order and what it waited for."""
    stage: Literal["flights", "way_home"] = "way_home" if instance.problem.phase == "home" else "flights"
    flown = [int(load) for load in np.flatnonzero(timetable[:, w.STATE] == w.FREE)]
    flown.sort(key=lambda load: (int(timetable[load, w.ARRIVE]), instance.loads[load].id))
    waits = Counter((int(timetable[load, w.BINDS]), int(timetable[load, w.BINDS_AT])) for load in flown)
    found = [Explanation(stage=stage, about=stage, message=_summary(instance, waits, len(flown), value, bound))] if flown else []
    for rank, load in enumerate(flown, start=1):
        about = instance.loads[load].id
        found.append(Explanation(stage=stage, about=about, message=_order(instance, objective, load, rank)))
        found.append(Explanation(stage=stage, about=about, message=_wait(instance, tail_of, timetable, load)))
    return tuple(found)


def _summary(instance: Instance, waits: Counter[tuple[int, int]], flown: int, value: Value, bound: float) -> Message:
    (binding, airfield), count = min(waits.items(), key=lambda item: (-item[1], item[0]))
    params = {
        "loads": flown, "binding": BINDINGS[binding], "airfield": instance.airfields[airfield], "times": count,
        "value": value.weighted, "bound": bound,
    }  # fmt: skip
    return Message(key=f"flights.bottleneck.{BINDINGS[binding]}", params=params)


def _order(instance: Instance, objective: Objective, load: int, rank: int) -> Message:
    """What a load unlocks decides when it flies."""
    mine = [i for i, members in enumerate(objective.loads_of) if load in members]
    if not mine:
        return Message(key="flights.order.unlocks_nothing", params={"load": instance.loads[load].id, "rank": rank})
    needs = sorted({objective.needs[i] for i in mine})
    weight = float(objective.weights[mine].sum())
    loads = len({other for i in mine for other in objective.loads_of[i]})
    params = {"load": instance.loads[load].id, "rank": rank, "needs": ", ".join(needs), "weight": weight, "loads": loads}
    return Message(key="flights.order.unlocks", params=params)


def _wait(instance: Instance, tail_of: Ints, timetable: Ints, load: int) -> Message:
    row = timetable[load]
    params = {
        "load": instance.loads[load].id,
        "tail": instance.tails[int(tail_of[load])].id,
        "airfield": instance.airfields[int(row[w.BINDS_AT])],
        "loading_min": int(row[w.LOADING]),
        "depart_min": int(row[w.DEPART]),
        "arrive_min": int(row[w.ARRIVE]),
        "unloaded_min": int(row[w.UNLOADED]),
    }
    return Message(key=f"flights.waits.{BINDINGS[int(row[w.BINDS])]}", params=params)
