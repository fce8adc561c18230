"""Rounds as sheets of one workbook: which sheets are rounds, in which order, and what is no round."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from surveys import Join, Round, SubmissionRow, Survey, Upload, read_survey
from surveys.mapping import guess_mapping, instrument_from_mapping
from tests.surveys.workbooks import HEADER, answers, codes, errors, form, issue, read, workbook

BEFORE = [["A", "ngo", "a", "d", "a"], ["B", "ministry", "d", "a", "d"], ["C", "ngo", "n", "n", "n"]]
AFTER = [["B", "ministry", "sa", "sd", "a"], ["A", "ngo", "sa", "sd", "sa"]]


def sheets(*names: str, rows: Sequence[Sequence[Any]] = (BEFORE, AFTER), **more: Any) -> Upload:
    filled = {name: [HEADER, *of] for name, of in zip(names, rows, strict=True)}
    return workbook("both.xlsx", {**filled, **more})


def scores(one: Round) -> list[list[float]]:
    found: list[list[float]] = one.scores[one.present].tolist()
    return found


def named(survey: Survey) -> list[str]:
    return [one.name for one in survey.rounds]


def test_two_sheets_named_after_their_time_are_two_rounds_of_the_same_people() -> None:
    survey = read(sheets("Before", "After"))
    assert named(survey) == ["pre", "post"]
    assert scores(survey.rounds[0]) == [[4, 2, 4], [2, 4, 2], [3, 3, 3]]
    assert scores(survey.rounds[1]) == [[5, 1, 5], [5, 1, 4]]
    assert survey.rounds[1].present.tolist() == [True, True, False]
    assert [one.file for one in survey.rounds] == ["both.xlsx", "both.xlsx"]
    found = issue(survey, "rounds_in_sheets")
    assert (found.severity, found.file, str(found.values["sheets"])) == ("note", "both.xlsx", "Before, After")
    assert {"sheets_alike", "sheets_not_read"}.isdisjoint(codes(survey))


def test_they_are_read_as_two_files_of_the_same_cells_are() -> None:
    one, two = read(sheets("Before", "After")), read(answers(BEFORE), answers(AFTER, "post.xlsx"))
    for a, b in zip(one.rounds, two.rounds, strict=True):
        assert a.scores.tobytes() == b.scores.tobytes()
        assert a.present.tolist() == b.present.tolist()
    assert one.group.tolist() == two.group.tolist()


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("After", "Before"),
        ("post", "pre"),
        ("Endline", "Baseline"),
        ("Wave 2", "Wave 1"),
        ("T2", "T1"),
        ("Post-test responses", "Pre-test responses"),
        ("Après", "Avant"),
        ("Vague 2", "Vague 1"),
        ("بعد", "قبل"),
        ("الجولة الثانية", "الجولة الأولى"),
        ("الاستبيان البعدي", "الاستبيان القبلي"),
        ("دوای", "پێش"),
        ("گەڕی ٢", "گەڕی ١"),
        ("2024", "2023"),
    ],
)
def test_the_names_of_the_sheets_tell_the_order_in_four_languages(later: str, earlier: str) -> None:
    survey = read(sheets(later, earlier, rows=(AFTER, BEFORE)))
    assert str(issue(survey, "rounds_in_sheets").values["sheets"]) == f"{earlier}, {later}"
    assert scores(survey.rounds[0])[0] == [4, 2, 4]


def test_three_waves_are_three_rounds() -> None:
    survey = read(sheets("Endline", "Baseline", "Midline", rows=(AFTER, BEFORE, AFTER[:1])))
    assert named(survey) == ["pre", "post", "followup_1"]
    assert [int(one.present.sum()) for one in survey.rounds] == [3, 1, 2]


def test_two_sheets_whose_names_tell_nothing_are_taken_in_their_order_with_a_warning() -> None:
    survey = read(sheets("Sheet1", "Sheet2"))
    assert named(survey) == ["pre", "post"]
    found = issue(survey, "rounds_in_order_of_sheets")
    assert (found.severity, str(found.values["sheets"])) == ("warning", "Sheet1, Sheet2")


def test_of_three_such_sheets_only_the_first_is_read() -> None:
    survey = read(sheets("Erbil", "Mosul", "Basra", rows=(BEFORE, AFTER, [["D", "ngo", "a", "a", "a"]])))
    assert named(survey) == ["pre"]
    assert str(issue(survey, "sheets_alike").values["sheets"]) == "Mosul, Basra"


def test_so_it_is_where_two_sheets_are_of_one_time() -> None:
    survey = read(sheets("Pre NGO", "Pre police", "Post NGO", rows=(BEFORE, AFTER, AFTER[:1])))
    assert named(survey) == ["pre"]
    assert issue(survey, "sheets_alike").severity == "warning"


@pytest.mark.parametrize("copy", [BEFORE, BEFORE[::-1], BEFORE[:2], [*BEFORE[:2], ["D", "ngo", "a", "a", "a"]]])
def test_a_copy_a_cleaned_copy_and_a_part_are_no_rounds(copy: Sequence[Any]) -> None:
    survey = read(sheets("Data", "Cleaned", rows=(BEFORE, copy)))
    assert named(survey) == ["pre"]
    assert str(issue(survey, "sheets_alike").values["sheets"]) == "Cleaned"


def test_identical_cells_are_a_copy_whatever_the_names_say() -> None:
    survey = read(sheets("Before", "After", rows=(BEFORE, BEFORE)))
    assert named(survey) == ["pre"]
    assert str(issue(survey, "sheets_alike").values["sheets"]) == "After"


def test_who_answered_alike_both_times_does_not_make_a_named_round_a_copy() -> None:
    assert named(read(sheets("Before", "After", rows=(BEFORE, BEFORE[:2])))) == ["pre", "post"]


def test_codebook_summary_and_everybody_together_are_no_rounds() -> None:
    book = [["Variable", "Question"], ["fair", "The police are fair"], ["able", "The police are able"]]
    whole = [HEADER, *BEFORE, *AFTER]
    upload = workbook(
        "both.xlsx",
        {"Codebook": book, "All": whole, "After": [HEADER, *AFTER], "Before": [HEADER, *BEFORE], "Notes": [["Done"]]},
    )
    survey = read(upload)
    assert named(survey) == ["pre", "post"]
    assert scores(survey.rounds[0])[0] == [4, 2, 4]
    left = [(one.severity, str(one.values["sheets"])) for one in survey.issues if one.code == "sheets_beside_rounds"]
    assert left == [("warning", "All"), ("note", "Codebook, Notes")]


def test_a_round_in_other_words_is_one_where_the_names_tell_the_time() -> None:
    labels = ["Your code", "Your group", "The police are fair", "The police abuse power", "The police are able"]
    upload = workbook("both.xlsx", {"Pre": [HEADER, *BEFORE], "Post": [labels, *AFTER]})
    assert scores(read(upload).rounds[1]) == [[5, 1, 5], [5, 1, 4]]


def test_of_several_files_each_is_one_round_and_other_sheets_are_named() -> None:
    survey = read(sheets("Before", "After"), answers(AFTER, "post.xlsx"))
    assert [one.file for one in survey.rounds] == ["both.xlsx", "post.xlsx"]
    assert str(issue(survey, "sheets_alike").values["sheets"]) == "After"


def test_rows_of_two_sheets_without_codes_are_different_people() -> None:
    header = ["stakeholder", "fair", "abusive", "able"]
    rows = [[row[1:] for row in of] for of in (BEFORE, AFTER)]
    survey = read(workbook("both.xlsx", {"T1": [header, *rows[0]], "T2": [header, *rows[1]]}))
    assert len(survey.group) == 5


def test_each_sheet_is_known_by_a_digest_of_its_own() -> None:
    upload = sheets("Before", "After")
    digests = [hashlib.sha256(f"{upload.sha256} {name}".encode()).hexdigest() for name in ("Before", "After")]
    assert [one.sha256 for one in read(upload).rounds] == digests


def test_codes_that_are_alike_are_joined_across_sheets() -> None:
    later = [["B", "ministry", "sa", "sd", "a"], ["A-10", "ngo", "sa", "sd", "sa"]]
    upload = sheets("Before", "After", rows=([["A-11", *BEFORE[0][1:]], *BEFORE[1:]], later))
    survey = read(upload)
    assert survey.matching
    (pair,) = survey.matching.offered
    first, second = (one.sha256 for one in survey.rounds)
    assert pair.join == Join(SubmissionRow(first, 2), SubmissionRow(second, 3))
    joined = read_survey([upload], form(), [pair.join])
    assert int((joined.rounds[0].present & joined.rounds[1].present).sum()) == 2
    assert issue(survey, "codes_alike").values["other"] == "both.xlsx (Before)"


def test_a_column_that_fits_two_questions_is_asked_for_on_its_sheet_alone() -> None:
    double = workbook(
        "both.xlsx", {"Before": [HEADER, *BEFORE], "After": [[*HEADER, "fair"], *([*r, "a"] for r in AFTER)]}
    )
    (found,) = errors(double)
    assert (found.code, found.sheet) == ("column_twice", "After")
    digest, columns = str(found.values["sha256"]), found.values["columns"]
    assert columns == (2, 5)
    survey = read_survey([double], form(), chosen_questions={digest: {5: None}})
    assert scores(survey.rounds[1]) == [[5, 1, 5], [5, 1, 4]]


def test_the_checks_name_the_sheet() -> None:
    stamped = [["_submission_time", *HEADER]]
    rows = [[["2024-05-02 10:00:00", *row] for row in BEFORE], [["2024-05-01 10:00:00", *row] for row in AFTER]]
    upload = workbook("both.xlsx", {"Before": [*stamped, *rows[0]], "After": [*stamped, *rows[1]]})
    found = issue(read(upload), "rounds_swapped")
    assert (found.file, found.sheet, found.values["other"]) == ("both.xlsx", "Before", "both.xlsx (After)")


def test_the_mapping_reads_the_same_rounds() -> None:
    rng = np.random.default_rng(1)
    header = ["Code", "Group", "I trust the police", "The police listen to us", "The police are fair"]
    rounds = [
        [[f"C{n:02}", "NGO" if n % 2 else "Police", *rng.integers(1, 6, 3).tolist()] for n in people]
        for people in (range(12), range(2, 14))
    ]
    upload = workbook("both.xlsx", {"Endline": [header, *rounds[1]], "Baseline": [header, *rounds[0]]})
    mapping = guess_mapping([upload])
    assert [(one.heading, one.role) for one in mapping.columns] == [
        ("Code", "respondent_id"),
        ("Group", "group"),
        *((heading, "item") for heading in header[2:]),
    ]
    survey = read_survey([upload], instrument_from_mapping(mapping))
    assert [int(one.present.sum()) for one in survey.rounds] == [12, 12]
    assert int((survey.rounds[0].present & survey.rounds[1].present).sum()) == 10
    assert survey.rounds[0].scores[0].tolist() == rounds[0][0][2:]
