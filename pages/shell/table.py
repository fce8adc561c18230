"""Small tables of plain text; on a phone each row stands as a block of its own, with the heads before its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st


@dataclass(frozen=True)
class Over:
    """A heading over the rows below it, across all columns."""

    text: str


TableRow = Sequence[str] | Over


def table(caption: str, heads: Sequence[str], rows: Sequence[TableRow]) -> None:
    """Shows a table.

    Parameters
    ----------
    caption : str
        What it is, for those who can't see it.
    heads : sequence of str
        One a column.
    rows : sequence of TableRow
        A cell a head, the first names the row; or a heading over the rows below it.
    """
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join(_row(heads, row) for row in rows)
    st.html(
        f'<table class="facts"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(heads: Sequence[str], row: TableRow) -> str:
    if isinstance(row, Over):
        return f'<tr class="over"><th scope="rowgroup" colspan="{len(heads)}">{escape(row.text)}</th></tr>'
    cells = (
        f'<td data-head="{escape(head)}">{escape(cell)}</td>' for head, cell in zip(heads[1:], row[1:], strict=True)
    )
    return f'<tr><th scope="row">{escape(row[0])}</th>{"".join(cells)}</tr>'
