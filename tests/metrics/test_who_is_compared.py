"""Who is compared where nobody chooses (rule 7): settled from counts alone, and said with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from metrics import Protected, analyse
from surveys import Issue
from tests.metrics.survey_maker import instrument, survey
from words import LANGUAGES

Answers = list[Sequence[float] | None]


def followed(before: int, after: int, both: int, sides: int = 1, **choices: Any) -> Protected:
    """So many people before and after, so many of them in both; a group a side, the people in turn."""
    form = instrument({"a": 2}, {f"g{k}": f"s{k}" for k in range(sides)})
    rng = np.random.default_rng(before + after + both)
    everyone = before + after - both
    drawn: Answers = [[float(x) for x in row] for row in rng.integers(1, 6, (everyone, 2))]
    nobody: Answers = [None]
    pre = drawn[:before] + nobody * (after - both)
    post = list(reversed(drawn))[:both] + nobody * (before - both) + drawn[both:after]
    groups = [f"g{k % sides}" for k in range(everyone)]
    return analyse(survey(form, groups, pre, post), **choices)


def said(result: Protected) -> list[Issue]:
    return [issue for issue in result.issues if issue.code.startswith("compared_")]


@pytest.mark.parametrize(
    ("before", "after", "both", "threshold", "estimand"),
    [
        (20, 20, 20, 5, "matched"),
        (20, 20, 8, 5, "matched"),  # 1/8 = 1.25² · (2/20 − 8/400): exactly as good
        (20, 20, 7, 5, "all"),
        (40, 10, 7, 5, "matched"),  # 16 · 400 ≤ 25 · 7 · 43
        (40, 10, 5, 5, "all"),
        (40, 40, 5, 5, "all"),
        (6, 6, 4, 3, "matched"),
        (40, 40, 3, 3, "all"),
        (40, 40, 2, 3, "independent"),
        (40, 40, 0, 5, "independent"),
    ],
)
def test_pairs_alone_where_they_tell_nearly_as_much_as_everyone(
    before: int, after: int, both: int, threshold: int, estimand: str
) -> None:
    assert followed(before, after, both, threshold=threshold).estimand == estimand


def test_nobody_is_hidden_for_want_of_pairs() -> None:
    """Three and four pairs on two sides of twenty: as pairs both sides would be too small to show."""
    result = followed(40, 40, 7, sides=2)
    assert result.estimand == "independent"
    assert all(row.n_from == 20 for row in result.changes if row.measure == "trust_index" and row.group != "ALL")
    assert followed(40, 40, 4).estimand == "independent"


def test_what_is_chosen_is_done() -> None:
    for estimand in ("matched", "all", "independent"):
        result = followed(20, 20, 12, estimand=estimand)
        assert (result.estimand, said(result)) == (estimand, [])


def test_the_result_says_which_and_why() -> None:
    matched, everyone, apart = (said(followed(40, 40, both)) for both in (30, 5, 4))
    assert [issue.severity for issue in (*matched, *everyone, *apart)] == ["note"] * 3
    assert matched[0].message("en").startswith("30 of 40 people were found again")
    assert everyone[0].message("en") == (
        "5 of 40 people were found again; everyone's answers are used, the 5 as pairs."
    )
    assert apart[0].message("en").startswith("Too few people, or too few of one side, were found again")


def test_too_few_who_were_found_again_are_not_counted_out() -> None:
    (issue,) = said(followed(40, 40, 4))
    assert not issue.values
    assert not any(character.isdigit() for language in LANGUAGES for character in issue.message(language))


def test_people_who_are_left_out_are_not_counted() -> None:
    """Three who state no group are left out of all numbers, and of those of the note."""
    form = instrument({"a": 2}, {"g": "s"})
    rng = np.random.default_rng(4)
    pre, post = ([[float(x) for x in row] for row in rng.integers(1, 6, (23, 2))] for _ in range(2))
    result = analyse(survey(form, ["g"] * 20 + [None] * 3, pre, post))
    assert said(result)[0].message("en").startswith("20 of 20 people")
    assert (result.matched, result.rounds[0].respondents) == (20, 20)


def test_one_round_compares_nobody() -> None:
    form = instrument({"a": 2}, {"g": "s"})
    rng = np.random.default_rng(4)
    assert said(analyse(survey(form, ["g"] * 20, rng.integers(1, 6, (20, 2)).astype(float).tolist()))) == []
