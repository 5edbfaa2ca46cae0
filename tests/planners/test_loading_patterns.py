"""Loads put together from sets that pack: what a constructive answer misses."""

from benchmarks.loading.generate import generate
from benchmarks.loading.planned import asked_of

from aidbridge.engines.stopping import Stop
from aidbridge.planners.loading.bounds import bound
from aidbridge.planners.loading.patterns import fewer_by_patterns
from aidbridge.planners.loading.stowage import Stowage, stowage_of
from loading_oracle import cargo, problem, vehicle, world


def hard(items: int, number: int) -> tuple[Stowage, float]:
    """A fresh instance and its bound."""
    resolved, asked = asked_of(generate("il76", items, number))
    stowage = stowage_of(resolved, asked)
    return stowage, bound(asked, asked.items, [packer.hold for packer in stowage.packers]).value


def test_it_meets_the_bound_of_a_hard_instance() -> None:
    stowage, least = hard(60, 24)
    numbers = [unit.number for unit in stowage.units]
    found = fewer_by_patterns(stowage, numbers, least, Stop(), seed=1)
    assert found is not None
    assert len(found.loads) == least == 9
    assert sorted(n for load in found.loads for n in load.units) == numbers
    assert all(stowage.stowed(load.hold, load.units) == load for load in found.loads)
    assert fewer_by_patterns(stowage, numbers, least, Stop(), seed=1) == found
    assert fewer_by_patterns(stowage, numbers, least, Stop(iterations=0), seed=1) is None


def test_less_than_the_bound_is_not_found() -> None:
    stowage, least = hard(30, 25)
    assert fewer_by_patterns(stowage, [unit.number for unit in stowage.units], least - 1, Stop(), seed=1) is None


def test_units_of_several_items_are_left_to_the_search() -> None:
    items = (vehicle("truck", 700, 240, 250, 9_000), vehicle("trailer", 500, 240, 200, 3_000, kind="trailer", towed_by="truck"))
    stowage = stowage_of(world(), problem((*items, cargo("box", 120, 80, 100, 200))))
    assert fewer_by_patterns(stowage, [unit.number for unit in stowage.units], 1, Stop(), seed=1) is None
