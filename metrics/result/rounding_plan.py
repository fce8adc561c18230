"""Which rows are handed on more coarsely than others, and which not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

RowKey = tuple[str, str]
"""A measure and a group."""


@dataclass
class RoundingPlan:
    """Rows that are handed on more coarsely than their number of people asks for.

    Attributes
    ----------
    whole : set
        Rounded to whole points, however many people they rest on.
    hidden : set
        Left out.
    without_spread : set
        Shown without interval, p, statistic, effect, deviation and what could be detected: beside these the change
        follows more closely than its rounding leaves it.
    """

    whole: set[RowKey] = field(default_factory=set)
    hidden: set[RowKey] = field(default_factory=set)
    without_spread: set[RowKey] = field(default_factory=set)

    _changes: Counter[str] = field(default_factory=Counter, repr=False, compare=False)

    def add(self, rows: set[RowKey], keys: Iterable[RowKey]) -> None:
        """Adds rows to one of the sets."""
        new = set(keys) - rows
        rows |= new
        self._changes.update(group for _, group in new)

    def remove(self, rows: set[RowKey], key: RowKey) -> None:
        """Takes a row out of one of the sets again."""
        rows.remove(key)
        self._changes[key[1]] += 1

    def version(self, group: str) -> int:
        """A number that differs whenever a row of a group has been added or taken out."""
        return self._changes[group]

    @property
    def size(self) -> int:
        """How many rows are coarser."""
        return len(self.whole) + len(self.hidden) + len(self.without_spread)
