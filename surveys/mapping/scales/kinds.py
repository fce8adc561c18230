"""What kind of scale answers are of, and where each stands on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from surveys.coding.answers import is_non_answer, is_non_answer_word
from surveys.files.cells import number_of
from surveys.language.digits import western_digits
from surveys.mapping.scales.known import SCALES, YES_OR_NO, level_of, levels_of
from surveys.mapping.scales.slips import slips_of

NUMBERS = "numbers"
UNKNOWN = "unknown"

LOWEST_NUMBER, HIGHEST_NUMBER = 0, 10
_MOST_WORDINGS = 40
"""More distinct answers than these are no scale, even in several languages."""
_NUMBER_IN_FRONT = re.compile(r"\(?(\d{1,2})\s*(?:[-–—=.:)\]]\s*|\s+|(?=\())(?=\(?[^\W\d])")
_NUMBER_BEHIND = re.compile(r"[^\W\d].*[(\[]\s*(\d{1,2})\s*[)\]]$", re.DOTALL)
_MOST_DISTINCT = 400
"""A column of more distinct answers is no scale, whatever the common ones are."""
_RARE, _FEWEST = 0.1, 10
"""The share of answers that may be strange to a scale, of no fewer answers."""


def kind_of_answers(answers: Mapping[str, int]) -> str:
    """What kind of scale a column's answers are of, by how often each was given; some that are rare may be strange."""
    if len(answers) > _MOST_DISTINCT:
        return UNKNOWN
    texts = with_scored_words(answers)
    kind = scale_kind(texts)
    if kind != UNKNOWN:
        return kind
    common = common_answers({text: answers[text] for text in texts})
    return scale_kind(common) if 1 < len(common) < len(texts) else UNKNOWN


def common_answers(answers: Mapping[str, int]) -> list[str]:
    """The answers without the rarest, which together are few; all where there are not many."""
    total = sum(answers.values())
    if total < _FEWEST:
        return list(answers)
    rare, left = set(), _RARE * total
    for text in sorted(answers, key=lambda text: answers[text]):
        left -= answers[text]
        if left < 0:
            break
        rare.add(text)
    return [text for text in answers if text not in rare]


def scale_kind(texts: Sequence[str]) -> str:
    """What kind of scale a column's distinct answers, non-answers left out, are of; `UNKNOWN` for none."""
    if len(texts) > _MOST_WORDINGS:
        return UNKNOWN
    known = {kind: levels_of(kind, texts) for kind in SCALES}
    kind = max(known, key=lambda name: _fit(name, known[name]), default=UNKNOWN)
    found = known[kind]
    if len(set(found.values())) > 1:
        strangers = len(texts) - len(found) - len(slips_of([text for text in texts if text not in found], list(found)))
        if strangers <= (len(found) // 2 if kind != YES_OR_NO else 0):
            return kind
    numbers = [number_in(text) for text in texts]
    if len(texts) > 1 and all(number is not None and _fits(number) for number in numbers):
        return NUMBERS
    return UNKNOWN


def _fit(kind: str, found: Mapping[str, float]) -> tuple[int, int, int]:
    """How well a scale knows answers: how many, how many as they stand, and on how many levels."""
    return len(found), sum(level_of(kind, text) is not None for text in found), len(set(found.values()))


def number_in(text: str) -> float | None:
    """The number that an answer is, or that it bears: 5, ``5 - Fully``, ``Fully (5)``; None where there is none."""
    number = number_of(text)
    if number is not None:
        return number
    plain = western_digits(text).strip()
    found = _NUMBER_IN_FRONT.match(plain) or _NUMBER_BEHIND.search(plain)
    return float(found.group(1)) if found else None


def _fits(number: float) -> bool:
    return number.is_integer() and LOWEST_NUMBER <= number <= HIGHEST_NUMBER


def positions(kind: str, texts: Iterable[str]) -> dict[str, float]:
    """Where each answer stands on a scale of a kind: its level or its number; those that stand nowhere are left out."""
    if kind == NUMBERS:
        return {text: number for text in texts if (number := number_in(text)) is not None and _fits(number)}
    return levels_of(kind, list(texts)) if kind in SCALES else {}


def with_scored_words(texts: Iterable[str]) -> tuple[str, ...]:
    """The answers that are none of the usual non-answers, and those of them that are a level of the others' scale.

    "None" is no answer, unless beside it are "a little" and "a lot", and no other answer says the same.
    """
    every = list(texts)
    given = [text for text in every if not is_non_answer(text)]
    words = [text for text in every if is_non_answer_word(text) and _on_any(text)] if given else []
    if not words:
        return tuple(given)
    kind = scale_kind([*given, *words])
    found = positions(kind, given)
    added = {text for text in words if level_of(kind, text) not in (None, *found.values())} if found else set()
    return tuple(text for text in every if text in added or not is_non_answer(text))


def _on_any(text: str) -> bool:
    return any(level_of(kind, text) is not None for kind in SCALES)
