"""Matrices of the annex: tables whose cells have the colours of what was found."""

from __future__ import annotations

from itertools import pairwise

from reports.office.annex import styles as named
from reports.office.annex.body import Body
from reports.office.annex.tables import MOST_KEPT, Column, new_cell, new_row, new_table, width_of
from reports.office.annex.xml import Element, child
from reports.office.charts import Matrix, MatrixCell

_NAMES, _LEAST = 2200, 1000
"""Twentieths of a point for the names of rows, and for any other column."""
_LONGEST_WORD = 18
_FRAME = 12
"""Eighths of a point of the frame around what only points to a finding."""


def add_matrix(body: Body, matrix: Matrix, title: str) -> None:
    """A matrix; of more columns than the page has room for, several below one another.

    Parameters
    ----------
    title : str
        What it is called to those who can't see it, before its content in words.
    """
    columns = max(len(matrix.heads), 1)
    parts = -(-columns // max(1, (body.width - _NAMES) // _least(matrix)))
    edges = [columns * part // parts for part in range(parts + 1)]
    for first, last in pairwise(edges):
        part = matrix.part(slice(None), slice(first, last))
        if first:
            body.paragraph(named.NOTE)
        body.put(_table(body, part, title))


def _least(matrix: Matrix) -> int:
    """Twentieths of a point that a column takes whose longest word is in one line."""
    words = [word for head in matrix.heads for line in head for word in line.split()]
    return max(_LEAST, width_of(min(max(map(len, words), default=0), _LONGEST_WORD) + 1))


def _table(body: Body, matrix: Matrix, title: str) -> Element:
    width = (body.width - _NAMES) // max(len(matrix.heads), 1)
    rest = body.width - width * len(matrix.heads)
    heads = [" ".join(head) for head in matrix.heads]
    made = new_table(body, title, [Column(matrix.corner, False, rest), *(Column(one, True, width) for one in heads)])
    look = made[0]
    child(look, "w:tblDescription", val=matrix.alternative)
    is_short = len(matrix.rows) <= MOST_KEPT
    for place, (name, cells) in enumerate(matrix.rows, start=1):
        row = new_row(made)
        with_next = is_short or place == len(matrix.rows)  # its key follows
        new_cell(row, rest).append(body.made_paragraph(named.CELL, name, with_next=with_next))
        for cell in cells:
            _fill(body, new_cell(row, width), cell, with_next=with_next)
    return made


def _fill(body: Body, made: Element, cell: MatrixCell, *, with_next: bool) -> None:
    look = made[0]
    if cell.outline:
        frame = child(look, "w:tcBorders")
        for edge in ("top", "left", "bottom", "right"):
            child(frame, f"w:{edge}", val="single", sz=_FRAME, space=0, color=cell.outline.removeprefix("#"))
    if cell.fill:
        child(look, "w:shd", val="clear", color="auto", fill=cell.fill.removeprefix("#"))
    for line in cell.lines or ("",):
        made.append(body.made_paragraph(named.NUMBER, line, with_next=with_next, colour=cell.ink))
