"""Families, adjusted p and findings, made anew from R's p (rules 28 to 30): nothing of ``metrics`` is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tests.golden.request import Key, Row

ALPHA = 0.05
OF_ALL = {"index": "primary", "dimension": "dimensions", "item": "items"}
OF_GROUPS = {"index": "groups", "dimension": "group_dimensions", "item": "group_items"}
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


def verdict(row: Row, p_adjusted: float | None, test: str, margin: float) -> str:
    """The finding of R's row."""
    if (row["smallest_p"].get(test) or 0) > ALPHA:
        return "too_few"
    low, high = row["ci90_low"], row["ci90_high"]
    inside = low is not None and high is not None and -margin < low and high < margin
    if p_adjusted is None or p_adjusted > ALPHA:
        return "equivalent" if inside and p_adjusted is not None else "inconclusive"
    if inside:
        return "trivial"
    return "increased" if row["change"] > 0 else "decreased" if row["change"] < 0 else "inconclusive"
