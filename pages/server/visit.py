"""A visit outlives a reload of its page, and the browser warns before a draft is closed.

Streamlit begins a new visit for every page that is loaded, and holds the one before for some minutes. This tab keeps,
in the browser's memory of the tab alone, an unguessable word for its visit; a page that is loaded in the same tab
shortly after hands it back, and takes over what the visit before had chosen and read. A visit whose page is still open
is handed to nobody, and one that was wiped is gone. Files that were given are among it; the uploaders begin empty.
"""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import SessionState

_WORD, _KEY, _TAKEN = "visit_word", "visit", "visit_taken_over"
_MAY_BE_SET = frozenset(
    {"bool_value", "int_value", "double_value", "double_array_value", "string_value", "string_array_value"}
)
"""What Streamlit calls the values of widgets that a program may set: of no button, and no uploader."""
_NOT_TAKEN = frozenset({_WORD, _TAKEN, "framed"})

_GUARD = st.components.v2.component(
    "visit",
    html="<span hidden></span>",
    js="""
const WORD = "thiqa-visit", LEFT = "thiqa-visit-left", SOON = 30000

export default function ({ data, setTriggerValue }) {
  const earlier = sessionStorage.getItem(WORD)
  if (earlier !== data.word) {
    const left = Number(sessionStorage.getItem(LEFT) ?? 0)
    sessionStorage.setItem(WORD, data.word)
    if (earlier && Date.now() - left < SOON) setTriggerValue("earlier", earlier)
  }
  window.onpagehide = () => sessionStorage.setItem(LEFT, String(Date.now()))
  window.onbeforeunload = data.warn ? (event) => { event.preventDefault(); return "" } : null
}
""",
)


def guard_visit(*, warn: bool) -> None:
    """Keeps the visit over a reload of its page; at the end of every run.

    Parameters
    ----------
    warn : bool
        Whether the browser asks before the page is closed or loaded anew.
    """
    context = get_script_run_ctx()
    if context is None:
        return
    word: str = st.session_state.setdefault(_WORD, token_urlsafe(32))
    _visits()[word] = context.session_id
    _GUARD(key=_KEY, data={"word": word, "warn": warn}, on_earlier_change=_take_over)
    st.session_state.pop(_TAKEN, None)


def was_taken_over() -> bool:
    """Whether this run is the first since an earlier visit was taken over: its uploaders are empty, and lost no file.

    They were drawn before, for the new visit, so that nothing else tells them from ones that the officer has emptied.
    """
    return bool(st.session_state.get(_TAKEN))


@st.cache_resource(show_spinner=False)
def _visits() -> dict[str, str]:
    """The session of each word; one list a server."""
    return {}


def _take_over() -> None:
    """Takes over the visit that this tab had before, if its page is gone and it is still held."""
    session = _visits().pop(str(st.session_state[_KEY].earlier), None)
    server = runtime.get_instance()
    if session is None or server.is_active_session(session):
        return
    held = server._session_mgr.get_session_info(session)
    if held is None:
        return
    for key, value in _kept(held.session.session_state).items():
        st.session_state[key] = value
    st.session_state[_TAKEN] = True
    server._get_async_objs().eventloop.call_soon_threadsafe(server.close_session, session)


def _kept(state: SessionState) -> dict[str, Any]:
    """What a new visit can take over of an earlier one, by keys."""
    found = state.filtered_state
    return {
        key: value
        for key, value in found.items()
        if key not in _NOT_TAKEN and key != _KEY and _may_be_set(state, key, value)
    }


def _may_be_set(state: SessionState, key: str, value: Any) -> bool:
    """Whether a key is no widget's, or that of one whose value may be set: not of a button, an uploader or a table.

    Tables are told by their value, which is a dictionary of edits.
    """
    widget = state._key_id_mapper.get_id_from_key(key, None)
    if widget is None:
        return True
    metadata = state._new_widget_state.widget_metadata.get(widget)
    return metadata is not None and metadata.value_type in _MAY_BE_SET and not isinstance(value, dict)
