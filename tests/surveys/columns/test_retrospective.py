"""BEFORE and AFTER questions: one row answers an item twice, and what it says of before is a round of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys import Issue, Listing, Round, Survey, Upload, read_instrument, read_survey
from tests.surveys.workbooks import (
    CHOICES,
    HEADER,
    SURVEY,
    answers,
    bits,
    codes,
    errors,
    form,
    issue,
    read,
    with_column,
)
from words import LANGUAGES

BOTH = ["code", "stakeholder", "BEFORE: fair", "AFTER: fair", "BEFORE: able", "AFTER: able", "abusive"]
WEIGHTED = form(survey=[*SURVEY, ["decimal", "w", "Weight", "", "weight", "", ""]])
ABLE_PUT_TO_SECURITY = form(survey=with_column(SURVEY, "trust_asked_of", {"able": "security"}))
ROUNDS = [*SURVEY, ["select_one when", "when", "Round", "", "round", "", ""]]
WHEN = [*CHOICES, *(["when", name, name, "", "", ""] for name in ("first", "second", "third"))]


def post(*rows: Sequence[Any], header: Sequence[Any] = BOTH, name: str = "post.xlsx") -> Upload:
    return answers(list(rows), name, header)


def pre(*rows: Sequence[Any]) -> Upload:
    return answers(list(rows))


def named(survey: Survey) -> list[str]:
    return [one.name for one in survey.rounds]


def scores(one: Round) -> list[list[float | None]]:
    """Scores of those who are present."""
    return [[None if np.isnan(score) else score for score in row] for row in one.scores[one.present].tolist()]


@pytest.fixture
def three() -> Survey:
    """A pre file, and a post file that asks of before and after."""
    before = pre(["A", "ngo", "a", "d", "a"], ["B", "ministry", "a", "d", "a"])
    after = post(["A", "ngo", "sd", "sa", "d", "a", "n"], ["C", "ngo", "d", "a", "d", "a", "n"])
    return read(before, after)


def test_what_is_said_of_before_is_the_last_round_and_what_is_said_of_after_the_files_own(three: Survey) -> None:
    assert named(three) == ["pre", "post", "then"]
    assert scores(three.rounds[1]) == [[5, 3, 4], [4, 3, 4]]
    assert scores(three.rounds[2]) == [[1, None, 2], [2, None, 2]]


def test_it_is_of_the_same_file_and_the_same_people(three: Survey) -> None:
    _, after, then = three.rounds
    assert (then.file, then.sha256, then.format, then.rows_read) == ("post.xlsx", after.sha256, after.format, 2)
    assert then.present.tolist() == after.present.tolist() == [True, False, True]


def test_an_item_asked_but_once_is_an_answer_of_now_and_is_missing_before(three: Survey) -> None:
    assert three.rounds[2].was_asked[three.rounds[2].present].all()
    found = issue(three, "then_items_missing")
    assert (found.severity, found.file, found.values) == (
        "warning",
        "post.xlsx",
        {"items": Listing(("abusive",), 1), "count": 1},
    )


def test_the_columns_that_ask_of_before_are_named(three: Survey) -> None:
    found = issue(three, "retrospective")
    assert (found.severity, found.sheet, found.cell) == ("note", "Data", "C1, E1")
    assert found.values == {"headings": Listing(("BEFORE: fair", "BEFORE: able"), 2), "count": 2}
    assert "columns_without_home" not in codes(three)
    assert "retrospective_no_pre" not in codes(three)


def test_one_file_alone_has_a_round_after_and_none_before() -> None:
    survey = read(post(["A", "ngo", "sd", "sa", "d", "a", "n"]))
    assert named(survey) == ["post", "then"]
    found = issue(survey, "retrospective_no_pre")
    assert (found.severity, found.file, found.sheet) == ("note", "post.xlsx", "Data")


def test_after_a_first_file_with_such_questions_come_follow_ups() -> None:
    later = answers([["A", "ngo", "a", "a", "a"]], "later.xlsx")
    survey = read(post(["A", "ngo", "sd", "sa", "d", "a", "n"]), later)
    assert [(one.name, one.file) for one in survey.rounds] == [
        ("post", "post.xlsx"),
        ("followup_1", "later.xlsx"),
        ("then", "post.xlsx"),
    ]
    assert issue(survey, "retrospective_no_pre").file == "post.xlsx"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("BEFORE: fair", "AFTER: fair"),
        ("Before: The police are fair", "after:The police are fair."),
        ("Before – The police are fair", "After — The police are fair"),
        ("[BEFORE] The police are fair", "(After) The police are fair"),
        ("BEFORE: About the police [The police are fair]", "AFTER: About the police [The police are fair]"),
        ("BEFORE [The police are fair]", "AFTER [The police are fair]"),
        ("2. BEFORE: The police are fair", "3. AFTER: The police are fair"),
        ("Before the event: The police are fair", "After the event: The police are fair"),
        ("قبل: الشرطة عادلة", "بعد: الشرطه عادلة"),
        ("قَبْل اللقاء: الشرطة عادلة", "\u200fبعد اللقاء: الشرطة عادلة"),
        ("پێش: The police are fair", "دوای: The police are fair"),
        ("Avant : The police are fair", "Après : The police are fair"),
        ("قبل: الشرطة عادلة", "AFTER: The police are fair"),
    ],
)
def test_a_heading_is_marked_by_the_word_in_front_in_any_case_and_language(before: str, after: str) -> None:
    survey = read(post(["A", "ngo", "sd", "sa"], header=["code", "stakeholder", before, after]))
    assert named(survey) == ["post", "then"]
    assert [one.scores[0, 0] for one in survey.rounds] == [5, 1]
    assert "columns_without_home" not in codes(survey)


def test_a_file_that_marks_after_alone_is_read_as_it_was() -> None:
    survey = read(answers([["A", "ngo", "a", "a", "a", "sd"]], header=[*HEADER, "AFTER: fair"]))
    assert named(survey) == ["pre"]
    assert scores(survey.rounds[0]) == [[4, 4, 4]]
    assert str(issue(survey, "columns_without_home").values["headings"]) == "AFTER: fair"


def test_where_before_alone_is_marked_the_same_question_without_a_mark_is_of_now() -> None:
    survey = read(answers([["A", "ngo", "a", "a", "a", "sd"]], header=[*HEADER, "BEFORE: fair"]))
    assert named(survey) == ["post", "then"]
    assert [one.scores[0, 0] for one in survey.rounds] == [4, 1]


def test_only_what_is_left_of_an_items_heading_counts() -> None:
    header = [*HEADER, "BEFORE: the coffee", "AFTER: the coffee"]
    survey = read(answers([["A", "ngo", "a", "a", "a", "x", "y"]], header=header))
    assert named(survey) == ["pre"]
    assert issue(survey, "columns_without_home").values["count"] == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Before the dialogue, fair", "After the dialogue, fair"),
        ("Before. fair", "After. fair"),
        ("BEFORE\nfair", "AFTER\nfair"),
        ("fair (before the project)", "fair (today)"),
        ("trust_before/fair", "trust_after/fair"),
        ("قبل الحوار، fair", "بعد الحوار، fair"),
        ("fair [Before]", "fair [After]"),
    ],
)
def test_a_mark_may_stand_in_front_behind_or_in_the_group(before: str, after: str) -> None:
    survey = read(answers([["A", "ngo", "sd", "sa"]], header=["code", "stakeholder", before, after]))
    assert named(survey) == ["post", "then"]
    assert [one.scores[0, 0] for one in survey.rounds] == [5, 1]


def test_questions_that_the_instrument_itself_words_so_stay_two_items() -> None:
    own = [["select_one agree", f"calm_{word}", f"{word}: I feel calm", "", "", "", ""] for word in ("BEFORE", "AFTER")]
    by = form(survey=[*SURVEY, *own])
    survey = read(
        answers(
            [["A", "ngo", "sd", "sa"]], header=["code", "stakeholder", "BEFORE: I feel calm", "AFTER: I feel calm"]
        ),
        by=by,
    )
    assert named(survey) == ["pre"]
    assert survey.rounds[0].scores[0, 3:].tolist() == [1, 5]


def test_who_leaves_before_blank_is_not_in_then_and_who_leaves_after_blank_is_in_then_alone() -> None:
    survey = read(
        post(
            ["A", "ngo", "sd", "sa", "d", "a", "n"],
            ["B", "ngo", "", "sa", "", "a", "n"],
            ["C", "women", "dk", "", "", "", ""],
            ["D", "women", "", "", "", "", ""],
        )
    )
    after, then = survey.rounds
    assert after.present.tolist() == [True, True, False]
    assert then.present.tolist() == [True, False, True]
    assert (after.rows_read, then.rows_read) == (4, 4)
    assert [survey.groups[index].name for index in survey.group] == ["ngo", "ngo", "women"]
    said = [issue(survey, code) for code in ("then_no_answers", "after_no_answers", "no_answers")]
    assert [(one.severity, one.cell) for one in said] == [("note", "A3"), ("note", "A4"), ("note", "A5")]


def test_where_nobody_answers_of_before_there_is_no_such_round() -> None:
    blank = ["A", "ngo", "", "sa", "", "a", "n"]
    assert named(read(post(blank))) == ["post"]
    survey = read(pre(["A", "ngo", "a", "a", "a"]), post(blank))
    assert named(survey) == ["pre", "post"]
    assert scores(survey.rounds[1]) == [[5, 3, 4]]
    assert not {"retrospective", "then_no_answers", "then_items_missing"} & set(codes(survey))


def test_a_round_of_after_in_which_nobody_is_left_is_an_error() -> None:
    (found,) = errors(post(["A", "ngo", "sd", "", "d", "", ""]))
    assert (found.code, found.file) == ("no_respondents", "post.xlsx")


def test_people_without_a_code_are_found_in_both_rounds_of_their_row() -> None:
    header = ["stakeholder", "BEFORE: fair", "AFTER: fair"]
    rows = [["ngo", "sd", "sa"], ["ngo", "d", "a"], ["women", "n", ""], ["ngo", "", "a"]]
    survey = read(answers(rows, "post.xlsx", header))
    after, then = survey.rounds
    assert (after.present & then.present).sum() == 2
    pairs = {(one, two) for one, two in zip(then.scores[:, 0].tolist(), after.scores[:, 0].tolist(), strict=True)}
    assert {(1.0, 5.0), (2.0, 4.0)} <= pairs
    assert len(survey.group) == 4


def test_of_duplicates_the_latest_row_counts_for_both_rounds() -> None:
    survey = read(post(["A", "ngo", "sd", "sa", "d", "a", "n"], ["A", "ngo", "", "d", "", "d", "n"]))
    assert named(survey) == ["post"]
    assert scores(survey.rounds[0]) == [[2, 3, 2]]
    assert issue(survey, "duplicates").cell == "A2"


def test_an_answer_of_before_that_has_no_home_is_said_with_its_heading() -> None:
    survey = read(post(["A", "ngo", "huh", "sa", "d", "a", "n"], ["B", "ngo", 99, "sa", "d", 99, "n"]))
    found = issue(survey, "answers_without_home")
    assert (found.cell, found.values["heading"]) == ("C2", "BEFORE: fair")
    assert issue(survey, "non_answer_codes").cell == "F3, C3"


def test_what_was_not_put_does_not_count_before_either() -> None:
    survey = read(post(["A", "ngo", "sd", "sa", "d", "", "n"]), by=ABLE_PUT_TO_SECURITY)
    assert scores(survey.rounds[1]) == [[1, None, None]]
    assert (issue(survey, "answered_not_put").cell, survey.rounds[1].was_asked[0].tolist()) == (
        "E2",
        [True, True, False],
    )


def test_who_answers_of_before_only_what_was_not_put_is_not_in_then() -> None:
    rows = [["A", "ngo", "", "sa", "d", "", "n"], ["B", "ngo", "sd", "sa", "", "", "n"]]
    survey = read(post(*rows), by=ABLE_PUT_TO_SECURITY)
    assert survey.rounds[1].present.tolist() == [False, True]
    assert issue(survey, "then_no_answers").cell == "A2"
    assert named(read(post(rows[0]), by=ABLE_PUT_TO_SECURITY)) == ["post"]


def test_the_weight_of_before_is_that_of_the_file() -> None:
    rows = [
        ["A", "ngo", "sd", "sa", "d", "a", "n", 2],
        ["B", "ngo", "d", "sa", "", "", "", 0],
        ["C", "ngo", "", "sa", "", "", "", 3],
    ]
    survey = read(post(*rows, header=[*BOTH, "w"]), by=WEIGHTED)
    after, then = (one.weight for one in survey.rounds)
    assert after is not None
    assert then is not None
    assert np.array_equal(after, [2, np.nan, 3], equal_nan=True)
    assert np.array_equal(then, [2, np.nan, np.nan], equal_nan=True)
    assert issue(survey, "weight_missing").cell == "H3"


def test_what_concerns_the_file_is_said_once(three: Survey) -> None:
    assert sum(one.code == "recognised" for one in three.issues) == 2
    found = read(
        pre(["A", "ngo", "a", "d", "a"]),
        post(["A", "ministry", "sd", "sa", "d", "a", "n"], ["", "navy", "sd", "sa", "d", "a", "n"]),
    )
    assert sorted(codes(found)) == sorted(
        ["group_changed", "group_unknown", "code_missing", "then_items_missing", "retrospective"]
    )


def test_a_group_stated_earlier_is_the_group_of_then_too() -> None:
    survey = read(pre(["A", "women", "a", "d", "a"]), post(["A", "ngo", "sd", "sa", "d", "a", "n"]))
    assert [survey.groups[index].name for index in survey.group] == ["women"]
    assert survey.rounds[2].present.tolist() == [True]


def test_what_a_follow_up_says_of_before_is_not_used_and_said() -> None:
    later = post(["A", "ngo", "sd", "sa", "d", "a", "n"], name="later.xlsx")
    survey = read(pre(["A", "ngo", "a", "d", "a"]), answers([["A", "ngo", "d", "d", "d"]], "post.xlsx"), later)
    assert named(survey) == ["pre", "post", "followup_1"]
    assert scores(survey.rounds[2]) == [[5, 3, 4]]
    found = issue(survey, "then_not_used")
    assert (found.severity, found.file, found.cell) == ("warning", "later.xlsx", "C1, E1")
    assert found.values == {"headings": Listing(("BEFORE: fair", "BEFORE: able"), 2), "count": 2}


def test_of_two_files_with_such_questions_the_round_after_the_event_has_its_then() -> None:
    after = post(["A", "ngo", "sd", "sa", "d", "a", "n"])
    later = post(["A", "ngo", "a", "sa", "a", "a", "n"], ["B", "ngo", "a", "", "", "", ""], name="later.xlsx")
    survey = read(pre(["A", "ngo", "a", "d", "a"]), after, later)
    assert [(one.name, one.file) for one in survey.rounds][2:] == [("followup_1", "later.xlsx"), ("then", "post.xlsx")]
    assert scores(survey.rounds[3]) == [[1, None, 2]]
    assert (issue(survey, "then_not_used").file, issue(survey, "no_answers").cell) == ("later.xlsx", "A3")


def test_a_file_that_holds_all_rounds_has_then_from_the_rows_of_the_round_after() -> None:
    rows = [
        ["A", "ngo", "", "sa", "", "a", "n", "first"],
        ["A", "ngo", "sd", "d", "d", "d", "n", "second"],
        ["A", "ngo", "", "n", "", "n", "n", "third"],
    ]
    survey = read(post(*rows, header=[*BOTH, "when"]), by=form(survey=ROUNDS, choices=WHEN))
    assert named(survey) == ["pre", "post", "followup_1", "then"]
    assert [one.scores[0, 0] for one in survey.rounds] == [5, 2, 3, 1]
    assert survey.rounds[3].rows_read == 1
    assert {"retrospective_no_pre", "then_not_used", "after_no_answers"}.isdisjoint(codes(survey))


@pytest.mark.parametrize(
    ("header", "code", "cells"),
    [
        (["BEFORE: fair", "AFTER: fair", "BEFORE: The police are fair"], "column_twice", "C1, E1"),
        (["BEFORE: fair", "AFTER: fair", "fair"], "column_twice", "D1, E1"),
    ],
)
def test_two_columns_of_one_question_are_an_error_in_either_round(header: list[str], code: str, cells: str) -> None:
    (found,) = errors(post(["A", "ngo", "sd", "sa", "d"], header=["code", "stakeholder", *header]))
    assert (found.code, found.cell, found.values["question"]) == (code, cells, "fair")


def test_a_heading_of_before_that_fits_two_questions_is_an_error() -> None:
    twins = form(survey=[*SURVEY, ["select_one agree", "fair_2", "The police are fair", "", "", "integrity", ""]])
    header = ["code", "stakeholder", "BEFORE: The police are fair", "AFTER: fair", "BEFORE: fair"]
    (found,) = errors(post(["A", "ngo", "sd", "sa", "d"], header=header), by=twins)
    assert (found.code, found.cell, found.values["questions"]) == ("column_ambiguous", "C1", "fair, fair_2")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("retrospective", ("post.xlsx", "Data", "C1")),
        ("retrospective_no_pre", ("post.xlsx", "Data")),
        ("then_items_missing", ("post.xlsx", "Data", "C1")),
        ("then_no_answers", ("post.xlsx", "Data", "C1", "7")),
        ("after_no_answers", ("post.xlsx", "Data", "C1", "7")),
        ("then_not_used", ("post.xlsx", "Data", "C1", "7")),
    ],
)
def test_each_says_where_in_every_language(code: str, named: tuple[str, ...], language: str) -> None:
    values = {"headings": "C1", "items": "C1", "count": 7}
    said = Issue("note", code, "post.xlsx", "Data", "C1", values).message(language)
    assert all(text in said for text in named)


ANSWER = st.sampled_from(["sd", "a", "sa", "", "dk"])
ROW = st.tuples(st.sampled_from(["ngo", "women", ""]), *[ANSWER] * 5)
INSTRUMENT = read_instrument(form())


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, max_size=10), st.randoms(use_true_random=False), st.booleans())
def test_shuffled_rows_give_the_same_bits(rows: list[tuple[str, ...]], random: Any, with_codes: bool) -> None:
    coded = [(f"c{number}" if with_codes and number % 3 else "", *row) for number, row in enumerate(rows)]
    coded.append(("zz", "ngo", "a", "sd", "a", "a", "a"))
    shuffled = coded.copy()
    random.shuffle(shuffled)
    one, other = (
        read_survey([Upload("x.csv", "\n".join(map(",".join, [BOTH, *order])).encode())], INSTRUMENT)
        for order in (coded, shuffled)
    )
    assert named(one) == named(other) == ["post", "then"]
    assert bits(one) == bits(other)


@given(st.lists(ROW, min_size=1, max_size=8))
def test_the_round_of_after_is_the_file_without_its_questions_of_before(rows: list[tuple[str, ...]]) -> None:
    coded = [("zz", "ngo", "a", "sd", "a", "a", "a"), *((f"c{index}", *row) for index, row in enumerate(rows))]
    kept = [index for index, heading in enumerate(BOTH) if not heading.startswith("BEFORE")]
    plain = [[row[index].removeprefix("AFTER: ") for index in kept] for row in [tuple(BOTH), *coded]]
    both, alone = (
        read_survey([Upload("x.csv", "\n".join(map(",".join, lines)).encode())], INSTRUMENT)
        for lines in ([BOTH, *coded], plain)
    )
    present = both.rounds[0].present
    assert both.rounds[0].scores[present].tobytes() == alone.rounds[0].scores.tobytes()
    assert both.group[present].tolist() == alone.group.tolist()
