"""From files to an edition: the sample at one click, publishing at the first click, doubts that ask again."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from pages.steps.publish.doubts import doubts
from store import Shelf
from surveys import Issue, Survey, Upload
from surveys.model.matching import Matching, Sureness, Wrong
from tests.pages.opening import give, open_page, text_of, with_sample
from tests.sample import AFTER, BEFORE, INSTRUMENT, sample_survey
from words import LANGUAGES, say


def press(app: AppTest, key: str) -> AppTest:
    app.button(key).click().run()
    assert not app.exception
    return app


def keys(app: AppTest) -> set[str]:
    return {str(one.key) for one in app.button}


def test_the_sample_is_read_at_one_click_as_if_it_were_uploaded() -> None:
    app = press(open_page("surveys"), "give_sample")
    read, uploaded = app.session_state["survey_read"], with_sample().session_state["survey_read"]
    assert [one.sha256 for one in read.survey.rounds] == [one.sha256 for one in uploaded.survey.rounds]
    assert app.session_state["analysed"].result == with_sample().session_state["analysed"].result
    assert say("screens.draft_ready", "en") in [one.value for one in app.success]


def test_the_sample_is_put_away() -> None:
    app = press(press(open_page("surveys"), "give_sample"), "forget_sample")
    assert "survey_read" not in app.session_state
    assert "publish" not in keys(app)


def test_a_file_of_ones_own_takes_the_place_of_the_sample() -> None:
    app = press(open_page("surveys"), "give_sample")
    app.file_uploader("upload_before").set_value((BEFORE.name, BEFORE.read_bytes(), "")).run()
    assert say("screens.after_missing", "en") in [one.value for one in app.info]


def test_publishing_is_offered_before_there_is_a_name_and_says_next_to_it_that_it_lacks() -> None:
    app = with_sample()
    assert not app.button("publish").disabled
    press(app, "publish")
    assert Shelf().editions() == ()
    assert [one.value for one in app.error].count(say("screens.title_needed", "en")) == 1
    app.text_input("event_title").set_value("Named").run()
    assert say("screens.title_needed", "en") not in [one.value for one in app.error]


def test_a_name_that_comes_with_the_click_is_published() -> None:
    app = with_sample()
    app.text_input("event_title").set_value("Typed just now")
    press(app, "publish")
    assert [edition.title for edition in Shelf().editions()] == ["Typed just now"]
    assert app.title[0].value == "Typed just now"
    assert "survey_read" not in app.session_state


def test_the_sample_is_published_and_forgotten() -> None:
    app = press(open_page("surveys"), "give_sample")
    app.text_input("event_title").set_value("Try")
    press(app, "publish")
    app.switch_page("pages/surveys.py").run()
    assert "survey_read" not in app.session_state


def test_before_publishing_the_officers_own_files_are_offered() -> None:
    app = with_sample()
    assert {"own_json", "own_xlsx", "own_checks", "own_questionnaire"} <= {
        str(one.key) for one in app.get("download_button")
    }
    assert say("path.before_forgetting", "en") in text_of(app)
    assert app.session_state["survey_read"].questionnaire.content == INSTRUMENT.read_bytes()


def test_files_are_swapped_by_hand_and_back() -> None:
    app = press(with_sample(), "swap_rounds")
    assert [one.file for one in app.session_state["survey_read"].survey.rounds] == [AFTER.name, BEFORE.name]
    assert any(issue.code == "rounds_swapped" for issue in app.session_state["survey_read"].survey.issues)
    assert "swap_doubted" in keys(app)
    press(app, "swap_doubted")
    assert [one.file for one in app.session_state["survey_read"].survey.rounds] == [BEFORE.name, AFTER.name]
    assert "swap_doubted" not in keys(app)


def swapped() -> AppTest:
    return give(open_page("surveys"), Upload.from_path(AFTER), Upload.from_path(BEFORE))


def test_swapped_rounds_stand_on_top_and_publishing_asks_again() -> None:
    app = swapped()
    doubt = doubts(app.session_state["survey_read"].survey)
    assert len(doubt) == 1
    boxes = [str(one.proto.body) for one in app.get("html") if "issue" in str(one.proto.body)]
    assert "doubt" in boxes[0]
    app.text_input("event_title").set_value("Doubtful")
    press(app, "publish")
    assert Shelf().editions() == ()
    assert any(AFTER.name in one for one in [text_of(app)])
    press(app, "publish_no")
    assert "publish" in keys(app)
    press(press(app, "publish"), "publish_yes")
    assert [edition.title for edition in Shelf().editions()] == ["Doubtful"]


@pytest.mark.parametrize(("share", "found"), [(0.96, 1), (0.5, 1), (0.49, 0)])
def test_matches_of_different_people_are_a_serious_doubt(share: float, found: int) -> None:
    wrong = Sureness("pre", "post", 40, 0, 0, 0, 0, 0, None, Wrong(share, share / 2, 1.0))
    survey: Survey = replace(sample_survey(), matching=Matching(sureness=(wrong,)))
    assert len(doubts(survey)) == found


@pytest.mark.parametrize("code", ["no_group_column", "groups_set_aside"])
def test_groups_that_are_asked_for_and_not_known_are_a_serious_doubt_said_once(code: str) -> None:
    issues = tuple(Issue("warning", code, f"{name}.xlsx", "Data", "A1", {"expected": "group"}) for name in "ab")
    assert len(doubts(replace(sample_survey(), issues=issues))) == 1


def test_the_sample_is_not_doubted() -> None:
    assert doubts(sample_survey()) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_path_is_there(language: str) -> None:
    words = json.loads((INSTRUMENT.parent / "words" / language / "path.json").read_text(encoding="utf-8"))
    assert all(words.values())
