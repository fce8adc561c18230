"""The answers of few people that count in a measure, and how far their mean may vary in some ways of answering."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.publish.linked.handed_on import HandedOn
from metrics.publish.linked.targets import Target
from metrics.publish.linked.unknowns import Unknowns, sums_by
from metrics.schema.precision import ENOUGH
from surveys.model.survey import Floats, Integers

_CLOSE = 1e-6
"""Points of room that a change needs: any two values that it can have are enough."""


@dataclass(frozen=True)
class Few:
    """The answers of a target that count in its measure.

    Attributes
    ----------
    mean : float
    low, high : float
        Between which the mean of any one of the people lies, by the counts that are handed on.
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
    low: float
    high: float
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
        between = self.mean + least, self.mean + most
        return room_of_few(*between, self.people, self.few, (self.low, self.high)) >= self.needed


def room_of_few(low: float, high: float, people: int, few: int, each: tuple[float, float] = (0.0, 100.0)) -> float:
    """How far the mean of a few people may vary, whose mean with some others lies between two values.

    `each`: between which the mean of any one of them lies.
    """
    least = max((people * low - each[1] * (people - few)) / few, each[0])
    return min((people * high - each[0] * (people - few)) / few, each[1]) - least


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
    counts = np.concatenate([sign * part.counts.ravel() for (_, sign), part in zip(places, parts, strict=True)])
    own = np.concatenate([part.unknowns for part in parts])
    points = np.concatenate([sign * part.points for (_, sign), part in zip(places, parts, strict=True)])
    own_below, own_above = (np.concatenate([getattr(part, name) for part in parts]) for name in ("below", "above"))
    order = np.argsort(own)
    own, own_below, own_above = own[order], own_below[order], own_above[order]
    norm = max(float(counts[counts > 0].sum()), float(-counts[counts < 0].sum()), 1e-9)
    mean = sum(sign * part.score for (_, sign), part in zip(places, parts, strict=True)) / norm
    return Few(
        mean=mean,
        low=parts[0].low,
        high=parts[0].high,
        people=people.size,
        few=min(people.size, handed_on.shares[target.place].comparison.threshold - 1),
        needed=_CLOSE if target.is_change else ENOUGH,
        unknowns=own,
        points=points[order] / norm,
        below=own_below,
        above=own_above,
        below_others=below[own] - own_below,
        above_others=above[own] - own_above,
    )


@dataclass(frozen=True)
class _Own:
    """The answers of some people that count for a target, in one round.

    Attributes
    ----------
    counts : array of float, shape (people, items)
        What each counts.
    unknowns : array of int, shape (own,)
    points, below, above : arrays of float, shape (own,)
        Points of a step; steps below and above the answers.
    score : float
        What they count in all, in points.
    low, high : float
        Between which what any one of the people's count lies.
    """

    counts: Floats
    unknowns: Integers
    points: Floats
    below: Floats
    above: Floats
    score: float
    low: float
    high: float


def _own(people: Integers, place: int, target: Target, handed_on: HandedOn, unknowns: Unknowns) -> _Own:
    shares = handed_on.shares[place]
    is_beyond = target.is_beyond and target.column == target.whole
    counts = np.round((shares.beyond_parts if is_beyond else shares.of)(people, target.column), 9)
    which, item = np.nonzero(counts)
    unknown = unknowns.of_person[shares.round_index][people[which], item]
    own, first, kind = np.unique(unknown, return_index=True, return_inverse=True)
    steps = handed_on.steps[shares.round_index]
    below, above = (sums_by(kind, one[people[which], item], own.size) for one in (steps.below, steps.above))
    scored = np.nan_to_num(shares.comparison.people.scored.scorings[shares.round_index].items[people])
    each = (counts * scored).sum(axis=1)
    down, up = ((counts * one[people] * steps.size).sum(axis=1) for one in (steps.below, steps.above))
    return _Own(
        counts=counts,
        unknowns=own,
        points=counts[which, item][first] * unknowns.size[own],
        below=below,
        above=above,
        score=float(each.sum()),
        low=float((each - down).min(initial=np.inf)),
        high=float((each + up).max(initial=-np.inf)),
    )
