"""Empties what the server holds in memory of a visit: its state, its uploads, its downloads; and visits that ended.

Streamlit offers no call for this: the functions here use its internals, as the pinned version has them.
"""

from __future__ import annotations

import asyncio
import gc

import streamlit as st
from streamlit import runtime
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from surveys.files import times

_SECONDS_BETWEEN = 60.0


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


@st.cache_resource(show_spinner=False)
def end_closed_visits_in_time() -> None:
    """Once a server: a visit whose page was closed ends two to three minutes later, though nobody opens another."""
    server = runtime.get_instance()
    loop = server._get_async_objs().eventloop
    loop.call_soon_threadsafe(_end_again_and_again, server, loop)


def _end_again_and_again(server: Runtime, loop: asyncio.AbstractEventLoop) -> None:
    """Also forgets what nothing leads to any more, as files that were taken out: no run does so by itself."""
    _end_late_visits(server)
    gc.collect()
    loop.call_later(_SECONDS_BETWEEN, _end_again_and_again, server, loop)


def _end_late_visits(server: Runtime) -> None:
    """Those that Streamlit no longer lists, but holds until there is another to put away."""
    for _, visit in server._session_mgr._session_storage._cache.expire():  # type: ignore[attr-defined]
        visit.session.shutdown()


def _end_closed_visits() -> None:
    """A closed or reloaded page leaves its visit behind, so that a lost connection loses no work."""
    server = runtime.get_instance()
    server._get_async_objs().eventloop.call_soon_threadsafe(_end_closed_visits_of, server)


def _end_closed_visits_of(server: Runtime) -> None:
    for visit in server._session_mgr.list_sessions():
        if not server.is_active_session(visit.session.id):
            server.close_session(visit.session.id)
    _end_late_visits(server)
    gc.collect()
