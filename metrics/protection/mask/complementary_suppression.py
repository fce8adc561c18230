"""Rows of too few answers, and the rows hidden with them so that none of these follows by subtraction (rule 36)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from metrics.model.cells import Cell, is_side, side_of, side_row
from metrics.protection.mask.merging import Pattern
from metrics.protection.mask.reasons import Reason
from metrics.protection.mask.row_sets import RowCounts, is_alone
from surveys.model.instrument import ALL, INDEX

_OF_THEMSELVES = (Reason.SMALL, Reason.ALIKE)


def hidden_rows(
    pattern: Pattern,
    counts: RowCounts,
    threshold: int,
    equal: Mapping[str, Iterable[frozenset[str]]] | None = None,
    revealing: Mapping[str, Mapping[str, Reason]] | None = None,
) -> dict[str, dict[str, Reason]]:
    """The rows that are hidden, and why; made from counts alone.

    Where the hidden rows of a side are a single one, or rest on fewer people than the threshold together, one more
    is hidden: the smallest shown group of that side, else the side's row and that of all.

    Parameters
    ----------
    pattern : Pattern
    counts : mapping
    threshold : int
    equal : mapping, optional
        By cell, sets of measures that are the same there, because the same items were asked (a dimension of which one
        item was asked, and that item). A hidden row is hidden in all of them; where the index is among them and shown
        nevertheless, so are the rows of the side and of all.
    revealing : mapping, optional
        Reasons by measure and cell of rows that would reveal somebody's answer, because all are alike.

    Returns
    -------
    dict
        Reason by measure and cell.
    """
    hidden = own_reasons(pattern.cells, counts, threshold, revealing or {})
    for measure in counts:
        _complete(pattern, counts[measure], threshold, hidden[measure])
    while _hide_equal_measures(pattern, counts, threshold, equal or {}, hidden):
        pass
    return hidden


def own_reasons(
    cells: Sequence[Cell], counts: RowCounts, threshold: int, revealing: Mapping[str, Mapping[str, Reason]]
) -> dict[str, dict[str, Reason]]:
    """The rows of some cells that are hidden for what they would reveal by themselves, and why, by measure and cell."""
    hidden = {measure: _few(cells, by_cell, threshold) for measure, by_cell in counts.items()}
    names = {cell.name for cell in cells}
    for measure, rows in revealing.items():
        for name, reason in rows.items():
            if name in names:
                hidden[measure].setdefault(name, reason)
    return hidden


def hidden_categories(
    cells: Sequence[Cell],
    counts: Mapping[str, int],
    hidden: Mapping[str, Reason],
    threshold: int,
    stakeholders: Mapping[str, Reason],
) -> dict[str, Reason]:
    """The rows of a measure that are hidden in a breakdown, and why; the stakeholder table binds.

    Where one row is `hidden` by itself, or the hidden rest on fewer people than the threshold together, one more is;
    and one where everybody's row is hidden, because the categories would add up to it.
    """
    own = [cell.name for cell in cells if cell.name in counts]
    hidden = dict(hidden)
    while left := [name for name in own if name not in hidden]:
        is_open = not hidden and ALL in stakeholders
        if not is_open and not is_alone([counts[name] for name in hidden], threshold):
            break
        hidden[min(left, key=lambda name: counts[name])] = Reason.COMPLEMENT
    return hidden


def _few(cells: Iterable[Cell], counts: Mapping[str, int], threshold: int) -> dict[str, Reason]:
    """Rows of cells that are hidden altogether, and rows of too few answers."""
    hidden: dict[str, Reason] = {}
    for cell in cells:
        if cell.name in counts and cell.hidden:
            hidden[cell.name] = Reason.SIDE
        elif cell.name in counts and counts[cell.name] < threshold:
            hidden[cell.name] = Reason.SMALL
    return hidden


def _complete(pattern: Pattern, counts: Mapping[str, int], threshold: int, hidden: dict[str, Reason]) -> None:
    """Hides one more row of a side wherever a hidden one would follow by subtraction.

    Unlike a breakdown's rows (`is_alone`), several hidden rows in which nobody counts call for one more, too.
    """
    for side in dict.fromkeys(cell.group.side for cell in pattern.cells if not cell.hidden and cell.name != ALL):
        own = [cell.name for cell in pattern.groups_of(side) if cell.name in counts]
        gone = [name for name in own if name in hidden]
        if not gone or (len(gone) > 1 and sum(counts[name] for name in gone) >= threshold):
            continue
        shown = [name for name in own if name not in hidden]
        if shown:
            hidden[min(shown, key=lambda name: counts[name])] = Reason.COMPLEMENT
        else:
            _hide_totals(hidden, counts, side)
    for name in [name for name, reason in hidden.items() if is_side(name) and reason in _OF_THEMSELVES]:
        _hide_totals(hidden, counts, side_of(name))


def _hide_totals(hidden: dict[str, Reason], counts: Mapping[str, int], side: str | None) -> None:
    for total in (side_row(side or ""), ALL):
        if total in counts:
            hidden.setdefault(total, Reason.COMPLEMENT)


def _hide_equal_measures(
    pattern: Pattern,
    counts: RowCounts,
    threshold: int,
    equal: Mapping[str, Iterable[frozenset[str]]],
    hidden: dict[str, dict[str, Reason]],
) -> bool:
    """Hides a hidden row in all measures that are the same in its cell; returns whether any more was hidden."""
    before = {measure: len(rows) for measure, rows in hidden.items()}
    for cell in pattern.cells:
        for same in () if cell.hidden else equal.get(cell.name, ()):
            if not any(cell.name in hidden[measure] for measure in same):
                continue
            for measure in same - {INDEX}:
                if INDEX in same and cell.name not in hidden[INDEX]:
                    _hide_totals(hidden[measure], counts[measure], cell.group.side)
                hidden[measure].setdefault(cell.name, Reason.COMPLEMENT)
                _complete(pattern, counts[measure], threshold, hidden[measure])
    return before != {measure: len(rows) for measure, rows in hidden.items()}
