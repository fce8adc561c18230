"""Who is in a survey, which group they have, what was put to them and what weighs how much."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from surveys import Upload, read_instrument, read_survey
from surveys.model.round_names import round_name
from tests.surveys.workbooks import CHOICES, HEADER, SURVEY, answers, codes, errors, form, issue, read, with_column


def typed_groups() -> Upload:
    return form(survey=[["text", *row[1:]] if row[1] == "stakeholder" else row for row in SURVEY])


def asked(**of: str) -> Upload:
    """The form with questions that are put to some only."""
    return form(survey=with_column(SURVEY, "trust_asked_of", of))


def mirrored() -> Upload:
    rows = [*SURVEY, ["select_one agree", "ngos_fair", "Organisations are fair", "", "", "", ""]]
    rows = list(with_column(rows, "trust_asked_of", {"fair": "civil_society", "ngos_fair": "security"}))
    return form(survey=with_column(rows, "trust_same_as", {"ngos_fair": "fair"}))


def test_rounds_are_named_by_their_order() -> None:
    assert [round_name(index) for index in range(4)] == ["pre", "post", "followup_1", "followup_2"]


def test_a_persons_group_is_that_of_the_earliest_round_that_states_one() -> None:
    pre = answers([["A", "ngo", "a", "a", "a"], ["B", "", "a", "a", "a"]])
    post = answers([["A", "ministry", "a", "a", "a"], ["B", "women", "d", "a", "a"]], "post.xlsx")
    survey = read(pre, post)
    assert [survey.groups[index].name for index in survey.group] == ["ngo", "women"]
    found = issue(survey, "group_changed")
    assert (found.severity, found.file, found.cell, found.values["count"]) == ("warning", "post.xlsx", "B2", 1)


@pytest.mark.parametrize(("back", "severity"), [(10, "note"), (9, "warning")])
def test_more_than_a_tenth_of_those_found_again_in_another_group_is_a_warning(back: int, severity: str) -> None:
    people = [[f"P-{index:02d}", "ngo", "a", "a", "a"] for index in range(20)]
    changed = [["P-00", "ministry", "a", "a", "a"], *people[1:back]]
    strangers = [[f"X-{index}", "women", "a", "a", "a"] for index in range(5)]
    survey = read(answers(people), answers([*changed, *strangers], "post.xlsx"))
    assert (issue(survey, "group_changed").severity, issue(survey, "group_changed").cell) == (severity, "B2")


def test_a_group_that_is_none_of_the_list_is_not_stated_and_a_warning() -> None:
    survey = read(answers([["A", "Navy", "a", "a", "a"], ["B", "99", "a", "a", "a"], ["C", "", "a", "a", "a"]]))
    assert survey.group.tolist() == [-1, -1, -1]
    found = issue(survey, "group_unknown")
    assert (found.severity, found.cell, found.values["heading"]) == ("warning", "B2", "stakeholder")


def test_groups_typed_as_text_are_lower_case_trimmed_and_sorted() -> None:
    rows = [
        ["A", " Police ", "a", "a", "a"],
        ["B", "NGO", "a", "a", "a"],
        ["C", "police", "a", "a", "a"],
        ["D", "Police", "a", "a", "a"],
    ]
    survey = read(answers([*rows, ["E", "N/A", "a", "a", "a"]]), by=typed_groups())
    assert [(group.name, group.label["en"], group.side) for group in survey.groups] == [
        ("ngo", "NGO", None),
        ("police", "Police", None),
    ]
    assert survey.group.tolist() == [1, 0, 1, 1, -1]


def test_groups_typed_as_text_never_have_a_name_of_the_program() -> None:
    typed = ["ALL", "side:police", "a+b", "A b", "a b (2)", "Not_Stated", "+", "group"]
    rows = [[f"P{index}", group, "a", "a", "a"] for index, group in enumerate(typed)]
    survey = read(answers(rows), by=typed_groups())
    names = [survey.groups[index].name if index >= 0 else None for index in survey.group]
    assert names == ["group all", "group side:police", "a b (3)", "a b", "a b (2)", None, "group (2)", "group"]
    assert [survey.groups[index].label["en"] for index in survey.group if index >= 0] == [
        group for group in typed if group != "Not_Stated"
    ]
    assert [group.name for group in survey.groups] == sorted(group.name for group in survey.groups)


def test_a_typed_group_has_the_same_name_in_every_round() -> None:
    pre = answers([["A", "x+y", "a", "a", "a"], ["B", "x y", "a", "a", "a"]])
    post = answers([["A", "X+Y", "a", "a", "a"]], "post.xlsx")
    survey = read(pre, post, by=typed_groups())
    assert [survey.groups[index].name for index in survey.group] == ["x y (2)", "x y"]
    assert codes(survey) == ["in_one_round_only"]


def test_a_typed_group_of_nobody_who_stayed_is_no_group() -> None:
    survey = read(answers([["A", "NGO", "a", "a", "a"], ["B", "Army", "", "", ""]]), by=typed_groups())
    assert [group.name for group in survey.groups] == ["ngo"]


def test_a_submission_without_an_answer_is_dropped_and_one_of_non_answers_stays() -> None:
    survey = read(
        answers(
            [["A", "ngo", "", "", ""], ["B", "ngo", "dk", "", ""], ["C", "ngo", 99, "", ""], ["D", "ngo", "a", "", ""]]
        )
    )
    assert (survey.rounds[0].rows_read, int(survey.rounds[0].present.sum())) == (4, 3)
    found = issue(survey, "no_answers")
    assert (found.severity, found.cell, found.values["count"]) == ("note", "A2", 1)


def test_an_item_is_put_to_a_group_by_its_name_or_its_side() -> None:
    rows = [["A", "ngo", "a", "a", "a"], ["B", "ministry", "a", "", ""], ["C", "women", "", "a", "a"]]
    survey = read(answers(rows), by=asked(abusive="civil_society", able="women ngo"))
    assert survey.rounds[0].was_asked.tolist() == [[True, True, True], [True, False, False], [True, True, True]]


def test_an_answer_to_what_was_not_put_does_not_count_and_is_said() -> None:
    rows = [["A", "ngo", "a", "a", "a"], ["B", "ministry", "a", "sa", "dk"]]
    survey = read(answers(rows), by=asked(abusive="civil_society", able="civil_society"))
    assert np.isnan(survey.rounds[0].scores[1]).tolist() == [False, True, True]
    found = issue(survey, "answered_not_put")
    assert (found.severity, found.cell, found.values["count"]) == ("warning", "D3", 1)


def test_someone_to_whom_nothing_was_put_is_dropped() -> None:
    rows = [["A", "ngo", "a", "a", "a"], ["B", "ministry", "sa", "sa", "sa"]]
    everything = dict.fromkeys(["fair", "abusive", "able"], "civil_society")
    survey = read(answers(rows), by=asked(**everything))
    assert survey.group.tolist() == [0]
    assert codes(survey) == ["answered_not_put", "no_answers"]


def test_someone_without_a_group_was_put_what_they_answered() -> None:
    rows = [["A", "", "a", "dk", ""], ["B", "ngo", "a", "", ""]]
    survey = read(answers(rows), by=asked(able="security"))
    assert survey.rounds[0].was_asked.tolist() == [[True, True, False], [True, True, False]]


def test_a_mirrored_item_takes_the_answer_from_the_column_put_to_the_person() -> None:
    rows = [
        ["A", "ngo", "sa", "a", "a", ""],
        ["B", "ministry", "", "a", "a", "sd"],
        ["C", "ministry", "", "a", "a", ""],
    ]
    survey = read(answers(rows, header=[*HEADER, "ngos_fair"]), by=mirrored())
    assert survey.rounds[0].scores[:2, 0].tolist() == [5.0, 1.0]
    assert survey.rounds[0].was_asked[:, 0].all()
    assert codes(survey) == []


def test_the_question_that_somebody_answered_is_known_where_an_item_has_several() -> None:
    """Of someone who answered both the first, of someone without an answer the one that was filled in or put."""
    rows = [
        ["A", "ngo", "sa", "a", "a", ""],
        ["B", "ministry", "", "a", "a", "sd"],
        ["C", "", "", "a", "a", "d"],
        ["D", "", "a", "a", "a", "d"],
        ["E", "", "", "a", "a", "dk"],
        ["F", "", "", "a", "a", ""],
        ["G", "ministry", "", "a", "a", ""],
    ]
    survey = read(answers(rows, header=[*HEADER, "ngos_fair"]), by=mirrored())
    assert survey.rounds[0].question is not None
    assert survey.rounds[0].question.tolist() == [[q, 0, 0] for q in (0, 1, 1, 0, 1, -1, 1)]
    assert read(answers([row[:5] for row in rows])).rounds[0].question is None


def test_a_mirror_answered_by_the_wrong_side_does_not_count() -> None:
    survey = read(answers([["A", "ngo", "", "a", "a", "sd"]], header=[*HEADER, "ngos_fair"]), by=mirrored())
    assert np.isnan(survey.rounds[0].scores[0, 0])
    assert issue(survey, "answered_not_put").cell == "F2"


def test_of_two_mirrors_put_to_one_person_the_first_scored_answer_counts() -> None:
    rows = [["A", "", "dk", "a", "a", "sd"], ["B", "", "sa", "a", "a", "d"]]
    survey = read(answers(rows, header=[*HEADER, "ngos_fair"]), by=mirrored())
    assert survey.rounds[0].scores[:, 0].tolist() == [1.0, 5.0]
    found = issue(survey, "mirrors_both_answered")
    assert (found.severity, found.cell) == ("note", "F3")


def test_a_weight_that_is_missing_zero_or_negative_is_nan_and_said() -> None:
    weighted = form(survey=[*SURVEY, ["decimal", "w", "Weight", "", "weight", "", ""]])
    weights: list[Any] = [1.5, "", 0, -2, "٢٫٥", "much"]
    rows = [[f"A{index}", "ngo", "a", "a", "a", weight] for index, weight in enumerate(weights)]
    survey = read(answers(rows, header=[*HEADER, "w"]), by=weighted)
    assert survey.rounds[0].weight is not None
    assert np.array_equal(survey.rounds[0].weight, [1.5, np.nan, np.nan, np.nan, 2.5, np.nan], equal_nan=True)
    found = issue(survey, "weight_missing")
    assert (found.severity, found.cell, found.values["count"]) == ("note", "F3, F4, F5, F7", 4)


@pytest.mark.parametrize("extreme", [1e308, 1e16, 5e-324, "9" * 400])
def test_a_weight_of_a_size_that_none_has_is_nan_and_said(extreme: Any) -> None:
    weighted = form(survey=[*SURVEY, ["decimal", "w", "Weight", "", "weight", "", ""]])
    rows = [[f"A{index}", "ngo", "a", "a", "a", weight] for index, weight in enumerate([1.5, extreme])]
    survey = read(answers(rows, header=[*HEADER, "w"]), by=weighted)
    assert survey.rounds[0].weight is not None
    assert np.array_equal(survey.rounds[0].weight, [1.5, np.nan], equal_nan=True)
    assert issue(survey, "weight_missing").cell == "F3"


def test_weights_are_none_without_a_question_and_nan_without_its_column() -> None:
    assert read(answers([["A", "ngo", "a", "a", "a"]])).rounds[0].weight is None
    weighted = form(survey=[*SURVEY, ["decimal", "w", "Weight", "", "weight", "", ""]])
    survey = read(answers([["A", "ngo", "a", "a", "a"]]), by=weighted)
    assert survey.rounds[0].weight is not None
    assert np.isnan(survey.rounds[0].weight).all()
    assert issue(survey, "no_weight_column").severity == "note"
    assert "weight_missing" not in codes(survey)


def test_only_the_weights_of_those_who_stay_can_be_missing() -> None:
    weighted = form(survey=[*SURVEY, ["decimal", "w", "Weight", "", "weight", "", ""]])
    rows = [["A", "ngo", "a", "a", "a", 0], ["A", "ngo", "a", "a", "a", 1], ["B", "ngo", "", "", "", ""]]
    survey = read(answers([*rows, ["C", "ngo", "a", "a", "a", ""]], header=[*HEADER, "w"]), by=weighted)
    assert (issue(survey, "weight_missing").cell, issue(survey, "weight_missing").values["count"]) == ("F5", 1)


@pytest.mark.parametrize("refusal", ["no", "No, I do not agree", "لا، لا أوافق", "NO"])
def test_who_does_not_consent_is_dropped_and_counted(refusal: str) -> None:
    survey = [*SURVEY, ["select_one consent", "consent", "Do you agree?", "", "consent", "", ""]]
    choices = [
        *CHOICES,
        ["consent", "yes", "Yes, I agree", "نعم", "", ""],
        ["consent", "no", "No, I do not agree", "لا، لا أوافق", "", ""],
    ]
    rows = [["A", "ngo", "a", "a", "a", refusal], ["B", "ngo", "a", "a", "a", "yes"], ["C", "ngo", "a", "a", "a", ""]]
    one = read(answers(rows, header=[*HEADER, "consent"]), by=form(survey=survey, choices=choices))
    assert (one.rounds[0].rows_read, len(one.group)) == (3, 2)
    assert (issue(one, "consent_refused").cell, issue(one, "consent_refused").values["count"]) == ("F2", 1)


def consenting(*choices: tuple[str, str, str]) -> Upload:
    """The form with a question for consent whose list has those names, English and Arabic labels."""
    survey = [*SURVEY, ["select_one consent", "consent", "Do you agree?", "", "consent", "", ""]]
    return form(survey=survey, choices=[*CHOICES, *(["consent", *choice, "", ""] for choice in choices)])


def stays(cells: list[Any], by: Upload) -> list[bool]:
    """Which of the people with those answers to the question for consent stay."""
    rows = [["A", "ngo", "a", "a", "a", "yes"], *(["B", "ngo", "a", "a", "a", cell] for cell in cells)]
    counts = [len(read(answers([rows[0], row], header=[*HEADER, "consent"]), by=by).group) for row in rows[1:]]
    return [count == 2 for count in counts]


def test_a_choice_named_yes_is_consent_however_its_label_begins() -> None:
    by = consenting(("yes", "No objection", "لا مانع لدي"), ("no", "I object", "لدي مانع"))
    assert stays(["yes", "No objection", "لا مانع لدي"], by) == [True, True, True]
    assert stays(["no", "I object", "لدي مانع"], by) == [False, False, False]


@pytest.mark.parametrize(
    ("agrees", "refuses"),
    [("y", "n"), ("1", "0"), ("true", "false"), ("agree", "refuse"), ("Agreed", "Disagree"), ("نعم", "لا")],
)
def test_consent_is_recognised_by_the_name_of_the_choice(agrees: str, refuses: str) -> None:
    by = consenting((agrees, "No problem", ""), (refuses, "Rather not", ""))
    assert stays([agrees, "No problem"], by) == [True, True]
    assert stays([refuses, "Rather not"], by) == [False, False]


@pytest.mark.parametrize(
    ("label", "arabic", "is_refusal"),
    [
        ("No", "", True),
        ("No, I do not agree.", "", True),
        ("I don't consent", "", True),
        ("", "لا أوافق", True),
        ("", "لا، لا أوافق", True),
        ("", "نەخێر", True),
        ("No objection", "لا مانع لدي", False),
        ("No problem, go ahead", "", False),
        ("Yes", "نعم", False),
    ],
)
@pytest.mark.parametrize("name", ["a", "2"])
def test_a_choice_whose_name_says_nothing_is_recognised_by_its_whole_label(
    name: str, label: str, arabic: str, is_refusal: bool
) -> None:
    by = consenting((name, label, arabic), ("other", "Something else", "غير ذلك"))
    assert stays([name], by) == [not is_refusal]


def test_a_number_as_a_name_says_yes_or_no_only_where_the_label_says_neither() -> None:
    assert stays(["1", "2"], consenting(("1", "No", "لا"), ("2", "Yes", "نعم"))) == [False, True]
    assert stays([1, 0], consenting(("1", "No objection", ""), ("0", "Rather not", ""))) == [True, False]


def test_consent_that_was_typed_is_recognised_by_the_whole_text() -> None:
    by = form(survey=[*SURVEY, ["text", "consent", "Do you agree?", "", "consent", "", ""]])
    assert stays(["No", 0, False, "لا أوافق", "refused"], by) == [False] * 5
    assert stays(["Yes", 1, True, "No objection", "لا مانع لدي", ""], by) == [True] * 6


def test_the_same_file_cannot_be_two_rounds() -> None:
    one = answers([["A", "ngo", "a", "a", "a"]])
    (found,) = errors(one, Upload("copy.xlsx", one.content))
    assert (found.code, found.file, found.values["other"]) == ("same_file_twice", "copy.xlsx", "pre.xlsx")


def test_no_file_at_all_is_an_error() -> None:
    assert [found.code for found in errors()] == ["no_files"]


def test_every_problem_of_every_file_is_said_at_once() -> None:
    found = errors(
        answers([["A", "a", "d"]], header=["code", "fair", "fair"]),
        answers([[1]], "post.xlsx", ["Price"]),
        Upload("x", b"\0\1\2"),
    )
    assert [(one.code, one.file) for one in found] == [
        ("column_twice", "pre.xlsx"),
        ("no_known_item", "post.xlsx"),
        ("file_empty", "x") if not b"\0\1\2".strip(b"\0") else ("not_a_spreadsheet", "x"),
    ]


def test_problems_of_the_instrument_and_of_a_file_are_said_together() -> None:
    bad = form(survey=[row if row[1] != "stakeholder" else [*row[:4], "grup", *row[5:]] for row in SURVEY])
    assert {one.code for one in errors(Upload("x", b""), by=bad)} == {"unknown_role", "no_group_question", "file_empty"}


def test_the_questionnaire_in_place_of_the_answers_is_recognised() -> None:
    assert [one.code for one in errors(form())] == ["is_an_instrument"]


def test_a_round_in_which_nobody_is_left_is_an_error() -> None:
    (found,) = errors(answers([["A", "ngo", "", "", ""]]))
    assert (found.code, found.file, found.sheet) == ("no_respondents", "pre.xlsx", "Data")


def test_an_instrument_read_before_can_be_used_for_many_files() -> None:
    instrument = read_instrument(form())
    survey = read_survey([answers([["A", "ngo", "a", "a", "a"]])], instrument)
    assert survey.instrument is instrument


ROUNDS = [*SURVEY, ["select_one when", "when", "Round", "", "round", "", ""]]
WHEN = [*CHOICES, ["when", "before", "Before", "قبل", "", ""], ["when", "after", "After", "بعد", "", ""]]


def test_one_file_may_hold_several_rounds_in_the_order_of_their_list() -> None:
    rows = [
        ["A", "ngo", "sa", "a", "a", "After"],
        ["A", "ngo", "sd", "a", "a", "before"],
        ["B", "ngo", "d", "a", "a", "قبل"],
    ]
    survey = read(answers(rows, header=[*HEADER, "when"]), by=form(survey=ROUNDS, choices=WHEN))
    assert [(one.name, one.file, one.rows_read) for one in survey.rounds] == [
        ("pre", "pre.xlsx", 2),
        ("post", "pre.xlsx", 1),
    ]
    assert survey.rounds[0].scores[:, 0].tolist() == [1.0, 2.0]
    assert survey.rounds[1].scores[0, 0] == 5.0


def test_submissions_without_a_round_are_left_out_with_a_warning() -> None:
    rows = [
        ["A", "ngo", "sa", "a", "a", "After"],
        ["B", "ngo", "sd", "a", "a", ""],
        ["C", "ngo", "d", "a", "a", "later"],
    ]
    survey = read(answers(rows, header=[*HEADER, "when"]), by=form(survey=ROUNDS, choices=WHEN))
    assert len(survey.group) == 1
    assert (issue(survey, "round_unknown").cell, issue(survey, "round_not_stated").cell) == ("F4", "F3")
