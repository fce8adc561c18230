"""What found no home is listed with its values and counts, for the officer alone."""

from __future__ import annotations

from typing import Any

from metrics import Settings, analyse
from reports import results_json
from surveys import read_instrument
from surveys.coding.coder import Coder
from surveys.coding.unmatched import count_unmatched
from surveys.columns.question_columns import find_columns
from surveys.files.cells import Cell
from surveys.files.column import Column
from surveys.files.table import Table
from surveys.model.inspection import Unmatched
from tests.surveys.questionnaire import HEADER, people, questionnaire, sheet, with_item
from tests.surveys.workbooks import SURVEY, answers, form, read


def listed(rows: list[list[Any]], *headings: str) -> tuple[Unmatched, ...]:
    return read(sheet(rows, header=[*HEADER, *headings]), by=questionnaire()).inspection.unmatched


def beside(*values: Any) -> list[list[Any]]:
    return [[*row, value] for row, value in zip(people(len(values)), values, strict=True)]


def test_a_column_without_a_home_shows_its_values_the_most_frequent_first() -> None:
    (one,) = listed(beside("Erbil", "Baghdad", "Baghdad", "", 7, 7.0), "City")
    assert (one.file, one.sheet, one.cell, one.heading, one.is_column) == ("pre.xlsx", "Data", "W1", "City", True)
    assert (one.values, one.count, one.more) == ((("7", 2), ("Baghdad", 2), ("Erbil", 1)), 5, 0)


def test_of_many_values_twelve_are_shown_and_the_others_counted() -> None:
    (one,) = listed(beside(*(f"Town {number:02d}" for number in range(30))), "City")
    assert (len(one.values), one.values[0], one.more, one.count) == (12, ("Town 00", 1), 18, 30)


def test_long_texts_are_only_counted() -> None:
    story = "On that day they came to our street and asked everyone for papers."
    (one,) = listed(beside(story, "No", "No"), "Anything else")
    assert (one.values, one.count, one.more) == ((), 3, 2)


def test_a_column_that_could_name_somebody_shows_nothing() -> None:
    assert listed(beside("Ali Hassan", "Sara Ahmed"), "Full name") == ()
    assert listed(beside("ali@example.org", "sara@example.org"), "Where to") == ()


def test_answers_and_groups_without_a_home_are_listed_by_column() -> None:
    rows = with_item(people(8), "q01", ["agre", "agre", 9, "dk", ""])
    rows[0][1] = "Navy"
    found = {one.heading: (one.is_column, one.values, one.cell) for one in listed(rows)}
    assert found == {"stakeholder": (False, (("Navy", 1),), "B1"), "q01": (False, (("agre", 2), ("9", 1)), "C1")}


def test_who_did_not_agree_to_take_part_is_not_listed() -> None:
    by = form(survey=[*SURVEY, ["text", "consent", "Do you agree?", "", "consent", "", ""]])
    rows = [["A", "ngo", "a", "d", "sa", "yes", "Erbil"], ["B", "ngo", "huh", "d", "sa", "no", "Mosul"]]
    header = ["code", "stakeholder", "fair", "abusive", "able", "consent", "City"]
    (one,) = read(answers(rows, header=header), by=by).inspection.unmatched
    assert one.values == (("Erbil", 1),)


def test_no_result_and_no_print_of_a_survey_holds_a_value() -> None:
    rows = with_item(beside(*["Sinjar"] * 30), "q01", ["unheard-of"])
    survey = read(sheet(rows, header=[*HEADER, "City"]), by=questionnaire())
    assert survey.inspection.unmatched
    written = repr(survey) + results_json(analyse(survey, Settings())).decode()
    written += " ".join(one.message("en") for one in (*survey.issues, *survey.inspection.issues))
    assert "Sinjar" not in written
    assert "unheard-of" not in written


def test_a_code_that_a_file_labels_as_no_answer_has_a_home() -> None:
    coder = Coder.of(read_instrument(questionnaire()))
    columns = [Column.of(cells) for cells in zip(*with_item(people(6), "q01", [8, 9, 6]), strict=True)]
    labels: dict[int, dict[Cell, str]] = {2: {8: "Don't know", 9: "Refused"}}
    table = Table("a.sav", "S", "sav", "SPSS", "", 0, tuple(HEADER), range(1, 7), columns, value_labels=labels)
    assert count_unmatched(coder, table, find_columns(table, coder.instrument, coder.headings)) == {2: {"6": 1}}
