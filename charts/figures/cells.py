"""Dimension by group: the change in each cell with the sign of its verdict; what is hidden is hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.drawing.canvas import Canvas
from charts.drawing.dumbbells import people
from charts.drawing.findings import colour_of, verdict_words
from charts.drawing.frame import Frame
from charts.drawing.keys import of_findings, of_withheld
from charts.drawing.picture import Picture, View, dimension_rows, picture_of_changes
from charts.drawing.titles import counted, frame
from charts.drawing.units import IN_POINTS, Writing, writing_of
from charts.primitives.drawing import COLUMN, Bar, Drawing
from charts.primitives.look import CERTAIN, WIDE, Look
from charts.primitives.writing import lines_of, shown_length
from metrics import INDEX, PROTECTED, ChangeRow, Protected, group_label, measure_label, sentence
from metrics.findings.verdicts import POINTING
from words import number, say

NAME = "cells"
PAGE = "groups"
AXIS_DECIMALS = None


def views(result: Protected) -> list[View]:
    """The only one, where there are groups and aspects of trust."""
    return [View()] if any(dimension_rows(result, group.name) for group in result.group_rows) else []


def draw(result: Protected, view: View) -> Picture:
    """The change of each dimension for each group."""
    language, edition, look = view.language, view.edition, view.look
    groups = [group.name for group in result.group_rows if (INDEX, group.name) in result.change_of]
    measures = [measure.name for measure in result.measures if measure.level == "dimension"]
    rows = [row for group in groups for row in dimension_rows(result, group)]
    title = say("figures.by_group", language, title=counted(result, rows, "dimensions", language))
    writing = writing_of(result, rows, view.units)
    what = "heatmap" if any(row.ci_low is not None for row in rows) else "heatmap_alone"
    around = frame(result, title, writing.shows(what), edition, language)
    return picture_of_changes(result, around, heatmap(result, measures, groups, around, look, writing), rows, view)


HALF = 19
_LEAST = 11
"""The size of small words, where there is room for them: on paper they have 7 points."""
_WIDTH = {"narrow": 330, "wide": WIDE - 16, "report": 800}
"""Pixels across all columns, at least."""
_MOST = {"narrow": 6, "wide": 10, "report": 10}
"""Columns side by side; more of them stand below."""
_MOST_NAMED = 9
"""Columns at most above which names of groups fit."""


def heatmap(
    result: Protected,
    measures: Sequence[str],
    groups: Sequence[str],
    frame: Frame,
    look: Look,
    writing: Writing = IN_POINTS,
) -> Drawing:
    """A row a measure, a column a group; a group to which a measure does not apply has an empty cell.

    What could not be compared has a dash, and the row says why. Filled cells rose or fell, outlined ones point there;
    the rest is a quiet number; hatched ones are hidden.
    """
    columns = min(len(groups), _MOST[look.room])
    canvas = Canvas(look, (0.0, float(columns)), before=0, behind=24 if look.report else 0)
    room = _Room(not_shown(look, columns), _room(look, columns))
    for first in range(0, len(groups), columns):
        block = groups[first : first + columns]
        _heads(
            canvas, [_head(result, group, look.language) for group in block], first + 1, named=len(groups) == columns
        )
        _rows(canvas, result, measures, block, room, writing)
    found = [result.change_of.get((measure, group)) for measure in measures for group in groups]
    known = [row for row in found if row is not None]
    key = [*of_findings(result, known, look), *of_withheld(known, look, levels=False), *writing.notes(look)]
    return canvas.finish(frame, [], key=key)


def _rows(
    canvas: Canvas,
    result: Protected,
    measures: Sequence[str],
    groups: Sequence[str],
    room: _Room,
    writing: Writing,
) -> None:
    """A row a measure, with a cell for each of some groups."""
    language = canvas.look.language
    for measure in measures:
        rows = [(j, result.change_of.get((measure, group))) for j, group in enumerate(groups)]
        note = _why_not_compared(result, [row for _, row in rows if row is not None], language)
        y = canvas.row(measure_label(result, measure, language), note, height=2 * HALF + 8)
        for j, row in rows:
            if row is not None:
                _cell(canvas, result, row, j, y, room, writing)


def _why_not_compared(result: Protected, rows: Sequence[ChangeRow], language: str) -> str:
    """Why the cells of a row that have a dash have no change: their column is too narrow for the words."""
    reasons = dict.fromkeys(verdict_words(result, row, language) for row in rows if not row.is_compared)
    return say("figures.separator", language).join(reasons)


def _head(result: Protected, group: str, language: str) -> tuple[str, str]:
    """A group's name, and how many people its index rests on."""
    return group_label(result, group, language), people(result.change_of[INDEX, group], language)


def _heads(canvas: Canvas, names: Sequence[tuple[str, str]], first: int, *, named: bool) -> None:
    """The groups' names above their columns; by number and listed where these are too narrow, or may be.

    Parameters
    ----------
    first : int
        The number of the first.
    named : bool
        Whether these are all of them: where columns stand below others, each has its number.
    """
    if named and canvas.look.room != "narrow" and len(names) <= _MOST_NAMED:
        lines = [[*lines_of(name, max(12, 100 // max(len(names), 1))), n] for name, n in names]
        top = canvas.space(max((len(words) for words in lines), default=1) * 16 + 8)
        for column, words in enumerate(lines):
            canvas.centred("\n".join(words), column + 0.5, top, colour=canvas.look.palette.muted, role=COLUMN)
        return
    for column, (name, n) in enumerate(names, start=first):
        canvas.line_of(f"{number(column, canvas.look.language)} · {name}", n, role=COLUMN)
    top = canvas.space(30)
    for column in range(len(names)):
        canvas.centred(number(first + column, canvas.look.language), column + 0.5, top, bold=True, role=COLUMN)


def _room(look: Look, columns: int) -> float:
    """Pixels that the words of a cell have, where the screen is narrow."""
    return _WIDTH[look.room] / max(columns, 1)


def not_shown(look: Look, columns: int) -> str:
    """The words of a protected cell, in two lines at most; empty where the cells are too narrow for them."""
    characters = int(_room(look, columns) / 6.5)
    words = say("findings.short_protected", look.language)
    lines = lines_of(words, max(characters, max(map(len, words.split()))))
    return "\n".join(lines) if max(map(len, lines)) <= characters and len(lines) <= 2 else ""


def fitted(words: str, room: float) -> tuple[str, int]:
    """Words for a cell of `room` pixels and their size: smaller, or in two lines, where they would not fit."""
    length = shown_length(words)
    for size in (_LEAST, 10, 9):
        if length * size / 2 <= room:
            return words, size
    return "\n".join(lines_of(words, len(words) // 2 + 2)), 9


@dataclass(frozen=True)
class _Room:
    """The words of a protected cell, and the pixels that the words of any have."""

    protected: str
    pixels: float


def _cell(
    canvas: Canvas, result: Protected, row: ChangeRow, column: int, y: float, room: _Room, writing: Writing
) -> None:
    look = canvas.look
    colour = colour_of(row, look)
    solid, hidden = row.verdict in CERTAIN, row.verdict == PROTECTED
    outline = colour if solid or row.verdict in POINTING else look.palette.rule
    canvas.add(
        Bar(
            column + 0.03,
            0.94,
            y,
            2 * HALF,
            fill=colour if solid else None,
            outline=outline,
            outline_width=2 if row.verdict in POINTING else 1,
            hatch=look.palette.neither if hidden else None,
            hover=sentence(result, row, look.language),
        )
    )
    if row.change is None:
        words = room.protected if hidden else "–"
        canvas.centred(words, column + 0.5, y, colour=look.palette.muted, size=_LEAST, on=look.palette.ground)
        return
    ink = look.palette.ground if solid else look.palette.muted
    interval, size = fitted(writing.interval(result, row, look.language), room.pixels)
    upper = (11 if "\n" in interval else 8) if interval else 0
    lower = 3 if "\n" in interval else 0
    change = ink if solid else colour if colour != look.palette.neither else ink
    canvas.centred(writing.change(result, row, look.language), column + 0.5, y + upper, colour=change)
    canvas.centred(interval, column + 0.5, y - 9 + lower, colour=ink, size=size)
