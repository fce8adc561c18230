"""What people write instead of what the form says: answers with a number or in two languages, totals, other rounds."""

from __future__ import annotations

import time
from typing import Any

import pytest

from surveys import Upload
from tests.surveys.workbooks import CHOICES, HEADER, SURVEY, answers, codes, errors, form, issue, read, workbook

ROW = ["A-1", "ngo", "a", "d", "sa"]


@pytest.mark.parametrize(
    "written",
    [
        "4-Agree",
        "4 Agree",
        "[4] Agree",
        "Agree - 4",
        "Agree: 4",
        "Agree 4",
        "Agree (4)",
        "'4",
        "Agree / أوافق",
        "Agree\nأوافق",
    ],
)
def test_an_answer_may_stand_with_its_number_or_in_two_languages(written: str) -> None:
    survey = read(answers([["A-1", "ngo", written, "d", "sa"]]))
    assert survey.rounds[0].scores[0, 0] == 4.0


@pytest.mark.parametrize("written", ["5-Agree", "Agree - 2", "Agree / لا أوافق", "Agree / perhaps"])
def test_a_number_or_a_second_language_that_says_otherwise_is_no_answer(written: str) -> None:
    survey = read(answers([["A-1", "ngo", written, "d", "sa"]]))
    assert str(survey.rounds[0].scores[0, 0]) == "nan"
    assert issue(survey, "answers_without_home").values["count"] == 1


@pytest.mark.parametrize("heading", ["fair - The police are fair", "fair) The police are fair", "fair: الشرطة عادلة"])
def test_a_heading_may_name_its_question_and_word_it(heading: str) -> None:
    survey = read(answers([ROW], header=["code", "stakeholder", heading, "abusive", "able"]))
    assert survey.rounds[0].scores[0, 0] == 4.0


@pytest.mark.parametrize(
    "below",
    [
        [["", "", "", "", ""], ["Mean", "", 3.1, 2.4, 4], ["SD", "", 1, 1, 1]],
        [["Average", "", 3, 2, 4]],
        [["", "", "", "", ""], ["N", "", 2, 2, 2], ["Grand total", "", 6, 4, 8]],
        [["", "", "", "", ""], ["Collected by the field team", "", "", "", ""]],
        [["المعدل", "", 3, 2, 4]],
    ],
)
def test_totals_and_remarks_below_the_answers_are_nobody(below: list[list[Any]]) -> None:
    survey = read(answers([ROW, ["Max", "ngo", "a", "a", "a"], *below]))
    assert survey.rounds[0].present.tolist() == [True, True]
    assert issue(survey, "remarks_not_read").severity == "note"


def test_a_person_whose_code_is_a_word_for_a_total_stays() -> None:
    survey = read(answers([ROW, ["", "", "", "", ""], ["Max", "ngo", "a", "a", "a"]]))
    assert survey.rounds[0].present.tolist() == [True, True]


ROUNDS = [["when", "pre", "Before the event", "", "", ""], ["when", "post", "After the event", "", "", ""]]
WHEN = ["select_one when", "when", "When", "", "round", "", ""]
WITH_ROUND = form(survey=[*SURVEY, WHEN], choices=[*CHOICES, *ROUNDS])


def two_rounds(first: str, second: str) -> Upload:
    return answers([[first, *ROW], [second, "A-1", "ngo", "sd", "sd", "sd"]], header=["when", *HEADER])


@pytest.mark.parametrize(
    ("first", "second"), [("Before", "After"), ("Baseline", "Endline"), ("1", "2"), ("قبل", "بعد")]
)
def test_the_round_may_be_said_in_other_words(first: str, second: str) -> None:
    survey = read(two_rounds(first, second), by=WITH_ROUND)
    assert [one.scores[0, 0] for one in survey.rounds] == [4.0, 1.0]


def test_rounds_that_nobody_knows_are_not_taken_for_one() -> None:
    (found, *_) = errors(two_rounds("Monday", "Friday"), by=WITH_ROUND)
    assert found.code == "round_unknown"


CONSENT = form(
    survey=[*SURVEY, ["select_one yn", "agrees", "Do you agree?", "", "consent", "", ""]],
    choices=[*CHOICES, ["yn", "yes", "Yes", "نعم", "", ""], ["yn", "no", "No", "لا", "", ""]],
)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("No / لا", "consent_refused"),
        ("رفض الإجابة", "consent_refused"),
        ("maybe later", "consent_unclear"),
        ("prefer not to answer", "consent_unclear"),
        ("99", "consent_unclear"),
    ],
)
def test_who_does_not_clearly_agree_is_out(said: str, code: str) -> None:
    survey = read(
        answers([[*ROW, "Yes / نعم"], ["A-2", "ngo", "a", "a", "a", said]], header=[*HEADER, "agrees"]), by=CONSENT
    )
    assert survey.rounds[0].present.tolist() == [True]
    assert issue(survey, code).cell == "F3"


def test_a_choice_that_is_no_clear_yes_beside_one_that_is_is_no_consent() -> None:
    choices = [*CHOICES, ["yn", "1", "Yes", "نعم", "", ""], ["yn", "2", "No, I would rather not join in", "", "", ""]]
    by = form(survey=[*SURVEY, ["select_one yn", "agrees", "Do you agree?", "", "consent", "", ""]], choices=choices)
    survey = read(answers([[*ROW, 1], ["A-2", "ngo", "a", "a", "a", 2]], header=[*HEADER, "agrees"]), by=by)
    assert survey.rounds[0].present.tolist() == [True]
    assert issue(survey, "consent_unclear").cell == "F3"


def test_a_no_in_two_languages_is_one_where_consent_is_typed_too() -> None:
    by = form(survey=[*SURVEY, ["text", "agrees", "Do you agree?", "", "consent", "", ""]])
    rows = [[*ROW, "my signature"], ["A-2", "ngo", "a", "a", "a", "No / لا"]]
    survey = read(answers(rows, header=[*HEADER, "agrees"]), by=by)
    assert issue(survey, "consent_refused").cell == "F3"


def test_a_number_is_not_a_position_in_a_list_that_is_numbered_itself() -> None:
    numbered = [["when", "0", "Baseline", "", "", ""], ["when", "1", "Endline", "", "", ""]]
    by = form(survey=[*SURVEY, WHEN], choices=[*CHOICES, *numbered])
    survey = read(two_rounds("1", "2"), by=by)
    assert issue(survey, "round_unknown").values["count"] == 1


@pytest.mark.parametrize("code", ["N-07", "SD-01", "MIN-3", "SUM-1"])
def test_a_code_that_begins_like_a_total_is_a_person(code: str) -> None:
    survey = read(answers([["A-1", "ngo", 4, 2, 5], ["A-2", "ngo", 4, 2, 5], [code, "", 4, "", 5]]))
    assert survey.rounds[0].rows_read == 3


@pytest.mark.parametrize("code", ["unknown", "Forgot", "0", "000", "لا يوجد", "x"])
def test_words_for_no_code_match_nobody(code: str) -> None:
    survey = read(answers([[code, "ngo", "a", "a", "a"]]), answers([[code, "ngo", "d", "d", "d"]], name="post.xlsx"))
    assert len(survey.group) == 2


def test_a_second_sheet_of_the_same_headings_is_a_warning() -> None:
    survey = read(workbook("pre.xlsx", {"Pre": [HEADER, ROW], "Post": [HEADER, ROW], "Notes": [["Read me"]]}))
    found = issue(survey, "sheets_alike")
    assert (found.severity, str(found.values["sheets"])) == ("warning", "Post")
    assert "sheets_alike" not in codes(read(workbook("pre.xlsx", {"Pre": [HEADER, ROW], "Notes": [["Read me"]]})))


def test_a_list_of_the_questions_in_front_is_not_taken_for_the_answers() -> None:
    book = [["Variable", "Question"], ["fair", "The police are fair"], ["able", "The police are able"]]
    assert read(workbook("pre.xlsx", {"Codebook": book, "Data": [HEADER, ROW]})).rounds[0].scores[0, 0] == 4.0


def test_a_heading_of_blanks_costs_no_time() -> None:
    began = time.perf_counter()
    read(answers([ROW], header=["code", "stakeholder", "fair", "abusive", "x" + " " * 30_000 + "y"]))
    assert time.perf_counter() - began < 5
