"""Scales: what kind of scale answers are of, their order and scores, which columns share one, and slips in its answers.

>>> scale_kind(["Agree", "Neutral", "Strongly disagree"])
'agreement'
>>> scale_kind(["red", "green"])
'unknown'
"""

from surveys.mapping.scales.kinds import (
    NUMBERS,
    UNKNOWN,
    kind_of_answers,
    number_in,
    positions,
    scale_kind,
    with_scored_words,
)
from surveys.mapping.scales.scores import Scale, scale_of
from surveys.mapping.scales.sharing import Asked, SharedScale, shared_scales
from surveys.mapping.scales.slips import slip_of

__all__ = [
    "NUMBERS",
    "UNKNOWN",
    "Asked",
    "Scale",
    "SharedScale",
    "kind_of_answers",
    "number_in",
    "positions",
    "scale_kind",
    "scale_of",
    "shared_scales",
    "slip_of",
    "with_scored_words",
]
