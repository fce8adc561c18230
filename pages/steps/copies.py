"""The copies of the answers that this program can't reach: where they are, and by when each is to be destroyed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

import streamlit as st

from pages.shell.language import language
from reports.officer.reminder import Reminder, reminder_calendar, reminder_text
from words import isolate, say

_DAYS = {"downloads": 7, "messages": 7, "phones": 7, "codes": 14, "server": 30, "paper": 30, "backups": 30}
"""Each place where copies remain, and the days that are proposed: soon where nobody needs them once they are read."""
TOOLS = "tools_of_copies"
"""State: the tools that wrote this visit's files."""


def traces_words(key: str, **values: object) -> str:
    """A sentence of what remains (``traces.<key>``) in the reader's language."""
    return say(f"traces.{key}", language(), **values)


def copies_elsewhere(tools: Sequence[str]) -> None:
    """The list, with a day for each, and what reminds of them.

    Parameters
    ----------
    tools : sequence of str
        The survey tools that wrote this visit's files; they are remembered when the files are forgotten.
    """
    known: tuple[str, ...] = st.session_state.setdefault(TOOLS, ())
    known = st.session_state[TOOLS] = tuple(dict.fromkeys(filter(None, (*known, *tools))))
    st.markdown(traces_words("copies_text"))
    reminders = [reminder for place in _DAYS if (reminder := _copy(place, known)) is not None]
    title = str(st.session_state.get("event_title") or "").strip()
    named = bool(title) and st.checkbox(traces_words("with_title"), key="copies_with_title", persist_state="session")
    _downloads(reminders, title if named else "")
    st.caption(traces_words("dates_kept"))


def _copy(place: str, tools: Sequence[str]) -> Reminder | None:
    """One kind of copy; None where the officer says that there is none."""
    what, how = _what(place, tools), traces_words(f"copy_{place}_how")
    left, right = st.columns([3, 1], vertical_alignment="top")
    with left:
        there = st.checkbox(what, value=True, key=f"copy_{place}", persist_state="session")
        st.caption(how)
    day = right.date_input(
        traces_words("destroy_by"),
        value=date.today() + timedelta(days=_DAYS[place]),
        key=f"copy_{place}_by",
        disabled=not there,
        persist_state="session",
    )
    return Reminder(what, how, day) if there and isinstance(day, date) else None


def _what(place: str, tools: Sequence[str]) -> str:
    if place == "server" and tools:
        return traces_words("copy_server_known", tool=isolate(", ".join(tools), language()))
    return traces_words(f"copy_{place}")


_REMINDERS = (
    ("reminder_text", reminder_text, "txt", "text/plain", ":material/download:"),
    ("reminder_calendar", reminder_calendar, "ics", "text/calendar", ":material/calendar_add_on:"),
)
"""The files of reminders: word and key, what writes it, ending, type, icon."""


def _downloads(reminders: Sequence[Reminder], title: str) -> None:
    speech = language()
    with st.container(horizontal=True, key="reminders"):
        for key, write, ending, mime, icon in _REMINDERS:
            st.download_button(
                traces_words(key),
                data=partial(write, reminders, speech, title),
                file_name=f"copies-to-destroy.{ending}",
                mime=mime,
                on_click="ignore",
                disabled=not reminders,
                icon=icon,
                key=key,
            )
