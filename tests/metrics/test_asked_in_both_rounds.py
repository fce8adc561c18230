"""Only what was asked in both rounds of a pair is compared (rule 9): small surveys worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from metrics import INDEX, ChangeRow, Protected, Settings, analyse, sentence, shared, to_document
from metrics.model.population import populations
from surveys import Item, Question
from tests.metrics.survey_maker import FIVE, instrument, lacking, survey
from words import LANGUAGES

Answers = list[Sequence[float] | None]
NOT_COMPARED = "not_in_both_rounds"


def drawn(n: int, items: int, seed: int) -> Answers:
    return [[float(x) for x in row] for row in np.random.default_rng(seed).integers(1, 6, (n, items))]


def points(rows: Answers, *items: int) -> float:
    """The mean of some items on 0–100, over everybody."""
    return float(np.mean([[25 * (row[item] - 1) for item in items] for row in rows if row is not None]))


def change(result: Protected, measure: str = INDEX, group: str = "ALL") -> ChangeRow:
    return result.change_of[measure, group]


def levels(result: Protected, measure: str, group: str = "ALL") -> list[tuple[str, str | None, int | None]]:
    return [(row.round, row.from_round, row.n) for row in result.scores if (row.measure, row.group) == (measure, group)]


def test_questions_of_one_round_make_no_change_of_trust() -> None:
    """Two questions more after the event, which everybody answers with full trust, would add 20 points and more."""
    form = instrument({"a": 4}, {"g": "s"})
    pre, post = drawn(20, 4, 1), drawn(20, 4, 2)
    post = [[row[0], row[1], 5.0 - (k == 0), 5.0 - (k == 1)] for k, row in enumerate(post) if row]
    made = lacking(survey(form, ["g"] * 20, pre, post), pre=["a_3", "a_4"])
    result = analyse(made)
    both = points(post, 0, 1) - points(pre, 0, 1)
    assert change(result).change == pytest.approx(both)
    assert change(result, "a").change == pytest.approx(both)
    assert points(post, 0, 1, 2, 3) - points(pre, 0, 1) > both + 20
    assert result.score_of[INDEX, "ALL", "post"].mean == pytest.approx(points(post, 0, 1))
    assert ("a_3", "ALL") not in result.change_of
    assert levels(result, "a_3") == [("post", None, 20)]
    assert result.score_of["a_3", "ALL", "post"].mean == pytest.approx(points(post, 2))
    assert {row.item for row in result.item_tests} == {"a_1", "a_2"}
    assert {(row.round, row.from_round) for row in result.items if row.item == "a_4"} == {("post", None)}
    assert {row.measure for row in result.suppressed} == set()


def test_half_of_the_questions_of_the_form_are_still_needed() -> None:
    """Two of five questions were asked both times: they are too few for the dimension and for the index of it."""
    form = instrument({"a": 5}, {"g": "s"})
    made = lacking(survey(form, ["g"] * 20, drawn(20, 5, 1), drawn(20, 5, 2)), pre=["a_3", "a_4", "a_5"])
    result = analyse(made)
    for measure in (INDEX, "a"):
        row = change(result, measure)
        assert (row.verdict, row.reason, row.n_from, row.change, row.p, row.family) == (None, NOT_COMPARED, *[None] * 4)
        assert levels(result, measure) == []
    assert change(result, "a_1").n_matched == 20
    assert [issue.code for issue in result.issues if issue.severity == "warning"] == ["index_not_in_both_rounds"]
    assert not {row.measure for row in result.suppressed} & {INDEX, "a"}
    assert {row.reason for row in result.attrition} == {NOT_COMPARED}
    assert result.robustness == ()


def test_a_dimension_of_one_round_has_its_level_there_and_no_change() -> None:
    """Twelve people came both times and five joined: what was asked after alone rests on all seventeen."""
    form = instrument({"a": 2, "b": 2}, {"g": "s"})
    nobody: Answers = [None]
    pre, post = drawn(12, 4, 1) + nobody * 5, drawn(17, 4, 2)
    result = analyse(lacking(survey(form, ["g"] * 17, pre, post), pre=["b_1", "b_2"]))
    assert result.estimand == "matched"
    assert change(result).change == pytest.approx(points(post[:12], 0, 1) - points(pre[:12], 0, 1))
    assert levels(result, "b") == [("post", None, 17)]
    assert result.score_of["b", "ALL", "post"].mean == pytest.approx(points(post, 2, 3))
    assert levels(result, "a") == [("pre", "pre", 12), ("post", "pre", 12)]
    assert (change(result, "b").verdict, change(result, "b").reason) == (None, NOT_COMPARED)
    said = {language: sentence(result, change(result, "b"), language) for language in LANGUAGES}
    assert "(after)" in said["en"]
    assert "can't be compared" in said["en"]
    assert len(set(said.values())) == len(LANGUAGES)
    non_answers = next(row for row in result.items if row.item == "b_1" and row.group == "ALL")
    assert (sum((non_answers.counts or {}).values()), non_answers.non_answers) == (17, 0)


def test_where_nothing_was_asked_both_times_nobody_is_hidden() -> None:
    form = instrument({"a": 2, "b": 2}, {"g": "s", "h": "s"})
    made = survey(form, ["g"] * 9 + ["h"] * 8, drawn(17, 4, 1), drawn(17, 4, 2))
    result = analyse(lacking(made, pre=["b_1", "b_2"], post=["a_1", "a_2"]))
    codes = {issue.code for issue in result.issues}
    assert "index_not_in_both_rounds" in codes
    assert "everything_hidden" not in codes
    assert {row.verdict for row in result.changes} == {None}
    assert levels(result, "a", "g") == [("pre", None, 9)]
    assert levels(result, "b", "h") == [("post", None, 8)]
    assert result.suppressed == ()


def test_few_answers_to_a_question_of_one_round_are_hidden_with_one_more_row() -> None:
    form = instrument({"a": 3}, {"g": "s", "h": "s", "i": "s"})
    pre, post = drawn(27, 3, 1), drawn(27, 3, 2)
    post[:6] = [[row[0], row[1], float("nan")] for row in post[:6] if row]
    made = lacking(survey(form, ["g"] * 9 + ["h"] * 10 + ["i"] * 8, pre, post), pre=["a_3"])
    result = analyse(made)
    shown = {row.group: row.n for row in result.scores if row.measure == "a_3"}
    assert shown == {"ALL": 21, "SIDE:s": 21, "g": None, "h": 10, "i": None}
    hidden = {(row.table, row.group, row.from_round) for row in result.suppressed if row.measure == "a_3"}
    assert hidden == {(table, group, None) for table in ("scores", "items") for group in ("g", "i")}


def test_what_is_handed_on_keeps_what_could_not_be_compared() -> None:
    form = instrument({"a": 2, "b": 2}, {"g": "s", "h": "s"})
    made = survey(form, ["g"] * 9 + ["h"] * 8, drawn(17, 4, 1), drawn(17, 4, 2))
    handed_on = shared(analyse(lacking(made, pre=["b_1", "b_2"])))
    rows = [row for row in to_document(handed_on)["changes"] if row["measure"] == "b"]
    assert {(row["verdict"], row["reason"]) for row in rows} == {(None, NOT_COMPARED)}
    assert {row["group"] for row in rows} == {"ALL", "SIDE:s", "g", "h"}


@pytest.mark.parametrize("estimand", ["matched", "all", "independent"])
def test_a_mirrored_question_that_one_side_was_not_asked_again(estimand: str) -> None:
    """Civil society was asked the same both times; the question that mirrors it is missing after the event."""
    plain = instrument({"a": 1}, {"ngo": "civil", "police": "security"})
    own = (
        Question("p", {"en": "p"}, choices=FIVE, role="item", dimension="b", asked_of=frozenset({"civil"})),
        Question("q", {"en": "q"}, choices=FIVE, role="item", dimension="b", asked_of=frozenset({"security"})),
    )
    item = Item("p", {"en": "p"}, FIVE, own, "b")
    form = replace(
        plain, items=(*plain.items, item), dimensions=(*plain.dimensions, replace(plain.dimensions[0], name="b"))
    )
    pre, post = drawn(22, 2, 1), drawn(22, 2, 2)
    made = survey(form, ["ngo"] * 12 + ["police"] * 10, pre, post)
    last = made.rounds[1]
    scores = last.scores.copy()
    scores[12:, 1] = np.nan
    made = replace(made, rounds=(made.rounds[0], replace(last, scores=scores, lacks=frozenset({"q"}))))
    result = analyse(made, Settings(estimand=estimand))
    assert change(result, "b").n_from == change(result, "p").n_from == 12
    assert change(result, "b").change == pytest.approx(points(post[:12], 1) - points(pre[:12], 1))
    assert change(result, "b", "police").reason == NOT_COMPARED
    assert change(result, "a").n_from == 22
    index = points(pre[:12], 0, 1), points(pre[12:], 0)
    assert change(result).mean_from == pytest.approx((12 * index[0] + 10 * index[1]) / 22)


@pytest.mark.parametrize("estimand", ["matched", "independent"])
def test_three_rounds(estimand: str) -> None:
    """A pair rests on its own questions; rows that name no pair on what was asked in every round, in every pair."""
    form = instrument({"a": 3}, {"g": "s"})
    pre, post, later = (drawn(20, 3, seed) for seed in (1, 2, 3))
    made = lacking(survey(form, ["g"] * 20, pre, post, followup_1=later), followup_1=["a_3"])
    result = analyse(made, Settings(estimand=estimand))
    items = (0, 1, 2) if estimand == "matched" else (0, 1)
    assert change(result).change == pytest.approx(points(post, *items) - points(pre, *items))
    assert result.score_of[INDEX, "ALL", "post"].mean == pytest.approx(points(post, *items))
    later_pair = result.changes_of(("post", "followup_1"))[INDEX, "ALL"]
    assert later_pair.change == pytest.approx(points(later, 0, 1) - points(post, 0, 1))
    assert change(result, "a_3").change == pytest.approx(points(post, 2) - points(pre, 2))
    assert {row.round for row in result.scores if row.measure == "a_3"} == {"pre", "post"}


def test_what_was_asked_of_before_alone_does_not_lessen_the_headline() -> None:
    form = instrument({"a": 3}, {"g": "s"})
    pre, post, then = (drawn(20, 3, seed) for seed in (1, 2, 3))
    made = lacking(survey(form, ["g"] * 20, pre, post, then=then), then=["a_3"])
    for estimand in ("matched", "independent"):
        result = analyse(made, Settings(estimand=estimand))
        assert change(result).change == pytest.approx(points(post, 0, 1, 2) - points(pre, 0, 1, 2))
        looking_back = result.changes_of(("then", "post"))[INDEX, "ALL"]
        assert looking_back.change == pytest.approx(points(post, 0, 1) - points(then, 0, 1))


def test_in_one_round_what_its_file_lacks_has_no_row() -> None:
    form = instrument({"a": 2, "b": 1}, {"g": "s"})
    result = analyse(lacking(survey(form, ["g"] * 10, drawn(10, 3, 1)), pre=["b_1"]))
    assert {row.measure for row in result.scores} == {INDEX, "a", "a_1", "a_2"}
    assert result.suppressed == ()


def test_where_no_file_lacks_a_question_nothing_is_scored_anew() -> None:
    form = instrument({"a": 2}, {"g": "s"})
    made = survey(form, ["g"] * 10, drawn(10, 2, 1), drawn(10, 2, 2))
    (people,) = populations(made, Settings())
    assert people.asked_in_both is None
    assert all(one is other for one, other in zip(people.scores, people.scored.scores, strict=True))
    assert all(one is other for one, other in zip(people.presence.rounds, people.scored.presences, strict=True))


def test_reliability_rests_on_all_that_was_asked_in_a_round() -> None:
    form = instrument({"a": 4}, {"g": "s"})
    made = lacking(survey(form, ["g"] * 30, drawn(30, 4, 1), drawn(30, 4, 2)), pre=["a_4"])
    items = {row.round: row.items for row in analyse(made).reliability if row.scope == "a"}
    assert (items["pre"], items["post"]) == (3, 4)
