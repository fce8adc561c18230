"""Columns that stand in some of the files only, side by side, to be joined by hand."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.steps.mapping.columns import sample
from pages.steps.mapping.visit import MappingOfVisit
from pages.steps.mapping.words import file_name, mapping_words, shortened
from surveys.mapping import Mapped, Mapping
from surveys.mapping.editing.joins import can_join, with_joined


def joins(visit: MappingOfVisit) -> None:
    """Two columns that ask the same, chosen from those that one file lacks, become one question."""
    mapping = visit.mapping
    alone = [index for index, column in enumerate(mapping.columns) if _is_alone(mapping, column)]
    if not any(can_join(mapping.columns[one], mapping.columns[other]) for one in alone for other in alone):
        return
    with st.expander(mapping_words("joins", n=len(alone)), key="mapping_joins"):
        st.markdown(mapping_words("joins_lead"))
        left, right = st.columns(2)
        with left:
            one = _choice(mapping, [index for index in alone if mapping.columns[index].files[0] == 0], "one")
        with right:
            fits = one is not None
            others = [
                index
                for index in alone
                if index != one and (not fits or can_join(mapping.columns[one or 0], mapping.columns[index]))
            ]
            other = _choice(mapping, [index for index in others if mapping.columns[index].files[0] > 0], "other")
        st.button(
            mapping_words("join"),
            on_click=_join,
            args=(visit, one, other),
            disabled=one is None or other is None,
            key="mapping_join",
        )


def _is_alone(mapping: Mapping, column: Mapped) -> bool:
    return len(column.found) < mapping.files and not column.metadata and bool(column.filled)


def _choice(mapping: Mapping, indices: list[int], which: str) -> int | None:
    """One of these columns, with its answers beneath."""
    file = mapping.columns[indices[0]].files[0] if indices else 0
    chosen = st.selectbox(
        mapping_words("join_from", file=file_name(file, mapping.files)),
        indices,
        index=None,
        format_func=lambda index: shortened(mapping.columns[index].heading, 80),
        placeholder=mapping_words("join_which"),
        key=f"mapping_join_{which}",
        persist_state="session",
    )
    if chosen is None:
        return None
    st.caption(" · ".join(sample(mapping.columns[chosen])).replace("$", "\\$"))
    return int(chosen)


def _join(visit: MappingOfVisit, one: int | None, other: int | None) -> None:
    st.session_state["mapping_join_one"] = st.session_state["mapping_join_other"] = None
    if one is not None and other is not None:
        visit.change(partial(with_joined, one=one, other=other))
