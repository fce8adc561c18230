"""Tail probabilities by inverting a characteristic function on its lattice: for long sums.

On a lattice of period N the mass at k is exactly ``sum over j of phi(2 pi j / N) exp(-2 pi i j k / N) / N``, as long as
no mass lies a whole period away. The terms of a window of values form a geometric series, which is summed in closed
form: not far out the window is all between the tails, far out it is a tail, tilted. What is left out is bounded, never
guessed: the mass beyond the period by Chernoff's bound (`tilting.Steps.span`), the nodes passed over by that of
`nodes.Modulus`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import TypeVar

import numpy as np

from metrics.statistics.arrays import Floats, Integers
from metrics.statistics.exact.binomial import binomial
from metrics.statistics.exact.lattice import TOO_LONG, NoLatticeError
from metrics.statistics.exact.nodes import BLOCK, MOST_CELLS, Complexes, Modulus, Window, mirrored, open_nodes, turns
from metrics.statistics.exact.tilting import NEGLECT, Steps, flip_decay, log_ratio, saddlepoint, tilt

Factors = TypeVar("Factors", Floats, Complexes)

# Below 1e-13 is left out in all. Some 1e-2 to 1 is usual, as the tilt brings the observed total to the middle.
_LEAST_MASS = 1e-6
# Up to so many standard deviations from the mean the tails are what the middle leaves: 6e-5 or more.
MIDDLE = 4.0
# From so many nodes in a row on, rotations are multiplied up from the first.
_RUN = 8
# Terms for which nobody waits: some 20 seconds.
_MOST_TERMS = 4e9
# Up to so many times factors are multiplied one after the other.
_FEW_TIMES = 4
# Up to so many steps their number is picked out of a product: chances and sums stay far from 0 and infinity.
_PICKED = 400
# From so many columns on, multiplying row by row is quicker than copying rows together.
_WIDE = 256


class FlipInversion:
    """P(X <= at_most) as `flips` has it; `at_most` below the middle."""

    def __init__(self, values: Integers, counts: Integers, at_most: int) -> None:
        self._steps = Steps(values, counts, np.full(values.size, 0.5))
        heads, spread = int(values @ counts), self._steps.spread
        self._far = heads / 2 - at_most > MIDDLE * spread
        if self._far:
            decay = flip_decay(self._steps, at_most)
            tilts = -decay * values.astype(np.float64)
            self._log_factor = log_ratio(self._steps, tilts, np.zeros_like(counts)) + decay * at_most
            self._steps = tilt(self._steps, tilts)
            self._window = Window.of_tail(_flip_span(self._steps.mean, spread, heads), at_most, decay)
        else:
            end = heads - at_most - 1
            self._window = Window.of_values(_flip_span(heads / 2, spread, heads), end, end - at_most)
        self._modulus = Modulus(self._steps)
        self._product = PowerProduct(counts)

    def cost(self) -> float:
        """About how many nanoseconds `tail` takes; infinite if it needs too much memory."""
        enough = self._window.enough()
        cells = self._modulus.cells(enough, turned=False)
        nodes = 30 + 0.5 * self._window.period * self._modulus.share_open(enough, turned=False)
        return 1e5 + (20.0 * self._steps.values.size + 100) * nodes + 20.0 * cells if cells <= MOST_CELLS else math.inf

    def tail(self) -> float | None:
        """The probability; None if what was left out could be more than 1e-7 of it."""
        rows = self._steps.values.size
        window, nodes = open_nodes(self._modulus, self._window, rows, turned=False)
        _refuse_if(nodes.size * rows > _MOST_TERMS)
        terms = self._far_terms if self._far else self._middle_terms
        sums = [mirrored(terms(window, part), part, window.period) for part in blocks(nodes, rows)]
        mass = sum(sums) / window.period
        return _probability(self._log_factor, mass) if self._far else (1 - mass) / 2

    def _far_terms(self, window: Window, nodes: Integers) -> Floats:
        """The nodes' terms of a tilted tail."""
        factors = _rotations(self._steps, nodes, window.period)
        factors *= self._steps.chances[:, None]
        factors += 1 - self._steps.chances[:, None]
        return np.asarray((self._product(factors) * window.transform(nodes)).real)

    def _middle_terms(self, window: Window, nodes: Integers) -> Floats:
        """The nodes' terms of all between the tails: it lies evenly about the mean, so that cosines are enough."""
        factors = np.cos(np.multiply.outer(self._steps.values, nodes * (math.pi / window.period)))
        return np.asarray(self._product(factors) * window.evenly(nodes))


class DrawInversion:
    """P(X <= below) + P(X >= above) as `draws` has it; without `above` P(X <= below), a possible total.

    The drawn are independent steps, given that their number is `draws`: a second, short Fourier sum picks that number.
    """

    def __init__(self, values: Integers, counts: Integers, draws: int, below: int, above: int | None = None) -> None:
        total = int(counts.sum())
        chance = draws / total
        shift = round(int(values @ counts) / total)
        steps = Steps(values - shift, counts, np.full(values.size, chance))
        end = below - draws * shift if above is None else above - draws * shift - 1
        self._draws = draws
        self._log_factor = -math.log(float(binomial(total, chance)[draws]))
        decay, self._tilted = 0.0, above is None
        if above is None:
            lowest = lowest_draws(counts, draws)
            least = int(lowest @ steps.values)
            # The least possible total is reached by no finite tilt.
            level, decay = _draw_tilt(steps, draws, max(float(end), least + 0.5))
            tilts = level - decay * steps.values.astype(np.float64)
            self._log_factor += log_ratio(steps, tilts, lowest) + decay * (end - least)
            steps = tilt(steps, tilts)
        self._steps, end = _uncorrelated(steps, draws, end)
        span = self._steps.span()
        self._window = (
            Window.of_tail(span, end, decay) if above is None else Window.of_values(span, end, above - below - 1)
        )
        self._modulus = Modulus(self._steps)
        fewest, most = Steps(np.ones_like(values), counts, self._steps.chances).span()
        self._sizes = max(draws - fewest, most - draws) + 1

    def cost(self) -> float:
        """About how many nanoseconds `outside` or `tail` takes; infinite if it needs too much memory."""
        enough = self._window.enough()
        cells = self._modulus.cells(enough, turned=True)
        if cells > MOST_CELLS:
            return math.inf
        nodes = 20 + 0.5 * self._window.period * self._modulus.share_open(enough, turned=True)
        return 3e5 + 40.0 * cells + 500.0 * nodes + min(self._summing_cost(nodes), self._picking_cost(nodes))

    def _summing_cost(self, nodes: float) -> float:
        """The same of the second Fourier sum."""
        pairs = nodes * (1 + 0.6 * self._sizes * self._modulus.share_of_turn(self._window.enough()))
        return 1e5 + (12.0 * self._steps.values.size + 60) * pairs

    def _picking_cost(self, nodes: float) -> float:
        """The same of picking the number drawn out of a product; infinite for what is tilted, or too long."""
        size = int(self._steps.counts.sum())
        return math.inf if self._tilted or size > _PICKED else size * (2000 + 0.3 * size * nodes)

    def outside(self) -> float:
        """P(X <= below) + P(X >= above)."""
        return 1 - self._mass() * math.exp(self._log_factor)

    def tail(self) -> float | None:
        """P(X <= below); None if what was left out could be more than 1e-7 of it."""
        return _probability(self._log_factor, self._mass())

    def _mass(self) -> float:
        """The weighted mass in the window, of independent steps, their number `draws`."""
        rows = self._steps.values.size
        window, nodes = open_nodes(self._modulus, self._window, rows * self._sizes, turned=True)
        _refuse_if(nodes.size * rows * self._sizes > _MOST_TERMS)
        picked = self._picking_cost(nodes.size) < self._summing_cost(nodes.size)
        total = 0.0
        for part in blocks(nodes, int(self._steps.counts.sum()) if picked else rows):
            rotations = _rotations(self._steps, part, window.period)
            of_number = self._picked(rotations) if picked else self._summed(rotations, window)
            total += mirrored((of_number * window.transform(part)).real, part, window.period)
        return total / window.period

    def _picked(self, rotations: Complexes) -> Complexes:
        """The characteristic function of the steps, given their number, times that number's chance.

        The product of all ``1 - p + p z exp(i t r)``, as a polynomial in z up to the number drawn: of two halves of the
        steps at once.
        """
        turned = rotations[np.repeat(np.arange(rotations.shape[0]), self._steps.counts)]
        half = -(-len(turned) // 2)
        halves = np.zeros((2, half, turned.shape[1]), dtype=np.complex128)
        halves.reshape(-1, turned.shape[1])[: len(turned)] = turned
        sums = np.zeros((2, half + 1, turned.shape[1]), dtype=np.complex128)
        sums[:, 0] = 1
        for step in range(half):
            sums[:, 1 : step + 2] += sums[:, : step + 1] * halves[:, step, None]
        first = np.arange(max(0, self._draws - half), min(half, self._draws) + 1)
        chance = float(self._steps.chances[0])
        many = (1 - chance) ** (len(turned) - self._draws) * chance**self._draws
        return np.asarray(np.einsum("kt,kt->t", sums[0, first], sums[1, self._draws - first]) * many)

    def _summed(self, rotations: Complexes, window: Window) -> Complexes:
        """The same by a Fourier sum over the number drawn."""
        product, moves = PowerProduct(self._steps.counts), self._steps.chances[:, None]
        first, length = self._modulus.arcs(rotations, window.enough(), self._sizes)
        found = np.zeros(rotations.shape[1], dtype=np.complex128)
        for column, size in pairs_of(first, length, len(rotations)):
            turned = rotations.take(column, axis=1)
            turned *= np.exp(1j * turns(size, self._sizes))
            turned *= moves
            turned += 1 - moves
            terms = product(turned) * np.exp(-1j * turns(size * self._draws, self._sizes))
            found.real += np.bincount(column, terms.real, found.size)
            found.imag += np.bincount(column, terms.imag, found.size)
        return found / self._sizes


def _refuse_if(too_long: bool) -> None:
    if too_long:
        raise NoLatticeError(TOO_LONG)


def _probability(log_factor: float, mass: float) -> float | None:
    """The probability whose tilted counterpart is `mass`, if that stands out from what was left out."""
    return math.exp(log_factor + math.log(mass)) if mass > _LEAST_MASS else None


def lowest_draws(counts: Integers, draws: int) -> Integers:
    """How many are drawn of each value, ascending, when the lowest are."""
    return np.diff(np.minimum(np.cumsum(counts), draws), prepend=0)


def _flip_span(mean: float, spread: float, heads: int) -> tuple[int, int]:
    """`Steps.span` by the bound of Hoeffding (1963), as good for coins that are nearly fair, and quicker.

    P(X >= E X + x) <= exp(-x^2 / 2 s^2), s (`spread`) the standard deviation if all chances were 1/2.
    """
    reach = math.sqrt(2 * NEGLECT) * spread
    return max(0, math.floor(mean - reach)), min(heads, math.ceil(mean + reach))


def _draw_tilt(plain: Steps, draws: int, end: float) -> tuple[float, float]:
    """Level and decay of the tilt ``level - decay * values`` with means `draws` and, where that is far, `end`."""
    values = plain.values.astype(np.float64)
    flattest = 1.0 / plain.spread
    ones = np.ones((1, values.size))
    level = float(saddlepoint(ones, plain, np.array([float(draws)]), -flattest * values)[0])
    if tilt(plain, level - flattest * values).mean <= end:
        return level, flattest
    both = np.vstack([ones, -values])
    more = saddlepoint(both, plain, np.array([float(draws), -end]), level - flattest * values)
    return level + float(more[0]), flattest + float(more[1])


def _uncorrelated(steps: Steps, draws: int, end: int) -> tuple[Steps, int]:
    """The steps moved along the lattice until their total hardly depends on their number, and `end` with them."""
    weights = steps.weights
    shift = round(float(weights @ steps.values) / float(weights.sum()))
    return Steps(steps.values - shift, steps.counts, steps.chances), end - draws * shift


def _rotations(steps: Steps, nodes: Integers, period: int) -> Complexes:
    """``exp(i t r_j)``, shape (step sizes, nodes)."""
    breaks = (np.flatnonzero(nodes[1:] - nodes[:-1] != 1) + 1).tolist()
    if len(breaks) * _RUN > nodes.size:
        return np.asarray(np.exp(1j * turns(np.multiply.outer(steps.values, nodes), period)))
    runs = list(pairwise([0, *breaks, nodes.size]))
    firsts = np.array([1, *(nodes[start] for start, _ in runs)])
    begun = np.exp(1j * turns(np.multiply.outer(steps.values, firsts), period))
    powers = _powers(begun[:, 0], max(stop - start for start, stop in runs))
    rotations = np.empty((steps.values.size, nodes.size), dtype=np.complex128)
    for run, (start, stop) in enumerate(runs, 1):
        np.multiply(powers[:, : stop - start], begun[:, run, None], out=rotations[:, start:stop])
    return rotations


def _powers(base: Complexes, size: int) -> Complexes:
    """``base[:, None] ** [0, 1, ..., size - 1]``."""
    powers = np.ones((size, base.size), dtype=np.complex128)
    done = 1
    while done < size:
        more = min(done, size - done)
        np.multiply(powers[:more], base, out=powers[done : done + more])
        base = base * base
        done *= 2
    return powers.T.copy()


def pairs_of(first: Integers, length: Integers, rows: int) -> Iterator[tuple[Integers, Integers]]:
    """All (column, first[column] + 0, 1, ..., length[column] - 1), a block at a time."""
    ends = np.cumsum(length)
    for block in blocks(np.arange(int(ends[-1]) if ends.size else 0), rows):
        column = np.searchsorted(ends, block, side="right")
        yield column, first[column] + block - (ends[column] - length[column])


def blocks(nodes: Integers, rows: int) -> Iterator[Integers]:
    """`nodes` cut so that an array of `rows` numbers a node stays small."""
    size = max(1, BLOCK // rows)
    return (nodes[start : start + size] for start in range(0, nodes.size, size))


class PowerProduct:
    """``prod f_j^m_j`` for whole m_j.

    All powers are squared up together, by Horner's rule over the binary digits of the m_j: as many multiplications as
    there are ones in them. Where all m_j are small, it is quicker to multiply by what is left over.
    """

    def __init__(self, counts: Integers) -> None:
        most = int(counts.max())
        self._few = most <= _FEW_TIMES
        if self._few:
            self._rows = [np.flatnonzero(counts >= many) for many in range(2, most + 1)]
        else:
            self._rows = [np.flatnonzero((counts >> digit) & 1) for digit in reversed(range(most.bit_length()))]

    def __call__(self, factors: Factors) -> Factors:
        """The product in each column of `factors`, shape (step sizes, nodes)."""
        if self._few:
            result: Factors = np.multiply.reduce(factors, axis=0)
            for rows in self._rows:
                result *= np.multiply.reduce(factors[rows], axis=0)
            return result
        result = np.ones(factors.shape[1], dtype=factors.dtype)
        for rows in self._rows:
            result *= result
            if rows.size == len(factors):
                result *= np.multiply.reduce(factors, axis=0)
            elif factors.shape[1] > _WIDE:
                for row in rows.tolist():
                    result *= factors[row]
            elif rows.size:
                result *= np.multiply.reduce(factors[rows], axis=0)
        return result
