"""Solves by trial what the one person who skipped a question answered to the others, from what is handed on alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.stats import t as student

from metrics import Settings, analyse, shared
from metrics.publish.rounding import rounded_tables
from metrics.result.rounding_plan import RoundingPlan
from metrics.tables.changes import ChangeRow
from metrics.tables.scores import ScoreRow
from surveys.model.survey import Floats
from tests.metrics.survey_maker import instrument, survey

STEP = 25
"""Points between two answers."""

NAN = float("nan")
_NEAR = 1e-7


@dataclass(frozen=True)
class Made:
    """A survey of two groups of a side, `dimensions` of `items` five-point items; the first person skipped d1_1 before.

    Attributes
    ----------
    sizes : tuple of int
        People of groups a and b; b may have none.
    answer : float
        The score of that person in d1.
    """

    sizes: tuple[int, int]
    items: int
    dimensions: int
    answer: float
    levels: Mapping[tuple[str, str, str], ScoreRow]
    changes: Mapping[tuple[str, str], ChangeRow]


def made(sizes: tuple[int, int], items: int, dimensions: int, seed: int, threshold: int = 5) -> Made:
    """A survey by chance, as it is handed on."""
    draw = np.random.default_rng(seed)
    before, after = (draw.integers(1, 6, (sum(sizes), items * dimensions)).astype(float) for _ in range(2))
    return _told(sizes, items, dimensions, before, after, threshold)


def lawyers(*, protected: bool) -> Made:
    """Twenty people of a dimension of two questions that has the mean 50; one, who said 50, skipped the first.

    Parameters
    ----------
    protected : bool
        Whether the rounding of linked measures is as it has to be; else there is none.
    """
    first = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 2, 3, 3, 4]
    second = [5, 4, 3, 2, 1, 3, 3, 3, 2, 4, 5, 4, 3, 2, 1, 2, 4, 3, 3]
    before = np.column_stack([[NAN, *first], [3, *second], [2, 3] * 10, [4, 3, 3, 2] * 5]).astype(float)
    after = np.column_stack([[3, *second], [2, *first], [4, 1] * 10, [5, 3, 1, 2] * 5]).astype(float)
    return _told((20, 0), 2, 2, before, after, threshold=5, protected=protected)


def _told(
    sizes: tuple[int, int],
    items: int,
    dimensions: int,
    before: Floats,
    after: Floats,
    threshold: int,
    *,
    protected: bool = True,
) -> Made:
    """The survey in which the first person skipped the first question before, as it is handed on."""
    before[0, 0] = NAN
    homes = {f"d{number}": items for number in range(1, dimensions + 1)}
    names = [name for name, n in zip("ab", sizes, strict=True) for _ in range(n)]
    form = instrument(homes, dict.fromkeys(names, "s"))
    answers = survey(form, names, before.tolist(), after.tolist())
    settings = Settings(estimand="independent", threshold=threshold)
    result = analyse(answers, settings)
    told = shared(result) if protected else rounded_tables(result, RoundingPlan(), settings.margin)
    changes = {(row.measure, row.group): row for row in told.changes}
    levels = {(row.measure, row.group, row.round): row for row in told.scores}
    return Made(sizes, items, dimensions, float(STEP * (before[0, 1:items] - 1).mean()), levels, changes)


def attainable(one: Made) -> list[float]:
    """The scores in d1 of the one who skipped, that fit all that is shown of the round before."""
    steps = (one.items - 1) * 4
    scores = [STEP * step / (one.items - 1) for step in range(steps + 1)]
    return [score for score in scores if _fits(one, score)]


def _fits(one: Made, score: float) -> bool:
    """Whether there are sums of the items, of both groups, with which all means shown are what they are."""
    cells = ["a", "b"] if one.sizes[1] else ["a"]
    own, others = [], []
    for cell in cells:
        own.append(list(_sums_of(one, cell, ["d1"])))
        others.append(list(_sums_of(one, cell, [f"d{number}" for number in range(2, one.dimensions + 1)])))
    for sums in product(*own):
        for rest in product(*others):
            if all(_cell_fits(one, cell, score, sums, rest) for cell in [*cells, "ALL"]):
                return True
    return False


def _sums_of(one: Made, cell: str, dimensions: Sequence[str]) -> Iterator[int]:
    """Sums of all answers of a group to the items of dimensions that fit the items' means, each item by itself."""
    low = high = 0
    for name in (f"{home}_{number}" for home in dimensions for number in range(1, one.items + 1)):
        n = one.sizes["ab".index(cell)] - (name == "d1_1" and cell == "a")
        fitting = [STEP * step for step in range(4 * n + 1) if _is_shown_as(one, name, cell, STEP * step / n, n)]
        low, high = low + fitting[0], high + fitting[-1]
    return iter(range(low, high + 1, STEP))


def _cell_fits(one: Made, cell: str, score: float, sums: Sequence[int], rest: Sequence[int]) -> bool:
    """Whether the rows of d1, of the index and of d1's items together are shown as they are, of a group or of all."""
    which = range(len(sums)) if cell == "ALL" else ["ab".index(cell)]
    n = sum(one.sizes[index] for index in which)
    total = sum(sums[index] for index in which) + (score if 0 in which else 0)
    dimension = total / one.items / n
    index = (dimension + sum(rest[index] for index in which) / one.items / n) / one.dimensions
    names = [cell, "SIDE:s"] if cell == "ALL" else [cell]
    return all(
        _is_shown_as(one, measure, name, mean, n) and _change_fits(one, measure, name, mean)
        for name in names
        for measure, mean in (("d1", dimension), ("trust_index", index))
    ) and _items_fit(one, cell, sum(sums[index] for index in which), n)


def _items_fit(one: Made, cell: str, total: float, n: int) -> bool:
    """Whether the answers to d1's items have that sum, by their means in a total."""
    low = high = 0.0
    for number in range(1, one.items + 1):
        people = n - (number == 1 and cell != "b")
        mean = _shown_mean(one, f"d1_{number}", cell)
        ends = (0.0, 100.0) if mean is None else (mean - _half(people), mean + _half(people))
        low, high = low + people * ends[0], high + people * ends[1]
    return low - _NEAR <= total <= high + _NEAR


def _shown_mean(one: Made, measure: str, cell: str) -> float | None:
    return one.levels[measure, cell, "pre"].mean


def _half(n: int) -> float:
    return 0.5 if n < 30 else 0.05


def _is_shown_as(one: Made, measure: str, cell: str, mean: float, n: int) -> bool:
    """Whether a mean would be shown as it is, where anything is shown."""
    shown = _shown_mean(one, measure, cell)
    if shown is None:
        return True
    is_whole = n < 30 or (not measure.count("_1") and shown == int(shown))
    half = 0.5 if is_whole else 0.05
    return abs(shown - mean) <= half + _NEAR


def _change_fits(one: Made, measure: str, cell: str, mean: float) -> bool:
    """Whether a standard error exists with which the change from a mean to the later one is shown as it is."""
    row = one.changes[measure, cell]
    if row.change is None or row.mean_to is None:
        return True
    half = 0.5 if all(value is None or value == int(value) for value in (row.change, row.ci_low, row.ci_high)) else 0.05
    later = _later(one, measure, cell)
    if later is None:
        later_low, later_high = row.mean_to - half, row.mean_to + half
    else:
        later_low = later_high = later
    return _some_change_fits(row, later_low - mean, later_high - mean, half)


def _later(one: Made, measure: str, cell: str) -> float | None:
    """The mean after, by its items, where their sums follow."""
    homes = ["d1"] if measure == "d1" else [f"d{number}" for number in range(1, one.dimensions + 1)]
    total = 0.0
    for name in (f"{home}_{number}" for home in homes for number in range(1, one.items + 1)):
        n = sum(one.sizes) if cell in ("ALL", "SIDE:s") else one.sizes["ab".index(cell)]
        shown = one.levels[name, cell, "post"].mean
        if shown is None:
            return None
        half = 0.5 if n < 30 else 0.05
        fitting = [STEP * step / n for step in range(4 * n + 1) if abs(STEP * step / n - shown) <= half + _NEAR]
        if len(fitting) > 1:
            return None
        total += fitting[0]
    return total / len(homes) / one.items


def _some_change_fits(row: ChangeRow, low: float, high: float, half: float) -> bool:
    changes = np.linspace(low, high, 41) if high > low else np.array([low])
    return any(_one_change_fits(row, float(change), half) for change in changes)


def _one_change_fits(row: ChangeRow, change: float, half: float) -> bool:
    """Whether some standard error gives the interval, p and statistic shown, with an end one step off at most."""
    if row.change is None or abs(row.change - change) > half + _NEAR:
        return False
    if row.n_from is None or row.n_to is None or row.ci_low is None or row.ci_high is None:
        return True
    fewest, most = min(row.n_from, row.n_to) - 1, row.n_from + row.n_to - 2
    least_t, most_t = student.ppf(0.975, most), student.ppf(0.975, fewest)
    low, high = 0.0, math.inf
    for distance in (change - row.ci_low, row.ci_high - change):
        low = max(low, (distance - 2 * half) / most_t)
        high = min(high, (distance + 2 * half) / least_t)
    if row.statistic is not None:
        size = abs(row.statistic)
        if change * row.statistic < 0 and size > 0.005:
            return False
        low = max(low, abs(change) / (size + 0.005))
        high = min(high, abs(change) / (size - 0.005)) if size > 0.005 else high
    return low <= high + _NEAR
