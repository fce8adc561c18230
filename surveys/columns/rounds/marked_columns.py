"""One wide table: a row a person, and of each question a column a round (``trust.pre``, ``trust.post``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from surveys.columns.rounds.marks import Mark, mark_of
from surveys.files.cells import Cell, is_filled, text_of
from surveys.files.table import Table
from surveys.language.occasions import is_numbered
from surveys.language.wording import normalise
from surveys.model.issues import Issue, Listing

_MAY_BE_MERGED = ("plain", "spss")
"""The formats of tables that people make; what a survey tool exported was answered in one sitting."""
_NOTHING = frozenset({"", "na", "n/a", "<na>", "#n/a", "nan", "null", "#null!", "none", "."})
"""What statistics programs write where a merged table has nothing."""


def marked_rounds(table: Table, is_whole: Callable[[str], bool], is_known: Callable[[str], bool]) -> tuple[Table, ...]:
    """The rounds of a wide table, in the order of time; the table itself, alone, where it is none.

    Columns without a mark belong to every round. Whoever has nothing in the columns of a round is not in it.

    Parameters
    ----------
    is_whole : callable
        Whether a heading is a question's as it stands, mark and all.
    is_known : callable
        Whether a heading, its mark taken off, may be a question's.
    """
    if table.format.partition("_")[0] not in _MAY_BE_MERGED:
        return (table,)
    marks = _marks(table, is_whole)
    times = sorted({mark.time for mark in marks.values()})
    if len(times) < 2 or not any(is_known(mark.stem) for mark in marks.values()):
        return (table,)
    rounds = [one for time in times if (one := _round(table, marks, time)).rows]
    if not rounds:
        return (table,)
    return (replace(rounds[0], notes=(*table.notes, _note(table, marks, times))), *rounds[1:])


def _marks(table: Table, is_whole: Callable[[str], bool]) -> dict[int, Mark]:
    """The mark of each column that has one; none at all unless most of what is marked is asked on several occasions.

    A word such as ``pre`` needs one question that is; a number needs two, since much else is numbered.
    """
    found = {column: mark for column, text in enumerate(table.headings) if (mark := mark_of(text)) is not None}
    marks = {column: mark for column, mark in found.items() if not is_whole(table.headings[column])}
    times: dict[str, set[int]] = {}
    for mark in marks.values():
        times.setdefault(normalise(mark.stem), set()).add(mark.time)
    repeated = {stem for stem, of in times.items() if len(of) > 1}
    needed = 2 if all(is_numbered(mark.text) for mark in marks.values()) else 1
    if len(repeated) < needed or 2 * len(repeated) < len(times):
        return {}
    known = {mark.time for mark in marks.values() if normalise(mark.stem) in repeated}
    return {column: mark for column, mark in marks.items() if mark.time in known}


def _round(table: Table, marks: Mapping[int, Mark], time: int) -> Table:
    """One round: its columns without their marks, nothing in those of the others, and the rows that are in it."""
    own = {column: mark for column, mark in marks.items() if mark.time == time}
    others = marks.keys() - own.keys()
    headings = [own[column].stem if column in own else text for column, text in enumerate(table.headings)]
    is_here = np.zeros(len(table.rows), dtype=np.bool_)
    for column in own:
        is_here |= table.columns[column].flags(_is_something)
    one = replace(
        table.without(others),
        headings=tuple("" if column in others else text for column, text in enumerate(headings)),
        wordings=tuple(() if column in others else _unmarked(texts) for column, texts in enumerate(table.wordings)),
        metadata=table.metadata - others,
        value_labels={column: labels for column, labels in table.value_labels.items() if column not in others},
        written=table.headings,
        within=next(iter(own.values())).text,
        notes=(),
        submitted=None,  # times are of the row, not of its rounds
        started=None,
        ended=None,
        duration=None,
    )
    return one if is_here.all() else one.at(np.flatnonzero(is_here).tolist())


def _unmarked(texts: Sequence[str]) -> tuple[str, ...]:
    marks = [(text, mark_of(text)) for text in texts]
    return tuple(text if mark is None else mark.stem for text, mark in marks)


def _is_something(cell: Cell) -> bool:
    return is_filled(cell) and text_of(cell).casefold() not in _NOTHING


def _note(table: Table, marks: Mapping[int, Mark], times: Sequence[int]) -> Issue:
    """Which columns were taken for several rounds of the same people, and by which marks."""
    written = [next(mark.text for mark in marks.values() if mark.time == time) for time in times]
    cells = Listing.of([table.heading_cell(column) for column in marks])
    values = {"marks": Listing.of(written), "count": len(marks), "rounds": len(times)}
    return Issue("note", "rounds_in_columns", table.file, table.sheet, cells, values)
