"""Rows of cells as files: text tables, .xlsx, .ods and .xls."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

Rows = Sequence[Sequence[Any]]

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("manifest", "manifest"))
)


def text_table(
    rows: Rows, *, separator: str = ",", quoted: bool = False, end: str = "\r\n", encoding: str = "utf-8"
) -> bytes:
    """A text table; every cell between quotation marks if `quoted`, else only those that need them."""
    buffer = io.StringIO(newline="")
    dialect = csv.unix_dialect if quoted else csv.excel
    csv.writer(buffer, dialect, delimiter=separator, lineterminator=end).writerows(rows)
    return buffer.getvalue().encode(encoding)


def xlsx(sheets: Mapping[str, Rows], *, table: str = "") -> bytes:
    """A workbook; times as real dates; an Excel table of that name over the first sheet."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "remove_timezone": True, "default_date_format": "m/d/yy h:mm:ss"}
    options |= {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if table:
                headings = [{"header": str(heading)} for heading in rows[0]]
                last = len(rows) - 1, len(rows[0]) - 1
                sheet.add_table(0, 0, *last, {"name": table, "columns": headings})
                table = ""
    return buffer.getvalue()


def xls(title: str, rows: Rows) -> bytes:
    """An old workbook of one sheet."""
    buffer = io.BytesIO()
    book = xlwt.Workbook()
    sheet = book.add_sheet(title)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell != "":
                sheet.write(number, column, cell)
    book.save(buffer)
    return buffer.getvalue()


def ods(title: str, rows: Rows) -> bytes:
    """An OpenDocument spreadsheet of one sheet."""
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="{escape(title)}">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest {_NAMESPACES}>'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return zipped(
        {"mimetype": _ODS.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    )


def _ods_cell(cell: Any) -> str:
    if cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, int | float):
        value = f'office:value-type="float" office:value="{cell}"'
    elif isinstance(cell, datetime.datetime):
        value = f'office:value-type="date" office:date-value="{cell:%Y-%m-%dT%H:%M:%S}"'
    else:
        value = 'office:value-type="string"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(cell).splitlines())
    return f"<table:table-cell {value}>{lines}</table:table-cell>"


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip archive whose bytes are the same each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, 20, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
