"""What a visit leaves behind, and how to leave nothing: copies elsewhere, the wipe, editions to delete."""

from __future__ import annotations

import streamlit as st

from pages.server.memory import empty_visit
from pages.shell import editions
from pages.shell.address import choose
from pages.shell.language import LANGUAGE, language
from pages.shell.plain import plain
from pages.steps.copies import TOOLS, copies_elsewhere, traces_words
from pages.steps.publish.notes import forget_corrected_notes
from pages.steps.publish.rounds import forget_corrected_names
from pages.steps.upload import tools_of_visit
from store import EditionError

_WIPED, _ASKED = "visit_wiped", "wipe_asked"
_DELETED, _REFUSED = "edition_deleted", "edition_not_deleted"


def show_traces() -> None:
    """The section at the end of *Surveys*."""
    st.header(traces_words("heading"), divider="gray", anchor=False)
    st.markdown(traces_words("lead"))
    _wipe()
    _rest(opened=bool(st.session_state.get(TOOLS) or tools_of_visit()))


def was_wiped() -> bool:
    """Whether the visit was wiped, and nothing was begun since."""
    return bool(st.session_state.get(_WIPED))


def show_wiped() -> None:
    """What stands in the page's place after the wipe: what is gone, what is not, and a way to start again.

    None of the page's own inputs is drawn, so that the browser lets go of what they held.
    """
    st.success(traces_words("wiped"), icon=":material/check_circle:")
    st.markdown(traces_words("wiped_text"))
    st.markdown(traces_words("not_wiped_text"))
    st.button(traces_words("begin_anew"), type="primary", on_click=_begin_anew, key="begin_anew")
    _rest(opened=True)


def _rest(*, opened: bool) -> None:
    """The copies elsewhere, open where there is reason to think of them, and the editions to delete."""
    with st.expander(traces_words("copies"), expanded=opened, key="open_copies"):
        copies_elsewhere(tools_of_visit())
    with st.expander(traces_words("delete"), key="open_delete"):
        _delete()


def _wipe() -> None:
    """The button, and the question that it asks first."""
    if not st.session_state.get(_ASKED):
        st.button(traces_words("wipe"), icon=":material/delete_forever:", on_click=_ask, args=(True,), key="wipe")
        return
    with st.container(border=True):
        st.markdown(f"**{traces_words('wipe_sure')}**")
        st.markdown(traces_words("wipe_sure_text"))
        with st.container(horizontal=True, key="wipe_answers"):
            st.button(traces_words("wipe_yes"), type="primary", on_click=_wipe_now, key="wipe_yes")
            st.button(traces_words("wipe_no"), on_click=_ask, args=(False,), key="wipe_no")


def _ask(asked: bool) -> None:
    st.session_state[_ASKED] = asked


def _wipe_now() -> None:
    """Wipes all but the language."""
    speech = language()
    empty_visit()
    choose(LANGUAGE, speech)
    st.session_state[_WIPED] = True


def _begin_anew() -> None:
    del st.session_state[_WIPED]


def _delete() -> None:
    """A published edition is chosen and deleted, once it is ticked that it can't be brought back."""
    if st.session_state.pop(_DELETED, False):
        st.success(traces_words("deleted"), icon=":material/check_circle:")
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(plain(refused))
    shelf = editions.published()
    if not shelf:
        st.caption(traces_words("none_published"))
        return
    st.markdown(traces_words("delete_text"))
    names = editions.names_on_shelf(shelf)
    chosen = st.selectbox(
        traces_words("delete_which"),
        list(names),
        index=None,
        format_func=lambda edition: names.get(edition, ""),
        placeholder=traces_words("delete_choose"),
        key="delete_which",
    )
    if chosen is None:
        return
    sure = st.checkbox(traces_words("delete_sure"), key=f"delete_sure_{chosen}")
    st.button(traces_words("delete_now"), disabled=not sure, on_click=_delete_now, args=(chosen,), key="delete_now")


def _delete_now(edition: str) -> None:
    try:
        editions.withdraw(edition)
    except EditionError as error:
        st.session_state[_REFUSED] = error.message(language())
        return
    forget_corrected_names(edition)
    forget_corrected_notes(edition)
    st.session_state[_DELETED] = True
