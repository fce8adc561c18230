"""A search for whole answers that move the mean of a few people far, and no number that is handed on too far."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from surveys.model.survey import Floats

_CLOSE = 1e-6
_INFEASIBLE = 2
"""The status of a program without a solution."""

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
    _parts: dict[float, tuple[Floats, float]] = field(default_factory=dict)

    @property
    def is_large(self) -> bool:
        """Whether it takes long to search for whole steps among all answers at once."""
        return self.points.size > _SMALL

    def parts(self, sign: float) -> tuple[Floats, float]:
        """Steps and parts of steps that move the few's mean farthest up (or, sign -1, down), and by how much."""
        if sign not in self._parts:
            steps, most = self._searched(sign, self.below, self.above, is_whole=False)
            if steps is None:
                raise RuntimeError("a search for parts of steps found none, though none at all would do")
            self._parts[sign] = np.where(np.abs(steps - np.round(steps)) < _CLOSE, np.round(steps), steps), most
        return self._parts[sign]

    def farthest(self, sign: float) -> Floats | None:
        """Whole steps that move the few's mean far up (or down), if any are found.

        Of many answers only those are searched that parts of steps would move, and not to the very end: this takes a
        third of the time.
        """
        if not self.is_large:
            return self._searched(sign, self.below, self.above)[0]
        parts, most = self.parts(sign)
        if most < _CLOSE:
            return None
        return self._searched(sign, np.maximum(-np.floor(parts), 0.0), np.maximum(np.ceil(parts), 0.0))[0]

    def _searched(
        self, sign: float, below: Floats, above: Floats, *, is_whole: bool = True
    ) -> tuple[Floats | None, float]:
        free = np.flatnonzero(below + above > 0)
        for is_presolved in (True, False):  # none at all is always a solution: where presolving loses it, go without
            solved = milp(
                -sign * self.points[free],
                integrality=np.full(free.size, int(is_whole)),
                bounds=Bounds(-below[free], above[free]),
                constraints=LinearConstraint(self.numbers[:, free], self.low, self.high),
                options={
                    "node_limit": _NODES,
                    "mip_rel_gap": _ROUGH if self.is_large else 0.0,
                    "presolve": is_presolved,
                },
            )
            if solved.status != _INFEASIBLE:
                break
        else:
            raise RuntimeError(f"the answers do not fit what is handed on of them: {solved.message}")
        if solved.x is None:
            return None, np.inf
        steps = np.zeros(self.points.size)
        steps[free] = np.round(solved.x) if is_whole else solved.x
        return steps, float(abs(self.points @ steps))
