"""Refuses a workbook that would swell beyond memory, before anything parses it.

A valid file of a few kilobytes may declare two far-apart cells; a reader that lays out the whole rectangle between
them ends the process, with no error to catch. So the extent is read off the bytes first.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import numpy.typing as npt

from surveys.files.upload import Upload
from surveys.model.issues import Issue

MOST_BYTES = 500 * 1024**2
"""The most that the parts of a workbook may come to, unpacked."""
MOST_CELLS = 20_000_000
"""The most cells that the rectangle around a sheet's content may have."""

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""The most rows and columns of a sheet: those that Excel has."""

Report = Callable[[float], None]
"""Called with the share of a file that is done, from 0 to 1."""
CHECKED = 0.4
"""The share that is done once a workbook's parts have been looked through: about the time that takes of the whole."""


def unreported(_share: float) -> None:
    """Tells nobody."""


_CHUNK = 8 * 1024**2
_ERROR = b't="e"'
_FORMULA = b"</f>"
_MOST_LETTERS, _MOST_ZEROS, _MOST_DIGITS = 4, 2, 10
_BEYOND = 10_000_000_000
_LONGEST_REFERENCE = 4 + _MOST_LETTERS + _MOST_ZEROS + _MOST_DIGITS
_NO_CELLS = re.compile(r"(?:^|/)(?:sharedStrings|styles|theme\d*|media)\b")
_ODS_TOKEN = re.compile(
    rb"<table:table[ >]|<table:table-row\b[^>]*>|</table:table-row>|<table:(?:covered-)?table-cell\b[^>]*>"
)
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated=["\'](\d{1,9})["\']')
_XLSB_ROW, _XLSB_CELLS = 0, range(1, 12)


@dataclass
class Looked:
    """What a look through a zipped workbook tells.

    Attributes
    ----------
    is_too_large : bool
        Whether it passes `MOST_BYTES` unpacked, or `MOST_CELLS` on a sheet.
    has_errors : bool
        Whether a cell of an .xlsx holds an error, such as ``#REF!``.
    formulas : list of str
        The parts of an .xlsx that hold formulas.
    """

    is_too_large: bool = False
    has_errors: bool = False
    formulas: list[str] = field(default_factory=list)


def look_through(archive: zipfile.ZipFile, report: Report = unreported) -> Looked:
    """Look through the parts of a zipped workbook (.xlsx, .xlsb, .ods), up to the first that is too large.

    Raises
    ------
    zipfile.BadZipFile, zlib.error, EOFError
        If a part is cut off or damaged.
    """
    parts = [part for part in archive.infolist() if not _NO_CELLS.search(part.filename)]
    looked = Looked(is_too_large=sum(part.file_size for part in archive.infolist()) > MOST_BYTES)
    whole = sum(part.file_size for part in parts) or 1
    done = 0
    for part in parts:
        if not looked.is_too_large:
            extents = _extents(archive, part, looked, partial(_report, report, done, whole))
            looked.is_too_large = any(map(_is_beyond, extents))
            done += part.file_size
    return looked


def _is_beyond(extent: tuple[int, int]) -> bool:
    rows, columns = extent
    return rows * columns > MOST_CELLS or rows > MOST_ROWS or columns > MOST_COLUMNS


def _report(report: Report, done: int, whole: int, size: int) -> None:
    report(CHECKED * min(1.0, (done + size) / whole))


def is_limited() -> bool:
    """Whether the system holds down the memory of this process, so that a sheet that swells ends it alone."""
    if sys.platform != "linux":
        return False
    import resource

    return resource.getrlimit(resource.RLIMIT_DATA)[0] != resource.RLIM_INFINITY


def _extents(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, looked: Looked, seen: Callable[[int], None]
) -> Iterator[tuple[int, int]]:
    """Rows and columns of each sheet in a part, counted from A1."""
    if part.filename == "content.xml":
        yield from _open_document_extents(archive.read(part))
    elif part.filename.endswith(".bin"):
        yield _binary_extent(archive.read(part)) if "worksheets/" in part.filename else (0, 0)
    else:
        yield _xml_extent(archive, part, looked, seen)


def _xml_extent(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, looked: Looked, seen: Callable[[int], None]
) -> tuple[int, int]:
    rows = columns = size = 0
    kept = b""
    has_formulas = False
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            chunk = kept + chunk
            found = largest_reference(chunk)
            looked.has_errors |= _ERROR in chunk
            has_formulas = has_formulas or _FORMULA in chunk
            rows, columns = max(rows, found[0]), max(columns, found[1])
            kept = chunk[-_LONGEST_REFERENCE:]
            seen(size)
    looked.formulas += [part.filename] if has_formulas else []
    return rows, columns


def largest_reference(xml: bytes) -> tuple[int, int]:
    """The largest row and column that an ``r="AB12"`` or ``r="12"`` attribute of sheet XML names; 0 for none."""
    data = _bytes(xml)
    equals = _equals(data)
    if (data[equals - 1] <= ord(" ")).any() or (data[equals + 1] <= ord(" ")).any():
        data = _bytes(re.sub(rb"\sr\s*=\s*", b" r=", xml))
        equals = _equals(data)
    quoted = (data[equals + 1] == ord('"')) | (data[equals + 1] == ord("'"))
    offsets = equals[(data[equals - 1] == ord("r")) & (data[equals - 2] <= ord(" ")) & quoted] + 2
    offsets, last_column = _letters(data, offsets.astype(np.int32))
    return _digits(data, offsets), last_column


def _bytes(xml: bytes) -> npt.NDArray[np.uint8]:
    return np.frombuffer(xml + b"\0" * _LONGEST_REFERENCE, dtype=np.uint8)


def _equals(data: npt.NDArray[np.uint8]) -> npt.NDArray[np.intp]:
    return np.flatnonzero(data[2:-2] == ord("=")) + 2


def _letters(data: npt.NDArray[np.uint8], offsets: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], int]:
    """The offsets behind the letters at these offsets, and the largest column that the letters name."""
    last = 0
    left, columns = np.arange(len(offsets)), np.zeros(len(offsets), dtype=np.int32)
    for _ in range(_MOST_LETTERS):
        letter = data[offsets[left]] - np.uint8(ord("A"))
        is_letter = letter < 26
        left, letter = left[is_letter], letter[is_letter]
        columns[left] = columns[left] * 26 + letter + 1
        offsets[left] += 1
        last = max(last, int(columns[left].max(initial=0)))
    return offsets, last


def _digits(data: npt.NDArray[np.uint8], offsets: npt.NDArray[np.int32]) -> int:
    """The largest number named by the digits at these offsets: of those that have most digits, which is one of them."""
    for _ in range(_MOST_ZEROS):
        offsets = np.where(data[offsets] == ord("0"), offsets + 1, offsets)
    if (data[offsets] == ord("0")).any():
        return _BEYOND
    longest, digits = offsets, 0
    while digits < _MOST_DIGITS and len(going_on := longest[data[longest + digits] - np.uint8(ord("0")) < 10]):
        longest, digits = going_on, digits + 1
    numbers = np.zeros(len(longest), dtype=np.int64)
    for digit in range(digits):
        numbers = numbers * 10 + data[longest + digit] - ord("0")
    return int(numbers.max(initial=0))


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
    """A number of seven bits a byte, the eighth says that more follow; and the position behind it."""
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


def sheet_too_large(upload: Upload) -> Issue:
    """The error for a file that passes `MOST_ROWS` or `MOST_COLUMNS`."""
    values = {"rows": f"{MOST_ROWS:,}", "columns": f"{MOST_COLUMNS:,}"}
    return Issue("error", "sheet_too_large", upload.name, values=values)


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The bytes of a zipped workbook as an archive.

    Raises
    ------
    zipfile.BadZipFile
        If it is cut off or damaged.
    """
    return zipfile.ZipFile(io.BytesIO(content))
