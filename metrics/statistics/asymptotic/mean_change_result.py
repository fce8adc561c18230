"""A mean change: its standard error, t test and confidence intervals."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.special import stdtr, stdtrit

from metrics.statistics.arrays import STILL
from metrics.statistics.p_values import as_p


@dataclass(frozen=True, repr=False)
class MeanChange:
    """A mean change with its standard error and degrees of freedom; the t test and intervals follow from these.

    Attributes
    ----------
    change : float
        In the unit of the scores; positive where they rose.
    se, df : float or None
        Both None where n is too small; `se` is 0 where nobody's change differs.
    finite_se : float or None
        The standard error where those asked are a finite number of people, of whom `se` is the one without a limit;
        None where it is left out of account.
    error : float or None
        The one of the two on which test and interval rest.
    statistic, p : float or None
        The t test of no change.
    """

    change: float
    se: float | None
    df: float | None
    finite_se: float | None = None

    @property
    def error(self) -> float | None:
        """The standard error behind test and interval: `finite_se` where there is one."""
        return self.se if self.finite_se is None else self.finite_se

    @property
    def statistic(self) -> float | None:
        """The t statistic of no change.

        Where the standard error is 0, with a change of 0 it is 0; with any other it is None (t would be infinite).
        """
        if self.error is None or self.df is None:
            return None
        if self.error == 0:
            return 0.0 if abs(self.change) < STILL else None
        return self.change / self.error

    @property
    def p(self) -> float | None:
        """The two-sided p of `statistic`, in (0, 1]: 0.05 or less exactly where the 95 % interval leaves out 0.

        1 where nobody changed. None where n is too small, or nobody's change differs. Where everybody was asked and
        answered, any change is certain.
        """
        if self.error is None or self.df is None:
            return None
        if self.error == 0:
            return 1.0 if abs(self.change) < STILL else as_p(0.0) if self.se else None
        return as_p(2 * float(stdtr(self.df, -abs(self.change / self.error))))

    def interval(self, level: float = 0.95) -> tuple[float | None, float | None]:
        """The t interval at a confidence level such as 0.95.

        A point where the standard error is 0: nobody's change differs, or everybody was asked and answered.
        """
        if self.error is None or self.df is None:
            return None, None
        if self.error == 0:
            return self.change, self.change
        half = float(stdtrit(self.df, 0.5 + level / 2)) * self.error
        return self.change - half, self.change + half

    def __repr__(self) -> str:
        low, high = self.interval()
        numbers = {
            "change": self.change,
            "low": low,
            "high": high,
            "statistic": self.statistic,
            "df": self.df,
            "p": self.p,
        }
        numbers |= {"se": self.se} if self.finite_se is None else {"se": self.se, "finite_se": self.finite_se}
        shown = (f"{name}={value if value is None else format(value, '.4g')}" for name, value in numbers.items())
        return f"MeanChange({', '.join(shown)})"
