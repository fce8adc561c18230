"""Refuses an .xls workbook whose records claim more than a sound one can, before anything parses it.

Layout of the records: Microsoft, [MS-XLS] Excel Binary File Format, sections 2.1 and 2.4.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from surveys.files.guards.inflation import MOST_CELLS

_END, _SHEET, _TEXTS, _DIMENSIONS = 0x000A, 0x0085, 0x00FC, 0x0200
_ROWS_OF_CELLS = frozenset({0x00BD, 0x00BE})
_CELLS = frozenset({1, 2, 3, 4, 5, 6, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
_BEYOND = (MOST_CELLS, MOST_CELLS)


def is_too_wide(workbook: bytes) -> bool:
    """Whether the records (BIFF5, BIFF8) hold what no sound workbook does.

    That is cells beyond `MOST_CELLS`, dimensions that end before they begin, or more texts than there are bytes.
    Sheets are read from where the workbook says that they begin, as a reader would.
    """
    sheets = (_number(record, 0) for kind, record in _records(workbook, 0) if kind == _SHEET)
    rows = columns = 0
    for start in {0, *sheets}:
        for kind, record in _records(workbook, start):
            if kind == _TEXTS and _number(record, 4) > len(workbook):
                return True
            row, column = _end(kind, record)
            rows, columns = max(rows, row), max(columns, column)
    return rows * columns > MOST_CELLS


def _records(workbook: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record up to the one that ends the part."""
    kind = -1
    while kind != _END and position + 4 <= len(workbook):
        kind, size = struct.unpack_from("<HH", workbook, position)
        yield kind, workbook[position + 4 : position + 4 + size]
        position += 4 + size


def _number(record: bytes, offset: int) -> int:
    return int.from_bytes(record[offset : offset + 4], "little")


def _end(kind: int, record: bytes) -> tuple[int, int]:
    """The row and column, counted from 1, that a cell record or a sheet's stated dimensions reach."""
    if kind == _DIMENSIONS and len(record) >= 8:
        first_row, last_row, first, last = struct.unpack_from("<IIHH" if len(record) >= 12 else "<HHHH", record)
        return (last_row, last) if first_row <= last_row and first <= last else _BEYOND
    if kind in _ROWS_OF_CELLS and len(record) >= 6:
        return _after(record[:2], record[-2:])
    if kind in _CELLS and len(record) >= 4:
        return _after(record[:2], record[2:4])
    return 0, 0


def _after(row: bytes, column: bytes) -> tuple[int, int]:
    return int.from_bytes(row, "little") + 1, int.from_bytes(column, "little") + 1
