"""What few people who skipped a question answered to the others, by all means and changes that are handed on.

Unknown are the sums of answers to each item in each round, of people who are alike in all that is shown. Every mean and
every change bounds a combination of them. Where the rounding of an item's mean leaves one sum of attainable answers,
that sum is exact; and what is left open of the few must hold two of their attainable values, ten points apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, reduce
from math import ceil, floor, gcd

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from surveys.model.survey import Flags, Floats
from tests.attacker import breach
from tests.attacker.asked import Pair, Version
from tests.attacker.breach import Breach
from tests.attacker.handed_on import HandedOn, ToldMean
from tests.attacker.linear import Coefficients
from tests.attacker.narrowing import NARROW

_EXACT = 1e-6
_NEAR = 1e-5
_SECONDS = 2.0
_MOST_NODES = 100
_ROUGH = 0.5
_WIDE = 50.0
"""So many points are room enough, whole answers or not."""


@dataclass(frozen=True)
class Target:
    """Few people of a row who have a measure and skipped a part of it."""

    people: Flags
    measure: str
    round_index: int
    version: Version
    skipped: str


@dataclass(frozen=True)
class Line:
    """Bounds of a sum of unknowns, and the means of one measure in one round that it is of."""

    numbers: Floats
    low: float
    high: float
    mean: ToldMean | None = None


def skipper_breaches(told: HandedOn) -> Iterator[Breach]:
    """Few people whose score of a measure is known, or known to under 10 points, by linked means (rule 43)."""
    targets = list(_targets(told))
    if not targets:
        return
    program = Program(told)
    for target in targets:
        found = program.attack(target)
        if found is not None:
            yield found


def _targets(told: HandedOn) -> Iterator[Target]:
    """Those of a shown row who were put a part of a measure and left it out, each set of 1 to t − 1 once."""
    truth, seen = told.truth, set[tuple[bytes, str, int]]()
    for mean in told.means:
        for some, name in _parts_skipped(told, mean):
            people = mean.people & some
            key = people.tobytes(), mean.measure, mean.round_index
            if 0 < int(people.sum()) < truth.threshold and key not in seen:
                seen.add(key)
                yield Target(people, mean.measure, mean.round_index, mean.version, name)
    for part, whole, left_out in (*_parts_and_wholes(told), *_plain_and_weighted(told)):
        people = part.people & ~whole.people
        key = people.tobytes(), part.measure, part.round_index
        if 0 < int(people.sum()) < truth.threshold and key not in seen:
            seen.add(key)
            yield Target(people, part.measure, part.round_index, part.version, left_out)


def _plain_and_weighted(told: HandedOn) -> Iterator[tuple[ToldMean, ToldMean, str]]:
    """Rows of the same group and round in which all count alike, and in which those count who have a weight."""
    rows = {(one.measure, one.group, one.round_index, one.pair): one for one in told.means if one.weight is not None}
    for mean in told.means:
        weighted = rows.get((mean.measure, mean.group, mean.round_index, mean.pair))
        if mean.weight is None and weighted is not None:
            yield mean, weighted, "the weight"


def _parts_and_wholes(told: HandedOn) -> Iterator[tuple[ToldMean, ToldMean, str]]:
    """Rows of an item and of its dimension, of a dimension and of the index, of one group in one round of a pair."""
    truth = told.truth
    level = {"item": "dimension", "dimension": "index"}
    above: dict[tuple[str, str, int, Pair], list[ToldMean]] = {}
    for mean in told.means:
        key = truth.level[mean.measure], mean.group, mean.round_index, mean.pair
        above.setdefault(key, []).append(mean)
    for mean in told.means:
        own = truth.level[mean.measure]
        for whole in above.get((level.get(own, ""), mean.group, mean.round_index, mean.pair), ()):
            members = truth.scored.scorings[mean.round_index].members.get(whole.measure, [])
            names = [truth.survey.instrument.items[item].name for item in members]
            if own == "dimension" or mean.measure in names:
                yield mean, whole, f"most of {whole.measure}"


def _parts_skipped(told: HandedOn, mean: ToldMean) -> Iterator[tuple[Flags, str]]:
    """Who left out an item of a dimension that they were put, or has no score of a dimension of the index."""
    truth, index = told.truth, mean.round_index
    level = truth.level[mean.measure]
    scored = truth.scored if mean.version is None else truth.asked.scored_by(mean.version)
    scoring = scored.scorings[index]
    if level == "dimension":
        round_ = truth.survey.rounds[index]
        put = round_.was_asked & truth.asked.in_round[index]
        for item in scoring.members[mean.measure]:
            yield put[:, item] & np.isnan(round_.scores[:, item]), truth.survey.instrument.items[item].name
    elif level == "index":
        for column, (home, weight) in enumerate(zip(scoring.members, scoring.weights.tolist(), strict=True)):
            if weight and scoring.dimensions.shape[1] > 1:
                yield np.isnan(scoring.dimensions[:, column]), str(home)


class Program:
    """All that is handed on as bounds on sums of answers."""

    def __init__(self, told: HandedOn) -> None:
        self.told, self.truth = told, told.truth
        self.coefficients = Coefficients(told.truth)
        self.items = len(told.truth.survey.instrument.items)
        self.rounds = len(told.truth.survey.rounds)
        self.classes = self._classes()
        self.home = np.full(told.truth.people, -1)
        for k, people in enumerate(self.classes):
            self.home[people] = k
        self.lines = _each_once(self._lines())
        self.ways = [self._true()]
        """Sums of attainable answers, in steps, that fit all that is handed on."""

    def _classes(self) -> list[np.ndarray[tuple[int, ...], np.dtype[np.intp]]]:
        """People who are alike in all shown rows and in what they answered."""
        sets = [one.people for one in self.told.means]
        for change in self.told.changes:
            sets += [change.before, change.after]
        member = np.unique(np.array(sets), axis=0)
        answered = [~np.isnan(one.scores) & one.present[:, None] for one in self.truth.survey.rounds]
        inside = np.flatnonzero(member.any(axis=0))
        weights = [np.nan_to_num(self.truth.weight(one), nan=-1.0) for one in range(self.rounds)]
        signature = np.column_stack([member.T, self.truth.survey.group, *answered, *weights])[inside]
        _, which = np.unique(signature, axis=0, return_inverse=True)
        which = which.ravel()
        return [inside[which == k] for k in range(int(which.max()) + 1)] if inside.size else []

    def _true(self) -> Floats:
        """The sums as they are."""
        scores = np.column_stack([np.nan_to_num(one.items) for one in self.truth.scored.scorings])
        return np.round(np.array([scores[people].sum(axis=0) for people in self.classes]).ravel() / self.unit)

    def _place(self, round_index: int) -> slice:
        return slice(round_index * self.items, (round_index + 1) * self.items)

    def sum_of(self, measure: str, round_index: int, version: Version, people: Flags) -> Floats:
        """The sum of a measure over people as numbers by class, round and item."""
        own = self.coefficients.floats(measure, round_index, version)
        made = np.zeros((len(self.classes), self.rounds * self.items))
        for k in dict.fromkeys(self.home[people].tolist()):
            made[k, self._place(round_index)] = own[self.classes[k][0]]
        return made.ravel()

    def _lines(self) -> Iterator[Line]:
        for mean in self.told.means:
            numbers = self.sum_of(mean.measure, mean.round_index, mean.version, mean.people)
            if mean.weight is not None:
                by_class = np.array([mean.weight[people[0]] for people in self.classes])
                numbers = (numbers.reshape(len(self.classes), -1) * np.nan_to_num(by_class)[:, None]).ravel()
                mass = float(mean.weight[mean.people].sum())
                yield Line(numbers, mass * mean.mean[0], mass * mean.mean[1], mean)
                continue
            low, high = self._exact(mean, mean.n * mean.mean[0], mean.n * mean.mean[1])
            yield Line(numbers, low, high, mean)
        for change in self.told.changes:
            sums = [
                self.sum_of(change.measure, one, change.version, people) / int(people.sum())
                for one, people in zip(change.pair, (change.before, change.after), strict=True)
            ]
            yield Line(sums[1] - sums[0], *change.change)

    def _exact(self, mean: ToldMean, low: float, high: float) -> tuple[float, float]:
        """Bounds of a sum; the sum itself where its distribution is shown, or attainable answers leave one."""
        values = self.truth.values(mean.measure, mean.round_index, mean.version)[mean.people]
        true = float(values.sum())
        step = self._step(mean)
        if mean.has_counts or (step and floor(high / step + _NEAR) - ceil(low / step - _NEAR) < 1):
            return true - _EXACT, true + _EXACT
        return low, high

    def _step(self, mean: ToldMean) -> float:
        """The distance of two attainable sums of a row, in which nobody may have skipped; 0 where it is not one."""
        own = self.coefficients.floats(mean.measure, mean.round_index, mean.version)[mean.people]
        if np.unique(own, axis=0).shape[0] != 1:
            return 0.0
        used = np.flatnonzero(own[0])
        shares = [Fraction(float(own[0, item])).limit_denominator(10**4) * self._steps[item] for item in used.tolist()]
        return float(_common(shares))

    @cached_property
    def _steps(self) -> list[Fraction]:
        """Of which step the scores of each item are multiples."""
        found = []
        for item in self.truth.survey.instrument.items:
            low, high = Fraction(item.choices.low), Fraction(item.choices.high)
            found.append(_common([100 * (Fraction(score) - low) / (high - low) for score in item.choices.scores]))
        return found

    def attack(self, target: Target) -> Breach | None:
        """Whether what is handed on leaves a target too little room, and no single row of it as little."""
        size = int(target.people.sum())
        cost = self.sum_of(target.measure, target.round_index, target.version, target.people) / size
        step = self._step_of(target) / size
        own = [line for line in self.lines if line.mean is not None and self._is_own(line.mean, target)]
        if any(self._is_known(_ends_by_one(cost, line, self.most), step) for line in own):
            return None
        if not self._is_known(self._ends_of_ways(cost), step):
            return None
        ends = self._ends(cost)
        if not self._is_known(ends, step) and ends[1] - ends[0] < _WIDE:
            ends = self._whole_ends(cost, ends, step)
        if not self._is_known(ends, step):
            return None
        rows = [line.mean.label for line in self.lines if line.mean and (line.mean.people & target.people).any()]
        left = _attainable(ends, step)
        said = f"{target.measure} of those who skipped {target.skipped} lies in {ends[0]:.1f} to {ends[1]:.1f}: "
        return Breach(breach.SKIPPED, tuple(rows[:6]), size, f"{said}{left} attainable values")

    def _is_own(self, mean: ToldMean, target: Target) -> bool:
        """Whether a mean holds all of the target: what it says alone was always known."""
        return mean.round_index == target.round_index and not target.people[~mean.people].any()

    def _step_of(self, target: Target) -> float:
        """The distance of two attainable sums of the measure over the target."""
        own = self.coefficients.floats(target.measure, target.round_index, target.version)[target.people]
        shares = [
            Fraction(float(own[person, item])).limit_denominator(10**4) * self._steps[item]
            for person, item in zip(*np.nonzero(own), strict=True)
        ]
        return float(_common(shares))

    def _is_known(self, ends: tuple[float, float], step: float) -> bool:
        low, high = ceil(ends[0] / step - _NEAR), floor(ends[1] / step + _NEAR)
        return high - low < 1 or (high - low) * step < NARROW

    @cached_property
    def most(self) -> Floats:
        """The highest value of each unknown."""
        sizes = np.array([people.size for people in self.classes], dtype=float)
        return np.repeat(100.0 * sizes, self.rounds * self.items)

    def _ends(self, cost: Floats) -> tuple[float, float]:
        """The lowest and the highest that fit all that is handed on, whether or not in whole answers."""
        ends = []
        for sign in (1.0, -1.0):
            solved = milp(sign * cost * self.unit, bounds=self._bounds, constraints=self._rows)
            if solved.status != 0:
                raise ValueError(f"what is handed on does not hold together: {solved.message}")
            ends.append(sign * float(solved.fun))
        return ends[0], ends[1]

    @cached_property
    def _bounds(self) -> Bounds:
        return Bounds(np.zeros(self.unit.size), np.round(self.most / self.unit))

    def _ends_of_ways(self, cost: Floats) -> tuple[float, float]:
        """The lowest and the highest in the attainable answers that were found for other people."""
        found = [float(cost @ (way * self.unit)) for way in self.ways]
        return min(found), max(found)

    @cached_property
    def unit(self) -> Floats:
        """The step of each unknown."""
        return np.tile([float(step) for step in self._steps], self.rounds * len(self.classes))

    def _whole_ends(self, cost: Floats, ends: tuple[float, float], step: float) -> tuple[float, float]:
        """The lowest and the highest in attainable answers; `ends` where there is room, or where it takes too long."""
        for gap in (_ROUGH, 0.0):  # a rough search shows in most cases that there is room
            found, is_proven = list[float](), True
            for sign in (1.0, -1.0):
                way, is_best = self._way(sign * cost, gap)
                is_proven &= is_best
                if way is not None:
                    self.ways.append(way)
                    found.append(float(cost @ (way * self.unit)))
            if not self._is_known(self._ends_of_ways(cost), step) or len(found) < 2:
                return ends
        return (found[0], found[1]) if is_proven else ends

    def _way(self, cost: Floats, gap: float) -> tuple[Floats | None, bool]:
        """Sums of attainable answers, in steps, that fit all and cost little; and whether none cost less."""
        solved = milp(
            cost * self.unit,
            integrality=np.ones(cost.size, dtype=np.int64),
            bounds=self._bounds,
            constraints=self._rows,
            options={"node_limit": _MOST_NODES, "time_limit": _SECONDS, "mip_rel_gap": gap},
        )
        if solved.status == 2:
            raise ValueError(f"what is handed on does not hold together in whole answers: {solved.message}")
        return None if solved.x is None else np.round(solved.x), solved.status == 0

    @cached_property
    def _rows(self) -> LinearConstraint:
        return LinearConstraint(
            csr_matrix(np.array([line.numbers * self.unit for line in self.lines])),
            np.array([line.low for line in self.lines]),
            np.array([line.high for line in self.lines]),
        )


def _each_once(lines: Iterable[Line]) -> list[Line]:
    """Rows that say the same as one, with what all of them leave open."""
    found: dict[bytes, Line] = {}
    for line in lines:
        key = line.numbers.tobytes()
        known = found.get(key)
        if known is None:
            found[key] = line
        else:
            found[key] = replace(known, low=max(known.low, line.low), high=min(known.high, line.high))
    return list(found.values())


def _ends_by_one(cost: Floats, line: Line, most: Floats) -> tuple[float, float]:
    """Bounds of a sum by one row alone: what costs most (least) for its share of the row comes first."""
    about = np.flatnonzero((cost > 0) & (line.numbers > 0))
    free = float((cost * most)[(cost > 0) & (line.numbers <= 0)].sum())
    weight, worth = (line.numbers * most)[about], (cost * most)[about]
    elsewhere = float((line.numbers * most)[cost <= 0].sum())
    order = np.argsort(cost[about] / line.numbers[about])
    return (
        _filled(weight[order], worth[order], line.low - elsewhere),
        free + _filled(weight[order[::-1]], worth[order[::-1]], line.high),
    )


def _filled(weight: Floats, worth: Floats, room: float) -> float:
    """What is worth how much where a room is filled in order."""
    before = np.cumsum(weight) - weight
    return float((worth * np.clip((room - before) / weight, 0.0, 1.0)).sum())


def _attainable(ends: tuple[float, float], step: float) -> int:
    return max(floor(ends[1] / step + _NEAR) - ceil(ends[0] / step - _NEAR) + 1, 0)


def _common(values: Sequence[Fraction]) -> Fraction:
    """The largest step of which all are multiples; 1 where all are 0."""

    def both(one: Fraction, other: Fraction) -> Fraction:
        return Fraction(
            gcd(one.numerator * other.denominator, other.numerator * one.denominator),
            one.denominator * other.denominator,
        )

    return reduce(both, (abs(value) for value in values), Fraction(0)) or Fraction(1)
