"""Rank-biserial of pairs with its bootstrap interval, for all measures of a group."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

import numpy as np

from metrics.statistics.arrays import Floats
from metrics.statistics.effects.bca import Effect, Influences
from metrics.statistics.effects.distinct_values import DistinctValues, Numbers, answering, pair_sum, running
from metrics.statistics.effects.draws import RESAMPLES
from metrics.statistics.effects.point_estimates import rank_biserial_of_differences
from metrics.statistics.effects.resampling import Measured, effects_of


class SignedScale:
    """Sizes of differences other than 0, each with a position for falls and then one for rises."""

    def __init__(self, sizes: Floats) -> None:
        self._sizes = sizes

    @property
    def positions(self) -> tuple[Floats, ...]:
        """The differences of the positions."""
        return (np.stack([-self._sizes, self._sizes], axis=1).reshape(-1),)

    @property
    def step(self) -> float:
        """The smallest size."""
        return float(self._sizes[0])

    def joined(self, others: Sequence[tuple[Floats, ...]]) -> SignedScale:
        """The scale that holds the differences of others as well."""
        return SignedScale(np.unique(np.concatenate([self._sizes, *(np.abs(positions) for (positions,) in others)])))

    def statistic(self, counts: Sequence[Numbers], people: Sequence[int]) -> Floats:
        """Rank-biserial in each resample: signed ranks over ranks, both whole numbers; NaN where nobody moved.

        Twice the midrank of a size is one more than the counts of all smaller ones and of all smaller or equal ones.
        Of all that moved they come to ``moved (moved + 1)``; what is not of a rise is of a fall.
        """
        falls, rises = counts[0][::2], counts[0][1::2]
        both = falls + rises
        below = running(both, 0.5)
        ranks = np.add(below[:-1], below[1:], out=both)
        of_rises = pair_sum(rises, ranks, people[0] * (people[0] + 1))
        moved = below[-1].astype(np.float64) - 0.5
        whole = moved * (moved + 1)
        with np.errstate(invalid="ignore"):
            return np.asarray((2 * of_rises - whole) / whole)

    def influences(self, measured: Measured) -> tuple[Influences, ...]:
        """Jackknife influences in closed form, over those who have the measure.

        Without one rise of a size, the doubled sum of signed ranks loses ``D + C_< + C_≤`` and two for each rise
        above less each fall above; D are the size's rises less falls, C the counts below. Without one fall it gains
        C instead of losing it. Someone unmoved changes nothing.
        """
        counts = measured.by_sample[0].counts
        falls, rises = counts[::2], counts[1::2]
        both, surplus = falls + rises, rises - falls
        reached, above = 2 * np.cumsum(both) - both, 2 * (surplus.sum() - np.cumsum(surplus))
        n, whole = float(both.sum()), float(surplus @ (reached + 1))
        without = [(whole - surplus - above + sign * reached) / ((n - 1) * n) for sign in (1, -1)]
        values = np.concatenate([*without, [whole / (n * (n + 1))]])
        many = np.concatenate([falls, rises, [float(measured.unranked)]])
        size = float(many.sum())
        mean = fsum((values * many).tolist()) / size
        return (Influences((size - 1) * (mean - values), many),)


def measured_pairs(differences: Floats) -> Measured | None:
    """A measure's differences on their scale, NaN where a person lacks it; None where nobody moved."""
    moved = np.flatnonzero((differences != 0) & ~np.isnan(differences))
    if moved.size == 0:
        return None
    sizes, level = np.unique(np.abs(differences[moved]), return_inverse=True)
    position = np.full(differences.size, 2 * sizes.size, np.int64)
    position[moved] = 2 * level + (differences[moved] > 0)
    scale = SignedScale(sizes)
    distinct = DistinctValues(
        position, scale.positions[0], np.bincount(position[moved], minlength=2 * sizes.size).astype(np.float64)
    )
    return Measured(scale, (distinct,), int(np.count_nonzero(differences == 0)))


def paired_effects(differences: Floats, *, seed: int, resamples: int = RESAMPLES, level: float = 0.95) -> list[Effect]:
    """Matched-pairs rank-biserial of each measure, with a BCa bootstrap interval (Efron 1987).

    Parameters
    ----------
    differences : array, shape (people, measures)
        Later score less earlier score, rounded to 9 decimals; NaN where a person lacks the measure in either round.
    seed : int
        Seeds the resamples of this group by itself.
    resamples : int
        How often the people are drawn anew; 0 for no intervals.
    level : float
        Confidence level of the intervals.

    Returns
    -------
    list of Effect
        One a measure. The value is None where nobody moved; the limits also where resamples don't differ or fewer
        than half of them have a value.

    Notes
    -----
    A resample draws as many people as have any measure, with replacement; those who lack a measure count as missing
    in it. All measures of a group rest on the same draws, except as in `resampling.resampled_values`.
    """
    if not resamples:
        return [Effect(rank_biserial_of_differences(column[~np.isnan(column)])) for column in differences.T]
    measures = [measured_pairs(column) for column in answering(differences).T]
    return effects_of(measures, seed, resamples, level)
