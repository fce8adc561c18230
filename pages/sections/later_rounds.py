"""Later rounds on the overview: each pair's headline beside the first, and what people say looking back."""

from __future__ import annotations

import streamlit as st

from charts import pair_label
from metrics import INDEX, Protected, sentence
from metrics.result.units import beside
from pages.shell.editions import ShownEdition
from pages.shell.language import language, words
from pages.shell.notes import withheld_note
from pages.shell.picture import picture
from pages.shell.plain import escaped
from surveys.model.survey import THEN


def later_rounds(shown: ShownEdition, units: str, *, explained: bool = False) -> None:
    """The headline of every pair of rounds in a figure, and in words those that do not stand above; else nothing.

    `explained`: why something is hidden is said above.
    """
    result = shown.result
    others = [pair for pair in result.pairs if pair != result.headline_pair]
    if not others:
        return
    looking_back = any(THEN in pair for pair in others)
    alone = looking_back and len(others) == 1
    st.header(words("looking_back" if alone else "later_rounds"), anchor=False)
    if looking_back:
        st.markdown(words("response_shift" if result.headline_pair else "response_shift_alone"))
    picture(shown, "pairs", level=3, explained=explained)
    for pair in others:
        _in_words(result, pair, units)
    known = [result.changes_of(pair).get((INDEX, group)) for pair in others for group in result.headline_groups]
    withheld_note(row for row in known if row is not None)


def _in_words(result: Protected, pair: tuple[str, str], units: str) -> None:
    """The headline of a pair in words."""
    rows = result.changes_of(pair)
    heads = [rows[INDEX, group] for group in result.headline_groups if (INDEX, group) in rows]
    sentences = [
        f"{sentence(result, row, language())} {beside(result, row, units, language())}".rstrip() for row in heads
    ]
    called = escaped(pair_label(result, pair, language()))
    st.markdown(f"**{called}**\n" + "\n".join(f"\n- {escaped(text)}" for text in sentences))
