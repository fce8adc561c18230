"""Which columns share a scale: told by the answers of each, and by where it stands among the others.

A column that lacks a position which the others of its battery have is on the same scale if so few were to be expected
there that all may have missed it: of a column with n answers, and a share p of the others' answers at what it lacks,
n·p. Beyond its own end there are at most as many as at that end, since a rarely chosen end makes the next one rarer.
That nobody is there is then as likely as e^(−n·p) (Poisson).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from surveys.mapping.scales.kinds import NUMBERS, positions
from surveys.mapping.scales.known import wordings
from surveys.mapping.scales.scores import number_range

_CLOSE = ("grid", "stem", "near", "far")
_OF_NUMBERS = {"grid": float("inf"), "stem": 9.0, "near": 4.0, "far": 1.5}
_OF_WORDS = {"grid": float("inf"), "stem": 15.0, "near": 12.0, "far": 8.0}
"""How many expected answers may all be missing: by how close a column stands to those that it would share with. The
same words are already a sign of one scale."""
_MIDDLE = 2.5
"""How much more it says that nobody is in the middle of a scale with two sides: many have no middle."""
_DOUBTFUL = 0.7
"""From how many on it is a guess (more often than not, such an answer would have been given)."""
_APART = 40.0
"""From how many on there is no doubt that a column is on another scale."""
_SAME_WORDS = 0.5


@dataclass(frozen=True)
class Asked:
    """A column of answers on a scale.

    Attributes
    ----------
    index : int
        Its number among the columns.
    kind : str
        The kind of its scale.
    answers : mapping
        How often each answer was given.
    stem : str
        What its heading shares with those of its battery; empty for nothing.
    grid : bool
        The stem is that of a grid, all of whose rows have the same answers.
    run : int
        The number of the run of neighbouring columns of one kind that it is in.
    """

    index: int
    kind: str
    answers: Mapping[str, int]
    stem: str = ""
    grid: bool = False
    run: int = 0


@dataclass
class SharedScale:
    """Columns that share a scale, and which of them only as a guess.

    Attributes
    ----------
    members, doubtful : list of int
        Numbers of columns; a doubtful one may be on a scale of its own.
    """

    members: list[int] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)


@dataclass
class _Pool:
    shared: SharedScale
    columns: list[Asked]
    counts: Counter[float]
    words: set[str]


def shared_scales(columns: Sequence[Asked]) -> list[SharedScale]:
    """The columns parted by their scales, in the order of their first columns."""
    found: list[SharedScale] = []
    for kind in dict.fromkeys(column.kind for column in columns):
        pools: list[_Pool] = []
        counted = [(column, _counts(column)) for column in columns if column.kind == kind]
        for column, counts in sorted(counted, key=lambda pair: (-len(pair[1]), -pair[1].total(), pair[0].index)):
            _put(column, counts, pools)
        found += [pool.shared for pool in (_of_one_range(pools) if kind == NUMBERS else pools)]
    for shared in found:
        shared.members.sort()
    return sorted(found, key=lambda shared: shared.members[0])


def _counts(column: Asked) -> Counter[float]:
    counts: Counter[float] = Counter()
    for text, position in positions(column.kind, column.answers).items():
        counts[position] += column.answers[text]
    return counts


def _put(column: Asked, counts: Counter[float], pools: list[_Pool]) -> None:
    """Adds a column to the closest pool whose scale it may be on, or to a new one."""
    words = set() if column.kind == NUMBERS else {wordings(text)[0] for text in column.answers}
    lacking, best = [], None
    for pool in pools:
        if column.kind != NUMBERS and not _same_words(words, pool.words):
            continue
        close = _closeness(column, pool)
        if not close:
            continue
        missing = _expected(column.kind, counts, pool.counts) + _expected(column.kind, pool.counts, counts)
        lacking.append(missing)
        most = _OF_NUMBERS if column.kind == NUMBERS else _OF_WORDS
        if missing <= most[close] and (best is None or (_CLOSE.index(close), missing) < best[:2]):
            best = (_CLOSE.index(close), missing, pool)
    if best is None:
        doubtful = [column.index] if any(0 < missing < _APART for missing in lacking) else []
        pools.append(_Pool(SharedScale([column.index], doubtful), [column], Counter(counts), words))
        return
    rank, missing, pool = best
    pool.shared.members.append(column.index)
    if missing > _DOUBTFUL and rank:
        pool.shared.doubtful.append(column.index)
    pool.columns.append(column)
    pool.counts.update(counts)
    pool.words |= words


def _same_words(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _SAME_WORDS * min(len(one), len(other))


def _closeness(column: Asked, pool: _Pool) -> str:
    """How close a column stands to the closest one of a pool; empty for numbers that nothing connects."""
    same = [other for other in pool.columns if column.stem and other.stem == column.stem]
    if same:
        return "grid" if column.grid else "stem"
    in_run = [other for other in pool.columns if other.run == column.run]
    if in_run and (not column.stem or any(not other.stem for other in in_run)):
        return "near"
    if column.kind != NUMBERS:
        return "near" if in_run else "far"
    return "far" if in_run else ""


def _expected(kind: str, counts: Mapping[float, int], others: Mapping[float, int]) -> float:
    """How many answers were to be expected where the others have some and a column has none."""
    total, all_others = sum(counts.values()), sum(others.values())
    if not total or not all_others:
        return 0.0
    low, high = min(counts), max(counts)
    below = sum(count for position, count in others.items() if position < low)
    above = sum(count for position, count in others.items() if position > high)
    share = total / all_others
    beyond = min(share * below, counts[low]) + min(share * above, counts[high])
    if kind == NUMBERS:
        return beyond
    between = {position: count for position, count in others.items() if low < position < high}
    return beyond + share * sum(
        count * (_MIDDLE if position == 0 else 1) for position, count in between.items() if position not in counts
    )


def _of_one_range(pools: Sequence[_Pool]) -> list[_Pool]:
    """Pools of numbers put together where they fit one range; those whose own answers don't reach it are doubtful."""
    ranges: dict[tuple[int, int], _Pool] = {}
    for pool in pools:
        ends = number_range(pool.counts) if pool.counts else (0, 0)
        if pool.counts and ends != (min(pool.counts), max(pool.counts)):
            pool.shared.doubtful = list(pool.shared.members)
        one = ranges.setdefault(ends, pool)
        if one is not pool:
            one.shared.members += pool.shared.members
            one.shared.doubtful += pool.shared.doubtful
    return list(ranges.values())
