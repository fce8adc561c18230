"""Exact inference: the conditional null distribution given the observed ties and zeros, at every n."""

from metrics.statistics.exact.lattice import NoLatticeError
from metrics.statistics.exact.mann_whitney import rank_sum
from metrics.statistics.exact.permutation import mean_permutation, sign_flip
from metrics.statistics.exact.result import ExactTest
from metrics.statistics.exact.sign import McNemar, mcnemar, sign_test
from metrics.statistics.exact.wilcoxon import signed_rank

__all__ = [
    "ExactTest",
    "McNemar",
    "NoLatticeError",
    "mcnemar",
    "mean_permutation",
    "rank_sum",
    "sign_flip",
    "sign_test",
    "signed_rank",
]
