"""Mean changes with their t intervals and t tests: paired, Welch's, and partially overlapping samples."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.special import stdtr, stdtrit

from metrics.model.scores import DECIMALS
from metrics.statistics.asymptotic.finite_population import variance_among_invited
from metrics.statistics.exact.result import as_p
from surveys.model.survey import Floats

STILL = 10.0**-DECIMALS
"""Values closer together than this are one value: scores are rational, what differs is their rounding."""


@dataclass(frozen=True)
class TTest:
    """A t statistic (positive: trust rose) and its two-sided p; both None where there is no test."""

    statistic: float | None
    p: float | None


@dataclass(frozen=True)
class MeanChange:
    """A mean change with its standard error and degrees of freedom.

    Attributes
    ----------
    change : float
        In points; positive means trust rose.
    se, df : float or None
        Both None where n is too small; `se` is 0 where nobody's change differs.
    finite_se : float or None
        The standard error where those asked are a finite number of people, of whom `se` is the one without a limit;
        None where it is left out of account.
    """

    change: float
    se: float | None
    df: float | None
    finite_se: float | None = None

    def interval(self, level: float) -> tuple[float | None, float | None]:
        """The t interval at a confidence level such as 0.95.

        It rests on `finite_se` where there is one. A point where the standard error is 0: nobody's change differs,
        or everybody was asked and answered.
        """
        if self.se is None or self.df is None:
            return None, None
        se = self.se if self.finite_se is None else self.finite_se
        if se == 0:
            return self.change, self.change
        half = float(stdtrit(self.df, 0.5 + level / 2)) * se
        return self.change - half, self.change + half

    def test(self) -> TTest:
        """The t test of no change; it never rests on `finite_se`.

        Where the standard error is 0, nobody's change differs: with a change of 0 the statistic is 0 and p is 1, with
        any other change both are None (t would be infinite).
        """
        if self.se is None or self.df is None:
            return TTest(None, None)
        if self.se == 0:
            return TTest(0.0, 1.0) if abs(self.change) < STILL else TTest(None, None)
        t = self.change / self.se
        return TTest(t, as_p(2 * float(stdtr(self.df, -abs(t)))))


def paired(differences: Floats, invited: int | None = None) -> MeanChange:
    """Mean of paired differences; standard error ``s/√n``, n − 1 degrees of freedom (Student 1908).

    Parameters
    ----------
    differences : array, shape (pairs,)
        After minus before, without missing ones; at least 1.
    invited : int, optional
        How many people could have answered. ``finite_se`` is then ``√(1 − n/N)`` times the standard error (Cochran
        1977, §2.6).

    Raises
    ------
    ValueError
        There is no difference, or there are more than were invited.
    """
    return paired_columns(differences[:, None], invited)[0]


def paired_columns(differences: Floats, invited: int | None = None) -> list[MeanChange]:
    """`paired` of each column, shape (people, columns); NaN where a person has no difference there.

    Raises
    ------
    ValueError
        A column has no difference, or more than were invited.
    """
    missing = np.isnan(differences)
    counts = differences.shape[0] - np.count_nonzero(missing, axis=0)
    _check_sizes(int(counts.min()), int(counts.max()), invited)
    kept = np.where(missing, 0.0, differences)
    changes = kept.sum(axis=0) / counts
    apart = np.where(missing, 0.0, kept - changes)
    variances = (apart * apart).sum(axis=0) / np.maximum(counts - 1, 1)
    variances[np.fmax.reduce(differences) - np.fmin.reduce(differences) < STILL] = 0.0
    each = zip(counts.tolist(), changes.tolist(), variances.tolist(), strict=True)
    return [_of_pairs(n, change, variance, invited) for n, change, variance in each]


def _of_pairs(n: int, change: float, variance: float, invited: int | None) -> MeanChange:
    if n < 2:
        return MeanChange(change, None, None)
    se = sqrt(variance / n)
    finite = None if invited is None else se * sqrt(1 - n / invited)
    return MeanChange(_settled(change, variance), se, n - 1, finite)


def welch(first: Floats, second: Floats, invited: int | None = None) -> MeanChange:
    """Mean of `second` minus mean of `first`; Welch–Satterthwaite degrees of freedom (Welch 1947).

    Parameters
    ----------
    first, second : arrays, shapes (n,) and (m,)
        Without missing values; at least 1 each.
    invited : int, optional
        How many people could have answered, in either round, for `finite_se`; the two samples are taken as drawn
        independently of each other (see `variance_among_invited`).

    Raises
    ------
    ValueError
        A sample is empty, or larger than the number invited.
    """
    _check_sizes(first.size, second.size, invited)
    change = float(second.mean() - first.mean())
    if min(first.size, second.size) < 2:
        return MeanChange(change, None, None)
    n, m = first.size, second.size
    v1, v2 = _variance(first), _variance(second)
    variance = v1 / n + v2 / m
    df = satterthwaite(v1 / n, n - 1, v2 / m, m - 1)
    finite = None if invited is None else sqrt(variance_among_invited(v1, v2, 0.0, n, m, 0, invited))
    return MeanChange(_settled(change, variance), sqrt(variance), df, finite)


def overlapping(before: Floats, after: Floats, equal_variances: bool = False, invited: int | None = None) -> MeanChange:
    """Mean of everyone after minus mean of everyone before; pairs count as pairs.

    The partially overlapping samples t of Derrick, Russ, Toher & White (2017): T_new2, or T_new1 with equal variances.
    With pairs only, from 3 on, T_new2 is the paired t; with no pairs it is Welch's.

    Parameters
    ----------
    before, after : arrays, shape (people,)
        A person is the same row of both; NaN where the person lacks that round.
    equal_variances : bool
        Pool the two variances (T_new1).
    invited : int, optional
        How many people could have answered, the same people in both rounds, for `finite_se` (see
        `variance_among_invited`).

    Raises
    ------
    ValueError
        Nobody is in a round, or more than were invited.
    """
    here, there = ~np.isnan(before), ~np.isnan(after)
    first, second = before[here], after[there]
    n, m = first.size, second.size
    pairs = int(np.count_nonzero(here & there))
    if pairs == n == m and pairs > 2 and (not equal_variances or np.ptp(second - first) < STILL):
        return paired(second - first, invited)
    _check_sizes(n, m, invited)
    change = float(second.mean() - first.mean())
    if min(n, m) < 2:
        return MeanChange(change, None, None)
    v1, v2 = _variance(first), _variance(second)
    # The paper's n_a + n_b are those in one round only, n_c the pairs, γ Welch's degrees of freedom.
    single = n + m - 2 * pairs
    if equal_variances:
        v1 = v2 = ((n - 1) * v1 + (m - 1) * v2) / (n + m - 2)
        df = pairs - 1 + (single + pairs - 1) * single / (n + m)
    else:
        df = pairs - 1 + (satterthwaite(v1 / n, n - 1, v2 / m, m - 1) - pairs + 1) * single / (n + m)
    together = overlap_correlation(before, after) * sqrt(v1 * v2)
    variance = max(0.0, (v1 * m + v2 * n - 2 * together * pairs) / (n * m))
    finite = None if invited is None else sqrt(variance_among_invited(v1, v2, together, n, m, pairs, invited))
    return MeanChange(_settled(change, variance), sqrt(variance), df, finite)


def overlap_correlation(before: Floats, after: Floats) -> float:
    """Pearson's r of those in both rounds; 0 below 3 of them, or where either round is constant among them.

    Parameters
    ----------
    before, after : arrays, shape (people,)
        NaN where the person lacks that round.
    """
    both = ~(np.isnan(before) | np.isnan(after))
    x, y = before[both], after[both]
    if x.size < 3 or np.ptp(x) < STILL or np.ptp(y) < STILL:
        return 0.0
    x, y = x - x.mean(), y - y.mean()
    r = float((x * y).sum()) / sqrt(float((x * x).sum()) * float((y * y).sum()))
    return max(-1.0, min(1.0, r))


def satterthwaite(a: float, df_a: float, b: float, df_b: float) -> float:
    """Degrees of freedom of a sum of two variances of means, `a` and `b` (Satterthwaite 1946).

    Where both are 0, ``df_a + df_b``.
    """
    if a + b == 0:
        return df_a + df_b
    return (a + b) ** 2 / (a**2 / df_a + b**2 / df_b)


def _check_sizes(n: int, m: int, invited: int | None) -> None:
    if min(n, m) == 0:
        raise ValueError("there are no observations")
    if invited is not None and max(n, m) > invited:
        raise ValueError(f"{max(n, m)} people answered, more than the {invited} invited")


def _variance(values: Floats) -> float:
    """Variance over n − 1; exactly 0 where all are one value."""
    return 0.0 if np.ptp(values) < STILL else float(values.var(ddof=1))


def _settled(change: float, variance: float) -> float:
    """The change; exactly 0 where nobody's change differs and it is 0 but for rounding."""
    return 0.0 if variance == 0 and abs(change) < STILL else change
