"""What may be said of a change (``numbers.md`` rules 29 and 30)."""

from __future__ import annotations

from metrics.rows import PROTECTED, ChangeRow
from metrics.scores import DECIMALS
from metrics.settings import ALPHA

VERDICTS = ("protected", "too_few", "increased", "decreased", "trivial", "equivalent", "inconclusive")


def verdict(row: ChangeRow, margin: float) -> str:
    """The finding of a row, by its adjusted p and its 90 % interval against ±margin.

    A significant change whose interval is not inside the margin rose or fell; inside it, it is trivial; not
    significant and inside, equivalent (two one-sided tests, Schuirmann 1987); else inconclusive.
    """
    if row.n_from is None or row.change is None:
        return PROTECTED
    if row.smallest_p is not None and row.smallest_p > ALPHA:
        return "too_few"
    change, low, high = (None if x is None else round(x, DECIMALS) for x in (row.change, row.ci90_low, row.ci90_high))
    inside = low is not None and high is not None and low > -margin and high < margin
    if row.p_adjusted is not None and row.p_adjusted <= ALPHA:
        if inside:
            return "trivial"
        return "inconclusive" if not change else "increased" if change > 0 else "decreased"
    return "equivalent" if inside and row.p_adjusted is not None else "inconclusive"
