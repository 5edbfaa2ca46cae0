"""The options of `aidbridge load` as a request: every fault of list, fleet and options is told at once."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ..catalogue.aircraft import aircraft_ids, aircraft_type
from ..documents.messages import say
from ..missionfile.fleetlist import COST_ADVICE, COSTS, parse_fleet, parse_pairs, read_fleet
from ..missionfile.itemlist import read_item_list
from ..missionfile.words import plain_number, printable, shown
from ..model.errors import Fault, InputError
from ..model.facts import Assumption, Scalar
from ..model.listed import ListedFleet, ListedItem
from ..model.policy import HoldPolicy, Policy
from ..planning.loadlist import LoadRequest

GAPS = {"vehicle": "vehicle_gap_m", "cargo": "cargo_gap_m", "roof": "roof_gap_m", "seat": "seat_gap_m"}
WIDEST_GAP_M = 2.0
TRUTH = {"true": True, "false": False}

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Options:
    """What stands on the command line."""

    items: Path | None
    fleet: str
    cost: str
    title: str
    gaps: str
    balance: list[str]
    assume: list[str]
    accept: list[str]
    accept_estimates: bool
    distance: float | None
    ramp: bool
    ignore_columns: bool
    language: str


def request_of(options: Options) -> LoadRequest:
    """The request. Raises InputError with all faults."""
    faults: list[Fault] = []
    untold = 0

    def read(make: Callable[[], Made], otherwise: Made) -> Made:
        nonlocal untold
        try:
            return make()
        except InputError as wrong:
            faults.extend(wrong.faults)
            untold += wrong.untold
            return otherwise

    no_items: tuple[ListedItem, ...] = ()
    no_fleet: tuple[ListedFleet, ...] = ()
    nothing_assumed: tuple[Assumption, ...] = ()
    items = read(lambda: _items(options), no_items)
    fleet = read(lambda: _fleet(options), no_fleet)
    policy = read(lambda: _policy(options), Policy())
    assumptions = read(lambda: _assumptions(options), nothing_assumed)
    if faults:
        raise InputError(faults, untold)
    title = options.title or (options.items.stem if options.items else "")
    stated = say("sheet.stated_fleet", language=options.language)
    return LoadRequest(title, items, fleet, policy, assumptions, options.distance, stated)


def _items(options: Options) -> tuple[ListedItem, ...]:
    if options.items is None:
        advice = "Give a .csv or .xlsx file; `aidbridge load --template items.xlsx` writes an example."
        raise InputError([Fault("ITEMS", "nothing", "an item list", advice)])
    return read_item_list(options.items, options.ignore_columns)


def _fleet(options: Options) -> tuple[ListedFleet, ...]:
    """From words or from a table; costs named on the command line win."""
    named = Path(options.fleet)
    rows = read_fleet(named) if named.suffix.lower() in (".csv", ".xlsx") else parse_fleet(options.fleet)
    costs = parse_pairs("--cost", options.cost, "TYPE")
    strange = sorted(set(costs) - {row.type for row in rows})
    if strange:
        limit = f"types of the fleet: {', '.join(row.type for row in rows)}"
        raise InputError([Fault("--cost", ", ".join(map(shown, strange)), limit, "Correct the type, or add it to --fleet.")])
    faults = [
        Fault("--cost", f"{type}={cost:g}", f"{COSTS[0]:g} to {COSTS[1]:.0f}", COST_ADVICE)
        for type, cost in costs.items()
        if not COSTS[0] <= cost <= COSTS[1]
    ]
    if faults:
        raise InputError(faults)
    return tuple(row.model_copy(update={"cost": costs.get(row.type, row.cost)}) for row in rows)


def _policy(options: Options) -> Policy:
    given = parse_pairs("--gaps", options.gaps, "vehicle, cargo, roof or seat")
    faults = [
        Fault("--gaps", shown(name), f"one of {', '.join(GAPS)}", "Write vehicle=0.15,cargo=0.05,roof=0.10.")
        for name in given
        if name not in GAPS
    ]
    faults += [
        Fault("--gaps", f"{name}={value:g} m", f"at most {WIDEST_GAP_M:g} m", "Write metres: 0.15 is 15 cm.")
        for name, value in given.items()
        if value > WIDEST_GAP_M
    ]
    if faults:
        raise InputError(faults)
    return Policy(
        hold=HoldPolicy.model_validate({GAPS[name]: value for name, value in given.items()} | {"ramp_in_flight": options.ramp})
    )


def _assumptions(options: Options) -> tuple[Assumption, ...]:
    return vouched(options.balance, options.assume, options.accept, options.accept_estimates, options.language)


def vouched(
    balance: list[str], assume: list[str], accept: list[str], accept_estimates: bool, language: str
) -> tuple[Assumption, ...]:
    """What the person vouches for, each as an assumption of its own. Raises InputError with all faults."""
    faults: list[Fault] = []
    values: list[dict[str, Scalar]] = []
    for text in balance:
        type, _, window = text.partition("=")
        ends = [plain_number(end.strip()) for end in window.split(":")]
        if len(ends) != 2 or ends[0] is None or ends[1] is None or not ends[0] < ends[1] or not type.strip():
            limit = "TYPE=FROM:TO in metres from the front of the hold"
            faults.append(Fault("--balance", shown(text), limit, "Write il76md=8.5:10.75."))
        elif ends[1] > (room := _hold_m(type.strip())):
            limit = f"inside the hold, which is {room:g} m long"
            faults.append(Fault("--balance", shown(text), limit, "Write metres from the front of the hold: il76md=8.5:10.75."))
        else:
            key = f"aircraft:{type.strip()}.balance"
            values.append({f"{key}_from_m": float(ends[0]), f"{key}_to_m": float(ends[1])})
    for text in assume:
        key, equals, written = (part.strip() for part in text.partition("="))
        if not equals or not written or ":" not in key or "." not in key:
            limit = "ROOM:ID.FIGURE=VALUE"
            faults.append(Fault("--assume", shown(text), limit, "Write aircraft:an124_100.axle_limit_kg=12000."))
        else:
            number = plain_number(written)
            values.append({key: TRUTH.get(written, printable(written)) if number is None else number})
    if faults:
        raise InputError(faults)
    reason = say("sheet.stated", language=language)
    made = [Assumption(id=f"user-{n}", reason=reason, values=told) for n, told in enumerate(values, 1)]
    accepted = [*accept, *(["*"] if accept_estimates else [])]
    if accepted:
        reason = say("sheet.accepted", language=language)
        made.append(Assumption(id=f"user-{len(made) + 1}", reason=reason, accept=tuple(accepted)))
    return tuple(made)


def _hold_m(type: str) -> float:
    """How long the hold of a type of the catalogue is; without end where that is not known."""
    length = aircraft_type(type).hold_length_m if type in aircraft_ids() else None
    return math.inf if length is None else length
