"""How many sets of attainable values fit a sum, a sum of squares and a number of rises: counted, not estimated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor

_MOST_STEPS = 20_000

Signs = tuple[int, int, int]
"""How many are above 0, at 0, below 0."""


@dataclass
class Sets:
    """Sets of `n` whole numbers out of some, the same ones any number of times.

    Attributes
    ----------
    values : sequence of int
        Ascending.
    n : int
    squares : callable
        Bounds of the sum of squares by the sum; None where no such sum fits.
    signs : Signs or None
    is_right : callable
        Whether a set that fits so far fits all else that is known.
    """

    values: Sequence[int]
    n: int
    squares: Callable[[int], tuple[float, float] | None]
    signs: Signs | None = None
    is_right: Callable[[tuple[int, ...]], bool] = lambda _: True
    _steps: int = field(default=0, init=False)

    def first(self, enough: int, low: float, high: float) -> list[tuple[int, ...]] | None:
        """Up to `enough` sets whose sum lies within bounds; None where they are too many to be looked at."""
        found: list[tuple[int, ...]] = []
        self._steps = 0
        for total in range(ceil(low), floor(high) + 1):
            bounds = self.squares(total)
            if bounds is None:
                continue
            for one in self._further((), total, *bounds):
                if one is None:
                    return None
                if self.is_right(one):
                    found.append(one)
                    if len(found) >= enough:
                        return found
        return found

    def _further(self, chosen: tuple[int, ...], left: int, low: float, high: float) -> Iterator[tuple[int, ...] | None]:
        """Sets that begin with what is chosen, the largest values first; None where it gives up."""
        places = self.n - len(chosen)
        if not places:
            if left == 0 and low <= 0 <= high:
                yield chosen
            return
        smallest = self.values[0]
        for value in self._next(chosen):
            self._steps += 1
            if self._steps > _MOST_STEPS:
                yield None
                return
            rest, others = left - value, places - 1
            if rest > others * value:
                break  # all further values are smaller still
            if rest < others * smallest:
                continue
            square = value * value
            least = rest * rest / others if others else 0.0
            most = rest * (value + smallest) - others * value * smallest
            if least <= high - square + 1e-9 and most >= low - square - 1e-9:
                yield from self._further((*chosen, value), rest, low - square, high - square)

    def _next(self, chosen: tuple[int, ...]) -> Iterator[int]:
        """The values that may follow, descending."""
        last = chosen[-1] if chosen else self.values[-1]
        kind = 0
        if self.signs is not None:
            above, at, _ = self.signs
            kind = 1 if len(chosen) < above else 2 if len(chosen) < above + at else 3
        for value in reversed(self.values):
            if value <= last and (not kind or kind == (1 if value > 0 else 2 if value == 0 else 3)):
                yield value
