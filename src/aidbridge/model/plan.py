"""The plan: every decision with its times, its commitment, its figures and bounds. All instants are whole minutes since
`Mission.start`; all lengths in the hold are whole centimetres."""

from enum import StrEnum
from typing import Literal

from .facts import Scalar
from .messages import Message
from .noun import Count, Icao, Id, NotNegative, Noun, State

PLAN_FORMAT = 1


class Commitment(StrEnum):
    """How firm a decision is. What is committed or done is not replanned (rule P4)."""

    PROPOSED = "proposed"
    COMMITTED = "committed"
    DONE = "done"


class Decided(Noun):
    """A decision of the plan."""

    id: Id
    commitment: Commitment = Commitment.PROPOSED


class Assignment(Decided):
    """So much of one resource serves one need line at one site.

    Presence and rate: `quantity` is at work from `at_work_min` until `until_min`. Stock: `quantity` is delivered at
    `at_work_min`. Backlog: `quantity` is what the plan's tours do for the need with this team; times are the first work
    and the end of the last job.
    """

    need: Id
    offer: Id
    resource: Id
    items: tuple[Id, ...]
    quantity: NotNegative
    site: Id
    arrive_min: int | None
    """When its last item reaches the site (for teams that tour: the base). None: never gets there."""
    at_work_min: int | None
    until_min: int | None = None


class Unused(Noun):
    """Part of an offer that the plan does not use, with the reason."""

    offer: Id
    resource: Id
    quantity: NotNegative
    reason: Message


class Placement(Noun):
    """Where an item stands in the hold: its front left corner. x from the front of the hold's floor backwards, y from the
    left wall (looking forward) to the right. `turned` swaps length and width."""

    item: Id
    x_cm: int
    y_cm: int
    turned: bool = False


Phase = Literal["trunk", "out", "home"]
"""Of flights: to where what changes aircraft does so; to the airfields of debarkation; home."""


class Load(Decided):
    """What flies together: items on the floor and persons in seats."""

    phase: Phase
    origin: Icao
    destination: Icao
    aircraft_type: Id
    placements: tuple[Placement, ...]
    persons: tuple[Id, ...] = ()
    """Items of kind `persons`."""
    payload_kg: Count
    """Everything, persons included."""
    balance_cm: int | None
    """Centre of gravity of the floor load from the front of the hold; None for an empty floor. Persons are not in it."""


class LeftBehind(Noun):
    """An item that is not moved, with the reason."""

    item: Id
    phase: Literal["out", "home"]
    reason: Message


class Fuel(Noun):
    """Fuel of one leg in kg; the reserves stay in the tanks at landing."""

    trip_kg: Count
    contingency_kg: Count
    alternate_kg: Count
    final_reserve_kg: Count
    taxi_kg: Count = 0

    @property
    def block_kg(self) -> int:
        """Fuel on board at the ramp."""
        return self.trip_kg + self.contingency_kg + self.alternate_kg + self.final_reserve_kg + self.taxi_kg


class Overflight(Noun):
    """A state crossed on a leg, when, and by which clearance (None over the high seas or the operator's own state)."""

    state: State | None
    enter_min: int
    leave_min: int
    clearance: Id | None


class Leg(Decided):
    """One flight from one airfield to another. The identifier is `<sortie>.<n>`."""

    kind: Literal["positioning", "loaded", "return"]
    """Empty to where it is needed; with its load; empty home. Between two legs of one kind in a sortie lies a stop for fuel."""
    origin: Icao
    destination: Icao
    route: Id
    load: Id | None = None
    crew: Id | None = None
    """None where the operator names no crews."""
    loading_start_min: int | None = None
    """None for an empty leg, and for one that carries on from a stop."""
    depart_min: int
    arrive_min: int
    unloaded_min: int | None = None
    """When unloading ends; None for an empty leg, and for one that ends at a stop."""
    payload_kg: Count
    fuel: Fuel
    alternate: Icao | None = None
    takeoff_mass_kg: Count
    landing_mass_kg: Count
    overflights: tuple[Overflight, ...]
    landing_clearance: Id | None = None


class Sortie(Decided):
    """One tail's work for one load: the legs flown in order. An aircraft's last sortie ends at its home."""

    phase: Phase
    tail: Id
    load: Id | None
    legs: tuple[Leg, ...]


class RoadSegment(Noun):
    """A stretch of a march."""

    kind: Literal["drive", "break", "rest", "load", "unload"]
    start_min: int
    end_min: int
    km: NotNegative = 0.0


class Seat(Noun):
    """Persons of a team in a vehicle on the road."""

    team: Id
    """Item of kind `persons`."""
    count: Count


class MarchingVehicle(Noun):
    """A vehicle in a convoy with who and what it carries."""

    vehicle: Id
    """Item of kind `vehicle`."""
    seats: tuple[Seat, ...] = ()
    cargo: tuple[Id, ...] = ()


class Convoy(Decided):
    """Vehicles that march together."""

    phase: Literal["out", "home"]
    origin: str
    destination: str
    drivers_per_vehicle: int
    vehicles: tuple[MarchingVehicle, ...]
    depart_min: int
    arrive_min: int
    km: NotNegative
    segments: tuple[RoadSegment, ...]


class Stop(Noun):
    """Work at one task on a tour. Work begins after preparation; the part done counts once the place has aired."""

    task: Id
    arrive_min: int
    start_min: int
    end_min: int
    quantity: NotNegative


class Tour(Decided):
    """One team's day: from the base, over its stops, back to the base."""

    team: Id
    base: Id
    depart_min: int
    return_min: int
    stops: tuple[Stop, ...]
    km: NotNegative


class CoveragePoint(Noun):
    """The share of a need met from an instant on."""

    at_min: int
    share: NotNegative


class Coverage(Noun):
    """One line of the ledger, in the capability's unit: needed, offered, accepted, loaded, arrived, at work."""

    need: Id
    needed: NotNegative
    offered: NotNegative
    """The capability in all offers that are offered or accepted, each thing counted once, less what their donors keep at home: the
    pool that all lines of this capability share. A backlog has no pool: what its teams' assignments do (as `accepted`)."""
    accepted: NotNegative
    """Sum of the line's assignments."""
    loaded: NotNegative
    """The part of it whose flying items are all on loads flown out (what need not fly counts)."""
    arrived: NotNegative
    """The part of it whose `arrive_min` is known."""
    at_work: NotNegative
    """The most that is at work at one time within the line (presence, rate), or what is done by its end (stock, backlog)."""
    offers: tuple[Id, ...]
    """Offers that cover it, sorted, each once."""
    eligible: bool
    """Whether an accepted offer under an agreement in force has the capability; other lines are left out of the gap."""
    weight: NotNegative
    """Severity x quantity x value of a unit."""
    unmet_weighted_h: NotNegative
    """Weight x the integral of (1 - share) in hours, from the line's start to its end or the horizon; rounded to 6 places."""
    idle_weighted_h: NotNegative
    """The same if nothing at all were done."""
    curve: tuple[CoveragePoint, ...] = ()
    """The share from the line's start on, one point a change."""


class Figures(Noun):
    """What the plan amounts to. None is unknown (or there is none), never zero."""

    unmet_weighted_h: NotNegative
    """Sum over lines with an eligible offer."""
    unmet_weighted_h_others: NotNegative
    """Sum over lines without one."""
    idle_weighted_h: NotNegative
    """What the eligible lines would come to if nothing were done."""
    worst_place: Id | None
    worst_share: NotNegative | None
    """1 - (sum of unmet) / (sum of idle) over the eligible lines of a place; of the place where it is least (ties: by id)."""
    loaded_sorties: Count
    """Loads flown on the way out."""
    loaded_sorties_home: Count
    flights: Count
    """All legs flown, both phases, empty ones included."""
    flying_min: Count
    """Sum of arrival less departure over all legs."""
    flying_min_by_type: dict[str, int]
    positioning_min: Count
    """The part of it flown empty (legs of kind positioning and return)."""
    fuel_kg: Count
    """Trip and taxi fuel of all legs."""
    co2_kg: Count
    """fuel_kg x rates.co2_per_kg_fuel, rounded."""
    tonnes_out: NotNegative
    """Payload of the loads flown out, persons included."""
    persons_out: Count
    vehicles_out: Count
    """Vehicles and trailers flown out."""
    road_km: NotNegative
    """Convoy km x its vehicles, both phases, and the tours' km."""
    first_team_at_base_min: int | None
    """First arrival at the mission's base of an outward convoy that carries a team."""
    last_team_at_work_min: int | None
    """When the last team begins its first work: the latest over teams of the earliest at_work_min of their assignments."""
    first_landing_min: int | None
    """First and last arrival of a load where it goes on the way out."""
    last_landing_min: int | None
    home_min: int | None
    """When the last load of the way home is unloaded."""
    cost: NotNegative | None
    """Sum of cost_lines; None when one of them is unknown."""
    cost_lines: dict[str, float | None] = {}
    """flying (hours by type), fuel (fuel_kg), handling (tonnes of all loads flown), road (road_km), per_diem (persons x days
    from the departure of their loaded leg out to the arrival of their loaded leg home, else to the horizon), each times
    its rate; None where the rate is not given."""


class Bound(Noun):
    """No plan of this mission can be better than `value` (a lower bound) for the figure; a bound of sorties, or of what
    their loads cost, speaks of plans that leave nothing behind in that phase.

    `certificate` holds the inputs of the argument, which the checker verifies; without one the bound is labelled trusted
    and names the solver with its version.
    """

    figure: Literal["unmet_weighted_h", "loaded_sorties", "loaded_sorties_home", "loading_cost"]
    value: NotNegative
    argument: str
    """relaxation, combinatorial, or solver."""
    name: str
    """Key of the argument in the message catalogue and in the checker: `queue_weights`, `earliest_work`."""
    certificate: dict[str, object] | None = None
    trusted: str = ""


class Explanation(Noun):
    """Why a decision is as it is."""

    stage: Literal["allocation", "loading", "flights", "convoys", "fieldwork", "way_home", "plan"]
    about: str
    message: Message


class HubOption(Noun):
    """An airfield of debarkation that a plan could go through, by a short plan of its own."""

    icao: Icao
    also: tuple[Icao, ...] = ()
    """Others beside it, for the goods of the sites nearest to them by road."""
    chosen: bool = False
    accepted: bool = False
    """Whether the checker accepts the short plan: no rule broken, none unproven."""
    figures: Figures | None = None
    """Of the short plan; None where there is none."""
    left_behind: int = 0
    fault: str = ""
    """Why there is none."""


class Progress(Noun):
    """One improvement of the search: by iteration, never by wall-clock, so that plans stay the same byte for byte."""

    stage: str
    iteration: int
    value: float
    found_by: str


class Plan(Noun):
    """A plan of a resolved mission."""

    format: Literal[1] = 1
    mission: Id
    mission_hash: str
    seed: int
    iterations: int
    versions: dict[str, str]
    assignments: tuple[Assignment, ...]
    unused: tuple[Unused, ...]
    loads: tuple[Load, ...]
    left_behind: tuple[LeftBehind, ...]
    sorties: tuple[Sortie, ...]
    convoys: tuple[Convoy, ...]
    tours: tuple[Tour, ...]
    coverage: tuple[Coverage, ...]
    figures: Figures
    bounds: tuple[Bound, ...]
    hubs: tuple[HubOption, ...] = ()
    """The airfields of debarkation compared, where there was a choice."""
    explanations: tuple[Explanation, ...] = ()
    progress: tuple[Progress, ...] = ()
    parameters: dict[str, Scalar] = {}
