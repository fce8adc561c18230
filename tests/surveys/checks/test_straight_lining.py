"""One answer to question after question."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surveys.questionnaire import ITEMS, people, questionnaire, sheet
from tests.surveys.workbooks import codes, issue, read


def row(code: str, *scores: Any) -> list[Any]:
    return [code, "ngo", *scores, *[""] * (len(ITEMS) - len(scores))]


def test_ordinary_answers_are_not_suspected() -> None:
    survey = read(sheet(people(60)), by=questionnaire())
    assert codes(survey) == []


def test_one_answer_to_all_items_is_counted_and_named() -> None:
    rows = [*people(20), row("X-1", *[4] * 20), row("X-2", *[1] * 20)]
    found = issue(read(sheet(rows), by=questionnaire()), "straight_lining")
    assert (found.severity, found.cell, found.values["count"]) == ("warning", "C22, C23", 2)


def test_it_takes_ten_answers_of_two_dimensions() -> None:
    rows = [*people(10), row("nine", *[4] * 9), row("ten", *[4] * 10)]
    assert issue(read(sheet(rows), by=questionnaire()), "straight_lining").cell == "C13"
    assert "straight_lining" not in codes(read(sheet(rows), by=questionnaire(dimensions=2)))
    assert issue(read(sheet(rows), by=questionnaire(dimensions=0)), "straight_lining").cell == "C13"


def test_a_single_other_answer_is_a_mind_of_ones_own() -> None:
    rows = [*people(10), row("X-1", *[4] * 19, 5)]
    assert "straight_lining" not in codes(read(sheet(rows), by=questionnaire()))


@pytest.mark.parametrize(("scores", "speaks"), [([5] * 5, True), ([5] * 4, False), ([3] * 5, False), ([3] * 10, True)])
def test_five_answers_that_contradict_one_another_are_enough(scores: list[int], speaks: bool) -> None:
    survey = read(sheet([*people(10, "q02"), row("X-1", *scores)]), by=questionnaire("q02"))
    assert ("straight_lining" in codes(survey)) == speaks


def test_non_answers_are_no_answer_alike() -> None:
    rows = [*people(10), row("X-1", *["dk"] * 20), row("X-2", *["dk"] * 11, *[4] * 9)]
    assert "straight_lining" not in codes(read(sheet(rows), by=questionnaire()))
