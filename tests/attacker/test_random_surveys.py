"""After protection no one to t − 1 people are determined: random surveys, read by the attacker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

import metrics.protection.suppression
from metrics.protection.audit import Audited
from tests.attacker.random_surveys import MODES, attacked, looked_at, made, published, quick

TOLD_OF_FEW = (97, 284, 711, 906)
"""Surveys whose breakdowns revealed few people before they were settled beside one another."""

WITHOUT_WEIGHT = (5003, 5052, 5081, 5099, 5113, 8076)
"""Surveys in which what those without a weight answered followed from plain means beside weighted ones."""
CHECKED_BESIDE_WEIGHTS, AND_TAKES_LONG = 7215, 9337
"""Surveys in which other choices for the headline, or those who left, revealed few beside weighted sums."""
SAME_AS_THE_INDEX = 9001
"""A survey with weights in which everybody's row of an item, hidden in the first pair, was there as the index's."""
SAME_BY_ANOTHER_NAME = (8020, 8096, 8106)
"""Surveys of three rounds in which an item's levels, withheld in a later pair, were there as the index's."""
FEW_IN_THE_OTHER_ROUND = 6000
"""A survey of three rounds with a row of few, most of whom are among many in the row of another pair."""
MERGED_IN_ONE_PAIR = 8646
"""A survey with a category that is merged in the first pair and by itself in the last, of as many people."""


def look(seeds: Sequence[int]) -> None:
    """Nothing is found in these surveys, and they were worth looking at."""
    count = Counter[str]()
    assert [found for seed in seeds if (found := looked_at(seed, count))] == []
    assert count["surveys"] == len(seeds)
    assert count["hidden"] < 0.7 * count["rows"], "next to nothing is shown, so that nothing was tested"
    assert count["audited"] > len(seeds) // 50, "the surveys put no work on the audit"


def look_beside(seeds: Sequence[int]) -> None:
    """Nothing is found by two breakdowns of the same answers."""
    with_some = [seed for seed in seeds if made(seed)[0].breakdowns]
    found = [looked_at(seed, Counter(), beside=True) for seed in (*TOLD_OF_FEW, *with_some)]
    assert [one for one in found if one] == []


def test_no_few_people_are_determined_by_what_is_shown_of_a_random_survey() -> None:
    look(quick(100))


def test_no_few_people_are_determined_by_two_breakdowns_of_the_same_answers() -> None:
    look_beside(quick(60))


def attack_all(mode: str, seeds: Sequence[int]) -> None:
    """No attack finds anything in these surveys of a kind, exact and as they are handed on."""
    count = Counter[str]()
    found = {seed: attacked(seed, mode, count) for seed in seeds}
    assert {seed: breaches for seed, breaches in found.items() if breaches} == {}
    assert count["given up"] == 0
    assert count["hidden"] < 0.9 * count["rows"], "next to nothing is shown, so that nothing was tested"


@pytest.mark.parametrize("mode", MODES)
def test_no_attack_finds_anything_in_random_surveys_of_a_kind(mode: str) -> None:
    attack_all(mode, quick(20, mode))


@pytest.mark.parametrize(
    ("mode", "seed"),
    [
        *(("weights", seed) for seed in (*WITHOUT_WEIGHT, CHECKED_BESIDE_WEIGHTS, SAME_AS_THE_INDEX)),
        *(("three", seed) for seed in (*SAME_BY_ANOTHER_NAME, MERGED_IN_ONE_PAIR)),
    ],
)
def test_nothing_is_found_any_more_where_something_was(mode: str, seed: int) -> None:
    assert attacked(seed, mode, Counter()) == ()


@pytest.mark.long
def test_nothing_is_found_any_more_where_looking_takes_long() -> None:
    assert attacked(AND_TAKES_LONG, "weights", Counter()) == ()


@pytest.mark.long
def test_a_row_of_few_is_not_taken_for_one_whose_people_agree() -> None:
    assert attacked(FEW_IN_THE_OTHER_ROUND, "three", Counter()) == ()


@pytest.mark.long
@pytest.mark.parametrize(("mode", "surveys"), [("two", 2_000), ("three", 500), ("by", 500), ("weights", 200)])
def test_no_attack_finds_anything_in_many_random_surveys_of_a_kind(mode: str, surveys: int) -> None:
    attack_all(mode, range(surveys))


def test_the_surveys_are_of_the_kind_that_was_asked_for() -> None:
    for seed in range(20):
        assert len(made(seed, "two")[0].rounds) == 2
        assert len(made(seed, "three")[0].rounds) == 3
        assert made(seed, "by")[1].group_by is not None
        survey, settings = made(seed, "weights")
        assert settings.weights
        assert all(one.weight is not None for one in survey.rounds)


@pytest.mark.long
def test_no_few_people_are_determined_in_two_thousand_random_surveys() -> None:
    look(range(2_000))


@pytest.mark.long
def test_no_few_people_are_determined_by_breakdowns_in_a_thousand_random_surveys() -> None:
    look_beside(range(1_000))


def test_the_same_surveys_reveal_few_where_the_audit_is_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(comparisons: list[object], *_: object) -> Audited:
        return Audited(tuple(comparisons), frozenset(), ())  # type: ignore[arg-type]

    monkeypatch.setattr(metrics.protection.suppression, "audit", none)
    assert looked_at(97, Counter(), publish=published).few
    assert looked_at(120, Counter(), publish=published).few
