"""No page calls an index trust that the questionnaire names otherwise, nor does the menu above it."""

from __future__ import annotations

import re
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from metrics import shared
from metrics.result.units import UNITS
from tests.named_index import NAME, found, named, renamed
from tests.pages.opening import PAGES, open_edition, open_page
from tests.remembered import analyse
from tests.sample import asked_once, sample_survey
from words import LANGUAGES, say

KEYS = re.compile(r"\w+_mutual_trust\w*")
"""Names of our own elements, which no page shows."""


def words_of(app: AppTest) -> str:
    """All that the browser is given of a page to show, without the escapes of Markdown."""
    given = [one.proto.SerializeToString() for one in app.main if getattr(one, "proto", None) is not None]
    return KEYS.sub("", b" ".join(given).decode("utf-8", "replace").replace("\\", ""))


@pytest.mark.parametrize("units", UNITS)
@pytest.mark.parametrize("page", [page for page in PAGES if page != "surveys"])
def test_no_page_speaks_of_trust(page: str, units: str) -> None:
    result = shared(named(), named="sides" if units == "points" else None)
    for language in LANGUAGES if units == "trusting" else LANGUAGES[:1]:
        app = open_edition(result, page, language, units=units)
        assert not app.exception
        assert found(words_of(app), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_index_cannot_be_compared_its_name_is_said(language: str) -> None:
    result = shared(analyse(asked_once(renamed(sample_survey()), "most")))
    app = open_edition(result, "overview", language)
    assert NAME[language] in app.warning[0].value
    assert found(words_of(app), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_is_that_of_the_edition_shown(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    titles: list[list[str]] = []
    navigation = st.navigation

    def noted(pages: list[st.Page], **how: Any) -> st.Page:
        titles.append([page.title for page in pages])
        return navigation(pages, **how)

    monkeypatch.setattr(st, "navigation", noted)
    open_edition(shared(named()), "overview", language)
    assert say("screens.page_mutual_of_index", language) in titles[-1]
    assert found(" ".join(titles[-1]), language) == []
    open_page("overview", language, edition="sample")
    assert say("screens.page_mutual", language) in titles[-1]
