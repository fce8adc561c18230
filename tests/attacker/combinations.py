"""Whether some combination of rows, other than nothing, rests on few people: an exact search without a limit of size.

A row is a vector over the columns of people: a column is a person's score somewhere (a round; a round and an item).
A combination that rests on few people vanishes in the columns of all others: without those few people's columns the
matrix has a lower rank. All reckoning is modulo a prime, so that it is exact but for a chance of about one in 10⁹.

People whose columns are the same are one *stratum*: a combination rests on all of them or on none. Of the vectors that
vanish on every stratum of too many people, a basis is brought to echelon form several times, by strata that have
nothing in common (disjoint information sets, as in Brouwer and Zimmermann's search for the lightest word of a code;
Grassl 2006): a vector on few people rests on very few of at least one of them, and so belongs to a small subspace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

PRIME = 2**31 - 1
_MOST_STEPS = 50_000

Matrix = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Homes = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


class TooManyError(Exception):
    """The search gave up: nothing is known."""


def few_behind(rows: Matrix, most: int, takes_part: Sequence[bool] | None = None) -> frozenset[int] | None:
    """1 to `most` people on whom a combination of the rows rests; None where there are none.

    Parameters
    ----------
    rows : array of int, shape (rows, people, columns of a person)
        Modulo `PRIME`.
    most : int
    takes_part : sequence of bool, optional
        Rows of which at least one must be needed for the combination; all where absent.

    Raises
    ------
    TooManyError
        If there are too many combinations to be looked at.
    """
    strata = _strata(rows)
    if not strata:
        return None
    owner = np.repeat(np.arange(len(strata)), rows.shape[2])
    vectors = np.concatenate([rows[:, people[0], :] for people in strata], axis=1)
    is_new = np.ones(len(rows), dtype=bool) if takes_part is None else np.array(takes_part, dtype=bool)
    basis = _with_part_taken(vectors, is_new)
    sizes = np.array([len(people) for people in strata])
    found = _Search(owner, sizes).few_of(basis, most)
    return None if found is None else frozenset(person for one in found for person in strata[one])


def _strata(rows: Matrix) -> list[list[int]]:
    """People by their columns; those of whom no row speaks are left out."""
    by_columns: dict[bytes, list[int]] = {}
    for person in np.flatnonzero(rows.any(axis=(0, 2))).tolist():
        by_columns.setdefault(rows[:, person, :].tobytes(), []).append(person)
    return list(by_columns.values())


def _with_part_taken(vectors: Matrix, is_new: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Matrix:
    """A basis of the rows, and behind it in further columns what each vector has of the new rows beyond the others."""
    old = _echelon(vectors[~is_new])
    both = _echelon(np.concatenate([old, vectors[is_new]]), kept=len(old))
    beyond = len(both) - len(old)
    part = np.zeros((len(both), beyond), dtype=np.int64)
    part[len(old) :] = np.eye(beyond, dtype=np.int64)
    return np.concatenate([both, part], axis=1)


def _echelon(vectors: Matrix, kept: int = 0) -> Matrix:
    """Vectors without those that follow from the ones before; the first `kept` are known to be independent.

    The first `kept` stay as they are, the others are any that span the same together with them.
    """
    left = vectors.copy()
    basis: list[int] = []
    for row in range(len(left)):
        columns = np.flatnonzero(left[row])
        if not columns.size:
            continue
        basis.append(row)
        column = columns[0]
        below = row + 1 + np.flatnonzero(left[row + 1 :, column])
        if below.size:
            factor = left[below, column] * pow(int(left[row, column]), -1, PRIME) % PRIME
            left[below] = (left[below] - factor[:, None] * left[row] % PRIME) % PRIME
    assert basis[:kept] == list(range(kept))
    return vectors[basis]


def _vanishing(vectors: Matrix, columns: Sequence[int]) -> Matrix:
    """A basis of the combinations that are 0 in some columns."""
    left = vectors
    for column in columns:
        rows = np.flatnonzero(left[:, column])
        if rows.size:
            left = np.delete(_cleared(left, int(rows[-1]), column, rows), rows[-1], axis=0)
    return left


def _cleared(vectors: Matrix, row: int, column: int, rows: np.ndarray[tuple[int, ...], np.dtype[np.intp]]) -> Matrix:
    """The vectors with 0 in a column of all but one of some rows."""
    others = rows[rows != row]
    factor = vectors[others, column] * pow(int(vectors[row, column]), -1, PRIME) % PRIME
    vectors = vectors.copy()
    vectors[others] = (vectors[others] - factor[:, None] * vectors[row] % PRIME) % PRIME
    return vectors


@dataclass
class _Search:
    """Columns' strata, and how many people each has; vectors may have further columns behind, see `few_behind`."""

    owner: np.ndarray[tuple[int, ...], np.dtype[np.intp]]
    sizes: np.ndarray[tuple[int, ...], np.dtype[np.intp]]
    steps: int = 0

    def few_of(self, basis: Matrix, most: int) -> list[int] | None:
        """Strata of `most` people or fewer on which a vector rests."""
        large = np.flatnonzero(self.sizes[self.owner] > most)
        left = _vanishing(basis, large.tolist())
        if not left[:, self.owner.size :].any():
            return None
        for part in self._parts(left):
            found = self._few_of_part(part, most) if part[:, self.owner.size :].any() else None
            if found is not None:
                return found
        return None

    def _parts(self, left: Matrix) -> list[Matrix]:
        """The basis in echelon form, by what hangs together: no vector on the fewest people reaches over two parts."""
        reduced, _ = next(self._layers(left, 1))
        home: dict[int, int] = {}

        def root(one: int) -> int:
            while home.setdefault(one, one) != one:
                one = home[one]
            return one

        touched = [sorted(set(self.owner[np.flatnonzero(row[: self.owner.size])].tolist())) for row in reduced]
        for first, *others in touched:
            for other in others:
                home[root(other)] = root(first)
        roots = [root(some[0]) for some in touched]
        return [reduced[[one == own for own in roots]] for one in dict.fromkeys(roots)]

    def _few_of_part(self, left: Matrix, most: int) -> list[int] | None:
        """The same of vectors that hang together: each touches every layer, and one of them with few people alone."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise TooManyError
        layers = list(self._layers(left, most + 1))
        share, more = divmod(most + 1, len(layers))
        for number, (reduced, homes) in enumerate(layers):
            own = set(homes[homes >= 0].tolist())
            for some in self._unions(sorted(own), share - 1 + (number < more)):
                others = np.flatnonzero(np.isin(self.owner, list(own - set(some))))
                inside = _vanishing(reduced[np.isin(homes, [-1, *some])], others.tolist())
                if not inside[:, self.owner.size :].any():
                    continue
                is_smaller = len(inside) < len(left)
                further = self._few_of_part(inside, most) if is_smaller else self._within(inside, frozenset(), most)
                if further is not None:
                    return further
        return None

    def _layers(self, left: Matrix, wanted: int) -> Iterator[tuple[Matrix, Homes]]:
        """The basis in echelon form by strata that no other form uses, and the stratum of each row's pivot.

        `wanted` at most. A row without a pivot (−1) vanishes on all strata that the form uses; in a later form half of
        the rows may be such.
        """
        waiting = sorted(set(self.owner.tolist()), key=lambda one: -self.sizes[one])
        for _ in range(wanted):
            reduced, homes = left, np.full(len(left), -1)
            for one in waiting:
                for column in np.flatnonzero(self.owner == one).tolist():
                    rows = np.flatnonzero(reduced[:, column])
                    own = rows[homes[rows] < 0]
                    if own.size:
                        reduced = _cleared(reduced, int(own[0]), column, rows)
                        homes[own[0]] = one
                if (homes >= 0).all():
                    break
            if 2 * int((homes < 0).sum()) > len(left):
                return
            used = set(homes.tolist())
            waiting = [one for one in waiting if one not in used]
            yield reduced, homes

    def _unions(self, strata: Sequence[int], budget: int) -> Iterator[list[int]]:
        """Sets of strata of `budget` people or fewer, none of which is within another that fits too."""

        def further(chosen: list[int], start: int, room: int) -> Iterator[list[int]]:
            could_grow = False
            for index in range(len(strata)):
                one = strata[index]
                if one in chosen or self.sizes[one] > room:
                    continue
                could_grow = True
                if index >= start:
                    yield from further([*chosen, one], index + 1, room - int(self.sizes[one]))
            if not could_grow:
                yield chosen

        return further([], 0, budget)

    def _within(self, vectors: Matrix, taken: frozenset[int], room: int) -> list[int] | None:
        """The same in a small subspace, with some strata taken already."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise TooManyError
        while True:
            if not len(vectors) or not vectors[:, self.owner.size :].any():
                return None
            active = set(self.owner[np.flatnonzero(vectors[:, : self.owner.size].any(axis=0))].tolist()) - taken
            if not active:
                return sorted(taken)
            too_many = [one for one in active if self.sizes[one] > room]
            if not too_many:
                break
            vectors = _vanishing(vectors, np.flatnonzero(np.isin(self.owner, too_many)).tolist())
        if len(vectors) == 1:
            return sorted(taken | active) if int(sum(self.sizes[list(active)])) <= room else None
        one = max(active, key=lambda stratum: (self.sizes[stratum], -stratum))
        without = self._within(_vanishing(vectors, np.flatnonzero(self.owner == one).tolist()), taken, room)
        if without is not None:
            return without
        return self._within(vectors, taken | {one}, room - int(self.sizes[one]))
