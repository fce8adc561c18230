"""Attacks on what is handed on: figures that are not rounded, distributions of small groups, and linked means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog

from surveys.model.survey import Flags, Floats
from tests.attacker import breach
from tests.attacker.asked import Version
from tests.attacker.breach import Breach
from tests.attacker.narrowing import NARROW, Family
from tests.attacker.published import Reader
from tests.attacker.truth import Truth
from tests.attacker.workbook_rows import Shown

_MANY = 30
_MOST_DECIMALS = 7
_SLACK = 1e-9


@dataclass(frozen=True)
class Mean:
    """A mean that is shown, with its people and how far the truth may be from it."""

    shown: Shown
    people: Flags
    half: float
    exact: bool

    @property
    def n(self) -> int:
        """How many people it rests on."""
        return int(self.people.sum())


def shared_breaches(truth: Truth, reader: Reader, rows: Sequence[Shown]) -> list[Breach]:
    """What rule 40 forbids in a shared workbook; `reader` has read the document of the same run."""
    people = _people(reader)
    known = [(shown, people[shown.key]) for shown in rows if shown.key in people]
    found = [*_not_rounded(known), *_distributions(truth, known)]
    if len(truth.pairs) == 1:
        found += _identities(truth, reader.estimand, known)
    return found


def hidden_breaches(reader: Reader, rows: Sequence[Shown]) -> list[Breach]:
    """Numbers of a workbook where the document of the same run has a hidden row, or none."""
    people = _people(reader)
    items = {
        (row["group"], row["item"], reader.truth.round_indices[row["round"]])
        for row in reader.document["items"]
        if row["counts"] is not None or row.get("trusting") is not None
    }
    said = "a number where the document hides the row"
    return [
        Breach(breach.HIDDEN_NUMBER, (_label(shown),), 0, said)
        for shown in rows
        if shown.key not in people or (shown.share is not None and shown.key not in items)
    ]


def _people(reader: Reader) -> dict[tuple[str, str, int], Flags]:
    return {(row.group, row.measure, row.round_index): row.people for row in reader.rows}


def _label(shown: Shown) -> str:
    return f"{shown.sheet}: {shown.measure} {shown.group} in round {shown.round_index}"


def _decimals(n: int) -> int:
    """The decimals that rule 40 lets a mean of so many people have."""
    return 0 if n < _MANY else 1


def _half(mean: float, n: int) -> float:
    """Half a unit of the last decimal that is shown."""
    decimals = 0 if mean == int(mean) else _decimals(n)  # whole points may be shown of many people too
    while decimals < _MOST_DECIMALS and abs(mean - round(mean, decimals)) > _SLACK:
        decimals += 1
    return 0.5 * 10.0**-decimals + _SLACK


def _not_rounded(known: Sequence[tuple[Shown, Flags]]) -> Iterator[Breach]:
    for shown, people in known:
        n = int(people.sum())
        if shown.mean is not None and abs(shown.mean - round(shown.mean, _decimals(n))) > _SLACK:
            yield Breach(breach.NOT_ROUNDED, (_label(shown),), n, f"{shown.mean!r} for {n} people")


def _distributions(truth: Truth, known: Sequence[tuple[Shown, Flags]]) -> list[Breach]:
    """Distributions of groups below twice the threshold, shown or left by subtraction."""
    few = 2 * truth.threshold
    found = []
    by_measure: dict[tuple[str, int], list[tuple[str, Flags]]] = {}
    for shown, people in known:
        if not shown.counts and shown.share is None:
            continue
        if int(people.sum()) < few:
            said = "a distribution of a group below twice the threshold"
            found.append(Breach(breach.DISTRIBUTION, (_label(shown),), int(people.sum()), said))
        by_measure.setdefault((shown.measure, shown.round_index), []).append((_label(shown), people))
    for (measure, round_index), rows in by_measure.items():
        sets = np.array([people for _, people in rows])
        family = Family(measure, round_index, sets, np.ones(len(rows), bool), [name for name, _ in rows], np.zeros(0))
        for people, how in family.derived:
            if int(people.sum()) < few:
                said = "a distribution of a group below twice the threshold follows by subtraction"
                found.append(Breach(breach.DISTRIBUTION, how[:6], int(people.sum()), said))
    return found


def _identities(truth: Truth, estimand: str, known: Sequence[tuple[Shown, Flags]]) -> list[Breach]:
    found = []
    for round_index in truth.pairs[0]:
        means = _means(truth, known, round_index)
        targets = list(_skippers(truth, means, round_index))
        if targets:
            program = _Linked(truth, means, round_index, truth.version("trust_index", truth.pairs[0], estimand))
            found += [made for target in targets if (made := program.attack(*target)) is not None]
    return found


def _means(truth: Truth, known: Sequence[tuple[Shown, Flags]], round_index: int) -> list[Mean]:
    exact = {(shown.group, shown.measure) for shown, _ in known if shown.counts and shown.round_index == round_index}
    found: dict[tuple[str, str], Mean] = {}
    for shown, people in known:
        key = shown.group, shown.measure
        if (
            shown.mean is None
            or shown.round_index != round_index
            or key in found
            or truth.level[shown.measure] == "rating"
        ):
            continue
        n = int(people.sum())
        found[key] = Mean(shown, people, _half(shown.mean, n), key in exact)
    return list(found.values())


def _skippers(truth: Truth, means: Sequence[Mean], round_index: int) -> Iterator[tuple[Flags, str, str]]:
    """Few people of a row who were put an item of a dimension and gave no answer: who, dimension, item."""
    items = [item.name for item in truth.survey.instrument.items]
    members = truth.scored.scorings[round_index].members
    put = truth.survey.rounds[round_index].was_asked & truth.asked.in_round[round_index]
    seen: set[tuple[bytes, str]] = set()
    for mean in means:
        if truth.level[mean.shown.measure] != "dimension":
            continue
        for item in members[mean.shown.measure]:
            some = mean.people & put[:, item] & np.isnan(truth.survey.rounds[round_index].scores[:, item])
            key = some.tobytes(), mean.shown.measure
            if 0 < int(some.sum()) < truth.threshold and key not in seen:
                seen.add(key)
                yield some, mean.shown.measure, items[item]


@dataclass
class _Linked:
    """All means of a round as bounds on sums of item scores, by classes of people who are alike in all of it."""

    truth: Truth
    means: Sequence[Mean]
    round_index: int
    version: Version
    classes: list[Flags] = field(default_factory=list)

    def __post_init__(self) -> None:
        scoring = self.truth.scored.scorings[self.round_index]
        self.answered = ~np.isnan(scoring.items) & self.truth.present(self.round_index)[:, None]
        self.members, self.dimensions = scoring.members, scoring.dimensions
        self.feeds = np.ones_like(self.answered)
        if self.version is not None:
            self.feeds = self.truth.asked.common(self.version)
            self.dimensions = self.truth.asked.scored_by(self.version).scorings[self.round_index].dimensions
        self.weights = dict(zip(scoring.members, scoring.weights.tolist(), strict=True))
        memberships = np.column_stack([mean.people for mean in self.means])
        inside = memberships.any(axis=1)
        signature = np.column_stack([memberships, self.answered])
        _, which = np.unique(signature[inside], axis=0, return_inverse=True)
        members = np.flatnonzero(inside)
        for k in range(int(which.max()) + 1):
            people = np.zeros(inside.size, dtype=bool)
            people[members[which.ravel() == k]] = True
            self.classes.append(people)
        self.width = self.answered.shape[1]
        self._bounds()

    def _cost(self, measure: str, people: Flags) -> Floats:
        """The sum of a measure over some classes of people, as coefficients of the classes' item sums."""
        cost = np.zeros((len(self.classes), self.width))
        for k, some in enumerate(self.classes):
            if (some & people).any():
                cost[k] = self._person(measure, int(np.flatnonzero(some)[0]))
        return cost.ravel()

    def _person(self, measure: str, person: int) -> Floats:
        """A person's measure as coefficients of the items that they answered."""
        if self.truth.level[measure] == "item":
            names = [item.name for item in self.truth.survey.instrument.items]
            return np.asarray(np.arange(self.width) == names.index(measure), dtype=float)
        if self.truth.is_apart(measure):
            return self._dimension([item for item in self.members[measure] if self.answered[person, item]])
        given = {
            home: self._dimension([item for item in items if self.answered[person, item] and self.feeds[person, item]])
            for (home, items), score in zip(self.members.items(), self.dimensions[person], strict=True)
            if not np.isnan(score)
        }
        if self.truth.level[measure] == "dimension":
            return given.get(measure, np.zeros(self.width))
        mass = sum(self.weights[home] for home in given)
        line = np.zeros(self.width)
        for home, part in given.items():
            line += part * self.weights[home] / mass
        return line

    def _dimension(self, answered: Sequence[int]) -> Floats:
        line = np.zeros(self.width)
        line[list(answered)] = 1.0 / max(len(answered), 1)
        return line

    def _bounds(self) -> None:
        lines, right = [], []
        for mean in self.means:
            line = self._cost(mean.shown.measure, mean.people)
            half = 1e-7 if mean.exact else mean.half
            is_of_all = self.truth.level[mean.shown.measure] == "item" or self.truth.is_apart(mean.shown.measure)
            version = None if is_of_all else self.version
            centre = float(self.truth.values(mean.shown.measure, self.round_index, version)[mean.people].mean())
            published = centre if mean.exact or mean.shown.mean is None else mean.shown.mean
            lines += [line, -line]
            right += [mean.n * (published + half), -mean.n * (published - half)]
        self.lines, self.right = np.array(lines), np.array(right)
        sizes = np.array([some.sum() for some in self.classes], dtype=float)
        self.most = np.repeat(100.0 * sizes, self.width)

    def attack(self, people: Flags, measure: str, item: str) -> Breach | None:
        """Whether the linked means narrow a few people's mean of a dimension to under 10 points."""
        size = int(people.sum())
        cost = self._cost(measure, people) / size
        low, high = self._ends(cost, self.lines, self.right)
        if high - low >= NARROW or self._one_mean_reveals(people, measure, cost):
            return None
        said = f"the mean of {measure} of those who skipped {item} lies within {high - low:.1f} points"
        rows = [_label(mean.shown) for mean in self.means if (mean.people & people).any()]
        return Breach(breach.IDENTITY, tuple(rows[:6]), size, said)

    def _one_mean_reveals(self, people: Flags, measure: str, cost: Floats) -> bool:
        """Whether one shown mean reveals as much by itself."""
        for k, mean in enumerate(self.means):
            about = mean.shown.measure in (measure, "trust_index")
            if about and not people[~mean.people].any():
                low, high = self._ends(cost, self.lines[2 * k : 2 * k + 2], self.right[2 * k : 2 * k + 2])
                if high - low < NARROW:
                    return True
        return False

    def _ends(self, cost: Floats, lines: Floats, right: Floats) -> tuple[float, float]:
        bounds = [(0.0, most) for most in self.most.tolist()]
        ends = []
        for sign in (1.0, -1.0):
            solved = linprog(sign * cost, A_ub=lines, b_ub=right, bounds=bounds, method="highs")
            if solved.status != 0:
                raise ValueError(f"the means shown do not hold together: {solved.message}")
            ends.append(sign * float(solved.fun or 0.0))
        return ends[0], ends[1]
