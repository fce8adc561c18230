"""Exact inference: the conditional null distribution given the observed ties and zeros, at every n.

These functions take clean arrays. `metrics.statistics` has the ones that take any.
"""

from metrics.statistics.exact.lattice import NoLatticeError
from metrics.statistics.exact.mann_whitney import mann_whitney_of_samples
from metrics.statistics.exact.means.clusters import sign_flip_of_clusters
from metrics.statistics.exact.means.intervals import (
    Interval,
    permutation_interval,
    sign_flip_interval,
    sign_flip_interval_of_clusters,
)
from metrics.statistics.exact.means.permutation import permutation_of_samples, sign_flip_of_differences
from metrics.statistics.exact.result import ExactTest
from metrics.statistics.exact.sign import McNemar, mcnemar_of_counts, sign_test_of_differences
from metrics.statistics.exact.wilcoxon import wilcoxon_of_differences

__all__ = [
    "ExactTest",
    "Interval",
    "McNemar",
    "NoLatticeError",
    "mann_whitney_of_samples",
    "mcnemar_of_counts",
    "permutation_interval",
    "permutation_of_samples",
    "sign_flip_interval",
    "sign_flip_interval_of_clusters",
    "sign_flip_of_clusters",
    "sign_flip_of_differences",
    "sign_test_of_differences",
    "wilcoxon_of_differences",
]
