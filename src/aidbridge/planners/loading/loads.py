"""Finished loads: every item by name in its place."""

from ...model.plan import Load, Placement
from ...physics.balance import centre_of_gravity_cm, item_centre_cm
from .problem import LoadingProblem
from .stowage import State, Stow, Stowage

PREFIX = {"trunk": "T", "out": "L", "home": "H"}


def loads_of(problem: LoadingProblem, state: State, order: list[int], stowage: Stowage) -> tuple[Load, ...]:
    """The loads in this order, numbered from the problem's first number on."""
    numbered = enumerate(order, start=problem.first_number)
    return tuple(_load(f"{PREFIX[problem.phase]}-{n:03d}", problem, state.loads[i], stowage) for n, i in numbered)


def _load(id: str, problem: LoadingProblem, stow: Stow, stowage: Stowage) -> Load:
    packer = stowage.packers[stow.hold]
    items = sorted((item for n in stow.units for item in stowage.units[n].items), key=lambda item: item.id)
    floor = {item.id: item for item in items if item.kind != "persons"}
    waiting: dict[int | None, list[str]] = {}
    for item in reversed(floor.values()):
        waiting.setdefault(packer.shape(item.id), []).append(item.id)
    persons = sum(item.persons for item in items)
    packed = packer.pack(stow.shapes, persons)
    boxes = sorted(packed.settled(packer.hold, persons).boxes) if packed and packed.boxes else []
    placements = tuple(Placement(item=waiting[box.shape].pop(), x_cm=box.x_cm, y_cm=box.y_cm, turned=box.turned) for box in boxes)
    return Load(
        id=id,
        phase=problem.phase,
        origin=problem.origin,
        destination=problem.destination,
        aircraft_type=packer.hold.type,
        placements=placements,
        persons=tuple(item.id for item in items if item.kind == "persons"),
        payload_kg=sum(item.mass_kg for item in items),
        balance_cm=centre_of_gravity_cm((floor[p.item].mass_kg, item_centre_cm(floor[p.item], p)) for p in placements),
    )
