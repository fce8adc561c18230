"""A search for whole answers that move the mean of a few people far, and no number that is handed on too far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array

from metrics.statistics.programs import Program, solve
from surveys.model.survey import Floats

_CLOSE = 1e-6
_NODES = 50
"""Of a search for whole answers; one that ends without any has not shown that there is room."""

_SMALL = 110
"""Answers that are searched all at once."""

_ROUGH = 0.5
"""Of the best that a search among many answers may leave."""


@dataclass(frozen=True)
class Search:
    """Steps of some answers; those of the few come last."""

    points: Floats
    below: Floats
    above: Floats
    numbers: csc_array
    low: Floats
    high: Floats

    @property
    def is_large(self) -> bool:
        """Whether it takes long to search for whole steps among all answers at once."""
        return self.points.size > _SMALL

    def bounds(self) -> tuple[float, float]:
        """Between which whole steps could move the few's mean: none move it farther."""
        least, most = (self._solved(sign, self.below, self.above)[1] for sign in (-1.0, 1.0))
        return -least, most

    def farthest(self, sign: float, *, is_quick: bool = False) -> Floats | None:
        """Whole steps that move the few's mean far up (or down), if any are found.

        Quick: of many answers only those are searched that parts of steps would move.
        """
        if not (self.is_large and is_quick):
            return self._solved(sign, self.below, self.above)[0]
        steps, most = self._solved(sign, self.below, self.above, is_whole=False)
        if steps is None:
            raise RuntimeError("a search for parts of steps found none, though none at all would do")
        if most < _CLOSE:
            return None
        parts = np.where(np.abs(steps - np.round(steps)) < _CLOSE, np.round(steps), steps)
        return self._solved(sign, np.maximum(-np.floor(parts), 0.0), np.maximum(np.ceil(parts), 0.0))[0]

    def _solved(
        self, sign: float, below: Floats, above: Floats, *, is_whole: bool = True
    ) -> tuple[Floats | None, float]:
        """The best steps that are found, and a bound on what any could be."""
        free = np.flatnonzero(below + above > 0)
        if not free.size:
            return np.zeros(self.points.size), 0.0
        # None at all is always a solution: where presolving loses it, go without. Parts of steps are quicker without.
        program = Program(
            cost=-sign * self.points[free],
            below=-below[free],
            above=above[free],
            matrix=csc_array(self.numbers[:, free]),
            low=self.low,
            high=self.high,
            whole=np.ones(free.size, dtype=bool) if is_whole else None,
        )
        gap = _ROUGH if self.is_large else 0.0
        for is_presolved in (is_whole, not is_whole):
            solved = solve(program, nodes=_NODES, gap=gap, presolve=is_presolved)
            if not solved.is_impossible:
                break
        else:
            raise RuntimeError(f"the answers do not fit what is handed on of them: {solved.message}")
        most = max(-solved.bound, 0.0)
        if solved.x is None:
            return None, most
        steps = np.zeros(self.points.size)
        steps[free] = np.round(solved.x) if is_whole else solved.x
        return steps, most
