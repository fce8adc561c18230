"""Columns find their question by name or label, and nothing is guessed where two fit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from surveys import read_survey
from tests.surveys.workbooks import CHOICES, SURVEY, answers, codes, errors, form, issue, read
from words import LANGUAGES

ROW = ["A-1", "ngo", "a", "d", "sa"]
SCORES = [[4.0, 2.0, 5.0]]


def scores_under(header: list[str]) -> Any:
    return read(answers([ROW], header=header)).rounds[0].scores.tolist()


@pytest.mark.parametrize(
    "header",
    [
        ["code", "stakeholder", "fair", "abusive", "able"],
        ["code", "stakeholder", "police/fair", "police/abusive", "able"],
        ["code", "stakeholder", "police.fair", "police-abusive", "able"],
        ["code", "stakeholder", "police%fair", "police:abusive", "able"],
        ["Your code", "Your group", "The police are fair", "The police abuse power", "The police are able"],
        ["Your code", "Your group", "About the police/The police are fair", "The police abuse power", "able"],
        ["رمزك", "مجموعتك", "الشرطة عادلة", "عن الشرطة/الشرطة تسيء استخدام السلطة", "الشرطة قادرة"],
        ["CODE ", "Stakeholder", "Fair", "Police / Abusive", "ABLE"],
        [
            "your code:",
            "your  group?",
            "1. The police are <b>fair</b>!",
            "**The police abuse power**",
            "the\xa0police are able.",
        ],
        ["رَمزك", "مجمـوعتك", "الشرطه عادلة", "الشرطة تسيء إستخدام السلطة", "٣. الشرطة قادرة"],
        ["code", "stakeholder", "new_group/fair", "Other part/The police abuse power", "able"],
    ],
    ids=[
        "names",
        "groups",
        "dots",
        "signs",
        "labels",
        "group labels",
        "Arabic",
        "case",
        "wording",
        "spelling",
        "unknown groups",
    ],
)
def test_a_heading_is_known_by_name_or_label_with_or_without_its_groups(header: list[str]) -> None:
    survey = read(answers([ROW], header=header))
    assert survey.rounds[0].scores.tolist() == SCORES
    assert codes(survey) == []


def test_headings_of_several_languages_may_stand_in_one_file() -> None:
    assert scores_under(["code", "مجموعتك", "The police are fair", "abusive", "الشرطة قادرة"]) == SCORES


def test_columns_may_stand_in_any_order() -> None:
    survey = read(answers([ROW[::-1]], header=["able", "abusive", "fair", "stakeholder", "code"]))
    assert survey.rounds[0].scores.tolist() == SCORES


def test_two_filled_columns_of_one_question_are_an_error_that_names_both() -> None:
    (found,) = errors(
        answers([[*ROW, "d"]], header=["code", "stakeholder", "fair", "abusive", "able", "The police are fair"])
    )
    assert (found.code, found.sheet, found.cell, found.values["question"]) == ("column_twice", "Data", "C1, F1", "fair")


def test_of_two_columns_of_one_question_the_only_filled_one_counts() -> None:
    header = ["code", "stakeholder", "fair", "abusive", "able", "The police are fair"]
    survey = read(answers([["A-1", "ngo", "", "d", "sa", "a"]], header=header))
    assert survey.rounds[0].scores.tolist() == SCORES


TWINS = form(survey=[*SURVEY, ["select_one agree", "fair_2", "The police are fair", "", "", "integrity", ""]])


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (["code", "stakeholder", "The police are fair", "abusive", "The police are fair", "able"], "C1, E1"),
        (["code", "stakeholder", "The police are fair", "abusive", "able", "Weather"], "C1"),
    ],
)
def test_a_heading_that_fits_two_questions_is_an_error(header: list[str], cells: str) -> None:
    (found,) = errors(answers([["A-1", "ngo", "a", "d", "d", "a"]], header=header), by=TWINS)
    assert (found.code, found.cell, found.values["questions"]) == ("column_ambiguous", cells, "fair, fair_2")


def test_twins_that_stand_between_the_same_questions_as_in_the_form_are_told_apart_and_that_is_said() -> None:
    header = ["code", "stakeholder", "The police are fair", "abusive", "able", "The police are fair"]
    survey = read(answers([[*ROW, "d"]], header=header), by=TWINS)
    assert survey.rounds[0].scores.tolist() == [[*SCORES[0], 2.0]]
    assert issue(survey, "columns_by_order").cell == "C1, F1"


IGNORED_TWIN = form(survey=[*SURVEY, ["text", "fair_2", "The police are fair", "", "ignore", "", ""]])
"""Its heading stands twice, and the second is not to be read."""


def test_of_two_columns_of_one_heading_the_form_says_by_its_order_which_is_ignored() -> None:
    header = ["code", "stakeholder", "The police are fair", "abusive", "able", "The police are fair"]
    survey = read(answers([[*ROW, "d"]], header=header), by=IGNORED_TWIN)
    assert survey.rounds[0].scores.tolist() == SCORES
    assert issue(survey, "columns_by_order").cell == "C1"


def test_where_another_order_leaves_it_open_which_is_ignored_the_officer_is_asked() -> None:
    header = ["code", "stakeholder", "abusive", "able", "The police are fair", "The police are fair"]
    upload = answers([["A-1", "ngo", "d", "sa", "a", "d"]], header=header)
    (found,) = errors(upload, by=IGNORED_TWIN)
    assert (found.code, found.cell, found.values["candidates"]) == ("column_twice", "E1, F1", ("fair",))
    digest = str(found.values["sha256"])
    survey = read_survey([upload], IGNORED_TWIN, chosen_questions={digest: {4: "fair", 5: None}})
    assert survey.rounds[0].scores.tolist() == SCORES


def test_questions_to_be_ignored_do_not_make_a_heading_ambiguous() -> None:
    twins = form(survey=[*SURVEY, ["text", "fair_2", "The police are fair", "", "ignore", "", ""]])
    header = ["code", "stakeholder", "The police are fair", "abusive", "able"]
    assert read(answers([ROW], header=header), by=twins).rounds[0].scores.tolist() == SCORES


def test_two_questions_without_a_part_in_the_survey_may_share_a_heading() -> None:
    why = [["text", name, "Please explain", "", "", "", ""] for name in ("why_1", "why_2")]
    header = ["code", "stakeholder", "fair", "abusive", "able", "Please explain", "Please explain"]
    assert codes(read(answers([[*ROW, "x", "y"]], header=header), by=form(survey=[*SURVEY, *why]))) == []


def test_columns_without_a_home_are_listed_and_empty_ones_are_not() -> None:
    header = ["code", "stakeholder", "fair", "abusive", "able", "Weather", "", "Empty"]
    survey = read(answers([[*ROW, "sunny", "stray", ""]], header=header))
    found = issue(survey, "columns_without_home")
    assert (found.severity, found.cell, str(found.values["headings"])) == ("note", "F1, G1", "Weather, G1")


def test_options_of_questions_with_several_answers_are_silent() -> None:
    survey = [*SURVEY, ["select_multiple agree", "many", "Choose all", "", "", "", ""]]
    header = ["code", "stakeholder", "fair", "abusive", "able", "many", "many/a", "Choose all/Agree", "many_other"]
    found = read(answers([[*ROW, "a", 1, 1, "x"]], header=header), by=form(survey=survey))
    assert codes(found) == []


def test_a_heading_that_only_begins_like_such_a_question_is_listed() -> None:
    survey = [*SURVEY, ["select_multiple agree", "many", "Choose all", "", "", "", ""]]
    header = ["code", "stakeholder", "fair", "abusive", "able", "many-sided", "many_a", "stakeholder_other"]
    found = read(answers([[*ROW, "x", 1, "y"]], header=header), by=form(survey=survey))
    assert str(issue(found, "columns_without_home").values["headings"]) == "many-sided"


def test_an_option_that_is_named_like_an_item_is_not_that_item() -> None:
    survey = [*SURVEY, ["select_multiple agree", "many", "Choose all", "", "", "", ""]]
    header = ["code", "stakeholder", "fair", "abusive", "able", "many/able"]
    assert read(answers([[*ROW, 1]], header=header), by=form(survey=survey)).rounds[0].scores.tolist() == SCORES


def test_an_item_that_a_file_lacks_is_named_and_is_still_put() -> None:
    survey = read(answers([ROW[:4]], header=["code", "stakeholder", "fair", "abusive"]))
    found = issue(survey, "items_missing")
    assert (found.severity, str(found.values["items"]), found.sheet) == ("warning", "able", "Data")
    assert survey.rounds[0].was_asked.tolist() == [[True, True, True]]
    assert np.isnan(survey.rounds[0].scores[0, 2])


def test_a_file_of_another_form_is_refused_with_where_its_headings_are_and_which_were_expected() -> None:
    (found,) = errors(answers([["x", 1, 2]], header=["Name of shop", "Rating", "Price"]))
    assert (found.code, found.file, found.sheet, found.cell) == ("no_known_item", "pre.xlsx", "Data", "A1:C1")
    assert str(found.values["expected"]) == "fair, abusive, able"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("first", ["a", "fair"], ids=["no heading fits", "an answer reads like a heading"])
def test_of_a_file_without_headings_no_answer_is_said(first: str, language: str) -> None:
    row = ["SECRET-1", "Ali Hassan", "0770 123 4567", first, "d"]
    found = errors(answers([["SECRET-2", "Zara", "0771 123 4567", "a", "a"]], header=row))
    said = " ".join(one.message(language) + repr(one) for one in found)
    assert not any(secret in said for secret in ("SECRET", "Hassan", "0770"))
    assert "A1:E1" in said


def test_one_known_heading_alone_is_enough_where_there_is_no_other() -> None:
    survey = read(answers([["a"], ["d"]], header=["fair"]))
    assert np.nansum(survey.rounds[0].scores) == 6


def test_a_file_without_codes_is_read_and_matches_nobody() -> None:
    rows = [["ngo", "a"]]
    survey = read(
        answers(rows, header=["stakeholder", "fair"]),
        answers([["A", "ngo", "d"]], "post.xlsx", ["code", "stakeholder", "fair"]),
    )
    assert "no_code_column" in codes(survey)
    assert (survey.rounds[0].present & survey.rounds[1].present).sum() == 0


def test_a_mirror_that_a_file_lacks_is_named() -> None:
    header = [*SURVEY[0], "trust_same_as"]
    survey = [header, *([*row, ""] for row in SURVEY[1:]), ["select_one agree", "m", "Mirror", "", "", "", "", "fair"]]
    found = issue(read(answers([ROW]), by=form(survey=survey, choices=CHOICES)), "items_missing")
    assert str(found.values["items"]) == "m"


@pytest.mark.parametrize(("chosen", "scores"), [(["fair", "fair_2"], [4.0, 2.0]), (["fair_2", "fair"], [2.0, 4.0])])
def test_a_column_that_was_asked_for_has_the_question_that_was_chosen(chosen: list[str], scores: list[float]) -> None:
    header = ["code", "stakeholder", "The police are fair", "abusive", "The police are fair", "able"]
    upload = answers([["A-1", "ngo", "a", "d", "d", "sa"]], header=header)
    (asked,) = errors(upload, by=TWINS)
    chosen_questions = {upload.sha256: dict(zip(asked.values["columns"], chosen, strict=True))}  # type: ignore[call-overload]
    survey = read_survey([upload], TWINS, chosen_questions=chosen_questions)
    names = [item.name for item in survey.instrument.items]
    found = dict(zip(names, survey.rounds[0].scores[0].tolist(), strict=True))
    assert [found["fair"], found["fair_2"]] == scores


def test_a_column_may_be_said_to_have_no_home() -> None:
    upload = answers([[*ROW, "d"]], header=["code", "stakeholder", "fair", "abusive", "able", "The police are fair"])
    survey = read_survey([upload], form(), chosen_questions={upload.sha256: {5: None}})
    assert survey.rounds[0].scores.tolist() == SCORES
    assert issue(survey, "columns_without_home").cell == "F1"


def test_a_home_beyond_the_table_is_passed_over_and_one_that_was_chosen_is_said() -> None:
    upload = answers([[*ROW, "d"]], header=["code", "stakeholder", "fair", "abusive", "able", "Weather"])
    survey = read_survey([upload], form(), chosen_questions={upload.sha256: {2: "fair", 40: "fair"}})
    assert survey.rounds[0].scores.tolist() == SCORES
    assert issue(survey, "columns_chosen").cell == "C1"


def test_a_name_and_a_text_of_different_questions_leave_both() -> None:
    first = ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "stakeholder. Your group"]
    header = [*first, "fair. The police are able", "abusive. The police abuse power"]
    (found,) = errors(answers([["1", "2024-03-01 10:00:00", "3", "ngo", "a", "d"]], header=header))
    assert (found.code, found.values["questions"]) == ("column_ambiguous", "fair, able")


NAMED = [
    SURVEY[0],
    ["text", "participant_code", "Your code", "", "respondent_id", "", ""],
    ["select_one who", "stakeholder_group", "Your group", "", "group", "", ""],
    ["select_one agree", "police_fair", "The police are fair", "", "", "integrity", ""],
    ["select_one agree", "q1_1", "They are able", "", "", "integrity", ""],
    ["select_one agree", "q_11", "They are kind", "", "", "integrity", ""],
    ["decimal", "survey_weight", "Weight", "", "weight", "", ""],
]
LIMESURVEY = ["id", "submitdate", "lastpage", "startlanguage", "participantcode", "stakeholdergroup"]
SUBMITTED = [1, "2024-05-01 10:00:00", 3, "en", "A-1", "ngo"]


def test_names_without_their_separators_are_found_for_every_role() -> None:
    upload = answers([[*SUBMITTED, "a", 2.5]], header=[*LIMESURVEY, "policefair", "surveyweight"])
    survey = read(upload, by=form(survey=NAMED))
    assert [group.name for group in survey.groups][survey.group[0]] == "ngo"
    assert survey.rounds[0].scores[0, 0] == 4
    assert survey.rounds[0].weight is not None
    assert survey.rounds[0].weight.tolist() == [2.5]
    assert {"no_code_column", "no_weight_column", "columns_without_home"}.isdisjoint(codes(survey))


def test_so_are_codes_with_their_text_and_rows_of_a_grid() -> None:
    header = [
        *LIMESURVEY[:4],
        "participantcode. Code?",
        "stakeholdergroup. Who are you?",
        "trust[policefair]. On [them]",
    ]
    survey = read(answers([[*SUBMITTED, "a"]], header=header), by=form(survey=NAMED))
    assert survey.rounds[0].scores[0, 0] == 4
    assert "no_code_column" not in codes(survey)


def test_a_name_that_two_questions_would_have_without_separators_is_of_neither() -> None:
    header = [*LIMESURVEY, "policefair", "q11"]
    survey = read(answers([[*SUBMITTED, "a", "a"]], header=header), by=form(survey=NAMED))
    assert survey.rounds[0].lacks == {"q1_1", "q_11"}
    assert str(issue(survey, "columns_without_home").values["headings"]) == "q11"


def test_nor_is_it_of_one_that_another_column_has_or_two_columns_would() -> None:
    header = [*LIMESURVEY, "police_fair", "policefair", "q1.1", "Q11"]
    survey = read(answers([[*SUBMITTED, "a", "d", "a", "d"]], header=header), by=form(survey=NAMED))
    assert survey.rounds[0].scores[0, :2].tolist() == [4, 4]
    assert str(issue(survey, "columns_without_home").values["headings"]) == "policefair, Q11"


def test_a_text_with_blanks_is_no_name() -> None:
    survey = read(
        answers([[*SUBMITTED, "a", "d"]], header=[*LIMESURVEY, "police_fair", "q 1 1"]), by=form(survey=NAMED)
    )
    assert str(issue(survey, "columns_without_home").values["headings"]) == "q 1 1"
