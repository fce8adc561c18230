"""Every page of the sample edition, from the entry point, in every language: no exception, words in place."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics import AUDIENCES, shared
from pages.shell.plain import plain
from store import Shelf
from tests.pages.few import only_side
from tests.pages.opening import PAGES, bar, open_edition, open_page, text_of, turned_to
from tests.sample import sample_asked_once, sample_result, shared_sample
from words import LANGUAGES, say


@cache
def opened(page: str, language: str) -> AppTest:
    return open_page(page, language)


def title_of(page: str, language: str) -> set[str]:
    title = say("screens.sample_title" if page == "overview" else f"screens.page_{page}", language)
    return {title, plain(title)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_without_an_exception(page: str, language: str) -> None:
    app = opened(page, language)
    assert not app.exception
    assert app.title[0].value in title_of(page, language)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "surveys"])
def test_the_sample_says_that_it_is_synthetic_on_every_page(page: str) -> None:
    assert any("ynthetic" in caption.value for caption in opened(page, "en").caption)


def test_one_page_follows_another_and_the_language_stays() -> None:
    """Pages with a list come last: the test tool can't leave one whose options are made of words."""
    app = open_page("overview", "ar")
    for page in ("mutual", "method", "protection", "export", "surveys", "overview", "groups"):
        turned_to(app, page).run()
        assert not app.exception
        assert app.title[0].value in title_of(page, "ar")
    app = turned_to(open_page("overview", "ku"), "questions").run()
    assert app.title[0].value in title_of("questions", "ku")


def test_export_says_who_the_files_are_for() -> None:
    app = opened("export", "en")
    assert any(say("screens.handed_on_participants", "en") in caption.value for caption in app.caption)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_export_says_above_the_files_that_one_result_may_be_handed_on(audience: str, language: str) -> None:
    """In its two versions, where the page has both; the note is that of every result (rule 42)."""
    app = open_edition(shared(sample_result(), audience), "export", language)
    note = say("workbook.note_one_result", language)
    above = next(caption.value for caption in app.caption if note in caption.value)
    assert (say("screens.both_versions", language) in above) == (audience == "participants")
    shown = list(app.main)
    kinds = [getattr(element, "value", "") if element.type == "caption" else element.type for element in shown]
    assert kinds.index(above) < kinds.index("button")


@pytest.mark.parametrize("side", ["civil_society", None])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_where_a_side_or_everything_is_hidden(page: str, side: str | None) -> None:
    assert not open_edition(only_side(side), page, "en").exception


@pytest.mark.parametrize("what", ["aspect", "most"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_where_little_was_asked_both_times(page: str, what: str) -> None:
    assert not open_edition(sample_asked_once(what), page, "en").exception


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_says_first_that_trust_cannot_be_compared_as_a_whole(language: str) -> None:
    app = open_edition(sample_asked_once("most"), "overview", language)
    assert app.warning[0].value.startswith(say("issues.index_not_in_both_rounds", language)[:40])


@pytest.mark.parametrize("page", ["overview", "method"])
def test_a_page_names_what_was_asked_in_one_roundonly_side(page: str) -> None:
    result = sample_asked_once("aspect")
    asked_once = next(issue for issue in result.issues if issue.code == "asked_in_one_round")
    captions = [caption.value for caption in open_edition(result, page, "en").caption]
    assert sum(plain(asked_once.explained("en").wrong) in caption for caption in captions) == 1


def test_the_overview_does_not_say_so_where_one_aspect_is_missing() -> None:
    assert not open_edition(sample_asked_once("aspect"), "overview", "en").warning


@pytest.mark.parametrize("page", [page for page in PAGES if page != "surveys"])
def test_an_address_that_names_no_edition_shows_none_and_a_way_on(page: str) -> None:
    Shelf().publish(shared_sample(), "Another edition")
    app = open_page(page, None, edition="nowhere")
    assert not app.exception
    assert [title.value for title in app.title] == [say("screens.no_edition", "en")]
    assert say("screens.no_edition_text", "en") in [text.value for text in app.markdown]
    assert "Another edition" not in text_of(app)
    assert app.query_params["edition"] == "nowhere"
    assert bar(app)["edition"] == ""
    assert "Another edition" in bar(app)["editions"].values()
    app.query_params["edition"] = "sample"
    app.run()
    assert app.title[0].value != say("screens.no_edition", "en")
    assert app.query_params["edition"] == "sample"


def test_surveys_are_made_under_whatever_edition_the_address_names() -> None:
    app = open_page("surveys", "en", edition="nowhere")
    assert app.title[0].value == say("screens.page_surveys", "en")


def test_the_address_always_names_the_edition() -> None:
    app = open_page("overview", "en")
    assert app.query_params["edition"] == "sample"


def test_a_title_is_shown_as_it_is_written() -> None:
    edition = Shelf().publish(shared_sample(), "*Trust* ![x](https://example.org/x.png) $5$")
    app = open_page("overview", None, edition=edition.id)
    assert "![x]" not in app.title[0].value
    assert "\\!\\[x\\]" in app.title[0].value


def test_a_database_that_cannot_be_opened_is_reported_and_the_sample_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("THIQA_HOME", str(tmp_path / "file" / "home"))
    app = open_page("overview", "en")
    assert not app.exception
    assert any("THIQA" in error.value for error in app.error)
    assert app.title[0].value == plain(say("screens.sample_title", "en"))
