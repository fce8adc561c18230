"""Method: who is in, how it was computed, what each term means, and what this cannot say."""

from __future__ import annotations

import streamlit as st

from charts import pair_label
from metrics import Protected
from metrics.result.names import matched_label, round_on_day, who_is_compared
from pages.sections.find_by_code import find_by_code
from pages.sections.headline import headline_table
from pages.sections.reliability import reliability
from pages.sections.robustness import attrition, robustness
from pages.shell.editions import current
from pages.shell.language import language, words, words_of_index
from pages.shell.navigation import show
from pages.shell.notes import asked_once_note, edition_note, joined_note, one_group_note, protection_notes
from pages.shell.picture import other_pictures
from pages.shell.plain import escaped
from words import exact, isolate, number, say

_TERMS = (
    "index", "interval", "margin", "finding", "detectable", "effect", "adjusted", "net", "protected", "in_part",
    "rounding",
)  # fmt: skip


def main() -> None:
    """Draws the page."""
    shown = current()
    st.title(words("page_method"))
    edition_note(shown)
    _who(shown.result)
    attrition(shown.result)
    headline_table(shown.result)
    robustness(shown.result)
    reliability(shown)
    other_pictures(shown, "method", ("reliability",))
    _settings(shown.result)
    find_by_code()
    st.header(words("terms"))
    for term in _TERMS:
        st.markdown(_glossary(shown.result, term))
    st.header(words("cannot"))
    st.markdown(words("cannot_text"))


def _glossary(result: Protected, term: str) -> str:
    """A term with what it means."""
    rose_or_fell = words_of_index("rose_or_fell", result)
    meaning = words_of_index(f"meaning_{term}", result, margin=result.settings.margin, rose_or_fell=rose_or_fell)
    return f"**{words_of_index(f'term_{term}', result)}** — {meaning}"


def _who(result: Protected) -> None:
    """Counts of people, and what is shown together or left out."""
    st.header(words("who_is_in"))
    facts = [
        (words("respondents_round", round=round_on_day(result, round_.name, language())), round_.respondents)
        for round_ in result.rounds
    ]
    if result.estimand != "independent" and result.pairs:
        facts.append((matched_label(result, language()), result.matched))
    for column, (label, value) in zip(st.columns(len(facts), vertical_alignment="bottom"), facts, strict=True):
        shown = say("findings.short_protected", language()) if value is None else number(value, language())
        column.metric(escaped(label), shown)
    st.markdown(_who_is_compared(result))
    one_group_note(result)
    protection_notes(result)
    joined_note(result)
    asked_once_note(result)


def _who_is_compared(result: Protected) -> str:
    """On whom the comparisons rest; where there are several, how many people each has, where that is shown."""
    if len(result.pairs) < 2:
        return words(f"who_{result.estimand}" if result.pairs else "who_one")
    lead = words("who_all" if result.estimand == "all" else f"who_{result.estimand}_pairs")
    counts = [(pair, result.people_compared(pair)) for pair in result.pairs]
    lines = (
        words("pair_people", pair=escaped(pair_label(result, pair, language())), n=number(n, language()))
        for pair, n in counts
        if n is not None
    )
    return "\n".join([f"{lead}\n", *(f"- {line}" for line in lines)])


def _settings(result: Protected) -> None:
    st.header(words("settings"))
    tests = dict.fromkeys(row.test for row in result.changes if row.test)
    lines = [
        (say("workbook.estimand", language()), who_is_compared(result, language())),
        *((say("headings.test", language()), say(f"findings.test_{test}", language())) for test in tests),
        (say("workbook.threshold", language()), number(result.settings.threshold, language())),
        (say("workbook.margin", language()), exact(result.settings.margin, language())),
        (say("workbook.code", language()), isolate(result.code, language())),
    ]
    st.markdown("\n".join(f"- {label}: **{value}**" for label, value in lines))


show(main)
