"""Marking a workbook in place: only fills and comments change. openpyxl and a reading by calamine are the judges."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter

from reports.officer.marked_workbook import Mark, marked_name, marked_workbook, way_to_mark
from reports.officer.marking.in_place import MarkedInPlace
from reports.officer.marking.marks import COMMENTED, MarkedCell
from reports.officer.marking.styles import COLOURS
from reports.officer.marking.xml import NotEditableError
from surveys import Upload
from surveys.files.wall import open_one

ERROR, WARNING, NOTE = (f"FF{colour}" for colour in COLOURS.values())


def made(fill: Callable[[Any, Any], None], name: str = "before.xlsx") -> Upload:
    """A workbook with the sheet *Answers*, filled by a function of the workbook and the sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        fill(book, book.add_worksheet("Answers"))
    return Upload(name, buffer.getvalue())


def answers(_: Any, sheet: Any) -> None:
    """Three columns and three people."""
    for row, cells in enumerate([["code", "q1", "q2"], ["a", 1, "yes"], ["b", 7, ""], ["c", 3, "no"]]):
        sheet.write_row(row, 0, cells)


def opened(content: bytes) -> Any:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def marked(upload: Upload, *marks: Mark, language: str = "en") -> Any:
    """The sheet *Answers* of the marked file, which our reader finds to hold the same cells as the file."""
    content = marked_workbook(upload, marks, language)
    ours, theirs = open_one(Upload(upload.name, content)), open_one(upload)
    assert [[list(column) for column in sheet.columns] for sheet in ours.sheets] == [
        [list(column) for column in sheet.columns] for sheet in theirs.sheets
    ]
    return opened(content)["Answers"]


def changed(upload: Upload, *changes: tuple[str, bytes, bytes]) -> Upload:
    """The file with a text in parts of it replaced."""
    with zipfile.ZipFile(io.BytesIO(upload.content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for part, old, new in changes:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return Upload(upload.name, buffer.getvalue())


def fill_of(cell: Any) -> str:
    """The colour of a cell's fill."""
    return str(cell.fill.fgColor.rgb) if cell.fill.fill_type == "solid" else ""


def test_a_cell_is_coloured_by_the_worst_and_says_all_in_one_comment() -> None:
    sheet = marked(
        made(answers),
        Mark("Answers", ["B3"], "note", "Seven is rare."),
        Mark("Answers", ["B3"], "error", "Seven is no choice."),
        Mark("Answers", ["A1"], "warning", "Two columns fit."),
        Mark("Answers", ["C4"], "note", "Last."),
    )
    assert fill_of(sheet["B3"]) == ERROR
    assert sheet["B3"].comment.text == "must be fixed: Seven is no choice.\n\nfor information: Seven is rare."
    assert (fill_of(sheet["A1"]), fill_of(sheet["C4"])) == (WARNING, NOTE)
    assert fill_of(sheet["B2"]) == ""
    assert sheet["B2"].comment is None


def test_cells_that_are_not_written_yet_are_marked_too() -> None:
    def gaps(book: Any, sheet: Any) -> None:
        answers(book, sheet)
        sheet.set_row(6, 30)
        sheet.write(8, 0, "d")
        sheet.set_column(3, 3, 12, book.add_format({"num_format": "@"}))

    places = ["C3", "D2", "B6", "B7", "A9", "D12", "A8", "E3"]
    sheet = marked(made(gaps), *(Mark("Answers", [place], "error", place) for place in places))
    assert {place: (fill_of(sheet[place]), sheet[place].comment.text) for place in places} == {
        place: (ERROR, f"must be fixed: {place}") for place in places
    }
    assert sheet["D12"].number_format == "@"
    assert sheet.row_dimensions[7].height == 30


@pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")  # openpyxl drops what it does not know
def test_formats_formulas_values_widths_and_all_other_parts_stay() -> None:
    def full(book: Any, sheet: Any) -> None:
        answers(book, sheet)
        heading = book.add_format({"bold": True, "font_color": "white", "bg_color": "navy", "border": 1})
        sheet.write(0, 1, "q1", heading)
        sheet.write_formula(1, 3, "=B2*2", None, 2)
        sheet.write_formula(2, 3, '=IF(B3>5,"high","low")', None, "high")
        sheet.write_string(3, 3, "=1+1")
        sheet.write_datetime(1, 4, datetime.datetime(2024, 5, 1, 9, 30), book.add_format({"num_format": "d mmm"}))
        sheet.set_column(1, 1, 33)
        sheet.autofilter("A1:C4")
        sheet.data_validation("C2:C4", {"validate": "list", "source": ["yes", "no"], "input_message": "a > b"})
        sheet.conditional_format("B2:B4", {"type": "data_bar", "data_bar_2010": True})
        sheet.freeze_panes(1, 0)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Answers!$B$2:$B$4"})
        sheet.insert_chart("G2", chart)
        sheet.add_table("H10:I12")
        book.add_worksheet("Other").write("A1", "left alone")

    upload = made(full)
    marks = [Mark("Answers", ["B1", "D2", "D3", "D4", "E2"], "error", "Look.")]
    sheet = marked(upload, *marks)
    assert sheet["D2"].value == "=B2*2"
    assert (sheet["D4"].value, sheet["D4"].data_type) == ("=1+1", "s")
    assert sheet["E2"].number_format == "d mmm"
    assert sheet["B1"].font.bold
    assert sheet["B1"].font.color.rgb == "FF000000"
    assert sheet["B1"].border.left.style == "thin"
    assert sheet.column_dimensions["B"].width == pytest.approx(33.7, abs=1)
    assert sheet.auto_filter.ref == "A1:C4"
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (upload.content, marked_workbook(upload, marks, "en")))
    same = {name for name in before.namelist() if before.read(name) == after.read(name)}
    assert set(before.namelist()) - same == {
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "[Content_Types].xml",
    }
    xml = after.read("xl/worksheets/sheet1.xml").decode()
    assert xml.index("<drawing") < xml.index("<legacyDrawing") < xml.index("<tableParts") < xml.rindex("<extLst")
    assert "<v>high</v>" in xml


def test_comments_that_are_there_are_kept_and_added_to() -> None:
    def commented(book: Any, sheet: Any) -> None:
        answers(book, sheet)
        sheet.write_comment("B3", "Asked again on the phone & <sure>.", {"author": "Huda"})
        sheet.write_comment("C2", "Fine.")

    upload = made(commented)
    marks = [Mark("Answers", ["B3", "A2"], "error", "Seven is no choice.")]
    sheet = marked(upload, *marks)
    assert sheet["B3"].comment.text == "Asked again on the phone & <sure>.\n\nmust be fixed: Seven is no choice."
    assert (sheet["B3"].comment.author, sheet["C2"].comment.text) == ("Huda", "Fine.")
    assert sheet["A2"].comment.author == "Thiqa"
    archive = zipfile.ZipFile(io.BytesIO(marked_workbook(upload, marks, "en")))
    boxes = archive.read("xl/drawings/vmlDrawing1.vml").decode()
    assert boxes.count("<v:shape ") == 3
    assert 'data="1,2"' in boxes


def test_a_drawing_that_is_not_well_formed_is_kept() -> None:
    def commented(book: Any, sheet: Any) -> None:
        answers(book, sheet)
        sheet.write_comment("C2", "Fine.")

    upload = changed(made(commented), ("xl/drawings/vmlDrawing1.vml", b"<div ", b"<br><div "))
    sheet = marked(upload, Mark("Answers", ["A2"], "note", "New."))
    assert (sheet["A2"].comment.text, sheet["C2"].comment.text) == ("for information: New.", "Fine.")


def test_a_file_that_is_marked_again_says_nothing_twice() -> None:
    mark = Mark("Answers", ["B3"], "error", "Seven is “no choice”.")
    once = Upload("before (marked).xlsx", marked_workbook(made(answers), [mark], "en"))
    sheet = marked(once, mark, Mark("Answers", ["A2"], "note", "New."))
    assert sheet["B3"].comment.text == "must be fixed: Seven is “no choice”."
    assert sheet["A2"].comment.text == "for information: New."
    assert marked_name(once) == "before (marked).xlsx"


def test_marks_of_what_was_mended_are_gone_when_a_file_is_marked_again() -> None:
    def with_own(book: Any, sheet: Any) -> None:
        answers(book, sheet)
        sheet.write("C4", "no", book.add_format({"bg_color": "#FFC7CE", "bold": True}))
        sheet.write_comment("C4", "Mine.", {"author": "Huda"})

    marks = [Mark("Answers", [cell], "error", f"Wrong: {cell}.") for cell in ("B2", "B3", "C4", "D9")]
    once = opened(marked_workbook(made(with_own), marks, "en"))
    once["Answers"]["B2"] = 5
    buffer = io.BytesIO()
    once.save(buffer)  # as another program saves it
    mended = Upload("before (marked).xlsx", buffer.getvalue())
    sheet = marked(mended, marks[1])
    assert (sheet["B3"].comment.text, fill_of(sheet["B3"])) == ("must be fixed: Wrong: B3.", ERROR)
    assert [(sheet[cell].comment, fill_of(sheet[cell])) for cell in ("B2", "D9")] == [(None, "")] * 2
    assert sheet["C4"].comment.text.startswith("Mine.")
    assert (fill_of(sheet["C4"]), sheet["C4"].font.bold) == ("", True)
    with zipfile.ZipFile(io.BytesIO(marked_workbook(mended, marks[1:2], "en"))) as archive:
        (boxes,) = (archive.read(name) for name in archive.namelist() if name.endswith(".vml"))
    rows = ElementTree.fromstring(boxes).iter("{urn:schemas-microsoft-com:office:excel}Row")
    assert sorted(row.text or "" for row in rows) == ["2", "3"]


def test_many_cells_are_all_coloured_and_the_first_commented() -> None:
    def long(_: Any, sheet: Any) -> None:
        for row in range(400):
            sheet.write_row(row, 0, ["x", 1])

    sheet = marked(made(long), Mark("Answers", ["B2:B301"], "warning", "All alike.", count=5_000))
    coloured = [row for row in range(1, 401) if fill_of(sheet[f"B{row}"]) == WARNING]
    commented = [row for row in range(1, 401) if sheet[f"B{row}"].comment]
    assert coloured == list(range(2, 302))
    assert commented == list(range(2, 2 + COMMENTED))
    assert "5,000 cells: 300 are coloured, the first 200" in sheet["B2"].comment.text


def test_boxes_of_several_sheets_have_numbers_of_their_own() -> None:
    def two(book: Any, sheet: Any) -> None:
        answers(book, sheet)
        answers(book, book.add_worksheet("Other"))

    content = marked_workbook(made(two), [Mark(name, ["A1"], "note", name) for name in ("Answers", "Other")], "ar")
    assert [opened(content)[name]["A1"].comment.text.split(": ")[1] for name in ("Answers", "Other")] == [
        "Answers",
        "Other",
    ]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        drawings = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".vml")]
    assert len(drawings) == 2
    assert sorted(drawing.split("_x0000_s")[1][:4] for drawing in drawings) == ["1025", "2049"]
    assert all("direction:rtl" in drawing for drawing in drawings)


OTHERWISE: Mapping[str, tuple[bytes, bytes]] = {
    "closed rows": (b"</sheetData>", b'<row r="5" ht="30" customHeight="1"/></sheetData>'),
    "no addresses": (b'<c r="A1" ', b"<c "),
    "a comment in the XML": (b"<sheetData>", b'<sheetData><!-- <row r="1"><c r="B3"> -->'),
    "single quotes": (b'<c r="B2"><v>1</v></c>', b"<c r='B2'><v>1</v></c>"),
}


@pytest.mark.parametrize("way", OTHERWISE)
def test_other_ways_of_writing_the_same_are_known(way: str) -> None:
    upload = changed(made(answers), ("xl/worksheets/sheet1.xml", *OTHERWISE[way]))
    places = ["A1", "B2", "B3", "B5"]
    sheet = marked(upload, Mark("Answers", places, "error", "Look."))
    assert [fill_of(sheet[place]) for place in (*places, "A2", "B4")] == [ERROR] * 4 + [""] * 2


def test_tags_with_a_prefix_are_known() -> None:
    sheet = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1">'
        b'<x:c r="A1" t="inlineStr"><x:is><x:t>code</x:t></x:is></x:c><x:c r="B1"><x:v>4</x:v></x:c></x:row>'
        b"</x:sheetData></x:worksheet>"
    )
    upload = made(lambda _book, _sheet: None)
    with zipfile.ZipFile(io.BytesIO(upload.content)) as archive:
        whole = archive.read("xl/worksheets/sheet1.xml")
    upload = changed(upload, ("xl/worksheets/sheet1.xml", whole, sheet))
    cells = marked(upload, Mark("Answers", ["B1", "C2"], "error", "Look."))
    assert [fill_of(cells[place]) for place in ("A1", "B1", "C2")] == ["", ERROR, ERROR]
    assert cells["C2"].comment.text == "must be fixed: Look."


def test_what_cannot_be_changed_in_place_becomes_a_copy() -> None:
    strict = (
        "xl/workbook.xml",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    upload = changed(made(answers), strict)
    assert way_to_mark(upload) == "copy"
    assert way_to_mark(Upload("before.xlsm", upload.content)) == "no_macros"
    assert way_to_mark(made(answers)) == "in_place"
    assert marked_name(Upload("x.XLSM", b"")) == "x (marked).xlsm"


def test_tags_that_never_end_take_no_time() -> None:
    endless = b"<row><c r='B3'" * 100_000
    upload = changed(made(answers), ("xl/worksheets/sheet1.xml", b"</sheetData>", endless))
    with pytest.raises(NotEditableError):
        MarkedInPlace(upload.content).with_cells({"Answers": {(2, 1): MarkedCell("error", ["Look."])}}, "en")


def test_entities_of_a_files_own_are_not_unfolded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><workbook'
    assert way_to_mark(changed(made(answers), ("xl/workbook.xml", b"<workbook", bomb))) == "copy"
