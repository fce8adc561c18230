"""The two native charts of the summary, drawn from its cells: levels before and after, and changes with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.utility import quote_sheetname, xl_range_abs

from charts.primitives.look import LIGHT
from metrics import INDEX, ChangeRow
from reports.workbook.columns import Table
from reports.workbook.looks import FONT
from reports.workbook.paper import in_own_direction
from reports.workbook.summary.lines import DRAWN
from words import is_right_to_left, say

_CERTAIN = {"increased": LIGHT.up, "decreased": LIGHT.down}
_POINTING = {"maybe_increased": LIGHT.up, "maybe_decreased": LIGHT.down}
_ENDS = (0, 100)
_NAMES = {**DRAWN, "chart_level": "mean"}
"""The columns whose headings name what is drawn, by those that it is drawn from."""


@dataclass(frozen=True)
class Place:
    """A table on a sheet that charts are drawn from: its sheet's name, the row of its header, and itself."""

    sheet: str
    top: int
    table: Table

    def column(self, word: str) -> int:
        """The column of a heading."""
        return [column.word.removesuffix("_pair") for column in self.table.columns].index(word)

    def cells(self, word: str, rows: range) -> list[Any]:
        """The cells of a column in some rows, counted from the first below its heading, as a chart takes them."""
        column = self.column(word)
        return [self.sheet, self.top + 1 + rows.start, column, self.top + rows.stop, column]

    def formula(self, word: str, rows: range) -> str:
        """The same as a formula."""
        _, first, column, last, _ = self.cells(word, rows)
        return f"{quote_sheetname(self.sheet)}!{xl_range_abs(first, column, last, column)}"

    def values(self, word: str, rows: range) -> list[Any]:
        """What stands in them."""
        column = self.table.columns[self.column(word)]
        return [column.value(self.table.rows[i]) for i in rows]


def rows_of_levels(place: Place, rows: int) -> range:
    """Of the first rows, those from the first to the last with a level that is shown; none where no level is."""
    words = _words_of_levels(place)
    shown = [i for i in range(rows) if any(place.values(word, range(i, i + 1)) != [None] for word in words)]
    return range(shown[0], shown[-1] + 1) if shown else range(0)


def _words_of_levels(place: Place) -> tuple[str, ...]:
    is_pair = any(isinstance(row, ChangeRow) for row in place.table.rows)
    return ("chart_before", "chart_after") if is_pair else ("chart_level",)


def chart_of_levels(book: xlsxwriter.Workbook, place: Place, rows: range, language: str) -> Chart | None:
    """Levels of some rows, before with an outline and after filled; None where there are no rows."""
    words = _words_of_levels(place)
    if not rows:
        return None
    is_pair = len(words) > 1
    shown = [value for word in words for value in place.values(word, rows) if value is not None]
    chart: Chart = book.add_chart({"type": "bar"})
    fills = (LIGHT.ground, LIGHT.neither) if is_pair else (LIGHT.neither,)
    of_index = all(place.table.rows[i].measure == INDEX for i in rows) and len(place.table.rows) > len(rows)
    for word, fill in zip(words, fills, strict=True):
        chart.add_series(
            {
                "name": [place.sheet, place.top, place.column(_NAMES[word])],
                "categories": place.cells("who_answered" if of_index else "chart_label", rows),
                "values": place.cells(word, rows),
                "fill": {"color": fill},
                "border": {"color": LIGHT.neither, "width": 1.25},
                "gap": 60,
                "overlap": -10,
                "data_labels": {"value": True, "num_format": _format(shown), "font": _font()},
            }
        )
    _finish(chart, say("workbook.chart_levels", language), language, {"min": _ENDS[0], "max": _ENDS[1]})
    chart.set_legend({"position": "bottom", "font": _font()} if is_pair else {"none": True})
    return chart


def chart_of_changes(book: xlsxwriter.Workbook, place: Place, language: str) -> Chart | None:
    """Every change as a bar in the colour of its finding, with its interval; None where none is shown."""
    rows = range(len(place.table.rows))
    shown = [
        value
        for word in ("chart_change", "ci_low", "ci_high")
        for value in place.values(word, rows)
        if value is not None
    ]
    if not any(value is not None for value in place.values("chart_change", rows)):
        return None
    chart: Chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": [place.sheet, place.top, place.column(_NAMES["chart_change"])],
            "categories": place.cells("chart_label", rows),
            "values": place.cells("chart_change", rows),
            "points": [_colours(row) for row in place.table.rows],
            "gap": 70,
            "x_error_bars": {
                "type": "custom",
                "plus_values": place.formula("chart_above", rows),
                "minus_values": place.formula("chart_below", rows),
                "plus_data": place.values("chart_above", rows),
                "minus_data": place.values("chart_below", rows),
                "line": {"color": LIGHT.ink, "width": 1},
            },
        }
    )
    reach = _reach(shown)
    _finish(chart, say("workbook.chart_changes", language), language, {"min": -reach, "max": reach})
    chart.set_legend({"none": True})
    return chart


def _colours(row: ChangeRow) -> dict[str, Any]:
    """Filled where the finding is certain, an outline where it points somewhere or is open."""
    if colour := _CERTAIN.get(row.verdict or ""):
        return {"fill": {"color": colour}, "border": {"color": colour}}
    edge = _POINTING.get(row.verdict or "", LIGHT.neither)
    return {"fill": {"color": LIGHT.ground}, "border": {"color": edge, "width": 1.25}}


def _reach(shown: Sequence[float]) -> int:
    """The end of a symmetric axis, in whole tens of points."""
    return max(10, -(-int(max(abs(value) for value in shown) + 0.999) // 10) * 10)


def _format(shown: Sequence[float]) -> str:
    return "0" if all(value == int(value) for value in shown) else "0.0"


def _font(**more: Any) -> dict[str, Any]:
    return {"name": FONT, "size": 9, "color": LIGHT.ink, **more}


def _finish(chart: Chart, title: str, language: str, ends: dict[str, int]) -> None:
    """Title and axes: the first line on top, and the way that the reader reads."""
    backwards = is_right_to_left(language)
    chart.set_title(
        {"name": in_own_direction(title, language), "name_font": _font(bold=True, size=10), "overlay": False}
    )
    chart.set_y_axis(
        {
            "reverse": True,
            "crossing": "max",
            "label_position": "low",
            "interval_unit": 1,
            "num_font": _font(),
            "line": {"color": LIGHT.muted},
            "major_tick_mark": "none",
        }
    )
    chart.set_x_axis(
        {
            **ends,
            "reverse": backwards,
            "num_font": _font(color=LIGHT.muted),
            "num_format": "0",
            "major_gridlines": {"visible": True, "line": {"color": LIGHT.rule}},
            "line": {"none": True},
        }
    )
    chart.set_chartarea({"border": {"none": True}})
