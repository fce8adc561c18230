"""A round that several files hold together: one table, cells by their file, groups said of whole files."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
import openpyxl
import pytest

from reports.officer.marked_workbook import marked_workbook
from reports.officer.marking.marks import marks_of
from surveys import FilesOfRound, Join, SubmissionRow, Survey, SurveyError, Upload, read_survey
from surveys.columns.rounds.several_files import digest_together
from tests.surveys.questionnaire import HEADER as WIDE
from tests.surveys.questionnaire import people, questionnaire
from tests.surveys.workbooks import CHOICES, HEADER, SURVEY, answers, codes, form, issue, read

NGO, MINISTRY = [["A", "a", "d", "a"], ["B", "d", "a", "d"]], [["C", "n", "n", "n"], ["D", "sa", "sd", "a"]]
NO_GROUP = [HEADER[0], *HEADER[2:]]


def round_of(*files: Upload, groups: Sequence[str] = ()) -> FilesOfRound:
    return FilesOfRound(files, tuple(groups))


def split(name: str, ngo: Sequence[Any] = NGO, ministry: Sequence[Any] = MINISTRY) -> FilesOfRound:
    """A round in two files without a column of the group."""
    files = (answers(ngo, f"ngo_{name}.xlsx", NO_GROUP), answers(ministry, f"ministry_{name}.xlsx", NO_GROUP))
    return round_of(*files, groups=("ngo", "ministry"))


def whole(name: str, ngo: Sequence[Any] = NGO, ministry: Sequence[Any] = MINISTRY) -> Upload:
    """The same round in one file with such a column."""
    rows = [[code, group, *rest] for group, of in (("ngo", ngo), ("ministry", ministry)) for code, *rest in of]
    return answers(rows, name)


def read_all(*rounds: Any, by: Upload | None = None) -> Survey:
    return read_survey(rounds, by or form())


def assert_same(one: Survey, other: Survey) -> None:
    assert one.group.tolist() == other.group.tolist()
    for mine, theirs in zip(one.rounds, other.rounds, strict=True):
        assert mine.scores.tobytes() == theirs.scores.tobytes()
        assert mine.present.tolist() == theirs.present.tolist()
        assert mine.rows_read == theirs.rows_read


def test_two_files_of_a_round_are_read_as_one_file_with_their_groups_is() -> None:
    later = [[*row[:-1], "sa"] for row in NGO], [[*row[:-1], "sd"] for row in MINISTRY]
    survey = read_all(split("pre"), split("post", *later))
    assert_same(survey, read(whole("pre.xlsx"), whole("post.xlsx", *later)))
    assert [one.file for one in survey.rounds] == [
        "ngo_pre.xlsx + ministry_pre.xlsx",
        "ngo_post.xlsx + ministry_post.xlsx",
    ]
    assert {one.severity for one in survey.issues} <= {"note"}


def test_a_file_may_be_split_without_saying_what_group_the_parts_are() -> None:
    rows = [["A", "ngo", "a", "d", "a"], ["B", "ministry", "d", "a", "d"], ["C", "ngo", "n", "n", "n"]]
    parts = round_of(answers(rows[:1], "1.xlsx"), answers(rows[1:], "2.xlsx"))
    assert_same(read_all(parts), read(answers(rows)))


def test_columns_in_another_order_worded_otherwise_or_missing_are_the_same_questions() -> None:
    header = ["الشرطة قادرة", "Your code", "مجموعتك", "The police are fair"]
    other = answers([["d", "B", "ministry", "sa"], ["a", "C", "ngo", "n"]], "2.xlsx", header)
    survey = read_all(round_of(answers([["A", "ngo", "a", "d", "a"]], "1.xlsx"), other))
    expected = [["A", "ngo", "a", "d", "a"], ["B", "ministry", "sa", "", "d"], ["C", "ngo", "n", "", "a"]]
    assert_same(survey, read(answers(expected)))
    found = issue(survey, "asked_in_other_files")
    assert (found.severity, found.file, str(found.values["items"])) == ("warning", "2.xlsx", "abusive")


def test_what_is_said_of_cells_names_their_own_file_and_address() -> None:
    wrong = [["A", "ngo", "a", "d", "a"], ["B", "ngo", "a", "perhaps", "a"]]
    header = ["note", *HEADER]
    other = [["x", "C", "ngo", "a", "d", "a"], ["y", "D", "ministry", "sometimes", "d", "d"]]
    files = answers(wrong, "basra.xlsx"), answers(other, "baghdad.xlsx", header)
    survey = read_all(round_of(*files))
    found = {(one.file, one.sheet, one.cell) for one in survey.issues if one.code == "answers_without_home"}
    assert found == {("basra.xlsx", "Data", "D3"), ("baghdad.xlsx", "Data", "D3")}
    both = [["A", "ngo", "perhaps", "d", "a"]], [["x", "C", "ngo", "sometimes", "d", "a"]]
    files = answers(both[0], "basra.xlsx"), answers(both[1], "baghdad.xlsx", header)
    survey = read_all(round_of(*files))
    one = issue(survey, "answers_without_home")
    assert one.file == "basra.xlsx + baghdad.xlsx"
    assert one.cell == "basra.xlsx: C2; baghdad.xlsx: D2"
    for upload, cell in zip(files, ("C2", "D2"), strict=True):
        marks = [mark for mark in marks_of(survey.issues, upload, "en") if "match no choice" in mark.text]
        assert [list(mark.cells) for mark in marks] == [[cell]]
        assert marked_workbook(upload, marks, "en")


def test_files_of_one_name_are_told_apart() -> None:
    files = (
        answers([["A", "ngo", "perhaps", "d", "a"]], "pre.xlsx"),
        answers([["C", "ngo", "a", "often", "a"]], "pre.xlsx"),
    )
    survey = read_all(round_of(*files))
    found = [(one.file, one.cell) for one in survey.issues if one.code == "answers_without_home"]
    assert found == [("pre.xlsx (1)", "C2"), ("pre.xlsx (2)", "D2")]
    marks = [
        [list(mark.cells) for mark in marks_of(survey.issues, one, "en") if "match no" in mark.text] for one in files
    ]
    assert marks == [[["C2"]], [["D2"]]]


def test_codes_that_each_file_counts_by_itself_count_within_the_group() -> None:
    ngo, ministry = [["1", *NGO[0][1:]], ["2", *NGO[1][1:]]], [["1", *MINISTRY[0][1:]], ["2", *MINISTRY[1][1:]]]
    later = [[*row[:-1], "sa"] for row in ngo], [[*row[:-1], "sd"] for row in ministry]
    survey = read_all(split("pre", ngo, ministry), split("post", *later))
    assert survey.rounds[0].present.tolist() == [True] * 4
    assert survey.rounds[1].present.tolist() == [True] * 4
    first = [["C", *row[1:]] if row[0] == "1" else ["D", *row[1:]] for row in ngo]
    expected = [[["C", *later[0][0][1:]], ["D", *later[0][1][1:]]], [["A", *later[1][0][1:]], ["B", *later[1][1][1:]]]]
    second = [["A", *row[1:]] if row[0] == "1" else ["B", *row[1:]] for row in ministry]
    assert_same(survey, read(whole("pre.xlsx", first, second), whole("post.xlsx", *expected)))
    found = [one for one in survey.issues if one.code == "codes_within_groups"]
    assert [(one.severity, one.values["count"]) for one in found] == [("warning", 2)] * 2
    assert "duplicates" not in codes(survey)


def test_a_code_in_two_files_of_one_group_is_one_person_and_said() -> None:
    parts = round_of(answers([["A", "ngo", "a", "d", "a"]], "1.xlsx"), answers([["A", "ngo", "d", "d", "a"]], "2.xlsx"))
    survey = read_all(parts)
    assert survey.rounds[0].present.sum() == 1
    found = issue(survey, "codes_in_several_files")
    assert (found.severity, found.values["count"], found.file) == ("warning", 1, "1.xlsx + 2.xlsx")
    gone = issue(survey, "duplicates")
    assert (gone.file, gone.cell) == ("1.xlsx", "A2")


@pytest.mark.parametrize(
    ("groups", "by", "code"),
    [
        (("ngo", "Atlantis"), None, "group_of_file_unknown"),
        (("ngo", ""), None, "group_of_file_unknown"),
        (("ngo", "ministry"), "no group", "group_of_file_not_asked"),
    ],
)
def test_a_group_that_can_not_be_is_refused(groups: tuple[str, str], by: str | None, code: str) -> None:
    parts = FilesOfRound(split("pre").files, groups)
    questionnaire = form(survey=[row for row in SURVEY if "group" not in row]) if by else form()
    with pytest.raises(SurveyError) as found:
        read_survey([parts], questionnaire)
    assert [one.code for one in found.value.issues] == [code]
    for language in ("en", "ar", "ku"):
        assert found.value.issues[0].message(language)


def test_a_file_that_says_the_group_of_each_person_is_of_no_group_as_a_whole() -> None:
    file = answers([["A", "ngo", "a", "d", "a"]])
    with pytest.raises(SurveyError) as found:
        read_survey([round_of(file, groups=["ministry"])], form())
    (one,) = found.value.issues
    assert (one.code, one.file, one.cell) == ("group_of_file_and_column", "pre.xlsx", "B1")


def test_pairs_are_offered_and_joined_over_several_files() -> None:
    pre = split("pre", [["KARIM1", *NGO[0][1:]], ["B12345", *NGO[1][1:]]])
    post = split("post", [["KARIM2", *NGO[0][1:]], ["B12345", *NGO[1][1:]]], [[*row[:-1], "sd"] for row in MINISTRY])
    survey = read_all(pre, post)
    assert survey.matching is not None
    (pair,) = survey.matching.offered
    assert (pair.first.file, pair.first.cell, pair.later.file, pair.later.cell) == (
        "ngo_pre.xlsx",
        "A2",
        "ngo_post.xlsx",
        "A2",
    )
    joined = read_survey([pre, post], form(), [pair.join])
    assert joined.rounds[1].present.sum() == 4
    assert len(joined.group) == 4
    digest = digest_together([one.sha256 for one in pre.files if isinstance(one, Upload)])
    assert pair.join.first == SubmissionRow(digest, 2)
    with pytest.raises(SurveyError):
        read_survey([pre, post], form(), [Join(pair.join.first, SubmissionRow(pair.join.later.sha256, 3))])


def test_a_round_knows_each_of_its_files_so_that_one_alone_is_known_again() -> None:
    parts = split("pre")
    digests = tuple(one.sha256 for one in parts.files if isinstance(one, Upload))
    assert read_all(parts).rounds[0].of_files == digests
    alone = read_all(round_of(parts.files[0], groups=["ngo"]))  # type: ignore[arg-type]
    assert alone.rounds[0].of_files == digests[:1]
    file = whole("pre.xlsx")
    assert read(file).rounds[0].of_files == (file.sha256,)


def test_the_same_file_twice_in_a_round_is_refused() -> None:
    file = answers([["A", "ngo", "a", "d", "a"]])
    with pytest.raises(SurveyError) as found:
        read_survey([round_of(file, Upload("copy.xlsx", file.content))], form())
    assert [one.code for one in found.value.issues] == ["same_file_twice"]


def test_a_round_needs_a_file_and_as_many_groups_as_files() -> None:
    with pytest.raises(ValueError, match="needs a file"):
        FilesOfRound(())
    with pytest.raises(ValueError, match="2 groups for 1 files"):
        FilesOfRound((answers([["A"]]),), ("a", "b"))


@pytest.mark.parametrize("seed", range(12))
def test_however_a_round_is_split_it_gives_the_same_survey(seed: int) -> None:
    """Rows in any number of files, the columns of each in an order of their own."""
    rng = np.random.default_rng(seed)
    whole_rounds = [people(40, seed=seed), people(40, seed=seed + 100, first=6)]
    rounds: list[FilesOfRound] = []
    for number, rows in enumerate(whole_rounds):
        parts = np.array_split(np.arange(len(rows)), int(rng.integers(2, 6)))
        files = []
        for part, indices in enumerate(parts):
            order = rng.permutation(len(WIDE))
            header = [WIDE[column] for column in order]
            cells = [[rows[row][column] for column in order] for row in indices]
            files.append(answers(cells, f"{number}_{part}.xlsx", header))
        rounds.append(FilesOfRound(tuple(files)))
    one = read_survey(rounds, questionnaire())
    other = read_survey([answers(rows, f"{at}.xlsx", WIDE) for at, rows in enumerate(whole_rounds)], questionnaire())
    assert_same(one, other)
    assert {found.code for found in one.issues} == {found.code for found in other.issues}


def test_a_group_said_by_its_label_is_the_same_group() -> None:
    parts = round_of(
        answers([["A", "a", "d", "a"]], "1.xlsx", NO_GROUP),
        answers([["A", "d", "d", "a"]], "2.xlsx", NO_GROUP),
        groups=("ngo", "Civil society"),
    )
    survey = read_all(parts)
    assert survey.rounds[0].present.sum() == 1
    assert "codes_in_several_files" in codes(survey)
    assert "codes_within_groups" not in codes(survey)


def with_rounds() -> Upload:
    """The questionnaire with a question of the round and one of consent."""
    survey = [*SURVEY, ["select_one time", "wave", "Wave", "", "round", "", ""]]
    survey += [["select_one yesno", "consent", "Consent", "", "consent", "", ""]]
    lists = [["time", "w1", "Before", "", "", ""], ["time", "w2", "After", "", "", ""]]
    lists += [["yesno", "yes", "Yes", "", "", ""], ["yesno", "no", "No", "", "", ""]]
    return form(survey=survey, choices=[*CHOICES, *lists])


def test_each_file_may_hold_both_rounds_and_count_its_people_by_itself() -> None:
    header = ["code", "wave", *HEADER[2:]]
    ngo = [[str(number), wave, "a", "d", "a"] for wave in ("w1", "w2") for number in range(1, 4)]
    ministry = [[str(number), wave, "d", "d", "sa"] for wave in ("w1", "w2") for number in range(1, 4)]
    parts = round_of(answers(ngo, "ngo.xlsx", header), answers(ministry, "m.xlsx", header), groups=("ngo", "ministry"))
    survey = read_survey([parts], with_rounds())
    assert [int(one.present.sum()) for one in survey.rounds] == [6, 6]
    assert [survey.groups[group].name for group in survey.group.tolist()] == ["ministry"] * 3 + ["ngo"] * 3
    assert "duplicates" not in codes(survey)


def test_a_submission_that_does_not_count_shares_no_code() -> None:
    header = ["code", "consent", *HEADER[2:]]
    ngo = [["A1", "yes", "a", "d", "a"], ["A2", "yes", "a", "d", "a"]]
    ministry = [["B1", "yes", "d", "d", "a"], ["B2", "yes", "d", "d", "a"], ["A1", "no", "d", "d", "a"]]
    pre = round_of(answers(ngo, "ngo.xlsx", header), answers(ministry, "m.xlsx", header), groups=("ngo", "ministry"))
    post = answers([[code, "yes", "sa", "d", "a"] for code in ("A1", "A2", "B1", "B2")], "post.xlsx", header)
    survey = read_survey([pre, post], with_rounds())
    assert [int(one.present.sum()) for one in survey.rounds] == [4, 4]
    assert len(survey.group) == 4
    assert "codes_within_groups" not in codes(survey)


def test_only_codes_that_two_groups_have_count_within_them() -> None:
    """Of a later file that says no group, a code that one group has is still that person's."""
    ngo, ministry = [["A1", "a", "d", "a"], ["X1", "a", "d", "a"]], [["B1", "d", "d", "a"], ["X1", "d", "d", "a"]]
    post = answers([["A1", "sa", "d", "a"], ["B1", "sa", "d", "a"], ["X1", "sa", "d", "a"]], "post.xlsx", NO_GROUP)
    survey = read_all(split("pre", ngo, ministry), post)
    assert [int(one.present.sum()) for one in survey.rounds] == [4, 3]
    assert len(survey.group) == 5
    found = issue(survey, "codes_need_group")
    assert (found.severity, found.file, found.cell) == ("warning", "post.xlsx", "A4")
    assert "code_missing" not in codes(survey)


def test_a_question_is_chosen_for_a_column_of_one_file_alone() -> None:
    twice = answers([["A", "ngo", "a", "d", "sd", "sa"]], "twice.xlsx", [*HEADER, "able"])
    once = answers([["B", "ministry", "a", "d", "a"]], "once.xlsx")
    with pytest.raises(SurveyError) as found:
        read_survey([round_of(twice, once)], form())
    (asked,) = found.value.issues
    assert (asked.code, asked.file, asked.values["sha256"]) == ("column_twice", "twice.xlsx", twice.sha256)
    survey = read_survey([round_of(twice, once)], form(), chosen_questions={twice.sha256: {4: None, 5: "able"}})
    expected = read(answers([["A", "ngo", "a", "d", "sa"], ["B", "ministry", "a", "d", "a"]]))
    assert_same(survey, expected)
    assert issue(survey, "columns_chosen").file == "twice.xlsx"


def test_times_are_read_in_each_file_by_itself() -> None:
    header = ["Timestamp", *HEADER]
    month_first = [["2/3/2024 10:00:00", "A", "ngo", "a", "d", "a"], ["1/14/2024 10:00:00", "A", "ngo", "sd", "d", "a"]]
    day_first = [["30/01/2024 10:00:00", "B", "ngo", "a", "d", "a"], ["02/02/2024 10:00:00", "C", "ngo", "a", "d", "a"]]
    files = answers(month_first, "m.xlsx", header), answers(day_first, "d.xlsx", header)
    alone, together = read_all(files[0]), read_all(round_of(*files))
    assert together.rounds[0].scores[0].tolist() == alone.rounds[0].scores[0].tolist()


def test_no_cell_is_named_that_no_file_has() -> None:
    pre, post = (
        split("pre"),
        split("post", [["C", "a", "a", "a"], ["D", "a", "d", "n"]], [["A", "n", "n", "n"], ["B", "a", "a", "a"]]),
    )
    moved = issue(read_all(pre, post), "group_changed")
    assert moved.cell == "ngo_post.xlsx: A2, A3; ministry_post.xlsx: A2, A3"


def test_what_matches_nothing_is_listed_of_the_file_that_holds_it() -> None:
    basra = answers([["A", "ngo", "a", "d", "rather"]], "basra.xlsx")
    mosul = answers([["B", "ngo", "odd", "d", "a"]], "mosul.xlsx", ["code", "stakeholder", "able", "abusive", "fair"])
    found = {(one.file, one.cell, one.heading) for one in read_all(round_of(basra, mosul)).inspection.unmatched}
    assert found == {("basra.xlsx", "E1", "able")}
    fair = answers([["B", "ngo", "a", "d", "odd"]], "mosul.xlsx", ["code", "stakeholder", "able", "abusive", "fair"])
    found = {(one.file, one.cell, one.heading) for one in read_all(round_of(basra, fair)).inspection.unmatched}
    assert found == {("basra.xlsx", "E1", "able"), ("mosul.xlsx", "E1", "fair")}


def test_files_and_groups_stand_in_tuples() -> None:
    with pytest.raises(TypeError, match="must stand in a tuple"):
        FilesOfRound("ab.xlsx")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="must stand in a tuple"):
        FilesOfRound((answers([["A"]]), answers([["B"]])), "ab")  # type: ignore[arg-type]


def with_formulas(name: str, *cells: str) -> Upload:
    """One person's answers, and cells with formulas whose results the file does not hold."""
    book = openpyxl.load_workbook(io.BytesIO(answers([["A", "ngo", "a", "d", "a"]] * 4).content))
    for number in range(2, 6):
        book["Data"].cell(number, 1).value = f"{name}{number}"
    for cell in cells:
        book["Data"][cell] = "=1+1"
    content = io.BytesIO()
    book.save(content)
    return Upload(f"{name}.xlsx", content.getvalue())


def test_formulas_without_results_are_named_in_their_own_file() -> None:
    found = issue(
        read_all(round_of(with_formulas("a", "C10", "C12"), with_formulas("b", "D5"))), "formulas_without_value"
    )
    assert (found.file, found.cell) == ("b.xlsx", "D5")
