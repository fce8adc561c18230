"""Export: the workbook and the results for other programs; figures have a button of their own."""

from __future__ import annotations

import streamlit as st

from charts import figures_of_page
from metrics import AUDIENCES, Protected, Shared, shared
from pages.shell.chooser import pick_shown
from pages.shell.editions import SAMPLE, ShownEdition, current
from pages.shell.navigation import PAGES, show
from pages.shell.notes import edition_note
from pages.shell.reader import language, words
from reports import results_json, workbook


def main() -> None:
    """Draws the page."""
    shown = current()
    st.title(words("page_export"))
    edition_note(shown)
    handed_on = shown.result if shown.result.audience == "public" else _for_whom(shown)
    st.header(words("export_workbook"))
    st.markdown(words("export_workbook_text"))
    st.caption(f":material/shield: {words(f'handed_on_{handed_on.audience}')}")
    _workbook("download_workbook", handed_on, shown, main=True)
    st.header(words("export_figures"))
    st.markdown(words("export_figures_text"))
    for page in filter(figures_of_page, PAGES):
        st.page_link(f"pages/{page}.py", label=words(f"page_{page}"))
    st.header(words("export_json"))
    st.markdown(words("export_json_text"))
    _json("download_json", handed_on, shown)
    if shown.officers_own is not None:
        st.header(words("export_own"))
        st.markdown(words("export_own_text"))
        _workbook("download_own_workbook", shown.officers_own, shown)
        _json("download_own_json", shown.officers_own, shown)


def _for_whom(shown: ShownEdition) -> Shared:
    """The result for those whom the reader chooses: the public is told of no group by name."""
    audience = pick_shown("for", words("for_whom"), AUDIENCES, lambda key: words(f"audience_{key}"))
    return shown.result if audience == shown.result.audience else shared(shown.result, audience)


def _workbook(key: str, result: Protected, shown: ShownEdition, *, main: bool = False) -> None:
    speech = language()
    st.download_button(
        words(key),
        data=lambda: workbook(result, speech, shown.name),
        file_name=f"{_file_name(shown, result)}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        type="primary" if main else "secondary",
        key=key,
    )


def _json(key: str, result: Protected, shown: ShownEdition) -> None:
    st.download_button(
        words("download_json"),
        data=lambda: results_json(result, shown.name),
        file_name=f"{_file_name(shown, result)}.json",
        mime="application/json",
        on_click="ignore",
        key=key,
    )


def _file_name(shown: ShownEdition, result: Protected) -> str:
    """A file name that tells two results apart and says who it is for, or that the numbers are synthetic."""
    kind = "synthetic-sample" if shown.id == SAMPLE else "results"
    return f"{kind}-{result.audience}-{result.code}"


show(main)
