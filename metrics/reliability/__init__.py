"""How well items measure one thing: Cronbach's alpha, McDonald's omega total, and each item's part in them."""

from metrics.statistics.reliability.alpha import Alpha, cronbach_alpha, feldt_interval
from metrics.statistics.reliability.omega import omega_total
from metrics.tables.reliability import POOLED, REASONS, ItemReliability, ReliabilityRow, reliability_rows

__all__ = [
    "POOLED",
    "REASONS",
    "Alpha",
    "ItemReliability",
    "ReliabilityRow",
    "cronbach_alpha",
    "feldt_interval",
    "omega_total",
    "reliability_rows",
]
