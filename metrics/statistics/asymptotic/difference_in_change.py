"""Difference in change: whether one group's trust changed more than another's."""

from __future__ import annotations

from math import hypot, isnan

from metrics.statistics.asymptotic.mean_change_result import MeanChange
from metrics.statistics.asymptotic.t_tests import satterthwaite


def difference_in_change(first: MeanChange, second: MeanChange) -> MeanChange:
    """Compare the mean changes of two separate groups; Welch–Satterthwaite degrees of freedom (Satterthwaite 1946).

    Each group's change has its own standard error and degrees of freedom, whichever test they come from: the paired,
    the overlapping or Welch's t.

    Parameters
    ----------
    first, second : MeanChange
        The groups' changes, as `paired_t`, `overlapping_t` and `welch_t` give them.

    Returns
    -------
    MeanChange
        `change` is the second group's change less the first's. Without a standard error in either group there is none
        of the difference.

    Raises
    ------
    ValueError
        A change is NaN.

    References
    ----------
    Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components. Biometrics Bulletin
    2, 110–114.

    Examples
    --------
    >>> police = paired_t([40.0, 55.0, 60.0, 45.0], [42.5, 57.5, 60.0, 50.0])
    >>> citizens = paired_t([30.0, 35.0, 50.0], [45.0, 47.5, 70.0])
    >>> found = difference_in_change(police, citizens)
    >>> print(f"{found.change:.2f} points, p {found.p:.3f}")
    13.33 points, p 0.013
    """
    change = second.change - first.change
    if isnan(change):
        raise ValueError("a change is missing")
    if first.se is None or first.df is None or second.se is None or second.df is None:
        return MeanChange(change, None, None)
    df = satterthwaite(first.se**2, first.df, second.se**2, second.df)
    finite = None
    if first.finite_se is not None or second.finite_se is not None:
        finite = hypot(*(x.se if x.finite_se is None else x.finite_se for x in (first, second) if x.se is not None))
    return MeanChange(change, hypot(first.se, second.se), df, finite)
