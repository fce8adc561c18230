"""What only shows across files, or once a round is coded: the same file twice, no code in common, nobody left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import isfinite
from statistics import median

from surveys.cells import address, named
from surveys.coder import Coder
from surveys.issues import Issue
from surveys.matching import seconds
from surveys.near_codes import one_edit_apart
from surveys.submissions import Submissions
from surveys.table import Table
from surveys.upload import Upload


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
    """A note for each later round with codes one edit from one of the first round, within the same group.

    Only codes that match nobody are looked at, and only pairs of which neither code has a second such partner (of
    serial numbers each is near many). The note names cells, never codes.
    """
    for part in parts[1:]:
        column, other_column = (coder.place(one.columns, "respondent_id") for one in (part, parts[0]))
        if column is None or other_column is None:
            continue
        ours, theirs = _unmatched(part, parts[0]), _unmatched(parts[0], part)
        near = one_edit_apart([parts[0].code[place] for place in theirs], [part.code[place] for place in ours])
        firsts, laters = (Counter(places) for places in zip(*near, strict=True)) if near else (Counter(), Counter())
        pairs = [(theirs[one], ours[two]) for one, two in near if firsts[one] == laters[two] == 1]
        pairs = [(one, two) for one, two in pairs if parts[0].group[one] == part.group[two] != ""]
        if pairs:
            cells = named([address(part.table.rows[later], column) for _, later in pairs])
            others = named([address(parts[0].table.rows[first], other_column) for first, _ in pairs])
            values = {"count": len(pairs), "other": parts[0].table.file, "other_cells": others}
            yield Issue("note", "codes_alike", part.table.file, part.table.sheet, cells, values)


def _unmatched(part: Submissions, other: Submissions) -> list[int]:
    known = set(other.code.tolist())
    return [place for place, code in enumerate(part.code.tolist()) if code and code not in known]


def rounds_swapped(parts: Sequence[Submissions]) -> Iterator[Issue]:
    """A warning where the first round was filled in later than the second, by the medians of their times."""
    tables = [part.table for part in parts[:2]]
    times = [time for time in map(_usual_time, tables) if time is not None]
    if len(times) == 2 and times[0] > times[1]:
        first, second = tables
        yield Issue("warning", "rounds_swapped", first.file, first.sheet, values={"other": second.file})


def _usual_time(table: Table) -> float | None:
    """The median time of submission, else of the end of the interview, in seconds since 1970; None without times."""
    for column in (table.submitted, table.ended):
        times = [] if column is None else list(filter(isfinite, map(seconds, table.columns[column])))
        if times:
            return median(times)
    return None


def nobody_left(parts: Sequence[Submissions]) -> Iterator[Issue]:
    """An error for each round without a single submission that stays."""
    for part in parts:
        if not part.table.rows:
            yield Issue("error", "no_respondents", part.table.file, part.table.sheet, values={"rows": part.rows_read})
