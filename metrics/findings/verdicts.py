"""What may be said of a change (rules 29 and 30)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from metrics.findings.families import adjusted
from metrics.model.scores import DECIMALS
from metrics.model.settings import ALPHA
from metrics.schema.rows import PROTECTED

if TYPE_CHECKING:
    from metrics.tables.changes import ChangeRow

VERDICTS = ("protected", "too_few", "increased", "decreased", "trivial", "equivalent", "inconclusive")


def with_findings(rows: Sequence[ChangeRow], margin: float, categories: Collection[str] = ()) -> list[ChangeRow]:
    """Rows with `family`, `p_adjusted` and `verdict`; families are formed over the rows given.

    `categories`: the groups that are categories of a breakdown.
    """
    return [
        replace(row, family=family, p_adjusted=p_adjusted, verdict=verdict(row, p_adjusted, margin))
        for row, (family, p_adjusted) in zip(rows, adjusted(rows, categories), strict=True)
    ]


def verdict(row: ChangeRow, p_adjusted: float | None, margin: float) -> str:
    """The verdict of a row, by its adjusted p and its 90 % interval against ±margin.

    A significant change whose interval is not inside the margin rose or fell; inside it, it is trivial; not
    significant and inside, equivalent (two one-sided tests, Schuirmann 1987); else inconclusive.
    """
    if row.n_from is None or row.change is None:
        return PROTECTED
    if row.smallest_p is not None and row.smallest_p > ALPHA:
        return "too_few"
    change, low, high = (None if x is None else round(x, DECIMALS) for x in (row.change, row.ci90_low, row.ci90_high))
    inside = low is not None and high is not None and low > -margin and high < margin
    if p_adjusted is not None and p_adjusted <= ALPHA:
        if inside:
            return "trivial"
        return "inconclusive" if not change else "increased" if change > 0 else "decreased"
    return "equivalent" if inside and p_adjusted is not None else "inconclusive"
