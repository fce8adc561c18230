"""Figures: every row has its n, colour means direction, nothing hidden leaks, text holds in every language."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache

import pytest

from charts import Look, Picture, View, all_figures, dimension_rows, draw
from charts.drawing.titles import fitting, of_sides
from charts.figures.cells import not_shown
from charts.primitives.drawing import Bar, Text
from charts.primitives.look import CERTAIN, DARK, LIGHT, Palette
from metrics import (
    ALL,
    INDEX,
    PROTECTED,
    Protected,
    Settings,
    analyse,
    group_label,
    measure_label,
    sentence,
    to_document,
)
from metrics.findings.verdicts import POINTING
from metrics.result import from_document
from metrics.result.sentences import finding
from tests.charts.contrast import contrast
from tests.sample import sample_result, sample_survey
from words import LANGUAGES, say


def _views() -> dict[str, tuple[str, View]]:
    """A view of every figure that the sample has: of ratings one by the sides and one by the groups."""
    found: dict[str, tuple[str, View]] = {}
    for name, figure in all_figures().items():
        for view in figure.views(sample_result()):
            found.setdefault(f"{name}_{view.raters}" if name == "ratings" else name, (name, view))
    return found


VIEWS = _views()
OF_THE_HEADLINE = [name for name in VIEWS if name not in ("pairs", "reliability")]
"""Figures that rest on the people of the headline."""


@cache
def picture(name: str, look: Look) -> Picture:
    figure, view = VIEWS[name]
    return draw(figure, sample_result(), replace(view, look=look, edition="Edition"))


@cache
def result_with_more_hidden() -> Protected:
    return analyse(sample_survey(), Settings(threshold=8))


def _words(drawn: Picture) -> str:
    return " ".join(str(note.text) for note in drawn.figure.layout.annotations)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", VIEWS)
def test_every_figure_is_drawn_in_every_language(name: str, language: str) -> None:
    drawn = picture(name, Look(language))
    assert drawn.title
    assert drawn.alternative
    json.loads(drawn.figure.to_json())


@pytest.mark.parametrize("name", VIEWS)
def test_a_figure_for_a_report_carries_its_title_and_the_code_on_white(name: str) -> None:
    drawn = picture(name, Look("en", dark=True, report=True))
    joined = _words(drawn).replace("<br>", " ")
    assert drawn.title in joined
    assert sample_result().code in joined
    assert "Edition" in joined
    assert drawn.figure.layout.paper_bgcolor == LIGHT.ground
    assert drawn.figure.layout.width
    assert drawn.figure.layout.height


@pytest.mark.parametrize("name", VIEWS)
def test_every_row_says_how_many_people_it_rests_on(name: str) -> None:
    assert re.search("people|complete answers", _words(picture(name, Look("en"))))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_marks_stand_out_from_their_ground(palette: Palette) -> None:
    for text in ("ink", "muted", "up", "down", "neither"):
        assert contrast(getattr(palette, text), palette.ground) >= 4.5, text
    for mark in ("up", "down", "neither"):
        assert contrast(getattr(palette, mark), palette.band) >= 3, mark


def test_axes_run_right_to_left_in_arabic_so_that_after_lies_in_reading_direction() -> None:
    for name in ("sides", "dimensions", "answers", "ratings_side", "gaps"):
        low, high = picture(name, Look("ar")).figure.layout.xaxis.range
        assert low > high
        low, high = picture(name, Look("en")).figure.layout.xaxis.range
        assert low < high


def test_a_protected_row_has_no_point_and_no_number() -> None:
    result = sample_result()
    hidden = [row for row in result.changes if row.verdict == PROTECTED]
    assert hidden
    row = hidden[0]
    drawn = draw("answers", result, View(Look("en"), "Edition", group=row.group, order="asked"))
    assert "not shown" in _words(drawn)
    hatched = [bar for bar in drawn.figure.data if bar.marker.pattern and bar.marker.pattern.shape == "/"]
    assert hatched
    assert all(bar.hoverinfo == "skip" for bar in hatched)


def test_groups_stand_in_the_instruments_order_never_by_their_trust() -> None:
    result = sample_result()
    names = [group.name for group in result.group_rows if (INDEX, group.name) in result.change_of]
    rows = [row.group for row in result.changes if row.measure == INDEX and row.group in names]
    assert rows == names


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_answers_together_stand_below_the_sides_and_not_in_the_title(language: str) -> None:
    result = sample_result()
    drawn = draw("sides", result, View(Look(language), "Edition"))
    heights = {
        group: next(
            note.y for note in drawn.figure.layout.annotations if group_label(result, group, language) in note.text
        )
        for group in (*result.headline_groups, ALL)
    }
    assert min(heights, key=heights.__getitem__) == ALL
    assert drawn.title == fitting(list(of_sides(result, language)))
    assert sentence(result, result.change_of[INDEX, ALL], language) in drawn.alternative
    rules = [shape.y0 for shape in drawn.figure.layout.shapes if shape.xref == "paper"]
    assert len(rules) == 1
    assert heights[ALL] < rules[0] < min(heights[group] for group in result.headline_groups)


def test_where_there_are_no_sides_all_answers_together_are_the_only_row() -> None:
    document = to_document(sample_result())
    document["survey"]["sides"] = []
    document["changes"] = [row for row in document["changes"] if not row["group"].startswith("SIDE:")]
    result = from_document(document)
    drawn = draw("sides", result, View(Look("en"), "Edition"))
    assert drawn.title == "All answers together: trust rose"
    assert drawn.alternative.count(finding(result, result.change_of[INDEX, ALL], "en")) == 1
    assert not [shape for shape in drawn.figure.layout.shapes if shape.xref == "paper"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OF_THE_HEADLINE)
def test_the_caption_of_a_figure_on_a_screen_is_what_a_report_says_below_the_title(name: str, language: str) -> None:
    on_screen, in_report = picture(name, Look(language)), picture(name, Look(language, report=True))
    assert on_screen.caption == in_report.caption
    assert say("figures.who_matched", language) in on_screen.caption
    assert _plain(on_screen.caption) in _plain(_words(in_report))
    assert _plain(on_screen.caption) not in _plain(_words(on_screen))


def _plain(text: str) -> str:
    return "".join(re.sub("<br>|[\u2066-\u2069]", " ", text).split())


@pytest.mark.parametrize("report", [False, True], ids=["screen", "report"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_protected_cell_says_so_in_words(language: str, report: bool) -> None:
    result = result_with_more_hidden()
    groups = {group.name for group in result.group_rows}
    hidden = [row for row in result.changes if row.verdict == PROTECTED and row.group in groups]
    cells = [row for row in hidden if row.level in {"index", "dimension"}]
    assert cells
    drawn = draw("cells", result, View(Look(language, report=report), "Edition"))
    words = _plain(say("findings.short_protected", language))
    said = [note for note in drawn.figure.layout.annotations if _plain(note.text) == words]
    assert len(said) == len(cells)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_protected_cell_fit_into_it_or_are_left_out(language: str) -> None:
    for room in range(10, 330, 20):
        lines = not_shown(Look(language), room).split("\n")
        assert len(lines) <= 2
        assert all(6 * len(line) <= room for line in lines)
    assert not_shown(Look(language), 66)
    assert not not_shown(Look(language), 17)


def _cells(look: Look) -> tuple[list[Bar], list[Text]]:
    parts = picture("cells", look).drawing.parts
    return [one for one in parts if isinstance(one, Bar)], [one for one in parts if isinstance(one, Text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_is_filled_where_it_is_certain_outlined_where_it_points_and_else_a_number_alone(language: str) -> None:
    result = sample_result()
    rows = [row for group in result.group_rows for row in dimension_rows(result, group.name) if row.change is not None]
    for look in (Look(language), Look(language, wide=True), Look(language, report=True)):
        bars, texts = _cells(look)
        assert len(bars) == len(rows)
        by_sentence = {bar.hover: bar for bar in bars}
        for row in rows:
            bar = by_sentence[sentence(result, row, language)]
            assert (bar.fill is not None) == (row.verdict in CERTAIN)
            assert (bar.outline is not None) == (row.verdict in (*CERTAIN, *POINTING))
        assert not any(mark in text.words for text in texts for mark in "≥≤≷≈" if not text.role)


@pytest.mark.parametrize("language", LANGUAGES)
def test_aspects_are_named_above_their_columns_or_in_each_cell_and_never_by_number(language: str) -> None:
    result = sample_result()
    names = [measure_label(result, one.name, language) for one in result.measures if one.level == "dimension"]
    for look in (Look(language), Look(language, wide=True), Look(language, report=True)):
        _, texts = _cells(look)
        said = [_plain(text.words) for text in texts]
        times = {said.count(_plain(name)) for name in names}
        assert times == {1} or (times == {len(result.group_rows)} and not look.report)


@pytest.mark.parametrize("name", ["sides", "groups", "dimensions", "gaps"])
def test_a_mark_at_the_end_of_the_axis_is_not_cut_in_half(name: str) -> None:
    traces = [trace for trace in picture(name, Look("en")).figure.data if trace.type == "scatter"]
    assert traces
    assert all(trace.cliponaxis is False for trace in traces)


def test_the_headline_is_a_row_a_side() -> None:
    assert sample_result().headline_groups == ("SIDE:civil_society", "SIDE:security")
