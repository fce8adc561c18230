"""Resamples: how often each of n people is drawn in n draws with replacement."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import Floats

Counts = npt.NDArray[np.uint16 | np.float32]

RESAMPLES = 9_999
"""How often the people of a group are drawn anew."""

_BLOCK = 3 * 2**18
_NARROWEST, _WIDEST = 128, 2500
"""People times resamples that are drawn at a time, and how many resamples: what a processor's cache holds."""

_SHORT = 2**15
"""Up to so many people counts are short whole numbers, which are added at twice the speed of floats; no count of
people, drawn and to be drawn again, comes near 2^16.
"""

_CODES = 2**16
_PIECE = 2**18
"""Counts that are looked up at a time."""

_ONE_BY_ONE = 16
"""Up to so many people are drawn one by one."""

_AHEAD = 2
"""Tasks that are begun before they are asked for."""

_One = TypeVar("_One")
_Other = TypeVar("_Other")


class Resampler:
    """Draws of `people` people with replacement, `people` at a time: multinomial, each as likely as the other.

    Independent Poisson counts are multinomial given their total, and stay so when one more person is drawn at random.
    So most of the draws are made as Poisson counts, a random number of 16 bits and a look in a table each, with a
    total that is nearly always short of `people`; the rest is drawn one by one. A resample whose total is too large is
    drawn one by one from the start. What 16 bits can't tell apart is settled by a second number: the law is exact.
    """

    def __init__(self, people: int) -> None:
        self._people = people
        self._kind = counted_in(people)
        self._mean = max(0.0, 1 - 2.5 / np.sqrt(people)) if people > _ONE_BY_ONE else 0.0
        if self._mean:
            chances = _poisson(self._mean) * _CODES
            self._table = np.repeat(np.arange(chances.size, dtype=self._kind), np.floor(chances).astype(np.int64))
            self._rest = np.cumsum(chances - np.floor(chances))

    def draw(self, generator: np.random.Generator, resamples: int) -> Counts:
        """How often each person is drawn, shape (people, resamples); whole numbers."""
        shape = self._people, resamples
        counts = self._most(generator, shape) if self._mean else np.zeros(shape, self._kind)
        missing = self._people - counts.sum(axis=0, dtype=self._kind).astype(np.int64)
        counts[:, missing < 0] = 0
        missing[missing < 0] = self._people
        flat_indices = generator.integers(0, self._people, int(missing.sum()), dtype=np.uint32).astype(np.int64)
        flat_indices *= resamples
        flat_indices += np.repeat(np.arange(resamples), missing)
        np.add.at(counts.reshape(-1), flat_indices, self._kind(1))
        return counts

    def _most(self, generator: np.random.Generator, shape: tuple[int, int]) -> Counts:
        counts = np.empty(shape[0] * shape[1], self._kind)
        for start in range(0, counts.size, _PIECE):
            piece = counts[start : start + _PIECE]
            words = generator.integers(0, 2**64, -(-piece.size // 4), dtype=np.uint64)
            codes = words.astype("<u8", copy=False).view("<u2")[: piece.size]
            np.take(self._table, codes, mode="clip", out=piece)
            unsettled = np.flatnonzero(codes >= self._table.size)
            points = generator.random(unsettled.size) * self._rest[-1]
            piece[unsettled] = self._rest.searchsorted(points, side="right")
        return counts.reshape(shape)


def counted_in(people: int) -> type[np.uint16] | type[np.float32]:
    """The kind of number that holds how often each of so many people is drawn, and their sums, exactly."""
    return np.uint16 if people <= _SHORT else np.float32


def _poisson(mean: float) -> Floats:
    """Chances of 0, 1, 2, …, to where they can't be distinguished from 0."""
    chances = [float(np.exp(-mean))]
    while chances[-1] > 1e-18:
        chances.append(chances[-1] * mean / len(chances))
    return np.asarray(chances)


def blocks(people: int, resamples: int) -> list[slice]:
    """The resamples that are drawn together, in order."""
    width = min(max(_NARROWEST, _BLOCK // people), _WIDEST)
    return [slice(start, min(start + width, resamples)) for start in range(0, resamples, width)]


def stream(seed: int, sample: int, block: int = 0) -> np.random.Generator:
    """The random numbers of one block of a sample, the same whoever draws the other blocks.

    The first sample's are those of ``PCG64(seed)``, a block 2^127 or so numbers from the next; another sample's those
    of a child of that seed.
    """
    source = np.random.PCG64(seed if sample == 0 else np.random.SeedSequence(seed, spawn_key=(sample,)))
    return np.random.Generator(source.jumped(block) if block else source)


def side_by_side(work: Callable[[_One], _Other], tasks: Sequence[_One]) -> list[_Other]:
    """`work` done on each task, two at a time: NumPy lets go of the interpreter for most of it."""
    if len(tasks) < 2 or (os.cpu_count() or 1) < 2:
        return [work(task) for task in tasks]
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(work, tasks))


def ahead(work: Callable[[_One], _Other], tasks: Sequence[_One], in_a_thread: bool) -> Iterator[_Other]:
    """`work` done on each task in turn; in a thread, if that pays, some tasks before they are asked for."""
    if not in_a_thread or len(tasks) < 2 or (os.cpu_count() or 1) < 2:
        yield from map(work, tasks)
        return
    with ThreadPoolExecutor(1) as pool:
        waiting = [pool.submit(work, task) for task in tasks[:_AHEAD]]
        for task in (*tasks[_AHEAD:], *[None] * _AHEAD):
            yield waiting.pop(0).result()
            if task is not None:
                waiting.append(pool.submit(work, task))
