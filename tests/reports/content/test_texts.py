"""What a report says of its limits, its method and its protection."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from metrics import Settings, shared
from reports.content.basis.method import glossary, instrument, method
from reports.content.parts import PARAGRAPHS, text_of
from reports.content.protection import protection
from reports.content.unsaid import KINDS, caveats, unsaid
from reports.report import Report
from tests.charts.survey_rounds import KINDS as ROUNDS
from tests.charts.survey_rounds import result_with
from tests.metrics import survey_maker
from tests.remembered import analyse
from tests.sample import sample_asked_once, sample_result, sample_survey, shared_sample
from words import LANGUAGES


def said(report: Report, kind: str) -> list[str]:
    return [one.text for one in unsaid(report) if one.kind == kind]


def test_what_is_open_says_what_so_many_people_could_have_shown() -> None:
    report = Report(shared_sample(), "en")
    assert said(report, "open")[0] == (
        "The security institutions' trust in civil society moved by +2 points: whether it rose can't be said with "
        "12 people, but a fall of 5 points or more is ruled out (−2 to +6). Smallest change that so many people "
        "could have shown: 6 points."
    )
    assert said(report, "people") == [
        "Changes rest on those who answered both times; nothing is said of how the others changed. People who "
        "answered: 41 before, 38 after. People who answered both times: 34."
    ]
    assert said(report, "hidden")[0].startswith("20 of 193 rows are not shown")


def test_a_group_that_is_all_of_its_side_is_said_once() -> None:
    """One side is one group: its finding is that of the side."""
    form = survey_maker.instrument({"competence": 2}, {"one": "a", "two": "b", "three": "b"})
    people = ["one"] * 8 + ["two"] * 8 + ["three"] * 8
    before = [[1.0 + n % 5, 1.0 + n % 3] for n in range(24)]
    after = [[1.0 + (n * 3 + 1) % 5, 1.0 + (n + 1) % 3] for n in range(24)]
    report = Report(shared(analyse(survey_maker.survey(form, people, before, after))), "en")
    assert [one.who for one in unsaid(report) if one.kind == "open"] == ["a", "b", "Two", "Three"]


def test_what_was_asked_once_is_not_compared_and_says_so() -> None:
    report = Report(sample_asked_once("aspect"), "en")
    assert any("asked in one round only (before)" in text for text in said(report, "not_compared"))


def test_of_one_round_nothing_is_said_of_causes() -> None:
    report = Report(result_with("one"), "en")
    assert said(report, "rounds") == ["There is one round only, so no change can be shown."]
    assert not [text for text in said(report, "limits") if "the event made the change" in text]


def test_kinds_come_in_their_order() -> None:
    for kind in ROUNDS:
        kinds = [one.kind for one in unsaid(Report(result_with(kind), "en"))]
        assert kinds == sorted(kinds, key=KINDS.index)


def test_the_box_of_caveats_begins_with_whom_it_describes() -> None:
    found = caveats(Report(shared_sample(), "en"))
    assert found[0] == "This describes only those who answered, and shows no cause."
    assert found[-2] == (
        "A number is shown only where at least 5 people answered. A share can be the answer of a single person; nobody "
        "can tell whose."
    )


def test_the_method_says_who_is_compared_and_by_which_test() -> None:
    found = {note.name: note.texts for note in method(Report(shared_sample(), "en"))}
    assert found["people"][0] == "People who answered: 41 before, 38 after. People who answered both times: 34."
    assert found["test"][0].startswith("Test: paired t test.")
    assert found["reliability"][1] == (
        "All questions of the index: alpha 0.93 (0.89 to 0.96); 14 questions, 42 complete answers."
    )
    assert "weights" not in found
    weighted = Report(shared(analyse(sample_survey(), Settings(test="sign_flip"))), "en")
    assert method(weighted)[4].texts[0].startswith("Test: sign-flip permutation")


def test_the_instrument_has_every_wording_with_its_answers() -> None:
    first = instrument(Report(shared_sample(), "en"))[0]
    assert [(one.who, one.text) for one in first.wordings] == [
        ("Civil society", "The security institutions are good at their work"),
        ("Security institutions", "Civil society organisations are good at their work"),
    ]
    assert first.answers == ("Not at all", "A little", "Somewhat", "Mostly", "Completely")
    assert (first.number, first.aspect, first.reversed) == (1, "Competence", False)


def test_what_is_left_out_is_counted_as_a_reader_finds_it_in_the_tables() -> None:
    """Of the sample: 184 changes and 9 ratings; 16 and 4 are hidden, 45 changes have no levels, 107 no interval."""
    result = shared_sample()
    shown = [row for row in result.changes if row.change is not None]
    assert len(result.changes) == 184
    assert sum(row.mean_from is None for row in shown) == 45
    assert sum(row.ci_low is None for row in shown) == 107
    said = protection(Report(result, "en"))
    assert [text for text in said if re.match(r"\d+ of|In \d+ rows", text)] == [
        "20 of 193 rows are not shown (a row is one measure for one group, or one rating of a group or side by "
        "another).",
        "In 45 rows, the change is shown alone: the two means behind it could reveal single people.",
        "In 107 rows, the 95 % interval and p are left out: they could reveal single answers.",
        "In 72 rows of questions, how many people gave which answer is left out: it could reveal single answers.",
    ]


def test_protection_names_the_groups_that_are_shown_together() -> None:
    both = "“Federal Intelligence and Investigations Agency” and “Other security institutions”"
    why = "because at least one of them would have fewer than 5 people behind its numbers."
    assert f"{both} are shown together, {why}" in protection(Report(shared_sample(), "en"))


def test_the_summary_is_of_what_is_handed_on() -> None:
    assert text_of(Report(sample_result(), "en"), "summary") == ()
    assert len(text_of(Report(shared_sample(), "en"), "summary")) == 1
    with pytest.raises(ValueError, match="text must be one of"):
        text_of(Report(shared_sample(), "en"), "poem")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_index_of_another_name_is_never_called_trust(language: str) -> None:
    label = {"en": "safety index", "ar": "مؤشر السلامة", "ku": "پێوەری سەلامەتی"}
    survey = sample_survey()
    named = shared(analyse(replace(survey, instrument=replace(survey.instrument, index_label=label))))
    report = Report(named, language)
    texts = [text for _, meaning in glossary(named, language) for text in (meaning,)]
    texts += [column for name in ("caveats", "method", "protection") for column in text_of(report, name)]
    word = {"en": r"\btrust\b", "ar": "الثقة", "ku": "متمانە"}[language]
    assert [text for text in texts if re.search(word, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there_in_every_language(language: str) -> None:
    for kind in ROUNDS:
        report = Report(shared(result_with(kind)), language)
        for name in PARAGRAPHS:
            assert all(text.strip() for text in text_of(report, name)), name
        assert all(note.heading and note.texts for note in method(report))
