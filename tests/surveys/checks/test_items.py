"""Questions whose answers say next to nothing."""

from __future__ import annotations

from typing import Any

import pytest

from metrics import Settings, analyse
from reports import results_json
from tests.surveys.questionnaire import ITEMS, people, questionnaire, sheet, with_item
from tests.surveys.workbooks import SURVEY, answers, codes, form, issue, read, with_column


def test_a_question_that_nobody_answers_in_one_round_is_named() -> None:
    rows = people(12)
    empty = with_item(with_item(rows, "q03", [""] * 12), "q05", ["dk"] * 12)
    survey = read(sheet(rows), sheet(empty, "post.xlsx"), by=questionnaire())
    found = issue(survey, "items_unanswered")
    assert (found.severity, found.file, found.cell) == ("warning", "post.xlsx", "E1, G1")
    assert (str(found.values["items"]), found.values["count"]) == ("q03, q05", 2)
    assert "many_non_answers" not in codes(survey)


def test_a_question_without_a_column_is_no_question_without_answers() -> None:
    rows = people(12)
    header = ["code", "stakeholder", *ITEMS[1:]]
    survey = read(sheet(rows), sheet([[*row[:2], *row[3:]] for row in rows], "post.xlsx", header), by=questionnaire())
    assert codes(survey) == ["asked_in_one_round"]


@pytest.mark.parametrize(("silent", "number", "speaks"), [(5, 20, True), (4, 20, False), (3, 5, True), (2, 5, False)])
def test_more_than_a_fifth_without_an_answer_are_too_many(silent: int, number: int, speaks: bool) -> None:
    rows = with_item(people(number), "q07", ["dk", "", 99, *["dk"] * 5][:silent])
    survey = read(sheet(rows), by=questionnaire())
    assert ("many_non_answers" in codes(survey)) == speaks
    if speaks:
        found = issue(survey, "many_non_answers")
        assert (found.severity, found.cell, str(found.values["items"])) == ("warning", "I1", "q07")
        assert found.values["count"] == 1, "how many people is not said"


def test_a_question_not_put_to_a_group_is_no_non_answer_of_it() -> None:
    rows = with_item(people(30), "q07", [row[-1] if row[1] == "ministry" else "" for row in people(30)])
    assert codes(read(sheet(rows), by=questionnaire(asked_of={"q07": "security"}))) == []


def test_a_mirror_without_a_column_is_not_reported_twice() -> None:
    rows = [*SURVEY, ["select_one agree", "ngos_fair", "Organisations are fair", "", "", "", ""]]
    rows = with_column(rows, "trust_asked_of", {"fair": "civil_society", "ngos_fair": "security"})
    by = form(survey=with_column(rows, "trust_same_as", {"ngos_fair": "fair"}))
    submissions = [
        [f"P{person}", ("ngo", "ministry")[person % 2], "a" if person % 2 == 0 else "", "d", "sa"]
        for person in range(12)
    ]
    assert codes(read(answers(submissions), by=by)) == ["items_missing"]


def test_who_answers_fewer_than_half_is_counted() -> None:
    half: list[Any] = ["X-1", "ngo", *[4, 3] * 5, *[""] * 10]
    fewer: list[Any] = ["X-2", "ngo", *[4, 3] * 4, 5, *[""] * 11]
    found = issue(read(sheet([*people(30), half, fewer]), by=questionnaire()), "mostly_unanswered")
    assert (found.severity, found.cell, found.values["count"]) == ("note", "A33", 1)


@pytest.mark.parametrize(("scores", "speaks"), [([4] * 10, True), ([4] * 9, False), ([*[4] * 11, 5], False)])
def test_a_question_that_ten_or_more_all_answer_alike_is_shown_to_the_officer(scores: list[int], speaks: bool) -> None:
    survey = read(sheet(with_item(people(len(scores)), "q07", scores)), by=questionnaire())
    found = [(one.code, one.severity, one.cell, str(one.values["items"])) for one in survey.inspection.issues]
    assert found == [("constant_items", "note", "I1", "q07")] * speaks


def test_unanimity_is_shown_to_nobody_else() -> None:
    survey = read(sheet(with_item(people(30), "q07", [4] * 30)), by=questionnaire())
    assert "constant_items" not in codes(survey)
    result = analyse(survey, Settings())
    assert "constant_items" not in results_json(result).decode()
