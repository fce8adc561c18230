"""Setting a questionnaire up from the files: what the screen guesses, what may be changed, and what it makes."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from reports.instrument_workbook import instrument_workbook
from surveys import Upload, read_instrument
from surveys.mapping import Mapping
from tests.pages.opening import give, open_page, text_of
from tests.surveys.workbooks import answers
from words import LANGUAGES, say

HEADER = ["Participant code", "Your group", "I trust the police", "The police are corrupt", "The police are able"]
SCALE = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]


def typed(people: int, shift: int = 0) -> Upload:
    """A workbook as somebody types one: two groups, three questions."""
    rows = [
        [f"K{n:02}", ("Ministry", "Women's organisation")[n % 2], SCALE[(n + shift) % 5], SCALE[-n % 5], SCALE[n % 5]]
        for n in range(people)
    ]
    return answers(rows, header=HEADER, name=f"typed {shift}.xlsx")


def opened(*rounds: Upload, language: str = "en") -> AppTest:
    """*Surveys* with these files, and the questionnaire to be set up from them."""
    app = open_page("surveys", language)
    app.segmented_control(f"instrument_from_{language}").set_value("mapped").run()
    give(app, *rounds)
    if len(rounds) == 1:
        app.toggle("one_round").set_value(True).run()
    assert not app.exception
    return app


def mapping(app: AppTest) -> Mapping:
    found: Mapping = app.session_state["mapping_of_visit"].mapping
    return found


def widget(app: AppTest, kind: str, start: str, column: int) -> Any:
    """The widget of a column: their keys end with its index."""
    return next(
        one
        for one in app.get(kind)
        if (key := str(one.key)).startswith(f"mapping_{start}_") and key.endswith(f"_{column}")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_opens_in_each_language_with_what_needs_a_look(language: str) -> None:
    app = opened(typed(12), typed(12, 1), language=language)
    shown = text_of(app)
    assert "The police are corrupt" in shown
    assert say("mapping.why_against_words", language) in shown
    assert say("mapping.why_group_fallback", language) not in shown
    assert not app.button("mapping_use").disabled


def test_the_preview_shows_the_first_round_alone_and_follows_a_correction() -> None:
    app = opened(typed(10), typed(10, 1))
    # Scores of ten people over five answers: each item's mean is 50 whichever way it is turned.
    assert "Trust index" in text_of(app)
    before = app.session_state["mapping_preview"][1]
    assert [row.round for row in before.scores][:1] == ["pre"]
    widget(app, "toggle", "reversed", 3).set_value(False).run()
    assert not app.exception
    assert not mapping(app).columns[3].reversed
    assert app.session_state["mapping_preview"][1] is not before


def test_too_few_answers_show_no_number() -> None:
    app = opened(typed(4))
    assert say("mapping.preview_hidden", "en", threshold=5) in [info.value for info in app.info]


def test_what_is_used_is_read_analysed_and_can_be_changed_again() -> None:
    app = opened(typed(12), typed(12, 1))
    app.button("mapping_use").click().run()
    assert not app.exception
    result = app.session_state["analysed"].own
    assert result.matched == 12
    assert [side.name for side in result.sides] == ["security", "civil_society"]
    app.button("mapping_change").click().run()
    assert "analysed" not in app.session_state or app.session_state["mapping_of_visit"].used is None
    assert not app.button("mapping_use").disabled


def test_a_role_a_side_and_a_score_are_changed_with_the_mouse() -> None:
    app = opened(typed(12), typed(12, 1))
    which = next(one for one in app.get("button_group") if "which" in str(one.key))
    app.segmented_control(str(which.key)).set_value("items").run()
    widget(app, "selectbox", "role", 4).select("ignore").run()
    assert [column.role for column in mapping(app).columns][-1] == "ignore"
    side = next(one for one in app.selectbox if str(one.key).startswith("mapping_side_"))
    side.select("international").run()
    group = mapping(app).of_role("group")
    assert group is not None
    assert mapping(app).list_of[group.answers].answers[0].side == "international"
    score = next(one for one in app.selectbox if str(one.key).startswith("mapping_score_"))
    score.select(0.0).run()
    assert not app.exception
    item = mapping(app).items[0]
    assert mapping(app).list_of[item.answers].scores == (0.0, 2.0, 3.0, 4.0, 5.0)


def test_without_a_group_it_says_so_and_cannot_be_used() -> None:
    rows = [[SCALE[n % 5], f"words of {n}"] for n in range(12)]
    app = opened(answers(rows, header=["I trust the police", "Why?"]))
    assert say("mapping.problem_no_group", "en") in [warning.value for warning in app.warning]
    assert app.button("mapping_use").disabled


def test_what_is_saved_is_a_questionnaire_that_the_next_edition_opens() -> None:
    app = opened(typed(12), typed(12, 1))
    app.button("mapping_use").click().run()
    saved = app.session_state["survey_read"].survey.instrument
    assert read_instrument(Upload("next.xlsx", instrument_workbook(saved))) == saved
