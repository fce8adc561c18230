"""One wide table, a column a round: which marks count, who is in which round, and what stays one sitting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from surveys import Round, Survey, Upload, read_survey
from surveys.columns.rounds.marks import mark_of
from surveys.mapping import guess_mapping, instrument_from_mapping
from tests.surveys.workbooks import CHOICES, HEADER, SURVEY, answers, codes, form, issue, read, workbook

BOTH = ["code", "stakeholder", "fair.pre", "abusive.pre", "able.pre", "fair.post", "abusive.post", "able.post"]
ROWS: list[list[Any]] = [
    ["A", "ngo", "a", "d", "a", "sa", "sd", "sa"],
    ["B", "ministry", "d", "a", "d", "", "", ""],
    ["C", "ngo", "", "", "", "n", "n", "n"],
]


def wide(*rows: Sequence[Any], header: Sequence[str] = BOTH) -> Upload:
    return answers(list(rows or ROWS), "wide.xlsx", header)


def scores(one: Round) -> list[list[float | None]]:
    return [[None if np.isnan(score) else score for score in row] for row in one.scores[one.present].tolist()]


def named(survey: Survey) -> list[str]:
    return [one.name for one in survey.rounds]


def test_a_column_a_round_makes_two_rounds_of_the_same_people() -> None:
    survey = read(wide())
    assert named(survey) == ["pre", "post"]
    assert scores(survey.rounds[0]) == [[4, 2, 4], [2, 4, 2]]
    assert scores(survey.rounds[1]) == [[5, 1, 5], [3, 3, 3]]


def test_who_has_nothing_in_the_columns_of_a_round_is_not_in_it() -> None:
    survey = read(wide())
    assert [one.present.tolist() for one in survey.rounds] == [[True, True, False], [True, False, True]]
    assert [one.rows_read for one in survey.rounds] == [2, 2]
    assert "no_answers" not in codes(survey)


def test_what_statistics_programs_write_for_nothing_is_nothing() -> None:
    rows: list[list[Any]] = [
        ROWS[0],
        ["B", "ministry", "d", "a", "d", "NA", "NA", "NA"],
        ["C", "ngo", "NaN", "NULL", ".", 3, 3, 3],
    ]
    assert [one.present.tolist() for one in read(wide(*rows)).rounds] == [[True, True, False], [True, False, True]]


def test_a_dont_know_to_everything_is_somebody_in_the_round() -> None:
    survey = read(wide(ROWS[0], ["B", "ministry", "d", "a", "d", "dk", "dk", "dk"]))
    assert survey.rounds[1].present.tolist() == [True, True]


def test_the_note_says_which_columns_and_by_which_marks() -> None:
    found = issue(read(wide()), "rounds_in_columns")
    assert (found.severity, found.file, found.sheet, found.cell) == (
        "note",
        "wide.xlsx",
        "Data",
        "C1, D1, E1, F1, G1, H1",
    )
    assert (str(found.values["marks"]), found.values["count"], found.values["rounds"]) == ("pre, post", 6, 2)


def test_it_is_of_one_file() -> None:
    upload = wide()
    rounds = read(upload).rounds
    assert [(one.file, one.sha256, one.format) for one in rounds] == [("wide.xlsx", upload.sha256, "plain_xlsx")] * 2


def test_people_without_a_code_are_matched_by_their_row() -> None:
    survey = read(wide(*(row[1:] for row in ROWS), header=BOTH[1:]))
    assert len(survey.group) == 3
    assert int((survey.rounds[0].present & survey.rounds[1].present).sum()) == 1


@pytest.mark.parametrize(
    ("pre", "post"),
    [
        ("{}.pre", "{}.post"),
        ("{}_pre", "{}_post"),
        ("pre_{}", "post_{}"),
        ("{}_t1", "{}_t2"),
        ("{}_T0", "{}_T1"),
        ("t1_{}", "t2_{}"),
        ("T1.{}", "T2.{}"),
        ("{}_w1", "{}_w2"),
        ("{}_wave_1", "{}_wave_2"),
        ("{}_before", "{}_after"),
        ("{}_baseline", "{}_endline"),
        ("{} (T1)", "{} (T2)"),
        ("{} [wave 1]", "{} [wave 2]"),
        ("T1: {}", "T2: {}"),
        ("{} T1", "{} T2"),
        ("{} (pre)", "{} (post)"),
        ("{}-pre", "{}-post"),
        ("{}_قبل", "{}_بعد"),
        ("{}_pre", "{}_followup"),
    ],
)
def test_marks_are_found_at_either_end(pre: str, post: str) -> None:
    header = [*HEADER[:2], *(pre.format(name) for name in HEADER[2:]), *(post.format(name) for name in HEADER[2:])]
    survey = read(wide(header=header))
    assert named(survey) == ["pre", "post"]
    assert [scores(one)[0] for one in survey.rounds] == [[4, 2, 4], [5, 1, 5]]
    assert {"columns_without_home", "then_items_missing"}.isdisjoint(codes(survey))


def test_labels_are_marked_as_names_are() -> None:
    labels = ["The police are fair", "The police abuse power", "The police are able"]
    header = [*HEADER[:2], *(f"{text} (T1)" for text in labels), *(f"{text} (T2)" for text in labels)]
    assert [scores(one)[0] for one in read(wide(header=header)).rounds] == [[4, 2, 4], [5, 1, 5]]


def test_columns_may_stand_in_any_order_and_rounds_follow_time() -> None:
    header = ["code", "able_t3", "fair_t1", "stakeholder", "fair_t3", "able_t1", "fair_t2", "able_t2"]
    survey = read(wide(["A", "sa", "d", "ngo", "sa", "d", "n", "n"], header=header))
    assert named(survey) == ["pre", "post", "followup_1"]
    assert [[row[0], row[2]] for one in survey.rounds for row in scores(one)] == [[2, 2], [3, 3], [5, 5]]


def test_a_question_of_one_round_alone_is_of_that_round() -> None:
    header = ["code", "stakeholder", "fair_pre", "fair_post", "able_post"]
    survey = read(wide(["A", "ngo", "a", "sa", "d"], header=header))
    assert [one.lacks for one in survey.rounds] == [{"able", "abusive"}, {"abusive"}]
    assert [scores(one) for one in survey.rounds] == [[[4, None, None]], [[5, None, 2]]]


def test_group_and_weight_without_a_mark_belong_to_every_round_and_with_one_to_theirs() -> None:
    by = form(survey=[*SURVEY, ["decimal", "w", "Weight", "", "weight", "", ""]])
    header = ["code", "stakeholder", "fair_t1", "able_t1", "w_t1", "fair_t2", "able_t2", "w_t2"]
    survey = read(wide(["A", "ngo", "a", "a", 1.5, "d", "d", 2], header=header), by=by)
    assert [one.weight.tolist() for one in survey.rounds if one.weight is not None] == [[1.5], [2]]
    assert [group.name for group in survey.groups][survey.group[0]] == "ngo"


def test_what_the_instrument_itself_names_so_are_its_questions() -> None:
    own = [["select_one agree", f"calm_{word}", f"Calm {word}", "", "", "", ""] for word in ("pre", "post")]
    header = [*HEADER, "calm_pre", "calm_post"]
    survey = read(wide(["A", "ngo", "a", "d", "a", "sd", "sa"], header=header), by=form(survey=[*SURVEY, *own]))
    assert named(survey) == ["pre"]
    assert scores(survey.rounds[0]) == [[4, 2, 4, 1, 5]]


@pytest.mark.parametrize(
    ("before", "after"),
    [("BEFORE: fair", "AFTER: fair"), ("Pre: fair", "Post: fair"), ("fair [Before]", "fair [After]")],
)
def test_worded_headings_stay_one_sitting(before: str, after: str) -> None:
    survey = read(wide(["A", "ngo", "sd", "sa"], header=["code", "stakeholder", before, after]))
    assert named(survey) == ["post", "then"]


def test_what_a_survey_tool_exported_was_answered_in_one_sitting() -> None:
    header = ["code", "stakeholder", "fair_before", "fair_after", "_id", "_uuid", "_submission_time"]
    row = ["A", "ngo", "sd", "sa", 1, "u-1", "2024-05-01T10:00:00"]
    assert named(read(answers([row], "kobo.xlsx", header))) == ["post", "then"]


@pytest.mark.parametrize(
    "header",
    [
        ["code", "stakeholder", "fair", "able", "abusive_pre"],
        ["code", "stakeholder", "fair_1", "fair_2", "able"],
        ["code", "stakeholder", "fair", "able_t1", "able_t2"],
    ],
)
def test_a_mark_that_stands_alone_and_numbers_are_no_rounds(header: Sequence[str]) -> None:
    survey = read_survey([wide(["A", "ngo", "a", "a", "d"], header=header)], form())
    assert "rounds_in_columns" not in codes(survey)


def test_of_several_files_none_is_parted() -> None:
    survey = read(answers([["A", "ngo", "a", "a", "a"]]), wide())
    assert "rounds_in_columns" not in codes(survey)
    assert named(survey) == ["pre", "post", "then"]


def test_a_round_in_which_nobody_is_yet_is_none() -> None:
    survey = read(wide(["A", "ngo", "a", "d", "a", "", "", ""]))
    assert named(survey) == ["pre"]


def test_times_of_a_row_are_not_those_of_its_rounds() -> None:
    rows = [["2024-05-02 10:00:00", *ROWS[0]], ["2024-05-09 10:00:00", *ROWS[1]], ["2024-05-01 10:00:00", *ROWS[2]]]
    survey = read(wide(*rows, header=["_submission_time", *BOTH]))
    assert "rounds_swapped" not in codes(survey)


def test_what_is_said_of_a_shared_column_is_said_once() -> None:
    rows = [[*row, f"name {index}", "Mars"] for index, row in enumerate([*ROWS, ["D", "ngo", *["a"] * 6]])]
    survey = read(wide(*rows, header=[*BOTH, "Full name", "planet"]))
    found = [one.code for one in survey.issues if one.code in ("personal_dropped", "columns_without_home")]
    assert sorted(found) == ["columns_without_home", "personal_dropped"]
    assert [one.heading for one in survey.inspection.columns if one.state == "dropped"] == ["Full name"]
    assert [(one.heading, one.count) for one in survey.inspection.unmatched] == [("planet", 3)]


def test_messages_name_headings_as_they_are_written() -> None:
    header = ["code", "stakeholder", "fair_pre", "fair_post", "coffee_pre", "coffee_post"]
    survey = read(wide(["A", "ngo", "a", "d", "x", "y"], header=header))
    found = [str(one.values["headings"]) for one in survey.issues if one.code == "columns_without_home"]
    assert found == ["coffee_pre", "coffee_post"]


def test_marks_are_clear_or_none() -> None:
    unmarked = ["trust 1", "trust_1", "wave_1", "Before. fair", "trust_before/fair", "What was it like before?", "post"]
    assert [mark_of(heading) for heading in unmarked] == [None] * len(unmarked)
    found = [mark_of(heading) for heading in ("q5_w1_3", "pre_test_trust", "I trust the police_post")]
    assert [(one.text, one.stem) for one in found if one] == [
        ("w1", "q5_3"),
        ("pre_test", "trust"),
        ("post", "I trust the police"),
    ]


@pytest.mark.parametrize("marks", [(".pre", ".post"), ("_t1", "_t2", "_t3"), (" (T1)", " (T2)"), ("_before", "_after")])
def test_the_mapping_takes_the_columns_of_a_question_for_one_and_what_it_makes_reads_the_rounds(
    marks: Sequence[str],
) -> None:
    rng = np.random.default_rng(2)
    questions = ["trust_police", "fair_police", "help_police"]
    header = ["id", "group", *(f"{question}{mark}" for mark in marks for question in questions)]
    rows: list[list[Any]] = [
        [f"C{n:02}", "NGO" if n % 2 else "Police", *rng.integers(1, 6, len(questions) * len(marks)).tolist()]
        for n in range(12)
    ]
    rows[3][-3:] = [""] * 3
    upload = workbook("wide.xlsx", {"Data": [header, *rows]})
    mapping = guess_mapping([upload])
    assert [(one.heading, one.role) for one in mapping.columns] == [
        ("id", "respondent_id"),
        ("group", "group"),
        *((question, "item") for question in questions),
    ]
    survey = read_survey([upload], instrument_from_mapping(mapping))
    assert named(survey) == ["pre", "post", "followup_1"][: len(marks)]
    assert [int(one.present.sum()) for one in survey.rounds] == [12] * (len(marks) - 1) + [11]
    assert survey.rounds[1].scores[0].tolist() == rows[0][5:8]


def test_means_of_three_people_counted_by_hand() -> None:
    """A hand count: fair rises by one answer for two of three people, so the means are 8/3 and 10/3."""
    header = ["id", "stakeholder", "fair.pre", "able.pre", "fair.post", "able.post"]
    rows = [["A", "ngo", 2, 3, 3, 3], ["B", "ngo", 3, 3, 4, 3], ["C", "ministry", 3, 3, 3, 3]]
    survey = read(wide(*rows, header=["code", *header[1:]]), by=form(choices=CHOICES))
    means = [float(np.nanmean(one.scores[:, 0])) for one in survey.rounds]
    assert means == [pytest.approx(8 / 3), pytest.approx(10 / 3)]
