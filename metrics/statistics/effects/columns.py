"""The effect size of each measure of a group: which one it is follows from the test beside it (rule 25)."""

from __future__ import annotations

import numpy as np

from metrics.statistics.arrays import Floats, rounded
from metrics.statistics.effects.effect import Effect
from metrics.statistics.effects.hedges import g_av_of_pairs, g_av_of_samples
from metrics.statistics.effects.rank_effects import cliffs_delta_of_samples, rank_biserial_of_differences

EFFECTS = ("hedges_g_av", "rank_biserial", "cliffs_delta")
"""Codes of the effect sizes, that of most tests first."""

_OF_RANK_TESTS = {"wilcoxon": "rank_biserial", "mann_whitney": "cliffs_delta", "brunner_munzel": "cliffs_delta"}


def effect_of(test: str) -> str:
    """The code of the effect size beside a test: of ranks where the test asks about ranks, else Hedges' g_av."""
    return _OF_RANK_TESTS.get(test, "hedges_g_av")


def effects_of(before: Floats, after: Floats, estimand: str, test: str) -> list[Effect]:
    """The effect size of each measure.

    Parameters
    ----------
    before, after : array, shape (people, measures)
        Scores of the same people in each round; NaN where a person lacks the measure there.
    estimand : {"matched", "all", "independent"}
        ``matched``: over those who have the measure in both rounds. Otherwise over everyone in each round; under
        ``all`` g_av has no interval: Bonett's are of pairs or of two samples.
    test : str
        A test of that estimand, by its code.

    Returns
    -------
    list of Effect
        One a measure. None where g_av is not defined, nobody moved (rank-biserial), or a round has nobody (Cliff's
        delta).
    """
    effect = effect_of(test)
    if effect == "rank_biserial":
        changes = rounded(after - before).T
        return [Effect(rank_biserial_of_differences(change[~np.isnan(change)])) for change in changes]
    if effect == "cliffs_delta":
        samples = zip(rounded(before).T, rounded(after).T, strict=True)
        return [Effect(cliffs_delta_of_samples(one[~np.isnan(one)], two[~np.isnan(two)])) for one, two in samples]
    if estimand == "matched":
        return g_av_of_pairs(before, after)
    found = g_av_of_samples(before, after)
    return found if estimand == "independent" else [Effect(one.value) for one in found]
