"""An effect size with its interval."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effect:
    """An effect size of a change; positive where scores rose.

    Attributes
    ----------
    value : float or None
        None where it is not defined.
    low, high : float or None
        95 % interval. Both None where `value` is, and where the effect size comes without one.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
