"""What a test and an interval say of one change: computed in the same way for every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from metrics.model.scores import DECIMALS
from metrics.statistics.asymptotic import (
    BrunnerMunzel,
    MeanChange,
    brunner_munzel_of_samples,
    overlapping_t_of_rounds,
    welch_t_of_samples,
)
from metrics.statistics.asymptotic.t_tests import paired_t_of_columns
from metrics.statistics.exact import (
    ExactTest,
    NoLatticeError,
    mann_whitney_of_samples,
    permutation_of_samples,
    sign_flip_of_differences,
    sign_test_of_differences,
    wilcoxon_of_differences,
)
from metrics.statistics.power import smallest_p_pairs, smallest_p_samples
from surveys.model.survey import Floats


@dataclass(frozen=True)
class Tested:
    """A statistic (positive: trust rose) and its two-sided p; None where there is none, with the `reason`.

    ``all_alike``: nobody differs from anybody; ``no_overlap``: one round lies wholly above the other; ``too_few``:
    fewer than 2 people in a round; ``no_lattice``: the scores have no common denominator small enough to compute with.
    """

    statistic: float | None
    p: float | None
    reason: str | None = None


@dataclass(frozen=True)
class Evidence:
    """A change of one measure between two rounds.

    `low`, `high`: the 95 % interval that belongs to the test. `smallest_p`: the smallest p that so few people could
    give. `check_p`: p of the exact check (`CHECKS`), None where there is none. `moves`: how many rose, stayed, fell;
    None without pairs.
    """

    n_from: int
    n_to: int
    n_matched: int
    mean_from: float
    mean_to: float
    mean: MeanChange
    tested: Tested
    low: float | None
    high: float | None
    smallest_p: float
    check_p: float | None
    moves: tuple[int, int, int] | None


_ON_PAIRS: Mapping[str, Callable[[Floats], ExactTest]] = {
    "wilcoxon": wilcoxon_of_differences,
    "sign_flip": sign_flip_of_differences,
    "sign": sign_test_of_differences,
}
_ON_SAMPLES: Mapping[str, Callable[[Floats, Floats], ExactTest | BrunnerMunzel]] = {
    "mann_whitney": mann_whitney_of_samples,
    "permutation": permutation_of_samples,
    "brunner_munzel": brunner_munzel_of_samples,
}
"""Tests of values rounded for comparison. The t tests are those of the mean change itself."""

_REASONS = {"too_few": "too_few", "no_overlap": "no_overlap", "all_equal": "all_alike"}


def evidence(before: Floats, after: Floats, estimand: str, test: str, invited: int | None = None) -> Evidence:
    """`evidences` of one measure; `before` and `after` of shape (people,)."""
    return evidences(before[:, None], after[:, None], estimand, test, invited)[0]


def evidences(before: Floats, after: Floats, estimand: str, test: str, invited: int | None = None) -> list[Evidence]:
    """The change of each measure under an estimand, tested.

    Parameters
    ----------
    before, after : arrays, shape (people, measures)
        A person is the same row of both; NaN where the person lacks the measure in that round. Somebody in each.
    estimand : {"matched", "all", "independent"}
        Whether the pairs count, everyone with pairs as pairs, or everyone as two samples.
    test : str
        One of the estimand's tests (`metrics.model.settings.TESTS`).
    invited : int, optional
        Number of people invited, for the finite population correction of the t tests and their intervals.
    """
    if estimand == "matched":
        return _of_pairs(before, after, test, invited)
    rounds = zip(before.T, after.T, strict=True)
    if estimand == "all":
        return [_of_overlapping(one, other, invited) for one, other in rounds]
    return [_of_samples(one, other, test, invited) for one, other in rounds]


def moved(before: Floats, after: Floats) -> Floats:
    """Differences of those who have both, rounded so that equal ones tie: differences of unrounded scores."""
    differences = after - before
    return np.asarray(np.round(differences[~np.isnan(differences)], DECIMALS))


def _moves(differences: Floats) -> tuple[int, int, int]:
    rose, fell = int((differences > 0).sum()), int((differences < 0).sum())
    return rose, differences.size - rose - fell, fell


def mean_changes(before: Floats, after: Floats, estimand: str, invited: int | None = None) -> list[MeanChange]:
    """The change of each measure alone, as in `evidences`, without a test."""
    if estimand == "matched":
        return paired_t_of_columns(_differences(before, after)[0], invited)
    rounds = zip(before.T, after.T, strict=True)
    if estimand == "all":
        return [overlapping_t_of_rounds(one, other, invited=invited) for one, other in rounds]
    return [welch_t_of_samples(one[~np.isnan(one)], other[~np.isnan(other)], invited) for one, other in rounds]


def _differences(before: Floats, after: Floats) -> tuple[Floats, Floats]:
    """Differences, those of a measure in which nobody moved without what is but rounding; and rounded ones."""
    differences = after - before
    rounded = np.round(differences, DECIMALS)
    still = ~np.any((rounded != 0) & ~np.isnan(rounded), axis=0)
    differences[:, still] = rounded[:, still]
    return differences, rounded


def _of_pairs(before: Floats, after: Floats, test: str, invited: int | None) -> list[Evidence]:
    differences, rounded = _differences(before, after)
    missing = np.isnan(differences)
    counts = differences.shape[0] - np.count_nonzero(missing, axis=0)
    moves = [np.count_nonzero(way, axis=0).tolist() for way in (rounded > 0, rounded < 0)]
    means = [(np.where(missing, 0.0, scores).sum(axis=0) / counts).tolist() for scores in (before, after)]
    columns = zip(np.ascontiguousarray(rounded.T), np.ascontiguousarray(~missing.T), strict=True)
    of_each = zip(columns, counts.tolist(), *means, *moves, paired_t_of_columns(differences, invited), strict=True)
    found = []
    for (column, present), n, first, second, rose, fell, mean in of_each:
        values = column[present]
        check = _tested(sign_flip_of_differences, values)
        tested = _t(mean) if test == "paired_t" else check if test == "sign_flip" else _tested(_ON_PAIRS[test], values)
        smallest = 0.0 if test == "paired_t" else smallest_p_pairs(n)
        low, high = mean.interval()
        moved = (rose, n - rose - fell, fell)
        found.append(Evidence(n, n, n, first, second, mean, tested, low, high, smallest, check.p, moved))
    return found


def _of_overlapping(before: Floats, after: Floats, invited: int | None) -> Evidence:
    first, second = before[~np.isnan(before)], after[~np.isnan(after)]
    mean = overlapping_t_of_rounds(before, after, invited=invited)
    rounded = moved(before, after)
    return Evidence(
        first.size,
        second.size,
        rounded.size,
        float(first.mean()),
        float(second.mean()),
        mean,
        _t(mean),
        *mean.interval(),
        smallest_p=0.0,
        check_p=None,
        moves=_moves(rounded),
    )


def _of_samples(before: Floats, after: Floats, test: str, invited: int | None) -> Evidence:
    first, second = before[~np.isnan(before)], after[~np.isnan(after)]
    mean = welch_t_of_samples(first, second, invited)
    rounded = np.round(first, DECIMALS), np.round(second, DECIMALS)
    check = _tested(permutation_of_samples, *rounded)
    tested = _t(mean) if test == "welch_t" else check if test == "permutation" else _tested(_ON_SAMPLES[test], *rounded)
    asymptotic = test in ("welch_t", "brunner_munzel")
    return Evidence(
        first.size,
        second.size,
        0,
        float(first.mean()),
        float(second.mean()),
        mean,
        tested,
        *mean.interval(),
        smallest_p=0.0 if asymptotic else smallest_p_samples(first.size, second.size),
        check_p=check.p,
        moves=None,
    )


def _tested(test: Callable[..., ExactTest | BrunnerMunzel], *samples: Floats) -> Tested:
    try:
        found = test(*samples)
    except NoLatticeError:
        return Tested(None, None, "no_lattice")
    reason = _REASONS[found.reason] if isinstance(found, BrunnerMunzel) and found.reason else None
    return Tested(found.statistic, found.p, reason)


def _t(mean: MeanChange) -> Tested:
    if mean.p is None:
        return Tested(None, None, "too_few" if mean.se is None else "all_alike")
    return Tested(mean.statistic, mean.p)
