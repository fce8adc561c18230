"""More than two rounds: follow-ups in their order, and everybody found again in all of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from surveys import Upload
from tests.surveys.workbooks import CHOICES, HEADER, SURVEY, answers, codes, form, issue, read
from words import LANGUAGES

NAMES = ["pre", "post", "followup_1", "followup_2"]
ROUNDS = [*SURVEY, ["select_one when", "when", "Round", "", "round", "", ""]]
WHEN = [
    *CHOICES,
    ["when", "before", "Before", "قبل", "", ""],
    ["when", "after", "After", "بعد", "", ""],
    ["when", "later", "Six months later", "لاحقا", "", ""],
]


def filled(number: int, *people: tuple[str, str, str], header: list[str] | None = None) -> Upload:
    """A file of one round: code, group and one answer to everything."""
    return answers([[code, group, *[answer] * 3] for code, group, answer in people], f"round_{number}.xlsx", header)


def timed(number: int, day: str) -> Upload:
    return answers([[f"A{number}-x", "ngo", "a", "a", "a", day]], f"round_{number}.xlsx", [*HEADER, "end"])


def test_a_third_and_a_fourth_file_are_follow_ups_in_which_everybody_is_found_again() -> None:
    survey = read(
        filled(0, ("A-1", "ngo", "sd"), ("B-2", "ngo", "d"), ("C-3", "women", "n")),
        filled(1, ("a1", "ngo", "d"), ("D4", "ngo", "a")),
        filled(2, (" c 3", "women", "a"), ("A1", "ngo", "n")),
        filled(3, ("d-4", "ngo", "sa"), ("A_1", "ngo", "sa")),
    )
    assert [(one.name, one.file) for one in survey.rounds] == [
        (name, f"round_{number}.xlsx") for number, name in enumerate(NAMES)
    ]
    assert np.array_equal(
        [one.scores[:, 0] for one in survey.rounds],
        [[1, 2, 3, np.nan], [2, np.nan, np.nan, 4], [3, np.nan, 4, np.nan], [5, np.nan, np.nan, 5]],
        equal_nan=True,
    )
    assert [int(one.present.sum()) for one in survey.rounds] == [3, 2, 2, 2]
    assert codes(survey) == ["in_one_round_only"]
    assert issue(survey, "in_one_round_only").cell == "A3"


def test_a_persons_group_is_that_of_the_earliest_of_all_rounds_that_states_one() -> None:
    survey = read(
        filled(0, ("A", "", "a"), ("B", "ngo", "a")),
        filled(1, ("A", "women", "a"), ("C", "", "a")),
        filled(2, ("A", "ministry", "a"), ("B", "", "a"), ("C", "ministry", "a")),
    )
    assert [survey.groups[index].name for index in survey.group] == ["women", "ngo", "ministry"]
    found = issue(survey, "group_changed")
    assert (found.file, found.cell, found.values["count"]) == ("round_2.xlsx", "B2", 1)


def test_a_question_that_tells_three_rounds_apart_gives_them_in_the_order_of_its_list() -> None:
    rows = [
        ["A", "ngo", "sa", "a", "a", "later"],
        ["A", "ngo", "d", "a", "a", "بعد"],
        ["B", "ngo", "n", "a", "a", "Six months later"],
        ["A", "ngo", "sd", "a", "a", "Before"],
    ]
    survey = read(answers(rows, header=[*HEADER, "when"]), by=form(survey=ROUNDS, choices=WHEN))
    assert [(one.name, one.rows_read) for one in survey.rounds] == [("pre", 1), ("post", 1), ("followup_1", 2)]
    assert [one.scores[0, 0] for one in survey.rounds] == [1, 2, 5]
    assert len(survey.group) == 2


def test_a_file_of_two_rounds_may_follow_a_file_of_one() -> None:
    first = filled(0, ("A", "ngo", "sd"))
    rows: list[Any] = [["A", "ngo", "a", "a", "a", "later"], ["A", "ngo", "d", "a", "a", "after"]]
    survey = read(first, answers(rows, "rest.xlsx", [*HEADER, "when"]), by=form(survey=ROUNDS, choices=WHEN))
    assert [(one.name, one.scores[0, 0]) for one in survey.rounds] == [("pre", 1), ("post", 2), ("followup_1", 4)]


def test_each_later_round_without_a_code_of_the_first_is_noted() -> None:
    survey = read(
        filled(0, ("A111", "ngo", "a")),
        filled(1, ("Z999", "ngo", "a")),
        filled(2, ("A111", "ngo", "d")),
        filled(3, ("Y888", "ngo", "a")),
    )
    found = [one for one in survey.issues if one.code == "no_code_in_common"]
    assert [(one.file, one.values["other"]) for one in found] == [
        ("round_1.xlsx", "round_0.xlsx"),
        ("round_3.xlsx", "round_0.xlsx"),
    ]


def alike(*rounds: Upload) -> list[tuple[str | None, str | None, object, object]]:
    found = (one for one in read(*rounds).issues if one.code == "codes_alike")
    return [(one.file, one.cell, one.values["other"], str(one.values["other_cells"])) for one in found]


def test_a_code_is_compared_with_those_of_every_earlier_round_by_which_nobody_is_found() -> None:
    rounds = [
        filled(0, ("AAA1", "ngo", "a"), ("BBB1", "ngo", "a")),
        filled(1, ("AAA1", "ngo", "a"), ("CCC1", "ngo", "a")),
        filled(2, ("AAA2", "ngo", "a"), ("BBB2", "ngo", "a"), ("CCC2", "ngo", "a")),
    ]
    assert alike(*rounds) == [
        ("round_2.xlsx", "A2, A3", "round_0.xlsx", "A2, A3"),
        ("round_2.xlsx", "A4", "round_1.xlsx", "A3"),
    ]


def test_a_code_that_finds_somebody_in_an_earlier_round_is_alike_to_none() -> None:
    rounds = [filled(0, ("AAA1", "ngo", "a")), filled(1, ("AAA2", "ngo", "a")), filled(2, ("AAA2", "ngo", "d"))]
    assert alike(*rounds) == [("round_1.xlsx", "A2", "round_0.xlsx", "A2")]


def test_a_round_filled_in_later_than_the_next_is_a_warning() -> None:
    rounds = [timed(0, "2024-01-01"), timed(1, "2024-09-01"), timed(2, "2024-06-01"), timed(3, "2024-12-01")]
    survey = read(*rounds)
    found = issue(survey, "rounds_out_of_order")
    assert (found.severity, found.file, found.values) == ("warning", "round_1.xlsx", {"other": "round_2.xlsx"})
    assert "rounds_swapped" not in codes(survey)
    assert "rounds_out_of_order" not in codes(read(*sorted(rounds, key=lambda one: one.name)[:2]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_rounds_out_of_order_are_said_of_both_files(language: str) -> None:
    said = issue(
        read(timed(0, "2024-01-01"), timed(1, "2024-09-01"), timed(2, "2024-06-01")), "rounds_out_of_order"
    ).message(language)
    assert all(name in said for name in ("round_1.xlsx", "round_2.xlsx"))
