"""Guesses a scale: the order and the scores of the answers that one or several columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from surveys.files.cells import number_of, text_of
from surveys.language.digits import western_digits
from surveys.language.wording import normalise
from surveys.mapping.known_scales import SCALES, YES_OR_NO, levels, steps, wording
from surveys.mapping.survey_columns import answer_key, is_arabic, is_kurdish

NUMBERS = "numbers"
UNKNOWN = "unknown"

LOWEST_NUMBER, HIGHEST_NUMBER = 0, 10
_FEW_POINTS = 7
_MOST_WORDINGS = 40
"""More distinct answers than these are no scale, even in several languages."""
_RANGES = ((1, 2), (0, 1), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (0, 3), (0, 4), (0, 5), (0, 6), (0, 10), (1, 10))
_NUMBER_IN_FRONT = re.compile(r"\(?(\d{1,2})\s*(?:[-–—=.:)\]]\s*|\s+)(?=[^\W\d])")
_MANY_ANSWERS = 100
"""So many answers leave no end of a scale unused."""


@dataclass(frozen=True)
class Scale:
    """Scores of answers, by `answer_key`.

    Attributes
    ----------
    kind : str
        A name of `SCALES`, `NUMBERS` or `UNKNOWN`.
    scores : mapping
        The score of each answer that has a position on the scale.
    unused : mapping
        The score of each answer, as it would be written, that the scale has and nobody gave.
    sure : bool
        False where an end was made up or taken for granted.
    """

    kind: str
    scores: Mapping[str, float]
    unused: Mapping[str, float]
    sure: bool


def scale_kind(texts: Sequence[str]) -> str:
    """What kind of scale a column's distinct answers, non-answers left out, are of; `UNKNOWN` for none."""
    if len(texts) > _MOST_WORDINGS:
        return UNKNOWN
    known = {kind: [text for text in texts if normalise(text) in levels(kind)] for kind in SCALES}
    kind = max(known, key=lambda name: len(known[name]), default=UNKNOWN)
    positions = {levels(kind)[normalise(text)] for text in known[kind]}
    strangers = len(texts) - len(known[kind])
    if len(positions) > 1 and strangers <= (len(known[kind]) // 2 if kind != YES_OR_NO else 0):
        return kind
    numbers = [number_in(text) for text in texts]
    if len(texts) > 1 and all(number is not None and _fits(number) for number in numbers):
        return NUMBERS
    return UNKNOWN


def number_in(text: str) -> float | None:
    """The number that an answer is, or that stands in front of it: 5, ``5 - Fully``; None where there is none."""
    number = number_of(text)
    found = None if number is not None else _NUMBER_IN_FRONT.match(western_digits(text).strip())
    return float(found.group(1)) if found else number


def _fits(number: float) -> bool:
    return number.is_integer() and LOWEST_NUMBER <= number <= HIGHEST_NUMBER


def number_family(texts: Iterable[str]) -> str:
    """Columns of numbers that may share a scale: up to 7 points, or up to 10."""
    return "few" if max(number_in(text) or 0 for text in texts) <= _FEW_POINTS else "many"


def scale_of(kind: str, answers: Mapping[str, int]) -> Scale:
    """The scale of all the answers that its columns hold, non-answers left out."""
    if kind == NUMBERS:
        return _numbers(answers)
    return _worded(kind, answers) if kind in SCALES else Scale(UNKNOWN, {}, {}, sure=False)


def _numbers(answers: Mapping[str, int]) -> Scale:
    """All whole numbers from end to end, the ends those of the usual range that the answers fit into."""
    given = {answer_key(text): number for text in answers if (number := number_in(text)) is not None}
    low, high = min(given.values()), max(given.values())
    ranges = [ends for ends in _RANGES if ends[0] <= low and high <= ends[1]]
    first, last = min(ranges, key=lambda ends: _misfit(ends, low, high), default=(int(low), int(high)))
    unused = {text_of(float(n)): float(n) for n in range(first, last + 1) if float(n) not in given.values()}
    return Scale(NUMBERS, given, unused, sure=(first, last) == (low, high))


def _misfit(ends: tuple[int, int], low: float, high: float) -> tuple[int, float]:
    """How far a range is from the answers; few scales have fewer than four points, and few an even number."""
    unusual = ends[1] - ends[0] < 3 or ends in ((1, 6), (0, 5), (0, 3))
    return (0 if ends == (low, high) else 1 + unusual), (low - ends[0]) + (ends[1] - high)


def _worded(kind: str, answers: Mapping[str, int]) -> Scale:
    known = levels(kind)
    given = {text: known[normalise(text)] for text in answers if normalise(text) in known}
    reached = set(given.values())
    whole = reached | _ends(kind, reached, sum(answers[text] for text in given))
    if kind == YES_OR_NO:
        score = {level: level for level in whole}
    else:
        score = {level: float(rank) for rank, level in enumerate(sorted(whole), start=1)}
    language = _language_of(given)
    unused = {wording(kind, level, language): score[level] for level in sorted(whole - reached)}
    return Scale(kind, {answer_key(text): score[level] for text, level in given.items()}, unused, sure=whole == reached)


def _ends(kind: str, reached: set[float], count: int) -> set[float]:
    """Levels that the scale must have beside those that were given: each end has its opposite."""
    low, *_, high = steps(kind)
    if kind == "quality" and high in reached:
        return set()
    if low < 0:
        return {-level for level in reached if -level in steps(kind)}
    if count >= _MANY_ANSWERS:
        return set()
    in_a_row = reached | {low} == {step for step in steps(kind) if step <= max(reached)}
    return {low, high} if in_a_row else {low}


def _language_of(texts: Iterable[str]) -> str:
    """The language in which most answers are written: Kurdish, Arabic or, of Latin letters, English."""
    found = ["ku" if is_kurdish(text) else "ar" if is_arabic(text) else "en" for text in texts]
    return max(set(found), key=found.count)
