"""What a mutant is: a small change of a valid plan that breaks one clause of one rule, and the tools to make one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from aidbridge.model.fleet import Tail
from aidbridge.model.needs import Measure
from aidbridge.model.noun import Noun
from aidbridge.model.plan import Assignment, Convoy, Leg, Load, Placement, Plan, Sortie, Tour
from aidbridge.model.resolved import Item, Resolved

Thing = TypeVar("Thing")


class NoTargetError(Exception):
    """The plan has nothing that this mutant could change."""


@dataclass(frozen=True)
class Mutant:
    """Breaks the clause `key` of `rule`."""

    rule: str
    key: str
    name: str
    change: Callable[["Case"], Plan]

    def apply(self, resolved: Resolved, plan: Plan) -> Plan | None:
        """The broken plan; None where the plan has nothing to break in this way."""
        try:
            return self.change(Case(resolved, plan))
        except NoTargetError:
            return None


class Collection(list[Mutant]):
    """Mutants, entered by a decorator: `@MUTANTS.breaks("L2", "apart")`. The function's name tells what it does."""

    def breaks(self, rule: str, key: str) -> Callable[[Callable[["Case"], Plan]], Callable[["Case"], Plan]]:
        def enter(change: Callable[["Case"], Plan]) -> Callable[["Case"], Plan]:
            self.append(Mutant(rule, key, change.__name__, change))
            return change

        return enter


def pick(things: Iterable[Thing], number: int = 0) -> Thing:
    """The thing of that number, from the end where negative."""
    found = list(things)
    if not -len(found) <= number < len(found):
        raise NoTargetError
    return found[number]


def changed(noun: Noun, **update: Any) -> Any:
    """A copy of the noun with other values, read anew so that a plan made of it is a proper one."""
    return type(noun).model_validate(noun.model_dump() | update)


@dataclass(frozen=True)
class Case:
    """A resolved mission with the plan to be changed."""

    resolved: Resolved
    plan: Plan

    # What is there

    def load(self, number: int = 0, phase: str = "out") -> Load:
        """A load with something on its floor."""
        return pick((load for load in self.plan.loads if load.phase == phase and load.placements), number)

    def load_where(self, test: Callable[[Load], bool]) -> Load:
        return pick(load for load in self.plan.loads if test(load))

    def crowded(self) -> Load:
        """A load with more than one thing on its floor."""
        return self.load_where(lambda load: len(load.placements) > 1)

    def seated(self, number: int = 0, phase: str = "out") -> Load:
        """A load with persons."""
        return pick((load for load in self.plan.loads if load.phase == phase and load.persons), number)

    def rolling(self, load: Load, number: int = 0) -> int:
        """Number of the load's placement that holds a vehicle."""
        return pick((i for i, p in enumerate(load.placements) if self.known(p.item).kind == "vehicle"), number)

    def hold_cm(self, load: Load) -> tuple[int, int]:
        """Length and width of the load's hold."""
        type = self.resolved.aircraft_type(load.aircraft_type)
        return round((type.hold_length_m or 0) * 100), round((type.hold_width_m or 0) * 100)

    def weaker_type(self, load: Load) -> str:
        """The aircraft type that lifts least, other than the load's."""
        others = (type for type in self.resolved.aircraft_types if type.id != load.aircraft_type)
        return pick(sorted(others, key=lambda type: type.max_payload_kg)).id

    def item(self, test: Callable[[Item], bool], number: int = 0) -> Item:
        return pick((item for item in self.resolved.items if test(item)), number)

    def known(self, id: str) -> Item:
        return self.resolved.item(id)

    def spare(self, test: Callable[[Item], bool], number: int = 0) -> Item:
        """An item of that sort that is on no load of the way out."""
        used = {p.item for load in self.plan.loads for p in load.placements} | {i for load in self.plan.loads for i in load.persons}
        return self.item(lambda item: item.id not in used and test(item), number)

    def legs(self, phase: str = "out", kind: str = "loaded") -> list[Leg]:
        """Legs of a phase and kind in order of departure."""
        found = [leg for s in self.plan.sorties if s.phase == phase for leg in s.legs if leg.kind == kind]
        return sorted(found, key=lambda leg: leg.depart_min)

    def leg(self, number: int = 0, phase: str = "out", kind: str = "loaded") -> Leg:
        return pick(self.legs(phase, kind), number)

    def abroad(self, number: int = 0) -> Leg:
        """A loaded leg that crosses a state by a clearance."""
        return pick((leg for leg in self.legs() if any(row.clearance for row in leg.overflights)), number)

    def sortie_of(self, leg: Leg) -> Sortie:
        return pick(sortie for sortie in self.plan.sorties if leg in sortie.legs)

    def tail_of(self, leg: Leg) -> Tail:
        """The tail that flies the leg."""
        id = self.sortie_of(leg).tail
        return next(tail for tail in self.resolved.mission.fleet if tail.id == id)

    def tail_legs(self, leg: Leg) -> list[Leg]:
        """All legs of the tail that flies the leg, in order."""
        tail = self.sortie_of(leg).tail
        return sorted((x for s in self.plan.sorties if s.tail == tail for x in s.legs), key=lambda x: x.depart_min)

    def convoy(self, number: int = 0, phase: str = "out", teams: bool = True) -> Convoy:
        """A convoy with teams, or with cargo."""
        return pick(
            (c for c in self.plan.convoys if c.phase == phase and any(v.seats if teams else v.cargo for v in c.vehicles)),
            number,
        )

    def tour(self, number: int = 0) -> Tour:
        return pick(self.plan.tours, number)

    def tours_of_one_team(self) -> tuple[Tour, Tour]:
        """Two tours of one team, one after the other."""
        for first in self.plan.tours:
            later = sorted(
                (t for t in self.plan.tours if t.team == first.team and t.depart_min > first.depart_min), key=lambda t: t.depart_min
            )
            if later:
                return first, later[0]
        raise NoTargetError

    def assignment(self, measure: Measure, number: int = 0) -> Assignment:
        by_id = {c.id: c.measure for c in self.resolved.capabilities}
        needs = {need.id for need in self.resolved.mission.needs if by_id[need.capability] is measure}
        return pick((a for a in self.plan.assignments if a.need in needs), number)

    # What comes of it

    def put(self, section: str, old: Noun, *new: Noun) -> Plan:
        """The plan with `old` of a section replaced by nothing, one or more."""
        rows = [row for there in getattr(self.plan, section) for row in (new if there is old else (there,))]
        return changed(self.plan, **{section: [row.model_dump() for row in rows]})

    def add(self, section: str, *new: Noun) -> Plan:
        return changed(self.plan, **{section: [row.model_dump() for row in (*getattr(self.plan, section), *new)]})

    def edit(self, section: str, old: Noun, **update: Any) -> Plan:
        return self.put(section, old, changed(old, **update))

    def edit_leg(self, leg: Leg, **update: Any) -> Plan:
        return self.put_leg(leg, changed(leg, **update))

    def put_leg(self, leg: Leg, *new: Leg) -> Plan:
        sortie = self.sortie_of(leg)
        legs = [x for there in sortie.legs for x in (new if there is leg else (there,))]
        return self.edit("sorties", sortie, legs=[x.model_dump() for x in legs])

    def shift_leg(self, leg: Leg, by: int) -> Plan:
        """The leg with all its times moved."""
        return self.put_leg(leg, shifted(leg, by))

    def edit_fuel(self, leg: Leg, **more: int) -> Plan:
        """The leg with so much more fuel in each part, and the masses that follow."""
        fuel = changed(leg.fuel, **{part: max(getattr(leg.fuel, part) + kg, 0) for part, kg in more.items()})
        extra = fuel.block_kg - fuel.taxi_kg - (leg.fuel.block_kg - leg.fuel.taxi_kg)
        takeoff = max(leg.takeoff_mass_kg + extra, 0)
        return self.edit_leg(leg, fuel=fuel.model_dump(), takeoff_mass_kg=takeoff, landing_mass_kg=max(takeoff - fuel.trip_kg, 0))

    def place(self, load: Load, number: int, **update: Any) -> Plan:
        """The load with one of its placements changed."""
        placement = pick(load.placements, number)
        rows = [changed(p, **update) if p is placement else p for p in load.placements]
        return self.edit("loads", load, placements=[p.model_dump() for p in rows])

    def stow(self, load: Load, *ids: str) -> Plan:
        """The load with further items at the front of its floor."""
        more = [Placement(item=id, x_cm=0, y_cm=20) for id in ids]
        return self.edit("loads", load, placements=[p.model_dump() for p in (*load.placements, *more)])

    def seat(self, load: Load, *ids: str) -> Plan:
        return self.edit("loads", load, persons=[*load.persons, *ids])

    def edit_vehicle(self, convoy: Convoy, number: int, **update: Any) -> Plan:
        vehicle = pick(convoy.vehicles, number)
        rows = [changed(v, **update) if v is vehicle else v for v in convoy.vehicles]
        return self.edit("convoys", convoy, vehicles=[v.model_dump() for v in rows])

    def edit_segment(self, convoy: Convoy, number: int, **update: Any) -> Plan:
        segment = pick(convoy.segments, number)
        rows = [changed(s, **update) if s is segment else s for s in convoy.segments]
        return self.edit("convoys", convoy, segments=[s.model_dump() for s in rows])

    def march(self, convoy: Convoy, *segments: tuple[str, int]) -> Plan:
        """The convoy marching as told: kind and minutes, one after the other; its kilometres go with the driving."""
        driven = sum(minutes for kind, minutes in segments if kind == "drive") or 1
        at, rows = convoy.depart_min, []
        for kind, minutes in segments:
            km = convoy.km * minutes / driven if kind == "drive" else 0
            rows.append({"kind": kind, "start_min": at, "end_min": at + minutes, "km": km})
            at += minutes
        return self.edit("convoys", convoy, segments=rows, arrive_min=at)

    def edit_stop(self, tour: Tour, number: int, **update: Any) -> Plan:
        stop = pick(tour.stops, number)
        rows = [changed(s, **update) if s is stop else s for s in tour.stops]
        return self.edit("tours", tour, stops=[s.model_dump() for s in rows])

    def figure(self, **update: Any) -> Plan:
        return changed(self.plan, figures=changed(self.plan.figures, **update).model_dump())


def shifted(leg: Leg, by: int) -> Leg:
    """A leg some minutes later or earlier, with its overflights."""
    times = {name: getattr(leg, name) for name in ("loading_start_min", "depart_min", "arrive_min", "unloaded_min")}
    rows = [changed(r, enter_min=r.enter_min + by, leave_min=r.leave_min + by).model_dump() for r in leg.overflights]
    moved = {name: None if at is None else at + by for name, at in times.items()}
    return changed(leg, overflights=rows, **moved)


def moved(tour: Tour, by: int, **update: Any) -> Tour:
    """A tour some minutes later or earlier, with its stops."""
    stops = [
        changed(s, arrive_min=s.arrive_min + by, start_min=s.start_min + by, end_min=s.end_min + by).model_dump()
        for s in tour.stops
    ]
    return changed(tour, depart_min=tour.depart_min + by, return_min=tour.return_min + by, stops=stops, **update)
