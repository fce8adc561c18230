"""A table of what is put side by side: levels with a small bar each, so that they are compared at a glance."""

from __future__ import annotations

from html import escape

import streamlit as st

from pages.shell.plain import plain
from reports.content.tables import Cell, Table


def side_by_side(table: Table, *, with_title: bool = True) -> None:
    """Shows a table of `reports.content`, its title above and its notes below."""
    if with_title:
        st.markdown(f"### {plain(table.title)}")
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    body = "".join(_row(table, row) for row in table.rows)
    st.html(
        f'<table class="facts compared"><caption>{escape(table.title)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    )
    for note in table.notes:
        st.caption(plain(note))


def _row(table: Table, row: tuple[Cell, ...]) -> str:
    name, *rest = row
    cells = (
        f'<td data-head="{escape(head)}">{_cell(cell)}</td>' for head, cell in zip(table.heads[1:], rest, strict=True)
    )
    return f'<tr><th scope="row">{escape(name.text)}</th>{"".join(cells)}</tr>'


def _cell(cell: Cell) -> str:
    """The words of a cell; under those of a level, a bar from 0 to 100."""
    if cell.hidden:
        return f'<span class="hidden">{escape(cell.text)}</span>'
    if cell.kind != "level" or cell.number is None:
        return escape(cell.text)
    return (
        f'<span class="level">{escape(cell.text)}'
        f'<span class="bar" aria-hidden="true"><span style="inline-size:{cell.number:g}%"></span></span></span>'
    )
