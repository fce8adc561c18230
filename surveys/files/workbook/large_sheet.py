"""Large sheets of .xlsx, read in one sweep into columns by fastexcel, where that gives the same cells as calamine.

It does where the first row holds a heading for every column: a column below it is of numbers, of texts or of times.
What fastexcel would write otherwise (errors, which it leaves out; long decimals among texts, which it shortens) is left
to the slower reader.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np

from surveys.files.book import Sheet
from surveys.files.cells import BOOLEANS, Cell
from surveys.files.column import Column

if TYPE_CHECKING:
    import pyarrow as pa

LARGE = 8 * 1024**2
"""The size of a sheet's XML, unpacked, from which on it is worth it."""

_SHEETS, _BEGINNING = "xl/worksheets/sheet", 64 * 1024
_RENAMED = re.compile(r"(.*)_\d+")
_LONG_DECIMAL = re.compile(r"-?\d+\.\d{9,}")
_UNNAMED = "__UNNAMED__"


def is_sweepable(archive: zipfile.ZipFile) -> bool:
    """Whether an .xlsx has one sheet alone, which is large and begins at A1."""
    parts = [part for part in archive.infolist() if part.filename.startswith(_SHEETS)]
    if len(parts) != 1 or parts[0].file_size < LARGE:
        return False
    with archive.open(parts[0]) as stream:
        return b'r="A1"' in stream.read(_BEGINNING)


def sweep(content: bytes) -> Sheet | None:
    """The first sheet of a workbook whose cells begin at A1; None where the other reader has to read it."""
    import fastexcel

    try:
        sheet = fastexcel.read_excel(content).load_sheet(0, header_row=0, schema_sample_rows=None)
    except fastexcel.FastExcelError:
        return None
    table = sheet.to_arrow()
    headings = table.schema.names
    if not _are_as_written(headings):
        return None
    columns = [_column(heading, cells) for heading, cells in zip(headings, table.columns, strict=True)]
    return None if any(column is None for column in columns) else Sheet(sheet.name, tuple(filter(None, columns)))


def _are_as_written(headings: list[str]) -> bool:
    """Whether no heading was made up or numbered since it stands twice."""
    known = set(headings)
    matches = (_RENAMED.fullmatch(heading) for heading in headings)
    return not any(_UNNAMED in heading for heading in headings) and not any(
        match and match.group(1) in known for match in matches
    )


def _column(heading: str, cells: pa.Array) -> Column | None:
    """A column with its heading; None where it holds what was written otherwise."""
    encoded = cells.dictionary_encode()
    values = [_cell(value) for value in encoded.dictionary.to_pylist()]
    if any(isinstance(value, str) and _LONG_DECIMAL.fullmatch(value) for value in values):
        return None
    codes = encoded.indices.fill_null(len(values)).to_numpy(zero_copy_only=False).astype(np.int32)
    return Column((heading, *values, ""), np.concatenate([np.zeros(1, dtype=np.int32), codes + np.int32(1)]))


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return BOOLEANS[value]
    cell: Cell = value
    return cell
