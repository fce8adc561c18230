"""An index that the questionnaire names otherwise is called so, and never trust, in what is written of its result."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from charts import Look, View, all_figures, draw
from charts.drawing.findings import verdict_words
from charts.drawing.keys import of_findings
from metrics import ALL, INDEX, ChangeRow, in_language, measure_label, sentence, shared, to_document
from metrics.findings.verdicts import VERDICTS
from metrics.result.paragraph import paragraph
from metrics.result.summary import summary
from metrics.result.units import POINTS, UNITS, beside
from reports.report import Event, Report
from reports.workbook import workbook
from reports.workbook.tables.declared_columns import verdict_column
from tests.named_index import NAME, found, named
from tests.sample import sample_result
from words import LANGUAGES, say

KINDS = ("sample", "three", "one")
"""The sample by a breakdown too, with three rounds, and with one."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_speaks_of_trust(language: str, kind: str) -> None:
    result = named(kind)
    assert measure_label(result, INDEX, language) == NAME[language]
    said = [sentence(result, row, language) for row in result.changes]
    said += [beside(result, row, units, language) for row in result.changes for units in UNITS]
    said += [issue.message(language) for issue in result.issues]
    said += [paragraph(shared(result), language)]
    assert [hit for text in said for hit in found(text, language)] == []
    heads = [row for row in result.changes if row.measure == INDEX and row.change is not None]
    assert all(NAME[language] in sentence(result, row, language) for row in heads)


def with_each_verdict(row: ChangeRow) -> list[ChangeRow]:
    return [replace(row, verdict=verdict) for verdict in VERDICTS]


def found_of(row: ChangeRow, language: str) -> list[str]:
    """A row's finding in few words, wherever these stand: beside it, in the key of a figure, in a sheet."""
    result = named()
    key = [entry.words for entry in of_findings(result, [row], Look(language))]
    cell = verdict_column(result, language, "verdict", "finding").value(row)
    return [verdict_words(result, row, language), *key, str(cell)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_index_is_said_by_its_name_to_rise_or_fall(language: str) -> None:
    """An aspect or a question may fall where the index rises."""
    rows = [made for row in named().changes if row.change is not None for made in with_each_verdict(row)]
    of_parts = [text for row in rows if row.measure != INDEX for text in found_of(row, language)]
    assert of_parts
    assert [text for text in of_parts if NAME[language] in text] == []
    moved = [row for row in rows if row.measure == INDEX and row.verdict in ("increased", "decreased")]
    assert all(NAME[language] in text for row in moved for text in found_of(row, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_of_several_measures_has_each_mark_once_and_names_none(language: str) -> None:
    result = named()
    item = next(row for row in result.changes if row.level == "item" and row.change is not None)
    rows = [replace(row, verdict="increased") for row in (result.change_of[INDEX, ALL], item)]
    (entry,) = of_findings(result, rows, Look(language))
    assert NAME[language] not in entry.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_name_the_index_is_trust(language: str) -> None:
    """What these tests look for is there to be found."""
    result = sample_result()
    book = load_workbook(BytesIO(workbook(Report(result, language))), read_only=True)
    headline = sentence(result, result.change_of[INDEX, ALL], language)
    title = draw("groups", result, View(Look(language))).title
    assert all(found(text, language) for text in (headline, title, " ".join(book.sheetnames)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_in_a_notebook_names_the_index(language: str) -> None:
    result = named()
    shown = summary(in_language(result, language)).as_text()
    assert NAME[language] in shown
    assert found(shown, language) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_speaks_of_trust(language: str, kind: str) -> None:
    result, hits = named(kind), []
    for name, figure in all_figures().items():
        views = figure.views(result)
        for view in (*views[:2], *views[-1:]):
            for units in UNITS if kind == "sample" else (POINTS,):
                drawn = draw(name, result, replace(view, look=Look(language, report=True), units=units))
                drawing = json.dumps(json.loads(drawn.figure.to_json())["layout"], ensure_ascii=False)
                hits += found(" ".join((drawn.title, drawn.alternative, drawing)), language)
    assert hits == []


@pytest.mark.parametrize(
    ("kind", "units"), [*(("sample", units) for units in UNITS), *((kind, POINTS) for kind in KINDS[1:])]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sheet_or_cell_of_the_workbook_speaks_of_trust(language: str, kind: str, units: str) -> None:
    book = load_workbook(
        BytesIO(workbook(Report(named(kind), language, event=Event("Platform"), units=units))), read_only=True
    )
    said = [
        cell.replace("_trusting", "")
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for column, cell in enumerate(row)
        if isinstance(cell, str) and (sheet.title, column) != (say("headings.sheet_names", language), 1)  # codes
    ]
    assert [hit for text in (*book.sheetnames, *said) for hit in found(text, language)] == []


def test_the_results_for_other_programs_have_the_word_in_codes_alone() -> None:
    """A field or a measure keeps its name, by which a program reads it."""

    def texts(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            yield from (text for value in part.values() for text in texts(value))
        elif isinstance(part, list):
            yield from (text for value in part for text in texts(value))
        elif isinstance(part, str) and part not in codes:
            yield part

    codes = {measure.name for measure in named().measures}
    said = list(texts(to_document(shared(named()))))
    assert [hit for text in said for hit in found(text, "en")] == []
