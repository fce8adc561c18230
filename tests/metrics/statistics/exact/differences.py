"""The tests of pairs, of differences from a round in which everyone had 0."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from metrics import statistics
from metrics.statistics import ExactTest
from metrics.statistics.exact.wilcoxon import Zeros


def wilcoxon(differences: npt.ArrayLike, zeros: Zeros = "pratt") -> ExactTest:
    return statistics.wilcoxon(np.zeros_like(differences), differences, zeros=zeros)


def sign_flip(differences: npt.ArrayLike) -> ExactTest:
    return statistics.sign_flip(np.zeros_like(differences), differences)


def sign_test(differences: npt.ArrayLike) -> ExactTest:
    return statistics.sign_test(np.zeros_like(differences), differences)
