"""Codes across rounds: none in common, some nearly alike, people who are in one round only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from surveys.cells import address, named
from surveys.coder import Coder
from surveys.issues import Issue, Severity
from surveys.near_codes import one_edit_apart
from surveys.people import Placed
from surveys.submissions import Submissions

_MANY_ALONE = 0.5
"""The share of a round's coded people above which being found in no other round looks like a mix-up of codes."""


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


def in_one_round_only(coder: Coder, placed: Sequence[Placed]) -> Iterator[Issue]:
    """A note for each round with people whose code no other round has; a warning where they are more than half.

    Said of rounds that share a code with another at all: of the others `codes_in_common` speaks. People without a code
    are no part of it (``code_missing``).
    """
    coded = [np.array(list(map(bool, one.part.code.tolist())), dtype=np.bool_) for one in placed]
    people = [one.person[has_code] for one, has_code in zip(placed, coded, strict=True)]
    rounds = np.bincount(np.concatenate(people)) if people else np.zeros(0, dtype=np.intp)
    for one, has_code, person in zip(placed, coded, people, strict=True):
        alone = int((rounds[person] == 1).sum())
        if 0 < alone < len(person):
            where = has_code.copy()
            where[has_code] = rounds[person] == 1
            severity: Severity = "warning" if alone > _MANY_ALONE * len(person) else "note"
            column = coder.place(one.part.columns, "respondent_id")
            yield from one.part.issues_at("in_one_round_only", where, column, severity)
