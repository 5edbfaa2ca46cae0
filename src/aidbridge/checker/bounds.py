"""Bounds and the certificates that prove them (P2)."""

from collections.abc import Callable, Mapping

from ..model.plan import Bound
from ..model.resolved import Resolved
from ..model.verdict import Finding, Standing
from .bound_holds import cost_of
from .bound_items import malformed
from .bound_lanes import PROOFS as OF_ONE_LANE
from .bound_lanes import lanes
from .certificate import Certificate, whole_numbers
from .docket import EPSILON, Docket
from .earliest import earliest_work, least_unmet_weighted_h
from .provenance import Provenance
from .recount import empty_plan
from .world import World

Proof = Callable[[World, Docket, Bound, Certificate], float | None]
"""The largest value that a certificate proves; None where it proves nothing, with the reason entered into the docket."""
PHASES = {"loaded_sorties": "out", "loaded_sorties_home": "home", "loading_cost": "out"}


def bounds_are_proven(world: World, docket: Docket) -> None:
    """P2 A stated bound carries its certificate, which is verified here; one without is labelled trusted, with its solver."""
    stated = {bound.figure for bound in world.plan.bounds}
    docket.require("unmet_weighted_h" in stated, "unmet_weighted_h", "stated")
    if world.plan.figures.loaded_sorties:
        docket.require(bool(stated & {"loaded_sorties", "loading_cost"}), "loaded_sorties", "stated")
    for bound in world.plan.bounds:
        _reached(world, docket, bound)
        _proven(world, docket, bound)


def check_bound(resolved: Resolved, bound: Bound) -> tuple[Finding, ...]:
    """Breaches of P2 by a bound on loads that nobody has put on flights: each aircraft of the mission is loaded once."""
    docket = Docket("P2", Provenance(resolved))
    _proven(World(resolved, empty_plan(resolved), flights_known=False), docket, bound)
    return tuple(finding for finding in docket.findings() if finding.standing is Standing.BROKEN)


def _proven(world: World, docket: Docket, bound: Bound) -> None:
    proof = PROOFS.get(bound.name)
    if bound.certificate is None:
        docket.require(bool(bound.trusted), bound.figure, "without_certificate", name=bound.name)
    elif proof is None:
        docket.broken(bound.figure, "unknown_argument", bound.name)
    elif bound.name not in ARGUMENTS.get(bound.figure, LOADS):
        docket.broken(bound.figure, "other_figure", bound.name)
    else:
        proven = proof(world, docket, bound, bound.certificate)
        if proven is not None:
            docket.at_most(bound.figure, "proven", bound.value, proven, name=bound.name)


def _reached(world: World, docket: Docket, bound: Bound) -> None:
    """No plan beats a bound; one of sorties speaks of plans that move everything, so a plan that leaves items behind may."""
    phase = PHASES.get(bound.figure)
    if phase is None or not any(left.phase == phase for left in world.plan.left_behind):
        reached = _figure(world, bound)
        if reached is not None:
            docket.at_least(bound.figure, "beaten", reached * (1 + EPSILON), bound.value, name=bound.name)


def _figure(world: World, bound: Bound) -> float | None:
    """What the plan reaches; a cost by the costs that the certificate states, None where it states none."""
    if bound.figure != "loading_cost":
        return float(getattr(world.plan.figures, bound.figure))
    cost = cost_of(bound.certificate or {}, [load.aircraft_type for load in world.plan.loads if load.phase == "out"])
    return None if cost is None else float(cost)


def earliest(world: World, docket: Docket, bound: Bound, certificate: Certificate) -> float | None:
    """The stated minutes are no later than nothing in the way allows, and leave out no resource; what they leave unmet is least."""
    stated = certificate.get("earliest")
    if not isinstance(stated, Mapping):
        malformed(docket, bound, "earliest")
        return None
    for need, resources in earliest_work(world).items():
        minutes = whole_numbers(stated.get(need), negative=True)
        if minutes is None:
            malformed(docket, bound, f"earliest.{need}")
            return None
        for resource, due in resources.items():
            if resource not in minutes:
                docket.broken(bound.figure, "left_out", need=need, resource=resource)
                return None
            docket.at_most(bound.figure, "earliest", minutes[resource], due, "min", need=need, resource=resource)
            if minutes[resource] > due:
                return None
    told = {str(need): whole_numbers(minutes, negative=True) or {} for need, minutes in stated.items()}
    proven = least_unmet_weighted_h(world, told)
    return proven + 2 * EPSILON * max(1.0, proven)


PROOFS: dict[str, Proof] = {**OF_ONE_LANE, "lanes": lanes, "earliest_work": earliest}
LOADS = (*OF_ONE_LANE, "lanes")
ARGUMENTS = {"unmet_weighted_h": ("earliest_work",), "loading_cost": ("hold_weights",)}
"""What may prove a figure; loads are proven by the arguments of loads."""
