"""Which rows are handed on more coarsely than others, and which not at all."""

from __future__ import annotations

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
        Shown by means, change and finding alone (rule 39a).
    """

    whole: set[RowKey] = field(default_factory=set)
    hidden: set[RowKey] = field(default_factory=set)
    without_spread: set[RowKey] = field(default_factory=set)
