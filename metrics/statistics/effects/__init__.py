"""Effect sizes and their bootstrap intervals, and the Hodges–Lehmann shift. Positive means trust rose."""

from metrics.statistics.effects.averages import overlapping_effects
from metrics.statistics.effects.bca import Effect, Interval
from metrics.statistics.effects.draws import RESAMPLES
from metrics.statistics.effects.paired import paired_effects
from metrics.statistics.effects.points import cliffs_delta, hedges_g_av, rank_biserial
from metrics.statistics.effects.samples import two_sample_effects
from metrics.statistics.effects.shift import hodges_lehmann_pairs, hodges_lehmann_samples

__all__ = [
    "RESAMPLES",
    "Effect",
    "Interval",
    "cliffs_delta",
    "hedges_g_av",
    "hodges_lehmann_pairs",
    "hodges_lehmann_samples",
    "overlapping_effects",
    "paired_effects",
    "rank_biserial",
    "two_sample_effects",
]
