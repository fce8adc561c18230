"""What the questionnaire, its index and its aspects are called, in each language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.shell.plain import plain
from pages.steps.mapping.visit import Change, MappingOfVisit
from pages.steps.mapping.words import apart, mapping_words
from surveys.mapping import Mapping
from surveys.mapping.editing.names import with_dimension_label, with_index_label, with_title
from words import LANGUAGES, say


def names(visit: MappingOfVisit) -> None:
    """Title, index and aspects: a line each, a field a language."""
    with st.expander(mapping_words("names"), key="mapping_names_open"):
        st.caption(mapping_words("names_lead"))
        _field(
            visit,
            "mapping_title",
            mapping_words("title"),
            visit.mapping.title,
            lambda text: partial(with_title, title=text),
        )
        _in_each(
            visit,
            "index",
            mapping_words("index_name"),
            lambda mapping, code: mapping.index_label.get(code, ""),
            lambda code, text: partial(with_index_label, language=code, text=text),
            {code: say("findings.trust_index", code) for code in LANGUAGES},
        )
        for number, dimension in enumerate(visit.mapping.dimensions):
            _in_each(
                visit,
                f"dimension_{number}",
                mapping_words("dimension_name", name=plain(apart(dimension))),
                partial(_dimension_label, dimension=dimension),
                partial(_dimension_change, dimension),
                dict.fromkeys(LANGUAGES, dimension),
            )


def _dimension_label(mapping: Mapping, code: str, dimension: str) -> str:
    return mapping.dimension_label.get(dimension, {}).get(code, "")


def _dimension_change(dimension: str, code: str, text: str) -> Change:
    return partial(with_dimension_label, dimension=dimension, language=code, text=text)


def _in_each(
    visit: MappingOfVisit,
    what: str,
    heading: str,
    called: Callable[[Mapping, str], str],
    change: Callable[[str, str], Change],
    otherwise: dict[str, str],
) -> None:
    st.markdown(f"**{heading}**")
    for place, code in zip(st.columns(len(LANGUAGES)), LANGUAGES, strict=True):
        with place:
            label = mapping_words("called_in", tongue=say("language.name", code))
            _field(
                visit,
                f"mapping_{what}_{code}",
                label,
                called(visit.mapping, code),
                partial(change, code),
                otherwise[code],
            )


def _field(
    visit: MappingOfVisit, key: str, label: str, value: str, change: Callable[[str], Change], otherwise: str = ""
) -> None:
    """One name, that shows what the mapping says."""

    def changed() -> None:
        visit.change(change(str(st.session_state[key])))

    if st.session_state.get(key) != value:
        st.session_state[key] = value
    st.text_input(label, max_chars=200, placeholder=otherwise, key=key, on_change=changed)
