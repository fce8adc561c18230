"""Whatever a file holds is found: hidden parts, caches, scripts, typed arrays, metadata, files within files."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib

import numpy as np
import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from metrics import to_document
from metrics.result.units import UNITS
from reports import workbook
from reports.report import Report
from tests.attacker.extraction import extract
from tests.attacker.workbook_cells import sheets_of
from tests.attacker.workbook_rows import shown_in
from tests.sample import sample_result, shared_sample

VALUE = 43.219876
NUMBER = f"{VALUE}".encode()


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return buffer.getvalue()


def book() -> bytes:
    made = openpyxl.Workbook()
    made.active["A1"] = "seen"
    made.active["A1"].comment = Comment("said aside", "Somebody")
    draft = made.create_sheet("Draft")
    draft["A1"], draft.sheet_state = VALUE, "veryHidden"
    made.defined_names["kept"] = DefinedName("kept", attr_text="12.345678")
    made.properties.creator = "An Officer"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_a_workbook_with_all_that_is_hidden_in_it() -> None:
    found = extract("results.xlsx", book())
    assert {"seen", "said aside", "Somebody", "Draft", "kept", "An Officer"} <= found.strings
    assert {VALUE, 12.345678} <= set(found.numbers)
    assert [(sheet.name, sheet.is_visible) for sheet in sheets_of(book())] == [("Sheet", True), ("Draft", False)]


def test_cells_are_what_another_reader_finds_in_them() -> None:
    made = openpyxl.Workbook()
    made.active["B2"], made.active["AB5"], made.active["C9"] = " said ", -0.5, True
    made.active["A9"], made.active["D9"], made.active["E9"] = 12, 1e-9, "=1/0"
    made.create_sheet("Nothing")
    buffer = io.BytesIO()
    made.save(buffer)
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as other:
        other.add_worksheet("Rich").write_rich_string("B1", "one ", other.add_format({"bold": True}), "word")
        other.add_worksheet("Counted").write_formula("C3", "=1+1", None, 2)
    for data in (buffer.getvalue(), written.getvalue(), book()):
        known = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        assert [(sheet.name, sheet.rows) for sheet in sheets_of(data)] == [
            (sheet.title, tuple(sheet.iter_rows(values_only=True))) for sheet in known
        ]


@pytest.mark.parametrize("name", ["slides.pptx", "report.docx"])
def test_slides_and_documents_with_charts_and_workbooks_within(name: str) -> None:
    chart = b"<c:chart xmlns:c='c'><c:numCache><c:pt idx='0'><c:v>12.5</c:v></c:pt></c:numCache></c:chart>"
    text = b"<w:p xmlns:w='w'><w:r><w:t>Zai</w:t></w:r><w:r><w:t>nab</w:t></w:r></w:p>"
    parts = {"word/document.xml": text, "charts/chart1.xml": chart, "embeddings/book.xlsx": book()}
    found = extract(name, zipped(parts))
    assert {"Zainab", "said aside", "embeddings/book.xlsx"} <= found.strings
    assert {12.5, VALUE} <= set(found.numbers)


def test_a_page_with_attributes_scripts_comments_and_typed_arrays() -> None:
    array = base64.b64encode(np.array([VALUE, 2.0]).tobytes()).decode()
    small = base64.b64encode(np.array([7, 9], dtype="<i2").tobytes()).decode()
    page = f"""<html><!-- aside 11.5 --><p title="hover 33.25">text</p><script>
    plot({{"y": {{"dtype":"f8","bdata":"{array}"}}, "x": {{"bdata":"{small}","dtype":"i2"}}}})</script></html>"""
    found = extract("report.html", page.encode())
    assert {VALUE, 2.0, 7.0, 9.0, 11.5, 33.25} <= set(found.numbers)
    assert {"text", "hover 33.25"} <= found.strings


def test_a_picture_written_out_in_a_page() -> None:
    inner = base64.b64encode(b"<svg xmlns='s'><title>aside</title><path d='M1 2 L43.219876 5'/></svg>").decode()
    found = extract("report.html", f'<img src="data:image/svg+xml;base64,{inner}">'.encode())
    assert "aside" in found.strings
    assert VALUE in found.numbers


def png(*parts: tuple[bytes, bytes]) -> bytes:
    chunks = [struct.pack(">I", len(body)) + kind + body + b"\0\0\0\0" for kind, body in (*parts, (b"IEND", b""))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (b"tEXt", b"Comment\0" + NUMBER),
        (b"zTXt", b"Comment\0\0" + zlib.compress(NUMBER)),
        (b"iTXt", b"Comment\0\0\0en\0word\0" + NUMBER),
        (b"iTXt", b"Comment\0\1\0en\0word\0" + zlib.compress(NUMBER)),
        (b"eXIf", b"II*\0\1\2" + NUMBER + b"\0\3"),
    ],
)
def test_what_a_picture_says_of_itself(kind: bytes, body: bytes) -> None:
    assert VALUE in extract("figure.png", png((kind, body))).numbers


def test_a_pdf_packed_or_not() -> None:
    packed = zlib.compress(b"BT (Mean 43.219876) Tj ET")
    data = b"%PDF-1.4\n1 0 obj << /Author (An Officer) >> stream\n" + packed + b"\nendstream endobj\n%%EOF"
    found = extract("figure.pdf", data)
    assert "An Officer" in found.strings
    assert VALUE in found.numbers


def test_a_document_of_results() -> None:
    array = base64.b64encode(np.array([VALUE]).tobytes()).decode()
    data = f'{{"scores": [{{"mean": 1.25, "note": "n 77"}}], "x": {{"dtype": "f8", "bdata": "{array}"}}}}'
    assert {1.25, 77.0, VALUE} <= set(extract("results.json", data.encode()).numbers)


def test_a_mean_on_the_questionnaires_scale_is_read_as_points_of_0_to_100() -> None:
    """So a number that is rounded in points, and in full beside them, is found."""
    own, handed_on = sample_result(), shared_sample()
    for result, is_rounded in ((own, False), (handed_on, True)):
        document = to_document(result)
        plain, on_scale = (
            shown_in(sheets_of(workbook(Report(result, "en", units=units))), document) for units in UNITS[:2]
        )
        means, both = (
            [
                (one.sheet, one.key, round(one.mean, 6))
                for one in found
                if one.mean is not None and one.sheet != "Summary"
            ]
            for found in (plain, on_scale)
        )
        assert means
        assert sorted(both) == sorted([*means, *means])
        assert all(mean == round(mean, 1) for _, _, mean in both) == is_rounded
