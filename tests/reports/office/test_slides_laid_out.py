"""The presentation: what stands on which slide, and how tables are laid out on them."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from reports.content.tables import Cell, Table
from reports.content.unsaid import unsaid
from reports.office.slides.outline import outline
from reports.office.slides.tables import pages_of_table
from reports.report import Part
from tests.reports.office.decks import shapes, written
from tests.reports.report_cases import report_of


def titles_of(kind: str) -> list[str]:
    """The titles of all slides."""
    return [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(written(kind))).slides]


def test_where_there_is_one_round_levels_have_one_table_and_the_answers_are_drawn() -> None:
    content = written("one round")
    titles = titles_of("one round")
    assert titles[1] == "Civil society: trust is 65 of 100. Security institutions: trust is 61 of 100"
    (levels,) = [shape.table for number, shape in shapes(content) if number == 2 and shape.has_table]
    assert [cell.text for cell in levels.rows[0].cells] == [
        "What is measured",
        "Civil society",
        "Security institutions",
    ]
    assert [row.cells[0].text for row in levels.rows] == ["What is measured", "Trust index", "competence", "integrity"]
    assert "Civil society: questions with the highest and lowest answers" in titles
    charts = [shape for _, shape in shapes(content) if shape.has_chart]
    assert len(charts) == 2
    assert all("people" in shape._element.find(f".//{qn('p:cNvPr')}").get("descr") for shape in charts)


def test_no_slide_is_all_not_shown_but_that_of_the_sides() -> None:
    titles = titles_of("all hidden")
    assert titles[1] == "Both sides: not shown"
    assert titles[2:] == ["What can't be said", "How it was measured, and how people are protected"]


def test_cells_say_the_same_of_the_edge_that_they_share() -> None:
    tables = [shape.table for _, shape in shapes(written("sample", "ar")) if shape.has_table]
    assert tables
    for table in tables:
        rows = [[cell._tc.tcPr for cell in row.cells] for row in table.rows]
        for upper, lower in pairwise(rows):
            for one, other in zip(upper, lower, strict=True):
                assert _line(one, "a:lnB") == _line(other, "a:lnT")
        for row in rows:
            for one, other in pairwise(row):  # from right to left
                assert _line(one, "a:lnL") == _line(other, "a:lnR")


def _line(cell: Any, side: str) -> tuple[str, str]:
    line = cell.find(qn(side))
    return line.get("w"), etree.tostring(line[0]).decode()


def test_a_table_of_several_slides_has_about_as_many_rows_on_each() -> None:
    table = Table("x", "X", ("A", "B"), tuple((Cell(f"row {n}"), Cell("1")) for n in range(20)))
    pages = pages_of_table(table, 800, 380)
    assert [len(page.rows) - 1 for page in pages] == [10, 10]


def test_of_many_groups_that_are_open_the_first_are_told_and_the_others_counted() -> None:
    report = report_of("many groups")
    is_open = [one.text for one in unsaid(report) if one.kind == "open"]
    assert len(is_open) > 7
    (slide,) = [one for one in outline(report) if one.title == "What can't be said"]
    said = [one.text for one in slide.texts]
    assert said[:8] == [*is_open[:7], f"And {len(is_open) - 7} more: see the notes of this slide."]
    assert not set(said) & set(is_open[7:])
    assert set(is_open[7:]) <= set(slide.notes)


def test_questions_of_one_round_have_means_in_the_units_of_the_report() -> None:
    report = replace(report_of("one round"), units="original")
    drawn = [one for slide in outline(report) for one in slide.questions]
    assert drawn
    assert all(float(one.mean) <= 5 for one in drawn)


def test_numbers_of_parts_are_not_broken_over_two_lines() -> None:
    parts = [title for title in titles_of("20 groups") if "\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}" in title]
    assert parts
    assert all(re.search(r" \(\d+\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}\d+\)$", one) for one in parts)


@pytest.mark.parametrize("parts", [None, (Part("figure", "sides"),)])
def test_what_participants_asked_for_has_a_slide_of_its_own(parts: tuple[Part, ...] | None) -> None:
    report = replace(report_of("sample"), parts=parts)
    slides = {one.title: [words.text for words in one.texts] for one in outline(report)}
    asked, planned = ["A hotline", "\u2068خط ساخن\u2069"], ["A meeting in May"]
    assert slides["Background, requests and next steps"] == [
        *("What participants asked for", *asked),
        *("What will be done", *planned),
    ]
    alone = {one.title: [words.text for words in one.texts] for one in outline(replace(report, planned=" \n"))}
    assert alone["What participants asked for"] == asked
    assert not [title for title in alone if "done" in title]
