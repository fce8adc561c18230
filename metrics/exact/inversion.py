"""Tail probabilities by inverting a tilted characteristic function on its lattice: for long sums.

On a lattice of period N the mass at k is exactly ``sum over j of phi(2 pi j / N) exp(-2 pi i j k / N) / N``, as long as
no mass lies a whole period away. The tail's terms form a geometric series, which is summed in closed form. What is
left out is bounded, never guessed: the mass beyond the period by Chernoff's bound (`tilting.Steps.span`), the nodes
passed over by that of `nodes.Modulus`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from metrics.exact.counting import binomial
from metrics.exact.nodes import Complexes, Modulus, Window, mirrored, open_nodes, turns
from metrics.exact.ranks import Integers
from metrics.exact.tilting import Steps, log_ratio, saddlepoint, tilt

# Below 1e-15 is left out in all. Some 1e-4 to 1 is usual, as the tilt brings the observed total to the middle.
_LEAST_MASS = 1e-6
_BLOCK = 1 << 16
# From so many columns on, multiplying row by row is quicker than copying rows together.
_WIDE = 256


class FlipInversion:
    """P(X <= at_most) as `counting.flip_tail` has it; `at_most` below the middle."""

    def __init__(self, values: Integers, counts: Integers, at_most: int) -> None:
        fair = Steps(values, counts, np.full(values.size, 0.5))
        sizes = values.astype(np.float64)
        decay = 1.0 / fair.spread
        if tilt(fair, -decay * sizes).mean > at_most:
            # A total of 0 is reached by no finite tilt.
            target = np.array([-max(float(at_most), 0.5)])
            decay += float(saddlepoint(-sizes[None, :], fair, target, -decay * sizes)[0])
        self._steps = tilt(fair, -decay * sizes)
        self._window = Window.of_tail(self._steps, at_most, decay)
        self._modulus = Modulus(self._steps)
        self._log_factor = log_ratio(fair, -decay * sizes, np.zeros_like(counts)) + decay * at_most

    def cost(self) -> float:
        """About how many nanoseconds `tail` takes."""
        nodes = 30 + 0.5 * self._window.period * self._modulus.share_open()
        return 5e5 + 60.0 * self._steps.values.size * nodes + 60.0 * self._modulus.slope

    def tail(self) -> float | None:
        """The probability; None if what was left out could be more than 1e-9 of it."""
        window, nodes = open_nodes(self._modulus, self._window, turned=False)
        product = PowerProduct(self._steps)
        total = 0.0
        for part in _blocks(nodes, self._steps.values.size):
            rotations = _rotations(self._steps, part, window.period)
            sums = product(rotations) * window.transform(part)
            total += float(mirrored(part, window.period) @ sums.real)
        return _probability(self._log_factor, total / window.period)


class DrawInversion:
    """P(X <= at_most) as `counting.draw_tail` has it; `at_most` below the mean, not below the least possible.

    The drawn are independent steps, given that their number is `draws`: a second, short Fourier sum picks that number.
    """

    def __init__(self, values: Integers, counts: Integers, draws: int, at_most: int) -> None:
        total = int(counts.sum())
        chance = draws / total
        shift = round(int(values @ counts) / total)
        plain = Steps(values - shift, counts, np.full(values.size, chance))
        end = at_most - draws * shift
        lowest = lowest_draws(counts, draws)
        least = int(lowest @ plain.values)
        # The least possible total is reached by no finite tilt.
        level, decay = _draw_tilt(plain, draws, max(float(end), least + 0.5))
        tilts = level - decay * plain.values.astype(np.float64)
        self._draws = draws
        self._steps, end = _uncorrelated(tilt(plain, tilts), draws, end)
        self._window = Window.of_tail(self._steps, end, decay)
        self._modulus = Modulus(self._steps)
        fewest, most = Steps(np.ones_like(values), counts, self._steps.chances).span()
        self._sizes = max(draws - fewest, most - draws) + 1
        self._log_factor = log_ratio(plain, tilts, lowest) + decay * (at_most - draws * shift - least)
        self._log_factor -= math.log(float(binomial(total, chance)[draws]))

    def cost(self) -> float:
        """About how many nanoseconds `tail` takes."""
        pairs = 1000 + 0.5 * self._sizes * self._window.period * self._modulus.share_open()
        return 1e6 + 40.0 * self._steps.values.size * pairs + 90.0 * self._modulus.slope

    def tail(self) -> float | None:
        """The probability; None if what was left out could be more than 1e-9 of it."""
        window, nodes = open_nodes(self._modulus, self._window, turned=True)
        product = PowerProduct(self._steps)
        total = 0.0
        for part in _blocks(nodes, self._steps.values.size):
            rotations = _rotations(self._steps, part, window.period)
            outer = window.transform(part) * mirrored(part, window.period)
            first, length = self._modulus.arcs(rotations, window.enough(turns(part, window.period)), self._sizes)
            for column, size in _pairs(first, length, self._steps.values.size):
                turned = rotations.take(column, axis=1)
                turned *= np.exp(1j * turns(size, self._sizes))
                phases = np.exp(-1j * turns(size * self._draws, self._sizes))
                total += float((product(turned) * phases * outer[column]).real.sum())
        return _probability(self._log_factor, total / (window.period * self._sizes))


def _probability(log_factor: float, mass: float) -> float | None:
    """The probability whose tilted counterpart is `mass`, if that stands out from what was left out."""
    return math.exp(log_factor + math.log(mass)) if mass > _LEAST_MASS else None


def lowest_draws(counts: Integers, draws: int) -> Integers:
    """How many are drawn of each value, ascending, when the lowest are."""
    return np.diff(np.minimum(np.cumsum(counts), draws), prepend=0)


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
    return np.asarray(np.exp(1j * turns(np.multiply.outer(steps.values, nodes), period)))


def _pairs(first: Integers, length: Integers, rows: int) -> Iterator[tuple[Integers, Integers]]:
    """All (column, first[column] + 0, 1, ..., length[column] - 1), a block at a time."""
    ends = np.cumsum(length)
    for block in _blocks(np.arange(int(ends[-1]) if ends.size else 0), rows):
        column = np.searchsorted(ends, block, side="right")
        yield column, first[column] + block - (ends[column] - length[column])


def _blocks(nodes: Integers, rows: int) -> Iterator[Integers]:
    """`nodes` cut so that an array of `rows` numbers a node stays small."""
    size = max(1, _BLOCK // rows)
    return (nodes[start : start + size] for start in range(0, nodes.size, size))


class PowerProduct:
    """The characteristic function ``prod (1 - p_j + p_j z_j)^m_j``, all powers squared up together.

    Horner's rule over the binary digits of the m_j: as many multiplications as there are ones in them.
    """

    def __init__(self, steps: Steps) -> None:
        self._moves = steps.chances[:, None]
        self._stays = 1 - self._moves
        digits = range(int(steps.counts.max()).bit_length())
        self._rows = [np.flatnonzero((steps.counts >> digit) & 1) for digit in reversed(digits)]

    def __call__(self, rotations: Complexes) -> Complexes:
        """The product at each column of `rotations`, shape (step sizes, nodes), which are overwritten."""
        factors = rotations
        factors *= self._moves
        factors += self._stays
        result = np.ones(factors.shape[1], dtype=np.complex128)
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
