"""Formulas whose results no program has computed yet: which cells they are, and that they are not passed over."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest

from surveys import Upload
from surveys.files.book import Sheet
from surveys.files.spreadsheet import open_book
from surveys.files.wall import open_one
from surveys.files.workbook import large_sheet
from surveys.files.workbook.formulas import uncalculated
from tests.surveys.workbooks import HEADER, codes, errors, issue, read

ROWS = [["A", "ngo", 4, 2, 5], ["B", "ngo", "=3+1", 2, "=E2-1"], ["C", "ngo", 3, 3, 3]]


def by_openpyxl(sheets: dict[str, Sequence[Sequence[Any]]]) -> Upload:
    """A workbook as openpyxl writes it: formulas without results."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return Upload("made.xlsx", buffer.getvalue())


def by_excel(cell: str) -> Upload:
    """A workbook with one cell as Excel writes it, in the place of one without a result."""
    made = by_openpyxl({"Data": [HEADER, ROWS[0], ["B", "ngo", 3, "=IF(1=1,2,1)", 4]]})
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive, zipfile.ZipFile(buffer, "w") as written:
        for part in archive.infolist():
            content = archive.read(part).decode("utf-8")
            if part.filename.startswith("xl/worksheets/"):
                content, count = re.subn(r'<c r="D3".*?</c>', cell, content)
                assert count == 1
            written.writestr(part, content)
    return Upload("made.xlsx", buffer.getvalue())


def cells(sheet: Sheet) -> dict[int, list[int]]:
    return {column: rows.tolist() for column, rows in sheet.uncalculated.items()}


def test_they_are_named_by_sheet_and_cell() -> None:
    upload = by_openpyxl({"Notes & more": [["=1+1"]], "Data": [HEADER, *ROWS]})
    survey = read(upload)
    found = issue(survey, "formulas_without_value")
    assert (found.severity, found.file, found.sheet, found.cell) == ("warning", "made.xlsx", "Data", "C3, E3")
    assert found.values["count"] == 2
    sheets = {
        sheet.name: {column: rows.tolist() for column, rows in sheet.uncalculated.items()}
        for sheet in open_one(upload).sheets
    }
    assert sheets == {"Notes & more": {0: [0]}, "Data": {2: [2], 4: [2]}}


@pytest.mark.parametrize(
    ("cell", "is_missing"),
    [
        ('<c r="D3"><f>IF(1=1,2,1)</f><v>2</v></c>', False),
        ('<c r="D3" t="str"><f>IF(1=1,"",1)</f><v></v></c>', False),
        ('<c r="D3"><f t="shared" si="0"/><v>2</v></c>', False),
        ('<c r="D3"><f>IF(1=1,2,1)</f><v></v></c>', True),
        ('<c r="D3"><f>IF(1=1,2,1)</f><v/></c>', True),
        ('<c r="D3" s="1"><f t="shared" ref="D3:D4" si="0">1+1</f></c>', True),
    ],
)
def test_a_result_may_be_an_empty_text_but_not_nothing(cell: str, is_missing: bool) -> None:
    survey = read(by_excel(cell))
    assert ("formulas_without_value" in codes(survey)) is is_missing


def test_of_columns_that_are_not_read_nothing_is_said() -> None:
    survey = read(by_openpyxl({"Data": [[*HEADER, "sum"], *([*row, "=C2+D2"] for row in ROWS[::2])]}))
    assert "formulas_without_value" not in codes(survey)


@pytest.mark.parametrize("rows", [[HEADER, ["=1", "=1", "=1", "=1", "=1"]], [["=1", "=1"]]])
def test_a_sheet_of_such_formulas_alone_is_refused_for_that(rows: Sequence[Sequence[Any]]) -> None:
    (found,) = errors(by_openpyxl({"Data": rows}))
    assert (found.severity, found.code, found.sheet) == ("error", "formulas_without_value", "Data")


def test_a_large_sheet_is_looked_at_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_sheet, "LARGE", 0)
    monkeypatch.setattr("surveys.files.workbook.workbook.is_limited", lambda: True)
    (sheet,) = open_book(by_openpyxl({"Data": [HEADER, *ROWS * 400]})).sheets
    assert [len(rows) for rows in sheet.uncalculated.values()] == [400, 400]
    assert sheet.uncalculated[2][:2].tolist() == [2, 5]


def test_cells_beyond_z_are_found() -> None:
    rows: list[list[Any]] = [["code", *(f"h{column}" for column in range(30))], ["A", *[1] * 29, "=A1"]]
    (sheet,) = open_book(by_openpyxl({"Data": rows})).sheets
    assert cells(sheet) == {30: [1]}


@pytest.mark.parametrize("filling", ["<f ", "<f/></c>", "<f>", "<c <f>1</f>", '<c r="A1" ', "<f" + " " * 100])
def test_malformed_formulas_take_no_longer_than_others(filling: str) -> None:
    xml = f"<x>{filling * (4_000_000 // len(filling))}</f>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", f"<a {'b' * 1_000_000} <sheet {'c' * 1_000_000}><sheet name='D' r:id='1'/>")
        archive.writestr("xl/_rels/workbook.xml.rels", f"{'<Relationship ' * 99_999}<Relationship Id='1' Target='d'/>")
        archive.writestr("xl/d", xml)
    began = time.process_time()
    with zipfile.ZipFile(buffer) as archive:
        assert uncalculated(archive, ["xl/d"]).get("D", {}).keys() <= {0}
    assert time.process_time() - began < 10
