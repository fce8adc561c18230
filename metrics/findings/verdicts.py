"""What may be said of a change, read off its 95 % interval (rules 29 and 30)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from metrics.findings.families import Place, adjusted, detectable_alpha
from metrics.model.scores import DECIMALS
from metrics.model.settings import ALPHA
from metrics.schema.precision import Reading, sides_of_zero
from metrics.schema.rows import PROTECTED
from metrics.statistics.power import detectable_change

if TYPE_CHECKING:
    from metrics.tables.changes import ChangeRow

VERDICTS = (
    "protected",
    "too_few",
    "mixed",
    "trivial",
    "increased",
    "decreased",
    "equivalent",
    "maybe_increased",
    "maybe_decreased",
    "bounded",
    "not_decreased",
    "not_increased",
    "inconclusive",
)
SURE = ("increased", "decreased")
"""Those of what surely rose or fell."""
POINTING = ("maybe_increased", "maybe_decreased")
"""Those that only point to a rise or a fall."""

_WAYS = {"increased": 1, "maybe_increased": 1, "decreased": -1, "maybe_decreased": -1}
"""Which way a verdict goes, or points; a small change goes the way of the change."""

RULING_OUT = ("not_decreased", "not_increased", "bounded")
"""Those that rule out a change of a size: it is said in words, as they have no sign."""

OPEN = ("not_decreased", "not_increased", "bounded", "inconclusive", "mixed", "too_few")
"""Those that leave open whether trust rose or fell, in the order in which they are listed."""

RULED_OUT = {"index": 1, "dimension": 2, "item": 2}
"""The change that a finding may rule out, in margins, by level: intervals of dimensions and items are wider."""

OF_OTHER_QUANTITIES = ("wilcoxon", "sign", "mann_whitney", "brunner_munzel")
"""Tests of something else than the mean: the interval beside them is that of the t test."""


def way_of(verdict: str | None, change: float | None = None) -> int:
    """1 for a verdict of a rise, or that points to one, −1 of a fall, 0 else; a small change has it from the change."""
    if verdict == "trivial":
        return ((change or 0.0) > 0) - ((change or 0.0) < 0)
    return _WAYS.get(verdict or "", 0)


def may_rule_out(margin: float, level: str) -> float:
    """The change that a finding of a level may rule out, in points (rule 29)."""
    return margin * RULED_OUT[level]


def with_findings(rows: Sequence[ChangeRow], margin: float, categories: Collection[str] = ()) -> list[ChangeRow]:
    """Rows with their family, adjusted p, detectable change and verdict; families are formed over the rows given.

    `categories`: the groups that are categories of a breakdown.
    """
    placed = adjusted(rows, categories)
    return [_with_finding(row, place, margin) for row, place in zip(rows, placed, strict=True)]


def _with_finding(row: ChangeRow, place: Place, margin: float) -> ChangeRow:
    if row.n_from is None or row.change is None:
        return replace(row, verdict=PROTECTED)
    found, beyond = verdict(
        row.ci_low,
        row.ci_high,
        place.p_adjusted,
        margin,
        may_rule_out(margin, row.level),
        too_few=row.smallest_p is not None and row.smallest_p > ALPHA,
        mixed=disagrees(row),
    )
    alpha = detectable_alpha(place)
    return replace(
        row,
        family=place.family,
        family_size=place.size,
        p_adjusted=place.p_adjusted,
        detectable=detectable_change(row.se, row.df, alpha=alpha),
        detectable_alpha=alpha,
        verdict=found,
        beyond_margin=beyond,
    )


def verdict(
    low: float | None,
    high: float | None,
    p_adjusted: float | None,
    margin: float,
    ruled_out: float,
    *,
    too_few: bool = False,
    mixed: bool = False,
) -> tuple[str, bool]:
    """The finding of a change whose 95 % interval is [low, high], and whether all of it is beyond ±margin.

    m is the margin, the smallest change that matters; r the change that may be ruled out. The first line that holds:

    =====================================  ===========================================================
    `too_few`                              no p of so few people could be 0.05 or less
    `mixed`                                the test and the mean disagree
    `trivial`                              adjusted p ≤ 0.05, interval inside ±m
    `increased`, `decreased`               adjusted p ≤ 0.05
    `equivalent`                           interval inside ±m
    `maybe_increased`, `maybe_decreased`   interval leaves out 0
    `bounded`                              interval inside ±r
    `not_decreased`                        −r < low: a fall of r or more is ruled out
    `not_increased`                        high < r: a rise of r or more is ruled out
    `inconclusive`                         −r, 0 and r are all in the interval; or there is none
    =====================================  ===========================================================

    Inside is strict; ends are compared after rounding to 9 decimals. Three-sided testing: Goeman, Solari & Stijnen
    (2010). Statistics in Medicine 29, 2117–2125.
    """
    if too_few:
        return "too_few", False
    if low is None or high is None or p_adjusted is None:
        return "inconclusive", False
    if mixed:
        return "mixed", False
    low, high = round(low, DECIMALS), round(high, DECIMALS)
    inside = -margin < low and high < margin
    way = "increased" if low > 0 else "decreased" if high < 0 else None
    if way and p_adjusted <= ALPHA:
        return ("trivial", False) if inside else (way, low > margin or high < -margin)
    if inside:
        return "equivalent", False
    if way:
        return f"maybe_{way}", False
    no_fall, no_rise = -ruled_out < low, high < ruled_out
    if no_fall and no_rise:
        return "bounded", False
    return "not_decreased" if no_fall else "not_increased" if no_rise else "inconclusive", False


def reading_of(row: ChangeRow, margin: float) -> Reading:
    """What a row's verdict reads off the ends of its interval; of `mixed` and `too_few`, the sides of 0."""
    if row.verdict in ("mixed", "too_few"):
        return sides_of_zero
    return lambda low, high: verdict(low, high, row.p_adjusted, margin, may_rule_out(margin, row.level))


def disagrees(row: ChangeRow) -> bool:
    """Whether a test of another quantity and the interval of the mean disagree, or point in opposite ways (rule 23)."""
    if row.test not in OF_OTHER_QUANTITIES or row.p is None or row.ci_low is None or row.ci_high is None:
        return False
    leaves_out_0 = round(row.ci_low, DECIMALS) > 0 or round(row.ci_high, DECIMALS) < 0
    opposite = _direction(row) * round(row.change or 0, DECIMALS) < 0
    return (row.p <= ALPHA) != leaves_out_0 or opposite


def _direction(row: ChangeRow) -> float:
    """Positive where the test points to a rise.

    Of Wilcoxon's the rank-biserial: it leaves out those who did not move before it ranks, as they point nowhere. Of
    the others the statistic, less what it is where nothing changed.
    """
    if row.test == "wilcoxon":
        return row.effect_value or 0.0
    first, second = row.n_from or 0, row.n_to or 0
    expected = {
        "sign": ((row.rose or 0) + (row.fell or 0)) / 2,
        "mann_whitney": first * second / 2,
        "brunner_munzel": 0.0,
    }
    return 0.0 if row.statistic is None else row.statistic - expected[row.test or ""]
