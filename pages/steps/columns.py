"""Columns that could name a person: which were dropped and why, and how to say otherwise or drop another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import streamlit as st

from pages.shell.language import language
from pages.shell.plain import plain
from surveys import ColumnDecisions, ColumnOf
from surveys.model.inspection import FoundColumn
from words import isolate, number, say

_DECIDED, _ASKED = "decided_columns", "asked_of_column"
_CHOSEN = "column_to_drop"
_LONGEST = 100
"""Signs of a heading that are shown."""


def decided_columns() -> ColumnDecisions:
    """What the officer has decided in this visit."""
    decided: ColumnDecisions = st.session_state.get(_DECIDED, ColumnDecisions())
    return decided


def forget_columns() -> None:
    """Forgets what was decided in this visit."""
    for key in (_DECIDED, _ASKED):
        st.session_state.pop(key, None)


def show_columns(columns: Sequence[FoundColumn], *, can_change: bool) -> None:
    """Lists the columns that were dropped, and those that are read against the signs, each with a way to say otherwise.

    Headings are shown, never a value. Nothing can be changed once the files are gone that would be read again.
    """
    listed = [one for one in columns if one.state != "in_use"]
    with st.expander(_words("title"), icon=":material/person_off:", key="open_columns"):
        if listed:
            counts = (number(sum(one.state == state for one in listed), language()) for state in ("dropped", "kept"))
            st.markdown(_words("lead", **dict(zip(("dropped", "kept"), counts, strict=True))))
        else:
            st.markdown(_words("none"))
        if not can_change:
            st.info(_words("files_again"))
        for (file, sheet), of_file in groupby(listed, lambda one: (one.file, one.sheet)):
            st.markdown(f"**{_words('file', file=plain(file), sheet=plain(sheet))}**")
            for one in of_file:
                _row(one, can_change)
        if can_change:
            _drop_another([one for one in columns if one.state == "in_use"])


def _row(one: FoundColumn, can_change: bool) -> None:
    """A column with what was done and why, and the button that undoes it."""
    key = f"{one.column_of.sha256[:12]}_{one.column_of.column}"
    if can_change and st.session_state.get(_ASKED) == one.column_of:
        _ask_again(one, key)
        return
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.markdown(_sentence(one))
    if not can_change:
        return
    if one.state == "kept":
        right.button(_words("drop_again"), on_click=_undo, args=(one.column_of,), key=f"drop_again_{key}")
    elif "officer" in one.reasons:
        right.button(_words("read_again"), on_click=_undo, args=(one.column_of,), key=f"read_column_{key}")
    else:
        keep = _ask if one.strong else _keep
        right.button(_words("not_personal"), on_click=keep, args=(one.column_of,), key=f"keep_{key}")


def _ask_again(one: FoundColumn, key: str) -> None:
    """Asks once more where the signs leave little doubt."""
    with st.container(border=True):
        st.markdown(_sentence(one))
        st.warning(_words("sure"), icon=":material/warning:")
        with st.container(horizontal=True):
            st.button(_words("keep_dropped"), on_click=_ask, args=(None,), type="primary", key=f"stay_{key}")
            st.button(_words("keep_anyway"), on_click=_keep, args=(one.column_of,), key=f"surely_{key}")


def _drop_another(columns: Sequence[FoundColumn]) -> None:
    """A choice among the columns that nothing is scored by."""
    st.markdown(f"**{_words('another')}**")
    st.caption(_words("another_text"))
    if not columns:
        st.markdown(_words("another_none"))
        return
    names = {one.column_of: f"{one.file} · {one.letters} · {_heading(one)}" for one in columns}  # alike in any language
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        _words("another_which"),
        tuple(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_words("another_choose"),
        key=_CHOSEN,
        persist_state="session",
    )
    right.button(_words("drop"), on_click=_drop, args=(chosen,), disabled=chosen is None, key="drop_column")


def _sentence(one: FoundColumn) -> str:
    words = {"column": _column(one), "heading": plain(_heading(one)), "why": _why(one.reasons)}
    return _words(f"column_{one.state}", **words)


def _why(reasons: Iterable[str]) -> str:
    said = (
        _words("why_type", kind=plain(isolate(reason.removeprefix("type_"), language())))
        if reason.startswith("type_")
        else _words(f"why_{reason}")
        for reason in reasons
    )
    return _words("and").join(said)


def _column(one: FoundColumn) -> str:
    return isolate(one.letters, language())


def _heading(one: FoundColumn) -> str:
    heading = " ".join(one.heading.split()) or "–"
    return heading if len(heading) <= _LONGEST else heading[:_LONGEST] + "…"


def _ask(column: ColumnOf | None) -> None:
    st.session_state[_ASKED] = column


def _keep(column: ColumnOf) -> None:
    _ask(None)
    decided = decided_columns()
    st.session_state[_DECIDED] = ColumnDecisions(decided.keep | {column}, decided.drop - {column})


def _drop(column: ColumnOf) -> None:
    decided = decided_columns()
    st.session_state[_DECIDED] = ColumnDecisions(decided.keep - {column}, decided.drop | {column})
    st.session_state[_CHOSEN] = None


def _undo(column: ColumnOf) -> None:
    decided = decided_columns()
    st.session_state[_DECIDED] = ColumnDecisions(decided.keep - {column}, decided.drop - {column})


def _words(key: str, **values: object) -> str:
    return say(f"personal.{key}", language(), **values)
