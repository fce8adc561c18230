"""How well items measure one thing: Cronbach's alpha, McDonald's omega total, and each item's part in them."""

from metrics.statistics.reliability.alpha import Alpha, cronbach_alpha, feldt_interval
from metrics.statistics.reliability.omega import omega_total

__all__ = ["Alpha", "cronbach_alpha", "feldt_interval", "omega_total"]
