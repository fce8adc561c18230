"""Tables on slides: native, with shaded cells, over several slides where they are long or wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from charts.primitives.look import LIGHT
from charts.primitives.writing import shown_length
from reports.content.tables import Table
from reports.office.charts import Matrix, MatrixCell
from reports.office.charts.xml import EMU_A_POINT, paint
from reports.office.slides.places import Box, Slide, described, parsed
from reports.office.slides.text import LEAST, directed, in_line, lines

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The style of tables without lines and grounds, which every Office knows."""
_LINE = 1.22
_INSET, _AROUND = 14.4, 9.0
_LEAST_COLUMN, _WIDEST_HEAD = 78.0, 0.34
_MOST_WEIGHT = 36
_STRETCH = 1.5
_SIZES = (16, 14, LEAST)


@dataclass(frozen=True)
class TableCell:
    """A cell: lines of words and how they look; colours are the theme's where absent."""

    lines: tuple[str, ...]
    ink: str | None = None
    fill: str | None = None
    outline: str | None = None
    bold: bool = False
    italic: bool = False
    centred: bool = False


@dataclass(frozen=True)
class TablePage:
    """A table that fits onto a slide.

    Attributes
    ----------
    rows : tuple of tuple of TableCell
        The first is the head.
    widths, heights : tuple of float
        Points.
    alternative : str
        Its content in words.
    size : int
        Of its letters, points.
    """

    rows: tuple[tuple[TableCell, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    alternative: str
    size: int = LEAST

    @property
    def height(self) -> float:
        """Points of all rows."""
        return sum(self.heights)


def pages_of_matrix(matrix: Matrix, width: float, height: float) -> list[TablePage]:
    """A matrix on as many slides as it needs: columns side by side as far as they can be read, then rows."""
    return _largest(lambda size: _matrix_in(matrix, width, height, size))


def _largest(pages_in: Callable[[int], Iterator[TablePage]]) -> list[TablePage]:
    """The pages in the largest letters in which there is one; in the smallest where there never is."""
    for size in _SIZES:
        pages = list(pages_in(size))
        if len(pages) == 1:
            return pages
    return pages


def _matrix_in(matrix: Matrix, width: float, height: float, size: int) -> Iterator[TablePage]:
    names = [name for name, _ in matrix.rows]
    first = min(max((_points(max(name.split(), key=len, default=""), size) for name in names), default=0) + _INSET + 60,
                width * _WIDEST_HEAD)  # fmt: skip
    most = max(int((width - first) / _LEAST_COLUMN), 1)
    parts = -(-len(matrix.heads) // most) or 1
    each = -(-len(matrix.heads) // parts) or 1
    for start in range(0, max(len(matrix.heads), 1), each):
        part = matrix.part(slice(None), slice(start, start + each))
        widths = (first, *([(width - first) / max(len(part.heads), 1)] * len(part.heads)))
        head = (TableCell((part.corner,), bold=True), *(TableCell(one, bold=True, centred=True) for one in part.heads))
        rows = [(TableCell((name,)), *(_shaded(cell) for cell in cells)) for name, cells in part.rows]
        for page, held in _by_height(head, rows, widths, height, size):
            said = matrix.part(slice(held.start, held.stop), slice(start, start + each)).alternative
            yield TablePage(page, widths, _stretched(_heights(page, widths, size), height), said, size)


def _stretched(heights: tuple[float, ...], room: float) -> tuple[float, ...]:
    """Rows that are higher than they need, where there is much room."""
    factor = max(min(room / sum(heights), _STRETCH), 1.0)
    return tuple(height * factor for height in heights)


def _shaded(cell: MatrixCell) -> TableCell:
    """A cell of a matrix; words on no ground of their own follow the theme, except a finding's colour."""
    plain = cell.fill is None and cell.ink in (LIGHT.ink, LIGHT.muted)
    return TableCell(
        cell.lines,
        None if plain else cell.ink,
        cell.fill,
        cell.outline,
        cell.bold,
        centred=True,
    )


def pages_of_table(table: Table, width: float, height: float) -> list[TablePage]:
    """A table of content on as many slides as its rows need."""
    return _largest(lambda size: _table_in(table, width, height, size))


def _table_in(table: Table, width: float, height: float, size: int) -> Iterator[TablePage]:
    texts = [table.heads, *(tuple(cell.text for cell in row) for row in table.rows)]
    weights = [min(max(max(shown_length(row[i]) for row in texts), 8), _MOST_WEIGHT) for i in range(len(table.heads))]
    widths = tuple(width * weight / sum(weights) for weight in weights)
    head = tuple(TableCell((text,), bold=True, centred=i >= table.row_heads) for i, text in enumerate(table.heads))
    rows = [
        tuple(
            TableCell(
                (cell.text,),
                LIGHT.up if cell.way > 0 else LIGHT.down if cell.way < 0 else None,
                italic=cell.hidden,
                centred=i >= table.row_heads and cell.kind != "text",
            )
            for i, cell in enumerate(row)
        )
        for row in table.rows
    ]
    for page, held in _by_height(head, rows, widths, height, size):
        said = "; ".join(
            ", ".join(cell.text for cell in row if cell.text) for row in table.rows[held.start : held.stop]
        )
        yield TablePage(page, widths, _heights(page, widths, size), f"{table.title}: {said}", size)


Cells = tuple[TableCell, ...]


_STEPS = 16


def _by_height(
    head: Cells, rows: Sequence[Cells], widths: Sequence[float], height: float, size: int
) -> Iterator[tuple[tuple[Cells, ...], range]]:
    """Rows in as few pages as have room for them, about as many on each; each under the head."""
    needed = [_height(row, widths, size) for row in rows]
    room = height - _height(head, widths, size)
    fewest = _filled(needed, room)
    least = sum(needed) / len(fewest)
    ways = (_filled(needed, least + step * (room - least) / _STEPS) for step in range(_STEPS))
    for held in next((way for way in ways if len(way) == len(fewest)), fewest):
        yield (head, *rows[held.start : held.stop]), held


def _filled(needed: Sequence[float], room: float) -> list[range]:
    """Each page filled before the next begins."""
    pages, start, used = [], 0, 0.0
    for position, height in enumerate(needed):
        if position > start and used + height > room:
            pages.append(range(start, position))
            start, used = position, 0.0
        used += height
    return [*pages, range(start, len(needed))]


def _heights(rows: Sequence[Cells], widths: Sequence[float], size: int) -> tuple[float, ...]:
    return tuple(_height(row, widths, size) for row in rows)


def _height(row: Cells, widths: Sequence[float], size: int) -> float:
    most = max(
        (
            sum(lines(line, width - _INSET, size * (1.06 if cell.bold else 1)) for line in cell.lines)
            for cell, width in zip(row, widths, strict=True)
        ),
        default=1,
    )
    return max(most, 1) * _LINE * size + _AROUND


def _points(words: str, size: int) -> float:
    return 0.56 * size * shown_length(words)


def add_table(slide: Slide, page: TablePage, box: Box, *, rtl: bool) -> None:
    """A native table at the upper edge of a box."""
    place = (Emu(Pt(points)) for points in (box.left, box.top, sum(page.widths), page.height))
    frame = slide.shapes.add_table(len(page.rows), len(page.widths), *place)
    described(frame._element, page.alternative)
    table: Any = frame.table
    properties = table._tbl.tblPr
    properties.set("rtl", str(int(rtl)))
    properties.set("bandRow", "0")
    properties.find(qn("a:tableStyleId")).text = _PLAIN
    for column, width in zip(table.columns, page.widths, strict=True):
        column.width = Emu(Pt(width))
    for i, (row, height) in enumerate(zip(page.rows, page.heights, strict=True)):
        table.rows[i].height = Emu(Pt(height))
        for j, cell in enumerate(row):
            made = table.cell(i, j)
            _write(made, cell, page.size, rtl=rtl)
            look = made._tc.get_or_add_tcPr()
            for edge in _edges(page.rows, i, j, rtl=rtl):
                look.append(edge)
            look.append(parsed(paint(cell.fill)))


def _write(target: Any, cell: TableCell, size: int, *, rtl: bool) -> None:
    frame = target.text_frame
    for position, line in enumerate(cell.lines or ("",)):
        written = frame.paragraphs[0] if not position else frame.add_paragraph()
        run = written.add_run()
        run.text = in_line(line)
        run.font.size, run.font.bold, run.font.italic = Pt(size), cell.bold and not position, cell.italic or None
        if cell.ink:
            run._r.get_or_add_rPr().insert(0, parsed(paint(cell.ink)))
        directed(written, rtl=rtl, centred=cell.centred)
        if cell.centred:
            written._p.get_or_add_pPr().set("algn", "ctr")
    target._tc.get_or_add_tcPr().set("anchor", "ctr")


_SIDES = {"lnL": ("lnR", 0, -1), "lnR": ("lnL", 0, 1), "lnT": ("lnB", -1, 0), "lnB": ("lnT", 1, 0)}
"""The edges of a cell: which edge of its neighbour lies there, and how many rows and columns on the neighbour is."""


def _edges(rows: Sequence[Cells], i: int, j: int, *, rtl: bool) -> Iterator[Any]:
    """The edges of a cell. Two cells say the same of the edge that they share: programs differ in whom they hear."""
    for side, (opposite, down, across) in _SIDES.items():
        claims = [_claim(side, rows[i][j], is_head=not i)]
        row, column = i + down, j + (-across if rtl else across)
        if 0 <= row < len(rows) and 0 <= column < len(rows[i]):
            claims.append(_claim(opposite, rows[row][column], is_head=not row))
        _, colour, width = max(claims)
        if colour:
            yield parse_xml(f'<a:{side} {nsdecls("a")} w="{round(width * EMU_A_POINT)}">{paint(colour)}</a:{side}>')
        else:
            yield parse_xml(f'<a:{side} {nsdecls("a")} w="0"><a:noFill/></a:{side}>')


def _claim(side: str, cell: TableCell, *, is_head: bool) -> tuple[int, str, float]:
    """What a cell wants of an edge, by rank: the frame of what only points somewhere, a rule under every row, a gap."""
    if cell.outline:
        return 3, cell.outline, 2.25
    if side == "lnB":
        return (2, LIGHT.muted, 1.5) if is_head else (1, LIGHT.rule, 0.75)
    if cell.fill and side != "lnT":
        return 1, LIGHT.ground, 2.25
    return 0, "", 0.0
