"""Empties what the server holds in memory of a visit: its state, its uploads, its downloads; and visits that ended.

Streamlit has no call of its own for this; what stands here hangs on its inner parts, as the pinned version has them.
"""

from __future__ import annotations

import gc

import streamlit as st
from streamlit import runtime
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from surveys import times


def empty_visit() -> None:
    """Forgets everything of this visit, and visits whose page was closed; for callbacks.

    A widget forgets too what it shows in the browser, if the run that follows does not draw it.
    """
    for key in list(st.session_state):
        del st.session_state[key]
    st.query_params.clear()
    drop_uploads()
    _drop_downloads()
    times.forget()
    _end_closed_visits()
    gc.collect()


def drop_uploads() -> None:
    """Forgets the bytes of all files that were given in this visit; for callbacks."""
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def _drop_downloads() -> None:
    """What was made for download, and what would make it."""
    files = runtime.get_instance().media_file_mgr
    files.clear_session_refs()
    for _ in range(2):  # what can be downloaded is only marked at first, and deleted the next time
        files.remove_orphaned_files()


def _end_closed_visits() -> None:
    """A page that is closed or loaded anew leaves its visit behind, lest a broken line lose work."""
    server = runtime.get_instance()
    server._get_async_objs().eventloop.call_soon_threadsafe(_end_closed_visits_of, server)


def _end_closed_visits_of(server: Runtime) -> None:
    for session in server._session_mgr.list_sessions():
        if not server.is_active_session(session.session.id):
            server.close_session(session.session.id)
    # Those whose time is up are no more listed, but still there until the next visit ends.
    server._session_mgr._session_storage._cache.expire()  # type: ignore[attr-defined]
    gc.collect()
