"""One filling-in under two codes."""

from __future__ import annotations

from tests.surveys.checks.made import people, questionnaire, sheet
from tests.surveys.workbooks import codes, issue, read


def test_all_the_answers_of_another_row_are_suspected() -> None:
    rows = people(30)
    again = [["X-1", *rows[4][1:]], ["", *rows[4][1:]]]
    found = issue(read(sheet([*rows, *again]), by=questionnaire()), "same_answers")
    assert (found.severity, found.cell, found.values["count"]) == ("warning", "A32, A33", 2)


def test_another_group_a_single_other_answer_or_few_answers_are_not() -> None:
    rows = people(30)
    first = rows[4]
    other_group = ["X-1", "ngo" if first[1] != "ngo" else "women", *first[2:]]
    one_other = ["X-2", *first[1:-1], first[-1] % 5 + 1]
    few = [[code, "ngo", *([4, 5, 3, 2, 4, 1, 4] * 2), *[""] * 6] for code in ("X-3", "X-4")]
    assert "same_answers" not in codes(read(sheet([*rows, other_group, one_other, *few]), by=questionnaire()))


def test_the_same_code_and_one_answer_to_all_are_told_as_such() -> None:
    rows = people(30)
    straight = [[code, "ngo", *[4] * 20] for code in ("X-1", "X-2")]
    found = codes(read(sheet([*rows, rows[4], *straight]), by=questionnaire()))
    assert found == ["duplicates", "straight_lining"]
