"""Whom a file is for stands on its face: on the footer of every figure, and on the notes of the workbook."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import docx
import pytest
from openpyxl import load_workbook

from charts import Look, all_figures
from metrics import Protected, shared
from reports import workbook
from reports.formats import docx as annex
from reports.office.slides.outline import outline
from reports.report import Part, Report
from reports.typst.brief import brief_source
from tests.sample import sample_by
from words import LANGUAGES, say

AUDIENCES = ("internal", "participants", "public")


@cache
def for_whom(audience: str) -> Protected:
    if audience == "internal":
        return sample_by("age_band")
    return shared(for_whom("internal"), audience)


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_footer_of_every_figure_for_a_report_says_whom_it_is_for(language: str, audience: str) -> None:
    result = for_whom(audience)
    for name, figure in all_figures().items():
        if not (views := figure.views(result)):
            continue
        drawn = figure.draw(result, replace(views[-1], look=Look(language, report=True))).figure
        words = " ".join(str(note.text) for note in drawn.layout.annotations).replace("<br>", " ")
        assert say(f"figures.audience_{audience}", language) in words, name


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_of_the_workbook_say_whom_it_is_for(language: str, audience: str) -> None:
    sheet = load_workbook(io.BytesIO(workbook(Report(for_whom(audience), language))), read_only=True)[
        say("headings.sheet_notes", language)
    ]
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert say(f"workbook.note_{audience}", language) in cells
    assert (say("headings.breakdown", language) in cells) == (audience != "public")


def test_a_public_workbook_names_no_group() -> None:
    book = load_workbook(io.BytesIO(workbook(Report(for_whom("public"), "en"))), read_only=True)
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    names = {label for group in for_whom("internal").groups for label in group.label.values()}
    assert not {cell for cell in cells if cell in names}


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_for_the_officer_alone_says_so_on_the_first_slide_and_at_the_heads_of_brief_and_annex(
    language: str, audience: str
) -> None:
    report, note = Report(for_whom(audience), language), say("workbook.note_internal", language)
    assert (note in [one.text for one in outline(report)[0].texts]) == (audience == "internal")
    assert (note in brief_source(report)) == (audience == "internal")
    written = docx.Document(io.BytesIO(annex.write(replace(report, parts=(Part("paragraph", "caveats"),)))))
    assert (note in [one.text for one in written.paragraphs]) == (audience == "internal")
