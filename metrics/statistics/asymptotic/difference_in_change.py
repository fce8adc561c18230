"""Difference in change: whether one group's trust changed more than another's."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from metrics.statistics.asymptotic.t_tests import MeanChange, satterthwaite


@dataclass(frozen=True)
class DifferenceInChange:
    """The second group's mean change less the first's, in points; None where a group is too small to say more.

    Attributes
    ----------
    difference : float
    ci_low, ci_high : float or None
        95 % interval.
    statistic, df, p : float or None
        Two-sided t test; statistic and p as `MeanChange.test` where nobody's change differs within the groups.
    """

    difference: float
    ci_low: float | None
    ci_high: float | None
    statistic: float | None
    df: float | None
    p: float | None


def difference_in_change(first: MeanChange, second: MeanChange) -> DifferenceInChange:
    """Compare the mean changes of two separate groups; Welch–Satterthwaite degrees of freedom (Satterthwaite 1946).

    Each group's change brings its own standard error and degrees of freedom: paired, overlapping or of two samples.
    """
    both = _difference(first, second)
    low, high = both.interval(0.95)
    test = both.test()
    return DifferenceInChange(both.change, low, high, test.statistic, both.df, test.p)


def _difference(first: MeanChange, second: MeanChange) -> MeanChange:
    change = second.change - first.change
    if first.se is None or first.df is None or second.se is None or second.df is None:
        return MeanChange(change, None, None)
    df = satterthwaite(first.se**2, first.df, second.se**2, second.df)
    finite = None
    if first.finite_se is not None or second.finite_se is not None:
        finite = hypot(*(x.se if x.finite_se is None else x.finite_se for x in (first, second) if x.se is not None))
    return MeanChange(change, hypot(first.se, second.se), df, finite)
