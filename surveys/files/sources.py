"""What may be handed in: a path, the bytes of a file, or tables of a notebook; each becomes a file or an open book."""

from __future__ import annotations

import datetime
import hashlib
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

import numpy as np

from surveys.files.book import Book, Sheet
from surveys.files.cells import BOOLEANS, Cell
from surveys.files.column import Column
from surveys.files.upload import Upload
from surveys.files.wall import Progress, open_all
from surveys.model.issues import Issue, SurveyError

if TYPE_CHECKING:
    import pandas as pd

Source: TypeAlias = "Upload | str | PathLike[str] | bytes | pd.DataFrame | Mapping[str, pd.DataFrame]"
"""A spreadsheet: where it is, its bytes, or its sheets as DataFrames by name; one DataFrame is a book of one sheet."""


@dataclass(frozen=True)
class FilesOfRound:
    """Several files that hold one round together: one for each place, group or interviewer.

    Attributes
    ----------
    files : tuple of Source
        The files, at least one.
    groups : tuple of str
        The stakeholder group that everybody in a file belongs to, a group a file; none at all where the files say it
        themselves.

    Raises
    ------
    ValueError
        If there is no file, or groups are not as many as the files.
    TypeError
        If files or groups are one text, and no tuple.
    """

    files: tuple[Source, ...]
    groups: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.files, tuple) or not isinstance(self.groups, tuple):
            raise TypeError("files and groups of a round must stand in a tuple, even one alone")
        if not self.files:
            raise ValueError("a round needs a file")
        if self.groups and len(self.groups) != len(self.files):
            raise ValueError(f"a group a file is needed: {len(self.groups)} groups for {len(self.files)} files")


def files_of(round_: Source | FilesOfRound) -> tuple[Source, ...]:
    """The files that hold a round."""
    return round_.files if isinstance(round_, FilesOfRound) else (round_,)


_EXPECTED = "a path, bytes, an Upload, a DataFrame, or DataFrames by the names of their sheets"


@dataclass(frozen=True)
class Tables:
    """Tables of a notebook: an open book that was never a file."""

    book: Book = field(repr=False)

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.book.file

    @cached_property
    def sha256(self) -> str:
        """The digest of the cells, in hexadecimal."""
        digest = hashlib.sha256()
        for sheet in self.book.sheets:
            digest.update(repr(sheet.name).encode())
            for column in sheet.columns:
                digest.update(repr(column.values).encode())
                digest.update(column.codes.tobytes())
        return digest.hexdigest()


def handed_in(sources: Iterable[tuple[str, Source]]) -> list[Upload | Tables]:
    """What was handed in, each with the name that messages call it where it has none of its own.

    Raises
    ------
    SurveyError
        With every file that isn't there or can't be read.
    TypeError
        If something is no spreadsheet at all.
    """
    handed: list[Upload | Tables] = []
    issues: list[Issue] = []
    for name, source in sources:
        try:
            handed.append(_handed_in(name, source))
        except SurveyError as error:
            issues += error.issues
    if issues:
        raise SurveyError(issues)
    return handed


def open_sources(sources: Sequence[Upload | Tables], progress: Progress | None = None) -> list[Book | SurveyError]:
    """What each holds, or why it can't be opened: files behind the wall (see `open_all`); tables are open already."""
    opened = iter(open_all([source for source in sources if isinstance(source, Upload)], progress))
    return [next(opened) if isinstance(source, Upload) else _filled(source.book) for source in sources]


def _handed_in(name: str, source: Source) -> Upload | Tables:
    if isinstance(source, Upload):
        return source
    if isinstance(source, str | PathLike):
        return Upload.from_path(source)
    if isinstance(source, bytes):
        return Upload(f"{name} (bytes)", source)
    if _is_frame(source):
        return _tables(f"{name} (DataFrame)", {"DataFrame": source})
    if isinstance(source, Mapping) and all(map(_is_frame, source.values())):
        return _tables(f"{name} (DataFrames)", source)
    raise TypeError(f"{name} must be {_EXPECTED}; not {type(source).__name__}")


def _is_frame(value: object) -> TypeGuard[pd.DataFrame]:
    """Whether it is a DataFrame: there is none where nobody has imported pandas yet."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, pandas.DataFrame)


def _tables(file: str, frames: Mapping[str, pd.DataFrame]) -> Tables:
    sheets = tuple(_sheet(str(name), frame, file) for name, frame in frames.items())
    return Tables(Book(file, "dataframe", sheets))


def _filled(book: Book) -> Book | SurveyError:
    is_empty = all(sheet.is_empty for sheet in book.sheets)
    return SurveyError(Issue("error", "file_empty", book.file)) if is_empty else book


def _sheet(name: str, frame: pd.DataFrame, file: str) -> Sheet:
    """A frame as somebody would type it into a sheet: its columns' names in the first row, its index nowhere."""
    if frame.columns.nlevels > 1:
        raise TypeError(f"{file}: the columns of {name} have {frame.columns.nlevels} levels of names; one is needed")
    columns = []
    for column in range(frame.shape[1]):
        series, heading = frame.iloc[:, column], frame.columns[column]
        where = f"{file}: column {heading!r} of {name}"
        missing = series.isna().tolist()
        cells = ["" if gone else _cell(cell, where) for gone, cell in zip(missing, series.tolist(), strict=True)]
        columns.append(Column.of(["" if heading != heading or heading is None else str(heading), *cells]))
    return Sheet(name, tuple(columns))


def _cell(value: object, where: str) -> Cell:
    """What a reader of files would give for the same cell.

    Raises
    ------
    TypeError
        If no cell of a spreadsheet holds such a thing.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool):
        return BOOLEANS[value]
    if isinstance(value, float | Decimal):
        return float(value) if math.isfinite(value) else str(value)
    if isinstance(value, datetime.datetime):
        return _moment(value)
    if isinstance(value, datetime.timedelta):
        return datetime.timedelta(days=value.days, seconds=value.seconds, microseconds=value.microseconds)
    if isinstance(value, str | int | datetime.date | datetime.time):
        return value
    raise TypeError(f"{where} holds a {type(value).__name__}, which no cell of a spreadsheet does")


def _moment(value: datetime.datetime) -> Cell:
    """A plain date and time; as text where it has a zone, which a cell can't have."""
    if value.tzinfo is not None:
        return value.isoformat()
    return datetime.datetime.combine(value.date(), value.time())
