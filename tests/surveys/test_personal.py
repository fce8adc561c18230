"""Columns that could name a person are known by heading, by question type or by content, and dropped."""

from __future__ import annotations

from typing import Any

import pytest

from surveys import read_files
from surveys.personal import topic_of
from tests.surveys.workbooks import HEADER, SURVEY, answers, codes, form, issue, read


@pytest.mark.parametrize(
    "heading",
    [
        "Name",
        "First name",
        "your_name",
        "Full Name:",
        "Phone number",
        "Mobile",
        "E-mail",
        "Email Address",
        "Job title",
        "What is your position?",
        "deviceid",
        "SIM serial",
        "_submitted_by",
        "username",
        "IP Address",
        "_location_latitude",
        "National ID number",
        "contact/phone",
        "الاسم",
        "الإسم الكامل",
        "رقم الهاتف",
        "البريد الإلكتروني",
        "المنصب",
        "رقم الهوية",
        "ناو",
        "ژمارەی تەلەفۆن",
        "ئیمەیڵ",
        "پلەی وەزیفی",
        "Nom",
        "Prénom",
        "Numéro de téléphone",
        "Courriel",
        "Carte d’identité",
    ],
)
def test_these_headings_ask_who_somebody_is(heading: str) -> None:
    assert topic_of(heading)


@pytest.mark.parametrize(
    "heading", ["The police are fair", "Gender", "Age group", "Weather", "Score", "الجنس", "_id", "today"]
)
def test_these_do_not(heading: str) -> None:
    assert topic_of(heading) == ""


@pytest.mark.parametrize(
    "cells",
    [
        ["a@example.org", "b@example.org"],
        ["+964 770 123 4567", "+9647701234567"],
        ["٠٧٧٠١٢٣٤٥٦٧", "0770 123 4567"],
        ["192.168.0.1", "10.0.0.7"],
        ["36.19113 44.00926 0 0", "33.31524 44.36607 0 0"],
    ],
)
def test_a_column_is_known_by_what_stands_in_it(cells: list[str]) -> None:
    rows = [[f"A{place}", "ngo", "a", "a", "a", cell] for place, cell in enumerate(cells)]
    survey = read(answers(rows, header=[*HEADER, "More"]))
    assert (issue(survey, "personal_dropped").values["headings"], issue(survey, "personal_dropped").cell) == (
        "More",
        "F1",
    )
    assert "columns_without_home" not in codes(survey)


def test_ordinary_numbers_are_not_taken_for_telephone_numbers() -> None:
    rows: list[list[Any]] = [["A", "ngo", "a", "a", "a", 1200000], ["B", "ngo", "a", "a", "a", 25]]
    assert codes(read(answers(rows, header=[*HEADER, "Budget"]))) == ["columns_without_home"]


def test_a_question_with_a_part_in_the_survey_is_never_personal() -> None:
    rows = [row if row[1] != "able" else [*row[:2], "The police keep their position", *row[3:]] for row in SURVEY]
    header = [*HEADER[:-1], "The police keep their position"]
    survey = read(answers([["A", "ngo", "a", "a", "sa"]], header=header), by=form(survey=rows))
    assert survey.rounds[0].scores[0, 2] == 5.0
    assert codes(survey) == []


def test_questions_that_record_a_device_are_personal_whatever_their_name() -> None:
    survey = form(
        survey=[*SURVEY, ["deviceid", "dev", "", "", "", "", ""], ["text", "who", "Your name", "", "", "", ""]]
    )
    rows = [["A", "ngo", "a", "a", "a", "collect:1", "Ali"]]
    found = issue(read(answers(rows, header=[*HEADER, "dev", "who"]), by=survey), "personal_dropped")
    assert found.cell == "F1, G1"


def test_nothing_personal_is_in_what_is_kept_or_said() -> None:
    rows = [["A-SECRET", "ngo", "a", "huh", "a", "Ali Hassan", "ali@example.org"]]
    survey = read(answers(rows, header=[*HEADER, "Name", "E-mail"]))
    said = " ".join(one.message("en") for one in survey.issues) + repr(survey)
    assert not any(secret in said for secret in ("SECRET", "Hassan", "ali@", "huh"))


def test_what_names_people_is_in_nothing_that_is_kept_of_a_reading() -> None:
    rows = [["A", "ngo", "a", "d", "sa", "Zozan Example", "+964 750 000 4711"]]
    reading = read_files([answers(rows, header=[*HEADER, "Full name", "Phone"])], form())
    kept = [cell for file in reading.files for part in file.parts for one in part.table.columns for cell in one.values]
    assert "A" in kept
    assert not {"Zozan Example", "+964 750 000 4711"} & set(kept)
    assert issue(reading.survey(), "personal_dropped").values["count"] == 2
