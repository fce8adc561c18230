"""Exponential tilting: the same sums of independent steps, with chances that bring the observed total to the middle.

A total is X = sum r_j C_j with independent C_j ~ Bin(m_j, p). Under the tilt by x_j the chance of a step becomes
``p exp(x_j) / (1 - p + p exp(x_j))``; a probability under p is one under the tilt times a factor known in closed
form. Where p gives the observed total 1e-200, the tilt gives it a probability of ordinary size, so that nothing is
lost to rounding. Any tilt is exact; that of the saddlepoint (Daniels 1954) is merely the best.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from metrics.statistics.arrays import Floats, Integers

# Everything neglected in an inversion is below exp(-NEGLECT) = 1e-13, beside probabilities of some 1e-2 to 1.
NEGLECT = 30.0
_NEAR_ENOUGH = 0.01
# Tilts tried for Chernoff's bound, in standard deviations: that of a normal total is the fourth.
_TILTS = np.array([0.2, 0.4, 0.7, 1.0, 1.4]) * (2 * NEGLECT) ** 0.5
_NEVER, _ALWAYS = 1e-300, 1 - 2.0**-53


@dataclass(frozen=True)
class Steps:
    """Independent steps: `counts[j]` of size `values[j]` (lattice units), each taken with probability `chances[j]`."""

    values: Integers
    counts: Integers
    chances: Floats

    @property
    def weights(self) -> Floats:
        """Variance of the number of steps of each size, m p (1 - p)."""
        variances: Floats = self.counts * self.chances * (1 - self.chances)
        return variances

    @property
    def mean(self) -> float:
        """Mean of the total."""
        return float((self.counts * self.chances) @ self.values)

    @property
    def spread(self) -> float:
        """Standard deviation of the total."""
        return float(np.sqrt(self.weights @ self.values.astype(np.float64) ** 2))

    def span(self) -> tuple[int, int]:
        """Lowest and highest value outside of which the total has probability below 2 exp(-NEGLECT).

        Chernoff (1952): P(X >= E X + x) <= exp(K(u) - u (E X + x)) for every u > 0, K the cumulant generating
        function; of a few u the one that gives the smallest x is taken, so that the bound holds whichever it is.
        """
        low = int(np.minimum(self.values, 0) @ self.counts)
        high = int(np.maximum(self.values, 0) @ self.counts)
        return (
            max(low, int(np.floor(self.mean - self._reach(-1.0)))),
            min(high, int(np.ceil(self.mean + self._reach(1.0)))),
        )

    def _reach(self, direction: float) -> float:
        """Distance from the mean beyond which, in that direction, the probability is below exp(-NEGLECT)."""
        values = self.values.astype(np.float64)
        tilts = np.minimum(_TILTS / max(self.spread, 1e-200), 600.0 / float(np.abs(values).max()))
        exponents = direction * np.outer(tilts, values)
        cumulants = (np.log1p(self.chances * np.expm1(exponents)) - self.chances * exponents) @ self.counts
        return float(((cumulants + NEGLECT) / tilts).min())


def saddlepoint(design: Floats, steps: Steps, target: Floats, offset: Floats) -> Floats:
    """Parameters eta at which the tilt ``x = offset + eta @ design`` has the means `target`.

    Damped Newton on the convex ``K(eta) - eta @ target``; it stops within a tenth of a standard deviation, which is
    near enough, as every tilt is exact.

    Parameters
    ----------
    design : float array, shape (parameters, step sizes)
    steps : Steps
        Untilted.
    target : float array, shape (parameters,)
        Wanted mean of ``design @ C``.
    offset : float array, shape (step sizes,)
    """

    def objective(eta: Floats) -> float:
        x = offset + eta @ design
        return float(steps.counts @ log_growth(steps.chances, x) - eta @ target)

    eta = np.zeros(len(design))
    value = objective(eta)
    for _ in range(200):
        tilted = tilt(steps, offset + eta @ design)
        slope = design @ (steps.counts * tilted.chances) - target
        step = np.linalg.lstsq((design * tilted.weights) @ design.T, slope, rcond=None)[0]
        decrement = float(slope @ step)
        if decrement < _NEAR_ENOUGH:
            break
        size = 1.0
        while (tried := objective(eta - size * step)) > value - 0.25 * size * decrement and size > 1e-9:
            size /= 2
        eta, value = eta - size * step, tried
    return eta


def tilt(steps: Steps, x: Floats) -> Steps:
    """The steps with their log odds shifted by `x`; chances stay within (0, 1)."""
    return Steps(steps.values, steps.counts, np.clip(expit(logit(steps.chances) + x), _NEVER, _ALWAYS))


def flip_decay(fair: Steps, at_most: int) -> float:
    """A tilt ``-decay * values`` that brings the mean near to `at_most`, which is far below the middle.

    The mean is convex in the decay, so that Newton's steps from below never go too far.
    """
    # A total of 0 is reached by no finite tilt.
    target = max(float(at_most), 0.5)
    sizes = fair.values.astype(np.float64)
    decay = (fair.mean - target) / fair.spread**2
    while (tilted := tilt(fair, -decay * sizes)).mean - target > 0.5 * tilted.spread:
        decay += (tilted.mean - target) / tilted.spread**2
    return decay


def log_ratio(steps: Steps, x: Floats, taken: Integers) -> float:
    """Log of P(C = taken) / P_tilted(C = taken), C the numbers of steps of each size.

    Written term by term, so that large terms of opposite sign never meet.
    """
    stayed, moved = log_growth(steps.chances, x), log_growth(1 - steps.chances, -x)
    return float((steps.counts - taken) @ stayed + taken @ moved)


def log_growth(chances: Floats, x: Floats) -> Floats:
    """``log(1 - p + p exp(x))``, precise for small x and without overflow for large."""
    rise = np.maximum(x, 0.0)
    fall = np.minimum(x, 0.0)
    return np.asarray(np.log1p(chances * np.expm1(fall)) + rise + np.log1p((1 - chances) * np.expm1(-rise)))
