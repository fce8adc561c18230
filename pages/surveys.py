"""Surveys: files, checks, settings, publish: the officer's path from a spreadsheet to an edition."""

from __future__ import annotations

from datetime import date

import streamlit as st

from metrics import (
    AUDIENCES,
    ESTIMANDS,
    LARGEST_THRESHOLD,
    NAMED,
    SMALLEST_THRESHOLD,
    TESTS,
    Protected,
    Settings,
    Shared,
    analyse,
    shared,
)
from pages.server.memory import drop_uploads
from pages.shell import editions
from pages.shell.address import choose
from pages.shell.issues import issue_list
from pages.shell.language import language, words
from pages.shell.navigation import show
from pages.shell.why import protection_words
from pages.steps.checks import show_checks
from pages.steps.columns import forget_columns, show_columns
from pages.steps.matching import decisions, forget_decisions, queue, with_decisions
from pages.steps.matching_quality import found_again
from pages.steps.open_answers import show_open_answers
from pages.steps.traces import show_traces, show_wiped, was_wiped
from pages.steps.upload import FINISHED_ONLY, Read, are_given, forget, read_survey_of_visit
from store import EditionError
from surveys import Survey, SurveyError
from words import label_in, say

_ANALYSED = "analysed"
_STEPS = ("files", "checks", "settings", "publish")
_NO_BREAKDOWN = ""
"""An option like the others: where it is None, the list offers to clear it."""


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
    result = _draft(read)
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


def _draft(read: Read) -> Shared | None:
    """Asks for event and settings and analyses; the result becomes the draft of this visit, and what is shown."""
    title, place, held_on = _event()
    settings = _settings(read.survey)
    handed_on = _handed_on()
    kept = st.session_state.get(_ANALYSED)
    is_new = kept is None or kept[0] != (read.key, settings, *handed_on)
    if is_new:
        try:
            with st.spinner(words("analysing")):
                full = analyse(read.survey, settings)
                st.session_state[_ANALYSED] = ((read.key, settings, *handed_on), full, shared(full, *handed_on))
        except SurveyError as error:
            editions.drop_draft()
            issue_list(error.issues)
            return None
    own: Protected = st.session_state[_ANALYSED][1]
    result: Shared = st.session_state[_ANALYSED][2]
    editions.keep_draft(
        editions.ShownEdition(editions.DRAFT, title or words("draft_title"), place, held_on, result, own)
    )
    if is_new:
        choose(editions.EDITION, editions.DRAFT)
        st.rerun()
    issue_list([issue for issue in result.issues if issue not in read.survey.issues])
    st.success(words("draft_ready"), icon=":material/check_circle:")
    st.button(words("see_draft"), on_click=_show, args=(editions.DRAFT,), key="see_draft")
    return result


def _handed_on() -> tuple[str, str]:
    """Who the result is handed on to, and which groups it names."""
    left, right = st.columns(2)
    audience = left.radio(
        words("set_audience"),
        AUDIENCES,
        format_func=lambda key: words(f"audience_{key}"),
        key="set_audience",
        persist_state="session",
    )
    choices = NAMED if audience == "participants" else tuple(reversed(NAMED))
    named = right.selectbox(
        words("set_named"),
        choices,
        format_func=lambda key: words(f"named_{key}"),
        help=words("set_named_help"),
        key=f"set_named_{audience}",
        persist_state="session",
    )
    return audience, named


def _event() -> tuple[str, str, date | None]:
    """Title, place and day of the platform."""
    left, middle, right = st.columns([2, 1, 1])
    title = left.text_input(words("event_title"), key="event_title", max_chars=200, persist_state="session")
    place = middle.text_input(words("event_place"), key="event_place", max_chars=200, persist_state="session")
    day = right.date_input(words("event_day"), value=None, key="event_day", persist_state="session")
    return title.strip(), place.strip(), day if isinstance(day, date) else None


def _settings(survey: Survey) -> Settings:
    defaults = Settings()
    with st.expander(words("settings")):
        estimand = st.selectbox(
            words("set_estimand"),
            ESTIMANDS,
            format_func=lambda key: words(f"estimand_{key}"),
            key="set_estimand",
            persist_state="session",
        )
        threshold, margin = (
            st.slider(words(f"set_{name}"), *limits, key=f"set_{name}", persist_state="session")
            for name, limits in (
                ("threshold", (SMALLEST_THRESHOLD, LARGEST_THRESHOLD, defaults.threshold)),
                ("margin", (1, 20, int(defaults.margin))),
            )
        )
        test = st.selectbox(
            words("set_test"),
            ("auto", *TESTS.get(estimand, ())),
            format_func=lambda key: words("test_auto") if key == "auto" else say(f"findings.test_{key}", language()),
            key=f"set_test_{estimand}",
        )
        group_by = _group_by(survey)
        weighted = all(round_.weight is not None for round_ in survey.rounds)
        weights = weighted and st.toggle(words("set_weights"), key="set_weights", persist_state="session")
        invited = _invited(survey)
    return Settings(
        estimand=estimand,
        test=test,
        threshold=threshold,
        margin=float(margin),
        weights=weights,
        lang=language(),
        group_by=group_by,
        invited=invited,
    )


def _group_by(survey: Survey) -> str | None:
    """The breakdown to show beside the groups."""
    labels = {one.name: label_in(one.label, language()) or one.name for one in survey.breakdowns}
    if not labels:
        return None
    chosen = st.selectbox(
        words("set_group_by"),
        (_NO_BREAKDOWN, *labels),
        format_func=lambda name: labels.get(name, words("no_group_by")),
        help=words("set_group_by_help"),
        key="set_group_by",
        persist_state="session",
    )
    return chosen or None


def _invited(survey: Survey) -> dict[str, int]:
    """The number of people invited, by group, where the officer knows it."""
    if not st.toggle(words("set_invited"), help=words("set_invited_help"), key="set_invited", persist_state="session"):
        return {}
    given = {
        group.name: st.number_input(
            label_in(group.label, language()) or group.name,
            min_value=1,
            value=None,
            step=1,
            key=f"invited_{group.name}",
            persist_state="session",
        )
        for group in survey.groups
    }
    return {name: int(number) for name, number in given.items() if number is not None}


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
    state.pop(_ANALYSED, None)
    state[editions.JUST_PUBLISHED] = True
    _show(edition.id)


def _forget() -> None:
    """Forgets the files, and what was decided on them: an edition keeps its decisions."""
    forget()
    forget_columns()
    forget_decisions()
    drop_uploads()


def _show(edition: str) -> None:
    """Chooses an edition and turns to the overview."""
    choose(editions.EDITION, edition)
    st.session_state[editions.TURN_TO_OVERVIEW] = True


show(main)
