"""Tables of the annex: heads that are repeated on each page, rows that no page breaks, columns as wide as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.primitives.look import LIGHT
from charts.primitives.writing import shown_length
from reports.content.tables import NONE, Cell, Table
from reports.office.annex import styles as named
from reports.office.annex.body import TABLE, Body
from reports.office.annex.xml import Element, child, element

_CHARACTER, _OF_NUMBER = 98, 86
"""Twentieths of a point that a character of a cell takes on the whole: of words, and of numbers, which are narrower."""
_AROUND = 160
"""Twentieths of a point left and right of a cell's words."""
_MOST_CHARACTERS, _LONGEST_WORD, _FEWEST = 44, 16, 5
MOST_KEPT = 12
"""Rows of a table that is kept on one page."""
_TOGETHER = 3
"""So many of the last rows of a longer table stand on one page."""
_FULL = 5000
"""Fiftieths of a percent of the room across."""


@dataclass(frozen=True)
class Column:
    """A column by its head; numbers are centred."""

    head: str
    is_number: bool
    width: int


def add_table(body: Body, table: Table, caption: str = "") -> None:
    """A table with its caption above and its notes below.

    Parameters
    ----------
    caption : str, optional
        In place of the table's title.
    """
    body.caption(TABLE, caption or table.title)
    lay_out(body, table, caption or table.title, followed=bool(table.notes))
    body.notes(table.notes)


def lay_out(body: Body, table: Table, title: str, *, whole: bool = False, followed: bool = False) -> None:
    """A table alone.

    Parameters
    ----------
    title : str
        What it is called to those who can't see it.
    whole : bool
        Whether it is on one page, however many rows it has.
    followed : bool
        Whether its end is on one page with what follows.
    """
    columns = _columns(table, body.width)
    made = new_table(body, title, columns)
    is_kept = whole or len(table.rows) <= MOST_KEPT
    for place, row in enumerate(table.rows, start=1):
        line = new_row(made)
        is_near_the_end = place > len(table.rows) - _TOGETHER
        with_next = is_kept or is_near_the_end if place < len(table.rows) else followed
        for column, cell in zip(columns, row, strict=True):
            style = named.NUMBER if column.is_number else named.CELL
            said = body.made_paragraph(style, cell.text, with_next=with_next, colour=_colour(cell))
            new_cell(line, column.width).append(said)
    body.put(made)


def new_table(body: Body, title: str, columns: Sequence[Column]) -> Element:
    """A table with its row of heads, which is nowhere yet."""
    made = element("w:tbl")
    look = child(made, "w:tblPr")
    child(look, "w:tblStyle", val=body.styles.id_of(named.TABLE))
    if body.rtl:
        child(look, "w:bidiVisual")
    child(look, "w:tblW", w=_FULL, type="pct")
    child(look, "w:tblLayout", type="fixed")
    child(look, "w:tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1)
    child(look, "w:tblCaption", val=title)
    grid = child(made, "w:tblGrid")
    for column in columns:
        child(grid, "w:gridCol", w=column.width)
    head = new_row(made, is_head=True)
    for column in columns:
        style = named.NUMBER_HEAD if column.is_number else named.HEAD
        new_cell(head, column.width).append(body.made_paragraph(style, column.head, with_next=True))
    return made


def new_row(table: Element, *, is_head: bool = False) -> Element:
    """A row that no page breaks; where it is a head, each page repeats it."""
    row = child(table, "w:tr")
    look = child(row, "w:trPr")
    child(look, "w:cantSplit")
    if is_head:
        child(look, "w:tblHeader")
    return row


def new_cell(row: Element, width: int) -> Element:
    """A cell without words."""
    made = child(row, "w:tc")
    child(child(made, "w:tcPr"), "w:tcW", w=width, type="dxa")
    return made


def _colour(cell: Cell) -> str:
    """Blue of a rise, orange of a fall; the style's own else."""
    return {1: LIGHT.up, -1: LIGHT.down}.get(cell.way, "")


def _columns(table: Table, room: int) -> list[Column]:
    """The columns, together as wide as the room: each as its longest words need, then as its longest cell does."""
    columns = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.heads)
    numbers = [place >= table.row_heads and _holds_numbers(cells) for place, cells in enumerate(columns)]
    least, wanted = [], []
    for head, cells, is_number in zip(table.heads, columns, numbers, strict=True):
        texts = [cell.text for cell in cells]
        unbroken = [*(f"{word}_" for word in head.split()), *(texts if is_number else _words_of(texts))]
        least.append(_between(_FEWEST, unbroken, _LONGEST_WORD))
        wanted.append(max(least[-1], _between(_FEWEST, [head, *texts], _MOST_CHARACTERS)))
    widths = _shared(least, wanted, [_OF_NUMBER if one else _CHARACTER for one in numbers], room)
    return [Column(*one) for one in zip(table.heads, numbers, widths, strict=True)]


def _words_of(texts: Sequence[str]) -> list[str]:
    return [word for text in texts for word in text.split()]


def _between(fewest: int, texts: Sequence[str], most: int) -> int:
    """Characters of the longest text, within bounds."""
    return max(fewest, min(max(map(shown_length, texts), default=0), most))


def width_of(characters: int, each: int = _CHARACTER) -> int:
    """Twentieths of a point for so many characters in a cell."""
    return _AROUND + each * characters


def _shared(least: Sequence[int], wanted: Sequence[int], each: Sequence[int], room: int) -> list[int]:
    """Twentieths of a point for each column, of whose characters each takes so much."""
    low = [width_of(n, one) for n, one in zip(least, each, strict=True)]
    more = [one * (n - few) for n, few, one in zip(wanted, least, each, strict=True)]
    left = room - sum(low)
    if left <= 0:
        widths = [room * width // sum(low) for width in low]
    else:
        part = min(1.0, left / sum(more)) if sum(more) else 0.0
        widths = [few + int(part * extra) for few, extra in zip(low, more, strict=True)]
        spare, whole = room - sum(widths), sum(widths)
        widths = [width + spare * width // whole for width in widths]
    widths[0] += room - sum(widths)
    return widths


def _holds_numbers(cells: Sequence[Cell]) -> bool:
    """Whether all that a column says are numbers."""
    known = [cell for cell in cells if not cell.hidden and cell.text != NONE]
    return bool(known) and all(cell.kind not in ("text", "finding") for cell in known)
