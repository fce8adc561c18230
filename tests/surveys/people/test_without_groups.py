"""Everybody is one group where the form asks for none, or none is known; a group asked in one round only goes along."""

from __future__ import annotations

from typing import Any

import pytest

from surveys import Survey, Upload, read_instrument, read_survey
from surveys.people.matching.identical import FEWEST_ITEMS
from tests.surveys.one_slip_apart import AFTER, BEFORE, matching
from tests.surveys.questionnaire import ITEMS
from tests.surveys.questionnaire import people as twenty_answers
from tests.surveys.workbooks import CHOICES, SURVEY, answers, bits, codes, form, form_errors, issue, read, with_column
from words import LANGUAGES

NO_GROUP_QUESTION = [row for row in SURVEY if row[1] != "stakeholder"]
WITHOUT = ["code", "fair", "abusive", "able"]
SEX = [*CHOICES, ["sex", "f", "Woman", "امرأة", "", ""], ["sex", "m", "Man", "رجل", "", ""]]


def without_groups(**columns: dict[str, str]) -> Upload:
    rows: Any = NO_GROUP_QUESTION
    for name, values in columns.items():
        rows = with_column(rows, name, values)
    return form(survey=rows)


def cut(rows: list[list[Any]], name: str = "pre.xlsx") -> Upload:
    """The rows without their group, in a file without its column."""
    return answers([[row[0], *row[2:]] for row in rows], name, WITHOUT)


def with_sex(survey: list[list[Any]] = SURVEY) -> Upload:
    return form(survey=[*survey, ["select_one sex", "sex", "Your sex", "جنسك", "disaggregate", "", ""]], choices=SEX)


def group_names(survey: Survey) -> list[str | None]:
    return [survey.groups[index].name if index >= 0 else None for index in survey.group.tolist()]


def test_a_form_without_a_group_question_is_read() -> None:
    form_ = read_instrument(without_groups())
    assert form_.groups == ()
    assert [item.name for item in form_.items] == ["fair", "abusive", "able"]


def test_of_a_form_without_groups_nothing_can_be_asked_of_one() -> None:
    found = form_errors(without_groups(trust_asked_of={"fair": "ngo", "able": "women"}))
    assert [issue.code for issue in found] == ["no_group_question"]


def test_without_a_group_question_everybody_is_one_group_and_no_group_is_missing() -> None:
    survey = read(cut(BEFORE), cut([*BEFORE[:3], ["X1", "", "a", "a", "a"]], "post.xlsx"), by=without_groups())
    assert (survey.groups, survey.group.tolist()) == ((), [-1] * 6)
    assert [int(one.present.sum()) for one in survey.rounds] == [5, 4]
    assert survey.rounds[0].was_asked[survey.rounds[0].present].all()
    assert not [code for code in codes(survey) if "group" in code or "taken" in code]


def test_without_groups_the_order_of_rows_decides_nothing() -> None:
    rows = [["", "", "a", "d", "a"], ["", "", "d", "a", "sd"], *BEFORE, ["", "", "n", "n", "dk"]]
    one = read(cut(rows), cut(AFTER, "post.xlsx"), by=without_groups())
    other = read(cut(rows[::-1]), cut(AFTER[::-1], "post.xlsx"), by=without_groups())
    assert bits(one) == bits(other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_one_slip_apart_are_offered_without_groups_too(language: str) -> None:
    survey = read(cut(BEFORE), cut(AFTER, "post.xlsx"), by=without_groups())
    found = [(pair.first.code, pair.later.code, pair.group) for pair in matching(survey).offered]
    assert found == [("AB12", "AB13", None), ("EF56", "EF65", None), ("JK90", "JK900", None)]
    assert all(one.message(language) for one in survey.issues)


def test_sheets_that_are_the_same_are_found_without_groups_too() -> None:
    assert len(ITEMS) >= FEWEST_ITEMS
    head = ["type", "name", "label::English (en)", "trust_role", "trust_dimension"]
    rows = [["text", "code", "Your code", "respondent_id", ""]]
    rows += [["select_one agree", name, f"Question {name}", "", "d"] for name in ITEMS]
    people = [[row[0], *row[2:]] for row in twenty_answers(40)]
    people += [[f"C-{k}", *people[0][1:]] for k in range(5)]
    survey = read(answers(people, header=["code", *ITEMS]), by=form(survey=[head, *rows], choices=CHOICES))
    assert issue(survey, "identical_sheets").values["count"] == 6


def test_a_group_asked_in_one_round_only_is_taken_from_it_by_code() -> None:
    later = [
        ["AB12", "", "a", "a", "a"],
        ["GH78", "", "a", "a", "a"],
        ["X1", "", "d", "d", "d"],
        ["", "", "n", "n", "n"],
    ]
    survey = read(answers(BEFORE), cut(later, "post.xlsx"))
    assert group_names(survey) == ["ngo", "ngo", "ministry", "ministry", "ngo", None, None]
    found = issue(survey, "taken_over")
    assert (found.severity, found.file, found.cell) == ("warning", "post.xlsx", "A1")
    assert found.values["expected"] == "stakeholder / Your group / مجموعتك"
    assert (found.values["people"], found.values["unknown"]) == (4, 2)
    assert found.values["taken_from"] == [{"round": "pre", "count": 2}]
    assert "before: 2" in found.message("en")
    assert "no_group_column" not in codes(survey)


def test_a_group_is_taken_from_the_earliest_round_that_states_one() -> None:
    first = [["A", "", "a", "a", "a"], ["B", "", "a", "a", "a"], ["C", "", "a", "a", "a"]]
    second = [["A", "ngo", "a", "d", "a"], ["B", "", "a", "a", "a"]]
    third = [["A", "women", "a", "d", "a"], ["B", "ministry", "a", "a", "a"]]
    survey = read(cut(first), answers(second, "post.xlsx"), answers(third, "later.xlsx"))
    assert group_names(survey) == ["ngo", "ministry", None]
    found = issue(survey, "taken_over")
    assert found.values["taken_from"] == [{"round": "post", "count": 1}, {"round": "followup_1", "count": 1}]
    assert (found.file, found.values["people"], found.values["unknown"]) == ("pre.xlsx", 3, 1)


def test_a_breakdown_asked_in_one_round_only_is_taken_from_it_and_noted() -> None:
    header = ["code", "stakeholder", "fair", "abusive", "able", "sex"]
    before = [[*row, "f"] for row in BEFORE]
    survey = read(answers(before, header=header), answers(AFTER, "post.xlsx"), by=with_sex())
    found = issue(survey, "taken_over")
    assert (found.severity, found.values["people"], found.values["unknown"]) == ("note", 5, 3)
    assert survey.breakdowns[0].category.tolist().count(0) == 5


def test_where_no_file_has_the_group_everybody_is_one_group_and_each_file_is_warned_of() -> None:
    survey = read(cut(BEFORE), cut(AFTER, "post.xlsx"))
    assert (survey.groups, set(survey.group.tolist())) == ((), {-1})
    found = [one for one in survey.issues if one.code == "no_group_column"]
    assert [(one.severity, one.file) for one in found] == [("warning", "pre.xlsx"), ("warning", "post.xlsx")]
    assert found[0].values["expected"] == "stakeholder / Your group / مجموعتك"


def test_where_nobody_in_a_round_has_a_known_group_no_group_is_compared() -> None:
    later = [["X1", "", "a", "a", "a"], ["X2", "", "d", "d", "d"]]
    survey = read(answers(BEFORE), cut(later, "post.xlsx"))
    assert (survey.groups, set(survey.group.tolist())) == ((), {-1})
    found = issue(survey, "groups_set_aside")
    assert (found.severity, found.file) == ("warning", "post.xlsx")
    assert "taken_over" not in codes(survey)


def test_a_join_brings_the_groups_back() -> None:
    """The survey is the one that would be read had the later code been written as the earlier one."""
    later = [["AB13", "", "a", "a", "sa"], ["X1", "", "d", "d", "d"]]
    files = [answers(BEFORE), cut(later, "post.xlsx")]
    apart = read_survey(files, form())
    assert apart.groups == ()
    (pair,) = matching(apart).offered
    joined = read_survey(files, form(), [pair.join])
    written = read(answers(BEFORE), cut([["AB12", *later[0][1:]], later[1]], "post.xlsx"))
    assert bits(joined) == bits(written)
    assert group_names(joined) == ["ngo", "ngo", "ministry", "ministry", "ngo", None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_groups_is_said_in_every_language(language: str) -> None:
    later = [["AB12", "", "a", "a", "a"], ["X1", "", "d", "d", "d"]]
    strangers = [["X1", "", "d", "d", "d"]]
    for survey in (
        read(answers(BEFORE), cut(later, "post.xlsx")),
        read(answers(BEFORE), cut(strangers, "post.xlsx")),
        read(cut(BEFORE), cut(AFTER, "post.xlsx")),
    ):
        assert all(one.message(language) for one in survey.issues)
