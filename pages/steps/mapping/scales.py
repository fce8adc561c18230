"""The scales of a mapping: the score of each answer, the ends, the order, and which questions share one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from pages.shell.language import language
from pages.shell.plain import plain
from pages.steps.mapping.editor import Edit, Row, draw, edits_of
from pages.steps.mapping.visit import Change, MappingOfVisit
from pages.steps.mapping.words import apart, list_name, mapping_words, mapping_words_of_index, shortened
from surveys.mapping import Answer, AnswerList, Mapping
from surveys.mapping.editing.names import with_answer_label
from surveys.mapping.editing.scales import (
    MOST_LEVELS,
    with_answer_added,
    with_answer_removed,
    with_ends,
    with_list,
    with_new_list,
    with_order,
    with_scale_turned,
    with_scores,
    with_slips,
)
from words import label_in

_LOWEST, _HIGHEST = -100.0, 100.0


def take_scale_edits(visit: MappingOfVisit) -> None:
    """Makes the changes that were typed into the tables of scales since they were drawn."""
    for name in [one.name for one in _in_use(visit.mapping)]:
        for edit in list(edits_of(_table(name))):
            if name in visit.mapping.list_of:
                visit.change(partial(_changed, name=name, edit=edit))


def _changed(mapping: Mapping, name: str, edit: Edit) -> Mapping:
    if edit.column == "score":
        score = None if edit.value is None else float(edit.value)
        return with_scores(mapping, name, {str(edit.id): score})
    return with_answer_label(mapping, name, str(edit.id), language(), str(edit.value or ""))


def scales(visit: MappingOfVisit) -> None:
    """The scales in use, those in doubt open."""
    used = _in_use(visit.mapping)
    if not used:
        return
    st.subheader(mapping_words("lists"), anchor=False)
    st.caption(mapping_words_of_index("lists_lead", visit.mapping))
    for scale in used:
        _scale(visit, scale)


def _in_use(mapping: Mapping) -> list[AnswerList]:
    names = {column.answers for column in mapping.items}
    return [one for one in mapping.lists if one.name in names]


def _table(name: str) -> str:
    return f"mapping_scale_{name}"


def _scale(visit: MappingOfVisit, scale: AnswerList) -> None:
    """One scale, folded away where nothing about it is in doubt."""
    count = sum(column.answers == scale.name for column in visit.mapping.items)
    unscored = len(scale.scores) < 2
    has_slips = any(answer.slip_of for answer in scale.answers)
    with st.expander(
        mapping_words("list_used", name=plain(list_name(scale)), n=count),
        expanded=unscored or has_slips or not scale.reason.sure,
        key=f"mapping_open_{scale.name}",
    ):
        if not scale.reason.sure or unscored:
            st.markdown(mapping_words("list_unknown" if scale.kind == "unknown" or unscored else "list_unsure"))
        _slips(visit, scale)
        left, right = st.columns([3, 2])
        with left:
            draw(
                _table(scale.name),
                [answer.text for answer in scale.answers],
                [_row(answer) for answer in scale.answers],
                _settings(),
                ("text", "count"),
            )
        with right:
            _order(visit, scale)
            _ends(visit, scale)
            _new_answer(visit, scale)
        _sharing(visit, scale)


def _slips(visit: MappingOfVisit, scale: AnswerList) -> None:
    """Answers that are probably slips of others, offered together: nothing is taken for another unasked."""
    slips = [answer for answer in scale.answers if answer.slip_of]
    if not slips:
        return
    pairs = (
        mapping_words("slip", text=apart(one.text, 40), known=apart(one.slip_of, 40), n=one.count) for one in slips
    )
    st.markdown(mapping_words("slips", pairs=plain(" · ".join(pairs))))
    change: Change = partial(with_slips, name=scale.name, texts=tuple(one.text for one in slips))
    st.button(mapping_words("slips_take"), on_click=visit.change, args=(change,), key=f"mapping_slips_{scale.name}")


def _row(answer: Answer) -> Row:
    return {
        "text": answer.text,
        "count": answer.count,
        "score": answer.score,
        "label": label_in(answer.label, language()) if answer.label else answer.text,
    }


def _settings() -> dict[str, object]:
    config = st.column_config
    return {
        "text": config.TextColumn(mapping_words("answer_head"), width=210),
        "count": config.NumberColumn(mapping_words("count_head"), width=70),
        "score": config.NumberColumn(
            mapping_words("score_head"),
            help=mapping_words("score_help"),
            width=80,
            min_value=_LOWEST,
            max_value=_HIGHEST,
        ),
        "label": config.TextColumn(mapping_words("label_head"), width=190, max_chars=200),
    }


def _order(visit: MappingOfVisit, scale: AnswerList) -> None:
    """The answers clicked in their order, the lowest first: they get the scores 1, 2, 3 and so on."""
    key = f"mapping_order_{scale.name}"

    def changed() -> None:
        visit.change(partial(with_order, name=scale.name, texts=tuple(st.session_state[key])))

    scored = [answer for answer in scale.answers if answer.score is not None]
    in_order = [answer.text for answer in scored] if [one.score for one in scored] == _ranks(scored) else []
    if st.session_state.get(key) != in_order:
        st.session_state[key] = in_order
    st.multiselect(
        mapping_words("order"),
        [answer.text for answer in scale.answers],
        format_func=lambda text: shortened(text, 40),
        placeholder=mapping_words("order_click"),
        help=mapping_words("order_help"),
        key=key,
        on_change=changed,
    )
    st.button(
        mapping_words("turn_scale"),
        on_click=visit.change,
        args=(partial(with_scale_turned, name=scale.name),),
        disabled=len(scale.scores) < 2,
        key=f"mapping_turn_{scale.name}",
    )


def _ranks(answers: Sequence[Answer]) -> list[float]:
    return [float(rank) for rank in range(1, len(answers) + 1)]


def _ends(visit: MappingOfVisit, scale: AnswerList) -> None:
    """Lowest and highest score, also where nobody chose them."""
    if len(scale.scores) < 2:
        return
    low, high = scale.scores[0], scale.scores[-1]
    keys = {end: f"mapping_{end}_{scale.name}" for end in ("low", "high")}

    def changed() -> None:
        new_low, new_high = (st.session_state[keys[end]] for end in ("low", "high"))
        if new_low is not None and new_high is not None and 0 < new_high - new_low < MOST_LEVELS:
            visit.change(partial(with_ends, name=scale.name, low=float(new_low), high=float(new_high)))

    for place, end, value in zip(st.columns(2), ("low", "high"), (low, high), strict=True):
        if st.session_state.get(keys[end]) != value:
            st.session_state[keys[end]] = value
        place.number_input(
            mapping_words(f"end_{end}"),
            _LOWEST,
            _HIGHEST,
            step=1.0,
            format="%g",
            help=mapping_words("ends_help"),
            key=keys[end],
            on_change=changed,
        )


def _new_answer(visit: MappingOfVisit, scale: AnswerList) -> None:
    """An answer that the questionnaire has and nobody gave; those that nobody gave can be taken off."""
    text_key, score_key = (f"mapping_new_{what}_{scale.name}" for what in ("text", "score"))

    def added() -> None:
        text = str(st.session_state[text_key] or "").strip()
        if text:
            score = st.session_state[score_key]
            visit.change(partial(with_answer_added, name=scale.name, text=text, score=score))
        st.session_state[text_key], st.session_state[score_key] = "", None

    with st.popover(mapping_words("new_answer")):
        st.text_input(mapping_words("answer_head"), max_chars=200, key=text_key, persist_state="session")
        st.number_input(
            mapping_words("score_head"),
            _LOWEST,
            _HIGHEST,
            value=None,
            step=1.0,
            format="%g",
            key=score_key,
            persist_state="session",
        )
        st.button(mapping_words("add"), on_click=added, key=f"mapping_add_{scale.name}")
        for answer in [one for one in scale.answers if not one.count]:
            change: Change = partial(with_answer_removed, name=scale.name, text=answer.text)
            st.button(
                plain(mapping_words("take_off", answer=apart(answer.text, 40))),
                on_click=visit.change,
                args=(change,),
                key=f"mapping_off_{scale.name}_{answer.text}",
            )


def _sharing(visit: MappingOfVisit, scale: AnswerList) -> None:
    """Which questions are on the scale: some can get one of their own, or all go over to another."""
    mapping = visit.mapping
    members = [index for index, one in enumerate(mapping.columns) if one.answers == scale.name and one.role == "item"]
    key = f"mapping_split_{scale.name}"

    def parted() -> None:
        indices = list(st.session_state[key])
        st.session_state[key] = []
        visit.change(partial(with_new_list, indices=indices))

    left, right = st.columns(2)
    with left:
        if len(members) > 1:
            st.multiselect(
                mapping_words("split"),
                members,
                format_func=lambda index: shortened(mapping.columns[index].heading, 60),
                placeholder=mapping_words("split_which"),
                key=key,
                persist_state="session",
            )
            st.button(
                mapping_words("own_scale"),
                on_click=parted,
                disabled=not st.session_state.get(key),
                key=f"mapping_part_{scale.name}",
            )
    with right:
        _merge(visit, scale, members)


def _merge(visit: MappingOfVisit, scale: AnswerList, members: Sequence[int]) -> None:
    others = [one.name for one in visit.mapping.lists if one.name != scale.name and len(one.scores) > 1]
    key = f"mapping_merge_{scale.name}"

    def merged() -> None:
        name = st.session_state[key]
        if name:
            visit.change(partial(with_list, indices=members, name=str(name)))

    if others:
        st.selectbox(
            mapping_words("merge"),
            others,
            index=None,
            format_func=lambda name: list_name(visit.mapping.list_of[name]) if name in visit.mapping.list_of else "",
            placeholder=mapping_words("merge_which"),
            key=key,
            on_change=merged,
        )
