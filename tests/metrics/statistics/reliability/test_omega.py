"""Omega total: models with a known solution, another optimiser, the laws it obeys, and where there is none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from metrics.statistics.reliability.omega import omega_of_covariance, one_factor


def solved(covariance: np.ndarray, n: int) -> tuple[float | None, str | None]:
    """Omega, or the reason why there is none."""
    found = omega_of_covariance(covariance, n)
    return found.omega, found.reason


def model(loadings: list[float] | np.ndarray, residuals: list[float] | np.ndarray) -> np.ndarray:
    """The covariance matrix of a one-factor model."""
    return np.asarray(np.outer(loadings, loadings) + np.diag(residuals))


def likert(seed: int, people: int, items: int, second: float = 0.0) -> np.ndarray:
    """Covariance of simulated answers on five points, with a second factor of some strength."""
    draw = np.random.default_rng(seed)
    loadings, factor = draw.uniform(0.35, 0.9, items), draw.normal(size=(people, 1))
    noise = draw.normal(size=(people, items)) * np.sqrt(1 - loadings**2)
    other = second * draw.normal(size=(people, 1)) * (np.arange(items) < items // 2)
    answers = np.clip(np.round(3.2 + 1.1 * (factor * loadings + noise + other)), 1, 5)
    return np.asarray(np.cov(25 * (answers - 1), rowvar=False))


def discrepancy(parameters: np.ndarray, covariance: np.ndarray) -> tuple[float, np.ndarray]:
    """The Wishart discrepancy of loadings and logarithms of residual variances, and its gradient."""
    loadings, residuals = parameters[: len(covariance)], np.exp(parameters[len(covariance) :])
    implied = model(loadings, residuals)
    inverse = np.linalg.inv(implied)
    slope = inverse - inverse @ covariance @ inverse
    value = np.linalg.slogdet(implied)[1] + np.trace(inverse @ covariance)
    return float(value), np.concatenate([2 * slope @ loadings, np.diag(slope) * residuals])


def omega_by_descent(covariance: np.ndarray) -> float | None:
    """Omega from the plain likelihood of all loadings and residual variances, by SciPy; None in a Heywood case."""
    deviation = np.sqrt(np.diag(covariance))
    scaled = covariance / np.outer(deviation, deviation)
    start = np.concatenate([np.full(len(scaled), 0.7), np.full(len(scaled), np.log(0.5))])
    found = minimize(discrepancy, start, (scaled,), "BFGS", jac=True, options={"gtol": 1e-9, "maxiter": 5000}).x
    loadings, residuals = found[: len(scaled)], np.exp(found[len(scaled) :])
    common = float(deviation @ loadings) ** 2
    return None if residuals.min() < 1e-3 else common / (common + float(deviation**2 @ residuals))


def test_a_model_of_one_factor_gives_its_own_omega() -> None:
    loadings, residuals = [12.0, 20, 25, 8, 16], [90.0, 300, 50, 400, 120]
    omega, reason = solved(model(loadings, residuals), 100)
    assert reason is None
    assert omega == pytest.approx(81**2 / (81**2 + 960), abs=1e-12)


def test_three_items_have_the_solution_in_closed_form() -> None:
    covariance = np.array([[9.0, 3, 2], [3, 8, 4], [2, 4, 7]])
    squares = np.array([3 * 2 / 4, 3 * 4 / 2, 2 * 4 / 3])
    common = np.sqrt(squares).sum() ** 2
    omega, _ = solved(covariance, 10)
    assert omega == pytest.approx(common / (common + 24 - squares.sum()), abs=1e-12)


def test_equal_loadings_and_residuals_give_alpha() -> None:
    omega, _ = solved(model([3.0] * 4, [5.0] * 4), 20)
    assert omega == pytest.approx(36 * 4 / (36 * 4 + 20), abs=1e-12)


@pytest.mark.parametrize("second", [0.0, 0.6])
@pytest.mark.parametrize(("people", "items"), [(16, 12), (31, 6), (20, 4), (200, 8), (1000, 20), (400, 40)])
def test_another_optimiser_on_the_plain_likelihood_agrees(people: int, items: int, second: float) -> None:
    for seed in range(4):
        covariance = likert(seed, people, items, second)
        omega, reason = solved(covariance, people)
        known = omega_by_descent(covariance)
        assert reason == (None if known else "residual_not_positive")
        assert omega == pytest.approx(known, abs=1e-6)


def test_at_the_solution_the_likelihood_is_level_and_the_variances_are_reproduced() -> None:
    for seed in range(20):
        covariance = likert(seed, 60, 10, 0.5)
        correlation = covariance / np.sqrt(np.outer(np.diag(covariance), np.diag(covariance)))
        solution, reason = one_factor(correlation)
        assert reason is None
        assert solution is not None
        assert np.diag(model(solution.loadings, solution.residuals)) == pytest.approx(np.ones(10), abs=1e-9)
        there = np.concatenate([solution.loadings, np.log(solution.residuals)])
        assert np.abs(discrepancy(there, correlation)[1]).max() < 1e-9


@given(st.integers(0, 10**6), st.integers(3, 9), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_and_the_unit_of_all_items_change_nothing(seed: int, items: int, random: object) -> None:
    covariance = likert(seed, 80, items)
    mixed = np.random.default_rng(random.randrange(10**6)).permutation(items)  # type: ignore[attr-defined]
    plain, reason = solved(covariance, 80)
    for other in (covariance[np.ix_(mixed, mixed)], covariance / 625):
        omega, why = solved(other, 80)
        assert why == reason
        assert omega == pytest.approx(plain, abs=1e-9)


@given(st.integers(0, 10**6), st.integers(3, 12), st.integers(1, 60))
@settings(max_examples=100)
def test_there_is_either_an_omega_below_1_or_a_reason(seed: int, items: int, more: int) -> None:
    omega, reason = solved(likert(seed, items + more, items), items + more)
    assert (omega is None) != (reason is None)
    assert omega is None or 0 <= omega < 1


def test_two_items_are_too_few() -> None:
    assert solved(np.array([[2.0, 1], [1, 2]]), 50) == (None, "fewer_than_three_items")


def test_as_many_items_as_people_are_too_many() -> None:
    assert solved(likert(0, 40, 6), 6) == (None, "n_not_above_items")
    assert solved(likert(0, 40, 6), 7)[1] is None


@pytest.mark.parametrize(
    "covariance",
    [
        np.array([[9.0, 6, 6], [6, 9, 2], [6, 2, 9]]),
        np.array([[9.0, 3, -3], [3, 9, 3], [-3, 3, 9]]),
        np.array([[1.0, 0.6, 0.6], [0.6, 1, 0.36], [0.6, 0.36, 1]]),
        np.array([[1.0, 0.5, 0.5], [0.5, 1, 0], [0.5, 0, 1]]),
    ],
    ids=["negative", "signs of no single factor", "exactly 0", "two without anything in common"],
)
def test_a_residual_variance_that_is_not_positive_leaves_no_omega(covariance: np.ndarray) -> None:
    assert solved(covariance, 50) == (None, "residual_not_positive")


def test_an_item_that_follows_from_others_leaves_no_omega() -> None:
    plain = likert(3, 200, 4)
    twice = np.block([[plain, plain[:, :1]], [plain[:1], plain[:1, :1]]])
    assert solved(twice, 200) == (None, "singular_covariance")


def test_a_constant_item_leaves_no_omega() -> None:
    covariance = likert(3, 200, 4)
    covariance[0], covariance[:, 0] = 0, 0
    assert solved(covariance, 200) == (None, "singular_covariance")


def test_items_without_a_common_factor_have_no_single_solution() -> None:
    assert solved(np.eye(5), 50) == (None, "no_convergence")


def test_equally_correlated_items_do_not_stop_it_at_a_saddle() -> None:
    correlation = np.array([[1.0, -0.25, 0.1], [-0.25, 1, 0.1], [0.1, 0.1, 1]])
    assert solved(correlation, 50) == (None, "residual_not_positive")


def test_an_item_left_unturned_counts_with_its_sign() -> None:
    omega, _ = solved(model([3.0, 3, -3, 3], [4.0, 4, 4, 4]), 50)
    assert omega == pytest.approx(36 / (36 + 16), abs=1e-12)
