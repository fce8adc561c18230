"""The data of a figure: as CSV and as a workbook, with the numbers of its table and nothing that runs."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from charts import all_figures
from metrics import Protected, analyse, shared
from reports.content.figure_tables.of_figure import figure_table
from reports.content.tables import Table
from reports.report import Event, Report
from reports.workbook.figure_book import figure_book
from reports.workbook.figure_csv import figure_csv
from tests.reports.report_cases import hostile_names
from tests.sample import shared_sample
from words import LANGUAGES, digits, say

OF_SAMPLE = [name for name in all_figures() if name != "categories"]
"""The figures of the sample, which has no breakdown."""


@cache
def hostile() -> Protected:
    return shared(analyse(hostile_names()))


def table_of(name: str, report: Report) -> Table:
    return figure_table(report, name, all_figures()[name].views(report.result)[0], "Title =1+1")


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_csv_of_groups_by_hand() -> None:
    report = Report(shared_sample(), "en", event=Event("=Trust, 1", "Erbil", synthetic=True))
    content = figure_csv(report, table_of("groups", report))
    assert content.startswith(
        b"\xef\xbb\xbfside,group,mean_from,mean_to,change,ci_low,ci_high,finding,n_from,n_to,units,"
    )
    head, *rows = read(content)
    hidden = say("findings.short_protected", "en")
    first = ["Civil society", "Human-rights organisations", hidden, hidden, "9", "4", "14", "trust rose", "8", "8"]
    assert rows[0] == [*first, "points", shared_sample().code, "'=Trust, 1", "yes"]
    assert head[-4:] == ["units", "code", "edition", "synthetic"]
    assert rows[1][2:7] == ["", "", "1", "-7", "9"]
    assert len(rows) == 5
    assert all(len(row) == len(head) for row in rows)


def test_the_people_of_groups_by_aspect_have_columns_of_their_own() -> None:
    report = Report(shared_sample(), "en")
    head, *rows = read(figure_csv(report, table_of("cells", report)))
    assert head[:8] == ["measure", "group", "change", "ci_low", "ci_high", "finding", "n_from", "n_to"]
    assert rows[0][:2] == ["Competence", "Human-rights organisations"]
    assert rows[0][6:8] == ["8", "8"]


def test_every_file_of_a_figure_names_the_edition_and_says_where_answers_are_invented() -> None:
    report = Report(shared_sample(), "en", event=Event("Platform", "Erbil", synthetic=True))
    content = figure_book(report, table_of("groups", report), "")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert sheet["A2"].value == report.heading
    assert "Platform" in report.heading
    assert say("reports.provenance_synthetic", "en") in report.heading
    mine = Report(shared_sample(), "en", event=Event("Platform"))
    assert read(figure_csv(mine, table_of("groups", mine)))[1][-2:] == ["Platform", "no"]


@pytest.mark.parametrize("system", ["latn", "arab"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_the_same_in_every_language_and_in_all_digits(language: str, system: str) -> None:
    def numbers(report: Report, name: str) -> list[list[str]]:
        rows = read(figure_csv(report, table_of(name, report)))
        return [rows[0], *([cell for cell in row if cell.lstrip("-").replace(".", "").isdecimal()] for row in rows[1:])]

    for name in OF_SAMPLE:
        expected = numbers(Report(shared_sample(), "en"), name)
        with digits(system):
            assert numbers(Report(shared_sample(), language), name) == expected, name


@pytest.mark.parametrize("name", OF_SAMPLE)
def test_a_workbook_is_valid_the_same_each_time_and_says_where_it_comes_from(name: str, tmp_path: Path) -> None:
    report = Report(shared_sample(), "ar", event=Event("Platform", "Erbil"))
    table = table_of(name, report)
    content = figure_book(report, table, "What it shows")
    assert content == figure_book(report, table, "What it shows")
    path = tmp_path / "figure.xlsx"
    path.write_bytes(content)
    assert OpenXmlValidator().validate(path).errors == []
    (sheet,) = openpyxl.load_workbook(path).worksheets
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(report.result.code in text for text in said)
    assert any(text.startswith(say("workbook.threshold", "ar")) for text in said)
    assert all(note in said for note in table.notes)
    assert sheet.sheet_view.rightToLeft


def test_numbers_of_a_workbook_are_numbers_and_what_is_hidden_is_said() -> None:
    report = Report(shared_sample(), "en")
    content = figure_book(report, table_of("groups", report), "")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    row = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "Human-rights organisations")
    hidden = say("findings.short_protected", "en")
    assert row == ("Civil society", "Human-rights organisations", hidden, hidden, 9, 4, 14, "trust rose", 8, 8)


@pytest.mark.parametrize("name", ["groups", "answers", "cells"])
def test_no_name_becomes_a_formula(name: str) -> None:
    report = Report(hostile(), "en")
    table = table_of(name, report)
    for row in read(figure_csv(report, table))[1:]:
        assert not [cell for cell in row if cell.startswith(("=", "+", "@")) or cell[:2] in ("-=", "\t=")]
    book = openpyxl.load_workbook(io.BytesIO(figure_book(report, table, "=1+1")))
    assert not [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.data_type == "f"]
