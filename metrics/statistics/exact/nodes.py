"""Which nodes of an inversion matter: a bound on the characteristic function that rules out whole cells of them.

For steps that are taken with probability p_j and turn by the angle a_j = s + t r_j,

    |1 - p + p exp(i a)|^2 = 1 - y,   y = 4 p (1 - p) sin(a / 2)^2,

and -log(1 - y) / 2 >= A y + B y^2 for y up to 1 with (A, B) = (0.5, 0.25), Taylor's, or (0.35, 0.68), better for most
y. Hence -log|phi| >= Q with

    Q(s, t) = sum f_j u_j + g_j u_j^2,   u_j = sin(a_j / 2)^2,   f_j = 4 A w_j,   g_j = 16 B w_j^2 / m_j,

w_j = m_j p_j (1 - p_j). sqrt(Q) is the length of a vector of sines and squared sines, each of which changes by at most
``|d r_j| / 2`` when t moves by d. So sqrt(Q) changes by at most ``|d| sqrt(sum (f_j + g_j) r_j^2) / 2`` (Minkowski),
and so does its least over s. Q is a short Fourier sum, so one fast Fourier transform gives it on a grid; a cell of the
grid in which sqrt(Q) can't fall low enough is passed over whole. Cells that stay open are cut in four and looked at
again, while that pays.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from metrics.statistics.arrays import Floats, Integers
from metrics.statistics.exact.tilting import NEGLECT, Steps

Complexes = npt.NDArray[np.complex128]
Waves = TypeVar("Waves", Floats, Complexes)

BOUNDS = {False: (0.5, 0.25), True: (0.35, 0.68)}
"""A and B for chances all far from 1/2, and for others."""

# Variance of a step from which on the second bound is the better one.
_MIXED = 0.125
# Part of a node by which an arc is widened, lest rounding drop a node on its border.
_BORDER = 1e-6
# Part of the room between sqrt(Q)'s usual height and what is enough that a cell of the grid may use up.
_SLACK = 0.6
# A decay or an angle that is none, but lets a series be divided by its first step.
_FLAT = 1e-300
# Cells of a grid: 300 megabytes in all.
MOST_CELLS = 1 << 23
# Numbers in work at a time.
BLOCK = 1 << 16
# Nodes in a cell that is not cut any more.
_NARROW = 4
# Terms of the product that it takes to look at an open cell again.
_WORTH_CUTTING = 20_000


def turns(steps: Integers | Floats, period: int) -> Floats:
    """``2 pi steps / period``, reduced to one turn in whole numbers (below 2^53) before any rounding."""
    turned = steps - period * np.rint(steps * (1.0 / period))
    return np.asarray(turned * (2 * math.pi / period))


@dataclass(frozen=True)
class Window:
    """The values ``end, end - 1, ..., end - length + 1`` of a total, the d-th weighing ``exp(-decay d)``.

    `period`: that of the lattice on which the mass is read; no mass worth counting lies a period from the window.
    """

    end: int
    length: int
    decay: float
    period: int

    @classmethod
    def of_tail(cls, span: tuple[int, int], end: int, decay: float) -> Window:
        """The part of the tail up to `end` that has weight, of a total with that span."""
        length = min(max(end - span[0], 0) + 1, math.ceil(NEGLECT / decay))
        return cls.of_values(span, end, length, decay)

    @classmethod
    def of_values(cls, span: tuple[int, int], end: int, length: int, decay: float = _FLAT) -> Window:
        """Those `length` values up to `end`, of a total with that span."""
        low, high = span
        return cls(end, length, decay, max(end - low, high - end + length - 1, length - 1) + 1)

    def enough(self) -> float:
        """How large Q has to be at all nodes passed over, so that their share of the mass is below exp(-NEGLECT).

        At the k-th node the window's own Fourier sum is at most ``period / k``, whatever the decay; each node counts
        twice; and ``1 + 1/2 + 1/3 + ... + 2 / period`` is below ``1 + log(period)``.
        """
        return NEGLECT + math.log(2 + 2 * math.log(self.period))

    def transform(self, nodes: Integers) -> Complexes:
        """Sum over the window of ``exp(-decay d)`` times the phase of the value, at ``2 pi nodes / period``."""
        last = np.expm1(-self.decay * self.length + 1j * turns(nodes * self.length, self.period))
        step = np.expm1(-self.decay + 1j * turns(nodes, self.period))
        return np.asarray(np.exp(-1j * turns(nodes * self.end, self.period)) * (last / step))

    def evenly(self, nodes: Integers) -> Floats:
        """`transform` but for the phase of the window's middle, if there is no decay."""
        half = np.maximum(nodes * (math.pi / self.period), _FLAT)
        return np.asarray(np.sin(self.length * half) / np.sin(half))


class Bound(Protocol):
    """What a search for open nodes asks of a bound Q; see `Modulus`."""

    @property
    def slope(self) -> float:
        """The most by which sqrt(Q) changes when t moves by 1."""
        ...

    def cells(self, enough: float, *, turned: bool) -> int:
        """The grid's size."""
        ...

    def on_grid(self, cells: int, *, turned: bool) -> Floats:
        """Q on a grid."""
        ...

    def at(self, angles: Floats, *, turned: bool) -> Floats:
        """Q at any t."""
        ...


class Modulus:
    """The bound Q of `steps`, as the Fourier sum ``usual - Re(e^is H_1(t)) + Re(e^2is H_2(t))``.

    Attributes
    ----------
    usual : float
        Q's mean over all angles.
    slope : float
        The most by which sqrt(Q) changes when t moves by 1.
    """

    def __init__(self, steps: Steps) -> None:
        self._values = steps.values
        self._sizes = steps.values.astype(np.float64)
        variances = steps.chances * (1 - steps.chances)
        self._weights = steps.counts * variances
        linear, square = BOUNDS[bool(variances.max() > _MIXED)]
        self._linear, second = 4 * linear * self._weights, 16 * square * variances * self._weights
        self._single, self._double = (self._linear + second) / 2, second / 8
        self._alike = bool((steps.chances == steps.chances[0]).all())
        self.usual = float((self._single - self._double).sum())
        self.slope = math.sqrt(float((self._linear + second) @ self._sizes**2)) / 2

    def cells(self, enough: float, *, turned: bool) -> int:
        """The grid's size: a power of 2, or three or five times one."""
        usual = self.usual - (self._spreads()[0] + self._spreads()[1] if turned else 0.0)
        spare = math.sqrt(max(usual, 0.0)) - math.sqrt(enough)
        needed = math.ceil(math.pi * self.slope / max(0.3, _SLACK * spare))
        power = 1 << max(5, (needed - 1).bit_length())
        return next(size for size in (power // 8 * 5, power // 4 * 3, power) if size >= needed)

    def _spreads(self) -> tuple[float, float]:
        """Root mean squares of both Fourier sums, as if the angles were independent and uniform."""
        return math.sqrt(float(self._single @ self._single)), math.sqrt(float(self._double @ self._double))

    def share_open(self, enough: float, *, turned: bool) -> float:
        """Roughly the share of all nodes at which Q is small, as if the angles were independent and uniform."""
        single, double = self._spreads()
        spare = self.usual - enough
        # No term may be large; the rotation takes care of one.
        small = np.sort(np.arcsin(np.sqrt(np.minimum(1.0, enough / np.maximum(self._linear, 1e-300)))) * (2 / math.pi))
        all_small = float(np.prod(small[1:] if turned else small))
        if turned:
            # The length of such a sum is Rayleigh's.
            return min(all_small, math.exp(-((max(0.0, spare - double) / max(single, 1e-300)) ** 2)))
        return min(all_small, float(ndtr((4 - spare) / max(single / math.sqrt(2), 1e-300))))

    def share_of_turn(self, enough: float) -> float:
        """The share of a turn's rotations s at which Q is small, at t = 0; elsewhere it is smaller."""
        return math.acos(max(-1.0, 1 - enough / float(self._weights.sum()))) / math.pi

    def on_grid(self, cells: int, *, turned: bool) -> Floats:
        """Q at s = 0, or (`turned`) below its least over s, at the t of ``2 pi k / cells``, k = 0 ... cells / 2."""
        once, twice = self._values % cells, 2 * self._values % cells
        if not (turned or self._alike):
            both = np.bincount(once, self._single, cells) - np.bincount(twice, self._double, cells)
            return np.asarray(self.usual - np.fft.rfft(both).real)
        single = _waves(once, self._single, cells, turned=turned)
        if self._alike:
            # Of equal chances the sums differ by a factor, and that at twice the angle stands farther on.
            double = np.concatenate([single[::2], single[-3::-2]]) * (self._double[0] / self._single[0])
            weights = single * (self._weights[0] / self._single[0])
        else:
            double = _waves(twice, self._double, cells, turned=True)
            weights = _waves(once, self._weights, cells, turned=True)
        return self._height(single, double, weights, turned=turned)

    def on_turned_grid(self, cells: int, angles: Floats) -> Floats:
        """Q at the t of ``2 pi k / cells``, k = 0 ... cells / 2, with each step turned by an angle of its own."""
        twice = 2 * self._values % cells
        turned = np.exp(-1j * angles)
        once, waves = self._values % cells, np.zeros(cells, dtype=np.complex128)
        np.add.at(waves, once, self._single * turned)
        np.subtract.at(waves, twice, self._double * turned**2)
        return np.asarray(self.usual - np.fft.fft(waves).real[: cells // 2 + 1])

    def _height(self, single: Floats, double: Floats, weights: Floats, *, turned: bool) -> Floats:
        """Q of the sums' real parts, or below its least of their sizes."""
        if not turned:
            return np.asarray(self.usual - single + double)
        return np.asarray(np.maximum(self._weights.sum() - weights, self.usual - single - double))

    def at(self, angles: Floats, *, turned: bool) -> Floats:
        """The same at any t, shape (angles,)."""
        rows = max(1, BLOCK // self._sizes.size)
        parts = [self._at(angles[start : start + rows], turned) for start in range(0, angles.size, rows)]
        return np.concatenate(parts) if parts else angles

    def _at(self, angles: Floats, turned: bool) -> Floats:
        steps = np.multiply.outer(angles, self._sizes)
        if not turned:
            cosines = np.cos(steps)
            single = _sums(cosines, self._single)
            double = 2 * _sums(np.square(cosines, out=cosines), self._double) - self._double.sum()
            return self._height(single, double, single, turned=False)
        rotations = np.exp(1j * steps)
        weights, single = _sums(rotations, self._weights), _sums(rotations, self._single)
        double = _sums(np.square(rotations, out=rotations), self._double)
        return self._height(np.abs(single), np.abs(double), np.abs(weights), turned=True)

    def arcs(self, rotations: Complexes, enough: float, sizes: int) -> tuple[Integers, Integers]:
        """For each t the rotations s = 2 pi i / sizes at which Q may be below `enough`: the first i, and how many.

        By Q's first term, ``sum w - |H| cos(s + arg H)`` with ``H = sum w_j exp(i t r_j)``: an arc around -arg H.
        """
        waves = _sums(rotations.T, self._weights)
        cosine = (float(self._weights.sum()) - enough) / np.maximum(np.abs(waves), 1e-300)
        half = np.arccos(np.clip(cosine, -1.0, 1.0)) * (sizes / (2 * math.pi)) + _BORDER
        centre = -np.angle(waves) * (sizes / (2 * math.pi))
        first = np.ceil(centre - half).astype(np.int64)
        length = np.floor(centre + half).astype(np.int64) - first + 1
        return first, np.minimum(length, sizes)


def _waves(cell: Integers, weights: Floats, cells: int, *, turned: bool) -> Floats:
    """The Fourier sums of weights at some cells of a grid: their sizes, or their real parts."""
    sums = np.fft.rfft(np.bincount(cell, weights, cells))
    return np.abs(sums) if turned else sums.real


def _sums(rotations: Waves, weights: Floats) -> Waves:
    """``rotations @ weights`` without a library that starts threads for it, which costs more than it saves."""
    sums: Waves = np.einsum("ij,j->i", rotations, weights)
    return sums


def open_nodes(modulus: Bound, window: Window, terms: int, *, turned: bool) -> tuple[Window, Integers]:
    """The nodes of the first half period whose terms are not shown to be negligible, and the window with its period.

    The period grows to a multiple of the grid's size. `terms`: how many a node costs. `turned`: negligible whatever the
    rotation s of the steps; else at s = 0.
    """
    enough = math.sqrt(window.enough())
    cells = modulus.cells(enough**2, turned=turned)
    width = -(-window.period // cells)
    window = Window(window.end, window.length, window.decay, cells * width)
    drop = modulus.slope * math.pi / cells
    grid = np.flatnonzero(modulus.on_grid(cells, turned=turned) < (enough + drop) ** 2)
    start = np.maximum(grid * width - width // 2, 0)
    stop = np.minimum(grid * width + (width - width // 2), window.period // 2 + 1)
    half_angle = math.pi / window.period
    while width > _NARROW and terms * int((stop - start).sum()) > _WORTH_CUTTING:
        width = -(-width // 4)
        start, stop = _quarters(start, stop)
        drops = modulus.slope * half_angle * (stop - 1 - start)
        is_open = modulus.at(np.asarray(half_angle * (start + stop - 1)), turned=turned) < (enough + drops) ** 2
        start, stop = start[is_open], stop[is_open]
    return window, _between(start, stop)


def _quarters(start: Integers, stop: Integers) -> tuple[Integers, Integers]:
    """Each range of nodes cut in four."""
    bounds = start[:, None] + (stop - start)[:, None] * np.arange(5) // 4
    first, last = bounds[:, :-1].ravel(), bounds[:, 1:].ravel()
    return first[last > first], last[last > first]


def _between(start: Integers, stop: Integers) -> Integers:
    """All whole numbers from each start to before its stop, one range after the other."""
    length = stop - start
    ends = np.cumsum(length)
    return np.asarray(np.arange(int(ends[-1]) if ends.size else 0) + np.repeat(start - ends + length, length))


def mirrored(terms: Floats, nodes: Integers, period: int) -> float:
    """The sum of the terms of some nodes, ascending, and of their mirror images -t, which two of all nodes have not."""
    alone = (float(terms[0]) if nodes[0] == 0 else 0.0) + (float(terms[-1]) if 2 * nodes[-1] == period else 0.0)
    return 2 * float(terms.sum()) - alone
