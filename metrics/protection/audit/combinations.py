"""The rank test: whether any combination of published sums rests on a few people alone (rules 2 and 43).

Taking the columns of some people out of the matrix of sums lowers its rank if, and only if, a combination of its rows
is nothing but a combination of their answers. People who count in the same sums are one *stratum*: no combination rests
on some of them alone. A column that is a multiple of another is one *class* with it: a combination that holds one of
them holds both. So what rests on a few people is nothing in all classes of many people, and what is left is small.

Three rows, for example: all 22 people, a group of 12 and a category of 8 others. The strata are the group, the category
and the 2 people who are left, with a column each::

    all       1  1  1
    group     1  0  0
    category  0  1  0

The rank is 3. Without the last column it is 2, since the first row is then the sum of the others: so all less the group
less the category rests on 2 people alone. The columns of 12 and of 8 people are classes of many; the weights 1, −1, −1,
and their multiples, are all that is nothing there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array
from scipy.sparse.csgraph import connected_components

from metrics.statistics.programs import Program, solve
from surveys.model.survey import Flags, Floats, Integers

CLOSE = 1e-7
"""Below it, nothing is left."""

_NOTHING = 1e-9
"""Below it, a sum of squares is 0: those of combinations of so few small whole numbers lie far above."""

_MOST_TRIED = 20_000
"""Ways, or sets of strata, that are tried; where there are more, a mixed-integer program looks for one."""

_MOST_CLASSES = 1_500
"""Classes of few people that are split into parts; more are looked at together."""

_AT_ONCE = 1_000

_SQUARED = 5
"""How often products are squared before eigenvalues are worked out: that leaves few sets to work them out for."""

_SURELY = 1e-5
"""A set that holds a combination, but for `CLOSE`, has no sum of squares so far below 1, squared so often or less."""


class Combination(NamedTuple):
    """A combination of published sums that rests on a few people.

    Attributes
    ----------
    strata : array of bool, shape (strata,)
        The people.
    weights : array of float, shape (sums,)
        How much of each sum goes into it.
    """

    strata: Flags
    weights: Floats


class SumMatrix(NamedTuple):
    """Published sums as a matrix.

    Attributes
    ----------
    rows : array of float, shape (sums, columns)
        How often the answers of a column count in a sum.
    holder : array of int, shape (columns,)
        The stratum whose answers a column is.
    size : array of int, shape (strata,)
        How many people each stratum has.
    """

    rows: Floats
    holder: Integers
    size: Integers

    def holds(self, others: Floats) -> Flags:
        """Which other sums, shape (others, columns), follow from the published ones."""
        if not len(others):
            return np.zeros(0, dtype=np.bool_)
        both = np.vstack([self.rows, others])
        _, once = np.unique(_bytes_of(both), return_index=True)
        basis, others = row_space(self.rows[:, once]), others[:, once]
        left = others - (others @ basis.T) @ basis
        return np.asarray(np.abs(left).max(axis=1, initial=0.0) < CLOSE)


def resting_on_few(sums: SumMatrix, threshold: int) -> Combination | None:
    """A combination that rests on 1 to `threshold` − 1 people; None where there is none.

    Where very many ways would have to be tried in a part, and no other part has one, only combinations in which every
    answer counts once, for or against, are looked for.
    """
    if not (sums.size < threshold).any():
        return None
    are_all_tried = True
    for part in _parts(sums, threshold):
        try:
            found = part.first()
        except OverflowError:
            are_all_tried = False
        else:
            if found is not None:
                return found
    return None if are_all_tried else _by_program(sums, threshold)


def all_resting_on_few(sums: SumMatrix, threshold: int) -> Iterator[Combination]:
    """A combination for every set of strata of few people on which one rests, part by part, small sets first.

    Of a part with very many sets, the larger ones are left out.
    """
    if not (sums.size < threshold).any():
        return
    for part in _parts(sums, threshold):
        try:
            yield from part.by_sets()
        except OverflowError:
            continue


def _parts(sums: SumMatrix, threshold: int) -> Iterator[_Part]:
    """What combinations leave on classes of few people, where they are nothing on all others, in its smallest parts.

    The parts have no class in common, and a combination is made of one in each: so each is looked at by itself.
    """
    used = np.flatnonzero(sums.rows.any(axis=0))
    if not used.size:
        return
    columns, holder = sums.rows[:, used], sums.holder[used]
    _, first, of_class = np.unique(_bytes_of(_scaled(columns)), return_index=True, return_inverse=True)
    belongs = np.zeros((first.size, sums.size.size), dtype=np.bool_)
    belongs[of_class, holder] = True
    few = belongs @ sums.size < threshold
    free = _left_null_space(columns[:, first[~few]])
    weights, space = _basis(free.T @ columns[:, first[few]])
    weights, belongs = free @ weights, belongs[few]
    if few.sum() > _MOST_CLASSES:
        yield _Part(sums, threshold, space, weights, belongs)
        return
    together = space.T @ space
    number, of_part = connected_components(np.abs(together) > CLOSE)
    for part in range(number):
        own = np.flatnonzero(of_part == part)
        sizes, ways = np.linalg.eigh(together[np.ix_(own, own)])
        basis = ways[:, sizes > 0.5]
        if basis.size:
            yield _Part(sums, threshold, basis.T, weights @ space[:, own] @ basis, belongs[own])


class _Part:
    """Combinations on some classes of few people.

    Parameters
    ----------
    sums : SumMatrix
    threshold : int
    space : array of float, shape (ways, classes)
        An orthonormal basis of them.
    weights : array of float, shape (sums, ways)
        The weights of the sums that make it.
    belongs : array of bool, shape (classes, strata)
        Whose answers a class is.
    """

    def __init__(self, sums: SumMatrix, threshold: int, space: Floats, weights: Floats, belongs: Flags) -> None:
        self._sums, self._threshold = sums, threshold
        self._space, self._weights, self._belongs = space, weights, belongs
        self._most = self._most_held()
        order = np.argsort(-self._most, kind="stable")
        self._order = order[self._most[order] > CLOSE]

    def _most_held(self) -> Floats:
        """How much of a combination, at most, each stratum can hold, shape (strata,): together they hold all of it."""
        held = np.zeros(self._sums.size.size)
        share = self._space / np.sqrt(self._belongs.sum(axis=1))
        for stratum in np.flatnonzero(self._belongs.any(axis=0)).tolist():
            own = share[:, self._belongs[:, stratum]]
            least = own.T @ own if own.shape[1] < own.shape[0] else own @ own.T
            held[stratum] = np.linalg.eigvalsh(least)[-1]
        return held

    def first(self) -> Combination | None:
        """A combination that rests on few people, if there is one: by trying sets, where they are not too many.

        Else by pigeonholes: of more groups of strata than a set of few people can have strata, one holds none of the
        set. So combinations are looked for that are nothing on one group, then on one more, until they rest on few.

        Raises
        ------
        OverflowError
            After very many ways.
        """
        try:
            return next(self.by_sets(), None)
        except OverflowError:
            way = self._search(np.eye(len(self._space)), count())
        return None if way is None else self._made_by(way)

    def by_sets(self) -> Iterator[Combination]:
        """A combination for every set of strata of few people on which one rests, small sets first.

        Raises
        ------
        OverflowError
            After very many sets.
        """
        tried = 0
        for sets in self._candidates():
            tried += len(sets)
            if tried > _MOST_TRIED:
                raise OverflowError("there are too many sets of people to be tried")
            for start in range(0, len(sets), _AT_ONCE):
                yield from self._supporting(sets[start : start + _AT_ONCE])

    def _search(self, ways: Floats, tried: Iterator[int]) -> Floats | None:
        """One of some ways (their combinations included), shape (ways of the space, ways), that rests on few people."""
        if next(tried) > _MOST_TRIED:
            raise OverflowError("there are too many ways to be tried")
        held = np.abs(ways.T @ self._space).max(axis=0) > CLOSE
        strata = np.flatnonzero(self._belongs[held].any(axis=0))
        size = self._sums.size[strata]
        if size.sum() < self._threshold:
            return np.asarray(ways[:, 0])
        if ways.shape[1] == 1:
            return None
        most = int(np.searchsorted(np.cumsum(np.sort(size)), self._threshold))
        ordered = strata[np.argsort(-size, kind="stable")]
        for group in np.array_split(ordered, min(most + 1, ordered.size)):
            columns = self._space[:, self._belongs[:, group].any(axis=1)]
            left = _left_null_space(ways.T @ columns)
            found = self._search(ways @ left, tried) if left.shape[1] else None
            if found is not None:
                return found
        return None

    def _made_by(self, way: Floats) -> Combination:
        weights = self._weights @ way
        held = np.unique(self._sums.holder[np.abs(weights @ self._sums.rows) > CLOSE])
        strata = np.zeros(self._sums.size.size, dtype=np.bool_)
        strata[held] = True
        return Combination(strata, np.where(np.abs(weights) > CLOSE, weights, 0.0))

    def _candidates(self) -> Iterator[Integers]:
        """Sets of strata of few people, shape (sets, strata of each), that could hold a combination; fewest first.

        Sets that cannot hold all of one are left out.
        """
        size, most = self._sums.size[self._order], self._most[self._order]
        number = self._order.size
        sets = np.empty((1, 0), dtype=np.intp)
        people, held = np.zeros(1, dtype=np.intp), np.zeros(1)
        for taken in range(1, self._threshold):
            start = sets[:, -1] + 1 if sets.size else np.zeros(len(sets), dtype=np.intp)
            more = number - start
            if not more.sum():
                return
            which = np.repeat(np.arange(len(sets)), more)
            following = np.arange(more.sum()) - np.repeat(np.cumsum(more) - more, more) + start[which]
            people = people[which] + size[following]
            held = held[which] + most[following]
            sets = np.column_stack([sets[which], following])
            left = np.minimum(self._threshold - 1 - taken, self._threshold - 1 - people)
            kept = (people < self._threshold) & (held + np.maximum(left, 0) * most[following] > 1 - CLOSE)
            sets, people, held = sets[kept], people[kept], held[kept]
            full = held > 1 - CLOSE
            yield self._order[sets if len(sets) > _MOST_TRIED else sets[full]]

    def _supporting(self, sets: Integers) -> Iterator[Combination]:
        """The combinations that rest on some sets, one for each on which one does."""
        inside = self._belongs.T[sets].sum(axis=1, dtype=np.uint16) == self._belongs.sum(axis=1)
        inside = inside[self._may_hold_one(inside)]
        within = self._space[None] * inside[:, None]
        sizes, ways = np.linalg.eigh(within @ within.transpose(0, 2, 1))
        for found in np.flatnonzero(sizes[:, -1] > 1 - CLOSE).tolist():
            yield self._made_by(ways[found, :, -1])

    def _may_hold_one(self, inside: Flags) -> Flags:
        """Whether some sets of classes, shape (sets, classes), may hold all of a combination, shape (sets,).

        A set holds as much of one, at most, as the largest eigenvalue of the products of its columns. Those sets are
        left out in which it lies below 1 for certain, since the sum of squares of a power of these products does.
        """
        number = inside.sum(axis=1)
        may = np.zeros(len(inside), dtype=np.bool_)
        for classes in np.unique(number[number > 0]).tolist():
            left = np.flatnonzero(number == classes)
            columns = self._space.T[np.nonzero(inside[left])[1].reshape(left.size, classes)]
            turned = columns.transpose(0, 2, 1)
            products = columns @ turned if classes < len(self._space) else turned @ columns
            for _ in range(_SQUARED):
                close = (products**2).sum(axis=(1, 2)) > 1 - _SURELY
                left, products = left[close], products[close] @ products[close]
            may[left] = True
        return may


def _by_program(sums: SumMatrix, threshold: int) -> Combination | None:
    """A combination in which each answer counts once, for or against, or not: binary columns, free weights of sums."""
    number, columns = sums.rows.shape
    strata = sums.size.size
    of_stratum = np.zeros((columns, strata))
    of_stratum[np.arange(columns), sums.holder] = 1.0
    none, zero = np.zeros((columns, number)), np.zeros((columns, strata))
    people = np.concatenate([np.zeros(2 * columns), sums.size, np.zeros(number)])
    something = np.concatenate([np.ones(columns), np.zeros(columns + strata + number)])
    combined = np.hstack([np.eye(columns), -np.eye(columns), zero, -sums.rows.T])
    held = np.hstack([np.eye(columns), np.eye(columns), -of_stratum, none])
    binary = np.concatenate([np.ones(2 * columns), (sums.size < threshold).astype(float)])
    nothing, open_ = np.zeros(columns), np.full(number, np.inf)
    solved = solve(
        Program(
            cost=people,
            below=np.concatenate([np.zeros(2 * columns + strata), -open_]),
            above=np.concatenate([binary, open_]),
            matrix=csc_array(np.vstack([combined, held, something, people])),
            low=np.concatenate([nothing, np.full(columns, -np.inf), [1.0, 1.0]]),
            high=np.concatenate([nothing, nothing, [np.inf, threshold - 1.0]]),
            whole=np.arange(people.size) < 2 * columns + strata,
        )
    )
    if solved.x is None:
        return None
    weights = solved.x[2 * columns + strata :]
    return Combination(
        np.asarray(solved.x[2 * columns : 2 * columns + strata] > 0.5), np.where(np.abs(weights) > CLOSE, weights, 0.0)
    )


def _scaled(rows: Floats) -> Floats:
    """Columns as multiples of their first entry that is not 0."""
    first = np.abs(rows).argmax(axis=0) if not rows.size else (np.abs(rows) > CLOSE).argmax(axis=0)
    lead = rows[first, np.arange(rows.shape[1])]
    return np.asarray(np.round(rows / np.where(np.abs(lead) > CLOSE, lead, 1.0), 9) + 0.0)


def _bytes_of(columns: Floats) -> npt.NDArray[np.void]:
    """Each column as one value."""
    turned = np.ascontiguousarray(columns.T)
    return turned.view(np.dtype((np.void, turned.dtype.itemsize * turned.shape[1]))).ravel()


def row_space(rows: Floats) -> Floats:
    """An orthonormal basis of what rows span, shape (rank, columns)."""
    return _basis(rows)[1]


def _basis(rows: Floats) -> tuple[Floats, Floats]:
    """An orthonormal basis of what rows span, shape (rank, columns), and the weights that make it of them."""
    number, columns = rows.shape
    if not rows.size:
        return np.zeros((number, 0)), np.zeros((0, columns))
    if number <= columns:
        sizes, ways = np.linalg.eigh(rows @ rows.T)
        kept = sizes > _NOTHING
        weights = ways[:, kept] / np.sqrt(sizes[kept])
        return weights, weights.T @ rows
    sizes, ways = np.linalg.eigh(rows.T @ rows)
    kept = sizes > _NOTHING
    return rows @ ways[:, kept] / sizes[kept], np.ascontiguousarray(ways[:, kept].T)


def _left_null_space(rows: Floats) -> Floats:
    """An orthonormal basis of the weights under which rows add up to nothing, shape (rows, ways)."""
    if not rows.shape[1]:
        return np.eye(rows.shape[0])
    sizes, ways = np.linalg.eigh(rows @ rows.T)
    return np.asarray(ways[:, sizes <= _NOTHING])
