"""Identical answer sheets: people of one group whose answers are the same to the last, where chance would not do it.

Answers were perhaps dictated, copied, or typed in twice under two codes. People who think alike answer alike, so that
independence of items is no yardstick: the chance that a pair of one group agrees on all k items is that of a
beta-binomial count of equal answers (Skellam 1948, *JRSS B* 10(2), 257-261), whose mean and spread are those of the
pairs that are not identical. Compare Kuriakose & Robbins (2016, *Statistical Journal of the IAOS* 32(3), 283-291),
who look at the share of equal answers but fix the limit beforehand, and so flag honest surveys of like-minded people.
"""

from __future__ import annotations

from math import exp, lgamma

import numpy as np
import numpy.typing as npt

from surveys.model.survey import Flags, Floats

FEWEST_ITEMS = 8
"""Items that a sheet must answer: on a handful of items many people agree by chance."""
RARE = 0.01
"""The chance below which as many identical sheets in one group are no chance."""
MOSTLY = 0.8
"""The share of one and the same answer up to which a sheet is looked at."""
_FINELY, _NO_ANSWER = 1_000, -7_919_000
_PAIRS = 4_000
"""Pairs of a large group that are looked at to learn how alike its sheets are."""
_LEAST_SPREAD = 0.02
"""The correlation of equal answers that is taken for granted: a small group can't show that there is none."""
_MOST_SPREAD = 0.9
_ALL_THE_SAME = 0.05
"""The chance that two people agree on everything, where a group has only one sheet, which says nothing of it."""

Texts = npt.NDArray[np.object_]


def identical_sheets(scores: Floats, groups: Texts) -> Flags:
    """Which sheets of a round are the same as another of their group, where chance makes that implausible.

    Sheets with fewer than `FEWEST_ITEMS` answers are not looked at, nor those that give one answer nearly throughout:
    they are alike because nobody thought about them, not because they were copied.

    Parameters
    ----------
    scores : array of float, shape (submissions, items)
        NaN for no answer.
    groups : array of str, shape (submissions,)
        The group of each; empty for none.
    """
    found = np.zeros(len(scores), dtype=np.bool_)
    if not _may_have_twins(scores):
        return found
    answered = ~np.isnan(scores)
    filled = np.where(answered, scores, -np.inf)
    items = answered.sum(axis=1)
    looked_at = (items >= FEWEST_ITEMS) & (_times_of_commonest(scores) <= MOSTLY * items)
    kinds = {group: index for index, group in enumerate(sorted(set(groups.tolist())))}
    kind = np.fromiter(map(kinds.__getitem__, groups.tolist()), dtype=np.intp, count=len(groups))
    order = np.argsort(kind, kind="stable")
    for indices in np.split(order, np.flatnonzero(np.diff(kind[order])) + 1):
        if len(indices) and groups[indices[0]]:
            among = indices[looked_at[indices]]
            found[among] = _implausible(filled[among])
    return found


def _times_of_commonest(scores: Floats) -> npt.NDArray[np.intp]:
    """How often each sheet gives the answer that it gives most often."""
    times = np.zeros(len(scores), dtype=np.intp)
    for answer in np.unique(scores[~np.isnan(scores)]):
        counted = (scores == answer).astype(np.float32) @ np.ones(scores.shape[1], dtype=np.float32)
        times = np.maximum(times, counted.astype(np.intp))
    return times


def _implausible(sheets: Floats) -> Flags:
    """Of the sheets of one group, those that have a twin, unless chance gives as many."""
    nobody = np.zeros(len(sheets), dtype=np.bool_)
    if len(sheets) < 2:
        return nobody
    # Sorted, so that the order of rows decides nothing.
    distinct, kind, times = np.unique(sheets, axis=0, return_inverse=True, return_counts=True)
    surplus = len(sheets) - len(distinct)
    if not surplus:
        return nobody
    expected = len(sheets) * (len(sheets) - 1) / 2 * _chance_of_twins(distinct)
    has_twin: Flags = times[kind.reshape(-1)] > 1
    return has_twin if _at_least(surplus, expected) < RARE else nobody


def _may_have_twins(sheets: Floats) -> bool:
    """Whether two sheets have the same weighted sum of answers, as twins have; others hardly ever."""
    weights = np.random.default_rng(0).integers(1 << 62, size=sheets.shape[1], dtype=np.int64)
    answers = np.nan_to_num(np.rint(sheets * _FINELY), copy=False, nan=_NO_ANSWER).astype(np.int64)
    return len(np.unique(answers @ weights)) < len(sheets)


def _chance_of_twins(distinct: Floats) -> float:
    """The chance that two people of a group, whose distinct sheets these are, agree on every item."""
    items = int(np.isfinite(distinct).any(axis=0).sum())
    one, other = _pairs(len(distinct))
    alike = ((distinct[one] == distinct[other]) & np.isfinite(distinct[one])).sum(axis=1)
    if not len(alike):
        return _ALL_THE_SAME
    mean = float(alike.mean()) / items
    if not mean:
        return 0.0
    spread = (float(alike.var()) / (items * mean * (1 - mean)) - 1) / (items - 1)
    return _all_alike(items, mean, min(max(spread, _LEAST_SPREAD), _MOST_SPREAD))


def _pairs(count: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Every pair of a small group; of a large one as many at random, with a seed."""
    if count * (count - 1) // 2 <= _PAIRS:
        return np.triu_indices(count, 1)
    draw = np.random.default_rng(0)
    one, step = draw.integers(count, size=_PAIRS), draw.integers(1, count, size=_PAIRS)
    return one, (one + step) % count


def _all_alike(items: int, mean: float, spread: float) -> float:
    """P(all of the items are equal) of a beta-binomial with this mean share and this correlation between items."""
    total = 1 / spread - 1
    first = mean * total
    return exp(lgamma(first + items) + lgamma(total) - lgamma(first) - lgamma(total + items))


def _at_least(count: int, expected: float) -> float:
    """P(a Poisson count with that mean is `count` or more)."""
    chance, below = exp(-expected), 0.0
    for number in range(count):
        below += chance
        chance *= expected / (number + 1)
    return max(0.0, 1.0 - below)
