"""The checks as an XLSX workbook for the officer: what was found, each cell with a link, and what matches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from io import BytesIO
from operator import attrgetter
from pathlib import PurePath

import xlsxwriter

from reports.officer.marking.marks import count_of, listed_cells, places
from reports.workbook.columns import Column, Table
from reports.workbook.sheet import Sheet
from surveys.model.inspection import Unmatched
from surveys.model.issues import KEPT, Issue
from words import number, say

_TOPIC = "checks"
_ORDER = ("error", "warning", "note")
_ADDRESS = re.compile(r"([A-Z]{1,3}[1-9]\d*)(:[A-Z]{1,3}[1-9]\d*)?")
_WITH_SHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
_MOST_LINKS = 60_000
"""Excel opens no sheet with more than 65,530 links."""


@dataclass(frozen=True)
class _Found:
    """An issue, numbered in the order of the summary."""

    number: int
    issue: Issue


@dataclass(frozen=True)
class _Cell:
    """A cell of an issue; `address` may be a sentence that says how many more there are."""

    found: _Found
    file: str
    sheet: str
    address: str


@dataclass(frozen=True)
class _Value:
    """A value that matches nothing; `text` may be a sentence in place of values that are not listed."""

    where: Unmatched
    text: str
    count: int


def checks_workbook(issues: Iterable[Issue], unmatched: Sequence[Unmatched], language: str) -> bytes:
    """The workbook as bytes.

    Its cells hold text and numbers, never a formula, whatever stood in the files. It holds values of the answers (those
    that match nothing), so it is for whoever has the files anyway.

    Parameters
    ----------
    issues : iterable of Issue
        What the checks found.
    unmatched : sequence of Unmatched
        The values that match nothing.
    language : str
    """
    ordered = sorted(issues, key=lambda issue: _ORDER.index(issue.severity))
    found = [_Found(number, issue) for number, issue in enumerate(ordered, start=1)]
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1), "title": say(f"{_TOPIC}.title", language)})
    _write_summary(Sheet(book, "summary", language, _TOPIC), found)
    cells = [cell for one in found for cell in _cells(one, language)]
    if cells:
        _write_cells(Sheet(book, "cells", language, _TOPIC), cells)
    if unmatched:
        _write_values(Sheet(book, "values", language, _TOPIC), unmatched)
    book.close()
    return buffer.getvalue()


_column = partial(Column, topic=_TOPIC)


def _write_summary(sheet: Sheet, found: Sequence[_Found]) -> None:
    """A row an issue; below it what the workbook is, and how its links work."""
    language = sheet.language
    columns = [
        _column("number", "count", attrgetter("number")),
        _column("severity", "text", lambda one: say(f"{_TOPIC}.severity_{one.issue.severity}", language)),
        _column("what", "sentence", lambda one: one.issue.explained(language).wrong),
        _column("file", "text", lambda one: one.issue.file),
        _column("sheet", "text", lambda one: one.issue.sheet),
        _column("count", "count", lambda one: count_of(one.issue)),
        _column("to_do", "sentence", lambda one: one.issue.explained(language).to_do or None),
    ]
    sheet.write(Table(found, columns))
    for row, word in enumerate(("nothing",) * (not found) + ("for_officer", "one_folder"), start=len(found) + 2):
        sheet.put(row, 2, say(f"{_TOPIC}.{word}", language), "words")


def _write_cells(sheet: Sheet, cells: Sequence[_Cell]) -> None:
    """A row a cell, each with a link that opens the file there."""
    language = sheet.language
    columns = [
        _column("number", "count", lambda one: one.found.number),
        _column("severity", "text", lambda one: say(f"{_TOPIC}.severity_{one.found.issue.severity}", language)),
        _column("file", "text", attrgetter("file")),
        _column("sheet", "text", attrgetter("sheet")),
        _column("cell", "text", attrgetter("address")),
        _column("what", "sentence", lambda one: _briefly(one.found.issue, language)),
    ]
    sheet.write(Table(cells, columns))
    for row, cell in enumerate(cells[:_MOST_LINKS], start=1):
        if target := _link(cell):
            sheet.sheet.write_url(row, 4, target, sheet.looks.look("link"), string=cell.address)


def _write_values(sheet: Sheet, unmatched: Sequence[Unmatched]) -> None:
    language = sheet.language
    columns = [
        _column("file", "text", lambda one: one.where.file),
        _column("sheet", "text", lambda one: one.where.sheet),
        _column("cell", "text", lambda one: one.where.cell),
        _column("heading", "sentence", lambda one: one.where.heading),
        _column("kind", "text", lambda one: say(f"{_TOPIC}.{_kind(one.where)}", language)),
        _column("value", "text", attrgetter("text")),
        _column("count", "count", attrgetter("count")),
    ]
    values = [value for one in unmatched for value in _values(one, language)]
    sheet.write(Table(values, columns))
    for row, value in enumerate(values[:_MOST_LINKS], start=1):
        if target := _link_to(value.where.file, value.where.sheet, value.where.cell):
            sheet.sheet.write_url(row, 2, target, sheet.looks.look("link"), string=value.where.cell)


def _kind(where: Unmatched) -> str:
    return "column" if where.is_column else "answers"


def _values(where: Unmatched, language: str) -> Iterator[_Value]:
    yield from (_Value(where, text, count) for text, count in where.values)
    rest = where.count - sum(count for _, count in where.values)
    if where.more:
        word = "more_values" if where.values else "long_texts"
        yield _Value(where, say(f"{_TOPIC}.{word}", language, n=number(where.more, language)), rest)


def _cells(found: _Found, language: str) -> Iterator[_Cell]:
    """The cells of an issue, in its own file and in the other that it names; then how many more there are."""
    for file, sheet, cells in places(found.issue):
        names = listed_cells(cells)
        yield from (_Cell(found, file, sheet, name) for name in names)
        more = (count_of(found.issue) or 0) - len(names)
        if len(names) == KEPT and more > 0:
            yield _Cell(found, file, sheet, say(f"{_TOPIC}.more_cells", language, n=number(more, language)))


def _briefly(issue: Issue, language: str) -> str:
    """What is wrong, without the list of cells, which stand beside it."""
    return replace(issue, cells="…").explained(language).wrong


def _link(cell: _Cell) -> str | None:
    return _link_to(cell.file, cell.sheet, cell.address) if _ADDRESS.fullmatch(cell.address) else None


def _link_to(file: str, sheet: str, address: str) -> str | None:
    """A link to a cell of a file in this workbook's folder; to the file alone where it has no sheets."""
    if not file or re.search(r"[/\\:]", file) or file.startswith("."):
        return None
    name = re.sub(r'[%# "<>\[\]^`{}]', lambda sign: f"%{ord(sign.group()):02x}", file)
    if PurePath(file).suffix.casefold() not in _WITH_SHEETS or not sheet:
        return f"external:{name}"
    quoted = sheet.replace("'", "''")
    return f"external:{name}#'{quoted}'!{address}"
