"""What rows leave of another row: sets of people whose sums follow, though no row states them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from surveys.model.survey import Flags

_MOST_TRIED = 3_000
"""Remainders that are made of a structure, those of fewer rows first."""


def remainders(flags: Flags) -> Flags:
    """Sets that may follow from rows but are neither a row nor several rows together.

    Of each row, and of two that have nobody in common: less some rows within it that have nobody in common. And of each
    row: less all those within it, from which nothing follows where these overlap.

    Parameters
    ----------
    flags : array of bool, shape (rows, strata)

    Returns
    -------
    array of bool, shape (sets, strata)
    """
    strata = flags.shape[1]
    rows = list(dict.fromkeys(_mask(row) for row in flags))
    masks = dict.fromkeys((*_less_disjoint(rows), *_less_all(rows)))
    found = [_flags(mask, strata) for mask in masks if not _made_of(rows, mask)]
    return np.array(found, dtype=np.bool_).reshape(len(found), strata)


def _less_disjoint(rows: Sequence[int]) -> Iterator[int]:
    """Rows less rows, one more taken away in each turn."""
    known = set(rows)
    left = [*rows, *(one | other for one, other in combinations(rows, 2) if not one & other)]
    while left:
        shorter: list[int] = []
        for whole in left:
            for row in rows:
                rest = whole & ~row
                if row & ~whole or not rest or rest in known:
                    continue
                known.add(rest)
                shorter.append(rest)
                yield rest
                if len(known) > _MOST_TRIED:
                    return
        left = shorter


def _less_all(rows: Sequence[int]) -> Iterator[int]:
    """Each row less all those within it."""
    for whole in rows:
        rest = whole
        for row in rows:
            if row != whole and not row & ~whole:
                rest &= ~row
        if rest:
            yield rest


def _made_of(rows: Sequence[int], mask: int) -> bool:
    """Whether some strata are covered by rows that lie within them."""
    left = mask
    for row in rows:
        if not row & ~mask:
            left &= ~row
    return not left


def _mask(parts: Flags) -> int:
    """Flags as the bits of a number, which are compared at once."""
    return int.from_bytes(np.packbits(parts, bitorder="little").tobytes(), "little")


def _flags(mask: int, strata: int) -> Flags:
    packed = np.frombuffer(mask.to_bytes((strata + 7) // 8, "little"), dtype=np.uint8)
    return np.unpackbits(packed, count=strata, bitorder="little").astype(np.bool_)
