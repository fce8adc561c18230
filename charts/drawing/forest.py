"""Changes as a forest: a dot and its 95 % interval on an axis symmetric around no change, over the ±margin band.

At the end of a row its change stands, and under it before → after where these are shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from charts.drawing.canvas import LINE, Canvas
from charts.drawing.dumbbells import Section, as_shown, named_rows, no_change, open_section, row_note
from charts.drawing.findings import colour_of
from charts.drawing.frame import Frame
from charts.drawing.keys import Entry, of_findings, of_interval, of_withheld
from charts.drawing.units import IN_POINTS, Writing
from charts.primitives.drawing import Drawing, Mark, Segment
from charts.primitives.look import CERTAIN, Look
from metrics import ChangeRow, Protected, sentence
from words import say

_FILLED = (*CERTAIN, "trivial", "equivalent")
"""The findings whose dot is filled; the others, which are open, have an outline."""
_ALONE = "–"
"""What stands under a change whose levels, each rounded, would not give it."""
_STEPS = (10, 20, 30, 40, 50, 75, 100)
_HEIGHT = {False: 22, True: 30}
"""Pixels of a row: without, and with its levels under its change."""
_RAISED = 8
"""Pixels that a change stands above the middle of its row where its levels stand under it."""


def forest(
    result: Protected, sections: Sequence[Section], frame: Frame, look: Look, writing: Writing = IN_POINTS
) -> Drawing:
    """A row a change; `writing`: in which units its numbers are."""
    rows = [row for section in sections for row in section.rows]
    reach = _reach([as_shown(row) for row in rows])
    canvas = Canvas(look, (-reach, reach))
    canvas.line(0.0)
    for section in sections:
        open_section(canvas, section)
        for row, name in named_rows(result, section, look.language):
            _draw(canvas, result, row, name, reach, writing)
    half = reach / 2
    ticks = writing.changes_ticks((-reach, -half, 0.0, half, reach), look.language)
    ends = (say("figures.fell_end", look.language), say("figures.rose_end", look.language))
    return canvas.finish(frame, ticks, ends, _key(result, rows, look, writing))


def _key(result: Protected, rows: Sequence[ChangeRow], look: Look, writing: Writing) -> list[Entry]:
    """Interval and band where any row has them, the marks of the findings, and why rows lack numbers."""
    intervals = [of_interval(look)] if any(row.ci_low is not None for row in rows) else []
    bands = [writing.band(result, look)] if any(row.change is not None for row in rows) else []
    adds_up = all(writing.adds_up(result, row) for row in rows)
    alone = [] if adds_up else [Entry(_ALONE, look.palette.muted, say("figures.key_change_alone", look.language))]
    withheld = of_withheld(rows, look)
    return [*intervals, *bands, *of_findings(result, rows, look), *alone, *withheld, *writing.notes(look)]


def _reach(rows: Sequence[ChangeRow]) -> float:
    """Half the axis: the next step above every interval, so that none is cut short without need."""
    largest = max((max(abs(row.ci_low or 0), abs(row.ci_high or 0), abs(row.change or 0)) for row in rows), default=10)
    return float(next((step for step in _STEPS if step >= largest), 100))


def _draw(canvas: Canvas, result: Protected, exact: ChangeRow, name: str, reach: float, writing: Writing) -> None:
    look, row, levels = canvas.look, as_shown(exact), _levels(result, exact, writing, canvas.look.language)
    said = sentence(result, exact, look.language)
    y = canvas.row(name, row_note(result, row, writing, look.language), height=_HEIGHT[bool(levels)], said=said)
    if row.change is None:
        no_change(canvas, result, exact, y)
        return
    margin, colour = result.settings.margin, colour_of(exact, look)
    if row.verdict == "too_few":
        canvas.hatch(y)
    canvas.track(y)
    canvas.band(-margin, margin, y)
    width = 2.5 if row.verdict in CERTAIN else 1.5
    if row.ci_low is not None and row.ci_high is not None:
        canvas.add(Segment(max(row.ci_low, -reach), min(row.ci_high, reach), y, colour, width, role="interval"))
    change = writing.change(result, exact, look.language)
    canvas.add(
        Mark(
            row.change,
            y,
            8 if row.verdict == "trivial" else 13,
            fill=colour if row.verdict in _FILLED else look.palette.ground,
            outline=colour,
            outline_width=width,
            hover=change,
            role="change",
        )
    )
    canvas.at_end(change, y + _RAISED if levels else y, colour)
    canvas.at_end(levels, y + _RAISED - LINE, look.palette.muted, quiet=True, role="levels")


def _levels(result: Protected, row: ChangeRow, writing: Writing, language: str) -> str:
    """Before → after; empty where they are not shown, a dash where rounded they would not give the change above."""
    if row.mean_from is None or row.mean_to is None:
        return ""
    if not writing.adds_up(result, row):
        return _ALONE
    before, after = (writing.level(result, row, mean, language) for mean in (row.mean_from, row.mean_to))
    return say("figures.from_to", language, before=before, after=after)
