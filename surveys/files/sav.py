"""Files of SPSS (.sav, .zsav): names, the texts behind them, codes with their labels, and what counts as missing."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from surveys.files.book import Book, Sheet
from surveys.files.cells import Cell
from surveys.files.column import Column
from surveys.files.guards.inflation import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, sheet_too_large, too_large
from surveys.files.upload import Upload
from surveys.model.issues import Issue, SurveyError

SIGNATURES = (b"$FL2", b"$FL3")
_DECLARED = "N/A"
"""What stands in place of a code that the file itself declares to be missing."""
_ENCODINGS = (None, "windows-1252", "windows-1256")


def open_sav(upload: Upload) -> Book:
    """The one table of a file of SPSS: its names in the first row, codes below.

    Dates stay the numbers that they are in the file: no answer is one, and some lie outside of all calendars.

    Raises
    ------
    SurveyError
        If it is damaged, or claims more cells than can be opened safely.
    """
    if _cells_claimed(upload.content) > MOST_CELLS:
        raise SurveyError(too_large(upload))
    cells, meta = _read(upload)
    names = list(meta.column_names)
    if len(names) > MOST_COLUMNS or any(len(cells[name]) > MOST_ROWS for name in names):
        raise SurveyError(sheet_too_large(upload))
    labels = {column: meta.variable_value_labels.get(name, {}) for column, name in enumerate(names)}
    missing = [_declared(meta, name) for name in names]
    columns = (_column(name, cells[name], gone) for name, gone in zip(names, missing, strict=True))
    texts = tuple(text or "" for text in meta.column_labels)
    labelled = {column: {code: text.strip() for code, text in of.items()} for column, of in labels.items() if of}
    return Book(upload.name, "sav", (Sheet(upload.stem, tuple(columns), texts, labelled),))


def _cells_claimed(content: bytes) -> int:
    """Variables times cases, as the header states them; 0 where it states none (SPSS: -1 for unknown cases).

    Layout: PSPP developers' guide, System File Format, File Header Record.
    """
    if len(content) < 84:
        return 0
    order = "<" if content[64:68] in (b"\x02\0\0\0", b"\x03\0\0\0") else ">"
    size, cases = (struct.unpack_from(f"{order}i", content, offset)[0] for offset in (68, 80))
    return max(0, int(size)) * max(0, int(cases))


def _read(upload: Upload) -> tuple[Mapping[str, Any], Any]:
    import pyreadstat

    problems = (pyreadstat.PyreadstatError, pyreadstat.ReadstatError, UnicodeDecodeError, ValueError, OverflowError)
    for encoding in _ENCODINGS:
        try:
            return pyreadstat.read_sav(
                io.BytesIO(upload.content),
                user_missing=True,
                disable_datetime_conversion=True,
                output_format="dict",
                encoding=encoding,
            )
        except problems as error:
            damage = error
    raise SurveyError(Issue("error", "file_damaged", upload.name)) from damage


def _declared(meta: Any, name: str) -> list[tuple[float, float]]:
    """The ranges of codes that a variable declares to be missing."""
    ranges: Iterable[Mapping[str, Any]] = meta.missing_ranges.get(name, ())
    return [(one["lo"], one["hi"]) for one in ranges]


def _column(name: str, values: Sequence[Any], missing: Sequence[tuple[Any, Any]]) -> Column:
    if any(isinstance(value, str) for value in values):
        cells: list[Any] = ["" if value is None else str(value).strip() for value in values]
    else:
        cells = np.asarray(values, dtype=np.float64).tolist()
    plain = Column.of(["" if isinstance(cell, float) and np.isnan(cell) else cell for cell in cells])
    codes = np.concatenate([[0], plain.codes + 1]).astype(np.int32)
    return Column((name, *(_cell(value, missing) for value in plain.values)), codes)


def _cell(value: Any, missing: Sequence[tuple[Any, Any]]) -> Cell:
    is_missing = any(type(low) is type(value) and low <= value <= high for low, high in missing)
    cell: Cell = _DECLARED if is_missing else value
    return cell
