"""The upright rules over the rows of a figure: they stop above a label that would reach them, and go on below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charts.primitives.drawing import At, Line, Rule
from charts.primitives.writing import shown_length

_CHARACTER, _CLEAR = 7, 10
"""Pixels of a label's letter, at most as a rule, and between a label and a rule that goes past it."""


@dataclass(frozen=True)
class Label:
    """Where a label is, as heights, and how far it reaches from the edge at which it begins, pixels."""

    top: float
    bottom: float
    reach: float


def label_of(lines: Sequence[Line], top: float, bottom: float) -> Label:
    """The label of some lines."""
    longest = max((sum(shown_length(run.words) for run in line) for line in lines), default=0)
    return Label(top, bottom, longest * _CHARACTER + _CLEAR)


def upright(x: float, away: float, bottom: float, labels: Sequence[Label], colour: str) -> Iterator[Rule]:
    """The pieces of a rule at a value of the axis, from the top of the rows to their bottom.

    Parameters
    ----------
    away : float
        Pixels from the edge at which labels begin, where the figure is as narrow as it may be.
    """
    at, y = At(x, on_axis=True), 0.0
    for label in labels:
        if label.reach > away:
            if y > label.top:
                yield Rule(at, at, y, label.top, colour)
            y = label.bottom
    if y > bottom:
        yield Rule(at, at, y, bottom, colour)
