"""Names of the occasions on which a questionnaire was filled in, and their order: pre, baseline, T2, wave 3."""

from __future__ import annotations

import re

from surveys.language.digits import western_digits
from surveys.language.vocabulary import phrases
from surveys.language.wording import normalise

_FIRST, _BEFORE = phrases("rounds", "mark_first"), phrases("rounds", "mark_before")
_MIDDLE = phrases("rounds", "mark_middle")
_LAST, _AFTER = phrases("rounds", "mark_last"), phrases("rounds", "mark_after")
_LATER = phrases("rounds", "mark_later")
_COUNTED = tuple(phrases("rounds", f"mark_{number}") for number in ("one", "two", "three"))
_NUMBERED = sorted(phrases("rounds", "mark_numbered"), key=len, reverse=True)
_AT_FIRST, _IN_BETWEEN, _AT_LAST, _LATER_ON = -1, 500, 1_000, 2_000
"""Where the words stand in time among numbered occasions: a baseline before T0, a follow-up behind the endline."""
_OCCASION = re.compile(rf"(?:{'|'.join(map(re.escape, _NUMBERED))}) ?(\d{{1,2}})")
_LATER_NUMBERED = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(_LATER)))}) ?(\d{{1,2}})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 60
_WORDS = frozenset().union(_FIRST, _BEFORE, _MIDDLE, _LAST, _AFTER, _LATER, *_COUNTED)
_FIRST_WORDS = {phrase.split(" ")[0] for phrase in _WORDS}
_MAY_NAME = re.compile(
    rf"{'|'.join(map(re.escape, sorted(_FIRST_WORDS)))}|(?:{'|'.join(map(re.escape, _NUMBERED))})[\W_]{{0,3}}\d"
)


def may_name_one(text: str) -> bool:
    """Whether a text may name an occasion somewhere: a quick look, which most texts do not pass."""
    plain = text.casefold() if text.isascii() else western_digits(normalise(text, numbering=True))
    return bool(_MAY_NAME.search(plain))


def occasion_of(text: str) -> int | None:
    """Where in time the occasion is that a whole text names, to be compared with others; None for any other text."""
    plain = _plain(text)
    if found := _LATER_NUMBERED.fullmatch(plain):
        return _LATER_ON + int(found.group(1))
    if found := _OCCASION.fullmatch(plain):
        return int(found.group(1))
    return next((time for time, known in _in_time() if plain in known), None)


def occasion_in(text: str) -> int | None:
    """The same of a longer name that holds it: ``Responses (pre-test)``, ``Wave 2 data``, ``2024``; None for none."""
    plain = _plain(text)
    if found := re.search(rf"(?<!\w){_LATER_NUMBERED.pattern}(?!\w)", plain):
        return _LATER_ON + int(found.group(1))
    words = f" {plain} "
    named = next((time for time, known in _in_time() if any(f" {one} " in words for one in known)), None)
    if named is not None:
        return named
    if found := re.search(rf"(?<!\w){_OCCASION.pattern}(?!\w)", plain):
        return int(found.group(1))
    years = {int(found.group()) for found in _YEAR.finditer(plain)}
    return years.pop() if len(years) == 1 else None


def is_everyday(text: str) -> bool:
    """Whether a text is a word such as "before", which a question may be worded with too; not ``pre`` or ``T1``."""
    return _plain(text) in _BEFORE | _AFTER


def is_numbered(text: str) -> bool:
    """Whether a text names an occasion by its number."""
    return bool(_OCCASION.fullmatch(_plain(text)))


def _plain(text: str) -> str:
    return western_digits(normalise(text, numbering=True)) if len(text) <= _LONGEST else ""


def _in_time() -> tuple[tuple[int, frozenset[str]], ...]:
    return (
        (_LATER_ON, _LATER),
        (_AT_FIRST, _FIRST | _BEFORE),
        (_IN_BETWEEN, _MIDDLE),
        (_AT_LAST, _LAST | _AFTER),
        *((number, known) for number, known in enumerate(_COUNTED, start=1)),
    )
