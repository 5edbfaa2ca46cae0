"""All rules, in the order of the rule book."""

from . import allocation, bounds, driving_time, field, floor, ground, load, mass, performance, persons, road, routes, traffic, whole
from .rule import Rule

RULES: tuple[Rule, ...] = (
    Rule("N1", "rule.N1", "allocation", False, allocation.reserves_are_kept),
    Rule("N3", "rule.N3", "allocation", False, allocation.needs_are_counted_once),
    Rule("N4", "rule.N4", "allocation", False, allocation.only_what_is_agreed),
    Rule("N5", "rule.N5", "allocation", False, allocation.unused_is_listed),
    Rule("L1", "rule.L1", "load", False, load.each_item_once),
    Rule("L2", "rule.L2", "load", True, floor.items_lie_apart),
    Rule("L3", "rule.L3", "load", True, floor.items_pass_the_door),
    Rule("L4", "rule.L4", "load", True, mass.floor_carries),
    Rule("L5", "rule.L5", "load", True, mass.aircraft_lifts),
    Rule("L6", "rule.L6", "load", True, mass.balance_holds),
    Rule("L7", "rule.L7", "load", True, persons.persons_sit),
    Rule("L9", "rule.L9", "load", False, load.trailers_have_tractors),
    Rule("F1", "rule.F1", "flight", False, routes.routes_are_cleared),
    Rule("F2", "rule.F2", "flight", True, performance.fuel_is_enough),
    Rule("F3", "rule.F3", "flight", True, performance.runways_are_enough),
    Rule("F4", "rule.F4", "flight", False, ground.one_place_at_a_time),
    Rule("F5", "rule.F5", "flight", False, traffic.airfields_cope),
    Rule("F7", "rule.F7", "flight", False, ground.nothing_leaves_unready),
    Rule("R1", "rule.R1", "road", False, road.convoys_leave_complete),
    Rule("R2", "rule.R2", "road", False, driving_time.marches_rest),
    Rule("W1", "rule.W1", "field", False, field.tasks_have_the_right_team),
    Rule("W2", "rule.W2", "field", False, field.shifts_are_kept),
    Rule("P1", "rule.P1", "whole", False, whole.reports_agree),
    Rule("P2", "rule.P2", "whole", False, bounds.bounds_are_proven),
    Rule("P3", "rule.P3", "whole", False, whole.decisions_are_kept),
)
