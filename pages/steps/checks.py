"""The checks: what was found, as a list and as a workbook, and the values that match nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from pages.shell.language import language
from pages.shell.plain import plain
from pages.shell.table import Over, TableRow, table
from pages.steps.files.given import given_files
from pages.steps.issues import issue_list
from reports import Mark, checks_workbook, marked_name, marked_workbook, marks_of, way_to_mark
from surveys import Issue, Survey, Upload
from surveys.model.inspection import Unmatched
from words import number, say


def show_checks(survey: Survey) -> None:
    """Shows what was found in the files of a survey, with what is for the officer alone."""
    found = (*survey.issues, *survey.inspection.issues)
    issue_list(found)
    if survey.inspection.unmatched:
        _values(survey.inspection.unmatched)
    download_checks(found, survey.inspection.unmatched)


def download_checks(issues: Sequence[Issue], unmatched: Sequence[Unmatched] = ()) -> None:
    """A button that hands over the workbook of the checks."""
    speech = language()
    st.download_button(
        _words("download"),
        data=lambda: checks_workbook(issues, unmatched, speech),
        file_name="checks.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        help=_words("download_help"),
        on_click="ignore",
        icon=":material/download:",
        key="download_checks",
    )
    uploads = given_files()
    names = Counter(upload.name for upload in uploads)
    marks = [marks_of(issues, one, speech, is_only_of_name=names[one.name] == 1) for one in uploads]
    offer_marked([(upload, of_file) for upload, of_file in zip(uploads, marks, strict=True) if of_file])


def offer_marked(files: Sequence[tuple[Upload, Sequence[Mark]]]) -> None:
    """A button for each of these files that hands it back with its cells marked; nothing where there are none."""
    if not files:
        return
    with st.container(border=True):
        st.markdown(f"**{_words('marked_title')}**")
        st.markdown(_words("marked_text"))
        st.warning(_words("marked_warning"), icon=":material/lock:")
        for index, (upload, marks) in enumerate(files):
            _offer(upload, marks, f"download_marked_{index}")


def _offer(upload: Upload, marks: Sequence[Mark], key: str) -> None:
    """The button of one file, or why it can't be marked."""
    way, speech = way_to_mark(upload), language()
    if way != "in_place":
        st.caption(_words(f"marked_{way}", file=plain(upload.name)))
    if way in ("in_place", "copy"):
        st.download_button(
            _words("marked_download", file=plain(upload.name)),
            data=lambda: marked_workbook(upload, marks, speech),
            file_name=marked_name(upload),
            on_click="ignore",
            icon=":material/download:",
            key=key,
        )


def _values(unmatched: Sequence[Unmatched]) -> None:
    """The values that match nothing, in one table."""
    with st.expander(_words("homeless", n=number(len(unmatched), language()))):
        st.markdown(_words("homeless_text"))
        table(
            _words("sheet_values"), (_words("value"), _words("times")), [row for one in unmatched for row in _rows(one)]
        )


def _rows(one: Unmatched) -> list[TableRow]:
    speech = language()
    kind = _words("column" if one.is_column else "answers")
    rows: list[TableRow] = [Over(_words("place", file=one.file, cell=one.cell, heading=one.heading or "–", kind=kind))]
    rows += [[text, number(count, speech)] for text, count in one.values]
    if one.more:
        rest = one.count - sum(count for _, count in one.values)
        word = "more_values" if one.values else "long_texts"
        rows.append([_words(word, n=number(one.more, speech)), number(rest, speech)])
    return rows


def _words(key: str, **values: object) -> str:
    return say(f"checks.{key}", language(), **values)
