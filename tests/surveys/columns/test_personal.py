"""Columns that could name a person are known by heading, by question type or by content, and dropped."""

from __future__ import annotations

from typing import Any

import pytest

from surveys import ColumnDecisions, ColumnOf, read_files, read_survey
from surveys.columns.personal import topic_of
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
    ("cells", "reason"),
    [
        (["a@example.org", "b@example.org"], "cells_email"),
        (["+964 770 123 4567", "+9647701234567"], "cells_phone"),
        (["٠٧٧٠١٢٣٤٥٦٧", "0770 123 4567"], "cells_phone"),
        ([7701234567, 7809876543], "cells_phone"),
        (["\u202a+964 770 123 4567\u202c", "+33 6 12 34 56 78"], "cells_phone"),
        (["192.168.0.1", "10.0.0.7"], "cells_ip"),
        (["2001:db8:0:0:0:0:0:1", "fe80:0:0:0:0:0:0:2"], "cells_ip"),
        (["36.19113 44.00926 0 0", "33.31524 44.36607 0 0"], "cells_place"),
        (["36.19113 44.00926 0 0; 36.19200 44.00931 0 0", "33.31524 44.36607 0 0"], "cells_place"),
        (["33°18'45.2\"N 44°21'57.1\"E", "36°11'28\"N, 44°0'33\"E"], "cells_place"),
        (["https://maps.app.goo.gl/abc", "https://www.google.com/maps?q=33.3,44.4"], "cells_place"),
        (["490154203237518", "356938035643809"], "cells_device"),
        (["collect:AbCdEfGh12345678", "collect:ZyXwVuTs87654321"], "cells_device"),
        (["9b2f6c1e-4c1d-4f5e-8a53-0d1e2f3a4b5c", "1b2f6c1e-4c1d-4f5e-8a53-0d1e2f3a4b5c"], "cells_device"),
        (["a1b2c3d4e5f60718", "0918273645afbecd"], "cells_device"),
        (["00:1a:2b:3c:4d:5e", "00-1A-2B-3C-4D-5F"], "cells_device"),
        (["198512345678", "٢٠٠١١٢٣٤٥٦٧٨"], "cells_identity"),
        ([199012345678, 197312345678], "cells_identity"),
        (["A12345678", "12AB34567"], "cells_identity"),
        (["255081416802538"], "cells_identity"),
        (["Ahmed Karim", "Zainab Ali Hassan", "Dilshad Omar"], "cells_name"),
        (["محمد علي حسن", "زينب كريم", "أحمد جاسم"], "cells_name"),
        (["کاروان ئەحمەد", "شیلان عومەر"], "cells_name"),
    ],
)
def test_a_column_is_known_by_what_stands_in_it(cells: list[Any], reason: str) -> None:
    survey = read(answers(with_more(cells), header=[*HEADER, "More"]))
    assert (str(issue(survey, "personal_dropped").values["headings"]), issue(survey, "personal_dropped").cell) == (
        "More",
        "F1",
    )
    assert "columns_without_home" not in codes(survey)
    (found,) = survey.inspection.columns
    assert (found.letters, found.heading, found.state, found.reasons) == ("F", "More", "dropped", (reason,))


@pytest.mark.parametrize(
    "cells",
    [
        [1200000, 25],
        ["490154203237519", "356938035643800"],
        ["255081416802539"],
        ["112345678901", "123456789012"],
        ["Iraqi Women Network", "Peace Forum", "Ministry of Interior"],
        ["منظمة السلام", "شبكة النساء العراقيات"],
        ["Ahmed", "Ali"],
        ["Ali Hassan", "Peace Forum", "Nineveh Youth", "Women for Change"],
        ["2023-03-14", "2023-03-15"],
        ["3.14159", "2.71828"],
        ["ASK-17", "NPV-96"],
    ],
)
def test_other_cells_are_not_taken_for_personal(cells: list[Any]) -> None:
    assert codes(read(answers(with_more(cells), header=[*HEADER, "More"]))) == ["columns_without_home"]


@pytest.mark.parametrize("heading", ["_uuid", "Response ID", "rootUuid", "Submission key"])
def test_the_numbers_that_tell_submissions_apart_are_kept(heading: str) -> None:
    cells = ["9b2f6c1e-4c1d-4f5e-8a53-0d1e2f3a4b5c", "1b2f6c1e-4c1d-4f5e-8a53-0d1e2f3a4b5c"]
    survey = read(answers(with_more(cells), header=[*HEADER, heading]))
    assert "personal_dropped" not in codes(survey)


def with_more(cells: list[Any]) -> list[list[Any]]:
    """Submissions with one cell more each."""
    return [[f"A{number}", "ngo", "a", "a", "a", cell] for number, cell in enumerate(cells)]


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


def test_each_dropped_column_is_named_with_its_reasons_and_no_value() -> None:
    rows = [["A", "ngo", "a", "a", "a", "ali@example.org", "x"], ["B", "ngo", "a", "a", "a", "b@example.org", "y"]]
    upload = answers(rows, header=[*HEADER, "E-mail", "Device"])
    by = form(survey=[*SURVEY, ["deviceid", "Device", "", "", "", "", ""]])
    survey = read(upload, by=by)
    email, device = survey.inspection.columns
    assert (email.column_of, email.reasons, email.strong) == (
        ColumnOf(upload.sha256, 5),
        ("heading_email", "cells_email"),
        True,
    )
    assert (device.reasons, device.strong) == (("type_deviceid",), True)
    assert "example.org" not in repr(survey.inspection.columns)


def test_a_column_that_the_officer_keeps_is_read_like_any_other() -> None:
    upload = answers(with_more(["Colonel", "Major"]), header=[*HEADER, "Position"])
    kept = ColumnDecisions(keep=frozenset({ColumnOf(upload.sha256, 5)}))
    survey = read_survey([upload], form(), decided=kept)
    assert codes(survey) == ["personal_kept", "columns_without_home"]
    assert [(one.state, one.strong) for one in survey.inspection.columns] == [("kept", False)]
    assert dict(survey.inspection.unmatched[0].values) == {"Colonel": 1, "Major": 1}


def test_a_column_that_the_officer_drops_is_in_nothing_that_is_kept() -> None:
    upload = answers(with_more(["Sinjar", "Sinjar"]), header=[*HEADER, "Town"])
    assert [one.state for one in read(upload).inspection.columns] == ["in_use"]
    reading = read_files([upload], form(), decided=ColumnDecisions(drop=frozenset({ColumnOf(upload.sha256, 5)})))
    kept = [cell for file in reading.files for part in file.parts for one in part.table.columns for cell in one.values]
    assert "Sinjar" not in kept
    survey = reading.survey()
    assert (codes(survey), survey.inspection.unmatched) == (["personal_dropped"], ())
    assert [one.reasons for one in survey.inspection.columns] == [("officer",)]


def test_what_people_say_of_themselves_can_be_dropped() -> None:
    by = form(survey=[*SURVEY, ["text", "org", "Organisation", "", "organisation", "", ""]])
    upload = answers(with_more(["Peace Forum", "Youth"]), header=[*HEADER, "org"])
    decided = ColumnDecisions(drop=frozenset({ColumnOf(upload.sha256, 5)}))
    reading = read_files([upload], by, decided=decided)
    assert [part.facts for file in reading.files for part in file.parts] == [{}]


@pytest.mark.parametrize("column", range(len(HEADER)))
def test_what_is_needed_cannot_be_dropped(column: int) -> None:
    upload = answers([["A", "ngo", "a", "d", "sa"]])
    decided = ColumnDecisions(drop=frozenset({ColumnOf(upload.sha256, column)}))
    survey = read_survey([upload], form(), decided=decided)
    assert codes(survey) == ["drop_refused"]
    assert str(issue(survey, "drop_refused").values["headings"]) == HEADER[column]
    assert survey.rounds[0].scores.tolist() == read(upload).rounds[0].scores.tolist()


def test_a_decision_is_of_one_file() -> None:
    first = answers(with_more(["Colonel", "Major"]), header=[*HEADER, "Position"])
    other = answers(with_more(["Colonel", "Captain"]), "post.xlsx", [*HEADER, "Position"])
    kept = ColumnDecisions(keep=frozenset({ColumnOf(first.sha256, 5)}))
    found = read_survey([first, other], form(), decided=kept).inspection.columns
    assert [(one.file, one.state) for one in found] == [("pre.xlsx", "kept"), ("post.xlsx", "dropped")]
