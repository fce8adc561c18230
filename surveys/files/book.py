"""A spreadsheet file, opened: its sheets, and on each the cells column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from surveys.files.cells import Cell
from surveys.files.column import Column

CellsOf = Mapping[int, npt.NDArray[np.int32]]
"""Cells of a sheet: by column the rows, both counted from 0."""


@dataclass(frozen=True)
class Sheet:
    """One sheet from cell A1 on: ``columns[c][r]`` is the cell at `cells.address` (r, c), ``""`` where empty.

    A file of SPSS has more to say of its columns: `texts`, the question behind each name, and `value_labels`, by
    column the label of each code. Of an .xlsx, `uncalculated` are the cells with a formula whose result the file does
    not hold: they are empty here.
    """

    name: str
    columns: tuple[Column, ...]
    texts: tuple[str, ...] = ()
    value_labels: Mapping[int, Mapping[Cell, str]] = field(default_factory=dict)
    uncalculated: CellsOf = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, name: str, rows: Sequence[Sequence[Cell]]) -> Sheet:
        """The sheet of these rows, all of one width; its blank columns are one and the same."""
        blank = Column.empty(len(rows))
        columns = zip(*rows, strict=True)
        return cls(name, tuple(blank if cells.count("") == len(cells) else Column.of(cells) for cells in columns))

    @property
    def height(self) -> int:
        """How many rows there are, from the first to the last that holds anything."""
        return len(self.columns[0]) if self.columns else 0

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells of one row."""
        return tuple(column[number] for column in self.columns)

    @cached_property
    def filled_rows(self) -> list[int]:
        """The numbers of the rows in which any cell holds anything."""
        filled = np.zeros(self.height, dtype=np.bool_)
        for column in self.columns:
            filled |= column.filled
        return np.flatnonzero(filled).tolist()

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not self.filled_rows


@dataclass(frozen=True)
class Book:
    """A spreadsheet file, opened.

    Attributes
    ----------
    file : str
        The bare file name.
    container : str
        ``xlsx``, ``xls``, ``xlsb``, ``ods``, ``csv``, ``tsv``, ``sav``, or ``zip`` of several of them, by content;
        ``dataframe`` where it was never a file.
    sheets : tuple of Sheet
        In the workbook's order; the one sheet of a text file is named after the file.
    """

    file: str
    container: str
    sheets: tuple[Sheet, ...]
