"""The columns of a mapping as a table: what each was taken for and why, to be corrected in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import streamlit as st

from pages.shell.choices import choose_option
from pages.shell.language import language
from pages.steps.mapping.editor import Edit, Row, draw, edits_of
from pages.steps.mapping.visit import Change, MappingOfVisit
from pages.steps.mapping.words import (
    doubt,
    files_asking,
    list_name,
    mapping_words,
    mapping_words_of_index,
    shortened,
    target_name,
    why,
)
from surveys.language.wording import normalise
from surveys.mapping import ROLES, SIDE_TARGET, Mapped, Mapping, doubts_of
from surveys.mapping.editing.columns import with_dimension, with_direction, with_role, with_scale, with_target
from surveys.mapping.editing.names import with_question_label
from words import label_in

TABLE = "mapping_columns"
_WHICH = ("all", "check", "items", "people", "rest", "tool")
_PEOPLE = ("respondent_id", "group", "organisation", "round", "consent", "disaggregate", "weight")
_SIGN = "⚠"
_LONGEST_ANSWER = 40


def take_edits(visit: MappingOfVisit) -> None:
    """Makes the changes that were typed into the table since it was drawn."""
    for edit in list(edits_of(TABLE)):
        index = next((at for at, one in enumerate(visit.mapping.columns) if one.place == edit.id), None)
        if index is None:
            continue
        if edit.column == "tick":
            (visit.ticked.add if edit.value else visit.ticked.discard)(index)
        else:
            visit.change(_change(edit, index))


def _change(edit: Edit, index: int) -> Change:
    """What a typed cell means."""
    text = str(edit.value or "")
    changes: dict[str, Callable[[Mapping], Mapping]] = {
        "name": partial(with_question_label, index=index, language=language(), text=text),
        "role": partial(with_role, index=index, role=text or "ignore"),
        "scale": partial(with_scale, indices=[index], name=text),
        "reversed": partial(with_direction, indices=[index], is_reversed=bool(edit.value)),
        "dimension": partial(with_dimension, indices=[index], label=text),
        "target": partial(with_target, indices=[index], target=text),
    }
    return changes[edit.column]


def columns_table(visit: MappingOfVisit) -> None:
    """The columns, a row each, those that need a look first; which are shown can be chosen and searched."""
    mapping = visit.mapping
    st.subheader(mapping_words("columns"), anchor=False)
    parts = _parts(mapping)
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    which = choose_option(
        left.segmented_control,
        "mapping_which",
        mapping_words("which_columns"),
        [part for part in _WHICH if part == "all" or parts[part]],
        lambda one: mapping_words(f"show_{one}", n=len(parts[one])),
        is_switch=True,
        label_visibility="collapsed",
    )
    wanted = right.text_input(
        mapping_words("find"),
        key="mapping_find",
        placeholder=mapping_words("find"),
        label_visibility="collapsed",
        persist_state="session",
    )
    indices = [index for index in _in_order(visit, which) if _holds(mapping.columns[index], str(wanted or ""))]
    if not indices:
        st.caption(mapping_words("nothing_found"))
        return
    rows = [_row(visit, index) for index in indices]
    places = [mapping.columns[index].place for index in indices]
    draw(TABLE, places, rows, _settings(mapping), ("answers", "why", "where"))


def _parts(mapping: Mapping) -> dict[str, list[int]]:
    """The indices of the columns in each part of the list; what the survey tool added is in one of its own."""
    parts: dict[str, list[int]] = {part: [] for part in _WHICH}
    for index, column in enumerate(mapping.columns):
        if column.metadata and column.role == "ignore":
            parts["tool"].append(index)
            continue
        parts["all"].append(index)
        if doubts_of(mapping, column):
            parts["check"].append(index)
        part = "items" if column.role == "item" else "people" if column.role in _PEOPLE else "rest"
        parts[part].append(index)
    return parts


def _in_order(visit: MappingOfVisit, which: str) -> list[int]:
    """The columns of a part, those in doubt first; in the order in which they were when the part was opened.

    So none moves away while it is corrected.
    """
    token = (which, visit.key, len(visit.mapping.columns))
    kept = st.session_state.get("mapping_order")
    if kept is None or kept[0] != token:
        parts = _parts(visit.mapping)
        first = set(parts["check"])
        order = [name for part in ("people", "items", "rest", "tool") for name in parts[part]]
        among = [index for index in order if index in parts[which]]
        kept = st.session_state["mapping_order"] = (token, sorted(among, key=lambda index: index not in first))
    return list(kept[1])


def _holds(column: Mapped, wanted: str) -> bool:
    """Whether a column's headings, names or answers have what is looked for."""
    words = normalise(wanted) if wanted.strip() else ""
    texts = (*column.wordings, *column.label.values(), column.dimension, *(text for text, _ in column.sample))
    return not words or any(words in normalise(text) for text in texts)


def _row(visit: MappingOfVisit, index: int) -> Row:
    mapping, column = visit.mapping, visit.mapping.columns[index]
    is_item = column.role == "item"
    return {
        "tick": index in visit.ticked,
        "name": label_in(column.label, language()) if column.label else column.heading,
        "answers": " · ".join(sample(column)),
        "role": column.role,
        "scale": column.answers if is_item else None,
        "reversed": column.reversed and is_item,
        "dimension": column.dimension if is_item else "",
        "target": column.target if is_item and column.target else None,
        "why": " ".join(reasons(mapping, column)),
        "where": files_asking(mapping, column),
    }


def sample(column: Mapped, most: int = 6) -> Iterator[str]:
    """Some answers and how often each was given; for codes and what could name a person, that they are not shown."""
    if column.role == "respondent_id" or (column.distinct and not column.given and not column.personal):
        yield mapping_words("sample_code")
    elif column.personal:
        yield mapping_words("sample_hidden")
    elif column.role == "open_ended":
        yield mapping_words("sample_text", n=column.distinct)
    else:
        yield from (f"{shortened(text, _LONGEST_ANSWER)} ({count})" for text, count in column.given[:most])
        if column.distinct > most:
            yield mapping_words("sample_more", n=column.distinct)


def reasons(mapping: Mapping, column: Mapped) -> Iterator[str]:
    """What is in doubt about a column, then where the guesses come from."""
    doubts = doubts_of(mapping, column)
    yield from (f"{_SIGN} {doubt(mapping, one)}" for one in doubts)
    said = {one.code for one in doubts}
    codes = [column.why_role.code, column.why_joined.code if column.role != "ignore" else ""]
    codes += [column.why_reversed.code] if column.role == "item" else []
    yield from filter(None, (why(code) for code in dict.fromkeys(codes) if code not in said))


def _settings(mapping: Mapping) -> dict[str, object]:
    """How each column of the table looks, and what its cells may hold."""
    config = st.column_config
    scales = [one.name for one in mapping.lists if len(one.scores) > 1 or _is_scale(mapping, one.name)]
    return {
        "tick": config.CheckboxColumn(mapping_words("tick"), width=44),
        "name": config.TextColumn(mapping_words("name"), width=210, max_chars=300),
        "answers": config.TextColumn(mapping_words("given"), width=180),
        "role": config.SelectboxColumn(
            mapping_words("role"),
            options=list(ROLES),
            format_func=lambda role: mapping_words(f"role_{role}"),
            required=True,
            width=165,
        ),
        "scale": config.SelectboxColumn(
            mapping_words("answers"),
            options=scales,
            format_func=lambda name: list_name(mapping.list_of[str(name)]),
            width=165,
        ),
        "reversed": config.CheckboxColumn(
            mapping_words("reversed_short"), help=mapping_words_of_index("reversed", mapping), width=80
        ),
        "dimension": config.TextColumn(mapping_words("dimension_head"), width=105, max_chars=120),
        "why": config.TextColumn(mapping_words("why"), width=330),
        "target": config.SelectboxColumn(
            mapping_words("target"),
            options=targets(mapping),
            format_func=lambda target: target_name(str(target)),
            help=mapping_words_of_index("target_help", mapping),
            width=140,
        ),
        "where": config.TextColumn(mapping_words("where"), width=140),
    }


def _is_scale(mapping: Mapping, name: str) -> bool:
    return any(column.answers == name for column in mapping.items)


def targets(mapping: Mapping) -> Sequence[str]:
    """What an item may rate: the groups, and their sides."""
    sides = dict.fromkeys(group.side for group in mapping.groups if group.side)
    return [*(f"{SIDE_TARGET}{side}" for side in sides), *(group.text for group in mapping.groups)]
