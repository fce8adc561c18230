"""Figures call the rounds as the officer does: in keys, bars, cells, titles and hovers, in their own direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape

import pytest

from charts import Look, Picture, View, all_figures, draw, pair_label
from charts.figures.answers import _in_two_lines
from metrics import Protected, RoundName, with_round_names
from metrics.publish.round_names import LONGEST_NAME
from tests.charts.survey_rounds import result_with
from words import LANGUAGES

NAMES = {
    "pre": RoundName({"en": "Baseline", "ar": "القياس الأول", "ku": "پێوانەی یەکەم"}, date(2026, 3, 3)),
    "post": RoundName({"en": "Endline", "ar": "القياس الأخير", "ku": "پێوانەی کۆتایی"}),
    "followup_1": RoundName({"en": "6 months later"}, date(2027, 3, 3)),
}
HOSTILE = '<b>A</b> & <a href="x">'


@cache
def named(kind: str) -> Protected:
    result = result_with(kind)
    return with_round_names(result, {one.name: NAMES[one.name] for one in result.rounds if one.name in NAMES})


def texts(picture: Picture) -> Iterator[str]:
    """All words of a picture as they are read."""
    layout = picture.figure.layout
    marked = [note.text for note in layout.annotations]
    marked += [text for trace in picture.figure.data for text in trace.hovertext or ()]
    for text in (*marked, *(layout.xaxis.ticktext or ())):
        yield unescape(re.sub(r"<br>", " ", re.sub(r"</?b>|</?span[^>]*>", "", text)))
    yield from (picture.title, picture.alternative, picture.caption)


def bare(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text).replace("\N{NO-BREAK SPACE}", " ")


def words_of(name: str, result: Protected, look: Look, view: View) -> str:
    return bare(" ".join(texts(draw(name, result, replace(view, look=look, edition="Edition")))))


SHOW_ROUNDS = ("sides", "groups", "answers", "ratings", "gaps", "pairs", "reliability")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", SHOW_ROUNDS)
def test_each_figure_that_names_rounds_names_them_as_they_are_called(figure: str, language: str) -> None:
    result = named("three")
    views = all_figures()[figure].views(result)
    view = next((one for one in views if one.reliability_of == "pre"), views[0])
    said = words_of(figure, result, Look(language), view)
    assert (NAMES["pre"].label[language]) in said
    assert figure == "reliability" or NAMES["post"].label[language] in said


@pytest.mark.parametrize("figure", SHOW_ROUNDS)
def test_no_fixed_word_is_left_in_the_place_of_a_name(figure: str) -> None:
    result = named("three")
    fixed = r"^(?:[○●] )?(?:before|after|follow-up 1)$|\d before\b(?!,)|asked only before|answers before"
    for view in all_figures()[figure].views(result):
        for text in texts(draw(figure, result, replace(view, look=Look("en"), edition="Edition"))):
            assert not re.search(fixed, bare(text)), text


def test_the_day_stands_beside_the_mark_of_its_round() -> None:
    said = words_of("sides", named("three"), Look("en"), View())
    assert "○ Baseline, 3 March 2026" in said
    assert "● Endline " in said


def test_bars_have_two_lines_for_a_long_name_and_only_for_one() -> None:
    assert _in_two_lines("before") == "before"
    assert _in_two_lines("6 months later") == "6 months\nlater"
    assert _in_two_lines("Six months after the platform") == "Six months after\nthe platform"
    assert _in_two_lines("x" * LONGEST_NAME) == "x" * LONGEST_NAME
    assert _in_two_lines("\u2068Six months after the event\u2069").count("\n") == 1


@pytest.mark.parametrize("language", ["ar", "ku"])
def test_an_arrow_between_names_of_another_direction_points_the_way_of_the_language(language: str) -> None:
    latin = with_round_names(result_with("one"), {"pre": RoundName({"en": "Baseline"})})
    assert (
        pair_label(latin, ("pre", "pre"), language).replace("\xa0", " ")
        == "\u2068Baseline\u2069 ← \u2068Baseline\u2069"
    )


@pytest.mark.parametrize("report", [False, True])
def test_a_name_that_looks_like_markup_is_shown_as_it_stands(report: bool) -> None:
    result = with_round_names(result_with("three"), {"pre": RoundName({"en": HOSTILE})})
    for figure in SHOW_ROUNDS:
        for view in all_figures()[figure].views(result)[:2]:
            picture = draw(figure, result, replace(view, look=Look("en", report=report), edition="Edition"))
            marked = [note.text for note in picture.figure.layout.annotations]
            marked += [text for trace in picture.figure.data for text in trace.hovertext or ()]
            assert not any("<a" in text or "<b>A</b>" in text for text in marked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_as_long_as_may_be_leave_room_for_the_bars(language: str) -> None:
    longest = {
        "pre": RoundName({"en": "x" * LONGEST_NAME}),
        "post": RoundName({"en": "Half a year after the platform"}),
    }
    result = with_round_names(result_with("one"), {"pre": longest["pre"]})
    assert result.rounds[0].label
    whole = with_round_names(result_with("three"), longest)
    margin = draw("answers", whole, View(Look(language))).figure.layout.margin
    assert margin.l + margin.r <= 310


def test_a_name_over_two_lines_keeps_the_order_of_its_words_in_another_direction() -> None:
    """Each line is an isolate of its own: word by word, they would run the other way."""
    lines = _in_two_lines("\u2068Six months after the event\u2069").split("\n")
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines] == [
        "\u2068Six months\u2069",
        "\u2068after the event\u2069",
    ]
