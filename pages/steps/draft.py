"""Event, settings and the draft: the survey is analysed, and the result becomes what this visit shows."""

from __future__ import annotations

from datetime import date

import streamlit as st

from metrics import (
    ALL,
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
from pages.shell import editions
from pages.shell.address import choose
from pages.shell.issues import issue_list
from pages.shell.language import language, words
from pages.steps.upload import Read
from surveys import Group, Survey, SurveyError
from words import label_in, say

_ANALYSED = "analysed"
_NO_BREAKDOWN = ""
"""The option for no breakdown; with None instead, the list would offer to clear it."""


def made_draft(read: Read) -> Shared | None:
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
    st.button(words("see_draft"), on_click=editions.turn_to, args=(editions.DRAFT,), key="see_draft")
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
        clusters = _clusters(survey)
        invited = _invited(survey)
    return Settings(
        estimand=estimand,
        test=test,
        threshold=threshold,
        margin=float(margin),
        weights=weights,
        lang=language(),
        group_by=group_by,
        clusters=clusters,
        invited=invited,
    )


def _clusters(survey: Survey) -> bool:
    """Whether to allow for colleagues who think alike; asked where organisations are known."""
    if survey.organisations is None:
        return Settings().clusters
    return st.toggle(
        words("set_clusters"), value=True, help=words("set_clusters_help"), key="set_clusters", persist_state="session"
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
    """The number of people invited, by group or of everybody, where the officer knows it."""
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
        for group in survey.groups or (Group(ALL, {language(): say("findings.all", language())}),)
    }
    return {name: int(number) for name, number in given.items() if number is not None}


def forget_draft() -> None:
    """Forgets the analysis of this visit."""
    st.session_state.pop(_ANALYSED, None)
