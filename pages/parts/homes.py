"""Columns that fit two questions: the officer says which question each is, and the files are read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from pages.parts.plain import plain
from pages.parts.reader import words
from surveys import Issue

_HOMES = "chosen_homes"
_ASKS = frozenset({"column_ambiguous", "column_twice"})

Chosen = tuple[tuple[str, int, str], ...]
"""Digest of a file, column and question; an empty question for none."""


def chosen_homes() -> Chosen:
    """What the officer has chosen in this visit."""
    chosen: Chosen = st.session_state.get(_HOMES, ())
    return chosen


def by_file(chosen: Chosen) -> dict[str, dict[int, str]]:
    """The questions by file and column, as the reader takes them."""
    homes: dict[str, dict[int, str]] = {}
    for digest, column, question in chosen:
        homes.setdefault(digest, {})[column] = question
    return homes


def ask_for_homes(issues: Iterable[Issue], digests: Callable[[str], Sequence[str]]) -> None:
    """Asks for the question of each column that fits several, where the issues name any.

    Parameters
    ----------
    digests : callable
        The digests of the files of a name.
    """
    asked = [issue for issue in issues if issue.code in _ASKS]
    if not asked:
        return
    with st.container(border=True):
        st.markdown(words("homes_lead"))
        chosen = [one for place, issue in enumerate(asked) for one in _ask(issue, place, digests)]
        st.button(words("homes_read"), type="primary", on_click=_keep, args=(chosen,), key="read_homes")


def _ask(issue: Issue, place: int, digests: Callable[[str], Sequence[str]]) -> list[tuple[str, int, str]]:
    columns, candidates = issue.values["columns"], issue.values["candidates"]
    assert isinstance(columns, tuple)
    assert isinstance(candidates, tuple)
    cells = str(issue.cell).split(", ")
    found = []
    for number, column in enumerate(columns):
        question = st.selectbox(
            words(
                "homes_column", file=plain(issue.file or ""), cell=cells[number], heading=str(issue.values["heading"])
            ),
            (*candidates, ""),
            index=min(number, len(candidates)),
            format_func=lambda name: name or words("homes_none"),
            key=f"home_{place}_{column}",
        )
        found += [(digest, column, question or "") for digest in digests(issue.file or "")]
    return found


def _keep(chosen: Iterable[tuple[str, int, str]]) -> None:
    kept = {(digest, column): question for digest, column, question in (*chosen_homes(), *chosen)}
    st.session_state[_HOMES] = tuple((digest, column, question) for (digest, column), question in kept.items())
