"""Rows of too few answers, and the row hidden with each so that it can't be had by subtraction (rule 36)."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.disclosure.pattern import Pattern
from metrics.families import ALL, SIDE

Reason = str
"""``small`` (too few answers), ``complement`` (else another row could be had by subtraction), ``side`` (left out)."""


def hidden_rows(pattern: Pattern, counts: Mapping[str, int], threshold: int) -> dict[str, Reason]:
    """The cells whose rows of one measure are hidden, and why.

    Parameters
    ----------
    pattern : Pattern
    counts : mapping
        The smallest n of the measure's rows, by cell name; a cell to which it was not put is absent.
    threshold : int

    Returns
    -------
    dict
        Reason by cell name.
    """
    hidden: dict[str, Reason] = {cell.name: "side" for cell in pattern.cells if cell.hidden and cell.name in counts}
    live = {cell.name: cell for cell in pattern.cells if not cell.hidden and cell.name in counts}
    hidden |= {name: "small" for name in live if counts[name] < threshold}
    for side in dict.fromkeys(cell.group.side for cell in live.values() if cell.name != ALL):
        own = [cell.name for cell in pattern.groups_of(side) if cell.name in counts]
        small = [name for name in own if name in hidden]
        if not small or (len(small) > 1 and sum(counts[name] for name in small) >= threshold):
            continue
        shown = [name for name in own if name not in hidden]
        if shown:
            hidden[min(shown, key=lambda name: counts[name])] = "complement"
        else:
            _hide_totals(hidden, live, side)
    for name in [name for name in live if name.startswith(SIDE) and hidden.get(name) == "small"]:
        _hide_totals(hidden, live, name.removeprefix(SIDE))
    return hidden


def _hide_totals(hidden: dict[str, Reason], live: Mapping[str, object], side: str | None) -> None:
    for total in (SIDE + (side or ""), ALL):
        if total in live:
            hidden.setdefault(total, "complement")
