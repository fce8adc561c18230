"""Which items go against the rest of their scale, reckoned as it is defined: item by item, from all the others."""

from __future__ import annotations

import numpy as np
import pytest

from surveys.mapping.direction import opposed
from surveys.model.survey import Floats

POINTS = 7


def made(seed: int, people: int, turned: tuple[int, ...], missing: float = 0.1) -> Floats:
    """Answers of six items that hang together, some of them turned round; shares of sevenths, NaN for none."""
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(people, 1)) + rng.normal(size=(people, 6))
    scores[:, list(turned)] *= -1
    shares = np.clip(np.round(3 + 1.5 * scores), 0, POINTS - 1) / (POINTS - 1)
    return np.where(rng.random(shares.shape) < missing, np.nan, shares)


def by_definition(rounds: list[Floats], members: list[int], index: int) -> tuple[float, int]:
    """Pearson's r of an item with the mean of what each person answered of the others, and of how many people."""
    pooled = np.vstack(rounds)
    pairs = []
    for row in pooled:
        others = [row[other] for other in members if other != index and not np.isnan(row[other])]
        if others and not np.isnan(row[index]):
            pairs.append((row[index], sum(others) / len(others)))
    return float(np.corrcoef(np.array(pairs).T)[0, 1]), len(pairs)


@pytest.mark.parametrize("turned", [(), (1,), (0, 4)])
def test_an_item_is_turned_where_its_correlation_with_the_others_is_low_in_each_round(turned: tuple[int, ...]) -> None:
    rounds = [made(1, 200, turned), made(2, 150, turned)]
    assert opposed(rounds, ["one"] * 6) == [index in turned for index in range(6)]
    for index in range(6):
        r, people = by_definition(rounds, list(range(6)), index)
        assert (r < -max(0.3, 3 / np.sqrt(people / 2))) == (index in turned)


def test_an_item_that_goes_against_them_in_one_round_alone_is_not_turned() -> None:
    assert not any(opposed([made(1, 400, (1,)), made(2, 100, ())], ["one"] * 6))


def test_scales_are_looked_at_each_by_itself() -> None:
    rounds = [made(1, 200, (1,))]
    assert opposed(rounds, ["one", "one", "one", "two", "two", "two"]) == [index == 1 for index in range(6)]


def test_means_that_differ_by_rounding_alone_say_nothing() -> None:
    """Beside an item that varies each person says the same of the others: sixths, whose sums are not exact."""
    item = np.tile(np.arange(POINTS) / 6, 12)
    alike = np.column_stack([*(np.full(len(item), level / 6) for level in (0, 1, 4, 6)), item])
    assert not any(opposed([alike], ["one"] * 5))


def test_what_nobody_answered_is_not_turned() -> None:
    empty = made(1, 100, ())
    empty[:, 2] = np.nan
    assert not any(opposed([empty, np.full((10, 6), np.nan)], ["one"] * 6))
