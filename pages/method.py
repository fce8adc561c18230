"""Method: who is in, how it was reckoned, what each term means, and what this cannot say."""

from __future__ import annotations

import streamlit as st

from metrics import Protected
from pages.parts.editions import current
from pages.parts.navigation import show
from pages.parts.notes import edition_note, left_out_notes, merger_notes
from pages.parts.reader import language, words
from words import isolate, number, say

_TERMS = ("index", "interval", "finding", "detectable", "adjusted", "net", "protected", "rounding")


def main() -> None:
    """Draws the page."""
    shown = current()
    st.title(words("page_method"))
    edition_note(shown)
    _who(shown.result)
    _settings(shown.result)
    st.header(words("terms"))
    for term in _TERMS:
        st.markdown(f"**{words(f'term_{term}')}** — {words(f'meaning_{term}', margin=shown.result.settings.margin)}")
    st.header(words("cannot"))
    st.markdown(words("cannot_text"))


def _who(result: Protected) -> None:
    """Counts of people, and what is shown together or left out."""
    st.header(words("who_is_in"))
    facts = [(say(f"workbook.respondents_{round_.name}", language()), round_.respondents) for round_ in result.rounds]
    if result.estimand == "matched":
        facts.append((say("workbook.matched", language()), result.matched))
    for column, (label, value) in zip(st.columns(3), facts, strict=False):
        shown = say("findings.short_protected", language()) if value is None else number(value, language())
        column.metric(label, shown)
    st.markdown(words(f"who_{result.estimand}"))
    merger_notes(result)
    left_out_notes(result)


def _settings(result: Protected) -> None:
    st.header(words("settings"))
    tests = dict.fromkeys(row.test for row in result.changes if row.test)
    lines = [
        (say("workbook.estimand", language()), say(f"workbook.estimand_{result.estimand}", language())),
        *((say("workbook.test", language()), say(f"workbook.test_{test}", language())) for test in tests),
        (say("workbook.threshold", language()), number(result.settings.threshold, language())),
        (say("workbook.margin", language()), isolate(f"{result.settings.margin:g}", language())),
        (say("workbook.code", language()), result.code),
    ]
    st.markdown("\n".join(f"- {label}: **{value}**" for label, value in lines))


show(main)
