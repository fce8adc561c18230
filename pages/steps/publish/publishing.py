"""Publishing: the button, what it asks first where there are doubts, and what it says where it can't."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from metrics import Shared, with_round_names
from pages.shell import editions
from pages.shell.basket import hand_over
from pages.shell.language import language, words
from pages.shell.plain import plain
from pages.shell.why import protection_words
from pages.steps.draft import TITLE_MISSING
from pages.steps.matching import decisions
from pages.steps.publish.doubts import doubts
from pages.steps.publish.notes import typed_notes
from pages.steps.publish.rounds import typed_names
from pages.steps.publish.words import path_words
from store import EditionError
from surveys import Survey, SurveyError

_ERROR, _ASKED = "publish_error", "publish_asked"


def publish_draft(result: Shared, survey: Survey, on_published: Callable[[], None]) -> None:
    """The button; it is never disabled, so that the click that ends the typing of a name publishes.

    Parameters
    ----------
    on_published : callable
        Called once the result is an edition.
    """
    st.markdown(words("publish_text"))
    st.page_link("pages/protection.py", label=protection_words("before_publishing"), icon=":material/shield:")
    doubted = doubts(survey)
    publish = (result, survey, on_published)
    if doubted and st.session_state.get(_ASKED):
        _ask(doubted, publish)
    else:
        st.button(
            words("publish"),
            type="primary",
            on_click=_publish_or_ask if doubted else _publish,
            args=publish,
            key="publish",
        )
    if error := st.session_state.pop(_ERROR, None):
        st.error(plain(error))


def _ask(doubted: tuple[str, ...], publish: tuple[Shared, Survey, Callable[[], None]]) -> None:
    with st.container(border=True):
        st.markdown(f"**{path_words('publish_sure')}**")
        st.markdown("\n".join(f"- {plain(one)}" for one in doubted))
        with st.container(horizontal=True, key="publish_answers"):
            st.button(path_words("publish_no"), type="primary", on_click=_look_again, key="publish_no")
            st.button(path_words("publish_yes"), on_click=_publish, args=publish, key="publish_yes")


def _look_again() -> None:
    st.session_state.pop(_ASKED, None)


def _publish_or_ask(result: Shared, survey: Survey, on_published: Callable[[], None]) -> None:
    """Asks once more before what is doubtful is published."""
    del result, survey, on_published
    st.session_state[_ASKED] = not _lacks_title()


def _lacks_title() -> bool:
    missing = not str(st.session_state.get("event_title") or "").strip()
    st.session_state[TITLE_MISSING] = missing
    if missing:
        st.session_state[_ERROR] = words("title_needed")
    return missing


def _publish(result: Shared, survey: Survey, on_published: Callable[[], None]) -> None:
    """Publishes the draft and shows it as an edition."""
    _look_again()
    if _lacks_title():
        return
    state = st.session_state
    sources = {digest for round_ in survey.rounds for digest in (round_.sha256, *round_.of_files)}
    try:
        named = with_round_names(result, typed_names(result.rounds))
        edition = editions.shelf().publish(
            named, state.event_title, state.event_place, state.event_day, decisions(survey), sources, typed_notes()
        )
    except EditionError as error:
        state[_ERROR] = error.message(language())
        return
    except SurveyError:  # two rounds of one name: said beside the names
        return
    hand_over(editions.DRAFT, edition.id)
    on_published()
    state[editions.JUST_PUBLISHED] = True
    editions.turn_to(edition.id)
