"""Tests and intervals that rest on a t, normal or chi-squared approximation.

These functions take clean arrays. `metrics.statistics` has the ones that take any.
"""

from metrics.statistics.asymptotic.brunner_munzel import BrunnerMunzel, brunner_munzel_of_samples
from metrics.statistics.asymptotic.cluster_robust import (
    clustered_change_of_columns,
    clustered_change_of_differences,
    clustered_change_of_rounds,
)
from metrics.statistics.asymptotic.difference_in_change import difference_in_change
from metrics.statistics.asymptotic.kruskal_wallis import (
    DunnPair,
    KruskalWallis,
    dunn_of_samples,
    kruskal_wallis_of_samples,
)
from metrics.statistics.asymptotic.mean_change_result import MeanChange
from metrics.statistics.asymptotic.stuart_maxwell import StuartMaxwell, stuart_maxwell_of_tables
from metrics.statistics.asymptotic.t_tests import (
    overlap_correlation,
    overlapping_t_of_rounds,
    paired_t_of_columns,
    paired_t_of_differences,
    welch_t_of_samples,
)
from metrics.statistics.asymptotic.weighted_change import WeightedChange, effective_n, weighted_change_of_rounds

__all__ = [
    "BrunnerMunzel",
    "DunnPair",
    "KruskalWallis",
    "MeanChange",
    "StuartMaxwell",
    "WeightedChange",
    "brunner_munzel_of_samples",
    "clustered_change_of_columns",
    "clustered_change_of_differences",
    "clustered_change_of_rounds",
    "difference_in_change",
    "dunn_of_samples",
    "effective_n",
    "kruskal_wallis_of_samples",
    "overlap_correlation",
    "overlapping_t_of_rounds",
    "paired_t_of_columns",
    "paired_t_of_differences",
    "stuart_maxwell_of_tables",
    "weighted_change_of_rounds",
    "welch_t_of_samples",
]
