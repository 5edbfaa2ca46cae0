"""A card for each load: drawing, totals against limits, load list."""

import math
from dataclasses import dataclass

from ...model.fleet import AircraftType
from ...model.plan import Leg, Load, Phase
from ...model.verdict import Standing
from ..dossier import Dossier
from ..drawings.hold import HoldDrawing, draw_hold, side_gaps_cm
from ..rows.air import dangerous, description, persons_of, seats_of
from ..rows.proof import finding_text


@dataclass(frozen=True, slots=True)
class Gauge:
    """A total against its limit. `share` is None where the limit is not known."""

    name: str
    value: str
    limit: str
    share: float | None
    over: bool


@dataclass(frozen=True, slots=True)
class Stowed:
    """A row of the load list."""

    number: str
    item: str
    what: str
    size: str
    mass: str
    position: str
    walls: str
    dangerous: str


@dataclass(frozen=True, slots=True)
class LoadCard:
    """Everything about one load."""

    id: str
    commitment: str
    tail: str
    type: str
    origin: str
    destination: str
    origin_zone: str
    destination_zone: str
    leg: Leg | None
    hold: HoldDrawing | None
    gauges: tuple[Gauge, ...]
    stowed: tuple[Stowed, ...]
    persons: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]

    @property
    def dangerous(self) -> bool:
        """Whether dangerous goods are among them."""
        return any(row.dangerous for row in self.stowed)


def load_cards(d: Dossier, phase: Phase) -> tuple[LoadCard, ...]:
    """The loads of a phase by departure; those that do not fly come last."""
    never = d.resolved.horizon_min * 10
    loads = [load for load in d.plan.loads if load.phase == phase]
    loads.sort(key=lambda load: (d.flight_of[load.id].leg.depart_min if load.id in d.flight_of else never, load.id))
    return tuple(_card(d, load) for load in loads)


def _card(d: Dossier, load: Load) -> LoadCard:
    flight = d.flight_of.get(load.id)
    type = d.aircraft_types.get(load.aircraft_type)
    bad = [f for f in d.findings_about.get(load.id, ()) if f.standing in (Standing.BROKEN, Standing.NOT_PROVABLE)]
    return LoadCard(
        load.id,
        d.voice.say(f"commitment.{load.commitment}"),
        flight.sortie.tail if flight else "",
        d.aircraft_name(load.aircraft_type),
        d.place_name(load.origin),
        d.place_name(load.destination),
        d.zone(load.origin),
        d.zone(load.destination),
        flight.leg if flight else None,
        draw_hold(d, load),
        gauges_of(d, load, type, flight.leg if flight else None),
        _stowed(d, load, type),
        tuple((id, d.items[id].persons) for id in load.persons if id in d.items),
        tuple(f"{f.rule}: {finding_text(d, f)}" for f in bad),
    )


def gauges_of(d: Dossier, load: Load, type: AircraftType | None, leg: Leg | None = None) -> tuple[Gauge, ...]:
    """The totals of a load against their limits: payload, masses, fuel of its leg, floor, seats."""
    if type is None:
        return ()
    oew = type.oew_kg
    gauges = [_mass(d, "payload", load.payload_kg, type.max_payload_kg)]
    if oew is not None:
        gauges.append(_mass(d, "zero_fuel", oew + load.payload_kg, type.mzfw_kg))
    if leg is not None:
        gauges.append(_mass(d, "takeoff", leg.takeoff_mass_kg, type.mtow_kg))
        gauges.append(_mass(d, "landing", leg.landing_mass_kg, type.mlw_kg))
        gauges.append(_mass(d, "fuel", leg.fuel.block_kg, type.max_fuel_kg))
    if type.hold_length_m and load.placements:
        used = length_used_cm(d, load)
        gauges.append(
            Gauge(d.voice.say("gauge.length"), d.voice.metres(used), d.voice.metres(type.hold_length_m * 100),
                  used / (type.hold_length_m * 100), used > type.hold_length_m * 100)
        )  # fmt: skip
    seats, persons = seats_of(d, load), persons_of(d, load)
    if persons and seats is not None:
        share = persons / seats if seats else 1.0
        gauges.append(Gauge(d.voice.say("gauge.seats"), str(persons), str(seats), share, persons > seats))
    return tuple(gauges)


def _mass(d: Dossier, name: str, value: float, limit: float | None) -> Gauge:
    told = d.voice.say("word.unknown") if limit is None else d.voice.tonnes(limit)
    share = None if limit is None else value / limit
    return Gauge(d.voice.say(f"gauge.{name}"), d.voice.tonnes(value), told, share, limit is not None and value > limit)


def length_used_cm(d: Dossier, load: Load) -> int:
    """Length of the hold's floor that items take, in cm; two beside each other count once, the ramp does not."""
    type = d.aircraft_types.get(load.aircraft_type)
    floor = round(type.hold_length_m * 100) if type and type.hold_length_m else math.inf
    spans = sorted(
        (p.x_cm, p.x_cm + (d.items[p.item].width_cm if p.turned else d.items[p.item].length_cm))
        for p in load.placements
        if p.item in d.items and p.x_cm < floor
    )
    used, reached = 0, 0
    for start, end in spans:
        used += max(end - max(start, reached), 0)
        reached = max(reached, end)
    return used


def _stowed(d: Dossier, load: Load, type: AircraftType | None) -> tuple[Stowed, ...]:
    rows, v = [], d.voice
    for number, placement in enumerate(load.placements, 1):
        item = d.items.get(placement.item)
        if item is None:
            rows.append(Stowed(str(number), placement.item, "", "", "", "", "", ""))
            continue
        walls = ""
        if type and type.hold_width_m:
            left, right = side_gaps_cm(item, placement, round(type.hold_width_m * 100))
            walls = f"{v.metres(left)} · {v.metres(right)}"
        turned = f" {v.say('hold.turned')}" if placement.turned else ""
        size = " × ".join(v.number(cm / 100) for cm in (item.length_cm, item.width_cm, item.height_cm))
        rows.append(
            Stowed(
                str(number),
                item.id,
                description(d, item),
                f"{size}{turned}",
                v.number(item.mass_kg),
                v.metres(placement.x_cm),
                walls,
                dangerous(item) or "",
            )
        )
    return tuple(rows)
