"""Published editions: names, places, days and the officer's notes of one are corrected; its numbers never are."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.shell import editions
from pages.shell.choices import choose_option
from pages.shell.language import language, words
from pages.shell.plain import plain
from pages.steps.publish.notes import corrected_notes, fields_of_notes, forget_corrected_notes
from pages.steps.publish.rounds import corrected_names, fields_of_rounds, forget_corrected_names
from pages.steps.publish.words import path_words
from reports.report import LONGEST_NAME
from store import Edition, EditionError
from surveys import SurveyError

_CORRECTED, _REFUSED = "edition_corrected", "edition_not_corrected"


def correct_published() -> None:
    """A published edition is chosen, and what it is called is corrected; nothing where none is published."""
    shelf = editions.published()
    if not shelf:
        return
    with st.expander(path_words("correct"), icon=":material/edit:", key="open_correct"):
        if st.session_state.pop(_CORRECTED, False):
            st.success(path_words("corrected"), icon=":material/check_circle:")
        if refused := st.session_state.pop(_REFUSED, None):
            st.error(plain(refused))
        st.markdown(path_words("correct_text"))
        names = editions.names_on_shelf(shelf)
        chosen = choose_option(
            st.selectbox,
            "correct_which",
            path_words("correct_which"),
            ("", *names),
            lambda edition: names.get(edition, words("edition_choose")),
        )
        if edition := next((one for one in shelf if one.id == chosen), None):
            _fields(edition)


def _fields(edition: Edition) -> None:
    """The fields of an edition, and of its rounds where it can be read."""
    left, middle, right = st.columns([2, 1, 1])
    key = f"correct_{edition.id}"
    typed: dict[str, Any] = {"max_chars": LONGEST_NAME, "persist_state": "session"}
    left.text_input(words("event_title"), value=edition.title, key=f"{key}_title", **typed)
    middle.text_input(words("event_place"), value=edition.place, key=f"{key}_place", **typed)
    right.date_input(words("event_day"), value=edition.held_on, key=f"{key}_day", persist_state="session")
    try:
        result = editions.read(edition.id)
        fields_of_rounds(result, key)
        fields_of_notes(result, key, editions.notes_of(edition.id))
    except EditionError as error:
        st.error(plain(error.message(language())))
    st.button(path_words("correct_now"), on_click=_correct, args=(edition.id,), key="correct_now")


def _correct(edition: str) -> None:
    state, key = st.session_state, f"correct_{edition}"
    try:
        rounds = corrected_names(editions.read(edition), key)
        editions.correct(edition, state[f"{key}_title"], state[f"{key}_place"], state[f"{key}_day"], rounds)
        editions.write_notes(edition, corrected_notes(key, editions.notes_of(edition)))
    except EditionError as error:
        state[_REFUSED] = error.message(language())
        return
    except SurveyError as error:
        state[_REFUSED] = " ".join(issue.message(language()) for issue in error.issues)
        return
    forget_corrected_names(key)
    forget_corrected_notes(key)
    state[_CORRECTED] = True
