"""What only shows across files, or once a round is coded: the same file twice, no code in common, nobody left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isfinite
from statistics import median

import numpy as np

from surveys.cells import address, named
from surveys.coder import Coder
from surveys.instrument import Group
from surveys.issues import Issue
from surveys.near_codes import one_edit_apart
from surveys.submissions import Submissions
from surveys.survey import Integers
from surveys.table import Table
from surveys.times import times
from surveys.upload import Upload

MOST_GROUPS, MOST_COMPARISONS = 2_000, 4_000
"""The most groups, and the most that groups of `_FEW` people and more come to by the questions that are scored."""
_FEW = 3


def repeated_files(rounds: Sequence[Upload]) -> Iterator[Issue]:
    """An error for each file whose bytes are those of an earlier one."""
    names: dict[str, str] = {}
    for upload in rounds:
        if upload.sha256 in names:
            yield Issue("error", "same_file_twice", upload.name, values={"other": names[upload.sha256]})
        names.setdefault(upload.sha256, upload.name)


def codes_in_common(coder: Coder, parts: Sequence[Submissions]) -> Iterator[Issue]:
    """A note for each later round that shares no code with the first."""
    for part in parts[1:]:
        first, later = ({code for code in one.code.tolist() if code} for one in (parts[0], part))
        column, other_column = (coder.place(one.columns, "respondent_id") for one in (part, parts[0]))
        if column is not None and other_column is not None and first and not first & later:
            table, other = part.table, parts[0].table
            values = {
                "column": table.headings[column],
                "other": other.file,
                "other_sheet": other.sheet,
                "other_column": other.headings[other_column],
                "other_cell": other.heading_cell(other_column),
            }
            yield Issue("note", "no_code_in_common", table.file, table.sheet, table.heading_cell(column), values)


def codes_alike(coder: Coder, parts: Sequence[Submissions]) -> Iterator[Issue]:
    """A note for each later round with codes one edit from one of an earlier round, within the same group.

    Only codes that match nobody are looked at: of the later round those that no earlier one has, of an earlier one
    those that it has first and the later lacks. And only pairs of which neither code has a second such partner (of
    serial numbers each is near many). The note names cells, never codes.
    """
    for place, part in enumerate(parts):
        known: set[str] = set()
        new = _without(part, {code for earlier in parts[:place] for code in earlier.code.tolist()})
        for earlier in parts[:place]:
            columns = [coder.place(one.columns, "respondent_id") for one in (earlier, part)]
            pairs = _near_pairs(earlier, _without(earlier, known | set(part.code.tolist())), part, new)
            known.update(earlier.code.tolist())
            if pairs and columns[0] is not None and columns[1] is not None:
                others = named([address(earlier.table.rows[one], columns[0]) for one, _ in pairs])
                cells = named([address(part.table.rows[two], columns[1]) for _, two in pairs])
                values = {"count": len(pairs), "other": earlier.table.file, "other_cells": others}
                yield Issue("note", "codes_alike", part.table.file, part.table.sheet, cells, values)


def _without(part: Submissions, known: set[str]) -> list[int]:
    """The submissions with a code that is not among those known."""
    return [place for place, code in enumerate(part.code.tolist()) if code and code not in known]


def _near_pairs(
    earlier: Submissions, theirs: Sequence[int], part: Submissions, ours: Sequence[int]
) -> list[tuple[int, int]]:
    """Of these submissions, the pairs of one group whose codes are near each other and no other of them."""
    near = one_edit_apart([earlier.code[place] for place in theirs], [part.code[place] for place in ours])
    firsts, laters = (Counter(places) for places in zip(*near, strict=True)) if near else (Counter(), Counter())
    pairs = [(theirs[one], ours[two]) for one, two in near if firsts[one] == laters[two] == 1]
    return [(one, two) for one, two in pairs if earlier.group[one] == part.group[two] != ""]


def rounds_swapped(parts: Sequence[Submissions]) -> Iterator[Issue]:
    """A warning where a round was filled in later than the next, by the medians of their times."""
    tables = [part.table for part in parts]
    for place, (time, next_time) in enumerate(pairwise(map(_usual_time, tables))):
        if time is not None and next_time is not None and time > next_time:
            table, other = tables[place : place + 2]
            code = "rounds_out_of_order" if place else "rounds_swapped"
            yield Issue("warning", code, table.file, table.sheet, values={"other": other.file})


def _usual_time(table: Table) -> float | None:
    """The median time of submission, else of the end of the interview, in seconds since 1970; None without times."""
    for column in (table.submitted, table.ended):
        known = [] if column is None else list(filter(isfinite, times(table.columns[column]).tolist()))
        if known:
            return float(median(known))
    return None


def too_many_groups(
    parts: Sequence[Submissions], group: Integers, groups: Sequence[Group], items: int
) -> Iterator[Issue]:
    """An error where groups are more than anybody can compare; those of a person or two cost and tell nothing.

    Parameters
    ----------
    group : array of int, shape (people,)
        Place in `groups`; -1 for none.
    items : int
        How many questions are scored.
    """
    people = np.bincount(group[group >= 0], minlength=1)
    if len(groups) > MOST_GROUPS or int(np.count_nonzero(people >= _FEW)) * items > MOST_COMPARISONS:
        values = {"groups": f"{int(np.count_nonzero(people)):,}", "items": f"{items:,}"}
        yield Issue("error", "too_many_groups", parts[0].table.file, values=values)


def nobody_left(parts: Sequence[Submissions]) -> Iterator[Issue]:
    """An error for each round without a single submission that stays."""
    for part in parts:
        if not part.table.rows:
            yield Issue("error", "no_respondents", part.table.file, part.table.sheet, values={"rows": part.rows_read})
