"""Native charts hold the numbers of the figure and nothing else; what is hidden has no point in them."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from charts import Look, View, all_figures, draw
from charts.primitives.drawing import Bar, Text
from metrics import ALL, INDEX, Protected
from reports.office.charts import Matrix, NativeChart, Place, native_of
from reports.office.charts.page import Page, label_lines, room_before
from reports.office.charts.rows import ROW, PlotRow
from tests.reports.made_results import made_result
from tests.reports.office.decks import ODD, many_groups
from tests.sample import sample_result, shared_sample
from words import LANGUAGES

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PLACE = Place(860, 380, 12, 1.7)
"""The room on a slide."""


def charts_of(result: Protected, figure: str, language: str = "en", **chosen: Any) -> list[NativeChart]:
    """The charts of the first view of a figure."""
    view = replace(all_figures()[figure].views(result)[0], look=Look(language), **chosen)
    found = native_of(result, figure, view, PLACE)
    assert not isinstance(found, Matrix)
    return list(found)


def series(chart: NativeChart) -> list[etree._Element]:
    """Those whose numbers stand in the sheet of the data, from the lowest to the uppermost."""
    found = etree.fromstring(chart.xml).iter(f"{_C}ser")
    held = [one for one in found if "Layout" not in one.findtext(f"{_C}xVal//{_C}f", default="")]
    return sorted(held, key=lambda one: int(one.find(f"{_C}order").get("val")))


def values(one: etree._Element, axis: str) -> dict[int, float]:
    """The points of a series on an axis, by their place."""
    points = one.find(f"{_C}{axis}").iter(f"{_C}pt")
    return {int(point.get("idx")): float(point.findtext(f"{_C}v")) for point in points}


def cells(chart: NativeChart) -> list[list[object]]:
    """The rows of the workbook's first sheet."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(chart.workbook))
    sheet = book.worksheets[0]
    assert all(cell.data_type in "ns" for one in book.worksheets for row in one.iter_rows() for cell in row)
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_forest_has_each_change_as_a_point_and_its_interval_as_a_line_of_two_points() -> None:
    result = shared_sample()
    (chart,) = charts_of(result, "sides")
    rows = [result.change_of[INDEX, group] for group in (*result.headline_groups, ALL)]
    drawn = series(chart)
    marks = [one for one in drawn if one.find(f"{_C}dPt") is not None]
    lines = [one for one in drawn if one.find(f"{_C}dPt") is None]
    assert [round(x) for x in values(marks[0], "xVal").values()] == [round(row.change or 0) for row in rows]
    ends = [[round(x) for x in values(one, "xVal").values()] for one in lines]
    for row in rows:
        assert [round(row.ci_low or 0), round(row.ci_high or 0)] in ends
    margin = result.settings.margin
    assert ends.count([round(-margin), round(margin)]) == len(rows)


def test_the_workbook_behind_it_reads_as_a_table() -> None:
    (chart,) = charts_of(sample_result(), "sides")
    head, *rows = cells(chart)
    assert head[:4] == ["Row", "People", "before", "after"]
    assert [row[0] for row in rows] == ["Civil society", "Security institutions", "All answers, both directions"]
    assert rows[0][2:4] == [44, 52]
    assert rows[0][-1] == "▲ +8"


@pytest.mark.parametrize("figure", ["sides", "dimensions", "answers"])
def test_what_is_hidden_has_no_point_and_no_number_behind_it(figure: str) -> None:
    result = made_result("all hidden")
    for chart in charts_of(result, figure):
        assert series(chart) == []
        assert not [value for row in cells(chart) for value in row if isinstance(value, int | float)]
        assert b"not shown" in chart.xml


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_runs_as_its_language_does(language: str) -> None:
    (chart,) = charts_of(shared_sample(), "sides", language)
    found = etree.fromstring(chart.xml)
    across = found.find(f".//{_C}valAx/{_C}scaling/{_C}orientation").get("val")
    assert across == ("minMax" if language == "en" else "maxMin")
    directions = {one.get("rtl") for one in found.iter(f"{_A}pPr") if one.getparent().getparent().tag == f"{_C}rich"}
    assert directions == ({None} if language == "en" else {"1"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_note_below_a_label_stands_on_one_line(language: str) -> None:
    result = shared_sample()
    view = replace(all_figures()["dimensions"].views(result)[0], look=Look(language))
    drawing = draw("dimensions", result, view).drawing
    for row in drawing.rows:
        alone = PlotRow(ROW, row.y, "", row.note)
        before = room_before(drawing, [alone], PLACE)
        page = Page(drawing, (alone,), (30.0,), PLACE, before, 0.0, language)
        assert len(label_lines(page, alone)) == 1


def test_ids_of_axes_are_positive() -> None:
    for figure in ("sides", "answers"):
        for chart in charts_of(shared_sample(), figure):
            ids = [int(one.get("val")) for one in etree.fromstring(chart.xml).iter(f"{_C}axId", f"{_C}crossAx")]
            assert ids
            assert min(ids) > 0


def test_answers_are_bars_of_100_percent_before_above_after_in_the_colours_of_the_figure() -> None:
    result = shared_sample()
    view = View(look=Look("en"), group=result.headline_groups[0])
    drawn = {bar.fill for bar in draw("answers", result, view).drawing.parts if isinstance(bar, Bar) and bar.role}
    for chart in charts_of(result, "answers"):
        found = etree.fromstring(chart.xml)
        assert found.find(f".//{_C}grouping").get("val") == "percentStacked"
        bars = [one for one in found.iter(f"{_C}ser") if one.find(f"{_C}tx/{_C}strRef") is not None]
        fills = {
            f"#{one.find(f'{_C}spPr/{_A}solidFill/{_A}srgbClr').get('val')}"
            for one in bars
            if one.find(f"{_C}spPr/{_A}solidFill/{_A}srgbClr") is not None
        }
        assert fills <= {str(fill) for fill in drawn}
        rounds = [row[1] for row in cells(chart)[1:] if row[1]]
        assert rounds == ["before", "after"] * (len(rounds) // 2)
        for row in cells(chart)[1:]:
            shares = [value for value in row[2:-1] if isinstance(value, int | float)]
            assert not shares or sum(shares) == pytest.approx(100, abs=0.6)


def test_what_the_colours_of_answers_mean_stands_above_the_first_question_of_every_chart() -> None:
    result = shared_sample()
    view = View(look=Look("en"), group=result.headline_groups[0])
    texts = [text for text in draw("answers", result, view).drawing.of_kind(Text) if isinstance(text, Text)]
    key = "".join(run.words for text in texts if text.role == "answers" for line in text.lines for run in line)
    for chart in charts_of(result, "answers"):
        found = etree.fromstring(chart.xml)
        assert found.find(f".//{_C}legend") is None
        words = "".join(found.xpath("string((//*[local-name()='dLbl'])[last()]/ancestor::*[local-name()='dLbls'])"))
        assert "".join(words.split()).startswith("".join(key.split()))


def test_rows_that_have_no_room_go_on_in_another_chart_under_their_heading() -> None:
    result = many_groups(sides=True)
    charts = charts_of(result, "groups")
    assert len(charts) > 1
    assert all(chart.height <= PLACE.height + 8 for chart in charts)
    labels = [row[0] for chart in charts for row in cells(chart)[1:]]
    assert len(labels) == len(set(labels)) == len(result.group_rows)


def test_words_of_the_questionnaire_stay_words() -> None:
    (chart, *_) = charts_of(many_groups(), "groups")
    labels = [str(row[0]) for row in cells(chart)[1:]]
    assert all(label.lower().startswith(ODD[:12].lower()) for label in labels)
    assert b"<b>" not in chart.xml
    assert b"\x07" not in chart.xml


@pytest.mark.parametrize("figure", ["cells", "ratings"])
def test_matrices_are_tables_of_shaded_cells(figure: str) -> None:
    view = replace(all_figures()[figure].views(shared_sample())[0], look=Look("ar"))
    found = native_of(shared_sample(), figure, view, PLACE)
    assert isinstance(found, Matrix)
    assert found.rtl
    assert any(cell.fill for _, row in found.rows for cell in row)
    assert all(len(row) == len(found.heads) for _, row in found.rows)


@pytest.mark.parametrize("raters", ["side", "group"])
def test_the_key_of_who_rates_whom_is_true_of_its_cells(raters: str) -> None:
    view = View(look=Look("en"), raters=raters)
    found = native_of(shared_sample(), "ratings", view, PLACE)
    assert isinstance(found, Matrix)
    cells_shown = [cell for _, row in found.rows for cell in row if cell.fill and "→" in cell.lines[0]]
    assert cells_shown
    after = [float(cell.lines[0].split("→")[1]) for cell in cells_shown]
    key = ["".join(run.words for run in line) for line in found.key or ()]
    assert ("after: above the middle" in "".join(key)) is any(level > 50 for level in after)
    assert ("after: below the middle" in "".join(key)) is any(level < 50 for level in after)
