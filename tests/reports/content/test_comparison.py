"""What two editions, two groups or two rounds have side by side, with right answers known by hand."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from metrics import DifferenceRow, Measure, Settings, Shared, analyse, shared, to_document
from metrics.model.measures import Answer
from metrics.result import shared_from_document
from reports.content.comparison.editions import (
    TwoEditions,
    differences,
    index_in_both,
    levels_of_parties,
    levels_of_questions,
)
from reports.content.comparison.groups import (
    difference_sentence,
    index_of_two,
    parties_compared,
    parts_of_two,
    said_of_two,
)
from reports.content.comparison.questions import (
    OtherQuestion,
    differing_language,
    questions_side_by_side,
    same_words,
)
from reports.content.comparison.rounds import compared_pair, in_time, index_of_rounds, said_of_rounds
from reports.content.findings import headline
from reports.content.tables import Cell, Table
from reports.report import Event, Report
from reports.workbook.figure_book import figure_book
from reports.workbook.figure_csv import figure_csv
from surveys import Choice, ChoiceList, Question
from tests.reports.made_results import made_result, made_survey
from tests.sample import shared_sample

FIVE = tuple(Answer(str(k), {"en": f"answer {k}"}) for k in range(1, 6))


def item(name: str, text: str | None = None, **more: Any) -> Measure:
    wording = {"en": text or f"Question {name}?"}
    return replace(Measure(name, "item", wording, wordings={"": wording}, answers=FIVE), **more)


def test_nine_of_fifteen_questions_are_in_common() -> None:
    first = [item(f"q{k}") for k in range(1, 14)]
    second = [
        *(item(f"q{k}") for k in range(1, 10)),
        item("q10", "Put otherwise?"),
        item("q11", answers=FIVE[:4]),
        item("q12", reversed=True),
        item("q14"),
        item("q15"),
    ]
    found = questions_side_by_side(first, second)
    assert found.same == tuple((f"q{k}", f"q{k}") for k in range(1, 10))
    assert found.other == (
        OtherQuestion("q10", "q10", ("wording",)),
        OtherQuestion("q11", "q11", ("scale",)),
        OtherQuestion("q12", "q12", ("reversed",)),
    )
    assert (found.only_first, found.only_second) == (("q13",), ("q14", "q15"))
    assert (len(found.same), found.count, found.all_same) == (9, 15, False)


def test_a_question_is_found_by_its_words_before_its_name() -> None:
    found = questions_side_by_side(
        [item("q1", "Fair?"), item("q2", "Open?")], [item("q2", "Fair?"), item("q1", "Open?")]
    )
    assert found.same == (("q1", "q2"), ("q2", "q1"))
    assert found.all_same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"en": "Do they listen?"}, {"en": "3. do they <b>listen</b>"}, True),
        ({"en": "Do they listen?", "ar": "هل يصغون؟"}, {"en": "Do they listen?", "ar": "هل يسمعون؟"}, False),
        ({"en": "Do they listen?"}, {"en": "Do they listen?", "ar": "هل يصغون؟"}, True),
        ({"en": "Do they listen?"}, {"ar": "هل يصغون؟"}, None),
        ({}, {}, None),
    ],
)
def test_words_are_compared_in_each_language_that_both_have(
    first: dict[str, str], second: dict[str, str], same: bool | None
) -> None:
    assert same_words(first, second) is same


def test_what_an_edition_does_not_hold_is_said_to_be_unknown() -> None:
    bare = tuple(Answer(one.score, {}) for one in FIVE)
    arabic = {"ar": "هل يصغون؟"}
    first = [item("q1"), item("q2"), item("q3", answers=bare), item("q4", answers=())]
    second = [
        replace(item("q1"), label=arabic, wordings={"": arabic}),
        item("q2", answers=bare),
        item("q3", answers=bare),
        item("q4", answers=()),
    ]
    found = questions_side_by_side(first, second)
    assert found.same == (("q3", "q3"),)
    assert [(one.first, one.reasons) for one in found.other] == [
        ("q1", ("wording_unknown",)),
        ("q2", ("scale_unknown",)),
        ("q4", ("scale_unknown",)),
    ]


def test_the_wordings_are_shown_in_a_language_in_which_they_differ() -> None:
    first = item("q1", wordings={"": {"en": "Fair?", "ar": "هل هم عادلون؟"}})
    second = item("q1", wordings={"": {"en": "Just?", "ar": "هل هم عادلون؟"}})
    assert [differing_language(first, second, reader) for reader in ("en", "ar", "ku")] == ["en", "en", "en"]
    assert differing_language(first, first, "ar") == "ar"


def test_a_question_put_to_others_is_not_the_same() -> None:
    of_all, of_one = item("q1"), item("q1", wordings={"civil_society": {"en": "Question q1?"}})
    (found,) = questions_side_by_side([of_all], [of_one]).other
    assert found.reasons == ("asked_of",)


def second_edition() -> Shared:
    """The made survey with one question put otherwise, one on another scale, and a group that is called otherwise."""
    made = made_survey()
    form = made.instrument
    texts = {"competence_2": "Put otherwise?"}
    scale = ChoiceList("agree", tuple(Choice(str(k), {"en": f"degree {k}"}, float(k)) for k in range(1, 6)))
    scales = {"competence_3": scale}

    def changed(question: Question) -> Question:
        label = {"en": texts[question.name]} if question.name in texts else question.label
        return replace(question, label=label, choices=scales.get(question.name, question.choices))

    questions = tuple(map(changed, form.questions))
    items = tuple(
        replace(item, label=question.label, choices=scales.get(item.name, item.choices), questions=(question,))
        for item, question in zip(form.items, questions, strict=True)
    )
    groups = tuple(replace(one, label={"en": "Army and navy"}) if one.name == "army" else one for one in form.groups)
    instrument = replace(form, questions=questions, items=items, groups=groups)
    return shared(analyse(replace(made, instrument=instrument, groups=groups), Settings(threshold=8)))


@pytest.fixture(scope="module")
def two() -> TwoEditions:
    first, second = shared(made_result()), second_edition()
    return TwoEditions(Report(first, "en", event=Event("One")), Report(second, "en", event=Event("Two")))


def texts(table: Table | None) -> list[tuple[str, ...]]:
    assert table is not None
    return [tuple(cell.text for cell in row) for row in table.rows]


def test_only_questions_and_groups_of_both_editions_are_side_by_side(two: TwoEditions) -> None:
    assert len(two.questions.same) == 4
    assert two.parties == ("SIDE:civil_society", "SIDE:security", "ngo", "women", "police")
    assert two.rounds == ("pre", "post")
    table = levels_of_questions(two, "police", "pre")
    assert table is not None
    assert table.heads == ("What is measured", "One, before", "One, people", "Two, before", "Two, people")
    row = two.first.result.score_of["competence_1", "police", "pre"]
    assert texts(table)[0] == ("Competence 1", f"{row.mean:.0f}", "11", f"{row.mean:.0f}", "11")


def test_the_index_is_left_out_where_the_questionnaires_differ(two: TwoEditions) -> None:
    assert not two.has_same_index
    assert levels_of_parties(two, "pre") is None
    same = TwoEditions(two.first, replace(two.first, event=Event("Two")))
    assert same.has_same_index
    assert [row[0] for row in texts(levels_of_parties(same, "pre"))][:2] == ["Civil society", "Security institutions"]
    assert differences(same) is None


def test_what_differs_is_listed(two: TwoEditions) -> None:
    assert texts(differences(two)) == [
        ("Smallest group size shown", "5", "8"),
        ("Different groups under one name", "Army", "Army and navy"),
        ("Different wording", "competence 2", "Put otherwise?"),
        (
            "Different answers to choose from",
            "competence 3: answer 1 (1), answer 2 (2), answer 3 (3), answer 4 (4), answer 5 (5)",
            "competence 3: degree 1 (1), degree 2 (2), degree 3 (3), degree 4 (4), degree 5 (5)",
        ),
    ]


def test_what_either_edition_hides_stays_hidden() -> None:
    few = shared(made_result("a side left out"))
    two = TwoEditions(Report(shared(made_result()), "en"), Report(few, "en"))
    shown = {cell.text for group in two.parties for row in texts_of_levels(two, group) for cell in row if cell.number}
    known = {f"{row.mean:.0f}" for report in (two.first, two.second) for row in report.result.scores if row.mean}
    counts = {str(row.n) for report in (two.first, two.second) for row in report.result.scores if row.n}
    assert shown <= known | counts
    hidden = [row for group in two.parties for row in texts_of_levels(two, group) if any(cell.hidden for cell in row)]
    assert all(cell.number is None for row in hidden for cell in row if cell.hidden)


def texts_of_levels(two: TwoEditions, group: str) -> tuple[tuple[Cell, ...], ...]:
    table = levels_of_questions(two, group, "pre")
    return () if table is None else table.rows


def test_two_groups_have_their_own_changes_side_by_side() -> None:
    report = Report(shared(made_result()), "en")
    assert parties_compared(report.result)[:2] == ("SIDE:civil_society", "SIDE:security")
    table = index_of_two(report, ("ngo", "police"))
    assert [row[0] for row in texts(table)] == ["Ngo", "Police"]
    aspects = parts_of_two(report, ("ngo", "police"), "dimension")
    assert aspects is not None
    assert aspects.heads[:5] == ("What is measured", "Whose trust", "Before", "After", "Change")
    ngo = report.result.change_of["competence", "ngo"]
    assert texts(aspects)[0][:4] == ("Competence", "Ngo", f"{ngo.mean_from:.0f}", f"{ngo.mean_to:.0f}")
    assert [row[:2] for row in texts(aspects)[1:3]] == [("Competence", "Police"), ("Integrity", "Ngo")]


def test_a_change_has_no_sign_that_its_finding_says_in_words() -> None:
    report = Report(shared_sample(), "en")
    pair = ("SIDE:civil_society", "SIDE:security")
    assert [row[3] for row in texts(index_of_two(report, pair))] == ["▲ +8", "+2"]
    questions = parts_of_two(report, pair, "item")
    assert questions is not None
    assert not [cell.text for row in questions.rows for cell in row if set(cell.text) & set("≥≤≷")]
    assert [row[:2] for row in texts(questions)[:2]] == [
        ("The security institutions are good at their work", "Civil society"),
        ("Civil society organisations are good at their work", "Security institutions"),
    ]


def test_what_can_be_said_is_said_in_a_sentence(two: TwoEditions) -> None:
    report = Report(shared_sample(), "en")
    first, second = headline(report)
    assert said_of_two(report, (second.group, first.group)) == f"{second.sentence} {first.sentence}"
    assert said_of_rounds(report, ("post", "pre")) == f"{first.sentence} {second.sentence}"
    assert index_in_both(two, "police", "pre") == ""
    same = TwoEditions(two.first, replace(two.first, event=Event("Two")))
    n = f"{two.first.result.score_of['trust_index', 'police', 'pre'].mean:.0f}"
    assert index_in_both(same, "police", "pre") == f"Trust index, Police, before: {n} in One, {n} in Two."


def test_a_file_of_two_editions_has_the_codes_of_both(two: TwoEditions) -> None:
    table, other = levels_of_questions(two, "police", "pre"), Report(shared_sample(), "en")
    assert table is not None
    head, *rows = csv.reader(io.StringIO(figure_csv(two.first, table, other).decode("utf-8-sig"), newline=""))
    numbers, of_all = ["measure", "mean_first", "n_first", "mean_second", "n_second"], ["units", "code"]
    assert head == [*numbers, *of_all, "edition", "synthetic"]
    codes = [one.result.code for one in (two.first, other)]
    assert {row[head.index("code")] for row in rows} == {" + ".join(codes)}
    assert rows[0][:2] == ["Competence 1", f"{two.first.result.score_of['competence_1', 'police', 'pre'].mean:.0f}"]
    book = openpyxl.load_workbook(io.BytesIO(figure_book(two.first, table, "", other)))
    written = " ".join(str(cell.value) for row in book.active.iter_rows() for cell in row)
    assert all(code in written for code in codes)


@pytest.mark.parametrize(
    ("row", "groups", "said"),
    [
        (
            (6.0, 2.0, 10.0, 0.01),
            ("ngo", "police"),
            "The change of Police is 6 points higher than that of Ngo; the true difference is most likely between +2 "
            "and +10 points (95 % interval; p 0.010, adjusted).",
        ),
        (
            (-6.0, -10.0, -2.0, 0.2),
            ("police", "ngo"),
            "The change of Ngo is 6 points higher than that of Police (+2 to +10 points, 95 % interval). But 2 pairs "
            "of groups were compared, so this may be chance.",
        ),
        (
            (6.0, -2.0, 14.0, 0.2),
            ("ngo", "police"),
            "The change of Police is 6 points higher than that of Ngo. We can't say whether that is more than "
            "chance: the true difference could be anything from \N{MINUS SIGN}2 to +14 points.",
        ),
        (
            (6.0, None, None, None),
            ("ngo", "police"),
            "The change of Police is 6 points higher than that of Ngo. No interval is shown for this difference, so "
            "nobody can say whether it is more than chance.",
        ),
        (
            (6.0, 2.0, 10.0, 0.01),
            ("SIDE:civil_society", "SIDE:security"),
            "No test compares the changes of these two, so nothing here says which of them changed more.",
        ),
    ],
)
def test_a_difference_in_change_is_said_only_where_it_is_in_the_result(
    row: tuple[float, float | None, float | None, float | None], groups: tuple[str, str], said: str
) -> None:
    result = shared(made_result())
    difference, low, high, p = row
    made = DifferenceRow(
        "trust_index", "index", "ngo", "police", "pre", "post", difference, low, high, None, None, p, p
    )
    another = replace(made, a="women", b="army")
    document = to_document(result) | {"difference_in_change": [_json(made), _json(another)]}
    assert difference_sentence(Report(shared_from_document(document), "en"), groups) == said


def _json(row: DifferenceRow) -> dict[str, object]:
    """A row as a document holds it."""
    keys = to_document(shared(made_result()))["difference_in_change"][0]
    values = {"from": row.from_round, "to": row.to_round}
    return {key: values.get(key, getattr(row, key, None)) for key in keys}


def test_rounds_that_no_test_compares_have_their_levels_alone() -> None:
    report = Report(shared(made_result("three rounds")), "en")
    assert report.result.pairs == (("pre", "post"), ("pre", "followup_1"), ("post", "followup_1"))
    assert in_time(report.result, ("post", "pre")) == ("pre", "post")
    tested = index_of_rounds(report, ("followup_1", "pre"))
    assert len(tested.heads) == 7
    one = report.result.changes_of(("pre", "followup_1"))["trust_index", "SIDE:civil_society"]
    assert texts(tested)[0][:3] == ("Civil society", f"{one.mean_from:.0f}", f"{one.mean_to:.0f}")
    untested = [pair for pair in report.result.pairs if pair != ("post", "followup_1")]
    document = to_document(report.result)
    document["changes"] = [row for row in document["changes"] if (row["from"], row["to"]) in untested]
    alone = Report(shared_from_document(document), "en")
    assert compared_pair(alone.result, ("followup_1", "post")) is None
    table = index_of_rounds(alone, in_time(alone.result, ("followup_1", "post")))
    assert table.heads == ("Whose trust", "After", "People", "Follow-up 1", "People")
