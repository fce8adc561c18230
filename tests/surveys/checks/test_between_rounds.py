"""What changed between rounds that should not: people, scales, wordings, names of groups."""

from __future__ import annotations

from typing import Any

import pytest

from surveys import Upload, read_instrument
from surveys.checks.wording import wording_changed
from surveys.coding.coded_table import code_submissions
from surveys.coding.coder import Coder
from surveys.coding.submissions import Submissions
from surveys.columns.question_columns import find_columns
from surveys.files.column import Column
from surveys.files.table import Table
from tests.surveys.questionnaire import HEADER, WORDINGS, people, questionnaire, sheet, with_item
from tests.surveys.workbooks import SURVEY, answers, codes, form, issue, read


def test_people_in_one_round_only_are_counted_in_each_round() -> None:
    rows = people(10)
    survey = read(sheet(rows), sheet(rows[2:], "post.xlsx"), by=questionnaire())
    found = issue(survey, "in_one_round_only")
    assert (found.severity, found.file, found.cell, found.values["count"]) == ("note", "pre.xlsx", "A2, A3", 2)


def test_more_than_half_in_one_round_only_is_a_warning() -> None:
    rows = people(10)
    survey = read(sheet(rows), sheet(rows[:5], "post.xlsx"), by=questionnaire())
    assert issue(survey, "in_one_round_only").severity == "note"
    survey = read(sheet(rows), sheet(rows[:4], "post.xlsx"), by=questionnaire())
    assert issue(survey, "in_one_round_only").severity == "warning"


def test_rounds_without_a_code_in_common_and_people_without_one_are_reported_as_such() -> None:
    survey = read(
        sheet(people(10)),
        sheet([["ABCDEFGHIJKLMNOPQRST"[number] * 4, *row[1:]] for number, row in enumerate(people(10))], "post.xlsx"),
        by=questionnaire(),
    )
    assert codes(survey) == ["no_code_in_common"]
    nameless = ["", *people(11)[-1][1:]]
    survey = read(sheet(people(10)), sheet([*people(10), nameless], "post.xlsx"), by=questionnaire())
    assert codes(survey) == ["code_missing"]


def test_everyone_found_again_is_nothing_to_report() -> None:
    assert codes(read(sheet(people(10)), sheet(people(10, seed=1), "post.xlsx"), by=questionnaire())) == []


def test_a_scale_of_more_steps_in_one_round_is_reported() -> None:
    rows = people(12)
    wider = with_item(with_item(rows, "q01", [7, 6, 6, 7, 5]), "q02", [6, 7, 7, 6])
    survey = read(sheet(rows), sheet(wider, "post.xlsx"), by=questionnaire())
    found = issue(survey, "scale_changed")
    assert (found.severity, found.file, found.cell, str(found.values["items"])) == (
        "warning",
        "post.xlsx",
        "C1, D1",
        "q01, q02",
    )
    assert found.values["other"] == "pre.xlsx"


def test_a_scale_with_other_labels_in_the_first_round_is_reported_there() -> None:
    rows = people(12)
    labels = with_item(rows, "q01", ["A little", "Quite", "Very", "Quite"])
    assert issue(read(sheet(labels), sheet(rows, "post.xlsx"), by=questionnaire()), "scale_changed").file == "pre.xlsx"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], [6, 6, 6, 6]),
        ([], [6, 7]),
        ([7, 6, 6, 7], [7, 6, 6, 7]),
        ([], [99, 99, 88, 77, "N/A", "-"]),
        ([7, 6, 6, 7], [""] * 12),
    ],
    ids=["one slip, repeated", "too few", "in both rounds", "non-answers", "nothing to compare with"],
)
def test_slips_and_non_answers_are_no_other_scale(before: list[Any], after: list[Any]) -> None:
    pre, post = with_item(people(12), "q01", before), with_item(people(12, seed=1), "q01", after)
    assert "scale_changed" not in codes(read(sheet(pre), sheet(post, "post.xlsx"), by=questionnaire()))


def test_answers_out_of_scale_are_told_apart_from_those_that_are_no_choice() -> None:
    survey = read(sheet(with_item(people(12), "q01", [55, "yes", 0])), by=questionnaire())
    found = issue(survey, "out_of_scale")
    assert (found.severity, found.cell, found.values["count"]) == ("warning", "C2, C4", 2)
    assert (found.values["low"], found.values["high"]) == ("1", "5")
    assert issue(survey, "answers_without_home").cell == "C3"


def labelled(first: str) -> list[str]:
    return ["Your code", "Your group", first, *(WORDINGS.get(name, f"Question {name}") for name in HEADER[3:])]


def test_a_question_in_other_words_is_named_beside_the_one_that_is_missing() -> None:
    again = labelled("How far would you agree that police officers keep their promises?")
    survey = read(sheet(people(12)), sheet(people(12, seed=1), "post.xlsx", again), by=questionnaire())
    found = issue(survey, "reworded")
    assert (found.severity, found.file, found.cell, str(found.values["items"])) == ("warning", "post.xlsx", "C1", "q01")


@pytest.mark.parametrize("heading", ["Did you like the lunch that was served at noon?", "Remarks"])
def test_a_question_of_something_else_is_not_taken_for_it(heading: str) -> None:
    survey = read(sheet(people(12)), sheet(people(12, seed=1), "post.xlsx", labelled(heading)), by=questionnaire())
    assert codes(survey) == ["columns_without_home", "asked_in_one_round"]


def test_a_like_heading_over_other_answers_is_not_taken_for_it() -> None:
    again = labelled("Why do you agree that the police keep their promises?")
    rows = with_item(people(12), "q01", ["because"] * 12)
    assert "reworded" not in codes(read(sheet(people(12)), sheet(rows, "post.xlsx", again), by=questionnaire()))


def typed() -> Upload:
    return form(survey=[["text", *row[1:]] if row[1] == "stakeholder" else row for row in SURVEY])


def groups(*names: str, file: str = "pre.xlsx", code: str = "P") -> Upload:
    rows = [[f"{code}-{number}", name, "a", "d", "sa"] for number, name in enumerate(names)]
    return answers(rows, file)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Women's organisations", "Womens organisations"),
        ("Human rights org.", "Human-rights org"),
        ("Police", "The Police"),
        ("منظمات نسائية", "منظمات نسائيه"),
        ("منظمة", "المنظمات"),
        ("شؤون المرأة", "شئون المرأة"),
        ("پۆلیس", "پولیسەکان"),
    ],
)
def test_a_group_written_differently_is_reported_with_the_cells_of_both(old: str, new: str) -> None:
    survey = read(groups(old, "Army", old), groups(new, "Army", file="post.xlsx", code="X"), by=typed())
    found = issue(survey, "group_named_differently")
    assert (found.severity, found.file, found.cell, found.values["count"]) == ("warning", "post.xlsx", "B2", 1)
    assert (found.values["other"], str(found.values["other_cells"])) == ("pre.xlsx", "B2, B4")
    assert old not in found.message("en")


def test_a_group_with_quite_another_name_is_known_by_its_people() -> None:
    survey = read(
        groups("NGO", "NGO", "Army"), groups("Civil society", "Civil society", "Army", file="post.xlsx"), by=typed()
    )
    assert issue(survey, "group_named_differently").cell == "B2, B3"


def test_groups_that_come_or_go_are_not_taken_for_one_another() -> None:
    survey = read(groups("NGO", "Army", "Media"), groups("NGO", "Police", file="post.xlsx", code="X"), by=typed())
    assert "group_named_differently" not in codes(survey)
    both = read(groups("Police", "The Police"), groups("Police", "The Police", "Police", file="post.xlsx"), by=typed())
    assert codes(both) == ["in_one_round_only"]


def texted(file: str, text: str) -> Submissions:
    """A round that holds the text of q01 beside its name, as Qualtrics and SPSS write it."""
    coder = Coder.of(read_instrument(questionnaire()))
    columns = [Column.of(cells) for cells in zip(*people(6), strict=True)]
    wordings = (("",), ("",), (text,), *[()] * 19)
    table = Table(file, "S", "sav", "SPSS", "", 0, tuple(HEADER), range(1, 7), columns, wordings=wordings)
    return code_submissions(
        coder, table, find_columns(table, coder.instrument, coder.headings), rows_read=6, sha256=file
    )


@pytest.mark.parametrize(
    ("before", "after", "speaks"),
    [
        (WORDINGS["q01"], "How far do you agree that the police sometimes break their promises?", True),
        ("Do the police keep the promises that they make?", "Do the police keep the promises made to women?", True),
        (WORDINGS["q01"], WORDINGS["q01"].upper(), False),
        (WORDINGS["q01"], f"About the police - {WORDINGS['q01']}", False),
        (WORDINGS["q01"], "هل تفي الشرطة بوعودها لكم", False),
        (WORDINGS["q01"], "", False),
    ],
    ids=["one changed", "both not the form's", "capitals", "a stem in front", "another language", "no text"],
)
def test_a_question_found_by_its_name_is_compared_by_its_text(before: str, after: str, speaks: bool) -> None:
    coder = Coder.of(read_instrument(questionnaire()))
    found = list(wording_changed(coder, [texted("pre.sav", before), texted("post.sav", after)]))
    assert [(one.code, one.file, one.cell) for one in found] == [("wording_changed", "post.sav", "C1")] * speaks
