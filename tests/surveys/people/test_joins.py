"""Two submissions that the officer joins are one person, as if the code had been corrected in the file."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from metrics import Settings, analyse, to_document
from surveys import (
    Instrument,
    Issue,
    Join,
    Listing,
    SubmissionRow,
    Survey,
    SurveyError,
    Upload,
    read_files,
    read_instrument,
    read_survey,
)
from surveys.model.matching import OfferedPair
from tests.surveys.one_slip_apart import AFTER, BEFORE, both, matching, read
from tests.surveys.workbooks import CHOICES, HEADER, SURVEY, answers, codes, form, issue
from words import LANGUAGES


def offered(survey: Survey) -> list[tuple[str, str]]:
    return [(pair.first.code, pair.later.code) for pair in matching(survey).offered]


def test_pairs_one_slip_apart_are_offered_within_a_group_and_nothing_is_joined() -> None:
    survey = read(both())
    assert offered(survey) == [("AB12", "AB13"), ("EF56", "EF65")]
    assert (survey.rounds[0].present & survey.rounds[1].present).sum() == 2
    assert matching(survey).joined == ()


def test_an_offer_says_what_agrees_and_what_differs() -> None:
    rounds = both()
    first, second = matching(read(rounds)).offered
    assert (first.slip, second.slip) == ("changed", "swapped")
    assert (first.first.cell, first.later.cell) == ("A2", "A2")
    assert first.join == Join(SubmissionRow(rounds[0].sha256, 2), SubmissionRow(rounds[1].sha256, 2))
    assert (first.first.differs, first.later.differs) == ((3, 4), (3, 4))
    assert (first.equal, first.compared) == (1, 3)
    assert first.group is not None
    assert first.group["en"] == "Civil society"
    assert [(sheet.file, sheet.round) for sheet in (first.first, first.later)] == [
        ("pre.xlsx", "pre"),
        ("post.xlsx", "post"),
    ]
    assert not first.rivals


def test_a_code_is_in_no_repr() -> None:
    survey = read(both())
    assert not [code for code in ("AB12", "AB13", "EF65") if code in repr(matching(survey)) + repr(survey)]


def same_arrays(one: Survey, other: Survey) -> bool:
    arrays = [
        getattr(round_, name)
        for survey in (one, other)
        for round_ in survey.rounds
        for name in ("present", "scores", "was_asked")
    ]
    half = len(arrays) // 2
    same = [a.tobytes() == b.tobytes() for a, b in zip(arrays[:half], arrays[half:], strict=True)]
    return all(same) and one.group.tobytes() == other.group.tobytes() and len(one.rounds) == len(other.rounds)


def document(survey: Survey) -> dict[str, Any]:
    """The result without what tells the files and the decisions apart."""
    found = to_document(analyse(survey, Settings(threshold=3)))
    found["issues"] = [one for one in found["issues"] if one["code"] not in ("codes_joined", "joined_by_hand")]
    for round_ in found["survey"]["rounds"]:
        del round_["sha256"]
    return found


def test_a_pair_joined_is_bit_by_bit_the_code_corrected_in_the_file() -> None:
    rounds = both()
    joins = tuple(pair.join for pair in matching(read(rounds)).offered)
    corrected = [[code, *rest] for code, (_, *rest) in zip(["AB12", "CD34", "EF56"], AFTER, strict=False)] + AFTER[3:]
    joined, right = read(rounds, joins), read(both(corrected))
    assert (joined.rounds[0].present & joined.rounds[1].present).sum() == 4
    assert same_arrays(joined, right)
    assert document(joined) == document(right)


def test_joins_in_another_order_or_the_other_way_round_are_the_same() -> None:
    rounds = both()
    one, two = (pair.join for pair in matching(read(rounds)).offered)
    joined = read(rounds, (one, two))
    turned = read(rounds, (Join(two.later, two.first), one, one))
    assert same_arrays(joined, turned)
    assert joined.issues == turned.issues


def test_what_was_joined_is_said_with_cells_and_without_codes() -> None:
    rounds = both()
    survey = read(rounds, tuple(pair.join for pair in matching(read(rounds)).offered))
    found = issue(survey, "codes_joined")
    assert (found.severity, found.file, found.cell) == ("note", "post.xlsx", "A2, A4")
    assert found.values == {"count": 2, "other": "pre.xlsx", "other_cells": Listing(("A2", "A4"), 2)}
    assert "codes_alike" not in codes(survey)
    assert issue(survey, "joined_by_hand").values == {"count": 2}
    for language in LANGUAGES:
        said = " ".join(one.message(language) for one in survey.issues)
        assert not [code for code in ("AB12", "AB13", "EF56", "EF65") if code in said]


def test_one_of_two_is_joined_and_the_other_stays_offered() -> None:
    rounds = both()
    _, second = matching(read(rounds)).offered
    survey = read(rounds, (second.join,))
    assert offered(survey) == [("AB12", "AB13")]
    assert matching(survey).joined == (second,)


def test_of_two_pairs_that_share_a_code_one_can_be_joined() -> None:
    rounds = both([["AB13", "ngo", "a", "a", "a"], ["AB14", "ngo", "d", "a", "a"]], [["AB12", "ngo", "a", "a", "a"]])
    pairs = matching(read(rounds)).offered
    assert [pair.rivals for pair in pairs] == [1, 1]
    assert offered(read(rounds, (pairs[0].join,))) == []
    refused = problems(rounds, *(pair.join for pair in pairs))
    assert [(one.code, one.cell) for one in refused] == [("join_refused", "A3")]


def test_pairs_without_a_rival_are_offered_first() -> None:
    before = [["AB12", "ngo", "a", "a", "a"], ["XY77", "ngo", "a", "a", "a"]]
    after = [["AB13", "ngo", "a", "a", "a"], ["AB14", "ngo", "d", "a", "a"], ["XY78", "ngo", "d", "a", "a"]]
    assert offered(read(both(after, before))) == [("XY77", "XY78"), ("AB12", "AB13"), ("AB12", "AB14")]


def problems(rounds: list[Upload], *joins: Join, by: Instrument | None = None) -> list[Issue]:
    with pytest.raises(SurveyError) as caught:
        read_survey(rounds, by or form(), joins)
    for one in caught.value.issues:
        assert all(one.message(language) for language in LANGUAGES)
    return list(caught.value.issues)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((2, 3), "join_refused"),
        ((3, 3), "join_refused"),
        ((6, 6), "join_refused"),
        ((2, 70), "join_unknown"),
        ((1, 2), "join_unknown"),
    ],
)
def test_rows_that_are_no_such_pair_are_refused_with_their_cells(rows: tuple[int, int], code: str) -> None:
    rounds = both()
    join = Join(SubmissionRow(rounds[0].sha256, rows[0]), SubmissionRow(rounds[1].sha256, rows[1]))
    (found,) = problems(rounds, join)
    assert found.code == code
    if code == "join_refused":
        assert (found.file, found.cell) == ("post.xlsx", f"A{rows[1]}")
        assert (found.values["other"], found.values["other_cell"]) == ("pre.xlsx", f"A{rows[0]}")


def test_a_file_that_was_changed_since_is_another_file() -> None:
    rounds = both()
    joins = tuple(pair.join for pair in matching(read(rounds)).offered)
    changed = both([*AFTER, ["ZZ99", "ngo", "a", "a", "a"]])
    assert [one.code for one in problems(changed, *joins)] == ["join_unknown", "join_unknown"]


def test_a_person_of_three_rounds_is_joined_over_all_of_them() -> None:
    rounds = [
        answers([["AB12", "ngo", "a", "a", "a"]], "r0.xlsx"),
        answers([["AB13", "ngo", "d", "a", "a"]], "r1.xlsx"),
        answers([["AB13", "ngo", "sd", "a", "a"], ["QQ11", "ngo", "a", "a", "a"]], "r2.xlsx"),
    ]
    (pair,) = matching(read(rounds)).offered
    survey = read(rounds, (pair.join,))
    assert [round_.present.tolist() for round_ in survey.rounds] == [[True, False], [True, False], [True, True]]


def test_three_spellings_in_three_rounds_can_be_one_person() -> None:
    rounds = [answers([[code, "ngo", "a", "a", "a"]], f"{code}.xlsx") for code in ("AB12", "AB13", "AC13")]
    pairs = matching(read(rounds)).offered
    assert [(pair.first.code, pair.later.code) for pair in pairs] == [("AB12", "AB13"), ("AB13", "AC13")]
    survey = read(rounds, tuple(pair.join for pair in pairs))
    assert len(survey.group) == 1


def test_codes_that_meet_in_a_later_round_are_two_people() -> None:
    rounds = [
        answers([["AB12", "ngo", "a", "a", "a"]], "r0.xlsx"),
        answers([["AB13", "ngo", "d", "a", "a"]], "r1.xlsx"),
        answers([["AB12", "ngo", "sd", "a", "a"], ["AB13", "ngo", "a", "a", "a"]], "r2.xlsx"),
    ]
    assert offered(read(rounds)) == []


def test_rounds_of_one_file_are_told_apart_by_their_rows() -> None:
    survey = [*SURVEY[:3], ["select_one round", "round", "Round", "", "round", "", ""], *SURVEY[3:]]
    choices = [["round", "one", "One", "", "", ""], ["round", "two", "Two", "", "", ""]]
    by = form(survey, [*CHOICES, *choices])
    rows = [["AB12", "ngo", "a", "a", "a", "one"], ["AB13", "ngo", "d", "a", "a", "two"]]
    rounds = [answers(rows, header=[*HEADER, "round"])]
    (pair,) = matching(read(rounds, by=by)).offered
    assert pair.join == Join(SubmissionRow(rounds[0].sha256, 2), SubmissionRow(rounds[0].sha256, 3))
    assert len(read(rounds, (pair.join,), by=by).group) == 1


def test_what_else_people_state_is_compared_and_the_time_is_shown() -> None:
    survey = [
        *SURVEY,
        ["select_one yesno", "woman", "Are you a woman?", "", "disaggregate", "", ""],
        ["text", "org", "Organisation", "", "organisation", "", ""],
    ]
    by = form(survey, [*CHOICES, ["yesno", "y", "Yes", "", "", ""], ["yesno", "n", "No", "", "", ""]])
    header = [*HEADER, "woman", "org", "_submission_time"]
    before = answers([[*BEFORE[0], "y", "Al-Amal ", "2024-03-01T08:15:30"]], header=header)
    after = answers([[*AFTER[0], "Yes", "Other", "2024-03-02T09:00:00+03:00"]], "post.xlsx", header)
    (pair,) = matching(read([before, after], by=by)).offered
    assert [(fact.name, fact.agrees) for fact in pair.facts] == [("woman", True), ("org", False)]
    assert (pair.first.submitted, pair.later.submitted) == ("2024-03-01 08:15", "2024-03-02 09:00")


def test_nothing_of_the_queue_is_in_a_result() -> None:
    rounds = both()
    survey = read(rounds)
    text = str(to_document(analyse(survey, Settings(threshold=3))))
    assert not [code for code in ("AB12", "AB13", "EF56", "EF65") if code in text]
    names = {field.name for field in fields(OfferedPair)} | {"matching", "offered", "sureness"}
    assert not names & to_document(analyse(survey, Settings(threshold=3))).keys()


DAY_AND_LETTER = [
    SURVEY[0],
    ["integer", "day", "Day of your birth", "يوم ميلادك", "respondent_id", "", ""],
    ["select_one letter", "mother", "First letter of your mother's name", "", "respondent_id", "", ""],
    *SURVEY[2:],
]
LETTERS = [["letter", name, label, "", "", ""] for name, label in (("a", "Alif"), ("b", "Ba"), ("c", "Ta"))]
PARTS = ["day", "mother", *HEADER[1:]]


def of_parts() -> Upload:
    return form(DAY_AND_LETTER, [*CHOICES, *LETTERS])


def test_a_code_that_several_columns_make_up_finds_the_person() -> None:
    before = answers([[1, "b", "ngo", "a", "a", "a"], [11, "a", "ngo", "d", "a", "a"]], header=PARTS)
    after = answers([["11", "Alif", "ngo", "d", "a", "a"], [1, "Ba", "ngo", "a", "a", "a"]], "post.xlsx", PARTS)
    survey = read([before, after], by=of_parts())
    assert len(survey.group) == 2
    assert not {"columns_without_home", "personal_dropped", "no_code_in_common"} & set(codes(survey))
    assert read_instrument(of_parts()).questions[0].role == "respondent_id"


def test_a_code_of_which_a_part_is_missing_is_no_code() -> None:
    before = answers([[1, "", "ngo", "a", "a", "a"], ["", "a", "ngo", "d", "a", "a"]], header=PARTS)
    survey = read([before], by=of_parts())
    found = issue(survey, "code_missing")
    assert (found.cell, found.values["count"]) == ("A2, A3", 2)
    assert len(survey.group) == 2


def test_a_file_without_one_of_the_columns_has_no_codes() -> None:
    before = answers([[1, "b", "ngo", "a", "a", "a"]], header=PARTS)
    after = answers([[1, "ngo", "a", "a", "a"]], "post.xlsx", ["day", *HEADER[1:]])
    survey = read([before, after], by=of_parts())
    assert len(survey.group) == 2
    assert "mother" in str(issue(survey, "no_code_column").values["expected"])
    assert matching(survey).sureness == ()


def test_codes_of_parts_are_near_where_one_part_has_a_slip() -> None:
    before = answers([[12, "b", "ngo", "a", "a", "a"], [1, "c", "ngo", "a", "a", "a"]], header=PARTS)
    after = answers([[21, "b", "ngo", "a", "a", "a"], [2, "a", "ngo", "a", "a", "a"]], "post.xlsx", PARTS)
    assert offered(read([before, after], by=of_parts())) == [("12-B", "21-B")]


def test_people_are_counted_by_how_they_are_found() -> None:
    rounds = both()
    (pair, _) = matching(read(rounds)).offered
    (found,) = matching(read(rounds, (pair.join,))).sureness
    assert (found.first, found.later, found.by_code, found.joined) == ("pre", "post", 2, 1)
    assert (found.only_first, found.only_later) == (2, 2)
    assert np.isclose(found.agreement.chance if found.agreement else 0, 0.5)
    assert found.wrong is None


def test_what_a_joined_person_says_of_before_goes_with_the_person() -> None:
    before = answers([["AB12", "ngo", "a", "a", "a"]])
    header = ["code", "stakeholder", *(f"{when}: {name}" for when in ("Before", "After") for name in HEADER[2:])]
    after = answers([["AB13", "ngo", "d", "d", "d", "sa", "sa", "sa"]], "post.xlsx", header)
    rounds = [before, after]
    (pair,) = matching(read(rounds)).offered
    survey = read(rounds, (pair.join,))
    assert [round_.name for round_ in survey.rounds] == ["pre", "post", "then"]
    assert [round_.present.tolist() for round_ in survey.rounds] == [[True], [True], [True]]


def test_files_are_read_once_for_all_decisions() -> None:
    rounds = both()
    reading = read_files(rounds, form())
    pairs = matching(reading.survey()).offered
    joined = reading.survey([pair.join for pair in pairs])
    assert same_arrays(joined, read(rounds, tuple(pair.join for pair in pairs)))
    assert same_arrays(reading.survey(), read(rounds))
