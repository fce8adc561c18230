"""The headline under other choices, those who left, and what must not show where they are few."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from metrics import TESTS, Protected, Settings, analyse
from metrics.model.scores import Scoring
from tests.metrics.survey_maker import instrument, survey

FORM = instrument({"a": 2, "b": 2}, {"g": "s", "h": "t"})
NAN = float("nan")
Answers = list[Sequence[float] | None]


def answers(n: int, seed: int, low: int = 1) -> Answers:
    return [[float(x) for x in row] for row in np.random.default_rng(seed).integers(low, 6, (n, 4))]


def made(leavers: int, joiners: int = 0, settings: Settings | None = None) -> Protected:
    """20 people of each side in both rounds; leavers and joiners of the first."""
    groups = ["g"] * 20 + ["h"] * 20 + ["g"] * (leavers + joiners)
    nobody: Answers = [None]
    before = answers(40, 1) + answers(leavers, 2) + nobody * joiners
    after = answers(40, 3, 2) + nobody * leavers + answers(joiners, 4)
    return analyse(survey(FORM, groups, before, after), settings)


def test_every_other_choice_has_a_row_a_side() -> None:
    result = made(8)
    rows = {(row.what, row.variant, row.group) for row in result.robustness}
    choices = [("estimand", e) for e in TESTS] + [("test", t) for t in TESTS["matched"]]
    choices += [("item", item.name) for item in FORM.items] + [("missing", m) for m in ("any", "complete")]
    assert rows == {(*choice, side) for choice in choices for side in ("SIDE:s", "SIDE:t")}


def test_the_choice_that_was_made_gives_the_headline_itself() -> None:
    result = made(8)
    for row in result.robustness:
        if (row.what, row.variant) in {("estimand", "matched"), ("test", "paired_t")}:
            known = result.change_of["trust_index", row.group]
            assert (row.change, row.p, row.p_adjusted, row.verdict) == (
                known.change, known.p, known.p_adjusted, known.verdict,
            )  # fmt: skip


def test_another_estimand_gives_what_an_analysis_of_its_own_gives() -> None:
    result = made(8)
    for estimand in ("all", "independent"):
        own = made(8, settings=Settings(estimand=estimand))
        for side in ("SIDE:s", "SIDE:t"):
            row = next(r for r in result.robustness if r.variant == estimand and r.group == side)
            known = own.change_of["trust_index", side]
            assert (row.change, row.p, row.verdict) == (known.change, known.p, known.verdict)


@pytest.mark.parametrize(("leavers", "joiners"), [(3, 0), (0, 3), (8, 2)])
def test_where_few_left_or_joined_another_estimand_is_described_in_words_alone(leavers: int, joiners: int) -> None:
    result = made(leavers, joiners)
    for row in result.robustness:
        if row.what == "estimand" and row.variant != "matched":
            assert (row.change, row.p, row.p_adjusted, row.reason) == (None, None, None, "protected")
            assert row.verdict is not None
    for attrition in result.attrition:
        assert attrition.reason == "protected"
        assert attrition.standardised_difference is None
        assert (attrition.stayers.n, attrition.leavers.n, attrition.if_leavers_fell.change) == (None, None, None)
        assert attrition.verdict_if_leavers_fell is not None


def test_where_another_choice_would_narrow_few_only_that_choice_is_withheld() -> None:
    """Six who came later answered nearly alike: everybody beside those in both rounds would tell it."""
    before = answers(40, 1) + [None] * 6
    after = answers(40, 3, 2) + [[3.0] * 4] * 3 + [[3.0, 3.0, 3.0, 4.0]] * 3
    made = survey(FORM, ["g"] * 20 + ["h"] * 20 + ["g"] * 6, before, after)
    result = analyse(made, Settings(estimand="all"))
    withheld = {(row.what, row.variant, row.group) for row in result.robustness if row.reason == "protected"}
    assert withheld == {("estimand", "matched", "SIDE:s")}


def test_those_who_left_are_compared_with_those_who_stayed() -> None:
    result = made(8)
    total, side, other = result.attrition
    assert [total.group, side.group, other.group] == ["ALL", "SIDE:s", "SIDE:t"]
    assert (total.stayers.n, total.leavers.n) == (40, 8)
    assert total.stayers.mean is not None
    assert total.leavers.mean is not None
    assert total.standardised_difference == pytest.approx(
        (total.stayers.mean - total.leavers.mean)
        / (((total.stayers.sd or 0) ** 2 + (total.leavers.sd or 0) ** 2) / 2) ** 0.5
    )
    change = result.change_of["trust_index", "ALL"].change
    assert change is not None
    assert total.if_leavers_fell.change == pytest.approx((40 * change - 8 * 5) / 48)
    assert (other.leavers.n, other.reason) == (0, "nobody_left")


def test_an_item_left_out_and_missing_answers_change_who_has_an_index() -> None:
    before: Answers = [[1.0, NAN, NAN, 5.0], [1.0, 3.0, 5.0, 5.0], [NAN, NAN, 5.0, NAN]]
    round_ = survey(FORM, ["g", "g", "h"], before).rounds[0]
    scoring = Scoring(FORM, round_)
    assert scoring.index() == pytest.approx([50, 62.5, 100])
    assert scoring.index_without("a_1") == pytest.approx([100, 75, 100], nan_ok=True)
    assert scoring.index_by("complete") == pytest.approx([NAN, 62.5, NAN], nan_ok=True)
    assert scoring.index_by("any") == pytest.approx([50, 62.5, 100])


def test_without_pairs_other_estimands_say_so() -> None:
    nobody: Answers = [None] * 20
    before, after = answers(20, 1) + nobody, nobody + answers(20, 2)
    result = analyse(survey(FORM, (["g", "h"] * 10) * 2, before, after))
    rows = [row for row in result.robustness if row.variant in {"matched", "all"}]
    assert {row.reason for row in rows} == {"no_pairs"}
    assert {row.reason for row in result.attrition} == {"no_pairs"}


def test_where_few_peoples_index_changes_the_finding_is_described_in_words_alone() -> None:
    """One person answered one of two items of b: counting it changes that person's index, and nobody else's."""
    before, after = answers(40, 1), answers(40, 3, 2)
    form = instrument({"a": 2, "b": 3}, {"g": "s", "h": "t"})
    rows_before, rows_after = ([[*row, 3.0] for row in rows if row is not None] for rows in (before, after))
    rows_before[0] = [*rows_before[0][:2], 1.0, NAN, NAN]
    result = analyse(survey(form, ["g"] * 20 + ["h"] * 20, rows_before, rows_after))
    row = next(r for r in result.robustness if (r.what, r.variant, r.group) == ("missing", "any", "SIDE:s"))
    assert (row.change, row.p, row.reason) == (None, None, "protected")
    assert row.verdict is not None
