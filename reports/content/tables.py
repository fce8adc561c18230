"""A table in plain words, before any format lays it out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from metrics.schema.precision import P_DECIMALS, rounded_p
from words import in_digits, isolate, number, say

KINDS = ("text", "level", "change", "interval", "finding", "people", "share")
"""What a cell holds: a format aligns numbers, and colours findings and changes by it."""
NONE = "–"
"""What stands where there is nothing to be said."""
_SMALLEST_P = 10.0**-P_DECIMALS
_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Cell:
    """A cell in the reader's words.

    Attributes
    ----------
    text : str
        What is read; never empty of what is hidden.
    kind : str
        One of `KINDS`.
    number : float or None
        The number said, as it is rounded in the text: points of 0–100, a share in percent, or people. None where the
        text is no number, or the number is not shown.
    verdict : str or None
        Of a change or a finding: one of `metrics.findings.verdicts.VERDICTS`.
    way : int
        1 where the finding is a rise, or points to one; −1 of a fall; 0 else. Colour follows from it alone.
    hidden : bool
        Whether its number is not shown, to protect the people who answered.
    """

    text: str
    kind: str = KINDS[0]
    number: float | None = None
    verdict: str | None = None
    way: int = 0
    hidden: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")


def not_shown(language: str) -> Cell:
    """A cell of what is not shown."""
    return Cell(say("findings.short_protected", language), hidden=True)


def p_text(p: float | None, language: str) -> str:
    """A p with three decimals, rounded as where it is handed on; a dash where there is none."""
    shown = rounded_p(p)
    if p is None or shown is None:
        return NONE
    if p < _SMALLEST_P:
        return isolate(in_digits(f"<{_SPACE}{_SMALLEST_P}", language), language)
    return number(shown, language, P_DECIMALS)


def with_interval(value: str, ends: Sequence[str], language: str) -> str:
    """A value with its interval in brackets, where it has one."""
    if len(ends) < 2:
        return value
    interval = say("figures.interval", language, low=ends[0], high=ends[1])
    return f"{value} ({interval.replace(' ', _SPACE)})"


@dataclass(frozen=True)
class Table:
    """A table with its words.

    Attributes
    ----------
    name : str
        By which an officer's choice names it.
    title : str
        A short caption.
    heads : tuple of str
        One a column.
    rows : tuple of tuples of Cell
        As many cells each as there are heads.
    notes : tuple of str
        What is to be known beside it, a sentence each; none where empty.
    row_heads : int
        How many of the first columns say what a row is about.
    codes : tuple of tuples of str
        Of a figure's table, what its columns are called for other programs, the same in every language: a name, or one
        for each number of a cell. Empty else.
    grouped : bool
        Whether rows that begin with the same cell belong together under it.
    of_group : int
        Of rows that belong together, how many of the last columns say something of all of them, in the last row.
    """

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    row_heads: int = 1
    codes: tuple[tuple[str, ...], ...] = ()
    grouped: bool = False
    of_group: int = 0

    def __post_init__(self) -> None:
        if wrong := [row for row in self.rows if len(row) != len(self.heads)]:
            raise ValueError(f"a row has {len(wrong[0])} cells under {len(self.heads)} heads")

    def without(self, said: Collection[str]) -> Table:
        """The table without the notes that are said already where it stands."""
        return replace(self, notes=tuple(note for note in self.notes if note not in said))


def capital(text: str) -> str:
    """A text as the head of a column or row."""
    return text[:1].upper() + text[1:]
