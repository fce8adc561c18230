"""Every page of the sample edition, from the entry point, in every language: no exception, words in place."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from words import LANGUAGES, say

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = ("overview", "groups", "questions", "method", "export", "surveys")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import streamlit as st

    monkeypatch.setenv("THIQA_HOME", str(tmp_path))
    st.cache_resource.clear()


def open_page(page: str, language: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    if page != "overview":
        app.switch_page(f"pages/{page}.py").run()
    return app


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_without_an_exception(page: str, language: str) -> None:
    app = open_page(page, language)
    assert not app.exception
    assert app.title[0].value == (
        say("screens.sample_title" if page == "overview" else f"screens.page_{page}", language)
    )


@pytest.mark.parametrize("page", [page for page in PAGES if page != "surveys"])
def test_the_sample_says_that_it_is_synthetic_on_every_page(page: str) -> None:
    app = open_page(page, "en")
    assert any("ynthetic" in caption.value for caption in app.caption)


def test_publishing_and_export_say_that_it_is_not_yet_safe() -> None:
    app = open_page("export", "en")
    assert any("Not yet safe" in warning.value for warning in app.warning)
