"""Tables of plain text; on a phone each row is a block of its own, with the heads before its values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

import streamlit as st

from reports.content.tables import NONE, Cell, Table

_NUMBERS = ("level", "change", "interval", "people", "share")
"""The kinds of cells that are numbers, at the end of their column."""


@dataclass(frozen=True)
class Over:
    """A heading over the rows below it, across all columns; `said`: what holds of all of them."""

    text: str
    said: str = ""


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
    made = (row if isinstance(row, Over) else [Cell(text) for text in row] for row in rows)
    st.html(_html(caption, heads, made, row_heads=1))


def content_table(found: Table) -> None:
    """Shows a table of a report with its notes: rows that belong together under what they have in common."""
    if found.grouped:
        heads, row_heads, rows = found.heads[1 : _end(found)], found.row_heads - 1, _grouped(found)
    else:
        heads, row_heads, rows = found.heads, found.row_heads, iter(found.rows)
    notes = "".join(f"<p>{escape(note)}</p>" for note in found.notes)
    st.html(
        f'<div class="facts-place" role="region" tabindex="0" aria-label="{escape(found.title)}">'
        f'{_html(found.title, heads, rows, row_heads)}</div><div class="facts-notes">{notes}</div>'
    )


def _grouped(found: Table) -> Iterator[Over | Sequence[Cell]]:
    """The rows without their first cell, which is a heading over those that it begins; it says what is of all."""
    end = _end(found)
    for text, alike in groupby(found.rows, key=lambda row: row[0].text):
        rows = list(alike)
        known = zip(found.heads[end:], rows[-1][end:], strict=True)
        yield Over(text, " · ".join(f"{head}: {cell.text}" for head, cell in known if cell.text != NONE))
        yield from (row[1:end] for row in rows)


def _end(found: Table) -> int:
    """Where the columns end that say something of single rows."""
    return len(found.heads) - found.of_group


def _html(caption: str, heads: Sequence[str], rows: Iterator[Over | Sequence[Cell]], row_heads: int) -> str:
    """The table; its parts say what they are, as a phone shows them as blocks, which would say nothing."""
    known = list(rows)
    numbers = {
        place
        for row in known
        if not isinstance(row, Over)
        for place, cell in enumerate(row)
        if cell.kind in _NUMBERS
    }  # fmt: skip
    top = "".join(
        f'<th scope="col" role="columnheader"{_kind(is_number=place in numbers)}>{escape(head)}</th>'
        for place, head in enumerate(heads)
    )
    body = "".join(_row(heads, row, row_heads, numbers) for row in known)
    return (
        f'<table class="facts" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{top}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def _kind(*, is_number: bool, is_hidden: bool = False) -> str:
    names = [name for name, holds in (("number", is_number), ("not-shown", is_hidden)) if holds]
    return f' class="{" ".join(names)}"' if names else ""


def _row(heads: Sequence[str], row: Over | Sequence[Cell], row_heads: int, numbers: set[int]) -> str:
    if isinstance(row, Over):
        said = f'<span class="of-group">{escape(row.said)}</span>' if row.said else ""
        over = f'<th scope="rowgroup" role="rowheader" colspan="{len(heads)}">{escape(row.text)}{said}</th>'
        return f'<tr class="over" role="row">{over}</tr>'
    cells = "".join(
        f'<th scope="row" role="rowheader">{escape(cell.text)}</th>'
        if place < row_heads
        else _cell(heads[place], cell, is_number=place in numbers)
        for place, cell in enumerate(row)
    )
    return f'<tr role="row">{cells}</tr>'


def _cell(head: str, cell: Cell, *, is_number: bool) -> str:
    """A cell with its head before it on a phone, where one that says nothing is left out."""
    named = "" if cell.text == NONE else f' data-head="{escape(head)}"'
    return f'<td role="cell"{named}{_kind(is_number=is_number, is_hidden=cell.hidden)}>{escape(cell.text)}</td>'
