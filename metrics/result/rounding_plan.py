"""Rows that are handed on more coarsely than others."""

from __future__ import annotations

from dataclasses import dataclass, field

Row = tuple[str, str]
"""A measure and a group."""


@dataclass
class Coarser:
    """Rows that are handed on more coarsely than others.

    Attributes
    ----------
    whole : set
        Told in whole points, however many people they rest on.
    hidden : set
        Not told at all.
    """

    whole: set[Row] = field(default_factory=set)
    hidden: set[Row] = field(default_factory=set)
