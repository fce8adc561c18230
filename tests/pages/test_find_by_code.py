"""A result is found again by the code that stands on a paper, on the page of methods."""

from __future__ import annotations

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from metrics import Settings, Shared, shared
from store import Shelf
from tests.pages.opening import bar, open_page, text_of
from tests.remembered import analyse
from tests.sample import sample_survey, shared_sample
from words import LANGUAGES, say


def with_threshold(threshold: int) -> Shared:
    return shared(analyse(sample_survey(), Settings(threshold=threshold)))


def looked_up(app: AppTest, code: str) -> AppTest:
    app.text_input("find_by_code").set_value(code).run()
    assert not app.exception
    return app


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_of_an_edition_shows_its_settings_and_opens_it(language: str) -> None:
    result = with_threshold(7)
    edition = Shelf().publish(result, "Building [trust]", "Baghdad", date(2023, 3, 14))
    app = looked_up(open_page("method", language), f"{result.code[:4].lower()} {result.code[4:]}")
    found = text_of(app)
    for part in ("Building [trust]", "Baghdad", "2023", f"{say('workbook.threshold', language)}: **7**", result.code):
        assert part in found
    app.button(f"find_by_code_{edition.id}").click().run()
    assert not app.exception
    assert bar(app)["edition"] == edition.id
    settings = text_of(app).partition(say("screens.settings", language))[2]
    assert re.search(rf"{say('workbook.threshold', language)}: \*\*7\*\*", settings)


def test_the_code_of_the_sample_shows_that_its_answers_are_made_up() -> None:
    app = looked_up(open_page("method"), shared_sample().code)
    assert say("reports.provenance_synthetic_text", "en") in text_of(app)


def test_a_code_of_no_edition_says_what_to_do() -> None:
    app = looked_up(open_page("method"), "1234*5678")
    (said,) = [one.value for one in app.info if "1234" in one.value]
    assert said == say("screens.find_by_code_none", "en", code="12345678")


@pytest.mark.parametrize("code", ["", " ", "--"])
def test_no_code_looks_for_nothing(code: str) -> None:
    app = looked_up(open_page("method"), code)
    assert not [one for one in app.button if str(one.key).startswith("find_by_code")]
