"""What formats are recognised by: the headings that a tool adds, and the first rows of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from surveys.files.book import Sheet
from surveys.files.cells import Cell, is_filled, text_of

Knows = Callable[[str], bool]
"""Whether a heading is one of the instrument's."""

_SIGNS_SHOWN = 3


def first_headings(sheet: Sheet) -> tuple[str, ...]:
    """The texts of the first filled row; none of an empty sheet."""
    return texts(sheet.row(sheet.filled_rows[0])) if sheet.filled_rows else ()


def texts(row: Sequence[Cell]) -> tuple[str, ...]:
    """What the cells of a row say."""
    return tuple(text_of(cell) for cell in row)


def recognised_by(headings: Sequence[str], is_added: Knows, distinctive: Collection[str], least: int = 2) -> str:
    """The first headings that a tool adds, in one line; empty where they are too few to know the tool by.

    Parameters
    ----------
    is_added : callable
        Whether the tool adds a heading.
    distinctive : collection of str
        Headings, in lower case, of which one at least must be there: those that no other tool has.
    least : int
        The fewest headings of the tool to know it by.
    """
    known = [heading for heading in headings if heading and is_added(heading)]
    enough = len(known) >= least and any(heading.casefold() in distinctive for heading in known)
    return ", ".join(known[:_SIGNS_SHOWN]) if enough else ""


def is_row_of_words(row: Sequence[Cell]) -> bool:
    """Whether a row holds something, and words in each filled cell."""
    filled = [cell for cell in row if is_filled(cell)]
    return bool(filled) and all(isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in filled)
