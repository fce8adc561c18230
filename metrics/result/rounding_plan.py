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
    without_tests : set
        Shown by levels, interval and finding, without p, effect and moves.
    without_moves : set
        Shown without how many rose or fell.
    few : set
        Of fewer people than twice the threshold: they show no exact check, and nothing beside them shows a spread.
    """

    whole: set[RowKey] = field(default_factory=set)
    hidden: set[RowKey] = field(default_factory=set)
    without_spread: set[RowKey] = field(default_factory=set)
    without_tests: set[RowKey] = field(default_factory=set)
    without_moves: set[RowKey] = field(default_factory=set)
    few: set[RowKey] = field(default_factory=set)
