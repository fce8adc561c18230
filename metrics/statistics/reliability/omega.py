"""McDonald's omega total from the one-factor maximum-likelihood solution.

The fit is our own, some sixty lines on NumPy's eigenvalues. The packages that offer it (factor_analyzer, semopy)
bring scikit-learn or a whole language of models with them, iterate with approximate gradients, and do not say why
there is no solution.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import Floats, NanPolicy, complete_cases
from metrics.statistics.reliability.alpha import item_covariance

SINGULAR = 1e-9
"""The smallest eigenvalue of a correlation matrix at or below which it counts as singular."""
SMALLEST_RESIDUAL = 1e-5
"""A share of an item's variance: a residual variance that sinks below it has no positive solution."""
LARGEST_STEP = 2.0
"""Of a logarithm of a residual variance, in one iteration."""
SETTLED = 1e-7
"""A Newton step below it, taken, leaves an error of the order of its square."""
ITERATIONS = 200
FLATTEST = 1e-9
"""The smallest curvature of the likelihood at which its maximum counts as the only one around."""
ROUNDING = 1e-12
ALMOST_FLAT = 1e-16
"""Curvatures are taken to be at least that: towards a residual variance of 0 the likelihood flattens out."""


@dataclass(frozen=True)
class Omega:
    """McDonald's omega total of some items.

    Attributes
    ----------
    n, items : int
        Respondents, all with every item, and items.
    omega : float or None
        In [0, 1); None where there is no proper solution.
    reason : str or None
        Why there is none: ``fewer_than_three_items``, ``n_not_above_items``, ``singular_covariance`` (an item is
        constant, or follows from others), ``residual_not_positive`` (a Heywood case) or ``no_convergence`` (the
        likelihood has no single maximum); None where there is an omega.
    """

    n: int
    items: int
    omega: float | None
    reason: str | None


def mcdonald_omega(items: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> Omega:
    """McDonald's omega total (1999, ch. 6) of complete cases, from the one-factor maximum-likelihood solution.

    ``(Σλ)² / ((Σλ)² + Σψ)``. The denominator is the variance of the sum that the model implies, as in lavaan.

    Parameters
    ----------
    items : array-like, shape (people, items)
        Scores, all turned the same way; at least 3 items and more people than items.
    nan_policy : {"raise", "omit"}
        Refuse missing scores, or leave out the people who lack an item.

    Returns
    -------
    Omega
        Where there is no proper solution omega is None, and `reason` says why.

    Raises
    ------
    ValueError
        `items` has no column, is not two-dimensional, or holds an infinite number; or a missing one under ``raise``.

    References
    ----------
    McDonald, R. P. (1999). Test Theory: A Unified Treatment. Erlbaum.

    Examples
    --------
    >>> openness, respect = [75, 75, 50, 0, 75, 75, 25], [75, 50, 75, 0, 75, 0, 25]
    >>> safety = [50, 75, 50, 0, 100, 25, 50]
    >>> found = mcdonald_omega(list(zip(openness, respect, safety)))
    >>> print(f"{found.omega:.2f} of {found.n} people")
    0.85 of 7 people
    """
    cases = complete_cases(items, nan_policy)
    return omega_of_covariance(item_covariance(cases), cases.shape[0])


def omega_of_covariance(covariance: Floats, n: int) -> Omega:
    """`mcdonald_omega` of a covariance matrix, whose divisor (n or n − 1) does not matter, of n respondents."""
    items = covariance.shape[0]
    if items < 3:
        return Omega(n, items, None, "fewer_than_three_items")
    if n <= items:
        return Omega(n, items, None, "n_not_above_items")
    variance = np.diag(covariance)
    if not (variance > 0).all():
        return Omega(n, items, None, "singular_covariance")
    deviation = np.sqrt(variance)
    correlation = covariance / np.outer(deviation, deviation)
    if np.linalg.eigvalsh(correlation)[0] <= SINGULAR:
        return Omega(n, items, None, "singular_covariance")
    solution, reason = one_factor(correlation)
    if solution is None:
        return Omega(n, items, None, reason)
    common = float(deviation @ solution.loadings) ** 2
    return Omega(n, items, common / (common + float(variance @ solution.residuals)), None)


@dataclass(frozen=True)
class OneFactor:
    """A one-factor solution: ``loadings`` λ and residual variances ψ, both of shape (items,)."""

    loadings: Floats
    residuals: Floats


def one_factor(correlation: Floats) -> tuple[OneFactor | None, str | None]:
    """Maximum-likelihood solution with one factor, from a correlation matrix of full rank.

    The likelihood is concentrated over the residual variances (Jöreskog 1967) and maximised over their logarithms
    by Newton's method with exact second derivatives (Clarke 1970). The solution for a covariance matrix is this
    one, rescaled.

    Returns
    -------
    solution : OneFactor or None
    reason : str or None
        ``residual_not_positive`` or ``no_convergence``.
    """
    items = correlation.shape[0]
    # Jöreskog's start, as in R's factanal: what the others do not predict of each item, made a little smaller.
    logs = np.log((1 - 0.5 / items) / np.diag(np.linalg.inv(correlation)))
    fit = _Fit.at(logs, correlation)
    for _ in range(ITERATIONS):
        if np.exp(fit.logs.min()) < SMALLEST_RESIDUAL:
            return None, "residual_not_positive"
        step, curvature = fit.newton_step()
        if np.abs(step).max() < SETTLED:
            fit = _Fit.at(fit.logs + step, correlation)
            certain = curvature > FLATTEST and fit.factor > 1
            return (fit.solution, None) if certain else (None, "no_convergence")
        better = _descend(fit, step, correlation)
        if better is None:
            return None, "no_convergence"
        fit = better
    return None, "no_convergence"


@dataclass(frozen=True)
class _Fit:
    """The discrepancy at some residual variances, and what its derivatives are made of.

    With S* the correlation matrix scaled by the residual deviations, `factor` is its largest eigenvalue and `axis`
    that one's eigenvector; `values` and `vectors` are the others.
    """

    logs: Floats
    factor: float
    axis: Floats
    values: Floats
    vectors: Floats

    @classmethod
    def at(cls, logs: Floats, correlation: Floats) -> _Fit:
        """Evaluates the discrepancy at the logarithms of residual variances."""
        scale = np.exp(-logs / 2)
        values, vectors = np.linalg.eigh(correlation * np.outer(scale, scale))
        rest = np.maximum(values[:-1], np.finfo(float).tiny)
        return cls(logs, float(values[-1]), vectors[:, -1], rest, vectors[:, :-1])

    @property
    def discrepancy(self) -> float:
        """What is minimised: ``Σ (θ − log θ − 1)`` over all eigenvalues but the largest."""
        return float((self.values - np.log(self.values) - 1).sum())

    @property
    def solution(self) -> OneFactor:
        """The loadings that belong to these residual variances."""
        residuals = np.exp(self.logs)
        return OneFactor(np.sqrt(residuals * (self.factor - 1)) * self.axis, residuals)

    def newton_step(self) -> tuple[Floats, float]:
        """The step towards a minimum, and the smallest curvature here.

        Where the discrepancy bends downwards the step goes down all the same (absolute curvatures).
        """
        gradient = self.vectors**2 @ (1 - self.values)
        bends, directions = np.linalg.eigh(self._hessian())
        step = -directions @ (directions.T @ gradient / np.maximum(np.abs(bends), ALMOST_FLAT))
        if bends[0] < -FLATTEST and np.abs(step).max() < SETTLED:
            # A saddle, where equally correlated items keep the gradient silent about the way down.
            step = directions[:, 0] / 2
        return step * min(1.0, LARGEST_STEP / max(np.abs(step).max(), ROUNDING)), float(bends[0])

    def _hessian(self) -> Floats:
        gaps = np.maximum(self.factor - self.values, ROUNDING)
        mixed = (1 - self.values) * (self.factor + self.values) / gaps
        rest = self.vectors
        among = (rest * self.values @ rest.T) * (rest @ rest.T)
        hessian: Floats = among + (rest * mixed @ rest.T) * np.outer(self.axis, self.axis)
        return hessian


def _descend(fit: _Fit, step: Floats, correlation: Floats) -> _Fit | None:
    """The first of ever smaller steps that lowers the discrepancy; None where none does."""
    allowed = fit.discrepancy * (1 + ROUNDING) + ROUNDING
    for _ in range(30):
        tried = _Fit.at(fit.logs + step, correlation)
        if tried.discrepancy <= allowed:
            return tried
        step = step / 2
    return None
