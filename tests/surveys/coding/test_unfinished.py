"""Submissions that the tool itself says are no answers: previews are out, what was broken off counts unless refused."""

from __future__ import annotations

import pytest

from surveys import Survey, Upload, read_survey
from tests.surveys.workbooks import form, issue, qualtrics


def read(upload: Upload, *, finished_only: bool = False) -> Survey:
    return read_survey([upload], form(), finished_only=finished_only)


@pytest.mark.parametrize(
    "preview", [("1", "1", "anonymous"), ("Survey Preview", "True", "anonymous"), ("Umfragevorschau", "1", "preview")]
)
def test_previews_are_out_counted_and_said(preview: tuple[str, str, str]) -> None:
    survey = read(qualtrics(("0", "1", "anonymous"), preview))
    assert survey.rounds[0].present.tolist() == [True]
    assert survey.rounds[0].rows_read == 2
    found = issue(survey, "previews")
    assert (found.severity, found.values["count"]) == ("note", 1)
    assert str(found.cell).endswith("5")


def test_what_was_broken_off_counts_and_is_counted() -> None:
    survey = read(qualtrics(("0", "1", "anonymous"), ("0", "False", "anonymous")))
    assert survey.rounds[0].present.tolist() == [True, True]
    assert (issue(survey, "unfinished").severity, issue(survey, "unfinished").cell) == ("note", "D5")


def test_what_was_broken_off_can_be_left_out() -> None:
    survey = read(qualtrics(("0", "1", "anonymous"), ("0", "False", "anonymous")), finished_only=True)
    assert survey.rounds[0].present.tolist() == [True]
    assert issue(survey, "unfinished_left_out").cell == "D5"


def test_without_its_row_of_ids_the_row_of_texts_is_nobody() -> None:
    lines = qualtrics(("0", "1", "anonymous"), ("0", "1", "anonymous")).content.decode().splitlines()
    texts = lines[0].replace("StartDate", "Start Date").replace("fair", "The police are fair")
    survey = read(Upload("pre.csv", "\n".join([lines[0], texts, *lines[3:]]).encode()))
    assert survey.rounds[0].rows_read == 2


def test_a_column_whose_text_alone_asks_for_a_name_is_dropped() -> None:
    lines = qualtrics(("0", "1", "anonymous")).content.decode().splitlines()
    more = ["Q9", "What is your full name?", "QID9", "Zozan Example"]
    more += ["RecipientEmail", "Recipient Email", "x", "zozan@example.org"]
    with_names = [f"{line},{more[index]},{more[index + 4]}" for index, line in enumerate(lines)]
    survey = read(Upload("pre.csv", "\n".join(with_names).encode()))
    assert str(issue(survey, "personal_dropped").values["headings"]) == "Q9, RecipientEmail"
    assert not any("Zozan" in value for one in survey.inspection.unmatched for value, _ in one.values)
