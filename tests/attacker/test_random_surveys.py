"""After protection no one to t − 1 people are determined: random surveys, read by the attacker."""

from __future__ import annotations

from collections import Counter

import pytest

import metrics.protection.suppression
from metrics.protection.audit import Audited
from tests.attacker.random_surveys import looked_at, made, published

TOLD_OF_FEW = (97, 284, 711, 906)
"""Surveys whose breakdowns revealed few people before they were settled beside one another."""


def look(surveys: int) -> None:
    """Nothing is found in so many surveys, and they were worth looking at."""
    count = Counter[str]()
    assert [found for seed in range(surveys) if (found := looked_at(seed, count))] == []
    assert count["surveys"] == surveys
    assert count["hidden"] < 0.7 * count["rows"], "next to nothing is shown, so that nothing was tested"
    assert count["audited"] > surveys // 50, "the surveys put no work on the audit"


def look_beside(surveys: int) -> None:
    """Nothing is found by two breakdowns of the same answers."""
    with_some = [seed for seed in range(surveys) if made(seed)[0].breakdowns]
    found = [looked_at(seed, Counter(), beside=True) for seed in (*TOLD_OF_FEW, *with_some)]
    assert [one for one in found if one] == []


def test_no_few_people_are_determined_by_what_is_shown_of_a_random_survey() -> None:
    look(200)


def test_no_few_people_are_determined_by_two_breakdowns_of_the_same_answers() -> None:
    look_beside(200)


@pytest.mark.long
def test_no_few_people_are_determined_in_two_thousand_random_surveys() -> None:
    look(2_000)


@pytest.mark.long
def test_no_few_people_are_determined_by_breakdowns_in_a_thousand_random_surveys() -> None:
    look_beside(1_000)


def test_the_same_surveys_reveal_few_where_the_audit_is_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(comparisons: list[object], *_: object) -> Audited:
        return Audited(tuple(comparisons), frozenset(), ())  # type: ignore[arg-type]

    monkeypatch.setattr(metrics.protection.suppression, "audit", none)
    assert looked_at(97, Counter(), publish=published).few
    assert looked_at(120, Counter(), publish=published).few
