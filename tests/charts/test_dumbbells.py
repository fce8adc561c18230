"""Numbers beside marks: clear of them however close the two lie, and inside the figure at both ends of the axis."""

from __future__ import annotations

import pytest

from charts import Frame, Look
from charts.drawing.dumbbells import DOT, RING, Section, dumbbells
from charts.primitives.plotly import plotly_figure
from metrics import ALL, INDEX, ChangeRow
from tests.sample import sample_result
from words import LANGUAGES, number

PHONE, HIGH = 360, 14


def _row(before: float, after: float, half: float) -> ChangeRow:
    change = after - before
    return ChangeRow(
        INDEX,
        "index",
        ALL,
        "pre",
        "post",
        n_from=40,
        n_to=40,
        n_matched=40,
        mean_from=before,
        mean_to=after,
        change=change,
        ci_low=change - half,
        ci_high=change + half,
        verdict="trivial",
    )


@pytest.mark.parametrize("report", [False, True], ids=["phone", "report"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("before", "after", "half"),
    [
        (50.0, 50.3, 0.1),
        (50.3, 50.0, 0.1),
        (50.0, 50.0, 0.0),
        (44.0, 52.0, 4.0),
        (0.0, 0.4, 0.2),
        (0.4, 0.0, 0.2),
        (3.0, 99.0, 1.0),
        (99.8, 100.0, 0.1),
        (100.0, 99.8, 0.1),
        (95.0, 88.0, 9.0),
    ],
)
def test_a_number_overlaps_no_mark_and_stays_in_the_figure(
    before: float, after: float, half: float, language: str, report: bool
) -> None:
    look = Look(language, report=report)
    figure = plotly_figure(
        dumbbells(sample_result(), [Section(None, (_row(before, after, half),))], Frame("", "", ""), look)
    )
    margin, width = figure.layout.margin, figure.layout.width or PHONE
    low, high = figure.layout.xaxis.range

    def pixels(x: float) -> float:
        return float(margin.l + (x - low) / (high - low) * (width - margin.l - margin.r))

    y = figure.data[0].y[0]
    marks = [(pixels(before) - RING / 2, pixels(before) + RING / 2), (pixels(after) - DOT / 2, pixels(after) + DOT / 2)]
    values = {number(value, language, decimals) for value in (before, after) for decimals in (0, 1)}
    notes = [
        note
        for note in figure.layout.annotations
        if note.text.strip("\u2067\u2069\u2066") in {value.strip("\u2066\u2069") for value in values}
        and note.xref == "x"
    ]
    assert len(notes) == 2
    finding = next(note for note in figure.layout.annotations if note.xref == "paper" and note.y == y)
    assert abs(finding.xshift) > RING / 2 + 1
    boxes = []
    for note in notes:
        size = 7 * len(note.text.strip("\u2067\u2069\u2066"))
        edge = pixels(note.x) + (note.xshift or 0)
        left = {"left": edge, "right": edge - size, "center": edge - size / 2}[note.xanchor]
        assert left >= 0
        assert left + size <= width
        beside = all(left >= end or left + size <= start for start, end in marks)
        assert beside or abs(note.y - y) >= RING / 2 + HIGH / 2
        boxes.append((left, left + size, note.y))
    (a, b, one), (c, d, other) = boxes
    assert b <= c or d <= a or abs(one - other) >= HIGH
