"""Method: who is in, how it was computed, what each term means, and what this cannot say."""

from __future__ import annotations

import streamlit as st

from metrics import Protected
from metrics.result.names import who_is_compared
from pages.sections.find_by_code import find_by_code
from pages.sections.headline import headline_table
from pages.sections.reliability import reliability
from pages.sections.robustness import attrition, robustness
from pages.shell.actions import add_to_report
from pages.shell.editions import current
from pages.shell.language import language, words
from pages.shell.navigation import show
from pages.shell.notes import asked_once_note, edition_note, joined_note, one_group_note, protection_notes
from pages.shell.picture import other_pictures
from pages.shell.plain import escaped
from reports.content.basis.method import glossary, who_is_compared_in_words
from reports.content.basis.people import people_facts
from words import exact, number, say

_UNBROKEN = "\N{WORD JOINER}"


def main() -> None:
    """Draws the page."""
    shown = current()
    st.title(words("page_method"), anchor=False)
    edition_note(shown, explained=False)
    _who(shown.result)
    add_to_report(shown, "table", "who_answered")
    attrition(shown.result)
    if any(row.stayers.n is not None for row in shown.result.attrition):
        add_to_report(shown, "table", "attrition")
    headline_table(shown.result)
    if shown.result.change_of:
        add_to_report(shown, "table", "sides")
    robustness(shown)
    reliability(shown)
    other_pictures(shown, "method", ("reliability",))
    _settings(shown.result)
    add_to_report(shown, "table", "settings")
    find_by_code()
    st.header(words("terms"), anchor=False)
    terms = glossary(shown.result, language(), escaped)
    st.markdown("\n\n".join(f"**{term}** — {meaning}" for term, meaning in terms))
    add_to_report(shown, "paragraph", "method")
    st.header(words("cannot"), anchor=False)
    st.markdown(words("cannot_text"))
    add_to_report(shown, "paragraph", "caveats")


def _who(result: Protected) -> None:
    """Counts of people, and what is shown together or left out."""
    st.header(words("who_is_in"), anchor=False)
    facts = people_facts(result, language())
    for column, (label, value) in zip(st.columns(len(facts), vertical_alignment="bottom"), facts, strict=True):
        shown = say("findings.short_protected", language()) if value is None else number(value, language())
        column.metric(_with_whole_days(escaped(label)), shown)
    st.markdown(_who_is_compared(result))
    one_group_note(result)
    protection_notes(result)
    joined_note(result)
    asked_once_note(result)


def _with_whole_days(label: str) -> str:
    """A label in whose narrow column no day is broken over two lines."""
    return label.replace("\\-", f"\\-{_UNBROKEN}")


def _who_is_compared(result: Protected) -> str:
    """On whom the comparisons rest; where there are several, how many people each has, where that is shown."""
    lead, *pairs = who_is_compared_in_words(result, language())
    return "\n".join([f"{lead}\n", *(f"- {escaped(text)}" for text in pairs)])


def _settings(result: Protected) -> None:
    st.header(words("settings"), anchor=False)
    tests = dict.fromkeys(row.test for row in result.changes if row.test)
    lines = [
        (say("workbook.estimand", language()), who_is_compared(result, language())),
        *((say("headings.test", language()), say(f"findings.test_{test}", language())) for test in tests),
        (say("workbook.threshold", language()), number(result.settings.threshold, language())),
        (say("workbook.margin", language()), exact(result.settings.margin, language())),
        (say("workbook.code", language()), result.code),
    ]
    st.markdown("\n".join(f"- {label}: **{value}**" for label, value in lines))


show(main)
