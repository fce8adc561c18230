"""Recognises which tool wrote a spreadsheet, from its content alone.

Each format is a module of this folder with a ``RANK`` (lower is asked first) and a function
``recognise(book) -> Table | None``: a new format is a new file, and nothing else changes.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from surveys.issues import Issue, SurveyError
from surveys.spreadsheet import Book
from surveys.table import Table


class Format(Protocol):
    """A module that knows one tool's exports."""

    RANK: int

    def recognise(self, book: Book) -> Table | None:
        """The book's submissions, or None where another tool wrote it."""


@cache
def formats() -> tuple[Format, ...]:
    """Every format of this folder, in the order in which they are asked."""
    names = (found.name for found in pkgutil.iter_modules(__path__))
    modules = (cast(Format, importlib.import_module(f"{__name__}.{name}")) for name in names)
    return tuple(sorted(modules, key=lambda one: one.RANK))


def recognise(book: Book) -> Table:
    """The submissions of a book, read as the first format that knows it.

    Raises
    ------
    SurveyError
        If its sheet has no headings or no rows, or no format knows it.
    """
    found = next((table for one in formats() if (table := one.recognise(book)) is not None), None)
    if found is None:
        raise SurveyError(Issue("error", "format_unknown", book.file))
    return found
