"""Codes that one slip of the pen would make equal: shown to the officer, never matched by themselves.

A slip is an edit of Damerau (1964, *Communications of the ACM* 7(3), 171-176): one sign changed, added or left out, or
two neighbours swapped. At a distance of one, optimal string alignment and Damerau-Levenshtein are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from surveys.coding.person_codes import BETWEEN_PARTS, own_code

_SHORTEST, _LONGEST = 3, 64

Span = tuple[int, int]
"""Where in a code something stands: from, up to."""


def one_edit_apart(first: Sequence[str], later: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of indices whose codes are one slip apart.

    Parameters
    ----------
    first, later : sequences of str
        Normalised codes; those shorter than three signs or longer than 64 are not compared. Of a code of several parts,
        the slip lies in one of them, and the others are equal.

    Returns
    -------
    list of tuple of int
        Index in `first` and in `later`, in the order of `later`.
    """
    known: dict[str, list[int]] = defaultdict(list)
    for index, code in enumerate(first):
        for form in _forms(code):
            known[form].append(index)
    pairs = []
    for index, code in enumerate(later):
        shared = {other for form in _forms(code) if form in known for other in known[form]}
        pairs += [(other, index) for other in sorted(shared) if is_near(first[other], code)]
    return pairs


def _forms(code: str) -> set[str]:
    """The code, and the code with each sign in turn left out: two codes that are one slip apart share one of them."""
    own = own_code(code)
    if not _SHORTEST <= len(own) - own.count(BETWEEN_PARTS) <= _LONGEST:
        return set()
    return {
        code,
        *(code[:position] + code[position + 1 :] for position in range(len(code)) if code[position] != BETWEEN_PARTS),
    }


def is_near(one: str, other: str) -> bool:
    """Whether two codes are one slip apart, and not equal."""
    mine, theirs = (code.split(BETWEEN_PARTS) for code in (one, other))
    if len(mine) != len(theirs):
        return False
    different = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    return len(different) == 1 and _one_edit(*different[0])


def _one_edit(one: str, other: str) -> bool:
    (start, end), (other_start, other_end) = differing(one, other)
    lengths = sorted((end - start, other_end - other_start))
    swapped = one[start:end] == other[other_start:other_end][::-1]
    return lengths in ([0, 1], [1, 1]) or (lengths == [2, 2] and swapped)


def differing(one: str, other: str) -> tuple[Span, Span]:
    """Where two codes differ: all but the beginning and the end that they share."""
    shortest = min(len(one), len(other))
    start = next((position for position in range(shortest) if one[position] != other[position]), shortest)
    rest = shortest - start
    end = next((position for position in range(rest) if one[-1 - position] != other[-1 - position]), rest)
    return (start, len(one) - end), (start, len(other) - end)
