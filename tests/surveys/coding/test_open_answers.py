"""Open answers are for the officer alone: in no order, without contacts, and only where enough people wrote."""

from __future__ import annotations

import random

import pytest

from metrics import Settings, analyse
from reports import results_json
from surveys import ColumnDecisions, ColumnOf, Upload, read_survey
from surveys.model.open_answers import MOST_SHOWN, OpenAnswers, without_contacts
from tests.surveys.questionnaire import HEADER, people, sheet, with_open_question


def answered(*texts: str, name: str = "pre.xlsx") -> Upload:
    return sheet(
        [[*row, text] for row, text in zip(people(len(texts)), texts, strict=True)], name, [*HEADER, "best_step"]
    )


SIX = ("Meet more", "Call me: 0770 123 4567", "Listen", "Train", "Talk to a.b@example.org", "Wait")


def written(*texts: str) -> OpenAnswers:
    (found,) = read_survey([answered(*texts)], with_open_question()).inspection.open_answers
    return found


def test_they_are_shown_from_the_threshold_on() -> None:
    assert written(*SIX).shown(7) == ()
    assert sorted(written(*SIX).shown(6)) == sorted(map(without_contacts, SIX))


def test_blanks_and_words_for_no_answer_are_not_counted() -> None:
    found = written(*SIX, "", "n/a", "-", "لا أعرف")
    assert len(found.shown(3)) == 6
    assert found.shown(7) == ()


def test_their_order_says_nothing_of_the_rows() -> None:
    texts = [f"answer {number}" for number in range(40)]
    shown = written(*texts).shown(5)
    assert list(shown) != texts
    assert list(shown) != sorted(texts)
    mixed = texts.copy()
    random.Random(0).shuffle(mixed)
    assert written(*mixed).shown(5) == shown


def test_of_very_many_some_are_shown() -> None:
    found = written(*(f"answer {number}" for number in range(MOST_SHOWN + 3)))
    assert (len(found.shown(5)), found.more()) == (MOST_SHOWN, 3)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("write to a.b-c@example.org.", "write to …."),
        ("0770 123 4567", "…"),
        ("call +964 (770) 123-4567 now", "call … now"),
        ("اتصل على ٠٧٧٠١٢٣٤٥٦٧", "اتصل على …"),
        ("my number is 7701234567", "my number is …"),
        ("@zozan_92 on Telegram", "… on Telegram"),
        ("see https://example.org/me?x=1 there", "see … there"),
        ("since 2003 there were 12 meetings of 2 to 3 hours", "since 2003 there were 12 meetings of 2 to 3 hours"),
        ("between 2014-2017", "between 2014-2017"),
    ],
)
def test_contacts_in_them_are_left_out(text: str, left: str) -> None:
    assert without_contacts(text) == left


def test_no_group_code_or_answer_is_in_what_a_survey_says_of_itself() -> None:
    survey = read_survey([answered(*SIX)], with_open_question())
    said = repr(survey) + repr(survey.inspection.open_answers) + " ".join(one.message("en") for one in survey.issues)
    assert [text for text in (*SIX, "P-001") if text in said] == []


def test_they_change_no_result() -> None:
    with_them = results_json(analyse(read_survey([answered(*SIX)], with_open_question()), Settings()))
    assert [text for text in SIX if text in with_them.decode()] == []


def test_what_a_later_submission_replaces_is_not_among_them() -> None:
    rows = [[*row, text] for row, text in zip([people(6)[0], *people(6)], ("first try", *SIX), strict=True)]
    survey = read_survey([sheet(rows, header=[*HEADER, "best_step"])], with_open_question())
    (found,) = survey.inspection.open_answers
    assert "first try" not in found.shown(3)


def test_a_dropped_question_has_none() -> None:
    upload = answered(*SIX)
    decided = ColumnDecisions(drop=frozenset({ColumnOf(upload.sha256, len(HEADER))}))
    assert read_survey([upload], with_open_question(), decided=decided).inspection.open_answers == ()
