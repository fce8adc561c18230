"""The scores as they would come out of a mapping: of the first round, and never an unprotected number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from metrics import ALL, INDEX, Protected, ScoreRow, Settings, analyse, measure_label
from pages.shell.language import language
from pages.shell.table import table
from pages.steps.files.given import GivenRound
from pages.steps.issues import issue_list
from pages.steps.mapping.words import mapping_words, mapping_words_of_index, shortened
from surveys import SurveyError, read_survey
from surveys.mapping import Mapping, asks_group_of_file, instrument_from_mapping
from words import number

_STATE = "mapping_preview"
_LARGE = 2 * 1024**2
"""Bytes from which on a preview is made only when it is asked for."""


def preview(mapping: Mapping, first: GivenRound) -> None:
    """The trust index and the mean of each item in the first round, as the mapping stands."""
    if not asks_group_of_file(mapping):
        first = replace(first, groups=())
    size = sum(len(given.content()) for given in first.files)
    if size > _LARGE and not st.toggle(
        mapping_words("preview_show"), key="mapping_preview_show", persist_state="session"
    ):
        return
    kept = st.session_state.get(_STATE)
    key = (first.id, mapping, language())
    if kept is None or kept[0] != key:
        try:
            result = analyse(read_survey([first.source()], instrument_from_mapping(mapping)), Settings(lang=language()))
        except SurveyError as error:
            issue_list(error.issues)
            return
        kept = st.session_state[_STATE] = (key, result)
    _scores(mapping, kept[1])


def _scores(mapping: Mapping, result: Protected) -> None:
    """One table, in whole points; in words where nothing may be shown."""
    first = result.rounds[0].name  # a file may hold several
    whole = [row for row in result.scores if row.group == ALL and row.round == first]
    levels = [row for row in whole if row.level in ("index", "item")]
    index = next((row.mean for row in levels if row.measure == INDEX), None)
    known = (
        mapping_words("preview_line_hidden")
        if index is None
        else mapping_words_of_index("preview_line", mapping, mean=number(index, language()))
    )
    with st.expander(known, key="mapping_preview_open"):
        _table(result, levels)


def _table(result: Protected, levels: Sequence[ScoreRow]) -> None:
    if not any(row.mean is not None for row in levels):
        st.info(mapping_words("preview_hidden", threshold=result.settings.threshold))
        return
    rows = []
    for row in levels:
        label = measure_label(result, row.measure, language())
        hidden = row.mean is None or row.n is None
        shown = mapping_words("preview_protected") if hidden else number(row.mean or 0.0, language())
        rows.append([shortened(label), shown, "–" if row.n is None else number(row.n, language())])
    table(
        mapping_words("preview"),
        [mapping_words("role_item"), mapping_words("preview_mean"), mapping_words("preview_n")],
        rows,
    )
