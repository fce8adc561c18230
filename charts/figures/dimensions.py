"""Changes as a forest: a dot and its 95 % interval on an axis symmetric around no change, over the ±margin band."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from charts.drawing.canvas import Canvas, Frame
from charts.drawing.dumbbells import as_shown, change_text, no_change, people
from charts.drawing.findings import colour_of
from charts.drawing.keys import of_band, of_findings, of_interval, of_withheld
from charts.drawing.look import CERTAIN, Look
from charts.drawing.picture import Picture, View, dimension_rows, groups_shown, picture_of_changes
from charts.drawing.titles import counted, frame
from metrics import ChangeRow, Protected, group_label, measure_label
from metrics.result.sentences import decimals
from words import number, say, signed

NAME = "dimensions"
PAGE = "groups"
AXIS_DECIMALS = 1


def views(result: Protected) -> list[View]:
    """One for each side, group and category that has aspects of trust."""
    return [View(group=group) for group in groups_shown(result) if dimension_rows(result, group)]


def draw(result: Protected, view: View) -> Picture:
    """The change of each dimension for one group or side."""
    language, edition, look, group = view.language, view.edition, view.look, view.group_in(result)
    rows = dimension_rows(result, group)
    who = group_label(result, group, language)
    title = say("figures.for_group", language, who=who, title=counted(rows, "dimensions", language))
    around = frame(result, title, "changes", edition, language)
    return picture_of_changes(result, around, forest(result, rows, around, look), rows, language)


_FILLED = (*CERTAIN, "trivial", "equivalent")
"""The findings whose dot is filled; the others, which are open, have an outline."""
_STEPS = (10, 20, 30, 40, 50, 75, 100)


def forest(result: Protected, rows: Sequence[ChangeRow], frame: Frame, look: Look) -> go.Figure:
    """A row a change, named by its measure, with before → after in its label."""
    reach = _reach([as_shown(row) for row in rows])
    canvas = Canvas(look, (-reach, reach))
    canvas.line(0.0)
    for row in rows:
        _draw(canvas, result, row, reach)
    half = reach / 2
    ticks = [(x, signed(x, look.language)) for x in (-reach, -half, 0.0, half, reach)]
    ends = (say("figures.fell_end", look.language), say("figures.rose_end", look.language))
    intervals = [of_interval(look)] if any(row.ci_low is not None for row in rows) else []
    bands = [of_band(result, look)] if any(row.change is not None for row in rows) else []
    key = [*intervals, *bands, *of_findings(result, rows, look), *of_withheld(rows, look)]
    return canvas.finish(frame, ticks, ends, key)


def _reach(rows: Sequence[ChangeRow]) -> float:
    """Half the axis: the next step above every interval, so that none is cut short without need."""
    largest = max((max(abs(row.ci_low or 0), abs(row.ci_high or 0), abs(row.change or 0)) for row in rows), default=10)
    return float(next((step for step in _STEPS if step >= largest), 100))


def _draw(canvas: Canvas, result: Protected, exact: ChangeRow, reach: float) -> None:
    look, row = canvas.look, as_shown(exact)
    name = measure_label(result, row.measure, look.language, row.group)
    y = canvas.row(name, _levels(exact, look.language), height=22)
    if row.change is None:
        no_change(canvas, result, exact, y)
        return
    margin, colour = result.settings.margin, colour_of(exact, look)
    if row.verdict == "too_few":
        canvas.hatch(y)
    canvas.track(y)
    canvas.band(-margin, margin, y)
    if row.ci_low is not None and row.ci_high is not None:
        canvas.add_scatter(
            cliponaxis=False,
            x=[max(row.ci_low, -reach), min(row.ci_high, reach)],
            y=[y, y],
            mode="lines",
            line={"color": colour, "width": 2.5 if row.verdict in CERTAIN else 1.5},
            hoverinfo="skip",
        )
    filled = row.verdict in _FILLED
    canvas.add_scatter(
        cliponaxis=False,
        x=[row.change],
        y=[y],
        mode="markers",
        marker={
            "size": 8 if row.verdict == "trivial" else 13,
            "color": colour if filled else look.palette.ground,
            "line": {"color": colour, "width": 2.5 if row.verdict in CERTAIN else 1.5},
            "opacity": 1,
        },
        hovertext=[canvas.hover(change_text(exact, look.language))],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    canvas.at_end(change_text(exact, look.language), y, colour)


def _levels(row: ChangeRow, language: str) -> str:
    """Before → after and the number of people, as a note behind a row's name."""
    if row.mean_from is None or row.mean_to is None:
        return people(row, language)
    digits = decimals(row)
    levels = say(
        "figures.from_to",
        language,
        before=number(row.mean_from, language, digits),
        after=number(row.mean_to, language, digits),
    )
    return f"{levels} · {people(row, language)}"
