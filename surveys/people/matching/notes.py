"""What is said of the matching: no code in common, codes that are alike, codes joined, sheets that are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from surveys.coding.coder import Coder
from surveys.coding.person_codes import own_code
from surveys.coding.submissions import Submissions
from surveys.model.issues import Issue
from surveys.people.matching.identical import identical_sheets
from surveys.people.matching.near_pairs import Decided, pairs_noted
from surveys.people.people import RoundOfPeople

_FEWEST_SERIAL, _LONGEST_SERIAL = 10, 9
"""People of a round, and digits of a code, of which running numbers are spoken of."""


def matching_issues(
    coder: Coder, parts: Sequence[Submissions], before_joining: Sequence[Submissions], decided: Decided
) -> Iterator[Issue]:
    """Notes on codes: those of no other round, running numbers, those that are alike, and those that were joined.

    Of codes alike only pairs of which neither code has a second partner are noted: of serial numbers each is near many.

    Parameters
    ----------
    coder : Coder
        The instrument.
    parts, before_joining : sequences of Submissions
        The rounds in order of time, with the people's codes and with those of the files.
    decided : Decided
        Near pairs.
    """
    yield from codes_in_common(coder, parts)
    yield from serial_codes(coder, before_joining)
    yield from pairs_noted("codes_alike", coder, before_joining, (pair for pair in decided.open if pair.sole))
    yield from pairs_noted("codes_joined", coder, before_joining, decided.joined)
    if decided.joined:
        yield Issue("note", "joined_by_hand", values={"count": len(decided.joined)})


def serial_codes(coder: Coder, parts: Sequence[Submissions]) -> Iterator[Issue]:
    """A warning for each later round whose codes are running numbers, as the first one's are.

    Whole numbers without a gap, each once, of `_FEWEST_SERIAL` people or more: so a tool counts its submissions, and
    the same number then is of somebody else in the other file. A panel that nobody left may have such codes too.
    """
    first = parts[0]
    for part in parts[1:] if _is_serial(first) else ():
        column = coder.column_of(part.columns, "respondent_id")
        if column is not None and _is_serial(part):
            table, other = part.table, first.table
            values = {"column": table.headings[column], "other": other.file}
            yield Issue("warning", "serial_codes", table.file, table.sheet, table.heading_cell(column), values)


def _is_serial(part: Submissions) -> bool:
    """Whether codes are running numbers; in each group by itself, where they count in their group alone."""
    codes = [code for code in part.code.tolist() if code]
    of_groups: dict[str, list[str]] = {}
    for code in codes:
        own = own_code(code)
        of_groups.setdefault(code.removesuffix(own), []).append(own)
    return len(codes) >= _FEWEST_SERIAL and all(map(_are_running, of_groups.values()))


def _are_running(codes: Sequence[str]) -> bool:
    if not all(code.isdecimal() and len(code) <= _LONGEST_SERIAL for code in codes):
        return False
    numbers = set(map(int, codes))
    return len(numbers) == len(codes) == max(numbers) - min(numbers) + 1


def same_sheets(rounds: Sequence[RoundOfPeople]) -> Iterator[Issue]:
    """A warning for each round with sheets of one group that are the same against all chance.

    Where nobody states a group, everybody is one.
    """
    for one in rounds:
        stated = one.part.group
        groups = stated if stated.any() else np.full(len(stated), "all", dtype=np.object_)
        twins = identical_sheets(one.answers.scores, groups)
        yield from one.part.issues_at("identical_sheets", twins, 0, "warning")


def codes_in_common(coder: Coder, parts: Sequence[Submissions]) -> Iterator[Issue]:
    """A note for each later round that shares no code with the first."""
    for part in parts[1:]:
        first, later = ({code for code in one.code.tolist() if code} for one in (parts[0], part))
        column, other_column = (coder.column_of(one.columns, "respondent_id") for one in (part, parts[0]))
        if column is not None and other_column is not None and first and not first & later:
            table, other = part.table, parts[0].table
            values = {
                "column": table.headings[column],
                "other": other.place,
                "other_sheet": other.sheet,
                "other_column": other.headings[other_column],
                "other_cell": other.heading_cell(other_column),
            }
            yield Issue("note", "no_code_in_common", table.file, table.sheet, table.heading_cell(column), values)
