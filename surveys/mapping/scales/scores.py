"""Guesses a scale: the order and the scores of the answers that one or several columns hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.files.cells import text_of
from surveys.mapping.scales.kinds import NUMBERS, UNKNOWN, common_answers, number_in, positions
from surveys.mapping.scales.known import SCALES, YES_OR_NO, language_of, level_of, steps, wording, wordings
from surveys.mapping.source.columns import answer_key, is_arabic

_RANGES = (
    *((1, 2), (0, 1), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8), (1, 9), (1, 10)),
    *((0, 2), (0, 3), (0, 4), (0, 5), (0, 6), (0, 10)),
)
_COMMONEST = (1, 5)
_USUAL = frozenset({(1, 4), (1, 5), (1, 7), (0, 4), (0, 10), (1, 10)})
_MANY_ANSWERS = 100
"""So many answers leave no end of a scale unused."""
_SOME_ANSWERS = 40
"""So many leave no level between the ends unused."""
_SMILEYS = "smileys"
"""There are many, and no two forms have the same."""
_OFTEN = 5
"""The end of an unusual range has to be given so often to be believed."""


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


def scale_of(kind: str, answers: Mapping[str, int]) -> Scale:
    """The scale of all the answers that its columns hold, non-answers left out."""
    if kind == NUMBERS:
        return _numbers(answers)
    return _worded(kind, answers) if kind in SCALES else Scale(UNKNOWN, {}, {}, sure=False)


def number_range(counts: Mapping[float, int]) -> tuple[int, int]:
    """The ends of the usual range of whole numbers that numbers fit into.

    Parameters
    ----------
    counts : mapping
        How often each number was given.
    """
    low, high = min(counts), max(counts)
    ranges = [ends for ends in _RANGES if ends[0] <= low and high <= ends[1]]
    return min(ranges, key=lambda ends: _misfit(ends, low, high), default=(int(low), int(high)))


def _misfit(ends: tuple[int, int], low: float, high: float) -> tuple[int, float]:
    """How far a range is from the answers: reached at both ends, else the one of most scales, else a usual one."""
    rank = 0 if ends == (low, high) else 1 if ends == _COMMONEST else 2 if ends in _USUAL else 3
    return rank, (low - ends[0]) + (ends[1] - high)


def _numbers(answers: Mapping[str, int]) -> Scale:
    """All whole numbers from end to end, the ends those of the usual range that the answers fit into."""
    given = positions(NUMBERS, answers)
    counts: dict[float, int] = {}
    for text, number in given.items():
        counts[number] = counts.get(number, 0) + answers[text]
    first, last = number_range(counts)
    unused = {text_of(float(n)): float(n) for n in range(first, last + 1) if float(n) not in counts}
    is_reached = (first, last) == (min(counts), max(counts))
    is_believed = (first, last) in _USUAL or min(counts[first], counts[last]) >= _OFTEN if is_reached else False
    return Scale(NUMBERS, {answer_key(text): number for text, number in given.items()}, unused, sure=is_believed)


def _worded(kind: str, answers: Mapping[str, int]) -> Scale:
    given = positions(kind, answers) or positions(kind, common_answers(answers))
    if not given:
        return Scale(UNKNOWN, {}, {}, sure=False)
    numbered = _by_their_numbers(given)
    if numbered:
        return _labelled(kind, given, numbered)
    reached = set(given.values())
    count = sum(answers[text] for text in given)
    whole = reached | _ends(kind, given, count)
    if kind == YES_OR_NO:
        score = {level: level for level in whole}
    else:
        score = {level: float(rank) for rank, level in enumerate(sorted(whole), start=1)}
    language = language_of(kind, given)
    unused = {wording(kind, level, language): score[level] for level in sorted(whole - reached)}
    scores = {answer_key(text): score[level] for text, level in given.items()}
    return Scale(
        kind, scores, unused, sure=whole == reached and _is_whole(kind, reached, count) and not _collide(given)
    )


def _collide(given: Mapping[str, float]) -> bool:
    """Whether two wordings in one kind of letters have one level, so that their order is not known."""
    known = {(level, is_arabic(text), wordings(text)[0]) for text, level in given.items()}
    return len({where[:2] for where in known}) < len(known)


def _by_their_numbers(given: Mapping[str, float]) -> dict[float, float]:
    """The number in front of the labels of each level, where all have one and they ascend with the levels."""
    numbers: dict[float, float] = {}
    for text, level in given.items():
        number = number_in(text)
        if number is None or numbers.setdefault(level, number) != number:
            return {}
    ascending = [numbers[level] for level in sorted(numbers)]
    return numbers if ascending == sorted(set(ascending)) else {}


def _labelled(kind: str, given: Mapping[str, float], numbers: Mapping[float, float]) -> Scale:
    """A scale whose labels have numbers in front: these are the scores, and say which levels nobody chose."""
    reached = set(numbers.values())
    first, last = number_range(dict.fromkeys(reached, 1))
    middle = numbers.get(0.0)
    if middle is not None and steps(kind)[0] < 0:
        last = max(int(2 * middle) - first, last)
    unused = {str(n): float(n) for n in range(first, last + 1) if n not in reached}
    scores = {answer_key(text): numbers[level] for text, level in given.items()}
    return Scale(kind, scores, unused, sure=not unused)


def _ends(kind: str, given: Mapping[str, float], count: int) -> set[float]:
    """Levels that the scale must have beside those that were given: each end has its opposite."""
    low, *_, high = steps(kind)
    reached = set(given.values())
    if sum(level_of(kind, text) is None for text in given) > len(given) // 2:
        return set()  # degrees of a word of their own: how its ends are called is not known
    if kind == _SMILEYS or (kind == "quality" and high in reached):
        return set()
    if low < 0:
        ends = (min(reached), max(reached))
        opposite = {-level for level in reached if -level in steps(kind)}
        return {level for level in opposite if count < _SOME_ANSWERS or not ends[0] < level < ends[1]}
    if count >= _MANY_ANSWERS:
        return set()
    if min(reached) < low + 1:
        low = min(reached)
    whole = {step for step in steps(kind) if step.is_integer() and low < step <= max(reached)} <= reached
    return {low, high} if whole and max(reached) <= high - 1 else {low}


def _is_whole(kind: str, reached: set[float], count: int) -> bool:
    """Whether so many answers leave no doubt of the ends, or they are the ends that the words know."""
    return count >= _MANY_ANSWERS or {steps(kind)[0], steps(kind)[-1]} <= reached
