"""Keeps the numbers of a plan within what can be reckoned with, so that no plan, wherever it comes from, stops the checker."""

from ..model.plan import Plan

LONGEST_MIN = 500_000_000
"""Instants beyond are clamped: some 950 years."""
LARGEST = 10**15
"""All other numbers beyond are clamped."""


def readable(plan: Plan) -> tuple[Plan, tuple[str, ...]]:
    """The plan with every number inside the range, and the paths of those that were not."""
    told = plan.model_dump(exclude={"bounds"})
    faults: list[str] = []
    clamped = _clamped(told, "", False, faults)
    if not faults:
        return plan, ()
    bounds = [bound.model_dump(exclude={"certificate"}) | {"certificate": bound.certificate} for bound in plan.bounds]
    return Plan.model_validate({**clamped, "bounds": bounds}), tuple(faults)  # type: ignore[dict-item]


def _clamped(value: object, path: str, instant: bool, faults: list[str]) -> object:
    if isinstance(value, dict):
        return {k: _clamped(v, f"{path}.{k}".lstrip("."), instant or "_min" in str(k), faults) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_clamped(v, f"{path}[{i}]", instant, faults) for i, v in enumerate(value)]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    limit = LONGEST_MIN if instant else LARGEST
    if -limit <= value <= limit:
        return value
    faults.append(path)
    return type(value)(limit if value > 0 else -limit)
