"""Guesses which items are worded against trust: by their words, by their names, by how they go with the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import sqrt

import numpy as np

from surveys.language.vocabulary import phrases
from surveys.language.wording import normalise
from surveys.model.survey import Floats

_NEGATIONS = phrases("direction", "negations")
_AGAINST = phrases("direction", "against_trust")
_UNDOING = phrases("direction", "undoing")
"""What makes something bad good where it stands before it: to fight corruption."""
_SUFFIX = re.compile(r"[_.-](?:r|rev|rc|reversed?|inv|neg)\d*$", re.IGNORECASE)
_LONGEST = max(len(phrase.split()) for phrase in _NEGATIONS | _AGAINST | _UNDOING)
_OPPOSED, _DEVIATIONS, _FEWEST = 0.3, 3.0, 10
"""An item goes against the others where its item-rest correlation is below minus this, and this many standard errors
below 0; and the answers that it takes to tell. People in several rounds count once."""
_SAME = 1e-9
"""Means of scores that are closer than this are one: they differ by rounding alone."""


def is_against(heading: str) -> str:
    """Why a question seems worded against trust: ``suffix``, ``words``; empty where it does not.

    A negation of something bad ("I am not afraid") is for trust.
    """
    if _SUFFIX.search(heading):
        return "suffix"
    words = normalise(heading).split()
    bad = _count(words, _AGAINST)
    negated = _count(words, _NEGATIONS)
    undone = negated + (_count(words, _UNDOING) if bad else 0)
    return "words" if (bad > 0) != (undone > 0) else ""


def _count(words: Sequence[str], wanted: frozenset[str]) -> int:
    return sum(
        " ".join(words[start : start + length]) in wanted
        for length in range(1, _LONGEST + 1)
        for start in range(len(words) - length + 1)
    )


def opposed(rounds: Sequence[Floats], scales: Sequence[str]) -> list[bool]:
    """Which items go against the rest of their scale, once those worded against trust are turned round.

    An item does where its correlation with the others, over all rounds together, is so low that chance hardly makes it,
    and it goes against them in each round.

    Parameters
    ----------
    rounds : sequence of arrays, shape (people, items)
        Item scores 0–1 of each round, already turned as the words say; NaN where there is none.
    scales : sequence of str
        The scale of each item.
    """
    found = [False] * len(scales)
    for scale in dict.fromkeys(scales):
        members = [index for index, name in enumerate(scales) if name == scale]
        if len(members) > 2:
            for index, goes_against in zip(members, _opposed([one[:, members] for one in rounds]), strict=True):
                found[index] = goes_against
    if 2 * sum(found) > len(found):
        return [False] * len(scales)
    return found


def _opposed(rounds: Sequence[Floats]) -> Iterator[bool]:
    """Of each item of one scale whether it goes against the others."""
    pooled = _Scale(np.vstack(list(rounds)))
    each = [_Scale(scores) for scores in rounds]
    for index in range(pooled.scores.shape[1]):
        r, people = pooled.correlation(index)
        is_low = people >= _FEWEST and r < -max(_OPPOSED, _DEVIATIONS / sqrt(people / len(rounds)))
        yield is_low and all(r < 0 for r, people in (one.correlation(index) for one in each) if people >= _FEWEST)


class _Scale:
    """The scores of one scale; what its items say together is summed up once.

    Parameters
    ----------
    scores : array, shape (people, items)
        NaN where there is none.
    """

    def __init__(self, scores: Floats) -> None:
        self.scores = scores
        self._answered = ~np.isnan(scores)
        self._count = self._answered.sum(axis=1)
        self._sum = np.nansum(scores, axis=1)

    def correlation(self, index: int) -> tuple[float, int]:
        """Pearson's r of an item with the mean of the others, and of how many people; 0 where all say the same."""
        others = self._count - self._answered[:, index]
        both = self._answered[:, index] & (others > 0)
        people = int(both.sum())
        item = self.scores[both, index]
        rest = (self._sum[both] - item) / others[both]
        if people < 2 or np.ptp(item) < _SAME or np.ptp(rest) < _SAME:
            return 0.0, people
        return float(np.corrcoef(item, rest)[0, 1]), people
