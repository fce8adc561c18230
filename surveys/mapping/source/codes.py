"""Whether columns hold people's codes, by what is in them: such answers are never shown."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Mapping, Sequence

from surveys.coding.person_codes import normalise_code

_SHARE_DISTINCT, _SHARE_IN_BOTH = 0.8, 0.2
_SHORT_NUMBER, _LONGEST_CODE, _FEWEST = 2, 24, 3
"""Digits of a number that is no code; letters of the longest code; answers so few that they are no codes."""
_DIGITS, _TIMES = 4, 3
"""Digits of a number that is written like a code; how often one stands in a round, as where that holds several."""

Codes = Mapping[str, int]
"""How often each code stands in a round, by `normalise_code`."""


def are_distinct(rounds: Sequence[Codes], times: int = 1) -> bool:
    """Whether nearly everyone of each round states something else, people being in it several `times`."""
    return all(len(codes) >= _SHARE_DISTINCT * sum(codes.values()) / times for codes in rounds)


def look_like_codes(given: Sequence[str], rounds: Callable[[], Sequence[Codes]]) -> bool:
    """Whether the answers are short, and each is of one person or hardly more.

    What is written like a code (letters and digits, or a long number) is one though it stands there several times, as
    where a file holds several rounds; of other words nearly all of a round must be different. Numbers of a few digits,
    such as ages, and texts of several words are none.

    Parameters
    ----------
    given : sequence of str
        The distinct answers, non-answers left out.
    rounds : callable
        Gives the codes of each round; asked only where the answers may be some.
    """
    texts = [text for text in given if not (len(text) <= _SHORT_NUMBER and text.isdigit())]
    is_short = all(len(text) <= _LONGEST_CODE and len(text.split()) <= 2 for text in texts)
    if len(texts) < _FEWEST or 2 * len(texts) <= len(given) or not is_short:
        return False
    codes = rounds()
    return (are_written_like_codes(texts) and _are_of_few(codes)) or are_distinct(codes)


def are_written_like_codes(texts: Sequence[str]) -> bool:
    """Whether nearly all of the texts are letters and digits, or long numbers: none that people say in words."""
    return sum(map(_is_written_like_a_code, texts)) >= _SHARE_DISTINCT * len(texts)


def _is_written_like_a_code(text: str) -> bool:
    code = normalise_code(text)
    digits = sum(map(str.isdigit, code))
    return digits >= _DIGITS or 0 < digits < len(code)


def _are_of_few(rounds: Sequence[Codes]) -> bool:
    """Whether hardly anybody states what others of the round state too."""
    return all(sum(codes.values()) <= _TIMES * len(codes) for codes in rounds)


def come_back(rounds: Sequence[Collection[str]]) -> bool:
    """Whether codes of each round are found in the next."""
    used = [set(codes) for codes in rounds if codes]
    pairs = list(itertools.pairwise(used))
    return bool(pairs) and all(len(a & b) >= _SHARE_IN_BOTH * min(len(a), len(b)) for a, b in pairs)
