"""The workbook of the indicators: by side, by group, how to use it with the list of sources, and its dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_range_abs

from metrics import group_label, measure_label, round_label
from metrics.result.names import index_name
from reports.content.provenance import provenance_line
from reports.report import Report
from reports.workbook.columns import Cell, Column, Table
from reports.workbook.dictionary import write_dictionary
from reports.workbook.indicators.values import PERCENT, TARGET, Value, by_group, not_by_group, share_decimals, totals
from reports.workbook.indicators.words import comment, indicator
from reports.workbook.paper import strip_of
from reports.workbook.sheet import Sheet
from words import say

SOURCES = ("survey", "monitoring", "participants", "evaluation", "other")
"""The sources that may be chosen; the first is that of all values from here."""
_DAY_ZERO = date(1899, 12, 30)
"""The day that Excel counts days from."""
_FIRST_DAY = date(2000, 1, 1)
_TYPED = {"value": "number", "value_date": "date", "value_source": "text"}
"""The columns that are typed into, with how their cells look."""
_WIDTHS = {"indicator": 44, "indicator_unit": 12, "disaggregation": 22, "value_type": 14, "round": 14,
           "round_beside": 14, "value": 9, "value_date": 12, "value_source": 26, "value_comment": 85}  # fmt: skip
_MAY = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
"""What may be done with a sheet on which only a few cells may be typed into."""


def indicators_workbook(report: Report) -> bytes:
    """The workbook as bytes.

    Targets are left to the officer: their cells, and those of days and sources, may be typed into. All others are
    locked, without a password.
    """
    language, result, strip = report.language, report.result, strip_of(report)
    index = index_name(result, language)
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1), "title": report.heading, "subject": result.code})
    values = {"indicators": totals(result), "indicators_by_group": by_group(result)}
    tables = {name: _table(report, rows) for name, rows in values.items() if rows}
    sheets = {name: Sheet(book, name, language, index=index, strip=strip) for name in tables}
    how = Sheet(book, "indicator_notes", language, index=index, strip=strip)
    sources = _write_notes(how, report)
    for name, table in tables.items():
        sheets[name].write(table, [_WIDTHS[column.word] for column in table.columns])
        _open_cells(sheets[name], table, sources)
    dictionary = Sheet(book, "dictionary", language, index=index, strip=strip)
    write_dictionary(dictionary, list(tables.items()), index)
    book.close()
    return buffer.getvalue()


def _table(report: Report, values: Sequence[Value]) -> Table:
    """A row a value, in the columns that OPSYS has."""
    result, language = report.result, report.language
    days = {one.name: _serial(date.fromisoformat(one.date)) for one in result.rounds if one.date}
    source = say(f"reports.book_source_{SOURCES[0]}", language)
    columns = [
        Column("indicator", "text", lambda value: indicator(report, value.measure, value.about)),
        Column("indicator_unit", "text", lambda value: say(f"reports.book_unit_of_{value.unit}", language)),
        Column("disaggregation", "text", lambda value: group_label(result, value.group, language)),
        Column("value_type", "text", lambda value: say(f"reports.book_type_{value.kind}", language)),
        Column("round", "text", lambda value: _named(report, value.round)),
        *([Column("round_beside", "text", lambda value: _beside(report, value))] if len(result.pairs) > 1 else []),
        Column("value", "original", lambda value: value.value, decimals=_decimals),
        Column("value_date", "date", lambda value: days.get(value.round or "")),
        Column("value_source", "text", lambda value: None if value.kind == TARGET else source),
        Column("value_comment", "sentence", lambda value: comment(report, value)),
    ]
    return Table(values, columns)


def _named(report: Report, round_: str | None) -> str | None:
    """A round by its label, if there is one."""
    return None if round_ is None else round_label(report.result, round_, report.language)


def _beside(report: Report, value: Value) -> str | None:
    """The other round of the two that a value belongs to."""
    if value.pair is None:
        return None
    return _named(report, next(round_ for round_ in value.pair if round_ != value.round))


def _serial(day: date) -> int:
    """A day as Excel counts it."""
    return (day - _DAY_ZERO).days


def _decimals(value: Value) -> int:
    """One decimal of a share, none of one that rests on few; of points as many as they have, up to one."""
    if value.unit == PERCENT:
        return share_decimals(value.n)
    return 0 if value.value is not None and value.value == int(value.value) else 1


def _open_cells(sheet: Sheet, table: Table, sources: str) -> None:
    """Opens the cells that the officer types into, says what they take, and locks all others."""
    columns = {column.word: j for j, column in enumerate(table.columns)}
    for i, value in enumerate(table.rows, start=1):
        for word, look in _TYPED.items():
            if word != "value" or value.kind == TARGET:
                written = table.columns[columns[word]].value(value)
                _open_cell(sheet, i, columns[word], written, look)
    for word, rule in zip(_TYPED, _rules(sources), strict=True):
        said = {
            "input_message": say(f"reports.book_{word}_input", sheet.language),
            "error_message": say(f"reports.book_{word}_error", sheet.language),
        }
        sheet.sheet.data_validation(1, columns[word], len(table.rows), columns[word], {**rule, **said})
    sheet.sheet.protect("", dict.fromkeys(_MAY, True))


def _open_cell(sheet: Sheet, row: int, column: int, written: Cell, look: str) -> None:
    """Writes a cell again, as one that may be typed into."""
    if isinstance(written, str):
        sheet.put(row, column, written, look, unlocked=True)
    elif written is None:
        sheet.sheet.write_blank(row, column, None, sheet.looks.look(look, unlocked=True))
    else:
        sheet.sheet.write_number(row, column, written, sheet.looks.look(look, unlocked=True))


def _rules(sources: str) -> list[dict[str, object]]:
    """What a value, a day and a source may be."""
    return [
        {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100},
        {"validate": "date", "criteria": ">=", "value": _FIRST_DAY},
        {"validate": "list", "source": sources},
    ]


def _write_notes(sheet: Sheet, report: Report) -> str:
    """How to use the sheets, and the list of sources; where that list is, as a formula."""
    language = sheet.language
    sheet.set_widths([110])
    sheet.put(0, 0, report.heading, "title")
    use = ("one", "percent", "rounds", "target", "day", "hidden", "groups")
    notes = [say(f"reports.book_use_{word}", language) for word in use]
    about = say(f"workbook.note_{report.result.audience}", language)
    lines = [*notes, *_left_out(report), say("reports.book_use_limits", language), about]
    for row, line in enumerate([*lines, provenance_line(report)], start=2):
        sheet.put(row, 0, line, "words")
    top = len(lines) + 5
    listed = [say(f"reports.book_source_{source}", language) for source in SOURCES]
    sheet.place(Table(listed, [Column("value_source", "text", lambda source: source)]), top)
    sheet.sheet.freeze_panes(1, 0)
    sheet.sheet.repeat_rows(0)
    sheet.print_on(top + len(listed) + 1, 1)
    return f"={quote_sheetname(sheet.sheet.get_name())}!{xl_range_abs(top + 1, 0, top + len(listed), 0)}"


def _left_out(report: Report) -> list[str]:
    """Which indicators the sheet of groups leaves out, a line for each side."""
    left_out = not_by_group(report.result)
    shown = {value.about for value in by_group(report.result)}
    return [
        _left_out_of(report, group, [measure for measure, about in left_out if about == group], group in shown)
        for group in dict.fromkeys(about for _, about in left_out)
    ]


def _left_out_of(report: Report, group: str, measures: Sequence[str], is_shown: bool) -> str:
    """Which indicators of a side are left out: some of them by name, or all."""
    result, language = report.result, report.language
    who = group_label(result, group, language)
    if not is_shown:
        return say("reports.book_left_out_all", language, who=who)
    what = " · ".join(measure_label(result, measure, language, group) for measure in measures)
    return say("reports.book_left_out", language, who=who, what=what)
