"""The schedule generator a second time: in plain Python, minute by minute, from the rules alone.

It reads the same tables as the kernel. Nothing is clever: a minute is tried after the other until every limit holds.
"""

from dataclasses import dataclass, field

from aidbridge.timeline import world as w

END = 400
"""Worlds for this generator end before this minute; an open stay is one until then."""


@dataclass
class Tail:
    kind: int
    at: int
    home: int
    free: int
    end: int
    since: int
    tank: int


@dataclass
class Plain:
    """Tables of a world as lists, and everything reserved minute by minute."""

    world: w.World
    tails: list[Tail]
    used: dict[tuple[int, int], int] = field(default_factory=dict)
    landed: list[tuple[int, int]] = field(default_factory=list)
    fuel: list[int] = field(default_factory=list)

    def has_room(self, resource, start, end):
        limit = self.world.capacity[resource]
        return all(self.used.get((resource, m), 0) < limit for m in range(start, min(end, END)))

    def take(self, resource, start, end, by=1):
        for minute in range(start, min(end, END)):
            self.used[resource, minute] = self.used.get((resource, minute), 0) + by

    def park(self, airfield, arrive, depart):
        self.take(airfield, arrive, max(depart, arrive + 1))

    def may_park(self, airfield, arrive, depart):
        return self.has_room(airfield, arrive, max(depart, arrive + 1))

    def slot_free(self, airfield, minute, own=()):
        apart = self.world.airfields[airfield, w.INTERVAL_MIN]
        return all(abs(minute - other) >= apart for at, other in [*self.landed, *own] if at == airfield)

    def may_depart(self, option, minute):
        lane = self.world.lanes[self.world.options[option, w.LANE]]
        windows = self.world.windows[:, lane[w.FIRST_WINDOW] : lane[w.END_WINDOW]].T
        return any(first <= minute <= last for first, last in windows)

    def flying(self, option):
        return int(self.world.lanes[self.world.options[option, w.LANE], w.FLYING_MIN])

    def landings(self, options, airfield, ready, own=()):
        """All (minute, option) at which a leg may land, sooner and first option first."""
        for minute in range(END):
            for option in range(*options):
                depart = minute - self.flying(option)
                if depart >= ready and self.may_depart(option, depart) and self.slot_free(airfield, minute, own):
                    yield minute, option
                    break


def plain_generate(world, order, tail_of):
    """Rows of loads as dicts, or None for a load that does not fly."""
    grounded = set()
    while True:
        rows = _pass(world, [load for load in order if load not in grounded], tail_of)
        failed = {load for load, row in rows.items() if row is None}
        if not failed:
            return rows | dict.fromkeys(grounded)
        grounded |= failed


def _pass(world, order, tail_of):
    plain = Plain(world, [Tail(*row) for row in world.tails.tolist()])
    plain.fuel = world.airfields[:, w.FUEL_KG].tolist()
    plain.landed = [tuple(row) for row in world.landed.tolist()]
    for resource, start, end in world.held.tolist():
        plain.take(resource, start, end)
    for tail in {tail_of[load] for load in order}:
        if plain.tails[tail].since >= 0:
            plain.take(plain.tails[tail].at, plain.tails[tail].since, END)
    rows = {}
    for i, load in enumerate(order):
        later = [other for other in order[i + 1 :] if tail_of[other] == tail_of[load]]
        rows[load] = _fly(plain, load, plain.tails[tail_of[load]], later[0] if later else None)
    return rows


def _fly(plain, load, tail, next_load):
    world = plain.world
    origin, here = world.loads[load, :2].tolist()
    if next_load is None:
        choices = [("home", tail.home)]
    else:
        there = int(world.loads[next_load, w.ORIGIN])
        choices = [("stays", there)]
        if there != here:
            moves = [("moves", there)]
            choices = moves + choices if world.capacity[there] >= world.capacity[here] else choices + moves
    if tail.since >= 0:
        plain.take(tail.at, tail.since, END, -1)
    row = next((found for after, there in choices if (found := _search(plain, load, tail, after, there))), None)
    if row is None or not _fuel(plain, tail, origin, here, row):
        if tail.since >= 0:
            plain.take(tail.at, tail.since, END)
        return None
    count = world.airfields.shape[0]
    if tail.since >= 0:
        plain.park(tail.at, tail.since, row["to_depart"] if row["to_option"] is not None else row["depart"])
    if row["to_option"] is not None:
        plain.landed.append((origin, row["to_arrive"]))
        plain.park(origin, row["to_arrive"], row["depart"])
    plain.take(count + origin, row["loading"], row["loading"] + int(world.airfields[origin, w.LOADING_MIN]))
    plain.landed.append((here, row["arrive"]))
    plain.take(2 * count + here, row["unloaded"] - int(world.airfields[here, w.UNLOADING_MIN]), row["unloaded"])
    plain.park(here, row["arrive"], row["leaves"])
    tail.at, tail.free, tail.since = here, row["unloaded"], row["arrive"]
    if row["after_option"] is not None:
        plain.landed.append((row["there"], row["after_arrive"]))
        tail.at, tail.free, tail.since = row["there"], row["after_arrive"], row["after_arrive"]
        if row["after"] == "moves":
            plain.take(row["there"], row["after_arrive"], END)
    if row["after"] == "home":
        tail.since = -1
    return row


def _search(plain, load, tail, after, there):
    """The earliest times; loading and the leg to the origin then as late as they may be."""
    world = plain.world
    origin = int(world.loads[load, w.ORIGIN])
    loading_min = int(world.airfields[origin, w.LOADING_MIN])
    count = world.airfields.shape[0]
    comes = [(tail.free, None)] if tail.at == origin else plain.landings(world.empty[tail.kind, tail.at, origin], origin, tail.free)
    for begin, to_option in comes:
        own = [] if to_option is None else [(origin, begin)]
        row = _carry(plain, load, tail, after, there, begin, own)
        if row is None:
            return None
        if to_option is None or plain.may_park(origin, begin, row["depart"]):
            break
    else:
        return None
    late = (m for m in range(row["depart"] - loading_min, row["loading"] - 1, -1))
    row["loading"] = next(m for m in late if plain.has_room(count + origin, m, m + loading_min))
    row["to_option"] = to_option
    if to_option is not None:
        landing = [] if row["after_option"] is None else [(there, row["after_arrive"])]
        for minute in range(row["loading"], begin - 1, -1):
            depart = minute - plain.flying(to_option)
            if depart >= tail.free and plain.may_depart(to_option, depart) and plain.slot_free(origin, minute, landing):
                row["to_depart"], row["to_arrive"] = depart, minute
                break
    return row


def _carry(plain, load, tail, after, there, begin, own):
    world = plain.world
    origin, here, ready, not_before = world.loads[load].tolist()
    loading_min, unloading_min = int(world.airfields[origin, w.LOADING_MIN]), int(world.airfields[here, w.UNLOADING_MIN])
    count = world.airfields.shape[0]
    teams = (m for m in range(max(begin, ready), END) if plain.has_room(count + origin, m, m + loading_min))
    loading = next(teams, None)
    if loading is None:
        return None
    for arrive, option in plain.landings(world.loaded[load, tail.kind], here, max(loading + loading_min, not_before)):
        teams = (m for m in range(arrive, END) if plain.has_room(2 * count + here, m, m + unloading_min))
        start = next(teams, None)
        if start is None or start + unloading_min > world.latest_min:
            return None
        unloaded = start + unloading_min
        row = {
            "loading": loading, "option": option, "depart": arrive - plain.flying(option), "arrive": arrive, "unloaded": unloaded,
            "after": after, "there": there, "after_option": None, "leaves": unloaded,
        }  # fmt: skip
        if after == "stays":
            row["leaves"] = END
        elif here == there:
            if unloaded > tail.end:
                return None
        else:
            landings = plain.landings(world.empty[tail.kind, here, there], there, unloaded, own)
            fitting = (one for one in landings if after == "home" or plain.has_room(there, one[0], END))
            landing, leg = next(fitting, (END, None))
            if landing > min(tail.end, END - 1):
                return None
            row |= {"after_option": leg, "leaves": landing - plain.flying(leg), "after_arrive": landing}
        if plain.may_park(here, arrive, row["leaves"]):
            return row
    return None


def _fuel(plain, tail, origin, here, row):
    tank, fuel = tail.tank, list(plain.fuel)
    for airfield, option in ((tail.at, row["to_option"]), (origin, row["option"]), (here, row["after_option"])):
        if option is not None:
            _, block, left = plain.world.options[option].tolist()
            fuel[airfield] -= max(0, block - tank)
            tank = left
    if min(fuel[a] for a in (tail.at, origin, here)) < 0:
        return False
    plain.fuel, tail.tank = fuel, tank
    return True
