"""Programs whose answer is known by hand, and one that ended the process with the solver that SciPy 1.17 brings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csc_array

from metrics.statistics.programs import Program, solve

SACK = Program(
    cost=-np.array([10.0, 13.0, 7.0]),
    below=np.zeros(3),
    above=np.ones(3),
    matrix=csc_array([[3.0, 4.0, 2.0]]),
    low=np.array([-np.inf]),
    high=np.array([6.0]),
)
"""What is worth most of three things that weigh 3, 4 and 2, up to a weight of 6."""


def test_parts_are_taken_by_worth_over_weight() -> None:
    found = solve(SACK)
    assert found.x == pytest.approx([1.0, 0.25, 1.0])
    assert found.bound == pytest.approx(-20.25)


def test_whole_things_are_worth_less_than_parts() -> None:
    found = solve(replace(SACK, whole=np.ones(3, dtype=bool)))
    assert found.x == pytest.approx([0.0, 1.0, 1.0])
    assert found.bound == pytest.approx(-20.0)
    assert not found.is_impossible


@pytest.mark.parametrize("whole", [None, np.ones(3, dtype=bool)])
@pytest.mark.parametrize("presolve", [True, False])
def test_what_has_no_solution_is_said_to_have_none(whole: np.ndarray | None, presolve: bool) -> None:
    found = solve(replace(SACK, low=np.array([10.0]), high=np.array([11.0]), whole=whole), presolve=presolve)
    assert found.x is None
    assert found.is_impossible


@pytest.mark.parametrize("high", [np.nan, -np.inf])
def test_a_program_that_is_refused_is_an_error(high: float) -> None:
    with pytest.raises(RuntimeError, match="HiGHS did not solve"):
        solve(replace(SACK, high=np.array([high])))


def test_a_program_without_an_end_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="HiGHS did not solve"):
        solve(replace(SACK, above=np.full(3, np.inf), high=np.array([np.inf])))


def test_the_same_program_is_solved_the_same_way() -> None:
    rng = np.random.default_rng(1)
    program = Program(
        cost=rng.normal(size=60),
        below=-np.ones(60) * 3,
        above=np.ones(60) * 3,
        matrix=csc_array(rng.normal(size=(12, 60)).round(2)),
        low=-np.ones(12),
        high=np.ones(12),
        whole=np.ones(60, dtype=bool),
    )
    first, second = (solve(program, nodes=50, gap=0.5) for _ in range(2))
    assert first.x is not None
    assert second.x is not None
    assert first.x.tolist() == second.x.tolist()
    assert first.bound <= float(program.cost @ first.x) + 1e-6


def test_a_program_that_ended_the_process_is_solved() -> None:
    half = [-0.5, -0.25, -0.5, -0.5, -0.25, -0.5, -0.25, -0.5, -0.25, -0.5, -0.5, -0.5]
    share = [0.25, 0.25, 0.75, 0.75, 0.5, 0.25, 0.25, 0.75, 0.5, 0.5, 0.75, 1.0]
    rest, none = [0.5] * 10 + [1.0] * 2, [0.0] * 12
    found = solve(
        Program(
            cost=np.array([0.0] * 20 + [25 / 6] * 2 + [25 / 3] * 2),
            below=-np.array([0, 1, 1, 1, 0, 0, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0], dtype=float),
            above=np.array([1, 2, 0, 1, 1, 1, 3, 0, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 0, 1, 1, 1, 1, 1], dtype=float),
            matrix=csc_array(
                [half + rest, [-2 * one for one in half] + none, share + none, [1.75 * one for one in half] + none]
            ),
            low=np.array([-0.01001, -0.059946, -0.09997, -0.22751]),
            high=np.array([0.31001, 0.579946, 0.29997, 0.33251]),
            whole=np.ones(24, dtype=bool),
        ),
        nodes=50,
    )
    assert found.message == "Optimal"
    assert found.x is not None
    assert found.x.size == 24
    assert found.bound == pytest.approx(0.0)
