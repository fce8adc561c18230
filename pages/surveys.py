"""Surveys: files, checks, settings, publish: the officer's path from a spreadsheet to an edition."""

from __future__ import annotations

import streamlit as st

from metrics import (
    Settings,
    Shared,
)
from pages.server.memory import drop_uploads
from pages.shell import editions
from pages.shell.language import language, words
from pages.shell.navigation import show
from pages.shell.why import protection_words
from pages.steps.checks import show_checks
from pages.steps.columns import forget_columns, show_columns
from pages.steps.draft import forget_draft, made_draft
from pages.steps.matching import decisions, forget_decisions, queue, with_decisions
from pages.steps.matching_quality import found_again
from pages.steps.open_answers import show_open_answers
from pages.steps.traces import show_traces, show_wiped, was_wiped
from pages.steps.upload import FINISHED_ONLY, are_given, forget, read_survey_of_visit
from store import EditionError
from surveys import Survey

_STEPS = ("files", "checks", "settings", "publish")


def main() -> None:
    """Draws the page: each step appears when the one before it is done."""
    st.title(words("page_surveys"))
    if was_wiped():
        show_wiped()
        return
    st.markdown(words("surveys_lead"))
    path = st.empty()
    done = _steps()
    path.markdown("  ·  ".join(_mark(step, done) for step in range(len(_STEPS))))
    show_traces()


def _steps() -> int:
    """The steps as far as they can be gone; returns how many are done."""
    _head(0)
    read = read_survey_of_visit(_forget)
    if read is None:
        return 0
    _head(1)
    read = with_decisions(read)
    if read.survey.matching is not None:
        found_again(read.survey.matching.sureness)
        queue(read.survey.matching)
    show_checks(read.survey)
    show_columns(read.survey.inspection.columns, can_change=are_given())
    show_open_answers(read.survey, int(st.session_state.get("set_threshold", Settings().threshold)))
    if any(issue.code in ("unfinished", "unfinished_left_out") for issue in read.survey.issues):
        st.toggle(words("finished_only"), key=FINISHED_ONLY, persist_state="session")
    _head(2)
    result = made_draft(read)
    if result is None:
        return 2
    _head(3)
    _publish(result, read.survey)
    return 3


def _head(step: int) -> None:
    st.header(f"{step + 1} · {words(f'step_{_STEPS[step]}')}", divider="gray")


def _mark(step: int, done: int) -> str:
    """A step of the path: done, next, or still to come."""
    name = words(f"step_{_STEPS[step]}")
    if step < done:
        return f":material/check_circle: {name}"
    return f":material/arrow_circle_right: **{name}**" if step == done else f":material/circle: {name}"


def _publish(result: Shared, survey: Survey) -> None:
    st.markdown(words("publish_text"))
    st.page_link("pages/protection.py", label=protection_words("before_publishing"), icon=":material/shield:")
    ready = bool(st.session_state.get("event_title", "").strip())
    if not ready:
        st.caption(words("title_needed"))
    st.button(
        words("publish"), type="primary", disabled=not ready, on_click=_store, args=(result, survey), key="publish"
    )
    if error := st.session_state.pop("publish_error", None):
        st.error(error)


def _store(result: Shared, survey: Survey) -> None:
    """Publishes the draft and shows it as an edition."""
    state = st.session_state
    sources = [round_.sha256 for round_ in survey.rounds]
    try:
        edition = editions.shelf().publish(
            result, state.event_title, state.event_place, state.event_day, decisions(survey), sources
        )
    except EditionError as error:
        state["publish_error"] = error.message(language())
        return
    _forget()
    forget_draft()
    state[editions.JUST_PUBLISHED] = True
    editions.turn_to(edition.id)


def _forget() -> None:
    """Forgets the files, and what was decided on them: an edition keeps its decisions."""
    forget()
    forget_columns()
    forget_decisions()
    drop_uploads()


show(main)
