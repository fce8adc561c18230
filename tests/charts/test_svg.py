"""A drawing as SVG: laid out for every width without a script, and each of its places says its sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from charts import Look, all_figures, draw
from charts.primitives.drawing import At, Axis, Bar, Drawing, Margins, Mark, Primitive, Row, Segment, Text
from charts.primitives.on_screen import figure_element
from charts.primitives.places import places_of
from charts.primitives.svg import svg
from charts.primitives.writing import one_colour
from metrics import sentence
from tests.sample import shared_sample
from words import LANGUAGES


def drawing(*parts: Primitive, rows: tuple[Row, ...] = (), rtl: bool = False) -> Drawing:
    """On an axis from 0 to 100, with margins of 14 and 84 pixels."""
    axis, margins = Axis(0.0, 100.0, (), "#000000"), Margins(14, 84, 8, 30)
    return Drawing(parts, axis, margins, 138, None, "#FFFFFF", "#000000", rtl, rows, "Title", "", "")


def test_shares_of_the_plot_are_percentages_and_pixels_are_a_shift() -> None:
    text = Text(At(1.0, shift=12), -50, one_colour("+8"), 13, "#000000")
    written = svg(drawing(Mark(25.0, -50, 13, fill="#111111"), Segment(25.0, 75.0, -50, "#222222", 4.0), text), "one")
    assert 'style="padding:0 84px 0 14px"' in written
    assert re.search(r'<circle cx="25%" cy="58" r="6.5"', written)
    assert re.search(r'<rect x="25%" width="50%" y="56" height="4" fill="#222222"', written)
    assert re.search(r'<text x="100%"[^>]* transform="translate\(14\)"', written)
    assert "viewBox" not in written


def test_a_figure_from_right_to_left_is_its_mirror() -> None:
    written = svg(
        drawing(Mark(25.0, -50, 13, fill="#111111"), Bar(0.0, 10.0, -50, 20, fill="#333333"), rtl=True), "one"
    )
    assert 'cx="75%"' in written
    assert '<rect x="90%" width="10%"' in written


def test_places_are_met_row_by_row_a_row_before_its_bars_and_bars_that_say_the_same_are_one() -> None:
    bars = (Bar(50.0, 50.0, -90, 20, hover="b"), Bar(0.0, 50.0, -90, 20, hover="a"))
    same = (Bar(0.0, 50.0, -130, 20, hover="c"), Bar(50.0, 50.0, -130, 20, hover="c"))
    rows = (Row(-90, "second", "", -60, -110, "row two"), Row(-30, "first", "", 0, -50, "row one"))
    quiet = Mark(10.0, -30, 13, hover="its row speaks for it")
    found = places_of(drawing(*same, *bars, quiet, rows=rows))
    assert [(place.said, place.line) for place in found] == [
        ("row one", 0),
        ("row two", 1),
        ("a", 2),
        ("b", 2),
        ("c", 3),
    ]
    assert (found[-1].low, found[-1].high) == (0.0, 100.0)


def test_a_page_is_given_one_drawing_where_both_are_alike_and_else_both() -> None:
    one, other = drawing(Mark(25.0, -50, 13)), drawing(Mark(35.0, -50, 13))
    assert figure_element(one, one, "a", "words").count("<svg") == 1
    both = figure_element(one, other, "a", "words")
    assert both.index('class="narrow"') < both.index("25%") < both.index('class="wide"') < both.index("35%")


def test_what_a_label_holds_is_no_markup() -> None:
    row = Row(-30, "", "", 0, -50, '"><script>alert(1)</script>')
    written = svg(drawing(rows=(row,)), "one")
    assert "<script" not in written
    assert unescape(re.findall('aria-label="([^"]*)"', written)[0]) == row.said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_every_figure_says_a_sentence(language: str) -> None:
    """A row speaks itself, or what is in it does: nothing on it is left to a look."""
    result = shared_sample()
    for name, figure in all_figures().items():
        for view in figure.views(result)[:1]:
            picture = draw(name, result, replace(view, look=Look(language)))
            places = places_of(picture.drawing)
            for row in picture.drawing.rows:
                inside = [one.said for one in places if row.bottom <= (one.top + one.bottom) / 2 <= row.top]
                assert inside, (name, row.label)
                assert all(inside)


def test_a_dumbbell_or_a_change_says_the_sentence_of_its_finding() -> None:
    result = shared_sample()
    said = [row.said for row in draw("groups", result).drawing.rows]
    groups = [group.name for group in result.group_rows]
    assert said == [sentence(result, result.change_of["trust_index", group], "en") for group in groups]
