"""The rows of the result tables; their fields are the keys of ``results.json``.

A protected row keeps its keys and has None for every number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PROTECTED = "protected"


@dataclass(frozen=True)
class ScoreRow:
    """Level of one measure for one group in one round. `from_round`, `to_round` name the pair (matched only).

    With weights on, `n` counts the people with a weight, and `n_effective` is Kish's effective number of them.
    """

    measure: str
    level: str
    group: str
    round: str
    from_round: str | None
    to_round: str | None
    n: int | None = None
    mean: float | None = None
    sd: float | None = None
    n_effective: float | None = None


@dataclass(frozen=True)
class ChangeRow:
    """Change of one measure for one group between two rounds.

    `ci_low`, `ci_high`: 95 % interval of the mean change; `ci90_low`, `ci90_high`: the 90 % interval behind the
    finding. `smallest_p`: the smallest p that so few people could give. `reason`: why there is no p. `shift`: the
    Hodges–Lehmann estimate, in points. `detectable`: the smallest change that the t test at 0.05 would have seen with
    80 % power. `invited`: the number invited for which the intervals were corrected. Test, interval and effect are
    unweighted; `change_weighted` stands beside them where weights are on.
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
    reason: str | None = None
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
    shift: float | None = None
    detectable: float | None = None
    invited: int | None = None
    change_weighted: float | None = None
    weighted_low: float | None = None
    weighted_high: float | None = None
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


@dataclass(frozen=True)
class ItemTestRow:
    """How the answers to one item moved, over the pairs: trusting against the rest, and the whole distribution.

    `mcnemar_p`, `mcnemar_midp`: McNemar's exact and mid-p. `stuart_maxwell`, `df`, `p`: the test of marginal
    homogeneity of all answers.
    """

    item: str
    group: str
    from_round: str
    to_round: str
    n: int | None = None
    mcnemar_p: float | None = None
    mcnemar_midp: float | None = None
    stuart_maxwell: float | None = None
    df: int | None = None
    p: float | None = None


@dataclass(frozen=True)
class MatrixRow:
    """How one group or side rates another in one round: mean item score, 0–100."""

    rater: str
    target: str
    round: str
    from_round: str | None
    to_round: str | None
    n: int | None = None
    mean: float | None = None


@dataclass(frozen=True)
class GapRow:
    """Reciprocity of two groups or sides in one round: ``a_rates_b − b_rates_a``, points."""

    a: str
    b: str
    round: str
    from_round: str | None
    to_round: str | None
    a_rates_b: float | None = None
    b_rates_a: float | None = None
    gap: float | None = None


@dataclass(frozen=True)
class DunnRow:
    """Dunn's comparison of two groups: z positive where `b` ranks higher; p adjusted by Holm over the pairs."""

    a: str
    b: str
    z: float | None
    p: float | None
    p_adjusted: float | None


@dataclass(frozen=True)
class BetweenGroupsRow:
    """Kruskal–Wallis over the groups shown: of one round's levels, or (`change`) of the changes of a pair.

    `reason` says why there is no number.
    """

    measure: str
    level: str
    round: str | None
    change: bool
    from_round: str | None
    to_round: str | None
    n: int | None = None
    statistic: float | None = None
    df: int | None = None
    p: float | None = None
    dunn: tuple[DunnRow, ...] = ()
    reason: str | None = None


@dataclass(frozen=True)
class DifferenceRow:
    """How much more `b` changed than `a`, in points, with a 95 % interval (Welch–Satterthwaite)."""

    measure: str
    level: str
    a: str
    b: str
    from_round: str
    to_round: str
    difference: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    statistic: float | None = None
    df: float | None = None
    p: float | None = None


@dataclass(frozen=True)
class Standing:
    """Number, mean and SD of the index at the first round; numbers None where they would tell somebody's answer."""

    n: int | None = None
    mean: float | None = None
    sd: float | None = None


@dataclass(frozen=True)
class IfFell:
    """The headline if everyone who left had fallen by the margin."""

    n: int | None = None
    change: float | None = None
    p: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None


@dataclass(frozen=True)
class AttritionRow:
    """Those who stayed against those who left, by their index at the first round.

    `standardised_difference` is ``(stayers − leavers)/√((s₁² + s₂²)/2)``. `reason` says why a number is missing.
    """

    group: str
    from_round: str
    to_round: str
    stayers: Standing = Standing()
    leavers: Standing = Standing()
    standardised_difference: float | None = None
    if_leavers_fell: IfFell = IfFell()
    verdict_if_leavers_fell: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class RobustnessRow:
    """The headline of one group under another choice.

    `what`: ``estimand``, ``test``, ``item`` (that item left out) or ``missing`` (how missing answers are handled);
    `variant` the choice. Numbers are None, with a `reason`, where they can't be had or would tell somebody's answer.
    """

    what: str
    variant: str
    group: str
    change: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    verdict: str | None = None
    reason: str | None = None
