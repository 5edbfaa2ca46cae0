"""Need lines with their interval, weight and sites."""

from ...model.needs import Measure, Need
from ...model.resolved import Resolved
from ..scope import lineage
from .problem import Line

KINDS = {
    Measure.STOCK: ("depot", "hospital", "field_hospital", "laboratory", "care_home"),
    Measure.RATE: ("laboratory", "hospital", "field_hospital", "depot"),
    Measure.PRESENCE: ("field_hospital", "hospital", "base", "care_home", "depot"),
}
"""Kinds of site that suit a need that names none, best first; other kinds come after."""


def lines_of(resolved: Resolved) -> tuple[Line, ...]:
    """Every need of the mission as a line, in the mission's order.

    The weight is severity x quantity x value of a unit; by default all lines of a capability together are worth 1 before
    severity (objective: weighted hours of unmet need).
    """
    mission = resolved.mission
    measures = {capability.id: capability.measure for capability in resolved.capabilities}
    severities = {place.id: place.severity for place in mission.places}
    asked: dict[str, float] = {}
    for need in mission.needs:
        asked[need.capability] = asked.get(need.capability, 0.0) + need.quantity
    lines = []
    for need in mission.needs:
        severity = severities[need.place] if need.severity is None else need.severity
        unit_value = mission.policy.unit_values.get(need.capability, 1 / asked[need.capability])
        start = max(resolved.minute(need.start), 0)
        end = min(resolved.minute(need.end), resolved.horizon_min) if need.end else resolved.horizon_min
        lines.append(
            Line(
                need=need,
                measure=measures[need.capability],
                start_min=start,
                end_min=max(start, end),
                severity=severity,
                weight=severity * need.quantity * unit_value,
                floor=1.0 if need.mandatory else need.floor or 0.0,
            )
        )
    return tuple(lines)


def site_of(resolved: Resolved, line: Line) -> str | None:
    """Where what serves the line goes: the base for a backlog, the line's own site, else the most suitable site in its place
    that is not shut all the time. None where the place has no site."""
    mission = resolved.mission
    if line.measure is Measure.BACKLOG:
        return mission.base
    if line.need.site:
        return line.need.site
    kinds = KINDS[line.measure]
    inside = [
        site
        for site in mission.sites
        if line.need.place in lineage(mission, site.place) and not _always_shut(resolved, site.id, line)
    ]
    best = min(inside, key=lambda site: kinds.index(site.kind) if site.kind in kinds else len(kinds), default=None)
    return best.id if best else None


def first_work_min(resolved: Resolved, need: Need) -> int:
    """When the first task of a backlog opens; 0 where it has no task."""
    return min((resolved.minute(task.start) for task in resolved.mission.tasks if task.need == need.id), default=0)


def _always_shut(resolved: Resolved, site: str, line: Line) -> bool:
    return any(shut <= line.start_min and line.end_min <= until for shut, until in resolved.closed.get(f"site:{site}", ()))
