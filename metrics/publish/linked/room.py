"""The answers of few people that count in a measure, and how far their mean may vary in some ways of answering."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.publish.linked.handed_on import HandedOn
from metrics.publish.linked.targets import Target
from metrics.publish.linked.unknowns import Unknowns, sums_by
from metrics.schema.precision import NARROW
from surveys.model.survey import Floats, Integers

_CLOSE = 1e-6
_ENOUGH = NARROW - _CLOSE
"""Points of room; of a change, any two values that it can have are enough."""


@dataclass(frozen=True)
class Few:
    """The answers of a target that count in its measure.

    Attributes
    ----------
    mean : float
    people, few : int
        Of the target; and how many of them may be known together: the most that are few.
    needed : float
        Points of room that are enough.
    unknowns : array of int, shape (own,)
    points : array of float, shape (own,)
        By how much a step moves the mean.
    below, above : arrays of float, shape (own,)
        How many steps lower and higher they could be.
    below_others, above_others : arrays of float, shape (own,)
        The same of all others whose answers are of the same unknown.
    """

    mean: float
    people: int
    few: int
    needed: float
    unknowns: Integers
    points: Floats
    below: Floats
    above: Floats
    below_others: Floats
    above_others: Floats

    def is_wide(self, ways: Floats) -> bool:
        """Whether few of the people have 10 points of room, by the least and the greatest mean in some ways."""
        if not self.unknowns.size:
            return True  # nothing is left of them beside the parts
        own = ways[:, self.unknowns]
        up, down = np.minimum(self.above, own + self.below_others), np.maximum(-self.below, own - self.above_others)
        is_higher = self.points > 0  # of a change, answers of the round before count against it
        most = np.where(is_higher, up, down) @ self.points
        least = np.where(is_higher, down, up) @ self.points
        return self.leaves_room(float(least.min()), float(most.max()))

    def leaves_room(self, least: float, most: float) -> bool:
        """Whether few of the people have 10 points of room where the mean of all may be so much lower or higher."""
        if self.people == self.few:
            return most - least >= self.needed
        low, high = self.mean + least, self.mean + most
        return room_of_few(low, high, self.people, self.few) >= self.needed


def room_of_few(low: float, high: float, people: int, few: int) -> float:
    """How far the mean of a few people may vary, whose mean with some others lies between two values."""
    least = (people * low - 100.0 * (people - few)) / few
    return min(people * high / few, 100.0) - max(least, 0.0)


def few_of(target: Target, handed_on: HandedOn, unknowns: Unknowns, below: Floats, above: Floats) -> Few:
    """The answers of a target that count in its measure.

    Parameters
    ----------
    target : Target
    handed_on : HandedOn
    unknowns : Unknowns
    below, above : arrays of float, shape (unknowns,)
        How many steps lower, and how many higher, each could be.
    """
    people = np.flatnonzero(target.few)
    places = [(target.place, 1.0), *([(target.place - 1, -1.0)] if target.is_change else [])]
    parts = [_own(people, place, target, handed_on, unknowns) for place, _ in places]
    counts = np.concatenate([sign * each for (_, sign), (*_, each) in zip(places, parts, strict=True)])
    points = np.concatenate([sign * part[1] for (_, sign), part in zip(places, parts, strict=True)])
    own, own_below, own_above = (np.concatenate([part[k] for part in parts]) for k in (0, 2, 3))
    order = np.argsort(own)
    own, own_below, own_above = own[order], own_below[order], own_above[order]
    points = points[order] / max(float(counts[counts > 0].sum()), float(-counts[counts < 0].sum()), 1e-9)
    others = below[own] - own_below, above[own] - own_above
    most = handed_on.shares[target.place].comparison.threshold - 1
    known = float(points @ own_below), people.size, min(people.size, most), _CLOSE if target.is_change else _ENOUGH
    return Few(*known, own, points, own_below, own_above, *others)


def _own(
    people: Integers, place: int, target: Target, handed_on: HandedOn, unknowns: Unknowns
) -> tuple[Integers, Floats, Floats, Floats, Floats]:
    """The unknowns of people's answers that count for a target; points of a step; steps below and above them.

    Last, what each answer counts, shape (answers,).
    """
    shares = handed_on.shares[place]
    is_beyond = target.is_beyond and target.column == target.whole
    counts = (shares.beyond_parts if is_beyond else shares.of)(people, target.column)
    which, item = np.nonzero(np.round(counts, 9))
    unknown = unknowns.of_person[shares.round_index][people[which], item]
    own, first, kind = np.unique(unknown, return_index=True, return_inverse=True)
    steps = handed_on.steps[shares.round_index]
    below, above = (sums_by(kind, one[people[which], item], own.size) for one in (steps.below, steps.above))
    each = counts[which, item]
    return own, each[first] * unknowns.size[own], below, above, each
