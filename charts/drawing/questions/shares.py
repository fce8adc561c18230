"""The shares of the answers to a question: their words, their place between distrust and trust, their colours.

An answer is distrust or trust by its score: below or above 50 on the item's own scale, as in the item's net.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.primitives.look import MIDDLE, Look, mixed
from metrics import ItemRow, Measure, Protected
from metrics.model.measures import Answer
from metrics.model.scores import DECIMALS
from metrics.result.names import say_of_index
from words import label_in

BAR_DECIMALS = 1
"""Decimals of a bar's length, as in the tables that are handed on; half of it, where bars begin, has one more."""
_READABLE = 4.5
"""The least contrast of words on their ground (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True)
class Share:
    """A part of a bar.

    Attributes
    ----------
    words : str
        The answer.
    score : float
        Its score on 0–100.
    share : float
        Percent of the answers given.
    """

    words: str
    score: float
    share: float

    @property
    def length(self) -> float:
        """Its length, as rounded as the tables."""
        return round(self.share, BAR_DECIMALS)


def shares_of(result: Protected, measure: Measure, row: ItemRow, language: str) -> list[Share]:
    """The parts of a bar, from distrust to trust.

    An answer each; where there are weighted shares and no counts, distrust, neither and trust. None of a row that is
    not shown.
    """
    if row.counts is not None and (total := sum(row.counts.values())):
        return [
            Share(label_in(answer.label, language), score, 100 * row.counts[answer.score] / total)
            for answer, score in scored(measure)
        ]
    if row.trusting is None or row.neutral is None or row.distrusting is None:
        return []
    shares = (row.distrusting, row.neutral, row.trusting)
    words = [meaning(result, word, language) for word in ("distrusting", "in_the_middle", "trusting")]
    scores = (MIDDLE / 2, MIDDLE, 1.5 * MIDDLE)
    return [Share(*one) for one in zip(words, scores, shares, strict=True)]


def totals_of(shares: Sequence[Share]) -> tuple[float, float]:
    """What lies before the middle in all, and what behind it: each summed before it is rounded."""
    distrusting = sum(one.share for one in shares if one.score < MIDDLE)
    return distrusting, sum(one.share for one in shares if one.score > MIDDLE)


def before_middle(shares: Sequence[Share]) -> float:
    """How far a bar reaches before the middle: all distrust, and half of the neutral answers."""
    reach = sum(one.length if one.score < MIDDLE else one.length / 2 for one in shares if one.score <= MIDDLE)
    return round(reach, BAR_DECIMALS + 1)


def meaning(result: Protected, word: str, language: str) -> str:
    """What the answers on one side of the middle are called, or in it."""
    return say_of_index(f"figures.{word}", result, language)


def scored(measure: Measure) -> list[tuple[Answer, float]]:
    """The answers of an item with their scores on 0–100, from distrust to trust.

    Scores are percent of maximum possible, turned round where the item is reversed, as in `metrics.model.scores`.
    """
    raw = [float(answer.score) for answer in measure.answers]
    low, width = min(raw), max(raw) - min(raw)
    shares = [round(100 * (score - low) / width, DECIMALS) for score in raw]
    turned = [100 - share for share in shares] if measure.reversed else shares
    return sorted(zip(measure.answers, turned, strict=True), key=lambda pair: pair[1])


def shade(look: Look, score: float) -> str:
    """The colour of an answer by its score: below 50 distrust, above it trust, the stronger the further from it.

    Up to halfway to the scale's end (25, 75) the weak shade, from there on more and more of the strong one.
    """
    strong_no, weak_no, neutral, weak_yes, strong_yes = look.palette.answers
    if score == MIDDLE:
        return neutral
    weak, strong = (weak_no, strong_no) if score < MIDDLE else (weak_yes, strong_yes)
    return mixed(weak, strong, max(2 * abs(score - MIDDLE) / MIDDLE - 1, 0.0))


def ink_on(look: Look, fill: str) -> str:
    """The colour in which words can be read on another: that of the paper or of words; black or white between them."""
    inks = (look.palette.ground, look.palette.ink, "#000000", "#FFFFFF")
    readable = (ink for ink in inks if _contrast(ink, fill) >= _READABLE)
    return next(readable, max(inks, key=lambda ink: _contrast(ink, fill)))


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
