"""Files of every kind are opened by their content, and a bad one says in one sentence what is wrong with it."""

from __future__ import annotations

import contextlib
import io
import os
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xlsxwriter

from surveys import Issue, SurveyError, Upload
from surveys.files.book import Sheet
from surveys.files.cells import Cell
from surveys.files.guards.biff import is_too_wide
from surveys.files.guards.compound_file import open_compound_file
from surveys.files.guards.inflation import largest_reference
from surveys.files.spreadsheet import open_book
from tests.surveys.exports.containers import xls
from tests.surveys.workbooks import HEADER, SURVEY, answers, errors, form, read, workbook
from words import LANGUAGES

ROWS: list[list[Any]] = [["A", "ngo", "a", "d", "sa"], ["B", "Ministry", "أوافق", "لا أوافق", 5]]
SCORES = [[4.0, 2.0, 5.0], [4.0, 2.0, 5.0]]


def text_table(separator: str, encoding: str, mark: bytes = b"", name: str = "pre.csv") -> Upload:
    text = "".join(separator.join(f'"{cell}"' for cell in row) + "\r\n" for row in [HEADER, *ROWS])
    return Upload(name, mark + text.encode(encoding))


def problem(upload: Upload) -> Issue:
    with pytest.raises(SurveyError) as caught:
        open_book(upload)
    (found,) = caught.value.issues
    return found


def rows_of(sheet: Sheet) -> list[list[Cell]]:
    return [list(sheet.row(number)) for number in range(sheet.height)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("cp1256", b""),
    ],
)
def test_a_text_table_is_read_in_any_encoding_and_with_any_separator(
    separator: str, encoding: str, mark: bytes
) -> None:
    survey = read(text_table(separator, encoding, mark))
    assert survey.rounds[0].scores.tolist() == SCORES
    assert survey.group.tolist() == [0, 2]
    assert survey.rounds[0].format == ("plain_tsv" if separator == "\t" else "plain_csv")


def test_western_accents_in_windows_1252_are_kept() -> None:
    (sheet,) = open_book(Upload("x.csv", "pré,façade\nété,ça\n".encode("cp1252"))).sheets
    assert rows_of(sheet) == [["pré", "façade"], ["été", "ça"]]


def test_separators_and_line_ends_inside_quotes_belong_to_the_cell() -> None:
    (sheet,) = open_book(Upload("x.csv", b'"a;b";"c"\n"1\n2";"3"\n')).sheets
    assert rows_of(sheet) == [["a;b", "c"], ["1\n2", "3"]]


def test_a_line_that_names_the_separator_is_obeyed() -> None:
    (sheet,) = open_book(Upload("x.csv", b"sep=|\na,b|c\n")).sheets
    assert rows_of(sheet) == [["a,b", "c"]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,2\n"3,4\n5,6\n', 3),
        ('a,b\n"1\n1",2\n"3"3,4\n5,6\n', 4),
        ('sep=,\na,b\n"1,2\n', 3),
        ('a,b\n"' + "1,2\n" * 50_000, 2),
    ],
    ids=["never closed", "goes on behind it", "below the line of the separator", "very long"],
)
def test_a_quotation_mark_that_would_swallow_rows_is_said_with_its_line(text: str, line: int) -> None:
    found = problem(Upload("x.csv", text.encode()))
    assert (found.code, found.file, found.values["line"]) == ("csv_broken", "x.csv", line)
    assert all(f"{line}" in found.message(language) for language in LANGUAGES)


def test_true_and_one_are_two_answers_whichever_stands_first() -> None:
    weighted = form(survey=[*SURVEY, ["decimal", "w", "Weight", "", "weight", "", ""]])
    rows = [["A", "ngo", "a", "a", "a", True], ["B", "ngo", "a", "a", "a", 1], ["C", "ngo", "a", "a", "a", 1.0]]
    for order in (rows, rows[::-1]):
        weight = read(answers(order, header=[*HEADER, "w"]), by=weighted).rounds[0].weight
        assert weight is not None
        assert np.array_equal(weight, [np.nan, 1, 1], equal_nan=True)


def test_a_boolean_cell_is_text() -> None:
    (sheet,) = open_book(workbook("x.xlsx", {"A": [["x", True, False, 1, 0]]})).sheets
    assert [(type(cell), cell) for cell in sheet.row(0)[1:]] == [(str, "TRUE"), (str, "FALSE"), (float, 1), (float, 0)]


def test_a_file_name_that_is_no_text_is_made_printable(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/pre\xff.csv"
    Path(os.fsdecode(path)).write_bytes(b"a,b\n1,2\n")
    assert Upload.from_path(os.fsdecode(path)).name == "pre\N{REPLACEMENT CHARACTER}.csv"
    with pytest.raises(SurveyError) as caught:
        Upload.from_path(os.fsdecode(path) + "x")
    caught.value.issues[0].message("en").encode()


def test_rows_of_unequal_length_are_filled_up() -> None:
    (sheet,) = open_book(Upload("x.csv", b"a,b,c\n1\n1,2,3\n")).sheets
    assert rows_of(sheet) == [["a", "b", "c"], ["1", "", ""], ["1", "2", "3"]]


@pytest.mark.parametrize("rows", [["1"] * 1000, [""] * 5000], ids=["short rows", "blank rows"])
def test_a_small_text_table_that_would_swell_when_filled_up_is_refused(rows: list[str]) -> None:
    content = "\n".join(["a" + "," * 10_000, *rows, "end"]).encode()
    assert len(content) < 21_000
    found = problem(Upload("x.csv", content))
    assert (found.code, found.values["cells"]) == ("file_too_large", "1,000,000")


def test_a_text_table_that_holds_all_its_cells_may_be_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveys.files.text.delimited.MOST_FILLED_UP", 50)
    (sheet,) = open_book(Upload("x.csv", b"a,b,c\n" + b"1,2,3\n" * 100 + b"1\n")).sheets
    assert sheet.height == 102
    monkeypatch.setattr("surveys.files.text.delimited.MOST_CELLS", 300)
    assert problem(Upload("x.csv", b"a,b,c\n" + b"1,2,3\n" * 100)).code == "file_too_large"


def test_the_sheet_of_a_text_file_is_named_after_the_file() -> None:
    (found,) = errors(Upload("answers.csv", b"Shop,Price\nx,1\n"))
    assert (found.file, found.sheet, found.cell) == ("answers.csv", "answers", "A1:B1")


def test_the_name_of_a_file_does_not_matter() -> None:
    assert read(Upload("pre.pdf", answers(ROWS).content)).rounds[0].format == "plain_xlsx"
    assert read(Upload("pre.xlsx", text_table(";", "utf-8").content)).rounds[0].format == "plain_csv"


def test_addresses_are_kept_where_a_table_does_not_begin_at_a1() -> None:
    moved: list[list[Any]] = [
        [],
        [],
        ["", "", *HEADER],
        *([["", "", *row] for row in [*ROWS, ["C", "ngo", "huh", "d", "d"]]]),
    ]
    survey = read(workbook("pre.xlsx", {"Data": moved}))
    assert [issue.cell for issue in survey.issues] == ["A3", "E6"]


def test_blank_rows_are_no_submissions() -> None:
    survey = read(answers([ROWS[0], [], ["", " ", "\xa0"], ROWS[1]]))
    assert survey.rounds[0].rows_read == 2


def test_an_open_document_is_read_like_any_workbook() -> None:
    survey = read(Upload("pre.ods", open_document("".join(map(open_document_row, [HEADER, *ROWS])))))
    assert survey.rounds[0].scores.tolist() == SCORES
    assert survey.rounds[0].format == "plain_ods"


@pytest.fixture
def old_workbook() -> Upload:
    return Upload("old.xls", xls("Form", [HEADER, *ROWS * 60]))


def test_an_old_workbook_is_read(old_workbook: Upload) -> None:
    survey = read(old_workbook)
    assert survey.rounds[0].format == "plain_xls"
    assert survey.rounds[0].rows_read == 120


def test_an_old_workbook_of_other_people_is_read(shared_data: Path) -> None:
    book = open_book(Upload.from_path(shared_data / "fixtures" / "xlsform" / "pyxform_spaces_in_choices_header.xls"))
    assert (book.container, [sheet.name for sheet in book.sheets]) == ("xls", ["survey", "choices", "settings"])
    assert book.sheets[1].row(2)[:3] == ("list", "b", "option b")


def test_an_old_workbook_cut_off_anywhere_is_damaged(old_workbook: Upload) -> None:
    length = len(old_workbook.content)
    for size in range(600, length // 2, 500):
        assert problem(Upload("cut.xls", old_workbook.content[:size])).code == "file_damaged"


def test_whatever_bytes_change_a_workbook_is_read_or_refused(old_workbook: Upload) -> None:
    random = np.random.default_rng(0)
    for content in [old_workbook.content] * 60 + [GOOD] * 60:
        altered = np.frombuffer(content, dtype=np.uint8).copy()
        altered[random.integers(len(altered), size=8)] = random.integers(256, size=8)
        with contextlib.suppress(SurveyError):
            assert open_book(Upload("altered", altered.tobytes())).sheets


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SurveyError) as caught:
        Upload.from_path(tmp_path / "none.xlsx")
    assert [(one.code, one.file) for one in caught.value.issues] == [("file_missing", "none.xlsx")]
    with pytest.raises(SurveyError) as caught:
        Upload.from_path(tmp_path)
    assert [one.code for one in caught.value.issues] == ["no_regular_file"]


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return buffer.getvalue()


GOOD = answers(ROWS).content
BAD = {
    "nothing": (b"", "file_empty"),
    "blanks": (b" \r\n\t\n", "file_empty"),
    "a workbook of nothing": (workbook("x", {"Sheet1": []}).content, "file_empty"),
    "commas alone": (b",,,\n,,,\n", "file_empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "not_a_spreadsheet"),
    "a PDF": (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "not_a_spreadsheet"),
    "a web page": (b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>", "not_a_spreadsheet"),
    "a zip of something else": (zipped(word__document_DOT_xml=b"<w/>"), "not_a_spreadsheet"),
    "a workbook cut off": (GOOD[: len(GOOD) // 2], "file_damaged"),
    "a workbook with broken bytes": (GOOD[:400] + bytes(300) + GOOD[700:], "file_damaged"),
    "a workbook of broken XML": (
        zipped(xl__workbook_DOT_xml=b"<workbook><", xl__worksheets__a_DOT_xml=b"<"),
        "file_damaged",
    ),
    "an old container cut off": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "file_damaged"),
    "an old container of nothing": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "file_damaged"),
}


@pytest.mark.parametrize(("content", "code"), BAD.values(), ids=BAD)
def test_a_file_that_cannot_be_read_says_why(content: bytes, code: str) -> None:
    found = problem(Upload("bad.xlsx", content))
    assert (found.code, found.file) == (code, "bad.xlsx")


def container(*streams: str) -> bytes:
    """An old Office container with empty streams of those names: header, table of sectors, directory."""
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        62,
        3,
        65534,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        0xFFFFFFFE,
        0,
        0xFFFFFFFE,
        0,
    )
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = [("Root Entry", 5), *((name, 2) for name in streams)]
    directory = b"".join(
        struct.pack("<64sHBB48xIQ", name.encode("utf-16-le"), 2 * len(name) + 2, kind, 1, 0xFFFFFFFE, 0)
        for name, kind in entries
    )
    return header + table + directory.ljust(512, b"\0")


def test_a_workbook_behind_a_password_is_distinguished_from_an_old_one() -> None:
    assert problem(Upload("x.xlsx", container("EncryptionInfo", "EncryptedPackage"))).code == "file_locked"
    assert problem(Upload("x.xls", container("WordDocument"))).code == "not_a_spreadsheet"
    assert open_compound_file(container("Workbook")).workbook == b""


def test_a_workbook_with_a_password_on_the_archive_is_locked() -> None:
    content = bytearray(zipped(xl__workbook_DOT_xml=b"<workbook/>"))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(signature) + flags] |= 1
    assert problem(Upload("x.xlsx", bytes(content))).code == "file_locked"


def bomb() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1048575, 16383, "b")
    return buffer.getvalue()


def test_two_cells_far_apart_are_refused_before_they_end_the_process() -> None:
    assert len(bomb()) < 10_000
    assert problem(Upload("x.xlsx", bomb())).code == "file_too_large"


def open_document(rows: str) -> bytes:
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    table = f'<table:table table:name="A">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f'<?xml version="1.0"?><office:document-content{names}>{body}</office:document-content>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def open_document_row(cells: Sequence[Any]) -> str:
    filled = "".join(CELL.replace(">x<", f">{cell}<") for cell in cells)
    return f"<table:table-row>{filled}</table:table-row>"


CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
FAR = f'<table:table-cell table:number-columns-repeated="16000"/>{CELL}'


@pytest.mark.parametrize(
    "rows",
    [
        f'<table:table-row table:number-rows-repeated="1000000">{FAR}</table:table-row>',
        f'<table:table-row>{CELL}</table:table-row><table:table-row table:number-rows-repeated="1000000"/>'
        f"<table:table-row>{FAR}</table:table-row>",
    ],
)
def test_an_open_document_that_repeats_cells_without_end_is_refused(rows: str) -> None:
    assert problem(Upload("x.ods", open_document(rows))).code == "file_too_large"


def test_an_open_document_that_repeats_empty_cells_to_the_edge_is_read() -> None:
    cells = '<table:table-cell table:number-columns-repeated="16384"/>'
    edge = f'<table:table-row table:number-rows-repeated="1048574">{cells}</table:table-row>'
    (sheet,) = open_book(Upload("x.ods", open_document(f"<table:table-row>{CELL}</table:table-row>{edge}"))).sheets
    assert rows_of(sheet) == [["x"]]


def test_an_archive_that_unpacks_beyond_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveys.files.guards.inflation.MOST_BYTES", 1000)
    assert problem(Upload("x.xlsx", GOOD)).code == "file_too_large"


@pytest.mark.parametrize(
    ("xml", "largest"),
    [
        (b'<row r="1"><c r="A1"/><c r="C1"/></row><row r="12"><c r="B12" s="99999999"/></row>', (12, 3)),
        (b"<c r='XFD1048576'/>", (1048576, 16384)),
        (b'<c r = "AB7"/>', (7, 28)),
        (b'<c\nr="Z3"/>', (3, 26)),
        (b'<c color="ZZ99"/><pageMargins/>', (0, 0)),
        (b"", (0, 0)),
    ],
)
def test_the_largest_cell_of_a_sheet_is_read_off_its_bytes(xml: bytes, largest: tuple[int, int]) -> None:
    assert largest_reference(xml) == largest


def test_a_cell_beyond_the_edge_of_an_old_workbook_is_refused() -> None:
    cell = struct.pack("<HHHH", 0x0203, 4, 65535, 65535)
    assert is_too_wide(cell)
    assert is_too_wide(struct.pack("<HHIIHHH", 0x0200, 14, 0, 65536, 0, 65535, 0))
    assert not is_too_wide(struct.pack("<HHHH", 0x0203, 4, 65535, 255))


def test_a_sheet_is_looked_at_where_the_old_workbook_says_that_it_begins() -> None:
    names_it = struct.pack("<HHI", 0x0085, 4, 12)
    hidden = struct.pack("<HHHH", 0x0203, 4, 65535, 65535)
    assert is_too_wide(names_it + struct.pack("<HH", 0x000A, 0) + hidden)


@pytest.mark.parametrize(
    "record", [struct.pack("<HHIIHHH", 0x0200, 14, 5, 2, 0, 1, 0), struct.pack("<HHII", 0x00FC, 8, 1, 9999)]
)
def test_dimensions_and_texts_that_cannot_be_are_refused(record: bytes) -> None:
    assert is_too_wide(record)


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([["x", 1]], "no_rows", "A1"),
        ([[1, 2], [3, 4]], "no_header", "A1"),
        ([[], ["", 2024], [3, 4]], "no_header", "A2"),
    ],
)
def test_a_sheet_without_headings_or_without_rows_is_said(rows: Any, code: str, cell: str) -> None:
    (found,) = errors(workbook("pre.xlsx", {"Data": rows}))
    assert (found.code, found.sheet, found.cell) == (code, "Data", cell)


def test_other_filled_sheets_of_a_plain_workbook_are_named() -> None:
    survey = read(workbook("pre.xlsx", {"Cover": [], "Data": [HEADER, *ROWS], "Notes": [["x"]]}))
    assert [(one.code, one.sheet, str(one.values.get("sheets"))) for one in survey.issues][1] == (
        "sheets_not_read",
        "Data",
        "Notes",
    )
