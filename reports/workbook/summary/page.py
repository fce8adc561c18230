"""The sheet of the summary as it is laid out: findings, table, charts, and what the numbers rest on, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import xlsxwriter

from metrics import INDEX
from metrics.result.sentences import finding
from metrics.result.withheld import why_withheld
from reports.content.provenance import provenance_line
from reports.report import Report
from reports.workbook.columns import Table
from reports.workbook.sheet import Sheet
from reports.workbook.summary.charts import Place, chart_of_changes, chart_of_levels, rows_of_levels
from reports.workbook.summary.lines import summary_table
from words import printable, say

_WIDTHS = {"who_answered": 22, "measure": 34, "finding": 40, "chart_label": 40}
_NUMBER = 9
_PIXELS_A_CHARACTER, _PADDING = 7, 5
"""Pixels of a column: so many for each character of its width, and its padding."""
_LINE, _LINE_HEIGHT = 150, 14.5
"""Characters of a sentence on a line of the page, and the height of a line in points."""
_HEAD_HEIGHT, _TABLE_HEIGHT = 40, 14
"""Points of the table's header, and of a line of its words."""
_ROW_PIXELS = 20
_LABEL = 38
"""Characters of a name at a chart's axis on one line; where names take several, none is left out for want of room."""
_LEAST_ROWS, _ROWS_A_LINE, _ROWS_A_PAIR, _ROWS_AROUND = 14, 1.05, 2, 4
"""Rows of the sheet that a chart takes at least, for each change, for each two levels, and around them."""


def write_summary(book: xlsxwriter.Workbook, sheet: Sheet, report: Report) -> None:
    """Writes the sheet."""
    language, result = report.language, report.result
    table = summary_table(result, language)
    printed = table.printed
    widths = [_WIDTHS.get(column.word, _NUMBER) for column in table.columns]
    sheet.set_widths(widths)
    sheet.put(0, 0, report.heading, "title")
    row = 1
    title = printable(result.title).strip()
    if title and report.heading != title:
        sheet.put(row, 0, title, "muted_line")
        row += 1
    for text in _findings(report):
        row = _line(sheet, row, printed, text, "lead")
    top = row + 1
    if table.rows:
        sheet.place(table, top)
        _set_heights(sheet, table, top, widths)
        row = top + len(table.rows) + 1
    for text in why_withheld([one for one in table.rows if hasattr(one, "verdict")], language):
        row = _line(sheet, row, printed, text, "muted")
    pixels = sum(_PIXELS_A_CHARACTER * width + _PADDING for width in widths[:printed])
    row = _charts(book, sheet, Place(sheet.sheet.get_name(), top, table), row + 1, pixels)
    notes = ["note_scale", f"note_{result.audience}"]
    for text in (*(say(f"workbook.{word}", language) for word in notes), provenance_line(report)):
        row = _line(sheet, row, printed, text, "muted")
    sheet.sheet.freeze_panes(1, 0)
    sheet.print_on(row, printed, wide=1, tall=1)


def _findings(report: Report) -> list[str]:
    """What was found of each side, once where it is the same, and that everybody is one group where it is so."""
    result, language = report.result, report.language
    rows = [result.change_of.get((INDEX, group)) for group in result.headline_groups]
    found = (finding(result, one, language) for one in rows if one is not None)
    return [*dict.fromkeys(found), *([result.one_group.message(language)] if result.one_group is not None else [])]


def _line(sheet: Sheet, row: int, columns: int, text: str, look: str) -> int:
    """Writes a sentence across the page, as tall as it is long; the row behind it."""
    sheet.across(row, columns, text, look)
    sheet.sheet.set_row(row, _LINE_HEIGHT * ceil(len(text) / _LINE))
    return row + 1


def _set_heights(sheet: Sheet, table: Table, top: int, widths: Sequence[float]) -> None:
    """Rows as tall as their words are long, so that the charts below stand where they are put."""
    sheet.sheet.set_row(top, _HEAD_HEIGHT)
    for i, row in enumerate(table.rows, start=top + 1):
        cells = zip(table.columns[: table.printed], widths, strict=False)
        lines = [ceil(len(str(column.value(row))) / (1.05 * width)) for column, width in cells if column.is_text]
        sheet.sheet.set_row(i, _TABLE_HEIGHT * max(lines))


def _charts(book: xlsxwriter.Workbook, sheet: Sheet, place: Place, row: int, pixels: int) -> int:
    """The charts beside each other, as far as there is anything to draw; the row behind them."""
    lines = sum(one.measure == INDEX for one in place.table.rows)
    of_levels = rows_of_levels(place, lines if lines > 1 else len(place.table.rows))
    charts = [chart_of_levels(book, place, of_levels, sheet.language)] if place.table.rows else []
    if any(column.word == "chart_below" for column in place.table.columns):
        charts.append(chart_of_changes(book, place, sheet.language))
    drawn = [chart for chart in charts if chart is not None]
    if not drawn:
        return row
    longest = max(len(str(text)) for text in place.values("chart_label", range(len(place.table.rows))))
    most = max(ceil(_ROWS_A_LINE * len(place.table.rows) * ceil(longest / _LABEL)), ceil(_ROWS_A_PAIR * len(of_levels)))
    rows = max(_LEAST_ROWS, most + _ROWS_AROUND)
    each = pixels // len(drawn)
    for number, chart in enumerate(drawn):
        chart.set_size({"width": each - 10, "height": rows * _ROW_PIXELS - 6})
        title = say(f"workbook.chart_{'levels' if chart is charts[0] else 'changes'}", sheet.language)
        sheet.sheet.insert_chart(row, 0, chart, {"x_offset": number * each, "description": title})
    return row + rows
