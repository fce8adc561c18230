"""Files and rounds as wholes: the same file twice, rounds in the wrong order, nobody left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isfinite
from statistics import median

import numpy as np

from surveys.coding.submissions import Submissions
from surveys.files.sources import Tables
from surveys.files.table import Table
from surveys.files.times import times
from surveys.files.upload import Upload
from surveys.model.instrument import Group
from surveys.model.issues import Issue
from surveys.model.survey import Integers

MOST_GROUPS, MOST_COMPARISONS = 2_000, 4_000
"""The most groups, and the most that groups of `_FEW` people and more come to by the questions that are scored."""
_FEW = 3


def repeated_files(rounds: Sequence[Upload | Tables]) -> Iterator[Issue]:
    """An error for each file whose bytes are those of an earlier one."""
    names: dict[str, str] = {}
    for upload in rounds:
        if upload.sha256 in names:
            yield Issue("error", "same_file_twice", upload.name, values={"other": names[upload.sha256]})
        names.setdefault(upload.sha256, upload.name)


def rounds_swapped(parts: Sequence[Submissions]) -> Iterator[Issue]:
    """A warning where a round was filled in later than the next, by the medians of their times."""
    tables = [part.table for part in parts]
    for index, (time, next_time) in enumerate(pairwise(map(_usual_time, tables))):
        if time is not None and next_time is not None and time > next_time:
            table, other = tables[index : index + 2]
            code = "rounds_out_of_order" if index else "rounds_swapped"
            yield Issue("warning", code, table.file, table.sheet, values={"other": other.place})


def _usual_time(table: Table) -> float | None:
    """The median time of submission, else of the end of the interview, in seconds since 1970; None without times."""
    for column in (table.submitted, table.ended):
        known = [] if column is None else list(filter(isfinite, times(table.columns[column]).tolist()))
        if known:
            return float(median(known))
    return None


def nobody_left(parts: Sequence[Submissions]) -> Iterator[Issue]:
    """An error for each round without a single submission that stays."""
    for part in parts:
        if not part.table.rows:
            yield Issue("error", "no_respondents", part.table.file, part.table.sheet, values={"rows": part.rows_read})


def too_many_groups(group: Integers, groups: Sequence[Group], items: int, file: str) -> Iterator[Issue]:
    """An error where groups are more than anybody can compare; those of a person or two cost and tell nothing.

    Parameters
    ----------
    group : array of int, shape (people,)
        Index in `groups`; -1 for none.
    items : int
        How many questions are scored.
    """
    people = np.bincount(group[group >= 0], minlength=1)
    if len(groups) > MOST_GROUPS or int(np.count_nonzero(people >= _FEW)) * items > MOST_COMPARISONS:
        values = {"groups": f"{int(np.count_nonzero(people)):,}", "items": f"{items:,}"}
        yield Issue("error", "too_many_groups", file, values=values)
