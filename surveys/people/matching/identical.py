"""Identical answer sheets: people of one group whose answers are the same to the last, where chance would not do it.

Answers were perhaps dictated, copied, or typed in twice under two codes. People who think alike answer alike, so that
independence of items is no yardstick: the chance that a pair of one group agrees on all k items is that of a
beta-binomial count of equal answers (Skellam 1948, *JRSS B* 10(2), 257-261), whose mean and spread are those of the
pairs that are not identical. Compare Kuriakose & Robbins (2016, *Statistical Journal of the IAOS* 32(3), 283-291),
who look at the share of equal answers but fix the limit beforehand, and so flag honest surveys of like-minded people.

Opinions may also simply agree: whoever ticks one answer to all questions of a block decides once a block, and of few
decisions there are few sheets. So a sheet counts by its decisions (`_decisions`), and its own chance of a twin is
reckoned from how far the others agree with it. What this finds and what it spares: ``tests/benchmarks/twin_sheets.py``.
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
FEWEST_DECISIONS = 6
"""Answers of a sheet that do not follow from another of its answers: of fewer, like-minded people give the same."""
RARE_TWIN = 0.001
"""The chance below which a sheet with so many twins is no chance."""
MOSTLY = 0.8
"""The share of one and the same answer up to which a sheet is looked at."""
_FOLLOWS, _FOLLOWS_OF_FEW = 0.5, 0.5
"""The share of sheets that must answer two items alike for one to follow from the other, and what few sheets need more:
the second over the root of their number."""
_FEWEST_SHEETS = 5
"""Different sheets from which it can be learned what follows from what."""
_SHEETS = 5_000
"""Sheets that are enough to learn from; of more, evenly spread ones are taken."""
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
    they are alike because nobody thought about them, not because they were copied. Nor are those of fewer than
    `FEWEST_DECISIONS` decisions: they are alike because opinions agree.

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
    looked_at &= _decisions(scores) >= FEWEST_DECISIONS
    kinds = {group: index for index, group in enumerate(sorted(set(groups.tolist())))}
    kind = np.fromiter(map(kinds.__getitem__, groups.tolist()), dtype=np.intp, count=len(groups))
    order = np.argsort(kind, kind="stable")
    for indices in np.split(order, np.flatnonzero(np.diff(kind[order])) + 1):
        if len(indices) and groups[indices[0]]:
            among = indices[looked_at[indices]]
            found[among] = _implausible(filled[among])
            found[indices] &= _without_the_likely(filled[indices], found[indices])
    return found


def _decisions(scores: Floats) -> npt.NDArray[np.intp]:
    """How many answers of each sheet do not follow from another of its answers.

    Items are joined to a tree by how many sheets answer two of them alike, or opposite on the scale (Prim 1957, *Bell
    System Technical Journal* 36(6), 1389-1401); what few sheets share follows from nothing. Equal sheets count once, so
    that copies teach nothing. Where one of two answers is missing, the other is taken to follow.
    """
    lowest, highest = np.fmin.reduce(scores, axis=0), np.fmax.reduce(scores, axis=0)
    known = np.unique(scores[:: max(len(scores) // _SHEETS, 1)], axis=0)
    if len(known) < _FEWEST_SHEETS:
        answers: npt.NDArray[np.intp] = np.isfinite(scores).sum(axis=1)
        return answers
    alike, opposite = (_pairs_alike(known, other) for other in (known, lowest + highest - known))
    need = (_FOLLOWS + _FOLLOWS_OF_FEW / np.sqrt(len(known))) * len(known)
    turned = lowest + highest - scores
    decisions = np.ones(len(scores), dtype=np.intp)
    for item, other in _tree(np.maximum(alike, opposite)):
        if max(alike[item, other], opposite[item, other]) < need:
            decisions += 1
            continue
        follows = scores[:, other] if alike[item, other] >= opposite[item, other] else turned[:, other]
        both = ~(np.isnan(scores[:, item]) | np.isnan(follows))
        decisions += both & (scores[:, item] != follows)
    return decisions


def _pairs_alike(one: Floats, other: Floats) -> npt.NDArray[np.intp]:
    """How many sheets give the same to an item of the one and an item of the other; shape (items, items)."""
    items = range(one.shape[1])
    return np.array([(one[:, [item]] == other).sum(axis=0) for item in items], dtype=np.intp)


def _tree(weights: npt.NDArray[np.intp]) -> list[tuple[int, int]]:
    """The edges of the heaviest tree over all items; of equal ones that of the first items."""
    count = len(weights)
    best, parent = weights[0].copy(), np.zeros(count, dtype=np.intp)
    outside = np.arange(count) > 0
    edges = []
    for _ in range(count - 1):
        item = int(np.argmax(np.where(outside, best, -1)))
        edges.append((int(parent[item]), item))
        outside[item] = False
        closer = weights[item] > best
        best[closer], parent[closer] = weights[item][closer], item
    return edges


def _without_the_likely(sheets: Floats, found: Flags) -> Flags:
    """Of the sheets of a group that were found, those with more twins than their own chance explains."""
    kept = found.copy()
    if not found.any():
        return kept
    distinct, kind, times = np.unique(sheets[found], axis=0, return_inverse=True, return_counts=True)
    others = sheets[:: max(len(sheets) // _SHEETS, 1)]
    likely = [
        _at_least(int(count) - 1, (len(sheets) - 1) * _chance_of_twin_of(sheet, others)) >= RARE_TWIN
        for sheet, count in zip(distinct, times, strict=True)
    ]
    kept[np.flatnonzero(found)[np.array(likely, dtype=np.bool_)[kind.reshape(-1)]]] = False
    return kept


def _chance_of_twin_of(sheet: Floats, others: Floats) -> float:
    """The chance that somebody's sheet is this one, from how far those agree with it that are not the same."""
    answered = np.isfinite(sheet)
    alike = ((others == sheet) & answered).sum(axis=1)
    return _chance_of(alike[~(others == sheet).all(axis=1)], int(answered.sum()))


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
    return _chance_of(alike, items)


def _chance_of(alike: npt.NDArray[np.intp], items: int) -> float:
    """The chance of all items alike, where pairs that are not identical have so many alike."""
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
