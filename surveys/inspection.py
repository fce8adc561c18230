"""What only the officer may see, who has the files anyway: values without a home, and what unanimity gives away.

It is held in memory beside a survey, on the screen where the files are read and in the workbook of the checks. No
result carries it: it is stored nowhere, published nowhere and handed to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from surveys.issues import Issue


@dataclass(frozen=True)
class Homeless:
    """A column that found no home, or the cells of a column that are no answer of its list.

    Attributes
    ----------
    file, sheet, cell, heading : str
        Where: `cell` is that of the heading.
    is_column : bool
        The whole column belongs to no question; else only these cells match no choice.
    count : int
        Filled cells concerned, of the submissions that were read.
    values : tuple of (str, int)
        Distinct values and how often each stands there, the most frequent first; none where they are long texts.
    more : int
        Distinct values beside those of `values`.
    """

    file: str
    sheet: str
    cell: str
    heading: str
    is_column: bool
    count: int
    values: tuple[tuple[str, int], ...] = field(repr=False)
    more: int


@dataclass(frozen=True)
class Inspection:
    """What was found and is for the officer alone."""

    issues: tuple[Issue, ...] = ()
    homeless: tuple[Homeless, ...] = ()


NOTHING_FOUND = Inspection()
