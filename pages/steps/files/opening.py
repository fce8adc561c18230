"""The opening of files while it lasts: how far it is, and a button that stops it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from pages.shell.language import words
from pages.shell.plain import plain
from surveys import Progress, SurveyError, keep_apart

STOPPED = "reading_stopped"
"""The key of the files whose reading the officer stopped."""
_AFTER = 0.3
"""Seconds after which it is worth showing: most files are open sooner."""


@contextmanager
def opening_shown(key: tuple[str, ...]) -> Iterator[Progress]:
    """Shows how far the files are; a press of the button ends the run of the page, and with it the opening.

    Parameters
    ----------
    key : tuple of str
        Tells these files from others: what is kept in `STOPPED` once the button is pressed.
    """
    area, shares, began = st.empty(), dict[str, float](), time.monotonic()
    shown: list[st.delta_generator.DeltaGenerator] = []

    def show(file: str, share: float) -> None:
        shares[file] = share
        if not shown:
            if time.monotonic() - began < _AFTER:
                return
            box = area.container()
            shown.append(box.empty())
            box.button(words("stop_reading"), on_click=_stop, args=(key,), key="stop_reading")
        slowest = min(shares, key=lambda name: shares[name])
        whole = sum(shares.values()) / len(shares)
        stage = words("reading_file" if shares[slowest] < 1 else "reading_answers", file=plain(slowest))
        shown[0].progress(min(1.0, whole), text=stage)

    _keep_apart()
    try:
        yield show
    except SurveyError:
        area.empty()
        raise
    area.empty()


@st.cache_resource
def _keep_apart() -> None:
    """Once a server: no process that opened an officer's file is handed another's."""
    keep_apart()


def _stop(key: tuple[str, ...]) -> None:
    st.session_state[STOPPED] = key
