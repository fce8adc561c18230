"""Columns that fit two questions: the officer says which question each is, and the files are read again."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pages.shell.language import words
from pages.shell.plain import plain
from surveys import Issue, Listing

_CHOSEN = "chosen_questions"
_ASKS = frozenset({"column_ambiguous", "column_twice"})

Chosen = tuple[tuple[str, int, str | None], ...]
"""Digest of a file, column and question; None where the column has none."""


def chosen_questions() -> Chosen:
    """What the officer has chosen in this visit."""
    chosen: Chosen = st.session_state.get(_CHOSEN, ())
    return chosen


def by_file(chosen: Chosen) -> dict[str, dict[int, str | None]]:
    """The questions by file and column, as the reader takes them."""
    questions: dict[str, dict[int, str | None]] = {}
    for digest, column, question in chosen:
        questions.setdefault(digest, {})[column] = question
    return questions


def forget_chosen() -> None:
    """Forgets what was chosen in this visit."""
    st.session_state.pop(_CHOSEN, None)


def can_be_answered(issues: Iterable[Issue]) -> bool:
    """Whether any of the issues asks for a column's question."""
    return any(issue.code in _ASKS for issue in issues)


def ask_for_questions(issues: Iterable[Issue]) -> None:
    """Asks for the question of each column that fits several, where the issues name any."""
    asked = [issue for issue in issues if issue.code in _ASKS]
    if not asked:
        return
    with st.container(border=True):
        st.markdown(words("questions_lead"))
        chosen = [one for index, issue in enumerate(asked) for one in _ask(issue, index)]
        st.button(words("questions_read"), type="primary", on_click=_keep, args=(chosen,), key="read_questions")


def _ask(issue: Issue, index: int) -> list[tuple[str, int, str | None]]:
    columns, candidates, cells = issue.values["columns"], issue.values["candidates"], issue.cells
    if not (isinstance(columns, tuple) and isinstance(candidates, tuple) and isinstance(cells, Listing)):
        raise TypeError(f"{issue.code} names no columns")
    heading, file = plain(str(issue.values["heading"])), plain(issue.file or "")
    found = []
    for number, (column, cell) in enumerate(zip(columns, cells.names, strict=False)):
        question = st.selectbox(
            words("questions_column", file=file, cell=cell, heading=heading),
            (*candidates, ""),
            index=min(number, len(candidates)),
            format_func=lambda name: name or words("questions_none"),
            key=f"question_{index}_{column}_{str(issue.values['sha256'])[:12]}",
            persist_state="session",
        )
        found.append((str(issue.values["sha256"]), column, question or None))
    return found


def _keep(chosen: Iterable[tuple[str, int, str | None]]) -> None:
    kept = {(digest, column): question for digest, column, question in (*chosen_questions(), *chosen)}
    st.session_state[_CHOSEN] = tuple((digest, column, question) for (digest, column), question in kept.items())
