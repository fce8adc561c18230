"""SPSS: one sheet of names, the questions' texts, and codes whose labels the file states."""

from __future__ import annotations

from surveys.files.book import Book
from surveys.files.table import Table, cut_grid
from surveys.formats.signs import Knows

NAME = "SPSS"
RANK = 0


def recognise(book: Book, _knows: Knows) -> Table | None:
    """The one table of an SPSS file; it was recognised by its first bytes."""
    sheet = book.sheets[0]
    if book.container != "sav":
        return None
    grid = cut_grid(book, sheet)
    return grid.table(
        NAME,
        "spss",
        ", ".join(grid.headings[:3]),
        metadata=frozenset(),
        wordings=tuple((text,) if text else () for text in sheet.texts),
        value_labels=sheet.value_labels,
    )
