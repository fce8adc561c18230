"""Values compared with R's, field by field: which differ, how many were compared, and whether those are enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import floor, isclose
from typing import Any

ENOUGH = 0.5
"""The share of the rows of a field that must be shown, so that no check passes by hiding everything."""


@dataclass(frozen=True)
class Tolerance:
    """How far two numbers may lie apart: by a share of the larger one, or by so much."""

    relative: float = 1e-6
    absolute: float = 1e-6

    def holds(self, got: float, wanted: float) -> bool:
        return isclose(got, wanted, rel_tol=self.relative, abs_tol=self.absolute)


USUAL = Tolerance()


@dataclass
class Tally:
    """What was compared so far, what differs and what the result withholds."""

    compared: Counter[str] = field(default_factory=Counter)
    withheld: Counter[str] = field(default_factory=Counter)
    differ: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    _needed: Counter[str] = field(default_factory=Counter)

    def compare(self, name: str, key: Sequence[str], got: Any, wanted: Any, tolerance: Tolerance = USUAL) -> None:
        """Compares one value. Where R has none, the result must have none."""
        if got is None and wanted is None:
            return
        self.compared[name] += 1
        numbers = isinstance(got, (int, float)) and isinstance(wanted, (int, float))
        if not (tolerance.holds(got, wanted) if numbers else got == wanted):
            self.differ.append(f"{name} of {'/'.join(key)}: {got!r}, R has {wanted!r}")

    def need(self, name: str, rows: int) -> None:
        """Says of how many rows a field could be shown."""
        self._needed[name] = max(1, floor(ENOUGH * rows)) if rows else 0

    @property
    def complaints(self) -> list[str]:
        """What speaks against the result, a line each; none where it agrees with R."""
        few = [
            f"{name}: {self.compared[name]} rows were compared, {rows} are needed"
            for name, rows in self._needed.items()
            if self.compared[name] < rows
        ]
        return [*self.differ, *self.absent, *few]
