"""The columns of a mapping, one beneath the other: what each was taken for, why, and what may be changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from pages.shell.plain import plain
from pages.steps.mapping.words import apart, list_name, mapping_words, shortened, why
from surveys.mapping import ROLES, Mapped, Mapping
from surveys.mapping.changes import with_asked, with_dimension, with_direction, with_list, with_role

Change = Callable[[Mapping], Mapping]
"""What a widget does to the mapping."""

_A_PAGE = 10
_WHICH = ("check", "items", "people", "rest")
_PEOPLE = ("respondent_id", "group", "organisation", "round", "consent", "disaggregate", "weight")


def columns_of(guess: Mapping, mapping: Mapping, key: str, change: Callable[[Change], None]) -> None:
    """A part of the columns at a time, those that need a look first.

    Parameters
    ----------
    guess : Mapping
        As guessed: it decides which part a column stands in, so that none moves away while it is corrected.
    mapping : Mapping
        As corrected.
    key : str
        Tells the widgets of these files from others.
    change : callable
        Takes what a widget does to the mapping.
    """
    st.subheader(mapping_words("columns"))
    parts = _parts(guess)
    first = next((part for part in _WHICH if parts[part]), _WHICH[0])
    part = st.segmented_control(
        mapping_words("which_columns"),
        _WHICH,
        default=first,
        format_func=lambda one: mapping_words(f"show_{one}", n=len(parts[one])),
        key=f"mapping_which_{key}",
        required=True,
        label_visibility="collapsed",
    )
    indices = parts[str(part)]
    if not indices:
        st.caption(mapping_words("nothing_to_check"))
    for index in _page(indices, f"{key}_{part}"):
        _column(guess, mapping, index, f"{key}_{index}", change)


def _parts(guess: Mapping) -> dict[str, list[int]]:
    """The indices of the columns in each part of the list; what the survey tool added is in none."""
    parts: dict[str, list[int]] = {part: [] for part in _WHICH}
    for index, column in enumerate(guess.columns):
        if column.metadata:
            continue
        if not column.is_sure and not (column.role == "ignore" and not column.filled):
            parts["check"].append(index)
        part = "items" if column.role == "item" else "people" if column.role in _PEOPLE else "rest"
        parts[part].append(index)
    return parts


def _page(indices: list[int], key: str) -> list[int]:
    """The columns on the page chosen; all where they are few."""
    if len(indices) <= _A_PAGE + 2:
        return indices
    starts = list(range(0, len(indices), _A_PAGE))
    start = st.selectbox(
        mapping_words("page"),
        starts,
        format_func=lambda first: mapping_words("page_range", first=first + 1, last=min(first + _A_PAGE, len(indices))),
        key=f"mapping_page_{key}",
        width=240,
    )
    return indices[start : start + _A_PAGE]


def _column(guess: Mapping, mapping: Mapping, index: int, key: str, change: Callable[[Change], None]) -> None:
    column = mapping.columns[index]
    st.html(_about(column))
    first, *others = st.columns([3, 4, 4] if column.role == "item" else [3, 8], vertical_alignment="top")
    with first:
        _role(column, index, key, change)
    if column.role == "item":
        with others[0]:
            _list(mapping, index, key, change)
        with others[1]:
            _dimension(mapping, index, key, change)
        _direction(column, index, key, change)
        if guess.columns[index].asked_of:
            _asked(guess.columns[index].asked_of, column, index, key, change)


def _about(column: Mapped) -> str:
    """Heading, answers and reasons, as text that means nothing to Markdown."""
    if column.role == "respondent_id":
        sample = mapping_words("sample_code")
    elif column.personal or not column.sample:
        sample = mapping_words("sample_hidden") if column.personal else ""
    else:
        answers = " · ".join(apart(f"{shortened(text, 40)} ({count})") for text, count in column.sample)
        more = mapping_words("sample_more", n=column.distinct) if column.distinct > len(column.sample) else ""
        sample = mapping_words("sample", answers=answers) + more
    reasons = [why(column.why_role.code)]
    if column.role != "ignore" or column.why_joined.code == "joined_similar":
        reasons += [_other_wording(column)]
    if column.role == "item":
        reasons += [why(column.why_reversed.code) if column.why_reversed.code != "set_by_you" else ""]
    aside = " ".join(filter(None, reasons))
    return (
        f'<div class="mapped"><strong dir="auto">{escape(shortened(column.heading, 300))}</strong>'
        f'<div class="mapped-sample">{escape(sample)}</div><div class="mapped-why">{escape(aside)}</div></div>'
    )


def _other_wording(column: Mapped) -> str:
    if column.why_joined.code == "joined_order" and len(column.wordings) > 1:
        return mapping_words("why_joined_order", other=apart(column.wordings[1]))
    return why(column.why_joined.code)


def _role(column: Mapped, index: int, key: str, change: Callable[[Change], None]) -> None:
    def changed() -> None:
        role = str(st.session_state[f"mapping_role_{key}"])
        change(partial(with_role, index=index, role=role))

    _follow(f"mapping_role_{key}", column.role)
    st.selectbox(
        mapping_words("role"),
        ROLES,
        format_func=lambda role: mapping_words(f"role_{role}"),
        key=f"mapping_role_{key}",
        on_change=changed,
    )


def _follow(key: str, value: object) -> None:
    """A widget shows what the mapping says, also where something else has changed it."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def _list(mapping: Mapping, index: int, key: str, change: Callable[[Change], None]) -> None:
    column = mapping.columns[index]
    scales = [one.name for one in mapping.lists if len(one.scores) > 1 or one.name == column.answers]
    names = [*scales, *([] if column.answers else [""])]

    def changed() -> None:
        change(partial(with_list, index=index, name=str(st.session_state[f"mapping_list_{key}"])))

    _follow(f"mapping_list_{key}", column.answers)
    st.selectbox(
        mapping_words("answers"),
        names,
        format_func=lambda name: list_name(mapping.list_of[name]) if name else mapping_words("no_list"),
        key=f"mapping_list_{key}",
        on_change=changed,
    )


def _dimension(mapping: Mapping, index: int, key: str, change: Callable[[Change], None]) -> None:
    """One of the aspects that there are, or a new one that is typed."""
    known = list(dict.fromkeys(column.dimension for column in mapping.items if column.dimension))
    none = mapping_words("no_dimension" if known else "one_dimension")

    def changed() -> None:
        change(partial(with_dimension, index=index, label=str(st.session_state[f"mapping_dimension_{key}"] or "")))

    _follow(f"mapping_dimension_{key}", mapping.columns[index].dimension)
    st.selectbox(
        mapping_words("dimension"),
        ["", *known],
        format_func=lambda label: shortened(label, 60) if label else none,
        key=f"mapping_dimension_{key}",
        accept_new_options=True,
        on_change=changed,
    )


def _direction(column: Mapped, index: int, key: str, change: Callable[[Change], None]) -> None:
    def changed() -> None:
        change(partial(with_direction, index=index, is_reversed=bool(st.session_state[f"mapping_reversed_{key}"])))

    _follow(f"mapping_reversed_{key}", column.reversed)
    st.toggle(mapping_words("reversed"), key=f"mapping_reversed_{key}", on_change=changed)


def _asked(groups: tuple[str, ...], column: Mapped, index: int, key: str, change: Callable[[Change], None]) -> None:
    """Whether an item was asked only of the groups that answered it."""

    def changed() -> None:
        asked = groups if st.session_state[f"mapping_asked_{key}"] else ()
        change(partial(with_asked, index=index, groups=asked))

    _follow(f"mapping_asked_{key}", bool(column.asked_of))
    names = " · ".join(apart(group, 40) for group in groups)
    st.toggle(plain(mapping_words("asked_of", groups=names)), key=f"mapping_asked_{key}", on_change=changed)
