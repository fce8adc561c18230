"""Export: the result in each format of reports; figures have a button of their own."""

from __future__ import annotations

import streamlit as st

from charts import figures_of_page
from metrics import AUDIENCES, Protected, Shared, shared
from pages.shell.chooser import choose_units, pick_shown, units_of_page
from pages.shell.editions import SAMPLE, ShownEdition, current
from pages.shell.language import language, words, words_if_any, words_of_index
from pages.shell.navigation import PAGES, show
from pages.shell.notes import edition_note
from reports.formats import ReportFormat, formats
from reports.report import Report
from words import say


def main() -> None:
    """Draws the page."""
    shown = current()
    st.title(words("page_export"))
    edition_note(shown)
    handed_on = shown.result if shown.result.audience == "public" else _for_whom(shown)
    _one_result(shown)
    first, *others = sorted(formats().values(), key=lambda one: one.RANK)
    _heading(first)
    st.caption(f":material/shield: {words(f'handed_on_{handed_on.audience}')}")
    choose_units(shown.result, of_questions=True)
    st.caption(words("units_workbook_note"))
    _download(first, handed_on, shown, main=True)
    st.header(words("export_figures"))
    st.markdown(words("export_figures_text"))
    for page in filter(figures_of_page, PAGES):
        st.page_link(f"pages/{page}.py", label=words_of_index(f"page_{page}", shown.result))
    for one in others:
        _heading(one)
        _download(one, handed_on, shown)
    if shown.officers_own is not None:
        st.header(words("export_own"))
        st.markdown(words("export_own_text"))
        for one in (first, *others):
            _download(one, shown.officers_own, shown, key=f"download_own_{one.NAME}")


def _for_whom(shown: ShownEdition) -> Shared:
    """The result for those whom the reader chooses: the public sees no group by name."""
    audience = pick_shown("for", words("for_whom"), AUDIENCES, lambda key: words(f"audience_{key}"))
    return shown.result if audience == shown.result.audience else shared(shown.result, audience)


def _one_result(shown: ShownEdition) -> None:
    """That one result of the same people may be handed on; and that its two versions count as one, where both are had.

    The public's version is the participants' without the rows of groups (`metrics.shared`).
    """
    said = [say("workbook.note_one_result", language())]
    said += [words("both_versions")] if shown.result.audience != "public" else []
    st.caption(f":material/shield: {' '.join(said)}")


def _heading(one: ReportFormat) -> None:
    """What a format is; its name where there are no words for it."""
    st.header(words_if_any(f"export_{one.NAME}") or one.NAME.upper())
    if text := words_if_any(f"export_{one.NAME}_text"):
        st.markdown(text)


def _download(
    one: ReportFormat, result: Protected, shown: ShownEdition, *, key: str | None = None, main: bool = False
) -> None:
    speech, units, key = language(), units_of_page(), key or f"download_{one.NAME}"
    st.download_button(
        words_if_any(key) or words_if_any(f"download_{one.NAME}") or words("download_file", format=one.NAME.upper()),
        data=lambda: one.write(Report(result, speech, event=shown.event, units=units)),
        file_name=f"{_file_name(shown, result)}.{one.ENDING}",
        mime=one.MIME,
        on_click="ignore",
        type="primary" if main else "secondary",
        key=key,
    )


def _file_name(shown: ShownEdition, result: Protected) -> str:
    """A file name that differs by result, and says who it is for or that the numbers are synthetic."""
    kind = "synthetic-sample" if shown.id == SAMPLE else "results"
    return f"{kind}-{result.audience}-{result.code}"


show(main)
