"""Rounds as sheets of one workbook: which sheets are rounds, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from surveys.files.book import Book
from surveys.files.cells import text_of
from surveys.files.table import Table
from surveys.formats import recognise
from surveys.formats.signs import Knows
from surveys.language.occasions import occasion_in
from surveys.language.wording import normalise
from surveys.model.issues import Issue, Listing, SurveyError

_MOST_SHEETS = 20
_FEWEST_COLUMNS = 3
_MOSTLY = 0.5
"""The share of headings from which on two sheets are of one questionnaire; of rows, from which on one is a copy."""


def alike_sheets(book: Book, main: Table, knows: Knows) -> tuple[Table, ...]:
    """What other sheets of a workbook hold, where it may be another round of the table that was read (or its copy).

    It has most headings of that table; or it is about as wide, and the names of both sheets tell different times.
    """
    names = [sheet.name for sheet in book.sheets]
    if len(set(names)) < len(names):
        return ()
    return tuple(table for table in _others(book, main, knows) if _is_alike(main, table))


def sheets_of_rounds(book: Book, main: Table, alike: Sequence[Table]) -> tuple[Table, ...]:
    """The rounds among the table that was read and those alike, in the order of time; that table alone for none.

    Copies are no rounds. The order is that of time where the names of the sheets tell it; two sheets whose names don't
    are taken in the order of the workbook, with a warning. Of more whose names don't (groups, places), or of several of
    one time, only the first is read.
    """
    at = {sheet.name: index for index, sheet in enumerate(book.sheets)}
    tables = sorted([main, *alike], key=lambda table: at[table.sheet])
    named = _without_copies([table for table in tables if _time(table) is not None])
    by_name = len(named) > 1
    rounds = named if by_name else _without_copies(tables)
    if len(rounds) != (len(set(map(_time, named))) if by_name else 2):
        return (one_sheet(main, alike),)
    if by_name:
        rounds.sort(key=lambda table: _time(table) or 0)
    read = {table.sheet for table in rounds}
    left = [table.sheet for table in (main, *alike) if table.sheet not in read]
    unread = [name for name in main.unread if name not in {*read, *left}]
    parts = [replace(one, unread=(), is_sheet_of_several=True, within=one.sheet) for one in rounds]
    parts[0] = replace(parts[0], notes=tuple(_notes(rounds, by_name, left, unread)))
    return tuple(parts)


def one_sheet(main: Table, alike: Sequence[Table]) -> Table:
    """The table that was read, which names the sheets alike apart from the others that were not read."""
    names = tuple(table.sheet for table in alike)
    return replace(main, unread=tuple(name for name in main.unread if name not in names), alike=names)


def _others(book: Book, main: Table, knows: Knows) -> Iterator[Table]:
    """The other sheets that can be read as answers; those that can't stay among the sheets that are not read."""
    for sheet in book.sheets[:_MOST_SHEETS]:
        if sheet.name != main.sheet and not sheet.is_empty:
            try:
                table = recognise(Book(book.file, book.container, (sheet,)), knows)
            except SurveyError:
                continue
            yield table


def _is_alike(main: Table, other: Table) -> bool:
    mine, theirs = _headings(main), _headings(other)
    if len(mine) > 1 and len(mine & theirs) > _MOSTLY * len(mine):
        return True
    times = _time(main), _time(other)
    widths = sorted((len(mine), len(theirs)))
    return None not in times and times[0] != times[1] and widths[0] >= max(_FEWEST_COLUMNS, _MOSTLY * widths[1])


def _headings(table: Table) -> set[str]:
    return {normalise(heading) for heading in table.headings if heading}


def _time(table: Table) -> int | None:
    return occasion_in(table.sheet)


def _without_copies(tables: Sequence[Table]) -> list[Table]:
    """Those that are no copy of one before: the same rows; or half of them, where names don't tell two times."""
    kept: list[Table] = []
    for table in tables:
        if not any(_is_copy(one, table) for one in kept):
            kept.append(table)
    return kept


def _is_copy(one: Table, other: Table) -> bool:
    rows, others = _rows(one, other), _rows(other, one)
    if _time(one) != _time(other) and None not in (_time(one), _time(other)):
        return bool(rows) and rows == others
    return (rows & others).total() >= max(1, _MOSTLY * min(rows.total(), others.total()))


def _rows(table: Table, other: Table) -> Counter[tuple[str, ...]]:
    """How often each row stands in a table, of the columns that the other has too."""
    shared = sorted({heading for heading in table.headings if heading} & set(other.headings))
    columns = [table.columns[table.headings.index(heading)].texts(text_of) for heading in shared]
    return Counter(zip(*columns, strict=True)) if columns else Counter()


def _notes(rounds: Sequence[Table], by_name: bool, alike: Sequence[str], unread: Sequence[str]) -> Iterator[Issue]:
    """Which sheets are rounds, and which were left out."""
    first = rounds[0]
    values = {"sheets": Listing.of([table.sheet for table in rounds])}
    if by_name:
        yield Issue("note", "rounds_in_sheets", first.file, values=values)
    else:
        yield Issue("warning", "rounds_in_order_of_sheets", first.file, values=values)
    if alike:
        yield Issue("warning", "sheets_beside_rounds", first.file, values={"sheets": Listing.of(alike)})
    if unread:
        yield Issue("note", "sheets_beside_rounds", first.file, values={"sheets": Listing.of(unread)})
