"""Export: the workbook and the results for other programs; figures have a button of their own."""

from __future__ import annotations

import streamlit as st

from pages.parts.editions import SAMPLE, Shown, current
from pages.parts.navigation import show
from pages.parts.notes import edition_note
from pages.parts.reader import language, words
from reports import results_json, workbook


def main() -> None:
    """Draws the page."""
    shown = current()
    speech = language()
    st.title(words("page_export"))
    edition_note(shown)
    st.warning(words("not_yet_safe"), icon=":material/shield:")
    st.header(words("export_workbook"))
    st.markdown(words("export_workbook_text"))
    st.download_button(
        words("download_workbook"),
        data=lambda: workbook(shown.result, speech, shown.name),
        file_name=f"{_file_name(shown)}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        type="primary",
        key="download_workbook",
    )
    st.header(words("export_figures"))
    st.markdown(words("export_figures_text"))
    for page in ("overview", "groups", "questions", "mutual", "method"):
        st.page_link(f"pages/{page}.py", label=words(f"page_{page}"))
    st.header(words("export_json"))
    st.markdown(words("export_json_text"))
    st.download_button(
        words("download_json"),
        data=lambda: results_json(shown.result, shown.name),
        file_name=f"{_file_name(shown)}.json",
        mime="application/json",
        on_click="ignore",
        key="download_json",
    )


def _file_name(shown: Shown) -> str:
    """A file name that tells two results apart, and says so where the numbers are synthetic."""
    kind = "synthetic-sample" if shown.id == SAMPLE else "results"
    return f"{kind}-{shown.result.code}"


show(main)
