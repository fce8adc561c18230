"""What the officer calls the rounds: checked, said wherever a round is, and no number moves for it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from metrics import Protected, RoundName, frame, in_language, paragraph, round_label, sentence, shared, with_round_names
from metrics.publish.round_names import LONGEST_NAME, checked_names, doubts_about_days, names_of
from metrics.result import from_document, to_document
from metrics.result.names import asked_only_in, matched_label, round_on_day, rounds_in_words
from metrics.result.paragraph import MOST_WORDS
from surveys import SurveyError
from surveys.model.round_names import round_words
from tests.charts.survey_rounds import result_with
from tests.sample import sample_asked_once, sample_result, shared_sample
from words import LANGUAGES

ISOLATES = "\u2066\u2067\u2068\u2069"
MARCH = date(2026, 3, 3)
BASELINE = {"en": "Baseline", "ar": "القياس الأول", "ku": "پێوانەی یەکەم"}
ENDLINE = {"en": "Endline", "ar": "القياس الأخير", "ku": "پێوانەی کۆتایی"}
DAY_SAID = {"en": "3 March 2026", "ar": "3 آذار 2026", "ku": "3ی ئازاری 2026"}
NAMES = {"pre": RoundName(BASELINE, MARCH), "post": RoundName(ENDLINE)}


@cache
def named() -> Protected:
    return with_round_names(sample_result(), NAMES)


def bare(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, ISOLATES)))


def codes(names: dict[str, RoundName], *rounds: str) -> list[str]:
    with pytest.raises(SurveyError) as caught:
        checked_names(names, rounds)
    assert all(issue.message(language) for issue in caught.value.issues for language in LANGUAGES)
    return [issue.code for issue in caught.value.issues]


def without_names(document: Any) -> Any:
    for round_ in document["survey"]["rounds"]:
        del round_["label"], round_["date"]
    return document


def test_names_and_days_are_in_the_document_and_come_back_from_it() -> None:
    document = to_document(named())
    first, second = document["survey"]["rounds"]
    assert (first["name"], first["label"], first["date"]) == ("pre", BASELINE, "2026-03-03")
    assert (second["name"], second["label"], second["date"]) == ("post", ENDLINE, None)
    again = from_document(json.loads(json.dumps(document)))
    assert names_of(again.rounds) == NAMES
    assert to_document(again) == document


def test_a_result_without_names_has_none_and_is_called_as_ever() -> None:
    rounds = to_document(sample_result())["survey"]["rounds"]
    assert [(one["label"], one["date"]) for one in rounds] == [(None, None)] * 2
    assert [round_label(sample_result(), name, "en") for name in ("pre", "post")] == ["before", "after"]
    assert rounds_in_words(sample_result(), "en") == []


def test_no_number_no_code_and_no_rule_of_protection_moves_for_a_name() -> None:
    assert without_names(to_document(named())) == without_names(to_document(sample_result()))
    handed_on = shared(named())
    assert names_of(handed_on.rounds) == NAMES
    assert without_names(to_document(handed_on)) == without_names(to_document(shared_sample()))
    assert [(one.file, one.sha256, one.rows_read) for one in handed_on.rounds] == [(None, None, None)] * 2


def test_names_are_taken_back() -> None:
    assert with_round_names(named(), {}) == sample_result()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_round_has_its_name_of_the_readers_language(language: str) -> None:
    assert bare(round_label(named(), "pre", language)) == BASELINE[language]
    assert bare(round_on_day(named(), "pre", language)).startswith(BASELINE[language])
    assert DAY_SAID[language] in round_on_day(named(), "pre", language)
    assert round_on_day(named(), "post", language) == round_label(named(), "post", language)
    assert BASELINE[language] in asked_only_in(named(), "pre", language)
    first, second = rounds_in_words(named(), language)
    assert BASELINE[language] in first
    assert ENDLINE[language] in second


def test_a_language_without_a_name_has_that_of_another() -> None:
    result = with_round_names(sample_result(), {"pre": RoundName({"en": "Baseline"})})
    assert round_label(result, "pre", "ar") == "\u2068Baseline\u2069"
    assert round_label(result, "post", "ar") == round_words("post", "ar")


def test_a_name_keeps_its_own_direction_and_that_of_the_words_around_it() -> None:
    result = with_round_names(sample_result(), {"pre": RoundName({"ar": "القياس الأول"})})
    assert round_label(result, "pre", "en") == "\u2068القياس الأول\u2069"
    assert round_label(named(), "pre", "en") == "Baseline"
    turning = with_round_names(sample_result(), {"pre": RoundName({"en": "\u202eenilesaB\n\tfirst \u2067x"})})
    assert (turning.rounds[0].label or {})["en"] == "enilesaB first x"


UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u2060\u2065\u206a\u3164\ufe0f\ufeff\uffa0"
    "\U0001d173\U000e0001\U000e0fff"
)
"""Signs with the property Default_Ignorable_Code_Point (Unicode 16, DerivedCoreProperties.txt)."""
EMPTY_BRAILLE = "\u2800"
"""A pattern without a dot: it takes room, and shows nothing."""


@pytest.mark.parametrize("blank", ["", " ", "\u200f \u00ad", "\t\n", "\u2067\u2069", *UNSEEN, EMPTY_BRAILLE])
def test_a_name_that_shows_nothing_is_none(blank: str) -> None:
    result = with_round_names(sample_result(), {"pre": RoundName({"en": blank})})
    assert result.rounds[0].label is None
    assert result == sample_result()


def test_what_is_no_name_is_refused() -> None:
    assert codes({"posst": RoundName({"en": "Endline"})}, "pre", "post") == ["no_such_round"]
    assert codes({"pre": RoundName({"en": "x" * (LONGEST_NAME + 1)})}, "pre") == ["round_name_long"]
    assert checked_names({"pre": RoundName({"en": "x" * LONGEST_NAME})}, ["pre"])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"en": "Wave"}, {"en": "Wave"}),
        ({"en": "Wave 1"}, {"en": "wave  1 "}),
        ({"en": "Wave"}, {"en": "Wa\u200bve"}),
        ({"en": "Wave"}, {"en": "\N{FULLWIDTH LATIN CAPITAL LETTER W}ave"}),
        ({"en": "Wave"}, {"ar": "Wave"}),
        ({"ar": "الأولى"}, {"ar": "الاولى"}),
        ({"ar": "الأولى"}, {"ar": "الأولي"}),
        ({"ar": "جولة"}, {"ar": "جـولة"}),
        ({"ar": "جولة"}, {"ar": "جَولة"}),
        ({"ar": "جولة ١"}, {"ar": "جولة 1"}),
        ({"ku": "گەڕی ۱"}, {"ku": "گەڕی 1"}),
        ({"ku": "یەک"}, {"ku": "يەك"}),
        *(({"en": "Wave"}, {"en": f"Wa{sign}ve"}) for sign in UNSEEN),
        ({"en": "Wave"}, {"en": f"Wave{EMPTY_BRAILLE}"}),
        ({"en": "Wave 1"}, {"en": f"Wave{EMPTY_BRAILLE}1"}),
        ({"en": "Wave 1"}, {"en": "Wave-1."}),
        ({"en": "!"}, {"en": "\N{FULLWIDTH EXCLAMATION MARK}"}),
    ],
)
def test_two_rounds_that_a_reader_of_any_language_would_take_for_one_are_refused(
    first: dict[str, str], second: dict[str, str]
) -> None:
    assert "round_name_twice" in codes({"pre": RoundName(first), "post": RoundName(second)}, "pre", "post")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1. Wave", "2. Wave"),
        ("الجولة ١", "الجولة ٢"),
        ("Interviews <spring>", "Interviews <autumn>"),
        ("Q&amp;A", "Q&A"),
        ("+", "–"),
        ("A 1", "A -1"),
    ],
)
def test_names_that_a_reader_can_tell_apart_are_taken(first: str, second: str) -> None:
    called = {"pre": RoundName({"en": first}), "post": RoundName({"en": second})}
    assert checked_names(called, ["pre", "post"]) == called


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"en": "After"}, {}),
        ({"en": "After"}, {"en": "Endline"}),
        ({"en": "After"}, {"en": "Before"}),
        ({"en": "(after)"}, {}),
        ({"ar": "بعد"}, {"en": "Endline"}),
        ({"en": "بَعْد"}, {"ar": "الأخيرة"}),
        ({"en": "A", "ku": "دوای"}, {}),
        ({}, {"en": "Follow-up 1"}),
        ({}, {"ar": "المتابعة ١"}),
        ({"en": "Looking back"}, {}),
    ],
)
def test_no_round_takes_the_fixed_words_of_another_in_any_language(
    first: dict[str, str], second: dict[str, str]
) -> None:
    names = {"pre": RoundName(first), "post": RoundName(second)}
    assert set(codes(names, "pre", "post", "followup_1", "then")) == {"round_name_of_another"}


def test_a_round_may_have_its_own_fixed_words_and_those_of_a_round_that_is_not_there() -> None:
    called = {"pre": RoundName({"en": "Before", "ar": "قبل"}), "post": RoundName({"en": "Follow-up 1"})}
    assert checked_names(called, ["pre", "post"]) == called
    assert checked_names({"pre": RoundName({"en": "After"})}, ["pre"])


def dated(**days: str) -> dict[str, RoundName]:
    return {name: RoundName(day=date.fromisoformat(day)) for name, day in days.items()}


def test_days_that_are_not_in_the_order_of_the_rounds_are_doubted() -> None:
    rounds = ["pre", "post", "followup_1", "then"]
    (doubt,) = doubts_about_days(dated(pre="2026-09-01", post="2026-01-01"), rounds)
    assert (doubt.severity, doubt.code) == ("warning", "round_days_not_in_order")
    said = bare(doubt.message("en"))
    assert "before, 1 September 2026" in said
    assert "after, 1 January 2026" in said
    for language in LANGUAGES:
        assert round_words("pre", language) in bare(doubt.message(language))
    (across,) = doubts_about_days(dated(followup_1="2026-03-02", pre="2026-03-03"), rounds)
    assert "follow-up 1, 2 March 2026" in bare(across.message("en"))


@pytest.mark.parametrize(
    "days",
    [
        {},
        {"post": "2026-01-01"},
        {"pre": "2026-03-03", "post": "2026-03-03"},
        {"pre": "2026-03-03", "followup_1": "2026-09-10"},
        {"pre": "2026-03-03", "post": "2026-03-04", "then": "2026-03-01"},
    ],
)
def test_days_in_order_are_not_doubted(days: dict[str, str]) -> None:
    assert doubts_about_days(dated(**days), ["pre", "post", "followup_1", "then"]) == []


def test_the_same_days_in_any_order_of_typing_are_checked_by_the_order_of_the_rounds() -> None:
    typed = {"post": RoundName(day=date(2026, 9, 10)), "pre": RoundName(day=MARCH)}
    assert doubts_about_days(typed, ["pre", "post"]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_name_the_round_as_it_is_called(language: str) -> None:
    result = with_round_names(in_language(sample_asked_once("aspect"), language), NAMES)
    alone = [row for row in result.changes if BASELINE[language] in row.sentence]
    assert alone
    assert all(sentence(result, row, language) == row.sentence for row in alone)
    assert sentence(result, alone[0], language) != sentence(sample_asked_once("aspect"), alone[0], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paragraph_says_when_the_rounds_were_where_it_has_room(language: str) -> None:
    one_group = with_round_names(shared(sample_result(), "public"), NAMES)
    said = bare(paragraph(one_group, language))
    assert BASELINE[language] in said
    assert ENDLINE[language] in said
    assert DAY_SAID[language] in said
    assert len(paragraph(with_round_names(shared_sample(), NAMES), language, "A long event " * 9).split()) <= MOST_WORDS
    assert paragraph(shared_sample(), language) == paragraph(with_round_names(shared_sample(), {}), language)


def test_a_notebook_shows_the_names() -> None:
    assert "People who answered: Baseline, 3 March 2026" in repr(named())
    assert "People who answered: before" in repr(sample_result())


def test_several_pairs_are_called_by_the_names() -> None:
    result = with_round_names(result_with("three"), {**NAMES, "followup_1": RoundName({"en": "6 months later"})})
    assert matched_label(result, "en") == "People who answered in both rounds: Baseline → Endline"


def test_rows_name_their_rounds_by_the_names_in_code() -> None:
    assert set(frame(named(), "scores")["round"]) == {"pre", "post"}
    assert replace(named().changes[0]) == sample_result().changes[0]
