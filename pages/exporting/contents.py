"""What a part of a basket holds in a version of the result, and how it will look in the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from charts import Picture, View, all_figures, draw
from metrics import Protected
from pages.exporting.names import fingerprint_of_names
from pages.exporting.previews import Preview, previews_of_visit
from pages.shell.figure_files import figure_preview
from pages.shell.language import words
from pages.shell.table import content_table
from reports.content.figures import view_for
from reports.content.parts import PARAGRAPHS, TABLES, heading_of_text, table_of, text_of
from reports.content.tables import Table
from reports.content.titles import short_title
from reports.report import Part, Report
from words import digits, is_right_to_left

OFFERED = {"table": tuple(TABLES), "paragraph": tuple(PARAGRAPHS)}
"""The names of what may be chosen beside figures, by kind."""
_ROWS, _PARAGRAPHS = 5, 2
"""So many of a table's rows, and of a text's paragraphs, are shown as a preview."""


@dataclass(frozen=True)
class Content:
    """A part as a report has it.

    Attributes
    ----------
    title : str
        As its page shows it, in the report's language.
    caption : str
        What stands over it in the report where the officer writes no other one.
    shown : callable
        Gives a figure's preview, which is made then, a table or the paragraphs of a text.
    """

    title: str
    caption: str
    shown: Callable[[], Preview | Table | tuple[str, ...]]


def content_of(part: Part, report: Report) -> Content | None:
    """What a part holds in the report's version of the result; None where it has no such thing."""
    if part.kind == "figure":
        return _figure(part, report)
    if part.kind == "table":
        made = _table(part, report)
        return None if made is None else Content(made.title, made.title, lambda: made)
    texts = text_of(report, part.name) if part.name in PARAGRAPHS else ()
    title = heading_of_text(part.name, report.language)
    return Content(title, title, lambda: texts) if texts else None


def show_content(content: Content, key: str, speech: str) -> None:
    """The preview: a picture, the first rows of a table, or the first paragraphs of a text.

    Parameters
    ----------
    content : Content
    key : str
        Tells the preview from others of the page.
    speech : str
        The report's language, in whose direction texts and tables run.
    """
    shown = content.shown()
    if isinstance(shown, Preview):
        st.image(shown.png, alt=shown.alternative)
        return
    with st.container(key=f"preview_{'rtl' if is_right_to_left(speech) else 'ltr'}_{key}"):
        if isinstance(shown, Table):
            content_table(replace(shown, rows=shown.rows[:_ROWS], notes=()))
            _more(shown.rows, _ROWS, "export_more_rows")
        else:
            st.html("".join(f'<p class="paragraph">{escape(text)}</p>' for text in shown[:_PARAGRAPHS]))
            _more(shown, _PARAGRAPHS, "export_more_paragraphs")


def _more(known: Sequence[object], shown: int, word: str) -> None:
    if len(known) > shown:
        st.caption(words(word, n=str(len(known) - shown)))


def _table(part: Part, report: Report) -> Table | None:
    """A table as it will be in the report: one by its name, or that of a figure that this version has."""
    if part.view is None:
        return TABLES[part.name](report) if part.name in TABLES else None
    return table_of(report, part.name, part.view) if _is_drawn(part, report.result) else None


def _figure(part: Part, report: Report) -> Content | None:
    """A figure as it will be in the report; its titles and its preview are made once for what it shows and how."""
    if not _is_drawn(part, report.result):
        return None
    view, result = view_for(report, part.view or View()), report.result
    key = (result.code, result.audience, fingerprint_of_names(result), part.name, view, report.digits)

    def drawn() -> Picture:
        with digits(report.digits):
            return draw(part.name, result, view)

    def titles() -> tuple[str, str]:
        title = drawn().title
        with digits(report.digits):
            return title, short_title(report, part.name, view, lambda: title)

    def preview() -> Preview:
        picture = drawn()
        return Preview(picture.alternative or picture.title, figure_preview(report, part.name, view))

    title, caption = previews_of_visit().titles(key, titles)
    return Content(title, caption, lambda: previews_of_visit().get(key, preview))


def _is_drawn(part: Part, result: Protected) -> bool:
    """Whether a version of the result has what a figure shows: the public's names no group."""
    figure = all_figures().get(part.name)
    chosen = part.view or View()
    views = figure.views(result) if figure else []
    return any(_chosen_of(view, result) == _chosen_of(chosen, result) for view in views)


def _chosen_of(view: View, result: Protected) -> tuple[object, ...]:
    return view.group, view.order, view.rounds_in(result), view.raters, view.reliability_of
