"""P-values adjusted for how many tests were made."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p: Sequence[float]) -> list[float]:
    """Step-down adjusted p-values (Holm 1979), in the order given; as R's ``p.adjust(method = "holm")``."""
    adjusted = [0.0] * len(p)
    running = 0.0
    for rank, i in enumerate(sorted(range(len(p)), key=p.__getitem__)):
        running = max(running, (len(p) - rank) * p[i])
        adjusted[i] = min(1.0, running)
    return adjusted


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """False discovery rate adjusted p-values (Benjamini & Hochberg 1995); as R's ``p.adjust(method = "BH")``."""
    adjusted = [0.0] * len(p)
    running = 1.0
    descending = sorted(range(len(p)), key=p.__getitem__, reverse=True)
    for position, i in enumerate(descending):
        running = min(running, len(p) / (len(p) - position) * p[i])
        adjusted[i] = running
    return adjusted
