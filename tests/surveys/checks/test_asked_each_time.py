"""Questions that a round did not ask: known by the columns of its file, and named before anything is published."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from metrics import INDEX, analyse, to_document
from metrics.result.document import from_document
from surveys import Survey, Upload
from surveys.model.survey import THEN
from tests.surveys.workbooks import HEADER, SURVEY, answers, codes, form, issue, read, with_column
from words import LANGUAGES

PEOPLE = [[f"P{index:02d}", "ngo", "ad"[index % 2], "dn"[index % 3 == 0], "sa"] for index in range(12)]

AGAIN = [[*row[:2], "n", *row[3:]] for row in PEOPLE]


def without(column: str, file: str, rows: Sequence[Sequence[Any]] = PEOPLE) -> Upload:
    """The rows as a file that lacks one column."""
    at = HEADER.index(column)
    return answers([[*row[:at], *row[at + 1 :]] for row in rows], file, header=[*HEADER[:at], *HEADER[at + 1 :]])


def lacks(survey: Survey) -> list[set[str]]:
    return [set(one.lacks) for one in survey.rounds]


def test_a_round_knows_the_questions_that_its_file_lacks() -> None:
    assert lacks(read(answers(PEOPLE), without("able", "post.xlsx", AGAIN))) == [set(), {"able"}]
    assert lacks(read(answers(PEOPLE), answers(AGAIN, "post.xlsx"))) == [set(), set()]


def test_an_empty_column_is_a_question_that_was_asked() -> None:
    blank = [[*row[:4], ""] for row in PEOPLE]
    survey = read(answers(PEOPLE), answers(blank, "post.xlsx"))
    assert lacks(survey) == [set(), set()]
    assert "asked_in_one_round" not in codes(survey)


def test_one_warning_names_all_by_their_labels_and_rounds() -> None:
    survey = read(without("fair", "pre.xlsx"), without("able", "post.xlsx", AGAIN))
    found = issue(survey, "asked_in_one_round")
    assert (found.severity, found.file) == ("warning", None)
    assert "Only asked after: “The police are fair”. Only asked before: “The police are able”." in found.message("en")
    assert "الشرطة قادرة" in found.message("ar")
    assert len({found.message(language) for language in LANGUAGES}) == len(LANGUAGES)


def test_what_two_of_three_rounds_asked_is_named_with_both() -> None:
    survey = read(answers(PEOPLE), without("able", "post.xlsx", AGAIN), answers(AGAIN[1:], "later.xlsx"))
    assert "Only asked before, follow-up 1: “The police are able”." in issue(survey, "asked_in_one_round").message("en")


@pytest.mark.parametrize("files", [1, 2])
def test_what_no_round_asked_is_not_named_here(files: int) -> None:
    survey = read(*[without("able", f"{k}.xlsx", PEOPLE[k:]) for k in range(files)])
    assert "asked_in_one_round" not in codes(survey)
    missing = [one for one in survey.issues if one.code == "items_missing"]
    assert [(one.file, str(one.values["items"])) for one in missing] == [(f"{k}.xlsx", "able") for k in range(files)]


def test_what_one_of_the_files_lacks_is_said_once() -> None:
    survey = read(without("fair", "pre.xlsx"), without("able", "post.xlsx", AGAIN))
    assert "items_missing" not in codes(survey)


def test_a_mirror_that_is_missing_is_named_though_its_item_was_asked() -> None:
    rows = [*SURVEY, ["select_one agree", "ngos_fair", "Organisations are fair", "", "", "", ""]]
    rows = list(with_column(rows, "trust_asked_of", {"fair": "civil_society", "ngos_fair": "security"}))
    by = form(survey=with_column(rows, "trust_same_as", {"ngos_fair": "fair"}))
    survey = read(
        answers([[*row, ""] for row in PEOPLE], header=[*HEADER, "ngos_fair"]), answers(AGAIN, "post.xlsx"), by=by
    )
    assert lacks(survey) == [set(), {"ngos_fair"}]
    assert "Only asked before" in issue(survey, "asked_in_one_round").message("en")


def test_what_looks_back_lacks_what_was_asked_of_now_alone() -> None:
    header = ["code", "stakeholder", "BEFORE: fair", "AFTER: fair", "abusive", "BEFORE: able", "AFTER: able"]
    rows = [[f"P{index}", "ngo", "a", "d", "n", "sa", "ad"[index % 2]] for index in range(8)]
    survey = read(answers(PEOPLE[:8]), answers(rows, "post.xlsx", header=header))
    assert {one.name: set(one.lacks) for one in survey.rounds} == {"pre": set(), "post": set(), THEN: {"abusive"}}
    assert "asked_in_one_round" not in codes(survey)


def test_the_warning_says_the_same_in_a_result_that_is_read_back() -> None:
    result = analyse(read(answers(PEOPLE), without("able", "post.xlsx", AGAIN)))
    again = from_document(json.loads(json.dumps(to_document(result))))
    (one,), (other,) = ([i for i in made.issues if i.code == "asked_in_one_round"] for made in (result, again))
    assert [one.message(language) for language in LANGUAGES] == [other.message(language) for language in LANGUAGES]


def test_answers_to_more_questions_after_the_event_are_no_rise_of_trust() -> None:
    """By hand: abusive (reversed) 75 and fair 75, 25 before; after, fair 50 for all. Able, after alone, is 100."""
    pre = [[f"P{k:02d}", "ngo", "ad"[k % 2], "d"] for k in range(12)]
    post = [[f"P{k:02d}", "ngo", "na"[k % 3 == 0], "dn"[k % 4 == 0], "sa"] for k in range(12)]
    survey = read(answers(pre, header=HEADER[:4]), answers(post, "post.xlsx"))
    result = analyse(survey)
    before = (50 + 75) / 2
    after = ((8 * 50 + 4 * 75) / 12 + (9 * 75 + 3 * 50) / 12) / 2
    assert result.change_of[INDEX, "ALL"].change == pytest.approx(after - before)
    assert result.change_of["competence", "ALL"].verdict is None
    assert [(row.round, row.n) for row in result.scores if row.measure == "able" and row.group == "ALL"] == [
        ("post", None)
    ]
