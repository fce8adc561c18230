"""Event, settings and the draft: the survey is analysed, and the result becomes what this visit shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
    RoundName,
    Settings,
    Shared,
    analyse,
    in_language,
    shared,
    with_round_names,
)
from pages.shell import editions
from pages.shell.address import choose
from pages.shell.choices import choose_option
from pages.shell.language import language, words
from pages.steps.issues import issue_list
from pages.steps.publish.notes import forget_typed_notes, typed_notes
from pages.steps.publish.rounds import ask_round_names, forget_typed_names, typed_names
from pages.steps.upload import Read
from reports.report import LONGEST_NAME, Event
from surveys import Group, Survey, SurveyError
from words import LANGUAGES, label_in, say, say_about_index

_ANALYSED = "analysed"
TITLE_MISSING = "title_missing"
"""State: publishing was pressed before the event had a name."""
_NO_BREAKDOWN = ""
"""The option for no breakdown; with None instead, the list would offer to clear it."""


@dataclass(frozen=True)
class Draft:
    """What is ready to be published: the event, the officer's own result, and the one handed on."""

    event: Event
    own: Protected
    result: Shared


@dataclass(frozen=True)
class _Analysed:
    """What was analysed, by which settings of any language; the officer's own result, and the one handed on."""

    key: tuple[object, ...]
    own: Protected
    result: Shared

    def in_language(self, language: str) -> _Analysed:
        """The same numbers with their sentences in a language."""
        if self.result.settings.lang == language:
            return self
        return replace(self, own=in_language(self.own, language), result=in_language(self.result, language))

    def called(self, names: Mapping[str, RoundName]) -> _Analysed:
        """The same numbers with the rounds called so."""
        own, result = with_round_names(self.own, names), with_round_names(self.result, names)
        return replace(self, own=own, result=result)


def made_draft(read: Read) -> Draft | None:
    """Asks for event and settings and analyses; the result becomes the draft of this visit, and what is shown."""
    title, place, held_on = _event()
    ask_round_names([round_.name for round_ in read.survey.rounds])
    settings = _settings(read.survey)
    handed_on = _handed_on(read.survey)
    key = (read.key, replace(settings, lang=LANGUAGES[0]), *handed_on)
    analysed: _Analysed | None = st.session_state.get(_ANALYSED)
    is_new = analysed is None or analysed.key != key or not editions.has_draft()
    if analysed is None or analysed.key != key:
        try:
            with st.spinner(words("analysing")):
                full = analyse(read.survey, settings)
                analysed = _Analysed(key, full, shared(full, *handed_on))
        except SurveyError as error:
            editions.drop_draft()
            issue_list(error.issues)
            return None
    analysed = st.session_state[_ANALYSED] = analysed.in_language(settings.lang)
    try:
        analysed = st.session_state[_ANALYSED] = analysed.called(typed_names(analysed.result.rounds))
    except SurveyError:  # said beside the names
        editions.drop_draft()
        return None
    own, result = analysed.own, analysed.result
    called = (editions.DRAFT, title or words("draft_title"), place, held_on)
    shown = editions.ShownEdition(*called, result, own, notes=typed_notes())
    editions.keep_draft(shown)
    if is_new:
        choose(editions.EDITION, editions.DRAFT)
        st.rerun()
    issue_list([issue for issue in result.issues if issue not in read.survey.issues])
    st.success(words("draft_ready"), icon=":material/check_circle:")
    st.button(words("see_draft"), on_click=editions.turn_to, args=(editions.DRAFT,), key="see_draft")
    return Draft(shown.event, own, result)


def _handed_on(survey: Survey) -> tuple[str, str]:
    """Who the result is handed on to, and which groups it names."""
    left, right = st.columns(2)
    audience = choose_option(
        left.radio, "set_audience", words("set_audience"), AUDIENCES, lambda key: words(f"audience_{key}")
    )
    named = choose_option(
        right.selectbox,
        f"set_named_{audience}",
        words("set_named"),
        NAMED if audience == "participants" else tuple(reversed(NAMED)),
        lambda key: words(f"named_{key}"),
        help=say_about_index("screens.set_named_help", language(), label_in(survey.instrument.index_label, language())),
    )
    return audience, named


def _event() -> tuple[str, str, date | None]:
    """Title, place and day of the platform."""
    left, middle, right = st.columns([2, 1, 1])
    title = left.text_input(words("event_title"), key="event_title", max_chars=LONGEST_NAME, persist_state="session")
    place = middle.text_input(words("event_place"), key="event_place", max_chars=LONGEST_NAME, persist_state="session")
    if not title.strip() and st.session_state.get(TITLE_MISSING):
        left.error(words("title_needed"), icon=":material/edit:")
    day = right.date_input(words("event_day"), value=None, key="event_day", persist_state="session")
    return title.strip(), place.strip(), day if isinstance(day, date) else None


def _settings(survey: Survey) -> Settings:
    defaults = Settings()
    with st.expander(words("settings"), key="open_settings"):
        estimand = choose_option(
            st.selectbox,
            "set_estimand",
            words("set_estimand"),
            ESTIMANDS,
            lambda key: words(f"estimand_{key}"),
            help=words("set_estimand_help"),
        )
        threshold, margin = (
            st.slider(
                words(f"set_{name}"),
                *limits,
                key=f"set_{name}",
                help=words(f"set_{name}_help"),
                persist_state="session",
            )
            for name, limits in (
                ("threshold", (SMALLEST_THRESHOLD, LARGEST_THRESHOLD, defaults.threshold)),
                ("margin", (1, 20, int(defaults.margin))),
            )
        )
        test = choose_option(
            st.selectbox,
            f"set_test_{estimand}",
            words("set_test"),
            ("auto", *TESTS.get(estimand, ())),
            lambda key: words("test_auto") if key == "auto" else say(f"findings.test_{key}", language()),
            help=words("set_test_help"),
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
    chosen = choose_option(
        st.selectbox,
        "set_group_by",
        words("set_group_by"),
        (_NO_BREAKDOWN, *labels),
        lambda name: labels.get(name, words("no_group_by")),
        help=words("set_group_by_help"),
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
    """Forgets the analysis of this visit, what its rounds are called, and the notes on it."""
    st.session_state.pop(_ANALYSED, None)
    forget_typed_names()
    forget_typed_notes()
