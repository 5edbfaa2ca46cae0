"""All mutants: small changes of a valid plan, each naming the clause that it must break."""

import mutants_allocation
import mutants_cargo
import mutants_crews
import mutants_field
import mutants_flight
import mutants_ground
import mutants_hold
import mutants_load
import mutants_road
import mutants_specification
import mutants_whole
from mutant import Mutant

ROOMS = (
    mutants_allocation, mutants_specification, mutants_load, mutants_hold, mutants_cargo, mutants_flight, mutants_ground,
    mutants_crews, mutants_road, mutants_field, mutants_whole,
)  # fmt: skip
MUTANTS: list[Mutant] = [mutant for room in ROOMS for mutant in room.MUTANTS]


def named(mutant: Mutant) -> str:
    """What a test calls a mutant."""
    return f"{mutant.rule}-{mutant.name}"
