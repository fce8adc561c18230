"""The results as an XLSX workbook: notes first, then a sheet a table, with typed cells and a frozen header."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from operator import attrgetter
from typing import Any, TypeVar

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from metrics import ALL, INDEX, Protected, group_label, measure_label, sentence, side_label
from metrics.disclosure import GroupFacts
from metrics.rows import PROTECTED, ChangeRow, ItemRow, ScoreRow
from words import is_right_to_left, say

Cell = str | float | int | None
Row = TypeVar("Row", ScoreRow, ChangeRow, ItemRow)
_A4 = 9
_WIDTHS = {"text": 26, "number": 11, "sentence": 90}


@dataclass(frozen=True)
class _Column:
    """One column of a sheet: its word, its kind, how a row fills it, and the answer's score that it counts."""

    word: str
    kind: str
    value: Callable[[Any], Cell]
    score: str = ""


def workbook(result: Protected, language: str | None = None, heading: str | None = None) -> bytes:
    """The workbook as bytes.

    Parameters
    ----------
    result : Protected
    language : {"en", "ar", "ku"}, optional
        The settings' language where absent.
    heading : str, optional
        Title of the edition; the instrument's where absent.

    Raises
    ------
    TypeError
        If the result is not a protected one.
    """
    if not isinstance(result, Protected):
        raise TypeError("only a protected result can be written")
    language = language or result.settings.lang
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1), "title": heading or result.title})
    _notes(_Sheet(book, "notes", language), result, heading or result.title)
    _table(_Sheet(book, "changes", language), _ordered(result, result.changes), _change_columns(result, language))
    _table(_Sheet(book, "scores", language), _ordered(result, result.scores), _score_columns(result, language))
    _table(_Sheet(book, "items", language), _ordered(result, result.items), _item_columns(result, language))
    _table(_Sheet(book, "groups", language), result.groups, _group_columns(result, language))
    _table(_Sheet(book, "hidden", language), result.suppressed, _hidden_columns(result, language))
    book.close()
    return buffer.getvalue()


class _Sheet:
    """A worksheet with its formats, in the reader's direction."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, language: str) -> None:
        self.language = language
        self.sheet: Worksheet = book.add_worksheet(say(f"workbook.sheet_{name}", language))
        if is_right_to_left(language):
            self.sheet.right_to_left()
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        base = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self.title: Format = book.add_format({**base, "bold": True, "font_size": 14})
        self.header: Format = book.add_format({**base, "bold": True, "bottom": 1, "text_wrap": True})
        self.text: Format = book.add_format({**base, "text_wrap": True})
        self.muted: Format = book.add_format({**base, "font_color": "#5B6876", "italic": True})
        self.formats = {
            "text": self.text,
            "sentence": self.text,
            "number": book.add_format({**base, "num_format": "0.0"}),
            "count": book.add_format({**base, "num_format": "0"}),
            "ratio": book.add_format({**base, "num_format": "0.00"}),
            "p": book.add_format({**base, "num_format": '[<0.0001]"<0.0001";0.0000'}),
        }


def _table(sheet: _Sheet, rows: Sequence[object], columns: Sequence[_Column]) -> None:
    for j, column in enumerate(columns):
        sheet.sheet.write_string(0, j, say(f"workbook.{column.word}", sheet.language, score=column.score), sheet.header)
        sheet.sheet.set_column(j, j, _WIDTHS.get(column.kind, _WIDTHS["number"]))
    for i, row in enumerate(rows, start=1):
        hidden = _is_hidden(row)
        for j, column in enumerate(columns):
            value = column.value(row)
            if value is not None:
                sheet.sheet.write(i, j, value, sheet.formats[column.kind])
            elif hidden and column.kind != "text":
                sheet.sheet.write_string(i, j, say("workbook.hidden_cell", sheet.language), sheet.muted)
    sheet.sheet.freeze_panes(1, 2)
    sheet.sheet.repeat_rows(0)
    sheet.sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)


def _ordered(result: Protected, rows: Sequence[Row]) -> list[Row]:
    """Rows measure by measure; where there are sides, all answers together stand last: they mix opposite trusts."""
    places = {measure.name: place for place, measure in enumerate(result.measures)}
    return sorted(
        rows,
        key=lambda row: (
            places[row.item if isinstance(row, ItemRow) else row.measure],
            bool(result.sides) and row.group == ALL,
        ),
    )


def _is_hidden(row: object) -> bool:
    if isinstance(row, ChangeRow):
        return row.verdict == PROTECTED
    if isinstance(row, ScoreRow):
        return row.n is None
    return isinstance(row, ItemRow) and row.counts is None


def _names(result: Protected, language: str, measure: str) -> list[_Column]:
    return [
        _Column("group", "text", lambda row: group_label(result, _get(row, "group"), language)),
        _Column("measure", "text", lambda row: measure_label(result, _get(row, measure), language, _get(row, "group"))),
    ]


def _get(row: object, name: str) -> str:
    return str(getattr(row, name))


def _fields(*names: str, kind: str) -> list[_Column]:
    return [_Column(name, kind, attrgetter(name)) for name in names]


def _change_columns(result: Protected, language: str) -> list[_Column]:
    def level(row: object) -> Cell:
        return say(f"workbook.level_{_get(row, 'level')}", language)

    def words(row: object) -> Cell:
        return sentence(result, row, language) if isinstance(row, ChangeRow) else None

    return [
        *_names(result, language, "measure"),
        _Column("level", "text", level),
        _Column("finding", "text", lambda row: say(f"findings.{_get(row, 'verdict')}", language)),
        *_fields("n_from", "n_to", "n_matched", kind="count"),
        *_fields("mean_from", "mean_to", "change", "ci_low", "ci_high", "detectable", kind="number"),
        *_fields("rose", "same", "fell", kind="count"),
        _Column("test", "text", lambda row: _worded("test", row, language)),
        *_fields("statistic", kind="number"),
        *_fields("p", "p_adjusted", kind="p"),
        _Column("family", "text", lambda row: _worded("family", row, language)),
        _Column("effect", "text", lambda row: _worded("effect", row, language)),
        *_fields("effect_value", kind="ratio"),
        _Column("sentence", "sentence", words),
    ]


def _worded(field: str, row: object, language: str) -> Cell:
    """A code of a row in words; None where the row has none."""
    code = getattr(row, field, None)
    return say(f"workbook.{field}_{code}", language) if code else None


def _score_columns(result: Protected, language: str) -> list[_Column]:
    return [
        *_names(result, language, "measure"),
        _Column("round", "text", lambda row: say(f"workbook.round_{_get(row, 'round')}", language)),
        *_fields("n", kind="count"),
        *_fields("mean", "sd", kind="number"),
    ]


def _item_columns(result: Protected, language: str) -> list[_Column]:
    scores = dict.fromkeys(answer.score for measure in result.measures for answer in measure.answers)
    counts = [_Column("count", "count", partial(_count, score), score) for score in sorted(scores, key=float)]
    return [
        *_names(result, language, "item"),
        _Column("round", "text", lambda row: say(f"workbook.round_{_get(row, 'round')}", language)),
        *counts,
        *_fields("non_answers", kind="count"),
        *_fields("trusting", "neutral", "distrusting", "net", kind="number"),
    ]


def _count(score: str, row: object) -> Cell:
    """How many people gave the answer of a score; None where the scale has no such answer."""
    return row.counts.get(score) if isinstance(row, ItemRow) and row.counts is not None else None


def _group_columns(result: Protected, language: str) -> list[_Column]:
    def members(group: GroupFacts) -> Cell:
        return ", ".join(group_label(result, name, language) for name in group.merged_from) or None

    return [
        _Column("group", "text", lambda group: group_label(result, group.name, language)),
        _Column("side", "text", lambda group: side_label(result, group.side, language) if group.side else None),
        _Column("merged_from", "sentence", members),
    ]


def _hidden_columns(result: Protected, language: str) -> list[_Column]:
    return [
        *_names(result, language, "measure"),
        _Column("table", "text", lambda row: say(f"workbook.sheet_{row.table}", language)),
        _Column("reason", "sentence", lambda row: say(f"workbook.reason_{row.reason}", language)),
    ]


def _notes(sheet: _Sheet, result: Protected, heading: str) -> None:
    """What was found, how to read the numbers, and what they rest on."""
    language, page = sheet.language, sheet.sheet
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 90)
    page.write_string(0, 0, heading, sheet.title)
    row = 2
    for finding in _headline(result, language):
        page.merge_range(row, 0, row, 1, finding, sheet.text)
        page.set_row(row, 30)
        row += 1
    for word in ("note_internal", "note_scale"):
        page.merge_range(row, 0, row, 1, say(f"workbook.{word}", language), sheet.muted)
        row += 1
    for word, value in _facts(result, language):
        row += 1
        page.write_string(row, 0, say(f"workbook.{word}", language), sheet.text)
        page.write(row, 1, value, sheet.formats["count"] if isinstance(value, int) else sheet.text)
    page.freeze_panes(1, 0)


def _headline(result: Protected, language: str) -> list[str]:
    """The sentence of each headline row; none where there is one round."""
    rows = [result.change_of.get((INDEX, group)) for group in result.headline_groups]
    return [sentence(result, row, language) for row in rows if row is not None]


def _facts(result: Protected, language: str) -> list[tuple[str, str | int]]:
    """Code, settings and numbers of people: a word of the list, and its value."""
    people = [(f"respondents_{round_.name}", round_.respondents) for round_ in result.rounds]
    tests = dict.fromkeys(row.test for row in result.changes if row.test)
    counts = [*people, ("matched", result.matched)] if result.estimand == "matched" else people
    return [
        ("code", result.code),
        ("estimand", say(f"workbook.estimand_{result.estimand}", language)),
        *(("test", say(f"workbook.test_{test}", language)) for test in tests),
        ("threshold", result.settings.threshold),
        ("margin", f"{result.settings.margin:g}"),
        *((word, say("workbook.hidden_cell", language) if n is None else n) for word, n in counts),
    ]
