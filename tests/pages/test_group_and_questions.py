"""The page of a group, and the questions chosen by aspect and words; both by their address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from metrics import group_label, shared
from tests.benchmarks.made_survey import survey_in_memory
from tests.pages.opening import open_edition, open_page, text_of
from tests.pages.page_figures import page_figures
from tests.remembered import analyse
from tests.sample import shared_sample
from words import LANGUAGES, say


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_has_a_page_with_its_finding_aspects_questions_and_ratings(language: str) -> None:
    app = open_page("groups", language, group="women")
    assert not app.exception
    name = group_label(shared_sample(), "women", language)
    assert [re.sub(r"\\(.)", r"\1", one.value) for one in app.header] == [name]
    assert [figure.name for figure in page_figures(app)] == ["group_dimensions", "group_answers"]
    assert say("screens.page_mutual", language) in [one.value for one in app.subheader]
    assert app.query_params["group"] in ("women", ["women"])
    assert "55" in text_of(app)


def test_without_a_group_the_page_shows_all_and_leads_to_each() -> None:
    app = open_page("groups", "en")
    assert [figure.name for figure in page_figures(app)] == ["groups", "cells"]
    assert "group" not in app.query_params
    ways = [re.sub(r"\\(.)", r"\1", one.label) for one in app.button]
    assert all(group_label(shared_sample(), group.name, "en") in ways for group in shared_sample().group_rows)


def test_a_group_that_is_opened_stands_in_the_address_and_one_press_leads_back() -> None:
    app = open_page("groups", "en")
    app.button("open_women").click().run()
    assert app.query_params["group"] in ("women", ["women"])
    assert [figure.name for figure in page_figures(app)] == ["group_dimensions", "group_answers"]
    app.button("all_groups").click().run()
    assert [figure.name for figure in page_figures(app)] == ["groups", "cells"]


def test_a_group_that_is_not_shown_says_so_and_shows_all() -> None:
    app = open_page("groups", "en", group="fiia")
    assert [one.value for one in app.warning] == [say("protection.not_in_edition", "en")]
    assert [figure.name for figure in page_figures(app)] == ["groups", "cells"]


def test_questions_are_chosen_by_aspect_and_words_in_the_address() -> None:
    app = open_page("questions", "en", aspect="predictability", search="EXPECT")
    assert not app.exception
    (figure,) = page_figures(app)
    assert sum("I know what to expect" in words for words in figure.said) == len(figure.said) > 0
    assert app.query_params["search"] in ("EXPECT", ["EXPECT"])


def test_where_no_question_matches_one_click_shows_all_again() -> None:
    app = open_page("questions", "en", search="xyz")
    assert not page_figures(app)
    assert [one.value for one in app.info] == [say("screens.questions_none_match", "en")]
    app.button("questions_all").click().run()
    assert len(page_figures(app)) == 1
    assert "search" not in app.query_params


def test_many_questions_are_opened_aspect_by_aspect_with_a_line_of_what_was_found(tmp_path: Path) -> None:
    made = shared(analyse(survey_in_memory(tmp_path, 60, 60, 3, seed=3, non_answers=0.0)))
    app = open_edition(made, "questions", "en")
    assert not app.exception
    assert [figure.name for figure in page_figures(app)] == ["answers_0"]
    lines = [one.label for one in app.expander]
    assert len(lines) == 8
    assert all("of 8 questions" in line for line in lines[:-1])
    assert "of 4 questions" in lines[-1]
    app = open_edition(made, "questions", "en", search="Statement 11")
    assert [figure.name for figure in page_figures(app)] == ["answers"]
    app = open_edition(made, "groups", "en", group="ALL")
    assert not app.exception
