"""What only the officer may see, who has the files anyway: values that match nothing, and what unanimity gives away.

Columns that were dropped, with the reasons, and open answers are with it. All of it is held in memory beside a survey
and shown on the screen where the files are read; values that match nothing are in the workbook of the checks too, open
answers are not. No result carries any of it: it is stored nowhere, published nowhere and handed to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from surveys.model.decisions import ColumnOf
from surveys.model.issues import Issue
from surveys.model.open_answers import OpenAnswers


@dataclass(frozen=True)
class Unmatched:
    """A column that belongs to no question, or the cells of a column that match no choice of its list.

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
class FoundColumn:
    """A column that was dropped, that was kept because the officer said so, or that the officer may drop.

    Attributes
    ----------
    column_of : ColumnOf
        The column for the reader.
    file, sheet, letters, heading : str
        Where: `letters` are those of the column. No value of it is held.
    state : str
        ``dropped``; ``kept``: looks personal and is read all the same; ``in_use``: could be dropped.
    reasons : tuple of str
        By which signs it was dropped (`surveys.columns.personal`), ``officer`` where it was the officer; none for
        ``in_use``.
    strong : bool
        Whether the signs leave little doubt, so that keeping it is asked twice.
    """

    column_of: ColumnOf
    file: str
    sheet: str
    letters: str
    heading: str
    state: Literal["dropped", "kept", "in_use"]
    reasons: tuple[str, ...] = ()
    strong: bool = False


@dataclass(frozen=True)
class Inspection:
    """What was found and is for the officer alone."""

    issues: tuple[Issue, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    columns: tuple[FoundColumn, ...] = ()
    open_answers: tuple[OpenAnswers, ...] = ()


NOTHING_FOUND = Inspection()
