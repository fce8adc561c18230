"""Cells find their choice by name, label or score; what is no answer is told apart, and what is lost is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from surveys import Choice, ChoiceList
from surveys.coding.answers import AMBIGUOUS, BLANK, NO_MATCH, NON_ANSWER, OUT_OF_SCALE, AnswerKey, is_non_answer
from tests.surveys.workbooks import answers, codes, errors, form, issue, read

AGREE = ChoiceList(
    "agree",
    (
        Choice("sd", {"en": "Strongly disagree", "ar": "لا أوافق بشدة", "ku": "بە تەواوی ناڕازیم"}, 1.0),
        Choice("d", {"en": "Disagree", "ar": "لا أوافق", "ku": "ناڕازیم"}, 2.0),
        Choice("half", {"en": "Half way", "ar": "محايد"}, 2.5),
        Choice("a", {"en": "Agree", "ar": "أوافق", "ku": "ڕازیم"}, 4.0),
        Choice("dk", {"en": "Don't know", "ar": "لا أعرف"}, None),
    ),
)
KEY = AnswerKey(AGREE, scored=True)


@pytest.mark.parametrize(
    ("cell", "choice"),
    [
        ("d", "d"),
        ("Disagree", "d"),
        ("لا أوافق", "d"),
        (2.0, "d"),
        (2, "d"),
        ("2", "d"),
        ("2.0", "d"),
        ("٢", "d"),
        ("۲", "d"),
        (2.5, "half"),
        ("2,5", "half"),
        ("٢٫٥", "half"),
        (" DISAGREE ", "d"),
        ("disagree.", "d"),
        ("2 - Disagree", "d"),
        ("Dis<b>agree</b>", None),
        ("Strongly\xa0disagree", "sd"),
        ("strongly-disagree", "sd"),
        ("لا اوافق بشده", "sd"),
        ("لَا أُوافِق", "d"),
        ("ڕازيم", "a"),
        ("Don’t know", "dk"),
        ("dk", "dk"),
    ],
)
def test_a_cell_is_the_choice_that_it_says(cell: Any, choice: str | None) -> None:
    index = KEY.find(cell)
    assert (AGREE.choices[index].name if index >= 0 else None) == choice


@pytest.mark.parametrize("cell", ["", "   ", "\xa0"])
def test_blanks_are_no_answer_at_all(cell: str) -> None:
    assert KEY.find(cell) == BLANK


@pytest.mark.parametrize(
    "cell",
    [88, 98.0, 99, "99", -99, "−99", "-99.0", "٩٩", "N/A", "n/a", "NA", "-", "…", "?", "Refused", "لا ينطبق", "نازانم"],
)
def test_the_usual_codes_are_non_answers(cell: Any) -> None:
    assert KEY.find(cell) == NON_ANSWER


def test_a_usual_code_that_the_list_uses_is_that_choice() -> None:
    used = ChoiceList("used", (Choice("88", {"en": "Yes"}, 1.0), Choice("-", {"en": "No"}, 99.0)))
    key = AnswerKey(used, scored=True)
    assert [key.find(cell) for cell in (88, "88", "-", 99)] == [0, 0, 1, 1]


@pytest.mark.parametrize("cell", ["agre", 3, "maybe", "1-2"])
def test_what_fits_no_choice_is_homeless(cell: Any) -> None:
    assert KEY.find(cell) == NO_MATCH


@pytest.mark.parametrize(("cell", "is_out"), [(0, True), (6, True), ("٧", True), (-1, True), (1, False), (3, False)])
def test_a_number_beyond_the_ends_of_the_scale_is_out_of_scale(cell: Any, is_out: bool) -> None:
    assert (KEY.find(cell) == OUT_OF_SCALE) == is_out
    assert AnswerKey(AGREE, scored=False).find(cell) != OUT_OF_SCALE


def test_a_name_goes_before_a_label_and_a_label_before_a_score() -> None:
    crossed = ChoiceList(
        "x", (Choice("1", {"en": "3"}, 2.0), Choice("2", {"en": "1"}, 3.0), Choice("3", {"en": "x"}, 1.0))
    )
    key = AnswerKey(crossed, scored=True)
    assert [key.find(cell) for cell in ("1", "2", "3", "x")] == [0, 1, 2, 2]
    labelled = ChoiceList("y", (Choice("a", {"en": "2"}, 1.0), Choice("b", {"en": "1"}, 2.0)))
    assert [AnswerKey(labelled, scored=True).find(cell) for cell in (1, 2)] == [1, 0]


def test_two_choices_that_fit_equally_are_ambiguous_unless_they_score_the_same() -> None:
    twins = (Choice("a", {"en": "Yes"}, 1.0), Choice("b", {"en": "Yes"}, 2.0), Choice("c", {"en": "No"}, 3.0))
    assert AnswerKey(ChoiceList("t", twins), scored=True).find("Yes") == AMBIGUOUS
    same = (Choice("a", {"en": "Yes"}, 1.0), Choice("b", {"en": "yes!"}, 1.0), Choice("c", {"en": "No"}, 3.0))
    assert AnswerKey(ChoiceList("t", same), scored=True).find("YES") == 0
    assert AnswerKey(ChoiceList("t", same), scored=False).find("YES") == AMBIGUOUS


def test_a_range_is_not_taken_for_a_numbered_answer() -> None:
    ranges = ChoiceList(
        "r", (Choice("x", {"en": "1-5"}, 1.0), Choice("y", {"en": "6-10"}, 2.0), Choice("z", {"en": "5"}, 3.0))
    )
    key = AnswerKey(ranges, scored=True)
    assert [key.find(cell) for cell in ("1-5", "1 – 5", "6 - 10", "5")] == [0, 0, 1, 2]


def test_words_of_the_tool_for_missing_are_blank() -> None:
    assert KEY.find("n/a", frozenset({"n/a"})) == BLANK
    assert is_non_answer("n/a")


def test_names_labels_and_scores_give_the_same_scores() -> None:
    rows = [
        ["A", "ngo", "a", "Agree", 4],
        ["B", "Civil society", "أوافق", "4", "٤"],
        ["C", "المجتمع المدني", " AGREE", 4.0, "4.0"],
    ]
    survey = read(answers(rows))
    assert survey.rounds[0].scores.tolist() == [[4.0, 4.0, 4.0]] * 3
    assert survey.group.tolist() == [0, 0, 0]
    assert codes(survey) == []


def test_answers_without_a_home_are_missing_and_said_with_their_cells() -> None:
    survey = read(
        answers([["A", "ngo", "agre", "d", "d"], ["B", "ngo", "yess", "d", "d"], ["C", "ngo", "a", "d", "d"]])
    )
    found = issue(survey, "answers_without_home")
    assert (found.severity, found.cell, found.values["heading"], found.values["count"]) == (
        "warning",
        "C2, C3",
        "fair",
        2,
    )
    assert np.isnan(survey.rounds[0].scores[:2, 0]).all()
    assert "agre" not in found.message("en")


def test_more_cells_than_fit_a_sentence_are_counted() -> None:
    survey = read(answers([[f"A{number}", "ngo", "what", "d", "d"] for number in range(25)]))
    assert str(issue(survey, "answers_without_home").cell).endswith("C21 … (+5)")


def test_usual_codes_are_noted_once_a_file_with_their_cells() -> None:
    survey = read(answers([["A", "ngo", 99, "d", "N/A"], ["B", "ngo", "dk", "d", ""]]))
    found = issue(survey, "non_answer_codes")
    assert (found.severity, found.cell, found.values["count"]) == ("note", "C2, E2", 2)


def test_an_answer_that_fits_two_choices_stops_the_reading() -> None:
    choices = [
        ["list_name", "name", "label", "score"],
        ["who", "ngo", "N", ""],
        ["agree", "x", "Yes", 1],
        ["agree", "y", "Yes", 2],
    ]
    (found,) = errors(answers([["A", "ngo", "Yes", "x", "y"]]), by=form(choices=choices))
    assert (found.code, found.sheet, found.cell) == ("answer_ambiguous", "Data", "C2")


def test_true_and_false_cells_find_choices_of_that_name() -> None:
    choices = [
        ["list_name", "name", "label", "score"],
        ["who", "ngo", "N", ""],
        ["agree", "true", "Yes", 1],
        ["agree", "false", "No", 0],
    ]
    survey = read(answers([["A", "ngo", True, False, "TRUE"]]), by=form(choices=choices))
    assert survey.rounds[0].scores.tolist() == [[1.0, 0.0, 1.0]]
