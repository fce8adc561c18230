"""Rows of too few answers, and the rows hidden with them so that none can be had by subtraction (rule 36)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from metrics.model.cells import Cell
from metrics.protection.mask.merging import Pattern
from surveys.model.instrument import ALL, INDEX, SIDE

Reason = str
"""``small`` (too few answers), ``alike`` (everybody has the same value), ``complement`` (else another row could be had
by subtraction), ``side`` (the cell has no row with numbers at all), ``pair`` (else few people could be told from an
earlier pair of rounds), ``audit`` (else the audit found a way)."""

_OF_THEMSELVES = ("small", "alike")

Counts = Mapping[str, Mapping[str, int]]
"""The smallest n of a row, by measure and cell; a cell to which a measure was not put is absent."""


def hidden_rows(
    pattern: Pattern,
    counts: Counts,
    threshold: int,
    twins: Mapping[str, Iterable[frozenset[str]]] | None = None,
    telling: Mapping[str, Mapping[str, Reason]] | None = None,
) -> dict[str, dict[str, Reason]]:
    """The rows that are hidden, and why; made from counts alone.

    Where the hidden rows of a side are a single one, or rest on fewer people than the threshold together, one more
    is hidden: the smallest shown group of that side, else the side's row and that of all.

    Parameters
    ----------
    pattern : Pattern
    counts : mapping
    threshold : int
    twins : mapping, optional
        By cell, sets of measures that are the same there, because the same items were put (a dimension of which one
        item was put, and that item). A hidden row is hidden in all of them; where the index is among them, which is
        always shown, the rows of the side and of all are hidden instead.
    telling : mapping, optional
        Reasons by measure and cell of rows that would tell of somebody: beside one of an earlier pair of rounds, or
        because all are alike.

    Returns
    -------
    dict
        Reason by measure and cell.
    """
    hidden = {measure: _few(pattern.cells, by_cell, threshold) for measure, by_cell in counts.items()}
    for measure, cells in (telling or {}).items():
        for name, reason in cells.items():
            if name in pattern.names:
                hidden[measure].setdefault(name, reason)
    for measure in counts:
        _complete(pattern, counts[measure], threshold, hidden[measure])
    while _tell_twins(pattern, counts, threshold, twins or {}, hidden):
        pass
    return hidden


def hidden_categories(
    cells: Sequence[Cell],
    counts: Mapping[str, int],
    threshold: int,
    telling: Mapping[str, Reason],
    stakeholders: Mapping[str, Reason],
) -> dict[str, Reason]:
    """The rows of a measure that are hidden in a breakdown, and why; the stakeholder table binds.

    Where one row is hidden, or the hidden rest on fewer people than the threshold together, one more is; and one where
    everybody's row is hidden, because the categories would add up to it.
    """
    own = [cell.name for cell in cells if cell.name in counts]
    hidden = _few(cells, counts, threshold)
    for name in own:
        if name in telling:
            hidden.setdefault(name, telling[name])
    while left := [name for name in own if name not in hidden]:
        few = len(hidden) == 1 or 0 < sum(counts[name] for name in hidden) < threshold
        if not few and (hidden or ALL not in stakeholders):
            break
        hidden[min(left, key=lambda name: counts[name])] = "complement"
    return hidden


def _few(cells: Iterable[Cell], counts: Mapping[str, int], threshold: int) -> dict[str, Reason]:
    """Rows of cells that are hidden altogether, and rows of too few answers."""
    hidden: dict[str, Reason] = {}
    for cell in cells:
        if cell.name in counts and cell.hidden:
            hidden[cell.name] = "side"
        elif cell.name in counts and counts[cell.name] < threshold:
            hidden[cell.name] = "small"
    return hidden


def _complete(pattern: Pattern, counts: Mapping[str, int], threshold: int, hidden: dict[str, Reason]) -> None:
    """Hides one more row of a side wherever a hidden one could be had by subtraction."""
    for side in dict.fromkeys(cell.group.side for cell in pattern.cells if not cell.hidden and cell.name != ALL):
        own = [cell.name for cell in pattern.groups_of(side) if cell.name in counts]
        gone = [name for name in own if name in hidden]
        if not gone or (len(gone) > 1 and sum(counts[name] for name in gone) >= threshold):
            continue
        shown = [name for name in own if name not in hidden]
        if shown:
            hidden[min(shown, key=lambda name: counts[name])] = "complement"
        else:
            _hide_totals(hidden, counts, side)
    for name in [name for name, reason in hidden.items() if name.startswith(SIDE) and reason in _OF_THEMSELVES]:
        _hide_totals(hidden, counts, name.removeprefix(SIDE))
    _complete_totals(pattern, counts, hidden)


def _complete_totals(pattern: Pattern, counts: Mapping[str, int], hidden: dict[str, Reason]) -> None:
    """Where a total is hidden because of an earlier pair of rounds, its parts may not add up to it."""
    sides = [name for name in counts if name.startswith(SIDE)]
    if hidden.get(ALL) == "pair":
        _hide_one_of(sides or [cell.name for cell in pattern.groups_of(None)], counts, hidden)
    for side in sides:
        if hidden.get(side) == "pair" and ALL in counts:
            hidden.setdefault(ALL, "complement")
        if side in hidden and hidden.get(ALL) in ("pair", "complement"):
            _hide_one_of([cell.name for cell in pattern.groups_of(side.removeprefix(SIDE))], counts, hidden)


def _hide_one_of(names: Iterable[str], counts: Mapping[str, int], hidden: dict[str, Reason]) -> None:
    """Hides the smallest of some rows, unless one of them is hidden already."""
    shown = [name for name in names if name in counts]
    if shown and not any(name in hidden for name in shown):
        hidden[min(shown, key=lambda name: counts[name])] = "complement"


def _hide_totals(hidden: dict[str, Reason], counts: Mapping[str, int], side: str | None) -> None:
    for total in (SIDE + (side or ""), ALL):
        if total in counts:
            hidden.setdefault(total, "complement")


def _tell_twins(
    pattern: Pattern,
    counts: Counts,
    threshold: int,
    twins: Mapping[str, Iterable[frozenset[str]]],
    hidden: dict[str, dict[str, Reason]],
) -> bool:
    """Hides what is hidden under another name too; returns whether anything was."""
    before = {measure: len(rows) for measure, rows in hidden.items()}
    for cell in pattern.cells:
        for same in () if cell.hidden else twins.get(cell.name, ()):
            if not any(cell.name in hidden[measure] for measure in same):
                continue
            for measure in same - {INDEX}:
                if INDEX in same:
                    _hide_totals(hidden[measure], counts[measure], cell.group.side)
                hidden[measure].setdefault(cell.name, "complement")
                _complete(pattern, counts[measure], threshold, hidden[measure])
    return before != {measure: len(rows) for measure, rows in hidden.items()}
