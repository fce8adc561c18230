"""What published sums and distributions leave open about few people, by linear programming; and sets that agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import linprog

from surveys.model.survey import Flags, Floats
from tests.attacker import breach
from tests.attacker.breach import Breach
from tests.attacker.published import Reader, Row
from tests.attacker.truth import Truth

NARROW = 10.0
_MOST_SETS = 300
_SLACK = 1e-6


@dataclass(frozen=True)
class Family:
    """The sets of people behind the rows of one measure in one round, and the scores that they sum up.

    Attributes
    ----------
    measure, place
        Of which measure and round.
    sets : array of bool, shape (sets, people)
        Different ones.
    counted : array of bool, shape (sets,)
        Whether the distribution is shown.
    names : list of str
    values : array, shape (people,)
    """

    measure: str
    place: int
    sets: Flags
    counted: Flags
    names: list[str]
    values: Floats

    @cached_property
    def classes(self) -> list[np.ndarray[tuple[int, ...], np.dtype[np.intp]]]:
        """The people of each class: alike in all sets, in at least one."""
        inside = np.flatnonzero(self.sets.any(axis=0))
        _, which = np.unique(self.sets[:, inside], axis=1, return_inverse=True)
        which = which.ravel()
        return [inside[which == k] for k in range(int(which.max()) + 1)] if inside.size else []

    def is_shown(self, people: Iterable[int]) -> bool:
        """Whether these people are a published set."""
        wanted = np.zeros(self.sets.shape[1], dtype=bool)
        wanted[list(people)] = True
        return bool((self.sets == wanted).all(axis=1).any())


def families(truth: Truth, readers: Sequence[Reader]) -> list[Family]:
    """The families of all measures and rounds, over all documents; weighted means are left to the algebra."""
    found: dict[tuple[str, int], dict[bytes, Row]] = {}
    for row in (row for reader in readers for row in reader.rows if row.weight is None):
        known = found.setdefault((row.measure, row.place), {})
        key = row.people.tobytes()
        if key not in known or (row.has_counts and not known[key].has_counts):
            known[key] = row
    return [
        Family(
            measure,
            place,
            np.array([row.people for row in rows.values()]),
            np.array([row.has_counts for row in rows.values()]),
            [row.label for row in rows.values()],
            truth.values(measure, place),
        )
        for (measure, place), rows in found.items()
    ]


def narrowed_breaches(truth: Truth, family: Family) -> list[Breach]:
    """Sets of 1 to threshold − 1 people whose mean is known to under 10 points by rows taken together."""
    most = truth.threshold - 1
    suspects = [place for place, people in enumerate(family.classes) if not family.is_shown(people.tolist())]
    if not suspects:
        return []
    open_classes = _Program.of(family)
    found = []
    for place in suspects:
        people = family.classes[place]
        size = min(people.size, most)
        low, high = open_classes.mean_of(place, size)
        if high - low < NARROW and not _one_row_tells(family, people, size):
            said = f"the mean of {size} of these {people.size} lies within {high - low:.1f} points"
            rows = [name for name, some in zip(family.names, family.sets, strict=True) if some[people].any()]
            found.append(Breach(breach.NARROWED, tuple(rows[:6]), size, f"{family.measure}: {said}"))
    return found


def spread_breaches(truth: Truth, family: Family) -> list[Breach]:
    """Few people whose mean is known since those among whom they are, left by subtraction, differ little.

    Sums of squares are published with each standard deviation, and subtract like sums. Of n people with mean m and
    variance v (over n), the mean of k lies within m ± √(v·(n − k)/k).
    """
    most = truth.threshold - 1
    derived = [(people, how) for people, how in derived_sets(family) if int(people.sum()) >= truth.threshold]
    found = []
    for people in family.classes:
        size = min(people.size, most)
        told = [(some, how) for some, how in derived if some[people].all() and _width(family, some, size) < NARROW]
        shown = any(some[people].all() and _width(family, some, size) < NARROW for some in family.sets)
        if told and not shown and not _one_row_tells(family, people, size):
            said = f"{family.measure}: the mean of {size} of these {people.size} follows from a spread by subtraction"
            found.append(Breach(breach.NARROWED, told[0][1][:6], size, said))
    return found


def _width(family: Family, some: Flags, size: int) -> float:
    values = family.values[some]
    rest = max(values.size - size, 0) / size
    return float(2 * values.std() * np.sqrt(rest))


def _one_row_tells(family: Family, people: np.ndarray[tuple[int, ...], np.dtype[np.intp]], size: int) -> bool:
    """Whether a single published row that holds them narrows their mean as much."""
    for some, counted in zip(family.sets, family.counted, strict=True):
        if not some[people].all():
            continue
        values = np.sort(family.values[some])
        if counted:
            low, high = values[:size].mean(), values[-size:].mean()
        else:
            low = max(0.0, (values.sum() - 100.0 * (values.size - size)) / size)
            high = min(100.0, values.sum() / size)
        if high - low < NARROW:
            return True
    return False


@dataclass(frozen=True)
class _Program:
    """Unknown numbers of people by class and answer, or sums by class, with what is published about them."""

    sizes: Floats
    scores: Floats
    equations: Floats
    right: Floats

    @classmethod
    def of(cls, family: Family) -> _Program:
        """Where every set has its distribution, unknown are counts by answer; else mixtures of 0 and 100.

        A score between 0 and 100 is, for sums, a mixture of the two ends, so that one program serves for both.
        """
        classes = family.classes
        inside = family.values[family.sets.any(axis=0)]
        scores = np.unique(inside) if family.counted.any() else np.array([0.0, 100.0])
        scores = np.unique(np.concatenate([scores, [0.0, 100.0]]))
        member = np.array([[bool(some[people[0]]) for people in classes] for some in family.sets], dtype=float)
        width = scores.size
        rows, right = [], []
        for k, people in enumerate(classes):
            line = np.zeros((len(classes), width))
            line[k] = 1.0
            rows.append(line.ravel())
            right.append(float(people.size))
        for belongs, some, counted in zip(member, family.sets, family.counted, strict=True):
            values = family.values[some]
            if counted:
                for j, score in enumerate(scores):
                    line = np.zeros((len(classes), width))
                    line[:, j] = belongs
                    rows.append(line.ravel())
                    right.append(float((values == score).sum()))
            else:
                rows.append((belongs[:, None] * scores[None, :]).ravel())
                right.append(float(values.sum()))
        sizes = np.array([people.size for people in classes], dtype=float)
        return cls(sizes, scores, np.array(rows), np.array(right))

    def mean_of(self, place: int, size: int) -> tuple[float, float]:
        """Bounds of the mean of `size` people of a class: the lowest and the highest that fit what is published."""
        width = self.scores.size
        part = np.tile(self.scores, 1)
        # Beside the class, how many of the chosen few gave each answer: never more than of the class did.
        cost = np.concatenate([np.zeros(self.equations.shape[1]), part / size])
        equal = np.zeros((self.equations.shape[0] + 1, cost.size))
        equal[:-1, : self.equations.shape[1]] = self.equations
        equal[-1, self.equations.shape[1] :] = 1.0
        right = np.append(self.right, float(size))
        within = np.zeros((width, cost.size))
        for j in range(width):
            within[j, self.equations.shape[1] + j] = 1.0
            within[j, place * width + j] = -1.0
        ends = []
        for sign in (1.0, -1.0):
            solved = linprog(
                sign * cost, A_ub=within, b_ub=np.zeros(width), A_eq=equal, b_eq=right, bounds=(0, None), method="highs"
            )
            if solved.status != 0:
                raise ValueError(f"what is published about {place} does not hold together: {solved.message}")
            ends.append(sign * float(solved.fun or 0.0))
        return ends[0], ends[1]


def unanimous_breaches(truth: Truth, family: Family) -> list[Breach]:
    """Differences of published sets, of the threshold or more people, who all have one value."""
    found = []
    for people, how in derived_sets(family):
        values = np.unique(family.values[people])
        size = int(people.sum())
        if size >= truth.threshold and values.size == 1:
            said = f"{family.measure}: what is left has {values[0]:g} throughout"
            found.append(Breach(breach.UNANIMOUS_DERIVED, how, size, said))
    return found


def derived_sets(family: Family) -> list[tuple[Flags, tuple[str, ...]]]:
    """What published sets leave when others within them are taken away, again and again; published ones left out."""
    known: dict[bytes, tuple[Flags, tuple[str, ...]]] = {
        some.tobytes(): (some, (name,)) for some, name in zip(family.sets, family.names, strict=True)
    }
    shown = set(known)
    waiting = list(known.values())
    while waiting and len(known) < _MOST_SETS:
        one, how = waiting.pop(0)
        for other, why in list(known.values()):
            for larger, smaller in ((one, other), (other, one)):
                rest = larger & ~smaller
                if rest.any() and not (smaller & ~larger).any() and rest.tobytes() not in known:
                    made = (rest, tuple(dict.fromkeys((*how, *why))))
                    known[rest.tobytes()] = made
                    waiting.append(made)
    return [made for key, made in known.items() if key not in shown]
