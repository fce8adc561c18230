"""A figure for a slide or for paper: it fits, words can be read, and what is cut is all there."""

from __future__ import annotations

from collections import Counter

import pytest

from charts import View, all_figures, draw
from charts.primitives.drawing import COLUMN, Drawing, Rule, Text
from charts.primitives.plotly import plotly_figure
from reports.content.figures import view_for
from reports.report import SIZES, Report
from reports.typst.sheets import PAPERS, sheets_of
from tests.reports.report_cases import report_of, result_of
from tests.sample import sample_result

TALL = {"answers": "sample", "cells": "many groups", "ratings": "three rounds"}
"""Figures that need several sheets, with the case of which they do."""
LANGUAGES = ("en", "ar")


def _drawing(name: str, language: str = "en") -> Drawing:
    report = Report(sample_result(), language=language)
    return draw(name, report.result, view_for(report, all_figures()[name].views(report.result)[-1])).drawing


def _tall(name: str, language: str = "en") -> Drawing:
    report = report_of(TALL[name], language)
    return draw(name, report.result, view_for(report, all_figures()[name].views(report.result)[-1])).drawing


def _words(drawing: Drawing) -> Counter[str]:
    return Counter(part.words for part in drawing.parts if isinstance(part, Text))


def test_every_size_has_its_paper_but_the_screens() -> None:
    assert {*PAPERS, "screen"} == set(SIZES)
    (sheet,) = sheets_of(_drawing("answers"), "screen")
    assert (sheet.across, sheet.width, sheet.height) == (900, 675, 0.75 * int(_drawing("answers").height))


def test_a_slide_is_16_to_9_and_a_page_is_of_a4() -> None:
    (slide,), (page,) = (sheets_of(_drawing("sides"), size) for size in ("slide", "full"))
    assert (slide.width, slide.height) == (960, 540)
    assert (page.width, page.height) == pytest.approx((210 * 72 / 25.4, 297 * 72 / 25.4))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", PAPERS)
@pytest.mark.parametrize("name", [name for name in all_figures() if name != "categories"])
def test_it_fits_and_words_are_large_enough_to_be_read(name: str, size: str, language: str) -> None:
    paper = PAPERS[size]
    sheets = sheets_of(_drawing(name, language), size)
    assert len({sheet.scale for sheet in sheets}) == 1
    for sheet in sheets:
        assert sheet.scale >= paper.least
        assert sheet.across * sheet.scale == pytest.approx(paper.width)
        assert sheet.above + sheet.drawing.height * sheet.scale <= paper.height + 0.01
        assert sheet.across >= 900
        sizes = [part.size for part in sheet.drawing.parts if isinstance(part, Text)]
        assert min(sizes) * sheet.scale >= 7


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", ["slide", "half"])
@pytest.mark.parametrize("name", TALL)
def test_what_is_cut_is_all_there_and_only_once(name: str, size: str, language: str) -> None:
    whole = _tall(name, language)
    sheets = [sheet.drawing for sheet in sheets_of(whole, size)]
    assert len(sheets) > 1
    assert [row.label for sheet in sheets for row in sheet.rows] == [row.label for row in whole.rows]
    numbers = {f"\u2066{number}/{len(sheets)}\u2069" for number in range(1, len(sheets) + 1)}
    found = [_words(sheet) for sheet in sheets]
    on_each = Counter({words: min(one[words] for one in found) for words in set.intersection(*map(set, found))})
    around = [words for words in on_each if words in (whole.title, whole.footer) or "\n" in words]
    assert around
    assert set().union(*found) == set(_words(whole)) | numbers
    marks = sum(len(sheet.parts) - sum(isinstance(one, Rule | Text) for one in sheet.parts) for sheet in sheets)
    assert marks == len(whole.parts) - sum(isinstance(one, Rule | Text) for one in whole.parts)


@pytest.mark.parametrize("name", TALL)
def test_the_parts_of_a_row_keep_their_distance(name: str) -> None:
    whole = _tall(name)
    distances = {}
    for row in whole.rows:
        distances[row.label] = sorted(
            round(part.y - row.y, 6)
            for part in whole.parts
            if not isinstance(part, Rule) and row.top >= part.y >= row.bottom
        )
    for sheet in sheets_of(whole, "slide"):
        for row in sheet.drawing.rows:
            found = [
                round(part.y - row.y, 6)
                for part in sheet.drawing.parts
                if not isinstance(part, Rule) and row.top >= part.y >= row.bottom
            ]
            assert sorted(found) == distances[row.label]


def test_a_sheet_is_a_drawing_that_any_renderer_draws() -> None:
    for sheet in sheets_of(_drawing("answers"), "slide"):
        figure = plotly_figure(sheet.drawing)
        assert figure.layout.height == int(sheet.drawing.height)


def test_a_drawing_for_a_screen_has_no_paper() -> None:
    drawn = draw("sides", sample_result(), View())
    with pytest.raises(ValueError, match="for a screen"):
        sheets_of(drawn.drawing, "slide")


def test_the_heads_of_columns_are_on_every_sheet() -> None:
    report = Report(result_of("many groups"))
    whole = draw("cells", report.result, view_for(report, View())).drawing
    sheets = [sheet.drawing for sheet in sheets_of(whole, "half")]
    heads = [[part.words for part in one.parts if isinstance(part, Text) and part.role == COLUMN] for one in sheets]
    assert len(sheets) > 1
    assert heads == [["competence", "integrity"]] * len(sheets)
