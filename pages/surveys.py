"""Surveys: files, checks, settings, publish: the officer's path from a spreadsheet to an edition."""

from __future__ import annotations

from datetime import date

import streamlit as st

from metrics import ESTIMANDS, Protected, Settings, analyse
from pages.parts import editions
from pages.parts.address import choose
from pages.parts.issues import issue_list
from pages.parts.navigation import show
from pages.parts.reader import language, words
from pages.parts.upload import Files, choose_files, read_files
from store import EditionError
from surveys import Survey, SurveyError


def main() -> None:
    """Draws the page: each step appears when the one before it is done."""
    st.title(words("page_surveys"))
    st.markdown(words("surveys_lead"))
    _step(1, "files")
    files = choose_files()
    if files is None:
        return
    survey = read_files(files)
    if survey is None:
        return
    _step(2, "checks")
    issue_list(survey.issues)
    _step(3, "settings")
    result = _analysed(files, survey)
    if result is not None:
        _step(4, "publish")
        _publish(result)


def _step(number: int, name: str) -> None:
    st.header(f"{number} · {words(f'step_{name}')}", divider="gray")


def _analysed(files: Files, survey: Survey) -> Protected | None:
    """Asks for the settings and analyses; the result becomes the draft of this visit."""
    title, place, held_on = _event()
    settings = _settings()
    try:
        with st.spinner(words("analysing")):
            result = analyse(survey, settings)
    except SurveyError as error:
        issue_list(error.issues)
        return None
    issue_list([issue for issue in result.issues if issue not in survey.issues])
    editions.keep_draft(editions.Shown(editions.DRAFT, title or files.title, place, held_on, result))
    st.success(words("draft_ready"), icon=":material/check_circle:")
    st.button(words("see_draft"), on_click=_show, args=(editions.DRAFT,), key="see_draft")
    return result


def _event() -> tuple[str, str, date | None]:
    """Title, place and day of the platform."""
    left, middle, right = st.columns([2, 1, 1])
    title = left.text_input(words("event_title"), key="event_title", max_chars=200, persist_state="session")
    place = middle.text_input(words("event_place"), key="event_place", max_chars=200, persist_state="session")
    day = right.date_input(words("event_day"), value=None, key="event_day", persist_state="session")
    return title.strip(), place.strip(), day if isinstance(day, date) else None


def _settings() -> Settings:
    defaults = Settings()
    with st.expander(words("settings")):
        estimand = st.selectbox(
            words("set_estimand"), ESTIMANDS, format_func=lambda key: words(f"estimand_{key}"), key="set_estimand"
        )
        threshold = st.slider(words("set_threshold"), 3, 20, defaults.threshold, key="set_threshold")
        margin = st.slider(words("set_margin"), 1, 20, int(defaults.margin), key="set_margin")
    return Settings(estimand=estimand, threshold=threshold, margin=float(margin), lang=language())


def _publish(result: Protected) -> None:
    st.warning(words("not_yet_safe"), icon=":material/shield:")
    st.markdown(words("publish_text"))
    ready = bool(st.session_state.get("event_title", "").strip())
    if not ready:
        st.caption(words("title_needed"))
    st.button(words("publish"), type="primary", disabled=not ready, on_click=_store, args=(result,), key="publish")
    if error := st.session_state.pop("publish_error", None):
        st.error(error)


def _store(result: Protected) -> None:
    """Publishes the draft and shows it as an edition."""
    state = st.session_state
    try:
        edition = editions.shelf().publish(result, state.event_title, state.event_place, state.event_day)
    except EditionError as error:
        state["publish_error"] = error.message(language())
        return
    editions.drop_draft()
    _show(edition.id)


def _show(edition: str) -> None:
    """Chooses an edition and turns to the overview."""
    choose(editions.EDITION, edition)
    st.session_state[editions.TURN_TO_OVERVIEW] = True


show(main)
