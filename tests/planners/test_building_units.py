"""All boxes into units of the least cost, with bound and reasons."""

import random

import pytest

from aidbridge.engines.stopping import Stop
from aidbridge.planners.building.problem import Block, Box, BuildingProblem, Cut, UnitType
from aidbridge.planners.building.solve import build
from building_oracle import faults_of_solution

PALLET = UnitType("pallet", 120, 80, 150, 1_000, 25)
MAIN_DECK = UnitType("pmc", 317, 243, 244, 6_803, 130, cuts=(Cut(175, 244, 238, 164),))
LOWER_DECK = UnitType("pmc_lower", 243, 405, 153, 5_102, 130, cuts=(Cut(0, 50, 44, 0), Cut(361, 0, 405, 50)))


def solved(boxes, types, iterations=0, **more):
    problem = BuildingProblem(tuple(boxes), tuple(types), **more)
    solution = build(problem, Stop(iterations), 1)
    assert faults_of_solution(solution, problem) == []
    return solution


def random_problem(seed: int) -> BuildingProblem:
    """Any mixture of what boxes and units may have."""
    draw = random.Random(seed)
    strong = draw.random() < 0.6
    boxes = []
    for n in range(draw.randint(1, 10)):
        sides = [draw.randint(10, 90) for _ in range(3)]
        limit, stackable = (None, True) if strong else (draw.choice([None, draw.randint(0, 400)]), draw.random() > 0.2)
        ways = tuple(sorted(draw.sample(range(6), draw.randint(1, 6))))
        value = draw.randint(1, 50) * 1_000 if seed % 5 == 0 else None
        mass = draw.choice([0, draw.randint(1, 200)])
        boxes.append(Box(f"b{n}", *sides, mass, draw.randint(1, 12), ways, limit, stackable, draw.choice(["", "a", "b"]), value))
    types = []
    for n in range(draw.randint(1, 3)):
        length, width, height = (draw.randint(60, 300) for _ in range(3))
        cuts, blocks = [], []
        if draw.random() < 0.5:
            cuts.append(Cut(width - draw.randint(5, 50), height, width, height - draw.randint(5, 50)))
        if draw.random() < 0.3:
            cuts.append(Cut(0, draw.randint(5, 40), draw.randint(5, 30), 0))
        if draw.random() < 0.2:
            cuts.append(Cut(0, height - draw.randint(5, 40), draw.randint(5, 30), height, "x"))
        if draw.random() < 0.3:
            blocks = [Block(0, length, 0, 10, 0, 10, draw.random() < 0.5), Block(0, 10, 0, width, 0, 10, draw.random() < 0.5)]
        tolerance = draw.choice([None, None, (draw.randint(3, 30), draw.randint(3, 30))])
        unit = UnitType(
            f"u{n}", length, width, height, draw.randint(500, 5_000), draw.randint(0, 200), tuple(cuts), tuple(blocks), tolerance
        )
        types.append((unit, draw.choice([None, draw.randint(0, 4)]), float(draw.randint(1, 20))))
    apart = frozenset({frozenset("ab")}) if draw.random() < 0.5 else frozenset()
    return BuildingProblem(tuple(boxes), tuple(types), draw.choice([0.0, 1.0, 1.0, 0.7]), apart, draw.choice([0, 0, 3]))


@pytest.mark.parametrize("seed", range(60))
def test_every_rule_is_kept_on_any_problem(seed):
    problem = random_problem(seed)
    assert faults_of_solution(build(problem, Stop(30 if seed % 4 == 0 else 0), seed), problem) == []


def test_the_fewest_pallets_are_proven():
    solution = solved([Box("crate", 60, 40, 50, 50, count=36)], [(PALLET, None, 1.0)])
    assert len(solution.units) == 3
    assert solution.bound.value == 3


def test_mass_alone_may_ask_for_more_pallets():
    solution = solved([Box("lead", 20, 20, 20, 100, count=39)], [(PALLET, None, 1.0)])
    assert len(solution.units) == 5
    assert solution.bound.value == 5


def test_boxes_wider_than_half_are_seen_by_the_bound():
    solution = solved([Box("wide", 70, 50, 80, 10, count=7)], [(PALLET, None, 1.0)])
    assert len(solution.units) == 4
    assert solution.bound.value == 4
    assert solution.bound.certificate["by"] == "extents"


def test_the_cheaper_type_is_taken():
    big = UnitType("big", 240, 80, 150, 4_000, 50)
    solution = solved([Box("crate", 60, 40, 50, 10, count=24)], [(PALLET, None, 2.0), (big, None, 3.0)])
    assert [unit.type for unit in solution.units] == ["big"]
    solution = solved([Box("crate", 60, 40, 50, 10, count=12)], [(PALLET, None, 2.0), (big, None, 3.0)])
    assert [unit.type for unit in solution.units] == ["pallet"]


def test_limited_units_raise_the_bound():
    dear = UnitType("dear", 120, 80, 150, 1_000, 25)
    solution = solved([Box("crate", 60, 40, 50, 10, count=36)], [(PALLET, 1, 1.0), (dear, None, 5.0)])
    assert solution.cost == 11
    assert solution.bound.value == 11
    assert solution.bound.name == "unit_cover"


def test_groups_apart_share_no_unit():
    boxes = [Box("food", 40, 40, 50, 5, count=3, group="food"), Box("acid", 40, 40, 50, 5, count=3, group="acid")]
    assert len(solved(boxes, [(PALLET, None, 1.0)]).units) == 1
    assert len(solved(boxes, [(PALLET, None, 1.0)], apart=frozenset({frozenset({"food", "acid"})})).units) == 2


def test_a_margin_keeps_the_sides_free():
    boxes = [Box("sheet", 120, 80, 10, 5, count=2)]
    assert len(solved(boxes, [(PALLET, None, 1.0)]).units) == 1
    assert solved(boxes, [(PALLET, None, 1.0)], margin=1).left == {"sheet": 2}


@pytest.mark.parametrize(
    ("box", "limit", "needs", "has", "relaxation"),
    [
        (Box("pole", 300, 20, 20, 5), "length", 300, 120, "length"),
        (Box("mast", 140, 30, 40, 5), "length", 140, 120, "orientation"),
        (Box("tower", 50, 50, 160, 5), "height", 160, 150, "height"),
        (Box("safe", 50, 50, 50, 1_200), "mass", 1_200, 975, "mass"),
    ],
)
def test_what_is_left_tells_the_limit_and_what_would_help(box, limit, needs, has, relaxation):
    solution = solved([box, Box("crate", 40, 40, 40, 5)], [(PALLET, None, 1.0)])
    [left] = solution.reasons
    assert (left.obstacles[0].limit, left.obstacles[0].needs, left.obstacles[0].has) == (limit, needs, has)
    assert left.reason.key == f"building.left.{limit}"
    assert left.relaxation.key == f"building.relax.{relaxation}"


def test_a_contour_in_the_way_tells_the_height_that_would_do():
    roof = UnitType("roof", 100, 100, 100, 1_000, 0, cuts=(Cut(0, 60, 40, 100),))
    [left] = solved([Box("cube", 100, 100, 90, 5)], [(roof, None, 1.0)]).reasons
    assert (left.obstacles[0].limit, left.obstacles[0].needs, left.obstacles[0].has) == ("contour", 90, 60)


def test_too_few_units_leave_the_least_value():
    boxes = [Box("tents", 60, 80, 150, 5, count=2, value=10), Box("medicine", 60, 80, 150, 5, count=2, value=50)]
    solution = solved(boxes, [(PALLET, 1, 1.0)])
    assert solution.left == {"tents": 2}
    assert solution.reasons[0].obstacles[0].limit == "most"


def many_boxes(seed: int) -> list[Box]:
    draw = random.Random(seed)
    return [
        Box(f"b{n}", draw.randint(20, 80), draw.randint(20, 60), draw.randint(15, 60), draw.randint(3, 40), draw.randint(20, 150))
        for n in range(40)
    ]


def test_thousands_of_boxes_into_contoured_units():
    solution = solved(many_boxes(1), [(MAIN_DECK, 20, 200.0), (LOWER_DECK, None, 150.0)], 60)
    assert not solution.left
    assert solution.cost <= 1.35 * solution.bound.value


def test_iterations_never_make_the_answer_dearer_and_seeds_repeat():
    boxes = many_boxes(2)[:12]
    types = [(MAIN_DECK, None, 200.0), (LOWER_DECK, None, 150.0)]
    greedy, longer, again = (solved(boxes, types, n) for n in (0, 200, 200))
    assert longer.cost <= greedy.cost
    assert longer == again
    assert longer.progress[0].found_by == "greedy"
