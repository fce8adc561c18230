"""The rows of the result tables; their fields are the keys of ``results.json``.

A protected row keeps its keys and has None for every number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PROTECTED = "protected"


@dataclass(frozen=True)
class ScoreRow:
    """Level of one measure for one group in one round. `from_round`, `to_round` name the pair (matched only)."""

    measure: str
    level: str
    group: str
    round: str
    from_round: str | None
    to_round: str | None
    n: int | None = None
    mean: float | None = None
    sd: float | None = None


@dataclass(frozen=True)
class ChangeRow:
    """Change of one measure for one group between two rounds.

    `ci_low`, `ci_high`: 95 % interval of the mean change; `ci90_low`, `ci90_high`: the 90 % interval behind the
    finding. `smallest_p`: the smallest p that so few people could give. `detectable`: the smallest change that the
    t test at 0.05 would have seen with 80 % power.
    """

    measure: str
    level: str
    group: str
    from_round: str
    to_round: str
    n_from: int | None = None
    n_to: int | None = None
    n_matched: int | None = None
    mean_from: float | None = None
    mean_to: float | None = None
    change: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    ci90_low: float | None = None
    ci90_high: float | None = None
    test: str | None = None
    statistic: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    family: str | None = None
    smallest_p: float | None = None
    effect: str | None = None
    effect_value: float | None = None
    effect_low: float | None = None
    effect_high: float | None = None
    rose: int | None = None
    same: int | None = None
    fell: int | None = None
    detectable: float | None = None
    change_weighted: float | None = None
    verdict: str = PROTECTED
    sentence: str = ""


@dataclass(frozen=True)
class ItemRow:
    """Distribution of the answers to one item. Percentages are of scored answers; `counts` by raw score."""

    item: str
    group: str
    round: str
    from_round: str | None
    to_round: str | None
    counts: Mapping[str, int] | None = None
    non_answers: int | None = None
    trusting: float | None = None
    neutral: float | None = None
    distrusting: float | None = None
    net: float | None = None
