"""Dimension by group: the change in each cell with the sign of its finding; what is protected is hatched."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import plotly.graph_objects as go

from charts.canvas import Canvas, Frame
from charts.dumbbells import change_text, interval_text, people
from charts.look import Look
from metrics import INDEX, ChangeRow, Protected, group_label, measure_label

HALF = 19
_SOLID = {"increased", "decreased"}
_HIDDEN = {"protected"}


def heatmap(result: Protected, measures: Sequence[str], groups: Sequence[str], frame: Frame, look: Look) -> go.Figure:
    """A row a measure, a column a group; a group to which a measure was not put has an empty cell.

    Filled cells rose or fell; outlined ones cannot be said or did not change; hatched ones are protected.
    """
    canvas = Canvas(look, (0.0, float(len(groups))), before=0, behind=24 if look.report else 0)
    _heads(canvas, [_head(result, group, look.language) for group in groups])
    for measure in measures:
        y = canvas.row(measure_label(result, measure, look.language), height=2 * HALF)
        rows = [(j, result.change_of.get((measure, group))) for j, group in enumerate(groups)]
        for j, row in rows:
            if row is not None:
                _cell(canvas, row, j, y)
    return canvas.finish(frame, [])


def _head(result: Protected, group: str, language: str) -> tuple[str, str]:
    """A group's name, and how many people its index rests on."""
    return group_label(result, group, language), people(result.change_of[INDEX, group], language)


def _heads(canvas: Canvas, names: Sequence[tuple[str, str]]) -> None:
    """The groups' names above their columns; on a screen, which may be narrow, by number with the names listed."""
    if canvas.look.report:
        lines = [[*wrap(name, max(12, 100 // max(len(names), 1))), n] for name, n in names]
        top = canvas.space(max((len(words) for words in lines), default=1) * 16 + 8)
        for column, words in enumerate(lines):
            canvas.centred("<br>".join(words), column + 0.5, top, muted=True)
        return
    for column, (name, n) in enumerate(names, start=1):
        canvas.line_of(f"{column} · {name}", n)
    top = canvas.space(30)
    for column in range(len(names)):
        canvas.centred(f"<b>{column + 1}</b>", column + 0.5, top)


def _cell(canvas: Canvas, row: ChangeRow, column: int, y: float) -> None:
    look = canvas.look
    colour = look.finding_colour(row.verdict)
    solid, hidden = row.verdict in _SOLID, row.verdict in _HIDDEN
    canvas.figure.add_bar(
        x=[0.94],
        base=[column + 0.03],
        y=[y],
        width=[2 * HALF],
        orientation="h",
        marker={
            "color": colour if solid else "rgba(0,0,0,0)",
            "line": {"color": colour if solid else look.palette.rule, "width": 1},
            "pattern": {"shape": "/" if hidden else "", "size": 7, "solidity": 0.12, "fgcolor": look.palette.neither},
        },
        hoverinfo="skip",
    )
    if not hidden:
        ink = look.palette.ground if solid else look.palette.ink
        canvas.centred(change_text(row, look.language), column + 0.5, y + 8, colour=ink)
        canvas.centred(interval_text(row, look.language), column + 0.5, y - 9, colour=ink, size=10)
