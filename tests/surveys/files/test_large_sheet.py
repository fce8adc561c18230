"""A large sheet that is swept into columns holds the same cells as one that is read cell by cell."""

from __future__ import annotations

import datetime
import io
import random
from typing import Any

import pytest
import xlsxwriter

from surveys import Upload
from surveys.files.book import Sheet
from surveys.files.cells import number_of, text_of
from surveys.files.guards.inflation import look_through, open_archive
from surveys.files.spreadsheet import open_book
from surveys.files.workbook import large_sheet

HEADINGS = ["code", "fair", "able", "when", "word", "weight", "mixed", "flag"]
WORDS = ["Agree", "أوافق", "Strongly agree ", "n/a", "", "3", "03", "true"]


def sheet_of(rows: list[list[Any]], headings: list[Any] = HEADINGS, at: tuple[int, int] = (0, 0)) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet("Data"), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for number, row in enumerate([headings, *rows]):
            for column, cell in enumerate(row):
                where = number + at[0], column + at[1]
                if isinstance(cell, datetime.datetime):
                    sheet.write_datetime(*where, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(*where, cell)
                elif cell is not None:
                    sheet.write(*where, cell)
    return buffer.getvalue()


def made(seed: int) -> list[list[Any]]:
    rng = random.Random(seed)
    start = datetime.datetime(2024, 3, 1)

    def row(index: int) -> list[Any]:
        return [
            f"P-{index:03d}",
            rng.choice([1, 2, 3, 4, 5, None]),
            rng.choice(WORDS),
            start + datetime.timedelta(seconds=rng.randrange(10**6)),
            rng.choice(WORDS),
            rng.choice([rng.random(), 1 / 3, 1.5, None]),
            rng.choice([1, 2.5, "2.5", "Agree", None]),
            rng.choice([True, False, None]),
        ]

    return [row(index) for index in range(80)]


def as_read(sheet: Sheet) -> list[list[tuple[str, float | None]]]:
    return [[(text_of(cell), number_of(cell)) for cell in column] for column in sheet.columns]


@pytest.mark.parametrize("seed", range(5))
def test_both_readers_see_the_same_cells(seed: int) -> None:
    content = sheet_of(made(seed))
    swept, read = large_sheet.sweep(content), open_book(Upload("a.xlsx", content)).sheets[0]
    assert swept is not None
    assert swept.name == read.name == "Data"
    assert as_read(swept) == as_read(read)


@pytest.mark.parametrize(
    "headings",
    [
        ["code", "fair", "fair", "when", "word", "weight", "mixed", "flag"],
        ["code", None, "able", "when", "word", "weight", "mixed", "flag"],
    ],
)
def test_headings_that_the_sweep_would_change_are_left_to_the_other_reader(headings: list[Any]) -> None:
    assert large_sheet.sweep(sheet_of(made(1), headings)) is None


def test_long_decimals_among_texts_are_left_to_the_other_reader() -> None:
    rows: list[list[Any]] = [["a", 1 / 3], ["b", "word"]]
    assert large_sheet.sweep(sheet_of(rows, ["code", "mixed"])) is None


def test_a_cell_of_an_error_is_seen() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet().write_formula(0, 0, "=1/0", value="#DIV/0!")
    assert look_through(open_archive(buffer.getvalue())).has_errors
    assert not look_through(open_archive(sheet_of(made(1)))).has_errors


def test_only_one_large_sheet_that_begins_at_the_first_cell_is_swept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not large_sheet.is_sweepable(open_archive(sheet_of(made(1))))
    monkeypatch.setattr(large_sheet, "LARGE", 100)
    assert large_sheet.is_sweepable(open_archive(sheet_of(made(1))))
    assert not large_sheet.is_sweepable(open_archive(sheet_of(made(1), at=(2, 1))))
