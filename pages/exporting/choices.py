"""What is chosen of a report beside its parts: for whom, formats, languages, digits and figures."""

from __future__ import annotations

import streamlit as st

from metrics import AUDIENCES, Protected, shared
from metrics.result.result import INTERNAL
from pages.exporting.empty import holds_parts
from pages.shell.choices import choose_option, chosen_option
from pages.shell.chooser import choose_units, pick_shown
from pages.shell.editions import ShownEdition
from pages.shell.figure_files import DIGITS_CHOICE, GROUND, GROUNDS, SIZE
from pages.shell.language import language, words, words_if_any
from pages.shell.plain import plain
from reports.formats import ReportFormat, formats
from reports.report import SIZES, Report
from store import OF_EDITION
from words import DIGITS, LANGUAGES, is_right_to_left, say

_IN_TWO_LANGUAGES = "brief"
"""The format that takes a second language."""
_NONE = ""
_CHANGED = "formats_changed"
"""What it is kept under that the reader chose formats."""
LANGUAGE_CHOICE = "export_language"
"""What the report's language is kept under."""


def choose_version(shown: ShownEdition) -> Protected:
    """For whom the report is: the officer's own full numbers only where they are at hand, of a draft."""
    result, own = shown.result, shown.officers_own
    offered = list(AUDIENCES) if result.audience != "public" else ["public"]
    if own is not None:
        offered.append(INTERNAL)
    audience = pick_shown("for", words("for_whom"), offered, lambda key: words(f"audience_{key}"))
    if audience == INTERNAL and own is not None:
        st.warning(words("export_own_text"), icon=":material/lock:")
        return own
    return result if audience == result.audience else shared(result, audience)


def choose_formats(*, with_parts: bool) -> list[ReportFormat]:
    """The formats, by rank, each with what it is good for.

    Until the reader changes one, the first is chosen, and where parts were added to the report the first that holds
    them is chosen too.
    """
    ranked = sorted(formats().values(), key=lambda one: one.RANK)
    usual = [ranked[0]]
    if with_parts:
        holding = [one for one in ranked if holds_parts(one)]
        usual += holding[:1]
        named = ", ".join(plain(format_words(one)) for one in holding)
        st.caption(f":material/info: {words('export_formats_of_parts', formats=named)}")
    with st.container(key="formats"):
        return [one for one in ranked if _is_chosen(one, one in usual)]


def _is_chosen(one: ReportFormat, by_default: bool) -> bool:
    key = f"format_{one.NAME}"
    if not st.session_state.get(_CHANGED):
        st.session_state[key] = by_default
    label = format_words(one)
    if text := words_if_any(f"export_{one.NAME}_text"):
        label += f"  \n{text}"  # said as it stands to those who can't see it
    return st.checkbox(label, key=key, persist_state="session", on_change=_keep_formats)


def _keep_formats() -> None:
    st.session_state[_CHANGED] = True


def format_words(one: ReportFormat) -> str:
    """What a format is called; its name where there are no words for it."""
    return words_if_any(f"export_{one.NAME}") or one.NAME.upper()


def choose_report(shown: ShownEdition, result: Protected, chosen: list[ReportFormat]) -> Report:
    """Languages, digits, units, and the look of figures."""
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        speech = _choose_language()
    with right:
        second = _choose_second(speech) if any(one.NAME == _IN_TWO_LANGUAGES for one in chosen) else None
    if is_right_to_left(speech) or (second is not None and is_right_to_left(second)):
        _switch(DIGITS_CHOICE, "export_digits", DIGITS)
    units = choose_units(result, of_questions=True)
    st.caption(words("units_workbook_note"))
    with st.expander(words("export_figures"), key="open_figures"):
        size = _switch(SIZE, "export_size", SIZES)
        ground = _switch(GROUND, "export_ground", GROUNDS)
        st.caption(words("export_figures_text"))
    return Report(
        result,
        speech,
        second_language=second,
        event=shown.event,
        units=units,
        digits=chosen_option(DIGITS_CHOICE, DIGITS),
        size=size,
        transparent=ground == GROUNDS[1],
        figure_notes={about: texts for about, texts in shown.notes.items() if about != OF_EDITION},
    )


def _choose_language() -> str:
    """The report's language; the reader's until another one is chosen."""
    offered = sorted(LANGUAGES, key=lambda code: code != language())
    return choose_option(
        st.segmented_control, LANGUAGE_CHOICE, words("export_language"), offered, _name, is_switch=True
    )


def _choose_second(speech: str) -> str | None:
    offered = [_NONE, *(code for code in LANGUAGES if code != speech)]
    second = choose_option(
        st.segmented_control,
        f"export_second_{speech}",
        words("export_second"),
        offered,
        lambda code: _name(code) if code else words("export_second_none"),
        is_switch=True,
    )
    return second or None


def _name(code: str) -> str:
    return say("language.name", code)


def _switch(name: str, key: str, options: tuple[str, ...]) -> str:
    return choose_option(
        st.segmented_control, name, words(key), options, lambda option: words(f"{key}_{option}"), is_switch=True
    )
