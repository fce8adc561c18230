"""Three rounds and more, and retrospective ones: which are compared, and what a later pair must not reveal."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from metrics import Settings, analyse
from metrics.model.pairs import compared, headline
from tests.metrics.survey_maker import instrument, survey

FORM = instrument({"a": 2}, {"g": "s", "h": "s"})
Answers = list[Sequence[float] | None]


@pytest.mark.parametrize(
    ("rounds", "pairs", "first"),
    [
        (["pre"], [], None),
        (["pre", "post"], [(0, 1)], ("pre", "post")),
        (["pre", "post", "followup_1"], [(0, 1), (0, 2), (1, 2)], ("pre", "post")),
        (["pre", "post", "f1", "f2"], [(0, 1), (0, 2), (1, 2), (0, 3), (2, 3)], ("pre", "post")),
        (["pre", "post", "then"], [(0, 1), (2, 1)], ("pre", "post")),
        (["post", "then"], [(1, 0)], None),
    ],
)
def test_each_later_round_is_compared_with_the_first_and_the_one_before(
    rounds: list[str], pairs: list[tuple[int, int]], first: tuple[str, str] | None
) -> None:
    assert compared(rounds) == pairs
    assert headline(rounds) == first


def answers(n: int, seed: int) -> Answers:
    return [[float(x) for x in row] for row in np.random.default_rng(seed).integers(1, 6, (n, 2))]


def test_three_rounds_give_three_pairs_each_on_its_own_people() -> None:
    nobody: Answers = [None] * 10
    pre, post, later = answers(40, 1), answers(30, 2) + nobody, answers(20, 3) + nobody + answers(10, 4)
    result = analyse(survey(FORM, ["g", "h"] * 20, pre, post, followup_1=later))
    assert result.pairs == (("pre", "post"), ("pre", "followup_1"), ("post", "followup_1"))
    n = {pair: result.changes_of(pair)["trust_index", "ALL"].n_matched for pair in result.pairs}
    assert n == dict(zip(result.pairs, (30, 30, 20), strict=True))
    assert result.change_of["trust_index", "ALL"].to_round == "post"
    rows = [(row.round, row.from_round, row.n) for row in result.scores if row.measure == "a" and row.group == "ALL"]
    assert ("post", "post", 20) in rows
    assert ("post", "pre", 30) in rows


def test_families_are_formed_within_a_pair() -> None:
    pre, post, later = (answers(40, seed) for seed in (1, 2, 3))
    alone = analyse(survey(FORM, ["g", "h"] * 20, pre, post))
    more = analyse(survey(FORM, ["g", "h"] * 20, pre, post, followup_1=later))
    for key, row in alone.change_of.items():
        assert more.change_of[key].p_adjusted == row.p_adjusted


def test_then_is_compared_with_post_beside_the_headline() -> None:
    pre, post, then = (answers(30, seed) for seed in (1, 2, 3))
    result = analyse(survey(FORM, ["g", "h"] * 15, pre, post, then=then))
    assert result.pairs == (("pre", "post"), ("then", "post"))
    assert result.headline_pair == ("pre", "post")


def test_a_later_pair_beside_which_few_would_be_left_is_shown_by_its_change_alone() -> None:
    """Two people left between the rounds: all before, less all who came again, would be these two."""
    pre, post = answers(40, 1), answers(40, 2)
    later: Answers = [None, None, *answers(38, 3)]
    result = analyse(survey(FORM, ["g", "h"] * 20, pre, post, followup_1=later))
    row = result.changes_of(("pre", "followup_1"))["trust_index", "SIDE:s"]
    assert (row.reason, row.n_matched, row.mean_from, row.mean_to, row.effect_value) == ("levels", 38, None, None, None)
    assert row.change is not None
    assert row.ci_low is not None
    assert row.p is not None
    assert row.verdict != "protected"
    levels = [one for one in result.scores if one.from_round == "pre" and one.to_round == "followup_1"]
    assert {one.n for one in levels if one.group == "SIDE:s"} == {None}
    assert all(one.n_from is not None and one.reason is None for one in result.change_of.values())


def test_changes_that_add_up_to_those_of_two_people_are_not_all_shown() -> None:
    """Before to after, and after to later, less before to later: what is left is of the two who left."""
    pre, post = answers(40, 1), answers(40, 2)
    later: Answers = [None, None, *answers(38, 3)]
    result = analyse(survey(FORM, ["g", "h"] * 20, pre, post, followup_1=later))
    rows = [result.changes_of(pair)["trust_index", "SIDE:s"] for pair in result.pairs]
    assert [row.n_matched for row in rows] == [40, 38, None]


def test_where_nobody_left_everything_of_all_pairs_is_shown() -> None:
    pre, post, later = (answers(40, seed) for seed in (1, 2, 3))
    result = analyse(survey(FORM, ["g", "h"] * 20, pre, post, followup_1=later))
    assert {row.verdict for row in result.changes} - {"protected"}
    assert all(row.n_from == row.n_to for row in result.changes)
    assert {row.reason for row in result.changes} == {None}


def test_without_codes_a_round_that_two_pairs_share_is_shown_once() -> None:
    pre, post, later = (answers(40, seed) for seed in (1, 2, 3))
    made = survey(FORM, ["g", "h"] * 20, pre, post, followup_1=later)
    result = analyse(made, Settings(estimand="independent"))
    rows = [(row.measure, row.group, row.round) for row in result.scores]
    assert len(rows) == len(set(rows))
    assert {row.round for row in result.scores} == {"pre", "post", "followup_1"}


def test_those_who_left_and_a_later_pair_together_reveal_nobody() -> None:
    """Pre 20, post 12, follow-up 18: stayers and leavers are all 20, and the later pair would be 18 of them."""
    nobody: Answers = [None]
    pre = answers(20, 1)
    post = answers(12, 2) + nobody * 8
    later = nobody + answers(5, 3) + nobody + answers(13, 4)
    result = analyse(survey(FORM, ["g"] * 20, pre, post, followup_1=later))
    assert result.changes_of(("pre", "followup_1"))["trust_index", "ALL"].n_from == 18
    assert result.attrition[0].stayers.n is None
