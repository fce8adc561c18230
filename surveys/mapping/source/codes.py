"""Whether columns hold people's codes, by what is in them: such answers are never shown."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from surveys.coding.person_codes import normalise_code

_SHARE_DISTINCT, _SHARE_IN_BOTH = 0.8, 0.2
_SHORT_NUMBER, _LONGEST_CODE, _FEW = 2, 24, 5
"""Digits of a number that is no code; letters of the longest code; answers so few that they are no codes."""


def are_distinct(rounds: Sequence[Sequence[str]], times: int = 1) -> bool:
    """Whether nearly everyone of each round states something else, people being in it several `times`."""
    for texts in rounds:
        filled = [code for text in texts if (code := normalise_code(text))]
        if filled and len(set(filled)) < _SHARE_DISTINCT * len(filled) / times:
            return False
    return True


def look_like_codes(given: Sequence[str], rounds: Sequence[Sequence[str]]) -> bool:
    """Whether the answers are short and of nearly everyone another.

    Numbers of a few digits, such as ages, and texts of several words are none.
    """
    texts = [text for text in given if not (len(text) <= _SHORT_NUMBER and text.isdigit())]
    is_short = all(len(text) <= _LONGEST_CODE and len(text.split()) <= 2 for text in texts)
    return len(texts) > _FEW and 2 * len(texts) > len(given) and is_short and are_distinct(rounds)


def come_back(rounds: Sequence[Sequence[str]]) -> bool:
    """Whether codes of each round are found in the next."""
    used = [codes for texts in rounds if (codes := {code for text in texts if (code := normalise_code(text))})]
    pairs = list(itertools.pairwise(used))
    return bool(pairs) and all(len(a & b) >= _SHARE_IN_BOTH * min(len(a), len(b)) for a, b in pairs)
