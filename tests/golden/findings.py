"""Families, adjusted p and findings, made anew from R's p and interval (rules 28 to 30).

Nothing of ``metrics`` is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tests.golden.request import Key, Row

ALPHA = 0.05
OF_ALL = {"index": "primary", "dimension": "dimensions", "item": "items"}
OF_GROUPS = {"index": "groups", "dimension": "group_dimensions", "item": "group_items"}
RULED_OUT = {"index": 1, "dimension": 2, "item": 2}
OF_RANKS = ("wilcoxon", "sign", "mann_whitney", "brunner_munzel")
Interval = tuple[float | None, float | None]
ALONE, HOLM = ("primary",), ("dimensions", "groups")
"""Families of one test, and those adjusted by Holm's way; all others by that of Benjamini and Hochberg."""


def adjust(p: Sequence[float], family: str) -> list[float]:
    """The p of a family's tests, adjusted as R's ``p.adjust`` does."""
    if family in ALONE:
        return list(p)
    order = sorted(range(len(p)), key=p.__getitem__)
    found = [1.0] * len(p)
    worst = 0.0
    if family in HOLM:
        for rank, index in enumerate(order):
            worst = max(worst, (len(p) - rank) * p[index])
            found[index] = min(1.0, worst)
        return found
    best = 1.0
    for rank, index in reversed(list(enumerate(order, start=1))):
        best = min(best, len(p) / rank * p[index])
        found[index] = best
    return found


def adjusted(rows: Iterable[tuple[Key, Row, float]]) -> dict[Key, float]:
    """The adjusted p of R's rows, each with its key and the p of the test chosen."""
    families: dict[str, list[tuple[Key, float]]] = defaultdict(list)
    for key, row, p in rows:
        families[(OF_ALL if row["group"] == "ALL" else OF_GROUPS)[row["level"]]].append((key, p))
    found: dict[Key, float] = {}
    for family, members in families.items():
        keys, values = zip(*members, strict=True)
        found.update(zip(keys, adjust(values, family), strict=True))
    return found


def verdict(row: Row, p_adjusted: float | None, test: str, margin: float, interval: Interval) -> tuple[str, bool]:
    """The finding of R's row, and whether all of the interval is beyond the margin.

    `interval`: R's of the mean, or the row's own where its test is inverted.
    """
    low, high = interval
    if (row["smallest_p"].get(test) or 0) > ALPHA:
        return "too_few", False
    if p_adjusted is None or low is None or high is None:
        return "inconclusive", False
    if test in OF_RANKS and _disagrees(row, test, low, high):
        return "mixed", False
    inside, r = -margin < low and high < margin, margin * RULED_OUT[row["level"]]
    way = "increased" if low > 0 else "decreased" if high < 0 else ""
    if p_adjusted <= ALPHA and way:
        return ("trivial", False) if inside else (way, low > margin or high < -margin)
    if inside or way:
        return "equivalent" if inside else f"maybe_{way}", False
    no_fall, no_rise = -r < low, high < r
    return {
        (True, True): "bounded",
        (True, False): "not_decreased",
        (False, True): "not_increased",
        (False, False): "inconclusive",
    }[no_fall, no_rise], False


def _disagrees(row: Row, test: str, low: float, high: float) -> bool:
    """Whether a test of ranks or signs and the interval of the mean disagree (rule 23)."""
    found, effects = row["tests"][test], row["effects"]
    ways = {
        "wilcoxon": lambda: effects["rank_biserial"]["value"],
        "sign": lambda: row["rose"] - row["fell"],
        "mann_whitney": lambda: effects["cliffs_delta"]["value"],
        "brunner_munzel": lambda: effects["cliffs_delta"]["value"],
    }
    opposite = (ways[test]() or 0) * row["change"] < 0
    return bool((found["p"] <= ALPHA) != (low > 0 or high < 0) or opposite)
