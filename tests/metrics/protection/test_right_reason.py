"""Rule 41: only what disclosure control hid is said to be protected; what was not asked or answered says that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

import numpy as np
import openpyxl
import pytest

from charts import View, draw
from metrics import ALL, SIDE, Protected, Settings, analyse, sentence, shared, to_document
from metrics.result import from_document
from reports import workbook
from reports.report import Report
from surveys import Instrument, Survey
from tests.attacker.random_surveys import analysed_once, made, quick
from tests.metrics.survey_maker import instrument, survey
from words import LANGUAGES, say

Answers = list[Sequence[float] | None]
NAN = float("nan")
SIDES = {"g": "s", "h": "s"}
PROTECTED = "protected"


def drawn(n: int, items: int, seed: int) -> Answers:
    return [[float(x) for x in row] for row in np.random.default_rng(seed).integers(1, 6, (n, items))]


def without(rows: Answers, *items: int, people: range | None = None) -> Answers:
    """The answers without those of some people, or all, to some items."""
    chosen = range(len(rows)) if people is None else people
    return [
        [NAN if k in chosen and i in items else answer for i, answer in enumerate(row)] if row else None
        for k, row in enumerate(rows)
    ]


def two_rounds(after: Answers, before: Answers | None = None, form: Instrument | None = None) -> Survey:
    form = form or instrument({"a": 2, "b": 4}, SIDES)
    return survey(form, ["g"] * 9 + ["h"] * 8, before or drawn(17, 6, 1), after)


def reasons(result: Protected, measure: str) -> dict[str, tuple[str | None, str | None]]:
    """Verdict and reason by group."""
    return {row.group: (row.verdict, row.reason) for row in result.changes if row.measure == measure}


ROWS_OF = {ALL, SIDE + "s", "g", "h"}


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [(False, True, "not_answered_after"), (True, False, "not_answered_before"), (True, True, "not_answered")],
)
@pytest.mark.parametrize("estimand", ["matched", "independent", "all"])
def test_a_question_that_nobody_at_all_answered_says_so(estimand: str, before: bool, after: bool, reason: str) -> None:
    first, second = (
        without(drawn(17, 6, seed), 5) if is_empty else drawn(17, 6, seed)
        for seed, is_empty in ((1, before), (2, after))
    )
    result = analyse(two_rounds(second, first), Settings(estimand=estimand))
    assert reasons(result, "b_4") == dict.fromkeys(ROWS_OF, (None, reason))
    assert result.change_of["b", ALL].verdict not in (None, PROTECTED)
    assert "b_4" not in {row.measure for row in result.suppressed}
    assert "b_4" not in {row.measure for row in result.scores} | {row.item for row in result.items}
    assert "b_4" not in {row.item for row in result.item_tests}


def test_an_aspect_of_which_too_little_was_answered_by_anybody_says_so() -> None:
    result = analyse(two_rounds(without(drawn(17, 6, 2), 2, 3, 4)))
    assert reasons(result, "b") == dict.fromkeys(ROWS_OF, (None, "not_answered_after"))
    assert reasons(result, "b_1") == dict.fromkeys(ROWS_OF, (None, "not_answered_after"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_says_what_was_not_answered_and_when(language: str) -> None:
    result = analyse(two_rounds(without(drawn(17, 6, 2), 2, 3, 4)))
    phrase, after = say("findings.protected", language), say("findings.round_post", language)
    for measure in ("b", "b_1"):
        text = sentence(result, result.change_of[measure, ALL], language)
        assert phrase not in text
        assert after in text


def test_that_one_group_gave_no_answer_is_protected() -> None:
    """To say so would tell of each of its people that there was none."""
    result = analyse(two_rounds(without(drawn(17, 6, 2), 5, people=range(9))))
    assert reasons(result, "b_4")["g"] == (PROTECTED, None)
    assert ("changes", "b_4", "g") in {(row.table, row.measure, row.group) for row in result.suppressed}


def put_to(form: Instrument, last: str) -> Instrument:
    """The form with its last item put to one group or side alone."""
    *others, item = form.items
    question = replace(item.questions[0], asked_of=frozenset({last}))
    return replace(form, items=(*others, replace(item, questions=(question,))))


def as_put(one: Survey, *groups: str) -> Survey:
    """The survey in which the last item was put to some groups alone."""
    names = [group.name for group in one.groups]
    asked = np.isin(one.group, [names.index(name) for name in groups])
    rounds = []
    for round_ in one.rounds:
        put, scores = round_.was_asked.copy(), round_.scores.copy()
        put[:, -1] &= asked
        scores[~put[:, -1], -1] = np.nan
        rounds.append(replace(round_, was_asked=put, scores=scores))
    return replace(one, rounds=tuple(rounds))


def test_that_the_few_who_were_asked_gave_no_answer_is_protected() -> None:
    """Three people of g, who are shown with h, were put a question that none of them answered."""
    form = put_to(instrument({"a": 2, "b": 4}, SIDES), "g")
    one = survey(form, ["g"] * 3 + ["h"] * 14, drawn(17, 6, 1), without(drawn(17, 6, 2), 5))
    result = analyse(as_put(one, "g"))
    assert reasons(result, "b_4") == dict.fromkeys(["ALL", "SIDE:s", "g+h"], (PROTECTED, None))


def test_a_hidden_side_has_no_protected_row_of_what_it_was_not_asked() -> None:
    """Three people of side t are hidden altogether; the last question was put to side s."""
    form = put_to(instrument({"a": 2, "b": 4}, {"g": "s", "h": "t"}), "s")
    one = survey(form, ["g"] * 14 + ["h"] * 3, drawn(17, 6, 1), drawn(17, 6, 2))
    result = analyse(as_put(one, "g"))
    hidden = {row.measure for row in result.suppressed if row.group == "SIDE:t"}
    assert hidden == {"trust_index", "a", "b", "a_1", "a_2", "b_1", "b_2", "b_3"}
    assert {row.measure for row in result.changes if row.group == "SIDE:t"} == hidden


def test_neither_workbook_nor_figure_says_that_an_unanswered_question_is_protected() -> None:
    result = shared(analyse(two_rounds(without(drawn(17, 6, 2), 5))))
    book = openpyxl.load_workbook(BytesIO(workbook(Report(result, "en"))))
    lines = [
        row
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        if any(isinstance(cell, str) and cell.startswith("b_4") for cell in row)
    ]
    said = [cell for row in lines for cell in row if isinstance(cell, str)]
    assert any("nobody answered this question" in cell for cell in said)
    assert not [cell for cell in said if "not shown" in cell or "protect" in cell]
    answers = draw("answers", result, View(group=SIDE + "s"))
    assert "nobody answered it (after)" in str(answers.figure.to_dict())
    assert "protect" not in answers.alternative
    assert not answers.hides


def emptied(one: Survey, seed: int) -> Survey:
    """The survey in which nobody answered an item in one round."""
    draw = np.random.default_rng((seed, 41))
    where, item = int(draw.integers(0, len(one.rounds))), int(draw.integers(0, len(one.instrument.items)))
    scores = one.rounds[where].scores.copy()
    scores[:, item] = np.nan
    rounds = list(one.rounds)
    rounds[where] = replace(rounds[where], scores=scores)
    return replace(one, rounds=tuple(rounds))


def asked(one: Survey, measure: str, group: str, round_: str) -> tuple[bool, bool]:
    """Whether any item of a measure was put to a group in a round, and whether anyone at all answered one or few could.

    From the raw survey and the names of rows alone.
    """
    form, names = one.instrument, [g.name for g in one.groups]
    where = next(r for r in one.rounds if r.name == round_)
    own = [i for i, item in enumerate(form.items) if measure in ("trust_index", item.name, item.dimension)]
    own = [i for i in own if item_has_column(one, i, round_)]
    sides = {g.name: g.side for g in one.groups}
    within = [n for n in names if n in group.split("+") or group == f"{SIDE}{sides[n]}"]
    others = group == ALL or not within  # people who state no group, categories
    questions = [form.items[i].questions[0] for i in own]
    is_put = others or any(question.is_asked_of(n, sides[n]) for question in questions for n in within)
    put, answered = where.was_asked[:, own], ~np.isnan(where.scores[:, own])
    return is_put, bool(answered.any() or put.sum(axis=0).max(initial=0) < 3)


def item_has_column(one: Survey, item: int, round_: str) -> bool:
    lacks = next(r.lacks for r in one.rounds if r.name == round_)
    return any(question.name not in lacks for question in one.instrument.items[item].questions)


def protected_rows(result: Protected) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Table, measure, group and rounds of every row that is said to be hidden."""
    for row in result.changes:
        if row.verdict == PROTECTED:
            yield "changes", row.measure, row.group, (row.from_round, row.to_round)
    for score in result.scores:
        if score.mean is None:
            yield "scores", score.measure, score.group, (score.round,)
    for item in result.items:
        if item.counts is None:
            yield "items", item.item, item.group, (item.round,)


@pytest.mark.parametrize("empty", [False, True])
def test_what_is_said_to_be_protected_was_asked_answered_and_hidden(empty: bool) -> None:
    """Of random surveys: every such row is one that disclosure control hid, and each that it hid is said to be."""
    hidden_rows = 0
    for seed in quick(60):
        one, settings = made(seed)
        one = emptied(one, seed) if empty else one
        result = analysed_once(one, settings)
        hid = {(row.table, row.measure, row.group) for row in result.suppressed}
        altogether = {row.group for row in result.suppressed if row.reason == "side"}
        found = list(protected_rows(result))
        said = {row[:3] for row in found}
        assert said <= hid, seed
        assert {row for row in said if row[0] == "changes"} == {row for row in hid if row[0] == "changes"}, seed
        for _, measure, group, rounds in found:
            put, answered = zip(*(asked(one, measure, group, name) for name in rounds), strict=True)
            assert any(put), (seed, measure, group)
            assert all(answered) or group in altogether, (seed, measure, group)
        hidden_rows += len(found)
        assert from_document(to_document(result)) == result
    assert hidden_rows > 500
