"""Weighted shares in what is handed on: with known weights, one decimal of few people's shares has one solution."""

from __future__ import annotations

from collections.abc import Iterator

from tests.attacker import breach
from tests.attacker.breach import Breach
from tests.attacker.handed_on import HandedOn

_MANY = 30
_SHARES = ("trusting", "neutral", "distrusting", "net")


def weighted_share_breaches(told: HandedOn) -> Iterator[Breach]:
    """Weighted shares beside raw counts, or of fewer than 30 people (rule 40)."""
    if not told.is_weighted:
        return
    truth = told.truth
    for row in told.document["items"]:
        shown = [name for name in _SHARES if row.get(name) is not None]
        if not shown:
            continue
        label = f"shared: items {row['item']} {row['group']} {row['round']}"
        round_index = truth.round_indices[row["round"]]
        behind = [
            int(people.sum())
            for key, sets in told.sets.items()
            if key == (row["item"], row["group"], round_index)
            for _, people, _ in sets
        ]
        counted = None if row["counts"] is None else sum(row["counts"].values())
        n = counted if counted is not None else min(behind, default=0)
        if counted is not None:
            yield Breach(breach.WEIGHTED_SHARES, (label,), n, "weighted shares beside raw counts")
        elif n < _MANY:
            yield Breach(breach.WEIGHTED_SHARES, (label,), n, "weighted shares of fewer than 30 people")
