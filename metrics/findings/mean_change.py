"""The mean change of each measure with its standard error: of people who answer independently, or of organisations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from metrics.model.scores import DECIMALS
from metrics.statistics.asymptotic import MeanChange, overlapping_t_of_rounds, welch_t_of_samples
from metrics.statistics.asymptotic.cluster_robust import clustered_change_of_columns, clustered_change_of_rounds
from metrics.statistics.asymptotic.t_tests import paired_t_of_columns
from surveys.model.survey import Floats, Integers


@dataclass(frozen=True)
class Sampling:
    """What is known of how the people of a row come together.

    Attributes
    ----------
    invited : int or None
        How many people could have answered, for the finite population correction; not used with organisations.
    organisations : array of int, shape (people,), or None
        Each person's organisation; -1 where a person states none, who then counts as one alone. None where nobody
        states one: people are taken to answer independently.
    """

    invited: int | None = None
    organisations: Integers | None = None

    @cached_property
    def units(self) -> Integers:
        """Each person's organisation, or a number of the person's own; shape (people,)."""
        if self.organisations is None:
            raise ValueError("no organisation is known")
        own = self.organisations.max(initial=-1) + 1 + np.arange(self.organisations.size)
        return np.where(self.organisations >= 0, self.organisations, own)


INDEPENDENT = Sampling()
"""People who answer independently, out of many."""


@dataclass(frozen=True)
class ClusteredMean:
    """A mean change, and how many organisations its people belong to.

    Attributes
    ----------
    mean : MeanChange
        Without a standard error where the organisations show none: all who answered in a round belong to one, or all
        changed alike.
    clusters : int or None
        None where organisations are not known.
    is_of_one : bool
        Whether all who answered in a round belong to one organisation.
    """

    mean: MeanChange
    clusters: int | None = None
    is_of_one: bool = False


def mean_changes(before: Floats, after: Floats, estimand: str, sampling: Sampling) -> list[ClusteredMean]:
    """The mean change of each measure.

    Parameters
    ----------
    before, after : arrays, shape (people, measures)
        A person is the same row of both; NaN where the person lacks the measure in that round. Somebody in each.
    estimand : {"matched", "all", "independent"}
        Pairs; everyone, with pairs as pairs; everyone, as two samples.
    sampling : Sampling
    """
    if estimand == "matched":
        return _of_pairs(before, after, sampling)
    return [_of_rounds(one, other, estimand, sampling) for one, other in zip(before.T, after.T, strict=True)]


def differences_of(before: Floats, after: Floats) -> tuple[Floats, Floats]:
    """Differences, those of a measure in which nobody moved without what is but rounding; and rounded ones."""
    differences = after - before
    rounded = np.round(differences, DECIMALS)
    still = ~np.any((rounded != 0) & ~np.isnan(rounded), axis=0)
    differences[:, still] = rounded[:, still]
    return differences, rounded


def _of_pairs(before: Floats, after: Floats, sampling: Sampling) -> list[ClusteredMean]:
    differences, _ = differences_of(before, after)
    if sampling.organisations is None:
        return [ClusteredMean(mean) for mean in paired_t_of_columns(differences, sampling.invited)]
    counts = [np.unique(sampling.units[~np.isnan(column)]).size for column in differences.T]
    means = clustered_change_of_columns(differences, sampling.units)
    return [_clustered(mean, count, count) for mean, count in zip(means, counts, strict=True)]


def _clustered(mean: MeanChange, clusters: int, fewest: int) -> ClusteredMean:
    """`fewest`: the organisations of the round that has the fewest."""
    bare = MeanChange(mean.change, None, None)
    return ClusteredMean(mean if mean.se and fewest > 1 else bare, clusters, fewest == 1)


def _of_rounds(before: Floats, after: Floats, estimand: str, sampling: Sampling) -> ClusteredMean:
    here, there = ~np.isnan(before), ~np.isnan(after)
    if sampling.organisations is not None:
        first, second = sampling.units, sampling.units
        if estimand == "independent":  # whoever states no organisation is somebody else in the other round
            second = np.where(sampling.organisations >= 0, second, second + second.max(initial=-1) + 1)
        units = first[here], second[there]
        mean = clustered_change_of_rounds(before[here], after[there], *units)
        fewest = min(np.unique(of).size for of in units)
        return _clustered(mean, np.unique(np.concatenate(units)).size, fewest)
    if estimand == "all":
        return ClusteredMean(overlapping_t_of_rounds(before, after, invited=sampling.invited))
    return ClusteredMean(welch_t_of_samples(before[here], after[there], sampling.invited))
