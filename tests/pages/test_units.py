"""Levels and changes in the units that a reader chooses: in the address, on every page that shows them."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from metrics import INDEX
from metrics.result.units import ORIGINAL, TRUSTING, UNITS, beside
from tests.pages.opening import open_edition, open_page, text_of, turned_to
from tests.pages.page_figures import page_figures
from tests.sample import shared_sample
from words import LANGUAGES, say

PAGES = ("overview", "groups", "questions", "export")
"""The pages that have the switch."""


def switch(app: AppTest) -> Any:
    return next((one for one in app.get("button_group") if str(one.key).startswith("pick_units")), None)


def drawn(app: AppTest) -> str:
    """What the figures of a page are sent as."""
    return " ".join(text for figure in page_figures(app) for text in figure.texts)


@pytest.mark.parametrize("page", PAGES)
def test_what_is_shown_is_in_points_unless_something_else_is_chosen(page: str) -> None:
    app = open_edition(None, page, "en")
    assert not app.exception
    assert switch(app).value == UNITS[0]
    assert "units" not in app.query_params
    assert "own scale" not in text_of(app) + drawn(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_levels_of_the_headline_are_said_on_the_questionnaires_scale(language: str) -> None:
    result = shared_sample()
    app = open_edition(None, "overview", language, units=ORIGINAL)
    assert not app.exception
    for group in result.headline_groups:
        said = beside(result, result.change_of[INDEX, group], ORIGINAL, language)
        assert said
        assert "".join(said.split()).translate(_MARKS) in "".join(text_of(app).split())
    assert app.query_params["units"] == ORIGINAL


_MARKS = dict.fromkeys(range(0x2066, 0x206A))


def test_what_is_chosen_on_one_page_is_kept_on_the_next_and_stands_in_the_address() -> None:
    app = open_edition(None, "overview", "en")
    switch(app).set_value(ORIGINAL).run()
    assert app.query_params["units"] == ORIGINAL
    turned_to(app, "questions").run()
    assert switch(app).value == ORIGINAL
    assert "of\N{NO-BREAK SPACE}5" in drawn(app)
    turned_to(app, "method").run()
    assert switch(app) is None
    turned_to(app, "groups").run()
    assert not app.exception
    assert switch(app).value == ORIGINAL
    assert "of 5" in text_of(app)


def test_a_page_without_questions_does_not_offer_who_trusts_and_the_next_one_keeps_it() -> None:
    app = open_edition(None, "questions", "en")
    switch(app).set_value(TRUSTING).run()
    for page in ("overview", "groups"):
        turned_to(app, page).run()
        assert len(switch(app).options) == 2
        assert switch(app).value == UNITS[0]
        assert not app.warning
    turned_to(app, "questions").run()
    assert switch(app).value == TRUSTING


def test_who_trusts_is_shown_of_questions_and_other_pages_say_where_it_is() -> None:
    app = open_page("questions", "en", units=TRUSTING)
    assert "trusting\N{NO-BREAK SPACE}21%\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}53%" in drawn(app)
    note = say("screens.units_trusting_note", "en")
    assert note not in text_of(app)
    for page in ("overview", "groups"):
        app = open_page(page, "en", units=TRUSTING)
        assert note in text_of(app)
        assert not app.warning
    assert len(switch(open_page("groups", "en", group="women")).options) == len(UNITS)


def test_an_address_can_ask_for_no_other_unit() -> None:
    app = open_page("questions", "en", units="stars")
    assert switch(app).value == UNITS[0]
    assert "units" not in app.query_params


def test_mutual_trust_stays_in_points() -> None:
    app = open_page("mutual", "en", units=ORIGINAL)
    assert not app.exception
    assert switch(app) is None
    assert say("figures.key_no_scale", "en") not in drawn(app)
