"""Whether columns hold people's codes, by what is in them: such answers are never shown."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from surveys.coding.person_codes import normalise_code

_SHARE_DISTINCT, _SHARE_IN_BOTH = 0.8, 0.2
_SHORT_NUMBER, _LONGEST_CODE, _FEWEST = 2, 24, 3
"""Digits of a number that is no code; letters of the longest code; answers so few that they are no codes."""
_DIGITS, _TIMES = 4, 3
"""Digits of a number that is written like a code; how often one stands in a round, as where that holds several."""


def are_distinct(rounds: Sequence[Sequence[str]], times: int = 1) -> bool:
    """Whether nearly everyone of each round states something else, people being in it several `times`."""
    for texts in rounds:
        filled = [code for text in texts if (code := normalise_code(text))]
        if filled and len(set(filled)) < _SHARE_DISTINCT * len(filled) / times:
            return False
    return True


def look_like_codes(given: Sequence[str], rounds: Sequence[Sequence[str]]) -> bool:
    """Whether the answers are short, and each is of one person or hardly more.

    What is written like a code (letters and digits, or a long number) is one though it stands there several times, as
    where a file holds several rounds; of other words nearly all of a round must be different. Numbers of a few digits,
    such as ages, and texts of several words are none.
    """
    texts = [text for text in given if not (len(text) <= _SHORT_NUMBER and text.isdigit())]
    is_short = all(len(text) <= _LONGEST_CODE and len(text.split()) <= 2 for text in texts)
    if len(texts) < _FEWEST or 2 * len(texts) <= len(given) or not is_short:
        return False
    written = sum(_is_written_like_a_code(text) for text in texts) >= _SHARE_DISTINCT * len(texts)
    return (written and _is_of_few(rounds)) or are_distinct(rounds)


def _is_written_like_a_code(text: str) -> bool:
    code = normalise_code(text)
    digits = sum(map(str.isdigit, code))
    return digits >= _DIGITS or 0 < digits < len(code)


def _is_of_few(rounds: Sequence[Sequence[str]]) -> bool:
    """Whether hardly anybody states what others of the round state too."""
    for texts in rounds:
        filled = [code for text in texts if (code := normalise_code(text))]
        if filled and len(filled) > _TIMES * len(set(filled)):
            return False
    return True


def come_back(rounds: Sequence[Sequence[str]]) -> bool:
    """Whether codes of each round are found in the next."""
    used = [codes for texts in rounds if (codes := {code for text in texts if (code := normalise_code(text))})]
    pairs = list(itertools.pairwise(used))
    return bool(pairs) and all(len(a & b) >= _SHARE_IN_BOTH * min(len(a), len(b)) for a, b in pairs)
