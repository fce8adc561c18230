"""Which nodes of an inversion matter: a bound on the characteristic function that rules out whole cells of them.

For steps that are taken with probability p_j and turn by the angle a_j = s + t r_j,

    |1 - p + p exp(i a)|^2 = 1 - 4 p (1 - p) sin(a / 2)^2,

and -log(1 - y) >= y + y^2 / 2. Hence -log|phi| >= Q with

    Q(s, t) = sum 2 w_j u_j + 4 v_j u_j^2,   u_j = sin(a_j / 2)^2,   w_j = m_j p_j (1 - p_j),   v_j = w_j^2 / m_j.

sqrt(Q) is the length of a vector of sines and squared sines, each of which changes by at most ``|d r_j| / 2`` when t
moves by d. So sqrt(Q) changes by at most ``|d| sqrt(sum (2 w_j + 4 v_j) r_j^2) / 2`` (Minkowski), and so does its least
over s. Q is a short Fourier sum, so one fast Fourier transform gives it on a grid; a cell of the grid in which sqrt(Q)
can't fall low enough is passed over whole.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from metrics.exact.ranks import Floats, Integers
from metrics.exact.tilting import NEGLECT, Steps

Complexes = npt.NDArray[np.complex128]

# Part of a node by which an arc is widened, lest rounding drop a node on its border.
_BORDER = 1e-6
_MANY = 32


def turns(steps: Integers, period: int) -> Floats:
    """``2 pi steps / period``, reduced to one turn in whole numbers before any rounding."""
    return np.asarray((steps % period) * (2 * math.pi / period))


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
    def of_tail(cls, steps: Steps, end: int, decay: float) -> Window:
        """The part of the tail up to `end` that has weight."""
        low, high = steps.span()
        length = min(max(end - low, 0) + 1, math.ceil(NEGLECT / decay))
        return cls(end, length, decay, max(end - low, high - end + length - 1, length - 1) + 1)

    def enough(self, angle: Floats) -> Floats:
        """How large Q has to be for a node to be negligible, at `angle` or, up to pi, beyond.

        The window's own Fourier sum is at most ``2 / |1 - exp(-decay + i angle)|``, which falls with the angle.
        """
        near, far = math.expm1(-self.decay) ** 2, 4 * math.exp(-self.decay)
        return np.asarray(NEGLECT + math.log(2) - 0.5 * np.log(near + far * np.sin(angle / 2) ** 2))

    def transform(self, nodes: Integers) -> Complexes:
        """Sum over the window of ``exp(-decay d)`` times the phase of the value, at ``2 pi nodes / period``."""
        last = math.exp(-self.decay * self.length) * np.exp(1j * turns(nodes * self.length, self.period))
        series = (last - 1) / np.expm1(-self.decay + 1j * turns(nodes, self.period))
        return np.asarray(np.exp(-1j * turns(nodes * self.end, self.period)) * series)


class Modulus:
    """The bound Q of `steps`, as the Fourier sum ``usual - Re(e^is H_1(t)) + Re(e^2is H_2(t))``.

    Attributes
    ----------
    usual : float
        Q's mean over all angles.
    slope : float
        Twice the most by which sqrt(Q) changes when t moves by 1.
    """

    def __init__(self, steps: Steps) -> None:
        self._values = steps.values
        self._weights = steps.weights
        second = self._weights**2 / steps.counts
        self._single = self._weights + 2 * second
        self._double = second / 2
        self.usual = float(self._weights.sum() + 1.5 * second.sum())
        self.slope = float(np.sqrt((2 * self._weights + 4 * second) @ steps.values.astype(np.float64) ** 2))

    def slack(self) -> float:
        """By how much sqrt(Q) may change within half a cell: the more, the fewer cells, the more nodes left open.

        Few distinct values leave many places where Q is near enough to small; many leave hardly any.
        """
        spare = math.sqrt(self.usual) - math.sqrt(NEGLECT)
        return max(0.5, spare / 3 if self._values.size > _MANY else min(2.0, spare / 6))

    def share_open(self) -> float:
        """Roughly the share of all nodes at which Q is small, as if the angles were independent and uniform."""
        return float(ndtr((NEGLECT + 4 - self.usual) / np.sqrt(0.5 * self._single @ self._single)))

    def on_grid(self, cells: int, *, turned: bool) -> Floats:
        """Q at s = 0, or (`turned`) below its least over s, at the t of ``2 pi k / cells``, k = 0 ... cells / 2."""
        single = np.fft.rfft(np.bincount(self._values % cells, self._single, cells))
        double = np.fft.rfft(np.bincount(2 * self._values % cells, self._double, cells))
        if not turned:
            return np.asarray(np.maximum(self.usual - single.real + double.real, 0.0))
        weights = np.fft.rfft(np.bincount(self._values % cells, self._weights, cells))
        first_term = self._weights.sum() - np.abs(weights)
        return np.asarray(np.maximum(np.maximum(first_term, self.usual - np.abs(single) - np.abs(double)), 0.0))

    def arcs(self, rotations: Complexes, enough: Floats, sizes: int) -> tuple[Integers, Integers]:
        """For each t the rotations s = 2 pi i / sizes at which Q may be below `enough`: the first i, and how many.

        By Q's first term, ``sum w - |H| cos(s + arg H)`` with ``H = sum w_j exp(i t r_j)``: an arc around -arg H.
        """
        waves = self._weights @ rotations
        cosine = (float(self._weights.sum()) - enough) / np.maximum(np.abs(waves), 1e-300)
        half = np.arccos(np.clip(cosine, -1.0, 1.0)) * (sizes / (2 * math.pi)) + _BORDER
        centre = -np.angle(waves) * (sizes / (2 * math.pi))
        first = np.ceil(centre - half).astype(np.int64)
        length = np.floor(centre + half).astype(np.int64) - first + 1
        return first, np.minimum(length, sizes)


def open_nodes(modulus: Modulus, window: Window, *, turned: bool) -> tuple[Window, Integers]:
    """The nodes of the first half period whose terms are not shown to be negligible, and the window with its period.

    The period grows to a multiple of the grid's size. `turned`: negligible whatever the rotation s of the steps; else
    at s = 0.
    """
    slack = modulus.slack()
    cells = 1 << max(1, math.ceil(math.log2(max(2.0, math.pi / 2 * modulus.slope / slack))))
    per_cell = -(-window.period // cells)
    period = cells * per_cell
    grid = np.arange(cells // 2 + 1)
    nearest = np.maximum(grid - 0.5, 0.0) * (2 * math.pi / cells)
    drop = math.pi / 2 * modulus.slope / cells
    is_open = np.sqrt(modulus.on_grid(cells, turned=turned)) - drop < np.sqrt(window.enough(nearest))
    nodes = (grid[is_open, None] * per_cell + np.arange(-(per_cell // 2), per_cell - per_cell // 2)).ravel()
    inside = nodes[(nodes >= 0) & (2 * nodes <= period)]
    return Window(window.end, window.length, window.decay, period), inside


def mirrored(nodes: Integers, period: int) -> Floats:
    """2 for a node whose mirror image -t is another node, 1 for the two that are their own."""
    return np.where((nodes == 0) | (2 * nodes == period), 1.0, 2.0)
