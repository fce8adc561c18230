"""Words, tables and figures as HTML; whatever they hold is shown as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

from charts import Look, draw
from charts.primitives.drawing import Drawing
from charts.primitives.on_screen import figure_element
from charts.primitives.svg import svg
from reports.content.figures import ChosenFigure
from reports.content.tables import Cell, Table
from reports.typst.sheets import parts_of
from words import own_direction, say

PRINTED = 1000
"""Pixels of the height of a figure at most that is printed on one page under its heading."""
_NUMBERS = ("level", "change", "interval", "people", "share")
"""The kinds of cells that are not broken over lines."""


def paragraphs(texts: Iterable[str], kind: str = "") -> str:
    """A paragraph each; a line feed in them is a new line."""
    opening = f'<p class="{kind}">' if kind else "<p>"
    return "".join(f"{opening}{text_of(text)}</p>" for text in texts if text)


def text_of(text: str) -> str:
    """Plain words."""
    return escape(text.strip()).replace("\n", "<br>")


def own_words(text: str, language: str, kind: str = "own") -> str:
    """What the officer wrote, a paragraph a line, each in its own direction."""
    lines = (own_direction(line, language) for line in text.splitlines() if line.strip())
    return paragraphs(lines, kind)


def table_html(table: Table, *, sortable: bool = False) -> str:
    """A table with its caption and notes; the first cells of a row are its heads."""
    heads = "".join(f'<th scope="col">{text_of(head)}</th>' if head else "<td></td>" for head in table.heads)
    rows = "".join(f"<tr>{_cells(row, table.row_heads)}</tr>" for row in table.rows)
    kind = ' class="sortable"' if sortable else ""
    caption = f"<caption>{text_of(table.title)}</caption>" if table.title else ""
    body = f"<table{kind}>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    label = f' role="region" tabindex="0" aria-label="{escape(table.title)}"' if table.title else ""
    return f'<div class="scroll"{label}>{body}</div>{paragraphs(table.notes, "note")}'


def _cells(row: Sequence[Cell], row_heads: int) -> str:
    return "".join(_head(cell) if i < row_heads else _cell(cell) for i, cell in enumerate(row))


def _head(cell: Cell) -> str:
    return f'<th scope="row"><bdi>{text_of(cell.text)}</bdi></th>'


def _cell(cell: Cell) -> str:
    kinds = [
        *(["number"] if cell.kind in _NUMBERS else []),
        *(["hidden"] if cell.hidden else []),
        *([{1: "up", -1: "down"}[cell.way]] if cell.way else []),
    ]
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    value = f' data-value="{cell.number:g}"' if cell.number is not None and not cell.hidden else ""
    return f"<td{kind}{value}>{text_of(cell.text)}</td>"


def figure_html(chosen: ChosenFigure, name: str, below: str = "") -> str:
    """A figure for a desk and for a phone, with what it shows, its content in words and what else is `below` it.

    Parameters
    ----------
    name : str
        Of the figure on its page.
    below : str
        HTML.
    """
    language, words = chosen.report.language, f"{name}-words"
    narrow, wide = (_drawn(chosen, wide=is_wide) for is_wide in (False, True))
    caption = f"<figcaption>{text_of(chosen.shows)}</figcaption>"
    figure = figure_element(narrow, wide, name, words, _printed(wide, name) + caption, titled=True)
    heading = say("reports.page_in_words", language)
    alternative = f'<p id="{words}">{text_of(chosen.alternative)}</p>'
    in_words = f'<details class="words"><summary>{heading}</summary>{alternative}</details>'
    return f"{figure}{own_words(chosen.note, language)}{below}{in_words}"


def _printed(drawing: Drawing, name: str) -> str:
    """The parts of a figure that is too tall for a page; nothing where it fits."""
    if drawing.height <= PRINTED:
        return ""
    parts = (
        f"<div>{svg(part, f'{name}-printed-{place}')}</div>"
        for place, part in enumerate(parts_of(drawing, PRINTED), start=1)
    )
    return f'<div class="printed" aria-hidden="true">{"".join(parts)}</div>'


def _drawn(chosen: ChosenFigure, *, wide: bool) -> Drawing:
    """The figure as a screen has it: its title is the page's heading, not a part of the figure."""
    view = replace(chosen.view, look=Look(chosen.report.language, wide=wide))
    return draw(chosen.figure, chosen.report.result, view).drawing


def folded(summary: str, content: str, kind: str = "folded") -> str:
    """What opens at a click, also without scripts; nothing where there is no content."""
    if not content:
        return ""
    return f'<details class="{kind}"><summary>{text_of(summary)}</summary>{content}</details>'
