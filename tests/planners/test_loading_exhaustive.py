"""The bound by complete search of single holds, where verified arguments stop one short."""

from aidbridge.checker.bounds import check_bound
from aidbridge.engines.stopping import Stop
from aidbridge.model.fleet import AircraftType
from aidbridge.model.policy import HoldPolicy, Policy
from aidbridge.planners.loading.bounds import bound
from aidbridge.planners.loading.exhaustive import exhaustive
from aidbridge.planners.loading.problem import LoadingProblem
from aidbridge.planners.loading.solve import load
from aidbridge.planners.loading.stowage import stowage_of
from aidbridge.planning.yard import DESTINATION, ORIGIN, yard
from loading_oracle import cargo

SIDES = [(9, 3, False), (5, 5, True), (6, 3, False), (8, 5, False), (4, 5, True), (6, 4, True), (9, 4, True)]
"""95 % of a floor of 20 x 10; no arrangement fits it, though no sum says so."""
FLOOR = AircraftType(id="a", name="a", max_payload_kg=40_000, cruise_tas_kmh=800, hold_length_m=20, hold_width_m=10)


def test_what_no_sum_shows_the_search_of_one_hold_does() -> None:
    items = tuple(cargo(f"i{n}", 100 * a, 100 * b, 100, 100, turnable=turn) for n, (a, b, turn) in enumerate(SIDES))
    policy = Policy(hold=HoldPolicy(vehicle_gap_m=0, cargo_gap_m=0, roof_gap_m=0))
    resolved = yard((FLOOR,), items, {"a": None}, policy)
    asked = LoadingProblem(phase="out", origin=ORIGIN, destination=DESTINATION, items=resolved.items, fleet={"a": None})
    stowage = stowage_of(resolved, asked)
    least = bound(asked, asked.items, [packer.hold for packer in stowage.packers])
    assert least.value == 1
    found = exhaustive(asked, stowage, asked.items, least, 2, Stop())
    assert (found.name, found.value, found.certificate) == ("exhaustive", 2, None)
    assert "HiGHS" in found.trusted
    assert check_bound(resolved, found) == ()
    assert exhaustive(asked, stowage, asked.items, least, 2, Stop(iterations=0)) == least
    answer = load(resolved, asked, Stop(iterations=50), seed=1)
    assert len(answer.loads) == answer.bound.value == 2
