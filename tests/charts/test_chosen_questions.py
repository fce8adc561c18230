"""Which questions a figure shows: those of an aspect, and those whose wording is searched."""

from __future__ import annotations

import pytest

from charts import Look, View, draw
from charts.drawing.questions.chosen import aspects_asked, chosen_questions, matches
from charts.drawing.questions.shares import ink_on, shade
from charts.primitives.drawing import Mark, Text
from metrics import measure_label
from tests.charts.contrast import contrast
from tests.sample import shared_sample
from words import LANGUAGES

GROUP = "SIDE:civil_society"


@pytest.mark.parametrize(
    ("wording", "search", "found"),
    [
        ("They keep promises made to us", "PROMISES keep", True),
        ("They keep promises made to us", "promises kept", False),
        ("Les élèves", "eleves", True),
        ("تَثِقُ بالمؤسسات الأمنيّة", "تثق الامنية", True),
        ("ثقتي كبيرة في الوزارة", "ثقتى", True),
        ("متمانەم بە پۆلیس هەیە", "بە پۆليس", True),
        ("Anything", "", True),
        ("Anything", " ?! ", True),
    ],
)
def test_a_wording_is_found_whatever_its_case_accents_and_vowel_signs(wording: str, search: str, found: bool) -> None:
    assert matches(wording, search) == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_aspect_has_its_questions_alone_and_a_search_finds_each_by_its_own_wording(language: str) -> None:
    result, look = shared_sample(), Look(language)
    everything = chosen_questions(result, View(look, group=GROUP))
    aspects = aspects_asked(result, GROUP)
    of_aspects = [chosen_questions(result, View(look, group=GROUP, aspect=one)) for one in aspects]
    assert all(of_aspects)
    assert sum(map(len, of_aspects)) == sum(result.measure_of[row.measure].dimension is not None for row in everything)
    for row in everything:
        wording = measure_label(result, row.measure, language, GROUP)
        assert row in chosen_questions(result, View(look, group=GROUP, search=wording))


def test_the_title_says_what_was_chosen_and_where_nothing_matches_that_none_does() -> None:
    result = shared_sample()
    view = View(Look("en"), group=GROUP, aspect="predictability")
    assert (
        draw("answers", result, view).title
        == "Civil society — Predictability — Trust fell in 2 of 2 questions; none rose"
    )
    none = draw("answers", result, View(Look("en"), group=GROUP, search="xyz"))
    assert none.title == "Civil society — “xyz” — no question matches"
    assert not none.drawing.rows


def test_an_aspect_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="no aspect 'none'"):
        draw("answers", shared_sample(), View(aspect="none"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_share_can_be_read_in_its_bar(dark: bool) -> None:
    look = Look("en", dark=dark)
    for score in range(101):
        fill = shade(look, float(score))
        assert contrast(ink_on(look, fill), fill) >= 4.5, score


def test_means_stand_on_the_axis_of_the_bars_with_the_middle_of_the_scale_at_its_middle() -> None:
    """A question whose answers may not be shown, among others: 34 → 55 of 100, on an axis of 80 percent either way."""
    drawing = draw("answers", shared_sample(), View(Look("en"), group=GROUP)).drawing
    row = next(
        one for one in drawing.rows if "mean 34 → 55 (shares hidden)" in one.note.replace("\N{NO-BREAK SPACE}", " ")
    )
    marks = {part.role: part.x for part in drawing.of_kind(Mark) if part.y == row.y}
    assert drawing.axis.high == 80
    assert marks["before"] == pytest.approx(80 * (34 - 50) / 50)
    assert marks["after"] == pytest.approx(80 * (55 - 50) / 50)


def test_what_the_numbers_in_outlines_count_is_said_once_above_them() -> None:
    drawing = draw("answers", shared_sample(), View(Look("en"), group=GROUP)).drawing
    said = [part.words for part in drawing.of_kind(Text) if part.role == "head"]
    assert said == ["no answer"]
