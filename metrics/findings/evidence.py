"""What a test and an interval say of one change: computed in the same way for every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from metrics.findings.mean_change import INDEPENDENT, ClusteredMean, Sampling, differences_of, mean_changes
from metrics.model.scores import DECIMALS
from metrics.model.settings import T_TESTS
from metrics.statistics.asymptotic import BrunnerMunzel, MeanChange, brunner_munzel_of_samples
from metrics.statistics.exact import (
    ExactTest,
    Interval,
    NoLatticeError,
    mann_whitney_of_samples,
    permutation_interval,
    permutation_of_samples,
    sign_flip_interval,
    sign_flip_interval_of_clusters,
    sign_flip_of_clusters,
    sign_flip_of_differences,
    sign_test_of_differences,
    wilcoxon_of_differences,
)
from metrics.statistics.power import smallest_p_pairs, smallest_p_samples
from surveys.model.survey import Floats, Integers


@dataclass(frozen=True)
class Tested:
    """A statistic (positive: trust rose) and its two-sided p; None where there is none, with the `reason`.

    ``all_alike``: nobody differs from anybody; ``no_overlap``: one round lies wholly above the other; ``too_few``:
    fewer than 2 people in a round; ``no_lattice``: the scores have no common denominator small enough to compute with;
    ``no_interval``: the interval that inverts the test is out of reach;
    ``one_organisation``: all who answered in a round belong to one; ``organisations_alike``: the organisations changed
    alike, so that nothing shows by how much they differ; ``organisations``: the test takes people of one organisation
    as independent.
    """

    statistic: float | None
    p: float | None
    reason: str | None = None


@dataclass(frozen=True)
class Evidence:
    """A change of one measure between two rounds.

    `low`, `high`: the 95 % interval that belongs to the test. `smallest_p`: the smallest p that so few people could
    give. `check_p`: p of the exact check, None where there is none. `clusters`: how many organisations the people
    belong to, None where that is not known. `moves`: how many rose, stayed, fell; None without pairs.
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
    clusters: int | None
    moves: tuple[int, int, int] | None


_ON_PAIRS: Mapping[str, Callable[[Floats], ExactTest]] = {
    "wilcoxon": wilcoxon_of_differences,
    "sign": sign_test_of_differences,
}
_ON_SAMPLES: Mapping[str, Callable[[Floats, Floats], ExactTest | BrunnerMunzel]] = {
    "mann_whitney": mann_whitney_of_samples,
    "brunner_munzel": brunner_munzel_of_samples,
}
"""Tests of values rounded for comparison, of another quantity than the mean."""

_REASONS = {"too_few": "too_few", "no_overlap": "no_overlap", "all_equal": "all_alike"}
_NO_TEST = Tested(None, None)


def evidence(before: Floats, after: Floats, estimand: str, test: str, sampling: Sampling = INDEPENDENT) -> Evidence:
    """`evidences` of one measure, without the exact check; `before` and `after` of shape (people,)."""
    return evidences(before[:, None], after[:, None], estimand, test, sampling, checked=False)[0]


def evidences(
    before: Floats, after: Floats, estimand: str, test: str, sampling: Sampling = INDEPENDENT, *, checked: bool = True
) -> list[Evidence]:
    """The change of each measure under an estimand, tested.

    Parameters
    ----------
    before, after : arrays, shape (people, measures)
        A person is the same row of both; NaN where the person lacks the measure in that round. Somebody in each.
    estimand : {"matched", "all", "independent"}
        Whether the pairs count, everyone with pairs as pairs, or everyone as two samples.
    test : str
        One of the estimand's tests (`metrics.model.settings.TESTS`).
    sampling : Sampling
        The organisations of the people: t tests and flips of signs heed these, others are refused. The number of
        people invited: t tests heed it, and have no exact check then, which knows nothing of it.
    checked : bool
        Whether the exact check is made.
    """
    means = mean_changes(before, after, estimand, sampling)
    checked = checked and (sampling.invited is None or sampling.organisations is not None)
    if estimand == "matched":
        return _of_pairs(before, after, test, means, sampling, checked=checked)
    rounds = zip(before.T, after.T, means, strict=True)
    if estimand == "all":
        return [_of_overlapping(one, other, mean) for one, other, mean in rounds]
    return [_of_samples(one, other, test, mean, checked=checked) for one, other, mean in rounds]


def _moves(before: Floats, after: Floats) -> tuple[int, int, int]:
    """How many of those who have both rose, stayed, fell: differences of unrounded scores, rounded so that 0 is 0."""
    differences = after - before
    rounded = np.round(differences[~np.isnan(differences)], DECIMALS)
    rose, fell = int((rounded > 0).sum()), int((rounded < 0).sum())
    return rose, rounded.size - rose - fell, fell


def _of_pairs(
    before: Floats, after: Floats, test: str, means: list[ClusteredMean], sampling: Sampling, *, checked: bool
) -> list[Evidence]:
    _, rounded = differences_of(before, after)
    missing = np.isnan(rounded)
    counts = rounded.shape[0] - np.count_nonzero(missing, axis=0)
    moves = [np.count_nonzero(way, axis=0).tolist() for way in (rounded > 0, rounded < 0)]
    levels = [(np.where(missing, 0.0, scores).sum(axis=0) / counts).tolist() for scores in (before, after)]
    columns = zip(np.ascontiguousarray(rounded.T), np.ascontiguousarray(~missing.T), strict=True)
    found = []
    for (column, present), n, first, second, rose, fell, of in zip(
        columns, counts.tolist(), *levels, *moves, means, strict=True
    ):
        values = column[present]
        units = None if of.clusters is None else sampling.units[present]
        check = _flips(values, units) if checked or test == "sign_flip" else _NO_TEST
        if test == "sign_flip":
            tested, interval = _inverted(check, partial(_flip_interval, values, units))
        else:
            tested = _t(of) if test == "paired_t" else _of_people(of, partial(_tested, _ON_PAIRS[test], values))
            interval = of.mean.interval()
        smallest = 0.0 if test in T_TESTS else smallest_p_pairs(of.clusters or n if test == "sign_flip" else n)
        counted = (rose, n - rose - fell, fell)
        found.append(
            Evidence(n, n, n, first, second, of.mean, tested, *interval, smallest, check.p, of.clusters, counted)
        )
    return found


def _of_overlapping(before: Floats, after: Floats, of: ClusteredMean) -> Evidence:
    first, second, moves = before[~np.isnan(before)], after[~np.isnan(after)], _moves(before, after)
    return Evidence(
        first.size,
        second.size,
        sum(moves),
        float(first.mean()),
        float(second.mean()),
        of.mean,
        _t(of),
        *of.mean.interval(),
        smallest_p=0.0,
        check_p=None,
        clusters=of.clusters,
        moves=moves,
    )


def _of_samples(before: Floats, after: Floats, test: str, of: ClusteredMean, *, checked: bool) -> Evidence:
    first, second = before[~np.isnan(before)], after[~np.isnan(after)]
    rounded = np.round(first, DECIMALS), np.round(second, DECIMALS)
    is_made = of.clusters is None and (checked or test == "permutation")
    check = _tested(permutation_of_samples, *rounded) if is_made else _NO_TEST
    interval: Interval
    if test == "permutation":
        tested, interval = _inverted(_of_people(of, lambda: check), partial(permutation_interval, *rounded))
    else:
        tested = _t(of) if test == "welch_t" else _of_people(of, partial(_tested, _ON_SAMPLES[test], *rounded))
        interval = of.mean.interval()
    exact = test in ("permutation", "mann_whitney")
    return Evidence(
        first.size,
        second.size,
        0,
        float(first.mean()),
        float(second.mean()),
        of.mean,
        tested,
        *interval,
        smallest_p=smallest_p_samples(first.size, second.size) if exact else 0.0,
        check_p=check.p,
        clusters=of.clusters,
        moves=None,
    )


def _flips(values: Floats, units: Integers | None) -> Tested:
    """The exact sign-flip test, of whole organisations where they are known."""
    return _tested(sign_flip_of_differences, values) if units is None else _tested(sign_flip_of_clusters, values, units)


def _of_people(of: ClusteredMean, test: Callable[[], Tested]) -> Tested:
    """A test that takes people as independent; none where their organisations are known."""
    return test() if of.clusters is None else Tested(None, None, "organisations")


def _inverted(test: Tested, interval: Callable[[], Interval]) -> tuple[Tested, Interval]:
    """A test with the interval that inverts it; neither where one of them is out of reach."""
    if test.p is None:
        return test, (None, None)
    try:
        return test, interval()
    except NoLatticeError:
        return Tested(None, None, "no_interval"), (None, None)


def _flip_interval(values: Floats, units: Integers | None) -> Interval:
    return sign_flip_interval(values) if units is None else sign_flip_interval_of_clusters(values, units)


def _tested(test: Callable[..., ExactTest | BrunnerMunzel], *samples: Floats | Integers) -> Tested:
    try:
        found = test(*samples)
    except NoLatticeError:
        return Tested(None, None, "no_lattice")
    reason = _REASONS[found.reason] if isinstance(found, BrunnerMunzel) and found.reason else None
    return Tested(found.statistic, found.p, reason)


def _t(of: ClusteredMean) -> Tested:
    """The t test of a mean change, or why there is none."""
    if of.mean.p is not None:
        return Tested(of.mean.statistic, of.mean.p)
    if of.clusters is not None:
        return Tested(None, None, "one_organisation" if of.is_of_one else "organisations_alike")
    return Tested(None, None, "too_few" if of.mean.se is None else "all_alike")
