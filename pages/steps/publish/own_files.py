"""The officer's own files, offered before what they rest on leaves memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from metrics import Protected
from pages.shell.language import language, words, words_if_any
from pages.steps.publish.words import path_words
from pages.steps.upload import Read
from reports import checks_workbook
from reports.formats import formats
from reports.report import Event, Report

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_own_files(read: Read, own: Protected, event: Event) -> None:
    """A line that says what publishing forgets, and a button for each file that is worth keeping.

    Parameters
    ----------
    own : Protected
        The officer's own result, with full numbers.
    event : Event
        What the files name.
    """
    speech, survey = language(), read.survey
    st.markdown(path_words("before_forgetting"))
    with st.container(horizontal=True, key="own_files"):
        for one in sorted(formats().values(), key=lambda one: one.RANK):
            name = f"results-{own.audience}-{own.code}.{one.ENDING}"
            _file(one.NAME, partial(one.write, Report(own, speech, event=event)), name, one.MIME)
        found = (*survey.issues, *survey.inspection.issues)
        _file("checks", lambda: checks_workbook(found, survey.inspection.unmatched, speech), "checks.xlsx", _XLSX)
        _file("questionnaire", lambda: read.questionnaire.content, read.questionnaire.name, _XLSX)
    st.caption(words("export_own_text"))


def _file(name: str, content: Callable[[], bytes], file_name: str, mime: str) -> None:
    st.download_button(
        _words_of(name),
        data=content,
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        icon=":material/download:",
        key=f"own_{name}",
    )


def _words_of(name: str) -> str:
    """The format's words for the officer, else for anybody; those of the path for what is no format."""
    if name in ("checks", "questionnaire"):
        return path_words(f"own_{name}")
    return words_if_any(f"download_own_{name}") or words_if_any(f"download_{name}") or name.upper()
