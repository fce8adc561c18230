"""What rows of a dimension leave over of one person, beside the rows of its items, by arithmetic on what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from metrics import Settings, Shared, analyse, shared
from surveys import Choice, ChoiceList, Survey
from surveys.model.survey import Floats
from tests.metrics.survey_maker import instrument, survey

NEAR = 1e-6


def sum_of(mean: float, n: int, step: float = 25.0) -> float:
    """The sum of answers that a mean of so few shows: the only one that is rounded so."""
    return step * round(mean * n / step)


def rounding(mean: float) -> float:
    """Half of the last digit."""
    return 0.5 if mean == int(mean) else 0.05


def means(result: Shared, group: str, round_: str) -> dict[str, tuple[float, int]]:
    """The means that are shown, with how many people they are of."""
    rows = (row for row in result.scores if (row.group, row.round) == (group, round_))
    return {row.measure: (row.mean, row.n) for row in rows if row.mean is not None and row.n is not None}


def left_in_one_round(result: Shared, group: str, items: int) -> list[float]:
    """The values of the one answer that counts in the dimension before, and in no item's row (matched)."""
    known = means(result, group, "pre")
    if len({"d", *(f"d_{k}" for k in range(1, items + 1))} - known.keys()):
        return [0.0, 100.0]
    mean, n = known["d"]
    of_items = sum(sum_of(*known[f"d_{k}"]) for k in range(1, items + 1))
    values = (0.0, 25.0, 50.0, 75.0, 100.0)
    return [x for x in values if abs(n * mean - (of_items + x) / items) <= n * rounding(mean) + NEAR]


def a_skip_after(seed: int) -> Survey:
    """Two groups of twenty; the first person answers d_3 before and not after, somebody of the other skips before."""
    draw = np.random.default_rng(seed)
    before, after = (draw.integers(1, 6, (40, 4)).astype(float) for _ in range(2))
    after[0, 2], before[25, 1] = np.nan, np.nan
    form = instrument({"d": 4}, {"a": "x", "b": "y"})
    return survey(form, ["a"] * 20 + ["b"] * 20, before.tolist(), after.tolist())


@pytest.mark.parametrize("seed", [2, 16, 49])
def test_an_answer_to_what_was_skipped_in_the_other_round_does_not_follow(seed: int) -> None:
    """It is in the dimension's row before, and in no row of the item: of these three surveys it followed."""
    result = shared(analyse(a_skip_after(seed), Settings(estimand="matched")))
    left = left_in_one_round(result, "a", 4)
    assert max(left) - min(left) >= 10


def three_rounds(seed: int) -> Survey:
    """Eighty people, two of whom miss the third round, so that later rows are shown by their change alone."""
    draws = [np.random.default_rng(10 * seed + k).integers(1, 6, (80, 2)).astype(float).tolist() for k in (1, 2, 3)]
    before, after, later = draws
    later[:2] = [None, None]
    before[5], later[5] = [3.0, 1.0], [5.0, np.nan]
    form = instrument({"d": 2}, {"g": "s", "h": "s"})
    return survey(form, ["g", "h"] * 40, before, after, followup_1=later)


@pytest.mark.parametrize("seed", range(3))
def test_what_somebody_answered_does_not_follow_from_changes_alone(seed: int) -> None:
    """Twice the dimension's change less that of both items is d_1 later less d_2 before, of who skipped d_2 later."""
    result = shared(analyse(three_rounds(seed), Settings()))
    for pair in result.pairs[1:]:
        rows = result.changes_of(pair)
        for group in ("ALL", "SIDE:s", "g", "h"):
            whole, *parts = (rows[measure, group] for measure in ("d", "d_1", "d_2"))
            if whole.change is None or whole.n_from is None or None in {part.change for part in parts}:
                continue
            if whole.n_from == parts[1].n_from:
                continue
            of_parts = sum(sum_of(part.change or 0.0, part.n_from or 0) for part in parts)
            middle, half = 2 * whole.n_from * whole.change - of_parts, 2 * whole.n_from * rounding(whole.change)
            assert len([x for x in range(-100, 101, 25) if abs(x - middle) <= half + NEAR]) > 1


def one_skip(values: Floats, scores: tuple[float, ...] | None, seed: int, people: int) -> Survey:
    """A group of whom the first skips d_2 before; a list of answers may have other scores than 1 to 5."""
    draw = np.random.default_rng(seed)
    before, after = (draw.choice(values, (people, 2)) for _ in range(2))
    before[0, 1] = np.nan
    form = instrument({"d": 2}, {"a": None})
    if scores is not None:
        choices = ChoiceList("own", tuple(Choice(f"{k}", {"en": f"{k}"}, score) for k, score in enumerate(scores)))
        form = replace(form, items=tuple(replace(item, choices=choices) for item in form.items))
    return survey(form, ["a"] * people, before.tolist(), after.tolist())


def left_of_one_skip(result: Shared, people: int, answers: Floats) -> Iterator[float]:
    """The values of the first person's answer that fit the means and the answers of all items."""
    known = means(result, "a", "pre")
    counts = {row.item: row.counts for row in result.items if (row.group, row.round) == ("a", "pre")}
    if not {"d", "d_1", "d_2"} <= known.keys() or any(counts.get(item) is None for item in ("d_1", "d_2")):
        yield from (0.0, 100.0)
        return
    points = {f"{score:g}": point for score, point in zip(*answers, strict=True)}
    total = sum(points[score] * n for item in ("d_1", "d_2") for score, n in (counts[item] or {}).items())
    mean = known["d"][0]
    for score, n in (counts["d_1"] or {}).items():
        if n and abs(2 * people * mean - total - points[score]) <= 2 * people * rounding(mean) + NEAR:
            yield points[score]


@pytest.mark.parametrize(
    ("scores", "drawn"),
    [
        ((0.0, 1.0, 10.0), (0.0, 1.0, 10.0)),  # there is no answer between 1 and 10
        ((1.0, 2.0, 4.0, 9.0), (1.0, 2.0, 4.0, 9.0)),
    ],
)
def test_only_answers_that_can_have_been_given_are_room(scores: tuple[float, ...], drawn: tuple[float, ...]) -> None:
    points = 100 * (np.array(scores) - scores[0]) / (scores[-1] - scores[0])
    for seed, people in product(range(12), (34, 40)):
        made = one_skip(np.array(drawn), scores, seed, people)
        result = shared(analyse(made, Settings(estimand="independent")))
        left = list(left_of_one_skip(result, people, np.array([scores, points])))
        assert max(left) - min(left) >= 10, (seed, people)
