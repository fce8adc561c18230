"""Lists what matches nothing: values of columns without a question, and answers that are no choice of their list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from surveys.coding.answers import NO_MATCH, OUT_OF_SCALE
from surveys.coding.coder import Coder
from surveys.columns.question_columns import Columns
from surveys.files.cells import Cell, is_filled, text_of
from surveys.files.table import Table
from surveys.model.addresses import RowIn
from surveys.model.inspection import Unmatched
from surveys.model.instrument import Question
from surveys.model.listing import CellIn

_SHOWN = 12
"""Values of a column that are listed; of more, only how many there are."""
_LONG = 60
"""Signs of a text above which it is something that a person wrote, and is only counted."""

ValueCounts = Mapping[int, Counter[str]]
"""How often each value that matches nothing stands in a column, by the column."""


def count_unmatched(coder: Coder, table: Table, columns: Columns) -> ValueCounts:
    """The values that match nothing: all of columns without a question, and answers that match no choice."""
    unmatched_counts = {column: _values(table, column, is_filled) for column in columns.unmatched}
    asked = [*coder.questions, *(coder.roles[role] for role in ("group",) if role in coder.roles)]
    for question in asked:
        for column_of in (columns.by_question, columns.before):
            if question.name in coder.keys and question.name in column_of:
                column = column_of[question.name]
                unmatched_counts[column] = _unknown(coder, table, column, question)
    return {column: values for column, values in unmatched_counts.items() if values}


def list_unmatched(table: Table, columns: Columns, unmatched_counts: Iterable[ValueCounts]) -> tuple[Unmatched, ...]:
    """The unmatched values of one file, out of those of each of its rounds, in the order of the columns."""
    together: dict[int, Counter[str]] = {}
    for found in unmatched_counts:
        for column, values in found.items():
            together.setdefault(column, Counter()).update(values)
    filled = (column for column in sorted(together) if together[column])
    return tuple(_listed(table, columns.unmatched, column, together[column]) for column in filled)


def _unknown(coder: Coder, table: Table, column: int, question: Question) -> Counter[str]:
    """The cells of a column that are no choice of the question's list."""
    choices = coder.values(table, column, question)
    return _values(table, column, lambda cell: choices[cell] in (NO_MATCH, OUT_OF_SCALE))


def _values(table: Table, column: int, is_wanted: Callable[[Cell], bool]) -> Counter[str]:
    """How often each wanted value stands in a column, which is only counted where it has any."""
    found: Counter[str] = Counter()
    if any(map(is_wanted, table.columns[column].values)):
        for cell, times in table.columns[column].counts().items():
            if is_wanted(cell):
                found[text_of(cell)] += times
    return found


def _listed(table: Table, unmatched: Sequence[int], column: int, values: Counter[str]) -> Unmatched:
    is_text = any(len(value) > _LONG for value in values)
    shown = () if is_text else tuple(sorted(values.items(), key=lambda value: (-value[1], value[0]))[:_SHOWN])
    heading_cell = table.heading_cell(column)
    if table.places:
        first = table.rows[int(np.argmax(table.columns[column].flags(lambda cell: text_of(cell) in values)))]
        heading_cell = first.place.cell(first.place.header, column) if isinstance(first, RowIn) else heading_cell
    file, sheet, cell = table.where(heading_cell)
    return Unmatched(
        file=file,
        sheet=sheet,
        cell=cell,
        heading=(heading_cell.heading if isinstance(heading_cell, CellIn) else "") or table.written_heading(column),
        is_column=column in unmatched,
        count=values.total(),
        values=shown,
        more=len(values) - len(shown),
    )
