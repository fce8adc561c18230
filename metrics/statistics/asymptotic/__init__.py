"""Tests and intervals that rest on a t, normal or chi-squared approximation, where no exact ones are asked for."""

from metrics.statistics.asymptotic.brunner_munzel import BrunnerMunzel, brunner_munzel
from metrics.statistics.asymptotic.difference_in_change import DifferenceInChange, difference_in_change
from metrics.statistics.asymptotic.kruskal_wallis import DunnPair, KruskalWallis, dunn, kruskal_wallis
from metrics.statistics.asymptotic.stuart_maxwell import StuartMaxwell, stuart_maxwell
from metrics.statistics.asymptotic.t_tests import MeanChange, TTest, overlap_correlation, overlapping, paired, welch
from metrics.statistics.asymptotic.weighted import WeightedChange, effective_n, weighted_change

__all__ = [
    "BrunnerMunzel",
    "DifferenceInChange",
    "DunnPair",
    "KruskalWallis",
    "MeanChange",
    "StuartMaxwell",
    "TTest",
    "WeightedChange",
    "brunner_munzel",
    "difference_in_change",
    "dunn",
    "effective_n",
    "kruskal_wallis",
    "overlap_correlation",
    "overlapping",
    "paired",
    "stuart_maxwell",
    "weighted_change",
    "welch",
]
