"""Effect sizes and their bootstrap intervals, and the Hodges–Lehmann shift. Positive means trust rose.

These functions take clean arrays. `metrics.statistics` has the ones that take any.
"""

from metrics.statistics.effects.averages import overlapping_effects
from metrics.statistics.effects.bca import Effect, Interval
from metrics.statistics.effects.draws import RESAMPLES
from metrics.statistics.effects.paired import paired_effects
from metrics.statistics.effects.point_estimates import Estimate, rank_biserial_of_differences
from metrics.statistics.effects.samples import two_sample_effects
from metrics.statistics.effects.shift import hodges_lehmann_of_differences, hodges_lehmann_of_samples

__all__ = [
    "RESAMPLES",
    "Effect",
    "Estimate",
    "Interval",
    "hodges_lehmann_of_differences",
    "hodges_lehmann_of_samples",
    "overlapping_effects",
    "paired_effects",
    "rank_biserial_of_differences",
    "two_sample_effects",
]
