"""Slips of the pen: answers that are an edit or two from exactly one other answer of their list."""

from __future__ import annotations

from collections.abc import Sequence

from surveys.mapping.scales.known import wordings

_SHORTEST, _LONG = 4, 10
"""Letters from which on an answer may have one slip, and two."""


def slip_of(text: str, known: Sequence[str]) -> str:
    """The one answer that a text seems to be a slip of; empty where there is none, or more than one.

    An edit is a letter too many, too few, another one, or two changed round (Damerau 1964). Answers with digits are
    never slips.
    """
    mine = wordings(text)[0]
    most = edits_allowed(mine)
    if not most or any(map(str.isdigit, mine)):
        return ""
    near = {wordings(other)[0]: other for other in known if 0 < edits(mine, wordings(other)[0], most) <= most}
    return next(iter(near.values())) if len(near) == 1 else ""


def slips_of(texts: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    """The answer that each text which seems to be a slip is a slip of."""
    return {text: other for text in texts if (other := slip_of(text, known))}


def edits_allowed(text: str) -> int:
    """How many edits may lie between a slip of this length and what was meant."""
    return 0 if len(text) < _SHORTEST else 1 if len(text) < _LONG else 2


def edits(one: str, other: str, most: int) -> int:
    """The edits between two texts (optimal string alignment); a number above `most` where there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, mine in enumerate(one, start=1):
        this = [row]
        for column, theirs in enumerate(other, start=1):
            cost = min(last[column] + 1, this[column - 1] + 1, last[column - 1] + (mine != theirs))
            if row > 1 and column > 1 and mine == other[column - 2] and one[row - 2] == theirs:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        before, last = last, this
    return last[-1]
