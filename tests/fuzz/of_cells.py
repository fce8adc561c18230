"""Mutations of what stands in cells and headings, written as a text table or a workbook again."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
from collections.abc import Callable
from random import Random
from typing import Any

import xlsxwriter

from surveys import SurveyError, Upload
from surveys.files.spreadsheet import open_book
from tests.surveys.exports.containers import ods, text_table

Rows = list[list[Any]]

LONG = 32_000
_MOST = 4_000_000
_MADE_AT = datetime.datetime(2024, 1, 1)
TEXTS = (
    *("1e308", "-1e400", "NaN", "inf", "-Infinity", "9" * 400, "0x1F", "1_000", "٩٩٩", "1,5", "½", "²", "Ⅷ", "１２"),
    *(
        "=cmd|' /C calc'!A0",
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK("http://127.0.0.1:9/")',
        "${jndi:x}",
        "{{7*7}}",
    ),
    *(
        "\u202e\u2066abc\u2069",
        "\u200f" * 50,
        "a\u0300" * 500,
        "🙂👩‍👩‍👧‍👦",
        "\ufdfa" * 200,
        "\ufffe\uffff",
        "\x01\x02",
        "\x7f\x80",
    ),
    *(
        "1900-02-29",
        "9999-12-31T23:59:59+14:00",
        "0001-01-01T00:00:00-23:59",
        "2024-13-45",
        "31/12/0000",
        "3/4/2024 25:61",
    ),
    *(
        "<script>alert(1)</script>",
        "<b style='display:none'>x",
        "&lt;&#0;",
        "'; DROP TABLE x;--",
        "../../etc/passwd",
        "%s%n",
    ),
    *(
        "x" * LONG,
        "أ" * LONG,
        "a b " * (LONG // 4),
        "\n" * 2_000 + "x",
        "TRUE",
        "#REF!",
        "ALL",
        "SIDE:x",
        "not_stated",
        "+",
    ),
)
KILLERS = (
    *(
        "<" + "a" * LONG,
        "<a " * (LONG // 3),
        "<a display:none>" * (LONG // 16),
        "<!--" * (LONG // 4),
        "x" + " " * LONG + "x",
    ),
    *("." * LONG + "x", "[" * LONG, "a[" * (LONG // 2), "[a]" * (LONG // 3), "a-" * (LONG // 2), "a/b" * (LONG // 3)),
    *(
        "before: " * (LONG // 8),
        "-1" * (LONG // 2),
        "1." * (LONG // 2),
        "(" * LONG,
        "a@" + "." * LONG + "@",
        "1" * LONG,
    ),
    *(
        "a@b." * (LONG // 4),
        "1.234, " * (LONG // 7),
        "+1" + "-" * LONG,
        "x - " * (LONG // 4),
        "\u0300" * LONG,
        "_" * LONG,
    ),
    *(
        "label" + ": " * (LONG // 2),
        "trust [" + "x, " * (LONG // 3) + "]",
        "1970-01-01 " + " " * LONG + "x",
        "| " * (LONG // 2),
    ),
)
VALUES = (10**30, -1, 0, 1e308, -1e-308, 2958466, 4.999999999999999, 88, 99, 999, 2**53, True)


def _rows(upload: Upload) -> Rows:
    """The cells of the first sheet that holds any; a table of two cells where there is none."""
    try:
        book = open_book(upload)
    except SurveyError:
        return [["code", "trust"], ["A", "1"]]
    sheet = next(sheet for sheet in book.sheets if not sheet.is_empty)
    return [list(sheet.row(number)) for number in range(min(sheet.height, 60))]


def _bounded(rows: Rows) -> Rows:
    """As many of the rows as come to a few megabytes."""
    sizes = itertools.accumulate(sum(len(str(cell)) for cell in row) for row in rows)
    return [row for row, size in zip(rows, sizes, strict=True) if size < _MOST] or rows[:1]


def _somewhere(random: Random, rows: Rows) -> tuple[int, int]:
    row = random.randrange(len(rows))
    return row, random.randrange(max(1, len(rows[row])))


def answers(random: Random, rows: Rows) -> Rows:
    for _ in range(random.choice((1, 10, 100))):
        row, column = _somewhere(random, rows)
        rows[row][column : column + 1] = [random.choice((*TEXTS, *VALUES))]
    return rows


def headings(random: Random, rows: Rows) -> Rows:
    for _ in range(random.choice((1, 3, 10))):
        column = random.randrange(max(1, len(rows[0])))
        rows[0][column : column + 1] = [random.choice((*TEXTS, *KILLERS, "".join(map(str, rows[0]))[:LONG]))]
    return rows


def killers(random: Random, rows: Rows) -> Rows:
    for _ in range(random.choice((1, 5, 30))):
        row, column = _somewhere(random, rows)
        rows[row][column : column + 1] = [random.choice(KILLERS)]
    return rows


def column(random: Random, rows: Rows) -> Rows:
    """One cell all the way down."""
    index, by = random.randrange(max(1, len(rows[0]))), random.choice((*TEXTS, *VALUES, *KILLERS))
    for row in rows[1:]:
        row[index : index + 1] = [by]
    return rows


def same_headings(random: Random, rows: Rows) -> Rows:
    one = random.choice(rows[0] or ["x"])
    rows[0] = [random.choice((heading, one)) for heading in rows[0]]
    return rows


def wrapped_headings(random: Random, rows: Rows) -> Rows:
    front, behind = random.choice(
        (("a/", ""), ("x - ", ""), ("", " [x]"), ("Before: ", ""), ("q [", "]"), ("1. ", "…"), ("", "..."))
    )
    rows[0] = [f"{front}{heading}{behind}" for heading in rows[0]]
    return rows


def wide(random: Random, rows: Rows) -> Rows:
    times = random.choice((5, 100, 16_000 // max(1, len(rows[0]))))
    return [row * times for row in rows[: 1 + 2000 // times]]


def tall(random: Random, rows: Rows) -> Rows:
    return rows[:1] + rows[1:] * random.choice((10, 60))


def turned(_random: Random, rows: Rows) -> Rows:
    width = max(map(len, rows))
    return [list(cells) for cells in zip(*(row + [""] * (width - len(row)) for row in rows), strict=True)]


def shifted(random: Random, rows: Rows) -> Rows:
    front: Rows = [[random.choice((*TEXTS[:20], ""))] for _ in range(random.choice((1, 5, 40)))]
    return front + [[""] * random.choice((0, 3)) + row for row in rows]


MUTATIONS: tuple[Callable[[Random, Rows], Rows], ...] = (
    *(answers, answers, headings, killers, column, same_headings, wrapped_headings, wide, tall, turned, shifted),
)


def workbook(sheets: dict[str, Rows]) -> bytes:
    """An .xlsx of those rows; formulas stay text."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": _MADE_AT})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell != "":
                        sheet.write(number, column, cell if isinstance(cell, (str, int, float)) else str(cell))
    return buffer.getvalue()


def mutate_cells(random: Random, upload: Upload) -> bytes:
    """The table with cells altered, as CSV, .xlsx or .ods."""
    rows = _rows(upload)
    for _ in range(random.choice((1, 1, 2, 4))):
        rows = _bounded(random.choice(MUTATIONS)(random, rows))
    how = random.randrange(6)
    if how == 0 and sum(map(len, rows)) < 5_000:
        return workbook({"Data": rows})
    if how == 1 and sum(map(len, rows)) < 5_000:
        return ods("Data", [[cell for cell in row if cell is not None] for row in rows])
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return (
        buffer.getvalue().encode("utf-8", "surrogatepass")
        if how < 5
        else text_table(rows, separator=";", encoding="utf-8")
    )
