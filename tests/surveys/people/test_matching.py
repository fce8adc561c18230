"""Codes are compared by their letters and digits; of several submissions of one code the latest counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from surveys import Issue, Upload
from surveys.coding.person_codes import normalise_code
from surveys.files.times import seconds
from tests.surveys.workbooks import HEADER, answers, codes, issue, read
from words import LANGUAGES

TIMES = [*HEADER, "_uuid", "_submission_time", "end"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("p-031 ", "P031"),
        ("P 031", "P031"),
        ("p_031", "P031"),
        (9.0, "9"),
        (9, "9"),
        ("9", "9"),
        ("9.0", "9"),
        ("٩", "9"),
        ("٠٣١", "031"),
        ("أحمد-١", "أحمد1"),
        ("ＡＢ１", "AB1"),
        ("e\u0301-1", "É1"),
        ("", ""),
        ("  ", ""),
        ("N/A", ""),
        ("-", ""),
        ("لا أعرف", ""),
    ],
)
def test_a_code_is_its_letters_and_digits(cell: Any, code: str) -> None:
    assert normalise_code(cell) == code


def test_codes_typed_differently_are_one_person() -> None:
    pre = answers([["EV-1a2b", "ngo", "a", "a", "a"], [7, "ngo", "d", "d", "d"]])
    post = answers([[" ev 1A2B", "ngo", "d", "d", "d"], ["٧", "ngo", "a", "a", "a"]], "post.xlsx")
    survey = read(pre, post)
    assert len(survey.group) == 2
    assert (survey.rounds[0].present & survey.rounds[1].present).all()


def test_a_blank_code_matches_nobody_and_is_noted() -> None:
    survey = read(answers([["", "ngo", "a", "a", "a"]]), answers([["", "ngo", "d", "a", "a"]], "post.xlsx"))
    assert len(survey.group) == 2
    assert codes(survey) == ["code_missing", "code_missing"]


def duplicated(*rows: list[Any]) -> Upload:
    return answers(rows, header=TIMES)


def test_of_duplicates_the_latest_submission_counts() -> None:
    survey = read(
        duplicated(
            ["A1", "ngo", "sa", "a", "a", "u1", "2024-03-02T08:00:00", "2024-03-01"],
            ["a-1", "ngo", "sd", "a", "a", "u2", "2024-03-01T09:00:00", "2024-03-09"],
        )
    )
    assert survey.rounds[0].scores[:, 0].tolist() == [5.0]
    found = issue(survey, "duplicates")
    assert (found.severity, found.cell, found.values["count"]) == ("warning", "A3", 1)
    assert "A1" not in found.message("en").replace(str(found.cell), "")
    assert survey.rounds[0].rows_read == 2


def test_submitted_at_one_time_the_later_end_counts() -> None:
    survey = read(
        duplicated(
            ["A1", "ngo", "sa", "a", "a", "u1", "2024-03-01T08:00:00", "2024-03-01T07:50:00.000+03:00"],
            ["A1", "ngo", "sd", "a", "a", "u2", "2024-03-01T08:00:00", "2024-03-01T06:50:00.000+01:00"],
        )
    )
    assert survey.rounds[0].scores[:, 0].tolist() == [1.0]


def test_without_any_time_the_last_row_counts() -> None:
    survey = read(answers([["A1", "ngo", "sa", "a", "a"], ["A1", "ngo", "sd", "a", "a"]]))
    assert survey.rounds[0].scores[:, 0].tolist() == [1.0]


def test_an_empty_form_sent_later_does_not_push_out_the_answers() -> None:
    survey = read(answers([["A1", "ngo", "sa", "a", "a"], ["A1", "ngo", "", "", ""]]))
    assert survey.rounds[0].scores[:, 0].tolist() == [5.0]
    assert codes(survey) == ["no_answers"]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2024-03-01T09:00:00", "2024-03-01T09:00:01Z"),
        ("2024-03-01T09:00:00+03:00", "2024-03-01T07:00:00+00:00"),
        ("Sep 18, 2018 9:12:37 AM", "Sep 18, 2018 12:12:37 PM"),
        ("2024/01/18 2:18:57 AM", "2024/01/18 2:18:57 PM"),
        (45000.5, 45001.25),
        ("soon", "2024-03-01"),
    ],
)
def test_times_are_told_apart_in_the_forms_that_tools_write(earlier: Any, later: Any) -> None:
    assert seconds(earlier) < seconds(later)


def test_rounds_without_a_code_in_common_are_noted() -> None:
    pre = answers([["A111", "ngo", "a", "a", "a"]], sheet="Before")
    post = answers([["ngo", "Z999", "a", "a", "a"]], "post.xlsx", ["stakeholder", "Your code", *HEADER[2:]], "After")
    found = issue(read(pre, post), "no_code_in_common")
    assert (found.file, found.sheet, found.cell) == ("post.xlsx", "After", "B1")
    assert found.values == {
        "column": "Your code",
        "other": "pre.xlsx",
        "other_sheet": "Before",
        "other_column": "code",
        "other_cell": "A1",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_code_columns_are_named_where_no_code_is_common(language: str) -> None:
    pre = answers([["A111", "ngo", "a", "a", "a"]], sheet="Before")
    post = answers([["Z999", "ngo", "a", "a", "a"]], "post.xlsx", ["Your code", *HEADER[1:]], "After")
    said = issue(read(pre, post), "no_code_in_common").message(language)
    assert all(name in said for name in ("pre.xlsx", "Before", "code", "post.xlsx", "After", "Your code"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_nobody_is_matched_can_be_said_of_the_note_on_codes(language: str) -> None:
    survey = read(answers([["A111", "ngo", "a", "a", "a"]]), answers([["Z999", "ngo", "a", "a", "a"]], "post.xlsx"))
    said = replace(issue(survey, "no_code_in_common"), severity="error", code="nobody_matched").message(language)
    assert all(name in said for name in ("pre.xlsx", "post.xlsx", "Data", "code"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["one_round_only"])
def test_a_wrong_number_of_rounds_is_said_of_a_file(code: str, language: str) -> None:
    assert "third.xlsx" in Issue("error", code, "third.xlsx").message(language)


def timed(name: str, header: str, *times: Any) -> Upload:
    rows = [[f"{number}-x", "ngo", "a", "a", "a", time] for number, time in enumerate(times)]
    return answers(rows, name, [*HEADER, header])


@pytest.mark.parametrize("headings", [("_submission_time", "_submission_time"), ("SubmissionDate", "end")])
def test_a_first_round_filled_in_after_the_second_is_a_warning(headings: tuple[str, str]) -> None:
    late = timed("late.xlsx", headings[0], "2024-05-02", "2024-05-03", "2023-01-01")
    early = timed("early.xlsx", headings[1], "2024-03-01T09:00:00", "2024-03-02", "2024-06-01")
    found = issue(read(late, early), "rounds_swapped")
    assert (found.severity, found.file, found.values) == ("warning", "late.xlsx", {"other": "early.xlsx"})
    assert all(name in found.message(language) for language in LANGUAGES for name in ("early.xlsx", "late.xlsx"))
    assert "rounds_swapped" not in codes(read(early, late))


def test_a_day_as_excel_counts_it_is_the_same_moment_as_its_date() -> None:
    assert seconds(45352) == seconds("2024-03-01")


@pytest.mark.parametrize("times", [("", ""), ("soon", "later")])
def test_without_times_in_both_files_no_round_is_said_to_be_late(times: tuple[str, str]) -> None:
    survey = read(timed("pre.xlsx", "end", "2024-05-02", "2024-05-03"), timed("post.xlsx", "end", *times))
    assert "rounds_swapped" not in codes(survey)


def test_codes_one_sign_apart_in_one_group_are_noted_and_not_matched() -> None:
    pre = answers([["AB12", "ngo", "a", "a", "a"], ["CD34", "ngo", "a", "a", "a"], ["EF56", "ngo", "a", "a", "a"]])
    post = answers(
        [["AB13", "ngo", "a", "a", "a"], ["CD345", "ministry", "a", "a", "a"], ["EF56", "ngo", "a", "a", "a"]],
        "post.xlsx",
    )
    survey = read(pre, post)
    found = issue(survey, "codes_alike")
    assert (found.file, found.cell, str(found.values["other_cells"]), found.values["count"]) == (
        "post.xlsx",
        "A2",
        "A2",
        1,
    )
    assert (survey.rounds[0].present & survey.rounds[1].present).sum() == 1
