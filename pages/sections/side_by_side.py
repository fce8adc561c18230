"""A table of what is put side by side: levels with a small bar each, so that they are compared at a glance."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape

import streamlit as st

from pages.shell.language import language
from pages.shell.plain import escaped
from reports.content.tables import Cell, Table
from words import number, say


def side_by_side(table: Table, *, with_title: bool = True) -> None:
    """Shows a table of `reports.content`, its title above and its notes below.

    How many people a level rests on is written behind it, not in a column of its own.
    """
    if with_title:
        st.markdown(f"### {escaped(table.title)}")
    joined = _with_people_behind(table)
    heads = [head for position, head in enumerate(table.heads) if position not in joined]
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join(_row(heads, row, joined) for row in table.rows)
    st.html(
        f'<table class="facts compared"><caption>{escape(table.title)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    )
    for note in table.notes:
        st.caption(escaped(note))


def _with_people_behind(table: Table) -> set[int]:
    """The columns of people that follow a column of levels."""
    levels = {position for row in table.rows for position, cell in enumerate(row) if cell.kind == "level"}
    people = {position for row in table.rows for position, cell in enumerate(row) if cell.kind == "people"}
    return {position for position in people if position - 1 in levels}


def _row(heads: Sequence[str], row: tuple[Cell, ...], joined: Collection[int]) -> str:
    written = [
        _cell(cell, row[position + 1] if position + 1 in joined else None)
        for position, cell in enumerate(row)
        if position not in joined
    ]
    cells = (f'<td data-head="{escape(head)}">{cell}</td>' for head, cell in zip(heads[1:], written[1:], strict=True))
    return f'<tr><th scope="row">{escape(row[0].text)}</th>{"".join(cells)}</tr>'


def _cell(cell: Cell, people: Cell | None) -> str:
    """The words of a cell; behind those of a level its people, and under it a bar from 0 to 100."""
    if cell.hidden:
        return f'<span class="quiet">{escape(cell.text)}</span>'
    if cell.kind != "level" or cell.number is None:
        return escape(cell.text)
    n = number(people.number, language()) if people is not None and people.number is not None else None
    behind = "" if n is None else f' <span class="quiet">· {escape(say("figures.n", language(), n=n))}</span>'
    return (
        f'<span class="level">{escape(cell.text)}{behind}'
        f'<span class="bar" aria-hidden="true"><span style="inline-size:{cell.number:g}%"></span></span></span>'
    )
