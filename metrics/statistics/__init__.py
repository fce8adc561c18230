"""Statistics of one group's two rounds, of several groups, and of a scale's items: NumPy and SciPy only.

Functions take lists, arrays, Series or DataFrames, **before and then after**, and return a small frozen dataclass.
Positive means that scores rose. They raise a ValueError on missing values (NaN, None, NA) unless called with
``nan_policy="omit"``, and on infinite ones always. Pairs are made by position: an index is not looked at.

===================================  ==================================================================
Question                             Functions
===================================  ==================================================================
Did the same people change?          `wilcoxon`, `sign_flip`, `sign_test`, `paired_t`
Did their yes-or-no, their answer?   `mcnemar`, `stuart_maxwell`
Do two samples differ?               `mann_whitney`, `permutation`, `brunner_munzel`, `welch_t`
Some people are in both rounds?      `overlapping_t`, `weighted_change`
Do people come in organisations?     `cluster_robust_change`
Do groups differ?                    `kruskal_wallis`, `dunn`, `difference_in_change`
By how much?                         `hedges_g_av`, `rank_biserial`, `cliffs_delta`
Do items measure one thing?          `cronbach_alpha`, `mcdonald_omega`
How many tests, how few people?      `holm`, `benjamini_hochberg`, `detectable_change`
===================================  ==================================================================

Examples
--------
>>> before, after = [40.0, 55.0, 60.0, float("nan")], [55.0, 62.5, 80.0, 70.0]
>>> wilcoxon(before, after, nan_policy="omit")
ExactTest(statistic=6.0, p=0.25)
"""

from metrics.statistics.adjustment import benjamini_hochberg, holm
from metrics.statistics.asymptotic.brunner_munzel import BrunnerMunzel, brunner_munzel
from metrics.statistics.asymptotic.cluster_robust import cluster_robust_change
from metrics.statistics.asymptotic.difference_in_change import difference_in_change
from metrics.statistics.asymptotic.kruskal_wallis import DunnPair, KruskalWallis, dunn, kruskal_wallis
from metrics.statistics.asymptotic.mean_change_result import MeanChange
from metrics.statistics.asymptotic.stuart_maxwell import StuartMaxwell, stuart_maxwell
from metrics.statistics.asymptotic.t_tests import overlapping_t, paired_t, welch_t
from metrics.statistics.asymptotic.weighted_change import WeightedChange, weighted_change
from metrics.statistics.effects.hedges import HedgesG, hedges_g_av
from metrics.statistics.effects.rank_effects import Estimate, cliffs_delta, rank_biserial
from metrics.statistics.exact.lattice import NoLatticeError
from metrics.statistics.exact.mann_whitney import mann_whitney
from metrics.statistics.exact.means.permutation import permutation, sign_flip
from metrics.statistics.exact.result import ExactTest
from metrics.statistics.exact.sign import McNemar, mcnemar, sign_test
from metrics.statistics.exact.wilcoxon import wilcoxon
from metrics.statistics.power import detectable_change
from metrics.statistics.reliability.alpha import Alpha, cronbach_alpha
from metrics.statistics.reliability.omega import Omega, mcdonald_omega

__all__ = [
    "Alpha",
    "BrunnerMunzel",
    "DunnPair",
    "Estimate",
    "ExactTest",
    "HedgesG",
    "KruskalWallis",
    "McNemar",
    "MeanChange",
    "NoLatticeError",
    "Omega",
    "StuartMaxwell",
    "WeightedChange",
    "benjamini_hochberg",
    "brunner_munzel",
    "cliffs_delta",
    "cluster_robust_change",
    "cronbach_alpha",
    "detectable_change",
    "difference_in_change",
    "dunn",
    "hedges_g_av",
    "holm",
    "kruskal_wallis",
    "mann_whitney",
    "mcdonald_omega",
    "mcnemar",
    "overlapping_t",
    "paired_t",
    "permutation",
    "rank_biserial",
    "sign_flip",
    "sign_test",
    "stuart_maxwell",
    "weighted_change",
    "welch_t",
    "wilcoxon",
]
