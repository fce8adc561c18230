"""Surveys: files, checks, settings, publish: the officer's path from a spreadsheet to an edition."""

from __future__ import annotations

import streamlit as st

from metrics import Settings
from pages.server.memory import drop_uploads
from pages.shell.basket import forget_chosen
from pages.shell.editions import DRAFT
from pages.shell.language import pointing, words
from pages.shell.navigation import show
from pages.steps.checks import show_checks
from pages.steps.columns import forget_columns, show_columns
from pages.steps.draft import forget_draft, made_draft
from pages.steps.files.given import are_given, forget_given, swap_rounds
from pages.steps.mapping.visit import forget_mapping
from pages.steps.matching import forget_decisions, queue, with_decisions
from pages.steps.matching_quality import found_again
from pages.steps.open_answers import show_open_answers
from pages.steps.publish.doubts import show_doubts
from pages.steps.publish.notes import ask_draft_notes
from pages.steps.publish.own_files import offer_own_files
from pages.steps.publish.published import correct_published
from pages.steps.publish.publishing import publish_draft
from pages.steps.traces import show_traces, show_wiped, was_wiped
from pages.steps.upload import FINISHED_ONLY, forget, read_survey_of_visit

_STEPS = ("files", "checks", "settings", "publish")


def main() -> None:
    """Draws the page: each step appears when the one before it is done."""
    st.title(words("page_surveys"), anchor=False)
    if was_wiped():
        show_wiped()
        return
    st.markdown(words("surveys_lead"))
    path = st.empty()
    done = _steps()
    path.markdown("  ·  ".join(_mark(step, done) for step in range(len(_STEPS))))
    correct_published()
    show_traces()


def _steps() -> int:
    """The steps as far as they can be gone; returns how many are done."""
    _head(0)
    read = read_survey_of_visit(_forget)
    if read is None:
        return 0
    _head(1)
    read = with_decisions(read)
    show_doubts(read.survey, swap_rounds if are_given() else None)
    if read.survey.matching is not None:
        found_again(read.survey.matching.sureness)
        queue(read.survey, read.survey.matching)
    show_checks(read.survey)
    show_columns(read.survey.inspection.columns, can_change=are_given())
    show_open_answers(read.survey, int(st.session_state.get("set_threshold", Settings().threshold)))
    if any(issue.code in ("unfinished", "unfinished_left_out") for issue in read.survey.issues):
        st.toggle(words("finished_only"), key=FINISHED_ONLY, persist_state="session")
    _head(2)
    draft = made_draft(read)
    if draft is None:
        return 2
    _head(3)
    offer_own_files(read, draft.own, draft.event)
    ask_draft_notes(draft.result)
    publish_draft(draft.result, read.survey, _forget_published)
    return 3


def _head(step: int) -> None:
    st.header(f"{step + 1} · {words(f'step_{_STEPS[step]}')}", divider="gray", anchor=False)


def _mark(step: int, done: int) -> str:
    """A step of the path: done, next, or still to come."""
    name = words(f"step_{_STEPS[step]}")
    if step < done:
        return f":material/check_circle: {name}"
    return f"{pointing('arrow_circle_right')} **{name}**" if step == done else f":material/circle: {name}"


def _forget() -> None:
    """Forgets the files, and what was decided on them: an edition keeps its decisions."""
    forget()
    forget_given()
    forget_columns()
    forget_decisions()
    forget_chosen(DRAFT)
    drop_uploads()


def _forget_published() -> None:
    """Forgets all that an edition was made of."""
    _forget()
    forget_draft()
    forget_mapping()


show(main)
