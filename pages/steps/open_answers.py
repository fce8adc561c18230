"""What people wrote, for the officer's eyes: after a warning, in no order, and only where enough people wrote."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from html import escape
from itertools import groupby

import streamlit as st

from pages.shell.language import language
from pages.shell.plain import plain
from surveys import Survey
from surveys.model.open_answers import OpenAnswers
from surveys.model.round_names import round_words
from words import label_in, number, say

_STYLE = """
ul.written.written { list-style: none; margin: 0 0 1rem; padding: 0; max-width: 46rem; user-select: none; }
ul.written.written li { border-bottom: 1px solid var(--rule); padding: 0.375rem 0; margin: 0; overflow-wrap: anywhere;
  unicode-bidi: plaintext; text-align: start; }
@media print { .written { display: none; } }
"""


def show_open_answers(survey: Survey, threshold: int) -> None:
    """Shows the open answers once the officer asks for them; nothing of them is sent to the browser before."""
    written = survey.inspection.open_answers
    if not written:
        return
    with st.expander(_words("open_title"), icon=":material/edit_note:", key="open_written"):
        st.warning(_words("open_warning"), icon=":material/visibility_off:")
        st.caption(_words("open_kept"))
        if st.checkbox(_words("open_show"), key=_key(survey)):
            st.html(f"<style>{_STYLE}</style>")
            for _, of_question in groupby(written, lambda one: one.question):
                _question(list(of_question), threshold)


def _key(survey: Survey) -> str:
    """Asks again when the files change."""
    files = sha256("".join(round_.sha256 for round_ in survey.rounds).encode()).hexdigest()
    return f"show_open_answers_{files[:16]}"


def _question(rounds: Sequence[OpenAnswers], threshold: int) -> None:
    st.markdown(f"**{plain(label_in(rounds[0].label, language()) or rounds[0].question)}**")
    for one in rounds:
        st.markdown(plain(round_words(one.round, language())))
        shown = one.shown(threshold)
        if not shown:
            st.caption(say("findings.protected", language()))
            continue
        items = "".join(f'<li dir="auto">{escape(text)}</li>' for text in shown)
        st.html(f'<ul class="written">{items}</ul>')
        if one.more():
            st.caption(_words("open_more", n=number(one.more(), language())))


def _words(key: str, **values: object) -> str:
    return say(f"personal.{key}", language(), **values)
