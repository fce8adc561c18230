"""A column of a sheet, in which each distinct cell is kept once: most questions have a handful of answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from surveys.files.cells import Cell, is_filled

Codes = npt.NDArray[np.int32]
_Rows = Sequence[int] | npt.NDArray[np.intp] | slice


@dataclass(frozen=True, eq=False)
class Column:
    """Cells in the order of their rows.

    Attributes
    ----------
    values : tuple of Cell
        Distinct cells; some may stand in no row.
    codes : array of int, shape (rows,)
        The index in `values` of each row's cell.
    """

    values: tuple[Cell, ...]
    codes: Codes

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> Column:
        """The column of these cells, values in the order in which they first stand there."""
        indices = {cell: index for index, cell in enumerate(dict.fromkeys(cells))}
        return cls(tuple(indices), np.fromiter(map(indices.__getitem__, cells), dtype=np.int32, count=len(cells)))

    @classmethod
    def empty(cls, rows: int) -> Column:
        """A column in which nothing stands."""
        return cls(("",), np.zeros(rows, dtype=np.int32))

    @classmethod
    def joined(cls, parts: Sequence[Column]) -> Column:
        """The cells of several columns, one column below the other."""
        indices: dict[Cell, int] = {}
        codes = []
        for part in parts:
            new = [indices.setdefault(cell, len(indices)) for cell in part.values]
            codes.append(np.array(new, dtype=np.int32)[part.codes])
        return cls(tuple(indices), np.concatenate(codes))

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> Cell:
        return self.values[int(self.codes[row])]

    def __iter__(self) -> Iterator[Cell]:
        return map(self.values.__getitem__, self.codes.tolist())

    def at(self, rows: _Rows) -> Column:
        """The cells of these rows, in their order."""
        return Column(self.values, self.codes[rows])

    def counts(self) -> dict[Cell, int]:
        """How often each cell stands in the column."""
        found = np.bincount(self.codes, minlength=len(self.values)).tolist()
        return {value: count for value, count in zip(self.values, found, strict=True) if count}

    @cached_property
    def used(self) -> tuple[Cell, ...]:
        """The distinct cells that stand in some row."""
        return tuple(self.counts())

    def flags(self, holds: Callable[[Cell], bool]) -> npt.NDArray[np.bool_]:
        """Of each row whether its cell is such; each distinct cell is asked once."""
        by_value: npt.NDArray[np.bool_] = np.fromiter(map(holds, self.values), dtype=np.bool_, count=len(self.values))
        flags: npt.NDArray[np.bool_] = by_value[self.codes]
        return flags

    def numbers(self, of: Callable[[Cell], float]) -> npt.NDArray[np.float64]:
        """Of each row the number that its cell stands for; each distinct cell is asked once."""
        by_value: npt.NDArray[np.float64] = np.fromiter(map(of, self.values), dtype=np.float64, count=len(self.values))
        numbers: npt.NDArray[np.float64] = by_value[self.codes]
        return numbers

    def texts(self, of: Callable[[Cell], str]) -> list[str]:
        """Of each row the text that its cell stands for; each distinct cell is asked once."""
        by_value = [of(value) for value in self.values]
        return [by_value[code] for code in self.codes.tolist()]

    @cached_property
    def filled(self) -> npt.NDArray[np.bool_]:
        """Of each row whether its cell holds anything."""
        return self.flags(is_filled)
