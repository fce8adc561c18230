"""The tour goes over the pages in order, a step a page, and says what is true of the sample."""

from __future__ import annotations

import re

import pytest

from metrics import INDEX
from metrics.findings.verdicts import OPEN
from pages.sections.tour import STEPS
from tests.pages.opening import open_edition, open_page, text_of
from tests.sample import shared_sample
from words import LANGUAGES, say


def said(step: int, language: str) -> str:
    values = {"n": step, "total": len(STEPS), "least": shared_sample().settings.threshold}
    return re.sub("[\u2066-\u2069]", "", say(f"tour.step_{STEPS[step - 1]}", language, **values))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_stands_on_its_page_with_the_ways_on_and_back(language: str) -> None:
    for step in (1, 4, len(STEPS)):
        app = open_page(STEPS[step - 1], language, tour=str(step))
        assert not app.exception
        text = text_of(app)
        assert said(step, language) in text
        links = [link.proto.query_string for link in app.get("page_link") if link.proto.query_string]
        assert links == [f"tour={place}" for place in (step - 1, step + 1) if 0 < place <= len(STEPS)]
        app.button(key="tour_end").click().run()
        assert said(step, language) not in text_of(app)


def test_a_step_of_another_page_or_edition_is_not_shown() -> None:
    for app in (
        open_page("groups", "en", tour="1"),
        open_page("overview", "en", tour="99"),
        open_edition(shared_sample(), "overview", "en", tour="1"),
    ):
        assert not app.exception
        assert "tour_end" not in [button.key for button in app.button]


def test_what_the_tour_says_of_the_sample_is_true() -> None:
    result = shared_sample()
    groups = [result.change_of[INDEX, group.name] for group in result.group_rows]
    assert any(row.verdict in OPEN for row in groups)
    assert any(group.merged_from for group in result.group_rows)
    assert any(row.change is not None and row.ci_low is None for row in result.changes if row.level == "item")
    assert result.matrix
