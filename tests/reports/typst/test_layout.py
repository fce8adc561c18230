"""Every figure as a file, in three languages: no words are cut off at an edge, and no words lie on others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charts import View, all_figures, draw
from charts.primitives.drawing import At, Drawing, Run, Text
from reports.content.figures import figures_of, view_for
from reports.report import Report
from reports.typst.sheets import PAPERS, sheets_of
from tests.reports.report_cases import report_of
from tests.reports.typst.boxes import Box, line_boxes
from tests.sample import sample_by, sample_result
from words import LANGUAGES


def _views() -> list[tuple[str, View]]:
    """The first and the last view of each figure, and each by whom is rated."""
    found: dict[tuple[str, str, int], tuple[str, View]] = {}
    for name, figure in all_figures().items():
        views = figure.views(sample_result())
        for view in views[:1] + views[-1:]:
            found[name, view.raters, views.index(view)] = name, view
    return list(found.values())


def cut_off(boxes: list[Box], drawing: Drawing, width: float) -> list[Box]:
    """The words that reach beyond the paper."""
    height = drawing.height
    return [one for one in boxes if min(one.left, one.top) < 0 or one.right > width or one.bottom > height]


def on_each_other(boxes: list[Box]) -> list[tuple[Box, Box]]:
    """The words that lie on others."""
    return [(one, other) for i, one in enumerate(boxes) for other in boxes[:i] if one.overlaps(other)]


def _drawing(name: str, view: View, language: str) -> Drawing:
    report = Report(sample_result(), language=language)
    return draw(name, report.result, view_for(report, view)).drawing


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "view"), _views(), ids=lambda one: one if isinstance(one, str) else "")
def test_no_words_are_cut_off_and_none_lie_on_others(name: str, view: View, language: str) -> None:
    drawing = _drawing(name, view, language)
    boxes = line_boxes(drawing)
    assert len(boxes) >= 10
    assert cut_off(boxes, drawing, drawing.width or 0) == []
    assert on_each_other(boxes) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_are_those_of_the_categories(language: str) -> None:
    report = Report(sample_by("sex"), language=language)
    (view, *_) = all_figures()["categories"].views(report.result)
    drawing = draw("categories", report.result, view_for(report, view)).drawing
    boxes = line_boxes(drawing)
    assert cut_off(boxes, drawing, drawing.width or 0) == []
    assert on_each_other(boxes) == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("case", "name"), [("many groups", "cells"), ("hostile names", "reliability")])
def test_nor_are_they_where_columns_are_many_or_the_footer_has_several_lines(
    case: str, name: str, language: str
) -> None:
    report = report_of(case, language)
    (drawing, *_) = (one.picture.drawing for one in figures_of(report) if one.figure == name)
    boxes = line_boxes(drawing)
    assert cut_off(boxes, drawing, drawing.width or 0) == []
    assert on_each_other(boxes) == []


@pytest.mark.parametrize("size", PAPERS)
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ["answers", "cells", "dimensions", "ratings"])
def test_nor_are_they_on_the_sheets_of_a_tall_figure(name: str, language: str, size: str) -> None:
    view = all_figures()[name].views(sample_result())[-1]
    for sheet in sheets_of(_drawing(name, view, language), size):
        boxes = line_boxes(sheet.drawing, sheet.across)
        assert cut_off(boxes, sheet.drawing, sheet.across) == []
        assert on_each_other(boxes) == []


def test_words_beyond_the_edge_and_words_on_words_are_seen() -> None:
    drawing = _drawing("sides", View(), "en")
    width = drawing.width or 0
    first = next(part for part in drawing.parts if isinstance(part, Text))
    twice = replace(drawing, parts=(*drawing.parts, replace(first, at=replace(first.at, shift=first.at.shift + 9))))
    assert on_each_other(line_boxes(twice))
    far = Text(At(1.0, shift=0), -20, ((Run("words that go on"),),), 13, drawing.ink)
    beyond = replace(drawing, parts=(*drawing.parts, far))
    assert cut_off(line_boxes(beyond), beyond, width)
