"""Columns of several rounds that are one question although their headings differ, and those of one round alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from surveys import Upload, read_survey
from surveys.mapping import guess_mapping, instrument_from_mapping
from surveys.mapping.source.tables import open_tables, source_columns
from tests.surveys.workbooks import answers

LABELS = ["Your code", "Your group", "The police are fair", "The police are able", "I feel safe here", "Sex"]
NAMES = ["code", "stakeholder_group", "police_fair", "police_able", "feel_safe", "sex_of_person"]
AGREE = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]
AGREE_NAMES = ["strongly_disagree", "disagree", "neither", "agree", "strongly_agree"]
_ADDED = ["_id", "_uuid", "_submission_time"]


def kobo(header: Sequence[str], scale: Sequence[Any], groups: Sequence[str], sex: Sequence[str], name: str) -> Upload:
    rng = np.random.default_rng(len(name))
    rows = [
        [
            f"P{n:02}",
            groups[n % 2],
            *(scale[int(answer)] for answer in rng.integers(0, 5, 3)),
            sex[n // 2 % 2],
            *(n, f"{name}{n}", "2024-05-01T10:00:00"),
        ]
        for n in range(30)
    ]
    return answers(rows, name, [*header, *_ADDED])


def labels_and_names(scale: Sequence[Any] = AGREE_NAMES) -> list[Upload]:
    return [
        kobo(LABELS, AGREE, ["Women's groups", "Police"], ["Female", "Male"], "before.xlsx"),
        kobo(NAMES, scale, ["women_s_groups", "police"], ["female", "male"], "after.xlsx"),
    ]


def test_labels_and_names_are_joined_in_order_and_that_is_a_guess() -> None:
    mapping = guess_mapping(labels_and_names())
    asked = [one for one in mapping.columns if not one.metadata]
    assert [one.wordings for one in asked] == list(zip(LABELS, NAMES, strict=True))
    assert [(one.why_joined.code, one.why_joined.sure) for one in asked] == [("joined_order", False)] * 6
    assert [one.role for one in asked][:5] == ["respondent_id", "group", "item", "item", "item"]


def test_a_name_and_its_label_are_one_answer_and_every_cell_is_read() -> None:
    rounds = labels_and_names()
    mapping = guess_mapping(rounds)
    item = next(one for one in mapping.columns if one.heading == LABELS[2])
    assert item.distinct == 5
    survey = read_survey(rounds, instrument_from_mapping(mapping))
    assert all(np.isfinite(one.scores).all() for one in survey.rounds)
    assert len(survey.groups) == 2
    assert (survey.rounds[0].present & survey.rounds[1].present).all()


def test_numbers_beside_labels_are_joined_columns_but_never_the_same_answers() -> None:
    mapping = guess_mapping(labels_and_names(range(1, 6)))
    item = next(one for one in mapping.columns if one.heading == LABELS[2])
    assert item.wordings == (LABELS[2], NAMES[2])
    assert item.distinct == 10


@pytest.mark.parametrize("change", ["one more", "another order", "nothing alike"])
def test_nothing_is_joined_where_columns_or_contents_differ(change: str) -> None:
    before, after = labels_and_names()
    if change == "one more":
        after = kobo([*NAMES[:5], "age", "x"], AGREE_NAMES, ["women_s_groups", "police"], ["f", "m"], "after.xlsx")
    elif change == "another order":
        order = [2, 3, 4, 0, 1, 5]
        (table,) = open_tables([after])
        rows = [[table.columns[column][row] for column in order] for row in range(30)]
        after = answers(rows, "after.xlsx", [NAMES[column] for column in order])
    else:
        after = answers([[f"Z{n}", "x" if n % 2 else "y", 1 + n % 5] for n in range(30)], "after.xlsx", NAMES[:3])
        before = answers([[f"A{n}", "v" if n % 2 else "w", AGREE[n % 5]] for n in range(30)], "b.xlsx", LABELS[:3])
    mapping = guess_mapping([before, after])
    assert "joined_order" not in [one.why_joined.code for one in mapping.columns]


def test_names_that_differ_in_separators_alone_are_joined() -> None:
    rows = [[f"P{n}", "NGO", 1 + n % 5, 1 + n % 4] for n in range(12)]
    before = answers(rows, "before.xlsx", ["code", "stakeholder_group", "q_1", "q_2"])
    after = answers(rows, "after.xlsx", ["code", "stakeholdergroup", "q1", "Q2"])
    mapping = guess_mapping([before, after])
    assert [one.wordings for one in mapping.columns] == [
        ("code",),
        ("stakeholder_group", "stakeholdergroup"),
        ("q_1", "q1"),
        ("q_2", "Q2"),
    ]


def test_a_column_says_what_it_is_called_in_each_round_and_where_it_is_lacking() -> None:
    before = answers([["A", "NGO", 3, 4]], "before.xlsx", ["Code", "Group", "I trust the police", "Only before"])
    after = answers([["A", "NGO", 3, 4]], "after.xlsx", ["code", "Group", "I trust the police!", "Only after"])
    sources, _ = source_columns(open_tables([before, after]))
    assert [[one.heading_in(table) for table in range(2)] for one in sources] == [
        ["Code", "code"],
        ["Group", "Group"],
        ["I trust the police", "I trust the police!"],
        ["Only before", ""],
        ["", "Only after"],
    ]


def test_of_a_wide_table_it_says_the_heading_with_its_mark() -> None:
    header = ["id", "trust.pre", "fair.pre", "trust.post", "fair.post"]
    sources, _ = source_columns(open_tables([answers([["A", 1, 2, 3, 4]], "wide.xlsx", header)]))
    assert [[one.heading_in(table) for table in range(2)] for one in sources] == [
        ["id", "id"],
        ["trust.pre", "trust.post"],
        ["fair.pre", "fair.post"],
    ]


def test_an_answer_is_counted_over_all_files_in_the_spelling_of_most() -> None:
    tables = open_tables(
        [
            answers([["Yes"], ["yes"], ["yes"], ["No"], [" 1,0"]], "before.xlsx", ["Were you heard?"]),
            answers([["Yes"], ["Yes"], ["NO"], ["no"], ["1"], ["n/a"]], "after.xlsx", ["Were you heard?"]),
        ]
    )
    (column,), _ = source_columns(tables)
    assert dict(column.answers) == {"Yes": 5, "NO": 3, "1": 2, "n/a": 1}
    assert column.given == tuple(text for text in column.answers if text != "n/a")
    assert column.given_first(2) == column.given[:2]
    assert dict(column.of_each_file[0].answers) == {"yes": 3, "No": 1, "1,0": 1}
