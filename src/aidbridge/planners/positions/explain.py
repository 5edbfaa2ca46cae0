"""What an answer breaks, and by how much."""

from collections.abc import Iterator

from ...model.messages import Message
from .problem import Break, PositionsProblem
from .search import NOWHERE
from .world import Ints, World


def breaks(problem: PositionsProblem, world: World, at: Ints) -> tuple[Break, ...]:
    """Every broken rule, leg by leg; a unit without any position once."""
    found = [_nowhere(problem, u) for u in range(len(problem.units)) if world.ways[u] == 0]
    for leg in range(problem.legs):
        found.extend(_pairs(problem, world, at, leg))
        found.extend(_groups(problem, world, at, leg))
        found.extend(_envelope(problem, world, at, leg))
    return tuple(found)


def _nowhere(problem: PositionsProblem, u: int) -> Break:
    unit = problem.units[u]
    suited = [one for one in problem.positions if unit.type in one.types]
    if not suited:
        reason = Message(key="positions.break.type", params={"unit": unit.id, "type": unit.type})
        return Break("none", unit.first, 1, 0, reason)
    strongest = max(suited, key=lambda one: one.limit if one.limit is not None else 0)
    limit = strongest.limit or 0
    params = {"unit": unit.id, "needs": unit.mass, "position": strongest.id, "has": limit, "more": unit.mass - limit}
    return Break("none", unit.first, unit.mass, limit, Message(key="positions.break.mass", params=dict(params)))


def _pairs(problem: PositionsProblem, world: World, at: Ints, leg: int) -> Iterator[Break]:
    on = [u for u in range(len(problem.units)) if at[leg, u] != NOWHERE]
    for place, u in enumerate(on):
        for v in on[:place]:
            p, q = at[leg, u], at[leg, v]
            limit = "overlap" if world.clash[p, q] else "apart" if world.near[p, q] and world.hostile[u, v] else ""
            if limit:
                params = {
                    "unit": problem.units[u].id,
                    "other": problem.units[v].id,
                    "position": problem.positions[p].id,
                    "other_position": problem.positions[q].id,
                    "leg": leg + 1,
                }
                yield Break(limit, leg, 2, 1, Message(key=f"positions.break.{limit}", params=dict(params)))


def _groups(problem: PositionsProblem, world: World, at: Ints, leg: int) -> Iterator[Break]:
    for g, limit in enumerate(problem.limits):
        total = sum(
            int(world.weight[g, u]) for u in range(len(problem.units)) if at[leg, u] != NOWHERE and world.member[g, at[leg, u]]
        )
        if total > limit.kg:
            params = {"limit": limit.id, "needs": total, "has": limit.kg, "more": total - limit.kg, "leg": leg + 1}
            yield Break("group", leg, total, limit.kg, Message(key="positions.break.group", params=dict(params)))


def _envelope(problem: PositionsProblem, world: World, at: Ints, leg: int) -> Iterator[Break]:
    mass, moment = moments(world, at, leg)
    low, high = int(world.empty[2]) * mass, int(world.empty[3]) * mass
    if low <= moment <= high:
        return
    bound = problem.arms[0] if moment < low else problem.arms[1]
    centre = round(problem.best_arm + moment / mass)
    params = {"needs": centre, "has": bound, "more": abs(centre - bound), "leg": leg + 1}
    yield Break("envelope", leg, centre, bound, Message(key="positions.break.envelope", params=dict(params)))


def moments(world: World, at: Ints, leg: int) -> tuple[int, int]:
    """Mass (kg) and moment about the best arm (kg cm) of a leg."""
    mass, moment = int(world.empty[0]), int(world.empty[1])
    for u in range(at.shape[1]):
        if at[leg, u] != NOWHERE:
            mass += int(world.mass[u])
            moment += int(world.mass[u]) * int(world.arm[at[leg, u]])
    return mass, moment
