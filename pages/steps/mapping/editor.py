"""A table that is edited in place: what is drawn is what a mapping says, and each edit is a change of it.

Streamlit keeps the edits of a table beside its rows. Here an edit is taken out of that once, as a change; a table whose
rows then say otherwise than its edits (something was undone, or an edit could not be) is drawn anew.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

_ROW, _HEAD, _MOST_HEIGHT = 36, 39, 18 * 36
"""Pixels of a row, of the headings, and of all the rows that are seen at once."""
Row = Mapping[str, Any]
"""The cells of one row by column."""


@dataclass(frozen=True)
class _Drawn:
    """A table as it was drawn last: under which key, and what its rows are of and say."""

    key: str
    version: int
    ids: tuple[Hashable, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Edit:
    """A cell that the officer has changed: what its row is of, the column, and what stands there now."""

    id: Any
    column: str
    value: Any


def edits_of(name: str) -> Iterator[Edit]:
    """The edits of a table since it was drawn last."""
    drawn: _Drawn | None = st.session_state.get(_state(name))
    if drawn is None:
        return
    for row, column, value in _cells(drawn):
        if drawn.rows[row][column] != value:
            yield Edit(drawn.ids[row], column, value)


def draw(
    name: str,
    ids: Sequence[Hashable],
    rows: Sequence[Row],
    columns: Mapping[str, Any],
    read_only: Sequence[str],
) -> None:
    """The table of these rows.

    Parameters
    ----------
    name : str
        Tells it from other tables of the visit.
    ids : sequence
        What each row is of, for `edits_of`.
    rows : sequence of mapping
        The cells by column.
    columns : mapping
        Streamlit's settings of each column, in order.
    read_only : sequence of str
        The columns that can't be edited.
    """
    drawn: _Drawn | None = st.session_state.get(_state(name))
    version = drawn.version if drawn is not None else 0
    ids, rows = tuple(ids), tuple(rows)
    if drawn is not None and not _agree(drawn, ids, rows):
        version += 1
    drawn = _Drawn(f"{name}_{version}", version, ids, rows)
    st.session_state[_state(name)] = drawn
    st.data_editor(
        pd.DataFrame([dict(row) for row in rows], columns=list(columns)),
        hide_index=True,
        column_config=dict(columns),
        disabled=list(read_only),
        key=drawn.key,
        height=min(len(rows) * _ROW, _MOST_HEIGHT) + _HEAD,
        row_height=_ROW,
        placeholder="",  # Streamlit writes "None" into an empty cell
    )


def _agree(drawn: _Drawn, ids: Sequence[Hashable], rows: Sequence[Row]) -> bool:
    """Whether rows are of the same and say what the edits of the table as it was drawn say."""
    return drawn.ids == ids and all(rows[row][column] == value for row, column, value in _cells(drawn))


def _state(name: str) -> str:
    return f"drawn_{name}"


def _cells(drawn: _Drawn) -> Iterator[tuple[int, str, Any]]:
    """The cells that Streamlit holds edits of: the row's place, the column and what stands there."""
    edited: Mapping[Any, Row] = st.session_state.get(drawn.key, {}).get("edited_rows", {})
    for row, cells in edited.items():
        for column, value in cells.items():
            if int(row) < len(drawn.rows) and column in drawn.rows[int(row)]:
                yield int(row), column, value
