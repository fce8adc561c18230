"""Export: what goes into the report and how it should come; one button makes it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from metrics import Protected
from metrics.result.result import INTERNAL
from pages.exporting.choices import choose_formats, choose_report, choose_version
from pages.exporting.chosen_parts import chosen_parts, more_parts, show_previews
from pages.exporting.handing_over import hand_over, last_ending
from pages.exporting.own_texts import ask_texts
from pages.exporting.templates import choose_templates
from pages.shell.basket import entries
from pages.shell.editions import DRAFT, SAMPLE, ShownEdition, current
from pages.shell.language import language, words, words_of_index
from pages.shell.navigation import PAGES, show
from pages.shell.notes import edition_note
from words import say

_WITH_PARTS = tuple(page for page in PAGES if page not in ("compare", "export", "surveys"))
"""The pages on which something can be added to the report."""


def main() -> None:
    """Draws the page: for whom, formats, language, contents, the button; last previews, which take longest."""
    shown = current()
    st.title(words("page_export"), anchor=False)
    if shown.id in (SAMPLE, DRAFT):
        edition_note(shown, explained=False)  # for whom an edition is stands where that is chosen
    st.markdown(words("export_lead"))
    st.header(words("export_how"), anchor=False)
    result = choose_version(shown)
    if result.audience != INTERNAL:
        st.caption(f":material/shield: {words(f'handed_on_{result.audience}')}")
    st.subheader(words("export_formats"), anchor=False)
    chosen = choose_formats(with_parts=bool(entries(shown.id)))
    report = choose_report(shown, result, chosen)
    templates = choose_templates([last_ending(one) for one in chosen])
    with st.expander(words("export_texts"), key="open_texts"):
        report = ask_texts(shown, report)
    st.header(words("export_basket"), anchor=False)
    found = chosen_parts(shown, report)
    if not entries(shown.id):
        _empty(shown)
    more_parts(shown, report)
    st.divider()
    _one_result(shown, result)
    hand_over(replace(report, parts=found.parts), chosen, templates)
    show_previews(found, report.language)


def _empty(shown: ShownEdition) -> None:
    """That each file has all that it usually has, and where parts are chosen."""
    st.markdown(words("export_empty"))
    with st.container(horizontal=True, key="export_pages"):
        for page in _WITH_PARTS:
            st.page_link(f"pages/{page}.py", label=words_of_index(f"page_{page}", shown.result))


def _one_result(shown: ShownEdition, result: Protected) -> None:
    """That one result of the same people may be handed on; and that its two versions count as one, where both are had.

    The public's version is the participants' without the rows of groups (`metrics.shared`). Of the officer's own
    numbers, that they are not handed on.
    """
    if result.audience == INTERNAL:
        st.caption(f":material/lock: {words('handed_on_internal')}")
        return
    said = [say("workbook.note_one_result", language())]
    said += [words("both_versions")] if shown.result.audience != "public" else []
    st.caption(f":material/shield: {' '.join(said)}")


show(main)
