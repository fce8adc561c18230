"""KoboToolbox exports: recognised by their own columns, and read as they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from surveys import Upload
from surveys.files.spreadsheet import open_book
from surveys.formats import formats, recognise
from surveys.formats.kobo import is_rejected
from tests.surveys.workbooks import HEADER, answers, codes, errors, issue, read, workbook

ADDED = [
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_index",
]
FULL = ["start", "end", *HEADER, *ADDED]


def submission(number: int, code: str = "A", status: str = "", *cells: Any) -> list[Any]:
    given = cells or ("ngo", "a", "d", "sa")
    day = f"2024-03-{number:02d}T09:00:00"
    return [
        day,
        day,
        code,
        *given,
        100 + number,
        f"uuid-{number}",
        day,
        status,
        "",
        "submitted_via_web",
        "",
        "v1",
        number,
    ]


def export(*rows: list[Any], **sheets: Any) -> Upload:
    return workbook("pre.xlsx", {"Form": [FULL, *rows], **sheets})


def test_an_export_is_recognised_and_its_own_columns_are_silent() -> None:
    survey = read(export(submission(1)))
    assert survey.rounds[0].format == "kobo_xlsx"
    assert codes(survey) == []


def test_a_row_of_hashtags_is_no_submission() -> None:
    tags = ["", "", "#meta+id", "#group", "", "#trust"]
    survey = read(export(tags, submission(1)))
    assert (survey.rounds[0].rows_read, len(survey.group)) == (1, 1)


def test_sheets_of_repeat_groups_are_passed_over() -> None:
    repeat = [["fair", "_index", "_parent_table_name", "_parent_index"], ["a", 1, "Form", 1]]
    assert codes(read(export(submission(1), contacts=repeat))) == []


@pytest.mark.parametrize(
    "status",
    ["Not approved", "validation_status_not_approved", "{'uid': 'validation_status_not_approved'}", "NOT APPROVED"],
)
def test_rejected_submissions_are_left_out_and_counted(status: str) -> None:
    survey = read(export(submission(1, "A", status), submission(2, "B", "Approved"), submission(3, "C", "On hold")))
    assert (survey.rounds[0].rows_read, len(survey.group)) == (3, 2)
    found = issue(survey, "rejected")
    assert (found.severity, found.cell, found.values["count"]) == ("note", "K2", 1)
    assert is_rejected(status)


def test_a_rejected_submission_does_not_push_out_an_earlier_one() -> None:
    survey = read(export(submission(1, "A"), submission(2, "A", "Not approved", "ngo", "sd", "sd", "sd")))
    assert survey.rounds[0].scores.tolist() == [[4.0, 2.0, 5.0]]
    assert "duplicates" not in codes(survey)


def test_a_filtered_export_is_known_by_the_columns_it_keeps() -> None:
    rows = [["A", "ngo", "a", "d", "sa", "u1", "uuid:u1"]]
    survey = read(answers(rows, header=[*HEADER, "_uuid", "meta/rootUuid"]))
    assert survey.rounds[0].format == "kobo_xlsx"


def test_the_old_exports_word_for_missing_is_a_blank() -> None:
    header = [*HEADER, "_uuid", "_submission_time", "_xform_id_string"]
    rows = [
        ["A", "ngo", "n/a", "d", "sa", "u1", "", "f"],
        ["n/a", "n/a", "n/a", "n/a", "n/a", "u2", "", "f"],
        ["n/a", "n/a", "a", "n/a", "n/a", "u3", "", "f"],
    ]
    survey = read(answers(rows, header=header))
    assert codes(survey) == ["no_answers", "code_missing"]
    assert survey.group.tolist() == [0, -1]


def test_an_export_without_submissions_says_so() -> None:
    (found,) = errors(export())
    assert (found.code, found.sheet) == ("no_rows", "Form")
    (found,) = errors(workbook("pre.xlsx", {"Sheet1": []}))
    assert found.code == "file_empty"


def test_one_column_of_the_tool_is_not_enough_to_know_it_by() -> None:
    assert read(answers([["A", "ngo", "a", "d", "sa", 1]], header=[*HEADER, "_id"])).rounds[0].format == "plain_xlsx"


@pytest.mark.parametrize(
    ("name", "form", "rows"),
    [
        ("customer_satisfaction__labels.xlsx", "kobo_xlsx", 3),
        ("grouped_translated__labels_hier_es.xlsx", "kobo_xlsx", 3),
        ("grouped_translated__xml_hier.csv", "kobo_csv", 3),
        ("hxl_grouped_repeatable__labels_hxlrow_repeats.xlsx", "kobo_xlsx", 6),
        ("or_other__labels_or_other.csv", "kobo_csv", 3),
    ],
)
def test_real_exports_are_recognised(shared_data: Path, name: str, form: str, rows: int) -> None:
    table = recognise(open_book(Upload.from_path(shared_data / "fixtures" / "kobo" / name)))
    assert (table.format, table.tool) == (form, "KoboToolbox")
    assert len(table.rows) == rows
    assert table.submitted is not None


def test_every_format_of_the_folder_is_asked_the_plain_one_last() -> None:
    ranks = [one.RANK for one in formats()]
    assert ranks == sorted(set(ranks))
    assert formats()[-1].__name__.endswith("plain")
