"""What can be done with the columns that are ticked: with all of them at once, and with one in detail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from pages.shell.language import language
from pages.shell.plain import plain
from pages.steps.mapping.columns import reasons, sample, targets
from pages.steps.mapping.visit import Change, MappingOfVisit
from pages.steps.mapping.words import apart, file_name, list_name, mapping_words, mapping_words_of_index, target_name
from surveys.mapping import ROLES
from surveys.mapping.editing.columns import (
    confirmed,
    with_asked,
    with_dimension,
    with_direction,
    with_roles,
    with_scale,
    with_target,
)
from surveys.mapping.editing.joins import can_part, with_parted
from surveys.mapping.editing.names import with_question_label
from surveys.mapping.editing.scales import with_new_list
from surveys.mapping.mapping import MOST_ANSWERS
from words import LANGUAGES, say

_NOTHING = ""


def chosen_columns(visit: MappingOfVisit) -> None:
    """What can be set for the columns that are ticked, and for one alone all of it; for none, how to choose."""
    indices = sorted(index for index in visit.ticked if index < len(visit.mapping.columns))
    if not indices:
        st.caption(mapping_words("tick_help"))
        return
    with st.container(border=True, key="mapping_chosen"):
        if len(indices) == 1:
            _about(visit, indices[0])
        else:
            st.markdown(mapping_words("chosen", n=len(indices)))
        _all_of(visit, indices)
        if len(indices) == 1:
            _details(visit, indices[0])


def _all_of(visit: MappingOfVisit, indices: Sequence[int]) -> None:
    """What can be set for all of these columns."""
    mapping = visit.mapping
    first, second, third, fourth = st.columns(4)
    with first:
        _choice(visit, indices, "role", list(ROLES), lambda role: mapping_words(f"role_{role}"))
    with second:
        scales = [one.name for one in mapping.lists if len(one.scores) > 1]
        _choice(visit, indices, "scale", scales, lambda name: list_name(mapping.list_of[name]))
    with third:
        _choice(visit, indices, "dimension", list(mapping.dimensions), str, accepts_new=True)
    with fourth:
        _choice(visit, indices, "target", list(targets(mapping)), target_name)
    actions: dict[str, Change] = {
        "looks_right": partial(confirmed, indices=indices),
        "own_scale": partial(with_new_list, indices=indices),
        "turn": partial(with_direction, indices=indices, is_reversed=True),
        "turn_back": partial(with_direction, indices=indices, is_reversed=False),
        "no_dimension_for": partial(with_dimension, indices=indices, label=""),
    }
    if len(indices) == 1 and can_part(mapping.columns[indices[0]]):
        actions["part"] = partial(with_parted, index=indices[0])
    with st.container(horizontal=True):
        for name, change in actions.items():
            st.button(
                mapping_words_of_index(name, mapping), on_click=visit.change, args=(change,), key=f"mapping_{name}"
            )
        st.button(mapping_words("untick"), on_click=visit.ticked.clear, key="mapping_untick")


def _choice(
    visit: MappingOfVisit,
    indices: Sequence[int],
    what: str,
    options: Sequence[str],
    name: Callable[[str], str],
    *,
    accepts_new: bool = False,
) -> None:
    """A choice that is made for all of these columns, and then stands at nothing again."""
    key = f"mapping_set_{what}"

    def changed() -> None:
        value = st.session_state[key]
        st.session_state[key] = None
        if value:
            visit.change(_setting(what, indices, str(value)))

    st.selectbox(
        mapping_words_of_index({"role": "role", "scale": "answers"}.get(what, what), visit.mapping),
        options,
        index=None,
        format_func=name,
        placeholder=mapping_words("set_for_all" if len(indices) > 1 else "set_for_one"),
        key=key,
        accept_new_options=accepts_new,
        on_change=changed,
    )


def _setting(what: str, indices: Sequence[int], value: str) -> Change:
    settings: dict[str, Change] = {
        "role": partial(with_roles, indices=indices, role=value),
        "scale": partial(with_scale, indices=indices, name=value),
        "dimension": partial(with_dimension, indices=indices, label=value),
        "target": partial(with_target, indices=indices, target=value),
    }
    return settings[what]


def _about(visit: MappingOfVisit, index: int) -> None:
    """One column: its headings in each file, its answers, and the reasons."""
    mapping, column = visit.mapping, visit.mapping.columns[index]
    for found in column.found:
        st.markdown(
            mapping_words(
                "heading_in", file=file_name(found.file, mapping.files), heading=plain(apart(found.heading, 300))
            )
        )
    st.markdown(plain(" · ".join(sample(column, MOST_ANSWERS))))
    for reason in reasons(mapping, column):
        st.caption(plain(reason))


def _details(visit: MappingOfVisit, index: int) -> None:
    """What one column is called in each language, and which groups were asked."""
    column, groups = visit.mapping.columns[index], visit.mapping.groups
    for place, code in zip(st.columns(len(LANGUAGES)), LANGUAGES, strict=True):
        with place:
            _name(visit, index, code)
    if column.role == "item" and len(groups) > 1:
        key = f"mapping_asked_{index}"

        def changed() -> None:
            visit.change(partial(with_asked, index=index, groups=tuple(st.session_state[key])))

        asked = [text for text in column.asked_of if text in [group.text for group in groups]]
        if st.session_state.get(key) != asked:
            st.session_state[key] = asked
        st.multiselect(
            mapping_words("asked_of"),
            [group.text for group in groups],
            placeholder=mapping_words("asked_of_all"),
            key=key,
            on_change=changed,
        )


def _name(visit: MappingOfVisit, index: int, code: str) -> None:
    """What a question is called in one language."""
    key = f"mapping_name_{index}_{code}"

    def changed() -> None:
        text = str(st.session_state[key])
        visit.change(partial(with_question_label, index=index, language=code, text=text))

    called = visit.mapping.columns[index].label.get(code, "")
    if st.session_state.get(key) != called:
        st.session_state[key] = called
    st.text_input(
        mapping_words("called_in", tongue=say("language.name", code)),
        max_chars=300,
        placeholder=visit.mapping.columns[index].heading[:80] if code == language() else "",
        key=key,
        on_change=changed,
    )
