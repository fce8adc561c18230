"""Spread of few in what is handed on: sets of answers, and of changes, that fit all that is shown of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from itertools import product
from math import gcd, lcm, sqrt
from typing import Any

import numpy as np
from scipy.stats import t as student

from surveys.model.survey import Flags
from tests.attacker import breach
from tests.attacker.asked import Version
from tests.attacker.breach import Breach
from tests.attacker.handed_on import HandedOn, ToldChange, ToldMean, points, spread_of, window, within
from tests.attacker.multisets import Sets
from tests.attacker.narrowing import Family
from tests.attacker.truth import Truth

ENOUGH = 3
_CLOSE = 1e-9
_MOST_LATTICE = 400
_ONE_DIGIT = 0.001

Values = frozenset[Fraction]


def item_spread_breaches(told: HandedOn) -> Iterator[Breach]:
    """Rows of an item of fewer than twice the threshold that show spread, or leave it by subtraction (rule 39a)."""
    truth, few = told.truth, 2 * told.reader.threshold
    sets: dict[tuple[str, str, str], list[tuple[str, Flags]]] = {}
    for table in ("changes", "scores", "items", "item_tests"):
        for row in told.document[table]:
            measure = row.get("measure") or row["item"]
            shown = spread_of(row, table)
            people = _pairs(told, row) if table == "item_tests" else _people(told, row, measure)
            if truth.level[measure] != "item" or not shown or people is None:
                continue
            label = f"shared: {table} {measure} {row['group']} {row.get('round') or ''}".strip()
            if int(people.sum()) < few:
                said = f"shows {', '.join(shown[:4])} of an item of few people"
                yield Breach(breach.SPREAD, (label,), int(people.sum()), said)
            else:
                kind = f"{table == 'item_tests'} {row.get('from')}-{row.get('to')}-{row.get('round')}"
                sets.setdefault((kind, measure, shown[0]), []).append((label, people))
    for (_, measure, _), rows in sets.items():
        family = Family(
            measure,
            0,
            np.array([people for _, people in rows]),
            np.ones(len(rows), dtype=bool),
            [label for label, _ in rows],
            np.zeros(0),
        )
        for people, how in family.derived:
            if int(people.sum()) < few:
                said = f"spread of {measure} for few people follows by subtraction"
                yield Breach(breach.SPREAD, how[:6], int(people.sum()), said)


def _people(told: HandedOn, row: Any, measure: str) -> Flags | None:
    """Who is behind a row, by the means or changes of the same group."""
    truth = told.truth
    pair = None if row.get("from") is None else truth.pair_named(row["from"], row["to"])
    when = truth.round_indices[row["round"]] if row.get("round") else None
    for one in told.means:
        is_of_row = (one.measure, one.group) == (measure, row["group"]) and (pair is None or one.pair == pair)
        if is_of_row and when in (None, one.round_index):
            return one.people
    for change in told.changes:
        if (change.measure, change.group, change.pair) == (measure, row["group"], pair):
            return change.before
    return None


def _pairs(told: HandedOn, row: Any) -> Flags | None:
    """Who is behind a test of an item: those who answered it in both rounds of its pair, whatever is compared."""
    key = row["item"], row["group"], told.truth.pair_named(row["from"], row["to"])
    shown = [one for one in told.changes if (one.measure, one.group, one.pair) == key]
    return shown[0].before & shown[0].after if shown else None


def few_sets_breaches(told: HandedOn) -> Iterator[Breach]:
    """Rows of a dimension or the index that show spread though fewer than three sets of answers or changes fit."""
    few = 2 * told.reader.threshold
    lattice = Lattice(told.truth)
    for mean in told.means:
        if (
            mean.sd is not None
            and mean.weight is None
            and mean.n < few
            and told.truth.level[mean.measure] in ("index", "dimension")
        ):
            found = answers_that_fit(lattice, mean)
            if found is not None and len(found) < ENOUGH:
                said = f"{len(found)} sets of answers fit n, mean and SD"
                yield Breach(breach.FEW_SETS, (mean.label,), mean.n, said)
    for change in told.changes:
        is_few = change.n < few and told.truth.level[change.measure] in ("index", "dimension")
        if is_few and change.is_paired and spread_of(change.row, "changes"):
            found = changes_that_fit(told, lattice, change)
            if found is not None and len(found) < ENOUGH:
                said = f"{len(found)} sets of changes fit what is shown of them"
                yield Breach(breach.FEW_SETS, (change.label,), change.n, said)


@dataclass
class Lattice:
    """The attainable scores of a measure, in whole units."""

    truth: Truth

    @cached_property
    def _answers(self) -> list[Values]:
        """Scores of each item."""
        found = []
        for item in self.truth.survey.instrument.items:
            low, high = Fraction(item.choices.low), Fraction(item.choices.high)
            scores = [100 * (Fraction(score) - low) / (high - low) for score in item.choices.scores]
            found.append(frozenset(100 - score if item.reversed else score for score in scores))
        return found

    def of(self, measure: str, round_index: int, people: Flags, version: Version) -> Values | None:
        """Scores that some people could have; None where they are too many to be looked at.

        Where one of them skipped something, any number of answers that is enough for a score may be behind it.
        """
        scored = self.truth.scored if version is None else self.truth.asked.scored_by(version)
        scoring = scored.scorings[round_index]
        level = self.truth.level[measure]
        if level == "item":
            return self._answers[[item.name for item in self.truth.survey.instrument.items].index(measure)]
        feeds = np.ones_like(scoring.items, dtype=bool)
        if version is not None:
            feeds = self.truth.asked.common(version)
        parts: list[tuple[Fraction, Values]] = []
        for (home, items), weight in zip(scoring.members.items(), scoring.weights.tolist(), strict=True):
            if level == "dimension" and home != measure:
                continue
            put = self.truth.survey.rounds[round_index].was_asked[:, items] & feeds[:, items]
            own = [item for item, one in zip(items, put[people].any(axis=0).tolist(), strict=True) if one]
            if not own or not weight:
                continue
            is_whole = not np.isnan(scoring.items[people][:, own]).any()
            part = self._means(own, len(own) if is_whole else (len(own) + 1) // 2)
            if part is None:
                return None
            parts.append((Fraction(weight).limit_denominator(10**6), part))
        if level == "dimension":
            return parts[0][1] if parts else None
        has = ~np.isnan(scoring.dimensions[people])
        used = [bool(weight) for weight in scoring.weights.tolist()]
        return _weighted(parts, is_whole=bool(has[:, used].all()))

    def _means(self, items: Sequence[int], fewest: int) -> Values | None:
        """Means of answers to so many of some items or more; items with the same answers count as one kind."""
        same = len({self._answers[item] for item in items}) == 1
        found: set[Fraction] = set()
        for size in range(fewest, len(items) + 1):
            sums = {Fraction(0)}
            for item in items[:size]:
                sums = {total + one for total in sums for one in self._answers[item]}
            found |= {total / size for total in sums}
            if len(found) > _MOST_LATTICE or (not same and fewest < len(items)):
                return None
        return frozenset(found)


def _weighted(parts: Sequence[tuple[Fraction, Values]], *, is_whole: bool) -> Values | None:
    """Weighted means of values of all parts, or of half of the parts or more."""
    found: set[Fraction] = set()
    numbers = range(1 << len(parts))
    fewest = len(parts) if is_whole else (len(parts) + 1) // 2
    for chosen in numbers:
        some = [part for k, part in enumerate(parts) if chosen >> k & 1]
        if len(some) < max(fewest, 1):
            continue
        mass = sum((weight for weight, _ in some), Fraction(0))
        sums = {Fraction(0)}
        for weight, values in some:
            sums = {total + weight * one for total in sums for one in values}
            if len(sums) > _MOST_LATTICE:
                return None
        found |= {total / mass for total in sums}
        if len(found) > _MOST_LATTICE:
            return None
    return frozenset(found)


def _whole(values: Values) -> tuple[list[int], Fraction]:
    """Values as multiples of a unit, and the unit."""
    scale = reduce(lcm, (value.denominator for value in values), 1)
    numbers = [int(value * scale) for value in values]
    common = reduce(gcd, numbers, 0) or 1
    return sorted(number // common for number in numbers), Fraction(common, scale)


def _squares(n: int, unit: float, sd: tuple[float, float]) -> Callable[[int], tuple[float, float]]:
    low, high = max(sd[0], 0.0) / unit, sd[1] / unit

    def bounds(total: int) -> tuple[float, float]:
        middle = total * total / n
        return (n - 1) * low**2 + middle - _CLOSE, (n - 1) * high**2 + middle + _CLOSE

    return bounds


def answers_that_fit(lattice: Lattice, mean: ToldMean) -> list[tuple[int, ...]] | None:
    """Up to three sets of answers that fit n, mean and SD; None where there are too many to be looked at."""
    values = lattice.of(mean.measure, mean.round_index, mean.people, mean.version)
    if values is None or mean.sd is None:
        return None
    numbers, step = _whole(values)
    unit = float(step)
    sets = Sets(numbers, mean.n, _squares(mean.n, unit, mean.sd))
    found = sets.first(ENOUGH, mean.n * mean.mean[0] / unit, mean.n * mean.mean[1] / unit)
    return _none_is_wrong(found, mean.label)


def _none_is_wrong(found: list[tuple[int, ...]] | None, label: str) -> list[tuple[int, ...]] | None:
    """The sets that were found: those that are true are always among all."""
    if found is not None and not found:
        raise ValueError(f"{label}: nothing fits what is handed on")
    return found


def changes_that_fit(told: HandedOn, lattice: Lattice, change: ToldChange) -> list[tuple[int, ...]] | None:
    """Up to three sets of changes that fit what a row shows of them; None where there are too many."""
    n, row = change.n, change.row
    first, second = (lattice.of(change.measure, one, change.before, change.version) for one in change.pair)
    if first is None or second is None or len(first) * len(second) > 20 * _MOST_LATTICE:
        return None
    numbers, step = _whole(frozenset(after - before for before, after in product(first, second)))
    unit = float(step)
    sd = _spread_of_changes(told, change)
    signs = None
    if row.get("rose") is not None and row.get("fell") is not None and row.get("same") is not None:
        signs = row["rose"], row["same"], row["fell"]
    sets = Sets(numbers, n, _squares(n, unit, sd), signs, _Right(change, unit).fits)
    low, high = change.change
    return _none_is_wrong(sets.first(ENOUGH, n * low / unit, n * high / unit), change.label)


def _spread_of_changes(told: HandedOn, change: ToldChange) -> tuple[float, float]:
    """Bounds of the standard deviation of the changes, by the width of the interval."""
    row, n = change.row, change.n
    found = 0.0, 200.0
    if row.get("test") != "paired_t" or row.get("ci_low") is None:
        return found
    mean, se = _true(told.truth, change)
    reach = float(student.ppf(0.975, n - 1))
    low, high = points(row["ci_low"], n, mean - reach * se), points(row["ci_high"], n, mean + reach * se)
    width = (high[0] - low[1]) / 2, (high[1] - low[0]) / 2
    return within(found, (max(width[0], 0.0) * sqrt(n) / reach, width[1] * sqrt(n) / reach))


def _true(truth: Truth, change: ToldChange) -> tuple[float, float]:
    """Mean and standard error of the changes, to see which numbers were moved in rounding."""
    first, second = (truth.values(change.measure, one, change.version) for one in change.pair)
    changes = second[change.after] - first[change.before]
    return float(changes.mean()), float(changes.std(ddof=1) / sqrt(changes.size))


@dataclass
class _Right:
    """Whether changes, in whole units, give what the row shows of its tests."""

    change: ToldChange
    unit: float

    def fits(self, changes: tuple[int, ...]) -> bool:
        """Statistic, p and exact p are those that are shown."""
        row = self.change.row
        values = np.array(changes, dtype=float) * self.unit
        n, sd = values.size, float(values.std(ddof=1))
        if row.get("test") == "paired_t" and sd > 0:
            statistic = float(values.mean()) / (sd / sqrt(n))
            p = float(2 * student.sf(abs(statistic), n - 1))
            if row.get("statistic") is not None and not _is_shown_as(statistic, row["statistic"], 2):
                return False
            if row.get("p") is not None and not _p_is_shown_as(p, row["p"]):
                return False
        if row.get("check") == "sign_flip" and row.get("check_p") is not None:
            return _p_is_shown_as(sign_flip_p(changes), row["check_p"])
        return True


def _is_shown_as(value: float, shown: float, decimals: int) -> bool:
    low, high = window(shown, decimals)
    return low - 1e-7 <= value <= high + 1e-7


def _p_is_shown_as(p: float, shown: float) -> bool:
    if shown < _ONE_DIGIT:
        return p < _ONE_DIGIT + _CLOSE and float(f"{p:.0e}") == shown
    return _is_shown_as(p, shown, 3) or (p > 0.05 and shown == 0.051 and p < 0.0515)


def sign_flip_p(changes: Sequence[int]) -> float:
    """The share of all flips of signs by which the sum is as far from 0 as it is."""
    sums = {0: 1}
    for one in changes:
        wider: dict[int, int] = {}
        for total, ways in sums.items():
            for step in (one, -one):
                wider[total + step] = wider.get(total + step, 0) + ways
        sums = wider
    reached = abs(sum(changes))
    return float(sum(ways for total, ways in sums.items() if abs(total) >= reached) / 2 ** len(changes))
