"""A round that several files hold together, as one for each place or group: their tables as one table.

Columns of one question are one column, whatever each file calls it. Rows know where they stand (`RowIn`), so that
whatever is said of a cell names its file.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite

import numpy as np
import numpy.typing as npt

from surveys.columns.question_columns import Columns
from surveys.files.book import CellsOf
from surveys.files.cells import Cell
from surveys.files.column import Column
from surveys.files.table import Excluded, Table
from surveys.files.times import times
from surveys.language.wording import normalise
from surveys.model.addresses import Place, RowIn
from surveys.model.issues import Issue, Listing, SurveyError

GROUP_OF_FILE = "Group of the file"
"""The heading of the column that says which group a file is of, where no questionnaire names it."""
_MOMENTS = ("submitted", "started", "ended")
_TIMES = (*_MOMENTS, "duration")

Keys = Sequence[Hashable]
"""What each column of a table is known by: columns of several files with the same are one."""


def with_group(table: Table, heading: str, groups: Sequence[str]) -> Table:
    """A table with a further column, which says of everybody in a file the same group: a group a file.

    No file has that column, so that no cell is named in it.
    """
    codes = np.zeros(len(table.rows), dtype=np.int32)
    for number, rows in enumerate(table.of_files):
        codes[rows] = number
    return replace(
        table,
        headings=(*table.headings, heading),
        columns=(*table.columns, Column(tuple(groups), codes)),
        wordings=(*table.wordings, ()) if table.wordings else (),
        written=(*table.written, heading) if table.written else (),
    )


def keys_by_heading(table: Table) -> Keys:
    """Columns known by what the tool says that they are, else by their headings."""
    return _keys(table, {})


def keys_by_question(table: Table, columns: Columns) -> Keys:
    """Columns known by the questions that were found for them, else as `keys_by_heading`."""
    found: dict[int, Hashable] = {column: ("before", name) for name, column in columns.before.items()}
    for of_questions in (columns.open, columns.facts, columns.by_question):
        found |= {column: ("question", name) for name, column in of_questions.items()}
    return _keys(table, found)


def _keys(table: Table, known: Mapping[int, Hashable]) -> Keys:
    """A key a column; the second column of one key has another than the first."""
    moments = {getattr(table, name): ("time", name) for name in _TIMES}
    out = {one.column: ("out", one.code) for one in (*table.excluded, *filter(None, [table.unfinished]))}
    seen: Counter[Hashable] = Counter()
    keys: list[Hashable] = []
    for column, heading in enumerate(table.headings):
        named = ("heading", " ".join(heading.split()).casefold())
        key: Hashable = known.get(column) or moments.get(column) or out.get(column) or named
        seen[key] += 1
        keys.append((key, seen[key]))
    return keys


def put_together(tables: Sequence[Table], keys: Sequence[Keys], digests: Sequence[str]) -> Table:
    """One table out of those of several files.

    Parameters
    ----------
    tables : sequence of Table
        A table a file, at least one.
    keys : sequence of sequence of hashable
        Of each table what its columns are known by, each once in a table. Columns stand in the order in which the
        first table has them, then those that only later ones have.
    digests : sequence of str
        The digest of each file's bytes.

    Returns
    -------
    Table
        With the rows of the first file, then those of the next; blank where a file lacks a column. A code of a column
        (SPSS) has the label that any of the files gives it. Times are read in each file by itself, since each may write
        the day or the month first.

    Raises
    ------
    SurveyError
        If two files give different labels to one code of a column.
    """
    stack = _stack(tables, keys, digests)
    first = tables[0]
    return replace(
        first,
        file=_listed(place.file for place in stack.places),
        sheet=_listed(table.sheet for table in tables),
        format=_listed(table.format for table in tables),
        tool=_listed(table.tool for table in tables),
        signs=_listed(table.signs for table in tables),
        headings=stack.texts([table.headings for table in tables]),
        written=stack.texts([table.written or table.headings for table in tables]),
        wordings=stack.wordings,
        rows=[row for index, table in enumerate(tables) for row in stack.rows(index, table.rows)],
        columns=[stack.column(column) for column in range(len(stack.owners))],
        metadata=stack.all_together([table.metadata for table in tables]),
        value_labels={column: labels for column, of in enumerate(stack.owners) if (labels := stack.labels(of))},
        submitted=stack.time([table.submitted for table in tables]),
        started=stack.time([table.started for table in tables]),
        ended=stack.time([table.ended for table in tables]),
        duration=stack.time([table.duration for table in tables]),
        excluded=tuple(stack.excluded([table.excluded for table in tables])),
        unfinished=next(stack.excluded([filter(None, [table.unfinished]) for table in tables]), None),
        blanks=frozenset().union(*(table.blanks for table in tables)),
        unread=stack.sheets([table.unread for table in tables]),
        alike=stack.sheets([table.alike for table in tables]),
        remarks=tuple(row for index, table in enumerate(tables) for row in stack.rows(index, table.remarks)),
        notes=tuple(note for table in tables for note in table.notes),
        uncalculated=stack.uncalculated(),
        places=stack.places,
    )


def _stack(tables: Sequence[Table], keys: Sequence[Keys], digests: Sequence[str]) -> _Stack:
    """The tables with the columns that they have together, unless a code would mean two answers."""
    owners: dict[Hashable, dict[int, int]] = {}
    for index, its in enumerate(keys):
        for column, key in enumerate(its):
            owners.setdefault(key, {})[index] = column
    stack = _Stack(tables, tuple(owners.values()), digests)
    if problems := [stack.contradiction(of) for of in stack.owners if stack.is_contradicted(of)]:
        raise SurveyError(problems)
    return stack


def told_apart(tables: Sequence[Table]) -> list[Table]:
    """The tables of files, those of one name with their number behind it."""
    names = Counter(table.file for table in tables)
    return [
        table if names[table.file] == 1 else replace(table, file=f"{table.file} ({number})")
        for number, table in enumerate(tables, start=1)
    ]


def digest_together(digests: Iterable[str]) -> str:
    """What the submissions of several files are known by: the digest of their digests, blanks between them (UTF-8)."""
    return hashlib.sha256(" ".join(digests).encode()).hexdigest()


@dataclass(frozen=True)
class _Stack:
    """Tables that become one, and of each of its columns where the tables have it, by the table."""

    tables: Sequence[Table]
    owners: tuple[Mapping[int, int], ...]
    digests: Sequence[str]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The files, by the names that their tables have."""
        return tuple(
            Place(
                table.file,
                table.sheet,
                self.digests[index],
                table.header,
                {column: of[index] for column, of in enumerate(self.owners) if index in of},
                table.written or table.headings,
            )
            for index, table in enumerate(self.tables)
        )

    @cached_property
    def before(self) -> Sequence[int]:
        """What is added to the rows of each table so that no two rows have one number."""
        counts = [max([table.header, *table.rows, *table.remarks, *_uncalculated(table)]) + 1 for table in self.tables]
        return [sum(counts[:index]) for index in range(len(counts))]

    def rows(self, index: int, rows: Iterable[int]) -> Iterator[RowIn]:
        """Rows of one table as rows of all."""
        place, before = self.places[index], self.before[index]
        return (RowIn.of(before + row, place, row) for row in rows)

    def texts(self, of_tables: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """Of each column a text, in the first table that has the column."""
        return tuple(of_tables[index][column] for index, column in map(_first, self.owners))

    @property
    def wordings(self) -> tuple[tuple[str, ...], ...]:
        """What else columns may be compared as."""
        if not any(table.wordings for table in self.tables):
            return ()
        firsts = [(self.tables[index].wordings, column) for index, column in map(_first, self.owners)]
        return tuple(wordings[column] if wordings else () for wordings, column in firsts)

    def column(self, column: int) -> Column:
        """The cells of one column."""
        of, parts = self.owners[column], []
        is_time = column in {self.time([getattr(table, name) for table in self.tables]) for name in _MOMENTS}
        for index, table in enumerate(self.tables):
            if index in of:
                cells = table.columns[of[index]]
                parts.append(_as_moments(cells) if is_time else cells)
            else:
                parts.append(Column.empty(len(table.rows)))
        return Column.joined(parts)

    def labels(self, of: Mapping[int, int]) -> Mapping[Cell, str]:
        """The labels that the files give to the codes of one column."""
        found: dict[Cell, str] = {}
        for index, column in of.items():
            for code, label in self.tables[index].value_labels.get(column, {}).items():
                found.setdefault(code, label)
        return found

    def is_contradicted(self, of: Mapping[int, int]) -> bool:
        """Whether a code has two labels, or a label in one file and none in another that has no labels at all."""
        every = self.labels(of)
        for index, column in of.items():
            own = self.tables[index].value_labels.get(column, {})
            if any(normalise(label) != normalise(every[code]) for code, label in own.items()):
                return True
            if not own and any(cell in every for cell in self.tables[index].columns[column].used):
                return True
        return False

    def contradiction(self, of: Mapping[int, int]) -> Issue:
        """What is said of such a column."""
        cells = [self.places[index].cell(table.header, here) for index, table, here in self._where(of)]
        names = " + ".join(place.file for place in self.places)
        values = {"heading": self.tables[_first(of)[0]].headings[_first(of)[1]]}
        return Issue("error", "labels_differ_between_files", names, None, Listing.of(cells), values)

    def _where(self, of: Mapping[int, int]) -> Iterator[tuple[int, Table, int]]:
        here = self.owners.index(of)
        return ((index, self.tables[index], here) for index in of)

    def all_together(self, of_tables: Sequence[Iterable[int]]) -> frozenset[int]:
        """Columns of the tables as columns of all."""
        return frozenset(self._here(index, column) for index, its in enumerate(of_tables) for column in its)

    def _here(self, index: int, column: int) -> int:
        return next(here for here, of in enumerate(self.owners) if of.get(index) == column)

    def time(self, of_tables: Sequence[int | None]) -> int | None:
        """The column of a time, of the first table that has one."""
        found = enumerate(of_tables)
        return next((self._here(index, column) for index, column in found if column is not None), None)

    def excluded(self, of_tables: Sequence[Iterable[Excluded]]) -> Iterator[Excluded]:
        """Submissions that are out, those of one kind together."""
        start = 0
        found: dict[str, Excluded] = {}
        for index, (table, its) in enumerate(zip(self.tables, of_tables, strict=True)):
            for one in its:
                here = tuple(start + position for position in one.indices)
                known = found.get(one.code, Excluded(one.code, self._here(index, one.column), ()))
                found[one.code] = replace(known, indices=(*known.indices, *here))
            start += len(table.rows)
        yield from found.values()

    def sheets(self, of_tables: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """Names of sheets with their files."""
        return tuple(
            f"{name} ({place.file})" for place, names in zip(self.places, of_tables, strict=True) for name in names
        )

    def uncalculated(self) -> CellsOf:
        """Cells with a formula whose result a file does not hold, by the rows' numbers among all."""
        found: dict[int, list[npt.NDArray[np.int32]]] = {}
        for here, of in enumerate(self.owners):
            for index, column in of.items():
                if column in self.tables[index].uncalculated:
                    rows = self.tables[index].uncalculated[column]
                    found.setdefault(here, []).append((rows + self.before[index]).astype(np.int32))
        return {here: np.concatenate(rows) for here, rows in found.items()}


def _uncalculated(table: Table) -> Iterator[int]:
    return (int(rows.max()) for rows in table.uncalculated.values() if len(rows))


def _as_moments(column: Column) -> Column:
    """Times that are written in a file's own way as moments."""
    if not any(isinstance(cell, str) and cell for cell in column.values):
        return column
    moments = [_moment(seconds) for seconds in times(column).tolist()]
    return Column.of(moments)


def _moment(seconds: float) -> Cell:
    if not isfinite(seconds):
        return ""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).replace(tzinfo=None)


def _first(of: Mapping[int, int]) -> tuple[int, int]:
    return next(iter(of.items()))


def _listed(names: Iterable[str]) -> str:
    """Different names, in their order."""
    return " + ".join(dict.fromkeys(filter(None, names)))
