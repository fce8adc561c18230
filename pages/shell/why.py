"""*Why is this hidden?*: one click wherever something is not shown; it explains without giving it away."""

from __future__ import annotations

import streamlit as st

from metrics import Protected
from metrics.result.names import say_of_index
from pages.shell.language import language
from pages.shell.plain import escaped
from reports.content.basis.method import AT_HAND, glossary_entry
from words import number, say


def protection_words(key: str, **values: object) -> str:
    """A sentence of protection (``protection.<key>``) in the reader's language."""
    return say(f"protection.{key}", language(), **values)


def protection_words_of_index(key: str, result: Protected, **values: object) -> str:
    """A sentence of protection about what a result measures: trust, or what the questionnaire calls the index."""
    return say_of_index(f"protection.{key}", result, language(), **values)


def explain_words(result: Protected) -> None:
    """What the marks and words mean that a reader meets first; the others are explained on the page of methods."""
    with st.popover(say("screens.words_mean", language()), icon=":material/help:", type="tertiary", wrap=True):
        entries = (glossary_entry(result, term, language(), escaped) for term in AT_HAND)
        st.markdown("\n\n".join(f"**{escaped(term)}** — {escaped(meaning)}" for term, meaning in entries))


def why_hidden(result: Protected) -> None:
    """The same words for whatever is hidden, so that the reason can't be guessed."""
    with st.popover(protection_words("why"), icon=":material/lock:", type="tertiary", wrap=True):
        st.markdown(protection_words("why_text", threshold=number(result.settings.threshold, language())))
        st.markdown(protection_words("why_more"))
        st.page_link("pages/protection.py", label=protection_words("why_link"), icon=":material/shield:")
