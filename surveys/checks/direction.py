"""A forgotten reversal: an item that runs against the others of its dimension."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from surveys.checks.items import item_issues
from surveys.coding.coder import Coder
from surveys.model.instrument import Item
from surveys.model.issues import Issue
from surveys.model.survey import Flags, Floats, Integers
from surveys.people.people import RoundOfPeople

_FEWEST = 20
"""People below whom a correlation says next to nothing."""
_WEAK = -0.1
_ONE_SIDED_05 = 1.645
_MOST = 5_000
"""People that are enough for a sign; of more, evenly spread ones are taken."""


def negative_item_rest(coder: Coder, rounds: Sequence[RoundOfPeople], rows: Sequence[Integers]) -> Iterator[Issue]:
    """A warning that names the items whose corrected item-rest correlation is negative.

    After reversal as the instrument states it, within the dimension (all items, where none has one), rounds pooled;
    the rest is the mean of the other items that the person answered. It must be below -0.1, and below zero at one-sided
    5 % by Fisher's z with 20 people or more, a person in two rounds counted once. Of a dimension of two items both are
    named: which is the reversed one, the numbers can't tell. (Nunnally & Bernstein 1994, *Psychometric Theory*, 3rd
    ed., ch. 8; Weijters & Baumgartner 2012, *Journal of Marketing Research* 49, 737-747, on reversed items.)

    Parameters
    ----------
    rows : sequence of arrays of int, one a round
        The person's row of each submission, by which a part of very many people is chosen.
    """
    items = coder.instrument.items
    seen = np.zeros(max(int(row.max()) for row in rows) + 1, dtype=np.bool_)
    seen[np.concatenate(rows)] = True
    people = int(seen.sum())
    if people < _FEWEST:
        return
    step = max(sum(map(len, rows)) // _MOST, 1)
    scores = np.concatenate([one.answers.scores[row % step == 0] for one, row in zip(rounds, rows, strict=True)])
    where = np.zeros(len(items), dtype=np.bool_)
    for indices in _scored_together(items):
        where[indices] = _against([items[index] for index in indices], scores[:, indices], people)
    for one in rounds:
        known = one.part.columns.by_question
        here = where & [any(question.name in known for question in item.questions) for item in items]
        yield from item_issues("negative_item_rest", coder, one, here, "warning")
        where &= ~here


def _scored_together(items: Sequence[Item]) -> list[list[int]]:
    """The indices of the items of each dimension; where there are none, of all without a target, else of all."""
    dimensions = dict.fromkeys(item.dimension for item in items if item.dimension is not None)
    if dimensions:
        return [[index for index, item in enumerate(items) if item.dimension == one] for one in dimensions]
    free = [index for index, item in enumerate(items) if item.target is None]
    return [free or list(range(len(items)))]


def _against(items: Sequence[Item], scores: Floats, people: int) -> Flags:
    """Which items of a dimension run against the rest of it."""
    low, high = (np.array([item.choices.scores[end] for item in items]) for end in (0, -1))
    flipped = np.array([item.reversed for item in items], dtype=np.bool_)
    shares = np.where(flipped, high - scores, scores - low) / (high - low)
    answered = ~np.isnan(shares)
    known = np.where(answered, shares, 0.0)
    total, count = known.sum(axis=1), answered.sum(axis=1)
    found = np.zeros(len(items), dtype=np.bool_)
    for index in range(len(items)):
        both = answered[:, index] & (count > 1)
        own = known[both, index]
        rest = (total[both] - own) / (count[both] - 1)
        found[index] = _is_negative(own, rest, people)
    return found


def _is_negative(own: Floats, rest: Floats, people: int) -> bool:
    n = min(len(own), people)
    if n < _FEWEST or np.ptp(own) == 0 or np.ptp(rest) == 0:
        return False
    r = float(np.corrcoef(own, rest)[0, 1])
    z = np.arctanh(np.clip(r, -1 + 1e-12, 1 - 1e-12)) * np.sqrt(n - 3)
    return r < _WEAK and bool(z < -_ONE_SIDED_05)
