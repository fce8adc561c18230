"""The row of actions under a figure, a table or a paragraph: its files, and putting it into the report."""

from __future__ import annotations

from functools import partial

import streamlit as st

from charts import View
from pages.shell.basket import holds, part_of, toggle
from pages.shell.editions import ShownEdition
from pages.shell.figure_files import FORMS, figure_file, report_of_page, what_it_shows
from pages.shell.language import words
from pages.shell.plain import plain
from reports.content.figures import view_for
from reports.content.provenance import file_stem
from reports.report import Part

_WORDS = {"figure": "export_add", "table": "export_add_table", "paragraph": "export_add_paragraph"}


def add_to_report(shown: ShownEdition, kind: str, name: str) -> None:
    """The row of a table or a paragraph of `reports.content.parts` that a page shows."""
    actions(shown, part_of(kind, name), f"{kind}_{name}")


@st.fragment
def actions(shown: ShownEdition, part: Part, key: str, title: str = "") -> None:
    """Shows the row; a press runs nothing else of the page.

    Parameters
    ----------
    shown : ShownEdition
    part : Part
        As `pages.shell.basket.part_of` makes it.
    key : str
        Tells the row from others of the page; part of the names of its buttons in the browser.
    title : str, optional
        Of a figure, as the page shows it: its files are called by it.
    """
    with st.container(horizontal=True, gap="small", key=f"actions_{key}"):
        if part.kind == "figure":
            _files(shown, part, key, title)
        is_in = holds(shown.id, part)
        st.button(
            words("export_added" if is_in else _WORDS[part.kind]),
            icon=":material/check:" if is_in else ":material/add:",
            on_click=toggle,
            args=(shown.id, part),
            key=f"add_{key}",
        )


def _files(shown: ShownEdition, part: Part, key: str, title: str) -> None:
    """A button for each form, which makes its file when it is pressed; only the form is seen of its name."""
    report = report_of_page(shown)
    view = view_for(report, part.view or View())
    for form, mime in FORMS.items():
        st.download_button(
            words("export_file_of", form=form.upper(), part=plain(title)),
            data=partial(figure_file, report, part.name, view, form),
            file_name=f"{file_stem(report, what_it_shows(part))}.{form}",
            mime=mime,
            on_click="ignore",
            key=f"{form}_{key}",
        )
