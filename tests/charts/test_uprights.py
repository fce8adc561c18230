"""Upright rules over the rows: none goes through a label, and none is lost beside a short one or where it is cut."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charts import Look, all_figures, draw
from charts.drawing.uprights import label_of, upright
from charts.primitives.drawing import Drawing, Rule, Run
from charts.primitives.look import WIDE
from reports.typst.sheets import sheets_of
from tests.sample import sample_result

WIDTHS = {"narrow": 330, "wide": WIDE, "report": 900}
LOOKS = (Look(), Look("ar"), Look(wide=True), Look(report=True))
_LETTER = 6.3
"""Pixels of a letter of a label, in the middle."""


def _uprights(drawing: Drawing) -> list[Rule]:
    return [part for part in drawing.parts if isinstance(part, Rule) and part.start == part.end]


def _drawing(name: str, look: Look) -> Drawing:
    view = all_figures()[name].views(sample_result())[0]
    return draw(name, sample_result(), replace(view, look=look)).drawing


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.language} {look.room}")
@pytest.mark.parametrize("name", ["groups", "gaps", "answers", "reliability"])
def test_no_rule_goes_through_a_label(name: str, look: Look) -> None:
    drawing = _drawing(name, look)
    axis, margins = drawing.axis, drawing.margins
    before, behind = (margins.right, margins.left) if drawing.rtl else (margins.left, margins.right)
    plot = WIDTHS[look.room] - before - behind
    assert _uprights(drawing)
    for rule in _uprights(drawing):
        away = before + plot * (rule.start.x - axis.low) / (axis.high - axis.low) - (24 if look.report else 0)
        for row in drawing.rows:
            if min(len(row.label), 40) * _LETTER > away:
                label = row.top - 10
                assert not rule.y_end < label < rule.y_start, row.label


def test_a_rule_goes_past_a_short_label_and_stops_at_a_long_one() -> None:
    short, long = (label_of(((Run("x" * n),),), top, top - 20) for n, top in ((3, 0.0), (30, -60.0)))
    pieces = [(rule.y_start, rule.y_end) for rule in upright(50, 140, -120, [short, long], "#000000")]
    assert pieces == [(0.0, -60.0), (-80.0, -120)]


def test_a_figure_that_is_cut_keeps_its_rules() -> None:
    whole = _drawing("answers", Look(report=True))
    for sheet in sheets_of(whole, "slide"):
        drawn = sum(rule.y_start - rule.y_end for rule in _uprights(sheet.drawing))
        kept = sheet.drawing.plot_height / whole.plot_height
        assert drawn == pytest.approx(kept * sum(rule.y_start - rule.y_end for rule in _uprights(whole)), rel=0.2)
