"""Binomial probabilities, each relatively precise, kept for the next test that needs them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from metrics.statistics.arrays import Floats


@lru_cache(maxsize=256)
def binomial(n: int, p: float) -> Floats:
    """Probabilities of 0, 1, ..., n successes, each relatively precise to about n rounding errors; read only.

    Multiplied up and down from the mode, then divided by their sum: no logarithm of a factorial, whose rounding
    grows with n.
    """
    mode = min(n, int((n + 1) * p))
    up = np.arange(mode, n)
    down = np.arange(mode, 0, -1)
    above = np.cumprod((n - up) / (up + 1) * (p / (1 - p)))
    below = np.cumprod(down / (n - down + 1) * ((1 - p) / p))
    weights = np.concatenate([below[::-1], [1.0], above])
    weights /= weights.sum()
    weights.flags.writeable = False
    return weights
