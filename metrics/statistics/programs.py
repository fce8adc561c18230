"""Linear and integer programs, solved by HiGHS.

HiGHS's own package: SciPy 1.17's copy of it crashes Python on some programs of two dozen unknowns
(`tests/metrics/statistics/test_programs.py` has one).
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csc_array

from metrics.statistics.arrays import Floats

_IMPOSSIBLE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
_ENDED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kSolutionLimit, *_IMPOSSIBLE)
"""How a search may end; a limit is that of nodes."""


@dataclass(frozen=True)
class Program:
    """What is to be least, and within which bounds.

    Attributes
    ----------
    cost : array of float, shape (unknowns,)
    below, above : arrays of float, shape (unknowns,)
        The least and the most of each unknown; may be infinite.
    matrix : sparse array, shape (sums, unknowns)
    low, high : arrays of float, shape (sums,)
        Between which each sum lies; may be infinite.
    whole : array of bool, shape (unknowns,), optional
        Which unknowns are whole numbers; none where absent.
    """

    cost: Floats
    below: Floats
    above: Floats
    matrix: csc_array
    low: Floats
    high: Floats
    whole: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] | None = None


@dataclass(frozen=True)
class Solved:
    """What came of a program.

    Attributes
    ----------
    x : array of float, shape (unknowns,), or None
        The best that was found; None where nothing was.
    bound : float
        No solution costs less; minus infinity where none is known.
    is_impossible : bool
        Whether it is said that there is no solution.
    message : str
        How the search ended, in HiGHS's words.
    """

    x: Floats | None
    bound: float
    is_impossible: bool
    message: str


def solve(program: Program, *, nodes: int | None = None, gap: float = 0.0, presolve: bool = True) -> Solved:
    """Solves a program, always the same way: by one thread, and until so many nodes rather than for so long.

    Parameters
    ----------
    program : Program
    nodes : int, optional
        Of the search for whole numbers; as many as it takes where absent.
    gap : float, default 0
        What the solution may cost more than the best, as a share of it.
    presolve : bool, default True
        Whether the program is made simpler first.

    Raises
    ------
    RuntimeError
        If HiGHS refuses the program, or ends in any other way than with the best, with none, or at the last node.
    """
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    options: dict[str, bool | int | float | str] = {
        "presolve": "on" if presolve else "off",
        "parallel": "off",
        "threads": 1,
        "mip_rel_gap": gap,
    }
    if nodes is not None:
        options["mip_max_nodes"] = nodes
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(program))
    solver.run()
    status, about = solver.getModelStatus(), solver.getInfo()
    message = solver.modelStatusToString(status)
    if status not in _ENDED:
        raise RuntimeError(f"HiGHS did not solve a program: {message}")
    has_any = about.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    if status in _IMPOSSIBLE:
        return Solved(None, -np.inf, is_impossible=True, message=message)
    x = np.asarray(solver.getSolution().col_value) if has_any else None
    bound = about.objective_function_value if program.whole is None else about.mip_dual_bound
    return Solved(x, float(bound), is_impossible=False, message=message)


def _model(program: Program) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = program.matrix.shape
    model.col_cost_, model.col_lower_, model.col_upper_ = program.cost, program.below, program.above
    model.row_lower_, model.row_upper_ = program.low, program.high
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = program.matrix.indptr.astype(np.int32)
    model.a_matrix_.index_ = program.matrix.indices.astype(np.int32)
    model.a_matrix_.value_ = program.matrix.data
    if program.whole is not None:
        kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
        model.integrality_ = [kinds[int(one)] for one in program.whole.tolist()]
    return model
