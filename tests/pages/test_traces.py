"""The end of *Surveys*: the visit is wiped, an edition deleted, the copies elsewhere listed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from store import Shelf
from tests.pages.opening import open_page, text_of, turned_to, with_sample
from tests.sample import shared_sample
from words import LANGUAGES, say

FRAME = {"editions_on_shelf", "address", "current_edition", "visit_wiped", "framed", "visit", "visit_word", "bar"}
"""What every visit has in memory: the choices of the address, which editions there are, the published edition or the
sample that is shown, the word by which its tab knows it again, and the bar, which holds nothing."""


def with_files() -> AppTest:
    app = with_sample()
    app.text_input("event_title").set_value("A title that was typed").run()
    return app


def wiped(app: AppTest) -> AppTest:
    app.button("wipe").click().run()
    app.button("wipe_yes").click().run()
    assert not app.exception
    return app


def state(app: AppTest) -> set[str]:
    return set(app.session_state.keys())


def test_nothing_of_a_visit_is_left_in_its_memory_but_the_language() -> None:
    app = with_files()
    assert {"survey_read", "draft_edition", "analysed"} <= state(app)
    wiped(app)
    assert say("traces.wiped", "en") in [success.value for success in app.success]
    widgets = {key for key in state(app) if key.startswith(("pick_", "copy_", "begin_", "reminder_", "delete_"))}
    assert state(app) - widgets - FRAME <= {"tools_of_copies"}
    assert app.session_state["tools_of_copies"] == ()
    assert app.session_state["address"].kept == {"lang": "en", "edition": "sample"}
    assert app.session_state["address"].asked == {"lang": "en"}
    app.button("begin_anew").click().run()
    assert [app.file_uploader(f"upload_{when}").value for when in ("before", "after")] == [None, None]
    assert say("screens.step_files", "en") in text_of(app)
    assert "draft_edition" not in state(app)
    assert "A title that was typed" not in text_of(app)


def test_the_wipe_asks_first_and_can_be_left_alone() -> None:
    app = with_files()
    app.button("wipe").click().run()
    assert "survey_read" in state(app)
    app.button("wipe_no").click().run()
    assert "survey_read" in state(app)
    assert "wipe_yes" not in [button.key for button in app.button]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_outlives_the_wipe(language: str) -> None:
    app = wiped(open_page("surveys", language))
    assert say("traces.begin_anew", language) in [button.label for button in app.button]


def test_what_was_not_wiped_is_said_and_published_editions_stay() -> None:
    edition = Shelf().publish(shared_sample(), "Kept on the shelf")
    app = wiped(open_page("surveys"))
    assert any("Not gone" in text.value for text in app.markdown)
    assert Shelf().editions() == (edition,)


def test_an_edition_is_deleted_only_once_it_is_ticked() -> None:
    gone, kept = (Shelf().publish(shared_sample(), title) for title in ("Goes", "Stays"))
    app = open_page("surveys")
    app.selectbox("delete_which").set_value(gone.id).run()
    assert app.button("delete_now").disabled
    app.checkbox(f"delete_sure_{gone.id}").check().run()
    app.button("delete_now").click().run()
    assert not app.exception
    assert say("traces.deleted", "en") in [success.value for success in app.success]
    assert [edition.id for edition in Shelf().editions()] == [kept.id]
    assert app.selectbox("delete_which").value is None


def test_the_tool_of_the_files_is_named_and_remembered_when_they_are_forgotten() -> None:
    app = with_files()
    named = say("traces.copy_server_known", "en", tool="KoboToolbox")
    assert app.checkbox("copy_server").label == named
    app.button("publish").click().run()
    turned_to(app, "surveys").run()
    assert "survey_read" not in state(app)
    assert app.checkbox("copy_server").label == named


def test_each_copy_has_a_day_and_can_be_left_out() -> None:
    app = open_page("surveys")
    assert app.date_input("copy_downloads_by").value == date.today() + timedelta(days=7)
    assert len([box for box in app.date_input if str(box.key).startswith("copy_")]) == 7
    app.checkbox("copy_paper").uncheck().run()
    assert app.date_input("copy_paper_by").disabled
