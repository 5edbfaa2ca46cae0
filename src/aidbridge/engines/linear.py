"""Linear programs and integer programs that grow by columns, solved by HiGHS.

HiGHS is imported when the first program is made. It runs on one thread with a fixed seed, and ends by counts (nodes, or the
proof), so that the same program gives the same answer; a limit in seconds is there for safety alone.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

ENDLESS = math.inf
WHOLE = 1e-6
"""A column of an integer answer lies this close to a whole number."""


class LinearError(RuntimeError):
    """A program that has no answer: it contradicts itself, has no limit, or the solver gave up before it found any."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The optimum of a linear program, and what each row is worth."""

    value: float
    columns: NDArray[np.float64]
    duals: NDArray[np.float64]
    """By row: by how much the optimum grows with the row's limit. Numbers of a solver: a proof rounds them and verifies."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The best answer found of an integer program, and a value that none can beat."""

    value: float
    columns: NDArray[np.float64]
    """Whole numbers exactly where the column was to be whole."""
    bound: float
    proven: bool
    """Whether it is known to be optimal within the gap asked for."""


class LinearProgram:
    """Minimise a sum of costs over columns within rows. Rows first, then columns; both may be added between solutions, and
    the next relaxation starts from the last basis."""

    def __init__(self, seed: int = 0) -> None:
        import highspy

        self._highspy = highspy
        self._highs: Any = highspy.Highs()
        self._options = {"output_flag": False, "threads": 1, "parallel": "off", "random_seed": abs(seed) % 2**31}
        for name, value in self._options.items():
            self._highs.setOptionValue(name, value)
        self._whole: list[bool] = []

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self._whole)

    def add_row(self, lower: float = -ENDLESS, upper: float = ENDLESS) -> int:
        """A row without columns yet: its sum shall lie between the limits. Its number is returned."""
        self._highs.addRow(self._limit(lower), self._limit(upper), 0, np.empty(0, np.int32), np.empty(0))
        return int(self._highs.getNumRow()) - 1

    def add_column(
        self, cost: float, entries: Iterable[tuple[int, float]], lower: float = 0.0, upper: float = ENDLESS, whole: bool = True
    ) -> int:
        """A column with its coefficients as (row, value), each row once. Its number is returned."""
        rows = tuple(entries)
        at = np.array([row for row, _ in rows], dtype=np.int32)
        by = np.array([value for _, value in rows], dtype=np.float64)
        self._highs.addCol(float(cost), self._limit(lower), self._limit(upper), len(rows), at, by)
        self._whole.append(whole)
        return len(self._whole) - 1

    def add_rows(self, upper: NDArray[np.float64]) -> None:
        """Rows without columns yet, each with its upper limit."""
        none = np.full(len(upper), -self._highspy.kHighsInf)
        above = np.where(np.isinf(upper), self._highspy.kHighsInf, upper)
        empty = np.zeros(len(upper), np.int32), np.empty(0, np.int32), np.empty(0)
        self._highs.addRows(len(upper), none, above, 0, *empty)

    def add_columns(
        self,
        costs: NDArray[np.float64],
        starts: NDArray[np.int32],
        rows: NDArray[np.int32],
        values: NDArray[np.float64],
        upper: NDArray[np.float64] | None = None,
        whole: NDArray[np.bool_] | None = None,
    ) -> None:
        """Many columns at once, each from 0 to its upper limit: `starts` tells where each column's rows and values begin.
        `whole` tells which are to be whole numbers in an integer answer."""
        count = len(costs)
        above = np.full(count, self._highspy.kHighsInf) if upper is None else upper
        self._highs.addCols(count, costs, np.zeros(count), above, len(rows), starts, rows, values)
        self._whole += [False] * count if whole is None else whole.tolist()

    def limit_column(self, column: int, lower: float, upper: float) -> None:
        """Other limits for a column: (0, 0) takes it out."""
        self._highs.changeColBounds(column, self._limit(lower), self._limit(upper))

    def limit_columns(self, columns: NDArray[np.int32], lower: NDArray[np.float64], upper: NDArray[np.float64]) -> None:
        """Other limits for many columns."""
        above = np.where(np.isinf(upper), self._highspy.kHighsInf, upper)
        self._highs.changeColsBounds(len(columns), columns, lower, above)

    def limit_row(self, row: int, lower: float, upper: float) -> None:
        """Other limits for a row."""
        self._highs.changeRowBounds(row, self._limit(lower), self._limit(upper))

    def relaxed(self) -> Relaxed:
        """The optimum with columns of any share. Raises LinearError where there is none."""
        self._highs.run()
        status = self._highs.getModelStatus()
        if status != self._highspy.HighsModelStatus.kOptimal:
            raise LinearError(f"the linear program has no optimum: {self._highs.modelStatusToString(status)}")
        solution = self._highs.getSolution()
        value = float(self._highs.getInfo().objective_function_value)
        return Relaxed(value, np.array(solution.col_value), np.array(solution.row_dual))

    def whole(
        self, start: Sequence[float] | None = None, gap: float = 0.0, nodes: int | None = None, seconds: float | None = None
    ) -> Whole | None:
        """The best answer in whole numbers, or None where none was found within the limits.

        start: an answer, by column, to begin from. gap: end when the answer is known to lie within this share of the optimum.
        nodes: the most nodes of the search. seconds: the most time, for safety; an answer that it cut short may differ from
        run to run. Raises LinearError where no answer can exist.
        """
        solver = self._integer()
        limits = {"mip_rel_gap": gap, "mip_abs_gap": WHOLE, "mip_max_nodes": nodes, "time_limit": seconds}
        for name, value in limits.items():
            if value is not None:
                solver.setOptionValue(name, value)
        if start is not None:
            given = self._highspy.HighsSolution()
            given.col_value = [float(value) for value in start]
            solver.setSolution(given)
        solver.run()
        return self._answer(solver)

    def _integer(self) -> Any:
        """A solver of its own, so that the relaxation keeps its basis."""
        solver = self._highspy.Highs()
        for name, value in self._options.items():
            solver.setOptionValue(name, value)
        solver.passModel(self._highs.getLp())
        at = np.array([n for n, whole in enumerate(self._whole) if whole], dtype=np.int32)
        solver.changeColsIntegrality(len(at), at, np.full(len(at), self._highspy.HighsVarType.kInteger))
        return solver

    def _answer(self, solver: Any) -> Whole | None:
        status, known = solver.getModelStatus(), self._highspy.HighsModelStatus
        if status in (known.kInfeasible, known.kUnbounded, known.kUnboundedOrInfeasible, known.kModelError, known.kSolveError):
            raise LinearError(f"the integer program has no optimum: {solver.modelStatusToString(status)}")
        info = solver.getInfo()
        if info.primal_solution_status != self._highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        columns = np.array(solver.getSolution().col_value)
        kept = np.array(self._whole, dtype=bool)
        columns[kept] = np.round(columns[kept])
        # Without a column that must be whole HiGHS solves a linear program and states no bound of its own.
        value = float(info.objective_function_value)
        bound = float(info.mip_dual_bound) if kept.any() else value
        return Whole(value, columns, bound, status == known.kOptimal)

    def _limit(self, value: float) -> float:
        return math.copysign(self._highspy.kHighsInf, value) if math.isinf(value) else float(value)
