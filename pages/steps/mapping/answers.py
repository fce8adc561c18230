"""The lists of answers of a mapping: scores of scales, sides and spellings of groups."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.shell.plain import plain
from pages.steps.mapping.columns import Change
from pages.steps.mapping.words import apart, list_name, mapping_words, shortened, side_name
from surveys.mapping import SIDES, Answer, AnswerList, Mapping
from surveys.mapping.changes import with_answer

_HIGHEST = 10


def answer_lists(mapping: Mapping, key: str, change: Callable[[Change], None]) -> None:
    """The scales in use with the score of each answer, and the groups with their sides."""
    used = {column.answers for column in mapping.items}
    scales = [one for one in mapping.lists if one.name in used]
    if scales:
        st.subheader(mapping_words("lists"))
        st.caption(mapping_words("lists_lead"))
    for scale in scales:
        _scale(mapping, scale, f"{key}_{scale.name}", change)
    group = mapping.of_role("group")
    if group is not None and group.answers:
        _groups(mapping.list_of[group.answers], f"{key}_{group.answers}", change)


def _scale(mapping: Mapping, scale: AnswerList, key: str, change: Callable[[Change], None]) -> None:
    """One scale, folded away where nothing about it is in doubt."""
    count = sum(column.answers == scale.name for column in mapping.items)
    unscored = len(scale.scores) < 2
    with st.expander(
        mapping_words("list_used", name=plain(list_name(scale)), n=count),
        expanded=unscored or not scale.reason.sure,
        key=f"mapping_scale_{key}",
    ):
        if not scale.reason.sure:
            st.markdown(mapping_words("list_unknown" if scale.kind == "unknown" else "list_unsure"))
        left, right = st.columns(2)
        half = (len(scale.answers) + 1) // 2
        for index, answer in enumerate(scale.answers):
            with left if index < half else right:
                _score(scale, answer, f"{key}_{index}", change)


def _score(scale: AnswerList, answer: Answer, key: str, change: Callable[[Change], None]) -> None:
    scores: list[float | None] = [None, *sorted({*map(float, range(_HIGHEST + 1)), *scale.scores})]

    def changed() -> None:
        score = st.session_state[f"mapping_score_{key}"]
        change(partial(with_answer, name=scale.name, text=answer.text, score=score))

    st.selectbox(
        plain(mapping_words("answer", text=apart(answer.text), n=answer.count)),
        scores,
        index=scores.index(answer.score),
        format_func=lambda score: mapping_words("score_none") if score is None else f"{score:g}",
        key=f"mapping_score_{key}",
        on_change=changed,
    )


def _groups(groups: AnswerList, key: str, change: Callable[[Change], None]) -> None:
    st.subheader(mapping_words("groups"))
    st.caption(mapping_words("groups_lead"))
    if not groups.reason.sure:
        st.markdown(mapping_words("list_joined"))
    main = [answer.same_as or answer.text for answer in groups.answers]
    in_order = sorted(enumerate(groups.answers), key=lambda one: (main.index(main[one[0]]), bool(one[1].same_as)))
    for index, answer in in_order:
        left, right = st.columns(2)
        with left:
            _same_as(groups, answer, f"{key}_{index}", change)
        if not answer.same_as:
            with right:
                _side(groups, answer, f"{key}_{index}", change)


def _side(groups: AnswerList, answer: Answer, key: str, change: Callable[[Change], None]) -> None:
    sides = list(dict.fromkeys(["", *SIDES, *(one.side for one in groups.answers)]))

    def changed() -> None:
        side = str(st.session_state[f"mapping_side_{key}"] or "").strip()
        change(partial(with_answer, name=groups.name, text=answer.text, side=side))

    if st.session_state.get(f"mapping_side_{key}") != answer.side:
        st.session_state[f"mapping_side_{key}"] = answer.side
    st.selectbox(
        plain(mapping_words("side", group=apart(answer.text, 60))),
        sides,
        format_func=side_name,
        key=f"mapping_side_{key}",
        accept_new_options=True,
        on_change=changed,
    )


def _same_as(groups: AnswerList, answer: Answer, key: str, change: Callable[[Change], None]) -> None:
    """A group of its own, or another spelling of one."""
    others = [one.text for one in groups.answers if not one.same_as and one.text != answer.text]

    def changed() -> None:
        same_as = str(st.session_state[f"mapping_same_{key}"])
        side = next((one.side for one in groups.answers if one.text == same_as), answer.side)
        change(partial(with_answer, name=groups.name, text=answer.text, same_as=same_as, side=side))

    if st.session_state.get(f"mapping_same_{key}") != answer.same_as:
        st.session_state[f"mapping_same_{key}"] = answer.same_as
    st.selectbox(
        plain(mapping_words("same_as", text=apart(f"{shortened(answer.text, 60)} ({answer.count})"))),
        ["", *others],
        format_func=lambda text: (
            mapping_words("same_as_other", group=apart(text, 60)) if text else mapping_words("same_as_itself")
        ),
        key=f"mapping_same_{key}",
        on_change=changed,
    )
