"""The row of actions under a figure, a table or a paragraph: what can be taken from it, the same everywhere.

Under a figure: its table in place, its files, its data, a link to it, and putting it into the report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from charts import View
from pages.server.copy_button import copy_link
from pages.shell.address import of_editions_of_now, page_is_of_before, usual_choices
from pages.shell.basket import holds, part_of, toggle
from pages.shell.editions import DRAFT, ShownEdition
from pages.shell.figure_files import (
    DATA_FORMS,
    FORMS,
    MIMES,
    MakeTable,
    file_of,
    file_of_table,
    report_of_page,
    what_it_shows,
)
from pages.shell.language import words
from pages.shell.plain import plain
from pages.shell.table import content_table
from reports.content.figure_tables.of_figure import figure_table
from reports.content.figures import view_for
from reports.content.provenance import file_stem
from reports.content.tables import Table
from reports.report import Part, Report

_WORDS = {"figure": "export_add", "table": "export_add_table", "paragraph": "export_add_paragraph"}
_OPEN = "open_tables"
_ON_ITS_OWN = "png"
"""The form of a figure that is one press away; the others are in a menu."""


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
    if page_is_of_before():
        st.rerun()
    is_figure = part.kind == "figure"
    with st.container(horizontal=True, gap="small", key=f"actions_{key}"):
        if is_figure:
            _table_button(key, title)
            _file(shown, part, key, title, _ON_ITS_OWN)
            _more_files(shown, part, key, title)
            _link(key, title, is_draft=shown.id == DRAFT)
        _add_button(shown, part, key, title)
    if is_figure and key in _open_tables():
        content_table(figure_table(report_of_page(shown), part.name, part.view or View(), title))
        with st.container(key=f"actions_table_of_{key}"):
            _add_button(shown, part_of("table", part.name, part.view), f"table_of_{key}", title)


@st.fragment
def table_actions(
    report: Report, table: Table, make: MakeTable, *, editions: Sequence[str], other: Report | None = None
) -> None:
    """Shows the row of a table that no figure draws: its data, and a link to it.

    Parameters
    ----------
    report : Report
    table : Table
        As the page shows it.
    make : callable
        Makes it anew for a file, with its codes and all of its notes.
    editions : sequence of str
        Those that it has numbers of; where one is the draft of this visit, there is no link.
    other : Report, optional
        A second one that the table has numbers of.
    """
    key, title = table.name, table.title
    with st.container(horizontal=True, gap="small", key=f"actions_{key}"):
        menu = st.popover(_named(words("table_files"), title), on_change="rerun", wrap=True, key=f"more_{key}")
        if menu.open:
            with menu, st.container(key=f"files_{key}"):
                for form in DATA_FORMS:
                    data = partial(file_of_table, report, make, form, other)
                    _download(form, key, title, file_stem(report, table.name), data, editions)
        _link(key, title, is_draft=DRAFT in editions)


def _named(word: str, title: str) -> str:
    """The words of a button; those who can't see it hear also of which figure it is.

    `pages/server/browser/actions.css` hides that.
    """
    return f"{word} :gray[: {plain(title)}]" if title else word


def _open_tables() -> set[str]:
    """The keys of the figures whose tables are open in this visit."""
    found: set[str] = st.session_state.setdefault(_OPEN, set())
    return found


def _table_button(key: str, title: str) -> None:
    def turn() -> None:
        _open_tables().symmetric_difference_update({key})

    word = "figure_table_hide" if key in _open_tables() else "figure_table"
    st.button(_named(words(word), title), on_click=turn, wrap=True, key=f"table_{key}")


def _more_files(shown: ShownEdition, part: Part, key: str, title: str) -> None:
    """A menu of the other forms and of the data; what is in it is made when it is opened."""
    menu = st.popover(_named(words("figure_files"), title), on_change="rerun", wrap=True, key=f"more_{key}")
    if menu.open:
        with menu, st.container(key=f"files_{key}"):
            for form in (*DATA_FORMS, *FORMS):
                if form != _ON_ITS_OWN:
                    _file(shown, part, key, title, form)


def _file(shown: ShownEdition, part: Part, key: str, title: str, form: str) -> None:
    """A button that makes a file when it is pressed."""
    report = report_of_page(shown)
    view = view_for(report, part.view or View())
    stem = file_stem(report, what_it_shows(part))
    _download(form, key, title, stem, partial(file_of, report, part.name, view, form), (shown.id,))


def _download(form: str, key: str, title: str, stem: str, data: Callable[[], bytes], editions: Sequence[str]) -> None:
    st.download_button(
        _named(form.upper() if form == _ON_ITS_OWN else words(f"figure_{form}"), title),
        data=of_editions_of_now(data, *editions),
        file_name=f"{stem}.{form}",
        mime=MIMES[form],
        on_click="ignore",
        wrap=True,
        key=f"{form}_{key}",
    )


def _link(key: str, title: str, *, is_draft: bool) -> None:
    """A link to what is seen; of a draft, which is of this visit alone, that there is none."""
    copy_link(
        key,
        None if is_draft else usual_choices(),
        label=words("figure_no_link" if is_draft else "figure_link"),
        done=words("figure_link_copied"),
        about=f": {title}",
    )


def _add_button(shown: ShownEdition, part: Part, key: str, title: str) -> None:
    """Puts a part into the report, or takes it out again."""
    is_in = holds(shown.id, part)
    st.button(
        _named(words("export_added" if is_in else _WORDS[part.kind]), title),
        icon=":material/check:" if is_in else ":material/add:",
        on_click=toggle,
        args=(shown.id, part),
        wrap=True,
        key=f"add_{key}",
    )
