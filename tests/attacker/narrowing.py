"""What published sums and distributions leave open about few people, by linear programming; and sets that agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

import numpy as np
from scipy.optimize import linprog

from surveys.model.survey import Flags, Floats
from tests.attacker import breach
from tests.attacker.algebra import null_space
from tests.attacker.asked import Version
from tests.attacker.breach import Breach
from tests.attacker.published import Reader, Row
from tests.attacker.truth import Truth

NARROW = 10.0 - 1e-6
"""Points within which a mean is known: 10 are too many, whatever the last bits of a sum say of them."""
_MOST_SETS = 300

Derived = tuple[Flags, tuple[str, ...]]
"""People, and the names of the rows that they are left by."""


@dataclass(frozen=True)
class Family:
    """The sets of people behind the rows of one measure in one round, and the scores that they sum up.

    Attributes
    ----------
    measure, round_index
        Of which measure and round.
    sets : array of bool, shape (sets, people)
        Different ones.
    counted : array of bool, shape (sets,)
        Whether the distribution is shown.
    names : list of str
    values : array, shape (people,)
    """

    measure: str
    round_index: int
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

    @cached_property
    def derived(self) -> list[Derived]:
        """What the sets leave when others within them are taken away, again and again; published ones left out."""
        width = self.sets.shape[1]
        found = _derived(tuple(int.from_bytes(np.packbits(some).tobytes()) for some in self.sets))
        return [
            (_flags(people, width), tuple(dict.fromkeys(self.names[index] for index in how))) for people, how in found
        ]

    @cached_property
    def room(self) -> Floats:
        """By how much the mean of each class can be moved at least, the answers as they are taken as a start.

        A move is a vector of people (or points) over the classes that all rows leave open: so many of each class give
        one answer more, so many another one less.
        """
        members = [[k for k, people in enumerate(self.classes) if some[people[0]]] for some in self.sets]
        moves = _moves(tuple(map(tuple, members)), len(self.classes))
        sizes = np.array([people.size for people in self.classes], dtype=float)
        up, down = np.zeros(sizes.size), np.zeros(sizes.size)
        for step, rise, fall in self._steps(sizes):
            ahead, back = _furthest(moves, rise, fall), _furthest(-moves, rise, fall)
            ways = np.concatenate([moves * ahead[:, None], -moves * back[:, None], np.zeros((1, sizes.size))])
            up, down = np.maximum(up, step * ways.max(axis=0)), np.maximum(down, -step * ways.min(axis=0))
        return np.asarray((up + down) / sizes)

    def _steps(self, sizes: Floats) -> Iterator[tuple[float, Floats, Floats]]:
        """What a move is worth in points; by how much each class can rise, and by how much it can fall."""
        values = [self.values[people] for people in self.classes]
        if not self.counted.any():
            total = np.array([some.sum() for some in values])
            yield 1.0, 100.0 * sizes - total, total
            return
        answers = np.unique(np.concatenate(values))
        count = np.array([(some[:, None] == answers).sum(axis=0) for some in values], dtype=float)
        for low, high in combinations(range(answers.size), 2):
            yield float(answers[high] - answers[low]), count[:, low], count[:, high]

    def is_shown(self, people: Iterable[int]) -> bool:
        """Whether these people are a published set."""
        wanted = np.zeros(self.sets.shape[1], dtype=bool)
        wanted[list(people)] = True
        return bool((self.sets == wanted).all(axis=1).any())


def families(truth: Truth, readers: Sequence[Reader]) -> list[Family]:
    """The families of all measures and rounds, over all documents; weighted means are left to the algebra."""
    found: dict[tuple[str, int, Version], dict[bytes, Row]] = {}
    for row in (row for reader in readers for row in reader.rows if row.weight is None):
        known = found.setdefault((row.measure, row.round_index, row.version), {})
        key = row.people.tobytes()
        if key not in known or (row.has_counts and not known[key].has_counts):
            known[key] = row
    return [
        Family(
            measure,
            round_index,
            np.array([row.people for row in rows.values()]),
            np.array([row.has_counts for row in rows.values()]),
            [row.label for row in rows.values()],
            truth.values(measure, round_index, version),
        )
        for (measure, round_index, version), rows in found.items()
    ]


def narrowed_breaches(truth: Truth, family: Family) -> list[Breach]:
    """Sets of 1 to threshold − 1 people whose mean is known to under 10 points by rows taken together."""
    most = truth.threshold - 1
    suspects = [index for index, people in enumerate(family.classes) if not family.is_shown(people.tolist())]
    found = []
    for index in suspects:
        people = family.classes[index]
        size = min(people.size, most)
        if _is_open(family, people, size) or (size == people.size and family.room[index] >= NARROW):
            continue
        low, high = _Program.of(family).mean_of(index, size)
        if high - low < NARROW and not _one_row_reveals(family, people, size):
            said = f"the mean of {size} of these {people.size} lies within {high - low:.1f} points"
            rows = [name for name, some in zip(family.names, family.sets, strict=True) if some[people].any()]
            found.append(Breach(breach.NARROWED, tuple(rows[:6]), size, f"{family.measure}: {said}"))
    return found


def _is_open(family: Family, people: np.ndarray[tuple[int, ...], np.dtype[np.intp]], size: int) -> bool:
    """Whether the answers as they are leave room enough already: the program, which they fit, could only find more."""
    values = np.sort(family.values[people])
    if family.counted.any():
        low, high = float(values[:size].mean()), float(values[-size:].mean())
    else:
        low = max(0.0, (float(values.sum()) - 100.0 * (values.size - size)) / size)
        high = min(100.0, float(values.sum()) / size)
    return high - low >= NARROW


def spread_breaches(truth: Truth, family: Family) -> list[Breach]:
    """Few people whose mean is known since those among whom they are, left by subtraction, differ little.

    Sums of squares are published with each standard deviation, and subtract like sums. Of n people with mean m and
    variance v (over n), the mean of k lies within m ± √(v·(n − k)/k).
    """
    most = truth.threshold - 1
    derived = [(people, how) for people, how in family.derived if int(people.sum()) >= truth.threshold]
    spreads = [_spread(family, people) for people, _ in derived]
    shown = [(some, *_spread(family, some)) for some in family.sets]
    found = []
    for people in family.classes if derived else []:
        size, one = min(people.size, most), people[0]
        ways = [
            how
            for (some, how), (n, sd) in zip(derived, spreads, strict=True)
            if some[one] and _width(n, sd, size) < NARROW
        ]
        if not ways or any(some[one] and _width(n, sd, size) < NARROW for some, n, sd in shown):
            continue
        if not _one_row_reveals(family, people, size):
            said = f"{family.measure}: the mean of {size} of these {people.size} follows from a spread by subtraction"
            found.append(Breach(breach.NARROWED, ways[0][:6], size, said))
    return found


def _spread(family: Family, some: Flags) -> tuple[int, float]:
    """How many people, and the standard deviation of their values; 0 of nobody."""
    values = family.values[some]
    return values.size, float(values.std()) if values.size else 0.0


def _width(n: int, sd: float, size: int) -> float:
    return float(2 * sd * np.sqrt(max(n - size, 0) / size))


def _one_row_reveals(family: Family, people: np.ndarray[tuple[int, ...], np.dtype[np.intp]], size: int) -> bool:
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

    def mean_of(self, index: int, size: int) -> tuple[float, float]:
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
            within[j, index * width + j] = -1.0
        ends = []
        for sign in (1.0, -1.0):
            solved = linprog(
                sign * cost, A_ub=within, b_ub=np.zeros(width), A_eq=equal, b_eq=right, bounds=(0, None), method="highs"
            )
            if solved.status != 0:
                raise ValueError(f"what is published about {index} does not hold together: {solved.message}")
            ends.append(sign * float(solved.fun or 0.0))
        return ends[0], ends[1]


def unanimous_breaches(truth: Truth, family: Family) -> list[Breach]:
    """Differences of published sets, of the threshold or more people, who all have one value."""
    found = []
    for people, how in family.derived:
        values = family.values[people]
        if values.size >= truth.threshold and values.min() == values.max():
            said = f"{family.measure}: what is left has {values[0]:g} throughout"
            found.append(Breach(breach.UNANIMOUS_DERIVED, how, values.size, said))
    return found


@lru_cache(maxsize=1024)
def _moves(members: tuple[tuple[int, ...], ...], classes: int) -> Floats:
    """The vectors over the classes that all sets leave open, as rows."""
    basis = null_space([dict.fromkeys(some, 1) for some in members], range(classes))
    moves = np.zeros((len(basis), classes))
    for row, vector in zip(moves, basis, strict=True):
        row[list(vector)] = list(vector.values())
    return moves


def _furthest(moves: Floats, rise: Floats, fall: Floats) -> Floats:
    """How far each move can be gone until a class can rise or fall no further."""
    with np.errstate(divide="ignore", invalid="ignore"):
        limits = np.where(moves > 0, rise / moves, np.where(moves < 0, fall / -moves, np.inf))
    return np.asarray(limits.min(axis=1, initial=np.inf))


@lru_cache(maxsize=1024)
def _derived(sets: tuple[int, ...]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """What is left of sets, as bits of an integer, with the indices of the sets that leave it."""
    known: dict[int, tuple[int, ...]] = {}
    for index, some in enumerate(sets):
        known.setdefault(some, (index,))
    shown = set(known)
    waiting = list(known)
    for one in waiting:
        if len(known) >= _MOST_SETS:
            break
        for other in list(known):
            for larger, smaller in ((one, other), (other, one)):
                rest = larger & ~smaller
                if rest and not smaller & ~larger and rest not in known:
                    known[rest] = tuple(dict.fromkeys((*known[one], *known[other])))
                    waiting.append(rest)
    return tuple((some, how) for some, how in known.items() if some not in shown)


def _flags(people: int, width: int) -> Flags:
    packed = people.to_bytes((width + 7) // 8)
    return np.unpackbits(np.frombuffer(packed, dtype=np.uint8), count=width).astype(bool)
