"""Statistics of the headline outside the tables of rows: other choices, and those who stayed or left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from metrics.model.measures import INDEX_COLUMN
from metrics.protection.comparison import Comparison
from metrics.protection.mask.row_sets import CountedSet

ROBUSTNESS, ATTRITION = "robustness", "attrition"
"""The tables that hold them."""


@dataclass(frozen=True)
class HeadlineStatistic:
    """A statistic of the trust index in a cell.

    Attributes
    ----------
    table : {"robustness", "attrition"}
    choice : tuple of str
        The other choice under which the headline is computed; empty in the table of attrition.
    cell : str
    """

    table: str
    choice: tuple[str, ...]
    cell: str


class HeadlineSets(NamedTuple):
    """A side statistic and the people behind it in each round."""

    statistic: HeadlineStatistic
    sets: Sequence[CountedSet]


def shown_statistics(comparison: Comparison, statistics: Iterable[HeadlineSets]) -> list[HeadlineSets]:
    """Those whose cell shows its row of the trust index; the others have no number."""
    shown = {cell.name for cell in comparison.stakeholders if comparison.shows(cell, INDEX_COLUMN)}
    return [one for one in statistics if one.statistic.cell in shown]
