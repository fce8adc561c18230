"""The groups of a mapping: their sides, their names in each language, and which spellings are one group."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.steps.mapping.editor import Edit, Row, draw, edits_of
from pages.steps.mapping.visit import MappingOfVisit
from pages.steps.mapping.words import mapping_words, mapping_words_of_index, shortened, side_name
from surveys.mapping import SIDES, Answer, AnswerList, Mapping
from surveys.mapping.editing.names import with_answer_label, with_same_as, with_side
from words import LANGUAGES, say

_TABLE = "mapping_groups"


def take_group_edits(visit: MappingOfVisit) -> None:
    """Makes the changes that were typed into the table of groups since it was drawn."""
    for edit in list(edits_of(_TABLE)):
        group = visit.mapping.of_role("group")
        if group is not None and group.answers:
            visit.change(partial(_changed, name=group.answers, edit=edit))


def _changed(mapping: Mapping, name: str, edit: Edit) -> Mapping:
    text, value = str(edit.id), str(edit.value or "")
    if text not in {answer.text for answer in mapping.list_of[name].answers}:
        return mapping
    if edit.column == "side":
        return with_side(mapping, name, text, value)
    if edit.column == "same_as":
        return with_same_as(mapping, name, text, value)
    return with_answer_label(mapping, name, text, edit.column, value)


def groups(visit: MappingOfVisit) -> None:
    """The groups as a table; without a group column, that everybody is one group."""
    st.subheader(mapping_words("groups"), anchor=False)
    group = visit.mapping.of_role("group")
    if group is None:
        st.markdown(mapping_words("no_groups"))
        return
    if not group.answers:
        st.markdown(mapping_words("groups_typed"))
        return
    answers = visit.mapping.list_of[group.answers]
    st.caption(mapping_words_of_index("groups_lead", visit.mapping))
    if not answers.reason.sure:
        st.markdown(mapping_words("list_joined"))
    _new_side()
    main = [answer.same_as or answer.text for answer in answers.answers]
    in_order = sorted(enumerate(answers.answers), key=lambda one: (main.index(main[one[0]]), bool(one[1].same_as)))
    shown = [answer for _, answer in in_order]
    rows = [_row(answer) for answer in shown]
    draw(_TABLE, [answer.text for answer in shown], rows, _settings(answers), ("text", "count"))


def _row(answer: Answer) -> Row:
    return {
        "text": answer.text,
        "count": answer.count,
        "side": answer.side or None,
        "same_as": answer.same_as or None,
        **{code: answer.label.get(code, "") for code in LANGUAGES},
    }


def _settings(answers: AnswerList) -> dict[str, object]:
    config = st.column_config
    own = [str(side) for side in st.session_state.get("mapping_own_sides", ())]
    sides = dict.fromkeys([*SIDES, *own, *(answer.side for answer in answers.answers if answer.side)])
    return {
        "text": config.TextColumn(mapping_words("answer_head"), width=220),
        "count": config.NumberColumn(mapping_words("count_head"), width=70),
        "side": config.SelectboxColumn(
            mapping_words("side"), options=list(sides), format_func=lambda side: side_name(str(side)), width=150
        ),
        "same_as": config.SelectboxColumn(
            mapping_words("same_as"),
            options=[one.text for one in answers.answers if not one.same_as],
            format_func=lambda text: shortened(str(text), 60),
            width=170,
        ),
        **{code: config.TextColumn(say("language.name", code), width=170, max_chars=200) for code in LANGUAGES},
    }


def _new_side() -> None:
    """A side of the officer's own, to be chosen in the table."""
    key = "mapping_new_side"

    def added() -> None:
        side = str(st.session_state[key] or "").strip()
        if side:
            st.session_state["mapping_own_sides"] = [*st.session_state.get("mapping_own_sides", ()), side]
        st.session_state[key] = ""

    with st.popover(mapping_words("new_side")):
        st.text_input(mapping_words("new_side_name"), max_chars=60, key=key, on_change=added)
