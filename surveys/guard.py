"""Refuses a workbook that would swell beyond memory, before anything parses it.

A valid file of a few kilobytes may declare two far-apart cells; a reader that lays out the whole rectangle between
them ends the process, with no error to catch. So the extent is read off the bytes first.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from surveys.issues import Issue
from surveys.upload import Upload

MOST_BYTES = 500 * 1024**2
"""The most that the parts of a workbook may come to, unpacked."""
MOST_CELLS = 20_000_000
"""The most cells that the rectangle around a sheet's content may have."""

_CHUNK = 8 * 1024**2
_LONGEST_REFERENCE = 16
_NO_CELLS = re.compile(r"(?:^|/)(?:sharedStrings|styles|theme\d*|media)\b")
_ODS_TOKEN = re.compile(
    rb"<table:table[ >]|<table:table-row\b[^>]*>|</table:table-row>|<table:(?:covered-)?table-cell\b[^>]*>"
)
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated=["\'](\d{1,9})["\']')
_XLSB_ROW, _XLSB_CELLS = 0, range(1, 12)


def is_too_large(archive: zipfile.ZipFile) -> bool:
    """Whether a zipped workbook (.xlsx, .xlsb, .ods) passes `MOST_BYTES` unpacked or `MOST_CELLS` on a sheet.

    Raises
    ------
    zipfile.BadZipFile, zlib.error, EOFError
        If a part is cut off or damaged.
    """
    parts = [part for part in archive.infolist() if not _NO_CELLS.search(part.filename)]
    if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
        return True
    return any(rows * columns > MOST_CELLS for part in parts for rows, columns in _extents(archive, part))


def _extents(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[int, int]]:
    """Rows and columns of each sheet in a part, counted from A1."""
    if part.filename == "content.xml":
        yield from _open_document_extents(archive.read(part))
    elif part.filename.endswith(".bin"):
        yield _binary_extent(archive.read(part)) if "worksheets/" in part.filename else (0, 0)
    else:
        yield _xml_extent(archive, part)


def _xml_extent(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[int, int]:
    rows = columns = 0
    kept = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            chunk = kept + chunk
            found = largest_reference(chunk)
            rows, columns = max(rows, found[0]), max(columns, found[1])
            kept = chunk[-_LONGEST_REFERENCE:]
    return rows, columns


def largest_reference(xml: bytes) -> tuple[int, int]:
    """The largest row and column that an ``r="AB12"`` or ``r="12"`` attribute of sheet XML names; 0 for none."""
    if b"r =" in xml or b"r= " in xml:
        xml = re.sub(rb"\sr\s*=\s*", b" r=", xml)
    data: npt.NDArray[np.uint8] = np.frombuffer(xml + b"\0" * _LONGEST_REFERENCE, dtype=np.uint8)
    places = np.flatnonzero((data[1:-2] == ord("r")) & (data[2:-1] == ord("=")) & (data[:-3] <= ord(" "))) + 3
    places = places[(data[places] == ord('"')) | (data[places] == ord("'"))] + 1
    rows = columns = np.zeros(len(places), dtype=np.int64)
    last_row = last_column = 0
    for step in range(_LONGEST_REFERENCE - 6):
        byte = data[places + step].astype(np.int64)
        letter = (byte >= ord("A")) & (byte <= ord("Z")) & (rows == 0)
        digit = (byte >= ord("0")) & (byte <= ord("9"))
        columns = np.where(letter, columns * 26 + byte - ord("A") + 1, columns)
        rows = np.where(digit, rows * 10 + byte - ord("0"), rows)
        last_row, last_column = max(last_row, rows.max(initial=0)), max(last_column, columns.max(initial=0))
        going_on = letter | digit
        places, rows, columns = places[going_on], rows[going_on], columns[going_on]
    return int(last_row), int(last_column)


def _binary_extent(data: bytes) -> tuple[int, int]:
    """Rows and columns of an .xlsb sheet: a row record states the row, each cell record begins with its column."""
    rows = columns = position = 0
    while position < len(data):
        kind, position = _varying(data, position, 2)
        size, position = _varying(data, position, 4)
        first = int.from_bytes(data[position : position + 4], "little")
        if kind == _XLSB_ROW:
            rows = max(rows, first + 1)
        elif kind in _XLSB_CELLS:
            columns = max(columns, first + 1)
        position += size
    return rows, columns


def _varying(data: bytes, position: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, the eighth telling that more follow; and the place behind it."""
    value = 0
    for step in range(most):
        byte = data[position] if position < len(data) else 0
        value |= (byte & 0x7F) << (7 * step)
        position += 1
        if not byte & 0x80:
            break
    return value, position


def _open_document_extents(xml: bytes) -> Iterator[tuple[int, int]]:
    """Rows and columns up to the last filled cell of each table of an .ods file."""
    rows = columns = row = column = repeated = 0
    filled = False
    for match in _ODS_TOKEN.finditer(xml):
        token = match.group()
        count = int(found.group(1)) if (found := _REPEATED.search(token)) else 1
        if token.startswith(b"<table:table-row"):
            column, repeated, filled = 0, count, False
            row += count if token.endswith(b"/>") else 0
        elif token.startswith(b"</table:table-row"):
            row += repeated
            rows = row if filled else rows
        elif token.startswith((b"<table:table ", b"<table:table>")):
            yield rows, columns
            rows = columns = row = 0
        else:
            column += count
            if b"value-type" in token:
                columns, filled = max(columns, column), True
    yield rows, columns


def too_large(upload: Upload, most: int = MOST_CELLS) -> Issue:
    """The error for a file that passes a number of cells."""
    return Issue("error", "file_too_large", upload.name, values={"cells": f"{most:,}"})


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The bytes of a zipped workbook as an archive.

    Raises
    ------
    zipfile.BadZipFile
        If it is cut off or damaged.
    """
    return zipfile.ZipFile(io.BytesIO(content))
