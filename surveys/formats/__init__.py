"""Recognises which tool wrote a spreadsheet, from its content alone.

Each format is a module of this folder with a ``NAME``, a ``RANK`` (lower is asked first) and a function
``recognise(book, knows) -> Table | None``: a new format is a new file, and nothing else changes. `docs/formats.md`
shows how.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from surveys.files.book import Book
from surveys.files.table import Table
from surveys.formats.signs import Knows
from surveys.model.issues import Issue, SurveyError


class Format(Protocol):
    """A module that knows one tool's exports."""

    __name__: str
    NAME: str
    RANK: int

    def recognise(self, book: Book, knows: Knows) -> Table | None:
        """The book's submissions, or None where another tool wrote it."""


@cache
def formats() -> tuple[Format, ...]:
    """Every format of this folder, in the order in which they are asked."""
    names = (found.name for found in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [cast(Format, module) for module in modules if hasattr(module, "RANK")]
    return tuple(sorted(found, key=lambda one: one.RANK))


def recognise(book: Book, knows: Knows = lambda _: False) -> Table:
    """The submissions of a book, read as the first format that knows it.

    Parameters
    ----------
    book : Book
        A file that was opened.
    knows : callable
        Whether a heading is one of the instrument's: it finds the row of the headings in a sheet that no tool wrote.

    Raises
    ------
    SurveyError
        If its sheet has no headings or no rows, or no format knows it.
    """
    found = next((table for one in formats() if (table := one.recognise(book, knows)) is not None), None)
    if found is None:
        raise SurveyError(Issue("error", "format_unknown", book.file))
    return found
