"""Weighted levels: by hand, and that weights of 1 change nothing (rule 13)."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from metrics import Settings, analyse, shared
from surveys import Survey, SurveyError
from tests.metrics.survey_maker import instrument, survey

FORM = instrument({"a": 1}, {"g": "s"})
NAN = float("nan")


def weighted(made: Survey, *weights: list[float]) -> Survey:
    rounds = [replace(round_, weight=np.array(w)) for round_, w in zip(made.rounds, weights, strict=True)]
    return replace(made, rounds=tuple(rounds))


def small(more: int = 0) -> Survey:
    """Five people, and `more` who fell by a step, the first from below the top."""
    before, after = ([[float(x)] for x in row] for row in ((1, 2, 3, 3, 5), (2, 2, 3, 4, 5)))
    fell = [[4.0 if k == 0 else 5.0] for k in range(more)], [[3.0 if k == 0 else 4.0] for k in range(more)]
    return survey(FORM, ["g"] * (5 + more), before + fell[0], after + fell[1])


def test_mean_sd_shares_and_effective_n_are_weighted_and_changes_are_not() -> None:
    weights = [1.0, 2.0, 1.0, 1.0, 1.0, *[NAN] * 5]
    result = analyse(weighted(small(5), weights, weights), Settings(weights=True))
    row = result.score_of["a_1", "ALL", "pre"]
    mean = (0 + 2 * 25 + 50 + 50 + 100) / 6
    spread = (mean**2 + 2 * (25 - mean) ** 2 + 2 * (50 - mean) ** 2 + (100 - mean) ** 2) / 6 * 5 / 4
    assert row.n == 5
    assert (row.mean, row.sd) == pytest.approx((mean, spread**0.5))
    assert row.n_effective == pytest.approx(36 / 8)
    shares = result.item_of["a_1", "ALL", "pre"]
    assert shares.trusting == pytest.approx(100 / 6)
    assert shares.counts == {"1": 1, "2": 1, "3": 2, "4": 1, "5": 5}
    change = result.change_of["a_1", "ALL"]
    assert change.n_matched == 10
    assert change.change == pytest.approx((2 * 25 - 5 * 25) / 10)
    assert change.change_weighted == pytest.approx((25 + 0 + 0 + 25 + 0) / 6)
    assert "weighted" in change.sentence


def test_a_row_in_which_few_have_no_weight_is_hidden() -> None:
    """n times the mean of all, less that of those with a weight, would be the few people's answers."""
    weights = [1.0] * 9 + [NAN]
    result = analyse(weighted(small(5), weights, weights), Settings(weights=True))
    assert all(row.n is None for row in result.scores)
    assert all(row.n_from is None for row in result.changes)


@pytest.mark.parametrize("unit", [1e-6, 1e6])
def test_the_unit_of_weights_changes_nothing_that_is_hidden(unit: float) -> None:
    """In the first group one alone has another weight than 1, so that weighted sums beside plain ones reveal them."""
    draw = np.random.default_rng(3)
    before, after = (
        [[NAN if draw.random() < 0.1 else float(x) for x in row] for row in draw.integers(1, 6, (30, 2))]
        for _ in range(2)
    )
    made = survey(instrument({"a": 2}, {"g": "s", "h": "t"}), ["g", "h"] * 15, before, after)
    weights = np.ones(30)
    weights[0], weights[1::2] = 2.0, draw.choice([0.5, 1.0, 2.0, NAN], 15)

    def hidden(times: float) -> dict[tuple[str, str], bool]:
        rows = weighted(made, *[(weights * times).tolist()] * 2)
        result = analyse(rows, Settings(estimand="matched", weights=True))
        return {(row.measure, row.group): row.mean_from is None for row in result.changes}

    of_item = {group: hides for (measure, group), hides in hidden(1.0).items() if measure == "a_1"}
    assert of_item == {"ALL": True, "SIDE:s": True, "g": True, "SIDE:t": False, "h": False}
    assert hidden(unit) == hidden(1.0)


def test_equal_weights_change_nothing() -> None:
    plain = analyse(small(1))
    other = analyse(weighted(small(1), [3.0] * 6, [3.0] * 6), Settings(weights=True))
    for row, same in zip(plain.scores, other.scores, strict=True):
        assert (row.mean, row.sd) == pytest.approx((same.mean, same.sd))
        assert same.n_effective == pytest.approx(6)
    for change, same_change in zip(plain.changes, other.changes, strict=True):
        assert same_change.change_weighted == pytest.approx(change.change)
        assert (same_change.weighted_low, same_change.weighted_high) == pytest.approx((change.ci_low, change.ci_high))


def test_without_weights_in_a_file_weighting_is_refused() -> None:
    with pytest.raises(SurveyError, match="no weights"):
        analyse(small(), Settings(weights=True))


def test_a_row_in_which_few_weigh_more_than_all_others_is_hidden() -> None:
    """The weighted sum less the plain one would be what the two who weigh twice as much answered."""
    weights = [1.0] * 8 + [2.0, 2.0]
    result = analyse(weighted(small(5), weights, weights), Settings(weights=True))
    assert all(row.n is None for row in result.scores)
    spread = [1.0, 2.0, 3.0, 4.0, 5.0, 1.5, 2.5, 3.5, 4.5, 5.5]
    assert analyse(weighted(small(5), spread, spread), Settings(weights=True)).score_of["a_1", "ALL", "pre"].n == 10


def many(seed: int = 1) -> Survey:
    """Groups of 34, 16 and 8 with three items, and a weight of its own for everybody."""
    sizes = {"big": 34, "middle": 16, "small": 8, "other": 16}
    draw = np.random.default_rng(seed)
    groups = [name for name, n in sizes.items() for _ in range(n)]
    before, after = (draw.integers(1, 6, (len(groups), 3)).astype(float).tolist() for _ in range(2))
    made = survey(instrument({"a": 3}, dict.fromkeys(sizes, "s")), groups, before, after)
    weights = draw.uniform(0.5, 2.0, len(groups)).tolist()
    return weighted(made, weights, weights)


def test_what_is_handed_on_has_weighted_shares_or_counts_and_never_both() -> None:
    """From 30 people on shares, from twice the threshold on counts, below that neither."""
    result = analyse(many(), Settings(weights=True))
    assert all(row.counts is not None and row.trusting is not None for row in result.items)
    told = {row.group: (row.counts is not None, row.trusting is not None) for row in shared(result).items}
    assert told == {
        "ALL": (False, True),
        "SIDE:s": (False, True),
        "big": (False, True),
        "middle": (False, False),  # one more beside the small group
        "other": (True, False),
        "small": (False, False),
    }
    for row in shared(result).items:
        assert (row.trusting is None) == (row.net is None)
        assert row.shows_answers == (row.group not in ("middle", "small"))


def test_known_weights_tell_who_answered_what_from_shares_and_counts_together() -> None:
    """Of ten people whose weights are known: of the ways that fit the counts, one fits the shares too."""
    draw = np.random.default_rng(4)
    weight = draw.uniform(0.5, 2.0, 10)
    trusting = np.array([True] * 3 + [False] * 7)
    share = round(float(100 * weight[trusting].sum() / weight.sum()), 1)
    ways = [
        one for one in combinations(range(10), 3)
        if round(float(100 * weight[list(one)].sum() / weight.sum()), 1) == share
    ]  # fmt: skip
    assert ways == [(0, 1, 2)]
